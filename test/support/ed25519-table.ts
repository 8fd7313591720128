// The table of Ed25519 verdicts (test/vectors/ed25519.json).
import { readFileSync } from "node:fs";

interface Case {
  readonly what: string;
  readonly seed?: string;
  readonly key: string;
  readonly message: string;
  readonly signature: string;
  readonly soundKey: boolean;
  readonly valid: boolean;
}

const path = new URL("../vectors/ed25519.json", import.meta.url);
export const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly Case[] };
