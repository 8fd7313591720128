// The rules of doing no harm: each stands once in docs/do-no-harm.md, with a test whose title cites it, or with a line in SECURITY.md that says why it is not kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./layers.ts";
import { projectFiles } from "./source-files.ts";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const rows = [
  ...read("docs/do-no-harm.md").matchAll(/^\| (R\d\d) \| .*? \| [VG] \| (?:`([^`]+)`)? ?\| (yes)? ?\|$/gm),
].map(([, rule = "", file, notKept]) => ({ rule, file, notKept: notKept !== undefined }));

/** The rules that the titles of tests in one file cite. */
function citedIn(file: string): ReadonlySet<string> {
  const titles = [...read(file).matchAll(/\btest\(\s*[`"'](.*?)[`"'],/gs)].map(([, title = ""]) => title);
  return new Set(titles.flatMap((title) => [...title.matchAll(/\bR\d\d\b/g)].map(([rule]) => rule)));
}

test("each of the 26 rules of doing no harm is held by a test that cites it, or SECURITY.md says why it is not kept", () => {
  assert.deepEqual(
    rows.map(({ rule }) => rule),
    Array.from({ length: 26 }, (_, i) => `R${String(i + 1).padStart(2, "0")}`),
  );
  const lines = [...read("SECURITY.md").matchAll(/^- \*\*(R\d\d)\*\* /gm)].map(([, rule]) => rule);
  assert.deepEqual(
    rows.flatMap(({ rule, notKept }) => (notKept ? [rule] : [])),
    lines,
  );
  for (const { rule, file, notKept } of rows) {
    assert.ok(file !== undefined || notKept, `${rule} has neither`);
    if (file !== undefined) assert.ok(citedIn(file).has(rule), `${file} has no test of ${rule}`);
  }
});

test("a rule of doing no harm that no test holds wholly is cited by none", () => {
  const unheld = new Set(rows.flatMap(({ rule, file }) => (file === undefined ? [rule] : [])));
  const cites = projectFiles()
    .filter((name) => name.endsWith(".test.ts"))
    .flatMap((name) => [...citedIn(name)].filter((rule) => unheld.has(rule)).map((rule) => `${name}: ${rule}`));
  assert.deepEqual(cites, []);
});
