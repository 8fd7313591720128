// What a report tells from sealed proceedings beyond the facts: counts only. No case, suspect, body or text of a file leaves here.
import { countPersons } from "../assessment/count-records.ts";
import type { Period } from "../assessment/fact-value.ts";
import { daysOf } from "../assessment/period.ts";
import { bySource, meets, rowsIn } from "../assessment/row-conditions.ts";
import type { StatementIndex } from "../assessment/statement-index.ts";
import { compareSources, indexStatements, textOf } from "../assessment/statement-index.ts";
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

/** Counts from the proceedings that the maker of the report may read; empty for others. Cases that are hidden from a body are in none (RP3). */
export function tellProceedings(statements: readonly Statement[], period: Period): ProceedingsTold {
  const open = statements.filter((statement) => !statement.shielded);
  const proceedings = open.filter((statement): statement is Proceeding => statement.register === "proceeding");
  const sources = open.filter(({ register }) => register === "source");
  return {
    ongoingGroups: ongoingGroups(proceedings, period),
    officials: officials(indexStatements([...proceedings, ...sources]), period),
  };
}

const endings: readonly string[] = ["verdict", "dropped", "requalified", "appeal-verdict"];

function ongoingGroups(proceedings: readonly Proceeding[], period: Period): ProceedingsTold["ongoingGroups"] {
  const known = proceedings.filter(({ values }) => hasComeBy(values.on, period));
  const ended = new Set(known.filter(({ values }) => endings.includes(values.event)).map(({ values }) => values.case));
  const begun = known.filter(
    ({ values }) =>
      values.event === "prosecution" && values.group === true && liesIn(values.on, period) && !ended.has(values.case),
  );
  const forms = new Set(begun.map(({ values }) => values.form ?? null));
  return {
    cases: new Set(begun.map(({ values }) => values.case)).size,
    form: forms.size === 1 ? ([...forms][0] ?? null) : null,
    records: begun.map(({ ref }) => ref),
  };
}

const isOfficial = { field: "official_body", present: true } as const;
const charging = [isOfficial, { field: "event", is: ["charge", "prosecution", "trial"] }] as const;
const fleeing = [isOfficial, { field: "event", is: ["fled"] }] as const;

/** As the facts count officials: persons case by case, source by source. Told is what the source says whose word counts first. */
function officials(index: StatementIndex, period: Period): readonly OfficialsTold[] {
  const charges = [...bySource(rowsIn(index.rows.proceeding, charging, "on", daysOf(period)).rows).values()];
  const [rows = []] = charges.sort(([a], [b]) =>
    a === undefined || b === undefined ? 0 : compareSources(index, a.statement, b.statement),
  );
  const source = rows[0]?.statement.source;
  const flights = index.rows.proceeding.filter(
    (row) => meets(row, fleeing) && hasComeBy(textOf(row, "on") ?? "", period),
  );
  const fleeingOf = (source === undefined ? undefined : bySource(flights).get(source)) ?? [];
  const kinds = Map.groupBy(
    rows,
    (row) => `${textOf(row, "office_level") ?? "any"} ${textOf(row, "offence") ?? "trafficking"}`,
  );
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, alike]): readonly OfficialsTold[] => {
      const [level = "", offence = ""] = kind.split(" ");
      const charged = countPersons(alike);
      if (charged < 2) return [];
      const cases = new Set(alike.map((row) => textOf(row, "case")));
      const fled = fleeingOf.filter((row) => cases.has(textOf(row, "case")));
      // A row may tell of all who fled from a case, whatever rows told of the charges.
      const records = [...alike, ...fled].map(({ statement }) => statement.ref);
      return [{ level, offence, charged, fled: Math.min(charged, countPersons(fled)), records }];
    });
}
