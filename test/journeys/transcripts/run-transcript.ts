// Runs a transcript: commands as a person types them into a terminal, each with what it must print, on the real program in a folder of
// its own (as age's cmd/age/testdata does). Each command is a process the first time, as for a person, and runs in the test's process from then on; or, where a test
// says so, all those that end run in it. That spares a start of Node for each. What goes on and what reads its input are processes in any case.
// The form of a transcript:
//   $ panoh status --vault officer      a command; single and double quotes group words, {name} is something captured before
//   $ panoh serve --dir country &host   goes on in the background once its expected lines have come
//   $ play country.txt                  plays another transcript first; the second time a process does, it goes on with a copy of what was left
//   $ stop host                         asks it to stop (SIGTERM) and waits
//   $ write FILE SECTION                writes the section of the transcript's end, with {name}s filled in
//   $ keep FILE {name}                  writes one captured text as a file that only its owner may read
//   $ copy FROM TO, $ remove PATH   file work
//   … <<< {name}                        gives a line on the input
//   text                                an expected line of the output
//   ! text                              an expected line beside it (standard error)
//   [exit 1]                            the expected exit code, when it is not 0
// {invented} is the folder with the record of an invented country.
// After a command that says what it logged as which leaf, the next one begins when the host has published a checkpoint that covers it.
// In expected lines <kind> stands for anything of that kind and <kind:name> also captures it; a second time it must be the same.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../../src/cli/command-line.ts";
import { commands } from "../../../src/cli/commands.ts";
import { argon2id } from "../../../src/crypto/argon2id.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import type { StretchPassphrase } from "../../../src/member/store/vault.ts";
import { freePort } from "../../support/free-port.ts";
import { until } from "../../support/until.ts";
import "../../support/verified-once.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const launcher = join(root, "bin/panoh.js");
/** The program without its launcher. Commands that end need no more of it; those that go on are stopped through the launcher. */
const program = ["--disable-warning=ExperimentalWarning", join(root, "src/cli/main.ts")];

const kinds: Readonly<Record<string, string>> = {
  id: "[0-9a-f]{64}",
  device: "[0-9a-f]{32}",
  uuid: "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
  groups: "(?:[0-9a-f]{4} ){7}[0-9a-f]{4}",
  words: "(?:[a-z]{4} ){4}[a-z]{4}",
  origin: "[a-z.]+/[0-9a-f]{32}",
  vkey: "[^ +]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}",
  root: "[A-Za-z0-9+/]{43}=",
  time: "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ",
  n: "\\d+",
  any: ".*",
};

interface Step {
  readonly line: number;
  readonly words: readonly string[];
  readonly out: readonly string[];
  readonly beside: readonly string[];
  readonly exit: number;
}

interface Running {
  readonly child: ChildProcess;
  readonly step: Step;
  out: string;
  beside: string;
}

/** What a transcript left, kept to be copied. */
interface Left {
  readonly folder: string;
  readonly names: ReadonlyMap<string, string>;
  /** What went on, and what it had printed. */
  readonly background: ReadonlyMap<string, Pick<Running, "step" | "out">>;
}

const leftByFile = new Map<string, Left>();

export interface Played {
  /** The folder in which the commands ran. It is removed after the test. */
  readonly folder: string;
  /** What was captured, by name. */
  readonly names: ReadonlyMap<string, string>;
  /** What background programs printed, by their names. */
  readonly printed: ReadonlyMap<string, string>;
}

/** How commands that end run. With a launcher all commands are processes of the program that was installed with it. */
export type Way = "a process the first time" | "in one process" | { readonly launcher: string };

/** Plays the transcript in this file next to the test; every difference fails with its line. */
export async function playTranscript(t: TestContext, file: string, way: Way): Promise<Played> {
  const ports: (readonly [string, string])[] = [];
  for (let i = 1; i <= 6; i++) ports.push([`port${i}`, String(await freePort())]);
  const stage: Stage = {
    way,
    folder: mkdtempSync(join(tmpdir(), "panoh-transcript-")),
    names: new Map([...ports, ["invented", fileURLToPath(new URL("../invented-country", import.meta.url))] as const]),
    background: new Map(),
    begun: new Set(),
  };
  t.after(async () => {
    await Promise.all([...stage.background.values()].map(stop));
    rmSync(stage.folder, { recursive: true, force: true });
  });
  await play(file, stage);
  return { ...stage, printed: new Map([...stage.background].map(([name, { out }]) => [name, out])) };
}

interface Stage {
  readonly way: Way;
  readonly folder: string;
  readonly names: Map<string, string>;
  readonly background: Map<string, Running>;
  /** The commands that were a process once. */
  readonly begun: Set<string>;
}

async function play(file: string, stage: Stage): Promise<void> {
  const { folder, names, background } = stage;
  const { steps, sections } = readTranscript(readFileSync(new URL(file, import.meta.url), "utf8"));
  for (const step of steps) {
    const where = `${file}:${step.line}: ${step.words.join(" ")}`;
    const words = step.words.map((word) => fill(word, names));
    const [verb = "", first = "", second = ""] = words;
    if (verb === "panoh") await runPanoh(step, words.slice(1), { ...stage, where });
    else if (verb === "play") await playOnce(first, stage);
    else if (verb === "stop") {
      const running = background.get(first) ?? assert.fail(where);
      const before = running.beside.length;
      assert.equal(await stop(running), step.exit, where);
      compare(step.beside, running.beside.slice(before), names, where);
    } else if (verb === "write")
      writeFileSync(join(folder, first), fill(sections.get(second) ?? assert.fail(where), names));
    else if (verb === "keep") writeFileSync(join(folder, first), `${second}\n`, { mode: 0o600 });
    else if (verb === "copy") cpSync(join(folder, first), join(folder, second), { recursive: true });
    else if (verb === "remove") rmSync(join(folder, first), { recursive: true });
    else assert.fail(`${where}: not a step of transcripts`);
  }
}

/**
 * Plays a transcript, or copies what it left when this process played it before. What goes on in its background is stopped for that and started
 * again, at the same ports: they are part of a country.
 */
async function playOnce(file: string, stage: Stage): Promise<void> {
  const left = leftByFile.get(file) ?? (await playAndKeep(file, stage));
  cpSync(left.folder, stage.folder, { recursive: true });
  for (const [name, value] of left.names) stage.names.set(name, value);
  for (const [name, { step, out }] of left.background) {
    const words = step.words.map((word) => fill(word, stage.names));
    await runPanoh(step, words.slice(1), { ...stage, where: `${file}:${step.line}: again` });
    const running = stage.background.get(name) ?? assert.fail(name);
    running.out = out + running.out;
  }
}

async function playAndKeep(file: string, stage: Stage): Promise<Left> {
  await play(file, stage);
  for (const [name, running] of stage.background) assert.equal(await stop(running), 0, `${file}: ${name} stops`);
  const folder = mkdtempSync(join(tmpdir(), "panoh-transcript-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync(stage.folder, folder, { recursive: true });
  const left = { folder, names: new Map(stage.names), background: new Map(stage.background) };
  leftByFile.set(file, left);
  return left;
}

async function runPanoh(step: Step, given: readonly string[], at: Stage & { readonly where: string }): Promise<void> {
  const name = given.at(-1)?.startsWith("&") === true ? given.at(-1)?.slice(1) : undefined;
  const here = given.indexOf("<<<");
  const endsByItself = name === undefined && here < 0 && given[0] !== "serve";
  if (endsByItself && (at.way === "in one process" || (at.way === "a process the first time" && !isFirst(given, at))))
    return runHere(step, given, at);
  const args = name !== undefined ? given.slice(0, -1) : here < 0 ? given : given.slice(0, here);
  // Compiled code is kept from command to command: a transcript starts the program some forty times.
  const env = { NODE_COMPILE_CACHE: join(root, ".cache/compile"), ...process.env };
  const begun =
    typeof at.way === "object"
      ? [at.way.launcher, ...args]
      : name === undefined
        ? [...program, ...args]
        : [launcher, ...args];
  const child = spawn(process.execPath, begun, { cwd: at.folder, stdio: "pipe", env });
  const running: Running = { child, step, out: "", beside: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    running.out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    running.beside += chunk;
  });
  child.stdin.end(here < 0 ? "" : `${given.slice(here + 1).join(" ")}\n`);
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  if (name !== undefined) {
    at.background.set(name, running);
    await new Promise<void>((resolve) => {
      const look = () => {
        if (running.beside.split("\n").length > step.beside.length) resolve();
      };
      child.stderr.on("data", look);
      void ended.then(() => resolve());
      look();
    });
    return compare(step.beside, running.beside, at.names, at.where);
  }
  compareEnded(running, await ended, at);
  await untilPublished(running.out, given, at.names);
}

/** True the first time that a command is asked by its name. */
function isFirst(given: readonly string[], { begun }: Stage): boolean {
  const two = given.slice(0, 2).join(" ");
  const name = two in commands ? two : (given[0] ?? "");
  const isNew = !begun.has(name);
  begun.add(name);
  return isNew;
}

/** Runs a command that ends in this process. */
async function runHere(step: Step, args: readonly string[], at: Stage & { readonly where: string }): Promise<void> {
  const printed = { step, out: "", beside: "" };
  const terminal = {
    say: (line: string) => {
      printed.out += `${line}\n`;
    },
    inform: (line: string) => {
      printed.beside += `${line}\n`;
    },
    askSecret: () => assert.fail(`${at.where}: asks for what nobody gives`),
    untilStopped: () => assert.fail(`${at.where}: goes on`),
  };
  const before = process.cwd();
  process.chdir(at.folder);
  const exit = await runCommandLine(args, terminal, stretchOnce).finally(() => process.chdir(before));
  compareEnded(printed, exit, at);
  await untilPublished(printed.out, args, at.names);
}

/**
 * What a host logged it publishes when its witnesses have answered; commands read what is published. A command that names no host has it in its vault: that of
 * country.txt, at its third port.
 */
async function untilPublished(printed: string, args: readonly string[], names: Stage["names"]): Promise<void> {
  const leaf = [...printed.matchAll(/^Logged .* as leaf (\d+)$/gm)].at(-1)?.[1];
  if (leaf === undefined) return;
  const named = args.includes("--host") ? args[args.indexOf("--host") + 1] : null;
  await until(async () => {
    const asked = await fetch(`${named ?? `http://127.0.0.1:${names.get("port3")}`}/checkpoint`).catch(() => null);
    if (asked === null) return true;
    const [, size] = (await asked.text()).split("\n");
    return Number(size) > Number(leaf);
  });
}

const stretched = new Map<string, Promise<Uint8Array>>();

/** The real stretching, once for each passphrase and salt. */
const stretchOnce: StretchPassphrase = async (passphrase, salt) => {
  const key = `${encodeHex(passphrase)} ${encodeHex(salt)}`;
  const known = stretched.get(key) ?? argon2id(passphrase.slice(), salt);
  stretched.set(key, known);
  return (await known).slice();
};

function compareEnded(
  { step, out, beside }: Pick<Running, "step" | "out" | "beside">,
  exit: number,
  { names, where }: Stage & { readonly where: string },
): void {
  compare([...step.out, `[exit ${step.exit}]`], `${out}[exit ${exit}]\n`, names, `${where}\n${beside}`);
  compare(step.beside, beside, names, where);
}

async function stop({ child }: Running): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? -1)));
  child.kill("SIGTERM");
  return ended;
}

/** Compares line by line and captures. What was printed is shown whole when it differs. */
function compare(expected: readonly string[], printed: string, names: Map<string, string>, where: string): void {
  const lines = printed.split("\n").slice(0, -1);
  const isSame =
    expected.length === lines.length && expected.every((pattern, i) => matches(pattern, lines[i] ?? "", names));
  if (!isSame) assert.equal(lines.join("\n"), expected.map((line) => fill(line, names)).join("\n"), where);
}

function matches(pattern: string, line: string, names: Map<string, string>): boolean {
  const captured: string[] = [];
  const source = fill(pattern, names)
    .split(/(<[a-z]+(?::[a-z0-9-]+)?>)/)
    .map((part) => {
      const [, kind = "", name] = /^<([a-z]+)(?::([a-z0-9-]+))?>$/.exec(part) ?? [];
      const expression = kinds[kind];
      if (expression === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      captured.push(name ?? "");
      return `(${expression})`;
    })
    .join("");
  const found = new RegExp(`^${source}$`).exec(line);
  if (found === null) return false;
  return captured.every((name, i) => {
    const value = found[i + 1] ?? "";
    if (name === "") return true;
    const known = names.get(name);
    if (known === undefined) names.set(name, value);
    return known === undefined || known === value;
  });
}

function fill(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/\{([a-z0-9-]+)\}/g, (whole, name: string) => names.get(name) ?? whole);
}

function readTranscript(text: string): {
  readonly steps: readonly Step[];
  readonly sections: ReadonlyMap<string, string>;
} {
  const [script = "", ...parts] = text.split(/^-- (.+) --\n/m);
  const sections = new Map<string, string>();
  for (let i = 0; i < parts.length; i += 2) sections.set(parts[i] ?? "", parts[i + 1] ?? "");
  const steps: { line: number; words: readonly string[]; out: string[]; beside: string[]; exit: number }[] = [];
  for (const [i, line] of script.split("\n").entries()) {
    const step = steps.at(-1);
    const exit = /^\[exit (\d+)\]$/.exec(line)?.[1];
    if (line.startsWith("$ "))
      steps.push({ line: i + 1, words: splitWords(line.slice(2)), out: [], beside: [], exit: 0 });
    else if (line === "" || line.startsWith("#")) continue;
    else if (exit !== undefined && step !== undefined) step.exit = Number(exit);
    else if (line.startsWith("! ")) step?.beside.push(line.slice(2));
    else step?.out.push(line === "." ? "" : line);
  }
  return { steps, sections };
}

function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}
