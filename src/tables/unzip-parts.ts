// Some parts of a ZIP archive, unpacked in small bites: after each bite it is known how much came out, and the first that is too much ends it.
// 600 KB can unpack to 600 MB, and what an archive says of its own sizes is nobody's word.
import { Unzip, UnzipInflate } from "fflate";
import { joinBytes } from "../crypto/join-bytes.ts";

/** Of the bytes of an archive at once: deflate gives at most about a thousand for one, so that no bite makes more than 4 MB. */
const biteBytes = 4096;

type UnzipRefusal = "broken" | "too-large";

/**
 * The parts that are wanted, by name, of the first with each name; `most` bytes together. What is not wanted is not unpacked. What an archive
 * holds besides is nobody's business.
 */
export function unzipParts(
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
  most: number,
): { readonly parts: ReadonlyMap<string, Uint8Array>; readonly bytes: number } | { readonly refusal: UnzipRefusal } {
  const chunks = new Map<string, Uint8Array[]>();
  const open = new Set<string>();
  let bytes = 0;
  let refusal: UnzipRefusal | null = null;
  const unzip = new Unzip((file) => {
    const { name } = file;
    if (refusal !== null || chunks.has(name) || !isWanted(name)) return;
    const own: Uint8Array[] = [];
    chunks.set(name, own);
    open.add(name);
    file.ondata = (error, chunk, isLast) => {
      if (error !== null) refusal = "broken";
      if (refusal !== null) return;
      bytes += chunk.length;
      if (bytes > most) refusal = "too-large";
      else own.push(chunk);
      if (isLast) open.delete(name);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length && refusal === null; at += biteBytes)
      unzip.push(archive.subarray(at, at + biteBytes), at + biteBytes >= archive.length);
  } catch {
    refusal ??= "broken";
  }
  if (refusal !== null) return { refusal };
  if (open.size > 0) return { refusal: "broken" };
  return { parts: new Map([...chunks].map(([name, own]) => [name, joinBytes(own)])), bytes };
}
