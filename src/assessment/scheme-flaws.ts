// What is wrong with a scheme: its shape, facts that are in no catalogue, answers that no source can give, judgements that it does not
// list, keys that stand twice, more than can be read in a moment. The program's own schemes are held to the same.
import { judgementQuestions, tiers } from "../core/registers/register-table.ts";
import { code, integer, list, pattern, type Schema, set, truth } from "../core/schema.ts";
import { type Check, type Flaw, fields, isObject, items, mustBe, under } from "../core/schema-flaws.ts";
import { answersOfFinding, findDefinition } from "./catalogue.ts";

/** Rules stand in each other at most so deep. */
const maxRuleDepth = 8;
/** Conditions in all rules together. The program tries for each of the steps what would change a tier, and each names its records. */
const maxConditions = 500;
const many = 60;

/** The key of a scheme, a criterion, a ground or a step. */
export const schemeKey: Schema<string> = pattern(/^[a-z][a-z0-9-]{0,59}$/);
/** Short enough for the key of a publication, with the year and the size of any log. */
const schemeId = pattern(/^[a-z][a-z0-9-]{0,29}$/);

/** Everything that is wrong with a scheme, with its path. */
export const schemeFlaws: Check = (value, path) => [...shape(value, path), ...crossFlaws(value, path)];

const key = mustBe(schemeKey, "must be a key: small letters, digits and hyphens, at most 60");
const question = mustBe(code(judgementQuestions), `must be one of ${judgementQuestions.join(", ")}`);
const tier = mustBe(code(tiers), `must be one of ${tiers.join(", ")}`);
const answer = mustBe(truth, "must be true or false");
const year = mustBe(integer(1900, 2300), "must be a year from 1900 to 2300");
const fact: Check = (value, path) =>
  typeof value === "string" && findDefinition(value) !== null ? [] : [{ path, reason: "is no fact of the catalogue" }];

/** A fact, or several of which any one suffices. */
const need: Check = (value, path) => (Array.isArray(value) ? items(fact, many, 2) : fact)(value, path);

const kinds = ["fact", "judgement", "rating", "all", "any", "not", "shown"] as const;
const asks = ["atLeast", "is", "known", "than"] as const;

function rule(depth = 1): Check {
  return (value, path) => {
    const reason = `must be a rule: an object with one of ${kinds.join(", ")}`;
    if (!isObject(value)) return [{ path, reason }];
    const kind = kinds.find((one) => Object.hasOwn(value, one));
    if (kind === undefined) return [{ path, reason }];
    if (depth > maxRuleDepth) return [{ path, reason: `lies deeper than ${maxRuleDepth} rules in each other` }];
    switch (kind) {
      case "all":
      case "any":
        return fields({ [kind]: items(rule(depth + 1), many, 1) })(value, path);
      case "not":
      case "shown":
        return fields({ [kind]: rule(depth + 1) })(value, path);
      case "judgement":
        return fields({ judgement: question, is: answer })(value, path);
      case "rating":
        return fields({ rating: tier, years: mustBe(integer(1, 10), "must be a number of years from 1 to 10") })(
          value,
          path,
        );
      case "fact":
        return factRule(value, path);
    }
  };
}

/** What may be asked of a fact depends on whether it is a number or an answer in words. */
function factRule(value: Readonly<Record<string, unknown>>, path: string): readonly Flaw[] {
  const ask = asks.find((one) => Object.hasOwn(value, one));
  if (ask === undefined) return [{ path, reason: `must ask one of ${asks.join(", ")} of its fact` }];
  const definition = typeof value["fact"] === "string" ? findDefinition(value["fact"]) : null;
  const answers = definition === null ? null : answersOfFinding(definition);
  const wordOnly: Check = (_, at) => [{ path: at, reason: "asks a number of a fact that is an answer in words" }];
  const checks: Readonly<Record<(typeof asks)[number], Check>> = {
    atLeast: answers === null ? mustBe(integer(0, 1_000_000_000_000), "must be a whole number") : wordOnly,
    is:
      answers === null && definition !== null
        ? (_, at) => [{ path: at, reason: "asks an answer in words of a fact that is a number" }]
        : items(mustBe(code(answers ?? []), `must be one of ${(answers ?? []).join(", ")}`), many, 1),
    known: answer,
    than: mustBe(code(["more", "less"]), "must be more or less"),
  };
  return fields({ fact, [ask]: definition === null && ask === "is" ? () => [] : checks[ask] })(value, path);
}

const shape = fields(
  {
    id: mustBe(schemeId, "must be an id: small letters, digits and hyphens, at most 30"),
    reports: (value, path) => {
      const isSpan =
        Array.isArray(value) && value.length === 2 && (value[1] === null || !(Number(value[1]) < Number(value[0])));
      return isSpan
        ? [...year(value[0], under(path, 0)), ...(value[1] === null ? [] : year(value[1], under(path, 1)))]
        : [{ path, reason: "must be the first and the last year of its reports, the last null while it is in force" }];
    },
    period: mustBe(code(["calendar", "april-march"]), "must be calendar or april-march"),
    checked: mustBe(code(["verified", "partly-general-knowledge"]), "must be verified or partly-general-knowledge"),
    standards: items(key, many),
    criteria: items(
      fields(
        {
          key,
          number: mustBe(integer(1, 200), "must be a number from 1 to 200"),
          pillar: mustBe(isPillar, "must be prosecution, protection, prevention, partnership, context or null"),
          for: items(rule(), many),
          against: items(rule(), many),
          needs: items(need, many),
        },
        { presumption: fields({ facts: items(need, many, 1) }, { unless: question }) },
      ),
      many,
      1,
    ),
    watchList: items(fields({ key, when: rule() }, { beside: items(rule(), many) }), many),
    judgements: mustBe(set(code(judgementQuestions), many), `must list each once, of ${judgementQuestions.join(", ")}`),
    tiers: items(fields({ tier, key, when: rule() }, { grounds: answer }), many, 1),
  },
  { list: mustBe(schemeId, "must be a name as an id is") },
);

/** What the parts of a scheme say of each other. It takes anything, so that these flaws of a scheme of another shape are named too. */
function crossFlaws(scheme: unknown, path: string): readonly Flaw[] {
  if (!isObject(scheme)) return [];
  const { criteria, watchList, tiers: steps, judgements } = scheme;
  const listed = list((one): one is string => typeof one === "string", many)(judgements) ? judgements : [];
  const asked = ["criteria", "watchList", "tiers"].flatMap((part) =>
    ["judgement", "unless"].flatMap((field) => textsUnder(scheme[part], field, under(path, part))),
  );
  const conditions = [criteria, watchList, steps].flatMap((part) =>
    ["fact", "judgement", "rating"].flatMap((field) => textsUnder(part, field, path)),
  );
  return [
    ...asked
      .filter(({ text }) => !listed.includes(text))
      .map((one) => ({ path: one.path, reason: "is a judgement that the scheme does not list" })),
    ...repeated(criteria, "key", under(path, "criteria")),
    ...repeated(criteria, "number", under(path, "criteria")),
    ...repeated(watchList, "key", under(path, "watchList")),
    ...repeated(steps, "key", under(path, "tiers")),
    ...(conditions.length > maxConditions
      ? [{ path, reason: `has ${conditions.length} conditions; at most ${maxConditions} are read` }]
      : []),
  ];
}

/** Every text in a field of this name, however deep it lies, with its path. */
function textsUnder(
  value: unknown,
  field: string,
  path: string,
): readonly { readonly path: string; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((inner, place) => textsUnder(inner, field, under(path, place)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === field && typeof inner === "string"
      ? [{ path: under(path, name), text: inner }]
      : textsUnder(inner, field, under(path, name)),
  );
}

function repeated(listed: unknown, field: string, path: string): readonly Flaw[] {
  if (!Array.isArray(listed)) return [];
  const values = listed.map((one: unknown) => (isObject(one) ? one[field] : undefined));
  return values.flatMap((value, place) =>
    value !== undefined && values.indexOf(value) < place
      ? [{ path: under(under(path, place), field), reason: "is there already" }]
      : [],
  );
}

function isPillar(value: unknown): value is string | null {
  return value === null || code(["prosecution", "protection", "prevention", "partnership", "context"])(value);
}
