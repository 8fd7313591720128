// Where sources say different things: about a fact of a year, or about one thing in a register. Both sides are kept with their records;
// nothing here decides who is right.
import { isWrittenApart, type RegisterName, registerNames, registerOf } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import { compareTexts, type RecordRef } from "../record/statement.ts";
import { claimsApart } from "./apart.ts";
import { contradicting } from "./contradicting.ts";
import type { Contradiction, FactStatement, FactValue, FactYear, Period } from "./fact-value.ts";
import { daysOf, reportYearOf } from "./period.ts";
import { isOnList } from "./schemes.ts";
import { compareSources, datesOf, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

type Side = Contradiction["sides"][number];

/**
 * Contradictions among the facts of a year and of the one before, then among the things that concern the period: what is dated in it, what stands
 * behind a value of these facts, and laws that had begun by its end. With null for the period, among all things. The source whose word counts
 * first is the first side.
 */
export function findContradictions(
  index: StatementIndex,
  facts: readonly FactYear[],
  period: Period | null,
): readonly Contradiction[] {
  const behind = new Set(
    facts.flatMap(({ now, before }) => [now, before].flatMap(({ statements: [counts] }) => counts?.records ?? [])),
  );
  const ofThings = registerNames.flatMap((register) => thingContradictions(index, register, period, behind));
  return [
    ...factContradictions(facts),
    ...ofThings,
    ...firstOfItsKind(index, period),
    ...differingOffices(index, period),
    ...differingRatings(index, period),
  ];
}

/** Facts of the year, and of the one before, on which sources differ, and numbers of which a part is not trafficking by the definition. */
function factContradictions(facts: readonly FactYear[]): readonly Contradiction[] {
  const ofYear = (value: FactValue, about: Contradiction["about"]): readonly Contradiction[] => {
    const sides = (value.contradicted ? contradicting(value.statements) : []).map(sideOf);
    const reduced = value.statements.filter(({ published }) => published !== undefined);
    return [
      ...(sides.length > 0 ? [{ about, sides }] : []),
      ...reduced.map((one) => ({
        about,
        sides: [{ ...sideOf(one), value: String(one.published) }, sideOf(one)],
        reason: "not-trafficking" as const,
      })),
    ];
  };
  return facts.flatMap(({ definition: { key: fact }, now, before }) => [
    ...ofYear(now, { fact }),
    ...ofYear(before, { fact, before: true }),
  ]);
}

/** What one key of a register is said to be by several sources, field by field. Wording is not compared, and no part of a date against its whole. */
function thingContradictions(
  index: StatementIndex,
  register: RegisterName,
  period: Period | null,
  behind: ReadonlySet<RecordRef>,
): readonly Contradiction[] {
  if (isIncomparable(register)) return [];
  const rows: readonly IndexedRow[] = index.rows[register];
  return [...Map.groupBy(rows, ({ statement }) => statement.key)]
    .filter(
      ([, rows]) =>
        rows.length > 1 && rows.some((row) => concerns(row, register, period) || behind.has(row.statement.ref)),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, rows]) => {
      const ordered = [...rows].sort((a, b) => compareSources(index, a.statement, b.statement));
      return comparedFields(register).flatMap((field): readonly Contradiction[] => {
        const given = ordered.filter((row) => isGiven(row.fields[field]));
        const differing = differingRows(given, field);
        return differing.length === 0
          ? []
          : [{ about: { register, key, field }, sides: differing.map((row) => thingSide(row, field)) }];
      });
    });
}

/** A body that is said to be the first of its kind and purpose, and others that surely were formed before it. */
function firstOfItsKind(index: StatementIndex, period: Period | null): readonly Contradiction[] {
  const formed = index.rows.body.filter(({ fields }) => fields["event"] === "formed");
  const kinds = Map.groupBy(formed, (row) => `${textOf(row, "kind")} ${textOf(row, "purpose")}`);
  return [...kinds.values()].flatMap((rows): readonly Contradiction[] => {
    const ordered = [...rows].sort((a, b) => compareTexts(`${textOf(a, "on")}`, `${textOf(b, "on")}`));
    const differing = rowsNotFirst(ordered);
    const [first] = differing;
    if (first === undefined || !differing.some((row) => concerns(row, "body", period))) return [];
    return [
      {
        about: { register: "body", key: first.statement.key, field: "first" },
        sides: differing.map((row) => ({ ...thingSide(row, "on"), name: textOf(row, "name") ?? "" })),
        reason: "first-of-its-kind",
      },
    ];
  });
}

/** Offices that answer one question about one year differently: it is open (AS13). The key is the question, or the criterion, and each side has the name of its office. */
function differingOffices({ rows }: StatementIndex, period: Period | null): readonly Contradiction[] {
  const asked = rows.judgement.filter((row) => period === null || Number(textOf(row, "year")) === period.year);
  const questionOf = (row: IndexedRow) => textOf(row, "criterion") ?? textOf(row, "question") ?? "";
  return differing(asked, "answer", (row) => `${questionOf(row)} ${textOf(row, "year")}`).map(([name, given]) => {
    const [key = ""] = name.split(" ");
    const sides = given.map((row) => ({ ...thingSide(row, "answer"), name: textOf(row, "office") ?? "" }));
    return { about: { register: "judgement", key, field: "answer" }, sides };
  });
}

/** Two tiers that were published for one year on one list, under two keys: of the report about the period, and of the two before it. */
function differingRatings({ rows }: StatementIndex, period: Period | null): readonly Contradiction[] {
  const ratings = rows.rating.filter((row) => {
    const before = period === null ? 0 : reportYearOf(period) - Number(textOf(row, "year"));
    return before >= 0 && before <= 2 && row.fields["inferred"] !== true;
  });
  const listOf = (name: string) => (isOnList(name) ? "tvpa" : name);
  return differing(ratings, "tier", (row) => `${listOf(textOf(row, "scheme") ?? "")} ${textOf(row, "year")}`)
    .filter(([, given]) => given.some(({ statement }) => statement.key !== given[0]?.statement.key))
    .map(([key, given]) => ({
      about: { register: "rating", key, field: "tier" },
      sides: given.map((row) => thingSide(row, "tier")),
    }));
}

/** The rows of each name among which a field has more than one value. */
function differing(rows: readonly IndexedRow[], field: string, nameOf: (row: IndexedRow) => string) {
  return [...Map.groupBy(rows, nameOf)].filter(([, given]) =>
    given.some(({ fields }) => fields[field] !== given[0]?.fields[field]),
  );
}

/** Rows of bodies that are said to be the first though another was formed before them, and those that were. */
function rowsNotFirst(rows: readonly IndexedRow[]): readonly IndexedRow[] {
  return claimsApart(rows, ({ statement, fields, dates }) => {
    const { first, last } = dates.get("on") ?? { first: "", last: "9999" };
    return { by: statement.key, least: fields["first"] === true ? first : "", most: last };
  });
}

/** True for a register whose rows of one key are no two accounts of one thing, or are compared in another way. */
function isIncomparable(register: RegisterName): boolean {
  return isWrittenApart(register) || ["source", "figure", "finding", "judgement"].includes(register);
}

/** Fields in which a difference is one of matter and not of wording. */
function comparedFields(register: RegisterName): readonly string[] {
  const wording = ["line", "lines", "text", "tokens", "versions"];
  return Object.entries(registerOf(register).fields)
    .filter(([, { shape }]) => !wording.includes(shape.type))
    .map(([name]) => name);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "not-reported";
}

/** Rows that say something else in this field than another one. Dates that share a day are one date, of which one is known more closely. */
function differingRows(rows: readonly IndexedRow[], field: string): readonly IndexedRow[] {
  // Keys of own files mean something within one organisation only: those of two organisations may meet by chance.
  const by = ({ statement: { source, organisation } }: IndexedRow) =>
    source === ownFiles ? ownFiles : `${source} ${organisation}`;
  return claimsApart(rows, (row) => {
    const word = wordOf(row.fields[field]);
    const { first: least, last: most } = datesOf(row, field) ?? { first: word, last: word };
    return { by: by(row), least, most };
  });
}

function concerns(row: IndexedRow, register: RegisterName, period: Period | null): boolean {
  const date = datesOf(row, "on") ?? datesOf(row, "from");
  if (period === null || date === null) return true;
  const days = daysOf(period);
  return date.first <= days.last && (register === "law" || date.last >= days.first);
}

function sideOf({ source, value, records }: FactStatement): Side {
  return { source, value: String(value), records };
}

function thingSide({ statement: { source, ref }, fields }: IndexedRow, field: string): Side {
  return { source, value: wordOf(fields[field]), records: [ref] };
}

/** A value as text, lists in one order. */
function wordOf(value: unknown): string {
  if (Array.isArray(value)) return [...value].map(String).sort().join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}
