// The conditions of which rules are made, and the facts for which they ask.
import type { Need, Rule } from "./assessment.ts";

export type AtomicRule = Exclude<Rule, { all: unknown } | { any: unknown } | { not: unknown } | { shown: unknown }>;

/** The conditions of which a rule is made, in order. */
export function atomsOf(rule: Rule): readonly AtomicRule[] {
  if ("all" in rule) return rule.all.flatMap(atomsOf);
  if ("any" in rule) return rule.any.flatMap(atomsOf);
  if ("not" in rule) return atomsOf(rule.not);
  if ("shown" in rule) return atomsOf(rule.shown);
  return [rule];
}

/** The facts of which any one is what is asked for. */
export function factsOfNeed(need: Need): readonly string[] {
  return typeof need === "string" ? [need] : need;
}
