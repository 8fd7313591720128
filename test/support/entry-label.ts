// What an entry is, for a test: of a save the part of the case in which it lies, of every other entry its kind.
import type { EntryContent, NewerContent } from "../../src/core/entry.ts";

export function labelOf(content: EntryContent | NewerContent): string {
  return content.kind === "answers" && !("newer" in content) ? content.body.part : content.kind;
}
