// An organisation's recovery key and the shares of it (KR1). Every share is a text that says whose it is and of which dealing; its hash is in the log. Whoever joins
// shares compares each with its hash before, and the key with the recipient in the log after: a wrong set gives a wrong secret and no error.
import { Decrypter } from "age-encryption";
import { decodeJson, encodeJson } from "../core/json.ts";
import { code, hexOf, integer, type Of, object, pattern, uuid } from "../core/schema.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { joinShares, splitSecret } from "../crypto/shamir.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { openingKey } from "./opening-key.ts";
import { sealFile } from "./sealed-file.ts";
import { SecretIdentity } from "./secret-identity.ts";

const shareSchema = object({
  kind: code(["share"]),
  organisation: uuid,
  /** The salt of the note that dealt it. */
  dealing: hexOf(16),
  number: integer(1, 7),
  share: pattern(/^[A-Za-z0-9+/]{40,200}={0,2}$/),
});
export type Share = Omit<Of<typeof shareSchema>, "kind">;

/** The text of a share: what is hashed, and what a custodian gives. */
export function shareText(origin: string, share: Share): string {
  return encodeSignedText(tag.share, origin, encodeJson({ kind: "share", ...share }));
}

/** The share in a text of this country; null for anything else. */
export function parseShare(text: string, origin: string): Share | null {
  const lines = parseSignedText(tag.share, text);
  const share: unknown = lines === null ? undefined : decodeJson(lines.json);
  if (lines?.origin !== origin || !shareSchema(share)) return null;
  const { kind: _, ...rest } = share;
  return rest;
}

/** What the log says of a share. */
export function hashOfShare(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}

/** The seed of the key with which a recovery is signed: whoever has the recovery key has it, and it opens nothing. */
export function recoverySeed(identity: SecretIdentity): Uint8Array {
  return sha256(encodeUtf8(`panoh.org/recovery-key/v1\n${identity.reveal()}\n`));
}

/** The texts of the shares of a recovery key, in their order. */
export async function splitRecoveryKey(
  origin: string,
  identity: SecretIdentity,
  { organisation, dealing }: Pick<Share, "organisation" | "dealing">,
  { count, threshold }: { readonly count: number; readonly threshold: number },
): Promise<readonly string[]> {
  const shares = await splitSecret(encodeUtf8(identity.reveal()), count, threshold);
  return shares.map((bytes, at) =>
    shareText(origin, { organisation, dealing, number: at + 1, share: encodeBase64(bytes) }),
  );
}

/** The key that these shares give; null when they give none. Whether it is the right one, its recipient says. */
export async function joinRecoveryKey(shares: readonly Share[]): Promise<SecretIdentity | null> {
  const bytes = shares.flatMap(({ share }) => decodeBase64(share) ?? []);
  const secret = bytes.length < shares.length ? null : await joinShares(bytes);
  return secret === null ? null : SecretIdentity.parse(decodeUtf8(secret) ?? "");
}

/** A share for the device that asks, in base64. */
export async function sealShare(text: string, recipient: string): Promise<string> {
  return encodeBase64(await sealFile(encodeUtf8(text), recipient));
}

/** The text of a share that was given to this device; null when its key does not open it. */
export async function openShare(sealed: string, identity: SecretIdentity): Promise<string | null> {
  const bytes = decodeBase64(sealed);
  if (bytes === null) return null;
  const decrypter = new Decrypter();
  decrypter.addIdentity(await openingKey(identity));
  try {
    return decodeUtf8(await decrypter.decrypt(bytes));
  } catch {
    return null;
  }
}
