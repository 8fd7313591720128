// The layers and what each may use, once, as the house style has it: the compiler projects, the linter and the module graph are all
// tested against this table.
import { fileURLToPath } from "node:url";

export interface Layer {
  /** Layers that its files may import. */
  readonly layers: readonly string[];
  /** Packages, and `node:` when Node's own modules are allowed. */
  readonly packages: readonly string[];
  /** Which platform its compiler project knows. */
  readonly platform: "neutral" | "node" | "browser";
}

export const layers: Readonly<Record<string, Layer>> = {
  core: { layers: [], packages: [], platform: "neutral" },
  words: { layers: [], packages: ["@formatjs/icu-messageformat-parser"], platform: "neutral" },
  crypto: {
    layers: [],
    packages: ["@noble/ciphers", "@noble/curves", "@noble/hashes", "hash-wasm", "shamir-secret-sharing"],
    platform: "neutral",
  },
  record: { layers: ["core", "words"], packages: [], platform: "neutral" },
  statistics: { layers: ["core"], packages: [], platform: "neutral" },
  assessment: { layers: ["core", "record"], packages: [], platform: "neutral" },
  reports: { layers: ["core", "words", "record", "assessment", "statistics"], packages: [], platform: "neutral" },
  tables: { layers: ["core", "record", "crypto"], packages: ["fflate", "papaparse", "saxen"], platform: "neutral" },
  note: { layers: ["core", "crypto"], packages: [], platform: "neutral" },
  sealing: { layers: ["core", "crypto"], packages: ["age-encryption"], platform: "neutral" },
  log: { layers: ["crypto", "note"], packages: [], platform: "neutral" },
  protocol: { layers: ["core", "crypto", "note", "log"], packages: [], platform: "neutral" },
  member: {
    layers: ["core", "statistics", "record", "crypto", "note", "sealing", "log", "protocol"],
    packages: [],
    platform: "neutral",
  },
  server: {
    layers: ["core", "crypto", "note", "log", "protocol"],
    packages: ["hono", "@hono/node-server", "pg", "node:"],
    platform: "node",
  },
  web: {
    layers: [
      "core",
      "words",
      "record",
      "statistics",
      "assessment",
      "reports",
      "tables",
      "crypto",
      "note",
      "sealing",
      "log",
      "protocol",
      "member",
    ],
    packages: ["preact", "@preact/signals", "qr"],
    platform: "browser",
  },
  operate: {
    layers: [
      "core",
      "words",
      "record",
      "assessment",
      "crypto",
      "note",
      "sealing",
      "log",
      "protocol",
      "member",
      "server",
    ],
    packages: ["hono", "vite", "node:"],
    platform: "node",
  },
  verify: { layers: [], packages: ["node:"], platform: "node" },
  demonstration: {
    layers: ["core", "reports", "tables", "crypto", "note", "protocol", "member", "server", "operate"],
    packages: ["hono", "node:"],
    platform: "node",
  },
  cli: {
    layers: [
      "core",
      "words",
      "record",
      "statistics",
      "assessment",
      "reports",
      "tables",
      "crypto",
      "note",
      "sealing",
      "log",
      "protocol",
      "member",
      "server",
      "operate",
      "verify",
      "demonstration",
    ],
    packages: ["qr", "node:"],
    platform: "node",
  },
};

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
