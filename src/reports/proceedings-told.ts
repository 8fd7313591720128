// What a report tells from sealed proceedings beyond the facts: counts only. No case, suspect, body or text of a file leaves here.
import type { Period } from "../assessment/fact-value.ts";
import type { RecordRef, Statement } from "../core/record/statement.ts";
import { hasComeBy, liesIn } from "./placing.ts";

/** Officials of one level who were charged with one kind of offence in the period: two or more, for one alone might be known by it. */
export interface OfficialsTold {
  readonly level: string;
  readonly offence: string;
  readonly charged: number;
  readonly fled: number;
  readonly records: readonly RecordRef[];
}

export interface ProceedingsTold {
  /** Prosecutions of a group that began in the period and had not ended by its end. */
  readonly ongoingGroups: {
    readonly cases: number;
    /** The form of exploitation, when it is the same in all of them. */
    readonly form: string | null;
    readonly records: readonly RecordRef[];
  };
  readonly officials: readonly OfficialsTold[];
}

type Proceeding = Statement<"proceeding">;

/** Counts from the proceedings that the maker of the report may read; empty for others. */
export function tellProceedings(statements: readonly Statement[], period: Period): ProceedingsTold {
  const proceedings = statements.filter((statement): statement is Proceeding => statement.register === "proceeding");
  return { ongoingGroups: ongoingGroups(proceedings, period), officials: officials(proceedings, period) };
}

const endings: readonly string[] = ["verdict", "dropped", "requalified", "appeal-verdict"];

function ongoingGroups(proceedings: readonly Proceeding[], period: Period): ProceedingsTold["ongoingGroups"] {
  const known = proceedings.filter(({ values }) => hasComeBy(values.on, period));
  const ended = new Set(known.filter(({ values }) => endings.includes(values.event)).map(caseOf));
  const begun = known.filter(
    (one) =>
      one.values.event === "prosecution" &&
      one.values.group === true &&
      liesIn(one.values.on, period) &&
      !ended.has(caseOf(one)),
  );
  const forms = new Set(begun.map(({ values }) => values.form ?? null));
  return {
    cases: new Set(begun.map(caseOf)).size,
    form: forms.size === 1 ? ([...forms][0] ?? null) : null,
    records: begun.map(({ ref }) => ref),
  };
}

function officials(proceedings: readonly Proceeding[], period: Period): readonly OfficialsTold[] {
  const charges = proceedings.filter(
    ({ values }) =>
      (values.event === "charge" || values.event === "prosecution") &&
      (values.official_body !== undefined || values.office_level !== undefined) &&
      liesIn(values.on, period),
  );
  const flights = proceedings.filter(({ values }) => values.event === "fled" && hasComeBy(values.on, period));
  const told = new Map<string, Map<string, Proceeding[]>>();
  for (const charge of charges) {
    const kind = `${charge.values.office_level ?? "any"} ${charge.values.offence ?? "trafficking"}`;
    const persons = told.get(kind) ?? new Map<string, Proceeding[]>();
    persons.set(personOf(charge), [...(persons.get(personOf(charge)) ?? []), charge]);
    told.set(kind, persons);
  }
  return [...told]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, persons]): readonly OfficialsTold[] => {
      const [level = "", offence = ""] = kind.split(" ");
      const charged = sum([...persons.values()].map(suspectsOf));
      if (charged < 2) return [];
      const cases = new Set([...persons.values()].flat().map(caseOf));
      const fled = flights.filter((flight) => cases.has(caseOf(flight)));
      return [
        {
          level,
          offence,
          charged,
          // A row may tell of all who fled from a case, whatever rows told of the charges.
          fled: Math.min(charged, sum([...Map.groupBy(fled, personOf).values()].map(suspectsOf))),
          records: [...[...persons.values()].flat(), ...fled].map(({ ref }) => ref),
        },
      ];
    });
}

function caseOf(proceeding: Proceeding): string {
  return `${proceeding.organisation}\n${proceeding.values.case}`;
}

function personOf(proceeding: Proceeding): string {
  return `${caseOf(proceeding)}\n${proceeding.values.suspect ?? ""}`;
}

/** A row that tells of several suspects together stands for that many. */
function suspectsOf(rows: readonly Proceeding[]): number {
  return Math.max(...rows.map(({ values }) => values.suspects ?? 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
