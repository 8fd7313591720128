// What a host takes into the log and what it refuses (LG1, LG4), on real SQLite and with real envelopes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { exampleService } from "../../test/support/example-service.ts";
import {
  foundExampleCountry,
  postId,
  sealedCases,
  sealedReceipt,
  shelterId,
  TestHost,
} from "../../test/support/host.ts";
import { fullRow } from "../../test/support/record-notes.ts";
import { until } from "../../test/support/until.ts";
import type { PublicContent } from "../core/directory-note.ts";
import { isProblem, type ProblemCode } from "../core/problem.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { parseLeaf } from "../log/leaf.ts";
import { signPublicNote } from "../note/directory-note.ts";
import type { SubmissionResult } from "../protocol/submission.ts";
import { dailyTokens, signTokenRequest } from "../protocol/token-request.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import { Host } from "./host.ts";
import type { HostStore } from "./store/host-store.ts";
import { openSqliteHostStore } from "./store/sqlite-host-store.ts";

test("[LG4] the same bytes again get a fresh proof of the same leaf, and no token is spent", async (t) => {
  const at = await TestHost.start(t);
  const [a, b, c] = await three();
  const [t1, t2, t3] = await at.draw(3);
  const first = at.verify(await at.host.submit({ token: t1 ?? null, bytes: a }), a);
  at.verify(await at.host.submit({ token: t2 ?? null, bytes: b }), b);
  for (const token of [t3 ?? null, t1 ?? null, null, randomBytes(16)]) {
    const again = at.verify(await at.host.submit({ token, bytes: a }), a);
    assert.equal(again.index, first.index);
    assert.equal(again.checkpoint.size, 3, "the proof is of today's tree");
  }
  assert.equal(at.verify(await at.host.submit({ token: t3 ?? null, bytes: c }), c).index, 3);
});

test("[LG4] the same bytes many times at once are one leaf and cost one token", async (t) => {
  const at = await TestHost.start(t);
  const [a] = await three();
  const tokens = await at.draw(20);
  const results = await Promise.all(tokens.map((token) => at.host.submit({ token, bytes: a })));
  assert.deepEqual(new Set(results.map((result) => at.verify(result, a).index)), new Set([1]));
  assert.equal(at.host.tree.size, 2);
  const alive = await Promise.all(tokens.map((token) => at.store.tokenDevice(sha256(token))));
  assert.equal(alive.filter((device) => device !== null).length, 19);
});

test("[LG4] a token is good for one leaf, one after the other and at once", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(12);
  const [token] = await at.draw(1);
  const results = await Promise.all(items.map((bytes) => at.host.submit({ token: token ?? null, bytes })));
  assert.deepEqual(results.slice(1).map(codeOf), Array(11).fill("token-unknown"));
  at.verify(results[0], items[0] ?? assert.fail());
  const [, late] = items;
  assert.equal(codeOf(await at.host.submit({ token: token ?? null, bytes: late ?? assert.fail() })), "token-unknown");
  assert.equal(at.host.tree.size, 2);
});

test("[LG4] sealed bytes need a token that this host handed out", async (t) => {
  const at = await TestHost.start(t);
  const [a] = await three();
  assert.equal(codeOf(await at.host.submit({ token: null, bytes: a })), "token-needed");
  assert.equal(codeOf(await at.host.submit({ token: randomBytes(16), bytes: a })), "token-unknown");
  const other = await TestHost.start(t);
  const [token] = await other.draw(1);
  assert.equal(codeOf(await at.host.submit({ token: token ?? null, bytes: a })), "token-unknown");
  assert.equal(at.host.tree.size, 1);
});

test("[LG4] an open note of the record or of a capacity spends a token like sealed bytes; without one nothing of it is kept", async (t) => {
  const at = await TestHost.start(t);
  const [first, second] = at.country.shelter;
  const set = at.note("service.set", { service: exampleService(serviceId, shelterId) }, [first]);
  at.verify(await at.host.submit(set), set.bytes, "directory");
  const capacity = { service_id: serviceId, unit: "bed", available: 1, maximum: 2 } as const;
  const notes = [
    ["public", recordNote(at, 1)],
    ["update", publicNote(at, "capacity", { capacity })],
  ] as const;
  for (const [leafClass, note] of notes) {
    const before = at.host.tree.size;
    const [token, other] = await at.draw(2, second);
    assert.equal(codeOf(await at.host.submit({ token: null, bytes: note })), "token-needed");
    assert.equal(codeOf(await at.host.submit({ token: randomBytes(16), bytes: note })), "token-unknown");
    assert.equal(at.host.tree.size, before);
    // Nothing stuck of the refused note (its salt would make this a repeated one), and any device's token carries it.
    at.verify(await at.host.submit({ token: token ?? null, bytes: note }), note, leafClass);
    assert.equal(at.host.tree.size, before + 1);
    const next = recordNote(at, 2);
    assert.equal(codeOf(await at.host.submit({ token: token ?? null, bytes: next })), "token-unknown", "spent");
    const mayNot = publicNote(at, "record", { ...batch(3), register: "law", rows: [fullRow("law")] });
    assert.equal(codeOf(await at.host.submit({ token: other ?? null, bytes: mayNot })), "not-authorised");
    at.verify(await at.host.submit({ token: other ?? null, bytes: next }), next, "public");
  }
  // One token for two notes at once carries one of them.
  const [token] = await at.draw(1, first);
  const pair = await Promise.all([4, 5].map((n) => at.host.submit({ token: token ?? null, bytes: recordNote(at, n) })));
  assert.deepEqual(pair.map(codeOf).sort(), ["logged", "token-unknown"]);
  const [dead] = await at.draw(1, second);
  const revoked = at.note("device.revoke", { device: second.name, reason: "lost" }, [first]);
  const [, late] = await Promise.all([
    at.host.submit(revoked),
    at.host.submit({ token: dead ?? null, bytes: recordNote(at, 6) }),
  ]);
  assert.equal(codeOf(late), "device-revoked");
});

test("[LG4] a flood of open notes ends with the day's 400 tokens", async (t) => {
  const at = await TestHost.start(t);
  const [signer] = at.country.shelter;
  const tokens = await at.draw(dailyTokens, signer);
  await assert.rejects(at.draw(1, signer), stating("quota-exceeded"));
  const results = await Promise.all(
    [...tokens, null, ...tokens.slice(0, 99)].map((token, n) => at.host.submit({ token, bytes: recordNote(at, n) })),
  );
  assert.equal(results.filter((result) => codeOf(result) === "logged").length, 400);
  assert.equal(at.host.tree.size, 401);
});

test("[LG4] a refused item spends nothing", async (t) => {
  const at = await TestHost.start(t);
  const [a] = await three();
  const [token] = await at.draw(1);
  assert.equal(codeOf(await at.host.submit({ token: token ?? null, bytes: a.subarray(1) })), "unknown-shape");
  at.verify(await at.host.submit({ token: token ?? null, bytes: a }), a);
});

test("[LG1] the class of a leaf follows from the shape of its bytes, whatever token comes with them", async (t) => {
  const at = await TestHost.start(t, { suite: "hybrid" });
  const [sealed] = await sealedCases(1, "hybrid");
  const receipt = await sealedReceipt();
  assert.equal(sealed?.length, 12_288);
  at.verify(await at.post(sealed ?? assert.fail()), sealed ?? assert.fail(), "case");
  at.verify(await at.post(receipt), receipt, "receipt");
  const suspend = at.note("organisation.suspend", { organisation: postId }, at.country.seats.slice(0, 2));
  const [token] = await at.draw(1, at.country.shelter[0]);
  at.verify(await at.host.submit({ ...suspend, token: token ?? null }), suspend.bytes, "directory");
  const time = timeNote(at);
  at.verify(await at.host.submit({ token: null, bytes: time }), time, "update");
  const classes = (await at.store.leaves(0, 9)).map((leaf) => leaf.class);
  assert.deepEqual(classes, ["directory", "case", "receipt", "directory", "update"]);
});

test("[LG4] what has no shape of ours is refused: sizes off by one, the other suite, plain text, nothing", async (t) => {
  const at = await TestHost.start(t);
  const [a] = await three();
  const [hybrid] = await sealedCases(1, "hybrid");
  const shapes: Readonly<Record<string, Uint8Array>> = {
    "one byte less": a.subarray(0, -1),
    "one byte more": Buffer.concat([a, Buffer.of(0)]),
    "the other suite": hybrid ?? assert.fail(),
    "another header": Buffer.concat([Buffer.from("age-encryption.org/v2"), a.subarray(21)]),
    "an armoured file": Buffer.from(`-----BEGIN AGE ENCRYPTED FILE-----\n${"A".repeat(4_060)}\n`),
    "plain text": Buffer.from("thirty love"),
    noise: randomBytes(4_096),
    zeros: new Uint8Array(65_536),
  };
  for (const [name, bytes] of Object.entries(shapes)) {
    const [token] = await at.draw(1);
    assert.equal(codeOf(await at.host.submit({ token: token ?? null, bytes })), "unknown-shape", name);
  }
  assert.equal(at.host.tree.size, 1);
});

test("[LG4] a note in clear is admitted when the directory lets its signers say it, and then it holds", async (t) => {
  const at = await TestHost.start(t);
  const { shelter, seats, post } = at.country;
  const device = await newReader();
  const enrol = { organisation: shelterId, device };
  const refused: readonly (readonly [string, Parameters<typeof at.note<"device.enrol">>[2], ProblemCode<"host">])[] = [
    ["one admin", [shelter[0]], "not-authorised"],
    ["the post", [post, shelter[0]], "not-authorised"],
    ["the council alone", seats, "not-authorised"],
    ["nobody", [], "malformed-note"],
    ["a stranger", [shelter[0], { name: encodeHex(randomBytes(16)), seed: randomBytes(32) }], "malformed-note"],
    ["a key under another's name", [shelter[0], { name: shelter[1].name, seed: randomBytes(32) }], "malformed-note"],
  ];
  for (const [who, signers, code] of refused) {
    const item = signers.length === 0 ? unsigned(at.note("device.enrol", enrol, [shelter[0]])) : null;
    assert.equal(codeOf(await at.host.submit(item ?? at.note("device.enrol", enrol, signers))), code, who);
    assert.equal(at.host.directory.device(device.id), null, who);
  }
  assert.equal(at.host.tree.size, 1);
  const item = at.note("device.enrol", enrol, shelter);
  at.verify(await at.host.submit(item), item.bytes, "directory");
  assert.equal(at.host.directory.device(device.id)?.enrolled, 1);
});

test("[LG4] notes of another country, the founding note of another and a note said before are refused", async (t) => {
  const at = await TestHost.start(t);
  const elsewhere = await TestHost.start(t);
  const other = elsewhere.note("organisation.suspend", { organisation: postId }, at.country.seats);
  assert.equal(codeOf(await at.host.submit(other)), "malformed-note");
  const foreign = await foundExampleCountry();
  const founding = { token: null, bytes: encodeUtf8(foreign.founding.note) };
  assert.equal(codeOf(await at.host.submit(founding)), "malformed-note");
  const own = { token: null, bytes: encodeUtf8(at.country.founding.note) };
  assert.equal(at.verify(await at.host.submit(own), own.bytes, "directory").index, 0);

  const revoke = at.note(
    "device.revoke",
    { device: at.country.post.name, reason: "lost" },
    at.country.seats.slice(0, 2),
  );
  const text = Buffer.from(revoke.bytes).toString();
  at.verify(await at.host.submit(revoke), revoke.bytes, "directory");
  // The same statement with its signatures in another order has another hash, and says nothing new.
  const [head, lines] = [text.slice(0, text.indexOf("\n\n") + 2), text.trimEnd().split("\n").slice(-2)];
  const turned = encodeUtf8(`${head}${lines.toReversed().join("\n")}\n`);
  assert.equal(codeOf(await at.host.submit({ token: null, bytes: turned })), "not-authorised");
});

test("[LG4] revocation kills tokens from its leaf on, in the same batch too", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(4);
  const tokens = await at.draw(5);
  const revoke = at.note(
    "device.revoke",
    { device: at.country.post.name, reason: "stolen" },
    at.country.seats.slice(0, 2),
  );
  const sealed = items.map((bytes, i) => ({ token: tokens[i] ?? null, bytes }));
  const [before, , after, last] = await Promise.all(
    [sealed[0], revoke, sealed[1], sealed[2]].map((item) => at.host.submit(item ?? assert.fail())),
  );
  at.verify(before, items[0] ?? assert.fail());
  assert.equal(codeOf(after), "device-revoked");
  assert.equal(codeOf(last), "device-revoked");
  assert.equal(codeOf(await at.host.submit(sealed[3] ?? assert.fail())), "token-unknown");
  await assert.rejects(at.draw(1), stating("device-revoked"));
  // Its bytes are still what they are: another device may carry them.
  const [token] = await at.draw(1, at.country.shelter[0]);
  at.verify(
    await at.host.submit({ token: token ?? null, bytes: items[3] ?? assert.fail() }),
    items[3] ?? assert.fail(),
  );
});

test("[LG4] the tokens of a suspended organisation are dead", async (t) => {
  const at = await TestHost.start(t);
  const [a] = await three();
  const [token] = await at.draw(1);
  await at.host.submit(at.note("organisation.suspend", { organisation: postId }, at.country.seats.slice(0, 2)));
  assert.equal(codeOf(await at.host.submit({ token: token ?? null, bytes: a })), "device-revoked");
  await assert.rejects(at.draw(1), stating("device-revoked"));
});

test("[LG4] a device draws a day's quota and no more, at once too, and another device has its own", async (t) => {
  const at = await TestHost.start(t);
  const draws = Array.from({ length: 10 }, () => at.host.drawTokens(at.request(64, at.country.post)));
  const drawn = await Promise.allSettled(draws);
  assert.equal(drawn.filter((draw) => draw.status === "fulfilled").length, Math.floor(dailyTokens / 64));
  for (const draw of drawn) if (draw.status === "rejected") assert.ok(stating("quota-exceeded")(draw.reason));
  await at.draw(dailyTokens % 64);
  await assert.rejects(at.draw(1), stating("quota-exceeded"));
  assert.equal((await at.draw(dailyTokens, at.country.shelter[0])).length, dailyTokens);
  at.clock.now += 12 * 3_600_000 - 1;
  await assert.rejects(at.draw(1), stating("quota-exceeded"));
  at.clock.now += 1;
  assert.equal((await at.draw(dailyTokens)).length, dailyTokens);
});

test("[LG4] tokens are 16 random bytes, never twice", async (t) => {
  const at = await TestHost.start(t);
  const tokens = await at.draw(300);
  assert.ok(tokens.every((token) => token.length === 16));
  assert.equal(new Set(tokens.map((token) => encodeHex(token))).size, 300);
});

test("a token request needs a fresh challenge of this host, once, within ten minutes", async (t) => {
  const at = await TestHost.start(t);
  const { post } = at.country;
  const request = at.request(1, post);
  await at.host.drawTokens(request);
  await assert.rejects(at.host.drawTokens(request), stating("challenge-stale"));
  await assert.rejects(at.host.drawTokens(at.request(1, post, encodeHex(randomBytes(16)))), stating("challenge-stale"));
  const [late, later] = [at.request(1, post), at.request(1, post)];
  at.clock.now += 599_999;
  assert.equal((await at.host.drawTokens(late)).length, 1);
  at.clock.now += 1;
  await assert.rejects(at.host.drawTokens(later), stating("challenge-stale"));
  assert.equal((await at.host.drawTokens(at.request(1, post))).length, 1);
});

test("[LG4] whoever asks for many challenges takes nothing from a device that asked before", async (t) => {
  const at = await TestHost.start(t);
  const first = at.request(1, at.country.post);
  const others = new Set(Array.from({ length: 10_400 }, () => at.host.challenge()));
  assert.ok(others.size > 10_390);
  assert.equal((await at.host.drawTokens(first)).length, 1);
});

test("[LG4] a challenge is good in another process of the same host, once in all, and in no other host", async (t) => {
  const at = await TestHost.start(t);
  const [before, used] = [at.request(1, at.country.post), at.request(1, at.country.post)];
  await at.host.drawTokens(used);
  const again = await at.reopen(t);
  assert.equal((await again.host.drawTokens(before)).length, 1);
  for (const note of [before, used]) await assert.rejects(again.host.drawTokens(note), stating("challenge-stale"));
  const other = await TestHost.start(t);
  const foreign = again.request(1, at.country.post, other.host.challenge());
  await assert.rejects(again.host.drawTokens(foreign), stating("challenge-stale"));
});

test("[LG4] a challenge has one spelling, and none that was made up or comes from the future is taken", async (t) => {
  const at = await TestHost.start(t);
  const challenge = at.host.challenge();
  const changed = Array.from({ length: 32 }, (_, i) => {
    const digit = ((Number.parseInt(challenge[i] ?? "", 16) + 1) % 16).toString(16);
    return challenge.slice(0, i) + digit + challenge.slice(i + 1);
  });
  for (const other of changed)
    await assert.rejects(at.host.drawTokens(at.request(1, at.country.post, other)), stating("challenge-stale"));
  at.clock.now += 2_000;
  const later = at.request(1, at.country.post);
  at.clock.now -= 2_000;
  await assert.rejects(at.host.drawTokens(later), stating("challenge-stale"));
  assert.equal((await at.host.drawTokens(at.request(1, at.country.post, challenge))).length, 1);
});

test("[LG4] a device uses up no challenge of another one", async (t) => {
  const at = await TestHost.start(t);
  const challenge = at.host.challenge();
  await at.host.drawTokens(at.request(1, at.country.shelter[0], challenge));
  assert.equal((await at.host.drawTokens(at.request(1, at.country.post, challenge))).length, 1);
});

test("a token request needs the signature of an enrolled device, for this country", async (t) => {
  const at = await TestHost.start(t);
  const { post, shelter } = at.country;
  const stranger = { name: encodeHex(randomBytes(16)), seed: randomBytes(32) };
  const borrowed = { name: post.name, seed: shelter[0].seed };
  const elsewhere = signTokenRequest(
    "nation-host.example",
    { kind: "tokens", device: post.name, challenge: at.host.challenge(), at: "2026-01-15T12:00:00Z", count: 1 },
    post,
  );
  for (const note of [at.request(1, stranger), at.request(1, borrowed), elsewhere, "", "nonsense\n"]) {
    await assert.rejects(at.host.drawTokens(note), stating("bad-signature"));
  }
  const challenge = at.host.challenge();
  const good = at.request(1, post, challenge);
  await assert.rejects(at.host.drawTokens(good.replace('"count":1', '"count":2')), stating("bad-signature"));
  assert.equal((await at.host.drawTokens(good)).length, 1, "a refused request does not use up the challenge");
});

test("[LG4] 200 submissions at once all get proofs that verify, from far fewer checkpoints", async (t) => {
  const commits: number[] = [];
  const wrap = (store: HostStore): HostStore => ({
    ...store,
    commit: (batch) => {
      commits.push(batch.leaves.length);
      return store.commit(batch);
    },
  });
  const at = await TestHost.start(t, { wrap });
  const items = await sealedCases(200);
  const tokens = await at.draw(200);
  const results = await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  const proofs = results.map((result, i) => at.verify(result, items[i] ?? assert.fail()));
  assert.deepEqual(
    proofs.map((proof) => proof.index),
    items.map((_, i) => i + 1),
  );
  const checkpoints = new Set(proofs.map((proof) => proof.checkpoint.size));
  assert.ok(checkpoints.size <= 2, `${checkpoints.size} checkpoints`);
  assert.equal(commits.length, 1 + checkpoints.size);
});

test("a batch is bounded, and what is beyond goes into the next", async (t) => {
  const sizes: number[] = [];
  const wrap = (store: HostStore): HostStore => ({
    ...store,
    commit: (batch) => {
      sizes.push(batch.leaves.length);
      return store.commit(batch);
    },
  });
  const at = await TestHost.start(t, { wrap });
  const items = await sealedCases(700);
  const tokens = [...(await at.draw(400)), ...(await at.draw(300, at.country.shelter[0]))];
  const results = await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  for (const [i, bytes] of items.entries()) at.verify(results[i], bytes);
  assert.deepEqual(sizes, [1, 256, 256, 188]);
});

test("[LG4] no proof goes out before the bytes are durable, and no unsigned leaf is seen", async (t) => {
  const gate = Promise.withResolvers<void>();
  let gated = false;
  const wrap = (store: HostStore): HostStore => ({
    ...store,
    commit: async (batch) => {
      if (gated) await gate.promise;
      return store.commit(batch);
    },
  });
  const at = await TestHost.start(t, { wrap });
  const [a] = await three();
  const [token] = await at.draw(1);
  gated = true;
  let answered = false;
  const submitted = at.host.submit({ token: token ?? null, bytes: a }).finally(() => {
    answered = true;
  });
  for (let i = 0; i < 20; i++) await setImmediate();
  assert.equal(answered, false);
  assert.equal(at.host.head.size, 1);
  assert.equal((await at.app.request("/tile/0/000.p/2")).status, 404);
  assert.equal((await at.app.request("/tile/entries/000.p/2")).status, 404);
  assert.equal((await (await at.app.request("/pack/case/000")).arrayBuffer()).byteLength, 0);
  gate.resolve();
  at.verify(await submitted, a);
  assert.equal((await at.app.request("/tile/entries/000.p/2")).status, 200);
});

test("[LG4x] the thread goes on while the head of several leaves is signed, and that of a single one is signed at once", async (t) => {
  const waited: boolean[] = [];
  const wrap = (store: HostStore) =>
    signingBy(store, async (sign) => {
      let isSigned = false;
      const signed = sign().then((note) => {
        isSigned = true;
        return note;
      });
      // Whatever is done on this thread is done by then; what another one answers comes when the event loop turns.
      for (let i = 0; i < 100; i++) await null;
      waited.push(!isSigned);
      return signed;
    });
  const at = await TestHost.start(t, { wrap });
  const [a, ...others] = await sealedCases(4);
  at.verify(await at.post(a ?? assert.fail()), a ?? assert.fail());
  await postAtOnce(at, others);
  assert.deepEqual(waited, [false, false, true]);
});

test("[LG4x] [LG4g] while a head is signed requests are answered, nothing of its batch is seen, and what comes in is of the next one", async (t) => {
  const gate = Promise.withResolvers<void>();
  const signed: string[] = [];
  let isGated = false;
  const wrap = (store: HostStore) =>
    signingBy(store, async (sign) => {
      const note = await sign();
      signed.push(note);
      if (isGated) await gate.promise;
      return note;
    });
  const at = await TestHost.start(t, { wrap });
  const items = await sealedCases(5);
  const tokens = await at.draw(5);
  const answered: number[] = [];
  const submit = (from: number, to: number) =>
    items.slice(from, to).map(async (bytes, i) => {
      const result = await at.host.submit({ token: tokens[from + i] ?? null, bytes });
      answered.push(from + i);
      return at.verify(result, bytes);
    });
  isGated = true;
  const first = submit(0, 3);
  await until(() => signed.length === 2);
  const second = submit(3, 5);
  const round = at.witnessing.run();
  assert.equal((await at.app.request("/health")).status, 200);
  assert.equal((await at.app.request("/tile/0/000.p/1")).status, 200);
  for (const unseen of ["/tile/0/000.p/2", "/tile/entries/000.p/2", "/tile/entries/000.p/4"])
    assert.equal((await at.app.request(unseen)).status, 404);
  const pack = at.app.request("/pack/case/000");
  for (let i = 0; i < 20; i++) await setImmediate();
  assert.deepEqual([answered, at.host.head.size, signed.length], [[], 1, 2]);
  gate.resolve();
  const proofs = await Promise.all([...first, ...second]);
  assert.deepEqual(
    proofs.map(({ index, checkpoint: { size } }) => [index, size]),
    [1, 2, 3, 4, 5].map((index) => [index, index < 4 ? 4 : 6]),
  );
  // It was asked for when the head had one leaf.
  assert.equal((await (await pack).arrayBuffer()).byteLength, 0);
  await round;
  assert.deepEqual(
    signed.map((note) => Number(note.split("\n")[1])),
    [1, 4, 6],
  );
});

test("[LG4x] the head of a batch that was signed and not written is shown by nobody, and the log goes on without it", async (t) => {
  let isFull = false;
  const signed: string[] = [];
  const wrap = (store: HostStore) =>
    signingBy(store, async (sign) => {
      const note = await sign();
      if (!isFull) return note;
      signed.push(note);
      throw new Error("the disk is full");
    });
  const at = await TestHost.start(t, { wrap });
  await at.witnessing.run();
  const items = await sealedCases(4);
  const tokens = await at.draw(4);
  const submit = (from: number, to: number) =>
    Promise.all(items.slice(from, to).map((bytes, i) => at.host.submit({ token: tokens[from + i] ?? null, bytes })));
  isFull = true;
  const lost = submit(0, 3);
  await until(() => signed.length === 1);
  assert.deepEqual((await lost).map(codeOf), Array(3).fill("host-failed"));
  isFull = false;
  assert.deepEqual((await submit(3, 4)).map(codeOf), ["host-stopping"]);
  await at.witnessing.run();
  const shown = async () => [
    at.host.head.note,
    (await at.store.publishedHead())?.note,
    (await at.store.signedHead())?.note,
  ];
  assert.ok((await shown()).every((note) => note?.split("\n")[1] === "1"));
  await at.host.resume();
  const [fourth, ...others] = [...(await submit(3, 4)), ...(await submit(0, 3))];
  assert.equal(at.verify(fourth, items[3] ?? assert.fail()).index, 1);
  for (const [i, result] of others.entries()) assert.equal(at.verify(result, items[i] ?? assert.fail()).index, i + 2);
  await at.witnessing.run();
  assert.ok((await shown()).every((note) => note?.split("\n")[1] === "5"));
});

for (const count of [1, 3])
  test(`[LG4] [LG4h] bytes that are damaged between the door and the store are not signed, and nothing of their batch is kept (leaves of the batch: ${count})`, async (t) => {
    const sizes: number[] = [];
    let damages = false;
    const wrap = (store: HostStore): HostStore => ({
      ...store,
      commit: (batch) => {
        sizes.push(batch.leaves.length);
        // The hash was taken at the door; what the store holds of the last leaf differs in one bit.
        const bytes = damages ? batch.leaves.at(-1)?.bytes : undefined;
        if (bytes !== undefined) bytes[3000] = (bytes[3000] ?? 0) ^ 1;
        return store.commit(batch);
      },
    });
    const at = await TestHost.start(t, { wrap });
    const [a, ...others] = await sealedCases(1 + count);
    at.verify(await at.post(a ?? assert.fail()), a ?? assert.fail());
    const tokens = await at.draw(count);
    const before = await at.host.store.signedHead();
    damages = true;
    const submitted = others.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes: bytes.slice() }));
    assert.deepEqual((await Promise.all(submitted)).map(codeOf), Array(count).fill("host-failed"));
    assert.deepEqual(sizes, [1, 1, count]);
    assert.equal(at.host.accepts, false);
    assert.deepEqual(await at.host.store.signedHead(), before);
    assert.equal(at.host.head.note, before?.note);
    assert.equal(await at.host.store.size(), 2);
  });

test("after a failed write nothing is taken, what was signed is served, and a restart has every acknowledged leaf", async (t) => {
  let broken = false;
  const wrap = (store: HostStore): HostStore => ({
    ...store,
    commit: (batch) => (broken ? Promise.reject(new Error("the disk is full")) : store.commit(batch)),
  });
  const at = await TestHost.start(t, { wrap });
  const [a, b, c] = await three();
  at.verify(await at.post(a), a);
  const tokens = await at.draw(3);
  broken = true;
  const results = await Promise.all([b, c].map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  assert.deepEqual(results.map(codeOf), ["host-failed", "host-failed"]);
  assert.equal(at.host.accepts, false);
  assert.equal((await at.app.request("/health")).status, 503);
  broken = false;
  assert.equal(codeOf(await at.host.submit({ token: tokens[2] ?? null, bytes: b })), "host-stopping");
  assert.equal(at.host.head.size, 2);
  assert.equal((await at.app.request("/tile/0/000.p/3")).status, 404);
  assert.equal((await at.app.request("/tile/0/000.p/2")).status, 200);

  const again = await at.reopen(t);
  assert.equal(again.host.head.size, 2);
  assert.equal(again.verify(await again.host.submit({ token: null, bytes: a }), a).index, 1);
  again.verify(await again.host.submit({ token: tokens[0] ?? null, bytes: b }), b);
});

test("[LG4] after a failed write the host takes submissions again once the disk does, with the memory of what is stored and of nothing else", async (t) => {
  let isFull = false;
  let published = 0;
  const full = () => Promise.reject(new Error("the disk is full"));
  const wrap = (store: HostStore): HostStore => ({
    ...store,
    commit: (batch) => (isFull ? full() : store.commit(batch)),
    publish: (head) => {
      published += 1;
      return isFull ? full() : store.publish(head);
    },
    useOnce: (...use) => (isFull ? full() : store.useOnce(...use)),
  });
  const at = await TestHost.start(t, { wrap });
  await at.witnessing.run();
  const [a, b] = await three();
  at.verify(await at.post(a), a);
  const tokens = await at.draw(2);
  const { shelter, post } = at.country;
  const revoke = at.note("device.revoke", { device: post.name, reason: "lost" }, at.country.seats.slice(0, 2));
  const before = [at.host.head, at.host.tree.root(2)];
  isFull = true;
  const lost = await Promise.all([at.host.submit({ token: tokens[0] ?? null, bytes: b }), at.host.submit(revoke)]);
  assert.deepEqual(lost.map(codeOf), ["host-failed", "host-failed"]);
  await assert.rejects(at.host.resume(), /the disk is full/);
  assert.equal(at.host.accepts, false);
  isFull = false;
  await at.witnessing.run();
  published = 0;
  await at.host.resume();
  assert.equal(published, 0, "whoever publishes meanwhile is not overtaken by an older head");
  assert.deepEqual([at.host.head, at.host.tree.root(2), at.host.tree.size], [...before, 2]);
  assert.equal(at.host.directory.isActiveDevice(post.name, 2), true, "the revocation was never logged");
  assert.equal(at.verify(await at.host.submit({ token: tokens[0] ?? null, bytes: b }), b).index, 2);
  assert.equal(at.verify(await at.host.submit(revoke), revoke.bytes, "directory").index, 3);
  assert.equal(codeOf(await at.host.submit({ token: tokens[1] ?? null, bytes: (await three())[2] })), "token-unknown");
  assert.equal(at.host.directory.isActiveDevice(shelter[0].name, 4), true);
});

test("the reason of a failed write is reported to the operator", async (t) => {
  const reasons: unknown[] = [];
  const { founding, logSeed } = await foundExampleCountry();
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const host = await Host.open({
    founding,
    logSeed,
    store: { ...store, lookUp: () => Promise.reject(new Error("the disk is gone")) },
    clock: () => 0,
    randomBytes,
    onFailure: (error) => reasons.push(error),
  });
  assert.equal(codeOf(await host.submit({ token: null, bytes: encodeUtf8("out") })), "host-failed");
  assert.match(String(reasons[0]), /the disk is gone/);
});

test("a host does not open with the seed of another log", async (t) => {
  const { founding } = await foundExampleCountry();
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const parts = { founding, logSeed: randomBytes(32), store, clock: () => 0, randomBytes };
  await assert.rejects(Host.open(parts), /not the seed/);
  assert.equal(await store.size(), 0);
});

test("[LG1] the first leaf of a new log is the founding note, and all leaves have 33 bytes", async (t) => {
  const at = await TestHost.start(t);
  const [a] = await three();
  await at.post(a);
  const bundle = new Uint8Array(await (await at.app.request("/tile/entries/000.p/2")).arrayBuffer());
  assert.equal(bundle.length, 2 * 35);
  assert.equal(parseLeaf(bundle.subarray(2, 35))?.class, "directory");
  assert.equal(parseLeaf(bundle.subarray(37))?.class, "case");
  const pack = Buffer.from(await (await at.app.request("/pack/directory/000")).arrayBuffer());
  assert.equal(pack.subarray(4).toString(), at.country.founding.note);
});

/** The store, with something else around each signature. */
function signingBy(store: HostStore, around: (sign: () => Promise<string>) => Promise<string>): HostStore {
  return {
    ...store,
    commit: ({ checkpoint, ...batch }) => {
      if ("note" in checkpoint) return store.commit({ ...batch, checkpoint });
      const { size, sign } = checkpoint;
      return store.commit({ ...batch, checkpoint: { size, sign: (...given) => around(async () => sign(...given)) } });
    },
  };
}

/** Submits all of them at the same time; each is logged. */
async function postAtOnce(at: TestHost, items: readonly Uint8Array[]): Promise<void> {
  const tokens = await at.draw(items.length);
  const results = await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  for (const [i, bytes] of items.entries()) at.verify(results[i], bytes);
}

async function three(): Promise<readonly [Uint8Array, Uint8Array, Uint8Array]> {
  const [a, b, c] = await sealedCases(3);
  return a === undefined || b === undefined || c === undefined ? assert.fail() : [a, b, c];
}

function codeOf(result: SubmissionResult | undefined): ProblemCode<"host"> | "logged" | "nothing" {
  if (result === undefined) return "nothing";
  return "problem" in result ? result.problem : "logged";
}

function stating(code: ProblemCode<"host">): (error: unknown) => boolean {
  return (error) => isProblem(error, "host", code);
}

function unsigned(item: { readonly bytes: Uint8Array }): { readonly token: null; readonly bytes: Uint8Array } {
  const text = Buffer.from(item.bytes).toString();
  return { token: null, bytes: encodeUtf8(text.slice(0, text.indexOf("\n\n") + 2)) };
}

async function newReader() {
  const seed = randomBytes(32);
  return {
    id: encodeHex(randomBytes(16)),
    role: "reader" as const,
    admin: false,
    key: encodeBase64(ed25519PublicKey(seed)),
    recipient: await recipientOf(await generateIdentity("x25519")),
  };
}

const serviceId = "5e1a0000-0000-4000-8000-000000000001";

function batch(n: number) {
  const importId = `1a0b0000-0000-4000-8000-${String(n).padStart(12, "0")}`;
  return { register: "finding", import: importId, part: 1, of: 1, rows: [fullRow("finding")] };
}

function recordNote(at: TestHost, n: number): Uint8Array {
  return publicNote(at, "record", batch(n));
}

function publicNote(at: TestHost, kind: "record" | "capacity", body: unknown): Uint8Array {
  const content = { kind, salt: encodeHex(randomBytes(16)), at: "2026-01-15T12:00:00Z", body } as PublicContent;
  return encodeUtf8(signPublicNote(at.country.founding.origin, content, at.country.shelter[0]));
}

function timeNote(at: TestHost): Uint8Array {
  const { founding, logSeed } = at.country;
  const content = {
    kind: "time",
    salt: encodeHex(randomBytes(16)),
    at: "2026-01-15T12:00:00Z",
    body: { checkpoint: at.host.head.note },
  } as const;
  return encodeUtf8(signPublicNote(founding.origin, content, { name: founding.origin, seed: logSeed }));
}
