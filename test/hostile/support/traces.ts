// Looks for secrets in bytes: a text as it is, in UTF-16, hexadecimal, base64 at every alignment, and inside whatever can be decompressed or
// decoded. It must find what a careless program would leave behind, so it has a test of its own.
import { constants, inflateRawSync } from "node:zlib";

export interface Trace {
  readonly marker: string;
  /** How the bytes held it: `utf-8`, `gzip > utf-16le`, … */
  readonly as: string;
}

/** Every marker that the bytes hold, with the first form in which it was found. */
export function findTraces(bytes: Uint8Array, markers: readonly string[], depth = 2): readonly Trace[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = new Map<string, Trace>();
  for (const marker of markers) {
    const form = formsOf(marker).find(({ needle }) => haystack.includes(needle));
    if (form !== undefined) found.set(marker, { marker, as: form.as });
  }
  if (depth > 0) {
    for (const { as, inner } of unwrapped(haystack)) {
      for (const trace of findTraces(inner, markers, depth - 1)) {
        if (!found.has(trace.marker)) found.set(trace.marker, { ...trace, as: `${as} > ${trace.as}` });
      }
    }
  }
  return [...found.values()];
}

interface Form {
  readonly as: string;
  readonly needle: Buffer;
}

/** They are looked for in thousands of pieces. */
const formsByMarker = new Map<string, readonly Form[]>();

function formsOf(marker: string): readonly Form[] {
  const made = formsByMarker.get(marker) ?? formsMade(marker);
  formsByMarker.set(marker, made);
  return made;
}

function formsMade(marker: string): readonly Form[] {
  const utf8 = Buffer.from(marker, "utf8");
  const utf16 = Buffer.from(marker, "utf16le");
  const plain: Form[] = [
    { as: "utf-8", needle: utf8 },
    { as: "utf-16le", needle: utf16 },
    { as: "utf-16be", needle: Buffer.from(utf16).swap16() },
    { as: "json escape", needle: Buffer.from(escaped(marker)) },
    { as: "percent", needle: Buffer.from(encodeURIComponent(marker)) },
  ];
  const encoded = [utf8, utf16].flatMap((octets) => [
    { as: "hex", needle: Buffer.from(octets.toString("hex")) },
    { as: "HEX", needle: Buffer.from(octets.toString("hex").toUpperCase()) },
    ...[0, 1, 2].flatMap((alignment) => base64Forms(octets, alignment)),
  ]);
  return [...plain, ...encoded];
}

// The characters of base64 that depend on the marker alone, when `alignment` bytes of something else come before it.
function base64Forms(octets: Buffer, alignment: number): readonly Form[] {
  const padded = Buffer.concat([Buffer.alloc(alignment), octets]);
  const text = padded.toString("base64");
  const certain = text.slice(Math.ceil((alignment * 8) / 6), Math.floor((padded.length * 8) / 6));
  const url = certain.replace(/\+/g, "-").replace(/\//g, "_");
  return [
    { as: `base64 + ${alignment}`, needle: Buffer.from(certain) },
    { as: `base64url + ${alignment}`, needle: Buffer.from(url) },
  ];
}

function escaped(marker: string): string {
  return [...marker]
    .map((c) => (c.charCodeAt(0) < 0x80 ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`))
    .join("");
}

function* unwrapped(haystack: Buffer): Iterable<{ readonly as: string; readonly inner: Buffer }> {
  for (let at = haystack.indexOf(gzipMagic); at >= 0; at = haystack.indexOf(gzipMagic, at + 1)) {
    const inner = attempt(() => inflateRawSync(haystack.subarray(gzipBody(haystack, at)), lenient));
    if (inner !== null) yield { as: "gzip", inner };
  }
  for (const magic of zlibMagics) {
    for (let at = haystack.indexOf(magic); at >= 0; at = haystack.indexOf(magic, at + 1)) {
      const inner = attempt(() => inflateRawSync(haystack.subarray(at + 2), lenient));
      if (inner !== null) yield { as: "zlib", inner };
    }
  }
  const raw = attempt(() => inflateRawSync(haystack, lenient));
  if (raw !== null) yield { as: "deflate", inner: raw };
  const text = haystack.toString("latin1");
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{64,}={0,2}/g))
    yield { as: "base64", inner: Buffer.from(run, "base64") };
  for (const [run] of text.matchAll(/(?:[0-9a-f]{2}){64,}/g)) yield { as: "hex", inner: Buffer.from(run, "hex") };
}

const gzipMagic = Buffer.from([0x1f, 0x8b, 0x08]);
const zlibMagics = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.from([0x78, level]));

// Where the deflated body of a gzip member begins (RFC 1952). Node's own gunzip refuses a member with something else behind it.
function gzipBody(bytes: Buffer, start: number): number {
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if ((flags & 4) !== 0) at += 2 + (at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0);
  for (const text of [8, 16]) if ((flags & text) !== 0) at = bytes.indexOf(0, at) + 1;
  return (flags & 2) === 0 ? at : at + 2;
}

/** What is cut off or followed by something else still gives what it has. */
const lenient = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * 1024 * 1024 };

function attempt(work: () => Buffer): Buffer | null {
  try {
    const inner = work();
    return inner.length > 0 ? inner : null;
  } catch {
    return null;
  }
}
