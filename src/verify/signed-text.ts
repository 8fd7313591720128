// C2SP signed notes and keys for the verifier, written apart from src/note on purpose.
import { sha256ByNode } from "./hashing.ts";
import { verifyEd25519 } from "./strict-ed25519.ts";

export interface SignedText {
  readonly text: string;
  readonly lines: readonly SignatureLine[];
}

interface SignatureLine {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Buffer;
}

/** A key by its name: type 1 signs notes, type 4 cosigns checkpoints. */
export interface Key {
  readonly name: string;
  readonly type: 1 | 4;
  readonly bytes: Buffer;
  /** Four bytes in hexadecimal. */
  readonly id: string;
}

/** The note in these bytes; null when they are not exactly in the format. */
export function readSignedText(bytes: Uint8Array): SignedText | null {
  const note = utf8(bytes);
  if (note === null || !note.endsWith("\n")) return null;
  for (const character of note) if (character < " " && character !== "\n") return null;
  const split = note.lastIndexOf("\n\n");
  if (split < 0) return null;
  const lines = note
    .slice(split + 2, -1)
    .split("\n")
    .map(parseLine);
  return lines.every((line) => line !== null) && lines.length <= 32 ? { text: note.slice(0, split + 1), lines } : null;
}

export function namedKey(name: string, type: 1 | 4, bytes: Buffer): Key {
  return {
    name,
    type,
    bytes,
    id: sha256ByNode(Buffer.from(`${name}\n`), Buffer.of(type), bytes)
      .subarray(0, 4)
      .toString("hex"),
  };
}

/** A key from its vkey text; null when a part does not fit the others. */
export function parseKey(text: string, type: 1 | 4): Key | null {
  const [, name, id, material] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const bytes = base64(material ?? "");
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== type) return null;
  const key = namedKey(name, type, bytes.subarray(1));
  return key.id === id ? key : null;
}

export function isBy(line: SignatureLine, key: Key): boolean {
  return line.name === key.name && line.keyId === key.id;
}

/** True when this line is the key's valid signature of the text. */
export function verifyLine(text: string, line: SignatureLine, key: Key): boolean {
  return key.type === 1 && isBy(line, key) && verifyEd25519(key.bytes, Buffer.from(text), line.signature);
}

/** The time in seconds of a valid cosignature of the text; null when it is not valid. */
export function verifyCosignatureLine(text: string, line: SignatureLine, key: Key): number | null {
  if (key.type !== 4 || !isBy(line, key) || line.signature.length !== 72) return null;
  const time = line.signature.readBigUInt64BE(0);
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  if (time === 0n || time > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return verifyEd25519(key.bytes, message, line.signature.subarray(8)) ? Number(time) : null;
}

/** The bytes of a base64 text in its one spelling, else null. */
export function base64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseLine(line: string): SignatureLine | null {
  const [, name, signatureText] = /^— ([^+\s]+) (\S+)$/.exec(line) ?? [];
  const bytes = base64(signatureText ?? "");
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.subarray(0, 4).toString("hex"), signature: bytes.subarray(4) };
}
