// A disk that fills while commands write their files. Each command runs again and again, with one page more of room every time, from none to enough.
// Run at full size: node bin/panoh.js --run test/faults/full-disk.ts 6 40
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeHex } from "../../src/crypto/hex.ts";
import { readPinned } from "../../src/member/store/vault.ts";
import { writeInPlace } from "../../src/operate/files/write-whole.ts";
import { runPanoh } from "../support/run-panoh.ts";
import { leaveFree, onSmallDisk } from "./small-disk.ts";

export interface Outcomes {
  /** Commands that ended well, and those that said that the disk is full. */
  readonly whole: number;
  readonly refused: number;
  /** What should not be: a file that is cut, a code 0 without its files, a refusal by another code. */
  readonly wrong: readonly string[];
}

/** Plays it on a disk of so many megabytes, with from none to so many pages of room. */
export function fillDisk(megabytes: number, pages: number): Outcomes {
  return JSON.parse(onSmallDisk(megabytes, fileURLToPath(import.meta.url), ["inside", String(pages)])) as Outcomes;
}

const [first, second, third] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (second === "inside") process.stdout.write(JSON.stringify(await playOn(first ?? "", Number(third))));
  else process.stdout.write(`${JSON.stringify(fillDisk(Number(first ?? 6), Number(second ?? 40)), null, 1)}\n`);
}

async function playOn(place: string, pages: number): Promise<Outcomes> {
  const outcome = { whole: 0, refused: 0, wrong: [] as string[] };
  const founding = join(place, "founding");
  mkdirSync(join(place, "outside"));
  await run(foundWords(join(place, "outside", "country")));
  writeFileSync(founding, readFileSync(join(place, "outside", "country", "founding.note")));
  const note = join(place, "note");
  writeFileSync(note, "what was there\n".repeat(600));
  const before = readFileSync(note, "utf8");
  for (let free = 0; free <= pages; free++) {
    const dir = join(place, "new");
    const judge = (name: string, code: string | null, flaw: string | null) => {
      if (code === null) outcome.whole++;
      else if (code === "disk-full" || code === "enospc") outcome.refused++;
      else outcome.wrong.push(`${name}, ${free} pages: ended with ${code}`);
      if (flaw !== null) outcome.wrong.push(`${name}, ${free} pages: ${flaw}`);
      rmSync(dir, { recursive: true, force: true });
    };
    const inRoom = async (words: readonly string[]) => {
      leaveFree(place, free);
      return run(words);
    };
    judge("found", await inRoom(foundWords(dir)), flawOfCountry(dir));
    mkdirSync(dir, { recursive: true });
    const request = ["enrol", "request", "--founding", founding, "--host", "http://127.0.0.1:1", "--role", "referrer"];
    const where = ["--organisation", "00000000-0000-4000-8000-000000000000", "--vault", join(dir, "device")];
    const code = await inRoom([...request, ...where, "--out", join(dir, "request")]);
    judge("enrol request", code, flawOfDevice(dir, code));
    leaveFree(place, free);
    const replaced = replace(note, before.toUpperCase());
    const now = readFileSync(note, "utf8");
    const flaw = now === (replaced === null ? before.toUpperCase() : before) ? null : "the file in place is cut";
    judge("in place", replaced, flaw);
    leaveFree(place, 64);
    writeFileSync(note, before);
  }
  return outcome;
}

function foundWords(dir: string): readonly string[] {
  const terms = [
    "--name",
    "refuge.example.org",
    "--country",
    "XT",
    "--title",
    "en=Example Country",
    "--languages",
    "en",
  ];
  return ["found", "--dir", dir, ...terms, "--seats", "3", "--threshold", "2", "--quorum", "none", "--trial"];
}

function replace(file: string, text: string): string | null {
  try {
    writeInPlace(file, text);
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code).toLowerCase() : String(error);
  }
}

function flawOfCountry(dir: string): string | null {
  if (!existsSync(dir)) return null;
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath } of files) {
    const text = readFileSync(join(parentPath, name), "utf8");
    const seed = name.endsWith(".key") ? decodeHex(text.trimEnd().split(" ").at(-1) ?? "") : null;
    if (name.endsWith(".key") && (seed?.length !== 32 || !text.endsWith("\n"))) return `${name} is cut`;
    if (text === "" || name.startsWith(".")) return `${name} is left over`;
  }
  return null;
}

function flawOfDevice(dir: string, code: string | null): string | null {
  const vault = join(dir, "device", "vault.json");
  if (existsSync(vault)) {
    if (readPinned(readFileSync(vault, "utf8")) === null) return "the vault is cut";
    if (!existsSync(join(dir, "request"))) return "a vault without a request";
    return code === null ? null : "a vault of a command that failed";
  }
  return code === null
    ? "no vault after code 0"
    : existsSync(join(dir, "request"))
      ? "a request without a vault"
      : null;
}

/** The code with which a command failed; null for one that did not. */
async function run(words: readonly string[]): Promise<string | null> {
  const { exit, out } = await runPanoh([...words, "--json"], undefined, "");
  if (exit === 0) return null;
  const answer = JSON.parse(out.at(-1) ?? "{}") as { readonly problem?: { readonly code: string } };
  return answer.problem?.code ?? "no code";
}
