// The keys that the verifier learns from the notes of a recovery.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, recipientOfSuite } from "../../test/support/country.ts";
import { recoveryHours, recoverySignerName } from "../core/recovery.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { signDirectoryNote } from "../note/directory-note.ts";
import { ClearNotes, readFounded } from "./clear-notes.ts";

const clearNotesOf = (country: Country) =>
  new ClearNotes(readFounded(Buffer.from(country.founding.note)) ?? assert.fail());

test("[KR3] [KR7] a log that holds an honest recovery is in order: the device that asks brings its key, and the recovery key signs the restore", () => {
  const country = new Country();
  const seed = country.random(32);
  const recipient = () => recipientOfSuite("x25519", encodeHex(country.random(8)));
  const organisation = country.by.shelter.id;
  const shares = (["legal", "clinic"] as const).map((custodian) => ({
    custodian: country.by[custodian].id,
    hash: encodeHex(country.random(32)),
  }));
  const key = encodeBase64(ed25519PublicKey(seed));
  const dealing = { organisation, key, recipient: recipient(), threshold: 2, shares };
  country.must("recovery.deal", dealing, ...country.admins("shelter"));
  const dealt = country.directory.recoveries.newestDealingOf(organisation) ?? assert.fail();
  country.passHours(recoveryHours);
  const device = country.device(organisation, "shelter", true);
  const [seat = assert.fail()] = country.seats;
  country.must("recovery.request", { organisation, device: device.device }, device.signer, seat);
  const request = country.directory.recoveries.request(device.signer.name) ?? assert.fail();
  country.passHours(recoveryHours);
  const restoring = {
    request: request.id,
    epoch: country.directory.epochsOf(organisation).length + 1,
    recipient: recipient(),
  };
  country.must("recovery.restore", restoring, device.signer, { name: recoverySignerName(dealt.id), seed });
  const [lost = assert.fail()] = country.admins("shelter");
  country.must("device.revoke", { device: lost.name, reason: "lost" }, device.signer);
  const notes = clearNotesOf(country);
  const refused = [...country.notes].filter(([leaf, note]) => leaf > 0 && !notes.take(Buffer.from(note), leaf));
  assert.deepEqual(refused, []);
});

test("[KR3] a request takes nobody's name: whoever the log knows signs with the key that the log knows", () => {
  const country = new Country();
  const organisation = country.by.shelter.id;
  const stranger = country.device(organisation, "shelter", true);
  const [known = assert.fail()] = country.admins("shelter");
  const posing = { ...stranger.device, id: known.name };
  const content = country.content("recovery.request", { organisation, device: posing });
  const note = signDirectoryNote(country.founding.origin, content, [
    { name: known.name, seed: stranger.signer.seed },
    country.seats[0] ?? assert.fail(),
  ]);
  assert.equal(clearNotesOf(country).take(Buffer.from(note), country.size), false);
});

test("[DR1] notes of two kinds under one salt are two notes, for the directory and for the verifier", () => {
  const country = new Country();
  const council = country.seats.slice(0, 2);
  const { origin } = country.founding;
  const { policy } = country.directory.founding;
  const waits = country.content("council.waits", { waits: country.directory.waits });
  const changed = { ...country.content("council.policy", { policy: `${policy}# example\n` }), salt: waits.salt };
  const notes = clearNotesOf(country);
  for (const content of [waits, changed]) {
    const note = signDirectoryNote(origin, content, council);
    const leaf = country.size;
    assert.equal(country.log(note), null);
    assert.equal(notes.take(Buffer.from(note), leaf), true);
  }
  assert.equal(notes.policyAt(country.size), country.directory.policyAt(country.size));
});
