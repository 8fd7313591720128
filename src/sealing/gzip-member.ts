// The plaintext of an envelope: one gzip member (RFC 1952) whose FEXTRA field is the padding, so that any gunzip reads it.
// It must never write anything that reveals the sender's machine, nor accept a second spelling of its own frame.
import { joinBytes } from "../crypto/join-bytes.ts";
import { crc32 } from "./crc32.ts";

/** Bytes that a member of the given deflated length needs at the least, with an empty padding. */
export function smallestMember(deflatedLength: number): number {
  return headLength + deflatedLength + trailerLength;
}

/** Raw deflate (RFC 1951) of the content. */
export async function deflate(content: Uint8Array): Promise<Uint8Array> {
  const deflated = await pump(new CompressionStream("deflate-raw"), content, Number.POSITIVE_INFINITY);
  if (deflated === null) throw new Error("deflate gave nothing");
  return deflated;
}

/** The content as raw deflate that compresses nothing: the same bytes whatever program writes them. At most 65,535 bytes. */
export function deflateStored(content: Uint8Array): Uint8Array {
  if (content.length > 65_535) throw new RangeError("too long for one block");
  const block = new Uint8Array(storedHeadLength + content.length);
  const view = new DataView(block.buffer);
  block[0] = 1; // The last block, stored.
  view.setUint16(1, content.length, true);
  view.setUint16(3, ~content.length & 0xffff, true);
  block.set(content, storedHeadLength);
  return block;
}

/**
 * One gzip member of exactly `total` bytes for a content and its deflated form.
 * RangeError when it does not fit between `smallestMember` and the longest padding that gzip can carry (65,531 bytes).
 */
export function encodeMember(content: Uint8Array, deflated: Uint8Array, total: number): Uint8Array {
  const padding = total - smallestMember(deflated.length);
  if (padding < 0 || padding > maximumPadding) throw new RangeError("the member cannot have this size");
  const member = new Uint8Array(total);
  const view = new DataView(member.buffer);
  member.set(fixedHead);
  view.setUint16(fixedHead.length, padding + subfieldHeadLength, true);
  member.set(subfieldId, fixedHead.length + 2);
  view.setUint16(headLength - 2, padding, true);
  member.set(deflated, headLength + padding);
  view.setUint32(total - 8, crc32(content), true);
  view.setUint32(total - 4, content.length, true);
  return member;
}

/**
 * The content of a member that `encodeMember` could have written; null for anything else: other flags, times or
 * fields, padding that is not zero, bytes after the end, a second member, a wrong length or checksum, or a content
 * of more than `limit` bytes (it stops expanding there).
 */
export async function decodeMember(member: Uint8Array, limit: number): Promise<Uint8Array | null> {
  if (member.length < smallestMember(1)) return null;
  const view = new DataView(member.buffer, member.byteOffset, member.byteLength);
  const padding = view.getUint16(headLength - 2, true);
  const trailerAt = member.length - trailerLength;
  if (!fixedHead.every((byte, i) => member[i] === byte)) return null;
  if (view.getUint16(fixedHead.length, true) !== padding + subfieldHeadLength) return null;
  if (!subfieldId.every((byte, i) => member[fixedHead.length + 2 + i] === byte)) return null;
  if (headLength + padding >= trailerAt) return null;
  if (!member.subarray(headLength, headLength + padding).every((byte) => byte === 0)) return null;
  const deflated = member.subarray(headLength + padding, trailerAt);
  const content = await pump(new DecompressionStream("deflate-raw"), deflated, limit).catch(() => null);
  if (content === null || content.length !== view.getUint32(trailerAt + 4, true)) return null;
  return crc32(content) === view.getUint32(trailerAt, true) ? content : null;
}

// Magic, deflate, FEXTRA as the only flag, no time, no hint of the level, unknown system.
const fixedHead = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255];
const subfieldId = [0x50, 0x4e]; // "PN"
const subfieldHeadLength = 4;
const headLength = fixedHead.length + 2 + subfieldHeadLength;
const trailerLength = 8;
const storedHeadLength = 5;
const maximumPadding = 65_535 - subfieldHeadLength;

/** Sends bytes through a stream; null as soon as more than `limit` come out. Rejects when the stream refuses them. */
async function pump(pair: TransformPair, bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
  const writer = pair.writable.getWriter();
  // The reader meets the same error; here it is only kept from being reported twice.
  const written = writer.write(bytes).then(
    () => writer.close().catch(() => {}),
    () => {},
  );
  const reader = pair.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); next.value !== undefined; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      await reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(next.value);
  }
  await written;
  return joinBytes(chunks);
}
