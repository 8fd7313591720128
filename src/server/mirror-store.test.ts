// What a mirror keeps for its host (SP1, SP2, SP4, SP6): nothing but the log's own leaves, never two histories, and shown to nobody before it is published.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { growBy, TestHost } from "../../test/support/host.ts";
import { TestPlace } from "../../test/support/place.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { randomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "../log/checkpoint.ts";
import { leafFor, parseLeaf } from "../log/leaf.ts";
import { signCheckpoint } from "../log/sign.ts";
import { encodeSignatureLine, parseNote, signerKey, verifierKey } from "../note/signed-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { mirrorRoutes, routes } from "../protocol/routes.ts";
import {
  encodePiece,
  headFor,
  headOfPiece,
  maxStoreBytes,
  type PieceLeaf,
  parsePiece,
  parseStoreAnswer,
  signTailRequest,
  verifyStored,
} from "../protocol/second-place.ts";
import { openSqliteHostStore } from "./store/sqlite-host-store.ts";
import { Tree } from "./tree.ts";

/** A host with some leaves, and a mirror that has nothing. */
async function placed(t: TestContext, count = 4) {
  const at = await TestHost.start(t);
  await growBy(at, count);
  const place = await new TestPlace().open(at.country.founding);
  const pieceOf = async (from: number, to: number) =>
    encodePiece({ head: headAt(at, to), from, leaves: await at.store.stored(from, to) });
  const said = async (body: Uint8Array) => {
    const response = await place.store(body);
    const answer = response.status === 200 ? parseStoreAnswer(await response.text()) : null;
    const stored = answer === null ? null : verifyStored(answer.stored, at.country.founding.origin, place.place.key);
    return { status: response.status, size: stored?.size ?? null, stored, answer };
  };
  return { at, place, pieceOf, said };
}

/** As the host shows it to a place of the tests. */
function headAt(at: TestHost, size: number, tree = at.host.tree): string {
  return headFor(publicHeadAt(at, size, tree), signerKey(new TestPlace().signer.name, at.country.logSeed));
}

/** As everybody has it. */
function publicHeadAt(at: TestHost, size: number, tree = at.host.tree): string {
  return signCheckpoint(encodeCheckpointBody(at.country.founding.origin, size, tree.root(size)), at.country.logSeed);
}

/** Leaves of another history after the first `shared`, and its tree. */
async function otherHistory(at: TestHost, shared: number, count: number) {
  const leaves: PieceLeaf[] = Array.from({ length: count }, (_, i) => {
    const bytes = encodeUtf8(`another history ${i}`);
    const leaf = parseLeaf(leafFor("case", bytes)) ?? assert.fail();
    return { ...leaf, bytes };
  });
  const tree = new Tree();
  tree.append(await at.store.leaves(0, shared));
  tree.append(leaves);
  return { leaves, tree };
}

test("[SP1] a mirror keeps leaves with their bytes and says under its key that they are stored, also after a restart", async (t) => {
  const at = await TestHost.start(t);
  await growBy(at, 5);
  const file = `${temporaryFolder(t)}/copy.db`;
  const place = new TestPlace();
  let store = openSqliteHostStore(file);
  await place.open(at.country.founding, store);
  const post = async (from: number, to: number) => {
    const response = await place.store(
      encodePiece({ head: headAt(at, to), from, leaves: await at.store.stored(from, to) }),
    );
    const answer = parseStoreAnswer(await response.text()) ?? assert.fail();
    return { answer, stored: verifyStored(answer.stored, at.country.founding.origin, place.place.key) };
  };
  assert.equal((await post(0, 2)).stored?.size, 2);
  const { answer, stored } = await post(2, 6);
  assert.deepEqual(stored, { size: 6, root: at.host.tree.root(6) });
  assert.equal(answer.head, publicHeadAt(at, 6));
  await store.close();
  store = openSqliteHostStore(file);
  t.after(() => store.close());
  await place.open(at.country.founding, store);
  assert.equal((await post(6, 6)).stored?.size, 6);
  const [wanted, kept] = [await at.store.stored(0, 6), await store.stored(0, 6)];
  assert.deepEqual(
    kept.map(({ bytes }) => Buffer.from(bytes)),
    wanted.map(({ bytes }) => Buffer.from(bytes)),
  );
});

test("[SP2a] a mirror knows what it keeps also after copying broke off below a newer head", async (t) => {
  const at = await TestHost.start(t);
  await growBy(at, 6);
  const file = `${temporaryFolder(t)}/copy.db`;
  const place = new TestPlace();
  let store = openSqliteHostStore(file);
  t.after(() => store.close());
  await place.open(at.country.founding, store);
  const again = async () => {
    await store.close();
    store = openSqliteHostStore(file);
    await place.open(at.country.founding, store);
    return place.copy.held?.size ?? null;
  };
  const towards = verifyCheckpoint(headAt(at, 7), logKeyOf(at.country.founding)) ?? assert.fail();
  const copyTo = async (from: number, to: number) =>
    place.copy.append(from, await at.store.stored(from, to), { towards, root: at.host.tree.root(to) });
  await place.store(encodePiece({ head: headAt(at, 4), from: 0, leaves: await at.store.stored(0, 4) }));
  assert.ok(await copyTo(4, 5));
  assert.equal(await again(), 4);
  assert.equal(place.copy.size, 5);
  assert.ok(await copyTo(5, 7));
  assert.equal(await again(), 7);
});

test("[SP2] whoever has not the log's key has a mirror keep nothing", async (t) => {
  const { at, place, said } = await placed(t);
  const leaves = await at.store.stored(0, 5);
  const body = encodeCheckpointBody(at.country.founding.origin, 5, at.host.tree.root(5));
  const forged = signCheckpoint(body, randomBytes(32));
  assert.equal((await said(encodePiece({ head: forged, from: 0, leaves }))).status, 403);
  assert.equal((await said(encodePiece({ head: at.country.founding.note, from: 0, leaves }))).status, 403);
  assert.equal((await said(encodeUtf8("example"))).status, 403);
  assert.equal((await place.store(new Uint8Array(maxStoreBytes + 1))).status, 413);
  assert.equal(place.copy.size, 0);
});

test("[SP2] a head that everybody has brings a mirror no byte but the log's own", async (t) => {
  const { at, place, said, pieceOf } = await placed(t);
  const { leaves } = await otherHistory(at, 0, 5);
  assert.equal((await said(encodePiece({ head: headAt(at, 5), from: 0, leaves }))).status, 409);
  const true5 = await at.store.stored(0, 5);
  const swapped = [...true5.slice(0, 3), ...leaves.slice(0, 1), ...true5.slice(4)];
  assert.equal((await said(encodePiece({ head: headAt(at, 5), from: 0, leaves: swapped }))).status, 409);
  // Too few, too many, not from where it is: nothing is kept, and the answer says what is.
  for (const [from, some] of [
    [0, true5.slice(0, 4)],
    [0, [...true5, ...leaves.slice(0, 1)]],
    [1, true5.slice(1)],
  ] as const)
    assert.deepEqual((await said(encodePiece({ head: headAt(at, 5), from, leaves: some }))).size, 0);
  assert.equal(place.copy.size, 0);
  assert.equal((await said(await pieceOf(0, 5))).size, 5);
  // Bytes behind a piece, half a record, a class that is none.
  const piece = await pieceOf(0, 5);
  for (const broken of [Buffer.concat([piece, Uint8Array.of(4)]), piece.slice(0, -1)]) {
    const fresh = await new TestPlace().open(at.country.founding);
    assert.equal((await fresh.store(broken)).status, 400);
    assert.equal(fresh.copy.size, 0);
  }
});

test("[SP4] a mirror that holds one history keeps no leaf of a second one, and has both heads as evidence", async (t) => {
  const { at, place, said, pieceOf } = await placed(t);
  assert.equal((await said(await pieceOf(0, 5))).size, 5);
  // Longer than what it holds: the leaves do not lead to that head.
  const longer = await otherHistory(at, 2, 6);
  assert.equal(
    (await said(encodePiece({ head: headAt(at, 8, longer.tree), from: 5, leaves: longer.leaves.slice(3) }))).status,
    409,
  );
  assert.deepEqual(place.forks, []);
  // Not longer: two heads of this log that cannot both be true.
  const other = await otherHistory(at, 2, 2);
  assert.equal((await said(encodePiece({ head: headAt(at, 4, other.tree), from: 4, leaves: [] }))).status, 409);
  assert.deepEqual(
    place.forks.map(({ size }) => size),
    [4],
  );
  assert.equal(place.copy.heldNote, publicHeadAt(at, 5));
  assert.deepEqual(Buffer.from(place.copy.tree.root(5)), Buffer.from(at.host.tree.root(5)));
});

test("[SP2c] how much is stored and not published is said to whoever has the log's key alone, for this place alone", async (t) => {
  const { at, place, pieceOf, said } = await placed(t);
  const seed = at.country.logSeed;
  const shown = async (head: string) => {
    const { size, answer } = await said(encodePiece({ head, from: 5, leaves: [] }));
    return [size, verifyCheckpoint(answer?.head ?? "", logKeyOf(at.country.founding))?.size ?? null];
  };
  await said(await pieceOf(0, 3));
  assert.ok(await place.copy.publish(place.copy.held ?? assert.fail()));
  assert.deepEqual((await said(await pieceOf(3, 5))).size, 5);
  const old = publicHeadAt(at, 2);
  assert.deepEqual(await shown(headAt(at, 2)), [5, 5]);
  assert.deepEqual(await shown(old), [3, 3], "a head that everybody has");
  assert.deepEqual(await shown(publicHeadAt(at, 5)), [3, 3]);
  assert.deepEqual(await shown(headFor(old, signerKey("mirror-two", seed))), [3, 3], "for another place");
  assert.deepEqual(await shown(headFor(old, signerKey("mirror-one", randomBytes(32)))), [3, 3], "another key");
  const ofOther = (headAt(at, 3).split("\n").at(-2) ?? "").concat("\n");
  assert.deepEqual(await shown(old + ofOther), [3, 3], "of another head");
  // The log's own signature, which everybody has, in the place's name.
  const { keyId } = verifierKey("mirror-one", at.host.logKey.publicKey);
  const { signature } = parseNote(old)?.signatures[0] ?? assert.fail();
  assert.deepEqual(await shown(`${old}${encodeSignatureLine("mirror-one", keyId, signature)}\n`), [3, 3]);
  // What the host is answered opens nothing to whoever comes to have it.
  const { answer } = await said(await pieceOf(5, 5));
  assert.equal(answer?.head, publicHeadAt(at, 5));
});

test("[SP6] what is stored and not published is shown to whoever signs the mirror's challenge with the log's key, and to nobody else", async (t) => {
  const { at, place, said, pieceOf } = await placed(t);
  await said(await pieceOf(0, 5));
  for (const path of [
    routes.checkpoint,
    "/tile/entries/000.p/5",
    "/tile/0/000.p/5",
    "/pack/case/000",
    "/pack/directory/000",
  ])
    assert.equal((await place.app.request(path)).status, 404, path);
  const { origin } = at.country.founding;
  const log = { name: origin, seed: at.country.logSeed };
  const challenge = async () => {
    const [fresh = "", name] = (await (await place.app.request(mirrorRoutes.tail)).text()).split("\n");
    assert.equal(name, place.signer.name);
    return fresh;
  };
  const ask = (body: string) => place.app.request(mirrorRoutes.tail, { method: "POST", body });
  const asked = { kind: "tail", challenge: await challenge(), place: place.signer.name, from: 1 } as const;
  const tail = new Uint8Array(await (await ask(signTailRequest(origin, asked, log))).arrayBuffer());
  const piece = parsePiece(tail) ?? assert.fail();
  assert.equal(headOfPiece(tail, logKeyOf(at.country.founding))?.size, 5);
  assert.deepEqual(
    piece.leaves.map(({ bytes }) => Buffer.from(bytes)),
    (await at.store.stored(1, 5)).map(({ bytes }) => Buffer.from(bytes)),
  );
  const fresh = async () => ({ ...asked, challenge: await challenge() });
  const refused: readonly (readonly [string, number])[] = [
    // One challenge serves once, and at the mirror that is named.
    [signTailRequest(origin, asked, log), 403],
    [signTailRequest(origin, { ...asked, from: 2 }, log), 403],
    [signTailRequest(origin, { ...(await fresh()), place: "mirror-other" }, log), 403],
    [signTailRequest(origin, await fresh(), { name: origin, seed: randomBytes(32) }), 403],
    [signTailRequest(origin, await fresh(), at.country.seats[0] ?? assert.fail()), 403],
    [signTailRequest("another.example", await fresh(), log), 403],
    [signTailRequest(origin, { ...asked, challenge: "ab".repeat(16) }, log), 403],
    [signTailRequest(origin, { ...(await fresh()), from: 6 }, log), 404],
    [headAt(at, 5), 403],
    ["example", 403],
  ];
  for (const [body, status] of refused) assert.equal((await ask(body)).status, status, body);
});
