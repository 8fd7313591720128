// C2SP signed notes: https://c2sp.org/signed-note. Text, an empty line, signature lines.
// This file knows the format and Ed25519 (type 0x01); what a text means is for others. It never re-serialises a text.
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import type { VerifyEd25519 } from "../crypto/ed25519.ts";
import { ed25519PublicKey, ed25519Sign, ed25519Verify, isSoundEd25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { Unprintable } from "../crypto/unprintable.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";

/** Signature types of C2SP that Panoh uses. */
export const signatureType = { ed25519: 0x01, cosignature: 0x04 } as const;

/** More signature lines than this and a note is malformed. C2SP asks verifiers to accept at least 16. */
const maxSignatures = 32;

export interface SignatureLine {
  readonly name: string;
  /** The four bytes of the key id as a number. */
  readonly keyId: number;
  /** What follows the key id: 64 bytes for Ed25519, 72 for a cosignature. */
  readonly signature: Uint8Array;
  /** The line as received, without its newline. */
  readonly line: string;
}

export interface SignedNote {
  /** The signed text with its last newline, without the empty line. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** A key that may verify: a C2SP verifier key (vkey), parsed. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: number;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** A key that may sign notes: its name and its 32-byte Ed25519 seed. Made by `signerKey`, so that it cannot be printed by accident. */
export interface SignerKey {
  readonly name: string;
  readonly seed: Uint8Array;
}

class HiddenSigner extends Unprintable implements SignerKey {
  readonly name: string;
  readonly #seed: Uint8Array;

  constructor(name: string, seed: Uint8Array) {
    super();
    this.name = name;
    this.#seed = seed;
  }

  get seed(): Uint8Array {
    return this.#seed;
  }
}

export function signerKey(name: string, seed: Uint8Array): SignerKey {
  return new HiddenSigner(name, seed);
}

/** Parses a note. Null for anything that is not exactly in C2SP's format: every flaw looks alike. */
export function parseNote(note: string): SignedNote | null {
  if (!note.isWellFormed() || hasControlCharacter(note)) return null;
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) return null;
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > maxSignatures) return null;
  const signatures: SignatureLine[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === null) return null;
    signatures.push(signature);
  }
  return { text: note.slice(0, split + 1), signatures };
}

/** One signature line (without its newline), or null. */
export function parseSignatureLine(line: string): SignatureLine | null {
  const parts = line.split(" ");
  const [dash, name, encoded] = parts;
  if (parts.length !== 3 || dash !== "—" || name === undefined || encoded === undefined || !isKeyName(name))
    return null;
  const bytes = decodeBase64(encoded);
  if (bytes === null || bytes.length < 5) return null;
  return { name, keyId: readKeyId(bytes), signature: bytes.slice(4), line };
}

/** A signature line (without its newline) from its parts. */
export function encodeSignatureLine(name: string, keyId: number, signature: Uint8Array): string {
  const bytes = new Uint8Array(4 + signature.length);
  new DataView(bytes.buffer).setUint32(0, keyId);
  bytes.set(signature, 4);
  return `— ${name} ${encodeBase64(bytes)}`;
}

/** The note of a text under its signature lines. The text must end in a newline and hold no other control character. */
export function encodeNote(text: string, signatureLines: readonly string[]): string {
  if (!isNoteText(text)) throw new RangeError("not a note text");
  return `${text}\n${signatureLines.map((line) => `${line}\n`).join("")}`;
}

/** True for a text that may be signed: well-formed, ending in a newline, no other control character. */
export function isNoteText(text: string): boolean {
  return text.isWellFormed() && text.endsWith("\n") && !hasControlCharacter(text);
}

const publicKeys = new WeakMap<SignerKey, Uint8Array>();

/** The public key of a signer. It is kept as long as the signer is: to derive it takes longer than a signature. */
export function publicKeyOf(signer: SignerKey): Uint8Array {
  const known = publicKeys.get(signer);
  if (known !== undefined) return known;
  const derived = ed25519PublicKey(signer.seed);
  publicKeys.set(signer, derived);
  return derived;
}

/** The Ed25519 signature line of a text. */
export function signText(text: string, signer: SignerKey): string {
  if (!isNoteText(text)) throw new RangeError("not a note text");
  const key = verifierKey(signer.name, publicKeyOf(signer));
  return encodeSignatureLine(signer.name, key.keyId, ed25519Sign(signer.seed, encodeUtf8(text)));
}

/** True when this line is a valid Ed25519 signature of the text under this key. */
export function verifySignature(
  text: string,
  signature: SignatureLine,
  key: VerifierKey,
  verify: VerifyEd25519 = ed25519Verify,
): boolean {
  if (key.type !== signatureType.ed25519 || signature.name !== key.name || signature.keyId !== key.keyId) return false;
  return verify(key.publicKey, encodeUtf8(text), signature.signature);
}

/**
 * The known keys that signed this note, as C2SP verifies: lines of unknown keys are ignored, one bad line of a known key
 * spoils the whole note (null), and without any valid line of a known key the note is refused (null).
 */
export function verifyNote(
  note: SignedNote,
  known: readonly VerifierKey[],
  verify: VerifyEd25519 = ed25519Verify,
): readonly VerifierKey[] | null {
  const signers: VerifierKey[] = [];
  for (const signature of note.signatures) {
    const key = known.find((candidate) => candidate.name === signature.name && candidate.keyId === signature.keyId);
    if (key === undefined) continue;
    if (!verifySignature(note.text, signature, key, verify)) return null;
    if (!signers.includes(key)) signers.push(key);
  }
  return signers.length === 0 ? null : signers;
}

/** A verifier key from its parts. Refuses unsound keys and names with RangeError (SG2). */
export function verifierKey(name: string, publicKey: Uint8Array, type: number = signatureType.ed25519): VerifierKey {
  if (!isKeyName(name) || !isSoundEd25519PublicKey(publicKey)) throw new RangeError("not a sound verifier key");
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey };
}

/** The vkey text: name, key id in hexadecimal, base64 of type and key. */
export function encodeVerifierKey(key: VerifierKey): string {
  const material = new Uint8Array(1 + key.publicKey.length);
  material[0] = key.type;
  material.set(key.publicKey, 1);
  return `${key.name}+${key.keyId.toString(16).padStart(8, "0")}+${encodeBase64(material)}`;
}

/** Parses a vkey text of one of the two Ed25519 types; null when malformed, unsound or with a key id that does not fit. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [name, id, encoded, ...rest] = splitVerifierKey(text);
  if (name === undefined || id === undefined || encoded === undefined || rest.length > 0) return null;
  const material = decodeBase64(encoded);
  if (material === null || material.length !== 33 || !isKeyName(name)) return null;
  const type = material[0];
  if (type !== signatureType.ed25519 && type !== signatureType.cosignature) return null;
  const publicKey = material.slice(1);
  if (!isSoundEd25519PublicKey(publicKey)) return null;
  const key = verifierKey(name, publicKey, type);
  return encodeVerifierKey(key) === text ? key : null;
}

/** True for a key name of C2SP: UTF-8, not empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 255 &&
    name.isWellFormed() &&
    !/[\s\p{White_Space}+]/u.test(name) &&
    !hasControlCharacter(name)
  );
}

// The base64 of a vkey may itself hold a plus, so only the first two count.
function splitVerifierKey(text: string): string[] {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  return first < 0 || second < 0 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  return readKeyId(sha256(encodeUtf8(`${name}\n`), Uint8Array.of(type), publicKey));
}

function readKeyId(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}

function hasControlCharacter(text: string): boolean {
  return !/^[\n\u0020-\uffff]*$/.test(text);
}
