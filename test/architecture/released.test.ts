// Numbers of cases leave by one door: only src/statistics/release.ts makes a released table, and what serves or shows to the public never sees a raw one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import type { RawTable } from "../../src/statistics/raw-table.ts";
import type { ReleasedTable } from "../../src/statistics/release.ts";
import { root } from "./layers.ts";
import { importsOf, projectFiles } from "./source-files.ts";

const sources = projectFiles().filter((name) => /^src\/.*\.tsx?$/.test(name) && !name.endsWith(".test.ts"));
const makers = (type: string) =>
  sources.filter((name) =>
    new RegExp(`(\\bas\\s+|<)(unknown as |readonly )*${type}\\b`).test(readFileSync(join(root, name), "utf8")),
  );

test("[CN6b] only the file of raw tables makes one, and only the release makes a released one", () => {
  assert.deepEqual(makers("RawTable"), ["src/statistics/raw-table.ts"]);
  assert.deepEqual(makers("ReleasedTable"), ["src/statistics/release.ts"]);
});

type Takes<One, Other> = One extends Other ? "yes" : "no";

test("[CN6b] a raw table is no released one, and a released one no raw one: this compiles while it is so", () => {
  const answers: readonly [Takes<RawTable, ReleasedTable>, Takes<ReleasedTable, RawTable>] = ["no", "no"];
  assert.deepEqual(answers, ["no", "no"]);
});

test("[CN6b] the host's program and the public pages reach no raw table", () => {
  const reached = new Set<string>();
  const waiting = sources.filter((name) =>
    /^src\/(server|protocol|verify|web\/(public-record|leaflet|own-file))\//.test(name),
  );
  assert.ok(waiting.length > 50);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const { specifier } of importsOf(name))
      if (specifier?.startsWith(".") === true && /\.tsx?$/.test(specifier))
        waiting.push(normalize(join(dirname(name), specifier)));
  }
  assert.deepEqual(
    [...reached].filter((name) => name.startsWith("src/statistics/")),
    [],
  );
});
