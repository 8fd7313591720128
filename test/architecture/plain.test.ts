// Plain English in the program: a name or a comment says what says, shows, names or reports something. "Told" hides who does what.
// What people read (src/words) is another matter, and so is text in quotation marks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseSync } from "vite";
import { root } from "./layers.ts";
import { projectFiles, walk } from "./source-files.ts";

const exempt = ["src/words/"];
const files = projectFiles().filter(
  (name) => /^src\/.*\.tsx?$/.test(name) && !exempt.some((one) => name.startsWith(one)),
);

test("no name and no comment of the program tells: it says, shows, names, reports or distinguishes", () => {
  assert.ok(files.length > 500);
  const found = files.flatMap((name) => dialectOf(name, readFileSync(join(root, name), "utf8")));
  assert.deepEqual(found, []);
});

test("the word is found in a comment and in a name of any case, and in no other word", () => {
  const code =
    '// It tells "what was told".\nconst toldOf = (x: { readonly isTold: 1 }) => x.isTold;\nclass Teller { #tell() {} }\n/* fortells, stellar, older */ const retold = 0;\n';
  assert.deepEqual(dialectOf("a.ts", code), [
    "a.ts: tells",
    "a.ts: toldOf",
    "a.ts: isTold",
    "a.ts: isTold",
    "a.ts: Teller",
    "a.ts: tell",
  ]);
});

/** Each comment and each name with the word in it, in the order of the file. */
function dialectOf(file: string, code: string): readonly string[] {
  const { program, comments } = parseSync(file, code);
  const said = comments.flatMap(({ value, start }) =>
    [...value.replace(/"[^"]*"|“[^”]*”|`[^`]*`/g, "").matchAll(/\b(?:told|tells?|telling|untold)\b/gi)].map(
      ([word]) => ({ word, start }),
    ),
  );
  const named: { readonly word: string; readonly start: number }[] = [];
  walk(program, ({ type, name, start }) => {
    const isName = type === "Identifier" || type === "PrivateIdentifier" || type === "JSXIdentifier";
    if (
      isName &&
      typeof name === "string" &&
      /(?:^|_)(?:told|tell)|(?:Told|Tell)(?![a-z])|Tell(?:s|er|ing)(?![a-z])/.test(name)
    )
      named.push({ word: name, start: Number(start) });
  });
  return [...said, ...named].toSorted((a, b) => a.start - b.start).map(({ word }) => `${file}: ${word}`);
}
