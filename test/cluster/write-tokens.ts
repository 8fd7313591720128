// Draws many tokens for one device at once, straight into the store of a cluster: a day's quota is no question of its tests. The input has the tokens.
//   nsenter … node test/cluster/write-tokens.ts STORE DEVICE
import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { sha256 } from "../../src/crypto/sha256.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { openPostgresHostStore } from "../../src/server/store/postgres-host-store.ts";

const [, , address = "", device = ""] = process.argv;
const tokens = await buffer(process.stdin);
const store = await openPostgresHostStore(parsePostgresAddress(address));
for (let at = 0; at < tokens.length; at += 16_000) {
  const some = tokens.subarray(at, at + 16_000);
  const hashes = Array.from({ length: some.length / 16 }, (_, i) => sha256(some.subarray(i * 16, i * 16 + 16)));
  assert.ok(await store.addTokens(device, 0, hashes, Number.MAX_SAFE_INTEGER));
}
await store.close();
