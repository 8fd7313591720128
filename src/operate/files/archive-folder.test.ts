// What lies in a folder beside the archive that is looked for.
import assert from "node:assert/strict";
import { truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { maxArchiveBytes } from "../../sealing/archive-file.ts";
import { readArchives } from "./archive-folder.ts";

test("[AR8b] an archive that is more than one may be hides none that lies beside it", (t) => {
  const folder = temporaryFolder(t);
  const put = (chain: string, part: number, text: string) => {
    const file = join(folder, `panoh-archive-${chain}-${String(part).padStart(4, "0")}.age`);
    writeFileSync(file, text);
    return file;
  };
  const large = put("aaaaaaaa", 0, "");
  truncateSync(large, 2 * maxArchiveBytes + 1);
  assert.throws(() => readArchives(folder), /more than an archive may be/);
  for (let part = 0; part < 401; part++) put("bbbbbbbb", part, "x");
  const good = put("cccccccc", 0, "Example");
  utimesSync(good, 1, 1);
  assert.deepEqual(
    readArchives(folder).map((files) => files.map((bytes) => Buffer.from(bytes).toString())),
    [["Example"]],
  );
});
