// The rules of docs/spec/edition.md over an invented record: what is filled, what grows stale, what is found before an edition is signed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../../test/support/country.ts";
import { hashOfText, recordNote } from "../../../test/support/record-notes.ts";
import { logged, recordRead } from "../../../test/support/record-read.ts";
import { figure, judgement, proceeding, sourceStated, stated } from "../../../test/support/statements.ts";
import { catalogue } from "../../assessment/catalogue.ts";
import { encodePieces, type Piece, parsePieces } from "../../core/registers/pieces.ts";
import { registerOf } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import { isRow } from "../../core/registers/row-schema.ts";
import { foldRecord } from "../../record/fold.ts";
import { refId, type Statement } from "../../record/statement.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { plain } from "../print/say.ts";
import { readShownPage } from "../shown-page.ts";
import { reportTextOf } from "../text/report-text.ts";
import { reportParts } from "../text/report-words.ts";
import { checkEdition, openFindings } from "./checks.ts";
import { completeText } from "./complete.ts";
import {
  besideRows,
  draftRow,
  type Edition,
  editionDraft,
  isOlder,
  movedRows,
  type Paragraph,
  publishedEditions,
  publishedRows,
  rewrittenRow,
  signedText,
  struckRow,
  versionsOf,
} from "./edition.ts";
import { editionDocument } from "./edition-document.ts";
import { editionFile, readEditionFile } from "./edition-file.ts";
import { unfilledIn } from "./edition-page.ts";
import { anchorsIn, fillPieces, refilled } from "./fill.ts";
import { Grounds } from "./grounds.ts";
import { numbersIn } from "./number-words.ts";
import { stemsOf } from "./part-words.ts";
import type { Proposal } from "./proposal.ts";
import { inOneText } from "./proposal.ts";
import { sentenceOf } from "./proposal-sentences.ts";
import { proposalsFor } from "./proposals.ts";
import { rowsToCite } from "./rows-of-year.ts";

const source = "sample-report";
const words = "Control of the borders remains weak at 3 posts";
const record: readonly Statement[] = logged([
  sourceStated(source, "report", "2004"),
  figure(source, "prosecutions", "2003", 2, { unit: "cases" }),
  figure(source, "prosecutions", "2002", 4, { unit: "cases" }),
  { ...figure(source, "sentence-highest", "2003", 168, { unit: "months" }), key: "sentence-2003" },
  stated("finding", "corruption-2003", { topic: "corruption", answer: "endemic", from: "2003" }, { source }),
  stated(
    "finding",
    "borders",
    { topic: "border-control", answer: "weak", from: "2003", words, language: "en" },
    { source },
  ),
]);
const grounds = new Grounds(record, "calendar");

/** The same record with one row changed, or without it. */
function changed(key: string, change: ((one: Statement) => Partial<Statement["values"]>) | null): Grounds {
  const statements = record.flatMap((one): readonly Statement[] => {
    if (!one.key.startsWith(key)) return [one];
    if (change === null) return [];
    const ref = { note: hashOfText(`correction of ${one.key}`), row: 0 };
    return [{ ...one, values: { ...one.values, ...change(one) }, ref } as Statement];
  });
  return new Grounds(statements, "calendar");
}

function typed(text: string, language: LanguageTag = "en", over: Grounds = grounds): string {
  const completed = completeText(text, { grounds: over, language, before: [] });
  return "flaw" in completed ? assert.fail(`${completed.flaw}: ${completed.at}`) : completed.text;
}

function paragraph(text: string, more: Partial<Paragraph> = {}): Paragraph {
  const pieces = parsePieces(text) ?? assert.fail(text);
  return {
    key: "2003.en.aaaa0001",
    section: "prosecution",
    place: 1,
    text,
    pieces,
    at: "2030-01-01T00:00:00Z",
    version: "v:0",
    isStruck: false,
    others: [],
    ...more,
  };
}

function edition(paragraphs: readonly Paragraph[], more: Partial<Edition> = {}): Edition {
  return {
    year: 2003,
    kind: "calendar",
    language: "en",
    organisation: "record-office",
    paragraphs,
    answers: [],
    signatures: [],
    putAway: [],
    struck: [],
    ...more,
  };
}

/** What is found, but for rows that nobody cites: each test speaks of its own. */
function foundIn(one: Edition, over: Grounds = grounds, first: Edition | null = null): readonly string[] {
  return checkEdition(one, { grounds: over, asks: [], first })
    .filter(({ code }) => code !== "unused")
    .map(({ code, about, why }) => [code, about, ...(why === null ? [] : [why])].join(": "));
}

const filledWith = (text: string, over: Grounds, language: LanguageTag = "en") => {
  const pieces = parsePieces(text) ?? [];
  return fillPieces(pieces, over, language).flatMap(({ piece, stale }, i) =>
    piece.kind === "plain"
      ? []
      : `${piece.words}${piece === pieces[i] ? "" : " anew"}${stale === null ? "" : ` ${stale}`}`,
  );
};

test("[ED2a] [ED2b] a person names fact and year, and the program adds source, unit and number; years for months, a row with its version", () => {
  assert.equal(
    typed("It prosecuted {two|figure prosecutions 2003} cases."),
    `It prosecuted {two|figure prosecutions 2003 - cases ${source} 2} cases.`,
  );
  assert.equal(typed("{figure prosecutions 2003} cases"), `{2|figure prosecutions 2003 - cases ${source} 2} cases`);
  assert.equal(
    typed("{14|figure sentence-highest 2003 in=years} years"),
    `{14|figure sentence-highest 2003 - years ${source} 14} years`,
  );
  const borders = record.find(({ key }) => key === "borders") ?? assert.fail();
  assert.ok(typed("{weak|row finding borders}").includes(refId(borders.ref)));
  const flawOf = (text: string) => {
    const completed = completeText(text, { grounds, language: "en", before: [] });
    return "flaw" in completed ? completed.flaw : null;
  };
  assert.equal(flawOf("{three|figure prosecutions 2003}"), "number-differs");
  assert.equal(flawOf("{figure convictions 2003}"), "no-number");
  assert.equal(flawOf("{figure nothing 2003}"), "no-such-fact");
  assert.equal(flawOf("{x|row finding nowhere}"), "no-such-row");
  assert.equal(flawOf("{x|row proceeding borders}"), "no-such-row");
  assert.equal(flawOf("{x|2}"), "no-such-anchor");
  assert.equal(flawOf("{x"), "not-spelled");
});

test("[ED4] what rests on sealed rows alone is filled from nothing", () => {
  const sealed = [...record, proceeding("verdict", { case: "a", event: "verdict", on: "2003", verdict: "convicted" })];
  assert.equal(
    new Grounds(sealed, "calendar").figure({ fact: "convictions", year: 2003, part: null, source: "own" }),
    null,
  );
  assert.equal(
    new Grounds(logged(sealed), "calendar").statements.some(({ register }) => register === "proceeding"),
    false,
  );
});

test("[ED5] a corrected number is filled anew in its plural form, with a word where there was one; else the anchor is stale", () => {
  const [three, one] = [3, 1].map((value) => changed("prosecutions 2003", () => ({ value })));
  assert.ok(three !== undefined && one !== undefined);
  const digits = typed("{figure prosecutions 2003} cases");
  const inWords = typed("{two|figure prosecutions 2003} cases");
  assert.deepEqual(filledWith(digits, grounds), ["2"]);
  assert.deepEqual(filledWith(digits, three), ["3 anew"]);
  assert.deepEqual(filledWith(inWords, three), ["three anew"]);
  assert.deepEqual(filledWith(digits, one), ["2 other-number"], "one case, two cases");
  assert.deepEqual(
    filledWith(
      inWords,
      changed("prosecutions 2003", () => ({ value: 21 })),
    ),
    ["two other-number"],
    "no word above twenty",
  );
  const russian = typed("{2|figure prosecutions 2003} дела", "ru");
  assert.deepEqual(filledWith(russian, three, "ru"), ["3 anew"], "2 and 3 дела");
  assert.deepEqual(
    filledWith(
      russian,
      changed("prosecutions 2003", () => ({ value: 5 })),
      "ru",
    ),
    ["2 other-number"],
    "5 дел",
  );
  assert.deepEqual(filledWith(typed("по {двум|figure prosecutions 2003} делам", "ru"), three, "ru"), [
    "двум other-number",
  ]);
  assert.deepEqual(filledWith(typed("{۲|figure prosecutions 2003} پرونده", "fa"), three, "fa"), ["۳ anew"]);
  const gone = changed("prosecutions 2003", null);
  assert.deepEqual(filledWith(digits, gone), ["2 gone"]);
  assert.deepEqual(
    filledWith(
      digits,
      changed("prosecutions 2003", () => ({ value: "not-reported" })),
    ),
    ["2 gone"],
  );
  const swapped = encodePieces(
    (parsePieces(inWords) ?? []).map((piece) => (piece.kind === "figure" ? { ...piece, words: "three" } : piece)),
  );
  assert.deepEqual(
    filledWith(swapped, grounds),
    ["three other-number"],
    "words that spell another number than was filled",
  );
  const text = refilled(edition([paragraph(digits)]), three).paragraphs[0]?.text ?? "";
  assert.ok(text.startsWith("{3|") && text.endsWith(" 3} cases"));
});

test("[ED5] a row that was corrected since, or taken back, is stale, though its words may still be right", () => {
  const text = typed("{weak|row finding borders}");
  assert.deepEqual(filledWith(text, grounds), ["weak"]);
  assert.deepEqual(
    filledWith(
      text,
      changed("borders", () => ({})),
    ),
    ["weak corrected"],
  );
  assert.deepEqual(filledWith(text, changed("borders", null)), ["weak gone"]);
  assert.deepEqual(
    foundIn(
      edition([paragraph(text)]),
      changed("borders", () => ({})),
    ),
    ["stale-anchor: weak: corrected"],
  );
});

test("[ED5] words that rest on a judgement are stale when what it rests on was corrected", () => {
  const [, two] = record;
  const evidence = [refId(two?.ref ?? assert.fail())];
  const judged = { ...judgement("complies-fully", false, "2003"), key: "complies-2003" };
  const values = { ...judged.values, evidence } as Statement["values"];
  const [statement = judged] = logged([{ ...judged, values }], 40);
  const over = new Grounds([...record, statement], "calendar");
  const text = typed("{does not comply|row judgement complies-2003}", "en", over);
  assert.deepEqual(filledWith(text, over), ["does not comply"]);
  const later = new Grounds([...changed("prosecutions 2003", () => ({ value: 3 })).statements, statement], "calendar");
  assert.deepEqual(filledWith(text, later), ["does not comply corrected"]);
});

test("[ED6] [ED6a] a number that rests on nothing is found, as digits and as a word of the edition's language; years of the report and “one” are not", () => {
  const loose = (text: string, language: LanguageTag = "en") =>
    foundIn(edition([paragraph(typed(text, language))], { language })).map((line) =>
      line.replace("loose-number: ", ""),
    );
  assert.deepEqual(loose("In 2003, as in 2002, one officer and 16 others saw twelve posts in 2001."), [
    "16",
    "twelve",
    "2001",
  ]);
  assert.deepEqual(loose("In 2003 it had 1,200 posts and article 130.1."), ["1,200", "130.1"]);
  assert.deepEqual(loose("В 2003 году двое и пятнадцать, один", "ru"), ["двое", "пятнадцать"]);
  assert.deepEqual(loose("Дар соли 2003 як, ду ва понздаҳ", "tg"), ["ду", "понздаҳ"]);
  assert.deepEqual(loose("2003-yilda bir, ikkita va oʻn besh", "uz"), ["ikkita", "oʻn besh"]);
  assert.deepEqual(loose("در سال ۲۰۰۳ ده نفر، نه دو، پانزده و ۱۶", "fa"), ["پانزده", "۱۶"]);
  assert.deepEqual(loose("On the border", "en"), [], "the Uzbek ten is an English word");
});

test("[ED6] a number in the words of a row is loose unless it stands in that row", () => {
  const of = (text: string) => foundIn(edition([paragraph(typed(text))]));
  assert.deepEqual(of("{weak at 3 posts|row finding borders}"), []);
  assert.deepEqual(of("{weak at three posts|row finding borders}"), [], "as a word too");
  assert.deepEqual(of("{weak at 4 posts|row finding borders}"), ["loose-number: 4"]);
  assert.deepEqual(of("{weak|row finding borders} at 3 posts"), ["loose-number: 3"], "outside the bound words");
});

test("[ED6a] numbers stand in a row as months in years, in dates, and as the length of a list", () => {
  const law = stated("law", "code", {
    act: "Example code",
    article: "130.1",
    subject: "trafficking",
    stage: "in-force",
    on: "2003-08",
    maximum_months: 180,
  });
  const body = stated("body", "committee", {
    body: "c",
    name: "Committee",
    kind: "committee",
    purpose: "training",
    members: ["A", "B", "C"],
  });
  const more = new Grounds(logged([...record, law, body]), "calendar");
  const of = (text: string) => foundIn(edition([paragraph(typed(text, "en", more))]), more);
  assert.deepEqual(of("{article 130.1, at most 15 years|row law code}"), []);
  assert.deepEqual(of("{at most 14 years|row law code}"), ["loose-number: 14"]);
  assert.deepEqual(of("{a committee of three|row body committee}"), []);
  assert.deepEqual(of("{a committee of four|row body committee}"), ["loose-number: four"]);
});

test("[ED6d] the number of a law is loose but where it is bound to that law, and a name without a number is none", () => {
  const act = { act: "Law No. 1096 on trafficking", subject: "trafficking", stage: "in-force", on: "2003" } as const;
  const more = new Grounds(logged([...record, stated("law", "act", act)]), "calendar");
  const of = (text: string) => foundIn(edition([paragraph(typed(text, "en", more))]), more);
  assert.deepEqual(of("It adopted Law No. 1096."), ["loose-number: 1096"]);
  assert.deepEqual(of("It adopted {Law No. 1096|row law act}."), []);
  assert.deepEqual(of("It adopted {Law No. 1097|row law act}."), ["loose-number: 1097"]);
  assert.deepEqual(of("It amended {article 130|row law act} of Law No. 1096."), [
    "loose-number: 130",
    "loose-number: 1096",
  ]);
  assert.deepEqual(of("It adopted the law on trafficking."), []);
});

test("[ED6] an anchor that another source contradicts is found until the other one is cited as well", () => {
  const other = new Grounds(
    logged([
      ...record,
      sourceStated("other-report", "report", "2005"),
      figure("other-report", "prosecutions", "2003", 5, { unit: "cases" }),
    ]),
    "calendar",
  );
  const ours = typed("{two|figure prosecutions 2003 from=sample-report}", "en", other);
  const [found] = foundIn(edition([paragraph(ours)]), other);
  assert.equal(found, "contradicted-anchor: two");
  const both = typed(
    "{two|figure prosecutions 2003 from=sample-report}, or {five|figure prosecutions 2003 from=other-report}",
    "en",
    other,
  );
  assert.deepEqual(foundIn(edition([paragraph(both)]), other), []);
  const ambiguous = completeText("{figure prosecutions 2003}", { grounds: other, language: "en", before: [] });
  assert.deepEqual(ambiguous, { flaw: "several-sources", at: "{figure prosecutions 2003}" });
});

test("[ED6] a row of which another source says otherwise is found until that row is cited as well", () => {
  const law = (maximum: number, by: string) =>
    stated(
      "law",
      "code",
      { act: "Example code", subject: "trafficking", stage: "in-force", on: "2003", maximum_months: maximum },
      { source: by },
    );
  const two = new Grounds(logged([...record, law(180, source), law(240, "other-report")]), "calendar");
  const one = "{up to 15 years|row law code from=sample-report}";
  assert.deepEqual(foundIn(edition([paragraph(typed(one, "en", two))]), two), ["contradicted-anchor: up to 15 years"]);
  const both = `${one} or {20|row law code from=other-report}`;
  assert.deepEqual(foundIn(edition([paragraph(typed(both, "en", two))]), two), []);
});

test("[ED6b] the number of one body is found where the paragraph does not name it, and that of a part where only the number is bound", () => {
  const of = { unit: "persons", scope: "body", whose: "Example Police" } as const;
  const parts = new Grounds(
    logged([
      ...record,
      stated("figure", "police", { fact: "victims-identified", from: "2003", value: 12, ...of }, { source }),
      stated(
        "figure",
        "women",
        { fact: "victims-identified", from: "2003", value: 7, unit: "persons", part: "women" },
        { source },
      ),
      stated(
        "figure",
        "some",
        { fact: "victims-referred", from: "2003", value: 9, unit: "persons", approx: "at-least" },
        { source },
      ),
    ]),
    "calendar",
  );
  const found = (text: string) => foundIn(edition([paragraph(typed(text, "en", parts))]), parts);
  assert.deepEqual(found("It found {12 victims|row figure police}."), ["scope: 12 victims: whose"]);
  assert.deepEqual(found("The example police found {12 victims|row figure police}."), []);
  assert.deepEqual(found("It found {7|row figure women} victims."), ["scope: 7: part"]);
  assert.deepEqual(found("It found {7 women|row figure women}."), []);
  assert.deepEqual(found("It referred {figure victims-referred 2003} victims."), ["scope: 9: at-least"]);
});

test("[ED6b] a number of which the anchor chose a part is found where no word of its sentence names the part, in each language", () => {
  const over = new Grounds(
    logged([
      ...record,
      figure(source, "victims-identified", "2003", 12, { unit: "persons" }),
      figure(source, "victims-identified", "2003", 7, { unit: "persons", part: "women" }),
      figure(source, "victims-identified", "2003", 5, { unit: "persons", part: "foreigners" }),
    ]),
    "calendar",
  );
  const found = (text: string, language: LanguageTag = "en") =>
    foundIn(edition([paragraph(typed(text, language, over))], { language }), over);
  const women = "{7|figure victims-identified 2003 part=women}";
  assert.deepEqual(found(`It identified ${women} victims.`), ["scope: 7: part"]);
  assert.deepEqual(found(`It identified ${women} victims. Women and men were among them.`), ["scope: 7: part"]);
  assert.deepEqual(found(`Of {12|figure victims-identified 2003} victims ${women} were women.`), []);
  assert.deepEqual(
    found(`It identified ${women} victims, as was mentioned.`),
    ["scope: 7: part"],
    "no man is mentioned",
  );
  assert.deepEqual(found("It identified {five|figure victims-identified 2003 part=foreigners} foreign victims."), []);
  const inOthers: readonly (readonly [LanguageTag, string, string])[] = [
    ["ru", `Выявлено ${women} женщин.`, `Выявлено ${women} жертв.`],
    ["tg", `${women} зан ошкор шуд.`, `${women} ҷабрдида дар зиндон.`],
    ["uz", `${women} ayol aniqlandi.`, `${women} jabrlanuvchi.`],
    ["fa", `${women} زن شناسایی شدند.`, `${women} قربانی در زندان.`],
  ];
  for (const [language, named, unnamed] of inOthers) {
    assert.deepEqual(found(named, language), [], named);
    assert.equal(found(unnamed, language).length, 1, unnamed);
  }
  const parts = registerOf("figure").fields["part"]?.shape;
  for (const part of parts?.type === "code" ? parts.codes : assert.fail())
    for (const language of languageTags) assert.notDeepEqual(stemsOf(part, language), [], `${part} in ${language}`);
});

test("[ED6c] an edition from April to March is filled and checked with the numbers of these months, and no other's", () => {
  const ofMonths = (
    key: string,
    fact: "prosecutions" | "convictions",
    value: number,
    from: string,
    until: string,
    by = source,
  ) =>
    stated(
      "figure",
      key,
      { fact, value, unit: fact === "prosecutions" ? "cases" : "persons", from, until },
      { source: by },
    );
  const over = new Grounds(
    logged([
      ...record,
      ofMonths("whole", "prosecutions", 6, "2003-04", "2004-03"),
      ofMonths("summer", "convictions", 3, "2003-04", "2003-12"),
      ofMonths("winter", "convictions", 1, "2004-01", "2004-03"),
      ofMonths("elsewhere", "convictions", 5, "2003-04", "2004-03", "other-report"),
      stated("finding", "in-february", { topic: "corruption", answer: "rare", from: "2003-02" }, { source }),
      stated("finding", "next-march", { topic: "corruption", answer: "rare", from: "2004-03" }, { source }),
    ]),
    "april-march",
  );
  const text = typed("In 2003 and 2004 it prosecuted {six|figure prosecutions 2003} cases.", "en", over);
  assert.match(text, /\{six\|figure prosecutions 2003 - cases sample-report 6\}/);
  const april = (one: string) => edition([paragraph(one)], { kind: "april-march" });
  assert.deepEqual(foundIn(april(text), over), []);
  assert.deepEqual(foundIn(april("In 2001, 2002 and 2004."), over), ["loose-number: 2001"]);
  const ofWinter = typed("It convicted {one|row figure winter}.", "en", over);
  assert.deepEqual(
    foundIn(april(ofWinter), over),
    ["contradicted-anchor: one"],
    "a number from January is of this year",
  );
  const ofYear = checkEdition(april(text), { grounds: over, asks: [], first: null })
    .filter(({ code }) => code === "unused")
    .map(({ about }) => about.split(" ")[1]);
  assert.ok(ofYear.includes("next-march") && !ofYear.includes("in-february"), ofYear.join());
  const file = editionFile(april(text));
  assert.equal(readEditionFile(file)?.length, 1);
});

test("[ED6] rows of the year that no paragraph cites are found, one by one, and those of other years are not", () => {
  const unused = (one: Edition) =>
    checkEdition(one, { grounds, asks: [], first: null })
      .filter(({ code }) => code === "unused")
      .map(({ about, section }) => `${section} ${about.split(" ")[1]}`);
  assert.deepEqual(unused(edition([])), [
    "prosecution prosecutions",
    "prosecution sentence-2003",
    "prosecution corruption-2003",
    "prevention borders",
  ]);
  const text = typed(
    "{two|figure prosecutions 2003} cases, {endemic|row finding corruption}".replace(
      "finding corruption",
      "finding borders",
    ),
  );
  assert.deepEqual(unused(edition([paragraph(text)])), ["prosecution sentence-2003", "prosecution corruption-2003"]);
});

test("[ED8] an edition in another language is compared with the first one, section by section, whatever its words", () => {
  const english = edition([paragraph(typed("{two|figure prosecutions 2003} cases, {weak|row finding borders}"))]);
  const russian = (text: string) => edition([paragraph(typed(text, "ru"))], { language: "ru" });
  assert.deepEqual(
    foundIn(russian("{2|figure prosecutions 2003} дела, {слабый|row finding borders}"), grounds, english),
    [],
  );
  assert.deepEqual(foundIn(russian("{2|figure prosecutions 2003} дела"), grounds, english), [
    "edition-differs: weak: lacks",
  ]);
  const more = russian(
    "{2|figure prosecutions 2003} дела, {слабый|row finding borders}, раньше {4|figure prosecutions 2002}",
  );
  assert.deepEqual(foundIn(more, grounds, english), ["edition-differs: 4: adds"]);
  const moved = edition(
    [paragraph(typed("{2|figure prosecutions 2003}, {слабый|row finding borders}", "ru"), { section: "lead" })],
    { language: "ru" },
  );
  assert.equal(
    foundIn(moved, grounds, english).length,
    4,
    "two are lacking in one section and two are more in another",
  );
  assert.deepEqual(foundIn(english, grounds, english), [], "the first one is compared with nothing");
});

test("[ED6] an answer holds for its finding as it is: when the row changes once more, it is asked again", () => {
  const text = typed("{weak|row finding borders}, seen by 7 people");
  const once = changed("borders", () => ({}));
  const check = (answers: Edition["answers"], over: Grounds) =>
    openFindings(
      checkEdition(edition([paragraph(text)], { answers }), { grounds: over, asks: [], first: null }).filter(
        ({ code }) => code !== "unused",
      ),
    );
  const findings = check([], once).map(({ id }) => id);
  assert.equal(findings.length, 2);
  const answers = [{ key: "a", findings, reason: "Read again." }];
  assert.deepEqual(check(answers, once), []);
  assert.deepEqual(
    check(answers, changed("borders", null)).map(({ code }) => code),
    ["stale-anchor"],
  );
  const asks = checkEdition(edition([]), { grounds, asks: ["increasing-efforts"], first: null });
  assert.ok(asks.some(({ code, about }) => code === "judgement-missing" && about === "increasing-efforts"));
  assert.deepEqual(new Grounds([judgement("complies-fully", true, "2003")], "calendar").statements.length, 1);
});

test("[ED3b] what two people wrote at once stands there twice, until one of them writes over both; no answer settles it", () => {
  const country = new Country();
  const [one, other] = [0, 1].map((n) => country.deviceOf("secretariat", n).device.id);
  const organisation = country.by.secretariat.id;
  assert.ok(one !== undefined && other !== undefined);
  const name = { year: 2003, kind: "calendar", language: "en" } as const;
  let leaf = 20;
  const write = (device: string, text: string, over: readonly string[]) => {
    leaf += 1;
    const row = draftRow(name, { key: "2003.en.aaaa0001", section: "lead", place: 1, text, over });
    return recordNote(device, "draft", [row], { to: [organisation], leaf });
  };
  const first = write(one, "First.", []);
  const ours = write(one, "Ours.", [`${first.id}:0`]);
  const theirs = write(other, "Theirs.", [`${first.id}:0`]);
  const both = write(other, "Both.", [`${theirs.id}:0`, `${ours.id}:0`]);
  const draft = (...notes: readonly (typeof first)[]) =>
    editionDraft(foldRecord(notes, country.directory, country.size + 50, hashOfText).all, name, organisation);
  const shown = (one: Edition) => one.paragraphs.map(({ text, others }) => [text, ...others.map((each) => each.text)]);
  assert.deepEqual(shown(draft(first, ours)), [["Ours."]], "one after the other is no conflict");
  assert.deepEqual(shown(draft(first, ours, theirs)), [["Theirs.", "Ours."]]);
  assert.deepEqual(shown(draft(first, ours, theirs, both)), [["Both."]]);
  const findings = checkEdition(draft(first, ours, theirs), { grounds, asks: [], first: null });
  const two = findings.filter(({ code }) => code === "two-versions");
  assert.equal(two.length, 1);
  const answered = {
    ...draft(first, ours, theirs),
    answers: [{ key: "a", findings: findings.map(({ id }) => id), reason: "No." }],
  };
  assert.deepEqual(
    openFindings(checkEdition(answered, { grounds, asks: [], first: null })).map(({ code }) => code),
    ["two-versions"],
  );
  const file = editionFile(draft(first, ours, theirs));
  const [read] = readEditionFile(file) ?? [];
  assert.deepEqual(read, {
    section: "lead",
    replaces: { name: "aaaa0001", versions: [theirs.id.slice(0, 8), ours.id.slice(0, 8)] },
    text: "Theirs.",
  });
});

/** A draft that two devices write, and its text file after some notes. */
function drafting() {
  const country = new Country();
  const [one, other] = [0, 1].map((n) => country.deviceOf("secretariat", n).device.id);
  const organisation = country.by.secretariat.id;
  const name = { year: 2003, kind: "calendar", language: "en" } as const;
  let leaf = 20;
  const enter = (device: string | undefined, ...rows: readonly Row<"draft">[]) => {
    leaf += 1;
    return recordNote(device ?? assert.fail(), "draft", rows, { to: [organisation], leaf });
  };
  /** On its way: all of one second, so that their ids alone put them in an order. */
  const waiting = (id: string, ...rows: readonly Row<"draft">[]) =>
    recordNote(one ?? assert.fail(), "draft", rows, { to: [organisation], leaf: null, id: hashOfText(id) });
  const fold = (...notes: readonly ReturnType<typeof enter>[]) =>
    foldRecord(notes, country.directory, country.size + 50, hashOfText).all;
  const draft = (...notes: readonly ReturnType<typeof enter>[]) => editionDraft(fold(...notes), name, organisation);
  const struck = (...notes: readonly ReturnType<typeof enter>[]) => draft(...notes).struck;
  return { one, other, name, enter, waiting, draft, struck };
}

test("[ED3c] a paragraph is moved by those rows alone that change their place, and one that was struck out stands nowhere until it is put back", () => {
  const { one, name, enter, draft, struck } = drafting();
  const text = ["First.", "Second.", "Third."];
  const begun = enter(
    one,
    ...text.map((each, i) =>
      draftRow(name, { key: `2003.en.a${i}`, section: "lead", place: i + 1, text: each, over: [] }),
    ),
  );
  const of = (edition: Edition, place: number) => edition.paragraphs[place] ?? assert.fail();
  const before = draft(begun);
  const rows = movedRows(before, of(before, 2), { section: "lead", place: 2 });
  assert.equal(rows.length, 2);
  assert.deepEqual(movedRows(before, of(before, 0), { section: "lead", place: 0 }), []);
  assert.deepEqual(movedRows(before, of(before, 2), { section: "lead", place: 4 }), []);
  const moved = enter(one, ...rows);
  const after = draft(begun, moved);
  assert.deepEqual(
    after.paragraphs.map((each) => [each.text, each.place, each.others.length]),
    [
      ["First.", 1, 0],
      ["Third.", 2, 0],
      ["Second.", 3, 0],
    ],
  );
  const away = enter(one, struckRow(name, of(after, 1)));
  const without = draft(begun, moved, away);
  assert.deepEqual(
    without.paragraphs.map((each) => each.text),
    ["First.", "Second."],
  );
  assert.equal(publishedRows(without, 9).length, 2);
  assert.doesNotMatch(signedText(without), /Third/);
  const [kept, ...more] = struck(begun, moved, away);
  assert.deepEqual([kept?.text, kept?.section, more.length], ["Third.", "lead", 0]);
  const back = enter(
    one,
    draftRow(name, { ...(kept ?? assert.fail()), place: 4, over: versionsOf(kept ?? assert.fail()) }),
  );
  assert.deepEqual(
    draft(begun, moved, away, back).paragraphs.map((each) => each.text),
    ["First.", "Second.", "Third."],
  );
  assert.deepEqual(struck(begun, moved, away, back), []);
});

test("[ED3c] into another section a paragraph comes behind the last one, and moves nobody else's unless its writer names a place", () => {
  const { one, other, name, enter, draft } = drafting();
  const begun = enter(
    one,
    ...(["lead", "lead", "tier", "tier"] as const).map((section, i) =>
      // Two people begin paragraphs at once: one place is there twice, another not at all.
      draftRow(name, { key: `2003.en.a${i}`, section, place: section === "tier" ? 3 : i + 1, text: `${i}.`, over: [] }),
    ),
  );
  const before = draft(begun);
  const [first = assert.fail()] = before.paragraphs;
  const placed = (edition: Edition) => edition.paragraphs.map(({ section, text }) => `${section} ${text}`);
  const last = movedRows(before, first, { section: "tier", place: 3 });
  assert.deepEqual(
    last.map((row) => "values" in row && [row.key, row.values.section, row.values.place]),
    [["2003.en.a0", "tier", 4]],
  );
  assert.deepEqual(placed(draft(begun, enter(one, ...last))), ["lead 1.", "tier 2.", "tier 3.", "tier 0."]);
  const middle = movedRows(before, first, { section: "tier", place: 2 });
  assert.deepEqual(placed(draft(begun, enter(one, ...middle))), ["lead 1.", "tier 2.", "tier 0.", "tier 3."]);
  const foremost = movedRows(before, first, { section: "tier", place: 1 });
  assert.deepEqual(placed(draft(begun, enter(one, ...foremost))), ["lead 1.", "tier 0.", "tier 2.", "tier 3."]);
  const anew = enter(one, rewrittenRow(before, first, "Anew.", "tier"));
  assert.deepEqual(placed(draft(begun, anew)), ["lead 1.", "tier 2.", "tier 3.", "tier Anew."]);
  // Who moves it and who writes it at once: both stand there, and one row over both is one paragraph again.
  const words = enter(other, draftRow(name, { ...first, text: "Theirs.", over: versionsOf(first) }));
  const both = draft(begun, anew, words).paragraphs.find(({ key }) => key === first.key) ?? assert.fail();
  assert.deepEqual([both.text, both.section, both.others.map(({ text }) => text)], ["Theirs.", "lead", ["Anew."]]);
  const settled = enter(one, rewrittenRow(before, both, "Both.", "tier"));
  const after = draft(begun, anew, words, settled);
  assert.deepEqual(placed(after), ["lead 1.", "tier 2.", "tier 3.", "tier Both."]);
  assert.ok(after.paragraphs.every(({ others }) => others.length === 0));
});

test("[ED3d] what somebody wrote while another struck it out stays, in whichever order the two come, and both are shown", () => {
  const { one, other, name, enter, draft, struck } = drafting();
  const place = { key: "2003.en.a", section: "lead", place: 1 } as const;
  const begun = enter(one, draftRow(name, { ...place, text: "First.", over: [] }));
  const [read] = draft(begun).paragraphs;
  const strikes = struckRow(name, read ?? assert.fail());
  const writes = draftRow(name, { ...place, text: "First, and more.", over: [`${begun.id}:0`] });
  for (const order of [
    [strikes, writes],
    [writes, strikes],
  ] as const) {
    const notes = [begun, enter(one, order[0]), enter(other, order[1])];
    const [paragraph, ...more] = draft(...notes).paragraphs;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [paragraph?.text, paragraph?.section, paragraph?.others.map(({ isStruck }) => isStruck)],
      ["First, and more.", "lead", [true]],
    );
    assert.deepEqual(struck(...notes), []);
    const found = checkEdition(draft(...notes), { grounds, asks: [], first: null });
    assert.ok(found.some(({ code }) => code === "two-versions"));
    const again = enter(one, struckRow(name, paragraph ?? assert.fail()));
    assert.deepEqual(draft(...notes, again).paragraphs, [], "who has read both strikes both out");
    assert.equal(struck(...notes, again).length, 1);
  }
});

test("[ED3b] what was written over another version comes after it, though both are of one second and not in the log", () => {
  const { name, waiting, draft, struck } = drafting();
  const place = { key: "2003.en.a", section: "lead", text: "First." } as const;
  // Many ids, so that each order comes.
  for (let i = 0; i < 16; i++) {
    const begun = waiting(`begun ${i}`, draftRow(name, { ...place, place: 2, over: [] }));
    const moved = waiting(`moved ${i}`, draftRow(name, { ...place, place: 1, over: [`${begun.id}:0`] }));
    const [paragraph, ...more] = draft(begun, moved).paragraphs;
    assert.deepEqual([paragraph?.place, paragraph?.others.length, more.length], [1, 0, 0]);
    const away = waiting(`away ${i}`, struckRow(name, paragraph ?? assert.fail()));
    assert.deepEqual(draft(begun, moved, away).paragraphs, []);
    const [kept = assert.fail()] = struck(begun, moved, away);
    const back = waiting(`back ${i}`, draftRow(name, { ...kept, place: 3, over: versionsOf(kept) }));
    assert.deepEqual(
      draft(begun, moved, away, back).paragraphs.map((each) => [each.place, each.others.length]),
      [[3, 0]],
    );
    assert.deepEqual(struck(begun, moved, away, back), []);
  }
});

test("[ED3d] what two people struck out at once is struck out, and put back once", () => {
  const { one, other, name, enter, draft, struck } = drafting();
  const row = draftRow(name, { key: "2003.en.a", section: "lead", place: 1, text: "First.", over: [] });
  const begun = enter(one, row);
  const strikes = struckRow(name, draft(begun).paragraphs[0] ?? assert.fail());
  const notes = [begun, enter(one, strikes), enter(other, strikes)];
  assert.deepEqual(draft(...notes).paragraphs, []);
  const [kept = assert.fail(), ...more] = struck(...notes);
  assert.equal(more.length, 0);
  const back = enter(one, draftRow(name, { ...kept, place: 1, over: versionsOf(kept) }));
  assert.equal(draft(...notes, back).paragraphs.length, 1);
  assert.deepEqual(struck(...notes, back), []);
});

test("[ED6] names of findings are kept in rows that hold them, each once", () => {
  const ids = Array.from({ length: 300 }, (_, i) => `unused lead finding ${"x".repeat(i % 90)} ${i}`);
  const { name } = drafting();
  const rowsOf = (regards: readonly string[]) =>
    besideRows(name, "put-away", { text: "-", regards, key: () => "2003.en.away" });
  const rows = rowsOf(ids).map((row) => ("values" in row ? (row.values.regards ?? "") : assert.fail()));
  assert.deepEqual(rows.join("\n").split("\n"), ids);
  assert.ok(rows.length > 1 && rows.every((each) => each.length <= 8000));
  assert.deepEqual(rowsOf([]), []);
});

test("[ED9] a signature is of the text: a word, an answer or a place more is another one, and what was put away is not published", () => {
  const one = edition([paragraph(typed("{weak|row finding borders}"))], { putAway: ["x"] });
  const texts = [
    one,
    { ...one, language: "ru" as const },
    edition([paragraph(typed("{weaker|row finding borders}"))]),
    edition([paragraph(typed("{weak|row finding borders}"), { place: 2 })]),
    edition([paragraph(typed("{weak|row finding borders}"), { section: "lead" })]),
    { ...one, answers: [{ key: "a", findings: ["x"], reason: "Because." }] },
  ].map(signedText);
  assert.equal(new Set(texts).size, texts.length);
  assert.equal(signedText({ ...one, signatures: [{ key: "s", hash: "h", office: "o" }] }), texts[0]);
  assert.deepEqual(
    publishedRows(one, 9).map(({ key }) => key),
    ["2003.en.9.aaaa0001"],
  );
});

/** The row that takes a proposal; null for one that the writer has to say. */
function asRow({ id, section, pieces }: Proposal) {
  const name = { year: 2003, kind: "calendar", language: "fa" } as const;
  const text = encodePieces(pieces ?? []);
  return {
    key: id,
    row: pieces === null ? null : draftRow(name, { key: "2003.fa.aaaa0001", section, place: 1, text, over: [] }),
  };
}

async function proposed(one: Edition, over: Grounds = grounds): Promise<readonly Proposal[]> {
  const all = proposalsFor(one, over, await readWords(one.language, reportParts), "Example Land");
  // What is missing (ED7g) is proposed beside everything here.
  return all.filter(({ id }) => id !== "missing");
}

const wordsIn = (pieces: readonly Piece[] | null) => (pieces ?? []).map(({ words: said }) => said).join("");

test("[ED7a] a sentence says what its row says: no law without a day was made a crime, and no body that ended is there", async () => {
  const own = { organisation: "record-office", source };
  const rows = logged([
    stated(
      "law",
      "penalty",
      {
        act: "Penal Code",
        article: "144",
        subject: "trafficking",
        stage: "in-force",
        on: "2003-08",
        by_amendment: true,
        minimum_months: 60,
        maximum_months: 170,
      },
      own,
    ),
    stated(
      "law",
      "draft",
      { act: "Law on help", subject: "victim-assistance", stage: "drafted", on: "2003", expected: "2004" },
      own,
    ),
    stated(
      "law",
      "changed",
      { act: "Law on help", amends: "draft", subject: "victim-assistance", stage: "adopted", on: "2003-02-01" },
      own,
    ),
    stated(
      "body",
      "over",
      { body: "b", name: "Example Council", kind: "committee", purpose: "plan", event: "ended" },
      own,
    ),
    stated(
      "body",
      "formed",
      {
        body: "c",
        name: "Example Committee",
        kind: "committee",
        purpose: "plan",
        event: "formed",
        on: "2003",
        members: ["Ministry A", "Ministry B"],
      },
      own,
    ),
    stated(
      "finding",
      "consuls",
      { topic: "consular-tools", answer: "none", reason: "lack-of-resources", from: "2003" },
      own,
    ),
    stated(
      "route",
      "way",
      {
        role: "source",
        persons: ["men", "women"],
        forms: ["labour"],
        countries: ["RU"],
        regions: ["gulf-states"],
        from: "2003",
      },
      own,
    ),
    stated("rating", "r", { scheme: "tvpa-2004", year: "2004", tier: "2WL" }, own),
    stated("rating", "inferred", { scheme: "tvpa-2004", year: "2004", tier: "2WL", inferred: true }, own),
    figure(source, "victims-identified", "2003", 12, { unit: "persons", part: "women" }),
    figure("b", "victims-assisted", "2003", 7, {
      unit: "persons",
      scope: "body",
      whose: "Example Shelter",
      approx: "at-least",
    }),
    figure("b", "convictions", "2003", "not-reported", { unit: "persons" }),
  ]);
  const said = new Map(
    (await proposed(edition([]), new Grounds(rows, "calendar"))).flatMap(({ section, rows: [row], pieces }) =>
      section === "recommendations" ? [] : [[row?.key ?? "", wordsIn(pieces)] as const],
    ),
  );
  assert.deepEqual(Object.fromEntries(said), {
    penalty:
      "Article 144 of the Penal Code (human trafficking) has been in force since August 2003, by an amendment. The penalty is 5 years to 170 months in prison.",
    draft: "The Law on help (help for victims) was drafted in 2003; its adoption was expected in 2004.",
    changed: "The Law on help (help for victims) was changed on 1 February 2003.",
    formed: "A committee was formed in 2003 to write a plan: Example Committee. Members: Ministry A, Ministry B.",
    consuls:
      "Embassies and consulates have no tools to identify and help victims. The reason that is given: lack of resources.",
    way: "Example Land is a source country for men and women trafficked to Russia and the Gulf States for forced labour.",
    r: "In the report of 2004, Example Land was placed on Tier 2 watch list.",
    inferred: "",
    "victims-identified 2003 women   persons": "Victims identified in 2003 (women): 12.",
    "victims-assisted 2003 all   persons": "By the count of Example Shelter: at least 7 victims assisted in 2003.",
    "convictions 2003 all   persons": "The source gives no number in 2003: Convictions.",
  });
  const undated = stated("law", "undated", {
    act: "Penal Code",
    article: "143",
    subject: "trafficking",
    stage: "in-force",
  });
  const words = await readWords("en", reportParts);
  assert.equal(
    sentenceOf(undated, { words, text: reportTextOf(words), country: "Example Land", statements: [] }),
    "Article 143 of the Penal Code (human trafficking) is in force.",
  );
});

test("[ED7a] whether the country complies and makes efforts is one sentence, where one office judges each", async () => {
  const judged = (complies: boolean, efforts: boolean, ...more: readonly Statement[]) =>
    new Grounds(
      logged([
        judgement("complies-fully", complies, "2003"),
        judgement("significant-efforts", efforts, "2003"),
        ...more,
      ]),
      "calendar",
    );
  const said = async (over: Grounds) => (await proposed(edition([]), over)).map(({ pieces }) => wordsIn(pieces));
  assert.deepEqual(await said(judged(false, true)), [
    "The government does not fully comply with the minimum standards for the elimination of trafficking; however, it is making significant efforts to do so.",
  ]);
  assert.match((await said(judged(false, false)))[0] ?? "", /and is not making significant efforts to do so/);
  assert.deepEqual(await said(judged(true, true)), [
    "The government fully complies with the minimum standards for the elimination of trafficking.",
    "The government makes significant efforts.",
  ]);
  const other = { ...judgement("complies-fully", true, "2003"), key: "other", organisation: "other-office" };
  const ref = { note: hashOfText("other"), row: 0 };
  assert.deepEqual(await said(judged(false, true, { ...other, ref } as Statement)), [
    "The country does not fully comply with the minimum standards.",
    "The government makes significant efforts.",
    "The country fully complies with the minimum standards.",
  ]);
  const [one] = await proposed(edition([]), judged(false, true));
  assert.equal(one?.rows.length, 2);
  const away = edition([], { putAway: [one?.id ?? ""] });
  assert.deepEqual(
    (await proposed(away, judged(false, true))).map(({ pieces }) => wordsIn(pieces)),
    ["The government makes significant efforts."],
  );
});

test("[ED7c] several proposals are one paragraph, one sentence after the other, each still bound to its row", async () => {
  const texts = (await proposed(edition([]))).flatMap(({ pieces }) => (pieces === null ? [] : [pieces]));
  const together = inOneText(texts);
  assert.equal(wordsIn(together), texts.map(wordsIn).join(" "));
  assert.deepEqual(anchorsIn(together), texts.flatMap(anchorsIn));
  assert.equal(wordsIn(parsePieces(encodePieces(together))), wordsIn(together));
});

test("[ED6b] a number that is about so many is no finding where the words before it say so", () => {
  const about = new Grounds(
    logged([figure(source, "victims-identified", "2003", 50, { unit: "persons", approx: "at-least" })]),
    "calendar",
  );
  const found = (text: string, language: LanguageTag = "en") =>
    foundIn(edition([paragraph(typed(text, language, about))], { language }), about);
  assert.deepEqual(found("They found {50|figure victims-identified 2003} victims."), ["scope: 50: at-least"]);
  assert.deepEqual(found("They found at least {50|figure victims-identified 2003} victims."), []);
  assert.deepEqual(found("Выявлено не менее {50|figure victims-identified 2003} жертв.", "ru"), []);
  assert.deepEqual(found("Throughout, {50|figure victims-identified 2003} victims."), ["scope: 50: at-least"]);
});

test("[ED7] numbers are proposed beside the year before, rows in their own words or in a sentence of the program, and nothing that is cited or put away", async () => {
  const texts = async (language: LanguageTag, more: Partial<Edition> = {}) => {
    const proposals = await proposed(edition([], { language, ...more }));
    return proposals.map(
      ({ section, pieces }) => `${section}: ${pieces === null ? "" : pieces.map((piece) => piece.words).join("")}`,
    );
  };
  assert.deepEqual(await texts("en"), [
    "prosecution: In 2003 there were 2 prosecutions, compared with 4 in 2002.",
    "prosecution: Longest sentence: 14 years.",
    "prosecution: Corruption, including among officials, is endemic.",
    `prevention: ${words}.`,
  ]);
  const russian = await texts("ru");
  assert.equal(russian.length, 4);
  assert.doesNotMatch(
    russian.map((line) => line.split(": ").slice(1).join()).join(),
    /[a-z]{4}/,
    "words of another language are no proposal",
  );
  for (const language of languageTags)
    for (const { key, row } of (await proposed(edition([], { language }))).map(asRow))
      assert.ok(row === null || isRow("draft", row), `${language}: ${key} can be taken`);
  const all = await proposed(edition([]));
  assert.deepEqual((await texts("en", { putAway: all.slice(1).map(({ id }) => id) })).length, 1);
  const cited = await texts("en", {
    paragraphs: [paragraph(typed("{two|figure prosecutions 2003}, {weak|row finding borders}"))],
  });
  assert.equal(cited.length, 2);
  for (const { pieces } of all)
    if (pieces !== null) assert.deepEqual(parsePieces(encodePieces(pieces)), pieces, "it is taken as it is");
});

test("[ED3f] words may rest on rows of every year, those of the edition's own year come first, and on no row that says who signed or published", () => {
  const law = stated("law", "act", { act: "Example act", subject: "trafficking", stage: "in-force", on: "1999" });
  const coverage = stated("coverage", "2003", { register: "proceeding", year: "2003" } as never);
  const rows = rowsToCite(logged([law, ...record, coverage]), { year: 2003, kind: "calendar" });
  assert.deepEqual(
    rows.map(({ register, key }) => `${register} ${key.split(" ")[0]}`),
    [
      ...["figure prosecutions", "figure sentence-2003", "finding corruption-2003", "finding borders"],
      ...["law act", "figure prosecutions"],
    ],
  );
});

test("[ED7] numbers with one of the year before are proposed first, whatever the order of the catalogue", async () => {
  const [first, second] = ["investigations", "convictions"] as const;
  const over = new Grounds(
    logged([
      sourceStated(source, "report", "2004"),
      figure(source, first, "2003", 16),
      figure(source, second, "2003", 2),
      figure(source, second, "2002", 4),
    ]),
    "calendar",
  );
  assert.ok(catalogue.findIndex(({ key }) => key === first) < catalogue.findIndex(({ key }) => key === second));
  const facts = (await proposed(edition([]), over)).map(({ pieces }) =>
    anchorsIn(pieces ?? []).map((one) => one.words),
  );
  assert.deepEqual(facts, [["2", "4"], ["16"]]);
});

test("[ED7f] a number stands with its parts, what a source gives no number of is one sentence, and a source's words begin with a capital, in each language", async () => {
  const women = figure(source, "victims-identified", "2003", 12, { unit: "persons", part: "women" });
  const rows = logged([
    sourceStated(source, "report", "2004"),
    figure(source, "victims-identified", "2003", 15, { unit: "persons" }),
    women,
    { ...figure(source, "victims-identified", "2003", 3, { unit: "persons", part: "men" }), key: "men" },
    {
      ...figure(source, "victims-identified", "2003", 2, { unit: "persons", part: "children", approx: "at-least" }),
      key: "children",
    },
    {
      ...figure(source, "victims-identified", "2003", 1, { unit: "persons", part: "girls", articles: ["law-1"] }),
      key: "girls",
    },
    { ...figure(source, "convictions", "2003", "not-reported", { unit: "persons" }), key: "convictions" },
    { ...figure(source, "prosecutions", "2003", "not-reported", { unit: "cases" }), key: "prosecutions" },
    stated("said", "a", { pillar: "protection", words: "the state paid", language: "en", from: "2003" }, { source }),
  ]);
  const over = new Grounds(rows, "calendar");
  const english = await proposed(edition([]), over);
  assert.deepEqual(
    english.map(({ pieces }) => wordsIn(pieces)),
    [
      "In 2003 there were 15 victims identified. Parts of the number in 2003: women: 12; men: 3.",
      "Victims identified in 2003 (children): at least 2.",
      "Victims identified in 2003 (girls): 1.",
      "The state paid.",
      "The source gives no number in 2003: Convictions, Prosecutions.",
    ],
  );
  const [number] = english;
  const silent = english.at(-1);
  assert.deepEqual(
    anchorsIn(number?.pieces ?? []).map((one) => one.kind === "figure" && [one.part, one.value]),
    [
      [null, 15],
      ["women", 12],
      ["men", 3],
    ],
  );
  assert.equal(anchorsIn(silent?.pieces ?? []).length, 2);
  const away = await proposed(edition([], { putAway: [silent?.id ?? ""] }), over);
  assert.equal(away.length, english.length - 1, "all of the sentence is put away");
  for (const language of languageTags)
    for (const { id, section, pieces } of await proposed(edition([], { language }), over)) {
      if (pieces === null) continue;
      const text = encodePieces(pieces);
      assert.deepEqual(parsePieces(text), pieces, `${language} ${id}`);
      const found = foundIn(edition([paragraph(text, { section })], { language }), over);
      assert.deepEqual(found, [], `${language}: ${wordsIn(pieces)}`);
    }
});

test("[ED7g] what the rules ask for and nobody says is one sentence: not what is known, withheld or not reported, and none once it is written", async () => {
  const asked = {
    facts: ["victims-identified"],
    year: "2003",
    office: "Office",
    whom: "Ministry",
    on: "2004",
  } as const;
  const rows = [
    figure(source, "convictions", "2003", "not-reported"),
    stated("data-request", "asked", { ...asked, answer: "refused" }),
  ];
  const over = new Grounds(logged([...record, ...rows]), "calendar");
  for (const language of languageTags) {
    const words = await readWords(language, reportParts);
    const all = (one: Edition) => proposalsFor(one, over, words, "Example Land").filter(({ id }) => id === "missing");
    const [missing = assert.fail(), ...more] = all(edition([], { language }));
    assert.deepEqual([missing.section, more, anchorsIn(missing.pieces ?? [])], ["tier", [], []]);
    if (language === "en") {
      assert.match(
        wordsIn(missing.pieces),
        /^The record has no number and no answer in 2003 for: .*Investigations; .*Officials convicted; /,
      );
      assert.doesNotMatch(
        wordsIn(missing.pieces),
        /Prosecutions;|Convictions;|Victims identified;|Border control|Corruption/,
      );
    }
    const taken = paragraph(encodePieces(missing.pieces ?? []), { section: "tier" });
    assert.deepEqual(all(edition([taken], { language })), [], language);
    assert.deepEqual(foundIn(edition([taken], { language }), over), [], language);
    assert.deepEqual(all(edition([], { language, putAway: ["missing"] })), [], language);
  }
});

test("[ED12] a published paragraph with a number that the record did not have is named; of two publications of a year the older one is one", () => {
  const publish = (texts: readonly string[], size: number, id: string) =>
    publishedRows(edition(texts.map((text, i) => paragraph(text, { key: `2003.en.aaaa000${i}`, place: i }))), size).map(
      (row) => ({
        ...stated("paragraph", row.key, "values" in row ? row.values : assert.fail()),
        import: id,
      }),
    );
  const right = typed("{two|figure prosecutions 2003} cases");
  const wrong = encodePieces(
    (parsePieces(right) ?? []).map((piece) =>
      piece.kind === "figure" ? { ...piece, words: "three", value: 3 } : piece,
    ),
  );
  const all = publishedEditions(
    [...publish([right], 5, "older"), ...publish([right, wrong], 9, "newer")],
    (text) => text,
  );
  assert.deepEqual(
    all.map((one) => [one.import, one.size, isOlder(one, all)]),
    [
      ["newer", 9, false],
      ["older", 5, true],
    ],
  );
  const unfilled = all.map((one) => unfilledIn(one, { statements: record }).map(({ key }) => key));
  assert.deepEqual(unfilled, [["2003.en.9.aaaa0001"], []]);
  assert.deepEqual(readShownPage("<html></html>"), null);
});

test("[ED9] [ED9a] a signature counts while it is of exactly what is published: not beside another text, and not once a paragraph or a reason was taken back", () => {
  const draft = edition([
    paragraph(typed("{weak|row finding borders}"), { key: "2003.en.bbbb0001", place: 0 }),
    paragraph(typed("{two|figure prosecutions 2003} cases"), { key: "2003.en.aaaa0002", place: 1 }),
  ]);
  const whole = {
    ...draft,
    answers: ["cccc0004", "cccc0003"].map((key) => ({ key: `2003.en.${key}`, findings: ["x"], reason: "Because." })),
  };
  const hash = (text: string) => `of ${text}`;
  const signedFor = (signature: string, isLeft: (key: string) => boolean = () => true) => {
    const signatures = [{ key: "2003.en.s", hash: signature, office: "Example office" }];
    const rows = publishedRows({ ...whole, signatures }, 9).filter(({ key }) => isLeft(key));
    const published = rows.map((row) => stated("paragraph", row.key, "values" in row ? row.values : assert.fail()));
    return publishedEditions(published, hash).flatMap((one) => one.signatures.map(({ office }) => office));
  };
  assert.deepEqual(signedFor(hash(signedText(whole))), ["Example office"]);
  assert.deepEqual(signedFor(hash(signedText(draft))), [], "of the text without its reasons");
  for (const key of ["bbbb0001", "aaaa0002", "cccc0004"])
    assert.deepEqual(
      signedFor(hash(signedText(whole)), (one) => !one.endsWith(key)),
      [],
      key,
    );
});

test("[ED6] numbers of a text are found once each, with joined groups, and in digits of any script", () => {
  const of = (text: string, language: LanguageTag = "en") => numbersIn(text, language).map(({ number }) => number);
  assert.deepEqual(of("1,200 and 130.1 and 14. Fourteen"), ["1200", "130.1", "14", "14"]);
  assert.deepEqual(of("۱۴ و ١٥", "fa"), ["14", "15"]);
  assert.deepEqual(of("toʻrt, to'rt, to’rt", "uz"), ["4", "4", "4"]);
});

test("[ED11] beside a reason stands what it answers: how many findings of which kind", async () => {
  const answers = [
    { key: "2003.en.bbbb0001", findings: ["unused lead a", "scope x b", "unused lead c"], reason: "Known." },
  ];
  const { sections } = editionDocument(
    edition([], { answers }),
    recordRead(record),
    await readWords("en", reportParts),
    null,
  );
  const blocks = sections.find(({ id }) => id === "answers")?.blocks ?? [];
  assert.equal(plain(blocks), "Known. (rows that no paragraph cites: 2; numbers of a part: 1)");
});
