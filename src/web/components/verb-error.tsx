// The reason why the last press did nothing, read out at once, and brought into view: on a long page it may stand far from what was pressed.
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function VerbError({ error }: { readonly error: string | null }): JSX.Element | null {
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    line.current?.scrollIntoView({ block: "center" });
    line.current?.focus({ preventScroll: true });
  }, [error]);
  if (error === null) return null;
  return (
    <p class="error" role="alert" tabIndex={-1} ref={line}>
      {error}
    </p>
  );
}
