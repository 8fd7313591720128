// Notes in clear as host and clients take them: which class the bytes have, and who may say what (LG1, LG4, LG8, DR1).
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { exampleService } from "../../test/support/example-service.ts";
import { type ExampleCountry, foundExampleCountry, postId, shelterId, TestWitness } from "../../test/support/host.ts";
import { fullRow } from "../../test/support/record-notes.ts";
import { trialTerms } from "../../test/support/trial-terms.ts";
import type { Directory } from "../core/directory.ts";
import type { DirectoryContent, PublicContent } from "../core/directory-note.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeCheckpointBody } from "../log/checkpoint.ts";
import { noQuorum } from "../log/policy.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "../log/sign.ts";
import { encodeAddCheckpoint } from "../log/witness-request.ts";
import { signDirectoryNote, signPublicNote } from "../note/directory-note.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { foundCountry } from "../operate/new-country.ts";
import type { ClearClass } from "./clear-note.ts";
import { applyClearNote, clearClass, directoryOf, logKeyOf, maxClearBytes, policyFor } from "./clear-note.ts";

const clubId = "7e000000-0000-4000-8000-000000000009";
const time = "2026-01-15T12:00:00Z";
let country: ExampleCountry;
let directory: Directory;

beforeEach(async () => {
  country = await foundExampleCountry();
  directory = directoryOf(country.founding);
});

test("[LG1] the class of a note in clear follows from its first line alone", () => {
  const classes: Readonly<Record<string, ClearClass | null>> = {
    "panoh.org/directory/v1\n": "directory",
    "panoh.org/founding/v1\n": "directory",
    "panoh.org/public/v1\n": "public",
    "panoh.org/update/v1\n": "update",
    "panoh.org/entry/v1\n": null,
    "panoh.org/enrolment/v1\n": null,
    "panoh.org/token-request/v1\n": null,
    "panoh.org/directory/v1": null,
    "panoh.org/directory/v10\n": null,
    "panoh.org/directory/v1 \n": null,
    "panoh.org/directory/v1\r\n": null,
    " panoh.org/directory/v1\n": null,
    "Panoh.org/directory/v1\n": null,
    "age-encryption.org/v1\n": null,
    "": null,
  };
  for (const [start, leafClass] of Object.entries(classes)) {
    assert.equal(clearClass(encodeUtf8(start)), leafClass, start);
    assert.equal(clearClass(encodeUtf8(`${start}rest of it ünd möre`)), leafClass, start);
  }
});

test("[LG1] bytes that are no text in their first line are no note in clear", () => {
  const start = Buffer.from("panoh.org/directory/v1\n");
  for (const [at, byte] of [
    [0, 0xff],
    [5, 0xc3],
    [22, 0x80],
  ] as const) {
    assert.equal(
      clearClass(Buffer.concat([start.subarray(0, at), Buffer.of(byte), start.subarray(at)])),
      null,
      `${at}`,
    );
  }
});

test("[LG4] a note in clear has 32 KiB at the most", () => {
  const bytes = Buffer.alloc(maxClearBytes, "x");
  bytes.write("panoh.org/public/v1\n");
  assert.equal(clearClass(bytes), "public");
  assert.equal(clearClass(Buffer.concat([bytes, Buffer.of(0x78)])), null);
});

test("[DR1] what the directory refuses changes nothing, and its reason is given", () => {
  const { shelter, seats } = country;
  const organisation = { id: clubId, kind: "shelter", name: { en: "Clubhouse" }, country: "XT" } as const;
  const suspend = { kind: "organisation.suspend", body: { organisation: postId } } as const;
  const reasons = [
    apply(suspend, [seats[0]]),
    apply(suspend, [shelter[0]]),
    apply({ kind: "organisation.suspend", body: { organisation: clubId } }, seats),
    apply({ kind: "device.revoke", body: { device: "00".repeat(16), reason: "left" } }, seats),
    apply({ kind: "organisation.admit", body: { organisation, devices: [] } } as never, seats),
    apply({ kind: "epoch.confirm", body: { organisation: shelterId, epoch: 1 } }, [shelter[0]]),
  ];
  assert.deepEqual(
    reasons.map((verdict) => (verdict.is === "refused" ? verdict.reason : verdict.is)),
    [
      "not-signed-by-council",
      "not-signed-by-council",
      "unknown-organisation",
      "unknown-device",
      "malformed",
      "wrong-epoch",
    ],
  );
  assert.equal(directory.organisation(postId)?.suspensions.length, 0);
  assert.deepEqual(apply(suspend, seats.slice(0, 2)), { is: "applied" });
  assert.equal(directory.organisation(postId)?.suspensions[0]?.from, 1);
});

test("a revocation names the device whose tokens die", () => {
  const verdict = apply({ kind: "device.revoke", body: { device: country.post.name, reason: "lost" } }, country.seats);
  assert.deepEqual(verdict, { is: "applied", revoked: country.post.name });
});

test("every changed byte of a note in clear is refused", () => {
  const bytes = directoryNote(
    { kind: "organisation.suspend", body: { organisation: postId } },
    country.seats.slice(0, 2),
  );
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i] = (changed[i] ?? 0) ^ 1;
    assert.equal(applyClearNote(directory, changed, 1).is, "refused", `byte ${i}`);
  }
  assert.equal(directory.organisation(postId)?.suspensions.length, 0);
  assert.equal(applyClearNote(directory, bytes, 1).is, "applied");
});

test("[LG5] a policy that nobody could evaluate is refused, and one that is there and unreadable trusts nobody", () => {
  const policy = (text: string) => apply({ kind: "council.policy", body: { policy: text } }, country.seats.slice(0, 2));
  assert.deepEqual(policy("quorum all\n"), { is: "refused", reason: "malformed" });
  assert.deepEqual(policy("quorum none\n"), { is: "refused", reason: "founding-only" });
  assert.equal(policyFor(directory, 5).quorum, noQuorum, "it is a trial by its founding note");
  const unreadable = { policyAt: () => "nonsense" } as unknown as Directory;
  assert.notEqual(policyFor(unreadable, 5).quorum, noQuorum);
  assert.equal(policyFor(unreadable, 5).witnesses.length, 0);
});

test("[LG8] only the log itself says the time, of a checkpoint that it signed and that is not ahead of the note", () => {
  const checkpoint = signCheckpoint(encodeCheckpointBody(country.founding.origin, 1, sha256()), country.logSeed);
  const note = { kind: "time", body: { checkpoint } } as const;
  const log = { name: country.founding.origin, seed: country.logSeed };
  const forged = signCheckpoint(encodeCheckpointBody(country.founding.origin, 1, sha256()), randomBytes(32));
  const verdicts = [
    applyPublic(note, country.post, 1),
    applyPublic(note, { name: log.name, seed: randomBytes(32) }, 1),
    applyPublic({ kind: "time", body: { checkpoint: forged } }, log, 1),
    applyPublic({ kind: "time", body: { checkpoint: "nonsense\n" } }, log, 1),
    applyPublic(note, log, 0),
  ];
  for (const verdict of verdicts) assert.deepEqual(verdict, { is: "refused", reason: "malformed" });
  assert.deepEqual(directory.times, []);
  assert.deepEqual(applyPublic(note, log, 1), { is: "applied" });
  assert.deepEqual(directory.times, [{ index: 1, size: 1, seconds: Date.parse(time) / 1000 }]);
});

test("[LG8] outside of a trial the time is what the witnesses say, and without their quorum there is none", async (t) => {
  const witnesses = ["north", "east"].map((name) => new TestWitness(name, () => Date.UTC(2026, 5, 1)));
  t.after(() => Promise.all(witnesses.map((witness) => witness.end())));
  const lines = witnesses.map((witness) => witness.policyLine).join("");
  country = await foundExampleCountry(`${lines}group both all north east\nquorum both\n`);
  directory = directoryOf(country.founding);
  const log = { name: country.founding.origin, seed: country.logSeed };
  let checkpoint = signCheckpoint(encodeCheckpointBody(country.founding.origin, 1, sha256()), country.logSeed);
  for (const witness of witnesses) {
    assert.equal(applyPublic({ kind: "time", body: { checkpoint } }, log, 1).is, "refused");
    witness.follow(country.founding);
    const body = encodeAddCheckpoint({ oldSize: 0, proof: [], checkpoint });
    const answer = await witness.app.request("/add-checkpoint", { method: "POST", body });
    checkpoint = addSignatureLines(checkpoint, [(await answer.text()).trimEnd()]);
  }
  assert.equal(applyPublic({ kind: "time", body: { checkpoint } }, log, 1).is, "applied");
  assert.deepEqual(directory.times, [{ index: 1, size: 1, seconds: Date.UTC(2026, 5, 1) / 1000 }]);
});

test("[LG4] a capacity is said by an active device of the service's own organisation", () => {
  const { shelter, post } = country;
  const service = exampleService(clubId, shelterId);
  const capacity = {
    kind: "capacity",
    body: { capacity: { service_id: clubId, unit: "bed", available: 2, maximum: 4 } },
  } as const;
  assert.deepEqual(applyPublic(capacity, shelter[0], 1), { is: "refused", reason: "not-authorised" });
  assert.deepEqual(apply({ kind: "service.set", body: { service } }, [shelter[0]]), { is: "applied" });
  assert.deepEqual(applyPublic(capacity, post, 2), { is: "refused", reason: "not-authorised" });
  assert.deepEqual(applyPublic(capacity, shelter[1], 2), { is: "applied" });
  assert.equal(directory.services()[0]?.capacity?.available, 2);
});

test("[RC4] rows of an open register are said by an active device of a party that may, and change nothing in the directory", () => {
  const { shelter, post, seats } = country;
  const batch = (register: RegisterName) => {
    const body = { register, import: clubId, part: 1, of: 1, rows: [fullRow(register)] };
    return { kind: "record", body } as Said<PublicContent>;
  };
  const refused = { is: "refused", reason: "not-authorised" } as const;
  const before = JSON.stringify([directory.organisations(), directory.devicesOf(shelterId), directory.times]);
  const said = applyPublic(batch("finding"), shelter[0], 1);
  assert.ok(said.is === "applied" && "record" in said && said.record !== undefined, "and it is handed on");
  assert.deepEqual([said.record.leaf, said.record.device, said.record.sealed], [1, shelter[0].name, false]);
  assert.deepEqual(applyPublic(batch("finding"), post, 1), refused);
  assert.deepEqual(applyPublic(batch("law"), shelter[0], 1), refused);
  assert.deepEqual(applyPublic(batch("proceeding"), shelter[0], 1), refused);
  const [seat] = seats;
  assert.ok(seat);
  assert.deepEqual(applyPublic(batch("finding"), seat, 1), refused);
  const log = { name: country.founding.origin, seed: country.logSeed };
  assert.deepEqual(applyPublic(batch("finding"), log, 1), { is: "refused", reason: "malformed" });
  assert.equal(JSON.stringify([directory.organisations(), directory.devicesOf(shelterId), directory.times]), before);
});

test("[RC4] the same open note that is logged again is refused as repeated", () => {
  const body = { register: "finding", import: clubId, part: 1, of: 1, rows: [fullRow("finding")] };
  const content = { kind: "record", salt: "0".repeat(32), at: time, body } as unknown as PublicContent;
  const bytes = encodeUtf8(signPublicNote(country.founding.origin, content, country.shelter[0]));
  assert.equal(applyClearNote(directory, bytes, 1).is, "applied");
  assert.deepEqual(applyClearNote(directory, bytes, 2), { is: "refused", reason: "repeated" });
});

test("the key of a log has the country's origin as its name", () => {
  assert.equal(logKeyOf(country.founding).name, country.founding.origin);
  assert.match(country.founding.origin, /^nation-host\.example\/[0-9a-f]{32}$/);
});

type Said<C extends { readonly kind: string; readonly body: unknown }> = C extends C ? Pick<C, "kind" | "body"> : never;

function directoryNote(said: Said<DirectoryContent>, signers: readonly (SignerKey | undefined)[]): Uint8Array {
  const content = { ...said, salt: encodeHex(randomBytes(16)), at: time };
  const { kind, salt, at, body } = content;
  const known = signers.filter((signer) => signer !== undefined);
  return encodeUtf8(signDirectoryNote(country.founding.origin, { kind, salt, at, body } as DirectoryContent, known));
}

function apply(said: Said<DirectoryContent>, signers: readonly (SignerKey | undefined)[]) {
  try {
    return applyClearNote(directory, directoryNote(said, signers), 1);
  } catch {
    // Nobody can even sign what is not in its schema.
    return { is: "refused", reason: "malformed" } as const;
  }
}

function applyPublic(said: Said<PublicContent>, signer: SignerKey, index: number) {
  const content = { kind: said.kind, salt: encodeHex(randomBytes(16)), at: time, body: said.body } as PublicContent;
  return applyClearNote(directory, encodeUtf8(signPublicNote(country.founding.origin, content, signer)), index);
}

for (const [n, liars] of [
  [2, 1],
  [4, 2],
] as const)
  test(`[DR7] [LG8a] where all of ${n} witnesses must cosign, ${liars} that lie into the past do not shorten the week of a seat's new key`, () => {
    const witnesses = Array.from({ length: n }, (_, i) => ({ name: `w${i}.example`, seed: randomBytes(32) }));
    const lines = witnesses.map(({ name, seed }, i) => {
      const key = verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature);
      return `witness w${i} ${encodeVerifierKey(key)} http://127.0.0.1:1\n`;
    });
    const policy = `${lines.join("")}group all ${n} ${witnesses.map((_, i) => `w${i}`).join(" ")}\nquorum all\n`;
    const waits = { admission: 168, reader: 72, soloReader: 168, answer: 24, forms: 168 };
    const { founding, keys } = foundCountry(
      { ...trialTerms, trial: false, demonstration: false, policy, waits },
      () => Date.UTC(2026, 0, 15),
      randomBytes,
    );
    const directory = directoryOf(founding);
    const { origin } = founding;
    const hour = 3_600;
    const start = 1_800_000_000;
    let index = 1;
    const apply = (note: string) => {
      assert.equal(applyClearNote(directory, encodeUtf8(note), index).is, "applied");
      index += 1;
    };
    const head = () => ({ salt: encodeHex(randomBytes(16)), at: "2026-01-15T00:00:00Z" });
    const time = (secondsOf: (witness: number) => number) => {
      const body = encodeCheckpointBody(origin, index, randomBytes(32));
      const checkpoint = addSignatureLines(
        signCheckpoint(body, keys.logSeed),
        witnesses.map((witness, i) => signCosignature(body, witness, secondsOf(i))),
      );
      const content = { kind: "time", ...head(), body: { checkpoint } } as const;
      apply(signPublicNote(origin, content, { name: origin, seed: keys.logSeed }));
    };
    time(() => start);
    const [one, two, three] = keys.seats;
    assert.ok(one && two && three);
    const key = encodeBase64(ed25519PublicKey(randomBytes(32)));
    // The host wrote no time for 166 hours, and liars say that none passed.
    const body = { seat: three.name, key, number: 1 };
    apply(signDirectoryNote(origin, { kind: "council.seat", ...head(), body }, [one, two]));
    time((i) => (i < liars ? start : start + 166 * hour));
    time(() => start + 168 * hour);
    assert.notEqual(directory.keyOf(three.name, index), key, "two hours after it was logged");
    time(() => start + (166 + 168) * hour);
    assert.equal(directory.keyOf(three.name, index), key);
  });
