// Files compressed once, when the app is built, and the choice of one of the copies for a request (RFC 9110, 12.5.3). Only for files that anyone
// may read: compressed secrets reveal something by their length.
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib";

/** The better one first. */
const codings = ["br", "gzip"] as const;
export type Coding = (typeof codings)[number];

/** The end of a compressed copy's name. */
export const packedEnding: Readonly<Record<Coding, string>> = { br: ".br", gzip: ".gz" };

const worthwhile: readonly string[] = [".html", ".js", ".css", ".svg", ".webmanifest", ".json", ".wasm"];
const quickQuality = 5;

/** The codings that a request accepts, the most wanted first. Whoever says nothing gets the file as it is. */
export function codingsAccepted(acceptEncoding: string | null): readonly Coding[] {
  const weights = new Map((acceptEncoding ?? "").split(",").map(weighed));
  const weightOf = (coding: string) =>
    weights.get(coding) ?? (coding === "gzip" ? weights.get("x-gzip") : undefined) ?? weights.get("*") ?? 0;
  // A file as it is counts as wanted least, unless it is named.
  const plain = weights.get("identity") ?? 0;
  return codings
    .filter((coding) => weightOf(coding) > 0 && weightOf(coding) >= plain)
    .toSorted((a, b) => weightOf(b) - weightOf(a));
}

function weighed(part: string): readonly [name: string, weight: number] {
  const [name = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
  const weight = parameters.find((one) => one.startsWith("q="))?.slice(2) ?? "1";
  return [name, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0];
}

/** Writes the compressed copies beside each file of a folder where they are smaller. */
export async function compressFiles(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && worthwhile.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const bytes = readFileSync(file);
      const copies: Readonly<Record<Coding, Uint8Array>> = {
        br: await promisify(brotliCompress)(bytes, {
          params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        }),
        gzip: await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
      };
      for (const coding of codings)
        if (copies[coding].length < bytes.length) await writeFile(file + packedEnding[coding], copies[coding]);
    }),
  );
}

/** Compressed while the asker waits: for a page that is not the same in every country. */
export function compressNow(bytes: Uint8Array, coding: Coding): Uint8Array<ArrayBuffer> {
  return coding === "gzip"
    ? gzipSync(bytes)
    : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quickQuality } });
}
