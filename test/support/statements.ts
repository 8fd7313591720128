// Statements of an invented country's record, for tests of facts and assessments: examples and an example report, nobody's life.

import { keyOf, talliesOf } from "../../src/assessment/tally.ts";
import { kindsOfBody } from "../../src/core/official-body.ts";
import type { RegisterName, RowValues } from "../../src/core/registers/register-table.ts";
import { ownFiles, type Row } from "../../src/core/registers/row.ts";
import type { Statement } from "../../src/record/statement.ts";

/** What a test may say about a statement besides its values. */
export interface Said {
  readonly source?: string;
  readonly organisation?: string;
  readonly sealed?: boolean;
  readonly leaf?: number;
  readonly signedOff?: boolean;
  /** About a case that is hidden from some body. By default as the fold would say of this row alone. */
  readonly shielded?: boolean;
}

/** A statement in force. Its note is named after it, so that a test can distinguish records. */
export function stated<R extends RegisterName>(
  register: R,
  key: string,
  values: RowValues<R>,
  said: Said = {},
): Statement {
  const { source = ownFiles, organisation = "record-office", sealed = false, leaf = 0, signedOff = false } = said;
  const { official_body: body } = values as Partial<RowValues<"proceeding">>;
  const { shielded = body !== undefined && kindsOfBody[body].length > 0 } = said;
  const ref = { note: [register, key, source, organisation].join("/"), row: 0 };
  const vouching = { organisation, device: "second example", office: "treasurer", at: "2004-05-02T00:00:00Z", ref };
  return {
    register,
    key,
    source,
    values,
    organisation,
    device: "example",
    at: "2004-05-01T00:00:00Z",
    leaf,
    sealed,
    shielded,
    ref,
    first: { ref, leaf },
    import: "00000000-0000-4000-8000-000000000000",
    signedOff: signedOff ? [vouching] : [],
    history: [],
  } as Statement;
}

/** A source, by its key. */
export function sourceStated(key: string, kind: RowValues<"source">["kind"], published?: string): Statement {
  const values = { title: `The ${key}`, publisher: "Example press", kind, checked: "verified" as const };
  return stated("source", key, published === undefined ? values : { ...values, published });
}

/** A figure of a source. */
export function figure(
  source: string,
  fact: RowValues<"figure">["fact"],
  from: string,
  value: RowValues<"figure">["value"],
  more: Partial<RowValues<"figure">> = {},
): Statement {
  const key = [fact, from, more.part ?? "all", more.until ?? "", (more.articles ?? []).join("+"), more.unit ?? ""].join(
    " ",
  );
  return stated("figure", key, { fact, from, value, ...more }, { source });
}

/** A finding of a source for one year. */
export function finding(
  source: string,
  topic: RowValues<"finding">["topic"],
  answer: RowValues<"finding">["answer"],
  from: string,
): Statement {
  return stated("finding", `${topic} ${from}`, { topic, answer, from }, { source });
}

/** A signed judgement about a year. */
export function judgement(
  question: RowValues<"judgement">["question"],
  answer: boolean,
  year: string,
  office = "Example office",
  more: Partial<RowValues<"judgement">> = {},
): Statement {
  const key = [question, more.criterion ?? "", year, office].join(" ");
  return stated("judgement", key, { question, answer, year, office, reasons: "Because of the examples.", ...more });
}

/** The same thing, said anew: what was in force before is its history. */
export function corrected(statement: Statement): Statement {
  const { ref, at, device, values } = statement;
  return { ...statement, ref: { ...ref, note: `${ref.note} corrected` }, history: [{ ref, at, device, values }] };
}

/** One event of a proceeding, from own files unless set otherwise. */
export function proceeding(key: string, values: RowValues<"proceeding">, said: Said = {}): Statement {
  return stated("proceeding", key, values, { sealed: true, ...said });
}

/** The rows as an office entered them, and the release that names their import. */
export function released(
  rows: readonly Row<"tally">[],
  change: Partial<RowValues<"release">> & { readonly by?: string; readonly of?: string } = {},
): readonly Statement[] {
  const { by = "statistics-office", of = "1a0b0000-0000-4000-8000-000000000001", ...values } = change;
  const said = { organisation: by };
  const tallies = rows.flatMap((row) =>
    "values" in row ? [{ ...stated("tally", row.key, row.values, { ...said, source: row.source }), import: of }] : [],
  );
  const release = stated(
    "release",
    keyOf({ year: Number(values.year ?? 2003), kind: values.period ?? "calendar" }, String(values.edition ?? 1)),
    { year: "2003", edition: 1, import: of, until: 0, notes: "ab".repeat(32), office: "Example office", ...values },
    said,
  );
  return [...tallies, release];
}

/** A tally of no fact and of no case: with it a year is released of which no sealed row is known. */
const nothing = (year: string): Row<"tally"> => ({
  key: `${year}/case-flow/1`,
  source: ownFiles,
  values: { fact: "prosecutions", year, value: 0, by: "case-flow", cell: "stage/prison" },
});

/** The same record once every year was released: what the sealed rows come to stands in open ones, and no sealed row is left. */
export function tallied(
  statements: readonly Statement[],
  kind: "calendar" | "april-march" = "calendar",
): readonly Statement[] {
  const releases = Array.from({ length: 32 }, (_, i) => 1996 + i).map((year) => {
    const rows = talliesOf(statements, { year, kind });
    return released(rows.length > 0 ? rows : [nothing(String(year))], {
      year: String(year),
      ...(kind === "calendar" ? {} : { period: kind }),
      of: `1a0b0000-0000-4000-8000-00000000${year}`,
    });
  });
  return [...statements.filter((one) => !one.sealed), ...releases.flat()];
}

/** The account of one year in one report: what the report of 2004 said of a country, here of an invented one. */
export function reportOf2003(): readonly Statement[] {
  const source = "yearly-report";
  const of = (topic: RowValues<"finding">["topic"], answer: RowValues<"finding">["answer"]) =>
    finding(source, topic, answer, "2003");
  return [
    sourceStated(source, "report", "2004-06"),
    stated(
      "law",
      "130-1",
      {
        act: "Example code",
        article: "130-1",
        by_amendment: true,
        subject: "trafficking",
        stage: "in-force",
        on: "2003-08",
      },
      { source },
    ),
    stated(
      "law",
      "draft",
      { act: "Example law", subject: "comprehensive", stage: "drafted", on: "2003", expected: "2004" },
      { source },
    ),
    figure(source, "prosecutions", "2003", 2),
    figure(source, "prosecutions", "2002", 4),
    figure(source, "convictions", "2003", 1),
    figure(source, "groups-under-investigation", "2003", 16),
    figure(source, "victims-punished", "2003", 0),
    proceeding("a1", { case: "A", event: "prosecution", on: "2003" }, { source }),
    proceeding("a2", { case: "A", event: "verdict", on: "2003", verdict: "convicted", prison_months: 168 }, { source }),
    proceeding("b1", { case: "B", event: "prosecution", on: "2003", group: true, form: "sexual" }, { source }),
    proceeding(
      "c1",
      {
        case: "C",
        event: "charge",
        on: "2003",
        suspects: 2,
        official_body: "other",
        office_level: "low",
        offence: "false-documents",
      },
      { source },
    ),
    proceeding(
      "c2",
      {
        case: "C",
        event: "fled",
        on: "2003",
        suspects: 2,
        official_body: "other",
        office_level: "low",
        offence: "false-documents",
      },
      { source },
    ),
    stated(
      "body",
      "committee",
      {
        body: "committee",
        name: "Committee of three ministries",
        kind: "committee",
        purpose: "training",
        event: "formed",
        on: "2003",
      },
      { source },
    ),
    stated("plan", "group", { title: "Plan of examples", stage: "working-group", on: "2003" }, { source }),
    stated(
      "prevention",
      "leaflets",
      { what: "brochures", on: "2003", by: "Example relief", partner: "international", government_supports: true },
      { source },
    ),
    stated(
      "prevention",
      "centre",
      {
        what: "resource-centre",
        on: "2003",
        by: "Example relief",
        partner: "international",
        government_supports: true,
      },
      { source },
    ),
    stated(
      "route",
      "out",
      {
        role: "source",
        persons: ["men", "women", "children"],
        forms: ["sexual", "labour"],
        countries: ["RU"],
        regions: ["gulf-states"],
        from: "2003",
      },
      { source },
    ),
    of("corruption", "endemic"),
    of("border-monitoring", "yes"),
    of("border-control", "weak"),
    of("law-enforcement-training", "lacking"),
    of("victims-encouraged-to-cooperate", "yes"),
    of("victim-protection", "none"),
    of("reintegration-programme", "none"),
    of("witness-protection", "none"),
    of("victims-punished", "no"),
    of("referral-system", "none"),
    of("cooperation-on-investigations", "none"),
    of("consular-tools", "none"),
    of("national-plan", "none"),
    of("cooperation-with-ngos", "regular"),
    of("problem-recognised", "yes"),
  ];
}
