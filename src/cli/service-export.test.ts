// `panoh service export` over a running host: a page of HSDS 3.1 with every service of an active organisation, and nothing of others.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hsdsFlaws } from "../../test/support/hsds.ts";
import { runPanoh } from "../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { World } from "../../test/support/world.ts";

test("[DR5] the directory's services are given as HSDS 3.1, each with its organisation and its capacity", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const clinic = await world.organisation("health", "Example Clinic North");
  await world.service(shelter, ["shelter-emergency"]);
  await world.service(clinic, ["medical"]);
  const dir = temporaryFolder(t);
  const founding = join(dir, "founding.note");
  writeFileSync(founding, world.founding.note);
  const page = async () => {
    const { exit, out } = await runPanoh(["service", "export", "--founding", founding, "--host", world.url]);
    assert.equal(exit, 0);
    return JSON.parse(out.join("\n"));
  };

  const both = await page();
  const { api } = JSON.parse(readFileSync(new URL("../../test/contracts/hsds-3.1.json", import.meta.url), "utf8"));
  assert.deepEqual(Object.keys(both).sort(), [...api.pagination.Page].sort());
  for (const service of both.contents) assert.deepEqual(hsdsFlaws("service", service), []);
  assert.deepEqual(
    both.contents.map((one: typeof both) => [one.organization.name, one.name, one.capacities[0].available]).sort(),
    [
      ["Example Clinic North", "Chair and advice", 3],
      ["Example Shelter South", "Chair and advice", 3],
    ],
  );
  assert.deepEqual(await page(), both, "the same ids every time");

  await world.registrar.council("organisation.suspend", { organisation: clinic.id });
  await world.witness();
  const { total_items, contents } = await page();
  assert.deepEqual([total_items, contents[0].organization.name], [1, "Example Shelter South"]);
});
