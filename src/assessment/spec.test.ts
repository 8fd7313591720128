// docs/spec/assessment.md is real: its table is the catalogue, its example is computed, and each of its rules is quoted by a test.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { figure, finding, judgement } from "../../test/support/statements.ts";
import { countFacts } from "../core/registers/count-facts.ts";
import {
  amountFigures,
  factOfFigure,
  figureKeys,
  findingTopics,
  registerOf,
  unitsOf,
} from "../core/registers/register-table.ts";
import { assess } from "./assess.ts";
import { catalogue } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { Condition, FactDefinition } from "./fact-value.ts";
import { besideFacts } from "./judgements.ts";
import evidence from "./tvpa-evidence.json" with { type: "json" };
import standards from "./tvpa-minimum-standards.json" with { type: "json" };
import file from "./tvpa-years.json" with { type: "json" };

const page = readFileSync(new URL("../../docs/spec/assessment.md", import.meta.url), "utf8");

test("[AS1] the table of the page is the catalogue: fact, pillar, unit, in its order, each with a sentence", () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (\w+) \| (\w+) \| (.+\.) \|$/gm)];
  assert.deepEqual(
    rows.map(([, key, pillar, unit]) => [key, pillar, unit]),
    catalogue.map(({ key, pillar, unit }) => [key, pillar, unit]),
  );
  assert.equal(new Set(rows.map(([, , , , sentence]) => sentence)).size, rows.length);
});

test("[AS1] keys are unique, every topic has its fact, and formulas name registers' fields and codes that there are", () => {
  assert.equal(new Set(catalogue.map(({ key }) => key)).size, catalogue.length);
  for (const topic of Object.keys(findingTopics))
    assert.ok(
      catalogue.some(({ key }) => key === `finding-${topic}`),
      topic,
    );
  for (const definition of catalogue) {
    const isCounted = (countFacts as readonly string[]).includes(definition.key);
    assert.ok(isCounted || definition.formula !== undefined || definition.figure !== undefined, definition.key);
    assert.deepEqual(unknownNames(definition), [], definition.key);
  }
});

test("[AS1] every figure gives a fact, money is money wherever it is named, and a detail is of a whole of its pillar that is none itself", () => {
  const byKey = new Map(catalogue.map((definition) => [definition.key, definition]));
  const named = catalogue.filter(({ figure }) => figure !== undefined);
  const given = new Set(named.map(({ figure }) => figure));
  for (const key of figureKeys) assert.ok(given.has(key), key);
  assert.deepEqual(
    named.filter(({ unit }) => unit === "amount").map(({ figure }) => figure),
    amountFigures,
  );
  for (const { key, pillar, detailOf } of catalogue) {
    if (detailOf === undefined) continue;
    const whole = byKey.get(detailOf);
    assert.deepEqual([whole?.pillar, whole?.detailOf], [pillar, undefined], key);
  }
});

test("[AS6] a fact whose figures are not added up says how they make one: what stands, sentences and averages", () => {
  for (const { key, unit, figure, formula, several } of catalogue) {
    if (figure === undefined) continue;
    const isStanding = formula !== undefined && "rows" in formula && formula.rows === "standing";
    const isAdded = !isStanding && !["months", "days", "hours", "languages"].includes(unit);
    if (!isAdded) assert.ok(several !== undefined, key);
  }
});

test("[AS26] the page shows every figure with its units, and the fact that each gives", () => {
  assert.ok(page.includes(tableOfUnits()), `docs/spec/assessment.md should hold:\n${tableOfUnits()}`);
});

test("[AS18a] the page shows every rule of the standards with its reports and how sure they are", () => {
  assert.ok(page.includes(tableOfRules()), `docs/spec/assessment.md should hold:\n${tableOfRules()}`);
});

test("the example of the page is what comes out", () => {
  const statements = [
    figure("example report", "prosecutions", "2003", 2),
    figure("example report", "prosecutions", "2002", 4),
    finding("example report", "corruption", "endemic", "2003"),
    judgement("complies-fully", false, "2003"),
    judgement("significant-efforts", true, "2003"),
    judgement("increasing-efforts", false, "2003"),
  ];
  const period = { year: 2003, kind: "calendar" } as const;
  const facts = evaluateFacts(statements, period);
  const factOf = (key: string) => facts.find(({ definition }) => definition.key === key) ?? assert.fail(key);
  const { tier, step, grounds, scheme } = assess(facts, besideFacts(statements, period));
  const lines = [
    `prosecutions 2003: ${factOf("prosecutions").now.value}, before: ${factOf("prosecutions").before.value}`,
    `victims-assisted 2003: ${factOf("victims-assisted").now.state}`,
    `${scheme.id}: tier ${tier} by ${step}`,
    ...[1, 0, 2]
      .flatMap((i) => grounds[i] ?? [])
      .map(({ ground, reading }) => `ground ${ground.key}: ${reading.truth}`),
  ];
  assert.equal(/```assessment\n([^`]*)```/.exec(page)?.[1], `${lines.join("\n")}\n`);
});

test("every rule of the page is quoted by a test, and no test quotes another", () => {
  const rules = [...page.matchAll(/^- \*\*(AS\d+)\*\*/gm)].map(([, rule]) => rule);
  const folder = new URL(".", import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  const quoted = tests.flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/test\("\[(AS\d+)\]/g)].map(([, rule]) => rule),
  );
  assert.deepEqual(
    rules.filter((rule) => !quoted.includes(rule)),
    [],
  );
  assert.deepEqual(
    quoted.filter((rule) => !rules.includes(rule)),
    [],
  );
});

/** Of each rule of the standards, as the product reads it, for which reports it holds and where that stands. */
function tableOfRules(): string {
  const [since, checked] = [file.waiver.last + 1, "verified"];
  const ofCriteria = standards.criteria.flatMap(({ key, since: first = file.waiver.first }, place) => {
    const lines: { readonly needs: string; readonly presumed?: string; readonly added?: object } =
      evidence.criteria[key as keyof typeof evidence.criteria];
    const at = { source: `/criteria/${place}`, last: null };
    return [
      { rule: `criterion \`${key}\``, ...at, first, checked: "general-knowledge" },
      ...(lines.presumed === undefined
        ? []
        : [
            { rule: `presumption of \`${key}\`, unless waived`, ...file.waiver },
            { rule: `presumption of \`${key}\``, ...at, first: since, checked },
          ]),
      ...(lines.added === undefined
        ? []
        : [
            {
              rule: `what its present text adds to \`${key}\``,
              ...file["present-text"],
              source: `/criteria/${place}/t`,
            },
          ]),
    ];
  });
  const of = (kind: string, rules: typeof file.grounds | typeof file.steps) =>
    Object.entries(rules).map(([key, years]) => ({ rule: `${kind} \`${key}\``, ...years }));
  const rows = [...ofCriteria, ...of("ground", file.grounds), ...of("step", file.steps)].map(
    ({ rule, first, last, source, checked: how }) =>
      `| ${rule} | ${last === null ? `since ${first}` : `${first} to ${last}`} | \`${source}\` | ${how} |`,
  );
  return ["| rule | reports | in the file | sure |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function tableOfUnits(): string {
  const rows = figureKeys.map((figure) => {
    const units = unitsOf(figure).map((unit) => {
      const fact = factOfFigure(figure, unit);
      return fact === figure ? unit : `${unit} \`${fact}\``;
    });
    return `| \`${figure}\` | ${units.length === 0 ? "no unit is named" : units.join(", ")} |`;
  });
  return ["| figure | units, and the fact that each gives |", "| --- | --- |", ...rows].join("\n");
}

/** Fields and codes of a formula that its register does not have. */
function unknownNames({ formula }: FactDefinition): readonly string[] {
  if (formula === undefined || !("register" in formula)) return [];
  const { fields } = registerOf(formula.register);
  const named = [formula.on, formula.field ?? [], formula.thing ?? []].flat();
  const inConditions = ({ fields: named, is }: Condition): readonly string[] =>
    named.flatMap((field) => {
      const shape = fields[field]?.shape;
      const codes = is.filter((value) => value !== "said" && value !== "unsaid");
      if (shape === undefined || is.length === 0) return [field];
      if (shape.type === "yes-no") return codes.filter((value) => typeof value !== "boolean").map(String);
      if (shape.type !== "code") return codes.length === 0 ? [] : [field];
      return codes.map(String).filter((value) => !shape.codes.includes(value));
    });
  return [
    ...named.filter((name) => fields[name] === undefined),
    ...formula.where.flatMap(inConditions),
    ...(formula.ended ?? []).flatMap(inConditions),
  ];
}
