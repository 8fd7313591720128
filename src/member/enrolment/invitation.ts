// The enrolment text (EN6): what an administrator gives to a device that shall make its own keys. It names the country by its founding note, the
// host and mirrors, the organisation and the role. It holds nothing secret and nobody signs it: both sides compare what it says, and the founding
// note in it must verify. As a link (EN6c) it is short enough for a code that an old phone reads: of the founding note it has the hash alone.
import { decodeJson, encodeJson } from "../../core/json.ts";
import { code, hexOf, list, type Of, object, truth, uuid } from "../../core/schema.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { type FoundingNote, parseFoundingNote } from "../../note/directory-note.ts";
import { address, pinnedSchema } from "../store/vault.ts";
import { invitationFragment } from "./invitation-fragment.ts";

const roles = ["reader", "referrer"] as const;

const invitationSchema = object({
  kind: code(["invitation"]),
  pinned: pinnedSchema,
  organisation: uuid,
  role: code(roles),
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

const linkedSchema = object({
  role: code(roles),
  admin: truth,
  organisation: uuid,
  /** SHA-256 of the founding note. */
  founding: hexOf(32),
  host: address,
  mirrors: list(address, 8),
});
/** What a link says of an invitation: all but the founding note. */
type LinkedInvitation = Of<typeof linkedSchema>;

/** The invitation as a link to the app at an address. Throws RangeError when it would not parse back. */
export function encodeInvitationLink(app: string, invitation: Invitation): string {
  const { role, admin, organisation, pinned } = invitation;
  const { founding, host, mirrors } = pinned;
  const link = `${app}${fragmentOf({ role, admin, organisation, founding: hashOf(founding), host, mirrors })}`;
  if (!address(app) || parseInvitationLink(link) === null) throw new RangeError("not an invitation or not an address");
  return link;
}

/** What the link in a text says, which may have come by hand; null for anything else. */
export function parseInvitationLink(text: string): LinkedInvitation | null {
  const fragment = text.trim().slice(Math.max(0, text.trim().indexOf(invitationFragment)));
  const [kind = "", organisation = "", founding = "", host = "", ...mirrors] = fragment
    .slice(invitationFragment.length)
    .split(",");
  const admin = kind.endsWith(adminMark);
  const role = admin ? kind.slice(0, -adminMark.length) : kind;
  const linked: unknown = { role, admin, organisation, founding, host, mirrors };
  return linkedSchema(linked) && fragmentOf(linked) === fragment ? linked : null;
}

/** The invitation of a link with the founding note that its host shows; null when that is not the note that the link is about. */
export function joinInvitation(linked: LinkedInvitation, founding: string): Invitation | null {
  const { role, admin, organisation, host, mirrors } = linked;
  if (hashOf(founding) !== linked.founding) return null;
  const invitation: Invitation = { kind: "invitation", pinned: { founding, host, mirrors }, organisation, role, admin };
  return invitationSchema(invitation) ? invitation : null;
}

const adminMark = "-admin";

function fragmentOf({ role, admin, organisation, founding, host, mirrors }: LinkedInvitation): string {
  const kind = `${role}${admin ? adminMark : ""}`;
  return `${invitationFragment}${[kind, organisation, founding, host, ...mirrors].join(",")}`;
}

function hashOf(founding: string): string {
  return encodeHex(sha256(encodeUtf8(founding)));
}
