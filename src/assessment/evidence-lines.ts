// Lines of evidence as rules: "some plans-in-force, measures-done", "found national-plan in-force" (docs/spec/assessment.md, AS15l).
import type { FindingTopic, JudgementQuestion } from "../core/registers/register-table.ts";
import type { Atom, Need, Rule } from "./assessment.ts";
import { findingFact } from "./catalogue.ts";

/** The rules of a line: a verb before several facts is a rule of each. */
export function rulesOf(line: string): readonly Rule[] {
  const [verb = "", ...facts] = line.split(/, | (?=[^ ]+, )/);
  return facts.length < 2 ? [ruleOf(line)] : facts.map((fact) => ruleOf(`${verb} ${fact}`));
}

function ruleOf(text: string): Rule {
  if (text.includes(" or ")) return { any: text.split(" or ").map(ruleOf) };
  if (text.includes(" and ")) return { all: text.split(" and ").map(ruleOf) };
  return text.startsWith("not ") ? { not: atomOf(text.slice("not ".length)) } : atomOf(text);
}

function atomOf(text: string): Atom {
  const [verb, name = "", answers = ""] = text.split(" ");
  switch (verb) {
    case "found":
      return { fact: findingFact(name as FindingTopic), is: answers.split("/") };
    case "judged":
    case "denied":
      return { judgement: name as JudgementQuestion, is: verb === "judged" };
    case "some":
    case "known":
    case "more":
    case "less":
      return { fact: name, is: verb };
    default:
      throw new SyntaxError(`no line of evidence: ${text}`);
  }
}

/** What a line asks for: of facts with "or" between them any one. */
export function needsOf(line: string): readonly Need[] {
  return line.split(", ").map((need) => need.split(" or "));
}
