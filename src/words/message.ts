// A message as it is kept after compiling, and what it becomes with values: words of one language, with marks where the message has them. Nothing of a
// platform's own knowledge of languages is used, so that the same message gives the same bytes everywhere.
import type { Language } from "./language.ts";

/** A compiled message: words alone, or pieces in their order. Plain data, so that the build can write it into a file. */
export type Message = string | readonly MessagePiece[];

export type MessagePiece =
  | string
  /** A value: words, a number, a run of marked words. */
  | readonly ["value", name: string]
  /** A number without groups: a year, a number of a page. */
  | readonly ["plain", name: string]
  /** A date as far as it is known, in one of the language's forms. */
  | readonly ["date", name: string, form: string]
  /** One message for each of the words that a value may be; `other` for the rest. */
  | readonly ["select", name: string, options: Readonly<Record<string, Message>>]
  /** One message for each plural category, or for exactly one number: `=0`. */
  | readonly ["plural", name: string, options: Readonly<Record<string, Message>>]
  /** The number of the plural around it. */
  | readonly ["count"]
  /** Words with a mark around them: a link, emphasis. */
  | readonly ["mark", name: string, content: Message];

/** What a value may be. A run is words beside marked words, as another message gave them. */
export type MessageValue<T> = string | number | boolean | null | undefined | T | readonly (string | T)[];
export type Values<T = never> = Readonly<Record<string, MessageValue<T>>>;
/** What is made of the words inside a mark. */
export type Marks<T> = Readonly<Record<string, (content: readonly (string | T)[]) => T>>;

/** The words of a message, whatever its values are. */
export function wordsOfMessage(message: Message): readonly string[] {
  if (typeof message === "string") return [message];
  return message.flatMap((piece) => {
    if (typeof piece === "string") return [piece];
    if (piece[0] === "mark") return wordsOfMessage(piece[2]);
    return piece[0] === "select" || piece[0] === "plural" ? Object.values(piece[2]).flatMap(wordsOfMessage) : [];
  });
}

/** The message with its values, as words and marked words in their order. Neighbouring words are one. */
export function runOf<T>(
  language: Language,
  message: Message,
  values: Values<T>,
  marks: Marks<T>,
): readonly (string | T)[] {
  const run: (string | T)[] = [];
  const add = (part: string | T) => {
    const last = run.at(-1);
    if (typeof part === "string" && typeof last === "string") run[run.length - 1] = last + part;
    else if (part !== "") run.push(part);
  };
  const walk = (within: Message, count: number | null): void => {
    for (const piece of typeof within === "string" ? [within] : within) {
      if (typeof piece === "string") add(piece);
      else for (const part of partsOf(piece, count)) add(part);
    }
  };
  const partsOf = (piece: Exclude<MessagePiece, string>, count: number | null): readonly (string | T)[] => {
    if (piece[0] === "count") return [count === null ? "" : language.number(count)];
    const [kind, name, inside] = piece;
    if (kind === "mark") {
      const mark = marks[name];
      const content = runOf(language, inside, values, marks);
      return mark === undefined ? content : [mark(content)];
    }
    const value = values[name];
    switch (kind) {
      case "value":
        return valueParts(language, value);
      case "plain":
        return [language.digits(String(value))];
      case "date":
        return [language.date(String(value), inside)];
      case "select":
        walk(optionOf(inside, typeof value === "string" && isAbsence(value) ? [] : [String(value)]), count);
        return [];
      case "plural": {
        const n = Number(value);
        walk(optionOf(inside, [`=${n}`, language.plural(n)]), n);
        return [];
      }
    }
  };
  walk(message, null);
  return run;
}

/** The message with its values, as words alone: marks leave only what stands in them. */
export function messageText(language: Language, message: Message, values: Values = {}): string {
  // Most are words alone.
  if (typeof message === "string") return message;
  return runOf<never>(language, message, values, {}).join("");
}

/** The first of these options that the message has, else `other`. A name may be what a stranger wrote into a field. */
function optionOf(options: Readonly<Record<string, Message>>, names: readonly string[]): Message {
  const name = [...names, "other"].find((one) => Object.hasOwn(options, one));
  return name === undefined ? "" : (options[name] ?? "");
}

/** The options for a value that is not there: words that are spelled so are words. */
function isAbsence(words: string): boolean {
  return words === "null" || words === "undefined";
}

function valueParts<T>(language: Language, value: MessageValue<T>): readonly (string | T)[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "number") return [language.number(value)];
  if (typeof value === "string") return [language.isolate(value)];
  return Array.isArray(value) ? (value as readonly (string | T)[]) : [value as T];
}
