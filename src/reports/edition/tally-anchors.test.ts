// Numbers of sealed registers in a report that a person writes: an anchor on a tally has its number and its bounds from the release, names the office in
// print, and gives every stranger the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOfText } from "../../../test/support/record-notes.ts";
import { logged, namesOf, recordRead } from "../../../test/support/record-read.ts";
import { proceeding, released, stated } from "../../../test/support/statements.ts";
import { boundsOf, type Period } from "../../assessment/fact-value.ts";
import { talliesOf } from "../../assessment/tally.ts";
import { parsePieces } from "../../core/registers/pieces.ts";
import type { Statement } from "../../record/statement.ts";
import { readWords } from "../../words/read-words.ts";
import { readShownPage } from "../shown-page.ts";
import { reportParts } from "../text/report-words.ts";
import { checkEdition } from "./checks.ts";
import { completeText } from "./complete.ts";
import { type Edition, type Paragraph, publishedEditions, publishedRows } from "./edition.ts";
import { checkEditionPage, editionPage } from "./edition-page.ts";
import { fillPieces } from "./fill.ts";
import { Grounds } from "./grounds.ts";

const year: Period = { year: 2003, kind: "calendar" };
const inApril = { year: 2003, kind: "april-march" } as const;
const sealed: readonly Statement[] = [
  proceeding("a", { case: "A", event: "investigation", on: "2003-05", form: "labour" }),
  proceeding("b", { case: "B", event: "investigation", on: "2003-06" }),
  proceeding("v", { case: "A", event: "verdict", on: "2003-09", verdict: "convicted", prison_months: 60 }),
];
const vague = proceeding("w", { case: "W", event: "investigation", on: "2003" });
const more = [
  proceeding("c", { case: "C", event: "investigation", on: "2003-07" }),
  proceeding("d", { case: "C", event: "dropped", on: "2003-08" }),
];
const open = logged(released(talliesOf(sealed, year)));
const second = { by: "ombudsman", of: "1a0b0000-0000-4000-8000-000000000002" };
const ofTwo = [...open, ...logged(released(talliesOf([...sealed, ...more], year), second), 60)];

const grounds = new Grounds(open, "calendar");

function typed(text: string, over: Grounds = grounds): string {
  const completed = completeText(text, { grounds: over, language: "en", before: [] });
  return "flaw" in completed ? assert.fail(`${completed.flaw}: ${completed.at}`) : completed.text;
}

function edition(text: string, kind: Period["kind"] = "calendar"): Edition {
  const pieces = parsePieces(text) ?? assert.fail(text);
  const key = kind === "calendar" ? "2003.en.aaaa0001" : "2003-04.en.aaaa0001";
  const paragraph: Paragraph = {
    ...{ key, section: "prosecution", place: 1, text, pieces },
    ...{ at: "2030-01-01T00:00:00Z", device: "d", version: "v:0", isStruck: false, others: [] },
  };
  const nothing = { answers: [], signatures: [], putAway: [], struck: [] };
  return { year: 2003, kind, language: "en", organisation: "record-office", paragraphs: [paragraph], ...nothing };
}

const foundIn = (text: string, over: Grounds, kind: Period["kind"] = "calendar") =>
  checkEdition(edition(text, kind), { grounds: over, asks: [], first: null })
    .filter(({ code }) => code !== "unused")
    .map(({ code, about, why }) => [code, about, ...(why === null ? [] : [why])].join(": "));

test("[ED2c] [TA5] a tally of own files is anchored by fact and year, filled by its number, and gone once it is taken back", () => {
  const text = typed("It investigated {two|figure investigations 2003} cases.");
  assert.equal(text, "It investigated {two|figure investigations 2003 - cases own 2} cases.");
  assert.deepEqual(foundIn(text, grounds), []);
  assert.equal(
    typed("{5|figure sentence-highest 2003 in=years} years"),
    "{5|figure sentence-highest 2003 - years own 5} years",
  );
  const withdrawn = new Grounds(
    open.filter(({ key }) => key !== "2003/investigations"),
    "calendar",
  );
  const stale = (over: Grounds) => fillPieces(parsePieces(text) ?? [], over, "en").map((one) => one.stale);
  assert.deepEqual(stale(grounds), [null, null, null]);
  assert.deepEqual(stale(withdrawn), [null, "gone", null]);
  const unreleased = new Grounds(
    open.filter(({ register }) => register !== "release"),
    "calendar",
  );
  assert.deepEqual(stale(unreleased), [null, "gone", null], "a number that nobody released is none");
});

test("[ED6] [ED6b] [TA4a] a tally that says at least so many stands as exact nowhere, as a figure and as a row", () => {
  const vagueYear = new Grounds(
    logged(released(talliesOf([...sealed, vague], inApril), { period: inApril.kind })),
    inApril.kind,
  );
  const figure = typed("It investigated {two|figure investigations 2003} cases.", vagueYear);
  assert.deepEqual(foundIn(figure, vagueYear, inApril.kind), ["scope: two: at-least"]);
  const row = (words: string) =>
    typed(`It investigated {${words}|row tally 2003-april-march/investigations}.`, vagueYear);
  assert.deepEqual(foundIn(row("2"), vagueYear, inApril.kind), ["scope: 2: at-least"]);
  assert.deepEqual(foundIn(row("2 cases"), vagueYear, inApril.kind), ["scope: 2 cases: at-least"]);
  assert.deepEqual(foundIn(row("at least 2 cases"), vagueYear, inApril.kind), []);
  assert.deepEqual(foundIn(row("at least 3 cases"), vagueYear, inApril.kind), ["loose-number: 3"]);
});

test("[ED6b] [TA4b] a rounded tally is about so many, and never at least", () => {
  const rounded = talliesOf(sealed, year).map((row) =>
    row.key === "2003/investigations" && "values" in row
      ? { ...row, values: { ...row.values, value: 15, least: 10, most: 17 } }
      : row,
  );
  const over = new Grounds(logged(released(rounded)), "calendar");
  const now = over.figure({ fact: "investigations", year: 2003, part: null, source: "own" });
  assert.equal(now?.limit, "roughly");
  assert.ok((boundsOf(now?.statement ?? assert.fail())?.least ?? 99) <= 10, "there may be ten");
  const text = (words: string) => typed(words, over);
  assert.deepEqual(foundIn(text("{15|figure investigations 2003} cases"), over), ["scope: 15: roughly"]);
  assert.deepEqual(foundIn(text("about {15|figure investigations 2003} cases"), over), []);
  assert.deepEqual(foundIn(text("{15 cases|row tally 2003/investigations}"), over), ["scope: 15 cases: roughly"]);
  assert.deepEqual(foundIn(text("{about 15 cases|row tally 2003/investigations}"), over), []);
});

test("[ED6b] [YC5b] where an organisation sent no count, a tally of the country's cases is at least so many, as a figure and as a row", () => {
  const tally = { fact: "victims-identified", year: "2003", value: 53 };
  const rows = [{ key: "2003/cases/victims-identified", source: "own", values: tally }];
  const sentBy = (sent: number) =>
    new Grounds(
      logged(
        released(rows, { what: "cases", asked: 6, sent }).map((one) =>
          one.register === "release" ? { ...one, key: "2003/cases/1" } : one,
        ),
      ),
      "calendar",
    );
  const found = (sent: number) =>
    ["{53|figure victims-identified 2003} victims", "{53 victims|row tally 2003/cases/victims-identified}"].flatMap(
      (text) => foundIn(typed(text, sentBy(sent)), sentBy(sent)),
    );
  assert.deepEqual(found(6), []);
  assert.deepEqual(found(5), ["scope: 53: at-least", "scope: 53 victims: at-least"]);
});

test("[ED6] [ED6c] [TA10] of the tallies of a year each number is asked for that no paragraph cites, a split is not, and one of another kind of year is not", () => {
  const both = new Grounds(
    [...open, ...logged(released(talliesOf(sealed, inApril), { ...second, period: inApril.kind }), 60)],
    "calendar",
  );
  const unused = (text: string, kind: Period["kind"]) =>
    checkEdition(edition(text, kind), { grounds: both, asks: [], first: null })
      .filter(({ code }) => code === "unused")
      .map(({ about }) => about.split(" ")[1] ?? "");
  const all = unused("Nothing.", "calendar");
  assert.ok(all.includes("2003/investigations") && all.includes("2003/convictions"), all.join());
  assert.deepEqual(
    all.filter((key) => key.includes("april-march") || /\/\d+$/.test(key)),
    [],
  );
  const cited = unused(typed("{two|figure investigations 2003} cases"), "calendar");
  assert.deepEqual(
    all.filter((key) => !cited.includes(key)),
    ["2003/investigations"],
  );
  const april = unused("Nothing.", "april-march");
  assert.ok(april.length > 0 && april.every((key) => key.startsWith("2003-april-march/")), april.join());
});

test("[ED2d] [TA5b] of two offices that released a year the first one's number is meant, and the other's contradicts it until its row is cited", () => {
  const two = new Grounds(ofTwo, "calendar");
  const first = "{two|figure investigations 2003 from=own}";
  assert.deepEqual(foundIn(typed(first, two), two), ["contradicted-anchor: two"]);
  const other = "by another count {three|row tally 2003/investigations by=ombudsman}";
  assert.deepEqual(foundIn(typed(`${first}, ${other}`, two), two), []);
  assert.deepEqual(
    foundIn(typed(other, two), two),
    ["contradicted-anchor: three"],
    "the row alone is contradicted too",
  );
  assert.ok(two.figure({ fact: "investigations", year: 2003, part: null, source: "own" })?.value === 2);
});

test("[ED2d] [ED11] [ED12] print names the office whose tally it is, and a stranger finds the page same, or refused where the number is another", async () => {
  const words = await readWords("en", reportParts);
  const two = new Grounds(ofTwo, "calendar");
  const text = typed(
    "{two|figure investigations 2003 from=own}, by another count {three|row tally 2003/investigations by=ombudsman}, {one|figure dropped 2003}",
    two,
  );
  const publish = (one: string) =>
    publishedRows(edition(one), 90).map((row) =>
      stated("paragraph", row.key, "values" in row ? row.values : assert.fail()),
    );
  const then = recordRead(ofTwo, {
    log: { size: 90, root: "ab".repeat(32) },
    organisationNames: namesOf("record-office", "statistics-office", "ombudsman"),
  });
  const newestOf = (one: string) => ({ ...then, statements: [...ofTwo, ...publish(one)] });
  const pageOf = (one: string) => {
    const [published] = publishedEditions(newestOf(one).statements, hashOfText);
    return editionPage(published ?? assert.fail(), then, words);
  };
  const html = pageOf(text);
  const rows = [...html.matchAll(/<tr id="cited-\d">.*?<\/tr>/gs)].map(([row]) => row.replace(/<[^>]+>/g, " "));
  assert.match(rows[0] ?? "", /Investigations.*2003.*Own files of statistics-office/s);
  assert.match(rows[1] ?? "", /2003\/investigations.*Own files of ombudsman/s);
  assert.match(rows[2] ?? "", /2003.*Own files of ombudsman/s, "the first office counted none");
  const checked = (page: string, one: string) =>
    checkEditionPage(page, readShownPage(page) ?? assert.fail(), {
      newest: newestOf(one),
      record: then,
      words,
      hash: hashOfText,
    });
  assert.equal(checked(html, text).verdict, "same");
  const wrong = text.replace(
    "{two|figure investigations 2003 - cases own 2}",
    "{three|figure investigations 2003 - cases own 3}",
  );
  const refused = checked(pageOf(wrong), wrong);
  assert.deepEqual([refused.verdict, refused.unfilled.length, refused.altered.length], ["refused", 1, 0]);
});

test("[ED6] [YC10] the country's cases are anchored as they are released: exact, about so many, at least one; a row of a split is a part", () => {
  const said = { organisation: "statistics", leaf: 9 };
  const id = "1a0b0000-0000-4000-8000-000000000003";
  const tally = (key: string, values: Omit<Statement<"tally">["values"], "year">) => ({
    ...stated("tally", `2003/cases/${key}`, { year: "2003", ...values }, said),
    import: id,
  });
  const release = {
    year: "2003",
    what: "cases",
    asked: 2,
    sent: 2,
    edition: 1,
    import: id,
    until: 0,
    notes: "ab".repeat(32),
    office: "X",
  } as const;
  const over = new Grounds(
    logged([
      tally("victims-identified", { fact: "victims-identified", value: 53 }),
      tally("victims-presumed", { fact: "victims-presumed", value: 51, least: 49, most: 52 }),
      tally("victims-refused", { fact: "victims-refused", value: 1, least: 1, most: 4 }),
      tally("sex/1", { fact: "victims-identified", value: 40, least: 36, most: 44, by: "sex", cell: "women" }),
      stated("release", "2003/cases/1", release, said),
    ]),
    "calendar",
  );
  const found = (text: string) => foundIn(typed(text, over), over);
  assert.deepEqual(found("It identified {53|figure victims-identified 2003} victims."), []);
  assert.deepEqual(found("It presumed {51|figure victims-presumed 2003} victims."), ["scope: 51: roughly"]);
  assert.deepEqual(found("It presumed about {51|figure victims-presumed 2003} victims."), []);
  assert.deepEqual(found("Of them {one|figure victims-refused 2003} wanted no help."), ["scope: one: at-least"]);
  assert.deepEqual(found("It presumed {51|row tally 2003/cases/victims-presumed}."), ["scope: 51: roughly"]);
  assert.deepEqual(found("It identified {40|row tally 2003/cases/sex/1}."), ["scope: 40: part"]);
});
