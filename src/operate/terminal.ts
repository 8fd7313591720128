// The terminal as commands see it: two streams of text, secrets that are typed without echo, and the wish to stop. No colour, so
// that output reads the same on a screen, in a pipe and in a transcript.
import { fstatSync, readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { visibleMarks } from "../core/visible-marks.ts";

export interface Terminal {
  /** Prints a line of the answer. */
  readonly say: (line: string) => void;
  /** Prints a line beside the answer: what a person should know and a program should not read. */
  readonly inform: (line: string) => void;
  /** Asks for a secret: typed without echo, or the first line of the input when nobody sits at it. */
  readonly askSecret: (prompt: string) => Promise<string>;
  /** True when somebody sits at it. */
  readonly isTyped?: boolean;
  /** Asks for a line that may be seen; there where somebody sits at it. */
  readonly askLine?: (prompt: string) => Promise<string>;
  /** Resolves when the person or the system asks the program to stop. Call it before saying that the program runs. */
  readonly untilStopped: () => Promise<void>;
}

const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const lineBreaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Text of others on one line: a line break is a space; what moves the cursor, turns the direction of reading or is not seen is made visible. */
export function oneLine(text: string): string {
  return visibleMarks(text.replace(lineBreaks, " "));
}

/** The same JSON with nothing in it that a terminal would obey. */
export function plainJson(value: unknown): string {
  const escapeOf = (mark: string) =>
    Array.from({ length: mark.length }, (_, i) => `\\u${mark.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");
  return JSON.stringify(value).replace(unprintable, escapeOf);
}

/**
 * The terminal as commands are given it: the one door for all that they print. What organisations, files and hosts say stands in many lines, and
 * none of it can make a line of its own.
 */
export function lineByLine(terminal: Terminal): Terminal {
  return {
    ...terminal,
    say: (line) => terminal.say(oneLine(line)),
    inform: (line) => terminal.inform(oneLine(line)),
  };
}

let outlivesFullDisk = false;

/**
 * For programs that run on: a line that finds no room on a full disk is lost, and the program goes on. A command that answers is not one of them: an answer
 * that was lost is a failure.
 */
export function outliveFullDisk(): void {
  outlivesFullDisk = true;
}

/** Node's stream to a file ends the program when the disk is full, and writes nothing more when that is caught. */
function print(handle: 1 | 2, stream: NodeJS.WriteStream, line: string): void {
  if (!outlivesFullDisk || !fstatSync(handle).isFile()) {
    stream.write(`${line}\n`);
    return;
  }
  try {
    writeSync(handle, `${line}\n`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")))
      throw error;
  }
}

export const processTerminal: Terminal = {
  say: (line) => print(1, process.stdout, line),
  inform: (line) => print(2, process.stderr, line),
  askSecret: (prompt) => (process.stdin.isTTY ? typeSecret(prompt) : firstLineOfInput()),
  isTyped: process.stdin.isTTY,
  ...(process.stdin.isTTY ? { askLine: typeLine } : {}),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve());
    }),
};

async function typeLine(prompt: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(prompt);
  } finally {
    lines.close();
  }
}

async function firstLineOfInput(): Promise<string> {
  return readFileSync(process.stdin.fd, "utf8").split("\n", 1)[0] ?? "";
}

const enter = new Set(["\r", "\n", "\u0004"]);
const backspace = new Set(["\u0008", "\u007f"]);
const interrupt = "\u0003";

function typeSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  stdin.resume();
  return new Promise((resolve) => {
    let letters: readonly string[] = [];
    const end = () => {
      stdin.off("data", take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
    };
    const take = (chunk: string) => {
      for (const character of chunk) {
        if (character === interrupt) {
          end();
          process.exit(130);
        }
        if (enter.has(character)) {
          end();
          return resolve(letters.join(""));
        }
        letters = backspace.has(character) ? letters.slice(0, -1) : [...letters, character];
      }
    };
    stdin.on("data", take);
  });
}
