// Statements that contradict another one (AS8), against a slow twin that holds each against each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, stated } from "../../test/support/statements.ts";
import { fc } from "../../test/support/tries.ts";
import type { Statement } from "../record/statement.ts";
import { contradicting } from "./contradicting.ts";
import { findContradictions } from "./contradictions.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { FactStatement } from "./fact-value.ts";
import { indexStatements } from "./statement-index.ts";

/** The slow twin: whether these two cannot both be right. */
function contradict(a: FactStatement, b: FactStatement): boolean {
  if (a.value === "not-reported" || b.value === "not-reported") return false;
  if (a.value === b.value || a.currency !== b.currency) return false;
  if (isFigureAgain(a, b)) return true;
  if (a.source === b.source && isOneWord(a, b)) return false;
  const isAtLeast = (one: FactStatement, other: FactStatement) =>
    one.bounds !== undefined || (one.articles.length > 0 && other.articles.length === 0);
  if (typeof a.value === "number" && typeof b.value === "number") {
    if (isAtLeast(a, b)) return a.value > b.value && !isAtLeast(b, a);
    if (isAtLeast(b, a)) return b.value > a.value;
  }
  return a.articles.join(" ") === b.articles.join(" ");
}

/** Two figures that one organisation took from one source for one thing (AS28). */
function isFigureAgain(a: FactStatement, b: FactStatement): boolean {
  const isOne =
    a.source === b.source && a.organisation === b.organisation && a.articles.join(" ") === b.articles.join(" ");
  return isOne && a.from === "figure" && b.from === "figure";
}

function isOneWord(a: FactStatement, b: FactStatement): boolean {
  const namesOf = ({ organisation, organisations }: FactStatement) => (organisations ?? [organisation]).join();
  if (a.source === "own") return namesOf(a) === namesOf(b);
  return a.organisation === b.organisation || a.from !== b.from;
}

const anyNumber: fc.Arbitrary<FactStatement> = fc
  .record({
    source: fc.constantFrom("own", "yearly", "weekly"),
    from: fc.constantFrom("figure" as const, "records" as const),
    value: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -1, max: 4 }) }, fc.constant("not-reported" as const)),
    articles: fc.constantFrom([], [], ["1"], ["2"], ["1", "2"]),
    currency: fc.constantFrom(undefined, undefined, "XTS"),
    isIncomplete: fc.boolean(),
    organisation: fc.constantFrom("court", "shelter"),
    isJoint: fc.boolean(),
  })
  .map(({ currency, isIncomplete, isJoint, ...rest }) => ({
    ...rest,
    ...(currency === undefined ? {} : { currency }),
    ...(isIncomplete && typeof rest.value === "number"
      ? { bounds: { least: rest.value, most: Number.POSITIVE_INFINITY } }
      : {}),
    ...(isJoint ? { organisations: ["court", "shelter"] } : {}),
    parts: [],
    records: [],
    signedOff: false,
  }));

/** A fact has numbers or answers, never both; an answer is of no article. */
const anyAnswer = fc
  .tuple(anyNumber, fc.constantFrom("rare", "endemic"))
  .map(([{ bounds: _, ...one }, value]): FactStatement => ({ ...one, value, articles: [] }));

const manyOf = (one: fc.Arbitrary<FactStatement>) => fc.array(one, { maxLength: 12 });

test("[AS8] whatever statements there are, those that contradict another one are found as the slow twin finds them", () => {
  fc.assert(
    fc.property(fc.oneof(manyOf(anyNumber), manyOf(anyAnswer)), (statements) => {
      const wanted = statements.filter((one) => statements.some((other) => contradict(one, other)));
      assert.deepEqual(contradicting(statements), wanted);
    }),
    { numRuns: 3000 },
  );
});

/** How often the record is looked at for the facts and contradictions of a year. */
function looksAt(statements: readonly Statement[]): number {
  let looks = 0;
  const watched = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, name) => {
        looks++;
        return Reflect.get(target, name);
      },
    });
  const period = { year: 2003, kind: "calendar" } as const;
  const index = indexStatements(statements.map((one) => watched({ ...one, values: watched(one.values) })));
  findContradictions(index, evaluateFacts(index, period), period);
  return looks;
}

const plan = (n: number) => stated("plan", `plan-${n}`, { title: `Example plan ${n}`, stage: "draft", on: "2001" });
const measure = (n: number) =>
  stated("measure", `measure-${n}`, {
    plan: `plan-${n}`,
    objective: "More beds",
    measure: `Sample ${n}`,
    agency: "Assessors",
    until: "2002",
  });

const manyRows: Readonly<Record<string, (n: number) => Statement>> = {
  "figures, each of its own source, articles and value": (n) =>
    figure(`sheet-${n}`, "prosecutions", "2003", n, { articles: [`rule-${n}`] }),
  "figures of one source, each of its own articles": (n) =>
    figure("sheet", "prosecutions", "2003", n, { articles: [`rule-${n}`] }),
  "rows of one key, each of its own source": (n) =>
    stated(
      "training",
      "plan-one",
      { on: "2003-05", topic: "law", profession: "police", participants: n },
      { source: `sheet-${n}` },
    ),
  "plans and measures": (n) => (n % 2 === 0 ? plan(n) : measure(n - 1)),
  "bodies, each said to be the first": (n) =>
    stated("body", `body-${n}`, {
      body: `body-${n}`,
      name: "Assessors",
      kind: "committee",
      purpose: "plan",
      event: "formed",
      on: "2003-05",
      first: true,
    }),
};

for (const [name, make] of Object.entries(manyRows)) {
  test(`[AS8] twice as many ${name}, are no more than three times the work`, () => {
    const [some, twice] = [400, 800].map((count) => looksAt(Array.from({ length: count }, (_, n) => make(n))));
    assert.ok((twice ?? Number.NaN) < 3 * (some ?? 0), `${some} looks, then ${twice}`);
  });
}
