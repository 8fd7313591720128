// What every store of a host must do (ST1), as one suite: the SQLite inside Node and whatever a nation runs instead pass the same
// tests. The suite never looks behind the interface.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { LeafClass } from "../../src/log/leaf.ts";
import type { Batch, HostStore, StoredLeaf } from "../../src/server/store/host-store.ts";

/** One place where a store keeps its data: empty at first, opened as often as the suite likes. */
export interface StorePlace {
  open(): HostStore | Promise<HostStore>;
  end(): void | Promise<void>;
}

/**
 * Registers the suite for the stores that `place` makes, each test on a place of its own. A store of which nothing outlives
 * `close`, as in memory, does not last.
 */
export function testHostStore(
  name: string,
  place: () => StorePlace | Promise<StorePlace>,
  { lasts = true }: { readonly lasts?: boolean } = {},
): void {
  const rule = (text: string, check: (store: HostStore, at: StorePlace) => Promise<void>) =>
    test(`[ST1] ${name}: ${text}`, async (t) => {
      const at = await place();
      t.after(() => at.end());
      const store = await at.open();
      t.after(() => store.close().catch(() => undefined));
      await check(store, at);
    });

  rule("a new store is empty", async (store) => {
    assert.equal(await store.size(), 0);
    assert.deepEqual(await store.leaves(0, 10), []);
    assert.deepEqual(await store.bytesOf("case", 0, 10), []);
    assert.equal(await store.findLeaf(hash("record")), null);
    assert.equal(await store.tokenDevice(hash("token")), null);
    assert.equal(await store.signedHead(), null);
    assert.equal(await store.publishedHead(), null);
    assert.deepEqual([await store.oldLeaves(), await store.moveOldLeaves()], [0, false]);
  });

  rule("what a batch holds is there, in its order and class, byte for byte", async (store) => {
    const first = [leaf("directory", "founding"), leaf("case", "record 1"), leaf("receipt", "record 2")];
    const second = [leaf("case", "record 3"), leaf("public", "record 4")];
    await store.commit(batch(0, first));
    await store.commit(batch(3, second));
    assert.equal(await store.size(), 5);
    const all = [...first, ...second];
    assert.deepEqual(await plainLeaves(store, 0, 5), all.map(plainLeaf));
    assert.deepEqual(
      (await store.stored(1, 9)).map((one) => [plainLeaf(one), [...one.bytes]]),
      all.slice(1).map((one) => [plainLeaf(one), [...one.bytes]]),
    );
    for (const [index, { hash }] of all.entries()) assert.equal(await store.findLeaf(hash), index);
    await store.addTokens("device a", 1, [hash("token 1"), hash("token 2")], 5);
    const asked = ["record 4", "none", "record 1", "record 1"].map((text, i) => ({
      hash: hash(text),
      token: i === 2 ? null : hash(`token ${i}`),
    }));
    assert.deepEqual(await store.lookUp(asked), [
      { leaf: 4, device: null },
      { leaf: null, device: "device a" },
      { leaf: 1, device: null },
      { leaf: 1, device: null },
    ]);
    assert.deepEqual(await store.lookUp([]), []);
    assert.deepEqual(await texts(store, "case", 0, 5), ["record 1", "record 3"]);
    assert.deepEqual(await texts(store, "directory", 0, 5), ["founding"]);
    assert.deepEqual(await store.signedHead(), { size: 5, note: "checkpoint 5" });
  });

  rule("bytes that rotted are put right, and nothing else is touched", async (store) => {
    await store.commit(batch(0, [leaf("case", "record 1"), leaf("case", "rotten 2"), leaf("case", "record 3")]));
    await store.mend(1, encodeUtf8("record 2"));
    assert.deepEqual(await texts(store, "case", 0, 3), ["record 1", "record 2", "record 3"]);
    assert.equal(await store.findLeaf(hash("rotten 2")), 1, "the leaf is what it was");
  });

  rule("ranges are half open, may reach beyond the end and may be empty", async (store) => {
    const leaves = Array.from({ length: 600 }, (_, i) => leaf(i % 3 === 0 ? "receipt" : "case", `record ${i}`));
    await store.commit(batch(0, leaves));
    assert.deepEqual(await plainLeaves(store, 255, 258), leaves.slice(255, 258).map(plainLeaf));
    assert.deepEqual(await plainLeaves(store, 598, 700), leaves.slice(598).map(plainLeaf));
    assert.deepEqual(await store.leaves(600, 700), []);
    assert.deepEqual(await store.leaves(5, 5), []);
    assert.deepEqual(await texts(store, "receipt", 3, 10), ["record 3", "record 6", "record 9"]);
    assert.deepEqual(await texts(store, "receipt", 3, 9), ["record 3", "record 6"]);
    assert.deepEqual(await texts(store, "public", 0, 600), []);
  });

  rule("bytes of any size and any value come back as they were", async (store) => {
    const large = { class: "case", bytes: new Uint8Array(65_536).map((_, i) => (i * 31) % 256) } as const;
    const small = { class: "case", bytes: Uint8Array.of(0) } as const;
    const view = { class: "case", bytes: new Uint8Array(10).map((_, i) => i).subarray(3, 7) } as const;
    const leaves = [large, small, view].map((l) => ({ ...l, hash: sha256(l.bytes) }));
    await store.commit(batch(0, leaves));
    const lengths = leaves.map(({ bytes }, index) => ({ index, length: bytes.length }));
    assert.deepEqual(await store.lengthsOf("case", 0, 3), lengths);
    assert.deepEqual(await store.lengthsOf("case", 1, 2), lengths.slice(1, 2));
    assert.deepEqual(await store.lengthsOf("receipt", 0, 3), []);
    const stored = await store.bytesOf("case", 0, 3);
    assert.deepEqual(
      stored.map((bytes) => [...bytes]),
      leaves.map(({ bytes }) => [...bytes]),
    );
  });

  rule("a batch is written whole or not at all: bytes that are already there", async (store) => {
    await prepare(store);
    const before = await snapshot(store);
    await assert.rejects(store.commit(batch(2, [leaf("case", "new"), leaf("case", "record")], [hash("token 1")])));
    await assert.rejects(store.commit(batch(2, [leaf("case", "twin"), leaf("case", "twin")], [hash("token 1")])));
    // The same bytes in another class are the same bytes.
    await assert.rejects(store.commit(batch(2, [leaf("receipt", "record")], [hash("token 1")])));
    assert.deepEqual(await snapshot(store), before);
  });

  rule("a batch is written whole or not at all: a token that is not there", async (store) => {
    await prepare(store);
    const before = await snapshot(store);
    const unknown = batch(2, [leaf("case", "new")], [hash("token 1"), hash("no token")]);
    const twice = batch(2, [leaf("case", "new")], [hash("token 1"), hash("token 1")]);
    await assert.rejects(store.commit(unknown));
    await assert.rejects(store.commit(twice));
    assert.deepEqual(await snapshot(store), before);
  });

  rule("a batch is written whole or not at all: one that does not begin at the present size", async (store) => {
    await prepare(store);
    const before = await snapshot(store);
    for (const start of [0, 1, 3, 9]) {
      await assert.rejects(store.commit(batch(start, [leaf("case", "new")], [hash("token 1")])), `${start}`);
    }
    assert.deepEqual(await snapshot(store), before);
  });

  rule(
    "[LG4] a checkpoint is signed over what was written: the leaves as they are read back in the same transaction",
    async (store) => {
      await prepare(store);
      const leaves = [leaf("case", "new"), leaf("receipt", "newer")];
      const seen: StoredLeaf[] = [];
      const sign = (written: readonly StoredLeaf[]) => {
        seen.push(...written);
        return "signed late";
      };
      await store.commit({ leaves, spent: [], checkpoint: { size: 4, sign } });
      assert.deepEqual(
        seen.map((one) => [plainLeaf(one), [...one.bytes]]),
        leaves.map((one) => [plainLeaf(one), [...one.bytes]]),
      );
      assert.deepEqual(await store.signedHead(), { size: 4, note: "signed late" });
    },
  );

  rule("[ST5] who signs a checkpoint hears which signed head it comes after", async (store) => {
    const heads: unknown[] = [];
    for (const size of [1, 2]) {
      const sign = (_: readonly StoredLeaf[], before: unknown) => {
        heads.push(before);
        return `signed ${size}`;
      };
      await store.commit({ leaves: [leaf("case", `new ${size}`)], spent: [], checkpoint: { size, sign } });
    }
    assert.deepEqual(heads, [null, { size: 1, note: "signed 1" }]);
  });

  rule("[LG4] a batch is written whole or not at all: one that is not signed", async (store) => {
    await prepare(store);
    const before = await snapshot(store);
    const sign = () => {
      throw new Error("out");
    };
    const refused = { leaves: [leaf("case", "new")], spent: [hash("token 1")], checkpoint: { size: 3, sign } };
    await assert.rejects(store.commit(refused));
    assert.deepEqual(await snapshot(store), before);
  });

  rule("[LG4x] while a batch waits for its signature nobody finds a part of it", async (store) => {
    await prepare(store);
    const before = await snapshot(store);
    const signing = await startSigning(store, batch(2, [leaf("case", "new")], [hash("token 1")]));
    const asked = () => Promise.all([snapshot(store), store.lookUp([{ hash: hash("new"), token: hash("token 1") }])]);
    const meanwhile = asked();
    await turns();
    signing.refuse(new Error("out"));
    assert.equal(await signing.isCommitted, false);
    for (const [whole, found] of [await meanwhile, await asked()]) {
      assert.deepEqual(whole, before);
      assert.deepEqual(found, [{ leaf: null, device: "device a" }]);
    }
  });

  rule("[LG4x] what others write while a batch waits for its signature does not hang on the batch", async (store) => {
    await prepare(store);
    const { size, signed } = await snapshot(store);
    const signing = await startSigning(store, batch(2, [leaf("case", "new")], [hash("token 1")]));
    const written = Promise.all([
      store.publish({ size: 2, note: "cosigned 2" }),
      store.keepShown({ size: 9, note: "shown 9" }),
      store.mend(1, encodeUtf8("mended")),
      store.dropTokens("device nobody has"),
      store.addTokens("device b", 7, [hash("b 1")], 5),
      store.useOnce(hash("used"), 100, 50),
      store.challengeKey(hash("key")),
      store.moveOldLeaves(),
    ]);
    await turns();
    signing.refuse(new Error("out"));
    assert.equal(await signing.isCommitted, false);
    await written;
    const after = await snapshot(store);
    assert.deepEqual([after.size, after.signed, after.cases], [size, signed, ["mended"]]);
    assert.deepEqual(
      [after.published, await store.shownHead()],
      [
        { size: 2, note: "cosigned 2" },
        { size: 9, note: "shown 9" },
      ],
    );
    assert.equal(await store.tokenDevice(hash("b 1")), "device b");
    assert.equal(await store.useOnce(hash("used"), 100, 50), false);
    assert.deepEqual(new Uint8Array(await store.challengeKey(hash("another"))), hash("key"));
  });

  rule("[LG4x] a batch that comes while another one waits for its signature is written after it", async (store) => {
    const signing = await startSigning(store, batch(0, [leaf("case", "first")]));
    const heads: unknown[] = [];
    const sign = async (_: readonly StoredLeaf[], before: unknown) => {
      heads.push(before);
      return "signed 2";
    };
    const second = store.commit({ leaves: [leaf("case", "second")], spent: [], checkpoint: { size: 2, sign } });
    await turns();
    assert.deepEqual(heads, []);
    signing.sign("signed 1");
    assert.equal(await signing.isCommitted, true);
    await second;
    assert.deepEqual(heads, [{ size: 1, note: "signed 1" }]);
    assert.deepEqual(await store.signedHead(), { size: 2, note: "signed 2" });
  });

  rule("after a refused batch the next one goes through", async (store) => {
    await prepare(store);
    await assert.rejects(store.commit(batch(2, [leaf("case", "record")])));
    await store.commit(batch(2, [leaf("case", "new")], [hash("token 1")]));
    assert.equal(await store.size(), 3);
    assert.equal(await store.tokenDevice(hash("token 1")), null);
    assert.deepEqual(await store.signedHead(), { size: 3, note: "checkpoint 3" });
  });

  rule("a token is spent once, and belongs to the device that drew it", async (store) => {
    await store.addTokens("device a", 1, [hash("a 1"), hash("a 2")], 10);
    await store.addTokens("device b", 1, [hash("b 1")], 10);
    assert.equal(await store.tokenDevice(hash("a 1")), "device a");
    assert.equal(await store.tokenDevice(hash("b 1")), "device b");
    await store.commit(batch(0, [leaf("case", "record")], [hash("a 1")]));
    assert.equal(await store.tokenDevice(hash("a 1")), null);
    assert.equal(await store.tokenDevice(hash("a 2")), "device a");
    await assert.rejects(store.commit(batch(1, [leaf("case", "next")], [hash("a 1")])));
  });

  rule("dropping a device's tokens leaves those of others", async (store) => {
    await store.addTokens("device a", 1, [hash("a 1"), hash("a 2")], 10);
    await store.addTokens("device b", 1, [hash("b 1")], 10);
    await store.dropTokens("device a");
    assert.equal(await store.tokenDevice(hash("a 1")), null);
    assert.equal(await store.tokenDevice(hash("a 2")), null);
    assert.equal(await store.tokenDevice(hash("b 1")), "device b");
    await store.dropTokens("device nobody has");
  });

  rule("a day's quota counts spent and dropped tokens, by device and day, and refuses whole", async (store) => {
    const tokens = (name: string, count: number) => Array.from({ length: count }, (_, i) => hash(`${name} ${i}`));
    assert.equal(await store.addTokens("device a", 7, tokens("a", 3), 5), true);
    await store.commit(batch(0, [leaf("case", "record")], [hash("a 0")]));
    await store.dropTokens("device a");
    assert.equal(await store.addTokens("device a", 7, tokens("b", 3), 5), false);
    assert.equal(await store.tokenDevice(hash("b 0")), null, "nothing of a refused draw is there");
    assert.equal(await store.addTokens("device a", 7, tokens("b", 2), 5), true);
    assert.equal(await store.addTokens("device a", 7, tokens("c", 1), 5), false);
    assert.equal(await store.addTokens("device b", 7, tokens("c", 5), 5), true);
    assert.equal(await store.addTokens("device a", 8, tokens("d", 5), 5), true);
    assert.equal(await store.addTokens("device a", 7, tokens("e", 1), 5), false, "yesterday stays counted");
  });

  rule("draws at the same moment do not add up to more than the quota", async (store) => {
    const draws = Array.from({ length: 10 }, (_, i) =>
      store.addTokens("device a", 7, [hash(`${i} 1`), hash(`${i} 2`)], 5),
    );
    assert.equal((await Promise.all(draws)).filter((drawn) => drawn).length, 2);
  });

  rule("a token that exists is not handed out again", async (store) => {
    await store.addTokens("device a", 7, [hash("token")], 5);
    await assert.rejects(store.addTokens("device b", 7, [hash("other"), hash("token")], 5));
    assert.equal(await store.tokenDevice(hash("token")), "device a");
    assert.equal(await store.tokenDevice(hash("other")), null);
    assert.equal(await store.addTokens("device b", 7, [hash("1"), hash("2"), hash("3")], 3), true);
  });

  rule("what was used is used until its time is over, and only then forgotten", async (store) => {
    assert.equal(await store.useOnce(hash("a"), 100, 50), true);
    assert.equal(await store.useOnce(hash("a"), 100, 60), false);
    assert.equal(await store.useOnce(hash("b"), 200, 100), true);
    assert.equal(await store.useOnce(hash("a"), 100, 100), false, "it is over after 100");
    assert.equal(await store.useOnce(hash("c"), 300, 150), true);
    assert.equal(await store.useOnce(hash("a"), 400, 150), true, "forgotten");
    assert.equal(await store.useOnce(hash("b"), 200, 150), false);
  });

  rule("the key of the challenges is the first that was given", async (store) => {
    assert.deepEqual(new Uint8Array(await store.challengeKey(hash("one"))), hash("one"));
    assert.deepEqual(new Uint8Array(await store.challengeKey(hash("two"))), hash("one"));
  });

  rule("the signed and the published head are kept apart", async (store) => {
    await store.commit(batch(0, [leaf("case", "record")]));
    assert.equal(await store.publishedHead(), null);
    await store.publish({ size: 1, note: "cosigned 1" });
    await store.publish({ size: 1, note: "cosigned 1 again" });
    await store.commit(batch(1, [leaf("case", "next")]));
    assert.deepEqual(await store.publishedHead(), { size: 1, note: "cosigned 1 again" });
    assert.deepEqual(await store.signedHead(), { size: 2, note: "checkpoint 2" });
  });

  rule("a closed store takes nothing more", async (store) => {
    await store.close();
    await assert.rejects(store.commit(batch(0, [leaf("case", "record")])));
    await assert.rejects(store.publish({ size: 1, note: "cosigned" }));
  });

  if (!lasts) return;
  rule(
    "[LG4x] who closes the store while a batch waits for its signature closes it behind the batch",
    async (store, at) => {
      const signing = await startSigning(store, batch(0, [leaf("case", "record")]));
      const closed = store.close();
      await turns();
      signing.sign("signed late");
      await Promise.all([signing.isCommitted, closed]);
      const again = await at.open();
      try {
        assert.deepEqual(await again.signedHead(), { size: 1, note: "signed late" });
        assert.deepEqual(await texts(again, "case", 0, 1), ["record"]);
      } finally {
        await again.close();
      }
    },
  );

  rule("opened again it has all of it", async (store, at) => {
    await prepare(store);
    await store.publish({ size: 1, note: "cosigned 1" });
    await store.addTokens("device c", 7, [hash("token c")], 1);
    await store.useOnce(hash("used"), 100, 50);
    await store.challengeKey(hash("key"));
    const before = await snapshot(store);
    await store.close();
    const again = await at.open();
    try {
      assert.deepEqual(await snapshot(again), before);
      assert.equal(await again.addTokens("device c", 7, [hash("one too many")], 1), false);
      assert.equal(await again.useOnce(hash("used"), 100, 50), false);
      assert.deepEqual(new Uint8Array(await again.challengeKey(hash("another"))), hash("key"));
      await again.commit(batch(2, [leaf("case", "new")], [hash("token 1")]));
      assert.equal(await again.size(), 3);
    } finally {
      await again.close();
    }
  });
}

/** Two leaves and two tokens. */
async function prepare(store: HostStore): Promise<void> {
  await store.commit(batch(0, [leaf("directory", "founding"), leaf("case", "record")]));
  await store.addTokens("device a", 7, [hash("token 1"), hash("token 2")], 10);
}

/** Begins to write a batch; resolves once its leaves are written and its signature is waited for. */
async function startSigning(store: HostStore, { leaves, spent, checkpoint: { size } }: Batch) {
  const asked = Promise.withResolvers<void>();
  const signature = Promise.withResolvers<string>();
  const sign = () => {
    asked.resolve();
    return signature.promise;
  };
  const isCommitted = store.commit({ leaves, spent, checkpoint: { size, sign } }).then(
    () => true,
    () => false,
  );
  await asked.promise;
  return { isCommitted, sign: signature.resolve, refuse: signature.reject };
}

/** Long enough for whatever does not wait for anything. */
async function turns(): Promise<void> {
  for (let i = 0; i < 20; i++) await setImmediate();
}

/** All that a refused batch must not change. */
async function snapshot(store: HostStore) {
  return {
    size: await store.size(),
    leaves: await plainLeaves(store, 0, 100),
    cases: await texts(store, "case", 0, 100),
    receipts: await texts(store, "receipt", 0, 100),
    tokens: await Promise.all(["token 1", "token 2", "token c"].map((token) => store.tokenDevice(hash(token)))),
    signed: await store.signedHead(),
    published: await store.publishedHead(),
  };
}

function batch(start: number, leaves: readonly StoredLeaf[], spent: readonly Uint8Array[] = []): Batch {
  const size = start + leaves.length;
  return { leaves, spent, checkpoint: { size, note: `checkpoint ${size}` } };
}

function leaf(leafClass: LeafClass, text: string): StoredLeaf {
  const bytes = encodeUtf8(text);
  return { class: leafClass, hash: sha256(bytes), bytes };
}

async function plainLeaves(store: HostStore, from: number, to: number): Promise<unknown> {
  return (await store.leaves(from, to)).map(plainLeaf);
}

function plainLeaf(leaf: { readonly class: LeafClass; readonly hash: Uint8Array }): unknown {
  return [leaf.class, ...leaf.hash];
}

async function texts(store: HostStore, leafClass: LeafClass, from: number, to: number): Promise<readonly string[]> {
  return (await store.bytesOf(leafClass, from, to)).map((bytes) => Buffer.from(bytes).toString());
}

function hash(text: string): Uint8Array {
  return sha256(encodeUtf8(text));
}
