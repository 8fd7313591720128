// Messages as translators write them (ICU MessageFormat) become pieces. Used by the build and by Node; browsers are given pieces. A message that cannot
// be read, or that asks for something that no language here has, is refused with its key, so that it never reaches a person.
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import type { Message, MessagePiece } from "./message.ts";

const dateForms = ["bare", "plain", "in", "since"] as const;

/** All messages of a file. */
export function compileFile(messages: Readonly<Record<string, string>>): Readonly<Record<string, Message>> {
  return Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compileMessage(key, text)]));
}

export function compileMessage(key: string, text: string): Message {
  // In this format an apostrophe hides what follows it. Words here are written with ’ and ʻ, so none is ever meant.
  if (text.includes("'")) throw new Error(`${key}: write ’ or ʻ instead of an apostrophe`);
  if (!/[{}<#]/.test(text)) return text;
  try {
    return shortest(piecesOf(parse(text, { shouldParseSkeletons: false })));
  } catch (error) {
    throw new Error(`${key}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function piecesOf(elements: readonly MessageFormatElement[]): readonly MessagePiece[] {
  return elements.map(pieceOf);
}

function pieceOf(element: MessageFormatElement): MessagePiece {
  switch (element.type) {
    case TYPE.literal:
      if (element.value.includes("#")) throw new Error("# stands outside a plural, or in a select inside one");
      return element.value;
    case TYPE.argument:
      return ["value", element.value];
    case TYPE.number:
      if (element.style !== "plain") throw new Error(`no style of numbers but “plain”: ${element.value}`);
      return ["plain", element.value];
    case TYPE.date: {
      const form = dateForms.find((known) => known === element.style);
      if (form === undefined) throw new Error(`a date is one of ${dateForms.join(", ")}: ${element.value}`);
      return ["date", element.value, form];
    }
    case TYPE.select:
      return ["select", element.value, optionsOf(element.options)];
    case TYPE.plural:
      if (element.offset !== 0 || element.pluralType !== "cardinal")
        throw new Error(`only plain plurals: ${element.value}`);
      return ["plural", element.value, optionsOf(element.options)];
    case TYPE.pound:
      return ["count"];
    case TYPE.tag:
      return ["mark", element.value, shortest(piecesOf(element.children))];
    default:
      throw new Error("not used here");
  }
}

function optionsOf(
  options: Readonly<Record<string, { readonly value: readonly MessageFormatElement[] }>>,
): Readonly<Record<string, Message>> {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, shortest(piecesOf(value))]));
}

function shortest(pieces: readonly MessagePiece[]): Message {
  const [first = ""] = pieces;
  return pieces.length < 2 && typeof first === "string" ? first : pieces;
}
