// Our own witness over HTTP (C2SP tlog-witness): its decisions are tested in src/log/witness.test.ts, here that it keeps what it saw
// before it answers, and bounds what it reads.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { randomBytes } from "../crypto/random.ts";
import { signCheckpoint } from "../log/sign.ts";
import { encodeAddCheckpoint, findCosignature, sizeContentType } from "../log/witness-request.ts";
import { signatureType, verifierKey } from "../note/signed-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { witnessApp } from "./witness-app.ts";

test("a witness cosigns what extends what it saw, also after its own restart", async (t) => {
  const { at, request, witness } = await setUp(t);
  const first = witness();
  assert.equal((await first.post(request(0, 1))).status, 200);
  assert.equal((await first.post(request(1, 3))).status, 200);
  first.close();
  const second = witness();
  const stale = await second.post(request(0, 4));
  assert.equal(stale.status, 409);
  assert.equal(stale.headers.get("content-type"), sizeContentType);
  assert.equal(await stale.text(), "3\n");
  const answer = await second.post(request(3, 4));
  assert.equal(answer.status, 200);
  const body = request(3, 4).split("\n\n")[1] ?? "";
  assert.ok(findCosignature(await answer.text(), `${body}\n`, second.key) !== null);
  assert.equal(at.host.tree.size, 4);
});

test("a witness answers strangers, forks and nonsense by their status, and forgets nothing over them", async (t) => {
  const { at, request, witness } = await setUp(t);
  const one = witness();
  assert.equal((await one.post(request(0, 3))).status, 200);
  const body = request(3, 3).split("\n\n")[1] ?? "";
  const unsigned = encodeAddCheckpoint({
    oldSize: 3,
    proof: [],
    checkpoint: signCheckpoint(`${body}\n`, randomBytes(32)),
  });
  const other = await TestHost.start(t);
  const cases: readonly (readonly [number, BodyInit])[] = [
    [400, "nonsense"],
    [400, ""],
    [400, Uint8Array.of(0xff)],
    [400, request(4, 4).replace("old 4", "old 5")],
    [403, unsigned],
    [404, encodeAddCheckpoint({ oldSize: 0, proof: [], checkpoint: other.host.head.note })],
    [409, request(2, 4)],
    [422, request(3, 4).replace(/\n[^\n]+\n\n/, "\n\n")],
  ];
  for (const [status, body] of cases) assert.equal((await one.post(body)).status, status, `${body}`.slice(0, 40));
  assert.equal((await one.post("x".repeat(70_000))).status, 413);
  assert.equal((await one.app.request("/add-checkpoint")).status, 404);
  assert.equal((await one.post(request(3, 4))).status, 200);
  assert.equal(at.host.tree.size, 4);
});

test("of two requests at once that start from the same size, one is stale", async (t) => {
  const { request, witness } = await setUp(t);
  const one = witness();
  const statuses = await Promise.all([request(0, 3), request(0, 4)].map(async (body) => (await one.post(body)).status));
  assert.deepEqual(statuses.sort(), [200, 409]);
});

/** A log of four leaves, requests over it, and a witness on a file. */
async function setUp(t: { after(end: () => unknown): void }) {
  const at = await TestHost.start({ after: (end) => t.after(end) });
  const folder = temporaryFolder(t);
  const heads = [at.host.head];
  for (const bytes of await sealedCases(3)) {
    await at.post(bytes);
    heads.push(at.host.head);
  }
  const request = (oldSize: number, size: number) =>
    encodeAddCheckpoint({
      oldSize,
      proof: at.host.tree.consistency(oldSize, size),
      checkpoint: heads[size - 1]?.note ?? assert.fail(),
    });
  const signer = { name: "signer.example", seed: randomBytes(32) };
  const witness = () => {
    const logs = [logKeyOf(at.country.founding)];
    const { app, close } = witnessApp({ signer, logs, file: join(folder, "heads.sqlite"), clock: () => at.clock.now });
    t.after(() => {
      try {
        close();
      } catch {
        // The test closed it already.
      }
    });
    return {
      app,
      close,
      key: verifierKey(signer.name, ed25519PublicKey(signer.seed), signatureType.cosignature),
      post: (body: BodyInit) => Promise.resolve(app.request("/add-checkpoint", { method: "POST", body })),
    };
  };
  return { at, request, witness };
}
