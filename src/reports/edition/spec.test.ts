// docs/spec/edition.md is real: each of its rules is quoted by a test, and its example is read as the page says.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parsePieces } from "../../core/registers/pieces.ts";
import { findingCodes } from "./checks.ts";

const page = readFileSync(new URL("../../../docs/spec/edition.md", import.meta.url), "utf8");

test("[ED2] the paragraph on the page has the pieces that the page shows", () => {
  const [, example = ""] = page.match(/```paragraph\n(.*)\n```/) ?? [];
  const [, shown = ""] = page.match(/```pieces\n(.*?)\n```/s) ?? [];
  const lines = (parsePieces(example) ?? []).map((piece) => {
    if (piece.kind === "plain") return `plain   ${piece.words.trim()}`;
    if (piece.kind === "row")
      return `row     ${piece.words} → ${piece.register} ${piece.key} of ${piece.source}, by ${piece.organisation}`;
    return `figure  ${piece.words} → ${piece.fact} ${piece.year}, ${piece.unit}, of ${piece.source}: ${piece.value}`;
  });
  assert.deepEqual(lines, shown.split("\n"));
});

test("[ED6] the table of findings is that of the program", () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual(listed, findingCodes);
});

test("every rule of the page is quoted by a test", () => {
  const folders = [
    "./",
    "../",
    "../../core/registers/",
    "../../record/",
    "../../cli/commands/",
    "../../../test/journeys/",
  ];
  const tests = folders.flatMap((folder) => {
    const url = new URL(folder, import.meta.url);
    return readdirSync(url)
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(name, url), "utf8"));
  });
  const cited = tests.flatMap((text) =>
    [...text.matchAll(/\[ED[^\]]*\]/g)].flatMap(([list]) => list.match(/ED\d+[a-z]?/g) ?? []),
  );
  const quoted = new Set(cited);
  const rules = [...page.matchAll(/\*\*(ED\d+[a-z]?)\*\*/g)].flatMap(([, rule]) => rule ?? []);
  assert.deepEqual(
    rules.filter((rule) => !quoted.has(rule)),
    [],
  );
});
