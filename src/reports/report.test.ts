// A whole report of an invented country, from statements to every form. The account of its year 2003 is in test/support/statements.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recordRead } from "../../test/support/record-read.ts";
import { elementsIn, reportMarkdown, rowsIn } from "../../test/support/report-markdown.ts";
import { spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import { figure, finding, judgement, reportOf2003, stated, tallied } from "../../test/support/statements.ts";
import type { AtomReading, Truth } from "../assessment/assessment.ts";
import type { Period } from "../assessment/fact-value.ts";
import { registerOf } from "../core/registers/register-table.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { refId, type Statement } from "../record/statement.ts";
import { writeCsv } from "../tables/csv.ts";
import { composeReport } from "./compose.ts";
import type { ReportData } from "./data/report-data.ts";
import { factTable } from "./fact-table.ts";
import { paragraph } from "./print/document.ts";
import { markupOf } from "./print/elements.ts";
import { reportHtml, shownInHtml } from "./print/html.ts";
import { link, plain } from "./print/say.ts";
import { plotSvg } from "./print/svg.ts";
import { reportOfYear } from "./report-of-year.ts";
import { recordAnchor, recordLinks, reportOf } from "./sections/report.ts";
import { evidence } from "./sections/rule-sentences.ts";

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
  return reportOfYear(recordRead(hashed(tallied(given, kind)), record), { year, kind });
}

function textOf(data: ReportData, language: (typeof spelledLanguages)[number] = "en"): string {
  return reportMarkdown(composeReport(data, wordsIn[language]))
    .replace(/\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g, "$1")
    .replace(/\| <a id="[^"]*"><\/a>/g, "| ");
}

test("[RP5] the annex has the account of 2003 in tables: each fact with its source, each row with its fields, and no sentence about the country", () => {
  const shown = textOf(dataOf(account));
  for (const line of [
    "| Prosecutions | 2 | 4 | The yearly-report |",
    "| Longest sentence | 14 years |",
    "| Criminal groups under investigation | 16 |",
    "| Corruption | endemic |",
    "| Prosecutions ongoing at the end | at least 1 | *no data* |",
    "topic: Corruption; answer: Endemic; from: 2003 | The yearly-report",
    "act: “Example code”; article: “130-1”; added by an amendment of the act: Yes; subject: Human trafficking; stage: In force; date: August 2003",
    "**Tier 2 watch list** follows from the record.",
    "A ground for the watch list holds: **Evidence of increased efforts is lacking**.",
  ])
    assert.ok(shown.includes(line), `${line}\n${shown}`);
  assert.doesNotMatch(shown, /was made a crime|is a source country|Border control is weak|Both fled/);
});

test("[RP5] what goes from the record goes from the annex, and what is not reported is the source's word, never a zero", () => {
  const without = textOf(dataOf(account.filter(({ key }) => !key.startsWith("corruption"))));
  assert.ok(!without.includes("topic: Corruption"));
  const data = dataOf([...account, figure("yearly-report", "victims-identified", "2003", "not-reported")]);
  const shown = textOf(data);
  assert.match(shown, /\| Victims identified \| \*not reported\* \| \*no data\* \|/);
  assert.match(shown, /\| Not reported \| [^|]*Victims identified[^|]* \|/);
  assert.doesNotMatch(shown, /\| Victims (identified|referred)[^|]* \| 0 \|/);
  const html = reportHtml(composeReport(data, wordsIn.en), {});
  assert.ok(html.includes(`<span class="missing">not reported</span>`));
});

test("[RP5] a number that its source gives as about right is about so many in the annex, and never exact", () => {
  const rough = figure("yearly-report", "victims-identified", "2003", 500, { approx: "roughly" });
  const shown = textOf(dataOf([...account, rough]));
  assert.match(shown, /\| Victims identified \| about 500 \|/);
});

test("[RP9] a tier is stated with the sentence that it is a reading, its judgements, and what it waits for", () => {
  const shown = textOf(dataOf(account));
  assert.ok(shown.includes("This is a reading of rules, not a decision."));
  assert.ok(
    shown.includes("The government makes significant efforts, as “Example office” judges: “Because of the examples.”"),
  );
  assert.ok(!shown.includes("falls outside"));
  assert.ok(textOf(dataOf(account, 1999)).includes("reports from 2004 on; the report about this year falls outside."));
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
  assert.match(shown, /\| Investigations \| 33 \(published as 86; counted by the source, but not trafficking: 53\) \|/);
  const section = composeReport(data, wordsIn.en).sections.find(({ id }) => id === "contradictions");
  const says = rowsIn(section?.blocks ?? []).map(({ cells }) => cells[2] ?? "");
  for (const side of ["1", "3", "86 as published", "33 without what is not trafficking (53)"])
    assert.ok(says.includes(side), side);
});

test("[RP10] offices that answer differently stand side by side: the question is open, and is among the contradictions", () => {
  const [one, other] = [
    judgement("significant-efforts", true, "2003", "Office of Lists"),
    judgement("significant-efforts", false, "2003", "Office of Nets"),
  ];
  const data = dataOf([...reportOf2003(), judgement("complies-fully", false, "2003"), one, other]);
  assert.equal(data.assessment.tier, null);
  const shown = textOf(data);
  for (const sentence of [
    "- The government makes significant efforts, as “Office of Lists” judges: “Because of the examples.”",
    "- The government makes no significant efforts, as “Office of Nets” judges: “Because of the examples.”",
  ])
    assert.equal(shown.split(sentence).length, 2, `${sentence}: once`);
  assert.match(shown, /Judgements that are missing\n\n- Offices differ on “The government makes significant efforts”/);
  const [, contradictions = ""] = shown.split('<a id="contradictions">');
  const sides = [...contradictions.matchAll(/\| ([^|]*) \| [^|]+ \| (“Office of \w+”: \w+) \|/g)];
  assert.deepEqual(sides.map(([, , says]) => says).sort(), ["“Office of Lists”: yes", "“Office of Nets”: no"]);
  assert.deepEqual(
    sides.map(([, about]) => about),
    ["judgements “The government makes significant efforts”, answer", ""],
  );
  for (const language of ["ru", "tg"] as const)
    for (const office of ["Lists", "Nets"])
      assert.equal(
        textOf(data, language).split(`«Office of ${office}»`).length,
        4,
        "with the tier, among the rows and the contradictions",
      );
  const agreed = textOf(
    dataOf([...reportOf2003(), one, judgement("significant-efforts", true, "2003", "Office of Nets")]),
  );
  assert.ok(
    !agreed.includes("Offices differ") && agreed.includes("“Office of Nets”") && agreed.includes("“Office of Lists”"),
  );
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
  const section = composeReport(data, wordsIn.en).sections.find(({ id }) => id === "contradictions");
  const cells = rowsIn(section?.blocks ?? []).map((row) => [row.cells[0], row.cells[2]].join(": "));
  assert.deepEqual(cells, [
    "bodies: one is said to be the first of its kind, and another was formed before it: Unit one, May 2003",
    ": Unit two, 2018",
  ]);
});

test("[RP5] what is dated too vaguely for the period stands among the gaps as such, and not as silence", () => {
  const given = [
    ...account,
    stated("training", "vague", { on: "2003", topic: "recognition", profession: "police", participants: 4 }),
  ];
  const shown = textOf(dataOf(given, 2003, "UZ", "april-march"));
  const [, gaps = ""] = shown.split('<a id="gaps"></a>');
  assert.match(gaps, /\| Dated too vaguely \| [^|]*Trainings/);
  assert.match(shown, /\| Prosecutions \| 2 \(in 2003\) \|/, "a figure for other days is not vague (AS29)");
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
  assert.ok(
    shown.includes("| Investigations | 86 (sexual exploitation: 24; only under “Example code”, article 130-1) |"),
  );
  assert.ok(shown.includes("remark: “Several agencies may have counted one case”"));
  assert.ok(shown.includes("| Investigations of sexual exploitation | 24 (only under"));
  const whole = data.facts.find(({ definition }) => definition.key === "investigations")?.now.statements[0];
  assert.equal(whole?.parts.length, 1);
  const html = reportHtml(composeReport(data, wordsIn.en), {});
  const row = html.split("<tr").find((one) => one.includes(">86 (sexual exploitation: 24"));
  for (const ref of [...(whole?.records ?? []), ...(whole?.parts ?? []).map((part) => part.ref)])
    assert.ok(row?.includes(`#${recordAnchor(ref)}`), "linked");
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
    .filter((line) => line.startsWith("| Laws in force") && line.includes("The gazette-"));
  assert.ok(counted.length > 0);
  for (const line of counted)
    assert.match(line, /\| 2( \(counts\))? \|[^|]*\| The gazette-[12][^|]*; The gazette-[12]/);
  const row = factTable(data, wordsIn.en).find((cells) => cells[3] === "laws-in-force" && cells[0] === "2003");
  assert.ok(row?.some((cell) => /^gazette-[12];gazette-[12]$/.test(cell)));
});

test("[RP11] a year without data says so, and states no figure and no empty part", () => {
  for (const language of spelledLanguages) {
    const document = composeReport(dataOf(reportOf2003(), 1995), wordsIn[language]);
    const ids = document.sections.map(({ id }) => id);
    assert.deepEqual(
      ["prosecution", "protection", "prevention", "partnership", "counted"].filter((id) => ids.includes(id)),
      [],
    );
    const paragraphs = document.sections.flatMap(({ blocks }) => blocks.filter(({ tag }) => tag === "p"));
    const links = paragraphs.flatMap((each) => elementsIn(each, "a"));
    assert.ok(links.every(({ attributes }) => attributes["class"] !== "figure"));
  }
  const nothing = textOf(dataOf([], 1995));
  assert.ok(nothing.includes("The record of Uzbekistan holds nothing about 1995."));
});

test("[RP6] every link leads to a place in the document, and places are unique", () => {
  for (const language of spelledLanguages) {
    const data = dataOf(account);
    const document = composeReport(data, wordsIn[language]);
    const html = reportHtml(document, {});
    assert.doesNotMatch(html, /<code>/, "a hash is read from the left in every language");
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? "");
    assert.equal(new Set(ids).size, ids.length);
    for (const [, to] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(to ?? ""), to ?? "");
    assert.ok([...html.matchAll(/href="#fact-/g)].length > 20);
  }
});

test("[RP6] a list of records names the first six, and how many more there are leads to all rows", () => {
  const refs = Array.from({ length: 20 }, (_, row) => ({ note: "ab".repeat(32), row }));
  const links = recordLinks(refs).flatMap((one) => elementsIn(one, "a"));
  assert.deepEqual(
    links.map(({ children, attributes }) => [...children, attributes["href"]]),
    [...refs.slice(0, 6).map((ref) => [`abababab:${ref.row}`, `#${recordAnchor(ref)}`]), ["+14", "#rows"]],
  );
});

test("[RP15] every bar bears its number whole, a year without one its word, and years before the first number none", () => {
  const columns = [2003, 2002, 2001, 2000].map((year) => ({ title: String(year), short: String(year) }));
  const marks = [12, null, 1_234_567, null].map((value) => ({
    value,
    text: value === null ? "no data" : String(value),
  }));
  const plot = { id: "p", title: "Serves", description: "Of examples", labelTitle: "Fact", columns };
  const svg = markupOf(plotSvg({ ...plot, rows: [{ label: "Serves", marks }] }));
  const shown = [...svg.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="end">([^<]+)</g)].map(([, x, text]) => [
    Number(x),
    text ?? "",
  ]);
  const years = shown.filter(([, text]) => /^2/.test(String(text)));
  const numbers = shown.filter(([, text]) => !/^2/.test(String(text)));
  assert.deepEqual(
    numbers.map(([, text]) => text),
    ["12", "no data", "1234567"],
  );
  // A number stands between the year and the bar: neither is written over, and on a phone it is seen before the bar.
  const [yearEnd] = years[0] ?? assert.fail();
  const barStart = Number(/<rect x="([\d.]+)"[^>]*class="plot-now"/.exec(svg)?.[1]);
  for (const [x, text] of numbers) {
    assert.ok(Number(x) < barStart, `${text} ends at ${x}, its bar begins at ${barStart}`);
    assert.ok(Number(x) - String(text).length * 8 > Number(yearEnd), `${text} at ${x}`);
  }
  assert.equal([...svg.matchAll(/class="plot-(?:now|before)"/g)].length, 2);
  assert.ok(!svg.includes(">2000<"));
});

test("[RP2] every record behind a value is listed with its leaf and who entered it", () => {
  const data = dataOf(account);
  const listed = new Set(data.rows.map(({ ref }) => refId(ref)));
  for (const { now, before } of data.facts)
    for (const { records } of [...now.statements, ...before.statements])
      for (const ref of records) assert.ok(listed.has(refId(ref)));
  assert.ok(data.rows.every(({ organisation, leaf }) => organisation !== "" && leaf !== undefined));
  assert.deepEqual(
    data.splits.filter(({ by }) => by === "official").map(({ fact, value }) => [fact, value]),
    [
      ["officials-fled", 2],
      ["officials-prosecuted", 2],
    ],
  );
  assert.ok(data.rows.every(({ register }) => registerOf(register).open));
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

test("[RP6] a link to a place that is not in the document is only its words", () => {
  const document = composeReport(dataOf(account), wordsIn.en);
  const section = {
    id: "astray",
    title: "Astray",
    blocks: [paragraph([link("nowhere", "not-there")])],
  };
  const html = reportHtml({ ...document, sections: [section] }, {});
  assert.ok(html.includes("<p>nowhere</p>"));
});

test("[RP9] what settled a rule is shown, condition by condition", () => {
  const facts = dataOf(account);
  const report = reportOf(facts, wordsIn.en);
  const settling = (fact: string, truth: Truth): AtomReading => ({ rule: { fact, is: "some" }, truth, records: [] });
  const shown = (...atoms: readonly AtomReading[]) => evidence(report, { truth: "no", settling: atoms }).map(plain);
  assert.deepEqual(shown(settling("prosecutions", "no"), settling("groups-under-investigation", "yes")), [
    "Prosecutions: 2, against 4 the year before",
    "Criminal groups under investigation: 16",
  ]);
});

test("[RP1] [RP4] the data are the same, to the letter, whatever the order of the statements", () => {
  const [data, turned] = [dataOf(account), dataOf([...account].reverse())];
  assert.equal(JSON.stringify(turned), JSON.stringify(data));
  const changed = dataOf([...account, finding("yearly-report", "extradition", "refused", "2003")]);
  assert.notEqual(JSON.stringify(changed), JSON.stringify(data));
});

test("[RP4] the same data and language give the same bytes in every form", () => {
  const [data, turned] = [dataOf(account), dataOf([...account].reverse())];
  for (const language of spelledLanguages) {
    const forms: readonly (readonly string[])[] = [data, turned].map((given) => {
      const document = composeReport(given, wordsIn[language]);
      return [reportHtml(document, {}), writeCsv(factTable(given, wordsIn[language]))];
    });
    assert.deepEqual(forms[1], forms[0]);
  }
});

test("[RP13] [RP14] whatever is entered stays text: in the page, and in what it says that it is", () => {
  const evil = `</script><script>alert("1")</script><img src=x onerror=alert(1)> & \`|_*[x](javascript:1)`;
  const data = dataOf([
    ...account,
    stated("plan", "evil", { title: evil, stage: "draft", on: "2003" }, { source: "yearly-report" }),
  ]);
  const shown = { origin: evil };
  const document = composeReport(data, wordsIn.en);
  const html = reportHtml(document, shown);
  assert.equal([...html.matchAll(/<script/g)].length, 1);
  assert.equal([...html.matchAll(/<\/script/g)].length, 1);
  assert.ok(!html.includes("<img"));
  assert.deepEqual(shownInHtml(html), shown);
  assert.ok(!html.includes('href="javascript'));
});

test("[RP13] the page loads nothing: no address of anything outside, and a policy that says so", () => {
  const data = dataOf(account);
  const html = reportHtml(composeReport(data, wordsIn.tg), {});
  assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
  assert.doesNotMatch(html, /(src|href)="(?!#)/);
  assert.doesNotMatch(html, /url\((?!#)|@import/);
  assert.match(html, /^<!doctype html>\n<html lang="tg" dir="ltr">/);
});

test("[RP15] plots say the same as the table beside them, and no data is no mark", () => {
  const data = dataOf(account);
  const html = reportHtml(composeReport(data, wordsIn.en), {});
  const [bars = ""] =
    html.match(/<svg class="plot"[^>]*aria-labelledby="bars-prosecution-cases-title.*?<\/svg>/s) ?? [];
  assert.match(bars, /<title id="bars-prosecution-cases-title">/);
  assert.match(bars, /<desc id="bars-prosecution-cases-desc">/);
  assert.match(bars, /fill="url\(#bars-prosecution-cases-hatch\)"/);
  const drawn = [...bars.matchAll(/class="plot-(now|before)"/g)].length;
  const known = [...bars.matchAll(/>(at least )?\d+<\/text>/g)].length;
  assert.ok(drawn > 0 && known - drawn === [...bars.matchAll(/>200[23]<\/text>/g)].length);
});

test("[RP8] a report names any country by its code and title alone", () => {
  const shown = textOf(dataOf(account, 2003, "FJ"), "tg");
  assert.ok(shown.includes("Фиҷи"), shown.slice(0, 200));
  assert.ok(!shown.includes("Тоҷикистон") && !shown.includes("Ӯзбекистон"));
});

test("[RP8] the country has its own name, and not that of its referral system; an invented one has no other", () => {
  const data = { ...dataOf(account, 2003, "FJ"), title: { en: "National Referral System", ru: "Система" } };
  const heads = (["en", "ru", "tg"] as const).map((language) => composeReport(data, wordsIn[language]).title);
  assert.deepEqual(heads, ["Fiji, 2003", "Фиджи, 2003 год", "Фиҷи, соли 2003"]);
  assert.doesNotMatch(textOf(data, "en"), /National Referral System/);
  const invented = (code: string) => composeReport({ ...data, country: code }, wordsIn.tg).title;
  assert.deepEqual(["XQ", "constructor"].map(invented), [
    "National Referral System, соли 2003",
    "National Referral System, соли 2003",
  ]);
});
