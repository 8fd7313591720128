// One flipped bit in a device's own store accuses nobody and loses nothing without a word (EN10).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Damage } from "../../src/member/store/damage.ts";
import { keepingVault, readVault } from "../../src/member/store/vault-rows.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { flipBits } from "./flipped-bits.ts";

test("[EN10] a bit that flips in any row of a device's store is noticed, accuses nobody, and what the log has comes back from it", async () => {
  const { flips, alarms, wrong } = await flipBits(1, false);
  assert.deepEqual(wrong, []);
  assert.ok(flips > 20);
  assert.ok(alarms["refer-again"] !== undefined && alarms["device-lost"] !== undefined);
  assert.equal(alarms["fork"], undefined);
});

test("[EN10] one of the two rows of the vault mends the other; with both damaged the vault is called damaged, and not the passphrase wrong", async () => {
  const store = openSqliteMemberStore(":memory:");
  const text = vaultOf("A".repeat(400));
  const flipIn = async (key: string) => {
    const value = (await store.get("meta", key)) ?? assert.fail();
    value[value.length - 60] = (value[value.length - 60] ?? 0) ^ 1;
    await store.write([{ table: "meta", key, value }]);
  };
  for (const keys of [[], ["vault"], ["vault-copy"], ["vault", "vault-copy"]]) {
    await store.write(keepingVault(text));
    for (const key of keys) await flipIn(key);
    const damage = new Damage();
    assert.equal(await readVault(store, damage), keys.length === 2 ? "damaged" : text);
    assert.equal(damage.findings.length, Math.min(1, keys.length));
    await store.write(damage.take().repairs);
    if (keys.length === 1) assert.equal(await readVault(store, new Damage()), text);
  }
});

function vaultOf(box: string): string {
  const pinned = { founding: "note", host: "http://127.0.0.1:1", mirrors: [] };
  return JSON.stringify({ pinned, salt: `${"A".repeat(22)}==`, box });
}
