// The class that the shape of bytes gives (LG1, LG4), for the verifier. Written apart from src/protocol on purpose.
import { utf8 } from "./signed-text.ts";

/** In the order of their class bytes, from 1 on. */
export const classes = ["directory", "public", "receipt", "case", "update"] as const;
export type Class = (typeof classes)[number];

const stanza = {
  x25519: /^-> X25519 [A-Za-z0-9+/]{43}$/,
  hybrid: /^-> mlkem768x25519 [A-Za-z0-9+/]{1494}$/,
} as const;
const wrappedKey = /^[A-Za-z0-9+/]{43}$/;
const mac = /^--- [A-Za-z0-9+/]{43}$/;

/** The class of bytes in a country of this suite; null when they have no shape that a log may hold. */
export function classOf(bytes: Uint8Array, suite: "x25519" | "hybrid"): Class | null {
  const start = Buffer.from(bytes.subarray(0, 32)).toString("latin1");
  if (start.startsWith("panoh.org/directory/v1\n") || start.startsWith("panoh.org/founding/v1\n")) return "directory";
  if (start.startsWith("panoh.org/public/v1\n")) return "public";
  if (start.startsWith("panoh.org/update/v1\n")) return "update";
  if (bytes.length === 1024) return hasHeader(bytes, "x25519", 1) ? "receipt" : null;
  const sizes = suite === "hybrid" ? [12_288, 65_536] : [4_096, 65_536];
  return sizes.includes(bytes.length) && hasHeader(bytes, suite, 4) ? "case" : null;
}

function hasHeader(bytes: Uint8Array, suite: "x25519" | "hybrid", count: number): boolean {
  const end = Buffer.from(bytes).indexOf("\n--- ");
  const header = end < 0 ? null : utf8(bytes.subarray(0, end + 49));
  const [version, ...lines] = (header ?? "").split("\n");
  if (version !== "age-encryption.org/v1" || lines.length !== 2 * count + 2 || lines.at(-1) !== "") return false;
  if (!mac.test(lines.at(-2) ?? "")) return false;
  return lines.slice(0, 2 * count).every((line, i) => (i % 2 === 0 ? stanza[suite] : wrappedKey).test(line));
}
