// From what a person types to a text in its one spelling. A person names a fact and a year, or a row; the program adds source, organisation, version and
// number. `{two|figure prosecutions 2003}`, `{16|figure groups-under-investigation 2003 from=sample-report}`, `{weak borders|row finding border-2003}`;
// `{other words|1}` keeps the first anchor of the version that is replaced.

import { findDefinition } from "../../assessment/catalogue.ts";
import {
  type Anchor,
  citedRegisters,
  encodePieces,
  maxPieces,
  type Piece,
  parsePieces,
} from "../../core/registers/pieces.ts";
import { refId } from "../../record/statement.ts";
import type { LanguageTag } from "../../words/languages.ts";
import { anchorsIn, numberInWords } from "./fill.ts";
import type { Grounds } from "./grounds.ts";
import { spelledNumber } from "./number-words.ts";

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
  {
    grounds,
    language,
    before,
  }: { readonly grounds: Grounds; readonly language: LanguageTag; readonly before: readonly Piece[] },
): Completed {
  const line = typed
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .normalize("NFC");
  const spelled = parsePieces(line);
  if (spelled !== null) return { text: line, pieces: spelled };
  const pieces: Piece[] = [];
  const anchors = anchorsIn(before);
  let rest = line;
  while (rest !== "") {
    const plain = /^(?:[^{}|\\]|\\[{}|\\])+/u.exec(rest)?.[0] ?? "";
    if (plain !== "") pieces.push({ kind: "plain", words: plain.replace(/\\([{}|\\])/g, "$1") });
    rest = rest.slice(plain.length);
    if (rest === "") break;
    const bound = /^\{(?:((?:[^{}|\\]|\\[{}|\\])*)\|)?([^{}|\\]+)\}/u.exec(rest);
    if (bound === null) return { flaw: "not-spelled", at: rest.slice(0, 40) };
    const words = (bound[1] ?? "").replace(/\\([{}|\\])/g, "$1").trim();
    const whole = parsePieces(bound[0]);
    const piece =
      whole === null ? anchorTyped(words, bound[2] ?? "", { anchors, grounds, language }) : (whole[0] as Piece);
    if (typeof piece === "string") return { flaw: piece, at: bound[0] };
    pieces.push(piece);
    rest = rest.slice(bound[0].length);
  }
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

function anchorTyped(words: string, target: string, typing: Typing): Anchor | TypingFlaw {
  const [kind = "", ...rest] = target.trim().split(/\s+/);
  if (/^\d{1,3}$/.test(kind) && rest.length === 0) {
    const kept = typing.anchors[Number(kind) - 1];
    return kept === undefined ? "no-such-anchor" : words === "" ? kept : { ...kept, words };
  }
  const [first = "", second = "", ...more] = rest;
  const options = new Map(more.map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]));
  if (more.some((each) => !/^(?:from|part|in|by)=\S+$/.test(each))) return "not-spelled";
  if (kind === "figure" && /^\d{4}$/.test(second)) return figureTyped(words, first, Number(second), options, typing);
  return kind === "row" && words !== "" ? rowTyped(words, first, second, options, typing) : "not-spelled";
}

function figureTyped(
  words: string,
  fact: string,
  year: number,
  options: ReadonlyMap<string, string>,
  { grounds, language }: Typing,
): Anchor | TypingFlaw {
  if (findDefinition(fact) === null) return "no-such-fact";
  const value = grounds.fact(fact, year);
  const [given, part] = [options.get("from"), options.get("part") ?? null];
  const source = given ?? value?.statements[0]?.source;
  if (source === undefined || value === null) return "no-number";
  if (given === undefined && new Set(value.statements.map((one) => one.value)).size > 1) return "several-sources";
  const unit = options.get("in");
  const now = grounds.figure({ fact, year, part, source, ...(unit === undefined ? {} : { unit }) });
  if (now === null) return "no-number";
  const spelled = words === "" ? null : spelledNumber(words, language);
  if (words !== "" && spelled?.value !== now.value) return "number-differs";
  return {
    kind: "figure",
    words: words === "" ? (numberInWords(now.value, language) ?? String(now.value)) : words,
    fact,
    year,
    part,
    unit: now.unit,
    source,
    value: now.value,
  };
}

function rowTyped(
  words: string,
  name: string,
  key: string,
  options: ReadonlyMap<string, string>,
  { grounds }: Typing,
): Anchor | TypingFlaw {
  const register = citedRegisters.find((each) => each === name);
  const [source, organisation] = [options.get("from"), options.get("by")];
  const rows = grounds.statements.filter(
    (one) =>
      one.register === register &&
      one.key === key &&
      (source === undefined || one.source === source) &&
      (organisation === undefined || one.organisation === organisation),
  );
  const [row] = rows;
  if (row === undefined || register === undefined) return "no-such-row";
  if (rows.length > 1) return "several-rows";
  return {
    kind: "row",
    words,
    register,
    key,
    source: row.source,
    organisation: row.organisation,
    version: refId(row.ref),
  };
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
