// What the program proposes to recommend (ED7d, ED7e), over an invented record.
import assert from "node:assert/strict";
import { test } from "node:test";
import { logged } from "../../../test/support/record-read.ts";
import { stated } from "../../../test/support/statements.ts";
import { parsePieces } from "../../core/registers/pieces.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { refId, type Statement } from "../../record/statement.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { reportParts } from "../text/report-words.ts";
import { checkEdition } from "./checks.ts";
import type { Edition, Paragraph } from "./edition.ts";
import { anchorsIn } from "./fill.ts";
import { Grounds } from "./grounds.ts";
import type { Proposal } from "./proposal.ts";
import { proposalsFor } from "./proposals.ts";

const measure = (key: string, until: string, name: string) =>
  stated("measure", key, {
    plan: "plan-2001",
    objective: "Example aim",
    measure: name,
    agency: "Example Ministry",
    until,
  });
const plan = (key: string, stage: RowValues<"plan">["stage"], on: string, title = "Example Plan") =>
  stated("plan", key, { title, stage, on });
const progress = (key: string, of: string, state: RowValues<"progress">["state"], on: string) =>
  stated("progress", key, { measure: of, state, on });
const judged = (
  question: RowValues<"judgement">["question"],
  answer: boolean,
  more: Partial<RowValues<"judgement">> = {},
  organisation = "record-office",
) => {
  const year = more.year ?? "2003";
  const key = [question, more.criterion ?? "all", year].join("-");
  const values = { question, answer, year, office: "Example Office", reasons: "Example.", ...more };
  return stated("judgement", key, values, { organisation });
};
const asked = (key: string, answer: RowValues<"data-request">["answer"], facts: RowValues<"data-request">["facts"]) =>
  stated("data-request", key, {
    ...{ facts, year: "2003", office: "Example Office", whom: "Example Court", on: "2003-02" },
    ...(answer === undefined ? {} : { answer }),
  });
const law = (key: string, stage: RowValues<"law">["stage"], on: string, expected?: string) =>
  stated("law", key, {
    act: "Example Act",
    subject: "trafficking",
    stage,
    on,
    ...(expected === undefined ? {} : { expected }),
  });

function edition(paragraphs: readonly Paragraph[] = [], language: LanguageTag = "en"): Edition {
  const name = { year: 2003, kind: "calendar", language } as const;
  return { ...name, organisation: "record-office", paragraphs, answers: [], signatures: [], putAway: [], struck: [] };
}

function paragraph({ pieces }: Pick<Proposal, "pieces">): Paragraph {
  return {
    ...{ key: "2003.en.aaaa0001", section: "recommendations", place: 1, text: "", pieces: pieces ?? [] },
    ...{ at: "2030-01-01T00:00:00Z", device: "d", version: "v:0", isStruck: false, others: [] },
  };
}

async function recommended(statements: readonly Statement[], one = edition()): Promise<readonly Proposal[]> {
  const words = await readWords(one.language, reportParts);
  const all = proposalsFor(one, new Grounds(statements, one.kind), words, "Example Land");
  return all.filter(({ section }) => section === "recommendations");
}

const said = ({ pieces }: Proposal) => (pieces ?? []).map(({ words }) => words).join("");

const inForce = plan("plan-2001", "in-force", "2001");
const open: readonly Statement[] = logged([
  inForce,
  measure("train", "2003-06", "Train judges"),
  measure("later", "2004", "Open a shelter"),
  measure("ready", "2002", "Print brochures"),
  progress("ready-done", "ready", "done", "2003-03"),
  plan("plan-next", "draft", "2003-05", "Next Plan"),
  law("act-2002", "in-parliament", "2002", "2003"),
  judged("significant-efforts", false),
  judged("increasing-efforts", true),
  judged("complies-fully", false),
  judged("policy-or-pattern", true),
  judged("criterion-met", false, { criterion: "prevention" }),
  asked("data-courts", "refused", ["convictions"]),
  asked("data-police", undefined, ["investigations"]),
]);

test("[ED7d] what rows leave open is proposed as advice with the row's sentence bound behind it, in each language", async () => {
  const proposals = await recommended(open);
  assert.deepEqual(proposals.map(said), [
    "Carry out what is overdue: Example Ministry is to carry out a measure of the plan by June 2003: Train judges.",
    "Bring the law into force: The Example Act (human trafficking) was before parliament in 2002; its adoption was expected in 2003.",
    "Bring the plan into force: A plan was a draft in May 2003: Next Plan.",
    "Make significant efforts: The government makes no significant efforts.",
    "End this policy or pattern: There is a government policy or pattern of trafficking.",
    "Meet this criterion: The criterion “Prevention” is not met.",
    "Give the data that were asked for: Example Office asked Example Court for data of 2003 (convictions), and they were refused.",
  ]);
  for (const language of languageTags) {
    const inIt = await recommended(open, edition([], language));
    assert.equal(inIt.length, 7, language);
    for (const one of inIt) {
      const [anchor, ...others] = anchorsIn(one.pieces ?? assert.fail(`${language}: ${one.id}`));
      assert.equal(others.length, 0);
      assert.ok(anchor !== undefined && anchor.words !== said(one), "the advice is the writer's");
      const written = edition([paragraph(one)], language);
      const found = checkEdition(written, { grounds: new Grounds(open, "calendar"), asks: [], first: null });
      assert.deepEqual(
        found.filter(({ code }) => code !== "unused").map(({ id }) => id),
        [],
        "no finding (ED7b)",
      );
      const left = await recommended(open, written);
      assert.equal(left.length, 6, "what is recommended is proposed no more");
    }
  }
});

test("[ED7d] where the rows leave nothing open nothing is proposed: measures that are done, acts and plans in force, offices that differ, stale judgements, data that came", async () => {
  const quiet = async (...rows: readonly Statement[]) => (await recommended(logged(rows))).map(said);
  const overdue = measure("train", "2003-06", "Train judges");
  assert.deepEqual(await quiet(), []);
  assert.equal((await quiet(inForce, overdue)).length, 1);
  assert.deepEqual(await quiet(inForce, overdue, progress("p", "train", "done", "2003-12")), []);
  assert.equal(
    (await quiet(inForce, overdue, progress("p", "train", "done", "2004-01"))).length,
    1,
    "done in the next year",
  );
  assert.equal(
    (await quiet(plan("plan-2001", "draft", "2001"), overdue)).length,
    1,
    "the plan alone, while it is a draft",
  );
  const expected = law("a", "drafted", "2002", "2003");
  assert.equal((await quiet(expected, law("b", "in-force", "2004"))).length, 1, "in force after the year");
  assert.deepEqual(await quiet(expected, law("b", "in-force", "2003-11")), []);
  assert.deepEqual(await quiet(expected, law("b", "adopted", "2003-11")), [], "its adoption was awaited");
  assert.equal((await quiet(expected, law("b", "adopted", "2003-11", "2005"))).length, 1, "its force is");
  assert.deepEqual(await quiet(law("a", "drafted", "2002")), [], "nobody announced it");
  assert.deepEqual(await quiet(law("a", "drafted", "2004", "2005")), [], "of another year");
  assert.deepEqual(await quiet(plan("p", "draft", "2003"), plan("q", "in-force", "2003-12")), []);
  assert.deepEqual(await quiet(plan("old", "working-group", "2001", "Old Plan"), plan("q", "in-force", "2002")), []);
  assert.equal((await quiet(plan("q", "in-force", "2002"), plan("next", "draft", "2003", "Next Plan"))).length, 1);
  const no = judged("vigorous-prosecution", false);
  assert.equal((await quiet(no)).length, 1);
  assert.equal((await quiet(no, judged("vigorous-prosecution", false, {}, "other-office"))).length, 1, "once");
  assert.deepEqual(await quiet(no, judged("vigorous-prosecution", true, {}, "other-office")), []);
  const stale = { ...no, values: { ...no.values, evidence: [`${"0f".repeat(32)}:0`] } } as Statement;
  assert.deepEqual(await quiet(stale), []);
  assert.deepEqual(await quiet(asked("a", "refused", ["convictions"]), asked("b", "given", ["convictions"])), []);
  assert.equal((await quiet(asked("a", "refused", ["convictions"]), asked("b", "given", ["prosecutions"]))).length, 1);
});

/** An edition of 2002 that was published: its recommendations, a paragraph a text. */
const published = (texts: readonly string[], size = 20, more: Partial<RowValues<"paragraph">> = {}) =>
  texts.map((text, i) =>
    stated("paragraph", `2002.en.${size}.a${i}`, {
      ...{ year: "2002", language: "en", section: "recommendations", place: i + 1, text, size },
      ...more,
    }),
  );

test("[ED7e] what the report of the year before recommended is proposed with what came of it, and once where it is still open", async () => {
  const bound = (words: string, { register, key, source, organisation, ref }: Statement) =>
    `{${words}|row ${register} ${key} ${source} ${organisation} ${refId(ref)}}`;
  const rows = logged([
    inForce,
    measure("train", "2003-06", "Train judges"),
    measure("print", "2004", "Print brochures"),
    progress("print-1", "print", "under-way", "2003-02"),
    progress("print-2", "print", "done", "2003-09"),
    judged("vigorous-prosecution", false, { year: "2002" }),
    judged("vigorous-prosecution", true, { year: "2003" }),
    asked("data-courts", "given", ["convictions"]),
  ]);
  const of = (key: string) => rows.find((one) => one.key === key) ?? assert.fail(key);
  const court = of("data-courts");
  const before = { ...court, ref: { note: "0e".repeat(32), row: 0 } };
  const texts = [
    `Go on: ${bound("train judges", of("train"))}. Hurry! ${bound("Print brochures", of("print"))}.`,
    `Prosecute as ${bound("was not done", of("vigorous-prosecution-all-2002"))}.`,
    `Give ${bound("the data of courts", before)}.`,
    "Rest on nothing.",
  ];
  const all = [...rows, ...published(texts)];
  const proposals = await recommended(all);
  assert.deepEqual(proposals.map(said), [
    "Carry out what is overdue: Example Ministry is to carry out a measure of the plan by June 2003: Train judges. The report on 2002 recommended it too.",
    "The report on 2002 recommended: “Print brochures.” Since then: Print brochures: done in September 2003.",
    "The report on 2002 recommended: “Prosecute as was not done.” Since then: Investigation and prosecution are vigorous.",
    "The report on 2002 recommended: “Give the data of courts.”",
  ]);
  const [, printed, , data] = proposals;
  assert.deepEqual(
    anchorsIn(printed?.pieces ?? []).map((one) => one.kind === "row" && one.key),
    ["print", "print-2"],
  );
  assert.deepEqual(anchorsIn(data?.pieces ?? []), [], "its row was corrected since the report read it");
  // A later publication takes its place; one of another organisation, language, year or way of counting is none.
  assert.deepEqual(
    (await recommended([...all, ...published([`Only ${bound("print", of("print"))}.`], 30)])).map(said)[1],
    "The report on 2002 recommended: “Only print.” Since then: Print brochures: done in September 2003.",
  );
  for (const more of [{ language: "ru" }, { year: "2001" }, { period: "april-march" }, { section: "lead" }] as const)
    assert.equal((await recommended([...rows, ...published(texts, 20, more)])).length, 1, JSON.stringify(more));
  const others = published(texts).map((one) => ({ ...one, organisation: "other-office" }));
  assert.equal((await recommended([...rows, ...others])).length, 1);
  // Once it is written, it is proposed no more.
  const left = await recommended(all, edition([paragraph(printed ?? assert.fail())]));
  assert.equal(left.length, 3);
  assert.ok(parsePieces(texts[0] ?? "") !== null, "the texts are spelled");
});
