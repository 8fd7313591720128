// A whole report of an invented country, from statements to every form. The account of its year 2003 is in test/support/statements.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recordRead } from "../../test/support/record-read.ts";
import { spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import {
  figure,
  finding,
  judgement,
  proceeding,
  reportOf2003,
  stated,
  tallied,
} from "../../test/support/statements.ts";
import type { RuleReading, Truth } from "../assessment/assessment.ts";
import type { Period } from "../assessment/fact-value.ts";
import { tvpa2004 } from "../assessment/tvpa.ts";
import { type RowValues, registerOf } from "../core/registers/register-table.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { Statement } from "../record/statement.ts";
import { writeCsv } from "../tables/csv.ts";
import { composeReport } from "./compose.ts";
import { type ReportData, reportText } from "./data/report-data.ts";
import { idsOf, recordAnchor } from "./document.ts";
import { factTable } from "./fact-table.ts";
import { markupOf } from "./print/elements.ts";
import { dataInHtml, reportHtml } from "./print/html.ts";
import { reportMarkdown } from "./print/markdown.ts";
import { plotSvg } from "./print/svg.ts";
import { reportOfYear } from "./report-of-year.ts";
import { plain } from "./say.ts";
import { cite, recordLinks, reportOf } from "./sections/report.ts";
import { condition, evidence } from "./sections/rule-sentences.ts";

const hexOf = (bytes: Uint8Array) => encodeHex(sha256(bytes));

/** The same statements with note ids as real notes have them. */
function hashed(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((one) => {
    const ref = { ...one.ref, note: hexOf(encodeUtf8(one.ref.note)) };
    return { ...one, ref, first: { ...one.first, ref } };
  });
}

const account = [
  ...reportOf2003(),
  judgement("complies-fully", false, "2003"),
  judgement("significant-efforts", true, "2003"),
  judgement("increasing-efforts", false, "2003"),
];

function dataOf(
  given: readonly Statement[],
  year = 2003,
  country = "UZ",
  kind: Period["kind"] = "calendar",
): ReportData {
  const record = { country, organisationNames: new Map([["record-office", { en: "Record Office" }]]) };
  return reportOfYear(recordRead(hashed(tallied(given, kind)), record), { period: { year, kind }, scheme: tvpa2004 });
}

function textOf(data: ReportData, language: (typeof spelledLanguages)[number] = "en"): string {
  return reportMarkdown(composeReport(data, wordsIn[language], "00")).replace(
    /\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g,
    "$1",
  );
}

test("[RP5] the account of 2003 is in the report: every statement of it, each from its record", () => {
  const shown = textOf(dataOf(account));
  for (const sentence of [
    "Uzbekistan is a source country for men, women and children trafficked to Russia and the Gulf States, for sexual exploitation and forced labour.",
    "Trafficking in persons was made a crime in August 2003 by an amendment: “Example code”, article 130-1.",
    "A law was drafted in 2003 (comprehensive law against trafficking): “Example law”. Its adoption was expected in 2004",
    "2 prosecutions in 2003, against 4 in 2002.",
    "1 conviction in 2003. The sentence: 14 years in prison.",
    "1 prosecution ongoing against a group (sexual exploitation).",
    "16 criminal groups under investigation in 2003.",
    "Training of law enforcement officials on trafficking is lacking.",
    "A committee was formed in 2003 to be trained: “Committee of three ministries”.",
    "Corruption, including among officials, is endemic.",
    "2 low-level officials charged: false documents. Both fled.",
    "The government takes steps to monitor its borders.",
    "Border control is weak.",
    "Victims are encouraged to co-operate with the authorities.",
    "There is no protection for victims.",
    "There is no programme of reintegration.",
    "There is no protection for witnesses.",
    "No victim was jailed, fined, detained or otherwise punished.",
    "There is no system to refer victims to non-governmental organisations.",
    "There was no co-operation with other governments on investigations.",
    "Embassies and consulates have no tools to identify and help victims.",
    "There is no national plan of action.",
    "A working group on a plan was formed in 2003: “Plan of examples”.",
    "The government co-operates regularly with non-governmental organisations.",
    "Brochures, in 2003, by “Example relief” (international organisation). The government supports it.",
    "Resource centre for potential migrants, in 2003, by “Example relief” (international organisation). The government supports it.",
    "**Tier 2 watch list** follows from the record.",
    "**Evidence of increased efforts is lacking**",
    "Prosecutions: 2, against 4 the year before",
    "Establish a national plan of action.",
    "Refer victims to non-governmental organisations that help",
  ]) {
    assert.ok(shown.includes(sentence), sentence);
  }
});

test("[RP5] a sentence goes when its record goes, and no other one comes in its place", () => {
  const without = textOf(
    dataOf(account.filter(({ key }) => !key.startsWith("corruption") && !key.startsWith("prosecutions 2002"))),
  );
  assert.ok(!without.includes("Corruption, including"));
  assert.ok(without.includes("2 prosecutions in 2003."));
  assert.ok(!without.includes("against 4"));
});

test("[RP5] not reported is stated as the source's word, apart from no data, and neither is a zero", () => {
  const data = dataOf([...account, figure("yearly-report", "victims-identified", "2003", "not-reported")]);
  const shown = textOf(data);
  assert.ok(shown.includes("A source says that these are not reported: Victims identified."));
  assert.match(shown, /The record has no figure or answer for: [^.]*Victims referred/);
  assert.doesNotMatch(shown, /0 victims (identified|referred)/);
  const html = reportHtml(composeReport(data, wordsIn.en, "00"), reportText(data));
  assert.ok(html.includes(`<span class="missing">not reported</span>`));
});

test("[RP5, RP7] victims in proceedings are stated in each language with the forms of its numbers; without tokens nobody says anything about them", () => {
  const linked = (count: number, on: string) => {
    const victims = Array.from({ length: count }, (_, n) => `7ea907${String(n).padStart(2, "0")}`.repeat(4));
    return proceeding(`linked ${on}`, { case: "A", event: "trial", on, victims }, { source: "yearly-report" });
  };
  const shown = (count: number) =>
    spelledLanguages.map(
      (language) =>
        textOf(dataOf([...account, linked(count, "2003"), linked(1, "2002")]), language).match(sentence)?.[0],
    );
  const sentence = /\d+ (victims? linked|жертв\S*, связанн\S+ с|қурбонии ба парвандаҳо)/;
  assert.deepEqual(shown(1), ["1 victim linked", "1 жертва, связанная с", "1 қурбонии ба парвандаҳо"]);
  assert.deepEqual(shown(3), ["3 victims linked", "3 жертвы, связанные с", "3 қурбонии ба парвандаҳо"]);
  assert.deepEqual(shown(21), ["21 victims linked", "21 жертва, связанная с", "21 қурбонии ба парвандаҳо"]);
  const english = textOf(dataOf([...account, linked(3, "2003"), linked(1, "2002")]));
  assert.ok(english.includes("3 victims linked to proceedings in 2003, against 1 in 2002."));
  assert.match(textOf(dataOf(account)), /The record has no figure or answer for: [^.]*Victims in proceedings/);
  assert.doesNotMatch(english, /7ea907/);
});

test("[RP9] a tier is stated with the sentence that it is a reading, with what would change it, and with the other rules", () => {
  const shown = textOf(dataOf(account));
  assert.ok(shown.includes("This is a reading of rules, not a decision."));
  assert.ok(shown.includes("| Judgement “The government makes significant efforts”: no | Tier 3 |"));
  assert.ok(
    shown.includes("Under the present minimum standards, **Tier 2 watch list** would follow from the same record."),
  );
  assert.ok(shown.includes("Grounds for the watch list here and not there: "));
  assert.ok(!shown.includes("falls outside"));
  assert.ok(
    textOf(dataOf(account, 2013)).includes("the reports of 2004 to 2005; the report about this year falls outside."),
  );
  const undecided = textOf(dataOf(reportOf2003()));
  assert.ok(undecided.includes("no tier follows from the record."));
  assert.ok(undecided.includes("Judgements that are missing"));
});

test("[RP10] sources that differ stand side by side, and what is not trafficking is taken out in the open", () => {
  const data = dataOf([
    ...account,
    figure("other-report", "convictions", "2003", 3),
    figure("yearly-report", "investigations", "2003", 86),
    figure("yearly-report", "investigations", "2003", 53, { part: "not-trafficking" }),
  ]);
  const shown = textOf(data);
  assert.ok(shown.includes("33 investigations in 2003. The source published 86; taken out as not trafficking: 53."));
  assert.ok(shown.includes("Sources differ; see the contradictions."));
  const section = composeReport(data, wordsIn.en, "00").sections.find(({ id }) => id === "contradictions");
  const rows = section?.blocks.flatMap((block) => (block.kind === "table" ? block.rows : [])) ?? [];
  const says = rows.map(({ cells }) => plain(cells[2] ?? []));
  for (const side of ["1", "3", "86 as published", "33 without what is not trafficking (53)"])
    assert.ok(says.includes(side), side);
});

test("[RP10] a finding and a thing on which sources differ are not stated as settled", () => {
  const shown = (...more: readonly Statement[]) => textOf(dataOf([...account, ...more]));
  const corruption =
    /Corruption, including among officials, is endemic\.\u00a0\\\[\d\\\] Sources differ; see the contradictions\./;
  assert.match(shown(finding("other-report", "corruption", "rare", "2003")), corruption);
  assert.doesNotMatch(shown(finding("other-report", "corruption", "endemic", "2003")), corruption);
  assert.doesNotMatch(shown(finding("other-report", "border-control", "effective", "2003")), corruption);
  const plan = (source: string, on: string) =>
    stated("plan", "plan-of-lids", { title: "Plan of lids", stage: "draft", on }, { source });
  const drafted = /A plan was a draft in May 2003: “Plan of lids”\.\u00a0\\\[\d\\\] Sources differ/;
  assert.match(shown(plan("yearly-report", "2003-05"), plan("other-report", "2003-07")), drafted);
  assert.doesNotMatch(shown(plan("yearly-report", "2003-05"), plan("other-report", "2003")), drafted);
});

test("[RP10] offices that answer differently stand side by side: the question is open, and is among the contradictions", () => {
  const [one, other] = [
    judgement("significant-efforts", true, "2003", "Office of Lists"),
    judgement("significant-efforts", false, "2003", "Office of Nets"),
  ];
  const data = dataOf([...reportOf2003(), judgement("complies-fully", false, "2003"), one, other]);
  assert.equal(data.assessment.tier, null);
  const shown = textOf(data);
  const [, why = ""] = shown.split("### Why");
  for (const sentence of [
    "- The government makes significant efforts, as “Office of Lists” judges: “Because of the examples.”",
    "- The government makes no significant efforts, as “Office of Nets” judges: “Because of the examples.”",
    "- Offices differ on “The government makes significant efforts”, so the question is open.",
  ])
    assert.equal(why.split("###")[0]?.split(sentence).length, 2, `${sentence}: once`);
  assert.match(why, /Judgements that are missing\n\n- Offices differ on “The government makes significant efforts”/);
  const [, contradictions = ""] = shown.split('<a id="contradictions">');
  const sides = [...contradictions.matchAll(/\| ([^|]*) \| [^|]+ \| (“Office of \w+”: \w+) \|/g)];
  assert.deepEqual(sides.map(([, , says]) => says).sort(), ["“Office of Lists”: yes", "“Office of Nets”: no"]);
  assert.deepEqual(
    sides.map(([, about]) => about),
    ["judgements “The government makes significant efforts”, answer", ""],
  );
  for (const language of ["ru", "tg"] as const)
    for (const office of ["Lists", "Nets"])
      assert.equal(textOf(data, language).split(`«Office of ${office}»`).length, 3, "in the reasons and in the table");
  const agreed = textOf(
    dataOf([...reportOf2003(), one, judgement("significant-efforts", true, "2003", "Office of Nets")]),
  );
  assert.ok(
    !agreed.includes("Offices differ") && agreed.includes("“Office of Nets”") && agreed.includes("“Office of Lists”"),
  );
});

test("[RP5] only the first article in force made trafficking a crime; a later version is stated as a change, and the old penalty no longer", () => {
  const law = (key: string, values: Partial<RowValues<"law">>) =>
    stated("law", key, {
      act: "Example code",
      article: "130-1",
      subject: "trafficking",
      stage: "in-force",
      on: "2003-08",
      ...values,
    });
  const first = law("first", { minimum_months: 60, maximum_months: 180 });
  const second = law("plan-one", { act: "Act on help", article: "7", on: "2003-05", stage: "adopted" });
  const shown = textOf(dataOf([first, second]));
  assert.ok(shown.includes("Trafficking in persons was made a crime in August 2003: “Example code”, article 130-1."));
  assert.ok(shown.includes("A law was adopted in May 2003 (human trafficking): “Act on help”, article 7."));
  assert.ok(shown.includes("Penalty: 5 to 15 years in prison"));
  assert.equal(shown.match(/made a crime/g)?.length, 1);
  const changed = textOf(
    dataOf([first, law("second", { on: "2019", amends: "first", text: "Sale was added." })], 2019),
  );
  assert.ok(
    changed.includes("Trafficking in persons has been a crime since August 2003: “Example code”, article 130-1."),
  );
  assert.ok(changed.includes("A law was changed in 2019: “Example code”, article 130-1. (“Sale was added.”)"));
  assert.ok(!changed.includes("made a crime") && !changed.includes("Penalty:"));
  const bill = textOf(dataOf([law("bill", { stage: "in-parliament", text: "Adopted by the lower house." })]));
  assert.ok(bill.includes("A law was before parliament in August 2003 (human trafficking): “Example code”."));
  assert.ok(bill.includes("(“Adopted by the lower house.”)") && !bill.includes("made a crime"));
});

test("[RP5] that a law came by an amendment of its act is stated, in later years too, where a source says so and none denies it", () => {
  const law = (source: string, by_amendment: boolean | undefined, more: Partial<RowValues<"law">> = {}) => {
    const values = {
      act: "Example code",
      article: "130-1",
      subject: "trafficking",
      stage: "in-force",
      on: "2003-08",
    } as const;
    const said = by_amendment === undefined ? {} : { by_amendment };
    return stated("law", more.stage ?? "crime", { ...values, ...said, ...more }, { source });
  };
  const shown = {
    en: [
      "was made a crime in August 2003 by an amendment: “Example code”, article 130-1.",
      "has been a crime since August 2003, by an amendment: “Example code”, article 130-1.",
      "A law was adopted in May 2003 as an amendment (use of slave labour):",
    ],
    ru: [
      "признана преступлением в августе 2003 года путём внесения поправки: «Example code», статья 130-1.",
      "является преступлением с августа 2003 года, в силу поправки: «Example code», статья 130-1.",
      "Закон принят в мае 2003 года как поправка (использование рабского труда):",
    ],
    tg: [
      "дар моҳи августи соли 2003 бо ворид кардани тағйирот ҷиноят эътироф шуд: «Example code», моддаи 130-1.",
      "аз августи соли 2003 ҷиноят аст, ки бо ворид кардани тағйирот муқаррар шудааст: «Example code», моддаи 130-1.",
      "Қонун дар моҳи майи соли 2003 ҳамчун тағйирот қабул шуд (истифодаи меҳнати ғуломона):",
    ],
  };
  const slavery = law("report", true, { subject: "slave-labour", stage: "adopted", on: "2003-05" });
  const given = [law("review", undefined), law("report", true), slavery];
  for (const language of spelledLanguages) {
    const [made, since, adopted] = shown[language];
    const of2003 = textOf(dataOf(given), language);
    assert.ok(of2003.includes(made ?? "?") && of2003.includes(adopted ?? "?"), of2003.slice(0, 3000));
    assert.ok(textOf(dataOf(given, 2019), language).includes(since ?? "?"));
  }
  assert.ok(textOf(dataOf([law("review", undefined)])).includes("a crime in August 2003: "), "nobody says so");
  const denied = textOf(dataOf([law("report", true), law("review", false)]));
  assert.ok(
    denied.includes("a crime in August 2003: ") &&
      denied.includes("laws “Example code”, article 130-1, added by an amendment of the act"),
    denied.slice(0, 3000),
  );
});

test("[RP5] what is remarked on a body stands in brackets behind its sentence, and is no part of its name", () => {
  const unit = {
    body: "unit",
    name: "Example unit",
    kind: "police-unit",
    purpose: "investigation",
    event: "formed",
    on: "2003",
    first: true,
    remark: "Year inferred",
  } as const;
  const shown = textOf(dataOf([stated("body", "u1", unit), stated("body", "u2", { ...unit, event: "met" })]));
  const sentence = "“Example unit”. The source calls it the first of its kind. (“Year inferred”)";
  assert.ok(shown.includes(sentence) && shown.includes("“Example unit” met in 2003. (“Year inferred”)"), shown);
});

test("[RP10] what differs is named so that a reader knows which thing it is", () => {
  const unit = (source: string, key: string, on: string) =>
    stated(
      "body",
      key,
      {
        body: key,
        name: `Unit ${key}`,
        kind: "police-unit",
        purpose: "investigation",
        event: "formed",
        on,
        first: true,
      },
      { source },
    );
  const data = dataOf([unit("s", "one", "2003-05"), unit("t", "two", "2018")]);
  const section = composeReport(data, wordsIn.en, "00").sections.find(({ id }) => id === "contradictions");
  const rows = section?.blocks.flatMap((block) => (block.kind === "table" ? block.rows : [])) ?? [];
  const cells = rows.map((row) => [plain(row.cells[0] ?? []), plain(row.cells[2] ?? [])].join(": "));
  assert.deepEqual(cells, [
    "bodies: one is said to be the first of its kind, and another was formed before it: Unit one, May 2003",
    ": Unit two, 2018",
  ]);
});

test("[RP5] what is dated too vaguely for the period is said to be so, and not silence", () => {
  const data = dataOf(account, 2003, "UZ", "april-march");
  const shown = textOf(data);
  assert.match(shown, /Prosecutions in 2003: 2\./, "a figure for other days is not vague (AS29)");
  assert.doesNotMatch(shown, /The record has no figure or answer for: [^.]*Prosecutions/);
  assert.ok(shown.includes("What the record says about who was taken where is dated too vaguely for this period."));
});

test("[RP6] a figure leads to the records of its parts too, and shows its articles and what its source remarks", () => {
  const data = dataOf([
    stated("law", "130-1", {
      act: "Example code",
      article: "130-1",
      subject: "trafficking",
      stage: "in-force",
      on: "2002",
    }),
    figure("s", "investigations", "2003", 86, {
      articles: ["130-1"],
      remark: "Several agencies may have counted one case",
    }),
    figure("s", "investigations", "2003", 24, { part: "sexual", articles: ["130-1"] }),
  ]);
  const shown = textOf(data);
  assert.ok(shown.includes("Counted only under “Example code”, article 130-1."));
  assert.ok(shown.includes("(“Several agencies may have counted one case”)"));
  assert.ok(shown.includes("| Investigations of sexual exploitation | 24 |"));
  const whole = data.facts.find(({ definition }) => definition.key === "investigations")?.now.statements[0];
  assert.equal(whole?.parts.length, 1);
  const html = reportHtml(composeReport(data, wordsIn.en, "00"), reportText(data));
  const row = html.split("<tr").find((one) => one.includes(">86 (sexual exploitation: 24"));
  for (const ref of [...(whole?.records ?? []), ...(whole?.parts ?? []).map((part) => part.ref)])
    assert.ok(row?.includes(`#${recordAnchor(ref.note, ref.row)}`), "linked");
});

test("[RP5] an amount of money is written in its currency", () => {
  const shown = textOf(dataOf([figure("s", "government-funding", "2003", 500, { currency: "XTS" })]));
  assert.ok(shown.includes("Funding by the government in 2003: 500\u00a0XTS."));
  assert.ok(shown.includes("| Funding by the government | 500\u00a0XTS |"));
});

test("[RP7] a sentence begins with a capital and has none inside, whatever comes first in the language", () => {
  const given = [proceeding("g", { case: "G", event: "prosecution", on: "2003", group: true })];
  for (const [language, pattern] of [
    ["en", /At least 1 person prosecuted in 2003/],
    ["tg", /Дар соли 2003: на камтар аз 1 айбдоршаванда/],
  ] as const) {
    const data = dataOf(given);
    const shown = reportMarkdown(composeReport(data, wordsIn[language], "00")).replaceAll(
      /\[([^\]]*)\]\([^)]*\)/g,
      "$1",
    );
    assert.match(shown, pattern, language);
  }
});

test("[RP5] co-operation is stated with its partner: a country, or an organisation by its name", () => {
  const shown = textOf(
    dataOf([
      stated("agreement", "a", { title: "Safe cupboards", partner: "League of Lids", kind: "ngo", on: "2003-02" }),
      stated("agreement", "b", { title: "Treaty", with: ["UZ", "KG"], kind: "police", on: "2003-03" }),
    ]),
  );
  assert.ok(
    shown.includes(
      "Agreement with non-governmental organisations (“League of Lids”), February 2003: “Safe cupboards”.",
    ),
  );
  assert.ok(shown.includes("Agreement between police forces, with Uzbekistan and Kyrgyzstan, March 2003: “Treaty”."));
});

test("[RP10] penalties of one law that sources give differently stand side by side, each with its source", () => {
  const law = (source: string, maximum_months: number) =>
    stated(
      "law",
      "130-1",
      {
        act: "Example code",
        article: "130-1",
        subject: "trafficking",
        stage: "in-force",
        on: "2003-08-01",
        minimum_months: 60,
        maximum_months,
      },
      { source },
    );
  const shown = textOf(dataOf([...account, law("other", 180), law("third", 240), law("fourth", 180)]));
  assert.equal([...shown.matchAll(/was made a crime/g)].length, 1);
  assert.match(shown, /Penalty: 5 to 15 years in prison[^;]+; 5 to 20 years in prison[^;]+\./);
});

test("[RP5] a prosecution is not stated as ongoing in later years for want of a record of its end", () => {
  assert.ok(!textOf(dataOf(account, 2004)).includes("ongoing against a group"));
});

test("[RP10] where texts of law are counted together, each that names a law is shown, in the page and in the table", () => {
  const law = (key: string, source: string) =>
    stated("law", key, { act: `Act ${key}`, subject: "recruitment", stage: "in-force", on: "2003" }, { source });
  const source = (key: string) =>
    stated("source", key, { title: `The ${key}`, publisher: "Example press", kind: "law-text", checked: "verified" });
  const data = dataOf([
    ...account,
    source("gazette-1"),
    source("gazette-2"),
    law("a", "gazette-1"),
    law("b", "gazette-2"),
  ]);
  const counted = textOf(data)
    .split("\n")
    .filter((line) => line.startsWith("| 2003 ") && line.includes("The gazette-"));
  assert.ok(counted.length > 0);
  for (const line of counted) assert.match(line, /The gazette-[12][^|]*; The gazette-[12][^|]*\| 2( \(counts\))? \|/);
  const row = factTable(data, wordsIn.en).find((cells) => cells[3] === "laws-in-force" && cells[0] === "2003");
  assert.ok(row?.some((cell) => /^gazette-[12];gazette-[12]$/.test(cell)));
});

test("[RP5] a service, a law or an agreement is not stated in years after those that its only source, a report, covers", () => {
  const said = { source: "yearly-report" };
  const hotline = { what: "hotline", from: "2003", funder: "government" } as const;
  const law = { act: "Example act", subject: "recruitment", stage: "in-force", on: "2003" } as const;
  const treaty = { title: "Treaty of examples", kind: "police", on: "2003", with: ["NA"] } as const;
  const shown = (more: readonly Statement[], year: number) =>
    dataOf([...account, ...more], year)
      .rows.filter(({ key }) => key.startsWith("only"))
      .map(({ key }) => key);
  const open = [
    stated("protection", "only hotline", hotline, said),
    stated("law", "only law", law, said),
    stated("agreement", "only treaty", treaty, said),
  ];
  const all = ["only hotline", "only law", "only treaty"];
  assert.deepEqual(shown(open, 2003).toSorted(), all);
  assert.deepEqual(shown(open, 2004).toSorted(), all, "the report is of 2004");
  assert.deepEqual(shown(open, 2005), []);
  const isStated = (year: number) =>
    textOf(dataOf([...account, ...open], year)).includes("Hotline, paid by the government");
  assert.deepEqual([2003, 2005].map(isStated), [true, false]);
  const ended = stated("protection", "only hotline", { ...hotline, until: "2006" }, said);
  assert.deepEqual([shown([ended], 2006), shown([ended], 2007)], [["only hotline"], []]);
  assert.deepEqual(shown([stated("protection", "only hotline", hotline)], 2010), ["only hotline"], "own files hold on");
  const later = { act: "Second example act", subject: "trafficking", stage: "in-force", on: "2010" } as const;
  const text = textOf(dataOf([...account, stated("law", "later", later)], 2010));
  assert.match(text, /has been a crime since August 2003/);
  assert.equal([...text.matchAll(/was made a crime/g)].length, 0, "only the first one made it a crime");
});

test("[RP5] a step of proceedings that the record does not show is no zero", () => {
  const data = dataOf(account);
  const html = reportHtml(composeReport(data, wordsIn.en, "00"), reportText(data));
  const [flow = ""] = html.match(/<svg class="plot"[^>]*aria-labelledby="flow-title.*?<\/svg>/s) ?? [];
  assert.ok(flow.includes(">no single cases</text>") && !flow.includes(">0</text>") && !flow.includes("no data"));
  const shown = textOf(dataOf([...account, figure("yearly-report", "investigations", "2003", 28)]));
  assert.ok(shown.includes("28 investigations in 2003."));
  assert.ok(shown.includes("| Investigation | no single cases recorded |"), "a figure is no case of the flow");
});

test("[RP15] the words of two steps without cases stand beside each other in each language", () => {
  const begun = dataOf([proceeding("i", { case: "A", event: "investigation", on: "2003" })]);
  for (const language of spelledLanguages) {
    const html = reportHtml(composeReport(begun, wordsIn[language], "00"), "{}");
    const [flow = ""] = html.match(/<svg class="plot"[^>]*aria-labelledby="flow-title.*?<\/svg>/s) ?? [];
    const lines = [
      ...flow.matchAll(/<text x="([\d.]+)" y="(\d+)" class="plot-missing"( text-anchor="end")?>([^<]+)</g),
    ];
    const spans = lines.map(([, x = "", y = "", atEnd, words = ""]) => {
      const [at, length] = [Number(x), words.length * 7];
      return { y, from: atEnd === undefined ? at : at - length, to: atEnd === undefined ? at + length : at };
    });
    assert.ok(spans.length >= 6, language);
    for (const a of spans)
      for (const b of spans) assert.ok(a === b || a.y !== b.y || a.to < b.from || b.to < a.from, language);
  }
});

test("[RP11] a year without data says so, and states no figure and no empty part", () => {
  for (const language of spelledLanguages) {
    const document = composeReport(dataOf(reportOf2003(), 1995), wordsIn[language], "00");
    const ids = document.sections.map(({ id }) => id);
    assert.deepEqual(
      ["prosecution", "protection", "prevention", "partnership", "counted"].filter((id) => ids.includes(id)),
      [],
    );
    const inlines = document.sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === "paragraph" ? block.content : []));
    assert.ok(inlines.every(({ kind }) => kind !== "figure"));
  }
  const nothing = textOf(dataOf([], 1995));
  assert.ok(nothing.includes("The record of Uzbekistan holds nothing about 1995."));
  assert.ok(!nothing.includes("Evidence of increased efforts is lacking"), "no finding, also of the rules");
});

test("[RP6] every link leads to a place in the document, and places are unique", () => {
  for (const language of spelledLanguages) {
    const data = dataOf(account);
    const document = composeReport(data, wordsIn[language], "00");
    const html = reportHtml(document, reportText(data));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");
    assert.equal(new Set(ids).size, ids.length);
    for (const [, to] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(to ?? ""), to ?? "");
    assert.ok([...html.matchAll(/href="#fact-/g)].length > 20);
    assert.ok([...idsOf(document)].every((id) => ids.includes(id)));
  }
});

test("[RP6] of more than fifty records, rows of one note stand in one line, each has its place there, and the data name each", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, row): Statement => {
      const one = stated("prevention", `serve-${row}`, { what: "campaign", by: `Example ${row}`, on: "2003-05" });
      return { ...one, ref: { note: row < 40 ? "first" : "second", row: row < 40 ? row : row * 2 } };
    });
  const few = composeReport(dataOf(rows(50)), wordsIn.en, "00");
  const tableOf = ({ sections }: typeof few) => {
    const table = sections.find(({ id }) => id === "records")?.blocks.find(({ kind }) => kind === "table");
    assert.ok(table?.kind === "table");
    return table.rows;
  };
  assert.equal(tableOf(few).length, 50);
  const data = dataOf(rows(60));
  assert.equal(data.records.length, 60);
  const many = composeReport(data, wordsIn.en, "00");
  const shown = tableOf(many).map(({ cells: [record = [], register = []] }) => [
    plain(record).slice(16, 30),
    plain(register),
  ]);
  assert.deepEqual(shown.sort(), [
    [":0–39", "prevention (40)"],
    [":80, 82, 84, 8", "prevention (20)"],
  ]);
  const report = reportOf(data, wordsIn.en);
  const ids = idsOf(many);
  for (const { note, row } of data.records) {
    const [link] = cite(report, [{ note, row }]);
    assert.ok(link?.kind === "link" && ids.has(link.to), `${note}:${row}`);
  }
  const links = recordLinks(report, data.records);
  assert.deepEqual(links.flatMap((inline) => (inline.kind === "link" ? [inline.text.slice(8)] : [])).sort(), [
    " (20)",
    ":0–39",
  ]);
  const single = composeReport(dataOf(rows(20)), wordsIn.en, "00");
  assert.match(reportHtml(single, "{}"), /<a href="#records">\+14<\/a>/, "how many more there are leads to all");
});

test("[RP15] a long number at the edge of a plot is drawn whole", () => {
  const values = [2998, 12, 1_234_567].map((value, i) => ({
    year: 2001 + i,
    yearText: String(2001 + i),
    value,
    text: String(value),
    isApart: false,
  }));
  const panels = [1, 2, 3].map((n) => ({ label: `Serves ${n}`, points: values }));
  const svg = markupOf(
    plotSvg({
      kind: "series",
      id: "p",
      title: "Serves",
      description: "Of examples",
      yearTitle: "Year",
      panels,
    }),
  );
  const labels = [...svg.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle">(\d+)</g)];
  assert.equal(labels.length, 9);
  for (const [, x = "", text = ""] of labels) {
    assert.ok(Number(x) - text.length * 4 >= 0, `${text} at ${x}`);
    assert.ok(Number(x) + text.length * 4 <= 720, `${text} at ${x}`);
  }
});

test("[RP15] every point over the years bears its number where there is room", () => {
  const labels = (values: readonly number[]) => {
    const points = values.map((value, i) => ({
      year: 2001 + i,
      yearText: String(2001 + i),
      value,
      text: String(value),
      isApart: false,
    }));
    const panels = [{ label: "Serves", points }];
    const svg = markupOf(
      plotSvg({ kind: "series", id: "p", title: "Serves", description: "", yearTitle: "Year", panels }),
    );
    return [...svg.matchAll(/text-anchor="middle">(\d+)</g)].map(([, text]) => text);
  };
  assert.deepEqual(labels([5, 60, 3, 412]), ["5", "60", "3", "412"]);
  assert.deepEqual(labels([1_111_111, 3_333_333, 2_222_222, 1_234_567]), ["1111111", "3333333", "1234567"]);
});

test("[RP10] no line joins two years that are not counted alike, and the later one bears the mark", () => {
  const draw = (isApart: boolean) => {
    const values = [5, 6, 3, 4].map((value, i) => ({
      year: 2001 + i,
      yearText: String(2001 + i),
      value,
      text: `${value}${isApart && i === 2 ? "†" : ""}`,
      isApart: isApart && i === 2,
    }));
    const panels = [{ label: "Serves", points: values }];
    return markupOf(plotSvg({ kind: "series", id: "p", title: "Serves", description: "", yearTitle: "Year", panels }));
  };
  const linesOf = (svg: string) =>
    [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, at = ""]) => at.split(" ").length);
  assert.deepEqual([linesOf(draw(false)), linesOf(draw(true))], [[4], [2, 2]]);
  assert.match(draw(true), />3†<\/text>/);
});

test("[RP2] every record behind a value is listed with its leaf and who entered it", () => {
  const data = dataOf(account);
  const listed = new Set(data.records.map(({ note, row }) => `${note}:${row}`));
  for (const { now, before } of data.facts)
    for (const { records } of [...now.statements, ...before.statements])
      for (const { note, row } of records) assert.ok(listed.has(`${note}:${row}`));
  assert.ok(data.records.every(({ register, organisation }) => register !== null && organisation !== null));
  const [officials] = data.proceedings.officials;
  assert.deepEqual([officials?.charged, officials?.fled, officials?.records.length], [2, 2, 2]);
  assert.ok(data.records.every(({ register }) => registerOf(register as "law").open));
});

test("[RP2] a source is described as by the organisation that names it, and another's under the same key apart", () => {
  const of = (organisation: string, leaf: number, title: string, value: number) =>
    [
      stated(
        "source",
        "yearly",
        { title, publisher: "P", kind: "report", checked: "verified" },
        { organisation, leaf },
      ),
      stated(
        "figure",
        "convictions",
        { fact: "convictions", from: "2003", value },
        { organisation, leaf: leaf + 1, source: "yearly" },
      ),
    ] as const;
  const data = dataOf([...of("000-shelter", 5, "Final corrected edition", 500), ...of("office", 1, "The yearly", 2)]);
  assert.deepEqual(
    data.sources.map(({ key, title }) => [key, title]),
    [
      ["yearly", "The yearly"],
      ["yearly 000-shelter", "Final corrected edition"],
    ],
  );
  const convictions = data.facts.find(({ definition }) => definition.key === "convictions");
  assert.deepEqual(
    convictions?.now.statements.map(({ source, value }) => [source, value]),
    [
      ["yearly", 2],
      ["yearly 000-shelter", 500],
    ],
  );
  const same = dataOf([...of("000-shelter", 5, "The yearly", 500), ...of("office", 1, "The yearly", 2)]);
  assert.deepEqual(
    same.sources.map(({ key }) => key),
    ["yearly"],
  );
});

test("[RP3] only registers whose rows are open are shown row by row", () => {
  for (const { register } of dataOf(account).rows) assert.ok(registerOf(register).open, register);
});

test("[RP6] a link to a place that is not in the document is only its words", () => {
  const document = composeReport(dataOf(account), wordsIn.en, "00");
  const section = {
    id: "astray",
    title: "Astray",
    blocks: [{ kind: "paragraph", content: [{ kind: "link", text: "nowhere", to: "not-there" }] }],
  } as const;
  const html = reportHtml({ ...document, sections: [section] }, "{}");
  assert.ok(html.includes("<p>nowhere</p>"));
  assert.ok(reportMarkdown({ ...document, sections: [section] }).includes("\n\nnowhere\n"));
});

test("[RP9] what settled a rule is shown: of all the parts that failed, of any the parts that held", () => {
  const facts = dataOf(account);
  const report = reportOf(facts, wordsIn.en);
  const leaf = (fact: string, truth: Truth): RuleReading => ({
    rule: { fact, atLeast: 3 },
    truth,
    records: [],
    parts: [],
  });
  const parts = [leaf("prosecutions", "no"), leaf("groups-under-investigation", "yes")];
  const rules = parts.map(({ rule }) => rule);
  const shown = (reading: RuleReading) => evidence(report, reading).map(plain);
  assert.deepEqual(shown({ rule: { all: rules }, truth: "no", records: [], parts }), [
    "Prosecutions: 2, against 4 the year before",
  ]);
  assert.deepEqual(shown({ rule: { any: rules }, truth: "yes", records: [], parts }), [
    "Criminal groups under investigation: 16",
  ]);
  assert.equal(condition(report, { not: { fact: "prosecutions", atLeast: 3 } }, "yes"), "Prosecutions: fewer than 3");
  assert.equal(
    condition(report, { fact: "finding-corruption", than: "more" }, "yes"),
    "Corruption: better than the year before",
  );
});

test("[RP1] [RP4] the data have one spelling, of which the hash is taken, whatever the order of the statements", () => {
  const [data, turned] = [dataOf(account), dataOf([...account].reverse())];
  assert.equal(reportText(turned), reportText(data));
  const changed = dataOf([...account, finding("yearly-report", "extradition", "refused", "2003")]);
  assert.notEqual(reportText(changed), reportText(data));
});

test("[RP4] the same data and language give the same bytes in every form", () => {
  const [data, turned] = [dataOf(account), dataOf([...account].reverse())];
  for (const language of spelledLanguages) {
    const forms: readonly (readonly string[])[] = [data, turned].map((given) => {
      const document = composeReport(given, wordsIn[language], "00");
      return [
        reportHtml(document, reportText(given)),
        reportMarkdown(document),
        writeCsv(factTable(given, wordsIn[language])),
      ];
    });
    assert.deepEqual(forms[1], forms[0]);
  }
});

test("[RP13] [RP14] whatever is entered stays text: in the page, in its data, in Markdown", () => {
  const evil = `</script><script>alert("1")</script><img src=x onerror=alert(1)> & \`|_*[x](javascript:1)`;
  const data = dataOf([
    ...account,
    stated("plan", "evil", { title: evil, stage: "draft", on: "2003" }, { source: "yearly-report" }),
  ]);
  const text = reportText(data);
  const document = composeReport(data, wordsIn.en, "00");
  const html = reportHtml(document, text);
  assert.equal([...html.matchAll(/<script/g)].length, 1);
  assert.equal([...html.matchAll(/<\/script/g)].length, 1);
  assert.ok(!html.includes("<img"));
  assert.equal(dataInHtml(html), text);
  assert.ok(text.includes("\\u003c/script\\u003e"));
  const markdown = reportMarkdown(document);
  assert.ok(!markdown.includes("<script") && !markdown.includes("<img"));
  assert.doesNotMatch(markdown, /[^\\]\]\(javascript/);
});

test("[RP13] the page loads nothing: no address of anything outside, and a policy that says so", () => {
  const data = dataOf(account);
  const html = reportHtml(composeReport(data, wordsIn.tg, "00"), reportText(data));
  assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
  assert.doesNotMatch(html, /(src|href)="(?!#)/);
  assert.doesNotMatch(html, /url\((?!#)|@import/);
  assert.match(html, /^<!doctype html>\n<html lang="tg" dir="ltr">/);
});

test("[RP15] plots say the same as the table beside them, and no data is no mark", () => {
  const data = dataOf(account);
  const html = reportHtml(composeReport(data, wordsIn.en, "00"), reportText(data));
  const [bars = ""] = html.match(/<svg class="plot"[^>]*aria-labelledby="bars-prosecution-title.*?<\/svg>/s) ?? [];
  assert.match(bars, /<title id="bars-prosecution-title">/);
  assert.match(bars, /<desc id="bars-prosecution-desc">/);
  assert.match(bars, /fill="url\(#bars-prosecution-hatch\)"/);
  assert.match(bars, />no data<\/text>/);
  const drawn = [...bars.matchAll(/class="plot-(now|before)"/g)].length;
  const known = [...bars.matchAll(/>(at least )?\d+<\/text>/g)].length;
  assert.ok(drawn > 0 && known - drawn === [...bars.matchAll(/>200[23]<\/text>/g)].length);
  const [series = ""] = html.match(/<svg class="plot"[^>]*aria-labelledby="series-title.*?<\/svg>/s) ?? [];
  assert.equal([...series.matchAll(/<circle/g)].length, 2);
  assert.equal([...series.matchAll(/<polyline/g)].length, 1, "a line joins the two years");
  const [flow = ""] = html.match(/<svg class="plot"[^>]*aria-labelledby="flow-title.*?<\/svg>/s) ?? [];
  assert.match(flow, /pending 1/);
});

test("[RP8] a report names any country by its code and title alone", () => {
  const shown = textOf(dataOf(account, 2003, "FJ"), "tg");
  assert.ok(shown.includes("Фиҷи"), shown.slice(0, 200));
  assert.ok(!shown.includes("Тоҷикистон") && !shown.includes("Ӯзбекистон"));
});

test("[RP8] the country has its own name, and not that of its referral system; an invented one has no other", () => {
  const data = { ...dataOf(account, 2003, "FJ"), title: { en: "National Referral System", ru: "Система" } };
  const heads = (["en", "ru", "tg"] as const).map((language) => composeReport(data, wordsIn[language], "00").title);
  assert.deepEqual(heads, ["Fiji, 2003", "Фиджи, 2003 год", "Фиҷи, соли 2003"]);
  assert.doesNotMatch(textOf(data, "en"), /National Referral System/);
  const invented = (code: string) => composeReport({ ...data, country: code }, wordsIn.tg, "00").title;
  assert.deepEqual(["XQ", "constructor"].map(invented), [
    "National Referral System, соли 2003",
    "National Referral System, соли 2003",
  ]);
});
