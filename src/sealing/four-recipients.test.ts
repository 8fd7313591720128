// Always four recipients, in random order (SL2).
import assert from "node:assert/strict";
import test from "node:test";
import type { Suite } from "../core/directory-note.ts";
import { randomBytes } from "../crypto/random.ts";
import { fourRecipients } from "./four-recipients.ts";
import { generateIdentity, recipientOf, suiteOfRecipient } from "./suite.ts";

test("[SL2] there are always four recipients of the suite, the readers among them", async () => {
  for (const suite of ["x25519", "hybrid"] as const) {
    for (const count of [1, 2, 3, 4]) {
      const readers = await recipients(suite, count);
      const four = await fourRecipients(readers, suite, randomBytes);
      assert.equal(new Set(four).size, 4);
      assert.ok(four.every((recipient) => suiteOfRecipient(recipient) === suite));
      assert.ok(readers.every((reader) => four.includes(reader)));
    }
  }
});

test("[SL2] the thrown-away keys are new each time", async () => {
  const readers = await recipients("x25519", 1);
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++)
    for (const recipient of await fourRecipients(readers, "x25519", randomBytes)) seen.add(recipient);
  assert.equal(seen.size, 1 + 20 * 3);
});

test("[SL2] even random bytes give every order equally often", async () => {
  const readers = await recipients("x25519", 4);
  const timesByOrder = new Map<string, number>();
  // All outcomes of the draws from four, three and two; the draw from one takes any byte.
  for (const first of [0, 1, 2, 3]) {
    for (const second of [0, 1, 2]) {
      for (const third of [0, 1]) {
        const four = await fourRecipients(readers, "x25519", from([first, second, third, 0]));
        timesByOrder.set(four.join(), (timesByOrder.get(four.join()) ?? 0) + 1);
      }
    }
  }
  assert.deepEqual([...timesByOrder.values()], new Array(24).fill(1));
});

test("[SL2] a byte that would favour some orders is thrown away", async () => {
  const readers = await recipients("x25519", 4);
  const plain = await fourRecipients(readers, "x25519", from([0, 1, 0, 0]));
  // 255 is even among four and uneven among three.
  assert.deepEqual(await fourRecipients(readers, "x25519", from([0, 255, 1, 0, 0])), plain);
  await assert.rejects(fourRecipients(readers, "x25519", () => new Uint8Array(0)));
});

function recipients(suite: Suite, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, async () => recipientOf(await generateIdentity(suite))));
}

function from(bytes: number[]): () => Uint8Array {
  return () => Uint8Array.of(bytes.shift() ?? 0);
}
