// The request of a device that made its own keys, as it is kept until the log knows the device (EN6).
import { idForPeople } from "../member/fingerprint.ts";
import { clearRow, readClearRow } from "../member/store/clear-row.ts";
import type { Change, MemberStore } from "../member/store/store.ts";
import { textId } from "../note/origin.ts";
import { parseNote } from "../note/signed-note.ts";
import type { EnrolmentView } from "./engine.ts";

const key = "request";

export function keepingRequest(note: string): Change {
  return clearRow("meta", key, note);
}

/** Null when none was kept, or what was kept is no request any more. */
export async function keptRequest(store: MemberStore): Promise<EnrolmentView | null> {
  const row = await store.get("meta", key);
  const kept = row === null ? undefined : readClearRow("meta", key, row);
  const text = typeof kept === "string" ? parseNote(kept)?.text : undefined;
  return typeof kept === "string" && text !== undefined ? { note: kept, id: idForPeople(textId(text)) } : null;
}
