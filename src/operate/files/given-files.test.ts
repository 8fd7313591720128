// Files that people give to commands: what is wrong with one is said without what stands in it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { readJson } from "./given-files.ts";

test("a draft that is no JSON is a problem that quotes nothing of the draft, not even to whoever prints the error whole", (t) => {
  const dir = temporaryFolder(t);
  const file = join(dir, "draft.json");
  for (const text of ['{"name": Canary }', "Canary", '{"narrative": "Canary']) {
    writeFileSync(file, text);
    assert.throws(
      () => readJson(file),
      (error) => {
        assert.match(String(error), /is not JSON$/);
        assert.doesNotMatch(inspect(error), /Canary/);
        return true;
      },
    );
  }
});
