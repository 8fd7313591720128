// What a client makes of the versions that an answer states.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeVersions, versionGap } from "./versions.ts";

test("[LG11] two programs go on with any version that both speak, and else the one whose newest is older must be upgraded", () => {
  const rows: readonly (readonly [string | null, readonly number[], ReturnType<typeof versionGap>])[] = [
    ["1", [1], null],
    ["1, 2", [1], null],
    ["1,2", [2, 3], null],
    ["2", [1], "program-older"],
    ["2, 3", [1], "program-older"],
    ["1", [2], "host-older"],
    ["1, 2", [3, 4], "host-older"],
    ["12", [2], "program-older"],
    [encodeVersions([3, 4]), [2, 4], null],
  ];
  for (const [stated, own, gap] of rows) assert.equal(versionGap(stated, own), gap, `${stated} and ${own}`);
});

test("[LG11] what states no versions, or what is no list of them, speaks the first", () => {
  for (const stated of [null, "", "0", "-1", "1.5", "two", "1;2", "99999", "1, ".repeat(20), "2\n", " 2"]) {
    assert.equal(versionGap(stated, [1]), null, JSON.stringify(stated));
    assert.equal(versionGap(stated, [2]), "host-older", JSON.stringify(stated));
  }
});
