// Words are cut by where they are read: each part of the program names only sentences of the files that are loaded with it (src/web/word-parts.ts).
// A sentence that is not loaded would be seen as its key.
import assert from "node:assert/strict";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { answerCodes } from "../../src/core/entry-kind.ts";
import { answerVerbs, fieldOfAnswer } from "../../src/core/policy-table.ts";
import { organisationWords } from "../../src/web/organisation-words.ts";
import { wordParts } from "../../src/web/word-parts.ts";
import type { WordPart } from "../../src/words/message-key.ts";
import { importsOf, sourcesOf, treeOf, walk } from "../architecture/source-files.ts";
import { compiledOf } from "../support/words/files.ts";

const english = compiledOf("en");

/** Where each part begins, and what is loaded by then. */
const parts: readonly (readonly [root: string, loaded: readonly WordPart[]])[] = [
  ["main.tsx", wordParts.first],
  ["officer/path.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.officer]],
  ["officer/home.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.officer]],
  ["lessons/lesson-screens.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.lessons]],
  ["record/record-screens.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.record]],
  ["record/reports/report-page.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.record]],
  ["record/reports/check-report-page.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.record]],
  ["public-record/show-record.ts", ["shown", "codes", "verdict"]],
  ["public-record/show-cases.ts", ["shown", "codes", "released", "count", "case", "desk", "forms"]],
  ["desk/desk.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.desk]],
  ["numbers/numbers-page.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.desk]],
  ["numbers/year-count-page.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.desk]],
  ["record/cases/cases-page.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.record]],
  [
    "record/cases/tallies-page.tsx",
    [...wordParts.first, ...wordParts.open, ...wordParts.record, "report", "report-facts"],
  ],
  ["record/edition/edition-page.tsx", [...wordParts.first, ...wordParts.open, ...wordParts.record, "report-facts"]],
  ["organisation/organisation-screens.tsx", [...wordParts.first, ...wordParts.open, ...organisationWords]],
  ["screens/first-contact.tsx", [...wordParts.first, ...wordParts.open]],
  ["screens/make-device.tsx", [...wordParts.first, ...wordParts.open]],
  ["screens/settings.tsx", [...wordParts.first, ...wordParts.open]],
];

/** What stands in the first script and is drawn only when the engine is here, or by a part of its own. */
const drawnLater = [
  "components/alarms.tsx",
  "components/take-correction.tsx",
  "officer/home.tsx",
  "officer/steps.ts",
  "screens/set-up.tsx",
  "text/alarm.ts",
  "text/failure.ts",
  "text/moments.ts",
].map((file) => `src/web/${file}`);

for (const [root, loaded] of parts)
  test(`${root}: names only sentences of ${loaded.join(", ")}`, () => {
    const start = `src/web/${root}`;
    const files = modulesFrom(start, /^(main|screens|record)/.test(root) ? drawnLater : []);
    const missing: string[] = [];
    let found = 0;
    for (const file of files)
      for (const key of keysIn(file)) {
        found++;
        const part = english.get(key)?.part as WordPart;
        if (!loaded.includes(part)) missing.push(`${file}: ${key} of ${part}`);
      }
    assert.deepEqual(missing, []);
    assert.ok(found > 3, "the walk found sentences");
  });

test("every sentence is named somewhere, and none is written for nothing", () => {
  const named = new Set(
    [...sourcesOf("web"), ...sourcesOf("reports"), ...sourcesOf("cli")].flatMap((file) => keysIn(file, true)),
  );
  // Words of registers, fields, codes and forms are found by name (record-text.test.ts, texts.test.ts, form-words.test.ts).
  // Lists of codes that forms share with other screens too.
  const byName = /^(register|field|code|hint|in-sentence\.field|form|age|age-class|sex|decision|gender|sign)\./;
  assert.deepEqual(
    [...english.keys()].filter((key) => !named.has(key) && !byName.test(key) && !isOfAnswer(key)),
    [],
  );
});

/** What an answer to a referral asks and says, found by the table of answers (lexicon.test.ts). */
function isOfAnswer(key: string): boolean {
  const [of = "", said] = key.split(".");
  if (Object.hasOwn(answerCodes, of)) return true;
  const field = answerVerbs.filter((verb) => verb === of).map(fieldOfAnswer)[0] ?? null;
  return field !== null && (said === field || said === "gap");
}

/** A module and all that it imports at once. */
function modulesFrom(start: string, without: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || without.includes(file) || !file.startsWith("src/web/")) continue;
    found.add(file);
    for (const { specifier, isDynamic } of importsOf(file))
      if (specifier?.startsWith(".") === true && !isDynamic && /\.tsx?$/.test(specifier))
        waiting.push(normalize(join(dirname(file), specifier)));
  }
  return found;
}

/** The keys that a module names, whole or with something put in; `anyBeginning` also where something is put in first. */
function keysIn(file: string, anyBeginning = false): readonly string[] {
  const keys = new Set<string>();
  walk(treeOf(file), (node) => {
    if (node["type"] === "Literal" && typeof node["value"] === "string")
      for (const key of following(node["value"])) keys.add(key);
    if (node["type"] !== "TemplateLiteral") return;
    const quasis = node["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
    const texts = quasis.map(({ value }) => value.cooked);
    const begins = /^[a-z-]+\.[a-z0-9.-]*$/.test(texts[0] ?? "");
    const ends = anyBeginning && texts[0] === "" && /^\.[a-z-]+$/.test(texts.at(-1) ?? "");
    if (texts.length < 2 || !(begins || ends)) return;
    const pattern = new RegExp(
      `^${texts.map((text) => text.replaceAll(".", "\\.")).join("[a-zA-Z0-9.-]+")}(\\.\\d+)*$`,
    );
    for (const key of english.keys()) if (pattern.test(key)) keys.add(key);
  });
  return [...keys];
}

/** A key, or what follows it: `key.1`, `key.2`, … */
function following(key: string): readonly string[] {
  if (english.has(key)) return [key];
  // A tier is a code that is a number, and "code" a type of a form's field.
  if (key === "code") return [];
  const found: string[] = [];
  while (english.has(`${key}.${found.length + 1}`)) found.push(`${key}.${found.length + 1}`);
  return found;
}
