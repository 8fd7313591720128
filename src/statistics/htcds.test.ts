// Cases as HTCDS: the standard's own columns and lists, a status never without whose it is, and nothing of who did not agree or of what says who somebody is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { CodedCase } from "../core/coded-case.ts";
import type { CountedCase } from "../core/counted-case.ts";
import { classesOfFact } from "../core/form/counted-facts.ts";
import { organisationKinds } from "../core/party.ts";
import { htcdsTable } from "./htcds.ts";

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
  referred: null,
  answers: [],
  helping: [{ from: "2031-10-03", until: "2031-12-20", outcome: "moved-to-other-service" }],
  help: {},
  stays: [],
  refused: [],
  reflection: null,
  returned: null,
};
const donor = "Example Donor";
const own = (change: Partial<CountedCase> = {}, of: Partial<CodedCase> = {}): CodedCase => ({
  counted: { ...counted, ...change },
  deciders: { presumed: "border-post", identified: "court", notIdentified: null },
  agreedTo: [donor],
  ...of,
});
const first = () => 0;
const tableOf = (cases: readonly CodedCase[], period = "2031-Q4", draw: (below: number) => number = first) =>
  htcdsTable(cases, donor, period, draw) ?? assert.fail(period);
const cellsOf = (cases: readonly CodedCase[], period?: string) => {
  const { columns, rows } = tableOf(cases, period);
  return rows.map((row) => Object.fromEntries(columns.flatMap((name, i) => (row[i] === "" ? [] : [[name, row[i]]]))));
};

test("[CN9b] the columns are the 84 fields of HTCDS 2.0 in its order, behind whom it is for and a number of the case", () => {
  assert.deepEqual(tableOf([]).columns, ["for", "case", ...Object.keys(fields)]);
});

test("[CN9b] a case has a row for each status and the kind of organisation that said it; what is not in a counted case is empty", () => {
  const same = {
    for: donor,
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
  assert.deepEqual(cellsOf([own()]), [
    { ...same, vic_TraffickingStatus: possible, [body]: "NonPoliceGovernmentalOrganization" },
    { ...same, vic_TraffickingStatus: actual, [body]: "CourtOrProsecution" },
  ]);
  assert.deepEqual(
    cellsOf([own()], "2031-10").map(({ vic_TraffickingStatus, cas_Status }) => [vic_TraffickingStatus, cas_Status]),
    [[possible, "Active"]],
    "as it stood at the end of the period",
  );
  const none = cellsOf([own({ presumed: null, identified: null })]);
  assert.deepEqual(none, [same]);
});

test("[CN9b] every value is one of the standard's list, whatever the class and whoever decided", () => {
  const worlds = organisationKinds.map((kind, n) => {
    const sex = ["women", "men", "other", null][n % 4] ?? null;
    const [forms, means] = [classesOfFact("exploitation"), classesOfFact("control")];
    return own(
      { traits: { ...counted.traits, sex, forms, means } },
      { deciders: { presumed: kind, identified: kind, notIdentified: null } },
    );
  });
  for (const row of cellsOf(worlds))
    for (const [field, value = ""] of Object.entries(row)) {
      const list = fields[field] ?? null;
      if (list !== null) for (const each of value.split(";")) assert.ok(list.includes(each), `${field}: ${each}`);
    }
});

test("[CN9b] a yes to statistics gives no row, nor a yes to another recipient, nor one without statistics for the whole period; of a child there is none", () => {
  const ofAge = (child: boolean | null) => own({ traits: { ...counted.traits, child } });
  const cases = [
    own(),
    own({}, { agreedTo: [] }),
    own({}, { agreedTo: ["Example Donor South"] }),
    own({ yesUntil: null }),
    own({ yesUntil: "2031-11-01" }),
    ofAge(true),
    ofAge(null),
    own({ helping: [] }),
  ];
  const table = tableOf(cases);
  assert.deepEqual([table.cases, new Set(table.rows.map(([, n]) => n)).size], [1, 1]);
  assert.deepEqual(table.leftOut, { "not-counted": 2, child: 2, "no-yes": 2 });
  const manyReasons = tableOf([own({ yesUntil: null, traits: { ...counted.traits, child: true } }, { agreedTo: [] })]);
  assert.deepEqual(manyReasons.leftOut, { "not-counted": 1, child: 0, "no-yes": 0 }, "each case once");
  for (const one of cases.slice(1)) assert.deepEqual(tableOf([one]).rows, []);
  assert.doesNotMatch(JSON.stringify(table), /18-29/);
  assert.equal(htcdsTable(cases, donor, "soon", first), null);
  const spaced = htcdsTable([own()], " Example  Donor", "2031-Q4", first);
  assert.equal(spaced?.cases, 1, "a name is the same however it is spaced");
});

test("[CN9b] the number of a case follows from chance: no file has the order of the cases", () => {
  const cases = ["TJ", "UZ", "KG"].map((citizenship) =>
    own({ traits: { ...counted.traits, citizenship: [citizenship] }, identified: null }),
  );
  const column = tableOf([]).columns.indexOf("prs_Citizenship");
  const order = (draw: (below: number) => number) => tableOf(cases, "2031-Q4", draw).rows.map((row) => row[column]);
  assert.deepEqual(
    order((below) => below - 1),
    ["KG", "UZ", "TJ"],
  );
  assert.deepEqual(order(first), ["TJ", "UZ", "KG"]);
});
