// The first usable screen on a bad link: at most 45 KB of compressed JavaScript, whatever the language; cryptography comes after it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildWebApp } from "../../src/operate/app/web-app.ts";
import { languageTags } from "../../src/words/languages.ts";

const built = fileURLToPath(new URL("../../dist/web", import.meta.url));
const budgetBytes = 45 * 1024;

test("the officer's first screen needs at most 45 KB of compressed JavaScript in its largest language, and no cryptography", async () => {
  await buildWebApp(() => undefined);
  const entry = /src="(\/assets\/[^"]+\.js)"/.exec(readFileSync(join(built, "index.html"), "utf8"))?.[1];
  assert.ok(entry !== undefined);
  const first = staticImports(entry);
  const scripts = readdirSync(join(built, "assets")).filter((name) => /^lexicon-first-[a-z]+-[^.]+\.js$/.test(name));
  const languages = Map.groupBy(scripts, (name) => name.split("-")[2]);
  assert.equal(languages.size, languageTags.length);
  const code = [...first].reduce((sum, path) => sum + compressed(path), 0);
  const words = Math.max(
    ...[...languages.values()].map((names) => names.reduce((sum, name) => sum + compressed(`/assets/${name}`), 0)),
  );
  assert.ok(code + words <= budgetBytes, `${code} bytes of code and ${words} of words`);
  const texts = [...first].map((path) => readFileSync(join(built, path), "utf8")).join("");
  for (const mark of ["age-encryption.org", "expand 32-byte k", "ed25519"]) assert.ok(!texts.includes(mark), mark);
  assert.ok(
    readdirSync(join(built, "assets")).some((name) =>
      readFileSync(join(built, "assets", name), "utf8").includes("age-encryption.org"),
    ),
    "the marks are found where they belong",
  );
});

/** A script and all that it imports statically. */
function staticImports(path: string, known: Set<string> = new Set()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const [, name] of readFileSync(join(built, path), "utf8").matchAll(
    /(?:^|[;}\s])(?:import|export)[^"'()]*?["']\.\/([^"']+\.js)["']/g,
  )) {
    staticImports(`/assets/${name}`, known);
  }
  return known;
}

function compressed(path: string): number {
  return gzipSync(readFileSync(join(built, path)), { level: 9 }).length;
}
