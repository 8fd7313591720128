// Notes in clear (founding, directory, public) as the log carries them: what class their bytes have, and how one after another they
// make the directory. Host and clients use this same code, so that they cannot disagree about who is who (DR1).

import { Directory, type DirectoryRefusal } from "../core/directory.ts";
import { isFormKind, type PublicContent } from "../core/directory-note.ts";
import { decodeJson } from "../core/json.ts";
import type { RecordNote } from "../core/registers/row.ts";
import { parseSignedText, tag } from "../core/tags.ts";
import type { TimeLeaf } from "../core/waits.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import type { VerifyEd25519 } from "../crypto/ed25519.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy } from "../log/evaluate-policy.ts";
import type { LeafClass } from "../log/leaf.ts";
import { noQuorum, type Policy, parsePolicy } from "../log/policy.ts";
import { type FoundingNote, parseDirectoryNote, parsePublicNote } from "../note/directory-note.ts";
import { parseNote, type VerifierKey, verifierKey } from "../note/signed-note.ts";

/** A note in clear is never longer: what a referral needs to trust is small. */
export const maxClearBytes = 32_768;

const clearClasses = ["directory", "public", "update"] as const;
export type ClearClass = (typeof clearClasses)[number];

const firstLines = (
  [
    ["directory", tag.directory],
    ["directory", tag.founding],
    ["update", tag.update],
    ["public", tag.public],
  ] as const
).map(([of, name]) => ({ of, line: encodeUtf8(`${name}\n`) }));

/** True for the classes of notes in clear. */
export function isClearClass(leafClass: LeafClass | undefined): leafClass is ClearClass {
  return clearClasses.some((name) => name === leafClass);
}

/** The class of a note in clear by its first line, or null when the bytes are none (LG1: the class follows from the shape). */
export function clearClass(bytes: Uint8Array): ClearClass | null {
  if (bytes.length > maxClearBytes) return null;
  return firstLines.find(({ line }) => line.every((byte, i) => bytes[i] === byte))?.of ?? null;
}

/**
 * True for a note in clear that costs a token (LG4): of the record, and an update that is not a time note, which the host alone signs. Directory notes
 * are few and cost none. What is neither is not judged here; nothing of it is verified.
 */
export function costsToken(bytes: Uint8Array): boolean {
  const leafClass = clearClass(bytes);
  if (leafClass !== "update" && leafClass !== "public") return false;
  const said = saidIn(leafClass, bytes);
  // No note at all: it is refused as such.
  return said !== null && said["kind"] !== "time" && !isFormKind(String(said["kind"]));
}

/** True for a note that seats of the council may sign: whose keys they are depends on the log's time while one is replaced (DR7). Nothing of it is verified. */
export function mayBeOfCouncil(bytes: Uint8Array): boolean {
  const leafClass = clearClass(bytes);
  if (leafClass !== "directory" && leafClass !== "public") return false;
  const kind = String(saidIn(leafClass, bytes)?.["kind"]);
  return /^(council|organisation|form|device|epoch)\./.test(kind);
}

/** True for a note of the directory for which it counts how many administrators an organisation has (DR3, SL4). Nothing of it is verified. */
export function countsAdministrators(bytes: Uint8Array): boolean {
  const kind = clearClass(bytes) === "directory" ? saidIn("directory", bytes)?.["kind"] : null;
  return kind === "device.enrol" || kind === "epoch.new" || kind === "form.set";
}

/** True for a note about a recovery, for which it counts how much time the log says has passed (KR4). Nothing of it is verified. */
export function countsRecoveryTime(bytes: Uint8Array): boolean {
  const kind = clearClass(bytes) === "directory" ? saidIn("directory", bytes)?.["kind"] : null;
  return typeof kind === "string" && kind.startsWith("recovery.");
}

/** What a note of this class says, unverified; null for bytes that are none. */
function saidIn(leafClass: ClearClass, bytes: Uint8Array): { readonly [key: string]: unknown } | null {
  const signed = parseSignedText(tag[leafClass], parseNote(decodeUtf8(bytes) ?? "")?.text ?? "");
  const value = signed === null ? undefined : decodeJson(signed.json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return value as { readonly [key: string]: unknown };
}

/** The key with which a country's log signs; its name is the origin. */
export function logKeyOf(founding: FoundingNote): VerifierKey {
  const key = decodeBase64(founding.founding.logKey);
  if (key === null) throw new RangeError("a founding note without a log key");
  return verifierKey(founding.origin, key);
}

/** The directory of a country before any other note: leaf 0. */
export function directoryOf(founding: FoundingNote): Directory {
  return new Directory(founding.founding, founding.origin);
}

/** The witness policy in force for a checkpoint of this size. A policy that does not parse asks for what nobody can give. */
export function policyFor(directory: Directory, size: number): Policy {
  const text = directory.policyAt(size);
  const kept = keptPolicy.text === text ? keptPolicy.policy : parsePolicy(encodeUtf8(text));
  const policy = kept ?? { logs: [], witnesses: [], groups: [], quorum: "unreadable" };
  keptPolicy = { text, policy };
  return policy;
}

/** The one that was asked for last: each time note asks for it, and it changes once in years. */
let keptPolicy: { readonly text: string; readonly policy: Policy | null } = { text: "", policy: null };

export type ClearVerdict =
  | { readonly is: "applied"; readonly revoked?: string; readonly record?: RecordNote }
  | { readonly is: "refused"; readonly reason: DirectoryRefusal | "malformed" | "not-authorised" };

/**
 * Applies the note in clear at leaf `index` to the directory. Refused notes change nothing. Leaf 0 is not applied here. Who has verified these very bytes
 * before says by `verify` what came of it.
 */
export function applyClearNote(
  directory: Directory,
  bytes: Uint8Array,
  index: number,
  verify?: VerifyEd25519,
): ClearVerdict {
  const note = decodeUtf8(bytes);
  const leafClass = clearClass(bytes);
  if (note === null || leafClass === null) return { is: "refused", reason: "malformed" };
  const apply = leafClass === "directory" ? applyDirectory : applyPublic;
  return apply(directory, note, index, verify);
}

function applyDirectory(
  directory: Directory,
  note: string,
  index: number,
  verify: VerifyEd25519 | undefined,
): ClearVerdict {
  const verified = parseDirectoryNote(note, directory, verify, index);
  if (verified === null) return { is: "refused", reason: "malformed" };
  if (verified.content.kind === "council.policy" && parsePolicy(encodeUtf8(verified.content.body.policy)) === null) {
    return { is: "refused", reason: "malformed" };
  }
  const reason = directory.apply(verified, index);
  if (reason !== null) return { is: "refused", reason };
  const { content } = verified;
  return content.kind === "device.revoke" ? { is: "applied", revoked: content.body.device } : { is: "applied" };
}

function applyPublic(
  directory: Directory,
  note: string,
  index: number,
  verify: VerifyEd25519 | undefined,
): ClearVerdict {
  const signed = parsePublicNote(note, directory, verify);
  if (signed === null) return applyDirectory(directory, note, index, verify);
  const { id, content, signer } = signed;
  if (content.kind === "capacity") {
    const allowed = directory.addCapacity(content.body.capacity, content.at, signer, index);
    return allowed ? { is: "applied" } : { is: "refused", reason: "not-authorised" };
  }
  if (content.kind === "record") {
    const reason = directory.addRecord(content.body.register, content.salt, signer, index);
    const record = { id, leaf: index, device: signer, at: content.at, sealed: false, batch: content.body };
    if (reason === null) return { is: "applied", record };
    return { is: "refused", reason: reason === "repeated" ? reason : "not-authorised" };
  }
  const time = timeOf(directory, content, index, verify);
  if (time === null) return { is: "refused", reason: "malformed" };
  directory.addTime({ index, ...time });
  return { is: "applied" };
}

/** The time that a time note proves: the median of its checkpoint's cosignatures, or in a trial without witnesses the host's word (LG8). */
function timeOf(
  directory: Directory,
  { at, body }: Extract<PublicContent, { readonly kind: "time" }>,
  index: number,
  verify: VerifyEd25519 | undefined,
): Omit<TimeLeaf, "index"> | null {
  const key = decodeBase64(directory.founding.logKey);
  const checkpoint =
    key === null ? null : verifyCheckpoint(body.checkpoint, verifierKey(directory.origin, key), verify);
  if (checkpoint === null || checkpoint.size > index) return null;
  const policy = policyFor(directory, checkpoint.size);
  const verdict = evaluatePolicy(policy, checkpoint, verify);
  if (verdict?.satisfied !== true) return null;
  const isHostsWord = policy.quorum === noQuorum && directory.founding.trial;
  const seconds = isHostsWord ? Date.parse(at) / 1000 : verdict.medianSeconds;
  if (seconds === null) return null;
  const latest = isHostsWord ? seconds : (verdict.upperSeconds ?? seconds);
  return { size: checkpoint.size, seconds, ...(latest > seconds ? { latest } : {}) };
}
