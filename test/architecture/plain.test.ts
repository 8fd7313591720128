// Plain English in the program: a name or a comment says what says, shows, names or reports something. "Told" hides who does what. In the places below, a
// thing is named by its noun: a local is no bare participle, and no comment begins with What or Who.
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

/** Folders, with all below them, and files that keep to it; each that is built anew joins them. */
const nounFirst = [
  "cli",
  "crypto",
  "demonstration",
  "log",
  "member/cases",
  "member/cases.ts",
  "member/lessons",
  "member/reader.ts",
  "operate",
  "verify",
  "web/leaflet",
  "web/lessons",
  "web/record/overview",
  "web/record/sign-off",
  "web/roles",
  "web/text",
].map((name) => `src/${name}${name.endsWith(".ts") ? "" : "/"}`);

test("in what was built anew a local is named by a noun, and a comment begins with one", () => {
  for (const place of nounFirst) {
    const inside = files.filter((name) => name.startsWith(place) && !name.endsWith(".test.ts"));
    assert.ok(inside.length > 0, place);
    assert.deepEqual(
      inside.flatMap((name) => nounlessIn(name, readFileSync(join(root, name), "utf8"))),
      [],
    );
  }
});

test("a bare participle is found wherever a local is declared, and What at the head of a comment alone", () => {
  const code = [
    "/** What stands here: a list. */",
    "const known = 1, fine = known;",
    "function f(given: string, [said, one = 2]: number[], { kept: left, shown, other: asked }: X, ...written: Y) {}",
    "const g = (listed = 3) => ({ listed, seed: 4, speed: 5 });",
    "for (const seen of []) {}",
    "try {} catch (failed) {}",
    "// Says what it is, and who. Whatever it is.",
    "/* Whoever asks */",
    "const isKnown = 1, knownByName = 2, speed = 3;",
    "  // Who asks.",
  ].join("\n");
  assert.deepEqual(nounlessIn("a.ts", code), [
    "a.ts: What stands here: a list.",
    "a.ts: Who asks.",
    ...["known", "given", "said", "asked", "written", "listed", "seen", "failed"].map((name) => `a.ts: ${name}`),
  ]);
});

const irregular =
  /^(asked|begun|bound|built|chosen|done|drawn|found|given|gone|heard|held|hidden|kept|known|lost|made|meant|met|paid|put|read|said|seen|sent|shown|spent|taken|typed|understood|won|written)$/;
const endsInEd = /^[a-z]{2,}[a-z]ed$/;
/** Nouns that end alike. */
const nouns = /^(?:seed|speed|need|feed)$/;

/** Each comment that begins with What or Who, and each local that is a participle and nothing else. A field that a local takes its name from is of another file. */
function nounlessIn(file: string, code: string): readonly string[] {
  const { program, comments } = parseSync(file, code);
  const headless = comments.flatMap(({ value }) => {
    const text = value.replaceAll(/^[\s*]+|[\s*]+$/g, "");
    return /^(?:What|Who)\b/.test(text) ? [`${file}: ${text}`] : [];
  });
  const named: string[] = [];
  const add = (pattern: unknown) => {
    const node = (pattern ?? {}) as Readonly<Record<string, unknown>>;
    const inner = (name: string) => (node[name] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const name = String(node["name"]);
    if (node["type"] === "Identifier" && (irregular.test(name) || endsInEd.test(name)) && !nouns.test(name))
      named.push(`${file}: ${name}`);
    else if (node["type"] === "ArrayPattern") inner("elements").forEach(add);
    else if (node["type"] === "ObjectPattern")
      for (const property of inner("properties")) add(property["shorthand"] === true ? null : property["value"]);
    else if (node["type"] === "AssignmentPattern") add(node["left"]);
    else if (node["type"] === "RestElement") add(node["argument"]);
  };
  walk(program, (node) => {
    if (node["type"] === "VariableDeclarator") add(node["id"]);
    if (node["type"] === "CatchClause") add(node["param"]);
    if (/^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(String(node["type"])))
      for (const param of node["params"] as readonly unknown[]) add(param);
  });
  return [...headless, ...named];
}

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
