// The verifier proves something about the program only while it shares nothing with it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(here).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

test("the verifier imports its own folder and Node, and nothing else", () => {
  assert.ok(files.length >= 8, "the folder is read");
  for (const file of files) {
    const text = readFileSync(resolve(here, file), "utf8");
    assert.doesNotMatch(text, /\bimport\s*\(|\brequire\b|createRequire/, `${file}: loads nothing at run time`);
    const targets = [...text.matchAll(/(?:\bfrom|^import)\s+"([^"]+)"/gm)].map(([, target]) => target ?? "");
    for (const target of targets) {
      if (target.startsWith("node:")) continue;
      const path = relative(here, resolve(here, target));
      assert.ok(!path.startsWith("..") && files.includes(path), `${file}: ${target}`);
    }
  }
});
