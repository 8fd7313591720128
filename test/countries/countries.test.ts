// Two years of countries for which nobody built anything: a published report was cut into facts, the facts were entered into the registers, and the report of
// the year was written from what the program proposed (README.md). Each test goes through a country of its own and counts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { assess } from "../../src/assessment/assess.ts";
import { evaluateFacts } from "../../src/assessment/evaluate-facts.ts";
import type { Period } from "../../src/assessment/fact-value.ts";
import { besideFacts } from "../../src/assessment/judgements.ts";
import { tableOfFile } from "../../src/cli/record-file.ts";
import { type Anchor, encodePieces, type Piece, parsePieces, subjectOf } from "../../src/core/registers/pieces.ts";
import type { RegisterName } from "../../src/core/registers/register-table.ts";
import type { Device } from "../../src/member/device.ts";
import { hashOfText } from "../../src/member/record/record-keeper.ts";
import { must } from "../../src/member/verb.ts";
import { openFindings } from "../../src/reports/edition/checks.ts";
import { completeText } from "../../src/reports/edition/complete.ts";
import { besideRows, draftRow, type Edition, newKey, publishedEditions } from "../../src/reports/edition/edition.ts";
import {
  type EditionDesk,
  editionDesk,
  findingsAt,
  toPublish,
  toSign,
} from "../../src/reports/edition/edition-desk.ts";
import { readEditionFile } from "../../src/reports/edition/edition-file.ts";
import { checkEditionPage, editionPage } from "../../src/reports/edition/edition-page.ts";
import { anchorsIn } from "../../src/reports/edition/fill.ts";
import { numbersIn } from "../../src/reports/edition/number-words.ts";
import { proposalsFor } from "../../src/reports/edition/proposals.ts";
import { readShownPage } from "../../src/reports/shown-page.ts";
import { reportParts } from "../../src/reports/text/report-words.ts";
import { readWords } from "../../src/words/read-words.ts";
import { printedPages } from "../support/pdf-pages.ts";
import { World } from "../support/world.ts";

interface Fact {
  readonly n: number;
  readonly quote: string;
}

interface Given {
  readonly folder: string;
  readonly period: Period;
  /** The registers in the order in which they were entered. */
  readonly registers: readonly RegisterName[];
}

const fileOf = ({ folder }: Given, name: string) => new URL(`${folder}/${name}`, import.meta.url);
const jsonOf = <T>(given: Given, name: string) => JSON.parse(readFileSync(fileOf(given, name), "utf8")) as T;

/** A country with this record, entered by its secretariat as `panoh record import` does, and the draft of the year's report. */
async function written(t: TestContext, given: Given) {
  const world = await World.foundFor(t);
  const { devices } = await world.organisation("secretariat", "Example Secretariat");
  const member = await world.member(devices[0] ?? assert.fail());
  await world.settle(member);
  for (const register of given.registers) {
    const { flaws, news } = member.record.checkTable(register, tableOfFile(fileOf(given, `${register}.csv`).pathname));
    assert.deepEqual(flaws, [], register);
    await must(member.record.enter(register, news));
  }
  await world.settle(member);
  const words = await readWords("en", reportParts);
  const before = deskOf(member, given);
  const proposals = proposalsFor(before.edition, before.grounds, words, "Example Republic");
  const paragraphs = readEditionFile(readFileSync(fileOf(given, "edition.en.txt"), "utf8")) ?? assert.fail();
  const rows = paragraphs.map(({ section, text }, place) => {
    const typed = completeText(text, { grounds: before.grounds, language: "en", before: [] });
    if ("flaw" in typed) return assert.fail(`${typed.flaw}: ${typed.at}`);
    return draftRow(before.name, { key: newKey(before.name, `p${place}`), section, place, text: typed.text, over: [] });
  });
  await must(member.record.enter("draft", rows));
  await world.settle(member);
  return { world, member, words, proposals, desk: deskOf(member, given) };
}

function deskOf(member: Device, { period }: Given): EditionDesk {
  const { statements } = member.record.at() ?? assert.fail();
  const organisation = member.view?.self?.organisation.id ?? assert.fail();
  return editionDesk(member.record.book.all, statements, { ...period, language: "en" }, organisation);
}

/** The facts that are bound in the edition to what is named for them, each with its numbers: all that are named, else the edition is another than it says. */
function anchoredFacts(given: Given, { paragraphs }: Edition): readonly Fact[] {
  const { facts } = jsonOf<{ readonly facts: readonly Fact[] }>(given, "facts.json");
  const named = jsonOf<Readonly<Record<string, readonly string[]>>>(given, "anchors.json");
  const anchors = paragraphs.flatMap(({ pieces }) => anchorsIn(pieces));
  const anchored = facts.filter(({ n }) => named[n] !== undefined);
  for (const { n, quote } of anchored) {
    const found = (named[n] ?? []).map((name) => anchors.filter((one) => `${subjectOf(one)} `.startsWith(`${name} `)));
    assert.ok(
      found.length > 0 && found.every((some) => some.length > 0),
      `fact ${n} is bound to ${named[n]}: ${quote}`,
    );
    const bound = new Set(found.flat().flatMap(numbersBound));
    const missing = numbersIn(quote, "en").filter(({ number }) => !bound.has(number));
    assert.deepEqual(missing, [], `fact ${n} has its numbers: ${quote}`);
  }
  return anchored;
}

/** The numbers that an anchor gives: in its words, large ones in millions too, and the year that it names. */
function numbersBound({ words, ...anchor }: Anchor): readonly string[] {
  const given = numbersIn(words, "en").map(({ number }) => number);
  const inMillions = given.map(Number).filter((number) => number >= 1_000_000);
  return [
    ...given,
    ...inMillions.map((number) => String(number / 1_000_000)),
    ...(anchor.kind === "figure" ? [String(anchor.year)] : anchor.key.split("-")),
  ];
}

/** Signs and publishes the draft, and reads its page as a stranger does. */
async function published({ world, member, words }: Awaited<ReturnType<typeof written>>, given: Given) {
  const signing = deskOf(member, given);
  const { rows, text } = toSign(signing);
  const signature = {
    key: () => newKey(signing.name, "signed"),
    text: "Example Secretariat",
    regards: [hashOfText(text)],
  };
  await must(member.record.enter("draft", [...rows, ...besideRows(signing.name, "signed", signature)]));
  await world.settle(member);
  const then = member.record.at() ?? assert.fail();
  await must(
    member.record.enter("paragraph", toPublish(deskOf(member, given), then.log.size, hashOfText) ?? assert.fail()),
  );
  await world.settle(member);
  const newest = member.record.at() ?? assert.fail();
  const [edition] = publishedEditions(newest.statements, hashOfText);
  const html = editionPage(edition ?? assert.fail(), then, words);
  const shown = readShownPage(html) ?? assert.fail();
  return { html, check: checkEditionPage(html, shown, { newest, record: then, words, hash: hashOfText }) };
}

function tierOf({ grounds }: EditionDesk, { period }: Given) {
  return assess(evaluateFacts(grounds.index, period), besideFacts(grounds.statements, period)).tier;
}

/** The proposals that have a sentence, and those of them that stand in the edition word for word, as whole sentences. */
function keptOf({ proposals, desk }: Awaited<ReturnType<typeof written>>) {
  const texts = desk.edition.paragraphs.map(({ text }) => text);
  const said = proposals.flatMap(({ pieces }) => (pieces === null ? [] : [encodePieces(pieces)]));
  return { said, kept: said.filter((one) => texts.some((text) => `. ${text}`.includes(`. ${one}`))) };
}

/**
 * The minutes that hands need for the edition, by the keystroke-level model (Card, Moran and Newell 1980: 0.28 s a key at 40 words a minute, 1.1 s to point, 0.2 s to press,
 * 1.35 s to make ready, 0.4 s from mouse to keys): a proposal that is kept is taken by one press, all else but the numbers that the program fills is typed, and each other anchor is looked for by six
 * letters and pressed. Reading, thinking and checking are not in it.
 */
function minutesOfHands({ paragraphs }: Edition, kept: readonly string[]): number {
  const piecesOf = (texts: readonly string[]) => texts.flatMap((text) => parsePieces(text) ?? assert.fail());
  const [all, proposed] = [piecesOf(paragraphs.map(({ text }) => text)), piecesOf(kept)];
  const lettersIn = (pieces: readonly Piece[]) =>
    pieces.reduce((sum, { kind, words }) => sum + (kind === "figure" ? 0 : words.length), 0);
  const [key, press] = [0.28, 1.35 + 1.1 + 0.2];
  const letters = lettersIn(all) - lettersIn(proposed);
  const anchors = anchorsIn(all).length - anchorsIn(proposed).length;
  return (kept.length * press + letters * key + anchors * (6 * key + 0.8 + press)) / 60;
}

const countries: readonly (Given & {
  readonly tier: string;
  readonly kept: number;
  readonly minutes: number;
  readonly pages: number;
})[] = [
  {
    folder: "guyana-2023",
    period: { year: 2022, kind: "calendar" },
    registers: ["source", "law", "body", "plan", "prevention", "figure", "finding", "said", "judgement", "rating"],
    tier: "1",
    kept: 0.5,
    minutes: 12,
    // Its 57 anchors fill more than half of them.
    pages: 5,
  },
  {
    folder: "turkmenistan-2021",
    period: { year: 2020, kind: "april-march" },
    registers: ["source", "plan", "prevention", "figure", "finding", "said", "judgement", "rating"],
    tier: "3",
    kept: 0.5,
    minutes: 6,
    pages: 4,
  },
];

for (const given of countries)
  test(`[ED6] [ED7] [ED12] [AS14] ${given.folder}: facts anchored, none false, no loose number, the published tier, proposals kept, pages`, async (t) => {
    const country = await written(t, given);
    const { facts } = jsonOf<{ readonly facts: readonly Fact[] }>(given, "facts.json");
    const anchored = anchoredFacts(given, country.desk.edition);
    assert.ok(anchored.length >= facts.length * 0.8, `${anchored.length} of ${facts.length}`);
    const findings = findingsAt(country.desk);
    assert.deepEqual(
      openFindings(findings).map(({ id }) => id),
      [],
    );
    assert.equal(findings.length, 0, "nothing had to be answered");
    assert.equal(tierOf(country.desk, given), given.tier);
    const { said, kept } = keptOf(country);
    assert.ok(kept.length >= said.length * given.kept, `${kept.length} of ${said.length} proposals kept`);
    const { html, check } = await published(country, given);
    assert.deepEqual([check.verdict, check.reason, check.unfilled.length], ["same", null, 0]);
    const pages = await printedPages(html);
    assert.ok(pages > 0 && pages <= given.pages, `${pages} pages`);
    const minutes = minutesOfHands(country.desk.edition, kept);
    assert.ok(minutes <= given.minutes, `${minutes} minutes of hands`);
    t.diagnostic(
      `${anchored.length} of ${facts.length} facts, ${kept.length} of ${said.length} kept, ${pages} pages, ${minutes.toFixed(1)} minutes of hands`,
    );
  });
