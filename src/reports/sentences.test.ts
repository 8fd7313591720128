// Sentences that say neither more nor less than the record: what several figures share, parts that are no sum, devices among persons, suspended
// terms, what a gap is compared with, and which measures are overdue (RP5, RP8, RP10).

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { type SpelledLanguage, spelledLanguages } from "../../test/support/report-words.ts";
import { figure, proceeding, type Said, sourceStated, stated } from "../../test/support/statements.ts";
import type { Statement } from "../record/statement.ts";

function pageOf(statements: readonly Statement[], language: SpelledLanguage = "en", year = 2003): string {
  return reportWords(reportDataOf(statements, year), language);
}

const all = (year: number, key: string, value: number, more = {}) =>
  figure("r", key as "prosecutions", String(year), value, more);
const report = sourceStated("r", "report", "2004");
const training = (key: string, participants: number, kind: "session" | "lessons", profession: "police" | "consul") =>
  stated("training", key, { on: "2003-05", topic: "recognition", profession, participants, kind });
const verdict = (key: string, more = {}) =>
  proceeding(key, { case: key, event: "verdict", on: "2003-05", verdict: "convicted", ...more });
const holds = (shown: string, wanted: readonly string[]) => {
  for (const words of wanted) assert.ok(shown.includes(words), `${words}\n${shown.slice(0, 9000)}`);
};

test("[RP10] parts of one number stand split by split, each split in its order, since two splits are no sum", () => {
  const parts = [
    ["by-ngos", 40],
    ["foreigners", 6],
    ["girls", 5],
    ["men", 10],
    ["women", 25],
  ] as const;
  const shown = [0, 2].map((turn) =>
    pageOf([
      report,
      all(2003, "victims-identified", 40),
      ...[...parts.slice(turn), ...parts.slice(0, turn)].map(([part, n]) =>
        all(2003, "victims-identified", n, { part }),
      ),
    ]),
  );
  const wanted =
    "40 victims identified in 2003. By parts: by non-governmental organisations: 40. By parts: foreigners: 6. By parts: women: 25; men: 10; girls: 5.";
  for (const one of shown) holds(one, [wanted]);
  const help = (["reintegration", "shelter", "legal-aid", "health"] as const).map((part, i) =>
    all(2003, "victims-assisted", 9 - i, { part }),
  );
  const kinds = {
    en: "By parts: shelter: 8; health care: 6; legal aid: 7; reintegration: 9.",
    ru: "В том числе: приют: 8; медицинская помощь: 6; юридическая помощь: 7; реинтеграция: 9.",
    tg: "Аз ҷумла: паноҳгоҳ: 8; кумаки тиббӣ: 6; кумаки ҳуқуқӣ: 7; бозгашт ба ҷомеа: 9.",
  };
  for (const language of spelledLanguages)
    holds(pageOf([report, all(2003, "victims-assisted", 12), ...help], language), [kinds[language]]);
});

test("[RP5] how victims were punished is stated source by source: what was done, to how many, and what put it right", () => {
  const breach = (
    key: string,
    what: "jailed" | "deported",
    persons: number | "not-reported",
    remedy: "none" | "released",
    said: Said = {},
  ) => stated("breach", key, { on: "2003-05", what, persons, remedy }, said);
  const own = [
    breach("a", "jailed", 2, "released"),
    breach("b", "jailed", 3, "released"),
    breach("c", "jailed", 1, "none"),
    breach("d", "deported", "not-reported", "none"),
  ];
  const wanted = {
    en: "what put it right: jailed: 1 (nothing); jailed: 5 (released); deported: not reported (nothing).",
    ru: "что сделали потом: лишение свободы: 1 (ничего); лишение свободы: 5 (освобождение); высылка: не сообщается (ничего).",
    tg: "баъд чӣ карда шуд: маҳрум кардан аз озодӣ: 1 (ҳеҷ чиз); маҳрум кардан аз озодӣ: 5 (озод кардан); ихроҷ кардан: хабар дода намешавад (ҳеҷ чиз).",
  };
  for (const language of spelledLanguages) holds(pageOf(own, language), [wanted[language]]);
  const twice = pageOf([
    report,
    breach("x", "jailed", 4, "none", { source: "r" }),
    ...own,
    breach("e", "deported", 2, "none"),
  ]);
  holds(twice, ["deported: at least 2 (nothing).", "what put it right: jailed: 4 (nothing). \\[1\\]"]);
  const entered = (organisation: string) => breach("x", "jailed", 4, "none", { source: "r", organisation });
  holds(pageOf([report, entered("a"), entered("b")]), ["jailed: 4 (nothing)"]);
  assert.ok(!pageOf([report]).includes("put it right: "));
});

test("[RP10] what a source remarks on several figures, and the articles to which they are limited, stand once, with the figures' names", () => {
  const law = stated("law", "a1", {
    act: "Example code",
    article: "1",
    subject: "trafficking",
    stage: "in-force",
    on: "2001",
  });
  const limited = { remark: "Counted twice", articles: ["a1"] };
  const given = [report, law, all(2003, "investigations", 34, limited), all(2003, "prosecutions", 3, limited)];
  const once = {
    en: [
      "34 investigations in 2003. 3 prosecutions in 2003. Counted only under “Example code”, article 1: Investigations and Prosecutions. The source remarks on Investigations and Prosecutions (“Counted twice”).",
    ],
    ru: [
      "Посчитано только по этому («Example code», статья 1): Расследования и Судебные преследования. Расследования и Судебные преследования: замечание источника (",
    ],
    tg: ["Танҳо аз рӯи ин («Example code», моддаи 1) ҳисоб мешавад: ", ": эзоҳи сарчашма ("],
  };
  for (const language of spelledLanguages) {
    const shown = pageOf(given, language);
    holds(shown, once[language]);
    assert.equal(shown.split(language === "en" ? "“Counted twice”" : "«Counted twice»").length, 2, language);
  }
  holds(pageOf([...given.slice(0, 3), all(2003, "prosecutions", 3)]), [
    "34 investigations (“Counted twice”) in 2003. Counted only under “Example code”, article 1. 3 prosecutions in 2003.",
  ]);
});

test("[RP5] persons trained say how many of them are devices of short lessons, and that a number is of these alone", () => {
  const given = [training("a", 45, "session", "consul"), training("b", 7, "lessons", "police")];
  const wanted = {
    en: [
      "52 persons trained (devices of short lessons are among them: 7) in 2003.",
      "trained | 7 (devices of short lessons) |",
    ],
    ru: ["52 обученных лица (в том числе устройства с короткими уроками: 7)", "| 7 (устройства с короткими уроками) |"],
    tg: ["(аз ҷумла дастгоҳҳои дарсҳои кӯтоҳ: 7)", "| 7 (дастгоҳҳои дарсҳои кӯтоҳ) |"],
  };
  for (const language of spelledLanguages) holds(pageOf(given, language), wanted[language]);
  const shown = pageOf(given);
  holds(shown, ["| Consuls trained | 45 |", "| Trained by short lessons | 7 |", "| Persons trained | 52 | no data |"]);
  holds(pageOf([...given, training("c", 3, "session", "police")]), [
    "| Law enforcement officials trained | 10 (devices of short lessons are among them: 7) |",
  ]);
  assert.doesNotMatch(pageOf([training("a", 45, "session", "police")]), /short lessons( are among|\))/);
});

test("[RP5] that suspended terms count among the sentences is said where any does", () => {
  const given = [verdict("A", { prison_months: 24, suspended: true }), verdict("B", { prison_months: 96 })];
  const wanted = {
    en: "Sentences were from 2 years to 8 years in prison. Suspended terms count among them (suspended sentences: 1).",
    ru: "Условные сроки тоже учтены (условные приговоры: 1).",
    tg: "Мӯҳлатҳои шартӣ ҳам ҳисоб шудаанд (ҳукмҳои шартӣ: 1).",
  };
  for (const language of spelledLanguages) assert.equal(pageOf(given, language).split(wanted[language]).length, 3);
  assert.doesNotMatch(pageOf([verdict("B", { prison_months: 96 })]), /Suspended terms/);
});

test("[RP8] a recommendation shows its gap with the year before, and names the measures that are overdue, a few of them", () => {
  const measure = (key: string) =>
    stated("measure", key, {
      plan: "p",
      objective: "Courts",
      measure: `Open court ${key}`,
      agency: "Example Agency",
      until: "2003-02",
    });
  const plan = stated("plan", "p", { title: "Serve", stage: "in-force", on: "2002" });
  const given = [report, all(2002, "investigations", 81), all(2003, "investigations", 34), plan];
  holds(pageOf([...given, measure("a")]), [
    "(Investigations: 34, against 81 the year before)",
    "(Measures overdue: 1: “Open court a”)",
  ]);
  holds(pageOf([...given, ...["a", "b", "c", "d", "e"].map(measure)]), [
    "(Measures overdue: 5: “Open court a”; “Open court b”; “Open court c”; +2)",
  ]);
});

test("[RP5] a service is stated with its places, its money and since when; a body with what it did", () => {
  const given = [
    stated("protection", "s", {
      what: "shelter",
      from: "2003-02",
      places: 12,
      funder: "government",
      amount: 5000,
      currency: "TJS",
    }),
    stated("protection", "h", { what: "hotline", from: "2001", until: "2003-08", funder: "donor" }),
    stated("body", "c", {
      body: "c",
      name: "Commission",
      kind: "commission",
      purpose: "coordination",
      event: "met",
      on: "2003-03",
    }),
  ];
  const wanted = {
    en: [
      "Shelter, paid by the government, since February 2003, 12 places, 5,000 TJS.",
      "Hotline, paid by donors, from 2001 to August 2003.",
      "“Commission” met in March 2003.",
    ],
    ru: [
      "Приют, платит правительство, с февраля 2003 года, 12 мест, 5 000 TJS.",
      "Орган «Commission» заседал в марте 2003 года.",
    ],
    tg: [
      "Паноҳгоҳ, маблағи ҳукумат, аз феврали соли 2003, 12 ҷой, 5 000 TJS.",
      "Мақоми «Commission» дар моҳи марти соли 2003 ҷаласа кард.",
    ],
  };
  for (const language of spelledLanguages) holds(pageOf(given, language), wanted[language]);
});

test("[RP5] that nothing says who was taken where stands last in the summary, and own files are listed only where a record is of them", () => {
  const own = "Own files of the organisation that entered it";
  const shown = pageOf([report, all(2002, "investigations", 81), all(2003, "investigations", 34)]);
  const summary = shown.split('<a id="summary"></a>')[1]?.split('<a id="tier"></a>')[0] ?? "";
  assert.match(
    summary,
    /## Summary\n\n34 investigations[\s\S]*Over the years[\s\S]*\n\nThe record says nothing about who was taken where\.\n\n$/,
  );
  assert.ok(!shown.includes(own));
  assert.ok(pageOf([verdict("B")]).includes(own));
  assert.ok(!pageOf([], "en", 1999).includes('<a id="sources"></a>'), "no table of nothing");
});

test("[RP10] where sources differ on an article it is called by its act and number in each language, and any other thing by its key", () => {
  const penalty = (source: string, maximum_months: number) =>
    stated(
      "law",
      "example-code-1",
      { act: "Example code", article: "1", subject: "trafficking", stage: "in-force", on: "2003", maximum_months },
      { source },
    );
  const given = [report, sourceStated("q", "report", "2005"), penalty("r", 60), penalty("q", 72)];
  const wanted = {
    en: "| Highest penalty in the law; laws “Example code”, article 1, longest prison term |",
    ru: "; законы «Example code», статья 1, ",
    tg: "; қонунҳо «Example code», моддаи 1, ",
  };
  for (const language of spelledLanguages) {
    const shown = pageOf(given, language);
    holds(shown, [wanted[language]]);
    assert.ok(!shown.includes("example-code-1,"));
  }
  const later = pageOf(given, "en", 2004);
  holds(later, ["| Highest penalty in the law, 2004 and 2003; laws “Example code”, article 1, longest prison term |"]);
  const table = later.split('<a id="contradictions"></a>')[1]?.split('<a id="gaps"></a>')[0] ?? "";
  assert.equal(table.split("| 6 years |").length, 2, "each side once");
});

test("[RP9] a judgement is signed by its own office: that nobody else signed it off is no lack", () => {
  const judged = stated("judgement", "j", {
    question: "significant-efforts",
    answer: true,
    year: "2003",
    office: "Assessor",
    reasons: "Seen",
  });
  assert.match(pageOf([judged, verdict("B")]), /\| judgements \|[^\n]*\| signed by its own office \|/);
  assert.match(pageOf([judged, verdict("B")]), /\| sums of sealed registers[^\n]*\| no \|/);
});

test("[RP2, RP5] the training sessions of the year stand in a table: topic, professions, participants and trainer, one line for a session", () => {
  const row = (key: string, profession: "police" | "judge" | "consul", more = {}, said: Said = {}) =>
    stated(
      "training",
      key,
      { on: "2003-05", topic: "recognition", profession, participants: 12, ...more },
      { source: "r", ...said },
    );
  const seminar = [
    row("a", "police", { session: "s", trainer: "Example school" }),
    row("b", "judge", { session: "s", participants: 5, trainer: "Example school" }),
    row("c", "judge", { session: "s", participants: "not-reported" }),
  ];
  const given = [
    report,
    ...seminar,
    row("d", "consul", { on: "2003-09-07", topic: "consular" }),
    row("e", "police", { on: "2002-09" }),
    row("f", "police", { kind: "lessons" }),
  ];
  const lines = {
    en: [
      "| When | Topic | For whom | Participants | Taught by | Source |",
      "| May 2003 | recognising victims | police officers: 12; judges: at least 5 | at least 17 | “Example school” | \\[1\\] |",
      "| 7 September 2003 | consular assistance | consuls | 12 | – | \\[1\\] |",
    ],
    ru: [
      "| май 2003 года | распознавание жертв | милиционеры: 12; судьи: по меньшей мере 5 | по меньшей мере 17 | «Example school» | \\[1\\] |",
    ],
    tg: [
      "| майи соли 2003 | шинохтани қурбониён | кормандони милитсия: 12; судяҳо: на камтар аз 5 | на камтар аз 17 | «Example school» | \\[1\\] |",
    ],
  };
  for (const language of spelledLanguages) holds(pageOf(given, language), lines[language]);
  const prevention = pageOf(given).split('<a id="prevention"></a>')[1]?.split('<a id="partnership"></a>')[0] ?? "";
  assert.equal(prevention.match(/\| recognising victims \|/g)?.length, 1, "neither lessons nor another year");
  assert.ok(!pageOf([report, row("f", "police", { kind: "lessons" })]).includes("Training sessions**"));
});

test("[RP2, RP5] of training sessions the first twelve are in the table and in the data, and how many more there are", () => {
  const session = (day: number, name: string, said: Said = {}) =>
    stated(
      "training",
      `${day} ${name}`,
      {
        on: `2003-05-${String(day).padStart(2, "0")}`,
        topic: "law",
        profession: "judge",
        participants: day,
        session: name,
      },
      said,
    );
  const many = Array.from({ length: 30 }, (_, i) => session(30 - i, `s${i}`));
  const data = reportDataOf(many);
  assert.deepEqual(
    data.rows.map(({ values }) => ("participants" in values ? values.participants : null)),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  assert.equal(data.facts.find(({ definition }) => definition.key === "trainings")?.now.value, 30);
  holds(reportWords(data), ["| 12 May 2003 |", "And 18 more sessions in the record."]);
  assert.deepEqual(reportDataOf(many.toReversed()), data);
  // One of more rows than there are professions fits in no line.
  const endless = Array.from({ length: 11 }, (_, i) => session(i + 1, "endless"));
  const shown = reportDataOf([...endless, session(20, "short")]);
  assert.deepEqual([shown.rows.length, reportWords(shown).includes("And 1 more session in the record.")], [1, true]);
  // The same word of another organisation is another session; what two sources say alike stands in one line.
  const twice = [session(3, "s", { source: "r" }), session(3, "s", { source: "q" })];
  const alike = reportWords(reportDataOf([report, ...twice, session(3, "s", { organisation: "assessors" })]));
  assert.equal(alike.match(/\| 3 May 2003 \| law \|/g)?.length, 1, alike);
  const own = [session(3, "s"), session(3, "s", { organisation: "assessors" })];
  assert.equal(reportWords(reportDataOf(own)).match(/\| 3 May 2003 \| law \|/g)?.length, 2);
});
