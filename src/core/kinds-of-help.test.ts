// One list of help: each need and each area of a goal is named by it, and no kind of help is left without a need unless it is said so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { codesOf } from "./form/form.ts";
import { library } from "./form/library.ts";
import { helpFor, helpForArea, helpForNeed, helpWithoutNeed, needs } from "./kinds-of-help.ts";
import { serviceTypes } from "./service.ts";

const formOf = (key: string) => library.newest(key)?.form ?? assert.fail(key);

test("[FM17] every need of the form and every area of a goal has its kinds of help, and nothing else has", () => {
  const asked = formOf("needs").fields.filter(({ list }) => list === "need-level");
  assert.deepEqual(
    asked.map(({ key }) => key),
    needs,
  );
  assert.deepEqual(
    codesOf(formOf("goal"), "area").map(({ code }) => code),
    Object.keys(helpForArea),
  );
});

test("[FM17a] every kind of help meets a need, but those that a person asks for without one", () => {
  assert.deepEqual(
    serviceTypes.filter((kind) => !helpFor(needs).includes(kind)),
    serviceTypes.filter((kind) => helpWithoutNeed.includes(kind)),
  );
});

test("[FM17] of several needs each kind of help comes once, and what is no need of the library brings none", () => {
  assert.deepEqual(helpFor(["work", "schooling", "own-question"]), ["job", "vocational", "micro-grant", "schooling"]);
});

test("[FM17] docs/spec/form.md shows the table that the program goes by", () => {
  const page = readFileSync(new URL("../../docs/spec/form.md", import.meta.url), "utf8");
  const rows = (of: Readonly<Record<string, readonly string[]>>, form: string) =>
    Object.entries(of).map(([key, kinds]) => `| ${form} | ${key} | ${kinds.join(", ")} |`);
  const shown = [...rows(helpForNeed, "needs"), ...rows(helpForArea, "goal")];
  assert.ok(page.includes(shown.join("\n")), `docs/spec/form.md should hold:\n${shown.join("\n")}`);
});
