// A form that the page itself checks, not the browser, and what it says when something failed.
import type { ComponentChildren, JSX } from "preact";

export function PageForm(props: {
  readonly class?: string;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <form
      class={props.class}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}

/** Nothing where there is nothing to say. */
export function Failed({ words }: { readonly words: string | null }): JSX.Element | null {
  if (words === null) return null;
  return (
    <p class="notice waiting" role="alert">
      {words}
    </p>
  );
}
