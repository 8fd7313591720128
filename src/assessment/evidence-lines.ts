// Lines of evidence as rules: "some plans-in-force, measures-done", "found national-plan in-force" (docs/spec/assessment.md, AS15l).
import type { FindingTopic, JudgementQuestion } from "../core/registers/register-table.ts";
import type { Need, Rule } from "./assessment.ts";
import { findingFact } from "./catalogue.ts";

/** The rules of a line: a verb before several facts is a rule of each. */
export function rulesOf(line: string): readonly Rule[] {
  const [, verb, facts = ""] = /^(some|more|less) ([^ ]+(?:, [^ ]+)*)$/.exec(line) ?? [];
  return verb === undefined ? [ruleOf(line)] : facts.split(", ").map((fact) => ruleOf(`${verb} ${fact}`));
}

function ruleOf(text: string): Rule {
  if (text.includes(" or ")) return { any: text.split(" or ").map(ruleOf) };
  if (text.includes(" and ")) return { all: text.split(" and ").map(ruleOf) };
  if (text.startsWith("not ")) return { not: ruleOf(text.slice("not ".length)) };
  const [, verb, name = "", answers] = /^(\w+) ([a-z-]+)(?: ([a-z/-]+))?$/.exec(text) ?? [];
  if (verb === "found" && answers !== undefined)
    return { fact: findingFact(name as FindingTopic), is: answers.split("/") };
  switch (answers === undefined ? verb : undefined) {
    case "judged":
    case "denied":
      return { judgement: name as JudgementQuestion, is: verb === "judged" };
    case "some":
      return { fact: name, atLeast: 1 };
    case "known":
      return { fact: name, known: true };
    case "more":
      return { fact: name, than: "more" };
    case "less":
      return { fact: name, than: "less" };
    default:
      throw new SyntaxError(`no line of evidence: ${text}`);
  }
}

/** What a line asks for: of facts with "or" between them any one. */
export function needsOf(line: string): readonly Need[] {
  return line.split(", ").map((need) => {
    const [first = "", ...others] = need.split(" or ");
    return others.length === 0 ? first : [first, ...others];
  });
}
