// A scheme as a file (AS23–AS25): the documented example is one, the program's own schemes could be, and every flaw is named with its path.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { figure, judgement } from "../../test/support/statements.ts";
import { assess } from "./assess.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import { judgementsOf } from "./judgements.ts";
import { readSchemeFile } from "./scheme-file.ts";
import { schemeFlaws } from "./scheme-flaws.ts";
import { schemes } from "./schemes.ts";

const example = readFileSync(new URL("../../docs/spec/scheme-example.json", import.meta.url), "utf8");
const hash = "0".repeat(64);
const taken = {
  schemes: ["present example standards", "нынешние примерные стандарты"],
  tiers: [
    { tier: "1", name: "Shelf 1" },
    { tier: "1", name: "полка 1" },
    { tier: "3", name: "Shelf 3" },
  ],
} as const;

/** The flaws of the example with one part of it written otherwise. */
function flawsWith(part: string | RegExp, instead: string): readonly string[] {
  const text = example.replace(part, instead);
  assert.notEqual(text, example, "the part is in the example");
  return flawsOf(text);
}

function flawsOf(text: string): readonly string[] {
  const read = readSchemeFile(text, hash, taken);
  return "flaws" in read ? read.flaws.map(({ path, reason }) => `${path} ${reason}`.trim()) : [];
}

/** The flaws of the example's scheme after a change of its data. */
function flawsAfter(change: (file: { scheme: Record<string, unknown>; words: Record<string, unknown> }) => void) {
  const file = JSON.parse(example);
  change(file);
  return flawsOf(JSON.stringify(file));
}

test("[AS23] the documented example is a scheme: its rules are read, and it carries its words and its file's hash", () => {
  const read = readSchemeFile(example, hash, taken);
  assert.ok("scheme" in read, flawsOf(example).join("\n"));
  const { scheme } = read;
  assert.deepEqual(
    [scheme.id, scheme.file?.hash, Object.keys(scheme.file?.words ?? {})],
    ["example-rules-1", hash, ["en", "ru"]],
  );
  const tierOf = (assisted: number, vigorous: boolean) => {
    const statements = [
      figure("s", "convictions", "2024", 1),
      figure("s", "victims-assisted", "2023", 8),
      figure("s", "victims-assisted", "2024", assisted),
      judgement("vigorous-prosecution", vigorous, "2024"),
    ];
    const period = { year: 2024, kind: "calendar" } as const;
    return assess(scheme, evaluateFacts(statements, period), { judgements: judgementsOf(statements, period) }).step;
  };
  assert.deepEqual([tierOf(9, true), tierOf(8, true), tierOf(9, false)], ["upper", "watched", "lower"]);
});

test("[AS23] the page shows the start of the example, and its tables name every field of a scheme and every kind of rule", () => {
  const page = readFileSync(new URL("../../docs/spec/assessment.md", import.meta.url), "utf8");
  const start = /```scheme\n([^`]*)```/.exec(page)?.[1] ?? assert.fail();
  assert.ok(example.startsWith(start));
  const part = page.slice(page.indexOf("| in `scheme` |"), page.indexOf("- **AS23**"));
  const fields = [...part.matchAll(/^\| `([A-Za-z]+)` \|/gm)].map(([, field]) => field);
  assert.deepEqual(fields, ["id", "list", ...Object.keys(JSON.parse(example).scheme).slice(1)]);
  const rules = [...part.matchAll(/`(\{"[^`]*\})`/g)].map(([, rule = ""]) => rule);
  assert.equal(rules.length, 10);
  for (const rule of rules) {
    const plain = '{"fact":"convictions","known":true}';
    const written = rule
      .replace("F,", rule.includes('"is": [') ? '"finding-corruption",' : '"convictions",')
      .replace("[A, …]", '["endemic"]')
      .replace("Q,", '"vigorous-prosecution",')
      .replace("T,", '"1",')
      .replace(/\bN\b/, "2")
      .replace(/\[R, …\]/, `[${plain}]`)
      .replace(/: R\}/, `: ${plain}}`);
    const lower = '{ "judgement": "vigorous-prosecution", "is": false } }';
    assert.deepEqual(flawsWith(lower, `${written} }`), [], rule);
  }
});

test("[AS23] the program's own schemes have no flaw, and could be files under other ids", () => {
  for (const scheme of schemes) {
    assert.deepEqual(schemeFlaws(scheme, ""), [], scheme.id);
    const { list: _, ...own } = scheme;
    const names = (keys: readonly { readonly key: string }[]) =>
      Object.fromEntries(keys.map(({ key }) => [key, "Examples"]));
    const words = {
      name: "Examples",
      criteria: names(own.criteria),
      grounds: names(own.watchList),
      steps: names(own.tiers),
      tiers: [...new Set(own.tiers.map(({ tier }) => tier))].map((tier) => ({ tier, name: `Examples ${tier}` })),
    };
    const file = { form: "panoh.org/scheme/v1", scheme: { ...own, id: "examples" }, words: { en: words } };
    assert.deepEqual(flawsOf(JSON.stringify(file, null, 2)), [], scheme.id);
  }
});

test("[AS24] a file may not take the id or the list of one of the program's schemes", () => {
  for (const { id, list = "" } of schemes) {
    for (const name of [id, list, `${list}-of-ours`])
      assert.deepEqual(flawsWith("example-rules-1", name), ["scheme.id belongs to a scheme of the program"]);
    assert.deepEqual(flawsWith('"reports"', `"list": "${list}", "reports"`), [
      "scheme.list belongs to a scheme of the program",
    ]);
  }
  assert.deepEqual(flawsWith('"reports"', `"list": "example-rules", "reports"`), []);
});

test("[AS24] a scheme may not be called as one of the program's, whatever the spelling, nor with more around it", () => {
  const wrong = [
    "present example standards",
    "The Present  EXAMPLE-Standards (Sampleland)",
    "рresent ехample standаrds",
    "Нынешние примерные стандарты",
    "nyneshnie primernye standarty",
  ];
  for (const name of wrong)
    assert.deepEqual(
      flawsAfter(({ words }) => Object.assign(words["ru"] as object, { name })),
      ["words.ru.name reads like the name of a scheme of the program"],
      name,
    );
  for (const name of ["present sample standards", "example standards"])
    assert.deepEqual(
      flawsAfter(({ words }) => Object.assign(words["ru"] as object, { name })),
      [],
      name,
    );
});

test("[AS24] no tier has the name of another one: of those in the file, and of the program's in any language", () => {
  const called = (names: Readonly<Record<string, string>>) =>
    flawsAfter(({ words }) => {
      const language = words["en"] as { tiers: { tier: string; name: string }[] };
      language.tiers = language.tiers.map(({ tier, name }) => ({ tier, name: names[tier] ?? name }));
    });
  const asAnother = (place: number) => `words.en.tiers[${place}].name reads like the program's name of another tier`;
  assert.deepEqual(called({ "3": "Shelf 1" }), [asAnother(3)]);
  assert.deepEqual(called({ "3": "ПОЛКА  1.", "2": "Shеlf-3" }), [asAnother(1), asAnother(3)]);
  assert.deepEqual(called({ "3": "example tier three", "2": "Example tier threе" }), [
    "words.en.tiers[3].name reads like the name of a tier before it",
  ]);
  assert.deepEqual(called({ "1": "Shelf 1", "3": "Shelf III", "2": "Shelf II" }), []);
});

const flawed: Readonly<Record<string, readonly [part: string | RegExp, instead: string, flaws: readonly string[]]>> = {
  "an unknown fact": [
    '"needs": ["prosecutions",',
    '"needs": ["prosecution",',
    ["scheme.criteria[0].needs[0] is no fact of the catalogue"],
  ],
  "an unknown fact among several": [
    '["shelter-places", "shelters"]',
    '["shelter-places", "shelterings"]',
    ["scheme.criteria[1].needs[1][1] is no fact of the catalogue"],
  ],
  "one fact in a list": [
    '["shelter-places", "shelters"]',
    '["shelters"]',
    ["scheme.criteria[1].needs[1] must be a list of 2 to 60"],
  ],
  "an unknown fact in a rule": [
    '"fact": "convictions"',
    '"fact": "convicts"',
    ["scheme.criteria[0].for[1].fact is no fact of the catalogue"],
  ],
  "an unlisted judgement": [
    '["vigorous-prosecution", ',
    "[",
    [
      "scheme.criteria[0].for[0].judgement",
      "scheme.criteria[0].against[0].judgement",
      "scheme.tiers[0].when.all[1].judgement",
      "scheme.tiers[2].when.judgement",
      "scheme.tiers[3].when.judgement",
    ].map((path) => `${path} is a judgement that the scheme does not list`),
  ],
  "an unlisted waiver": [
    ', "good-faith-on-data"]',
    "]",
    ["scheme.criteria[0].presumption.unless is a judgement that the scheme does not list"],
  ],
  "a judgement of its own": ['"is": true }', '"is": "true" }', ["scheme.criteria[0].for[0].is must be true or false"]],
  "a repeated key of JSON": ['"number": 1,', '"number": 1, "number": 1,', ["scheme.criteria[0].number stands twice"]],
  "a repeated criterion's number": ['"number": 2', '"number": 1', ["scheme.criteria[1].number is there already"]],
  "a repeated step": [
    '"key": "lower"',
    '"key": "middle"',
    [
      "scheme.tiers[3].key is there already",
      "words.en.steps.lower names nothing in the scheme, or is there already",
      "words.ru.steps.lower names nothing in the scheme, or is there already",
    ],
  ],
  "an unknown field": ['"period":', '"colour": "red", "period":', ["scheme.colour is no field here"]],
  "an unknown field in a rule": [
    '"atLeast": 1 }',
    '"atLeast": 1, "known": true }',
    ["scheme.criteria[0].for[1].known is no field here"],
  ],
  "a missing field": ['"period": "calendar",', "", ["scheme.period is missing"]],
  "the program's own field": [
    '"period":',
    '"file": { "hash": "", "words": {} }, "period":',
    ["scheme.file is no field here"],
  ],
  "an answer that nobody gives": [
    '"is": ["none"] }],',
    '"is": ["nothing"] }],',
    ["scheme.criteria[1].against[0].is[0] must be one of none, partial, full"],
  ],
  "a number asked of an answer": [
    '"fact": "finding-victim-protection", "is": ["none"]',
    '"fact": "finding-victim-protection", "atLeast": 1',
    ["scheme.criteria[1].against[0].atLeast asks a number of a fact that is an answer in words"],
  ],
  "an answer asked of a number": [
    '"fact": "convictions", "atLeast": 1',
    '"fact": "convictions", "is": ["1"]',
    ["scheme.criteria[0].for[1].is asks an answer in words of a fact that is a number"],
  ],
  "a rule of nothing": [/"all": \[[^\]]*\]/, '"all": []', ["scheme.tiers[0].when.all must be a list of 1 to 60"]],
  "a rule of no kind": [
    '{ "fact": "convictions", "atLeast": 1 }',
    '{ "when": 1 }',
    ["scheme.criteria[0].for[1] must be a rule: an object with one of fact, judgement, rating, all, any, not, shown"],
  ],
  "years that end before they begin": [
    "[2020, null]",
    "[2020, 2019]",
    ["scheme.reports must be the first and the last year of its reports, the last null while it is in force"],
  ],
  "another form": ["panoh.org/scheme/v1", "panoh.org/scheme/v2", ["form must be panoh.org/scheme/v1"]],
  "an id that no publication could name": [
    "example-rules-1",
    "k".repeat(31),
    ["scheme.id must be an id: small letters, digits and hyphens, at most 30"],
  ],
  "a word too few": ['"middle": "courts act",', "", ["words.en.steps.middle is missing"]],
  "a word too many": [
    '"middle": "courts act",',
    '"middle": "courts act", "hot": "too hot",',
    ["words.en.steps.hot names nothing in the scheme, or is there already"],
  ],
  "a tier without a name": [
    '{ "tier": "2WL", "name": "Example tier two, watched" },',
    "",
    ["words.en.tiers.2WL is missing"],
  ],
  "no language": [/"words": \{[\s\S]*\}/, '"words": {} }', ["words must have 1 to 10 fields"]],
  "a language that is none": ['"ru": {', '"Russian": {', ["words.Russian must be the tag of a language"]],
};

test("[AS25] each flaw is named with its path", () => {
  for (const [name, [part, instead, flaws]] of Object.entries(flawed))
    assert.deepEqual(flawsWith(part, instead), flaws, name);
});

test("[AS25] words are one line in one spelling, and hide nothing", () => {
  const flaw = /^words\.en\.name must be a line of 1 to 120 characters, /;
  const wrong = [
    "",
    " x",
    "x ",
    "a\u202eb",
    "a\u2066b",
    "a\u200eb",
    "a\u00adb",
    "a\u0007b",
    "a\nb",
    "a\u2028b",
    "e\u0301",
    "a\u{e0041}b",
    "\u3164",
    "\u2800",
    "\u115f",
    "\u1160",
    "\uffa0",
    "a\u3164",
    "a\ufe0f",
    "– … –",
    "x".repeat(121),
  ];
  for (const name of wrong) {
    const flaws = flawsAfter(({ words }) => Object.assign(words["en"] as object, { name }));
    assert.equal(flaws.length, 1, JSON.stringify(name));
    assert.match(flaws[0] ?? "", flaw, JSON.stringify(name));
  }
  // Markup is text; the joiners of Persian are letters' own.
  for (const name of ["<b>&amp; **x**", "می\u200cخواهم"])
    assert.deepEqual(
      flawsAfter(({ words }) => Object.assign(words["en"] as object, { name })),
      [],
      name,
    );
});

test("[AS25] all flaws of a file are named at once, also those of its spelling", () => {
  const text = example
    .replace('"number": 1,', '"number": 1, "number": 1,')
    .replace('"period":', '"colour": "red", "period":')
    .replace('"needs": ["prosecutions",', '"needs": ["prosecution",')
    .replace(', "good-faith-on-data"]', "]")
    .replace("Example Council", "Example \u202eCouncil");
  assert.deepEqual(
    flawsOf(text).map((flaw) => flaw.split(" ")[0]),
    [
      "scheme.criteria[0].number",
      "scheme.colour",
      "scheme.criteria[0].needs[0]",
      "scheme.criteria[0].presumption.unless",
      "words.en.name",
    ],
  );
});

test("[AS25] depth, length and the number of conditions are bounded", () => {
  const nested = (times: number) => `${'{"not":'.repeat(times)}{"fact":"convictions","known":true}${"}".repeat(times)}`;
  const lower = '{ "judgement": "vigorous-prosecution", "is": false } }';
  assert.deepEqual(flawsWith(lower, `${nested(7)} }`), []);
  assert.deepEqual(flawsWith(lower, `${nested(8)} }`), [
    `scheme.tiers[3].when${".not".repeat(8)} lies deeper than 8 rules in each other`,
  ]);
  assert.deepEqual(flawsWith(lower, `${nested(5000)} }`), ["nests deeper than 24 levels"]);
  const many = (n: number) => {
    const of = (count: number) => ({
      any: Array.from({ length: count }, () => ({ fact: "convictions", known: true })),
    });
    return { any: [...Array.from({ length: Math.floor(n / 50) }, () => of(50)), of(n % 50)] };
  };
  /** Those of the example but for its last step. */
  const others = 15;
  const conditions = (n: number) =>
    flawsAfter(({ scheme }) => Object.assign((scheme["tiers"] as object[])[3] ?? {}, { when: many(n) }));
  assert.deepEqual(conditions(500 - others), []);
  assert.deepEqual(conditions(501 - others), [`scheme has 501 conditions; at most 500 are read`]);
  assert.match(flawsWith("Example Council", "x".repeat(200_000)).join(), /^is longer than 200000 characters/);
});

test("[AS25] what is no object at all is said to be none and breaks nothing", () => {
  for (const text of [
    "null",
    "[]",
    "1",
    '"x"',
    "",
    "{}",
    '{"form":1,"scheme":[],"words":[]}',
    '{"scheme":{"criteria":{},"tiers":[1],"watchList":null},"words":{"en":[]}}',
    '{"__proto__":{"form":"x"}}',
  ])
    assert.ok(flawsOf(text).length > 0, text);
});
