// The terminal as commands see it: two streams of text, secrets that are typed without echo, and the wish to stop. No colour, so
// that output reads the same on a screen, in a pipe and in a transcript.
import { readFileSync } from "node:fs";

export interface Terminal {
  /** Prints a line of the answer. */
  readonly say: (line: string) => void;
  /** Prints a line beside the answer: what a person should know and a program should not read. */
  readonly tell: (line: string) => void;
  /** Asks for a secret: typed without echo, or the first line of the input when nobody sits at it. */
  readonly askSecret: (prompt: string) => Promise<string>;
  /** Resolves when the person or the system asks the program to stop. Call it before saying that the program runs. */
  readonly untilStopped: () => Promise<void>;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  say: (line) => void process.stdout.write(`${line}\n`),
  tell: (line) => void process.stderr.write(`${line}\n`),
  askSecret: (prompt) => (process.stdin.isTTY ? typeSecret(prompt) : firstLineOfInput()),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => resolve());
    }),
};

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
    let typed: readonly string[] = [];
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
          return resolve(typed.join(""));
        }
        typed = backspace.has(character) ? typed.slice(0, -1) : [...typed, character];
      }
    };
    stdin.on("data", take);
  });
}
