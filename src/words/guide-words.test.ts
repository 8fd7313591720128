// The guide of the case worker names what to press by the words of the screens, and that of the translator every file of words.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** What the guide prints bold for its own sake. */
const own = ["By command", "Confirm nothing by telephone", "Nobody has to invent an answer", "Who reads it", "mark"];

test("what the case worker's guide prints bold stands on the screens in these words, or begins what stands there", () => {
  const folder = new URL("en/", import.meta.url);
  const words = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/: ("(?:[^"\\]|\\.)*")/g)].map(([, text = ""]): string =>
      JSON.parse(text),
    ),
  );
  const guide = readFileSync(new URL("../../docs/guide/case-worker.md", import.meta.url), "utf8");
  const bold = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = ""]) => text.replace(/[.:]$/, ""));
  assert.ok(bold.length > 50);
  const begins = (word: string, text: string) =>
    word.toLowerCase().startsWith(text.toLowerCase()) && !/\p{L}/u.test(word.charAt(text.length));
  for (const text of bold) assert.ok(own.includes(text) || words.some((word) => begins(word, text)), text);
});

test("the translator's guide says of every file of words where it is read", () => {
  const guide = readFileSync(new URL("../../docs/guide/translator.md", import.meta.url), "utf8");
  const table = [...guide.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(
    ([, names = ""]) => names.match(/\w[\w-]*\.json/g) ?? [],
  );
  const files = readdirSync(new URL("en/", import.meta.url)).filter((name) => name !== "language.json");
  assert.deepEqual(table.toSorted(), files.toSorted());
});
