// What a bound word rests on, in words: a number with its fact, year and source, or a row with its register, its codes, its own words and its source.
import type { JSX } from "preact";
import type { Anchor, Piece } from "../../../core/registers/pieces.ts";
import { dateOfRow } from "../../../core/registers/row.ts";
import type { Statement } from "../../../record/statement.ts";
import type { Staleness } from "../../../reports/edition/fill.ts";
import type { Grounds } from "../../../reports/edition/grounds.ts";
import { first } from "../../../words/code-words.ts";
import { apart, formatNumber, isolate, t, words } from "../../text/translate.ts";
import { codeWord, dateWords, factName, registerName, restWords, rowWords, titledSource } from "../words.ts";

/** The name of any fact of the catalogue, in the words of reports (`report-facts`). */
export function anyFactName(fact: string): string {
  return first(words(), `report.fact.${fact}`) ?? factName(fact);
}

export function anchorWords(anchor: Anchor, grounds: Grounds): string {
  if (anchor.kind === "figure") {
    const value = grounds.figure(anchor)?.value ?? anchor.value;
    return apart(
      `${anyFactName(anchor.fact)}: ${formatNumber(value)}`,
      anchor.part !== null && codeWord("part", anchor.part),
      dateWords(String(anchor.year)),
      sourceTitle(anchor.source, grounds),
    );
  }
  const row = grounds.row(anchor);
  return row === null ? apart(registerName(anchor.register), isolate(anchor.key)) : rowLine(row, grounds);
}

/** A row whole: its register, its line, what else it says, its date, and who says it. */
export function rowLine(row: Statement, grounds: Grounds): string {
  const date = dateOfRow(row.values);
  const said = [registerName(row.register), rowWords(row), restWords(row), date !== null && dateWords(date)];
  return apart(...said, sourceTitle(row.source, grounds));
}

export function sourceTitle(source: string, { index }: Grounds): string {
  return titledSource(source, index.sources.get(source)?.[0]?.values.title ?? null);
}

/** What a bound word rests on, and why it does not hold any more. */
export function RestsOn({
  anchor,
  stale,
  grounds,
}: {
  readonly anchor: Anchor;
  readonly stale: Staleness | null;
  readonly grounds: Grounds;
}): JSX.Element {
  return (
    <>
      {anchorWords(anchor, grounds)}
      {stale !== null && <strong class="rests-stale">{t(`record.edition.why.${stale}`)}</strong>}
    </>
  );
}

/** A text with its bound words marked; with numbers, where what they rest on stands in a list. */
export function BoundWords({
  pieces,
  look = "bound",
  isNumbered = false,
}: {
  readonly pieces: readonly Piece[];
  readonly look?: "bound" | "bound-chip";
  readonly isNumbered?: boolean;
}): JSX.Element {
  let place = 0;
  return (
    <>
      {pieces.map((piece, i) =>
        piece.kind === "plain" ? (
          piece.words
        ) : (
          <mark key={String(i)} class={look}>
            {piece.words}
            {isNumbered && <sup class="bound-number">{formatNumber(++place)}</sup>}
          </mark>
        ),
      )}
    </>
  );
}
