// How a host has a mirror keep what it logged before it answers (SP1): the body of `POST /store`, what a mirror says is stored, and how whoever has the log's key
// asks a mirror for leaves that nobody else may see yet (SP6).
import { decodeJson, encodeJson } from "../core/json.ts";
import { code, hexOf, integer, type Of, object, openObject, pattern, text } from "../core/schema.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import { joinBytes } from "../crypto/join-bytes.ts";
import { sha256 } from "../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { parseCheckpoint, type VerifiedCheckpoint, verifyCheckpoint } from "../log/checkpoint.ts";
import { classOfNumber, type Leaf, numberOfClass } from "../log/leaf.ts";
import {
  encodeNote,
  parseNote,
  type SignerKey,
  signText,
  type VerifierKey,
  verifierKey,
  verifySignature,
} from "../note/signed-note.ts";
import { maxItemBytes } from "./submission.ts";

/** A head with the log's signature alone is much shorter; one with the most cosignatures fits. */
export const maxHeadBytes = 8_192;
const numberBytes = { length: 4, from: 8, class: 1 } as const;
/** Leaves in one piece. */
export const maxPieceLeaves = 256;
/** Bytes of the leaves of one piece; a piece has one leaf all the same. */
export const maxPieceBytes = 4 * 1024 * 1024;
export const maxStoreBytes =
  numberBytes.length + maxHeadBytes + numberBytes.from + maxPieceBytes + maxPieceLeaves * (1 + numberBytes.length);

export interface PieceLeaf extends Leaf {
  readonly bytes: Uint8Array;
}

/** Leaves of a log in order, with their bytes, and a head that covers them. */
interface Piece {
  /** A checkpoint note. */
  readonly head: string;
  /** The index of the first leaf. */
  readonly from: number;
  readonly leaves: readonly PieceLeaf[];
}

/** As many of these leaves as one piece takes, or one with less room: at least one. */
export function fittingLeaves<L extends PieceLeaf>(leaves: readonly L[], most: number = maxPieceBytes): readonly L[] {
  let room = most;
  const end = leaves.findIndex(({ bytes }, i) => {
    room -= bytes.length;
    return i > 0 && (room < 0 || i >= maxPieceLeaves);
  });
  return end < 0 ? leaves : leaves.slice(0, end);
}

export function encodePiece({ head, from, leaves }: Piece): Uint8Array {
  const note = encodeUtf8(head);
  const start = new Uint8Array(numberBytes.length + note.length + numberBytes.from);
  const view = new DataView(start.buffer);
  view.setUint32(0, note.length);
  start.set(note, numberBytes.length);
  view.setBigUint64(numberBytes.length + note.length, BigInt(from));
  const records = leaves.flatMap((leaf) => {
    const record = new Uint8Array(numberBytes.class + numberBytes.length);
    record[0] = numberOfClass(leaf.class);
    new DataView(record.buffer).setUint32(numberBytes.class, leaf.bytes.length);
    return [record, leaf.bytes];
  });
  return joinBytes([start, ...records]);
}

/** The head at the start of a body; null while too little of it is here, or when it is none of this log. */
export function headOfPiece(start: Uint8Array, logKey: VerifierKey): VerifiedCheckpoint | null {
  const note = noteAt(start);
  return note === null ? null : verifyCheckpoint(note, logKey);
}

/** The piece in a body; null when it is not exactly one. The hash of each leaf is made from its bytes; nothing else is verified. Without `withLeaves` these are not read. */
export function parsePiece(body: Uint8Array, withLeaves = true): Piece | null {
  const head = noteAt(body);
  if (head === null) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  let at = numberBytes.length + view.getUint32(0);
  if (body.length - at < numberBytes.from) return null;
  const from = Number(view.getBigUint64(at));
  at += numberBytes.from;
  if (!Number.isSafeInteger(from)) return null;
  const leaves: PieceLeaf[] = [];
  while (withLeaves && at < body.length) {
    if (leaves.length === maxPieceLeaves || body.length - at < numberBytes.class + numberBytes.length) return null;
    const leafClass = classOfNumber(body[at] ?? 0);
    const length = view.getUint32(at + numberBytes.class);
    const start = at + numberBytes.class + numberBytes.length;
    if (leafClass === null || length < 1 || length > maxItemBytes || body.length - start < length) return null;
    const bytes = body.slice(start, start + length);
    leaves.push({ class: leafClass, hash: sha256(bytes), bytes });
    at = start + length;
  }
  return { head, from, leaves };
}

/** A head for one place: beside its own lines one of the log's key, `log`, in the place's name, over what nobody else signs (SP2c). */
export function headFor(head: string, log: SignerKey): string {
  const note = parseNote(head);
  const { origin, size } = (note === null ? null : parseCheckpoint(note.text)) ?? { origin: "", size: 0 };
  if (note === null || origin === "") throw new RangeError("not a checkpoint");
  const line = signText(askingText(origin, log.name, size), log);
  return encodeNote(note.text, [...note.signatures.map((signature) => signature.line), line]);
}

/** Whether whoever has the log's key made this head for the place of this name; and the head without that line, which nobody else may have. */
export function headWithout(
  head: VerifiedCheckpoint,
  place: string,
): { readonly isOfLog: boolean; readonly head: VerifiedCheckpoint } {
  const key = verifierKey(place, head.logKey.publicKey);
  const asking = askingText(head.origin, place, head.size);
  const { text, signatures } = head.note;
  const rest = signatures.filter(({ name }) => name !== place);
  const isOfLog = signatures.some((line) => line.name === place && verifySignature(asking, line, key));
  return { isOfLog, head: { ...head, note: { text, signatures: rest } } };
}

// Not the text of the head: the log's own signature on that is everybody's, and says the same under another name.
function askingText(origin: string, place: string, size: number): string {
  return encodeSignedText(tag.store, origin, encodeJson({ kind: "store", place, size }));
}

function noteAt(body: Uint8Array): string | null {
  if (body.length < numberBytes.length) return null;
  const length = new DataView(body.buffer, body.byteOffset, body.length).getUint32(0);
  if (length > maxHeadBytes || body.length < numberBytes.length + length) return null;
  return decodeUtf8(body.slice(numberBytes.length, numberBytes.length + length));
}

const storedSchema = object({
  kind: code(["stored"]),
  size: integer(0, Number.MAX_SAFE_INTEGER),
  root: pattern(/^[A-Za-z0-9+/]{43}=$/),
});
/** So many leaves of the log are on a mirror's disk, and this is their root. */
export interface Stored {
  readonly size: number;
  readonly root: Uint8Array;
}

export function signStored(origin: string, { size, root }: Stored, mirror: SignerKey): string {
  return signed(tag.stored, origin, { kind: "stored", size, root: encodeBase64(root) }, mirror);
}

/** What a mirror says is stored; null unless exactly this key signed it. */
export function verifyStored(note: string, origin: string, key: VerifierKey): Stored | null {
  const said = saidBy(note, tag.stored, origin, key);
  if (!storedSchema(said)) return null;
  const root = decodeBase64(said.root);
  return root === null ? null : { size: said.size, root };
}

const tailSchema = object({
  kind: code(["tail"]),
  challenge: hexOf(16),
  /** The name of the stored key of the mirror that is asked: no other one takes the request. */
  place: text(256),
  from: integer(0, Number.MAX_SAFE_INTEGER),
});
type TailRequest = Of<typeof tailSchema>;

/** Asks a mirror for the leaves from `from` on, also those that are not published. */
export function signTailRequest(origin: string, request: TailRequest, log: SignerKey): string {
  return signed(tag.tail, origin, request, log);
}

export function verifyTailRequest(note: string, logKey: VerifierKey): TailRequest | null {
  const said = saidBy(note, tag.tail, logKey.name, logKey);
  return tailSchema(said) ? said : null;
}

function signed(what: typeof tag.stored | typeof tag.tail, origin: string, said: object, signer: SignerKey): string {
  const signedText = encodeSignedText(what, origin, encodeJson(said));
  return encodeNote(signedText, [signText(signedText, signer)]);
}

/** What a note of this tag and origin says that this key signed, and nobody else. */
function saidBy(note: string, what: typeof tag.stored | typeof tag.tail, origin: string, key: VerifierKey): unknown {
  const parsed = parseNote(note);
  const lines = parsed === null ? null : parseSignedText(what, parsed.text);
  const [signature, ...others] = parsed?.signatures ?? [];
  if (parsed === null || lines?.origin !== origin || signature === undefined || others.length > 0) return undefined;
  return verifySignature(parsed.text, signature, key) ? decodeJson(lines.json) : undefined;
}

/** What a mirror answers to `POST /store`: what it has stored, and the newest head of the log that it holds whole; null before the first one. */
export interface StoreAnswer {
  readonly stored: string;
  readonly head: string | null;
}

const answerSchema = openObject({ stored: text(2_000) }, { head: text(maxHeadBytes) });

export function encodeStoreAnswer({ stored, head }: StoreAnswer): string {
  return encodeJson(head === null ? { stored } : { stored, head });
}

/** The answer in a text; null when it is none. Nothing is verified. */
export function parseStoreAnswer(answer: string): StoreAnswer | null {
  const value: unknown = decodeJson(answer);
  return answerSchema(value) ? { stored: value.stored, head: value.head ?? null } : null;
}
