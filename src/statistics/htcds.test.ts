// Cases as HTCDS: the standard's own columns and lists, a status never without whose it is, and nothing of who did not agree or of what says who somebody is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { CountedCase } from "../core/counted-case.ts";
import { classesOfFact } from "../core/form/counted-facts.ts";
import { organisationKinds } from "../core/party.ts";
import { htcdsTable } from "./htcds.ts";
import type { OwnCase } from "./own-numbers.ts";

const vectors = new URL("../../test/vectors/counting-codes.json", import.meta.url);
const { fields }: { readonly fields: { readonly [field: string]: readonly string[] | null } } = JSON.parse(
  readFileSync(vectors, "utf8"),
).htcds;

const counted: CountedCase = {
  yesUntil: "9999-12-31",
  traits: {
    sex: "women",
    age: "18-29",
    child: false,
    forms: ["forced-labour", "servitude"],
    means: ["debt-bondage", "restricts-movement", "uses-children"],
    citizenship: ["TJ"],
    countries: ["KZ"],
    recognisedBy: "border",
  },
  opened: "2031-10-01",
  presumed: "2031-10-02",
  identified: "2031-11-20",
  notIdentified: null,
  deciders: { presumed: "border-post", identified: "court", notIdentified: null },
  referred: null,
  answers: [],
  helping: [{ from: "2031-10-03", until: "2031-12-20", outcome: "moved-to-other-service" }],
  help: {},
  stays: [],
  refused: [],
  reflection: null,
  returned: null,
};
const own = (n: number, change: Partial<CountedCase> = {}): OwnCase => ({
  caseId: `canary-${n}`,
  person: `canary-${n}`,
  counted: { ...counted, ...change },
});
const first = () => 0;
const tableOf = (cases: readonly OwnCase[], period = "2031-Q4", draw: (below: number) => number = first) =>
  htcdsTable(cases, period, draw) ?? assert.fail(period);
const cellsOf = (cases: readonly OwnCase[], period?: string) => {
  const { columns, rows } = tableOf(cases, period);
  return rows.map((row) => Object.fromEntries(columns.flatMap((name, i) => (row[i] === "" ? [] : [[name, row[i]]]))));
};

test("[CN9b] the columns are the 84 fields of HTCDS 2.0 in its order, behind a number of the case", () => {
  assert.deepEqual(tableOf([]).columns, ["case", ...Object.keys(fields)]);
});

test("[CN9b] a case has a row for each status and the kind of organisation that said it; what is not in a counted case is empty", () => {
  const same = {
    case: "1",
    prs_Gender: "Feminine",
    prs_Citizenship: "TJ",
    vic_MethodsOfControl: "DebtBondage;Other",
    vic_TypeOfExploitation: "ForcedLabour;Servitude",
    vic_LocationOfExploitation: "KZ",
    cas_Status: "ClosedReferred",
    cas_IncomingReferralDate: "2031-10-03",
    con_Consent: "true",
  };
  const [possible, actual] = ["PossibleVictimOfTrafficking", "ActualVictimOfTrafficking"];
  const body = "vic_TraffickingStatusDecisionMakingOrg";
  assert.deepEqual(cellsOf([own(1)]), [
    { ...same, vic_TraffickingStatus: possible, [body]: "NonPoliceGovernmentalOrganization" },
    { ...same, vic_TraffickingStatus: actual, [body]: "CourtOrProsecution" },
  ]);
  assert.deepEqual(
    cellsOf([own(1)], "2031-10").map(({ vic_TraffickingStatus, cas_Status }) => [vic_TraffickingStatus, cas_Status]),
    [[possible, "Active"]],
    "as it stood at the end of the period",
  );
  const none = cellsOf([own(1, { presumed: null, identified: null })]);
  assert.deepEqual(none, [same]);
});

test("[CN9b] every value is one of the standard's list, whatever the class and whoever decided", () => {
  const worlds = organisationKinds.map((kind, n) =>
    own(n, {
      traits: {
        ...counted.traits,
        sex: ["women", "men", "other", null][n % 4] ?? null,
        forms: classesOfFact("exploitation"),
        means: classesOfFact("control"),
      },
      deciders: { presumed: kind, identified: kind, notIdentified: null },
    }),
  );
  for (const row of cellsOf(worlds))
    for (const [field, value = ""] of Object.entries(row)) {
      const list = fields[field] ?? null;
      if (list !== null) for (const each of value.split(";")) assert.ok(list.includes(each), `${field}: ${each}`);
    }
});

test("[CN9b] who did not agree for the whole period is not in it, nor who was not helped in it, nor an id; how many are left out is said", () => {
  const cases = [own(1), own(2, { yesUntil: null }), own(3, { yesUntil: "2031-11-01" }), own(4, { helping: [] })];
  const table = tableOf(cases);
  assert.deepEqual([table.cases, table.leftOut, new Set(table.rows.map(([n]) => n)).size], [1, 2, 1]);
  assert.doesNotMatch(JSON.stringify(table), /canary|18-29/);
  assert.equal(htcdsTable(cases, "soon", first), null);
});

test("[CN9b] the number of a case follows from chance: no file has the order of the cases", () => {
  const cases = ["TJ", "UZ", "KG"].map((citizenship, n) =>
    own(n, { traits: { ...counted.traits, citizenship: [citizenship] }, identified: null }),
  );
  const column = tableOf([]).columns.indexOf("prs_Citizenship");
  const order = (draw: (below: number) => number) => tableOf(cases, "2031-Q4", draw).rows.map((row) => row[column]);
  assert.deepEqual(
    order((below) => below - 1),
    ["KG", "UZ", "TJ"],
  );
  assert.deepEqual(order(first), ["TJ", "UZ", "KG"]);
});
