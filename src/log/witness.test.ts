// The witness's texts and decisions, status by status as C2SP tlog-witness names them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consistencyProof, rootOf } from "../../test/support/merkle-slow-twin.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeNote, encodeSignatureLine, signatureType, signText, verifierKey } from "../note/signed-note.ts";
import { encodeCheckpointBody } from "./checkpoint.ts";
import { emptyRoot, leafHash } from "./merkle.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "./sign.ts";
import { cosign, decideAddCheckpoint, type WitnessedHead } from "./witness-core.ts";
import { encodeAddCheckpoint, findCosignature, parseAddCheckpoint, parseSizeAnswer } from "./witness-request.ts";

const origin = "nation-host.example/log";
const seed = sha256(encodeUtf8("log"));
const logKey = verifierKey(origin, ed25519PublicKey(seed));
const witness = { name: "witness.example/one", seed: sha256(encodeUtf8("witness one")) };
const witnessKey = verifierKey(witness.name, ed25519PublicKey(witness.seed), signatureType.cosignature);

const hashes = Array.from({ length: 20 }, (_, i) => leafHash(encodeUtf8(`example ${i}`)));
const read = (_: number, from: number, to: number) => hashes.slice(from, to);
const bodyAt = (size: number) => encodeCheckpointBody(origin, size, rootOf(size, read));
const request = (oldSize: number, size: number) => ({
  oldSize,
  proof: consistencyProof(oldSize, size, read),
  checkpoint: signCheckpoint(bodyAt(size), seed),
});
const headAt = (size: number): WitnessedHead => ({ size, root: rootOf(size, read) });
const decide = (body: string, held: WitnessedHead | null) =>
  decideAddCheckpoint(
    body,
    (asked) => (asked === origin ? logKey : null),
    (asked) => (asked === origin ? held : null),
  );

test("a witness follows a log from nothing to any size, and its line verifies", () => {
  let held: WitnessedHead | null = null;
  for (const size of [0, 1, 1, 2, 7, 8, 20]) {
    const body = encodeAddCheckpoint(request(held?.size ?? 0, size));
    const decision = decide(body, held);
    if (decision.status !== 200) assert.fail(`status ${decision.status} at ${size}`);
    assert.deepEqual(decision.checkpoint.root, rootOf(size, read));
    held = { size: decision.checkpoint.size, root: decision.checkpoint.root };
    const answer = cosign(decision.checkpoint, witness, 1_700_000_000);
    const line = findCosignature(answer, bodyAt(size), witnessKey);
    assert.equal(`${line}\n`, answer);
  }
});

test("404 for an unknown origin, 403 without a valid signature of the log", () => {
  const other = encodeCheckpointBody("other.example", 3, rootOf(3, read));
  assert.deepEqual(decide(encodeAddCheckpoint({ ...request(0, 3), checkpoint: signCheckpoint(other, seed) }), null), {
    status: 404,
  });
  const stranger = signCheckpoint(bodyAt(3), sha256(encodeUtf8("stranger")));
  assert.deepEqual(decide(encodeAddCheckpoint({ ...request(0, 3), checkpoint: stranger }), null), { status: 403 });
  const bad = encodeSignatureLine(origin, logKey.keyId, new Uint8Array(64).fill(1));
  const spoiled = addSignatureLines(signCheckpoint(bodyAt(3), seed), [bad]);
  assert.deepEqual(decide(encodeAddCheckpoint({ ...request(0, 3), checkpoint: spoiled }), null), { status: 403 });
});

test("400 when the old size is above the checkpoint's, before the size held is given", () => {
  assert.deepEqual(decide(encodeAddCheckpoint({ ...request(0, 3), oldSize: 4 }), headAt(2)), { status: 400 });
});

test("409 with the size held when the old size is another", () => {
  assert.deepEqual(decide(encodeAddCheckpoint(request(0, 8)), headAt(5)), { status: 409, size: 5 });
  assert.deepEqual(decide(encodeAddCheckpoint(request(6, 8)), headAt(5)), { status: 409, size: 5 });
  assert.deepEqual(decide(encodeAddCheckpoint(request(3, 8)), null), { status: 409, size: 0 });
  assert.deepEqual(decide(encodeAddCheckpoint(request(3, 4)), headAt(5)), { status: 409, size: 5 });
});

test("422 for proofs and roots that do not fit", () => {
  const good = request(5, 8);
  assert.equal(decide(encodeAddCheckpoint(good), headAt(5)).status, 200);
  const unfit = [
    [{ ...good, proof: good.proof.slice(1) }, headAt(5)],
    [{ ...good, proof: [] }, headAt(5)],
    [{ ...good, proof: [...good.proof, emptyRoot] }, headAt(5)],
    [good, { size: 5, root: rootOf(6, read) }],
    [request(5, 5), { size: 5, root: rootOf(6, read) }],
    [{ ...request(5, 5), proof: [emptyRoot] }, headAt(5)],
    [{ ...request(0, 5), proof: [emptyRoot] }, null],
    [{ ...request(0, 0), checkpoint: signCheckpoint(encodeCheckpointBody(origin, 0, rootOf(1, read)), seed) }, null],
  ] as const;
  for (const [asked, held] of unfit) assert.deepEqual(decide(encodeAddCheckpoint(asked), held), { status: 422 });
});

test("a fork is never cosigned: the same size with another root, a larger tree with another past", () => {
  const forked = hashes.map((hash, i) => (i === 2 ? emptyRoot : hash));
  const readFork = (_: number, from: number, to: number) => forked.slice(from, to);
  const checkpoint = (size: number) => signCheckpoint(encodeCheckpointBody(origin, size, rootOf(size, readFork)), seed);
  for (const size of [5, 6, 20]) {
    const proof = consistencyProof(5, size, readFork);
    assert.deepEqual(decide(encodeAddCheckpoint({ oldSize: 5, proof, checkpoint: checkpoint(size) }), headAt(5)), {
      status: 422,
    });
  }
});

test("400 for every flaw of form", () => {
  const text = encodeAddCheckpoint(request(5, 8));
  const hash = text.split("\n")[1] ?? "";
  const extended = `${bodyAt(8)}extension\n`;
  const wrong: Record<string, string> = {
    empty: "",
    "no old line": text.slice(text.indexOf("\n") + 1),
    "leading zero": text.replace("old 5", "old 05"),
    "two spaces": text.replace("old 5", "old  5"),
    "negative size": text.replace("old 5", "old -5"),
    capitals: text.replace("old 5", "Old 5"),
    "short hash": text.replace(hash, "AAAA"),
    "64 hashes": text.replace(hash, Array(64).fill(hash).join("\n")),
    "no empty line": text.replace("\n\n", "\n"),
    "carriage returns": text.replaceAll("\n", "\r\n"),
    "no signatures": text.slice(0, text.lastIndexOf("\n\n") + 2),
    "no last newline": text.slice(0, -1),
    "extension line": encodeAddCheckpoint({
      ...request(5, 8),
      checkpoint: encodeNote(extended, [signText(extended, { name: origin, seed })]),
    }),
  };
  assert.ok(parseAddCheckpoint(text));
  for (const [what, changed] of Object.entries(wrong)) {
    assert.notEqual(changed, text, what);
    assert.deepEqual(decide(changed, headAt(5)), { status: 400 }, what);
  }
});

test("the published request of C2SP tlog-witness parses and is encoded back to itself", () => {
  const published = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;
  const parsed = parseAddCheckpoint(published) ?? assert.fail();
  assert.equal(parsed.oldSize, 20852014);
  assert.equal(parsed.proof.length, 4);
  assert.equal(parsed.head.size, 20852163);
  assert.equal(encodeAddCheckpoint(parsed), published);
});

test("a log takes from an answer only a valid line of the witness it asked", () => {
  const body = bodyAt(8);
  const line = signCosignature(body, witness, 1_700_000_000);
  const stranger = signCosignature(body, { name: "stranger.example", seed: sha256(encodeUtf8("stranger")) }, 5);
  assert.equal(findCosignature(`${stranger}\n${line}\n`, body, witnessKey), line);
  const refused = [
    "",
    "\n",
    line,
    `${stranger}\n`,
    `${line}\n\n`,
    `hello\n${line}\n`,
    `${line}\n${signCosignature(bodyAt(7), witness, 1_700_000_000)}\n`,
  ];
  for (const answer of refused) assert.equal(findCosignature(answer, body, witnessKey), null, JSON.stringify(answer));
  assert.equal(parseSizeAnswer("5\n"), 5);
  for (const answer of ["", "5", "05\n", "5\n\n", "five\n"]) assert.equal(parseSizeAnswer(answer), null);
});
