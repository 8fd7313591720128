// A command: its help, its options, and a function from a call to an answer. The answer is made once, for people and
// for programs alike. Secrets are never options: they come from a prompt, from the input or from a file.
import { parseArgs } from "node:util";
import { argon2id } from "../crypto/argon2id.ts";
import type { StretchPassphrase } from "../member/store/vault.ts";
import { usageProblem } from "../operate/command-problem.ts";
import type { Terminal } from "../operate/terminal.ts";
import type { OnlyHere } from "./only-here.ts";

export { commandProblem, usageProblem } from "../operate/command-problem.ts";

export interface Option {
  /** How the value is called in the help; absent for a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: boolean;
  readonly help: string;
}

/** The result of a command. */
export interface Answer {
  /** For people. */
  readonly lines: readonly string[];
  /** For programs, printed with `--json`. */
  readonly json: unknown;
  /** Set when the answer is that something does not hold: it is printed all the same, and the exit code is 1, or 2 of a command that says so. */
  readonly problem?: { readonly code: string; readonly message: string; readonly exit?: 2 };
}

export interface Command {
  /** The forms of a call behind the command's name, one a line. */
  readonly usage: readonly string[];
  /** Its work and what to know of it, in short paragraphs. */
  readonly about: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** The names of its arguments, in order. All are needed but those in brackets. */
  readonly takes?: readonly string[];
  /** Null when there is nothing to answer: a program that ran until it was stopped. */
  readonly run: (call: Call, terminal: Terminal) => Promise<Answer | null>;
}

/** A command in the list of all. Its code is loaded only when it is called. */
export interface Listed {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Options that every command has. */
export const commonOptions: Readonly<Record<string, Option>> = {
  json: { help: "print the answer as JSON" },
  help: { help: "print this help" },
};

/** A call of a command: its options and arguments, read by name. */
export class Call {
  /** Set by whoever opens a device for the command when its host was not reached: the command line says it below the answer (exit code 3). */
  onlyHere: OnlyHere | null = null;
  /** How passphrases are stretched; only tests have another way than the one that is pinned. */
  readonly stretch: StretchPassphrase;
  readonly #values: Readonly<Record<string, readonly string[]>>;
  readonly #arguments: readonly string[];

  constructor(
    values: Readonly<Record<string, readonly string[]>>,
    args: readonly string[],
    stretch: StretchPassphrase = argon2id,
  ) {
    this.stretch = stretch;
    this.#values = values;
    this.#arguments = args;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  all(name: string): readonly string[] {
    return this.#values[name] ?? [];
  }

  /** The value of an option, or null when it was not given. */
  find(name: string): string | null {
    return this.#values[name]?.at(-1) ?? null;
  }

  /** The value of an option that the command needs. */
  get(name: string): string {
    const value = this.find(name);
    if (value === null) throw usageProblem(`--${name} is needed`);
    return value;
  }

  /** One of the codes in a closed list. */
  code<const C extends string>(name: string, codes: readonly C[]): C {
    return this.oneOf(name, this.get(name), codes);
  }

  /** A value of an option that may be given several times, as one of a closed list. */
  oneOf<const C extends string>(name: string, value: string, codes: readonly C[]): C {
    const code = codes.find((candidate) => candidate === value);
    if (code === undefined) throw usageProblem(`--${name} is one of: ${codes.join(", ")}`);
    return code;
  }

  /** A whole number within bounds; `otherwise` when it was not given. */
  number(name: string, min: number, max: number, otherwise?: number): number {
    if (otherwise !== undefined && !this.has(name)) return otherwise;
    const text = this.get(name);
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < min || value > max)
      throw usageProblem(`--${name} is a whole number from ${min} to ${max}`);
    return value;
  }

  argument(index: number): string {
    return this.#arguments[index] ?? "";
  }
}

/** Reads arguments for a command. Throws a problem of usage for what it does not take. */
export function readCall(command: Command, args: readonly string[], stretch: StretchPassphrase = argon2id): Call {
  const options = { ...command.options, ...commonOptions };
  const { values, positionals } = parse(options, args);
  const takes = command.takes ?? [];
  const call = new Call(values, positionals, stretch);
  if (call.has("help")) return call;
  const missing = takes[positionals.length];
  if (missing !== undefined && !missing.startsWith("[")) throw usageProblem(`${missing} is needed`);
  if (positionals.length > takes.length) throw usageProblem("too many arguments");
  for (const [name, option] of Object.entries(options)) {
    if (option.many !== true && call.all(name).length > 1) throw usageProblem(`--${name} is given twice`);
  }
  return call;
}

function parse(options: Readonly<Record<string, Option>>, args: readonly string[]) {
  const types = Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      value === undefined ? { type: "boolean" as const, multiple: true } : { type: "string" as const, multiple: true },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: types,
      allowPositionals: true,
      strict: true,
    });
    const texts = Object.entries(values).map(([name, all]) => [name, [all ?? []].flat().map(String)] as const);
    return { values: Object.fromEntries(texts), positionals };
  } catch (error) {
    // The parser's own sentences name the option at fault, never its value.
    throw usageProblem(error instanceof Error ? (error.message.split(".")[0] ?? "") : "not understood");
  }
}
