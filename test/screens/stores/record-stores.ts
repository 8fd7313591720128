// What the keepers of an invented country's record have in the scenes: nothing, some of everything with trouble of each kind, and tables of many rows.

import { momentOf } from "../../../src/core/moment.ts";
import type { RegisterName } from "../../../src/core/registers/register-table.ts";
import type { RecordBatch, Row } from "../../../src/core/registers/row.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { encodeUtf8 } from "../../../src/crypto/utf8.ts";
import { makeUuid } from "../../../src/crypto/uuid.ts";
import { must } from "../../../src/member/verb.ts";
import { signPublicNote } from "../../../src/note/directory-note.ts";
import { completeText } from "../../../src/reports/edition/complete.ts";
import { draftRow, newKey } from "../../../src/reports/edition/edition.ts";
import { Grounds } from "../../../src/reports/edition/grounds.ts";
import type { Admitted, Keep, Member, SceneCountry } from "./country.ts";

export interface RecordCast {
  readonly secretariat: Admitted;
  readonly prosecutor: Admitted;
  readonly ombudsman: Admitted;
  readonly institute: Admitted;
}

const firstDay = 32 * 24 * 60;

/** The host as it is before the tables of many rows is kept beside its file, under `base`. */
export async function playRecord(country: SceneCountry, cast: RecordCast, keep: Keep): Promise<void> {
  country.at(firstDay);
  const member = (of: Admitted, device = 0) => country.member(of.devices[device]);
  const [office, second] = [await member(cast.secretariat), await member(cast.secretariat, 1)];
  const justice = await member(cast.prosecutor);
  const review = await member(cast.ombudsman);
  const teaching = await member(cast.institute);
  const keepers = {
    secretariat: office,
    "secretariat-second": second,
    justice,
    rapporteur: review,
    educator: teaching,
  };
  const keepAll = async (change: string, ...which: readonly (keyof typeof keepers)[]) => {
    country.at(0);
    await country.witness();
    for (const name of which) {
      // The second time it has what the checkpoint of the first one covers.
      await keepers[name].sync();
      await keepers[name].sync();
      await keep(`${name}${change}`, keepers[name]);
    }
  };
  await keepAll("-empty", "secretariat", "rapporteur", "educator");
  let minutes = firstDay;
  const enter = async (who: Member, register: RegisterName, rows: readonly Row[]) => {
    minutes -= 60;
    country.at(minutes);
    const { imports } = await must(who.record.enter(register, rows));
    await who.sync();
    await country.witness();
    await who.sync();
    return imports[0] ?? "";
  };
  const report = "report-2004";
  const sources = await enter(office, "source", [
    row("report-2004", "own", {
      title: "Example Report 2004",
      publisher: "Example Publisher",
      kind: "report",
      checked: "verified",
      published: "2004-06",
      from: "2003-04",
      until: "2004-03",
    }),
    row("table-2004", "own", {
      title: "Example Statistics",
      publisher: "Example Statistics Office",
      kind: "official-statistics",
      checked: "verified",
      published: "2004",
      from: "2003",
      until: "2003",
    }),
  ]);
  await second.sync();
  await must(second.record.signOff(sources, "Deputy head of the secretariat"));
  await second.sync();
  const laws = await enter(office, "law", [
    row("code-130", "own", {
      act: "Example Code",
      article: "130",
      subject: "trafficking",
      stage: "in-force",
      on: "2003-08",
      minimum_months: 60,
      maximum_months: 180,
      confiscation: true,
    }),
  ]);
  await enter(office, "figure", [
    row("2003-prosecutions", report, { fact: "prosecutions", from: "2003", value: 2, unit: "cases" }),
    row("2002-prosecutions", report, { fact: "prosecutions", from: "2002", value: 4, unit: "cases" }),
    row("2003-convictions", report, { fact: "convictions", from: "2003", value: 1, unit: "persons" }),
    row("2003-victims", report, { fact: "victims-identified", from: "2003", value: "not-reported" }),
  ]);
  await enter(office, "figure", [
    row("2003-prosecutions", "table-2004", {
      fact: "prosecutions",
      from: "2003",
      value: 3,
      unit: "cases",
      remark: "With one of the year before.",
    }),
  ]);
  await enter(office, "figure", [
    row("2003-prosecutions", "table-2004", { fact: "prosecutions", from: "2003", value: 5, unit: "cases" }),
  ]);
  await enter(office, "finding", [
    row("2003-corruption", report, { topic: "corruption", answer: "endemic", from: "2003" }),
    row("2003-plan", report, { topic: "national-plan", answer: "none", from: "2003" }),
    row("2003-referral", report, {
      topic: "referral-system",
      answer: "none",
      from: "2003",
      reason: "lack-of-resources",
    }),
    row("2003-training", "lost-report", { topic: "law-enforcement-training", answer: "lacking", from: "2003" }),
  ]);
  await enter(office, "route", [
    row("2003-route", report, {
      role: "source",
      persons: ["men", "women", "children"],
      forms: ["sexual", "labour"],
      countries: ["RU"],
      regions: ["gulf-states"],
      from: "2003",
    }),
  ]);
  await enter(office, "plan", [
    row("plan-1", "own", { title: "Example Plan", stage: "in-force", on: "2024-01-01", from: "2024", until: "2026" }),
  ]);
  await enter(office, "measure", [
    row("plan-1-1", "own", {
      plan: "plan-1",
      objective: "Example objective",
      measure: "Example measure: a telephone",
      agency: "Example Ministry",
      until: "2025-06-30",
    }),
    row("plan-1-2", "own", {
      plan: "plan-1",
      objective: "Example objective",
      measure: "Example measure: a course",
      agency: "Example Ministry",
      until: "2027",
    }),
  ]);
  await enter(justice, "proceeding", [
    row("case-7-1", "own", { case: "Example 7", event: "investigation", on: "2003-02", group: true, form: "sexual" }),
    row("case-7-2", "own", {
      case: "Example 7",
      event: "prosecution",
      on: "2003-05-11",
      suspect: "A",
      articles: ["code-130"],
    }),
    row("case-7-3", "own", {
      case: "Example 7",
      event: "verdict",
      on: "2003-11-30",
      suspect: "A",
      verdict: "convicted",
      prison_months: 168,
    }),
  ]);
  // About an official of the prosecutor's own body: it goes to the reviewers alone.
  await enter(justice, "proceeding", [
    row("unseen-1", "own", { case: "Example 8", event: "trial", on: "2003", official_body: "prosecutor" }),
  ]);
  await enter(review, "judgement", [
    row("2003-efforts", "own", {
      question: "significant-efforts",
      answer: true,
      year: "2003",
      office: "Example Ombudsman",
      reasons: "A law was adopted and a committee was formed.",
    }),
    row("2003-full", "own", {
      question: "complies-fully",
      answer: false,
      year: "2003",
      office: "Example Ombudsman",
      reasons: "There is no system of referral.",
    }),
  ]);
  await enterHalf(country, office);
  await keepAll("-one", "secretariat");
  country.at(10 * 24 * 60);
  minutes = 10 * 24 * 60;
  await enter(office, "training", trainings(0, 6));
  for (const language of ["en", "fa"] as const) await enter(office, "draft", drafted(office, language));
  await keepAll("", "secretariat", "secretariat-second", "justice", "rapporteur", "educator");
  await (await country.copy("base")).close();
  country.at(9.5 * 24 * 60);
  await must(review.record.signOff(laws, "Office of the example ombudsman"));
  await review.sync();
  await keepAll("-vouched", "secretariat");
  minutes = 9 * 24 * 60;
  for (let n = 0; n < 300; n += 100) await enter(office, "training", trainings(Math.max(n, 6), n + 100));
  await keepAll("-many", "secretariat", "secretariat-second");
  minutes = 8 * 24 * 60;
  for (let n = 300; n < 10_000; n += 2_425) await enter(office, "training", trainings(n, n + 2_425));
  await keepAll("-thousands", "secretariat");
}

/** A draft of the report of 2003: what is bound stands on the rows above, and something is still to be looked at. */
function drafted(office: Member, language: "en" | "fa"): readonly Row[] {
  const grounds = new Grounds(office.record.at()?.statements ?? [], "calendar");
  const name = { year: 2003, kind: "calendar", language } as const;
  return texts[language].map(([section, typed], i) => {
    const completed = completeText(typed, { grounds, language, before: [] });
    if ("flaw" in completed) throw new Error(`${completed.flaw}: ${completed.at}`);
    const key = newKey(name, `aaaa000${i}`);
    return draftRow(name, { key, section, place: i + 1, text: completed.text, over: [] });
  });
}

const texts = {
  en: [
    [
      "prosecution",
      "In 2003 the government prosecuted {two|figure prosecutions 2003 from=report-2004} trafficking cases, compared with {four|figure prosecutions 2002} in 2002, and convicted {one|figure convictions 2003} trafficker. {Corruption remains endemic|row finding 2003-corruption}, as 7 people said.",
    ],
    ["prosecution", "A second paragraph, which rests on nothing."],
    ["prevention", "The government {has no national plan of action|row finding 2003-plan}."],
  ],
  fa: [
    [
      "prosecution",
      "در سال ۲۰۰۳ دولت {۲|figure prosecutions 2003 from=report-2004} پروندهٔ قاچاق انسان را پیگرد کرد، در برابر {۴|figure prosecutions 2002} پرونده در سال ۲۰۰۲، و {۱|figure convictions 2003} قاچاقچی محکوم شد.",
    ],
  ],
} as const;

/** The first of two parts of an import; the second never comes. */
async function enterHalf(country: SceneCountry, who: Member): Promise<void> {
  const { session, log } = who.room.open();
  const batch = {
    register: "training",
    import: makeUuid(randomBytes),
    part: 1,
    of: 2,
    rows: [row("training-half", "own", { on: "2025", topic: "law", profession: "judge", participants: 4 })],
  } as unknown as RecordBatch;
  const at = momentOf(country.clock());
  const content = { kind: "record", salt: encodeHex(randomBytes(16)), at, body: batch } as const;
  await session.postClear(encodeUtf8(signPublicNote(log.founding.origin, content, session.signer)), "public");
  await who.sync();
}

function trainings(from: number, to: number): readonly Row[] {
  return Array.from({ length: to - from }, (_, n) => {
    const i = from + n;
    return row(`training-${i + 1}`, "own", {
      on: `20${String(10 + (i % 15))}-0${(i % 9) + 1}`,
      topic: (["recognition", "investigation", "victim-care"] as const)[i % 3],
      profession: (["police", "judge", "consul"] as const)[i % 3],
      participants: i % 7 === 3 ? "not-reported" : 12 + i,
      trainer: "Example School",
    });
  });
}

function row(key: string, source: string, values: Readonly<Record<string, unknown>>): Row {
  return { key, source, values } as unknown as Row;
}
