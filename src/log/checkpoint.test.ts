// Checkpoints: what a log signs and what counts as signed by it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeNote, parseNote, signText, verifierKey } from "../note/signed-note.ts";
import { encodeCheckpointBody, parseCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { emptyRoot } from "./merkle.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "./sign.ts";

const origin = "nation-host.example/9f3c0000000000000000000000000000";
const seed = sha256(encodeUtf8("example log"));
const logKey = verifierKey(origin, ed25519PublicKey(seed));
const root = sha256(encodeUtf8("some root"));
const body = encodeCheckpointBody(origin, 42, root);
const note = signCheckpoint(body, seed);

// Published in https://c2sp.org/tlog-checkpoint and https://c2sp.org/tlog-cosignature, without the keys.
const published = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

test("a checkpoint that the log signed gives origin, size, root and the log's line", () => {
  const checkpoint = verifyCheckpoint(note, logKey) ?? assert.fail();
  assert.equal(checkpoint.origin, origin);
  assert.equal(checkpoint.size, 42);
  assert.deepEqual(checkpoint.root, root);
  assert.equal(checkpoint.note.text, body);
  assert.equal(note, `${body}\n${checkpoint.logSignatureLine}\n`);
});

test("the published example of C2SP has the shape of a checkpoint and is refused without its log's key", () => {
  const parsed = parseNote(published) ?? assert.fail();
  assert.deepEqual(
    parsed.signatures.map((line) => line.signature.length),
    [64, 72],
  );
  const head = parseCheckpoint(parsed.text) ?? assert.fail();
  assert.equal(head.origin, "example.com/behind-the-sofa");
  assert.equal(head.size, 20852163);
  assert.equal(encodeCheckpointBody(head.origin, head.size, head.root), parsed.text);
  assert.equal(verifyCheckpoint(published, verifierKey(head.origin, ed25519PublicKey(seed))), null);
});

test("[LG5] a note that the log did not sign is no checkpoint of it", () => {
  const strangerSeed = sha256(encodeUtf8("stranger"));
  const stranger = signCheckpoint(body, strangerSeed);
  assert.equal(verifyCheckpoint(stranger, logKey), null);
  assert.equal(verifyCheckpoint(note, verifierKey(origin, ed25519PublicKey(strangerSeed))), null);
  const otherOrigin = encodeCheckpointBody("other.example/log", 42, root);
  // Signed by this log's key, but speaking for another origin.
  assert.equal(
    verifyCheckpoint(encodeNote(otherOrigin, [signText(otherOrigin, { name: origin, seed })]), logKey),
    null,
  );
  assert.ok(verifyCheckpoint(addSignatureLines(stranger, [signText(body, { name: origin, seed })]), logKey));
});

test("every changed byte of a checkpoint with one signature makes it invalid", () => {
  for (let i = 0; i < note.length; i++) {
    const changed = note.slice(0, i) + String.fromCharCode(note.charCodeAt(i) ^ 1) + note.slice(i + 1);
    assert.equal(verifyCheckpoint(changed, logKey), null, `character ${i}`);
  }
});

test("lines of witnesses and of unknown keys leave a checkpoint valid; a second, bad line of the log spoils it", () => {
  const witness = { name: "witness.example/one", seed: sha256(encodeUtf8("witness one")) };
  const cosigned = addSignatureLines(note, [signCosignature(body, witness, 1_700_000_000)]);
  assert.ok(verifyCheckpoint(cosigned, logKey));
  assert.equal(addSignatureLines(cosigned, [signCosignature(body, witness, 1_700_000_000)]), cosigned);
  const bad = signText(encodeCheckpointBody(origin, 43, root), { name: origin, seed });
  assert.equal(verifyCheckpoint(addSignatureLines(note, [bad]), logKey), null);
});

test("a checkpoint text has one spelling and no extension lines", () => {
  const rootLine = body.split("\n")[2] ?? "";
  const wrong = [
    "",
    "\n",
    `${origin}\n42\n`,
    `${origin}\n42\n${rootLine}`,
    `\n42\n${rootLine}\n`,
    `${origin}\n042\n${rootLine}\n`,
    `${origin}\n-1\n${rootLine}\n`,
    `${origin}\n42 \n${rootLine}\n`,
    `${origin}\n\n${rootLine}\n`,
    `${origin}\n9007199254740992\n${rootLine}\n`,
    `${origin}\n42\n${rootLine.slice(0, -1)}\n`,
    `${origin}\n42\nAAAA\n`,
    `${origin}\n42\n${rootLine}AAAA\n`,
    `${origin}\n42\n${rootLine}\nextension\n`,
    `${origin}\n42\n${rootLine}\n\n`,
    `${origin}\r\n42\r\n${rootLine}\r\n`,
    `${origin}\t\n42\n${rootLine}\n`,
  ];
  assert.ok(parseCheckpoint(`${origin}\n42\n${rootLine}\n`));
  for (const text of wrong) assert.equal(parseCheckpoint(text), null, JSON.stringify(text));
});

test("a log signs nothing that is no checkpoint", () => {
  assert.throws(() => signCheckpoint("hello\n", seed), RangeError);
  assert.throws(() => signCosignature("hello\n", { name: "w", seed }, 1), RangeError);
  assert.throws(() => encodeCheckpointBody("two\nlines", 1, root), RangeError);
  assert.throws(() => encodeCheckpointBody(origin, -1, root), RangeError);
  assert.throws(() => encodeCheckpointBody(origin, 1, root.slice(1)), RangeError);
  assert.ok(verifyCheckpoint(signCheckpoint(encodeCheckpointBody(origin, 0, emptyRoot), seed), logKey));
});
