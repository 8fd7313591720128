// The reason why the last press did nothing, read out at once, and brought into view: on a long page it may stand far from what was pressed.
import type { JSX } from "preact";

export function VerbError({ error }: { readonly error: string | null }): JSX.Element | null {
  if (error === null) return null;
  return (
    <p key={error} class="error" role="alert" tabIndex={-1} ref={bringIntoView}>
      {error}
    </p>
  );
}

/** Called when the line comes and, with nothing, when it goes. */
function bringIntoView(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: "center" });
  line?.focus({ preventScroll: true });
}
