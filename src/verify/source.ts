// Where the verifier reads a log from: a host or mirror over HTTP, or a folder with copied files. Everything is a static resource.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The bytes of a resource by its path, or null when it is not there. */
export type Source = (path: string) => Promise<Buffer | null>;

/** No resource of an honest log is larger: a full pack of the largest envelopes. */
const maxBytes = 256 * (65_536 + 4);
const silenceMilliseconds = 60_000;

export function folderSource(dir: string): Source {
  return async (path) => (existsSync(join(dir, path)) ? readFileSync(join(dir, path)) : null);
}

/** Rejects when the address cannot be reached at all, breaks off, or is silent for so many milliseconds. Nobody is followed to another address. */
export function urlSource(url: string, silence: number = silenceMilliseconds): Source {
  const base = url.replace(/\/$/, "");
  return async (path) => {
    const hangUp = new AbortController();
    const timer = setTimeout(() => hangUp.abort(), silence);
    try {
      const response = await fetch(`${base}/${path}`, { signal: hangUp.signal, redirect: "error" });
      // A page for people comes from something between, and not from the log.
      if (/^text\/html/i.test(response.headers.get("content-type") ?? "")) throw new Error("the answer is a page");
      if (response.status !== 200 || response.body === null) return null;
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of response.body) {
        timer.refresh();
        length += chunk.length;
        if (length > maxBytes) return null;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      clearTimeout(timer);
      // Otherwise the rest of an answer that is not wanted would go on coming.
      hangUp.abort();
    }
  };
}

/** The same source, which also keeps what it gave as files in a folder: a mirror. */
export function keeping(source: Source, dir: string): Source {
  return async (path) => {
    const bytes = await source(path);
    if (bytes === null) return null;
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return bytes;
  };
}

/** The path of a tile: `tile/0/x001/234.p/8`. */
export function tileAt(level: number | "entries", index: number, width: number): string {
  return `tile/${level}/${groups(index)}${width === 256 ? "" : `.p/${width}`}`;
}

export function packAt(name: string, index: number): string {
  return `pack/${name}/${groups(index)}`;
}

function groups(index: number): string {
  const digits = String(index);
  const text = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const parts = text.match(/.{3}/g) ?? [];
  return parts.map((part, i) => (i === parts.length - 1 ? part : `x${part}`)).join("/");
}
