// Who may know whom inside this layer.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const writers = ["sign.ts", "witness-core.ts"];
const folder = new URL("./", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const importsOf = (file: string) =>
  [...readFileSync(new URL(file, folder), "utf8").matchAll(/from "([^"]+)"/g)].map(([, target]) => target ?? "");

test("code that verifies never imports code that writes", () => {
  for (const writer of writers) assert.ok(files.includes(writer), writer);
  for (const file of files.filter((name) => !writers.includes(name))) {
    for (const target of importsOf(file)) assert.ok(!writers.includes(target.replace("./", "")), `${file}: ${target}`);
  }
});

test("the log knows the primitives, signed notes and itself, and nothing else", () => {
  for (const file of files) {
    for (const target of importsOf(file))
      assert.match(target, /^(\.\/|\.\.\/crypto\/|\.\.\/note\/)/, `${file}: ${target}`);
  }
});
