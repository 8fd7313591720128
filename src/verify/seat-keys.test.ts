// When a seat's new key comes, as the verifier counts it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { randomBytes } from "../crypto/random.ts";
import { encodeCheckpointBody } from "../log/checkpoint.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "../log/sign.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { SeatKeys } from "./seat-keys.ts";

const hour = 3_600;
const start = 1_800_000_000;

test("[DR7] [LG8a] of two witnesses one that lies into the past does not shorten the week, and one that lies into the future in one note does not put it off", () => {
  const witnesses = [1, 2].map((n) => ({ name: `w${n}.example`, seed: randomBytes(32) }));
  const lines = witnesses.map(({ name, seed }, i) => {
    const key = verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature);
    return `witness w${i} ${encodeVerifierKey(key)} http://127.0.0.1:1\n`;
  });
  const policy = `${lines.join("")}group all 2 w0 w1\nquorum all\n`;
  const origin = "refuge.nation.example/00000000000000000000000000000000";
  const logSeed = randomBytes(32);
  /** The leaf at which the key is there, of notes at leaves 2, 3, … whose two times are these. */
  const comesAt = (...times: readonly (readonly [number, number])[]) => {
    const keys = new SeatKeys({ seatHours: 168, admissionHours: 168, trial: false });
    keys.replace({ name: "council-3", bytes: Buffer.from(randomBytes(32)) } as never, 1);
    for (const [i, hours] of times.entries()) {
      const body = encodeCheckpointBody(origin, i + 2, randomBytes(32));
      const cosignatures = witnesses.map((witness, n) =>
        signCosignature(body, witness, start + (hours[n] ?? 0) * hour),
      );
      keys.takeTime(
        i + 2,
        addSignatureLines(signCheckpoint(body, logSeed), cosignatures),
        "2030-01-01T00:00:00Z",
        () => policy,
      );
    }
    return [3, 4, 5].find((leaf) => keys.keyOf("council-3", leaf) !== undefined);
  };
  assert.equal(comesAt([0, 0], [168, 168]), 4);
  assert.equal(comesAt([0, 166], [168, 168]), undefined, "two hours later");
  assert.equal(comesAt([0, 166], [168, 168], [334, 334]), 5);
  assert.equal(comesAt([0, 9_000_000], [1, 1], [169, 169]), 5, "a later note bounds the lie");
});
