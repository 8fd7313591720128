// What a bound word rests on, in words: a number with its fact, year and source, or a row with its register, its codes, its own words and its source.
import type { JSX } from "preact";
import type { Anchor, Piece } from "../../../core/registers/pieces.ts";
import type { Statement } from "../../../record/statement.ts";
import type { Finding } from "../../../reports/edition/checks.ts";
import type { Grounds } from "../../../reports/edition/grounds.ts";
import { apart, formatNumber, isolate, t } from "../../text/translate.ts";
import { codeWord, dateWords, factName, registerName, restWords, rowWords, sourceWords } from "../words.ts";

export function anchorWords(anchor: Anchor, grounds: Grounds): string {
  if (anchor.kind === "figure") {
    const value = grounds.figure(anchor)?.value ?? anchor.value;
    return apart(
      `${factName(anchor.fact)}: ${formatNumber(value)}`,
      ...(anchor.part === null ? [] : [codeWord("part", anchor.part)]),
      dateWords(String(anchor.year)),
      sourceTitle(anchor.source, grounds),
    );
  }
  const row = grounds.row(anchor);
  return row === null ? apart(registerName(anchor.register), isolate(anchor.key)) : rowLine(row, grounds);
}

/** A row whole: its register, its line, what else it says, and who says it. */
export function rowLine(row: Statement, grounds: Grounds): string {
  return apart(registerName(row.register), rowWords(row), restWords(row), sourceTitle(row.source, grounds));
}

export function sourceTitle(source: string, { statements }: Grounds): string {
  const row = statements.find((one) => one.register === "source" && one.key === source);
  return sourceWords(source, row === undefined ? null : (row as Statement<"source">).values.title);
}

/** Why a finding is one, where it says so. */
export function whyWords(why: Finding["why"]): string | null {
  return why === null ? null : t(`record.edition.why.${why}`);
}

/** A text with its bound words marked. */
export function BoundWords({ pieces }: { readonly pieces: readonly Piece[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, i) =>
        piece.kind === "plain" ? (
          piece.words
        ) : (
          <mark key={String(i)} class="bound">
            {piece.words}
          </mark>
        ),
      )}
    </>
  );
}
