// Shares of a secret: what any set of them gives, and what a wrong one does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "./random.ts";
import { joinShares, splitSecret } from "./shamir.ts";

test("any three of five shares give the secret back, and no two of them do", async () => {
  const secret = randomBytes(32);
  const shares = await splitSecret(Buffer.from(secret), 5, 3);
  for (let set = 1; set < 32; set++) {
    const some = shares.filter((_, i) => (set & (1 << i)) !== 0);
    const joined = await joinShares(some);
    const isBack = joined !== null && Buffer.compare(joined, secret) === 0;
    assert.equal(isBack, some.length >= 3, `${some.length} shares`);
  }
});

test("a wrong share gives another secret without an error, and what is no share gives none", async () => {
  const secret = randomBytes(32);
  const [one = secret, two = secret, three = secret] = await splitSecret(secret, 3, 3);
  const [other = secret] = await splitSecret(randomBytes(32), 3, 3);
  const wrong = two.slice();
  wrong[7] = (wrong[7] ?? 0) ^ 1;
  for (const set of [
    [one, wrong, three],
    [one, two, other],
  ]) {
    const joined = await joinShares(set);
    assert.ok(joined === null || Buffer.compare(joined, secret) !== 0);
  }
  assert.equal(await joinShares([one, one, three]), null, "one twice");
  assert.equal(await joinShares([one, two.slice(1), three]), null, "of another length");
  assert.equal(await joinShares([one]), null, "one alone");
});
