// The one heading of a page. It takes the focus when the page appears, so that keyboards start and screen readers read there: with the page,
// not after it was drawn, since then it would take the focus away from a field that somebody already types in.
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function Heading(props: {
  readonly children: ComponentChildren;
  /** The id of what is read with it. */
  readonly describedBy?: string;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 tabIndex={-1} ref={heading} aria-describedby={props.describedBy}>
      {props.children}
    </h1>
  );
}
