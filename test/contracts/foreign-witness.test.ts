// A witness that we did not write, `sigsum-witness` of Debian's sigsum-go, follows a log that we write: it takes our
// checkpoints and consistency proofs, and our policy accepts what it signs. It runs on loopback in a directory of its own.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { evaluatePolicy } from "../../src/log/evaluate-policy.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { leafHash } from "../../src/log/merkle.ts";
import { parsePolicy } from "../../src/log/policy.ts";
import { encodeProof, verifyProof } from "../../src/log/proof.ts";
import { addSignatureLines, signCheckpoint } from "../../src/log/sign.ts";
import {
  type AddCheckpointRequest,
  encodeAddCheckpoint,
  findCosignature,
  parseSizeAnswer,
  sizeContentType,
} from "../../src/log/witness-request.ts";
import { parseVerifierKey, verifierKey } from "../../src/note/signed-note.ts";
import { freePort } from "../support/free-port.ts";
import {
  consistencyProof,
  inclusionProof,
  type ReadHashes,
  rootOf,
  tileHashesAfterAppend,
} from "../support/merkle-slow-twin.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const logSeed = sha256(encodeUtf8("log of an example"));
const logPublicKey = ed25519PublicKey(logSeed);
// sigsum-witness knows a log by this origin only.
const origin = `sigsum.org/v1/tree/${encodeHex(sha256(logPublicKey))}`;
const logKey = verifierKey(origin, logPublicKey);

const leaves = Array.from({ length: 70_000 }, (_, i) => leafFor("case", encodeUtf8(`court ${i}`)));
const levels: Uint8Array[][] = [leaves.map(leafHash)];
const read: ReadHashes = (level, from, to) => (levels[level] ?? []).slice(from, to);
for (const { level, hash } of tileHashesAfterAppend(0, levels[0] ?? [], read)) {
  levels[level] = [...(levels[level] ?? []), hash];
}

const bodyAt = (size: number) => encodeCheckpointBody(origin, size, rootOf(size, read));
const request = (oldSize: number, size: number): AddCheckpointRequest => ({
  oldSize,
  proof: consistencyProof(oldSize, size, read),
  checkpoint: signCheckpoint(bodyAt(size), logSeed),
});

test("a witness that we did not write follows our log, and our policy accepts it", async (t) => {
  const witness = await startWitness(t);
  if (witness === null) return t.skip("needs sigsum-witness");
  const policy = parsePolicy(encodeUtf8(`witness foreign ${witness.vkey}\nquorum foreign\n`)) ?? assert.fail();
  const witnessKey = policy.witnesses[0]?.key ?? assert.fail();

  let oldSize = 0;
  for (const size of [1, 2, 3, 7, 8, 8, 255, 256, 257, 300, 65_536, 70_000]) {
    const asked = request(oldSize, size);
    const answer = await witness.add(asked);
    assert.equal(answer.status, 200, `${oldSize} to ${size}: ${answer.text}`);
    const line = findCosignature(answer.text, bodyAt(size), witnessKey) ?? assert.fail(answer.text);
    const cosigned = addSignatureLines(asked.checkpoint, [line]);
    const verdict = evaluatePolicy(policy, verifyCheckpoint(cosigned, logKey) ?? assert.fail());
    assert.equal(verdict?.satisfied, true);
    assert.equal(verdict?.cosigners[0]?.name, "foreign");
    assert.ok(Math.abs((verdict?.medianSeconds ?? 0) - Date.now() / 1000) < 600, "the time is now");

    const index = size - 1;
    const hashes = inclusionProof(index, size, read);
    const proof = encodeProof({ index, hashes, checkpoint: cosigned, extra: null });
    assert.equal(verifyProof(proof, leaves[index] ?? assert.fail(), logKey, policy)?.witnessed, true);
    oldSize = size;
  }

  const conflict = await witness.add(request(300, 70_000));
  assert.equal(conflict.status, 409);
  assert.equal(conflict.contentType, sizeContentType);
  assert.equal(parseSizeAnswer(conflict.text), 70_000);
});

test("a witness that we did not write refuses wrong proofs, forks and strangers", async (t) => {
  const witness = await startWitness(t);
  if (witness === null) return t.skip("needs sigsum-witness");
  assert.equal((await witness.add(request(0, 5))).status, 200);

  const good = request(5, 9);
  const fork = { ...request(5, 5), checkpoint: signCheckpoint(encodeCheckpointBody(origin, 5, sha256()), logSeed) };
  assert.equal((await witness.add({ ...good, proof: good.proof.slice(1) })).status, 422);
  assert.equal((await witness.add({ ...good, proof: [sha256(), ...good.proof.slice(1)] })).status, 422);
  assert.equal((await witness.add(fork)).status, 422);
  assert.equal((await witness.add({ ...good, oldSize: 4 })).status, 409);
  assert.equal((await witness.add({ ...good, oldSize: 10 })).status, 400);
  assert.equal((await witness.add({ ...good, checkpoint: signCheckpoint(bodyAt(9), sha256()) })).status, 403);
  const elsewhere = encodeCheckpointBody("nation-host.example/log", 9, rootOf(9, read));
  assert.equal((await witness.add({ ...good, checkpoint: signCheckpoint(elsewhere, logSeed) })).status, 404);
  assert.equal((await witness.add(good)).status, 200);
});

interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

interface ForeignWitness {
  /** Its verifier key under the name that it signs with. */
  readonly vkey: string;
  add(request: AddCheckpointRequest): Promise<Answer>;
}

async function startWitness(t: TestContext): Promise<ForeignWitness | null> {
  if (!isInstalled("sigsum-witness") || !isInstalled("sigsum-key")) return null;
  const directory = temporaryFolder(t);
  const file = (name: string) => join(directory, name);
  execFileSync("sigsum-key", ["generate", "-o", file("witness")]);
  execFileSync("sigsum-key", ["from-hex", "-o", file("log.pub")], { input: `${encodeHex(logPublicKey)}\n` });
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    "sigsum-witness",
    ["-k", file("witness"), "--log-key", file("log.pub"), "--state-file", file("state"), address],
    { env: { ...process.env, GODEBUG: "httpmuxgo121=0" }, stdio: "ignore" },
  );
  t.after(() => child.kill("SIGKILL"));

  const key = (...options: readonly string[]) =>
    execFileSync("sigsum-key", [...options, "-k", file("witness.pub")], { encoding: "utf8" }).trim();
  const name = `sigsum.org/v1/witness/${key("to-hash")}`;
  const vkey = key("to-vkey", "-t", "cosignature/v1", "-n", name);
  assert.ok(parseVerifierKey(vkey), "a vkey of the foreign tool parses");
  const post = async (body: string): Promise<Answer> => {
    const response = await fetch(`http://${address}/add-checkpoint`, { method: "POST", body });
    const text = await response.text();
    return { status: response.status, contentType: response.headers.get("content-type"), text };
  };
  await until(() =>
    post("not a request").then(
      () => true,
      () => false,
    ),
  );
  return { vkey, add: (request) => post(encodeAddCheckpoint(request)) };
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
