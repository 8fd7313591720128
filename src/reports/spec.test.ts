// docs/spec/report.md is real: each of its rules is quoted by a test, and its example is what comes out.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { readShownPage } from "./shown-page.ts";

const page = readFileSync(new URL("../../docs/spec/report.md", import.meta.url), "utf8");

test("every rule of the page is quoted by a test of this layer, and no test quotes a rule that is not there", () => {
  const folder = new URL(".", import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  const quoted = new Set(
    tests.flatMap((name) =>
      [...readFileSync(new URL(name, folder), "utf8").matchAll(/\[(RP\d+)\]/g)].map(([, rule]) => rule),
    ),
  );
  const rules = new Set([...page.matchAll(/\*\*(RP\d+)\*\*/g)].map(([, rule]) => rule));
  assert.deepEqual([...quoted].sort(), [...rules].sort());
});

test("[RP1] the page's example of what a saved page says of itself is what comes out", () => {
  const [, example = ""] = page.match(/```shown\n(.*)\n```/) ?? [];
  const shown = readShownPage(`<script type="application/json" id="panoh-report">${example}</script>`);
  assert.equal(JSON.stringify({ report: shown }), example);
});
