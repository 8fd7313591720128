// Types, lint and format are tests like any other, so that one command checks everything.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { oneThread, runTool } from "./run-tool.ts";

// The compiler does not see by itself that a sentence came or went: of a JSON file it keeps what it made of it before.
const builtWords = fileURLToPath(new URL("../../.cache/types/words.tsbuildinfo", import.meta.url));

test("the whole project compiles: every layer, the tests and the benchmarks", () => {
  rmSync(builtWords, { force: true });
  const { output, isContent } = runTool("tsc", ["-b", ...oneThread, "--pretty", "false"]);
  assert.ok(isContent && output === "", `\n${output}`);
});

test("the linter and the formatter have nothing to say (npm run format puts in order what can be put in order)", () => {
  const { output, isContent } = runTool("biome", ["ci", "--colors=off", "--error-on-warnings"]);
  assert.ok(isContent, `\n${output.slice(0, 20_000)}`);
});
