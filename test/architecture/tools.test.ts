// Types, lint and format are tests like any other, so that one command checks everything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { oneThread, runTool } from "./run-tool.ts";

test("the whole project compiles: every layer, the tests and the benchmarks", () => {
  const { output, isContent } = runTool("tsc", ["-b", ...oneThread, "--pretty", "false"]);
  assert.ok(isContent && output === "", `\n${output}`);
});

test("the linter and the formatter have nothing to say (npm run format puts in order what can be put in order)", () => {
  const { output, isContent } = runTool("biome", ["ci", "--colors=off", "--error-on-warnings"]);
  assert.ok(isContent, `\n${output.slice(0, 20_000)}`);
});
