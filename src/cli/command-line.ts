// The command line as a whole: finds the command, prints help, runs it, and turns every end into an exit code (exit-codes.ts). A bug is not a problem:
// it stays loud, with its stack.

import { isProblem } from "../core/problem.ts";
import { argon2id } from "../crypto/argon2id.ts";
import type { StretchPassphrase } from "../member/store/vault.ts";
import { programVersion } from "../operate/program-version.ts";
import { problemOf } from "../operate/refusals.ts";
import { lineByLine, plainJson, type Terminal } from "../operate/terminal.ts";
import { type Answer, type Call, type Command, commonOptions, type Listed, type Option, readCall } from "./command.ts";
import { commands } from "./commands.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import { nearestCommand } from "./nearest-command.ts";
import { type OnlyHere, onlyHereJson, onlyHereLines } from "./only-here.ts";

/** Runs one command; resolves to the exit code. */
export async function runCommandLine(
  args: readonly string[],
  rawTerminal: Terminal,
  stretch: StretchPassphrase = argon2id,
): Promise<ExitCode> {
  const terminal = lineByLine(rawTerminal);
  const [first] = args;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    return help(args.slice(1), terminal);
  }
  if (first === "--version" || first === "-V" || first === "version") {
    terminal.say(`panoh ${programVersion()}`);
    return 0;
  }
  const match = findCommand(args);
  if (match === null) {
    const group = Object.keys(commands).filter((name) => name.startsWith(`${first} `));
    const asksForHelp = args.slice(1).some((arg) => arg === "--help" || arg === "-h");
    if (group.length > 0 && asksForHelp) return help([first], terminal);
    terminal.inform(group.length > 0 ? `panoh ${first} is one of:` : `panoh: there is no command "${first}"`);
    for (const name of group) terminal.inform(`  panoh ${name}`);
    const nearest = nearestCommand(args, Object.keys(commands));
    if (nearest !== null) terminal.inform(`Did you mean "panoh ${nearest}"?`);
    terminal.inform('Try "panoh help".');
    return 2;
  }
  return run(match, terminal, stretch);
}

interface Found {
  readonly name: string;
  readonly listed: Listed;
  readonly rest: readonly string[];
}

async function run({ name, listed, rest }: Found, terminal: Terminal, stretch: StretchPassphrase): Promise<ExitCode> {
  const command = await listed.load();
  const asJson = rest.includes("--json");
  let call: Call | null = null;
  try {
    call = readCall(command, rest, stretch);
    if (call.has("help")) {
      for (const line of helpOf(name, command)) terminal.say(line);
      return 0;
    }
    const answer = await command.run(call, terminal);
    sayAnswer(answer, call.onlyHere, asJson, terminal);
    if (answer?.problem === undefined) return call.onlyHere === null ? 0 : 3;
    terminal.inform(`panoh ${name}: ${answer.problem.message} (${answer.problem.code})`);
    return answer.problem.exit ?? 1;
  } catch (error) {
    if (isProblem(error, "command", "usage")) {
      terminal.inform(`panoh ${name}: ${error.message}`);
      terminal.inform(`Try "panoh ${name} --help".`);
      return 2;
    }
    const problem = problemOf(error);
    if (problem === null) throw error;
    sayAnswer(null, call?.onlyHere ?? null, asJson, terminal);
    if (asJson) terminal.say(plainJson({ problem }));
    else terminal.inform(`panoh ${name}: ${problem.message} (${problem.code})`);
    return 1;
  }
}

/** Prints an answer, and below it that it is this device's alone: nobody reads "accepted" without "not sent yet". */
function sayAnswer(answer: Answer | null, onlyHere: OnlyHere | null, asJson: boolean, terminal: Terminal): void {
  const below = onlyHere === null ? [] : onlyHereLines(onlyHere, Date.now());
  const isPlain = answer !== null && !asJson;
  if (isPlain) for (const line of answer.lines) terminal.say(line);
  if (answer !== null && asJson)
    terminal.say(plainJson(onlyHere === null ? answer.json : withOnlyHere(answer.json, onlyHere)));
  for (const line of below) (isPlain ? terminal.say : terminal.inform)(line);
}

// A list has no place for it: the exit code and the sentences beside it say it there.
function withOnlyHere(json: unknown, onlyHere: OnlyHere): unknown {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? { ...json, onlyHere: onlyHereJson(onlyHere) }
    : json;
}

function findCommand(args: readonly string[]): Found | null {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(" ");
    const entry = commands[name];
    if (entry !== undefined) return { name, listed: entry, rest: args.slice(words) };
  }
  return null;
}

async function help(words: readonly string[], terminal: Terminal): Promise<0 | 2> {
  const name = words.filter((word) => !word.startsWith("-")).join(" ");
  const entry = commands[name];
  if (entry !== undefined) {
    for (const line of helpOf(name, await entry.load())) terminal.say(line);
    return 0;
  }
  const rows = Object.entries(commands).filter(([other]) => name === "" || other.startsWith(`${name} `));
  if (rows.length === 0) {
    terminal.inform(`panoh: there is no command "${name}"`);
    return 2;
  }
  terminal.say("panoh <command> [options]");
  terminal.say("");
  const width = Math.max(...rows.map(([other]) => other.length));
  for (const [other, { summary }] of rows) terminal.say(`  ${other.padEnd(width)}  ${summary}`);
  terminal.say("");
  terminal.say('"panoh <command> --help" shows more, "panoh --version" which version this is.');
  terminal.say("Exit codes:");
  for (const [code, meaning] of exitCodes) terminal.say(`  ${code}  ${meaning}`);
  return 0;
}

function helpOf(name: string, command: Command): readonly string[] {
  const options = Object.entries({ ...command.options, ...commonOptions });
  const labels = options.map(([option, spec]) => labelOf(option, spec));
  const width = Math.min(28, Math.max(...labels.map((label) => label.length)));
  return [
    ...command.usage.map((form) => `panoh ${name}${form === "" ? "" : " "}${form}`),
    "",
    ...command.about,
    "",
    ...options.map(([, spec], i) => `  ${(labels[i] ?? "").padEnd(width)}  ${spec.help}`),
  ];
}

function labelOf(name: string, { value, many }: Option): string {
  return `--${name}${value === undefined ? "" : ` ${value}`}${many === true ? " …" : ""}`;
}
