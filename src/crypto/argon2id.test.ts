// Argon2id at the pinned cost: by the platform and in WebAssembly, beside each other and a known answer.
import assert from "node:assert/strict";
import { argon2Sync } from "node:crypto";
import { test } from "node:test";
import { argon2id, portableArgon2id } from "./argon2id.ts";
import { encodeHex } from "./hex.ts";
import { encodeUtf8 } from "./utf8.ts";

const passphrase = encodeUtf8("river garden window table");
const salt = Uint8Array.from({ length: 16 }, (_, i) => i);

test("[EN3] the key is the platform's Argon2id and that of WebAssembly, by default at 64 MiB and 3 passes, at 32 MiB at the least", async () => {
  for (const memoryKiB of [32_768, 65_536]) {
    const cost = { memoryKiB, passes: 3 };
    const platform = argon2Sync("argon2id", {
      message: passphrase,
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: cost.memoryKiB,
      passes: cost.passes,
    });
    const key = memoryKiB === 65_536 ? await argon2id(passphrase, salt) : await argon2id(passphrase, salt, cost);
    assert.equal(encodeHex(key), platform.toString("hex"));
    assert.equal(encodeHex(await portableArgon2id(passphrase, salt, cost)), encodeHex(key));
  }
});

test("[EN3] a cost below the floor is refused", async () => {
  for (const cost of [
    { memoryKiB: 32_767, passes: 3 },
    { memoryKiB: 65_536, passes: 2 },
    { memoryKiB: Number.NaN, passes: 3 },
  ]) {
    await assert.rejects(argon2id(passphrase, salt, cost), Error);
  }
});
