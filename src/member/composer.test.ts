// Entries as they are composed: parents, readers, consents, and to whom they are sealed.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { device, found } from "../../test/hostile/support/nation.ts";
import { teapotDraft } from "../../test/support/world.ts";
import { foldCase } from "../core/case-fold.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { randomBytes } from "../crypto/random.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import type { EntryNote } from "../note/entry-note.ts";
import { splitEntries, verifyEntry } from "../note/entry-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import { open } from "../sealing/envelope.ts";
import { SecretIdentity } from "../sealing/secret-identity.ts";
import { ComposeProblem, Composer } from "./composer.ts";

async function composing(t: TestContext) {
  const nation = await found(t);
  const { world, host, border } = nation;
  const seen = verifyCheckpoint(host.signHead(), logKeyOf(world.founding));
  assert.ok(seen);
  const author = device(border);
  const composer = new Composer({
    device: author.device,
    signingSeed: decodeBase64(author.signingSeed) ?? new Uint8Array(0),
    directory: world.host.directory,
    seen,
    clock: world.clock,
    randomBytes,
  });
  return { nation, composer, seen, author };
}

const code = (expected: string) => (error: unknown) => error instanceof ComposeProblem && error.code === expected;

test("[FD4] a referral is entries that the fold of every reader takes as effective, each signed and with its true readers", async (t) => {
  const { nation, composer, seen, author } = await composing(t);
  const { world, host, shelter, legal } = nation;
  const { first, later, referral } = composer.referral(teapotDraft([shelter, legal]), null);
  const entries = [...first, ...later];
  assert.deepEqual(
    entries.map(({ content }) => content.kind),
    [
      "case.open",
      "consent.give",
      "consent.give",
      "screening",
      "referral.send",
      "status",
      "identity",
      "contact",
      "narrative",
    ],
  );
  const key = world.host.directory.device(author.device)?.key ?? "";
  for (const entry of entries) {
    assert.ok(verifyEntry(entry, key));
    assert.deepEqual(entry.content.to, [shelter.id, legal.id], "[SL7] a referrer keeps no copy for itself");
    assert.equal(entry.content.seen.size, seen.size, "[LG7] what the author saw");
    assert.equal(entry.content.seen.line, seen.logSignatureLine);
  }
  const placed = entries.map(({ id, content }, position) => ({
    id,
    content: content as never,
    leaf: host.size,
    position,
  }));
  const state = foldCase(first[0]?.id ?? "", placed, world.host.directory, host.size + 1);
  assert.ok(state.entries.every(({ verdict }) => verdict.is === "effective"));
  assert.equal(state.referrals[0]?.id, referral.id);
  assert.equal(
    new Set(entries.map(({ content }) => content.salt)).size,
    entries.length,
    "[SG1] every entry has its own salt",
  );
});

test("[FD8] what waits for acceptance is in an envelope of its own, sealed to the same readers at once", async (t) => {
  const { nation, composer } = await composing(t);
  const { shelter, legal } = nation;
  const { first, later } = composer.referral(teapotDraft([shelter]), null);
  assert.ok(later.every(({ content }) => ["identity", "contact", "narrative"].includes(content.kind)));
  assert.ok(!first.some(({ content }) => ["identity", "contact", "narrative"].includes(content.kind)));
  const identity = (id: typeof shelter) => SecretIdentity.parse(device(id).epochs[0]?.identity ?? "") ?? assert.fail();
  for (const part of [first, later]) {
    const [sealed = assert.fail(), ...more] = await composer.seal(part);
    assert.deepEqual(more, []);
    assert.equal(sealedShape(sealed, "hybrid"), "case");
    const content = await open(sealed, [identity(shelter)]);
    assert.deepEqual(
      splitEntries(decodeUtf8(content ?? new Uint8Array(0)) ?? "", nation.world.founding.origin)?.map(({ id }) => id),
      part.map(({ id }: EntryNote) => id),
    );
    assert.equal(await open(sealed, [identity(legal)]), null);
  }
});

test("[FD7] each organisation has a consent of its own, and a part goes only to those for whom she agreed to it", async (t) => {
  const { nation, composer } = await composing(t);
  const { world, host, shelter, legal } = nation;
  const draft = {
    ...teapotDraft([shelter, legal]),
    choices: [
      { organisation: shelter.id, compartments: ["referral", "identity"] },
      { organisation: legal.id, compartments: ["referral", "contact"] },
    ],
  } as const;
  const { first, later } = composer.referral(draft, null);
  const consents = first.filter(({ content }) => content.kind === "consent.give");
  assert.deepEqual(
    consents.map(({ content }) => "body" in content && content.body),
    draft.choices.map(({ organisation, compartments }) => ({ ...draft.consent, organisation, compartments })),
  );
  const [toShelter, toLegal] = consents.map(({ id }) => id);
  assert.deepEqual(
    later.map(({ content }) => [content.kind, content.to, "consent" in content && content.consent]),
    [
      ["identity", [shelter.id], [toShelter]],
      ["contact", [legal.id], [toLegal]],
    ],
    "nobody may learn the narrative",
  );
  const entries = [...first, ...later].map(({ id, content }, position) => ({
    id,
    content: content as never,
    leaf: host.size,
    position,
  }));
  const state = foldCase(first[0]?.id ?? "", entries, world.host.directory, host.size + 1);
  assert.ok(state.entries.every(({ verdict }) => verdict.is === "effective"));
});

test("an incomplete draft, a receiver without keys and a text that is too long are refused by their codes", async (t) => {
  const { nation, composer } = await composing(t);
  const { shelter, border } = nation;
  const draft = teapotDraft([shelter]);
  const { consent: _consent, ...withoutConsent } = draft;
  assert.throws(() => composer.referral(withoutConsent, null), code("draft-incomplete"));
  assert.throws(() => composer.referral({}, null), code("draft-incomplete"));
  const toReferrer = composer.referral(teapotDraft([border]), null);
  await assert.rejects(composer.seal(toReferrer.first), code("receiver-without-keys"));
  const noise = () => Buffer.from(randomBytes(4_000)).toString("base64");
  const many = Array.from({ length: 20 }, () =>
    composer.entry(
      "narrative",
      { caseId: "0".repeat(64), parents: ["0".repeat(64)], to: [shelter.id] },
      { text: noise() },
    ),
  );
  await assert.rejects(composer.seal(many), code("too-long"));
});

test("[SL7] a receipt holds entry, device, state and time, in the one size of receipts", async (t) => {
  const { nation, composer } = await composing(t);
  const officer = device(nation.border);
  const recipient = nation.world.host.directory.device(officer.device)?.recipient ?? "";
  const sealed = await composer.receipt(officer.device, recipient, "0".repeat(64), "met");
  assert.equal(sealedShape(sealed, "hybrid"), "receipt");
  const own = SecretIdentity.parse(officer.identity);
  assert.ok(own);
  const json = (decodeUtf8((await open(sealed, [own])) ?? new Uint8Array(0)) ?? "").split("\n")[2] ?? "";
  const { body, to } = JSON.parse(json);
  assert.deepEqual(to, []);
  assert.deepEqual({ ...body, at: "" }, { entry: "0".repeat(64), device: officer.device, state: "met", at: "" });
});
