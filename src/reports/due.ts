// What is due in the record, each with the thing where it is mended (docs/spec/record.md, RC20): measures of which the day has passed, sources on which no row
// rests, judgements without which no tier follows, editions of which an anchor does not hold. Pure: it follows from the rows and the day.
import type { Period } from "../assessment/fact-value.ts";
import { type JudgementQuestion, registerOf } from "../core/registers/register-table.ts";
import { dateOfRow } from "../core/registers/row.ts";
import type { Statement } from "../record/statement.ts";
import { draftOf, type Edition, type EditionName, isOlder, nameOf, publishedEditions } from "./edition/edition.ts";
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

/** `statements` are all that this device has; `today` is the day as records write it; `hash` is that of a text. */
export function dueIn(
  statements: readonly Statement[],
  {
    today,
    organisation,
    hash,
  }: {
    readonly today: string;
    readonly organisation: string;
    readonly hash: (text: string) => string;
  },
): Due {
  const byRegister = Map.groupBy(statements, ({ register }) => register);
  const of = (register: Statement["register"]) => byRegister.get(register) ?? [];
  const groundsOf = once((kind: Period["kind"]) => new Grounds(statements, kind));
  const own = [...of("draft"), ...of("paragraph")].filter((one) => one.organisation === organisation);
  const drafts = namesIn(own.filter(({ register }) => register === "draft")).map((name) =>
    draftOf(own, name, organisation),
  );
  const all = publishedEditions(own, hash);
  const published = all.filter((one) => !isOlder(one, all));
  const editions = [
    ...drafts.map((edition) => ({ edition, isPublished: false })),
    ...published.map((edition) => ({ edition, isPublished: true })),
  ].map(({ edition, isPublished }): StaleEdition => {
    const { year, kind, language } = edition;
    return { name: { year, kind, language }, isPublished, stale: staleIn(edition, groundsOf(kind)) };
  });
  return {
    measures: groundsOf("calendar").overdue({ first: today, last: today }) as readonly Statement<"measure">[],
    sources: unusedSources(of("source") as readonly Statement<"source">[], statements),
    judgements: yearsJudged([...drafts, ...published], statements, today)
      .map((period) => ({ period, questions: groundsOf(period.kind).asks(period) }))
      .filter(({ questions }) => questions.length > 0),
    editions: editions.filter(({ stale }) => stale > 0),
  };
}

function unusedSources(
  sources: readonly Statement<"source">[],
  statements: readonly Statement[],
): readonly Statement<"source">[] {
  const used = new Set(statements.map(({ source }) => source));
  return sources.filter(({ key }) => !used.has(key));
}

/** The years of which a tier is asked: those of which an edition is written, and the newest one that has ended and has rows. */
function yearsJudged(editions: readonly Edition[], statements: readonly Statement[], today: string): readonly Period[] {
  const thisYear = Number(today.slice(0, 4));
  let newest = 0;
  for (const { register, values } of statements) {
    if (registerOf(register).about === "control") continue;
    const year = Number(dateOfRow(values)?.replace(/^\.\./, "").slice(0, 4) ?? 0);
    if (year < thisYear && year > newest) newest = year;
  }
  const years: readonly Period[] = [
    ...editions,
    ...(newest === 0 ? [] : [{ year: newest, kind: "calendar" } as const]),
  ];
  const named = new Map(years.map(({ year, kind }) => [`${year} ${kind}`, { year, kind }]));
  return [...named.values()].sort((a, b) => b.year - a.year);
}

function staleIn({ paragraphs, language }: Edition, grounds: Grounds): number {
  return paragraphs.flatMap(({ pieces }) => fillPieces(pieces, grounds, language)).filter(({ stale }) => stale !== null)
    .length;
}

function namesIn(drafts: readonly Statement[]): readonly EditionName[] {
  const names = drafts.flatMap(({ values }) => nameOf(values as Statement<"draft">["values"]) ?? []);
  return [...new Map(names.map((name) => [`${name.year} ${name.kind} ${name.language}`, name])).values()];
}

/** The same answer for the same question, made once. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
