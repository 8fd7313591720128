// A new device: what stays on it and what leaves it (EN6).
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../crypto/random.ts";
import { SecretIdentity } from "../../sealing/secret-identity.ts";
import { recipientOf } from "../../sealing/suite.ts";
import { makeDevice, type NewDeviceParts } from "./new-device.ts";

const parts: NewDeviceParts = {
  founding: "a founding note",
  host: "https://host.example",
  mirrors: [],
  organisation: "6f9619ff-8b86-4011-b42d-00cf4fc964ff",
  role: "reader",
  admin: false,
  suite: "hybrid",
  language: "tg",
};

test("[EN6] only the public half of a device's keys is for others, and it fits the secret half", async () => {
  const { device, secrets } = await makeDevice(parts, randomBytes);
  const shown = JSON.stringify(device);
  for (const secret of [secrets.signingSeed, secrets.identity, secrets.storageKey]) assert.ok(!shown.includes(secret));
  const identity = SecretIdentity.parse(secrets.identity);
  assert.ok(identity);
  assert.equal(await recipientOf(identity), device.recipient);
  assert.equal(device.id, secrets.device);
});

test("[SL3] a reader has a key of the country's suite, a referrer an X25519 key for receipts", async () => {
  const suites = [];
  for (const role of ["reader", "referrer"] as const) {
    for (const suite of ["hybrid", "x25519"] as const) {
      const { device } = await makeDevice({ ...parts, role, suite }, randomBytes);
      suites.push(device.recipient.startsWith("age1pq1") ? "hybrid" : "x25519");
    }
  }
  assert.deepEqual(suites, ["hybrid", "x25519", "x25519", "x25519"]);
});

test("[DR4] a device's name is random, and no two devices share a secret", async () => {
  const [a, b] = [await makeDevice(parts, randomBytes), await makeDevice(parts, randomBytes)];
  assert.match(a.device.id, /^[0-9a-f]{32}$/);
  for (const name of ["device", "signingSeed", "identity", "storageKey"] as const)
    assert.notEqual(a.secrets[name], b.secrets[name]);
});
