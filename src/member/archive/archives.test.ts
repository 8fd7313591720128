// Of files that a person has at hand the newest archive that holds is taken (AR8b).
import assert from "node:assert/strict";
import { test } from "node:test";
import { archivesAmong, firstThatHolds } from "./archives.ts";

test("[AR8b] files are told apart by their names, first the archive of which one was written last, also where a browser numbered a copy", () => {
  const file = (name: string, written: number) => ({ name, written });
  const old = [file("panoh-archive-aaaaaaaa-0000.age", 1), file("panoh-archive-aaaaaaaa-0001.age", 3)];
  const young = [file("panoh-archive-bbbbbbbb-0000 (1).age", 2), file("panoh-archive-bbbbbbbb-0001.age", 4)];
  const other = file("case.age", 0);
  assert.deepEqual(archivesAmong([...old, other, ...young]), [young, old, [other]]);
  assert.deepEqual(archivesAmong([]), []);
});

test("[AR8b] the first that is not refused is taken and none is tried after it; where all are refused the word on the first one stands", async () => {
  const tried: string[] = [];
  const take = (...of: readonly [string, ...string[]]) =>
    firstThatHolds(
      of,
      async (archive) => {
        tried.push(archive);
        return archive === "good" ? { entries: 3 } : archive;
      },
      (result) => typeof result === "string",
    );
  assert.deepEqual(await take("archive-older", "good", "broken"), { archive: "good", result: { entries: 3 } });
  assert.deepEqual(tried, ["archive-older", "good"]);
  assert.deepEqual(await take("archive-older", "broken"), { archive: "archive-older", result: "archive-older" });
});
