// From what a person types to a text in its one spelling. A person names a fact and a year, or a row; the program adds source, organisation, version and
// number. `{two|figure prosecutions 2003}`, `{16|figure groups-under-investigation 2003 from=sample-report}`, `{weak borders|row finding border-2003}`;
// `{other words|1}` keeps the first anchor of the version that is replaced.

import { findDefinition } from "../../assessment/catalogue.ts";
import { presentFields } from "../../core/present-fields.ts";
import {
  type Anchor,
  anchorOf,
  type Braces,
  citedRegisters,
  encodePieces,
  maxPieces,
  type Piece,
  parsePieces,
  textParts,
} from "../../core/registers/pieces.ts";
import type { LanguageTag } from "../../words/languages.ts";
import { anchorsIn } from "./fill.ts";
import type { Grounds } from "./grounds.ts";
import { spelledNumber } from "./number-words.ts";
import { anchorTo } from "./proposal.ts";

/** Why what somebody typed names nothing, and where. */
export type TypingFlaw =
  | "not-spelled"
  | "no-such-anchor"
  | "no-such-fact"
  | "no-number"
  | "several-sources"
  | "number-differs"
  | "no-such-row"
  | "several-rows";

type Completed =
  | { readonly text: string; readonly pieces: readonly Piece[] }
  | { readonly flaw: TypingFlaw; readonly at: string };

/** The text in its one spelling, or the first thing in it that names nothing. `before` are the pieces that it replaces. */
export function completeText(
  typed: string,
  { before, ...here }: Omit<Typing, "anchors"> & { readonly before: readonly Piece[] },
): Completed {
  const line = typed
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .normalize("NFC");
  const spelled = parsePieces(line);
  if (spelled !== null) return { text: line, pieces: spelled };
  const pieces: Piece[] = [];
  const typing = { ...here, anchors: anchorsIn(before) };
  const { parts, rest } = textParts(line);
  for (const part of parts) {
    const piece = "target" in part ? (anchorOf(part) ?? anchorTyped(part, typing)) : part;
    if (typeof piece === "string") return { flaw: piece, at: "target" in part ? part.whole : "" };
    pieces.push(piece);
  }
  if (rest !== "") return { flaw: "not-spelled", at: rest.slice(0, 40) };
  const text = encodePieces(pieces);
  return pieces.length > maxPieces || parsePieces(text) === null
    ? { flaw: "not-spelled", at: line.slice(0, 40) }
    : { text, pieces };
}

interface Typing {
  readonly anchors: readonly Anchor[];
  readonly grounds: Grounds;
  readonly language: LanguageTag;
}

function anchorTyped({ target, ...typed }: Braces, typing: Typing): Anchor | TypingFlaw {
  const words = typed.words.trim();
  const [kind = "", ...rest] = target.trim().split(/\s+/);
  if (/^\d{1,3}$/.test(kind) && rest.length === 0) {
    const kept = typing.anchors[Number(kind) - 1];
    return kept === undefined ? "no-such-anchor" : words === "" ? kept : { ...kept, words };
  }
  const [first = "", second = "", ...more] = rest;
  const options = new Map(more.map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]));
  if (more.some((each) => !/^(?:from|part|in|by)=\S+$/.test(each))) return "not-spelled";
  const named = { words, first, second, options };
  if (kind === "figure" && /^\d{4}$/.test(second)) return figureTyped(named, typing);
  return kind === "row" && words !== "" ? rowTyped(named, typing) : "not-spelled";
}

/** Words, and what a person named behind them: a fact and a year, or a register and a key. */
interface Named {
  readonly words: string;
  readonly first: string;
  readonly second: string;
  readonly options: ReadonlyMap<string, string>;
}

function figureTyped({ words, first: fact, second, options }: Named, typing: Typing): Anchor | TypingFlaw {
  const { grounds, language } = typing;
  const year = Number(second);
  if (findDefinition(fact) === null) return "no-such-fact";
  const value = grounds.fact(fact, year);
  const [given, part] = [options.get("from"), options.get("part") ?? null];
  const source = given ?? value?.statements[0]?.source;
  if (source === undefined || value === null) return "no-number";
  if (given === undefined && new Set(value.statements.map((one) => one.value)).size > 1) return "several-sources";
  const anchor = grounds.anchor({ fact, year, part, source, ...presentFields({ unit: options.get("in") }) }, language);
  if (anchor === null) return "no-number";
  if (words === "") return anchor;
  return spelledNumber(words, language)?.value === anchor.value ? { ...anchor, words } : "number-differs";
}

function rowTyped({ words, first, second: key, options }: Named, { grounds }: Typing): Anchor | TypingFlaw {
  const register = citedRegisters.find((each) => each === first);
  const isNamed = (option: string, value: string) => (options.get(option) ?? value) === value;
  const [row, ...others] = grounds.statements.filter(
    (one) =>
      one.register === register && one.key === key && isNamed("from", one.source) && isNamed("by", one.organisation),
  );
  if (row === undefined) return "no-such-row";
  return others.length > 0 ? "several-rows" : anchorTo(row, words);
}

/** A text as a person reads and types it: each anchor by its place among those of this version. */
export function typedText(pieces: readonly Piece[]): string {
  let place = 0;
  return pieces
    .map((piece) => {
      const words = piece.words.replace(/[{}|\\]/g, "\\$&");
      if (piece.kind === "plain") return words;
      place += 1;
      return `{${words}|${place}}`;
    })
    .join("");
}
