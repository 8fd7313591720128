// Other people's text as a person may see it: a character that turns the direction of reading, moves a cursor or is not seen at all is shown as a
// mark. U+202E in a name would otherwise show other words than the ones that were signed.

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Persian is written with joiners, and text has lines; they turn nothing. */
const harmless: readonly string[] = ["\u200c", "\u200d", "\n"];

/** The same text with such characters as `<202e>`. */
export function visibleMarks(text: string): string {
  return marked(text, (mark) => mark);
}

/**
 * The same for a screen, which lays text out in both directions: each of these marks stands in an isolate from left to right, else a bracket beside Persian
 * words goes with them and another number is read.
 */
export function marksOnScreen(text: string): string {
  return marked(text, (mark) => `\u2066${mark}\u2069`);
}

function marked(text: string, frame: (mark: string) => string): string {
  return text.replace(unseen, (mark) =>
    harmless.includes(mark) ? mark : frame(`<${mark.codePointAt(0)?.toString(16).padStart(4, "0")}>`),
  );
}
