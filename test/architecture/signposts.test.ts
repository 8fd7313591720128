// Signposts hold: a file or folder that a document or a comment names is there. The layers of ARCHITECTURE.md begin where it says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { layers, root } from "./layers.ts";
import { projectFiles } from "./source-files.ts";

const files = new Set(projectFiles());
const folders = new Set([...files].flatMap(foldersAbove));
const read = (name: string) => readFileSync(join(root, name), "utf8");

/** It says how the project was. */
const history = "CHANGELOG.md";
/** What the program makes, in the project's folder or in the folder of a host, a device or a translator: no signpost. */
const isMade = (path: string) =>
  /^(dist|node_modules|panoh-data|\.cache|tile|pack|country)(\/|$)/.test(path) || /^[\w.-]+\.json$/.test(path);

test("every file and folder that a document names is there", () => {
  const documents = [...files].filter((name) => /^([A-Z]+|docs\/.*)\.md$/.test(name) && name !== history);
  assert.ok(documents.length > 40);
  const missing = documents.flatMap((name) =>
    pathsIn(read(name))
      .filter((path) => !isThere(path, name))
      .map((path) => `${name}: ${path}`),
  );
  assert.deepEqual(missing, []);
});

test("every source file and document that a comment names is there", () => {
  const sources = [...files].filter((name) => /^(src|test|bench|bin|deploy)\/.*\.(ts|tsx|js)$/.test(name));
  const missing = sources.flatMap((name) =>
    [...read(name).matchAll(/^\s*(?:\/\/|\/?\*).*$/gm)]
      .flatMap(([comment]) => [...comment.matchAll(/(?<![\w./*-])(?:\.\.?\/)*[\w/-][\w./-]*\.(?:tsx?|md)(?![\w/])/g)])
      .map(([path]) => path)
      .filter((path) => !isThere(path, name))
      .map((path) => `${name}: ${path}`),
  );
  assert.deepEqual(missing, []);
});

test("ARCHITECTURE.md has every layer, and each begins at files of its own folder", () => {
  const rows = [...read("ARCHITECTURE.md").matchAll(/^\| `([a-z]+)` \|.*\| ([^|]*) \|$/gm)];
  assert.deepEqual(rows.map(([, layer = ""]) => layer).toSorted(), Object.keys(layers).toSorted());
  for (const [, layer, begin] of rows) {
    const paths = pathsIn(begin ?? "");
    assert.ok(paths.length > 0, layer ?? "");
    for (const path of paths.map((one) => `src/${layer}/${one.replace(/\/$/, "")}`))
      assert.ok(files.has(path) || folders.has(path), path);
  }
});

test("each answer of the one-minute test is there: its file, and in it the name", () => {
  const rows = [...read("docs/one-minute.md").matchAll(/^\| .*\? \| `([^`]+)` \| `([^`]+)` \|$/gm)];
  assert.equal(rows.length, [...read("docs/one-minute.md").matchAll(/\?/g)].length, "every question has an answer");
  assert.ok(rows.length > 15);
  for (const [, path = "", name = ""] of rows) assert.ok(read(path).includes(name), `${path}: ${name}`);
});

test("what it takes to add something names so many files at most, and for what is forgotten a test that there is", () => {
  const [, chapter = ""] = read("docs/one-minute.md").split("## To add …: these files");
  const rows = [...chapter.matchAll(/^\| (an? [^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  const most = {
    "a register": 5,
    "a fact": 3,
    "a verb of a desk": 4,
    "a worker's command": 1,
    "a kind of entry": 6,
    "an answer to a referral": 5,
    "a form of the library": 5,
    "a language": 1,
  };
  assert.deepEqual(
    rows.map(([, what]) => what),
    Object.keys(most),
  );
  for (const [, what = "", paths = "", tests = ""] of rows) {
    const named = pathsIn(paths).filter((path) => !path.startsWith("docs/guide/"));
    assert.ok(named.length > 0 && named.length <= most[what as keyof typeof most], what);
    for (const path of named) assert.ok(isThere(path, "docs/one-minute.md"), path);
    const said = [...tests.matchAll(/`([^`]+)` "([^"]+)"/g)];
    assert.ok(said.length > 0, what);
    for (const [, path = "", name = ""] of said) assert.ok(read(path).includes(name), `${path}: ${name}`);
  }
});

test("a name that nothing has is found missing, wherever it stands", () => {
  for (const path of ["src/core/case-fold.ts", "nowhere.ts", "docs/spec/nothing.md", "core/nothing/"])
    assert.ok(!isThere(path, "ARCHITECTURE.md"), path);
  for (const path of ["src/core/case/fold.ts", "core/case/", "record.md", "fold.ts"])
    assert.ok(isThere(path, "docs/spec/entry.md"), path);
  assert.deepEqual(pathsIn("`a/b.ts` and `c/` but not `panoh verify`, `x.y` or https://example.org/z.md"), [
    "a/b.ts",
    "c/",
  ]);
});

/** What stands in code marks and looks like a path: a folder with its slash, or a file of a kind that the project has. */
function pathsIn(text: string): readonly string[] {
  const kinds = /^[\w./-]+(\/|\.(tsx?|js|css|md|py|json))$/;
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, path = ""]) =>
    kinds.test(path) && !path.startsWith("/") && !isMade(path) ? [path.replace(/^\.\//, "")] : [],
  );
}

/** True for a path from the project's folder or from beside the document, and for the end of one, where the text says which folder is meant. */
function isThere(path: string, from: string): boolean {
  const whole = path.replace(/\/$/, "");
  const places = [whole, normalize(join(dirname(from), whole))];
  if (places.some((place) => (path.endsWith("/") ? folders : files).has(place))) return true;
  if (!path.endsWith("/") && places.some((place) => folders.has(place))) return true;
  return [...files, ...folders].some((name) => name.endsWith(`/${whole}`));
}

function foldersAbove(name: string): readonly string[] {
  const parts = name.split("/").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}
