// A slip of the finger finds the command that was meant; anything else finds none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "./commands.ts";
import { nearestCommand } from "./nearest-command.ts";

test("a letter that is missing, added, changed or swapped names the nearest command, and what is far names none", () => {
  const names = Object.keys(commands);
  const meant = (text: string) => nearestCommand(text.split(" "), names);
  for (const [written, name] of [
    ["reprot", "report"],
    ["STATUS", "status"],
    ["stats", "status"],
    ["verfy", "verify"],
    ["epoch cosgin", "epoch cosign"],
    ["enroll sign --request x", "enrol sign"],
    ["epoch hand-ovr", "epoch hand-over"],
  ] as const)
    assert.equal(meant(written), name, written);
  for (const far of ["brew", "x", "", "constantinople", `report${"t".repeat(100_000)}`])
    assert.equal(meant(far), null, far);
});
