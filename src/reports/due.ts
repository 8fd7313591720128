// What is due in the record, each with the thing where it is mended (docs/spec/record.md, RC20): measures of which the day has passed, sources on which no row
// rests, judgements without which no tier follows, editions of which an anchor does not hold. Pure: it follows from the rows and the day.
import type { Period } from "../assessment/fact-value.ts";
import { addDays } from "../core/form/calendar-day.ts";
import { rangeOf } from "../core/registers/partial-date.ts";
import { type JudgementQuestion, registerOf } from "../core/registers/register-table.ts";
import { yearOfRow } from "../core/registers/row.ts";
import { ofRegister, type Statement } from "../record/statement.ts";
import { type EditionName, editionDraft, editionNameOf, isOlder, publishedEditions } from "./edition/edition.ts";
import { fillPieces } from "./edition/fill.ts";
import { Grounds } from "./edition/grounds.ts";

export interface Due {
  readonly measures: readonly Statement<"measure">[];
  readonly sources: readonly Statement<"source">[];
  readonly judgements: readonly { readonly period: Period; readonly questions: readonly JudgementQuestion[] }[];
  readonly editions: readonly StaleEdition[];
}

/** An edition of which anchors do not hold any more. */
interface StaleEdition {
  readonly name: EditionName;
  readonly isPublished: boolean;
  /** How many of its anchors. */
  readonly stale: number;
}

interface Here {
  /** As records write a day. */
  readonly today: string;
  readonly organisation: string;
  /** Of a text. */
  readonly hash: (text: string) => string;
}

/** `statements` are all that this device has. */
export function dueIn(statements: readonly Statement[], { today, organisation, hash }: Here): Due {
  const grounds = new Map<Period["kind"], Grounds>();
  const groundsOf = (kind: Period["kind"]): Grounds => {
    const made = grounds.get(kind) ?? new Grounds(statements, kind);
    grounds.set(kind, made);
    return made;
  };
  const own = statements.filter((one) => one.organisation === organisation);
  const begun = ofRegister(own, "draft").flatMap(({ values }) => editionNameOf(values) ?? []);
  const drafts = distinct(begun).map((name) => editionDraft(own, name, organisation));
  const all = publishedEditions(own, hash);
  const published = all.filter((one) => !isOlder(one, all));
  const editions = [...drafts, ...published].map(({ paragraphs, ...edition }): StaleEdition => {
    const { year, kind, language } = edition;
    const filled = paragraphs.flatMap(({ pieces }) => fillPieces(pieces, groundsOf(kind), language));
    const stale = filled.filter((piece) => piece.stale !== null).length;
    return { name: { year, kind, language }, isPublished: "import" in edition, stale };
  });
  const used = new Set(statements.map(({ source }) => source));
  return {
    measures: groundsOf("calendar").overdue(rangeOf(today), rangeOf(addDays(today, -1))),
    sources: ofRegister(statements, "source").filter(({ key }) => !used.has(key)),
    judgements: distinct(
      [...begun, ...published, ...newestYear(statements, today)].map(({ year, kind }) => ({ year, kind })),
    )
      .toSorted((a, b) => b.year - a.year)
      .map((period) => ({ period, questions: groundsOf(period.kind).asks(period) }))
      .filter(({ questions }) => questions.length > 0),
    editions: editions.filter(({ stale }) => stale > 0),
  };
}

/** The newest year that has ended and has rows: a tier is asked of it, though nobody writes of it yet. */
function newestYear(statements: readonly Statement[], today: string): readonly Period[] {
  const thisYear = Number(today.slice(0, 4));
  let newest = 0;
  for (const { register, values } of statements) {
    if (registerOf(register).about === "control") continue;
    const year = yearOfRow(values) ?? 0;
    if (year < thisYear && year > newest) newest = year;
  }
  return newest === 0 ? [] : [{ year: newest, kind: "calendar" }];
}

/** Each once, of things that say the same. */
function distinct<T extends object>(things: readonly T[]): readonly T[] {
  return [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
}
