// The second reader (test/second-reader) as a process of its own, and what this machine lacks for it.
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../second-reader", import.meta.url));

/** Debian 12 has Python 3.11, Debian 13 has 3.13: whichever are here, else the one on the path. */
export const pythons: readonly string[] = (() => {
  const here = ["3.11", "3.13"]
    .map((version) => `/usr/bin/python${version}`)
    .filter((python) => spawnSync(python, ["--version"]).status === 0);
  return here.length > 0 ? here : spawnSync("python3", ["--version"]).status === 0 ? ["python3"] : [];
})();

/** Why the reader cannot be tried here; null when it can. ML-KEM needs OpenSSL 3.5, Argon2id 3.2: Debian 13 has both, 12 neither. */
export function lacking(needed: "log" | "x25519" | "hybrid" | "vault"): string | null {
  if (pythons.length === 0) return "needs python3";
  if (spawnSync("openssl", ["version"]).status !== 0) return "needs openssl";
  if (needed === "log") return null;
  if (needed === "vault") return lists("-kdf-algorithms", "ARGON2ID") ? null : "needs Argon2id: OpenSSL 3.2 or later";
  if (spawnSync("age", ["--version"]).status !== 0) return "needs age";
  if (needed === "x25519" || lists("-kem-algorithms", "ML-KEM-768")) return null;
  return "needs ML-KEM-768: OpenSSL 3.5 or later";
}

function lists(what: string, name: string): boolean {
  return spawnSync("openssl", ["list", what], { encoding: "utf8" }).stdout.includes(name);
}

/** What is in the answers of the reader's commands. */
export interface Answer {
  readonly refused?: string;
  readonly at?: string;
  readonly size?: number;
  readonly root?: string;
  readonly witnesses?: readonly string[];
  readonly content?: string | null;
  readonly cases?: Readonly<Record<string, readonly Chained[]>>;
}

export interface Chained {
  readonly id: string;
  readonly kind: string;
  readonly leaf: number;
  readonly body: unknown;
  readonly waits: readonly string[];
}

/** What the reader answers, and how it ended. The host that it may ask is in this process, so nothing waits for it in between. */
export async function readBy(
  python: string,
  ...args: readonly string[]
): Promise<{ code: number | null; answer: Answer }> {
  const { code, out } = await run(python, [`${folder}/reader.py`, ...args]);
  return { code, answer: JSON.parse(out) };
}

/** The reader's own tests: vectors of the standards and of this project. Gives what they print. */
export async function runVectors(python: string): Promise<{ code: number | null; out: string }> {
  return run(python, [`${folder}/vectors_test.py`]);
}

function run(python: string, args: readonly string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ["-B", ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (out += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out }));
  });
}
