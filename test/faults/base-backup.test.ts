// A base backup of a host's PostgreSQL is put back, as after a mistake or a lost room of machines: it is an old copy like any other.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hostFiles } from "../../src/operate/open-host-store.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { sealedCases } from "../support/host.ts";
import { type PanohProcess, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { startPostgres, withoutPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";

test("[LG4] [ST5] a host does not start on a restored base backup that is older than what a witness saw, and goes on with the true database", {
  skip: withoutPostgres(),
}, async (t) => {
  const at = await CountryProcesses.found(1, 1);
  t.after(() => at.end());
  const postgres = await startPostgres();
  t.after(() => postgres.end());
  const database = await postgres.database();
  const isAt = (address: string) => writeFileSync(join(at.hostDir, hostFiles.address), `${address}\n`);
  isAt(database);
  await at.witness(1);
  const items = [...(await sealedCases(7))];
  const tokens: Uint8Array[] = [];
  const send = async (host: PanohProcess) => {
    await until(async () => (await statusOf(host)).takes);
    if (tokens.length === 0) tokens.push(...(await at.draw(host.url, items.length)));
    const result = await post(host.url, items.pop() ?? assert.fail(), tokens.pop() ?? null);
    assert.ok("proof" in result, JSON.stringify(result));
  };

  let host = await at.host();
  for (let i = 0; i < 3; i++) await send(host);
  const backup = await postgres.backup();
  t.after(() => backup.end());
  for (let i = 0; i < 3; i++) await send(host);
  // It ends when all that it signed was seen by the witness.
  await stopPanoh(host);

  isAt(backup.same(database));
  const old = at.keep(startPanoh(["serve", "--dir", at.hostDir, "--port", "0"]));
  await until(() => old.ended !== null || old.url !== "");
  assert.deepEqual([old.ended?.code, old.url], [1, ""], old.beside);
  const [, saw, has] = /a witness saw (\d+) leaves, this store has (\d+)/.exec(old.beside) ?? assert.fail(old.beside);
  assert.ok(Number(saw) >= Number(has) + 3, old.beside);

  isAt(database);
  host = await at.host();
  await send(host);
});
