// The catalogue of yearly facts: what each counts, in which unit, and by which formula it follows from the registers. It starts from the facts that countries are
// asked to submit under the TVPA. `catalogue.json` holds them, a line a fact, for whoever knows the matter and no program (docs/spec/assessment.md, AS1b); here
// these lines are read. Words for people are in docs/spec/assessment.md and in the reports.
import { presentFields } from "../core/present-fields.ts";
import { type FindingTopic, figureUnits, registerNames, registerOf } from "../core/registers/register-table.ts";
import file from "./catalogue.json" with { type: "json" };
import type { Condition, FactDefinition, Formula, Pillar, RowFormula } from "./fact-value.ts";

/** The key of the fact that says what is found on a topic. */
export function findingFact(topic: FindingTopic): string {
  return `finding-${topic}`;
}

/** Reads a line of the catalogue. A line that says anything else than docs/spec/assessment.md allows throws. */
export function readDefinition(key: string, pillar: Pillar, line: string): FactDefinition {
  const [head = "", formula] = line.split(": ");
  const [unit, ...attributes] = head.split(", ");
  const read = attributes.map((attribute) => attributeOf(attribute));
  return Object.assign(
    { key, pillar, unit } as FactDefinition,
    figured.has(key) ? { figure: key } : {},
    ...read,
    formula === undefined ? {} : { formula: readFormula(formula) },
  );
}

/** Facts that figures of sources may give. */
const figured = new Set<string>(Object.entries(figureUnits).flatMap(([key, facts]) => [key, ...Object.values(facts)]));

function attributeOf(attribute: string): Partial<FactDefinition> {
  const [, pillar, better, part, whole, detailOf, several] =
    /^(?:under (\w+)|(more|less) is better|part (\S+) of (\S+)|detail of (\S+)|parts of a year give (?:the )?(\w+))$/.exec(
      attribute,
    ) ?? unreadable(attribute);
  if (pillar !== undefined) return { pillar: pillar as Pillar };
  if (better !== undefined) return { better: better as "more" | "less" };
  if (part !== undefined && whole !== undefined) return { figure: whole, part, detailOf: whole };
  return detailOf === undefined ? { several: several as "last" | "lowest" | "highest" | "none" } : { detailOf };
}

const counting =
  /^(count|sum|lowest|highest|newest|standing|rows of) ?(?:(\S+) of )?(standing )?(?:(\S+) of )?([a-z-]+)(?: by (\w+))?(?:, (each source apart|of plans in force|else (\d+)))?$/;

function readFormula(text: string): Formula {
  const [what = "", ...conditions] = text.split(/(?:; ended)? where /);
  const [where = [], ended = []] = conditions.map(conditionsIn);
  const ofProceedings = { register: "proceeding", where, on: "on" } as const;
  switch (what) {
    case "overdue measures":
      return { kind: "overdue" };
    case "persons":
      return { kind: "persons", ...ofProceedings, rows: "dated" };
    case "persons not as charged":
      return { kind: "persons", ...ofProceedings, rows: "dated", notAsCharged: true };
    case "cases open at the start":
    case "cases open at the end":
      return {
        kind: "count",
        ...ofProceedings,
        rows: what.endsWith("end") ? "open-after" : "open-before",
        ended,
        thing: ["case"],
      };
  }
  const [, verb = "", first, standing, second, name, by, more, otherwise] = counting.exec(what) ?? unreadable(text);
  const register = registerNames.find((one) => one === name) ?? unreadable(text);
  const on = by ?? ("on" in registerOf(register).fields ? "on" : "from");
  const kind = (["count", "standing", "rows of"].includes(verb) ? "count" : verb) as RowFormula["kind"];
  const isStanding = verb === "standing" || verb === "newest" || standing !== undefined;
  const [field, thing] = kind === "count" ? [undefined, first] : [first ?? unreadable(text), second];
  return {
    kind,
    register,
    where,
    rows: isStanding ? "standing" : verb === "rows of" ? "holding" : on === "year" ? "of-year" : "dated",
    on,
    ...presentFields({
      field,
      thing: thing?.split("+"),
      ofSource: more === "each source apart" ? (true as const) : undefined,
      inForce: more === "of plans in force" ? (true as const) : undefined,
      otherwise: otherwise === undefined ? undefined : Number(otherwise),
    }),
  };
}

const phrases: { readonly [phrase: string]: string } = file.phrases;

function conditionsIn(text: string): readonly Condition[] {
  return text.split(" and ").flatMap((part) => {
    const phrase = phrases[part];
    return phrase === undefined ? [conditionIn(part)] : conditionsIn(phrase);
  });
}

/** `event/verdict is dropped`, `offence is trafficking or unsaid`. */
function conditionIn(text: string): Condition {
  const [fields = "", values = ""] = text.split(" is ");
  return { fields: fields.split("/"), is: values.split(" or ").map(codeOf) };
}

function codeOf(value: string): string | boolean {
  return value === "yes" ? true : value === "no" ? false : value;
}

function unreadable(text: string): never {
  throw new SyntaxError(`no line of the catalogue of facts: ${text}`);
}

const factsOf = (pillar: Pillar): readonly FactDefinition[] =>
  Object.entries<string>(file[pillar]).map(([key, line]) => readDefinition(key, pillar, line));

/** Every yearly fact, pillar by pillar. Keys are unique and stay as they are: reports and schemes name them. */
export const catalogue: readonly FactDefinition[] = [
  ...(["prosecution", "protection", "prevention", "partnership"] as const).flatMap(factsOf),
  ...Object.entries<string>(file.findings).map(
    ([topic, pillar]): FactDefinition => ({
      key: findingFact(topic as FindingTopic),
      pillar: pillar as Pillar,
      unit: "answer",
      formula: { kind: "finding", topic: topic as FindingTopic },
      better: "more",
    }),
  ),
  ...factsOf("context"),
];

/** The definition of a fact; null for a key that is in no catalogue. */
export function findDefinition(key: string): FactDefinition | null {
  return byKey.get(key) ?? null;
}

const byKey = new Map(catalogue.map((definition) => [definition.key, definition]));
