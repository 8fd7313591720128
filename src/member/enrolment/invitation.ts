// The enrolment text (EN6): what an administrator gives to a device that shall make its own keys. It names the country by its founding note, the
// host and mirrors, the organisation and the role. It holds nothing secret and nobody signs it: both sides compare what it says, and the founding
// note in it must verify.
import { decodeJson, encodeJson } from "../../core/json.ts";
import type { Of } from "../../core/schema.ts";
import { code, object, truth, uuid } from "../../core/schema.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { parseFoundingNote } from "../../note/directory-note.ts";
import { pinnedSchema } from "../store/vault.ts";

const invitationSchema = object({
  kind: code(["invitation"]),
  pinned: pinnedSchema,
  organisation: uuid,
  role: code(["reader", "referrer"]),
  admin: truth,
});
export type Invitation = Of<typeof invitationSchema>;

/** The text of an invitation. Throws RangeError when it would not parse back. */
export function encodeInvitation(invitation: Invitation): string {
  const text = `${encodeJson(invitation)}\n`;
  if (parseInvitation(text) === null) throw new RangeError("not an invitation of a country that holds");
  return text;
}

/** The invitation in a text, which may have come by hand and so have space around it; null for anything else. */
export function parseInvitation(
  text: string,
): { readonly invitation: Invitation; readonly founding: FoundingNote } | null {
  const invitation: unknown = decodeJson(text.trim());
  if (!invitationSchema(invitation)) return null;
  const founding = parseFoundingNote(invitation.pinned.founding);
  return founding === null ? null : { invitation, founding };
}
