// The newest effective content of each kind that may be shown.
import type { CaseContent, ContentOf } from "../../core/entry.ts";
import type { CaseKind } from "../../core/entry-kind.ts";
import type { CaseView } from "../../member/views.ts";

/** The content of the last effective entry of a kind; null when there is none or it may not be shown yet. */
export function lastOf<K extends CaseKind>(opened: CaseView, kind: K): ContentOf<K> | null {
  for (const entry of opened.state.entries.toReversed()) {
    const content = opened.contents.get(entry.id);
    if (entry.verdict.is === "effective" && content !== undefined && isOf(content, kind)) return content;
  }
  return null;
}

function isOf<K extends CaseKind>(content: CaseContent, kind: K): content is Extract<CaseContent, ContentOf<K>> {
  return content.kind === kind;
}
