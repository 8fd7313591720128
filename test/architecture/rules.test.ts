// Rules and what cites them: docs/spec has every rule once, and a test, a comment or a document names none that is not there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./layers.ts";
import { projectFiles } from "./source-files.ts";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const pages = projectFiles().filter((name) => /^docs\/spec\/\w+\.md$/.test(name));
const rules = pages.flatMap((name) =>
  [...read(name).matchAll(/^- \*\*([A-Z]{1,2}\d+[a-z]?)\*\* /gm)].map(([, id = ""]) => id),
);
/** The prefixes of the table in docs/spec/README.md. */
const prefixes = [...read("docs/spec/README.md").matchAll(/^\| ([A-Z, ]+) \|/gm)].flatMap(([, cell = ""]) =>
  cell.split(", "),
);
const cited = new RegExp(`(?<![\\w-])(?:${prefixes.join("|")})\\d+[a-z]?(?!\\w)`, "g");

test("no rule is there twice, and a letter stands only behind a number that is there", () => {
  assert.ok(rules.length > 200);
  assert.deepEqual(
    rules.filter((id, i) => rules.indexOf(id) !== i),
    [],
  );
  assert.deepEqual(
    rules.filter((id) => !rules.includes(id.replace(/[a-z]$/, ""))),
    [],
  );
});

test("every prefix of a rule is explained", () => {
  assert.deepEqual(
    [...new Set(rules.map((id) => id.replace(/\d.*/, "")))].filter((one) => one !== "R").toSorted(),
    prefixes.toSorted(),
  );
});

test("whatever cites a rule cites one that is there", () => {
  const looked = projectFiles().filter((name) => /\.(tsx?|md)$/.test(name) && name !== "CHANGELOG.md");
  const missing = looked.flatMap((name) =>
    [...read(name).matchAll(cited)].flatMap(([id]) => (rules.includes(id) ? [] : [`${name}: ${id}`])),
  );
  assert.deepEqual(missing, []);
});
