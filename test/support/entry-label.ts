// What an entry is, for a test: of a save the part of the case in which it lies, of every other entry its kind.
import type { AnyContent } from "../../src/core/entry.ts";

export function labelOf(content: AnyContent): string {
  return content.kind === "answers" && !("newer" in content) ? content.body.part : content.kind;
}
