// A button that does something on its page; what sends a form is another one.
import type { JSX } from "preact";
import { apart } from "../text/translate.ts";

export function Button(props: {
  /** As a link, or as a button of this look. */
  readonly look: "link" | "plain" | "plain small" | "primary" | "primary wide";
  readonly words: string;
  /** Read aloud with the words, where these alone do not say what it is about. */
  readonly about?: string;
  /** Something goes on that a press waits for, or there is nothing to do. */
  readonly isBusy?: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  const { look, words, about, isBusy, onPress } = props;
  return (
    <button
      type="button"
      class={look === "link" ? look : `button ${look}`}
      aria-disabled={isBusy}
      aria-label={about === undefined ? undefined : apart(words, about)}
      onClick={() => onPress()}
    >
      {words}
    </button>
  );
}
