// What became of what was pressed, where that is gone. It takes the focus when it appears: after a dialog has given it back.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function Announcement(props: {
  readonly class: string;
  readonly children: ComponentChildren;
  /** The page is shown from its top. */
  readonly atTop?: boolean;
}): JSX.Element {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.atTop === true) scrollTo(0, 0);
    said.current?.focus({ preventScroll: props.atTop === true });
  }, []);
  return (
    <div class={props.class} role="status" tabIndex={-1} ref={said}>
      {props.children}
    </div>
  );
}
