// Facts from statements: what counts in a year, whose word counts, and that nothing is never zero (AS2–AS8, AS10, AS11).
import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsEvaluated } from "../../test/support/rows-evaluated.ts";
import type { Said } from "../../test/support/statements.ts";
import {
  figure,
  finding,
  proceeding,
  reportOf2003,
  sourceStated,
  stated,
  tallied,
} from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { FactValue, Period } from "./fact-value.ts";
import { boundsOfValue } from "./read-rule.ts";
import { indexStatements } from "./statement-index.ts";

const of2003: Period = { year: 2003, kind: "calendar" };
const fiscal: Period = { year: 2003, kind: "april-march" };

function factOf(statements: readonly Statement[], key: string, period: Period = of2003): FactValue {
  const definition = findDefinition(key) ?? assert.fail(key);
  return rowsEvaluated(indexStatements(statements), definition, period);
}

const given = (statements: readonly Statement[], key: string, period?: Period) => factOf(statements, key, period).value;

test("[AS1] the account of 2003 gives its facts, each with the year before and with the records behind it", () => {
  const facts = new Map(evaluateFacts(tallied(reportOf2003()), of2003).map((fact) => [fact.definition.key, fact]));
  const values = Object.fromEntries([...facts].map(([key, { now }]) => [key, now.value]));
  const wanted = {
    prosecutions: 2,
    convictions: 1,
    "sentence-highest": 168,
    "sentences-prison": 1,
    "groups-under-investigation": 16,
    "prosecutions-ongoing": 1,
    "groups-prosecuted": 1,
    "officials-prosecuted": 2,
    "officials-fled": 2,
    "trafficking-laws": 1,
    "laws-adopted": 1,
    "comprehensive-law": "drafted",
    "bodies-formed": 1,
    "plan-stage": "working-group",
    "plans-in-preparation": 1,
    "brochure-actions": 1,
    "resource-centres": 1,
    "shared-actions": 2,
    routes: 1,
    "victims-punished": 0,
    "finding-corruption": "endemic",
    "finding-national-plan": "none",
    investigations: null,
    "victims-assisted": null,
    "plans-in-force": null,
    fugitives: null,
  };
  for (const [key, value] of Object.entries(wanted)) assert.equal(values[key], value, key);
  assert.equal(facts.get("prosecutions")?.before.value, 4);
  for (const [key, { now }] of facts) assert.equal(now.value !== null, now.statements.length > 0, key);
  for (const { now } of facts.values()) for (const { records } of now.statements) assert.ok(records.length > 0);
});

test("[AS3] without any statement every fact is without data, and none is zero", () => {
  for (const { now, before } of evaluateFacts(tallied([]), of2003)) {
    assert.deepEqual([now.state, now.value, before.state], ["no-data", null, "no-data"]);
  }
});

test("[AS3] rows of a register that do not match are no zero", () => {
  const dropped = proceeding("a", { case: "A", event: "dropped", on: "2003-03" });
  assert.equal(factOf([dropped], "prosecutions").state, "no-data");
  assert.equal(given([dropped], "dropped"), 1);
});

test("[AS3] the word that it is not reported is not zero and not a gap; a value comes before it", () => {
  const silent = figure("statistics", "convictions", "2003", "not-reported");
  assert.deepEqual(
    [factOf([silent], "convictions").state, given([silent], "convictions")],
    ["not-reported", "not-reported"],
  );
  const both = [sourceStated("statistics", "official-statistics"), silent, figure("press", "convictions", "2003", 0)];
  const fact = factOf(both, "convictions");
  assert.deepEqual([fact.state, fact.value, fact.contradicted], ["known", 0, false]);
});

test("[AS2] one dated event counts in the calendar year and in the year from April to March that hold all its days", () => {
  const events = [
    proceeding("a", { case: "A", event: "prosecution", on: "2003-02-11" }),
    proceeding("b", { case: "B", event: "prosecution", on: "2003-04-01" }),
    proceeding("c", { case: "C", event: "prosecution", on: "2004-03-31" }),
    proceeding("d", { case: "D", event: "prosecution", on: "2003" }),
  ];
  const calendar = factOf(events, "prosecutions");
  assert.deepEqual([calendar.value, calendar.unplaced.length], [3, 0]);
  const april = factOf(events, "prosecutions", fiscal);
  assert.equal(april.value, 2);
  assert.deepEqual(
    april.unplaced.map(({ note }) => note),
    ["proceeding/d/own/record-office"],
  );
});

test("[AS2] what stands counts by the end of the period: the newest stage of a law, and not after its end", () => {
  const law = (key: string, stage: "drafted" | "in-force" | "repealed", on: string) =>
    stated("law", key, { act: "Example code", article: "1", subject: "trafficking", stage, on, maximum_months: 180 });
  const stages = [law("r", "repealed", "2005-02"), law("d", "drafted", "2002-05"), law("f", "in-force", "2003-08")];
  const at = (key: string, year: number) => given(stages, key, { year, kind: "calendar" });
  assert.deepEqual(
    [2001, 2002, 2003, 2004, 2005].map((year) => at("trafficking-laws", year)),
    [null, null, 1, 1, null],
  );
  assert.deepEqual([at("laws-in-preparation", 2002), at("laws-in-preparation", 2003)], [1, null]);
  assert.equal(at("penalty-maximum", 2004), 180);
  const shelter = stated("protection", "s", {
    what: "shelter",
    from: "2003-12",
    until: "2004-06",
    places: 7,
    funder: "both",
  });
  const places = (year: number) => given([shelter], "shelter-places", { year, kind: "calendar" });
  assert.deepEqual([places(2002), places(2003), places(2004)], [null, 7, null]);
  assert.equal(factOf([shelter], "shelters", { year: 2002, kind: "april-march" }).state, "no-data");
  const vague = stated("protection", "v", { what: "shelter", from: "2003", funder: "both" });
  const before = factOf([vague], "shelters", { year: 2002, kind: "april-march" });
  assert.deepEqual([before.state, before.unplaced.length], ["no-data", 1]);
});

test("[AS2] an end that is known to the year is taken at its last day: a plan until 2003 is in force in 2003", () => {
  const plan = stated("plan", "p", { title: "Plan", stage: "in-force", on: "2001", until: "2003" });
  const plans = (year: number) => given([plan], "plans-in-force", { year, kind: "calendar" });
  assert.deepEqual([plans(2000), plans(2001), plans(2003), plans(2004)], [null, 1, 1, null]);
});

test("[AS2] of events that are dated alike the one further on in its course is the newer, whatever the log says", () => {
  const verdict = proceeding("1", { case: "A", event: "verdict", on: "2003", verdict: "convicted" }, { leaf: 1 });
  const prosecution = proceeding("2", { case: "A", event: "prosecution", on: "2003" }, { leaf: 2 });
  assert.equal(given([verdict, prosecution], "prosecutions-ongoing"), null);
  assert.equal(given([prosecution], "prosecutions-ongoing"), 1);
});

test("[AS2] a finding holds for its own dates and does not outlive them", () => {
  const once = finding("report", "corruption", "endemic", "2003");
  assert.equal(given([once], "finding-corruption"), "endemic");
  assert.equal(factOf([once], "finding-corruption", { year: 2004, kind: "calendar" }).state, "no-data");
  assert.equal(factOf([once], "finding-corruption", fiscal).unplaced.length, 1);
  const long = stated("finding", "f", { topic: "corruption", answer: "rare", from: "2001", until: "2004-02" });
  assert.equal(given([long], "finding-corruption"), "rare");
});

test("[AS4] a case of three events is one case, and two organisations' own files do not count it twice", () => {
  const events = [
    proceeding("1", { case: "A", event: "prosecution", on: "2003-02" }),
    proceeding("2", { case: "A", event: "prosecution", on: "2003-05" }),
    proceeding("1", { case: "A", event: "prosecution", on: "2003-02" }, { organisation: "court" }),
    proceeding("2", { case: "B", event: "prosecution", on: "2003-02" }, { organisation: "court" }),
  ];
  assert.equal(given(events, "prosecutions"), 2);
  const [statement] = factOf(events, "prosecutions").statements;
  assert.deepEqual([statement?.source, statement?.records.length], ["own", 4]);
});

test("[AS4] the same row of a published source, entered by two organisations, is one row", () => {
  const row = (organisation: string) =>
    stated(
      "prevention",
      "tour",
      { what: "campaign", on: "2003", by: "Example Agency" },
      { source: "report", organisation },
    );
  assert.equal(given([row("a"), row("b")], "campaigns"), 1);
});

test("[AS5] official statistics before own files before texts of law before reports before the press before unknown sources", () => {
  const kinds = ["official-statistics", "law-text", "report", "press"] as const;
  const said = [
    figure("unknown", "convictions", "2003", 6),
    ...kinds.map((kind, i) => figure(kind, "convictions", "2003", [1, 3, 4, 5][i] ?? 0)),
    figure("own", "convictions", "2003", 2),
  ];
  const fact = factOf([...kinds.map((kind) => sourceStated(kind, kind)), ...said], "convictions");
  assert.deepEqual(
    fact.statements.map(({ value }) => value),
    [1, 2, 3, 4, 5, 6],
  );
  assert.ok(fact.contradicted);
});

test("[AS5] among equals the newer publication counts, and a source's own figure before the count of its rows", () => {
  const statements = [
    sourceStated("old", "report", "2004-06"),
    sourceStated("new", "report", "2005-06"),
    figure("old", "prosecutions", "2003", 9),
    figure("new", "prosecutions", "2003", 7),
    proceeding("a", { case: "A", event: "prosecution", on: "2003" }, { source: "new" }),
  ];
  const fact = factOf(statements, "prosecutions");
  assert.deepEqual(
    fact.statements.map(({ source, from, value }) => [source, from, value]),
    [
      ["new", "figure", 7],
      ["new", "records", 1],
      ["old", "figure", 9],
    ],
  );
});

/** The statement as another organisation entered it, at a leaf. */
const by = (organisation: string, leaf: number, one: Statement): Statement => {
  const ref = { note: `${one.register}/${one.key}/${one.source}/${organisation}`, row: 0 };
  return { ...one, organisation, leaf, ref, first: { ref, leaf } };
};

/** The statement after a correction that was logged at a leaf. */
const corrected = (leaf: number, one: Statement): Statement => ({
  ...one,
  leaf,
  ref: { note: `corrected/${one.ref.note}`, row: 0 },
});

test("[AS5] a source ranks as the organisation that names it described it, whoever logged its key first", () => {
  const statements = [
    by("000-shelter", 1, sourceStated("weekly", "official-statistics")),
    by("office", 3, sourceStated("weekly", "press")),
    by("office", 2, sourceStated("yearly", "report")),
    by("office", 5, figure("weekly", "prosecutions", "2003", 500)),
    by("office", 4, figure("yearly", "prosecutions", "2003", 2)),
  ];
  assert.equal(factOf(statements, "prosecutions").value, 2);
  const without = statements.filter(({ organisation, key }) => organisation !== "office" || key !== "weekly");
  assert.equal(factOf(without, "prosecutions").value, 500, "nobody else describes it");
});

test("[AS5] of one source the word of the organisation that described it comes first, also when it corrects itself", () => {
  const described = by("office", 1, sourceStated("yearly", "official-statistics"));
  const borrowed = by("000-shelter", 5, figure("yearly", "prosecutions", "2003", 500));
  for (const leaf of [2, 9]) {
    const own = by("office", leaf, figure("yearly", "prosecutions", "2003", 2));
    const fact = factOf([borrowed, own, described], "prosecutions");
    assert.deepEqual(
      fact.statements.map(({ value }) => value),
      [2, 500],
      `figure at ${leaf}`,
    );
    assert.ok(fact.contradicted);
  }
  const counted = by(
    "office",
    2,
    proceeding("a", { case: "A", event: "prosecution", on: "2003" }, { source: "yearly" }),
  );
  assert.equal(factOf([borrowed, counted, described], "prosecutions").value, 1);
});

test("[AS5] equal sources rank by the order of the log, and no name that somebody chose decides", () => {
  const pair = (first: string, second: string) => {
    const said = [
      by(first, 1, sourceStated(`${first}-paper`, "report", "2004")),
      by(first, 3, figure(`${first}-paper`, "prosecutions", "2003", 2)),
      by(second, 2, sourceStated(`${second}-paper`, "report", "2004")),
      by(second, 4, figure(`${second}-paper`, "prosecutions", "2003", 500)),
    ];
    return factOf(said, "prosecutions").value;
  };
  assert.deepEqual([pair("a", "b"), pair("b", "a")], [2, 2]);
  const own = (first: string, second: string) =>
    factOf(
      [
        by(second, 2, figure("own", "prosecutions", "2003", 500)),
        by(first, 1, figure("own", "prosecutions", "2003", 2)),
      ],
      "prosecutions",
    ).value;
  assert.deepEqual([own("a", "b"), own("b", "a")], [2, 2]);
  const unknown = (first: string, second: string) =>
    factOf(
      [by("x", 2, figure(second, "prosecutions", "2003", 500)), by("x", 1, figure(first, "prosecutions", "2003", 2))],
      "prosecutions",
    ).value;
  assert.deepEqual([unknown("a", "b"), unknown("b", "a")], [2, 2]);
});

test("[AS5] a correction keeps its place in the log: nobody who came later takes over what a source or a row means", () => {
  const described = by("office", 1, sourceStated("yearly", "report", "2004"));
  const namesake = by("000-shelter", 2, sourceStated("yearly", "press", "2004"));
  const borrowed = by("assessors", 3, figure("yearly", "prosecutions", "2003", 2));
  const other = [
    by("assessors", 4, sourceStated("weekly", "report", "2004")),
    by("assessors", 5, figure("weekly", "prosecutions", "2003", 500)),
  ];
  const training = (organisation: string, leaf: number, participants: number) => {
    const values = { on: "2003", topic: "law", profession: "police", participants } as const;
    return by(organisation, leaf, stated("training", "t", values, { source: "yearly" }));
  };
  const rows = [training("office", 6, 40), training("000-shelter", 7, 900_000)];
  const [firstRow] = rows;
  for (const [source, row] of [
    [described, firstRow],
    [corrected(100, described), corrected(101, firstRow ?? assert.fail())],
  ]) {
    const all = [source ?? assert.fail(), namesake, borrowed, ...other, row ?? assert.fail(), ...rows.slice(1)];
    assert.equal(given(all, "prosecutions"), 2);
    assert.equal(given(all, "persons-trained"), 40);
  }
  const own = [
    by("b", 1, figure("own", "prosecutions", "2003", 2)),
    by("a", 2, figure("own", "prosecutions", "2003", 9)),
  ];
  assert.equal(given([corrected(100, own[0] ?? assert.fail()), ...own.slice(1)], "prosecutions"), 2);
});

const convicted = (key: string, organisation: string, name = key) =>
  proceeding(key, { case: name, event: "verdict", on: "2003-05", verdict: "convicted" }, { organisation, leaf: 50 });
/** A figure of own files, logged at a leaf. */
const ownFigure = (organisation: string, leaf: number, value: number, fact: "convictions" | "officials-prosecuted") =>
  by(organisation, leaf, figure("own", fact, "2003", value));
const shown = (fact: FactValue) => fact.statements.map(({ organisation, from, value }) => [organisation, from, value]);

test("[AS5] a figure of whoever entered none of the counted rows comes after their count, whenever it was logged, and contradicts it", () => {
  const rows = [convicted("k1", "court"), convicted("k2", "court")];
  const official = { case: "k3", event: "prosecution", on: "2003-05", official_body: "police" } as const;
  const all = [
    ...rows,
    proceeding("k3", official, { organisation: "court", leaf: 51 }),
    ownFigure("shelter", 1, 0, "convictions"),
    ownFigure("shelter", 2, 0, "officials-prosecuted"),
  ];
  for (const statements of [all, [...all].reverse()]) {
    const fact = factOf(statements, "convictions");
    assert.deepEqual(shown(fact), [
      ["court", "records", 2],
      ["shelter", "figure", 0],
    ]);
    assert.ok(fact.contradicted);
    const officials = factOf(statements, "officials-prosecuted");
    assert.deepEqual([officials.value, officials.contradicted], [1, true]);
  }
});

test("[AS5] the figure of an organisation with rows in the count comes before the count and before every figure of others", () => {
  const statements = [
    ownFigure("shelter", 1, 0, "convictions"),
    ownFigure("court", 60, 5, "convictions"),
    by("court", 61, figure("own", "convictions", "2003", 4, { articles: ["130-1"] })),
    convicted("k1", "court"),
  ];
  for (let turn = 0; turn < statements.length; turn++) {
    assert.deepEqual(shown(factOf([...statements.slice(turn), ...statements.slice(0, turn)], "convictions")), [
      ["court", "figure", 5],
      ["court", "figure", 4],
      ["court", "records", 1],
      ["shelter", "figure", 0],
    ]);
  }
});

test("[AS4] a count of rows of several organisations' own files names them; one organisation's is its own", () => {
  const joint = factOf([convicted("k1", "court"), convicted("k2", "bailiffs")], "convictions").statements;
  assert.deepEqual(
    joint.map(({ organisations }) => organisations),
    [["bailiffs", "court"]],
  );
  const [alone] = factOf([convicted("k1", "court"), convicted("k2", "court")], "convictions").statements;
  assert.ok(alone !== undefined && !("organisations" in alone));
});

test("[AS8] a figure and a count of own files are of one source only where all counted rows are that organisation's", () => {
  const mine = [convicted("k1", "court"), ownFigure("court", 1, 5, "convictions")];
  assert.equal(factOf(mine, "convictions").contradicted, false);
  const joint = factOf([...mine, convicted("k2", "bailiffs")], "convictions");
  assert.deepEqual([joint.value, joint.contradicted], [5, true]);
  assert.equal(
    factOf([convicted("k1", "court"), ownFigure("shelter", 1, 1, "convictions")], "convictions").contradicted,
    false,
  );
});

test("[AS7] parts of a source's amounts are those of their own currency", () => {
  const money = (value: number, currency: string, part?: "not-trafficking") =>
    stated(
      "figure",
      `${value} ${currency}`,
      { fact: "government-funding", from: "2003", value, currency, ...(part === undefined ? {} : { part }) },
      { source: "ledger" },
    );
  const { statements } = factOf(
    [money(90, "XTS"), money(80, "XXX"), money(7, "XTS", "not-trafficking")],
    "government-funding",
  );
  assert.deepEqual(
    statements.map(({ currency, value, published }) => [currency, value, published]),
    [
      ["XTS", 83, 90],
      ["XXX", 80, undefined],
    ],
  );
});

test("[AS6] a half-year is not the year; two halves are; a figure from April to March is not the calendar year's", () => {
  const first = figure("s", "investigations", "2003-01", 39, { until: "2003-06" });
  const second = figure("s", "investigations", "2003-07", 21, { until: "2003-12" });
  const half = factOf([first], "investigations");
  assert.deepEqual([half.state, half.value, half.unplaced.length], ["other-period", null, 0]);
  assert.deepEqual(
    half.otherPeriods?.map(({ value, days }) => [value, days]),
    [[39, { from: "2003-01", until: "2003-06" }]],
  );
  assert.equal(given([first, second], "investigations"), 60);
  const gap = figure("s", "investigations", "2003-08", 21, { until: "2003-12" });
  assert.equal(factOf([first, gap], "investigations").state, "other-period");
  const overlap = figure("s", "investigations", "2003-06", 21, { until: "2003-12" });
  assert.equal(factOf([first, overlap], "investigations").state, "other-period");
  const april = figure("s", "investigations", "2003-04", 57, { until: "2004-03" });
  assert.equal(factOf([april], "investigations").state, "other-period");
  assert.equal(given([april], "investigations", fiscal), 57);
});

test("[AS6] figures in another unit are another fact", () => {
  const persons = figure("s", "convictions", "2006", 52, { unit: "persons" });
  const cases = figure("s", "convictions", "2006", 30, { unit: "cases" });
  const of2006: Period = { year: 2006, kind: "calendar" };
  assert.deepEqual(
    [given([persons, cases], "convictions", of2006), given([persons, cases], "convictions-cases", of2006)],
    [52, 30],
  );
  assert.ok(!factOf([persons, cases], "convictions", of2006).contradicted);
});

test("[AS7] a part that a source gives is its figure of that fact, in the unit of the whole", () => {
  const whole = figure("s", "investigations", "2003", 60);
  const sexual = figure("s", "investigations", "2003", 24, { part: "sexual" });
  assert.deepEqual(
    [given([whole, sexual], "investigations"), given([whole, sexual], "investigations-sexual")],
    [60, 24],
  );
  assert.equal(factOf([whole], "investigations-sexual").state, "no-data");
  assert.equal(factOf([sexual], "investigations").state, "no-data");
  const suspects = figure("s", "investigations", "2003", 7, { part: "sexual", unit: "suspects" });
  assert.equal(factOf([suspects], "investigations-sexual").state, "no-data");
});

test("a request counts in the year in which it was sent or received, and its answer in the year of the answer", () => {
  const request = (direction: "sent" | "received", stage: "drafted" | "sent" | "received" | "answered") =>
    stated(
      "request",
      `${direction} ${stage}`,
      {
        direction,
        kind: "extradition",
        country: "XS",
        on: "2003-05",
        stage,
        ...(stage === "answered" ? { answer: "granted", answered: "2004-02" } : {}),
      },
      { sealed: true },
    );
  const rows = [
    request("sent", "drafted"),
    request("sent", "sent"),
    request("sent", "answered"),
    request("received", "received"),
    request("received", "answered"),
  ];
  const of2004: Period = { year: 2004, kind: "calendar" };
  const values = (period: Period) =>
    ["requests-sent", "requests-received", "requests-answered", "extraditions"].map(
      (fact) => factOf(rows, fact, period).value,
    );
  assert.deepEqual(values({ year: 2003, kind: "calendar" }), [2, 2, null, null]);
  assert.deepEqual(values(of2004), [null, null, 1, 2]);
});

test("[AS5] sources that no row describes stand in the order of open rows, whoever reads the sealed ones", () => {
  const rows = [
    proceeding("first", { case: "A", event: "appeal", on: "1996" }, { source: "press" }),
    figure("statistics", "investigations", "2003", 2),
    figure("press", "investigations", "2003", 3),
  ].map((one, leaf) => ({ ...one, leaf, first: { ...one.first, leaf } }));
  const period: Period = { year: 2003, kind: "calendar" };
  for (const seen of [rows, rows.filter(({ sealed }) => !sealed)])
    assert.deepEqual(
      factOf(seen, "investigations", period).statements.map(({ source }) => source),
      ["statistics", "press"],
    );
});

test("requests for legal assistance are counted apart from the others, as they are sent and received", () => {
  const request = (
    key: string,
    direction: "sent" | "received",
    kind: RowValues<"request">["kind"],
    stage = direction,
  ) => stated("request", key, { direction, kind, country: "ZZ", on: "2003", stage } as const, { sealed: true });
  const rows = [
    request("example", "sent", "mutual-legal-assistance"),
    request("net", "sent", "extradition"),
    request("other", "received", "mutual-legal-assistance"),
    request("court", "received", "mutual-legal-assistance"),
    request("line", "received", "consular"),
    stated(
      "request",
      "draft",
      { direction: "sent", kind: "mutual-legal-assistance", country: "ZZ", on: "2003", stage: "drafted" },
      { sealed: true },
    ),
  ];
  const facts = ["requests-sent", "legal-assistance-sent", "requests-received", "legal-assistance-received"];
  const of2003: Period = { year: 2003, kind: "calendar" };
  assert.deepEqual(
    facts.map((fact) => factOf(rows, fact, of2003).value),
    [2, 1, 3, 2],
  );
});

test("[AS7] of 86 crimes of which the source marks 53 as not trafficking, 33 count and 86 stays beside", () => {
  const part = (value: number, name: "sexual" | "child-trade" | "not-trafficking") =>
    figure("press", "investigations", "2022", value, { part: name });
  const parts = [part(24, "sexual"), part(9, "child-trade"), part(53, "not-trafficking")];
  const of2022: Period = { year: 2022, kind: "calendar" };
  const [statement] = factOf(
    [...parts, figure("press", "investigations", "2022", 86)],
    "investigations",
    of2022,
  ).statements;
  assert.deepEqual([statement?.value, statement?.published, statement?.parts.length], [33, 86, 3]);
  assert.equal(statement?.records.length, 2);
  assert.equal(factOf(parts, "investigations", of2022).state, "no-data");
  const slip = factOf(
    [part(90, "not-trafficking"), figure("press", "investigations", "2022", 86)],
    "investigations",
    of2022,
  );
  assert.deepEqual([slip.value, slip.statements[0]?.published], [86, undefined]);
});

test("[AS8] a figure of some articles contradicts one of all only when it is higher", () => {
  const of2014: Period = { year: 2014, kind: "calendar" };
  const all = (value: number) => figure("a", "prosecutions", "2014", value);
  const some = figure("b", "prosecutions", "2014", 22, { articles: ["130-1"] });
  assert.equal(factOf([all(30), some], "prosecutions", of2014).contradicted, false);
  assert.equal(factOf([all(10), some], "prosecutions", of2014).contradicted, true);
  assert.deepEqual(
    factOf([all(30), some], "prosecutions", of2014).statements.map(({ articles }) => articles),
    [[], ["130-1"]],
  );
});

test("[AS11] an official's forged papers are no prosecution of trafficking; the official counts among officials", () => {
  const values = {
    case: "C",
    event: "prosecution",
    on: "2003",
    official_body: "police",
    offence: "false-documents",
  } as const;
  const rows = [proceeding("c", values)];
  assert.deepEqual([given(rows, "prosecutions"), given(rows, "officials-prosecuted")], [null, 1]);
});

test("[RC9, AS4] victims in proceedings are different tokens in the period's events of trafficking, source by source; without tokens nobody is counted, and none is no zero", () => {
  const [one, two, three] = ["1", "2", "3"].map((digit) => `7ea907${digit}0`.repeat(4)) as [string, string, string];
  const linked = (key: string, values: Partial<RowValues<"proceeding">>, said = {}) =>
    proceeding(key, { case: "A", event: "charge", on: "2003-05", ...values }, said);
  const rows = [
    linked("first", { victims: [one, two] }),
    linked("verdict", { event: "verdict", verdict: "convicted", victims: [two] }),
    linked("other case", { case: "B", victims: [two] }),
    linked("other file", { case: "C", victims: [one, three] }, { organisation: "bailiffs" }),
    linked("unstated", { case: "D" }),
    linked("year before", { on: "2002-05", victims: [three] }),
    linked("vague", { on: "2003", victims: [three] }, { source: "letter" }),
    linked("papers", { offence: "false-documents", victims: ["f".repeat(32)] }),
  ];
  const [now, before] = [2003, 2002].map((year) => factOf(rows, "victims-in-proceedings", { year, kind: "calendar" }));
  const shown = (value: FactValue | undefined) => value?.statements.map((each) => [each.source, each.value]);
  assert.deepEqual(shown(now), [
    ["own", 3],
    ["letter", 1],
  ]);
  assert.deepEqual(shown(before), [["own", 1]]);
  assert.equal(now?.statements[0]?.records.length, 4, "the rows that name one, and no others");
  assert.equal(factOf(rows, "victims-in-proceedings", fiscal).unplaced.length, 1, "the row that is dated too vaguely");
  assert.equal(factOf([linked("unstated", {})], "victims-in-proceedings").state, "no-data");
});

test("[TA7] a shielded case counts in every fact but those that ask for the form of exploitation or count victims", () => {
  const values = { event: "prosecution", on: "2003-05", form: "labour" } as const;
  const rows = [
    proceeding("open", { case: "A", ...values }),
    proceeding("hidden", { case: "B", ...values }, { shielded: true }),
  ];
  assert.deepEqual([given(rows, "prosecutions"), given(rows, "prosecutions-labour")], [2, 1]);
  const [one, two] = ["1".repeat(32), "2".repeat(32)];
  const linked = [
    proceeding("open", { case: "A", ...values, victims: [one] }),
    proceeding("hidden", { case: "B", ...values, victims: [one, two] }, { shielded: true }),
    proceeding("vague", { case: "B", ...values, on: "2003", victims: [two] }, { shielded: true }),
  ];
  assert.equal(given(linked, "victims-in-proceedings"), 1);
  assert.deepEqual(
    factOf(linked, "victims-in-proceedings", fiscal).unplaced,
    [],
    "nor is it said that one may be there",
  );
  assert.equal(factOf(linked.slice(1), "victims-in-proceedings").state, "no-data");
});

test("[AS11] persons: with a key they count once; a later event of the same persons does not count them again", () => {
  const on = "2003-05";
  const rows = [
    proceeding("1", { case: "A", event: "charge", on, suspects: 3 }),
    proceeding("2", { case: "A", event: "trial", on, suspects: 3 }),
    proceeding("3", { case: "B", event: "charge", on, suspect: "a" }),
    proceeding("4", { case: "B", event: "trial", on, suspect: "a" }),
    proceeding("5", { case: "B", event: "trial", on, suspect: "b" }),
    proceeding("6", { case: "C", event: "charge", on }),
    proceeding("7", { case: "C", event: "charge", on }),
  ];
  assert.equal(given(rows, "defendants"), 3 + 2 + 2);
  const mixed = [
    proceeding("1", { case: "D", event: "charge", on, suspect: "a" }),
    proceeding("2", { case: "D", event: "trial", on, suspect: "b" }),
    proceeding("3", { case: "E", event: "charge", on, suspect: "a" }),
    proceeding("4", { case: "E", event: "charge", on, suspects: 2 }),
  ];
  assert.equal(given(mixed, "defendants"), 2 + 3);
});

test("amounts in two currencies are never added up", () => {
  const paid = (key: string, currency: string, amount: number) =>
    stated("protection", key, { what: "shelter", from: "2003", funder: "government", amount, currency });
  const fact = factOf([paid("a", "XTS", 5), paid("b", "XXX", 7), paid("c", "XTS", 6)], "government-funding");
  assert.deepEqual(
    fact.statements.map(({ value, currency }) => [value, currency]),
    [
      [11, "XTS"],
      [7, "XXX"],
    ],
  );
  assert.equal(fact.contradicted, false);
});

test("a sum of which a row says no number is marked as incomplete", () => {
  const session = (key: string, participants: number | "not-reported") =>
    stated("training", key, { on: "2003", topic: "law", profession: "judge", participants });
  const [sum] = factOf([session("a", 12), session("b", "not-reported")], "persons-trained").statements;
  assert.deepEqual([sum?.value, sum?.bounds?.most], [12, Number.POSITIVE_INFINITY]);
  assert.equal(factOf([session("b", "not-reported")], "persons-trained").state, "not-reported");
});

test("[LS7] short lessons train people and are no session; a row that does not say is a session", () => {
  const row = (key: string, participants: number, kind?: "session" | "lessons") => {
    const values = { on: "2003", topic: "recognition", profession: "border-guard", participants } as const;
    return stated("training", key, kind === undefined ? values : { ...values, kind });
  };
  const rows = [row("a", 12), row("b", 5, "session"), row("c", 7, "lessons"), row("d", 2, "lessons")];
  const counted = (fact: string) => factOf(rows, fact).value;
  assert.deepEqual([counted("trainings"), counted("persons-trained"), counted("trained-by-lessons")], [2, 26, 9]);
  assert.equal(factOf(rows.slice(0, 2), "trained-by-lessons").state, "no-data");
});

test("[AS4] rows that name one session are one session, of one organisation and source; participants are those of all rows", () => {
  const row = (key: string, profession: RowValues<"training">["profession"], session?: string, said: Said = {}) => {
    const values = { on: "2003", topic: "law", profession, participants: 5 } as const;
    return stated("training", key, session === undefined ? values : { ...values, session }, said);
  };
  const seminar = [row("a", "police", "s"), row("b", "judge", "s"), row("c", "social-worker", "s")];
  const counted = (rows: readonly Statement[]) =>
    ["trainings", "law-enforcement-sessions", "persons-trained"].map((fact) => factOf(rows, fact).value);
  assert.deepEqual(counted(seminar), [1, 1, 15]);
  assert.deepEqual(counted([...seminar, row("d", "police", "t"), row("e", "consul", "u")]), [3, 2, 25]);
  assert.deepEqual(counted([...seminar, row("d", "police"), row("e", "police")]), [3, 3, 25], "each its own");
  const other = row("a", "police", "s", { organisation: "assessors" });
  assert.deepEqual(counted([...seminar, other]), [2, 2, 20], "another organisation’s word is another session");
  const ofSources = [row("a", "police", "s", { source: "r" }), row("b", "judge", "s", { source: "q" })];
  assert.deepEqual(
    factOf(ofSources, "trainings").statements.map(({ value }) => value),
    [1, 1],
  );
  const lesson = stated("training", "l", {
    on: "2003",
    topic: "law",
    profession: "judge",
    participants: 9,
    kind: "lessons",
    session: "s",
  });
  assert.deepEqual(counted([...seminar, lesson]), [1, 1, 24]);
});

test("a measure is overdue when its time is over, nobody reports it done and its plan is in force", () => {
  const plan = (stage: "draft" | "in-force") => stated("plan", "p", { title: "Plan", stage, on: "2002" });
  const measure = (key: string, until: string) =>
    stated("measure", key, { plan: "p", objective: "o", measure: key, agency: "agency", until });
  const done = stated("progress", "d", { measure: "m1", on: "2003-02", state: "done" });
  const measures = [measure("m1", "2003-03"), measure("m2", "2003-03"), measure("m3", "2004-03"), done];
  assert.equal(given([plan("in-force"), ...measures], "measures-overdue"), 1);
  assert.equal(given([plan("draft"), ...measures], "measures-overdue"), null);
  assert.deepEqual([given(measures, "measures-done"), given(measures, "measures-due")], [1, 2]);
});

test("[AS10] the order in which statements arrive makes no difference", () => {
  const statements = [
    ...reportOf2003(),
    figure("press", "prosecutions", "2003", 3),
    figure("other", "prosecutions", "2003", 5),
    finding("press", "corruption", "present", "2003"),
  ];
  const inOrder = evaluateFacts(statements, of2003);
  for (let turn = 1; turn < statements.length; turn += 5) {
    const turned = [...statements.slice(turn), ...statements.slice(0, turn)].reverse();
    assert.deepEqual(evaluateFacts(turned, of2003), inOrder);
  }
});

test("[AS6] what a report or the press says of a standing thing holds as long as it covers; own files and an end that is given hold on", () => {
  const trial = (source?: string) =>
    proceeding("trial", { case: "a", event: "prosecution", on: "2003" }, source === undefined ? {} : { source });
  const of2010: Period = { year: 2010, kind: "calendar" };
  const shown = [sourceStated("sample-report", "report", "2004-06-14"), trial("sample-report")];
  assert.equal(given(shown, "prosecutions-ongoing"), 1);
  assert.equal(given(shown, "prosecutions-ongoing", { year: 2004, kind: "calendar" }), 1);
  assert.equal(given(shown, "prosecutions-ongoing", of2010), null);
  assert.equal(given([trial()], "prosecutions-ongoing", of2010), 1);
  const plan = stated(
    "plan",
    "plan-a",
    { title: "A plan", stage: "in-force", on: "2003", until: "2012" },
    { source: "sample-report" },
  );
  assert.equal(given([sourceStated("sample-report", "report", "2004"), plan], "plans-in-force", of2010), 1);
});

test("[AS4, AS8] what different texts of law and own files have is counted together, each thing once; reports speak for themselves", () => {
  type Law = Partial<RowValues<"law">>;
  const law = (key: string, source: string, more: Law = {}, organisation = "parliament") =>
    stated(
      "law",
      key,
      { act: `Act ${key}`, subject: "trafficking", stage: "in-force", on: "2003", ...more },
      { source, organisation },
    );
  const texts = [
    sourceStated("gazette-1", "law-text", "2003"),
    sourceStated("gazette-2", "law-text", "2002"),
    law("a", "gazette-1"),
    law("b", "gazette-1"),
    law("c", "gazette-1"),
    law("d", "gazette-2", { minimum_months: 12 }),
  ];
  const read = (statements: readonly Statement[], key = "laws-in-force") => {
    const { value, contradicted, statements: said } = factOf(statements, key);
    return [value, contradicted, said.length];
  };
  assert.deepEqual(read(texts), [4, false, 1]);
  assert.deepEqual(read(texts, "laws-adopted"), [4, false, 1]);
  assert.equal(given(texts, "penalty-minimum"), 12);
  const own = law("e", "own");
  assert.deepEqual(read([...texts, own]), [5, false, 1]);
  assert.equal(factOf([...texts, own], "laws-in-force").statements[0]?.source, "own");
  assert.deepEqual(
    read([...texts, law("a", "gazette-2", { act: "Act the first" }, "court")]),
    [4, false, 1],
    "one key, one thing",
  );
  assert.deepEqual(read([...texts, law("f", "gazette-2", { act: "Act a" })]), [4, false, 1], "one act, one law");
  assert.deepEqual(read([law("e", "own", {}, "court"), law("e", "own", { act: "Act of the court" })]), [2, false, 1]);
  // The newer text's word counts: the act is no longer in force.
  const repealed = [
    ...texts,
    sourceStated("gazette-3", "law-text", "2003-12"),
    law("a", "gazette-3", { stage: "repealed" }),
  ];
  assert.deepEqual(read(repealed), [3, false, 1]);
  const report = sourceStated("sample-report", "report", "2004");
  assert.deepEqual(read([...texts, report, law("a", "sample-report")]), [4, false, 2], "a report names what it names");
  const five = ["v", "w", "x", "y", "z"].map((key) => law(key, "sample-report"));
  assert.deepEqual(read([...texts, report, ...five]), [4, true, 2], "and contradicts when it names more");
  const shelter = (key: string, source: string, places: number) =>
    stated("protection", key, { what: "shelter", from: "2003", funder: "government", places }, { source });
  const shelters = [...texts, shelter("one", "gazette-1", 5), shelter("two", "gazette-2", 7), shelter("one", "own", 6)];
  assert.deepEqual(read(shelters, "shelters"), [2, false, 1]);
  assert.deepEqual(read(shelters, "shelter-places"), [13, false, 1], "own files come before texts of law");
});

test("[AS8] what a report counts of standing things is at least so many, and no contradiction of more", () => {
  const law = (key: string, source: string) =>
    stated("law", key, { act: `Act ${key}`, subject: "trafficking", stage: "in-force", on: "2003" }, { source });
  const statements = [
    sourceStated("gazette", "law-text", "2003"),
    sourceStated("sample-report", "report", "2004"),
    law("one", "gazette"),
    law("two", "gazette"),
    law("one", "sample-report"),
  ];
  const fact = factOf(statements, "laws-in-force");
  assert.equal(fact.value, 2);
  assert.deepEqual(
    [fact.statements[1]?.value, fact.statements[1]?.bounds?.most, fact.contradicted],
    [1, Number.POSITIVE_INFINITY, false],
  );
});

test("article at charge and article at conviction are two facts: who is convicted under another one is counted", () => {
  const row = (key: string, event: "charge" | "verdict", suspect: string, articles: readonly string[], on = "2003") =>
    proceeding(key, {
      case: "plan-one",
      event,
      on,
      suspect,
      articles,
      ...(event === "verdict" ? { verdict: "convicted" } : {}),
    });
  const charge = (suspect: string) => row(`charge ${suspect}`, "charge", suspect, ["code-7"], "2002");
  const same = row("v a", "verdict", "A", ["code-7", "code-8"]);
  const other = row("v b", "verdict", "B", ["code-8"]);
  const key = "convictions-other-article";
  const value = (rows: readonly Statement[]) => factOf(rows, key).value;
  assert.equal(value([charge("A"), charge("B"), same, other]), 1);
  assert.deepEqual(
    factOf([charge("A"), charge("B"), same, other], key).statements[0]?.records.map(({ note }) => note.split("/")[1]),
    ["v b"],
  );
  assert.equal(value([charge("A"), same, other]), null, "nobody says under what B was charged");
  assert.equal(value([charge("B"), row("v b", "verdict", "B", [])]), null);
  assert.equal(value([row("whole", "charge", "B", ["code-7"]), other]), 1);
  assert.equal(factOf([charge("B"), { ...other, organisation: "other-agency" }], key).value, null, "another's file");
});

test("[AS11] a group whose members nobody counted is at least one person", () => {
  const ring = proceeding("ring", { case: "b", event: "prosecution", on: "2003", group: true });
  const one = proceeding("one", { case: "a", event: "prosecution", on: "2003", suspect: "A" });
  const { statements } = factOf([ring, one], "defendants");
  assert.deepEqual([statements[0]?.value, statements[0]?.bounds?.most], [2, Number.POSITIVE_INFINITY]);
  assert.equal(factOf([one], "defendants").statements[0]?.bounds, undefined);
});

test("[AS6] the stage of the plan is that of the one in force, not of the draft of the next", () => {
  const plan = (key: string, title: string, stage: "draft" | "in-force" | "ended", on: string) =>
    stated("plan", key, { title, stage, on });
  const now = [plan("a", "First plan", "in-force", "2002"), plan("b", "Second plan", "draft", "2003")];
  assert.equal(given(now, "plan-stage"), "in-force");
  assert.equal(given([...now, plan("c", "First plan", "ended", "2003")], "plan-stage"), "draft");
});

/** The same figure again, entered under another key. */
function again(one: Statement, value: number): Statement {
  const ref = { note: "again", row: value };
  return {
    ...one,
    key: `again ${value}`,
    values: { ...one.values, value },
    ref,
    first: { ref, leaf: 1 },
    leaf: 1,
  } as Statement;
}

test("[AS28] of two figures of one source for one thing neither counts: the number lies between them, and they contradict each other", () => {
  const first = figure("s", "convictions", "2003", 12);
  const two = factOf([first, again(first, 15)], "convictions");
  assert.deepEqual([two.state, two.value, two.contradicted, two.statements.length], ["two-figures", null, true, 2]);
  assert.deepEqual(boundsOfValue(two), { least: 12, most: 15 });
  const same = factOf([first, again(first, 12)], "convictions");
  assert.deepEqual(
    [same.state, same.value, same.statements[0]?.records.length],
    ["known", 12, 2],
    "said twice is no two figures",
  );
  const other = { ...again(first, 15), organisation: "another agency" };
  assert.equal(factOf([first, other], "convictions").state, "known", "two readers of one source stand side by side");
  assert.equal(factOf([first, again(figure("s", "convictions", "2002", 1), 15)], "convictions").state, "known");
});

test("[AS6] of figures of one source for one year those that were counted last count, and one without a day before them", () => {
  const early = figure("s", "convictions", "2003", 78, { as_of: "2004-01" });
  const late = again(figure("s", "convictions", "2003", 80, { as_of: "2004-02" }), 80);
  const value = factOf([early, late], "convictions");
  assert.deepEqual([value.state, value.value, value.statements[0]?.asOf], ["known", 80, "2004-02"]);
  assert.equal(factOf([early, late, again(figure("s", "convictions", "2003", 79), 79)], "convictions").value, 79);
  const within = factOf([figure("s", "convictions", "2003", 12, { as_of: "2003-10" })], "convictions");
  assert.deepEqual(
    boundsOfValue(within),
    { least: 12, most: Number.POSITIVE_INFINITY },
    "counted before the year was over",
  );
  const places = factOf([figure("s", "shelter-places", "2003", 12, { as_of: "2003-10" })], "shelter-places");
  assert.deepEqual(boundsOfValue(places), { least: 12, most: 12 }, "of what stands that is no part");
});

test("[AS6e] [RC7c] a law without a date, or in force by a year, stands from what its source knew on, and was adopted in no year", () => {
  const report = sourceStated("report-1", "report", "2005-06");
  const law = (on?: string) =>
    stated(
      "law",
      "a1",
      { act: "Example code", subject: "trafficking", stage: "in-force", ...(on === undefined ? {} : { on }) },
      { source: "report-1" },
    );
  const year = (of: number): Period => ({ year: of, kind: "calendar" });
  for (const [what, row] of [
    ["undated", law()],
    ["by a year", law("..2005")],
  ] as const) {
    const rows = [report, row];
    assert.equal(given(rows, "trafficking-laws", year(2005)), 1, what);
    assert.equal(given(rows, "trafficking-laws", year(2004)), null, what);
    assert.equal(factOf(rows, "trafficking-laws", year(2004)).unplaced.length, 1, `${what}: nobody can say`);
    for (const asked of [2003, 2004, 2005, 2006]) {
      const adopted = factOf(rows, "laws-adopted", year(asked));
      assert.deepEqual([adopted.value, adopted.unplaced], [null, []], `${what} ${asked}`);
    }
  }
  const unit = stated("body", "unit", {
    body: "unit",
    name: "Example unit",
    kind: "police-unit",
    purpose: "investigation",
  });
  assert.equal(given([unit], "special-units", year(2031)), 1, "a body of which a source says that it is there");
  assert.equal(given([unit], "bodies-formed", year(2031)), null);
});

test("[AS31] a number of one body, nationality or state of recognition, a part inside another figure and a share are not the country's", () => {
  const count = (values: Partial<RowValues<"figure">>) => figure("own", "victims-identified", "2003", 5, values);
  for (const values of [
    { scope: "body", whose: "Example police" },
    { scope: "place", whose: "Example city" },
    { nationality: "ZZ" },
    { status: "presumed" },
    { of: "all" },
    { of: "all", approx: "share" },
  ] as const) {
    const fact = factOf([count(values)], "victims-identified");
    assert.deepEqual([fact.value, fact.state], [null, "no-data"], JSON.stringify(values));
  }
  assert.equal(given([count({ scope: "country" })], "victims-identified"), 5);
});

test("[AS31a] numbers of bodies that share nobody add up to at least so many; of one body, or where they may share somebody, to nothing", () => {
  const count = (whose: string, value: number, more: Partial<RowValues<"figure">> = {}) =>
    stated("figure", `${whose}-${value}`, {
      ...{ fact: "victims-identified", from: "2003", value, scope: "body", whose, of: "all", disjoint: true },
      ...more,
    });
  const [police, ngos] = [count("Police", 2_953), count("Shelters", 215)];
  const fact = factOf([police, ngos], "victims-identified");
  assert.deepEqual([fact.value, boundsOfValue(fact)], [3_168, { least: 3_168, most: Number.POSITIVE_INFINITY }]);
  assert.equal(fact.statements[0]?.records.length, 2);
  const nothing = [
    [police],
    [police, count("Police", 2_591)],
    [police, count("Shelters", 215, { disjoint: false })],
    [police, count("Shelters", 215, { of: "other" })],
    [police, count("Shelters", 215, { from: "2002" })],
  ];
  for (const rows of nothing) assert.equal(given(rows, "victims-identified"), null);
  const country = figure("own", "victims-identified", "2003", 3_000);
  assert.equal(given([country, police, ngos], "victims-identified"), 3_000, "a row that says so comes first");
});

test("[AS31b] about 500 is no bound but above none and contradicts nothing; at least 500 is a lower bound", () => {
  const about = factOf([figure("own", "victims-identified", "2003", 500, { approx: "roughly" })], "victims-identified");
  assert.deepEqual(boundsOfValue(about), { least: 1, most: Number.POSITIVE_INFINITY });
  const atLeast = factOf(
    [figure("own", "victims-identified", "2003", 500, { approx: "at-least" })],
    "victims-identified",
  );
  assert.deepEqual(boundsOfValue(atLeast), { least: 500, most: Number.POSITIVE_INFINITY });
  const other = sourceStated("report-2", "report");
  const exact = figure("report-2", "victims-identified", "2003", 430);
  const rows = [other, figure("own", "victims-identified", "2003", 500, { approx: "roughly" }), exact];
  assert.equal(factOf(rows, "victims-identified").contradicted, false);
});
