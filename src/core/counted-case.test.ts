// What is counted of a case: days of the log and classes, of those who agreed, and nothing that says who it is. docs/spec/counting.md is read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, screeningOf } from "../../test/support/country.ts";
import { ownForm } from "../../test/support/forms.ts";
import { idOfForm } from "../note/form-id.ts";
import { type CountedCase, caseInPeriod, countCase, notSaid } from "./counted-case.ts";
import { classesOfFact, countedFacts, countedFields } from "./form/counted-facts.ts";
import { type AnswerValue, type Form, type FormBook, formBook } from "./form/form.ts";
import { library, libraryVersions } from "./form/library.ts";
import { statisticalFacts } from "./form/roles.ts";
import type { Sheet } from "./form/sheet.ts";

const page = readFileSync(new URL("../../docs/spec/counting.md", import.meta.url), "utf8");
const day = 24;
const january = { first: "2030-01-01", last: "2030-01-31" };
const february = { first: "2030-02-01", last: "2030-02-28" };

let count = 0;
function sheet(
  by: string,
  form: string,
  set: { readonly [key: string]: AnswerValue },
  leaf: number | null,
  change: Partial<Sheet> = {},
): Sheet {
  const entry = String(++count).padStart(64, "0");
  const at = "2031-12-24T00:00:00Z";
  const saying = { entry, by, device: "d", at, leaf, version: "v", gone: null, why: null, language: null, paper: null };
  const answers = Object.entries(set).map(([key, value]) => {
    const heads = [{ ...saying, value }];
    return [
      key,
      { key, part: "support" as const, value, missing: null, heads, differs: false, history: heads },
    ] as const;
  });
  return {
    form,
    sheet: entry.slice(32),
    version: "v",
    by,
    begun: { at, leaf },
    changed: { at, leaf },
    parts: ["support"],
    answers: new Map(answers),
    struckOut: false,
    tasks: [],
    heads: [entry],
    saves: [entry],
    ...change,
  };
}

/** A case that a border post sent to the shelter on 3 January, in a country whose log has a time note each day. Each author's clock is years ahead. */
function sent(purposes: readonly ("referral" | "support" | "statistics")[] = ["referral", "support", "statistics"]) {
  const country = new Country();
  const build = new CaseBuilder(country);
  const pass = (days: number) => {
    for (let i = 0; i < days; i++) country.passHours(day);
  };
  pass(2);
  const to = ["shelter"] as const;
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to });
  const consent = build.consent("border", "shelter", { to, purposes: [...purposes] });
  const referral = build.send("border", to, [consent]);
  const { id } = country.by.shelter;
  const counted = (sheets: readonly Sheet[] = [], forms: FormBook = library, organisation = id): CountedCase => {
    const wrongClock = build.entries.map((entry) => ({
      ...entry,
      content: { ...entry.content, at: "2035-06-01T00:00:00Z" },
    }));
    const state = build.fold(country.size, wrongClock);
    return countCase(state, sheets, organisation, { directory: country.directory, forms });
  };
  return { country, build, pass, referral, consent, id, counted };
}

test("[CN1] the counted case of the page has exactly the fields of the program, and each is in the table", () => {
  const example = JSON.parse(/```json\n(.+)\n```/.exec(page)?.[1] ?? "") as CountedCase;
  const { counted } = sent();
  const made = counted();
  assert.deepEqual(Object.keys(example), Object.keys(made));
  assert.deepEqual(Object.keys(example.traits), Object.keys(made.traits));
  const [, table = ""] = page.split("| of a counted case |");
  const rows = [...(table.split("## Classes")[0]?.matchAll(/^\| `(\w+)` \|/gm) ?? [])].map(([, name]) => name);
  const fields = Object.keys(made).flatMap((key) => (key === "traits" ? Object.keys(made.traits) : [key]));
  assert.deepEqual(rows.toSorted(), fields.toSorted());
});

test("[CN4] the classes of the page are those of the library’s own questions", () => {
  const [, table = ""] = page.split("## Classes");
  const rows = [...table.matchAll(/^\| `([\w-]+)` \| ([^|]+) \|$/gm)].map(([, fact = "", classes = ""]) => [
    fact,
    classes.split(", "),
  ]);
  const withCodes = countedFacts.filter((fact) => classesOfFact(fact).length > 0);
  assert.deepEqual(
    rows,
    withCodes.map((fact) => [fact, classesOfFact(fact)]),
  );
  assert.deepEqual(
    countedFacts.filter((fact) => !withCodes.includes(fact)),
    ["citizenship", "country"],
  );
  const uncounted = statisticalFacts.filter((fact) => !(countedFacts as readonly string[]).includes(fact));
  for (const fact of uncounted) assert.match(page, new RegExp(`\`${fact}\`.* may stand in forms|\`${fact}\``));
});

test("[CN1, CN5] a referral, its answer and its end are counted on days of the log, whatever the clocks say", () => {
  const { build, pass, referral, counted, country } = sent();
  pass(1);
  build.add("shelter", "referral.accept", { referral });
  pass(30);
  build.add("shelter", "status", { status: "presumed" });
  build.add("shelter", "referral.close", { referral, outcome: "returned-home" });
  pass(2);
  const made = counted();
  assert.deepEqual(
    [made.opened, made.presumed, made.referred, made.helping],
    [
      "2030-01-03",
      "2030-02-03",
      { on: "2030-01-03", answer: "first-choice" },
      [{ from: "2030-01-04", until: "2030-02-03", outcome: "returned-home" }],
    ],
  );
  assert.equal(made.traits.recognisedBy, "provider");
  assert.deepEqual(
    made.answers.map(({ on, hours }) => [on, hours]),
    [["2030-01-04", day]],
  );
  assert.deepEqual(counted([], library, country.by.legal.id).helping, [], "who was not asked helps nobody");
  assert.ok(!JSON.stringify(made).includes("2035"));
});

test("[CN5] an entry is of the day of the note before it, which stays whatever note comes after it", () => {
  const { country, build, referral, counted } = sent();
  build.add("shelter", "referral.accept", { referral });
  // No note says how late it was when the next one came.
  country.seconds += 10 * day * 3_600;
  country.logTime();
  assert.deepEqual(
    counted().helping.map(({ from }) => from),
    ["2030-01-03"],
  );
});

test("[CN5] an entry that is in no log is not counted yet", () => {
  const { build, pass, referral, counted } = sent();
  build.add("shelter", "referral.accept", { referral }, { leaf: null });
  pass(1);
  assert.deepEqual([counted().helping, counted().referred?.answer], [[], "first-choice"]);
});

test("[CN5] help is of the day that its sheet says, however late it was written, and never of a day that had not come", () => {
  const { build, pass, referral, counted, country, id } = sent();
  build.add("shelter", "referral.accept", { referral });
  pass(40);
  const leaf = country.size++;
  pass(2);
  const given = { kind: "legal-advice", result: "given" };
  const help = (set: { readonly [key: string]: AnswerValue }, at: number | null = leaf, by = id) =>
    counted([sheet(by, "service", set, at)]).help;
  assert.deepEqual(help({ ...given, on: "2030-01-09" }), { "legal-advice": { "2030-01-09": {} } });
  assert.deepEqual(help({ ...given, on: "2031-01-09" }), { "legal-advice": { "2030-02-12": {} } });
  assert.deepEqual(help(given), { "legal-advice": { "2030-02-12": {} } }, "without a day, when it was logged");
  assert.deepEqual(help({ ...given, on: "2030-01-09" }, null), {}, "what is in no log");
  assert.deepEqual(help({ ...given, on: "2030-01-09" }, leaf, country.by.legal.id), {}, "others' help");
  assert.deepEqual(help({ ...given, result: "did-not-come", on: "2030-01-09" }), {});
  const refused = counted([sheet(id, "service", { ...given, result: "declined-by-person", on: "2030-01-09" }, leaf)]);
  assert.deepEqual([refused.help, refused.refused], [{}, ["2030-01-09"]]);
});

test("[CN5c] what was given is summed by kind, day and unit, money by currency in hundredths; of who did not agree without its kind", () => {
  const { build, pass, referral, counted, country, id } = sent();
  build.add("shelter", "referral.accept", { referral });
  pass(40);
  const leaf = country.size++;
  pass(2);
  const given = (set: { readonly [key: string]: AnswerValue }) =>
    sheet(id, "service", { kind: "cash", on: "2030-01-09", result: "given", ...set }, leaf);
  const made = counted([
    given({ kind: "legal-advice", unit: "hours", number: 2 }),
    given({ kind: "legal-advice", unit: "hours", number: 3, on: "2030-01-31" }),
    given({ kind: "legal-advice", unit: "hours", number: 4, on: "2030-01-31" }),
    given({ kind: "legal-advice", unit: "hours", number: 9, result: "did-not-come" }),
    given({ unit: "amount", amount: "0.10 TJS", number: 9 }),
    given({ unit: "amount", amount: "0.20 TJS" }),
    given({ unit: "amount", amount: "7 USD" }),
    given({ number: 5 }),
  ]);
  assert.deepEqual(made.help, {
    "legal-advice": { "2030-01-09": { hours: 2 }, "2030-01-31": { hours: 7 } },
    cash: { "2030-01-09": { TJS: 30, USD: 700 } },
  });
  const inJanuary = (change: Partial<CountedCase> = {}) => caseInPeriod({ ...made, ...change }, january);
  const sums = ({ given: all }: ReturnType<typeof caseInPeriod>) =>
    all.map(({ kind, unit, number }) => `${kind} ${unit} ${number}`);
  assert.deepEqual(sums(inJanuary()), ["legal-advice hours 9", "cash TJS 30", "cash USD 700"]);
  assert.deepEqual(sums(caseInPeriod(made, february)), []);
  assert.deepEqual(sums(inJanuary({ yesUntil: null })), ["not-said hours 9", "not-said TJS 30", "not-said USD 700"]);
});

test("[CN5c] nights of a stay count in the period in which they lie, the last day has none, and of one that goes on those before today", () => {
  const nights = (stays: CountedCase["stays"], days = january, today?: string) =>
    caseInPeriod({ ...sent().counted(), yesUntil: "9999-12-31", stays }, days, today).given.map(({ number }) => number);
  assert.deepEqual(nights([{ from: "2029-12-30", until: "2030-02-02" }]), [31]);
  assert.deepEqual(nights([{ from: "2029-12-30", until: "2030-02-02" }], february), [1]);
  assert.deepEqual(nights([{ from: "2030-01-01", until: "2030-01-31" }]), [30]);
  assert.deepEqual(nights([{ from: "2030-01-31", until: "2030-02-01" }]), [1]);
  assert.deepEqual(nights([{ from: "2030-01-30", until: null }]), [2]);
  assert.deepEqual(nights([{ from: "2029-12-30", until: null }], january, "2029-12-31"), [0]);
  assert.deepEqual(nights([{ from: "2030-01-10", until: null }], january, "2030-01-15"), [5]);
  assert.deepEqual(
    nights([{ from: "2030-01-10", until: "2030-01-10" }]),
    [0],
    "who came and left on one day was there",
  );
  assert.deepEqual(nights([{ from: "2030-02-10", until: null }]), []);
  const twice = { from: "2029-12-30", until: null };
  assert.deepEqual(nights([twice, twice]), [31], "nobody has more nights than there are");
});

test("[CN3] how a person is counted is said with their yes alone; else they are in no class, and in bare totals", () => {
  const traits = (id: string, leaf: number) => [
    sheet(id, "first-line", { sex: "women", "age-class": "18-29" }, leaf),
    sheet(id, "exploitation", { forms: ["forced-labour", "servitude"], countries: ["KZ"] }, leaf),
    sheet(id, "service", { kind: "medical", on: "2030-01-09", result: "given" }, leaf),
  ];
  const seen = (agreed: Parameters<typeof sent>[0], change: (here: ReturnType<typeof sent>) => void = () => {}) => {
    const here = sent(agreed);
    here.build.add("shelter", "referral.accept", { referral: here.referral });
    here.pass(3);
    change(here);
    const leaf = here.country.size++;
    here.pass(1);
    const {
      helped,
      sex,
      forms,
      countries,
      help,
      agreed: isAgreed,
    } = caseInPeriod(here.counted(traits(here.id, leaf)), january);
    return { helped, sex, forms, countries, help, agreed: isAgreed };
  };
  const unsaid = { sex: notSaid, forms: [notSaid], countries: [notSaid], help: [notSaid], agreed: false };
  assert.deepEqual(seen(["referral", "support", "statistics"]), {
    helped: "new",
    sex: "women",
    forms: ["forced-labour", "servitude"],
    countries: ["KZ"],
    help: ["medical"],
    agreed: true,
  });
  assert.deepEqual(seen(["referral", "support"]), { helped: "new", ...unsaid });
  const taken = seen(["referral", "support", "statistics"], ({ build, consent }) => {
    build.add("border", "consent.withdraw", { given: consent });
  });
  assert.deepEqual(taken, { helped: "new", ...unsaid }, "a yes that was taken back");
});

test("[CN3] a yes for another organisation is none, and one with a last day counts in periods that end by then", () => {
  const { build, pass, counted, referral } = sent(["referral", "support"]);
  build.add("shelter", "referral.accept", { referral });
  build.consent("shelter", "legal", { to: ["shelter", "legal"], purposes: ["support", "statistics"] });
  pass(1);
  assert.equal(counted().yesUntil, null);
  build.consent("shelter", "shelter", { purposes: ["support", "statistics"], expires: "2030-02-10" });
  pass(1);
  const made = counted();
  assert.equal(made.yesUntil, "2030-02-10");
  assert.deepEqual(
    [january, february].map((period) => caseInPeriod(made, period).agreed),
    [true, false],
  );
});

test("[CN5a] help is new in the period in which it first began, goes on after it, and ends once until it goes on again", () => {
  const { build, pass, referral, counted } = sent();
  build.add("shelter", "referral.accept", { referral });
  pass(31);
  build.add("shelter", "referral.close", { referral, outcome: "goal-reached" });
  pass(40);
  build.add("shelter", "referral.reopen", { referral, why: "came-back" });
  pass(2);
  const made = counted();
  const seen = (first: string, last: string) => {
    const { helped, ended, outcome } = caseInPeriod(made, { first, last });
    return [helped, ended, outcome];
  };
  assert.deepEqual(seen("2030-01-01", "2030-01-31"), ["new", false, null]);
  assert.deepEqual(seen("2030-02-01", "2030-02-28"), ["going-on", true, "goal-reached"]);
  assert.deepEqual(seen("2030-03-01", "2030-03-10"), [null, false, null]);
  assert.deepEqual(seen("2030-03-01", "2030-03-31"), ["going-on", false, null]);
  assert.deepEqual(seen("2030-01-01", "2030-12-31"), ["new", false, null], "it went on again in the same period");
  assert.deepEqual(seen("2029-01-01", "2029-12-31"), [null, false, null]);
});

test("[CN5a] the sheet of the end says the day and more of how it ended than the step that everybody hears", () => {
  const { build, pass, referral, counted, country, id } = sent();
  build.add("shelter", "referral.accept", { referral });
  pass(20);
  build.add("shelter", "referral.close", { referral, outcome: "left-by-own-choice" });
  const leaf = country.size - 1;
  pass(1);
  const close = sheet(id, "close", { on: "2030-01-15", why: "refused-further-help" }, leaf);
  assert.deepEqual(counted([close]).helping, [
    { from: "2030-01-03", until: "2030-01-15", outcome: "refused-further-help" },
  ]);
});

test("[CN5b] a person counts in every period as old as they were when the case was opened", () => {
  const { build, pass, referral, consent, counted, country, id } = sent();
  build.add("border", "answers", screeningOf("adult"), { to: ["shelter"], consent: [consent] });
  build.add("shelter", "referral.accept", { referral });
  const leaf = country.size++;
  pass(60);
  const ages = (born: string) => {
    const made = counted([sheet(id, "person", { born }, leaf), sheet(id, "first-line", { "age-class": "30-" }, leaf)]);
    return [january, february, { first: "2030-01-01", last: "2030-12-31" }].map((days) => caseInPeriod(made, days).age);
  };
  assert.deepEqual(ages("2000-01-20"), ["18-29", "18-29", "18-29"], "thirty on the 20th of January");
  assert.deepEqual(ages("2000-01-02"), ["30-", "30-", "30-"], "thirty on the day before");
});

test("[CN4] a country’s own form is counted by its facts: by class, by HTCDS, by the code it replaces, else as other or not said", () => {
  const own: Form = {
    ...ownForm,
    key: "own-exploitation",
    due: [],
    lists: {
      what: [
        "forced-begging",
        { code: "brick-kiln", htcds: "ForcedLabour" },
        { code: "old", retired: true },
        { code: "forced-marriage", was: "old" },
        "bride-market",
      ],
      sex: ["women", "third"],
    },
    groups: [{ key: "all", part: "support" }],
    fields: [
      { key: "was-what", group: "all", type: "codes", list: "what", retired: true },
      { key: "what", group: "all", type: "codes", list: "what", fact: "exploitation", was: "was-what" },
      { key: "sex", group: "all", type: "code", list: "sex", fact: "sex" },
      { key: "nights", group: "all", type: "whole", fact: "nights" },
      { key: "from", group: "all", type: "line", fact: "citizenship" },
    ],
  };
  const book = formBook([...libraryVersions, { id: idOfForm(own), form: own }]);
  const { counted, country, id, pass } = sent();
  const leaf = country.size++;
  pass(1);
  const forms = (set: { readonly [key: string]: AnswerValue }) =>
    counted([sheet(id, "own-exploitation", set, leaf)], book).traits;
  assert.deepEqual(forms({ what: ["brick-kiln", "forced-begging", "old", "bride-market"] }).forms, [
    "forced-labour",
    "forced-begging",
    "forced-marriage",
    "other",
  ]);
  assert.deepEqual(forms({ "was-what": ["brick-kiln"] }).forms, ["forced-labour"], "an answer of before counts");
  assert.deepEqual([forms({ sex: "women" }).sex, forms({ sex: "third" }).sex], ["women", null]);
  assert.deepEqual(countedFields(own), [
    { field: "what", fact: "exploitation", is: "counted", asOther: ["bride-market"], inNone: [] },
    { field: "sex", fact: "sex", is: "counted", asOther: [], inNone: ["third"] },
    { field: "nights", fact: "nights", is: "nothing", asOther: [], inNone: [] },
    { field: "from", fact: "citizenship", is: "type", asOther: [], inNone: [] },
  ]);
});

test("[CN4a] of the library every question with a counted fact is counted, and no code of it is lost", () => {
  for (const { form } of library.forms)
    for (const { field, fact, is, asOther, inNone } of countedFields(form)) {
      assert.deepEqual([asOther, inNone], [[], []], `${form.key}.${field}`);
      assert.equal(is, (countedFacts as readonly string[]).includes(fact) ? "counted" : "nothing", form.key);
    }
});

test("[CN1] no word that anybody wrote, and no id, is in a counted case", () => {
  const { counted, country, id, pass, build, referral } = sent();
  build.add("shelter", "referral.accept", { referral });
  const leaf = country.size++;
  pass(1);
  const canary = "Example canary words";
  const sheets = library.forms.map(({ form }) => {
    const set = form.fields.flatMap(({ key, type }) =>
      type === "line" || type === "text" || type === "place" || type === "organisation" ? [[key, canary]] : [],
    );
    return sheet(id, form.key, Object.fromEntries(set), leaf);
  });
  const text = JSON.stringify(counted(sheets));
  assert.ok(!text.includes("canary"));
  for (const secret of [build.id, referral, id, ...roleIds(country)]) assert.ok(!text.includes(secret), secret);
});

function roleIds(country: Country): readonly string[] {
  return (Object.keys(country.by) as Role[]).map((role) => country.by[role].id);
}
