// How rules are read: each kind of condition, and the three values of truth (AS12, AS13, AS17).
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, finding, judgement, sourceStated, stated, tallied } from "../../test/support/statements.ts";
import type { Statement } from "../record/statement.ts";
import type { FactAtom, Rule, Truth } from "./assessment.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { Period } from "./fact-value.ts";
import { besideFacts } from "./judgements.ts";
import { evidenceOf, readRule } from "./read-rule.ts";

const period: Period = { year: 2003, kind: "calendar" };

function reading(rule: Rule, statements: readonly Statement[]) {
  const facts = evaluateFacts(tallied(statements), period);
  return readRule(rule, evidenceOf(facts, besideFacts(statements, period)));
}

const truth = (rule: Rule, ...statements: readonly Statement[]): Truth => reading(rule, statements).truth;

const two = figure("s", "prosecutions", "2003", 2);
const four = figure("s", "prosecutions", "2002", 4);
const yes: Rule = { fact: "prosecutions", is: "known" };
const no: Rule = { not: yes };
const unknown: Rule = { fact: "convictions", is: "some" };

test("[AS12] some: unknown without a value, and not reported is no value", () => {
  const rule: Rule = { fact: "prosecutions", is: "some" };
  assert.deepEqual(
    [truth(rule, two), truth(rule, figure("s", "prosecutions", "2003", 0)), truth(rule, four)],
    ["yes", "no", "unknown"],
  );
  assert.equal(truth(rule, figure("s", "prosecutions", "2003", "not-reported")), "unknown");
});

test("[AS12] one of these answers", () => {
  const rule: Rule = { fact: "finding-corruption", is: ["endemic", "widespread"] };
  assert.equal(truth(rule, finding("s", "corruption", "endemic", "2003")), "yes");
  assert.equal(truth(rule, finding("s", "corruption", "rare", "2003")), "no");
  assert.equal(truth(rule), "unknown");
});

test("[AS12] known or not known is never unknown of a fact that is counted", () => {
  assert.deepEqual([truth(yes, two), truth(no, two), truth(yes), truth(no)], ["yes", "no", "no", "yes"]);
});

test("[AS12] of a fact that is not counted nobody knows whether it has a value; known ones and other facts are read as ever", () => {
  const seen = (rule: Rule, ...statements: readonly Statement[]) =>
    readRule(rule, evidenceOf(evaluateFacts(statements, period))).truth;
  assert.deepEqual([seen(yes), seen(no), seen(yes, two), seen(no, two)], ["unknown", "unknown", "yes", "no"]);
  const shown = figure("s", "prosecutions", "2003", "not-reported");
  assert.equal(seen(yes, shown), "no", "a source's own word is one");
  const [more, help]: readonly Rule[] = [
    { fact: "prosecutions", is: "more" },
    { fact: "victims-assisted", is: "more" },
  ] as const;
  assert.ok(more !== undefined && help !== undefined);
  assert.deepEqual([seen({ shown: more }), seen({ shown: { any: [more, help] } }, two)], ["unknown", "unknown"]);
  assert.deepEqual([seen({ shown: more }, two, four), seen({ shown: help })], ["no", "no"]);
  assert.equal(seen({ shown: { any: [no, help] } }, two), "no");
  assert.equal(seen({ shown: { any: [unknown, yes] } }, two), "yes");
  // What settles the matter is enough: that more is not counted changes nothing.
  assert.equal(seen({ shown: { all: [unknown, no] } }, two), "no");
  assert.equal(seen({ fact: "shelters", is: "known" }), "no");
});

test("[AS12] of a fact that is dated too vaguely nobody knows whether it has a value; in the year before it matters where it is compared", () => {
  const april = { year: 2003, kind: "april-march" } as const;
  const seen = (rule: Rule, ...statements: readonly Statement[]) =>
    readRule(rule, evidenceOf(evaluateFacts(statements, april))).truth;
  const [yes, no]: readonly [Rule, Rule] = [
    { fact: "persons-trained", is: "known" },
    { not: { fact: "persons-trained", is: "known" } },
  ];
  const trained = { topic: "recognition", profession: "police", participants: 1 } as const;
  const vague = (on: string) => stated("training", on, { on, ...trained }, { source: "s" });
  assert.deepEqual(
    [seen(yes, vague("2003")), seen(no, vague("2003")), seen(yes), seen(no)],
    ["unknown", "unknown", "no", "yes"],
  );
  const placed = figure("s", "persons-trained", "2003-04", 2, { until: "2004-03" });
  assert.deepEqual([seen(yes, placed), seen(no, placed, vague("2003"))], ["yes", "no"]);
  const more: Rule = { fact: "persons-trained", is: "more" };
  assert.deepEqual([seen({ shown: more }, vague("2003")), seen({ shown: more })], ["unknown", "no"]);
  assert.deepEqual([seen({ shown: more }, placed, vague("2002")), seen({ shown: more }, placed)], ["unknown", "no"]);
  const some: Rule = { shown: { fact: "persons-trained", is: "some" } };
  assert.deepEqual(
    [seen(some, placed, vague("2002")), seen(some, vague("2003")), seen(some, vague("2002"))],
    ["yes", "unknown", "no"],
  );
  assert.equal(seen(some, vague("2004")), "unknown", "it may lie in the months of 2004");
});

test("[AS29] a figure for other days is enough for a number where more than half of them lie in the year, and is compared with none", () => {
  const seen = (rule: Rule, ...statements: readonly Statement[]) =>
    readRule(rule, evidenceOf(evaluateFacts(statements, { year: 2003, kind: "calendar" }))).truth;
  const some: Rule = { fact: "convictions", is: "some" };
  const most = figure("s", "convictions", "2003-04", 80, { until: "2004-02" });
  assert.deepEqual([seen(some, most), seen({ fact: "convictions", is: "known" }, most)], ["yes", "yes"]);
  const least = figure("s", "convictions", "2003-11", 80, { until: "2004-12" });
  assert.deepEqual([seen(some, least), seen({ fact: "convictions", is: "known" }, least)], ["unknown", "no"]);
  const before = figure("s", "convictions", "2002", 1);
  const more: Rule = { fact: "convictions", is: "more" };
  assert.equal(seen(more, most, before), "unknown");
  assert.equal(seen(more, figure("s", "convictions", "2003", 80), before), "yes");
});

test("[AS27] years are compared within one series: one source, or one publisher's reports, counted as long after the year", () => {
  const seen = (...statements: readonly Statement[]) =>
    ["more", "less"].map(
      (is) =>
        readRule(
          { fact: "convictions", is } as FactAtom,
          evidenceOf(evaluateFacts(statements, { year: 2003, kind: "calendar" })),
        ).truth,
    );
  const [a, b] = [sourceStated("a", "report", "2004"), sourceStated("b", "report", "2003")];
  const [now, before] = [figure("a", "convictions", "2003", 5), figure("b", "convictions", "2002", 3)];
  assert.deepEqual(seen(a, b, now, before), ["yes", "no"], "both are of the Example press");
  const other = { ...b, values: { ...b.values, publisher: "Another press" } } as Statement;
  assert.deepEqual(seen(a, other, now, before), ["unknown", "unknown"]);
  assert.deepEqual(seen(a, sourceStated("b", "press", "2003"), now, before), ["unknown", "unknown"]);
  // The first series that has both years, behind a value that is of none.
  const statistics = [sourceStated("stat", "official-statistics", "2004"), figure("stat", "convictions", "2003", 9)];
  const press = [
    sourceStated("p", "press"),
    figure("p", "convictions", "2003", 2),
    figure("p", "convictions", "2002", 4),
  ];
  assert.deepEqual(seen(...statistics, ...press), ["no", "yes"]);
  const asOf = (year: string, value: number, as_of: string) => figure("a", "convictions", year, value, { as_of });
  assert.deepEqual(seen(a, asOf("2003", 5, "2004-02"), asOf("2002", 3, "2003-03")), ["yes", "no"]);
  assert.deepEqual(seen(a, asOf("2003", 5, "2004-02"), asOf("2002", 3, "2003-09")), ["unknown", "unknown"]);
  assert.deepEqual(seen(a, asOf("2003", 5, "2004-02"), figure("a", "convictions", "2002", 3)), ["unknown", "unknown"]);
});

test("[AS12] at least five are more than three, and whether they are more than eight nobody knows", () => {
  const more: Rule = { fact: "prosecutions", is: "more" };
  const early = figure("s", "prosecutions", "2003", 5, { as_of: "2003-10" });
  const before = (value: number) => figure("s", "prosecutions", "2002", value, { as_of: "2002-10" });
  assert.equal(truth(more, early, before(8)), "unknown", "both were counted before the year was over");
});

test("[AS12] more or less than the year before needs both years, counted alike", () => {
  const more: Rule = { fact: "prosecutions", is: "more" };
  const less: Rule = { fact: "prosecutions", is: "less" };
  assert.deepEqual([truth(more, two, four), truth(less, two, four)], ["no", "yes"]);
  assert.deepEqual([truth(more, two), truth(less, two), truth(less, four)], ["unknown", "unknown", "unknown"]);
  const same = figure("s", "prosecutions", "2002", 2);
  assert.deepEqual([truth(more, two, same), truth(less, two, same)], ["no", "no"]);
  const limited = figure("s", "prosecutions", "2002", 4, { articles: ["130-1"] });
  assert.equal(truth(less, two, limited), "unknown");
  const silent = figure("s", "prosecutions", "2002", "not-reported");
  assert.equal(truth(more, two, silent), "unknown");
});

test("[AS12] of answers, more is better: the order of a topic is from worst to best", () => {
  const rule: Rule = { fact: "finding-corruption", is: "more" };
  const of = (answer: "endemic" | "rare", year: string) => finding("s", "corruption", answer, year);
  assert.equal(truth(rule, of("endemic", "2002"), of("rare", "2003")), "yes");
  assert.equal(truth(rule, of("rare", "2002"), of("endemic", "2003")), "no");
});

test("[AS13] a judgement is yes or no only when it is signed, for its year, and offices agree", () => {
  const rule: Rule = { judgement: "significant-efforts", is: true };
  assert.equal(truth(rule), "unknown");
  assert.equal(truth(rule, judgement("significant-efforts", true, "2003")), "yes");
  assert.equal(truth(rule, judgement("significant-efforts", false, "2003")), "no");
  assert.equal(truth({ ...rule, is: false }, judgement("significant-efforts", false, "2003")), "yes");
  assert.equal(truth(rule, judgement("significant-efforts", true, "2002")), "unknown");
  const quarrel = [
    judgement("significant-efforts", true, "2003"),
    judgement("significant-efforts", false, "2003", "Other office"),
  ];
  assert.equal(truth(rule, ...quarrel), "unknown");
});

test("[AS17] a rating of the last two years means the two reports before the one about this year, on this list", () => {
  const rule: Rule = { rating: "2WL", years: 2 };
  const rated = (scheme: string, year: string, tier: "2" | "2WL", more: { inferred?: boolean } = {}) =>
    stated("rating", `${scheme} ${year}`, { scheme, year, tier, ...more });
  assert.equal(truth(rule, rated("tvpa", "2003", "2WL"), rated("tvpa-0", "2002", "2WL")), "yes");
  assert.equal(truth(rule, rated("tvpa", "2003", "2WL"), rated("tvpa", "2002", "2")), "no");
  assert.equal(truth(rule, rated("tvpa", "2003", "2WL")), "unknown");
  assert.equal(truth(rule, rated("tvpa", "2004", "2WL"), rated("tvpa", "2003", "2WL")), "unknown");
  assert.equal(truth(rule, rated("other", "2003", "2WL"), rated("other", "2002", "2WL")), "unknown");
  const inferred = (is: boolean) => rated("tvpa", "2003", "2WL", { inferred: is });
  assert.equal(truth(rule, inferred(true), rated("tvpa", "2002", "2WL")), "unknown", "nobody published it");
  assert.equal(truth(rule, inferred(false), rated("tvpa", "2002", "2WL")), "yes");
});

test("[AS12] all, any and not follow Kleene", () => {
  const rules = { yes, no, unknown } as const;
  const names = ["yes", "no", "unknown"] as const;
  const opposite = { yes: "no", no: "yes", unknown: "unknown" } as const;
  const conjunction = {
    yes: { yes: "yes", no: "no", unknown: "unknown" },
    no: { yes: "no", no: "no", unknown: "no" },
    unknown: { yes: "unknown", no: "no", unknown: "unknown" },
  };
  for (const a of names) {
    for (const b of names) {
      const both = truth({ all: [rules[a], rules[b]] }, two);
      assert.equal(both, conjunction[a][b], `${a} and ${b}`);
      const either = truth({ any: [rules[a], rules[b]] }, two);
      assert.equal(either, opposite[conjunction[opposite[a]][opposite[b]] as Truth], `${a} or ${b}`);
    }
    assert.equal(truth({ not: { not: rules[a] } }, two), a);
  }
  assert.deepEqual([truth({ all: [] }), truth({ any: [] }), truth({ not: unknown }, two)], ["yes", "no", "unknown"]);
});

test("[AS12] only shown turns unknown into no", () => {
  assert.deepEqual(
    [truth({ shown: yes }, two), truth({ shown: no }, two), truth({ shown: unknown }, two)],
    ["yes", "no", "no"],
  );
  assert.equal(truth({ not: { shown: unknown } }, two), "yes");
});

test("[AS12] a reading names what settled it, with the records on which that rests, each once: of all the parts that failed, of any those that held", () => {
  const less: Rule = { fact: "prosecutions", is: "less" };
  const settled = (rule: Rule) => reading(rule, [two, four]).settling.map(({ rule: atom }) => atom);
  const both = reading({ all: [less, yes] }, [two, four]);
  assert.deepEqual(
    both.settling.map(({ records }) => records),
    [[two.ref, four.ref], [two.ref]],
  );
  const more: Rule = { fact: "prosecutions", is: "more" };
  assert.deepEqual(settled({ all: [less, more] }), [more]);
  assert.deepEqual(settled({ any: [less, more] }), [less]);
  assert.deepEqual(settled({ not: { any: [more, { all: [unknown, yes] }] } }), [unknown], "what leaves it open");
  assert.deepEqual(settled({ not: { shown: { any: [more, unknown] } } }), [more, unknown], "all that is not there");
});
