// Entries as they are composed: parents, readers, consents, and to whom they are sealed.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { device, found } from "../../../test/hostile/support/nation.ts";
import { saveIn } from "../../../test/support/country.ts";
import { labelOf } from "../../../test/support/entry-label.ts";
import { answering, exampleDraft } from "../../../test/support/world.ts";
import { foldCase } from "../../core/case/fold.ts";
import { library } from "../../core/form/library.ts";
import { isProblem } from "../../core/problem.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { decodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { type EntryNote, splitEntries, verifyEntry } from "../../note/entry-note.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { sealedShape } from "../../protocol/sealed-shape.ts";
import { open } from "../../sealing/envelope.ts";
import { SecretIdentity } from "../../sealing/secret-identity.ts";
import { signerOf } from "../store/vault.ts";
import { composeReferral } from "./compose-referral.ts";
import { Composer } from "./composer.ts";

async function composing(t: TestContext) {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const { world, host, border } = nation;
  const seen = verifyCheckpoint(host.signHead(), logKeyOf(world.founding));
  assert.ok(seen);
  const author = device(border);
  const composer = new Composer({
    signer: signerOf(author),
    directory: world.host.directory,
    seen,
    clock: world.clock,
    randomBytes,
  });
  return { nation, composer, seen, author };
}

/** The case as each reader folds it, in which every entry is effective. */
function effectiveFold({ world, host }: Awaited<ReturnType<typeof found>>, notes: readonly EntryNote[]) {
  const entries = notes.map(({ id, content }, position) => ({
    ...{ id, content: content as never, leaf: host.size, position },
  }));
  const { directory } = world.host;
  const state = foldCase(notes[0]?.id ?? "", entries, { directory, now: host.size + 1, forms: library });
  assert.ok(state.entries.every(({ verdict }) => verdict.is === "effective"));
  return state;
}

const code = (expected: string) => (error: unknown) => isProblem(error, "engine") && error.code === expected;

test("[FD4] a referral is entries that the fold of every reader takes as effective, each signed and with its true readers", async (t) => {
  const { nation, composer, seen, author } = await composing(t);
  const { world, shelter, legal } = nation;
  const { first, later, referrals } = composeReferral(composer, exampleDraft([shelter, legal]), null);
  const [{ referral } = assert.fail()] = referrals;
  const entries = [...first, ...later];
  assert.deepEqual(
    entries.map(({ content }) => labelOf(content)),
    [
      "case.open",
      "consent.give",
      "consent.give",
      "referral",
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
    const quoted = "seen" in entry.content ? entry.content.seen : null;
    assert.equal(quoted?.size, seen.size, "[LG7] what the author saw");
    assert.equal(quoted?.line, seen.logSignatureLine);
  }
  const state = effectiveFold(nation, entries);
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
  const { first, later } = composeReferral(composer, exampleDraft([shelter]), null);
  assert.ok(later.every(({ content }) => ["identity", "contact", "narrative"].includes(labelOf(content))));
  assert.ok(!first.some(({ content }) => ["identity", "contact", "narrative"].includes(labelOf(content))));
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

test("[FD8] a referral asks all its choices at once when the person is in danger now, and only then", async (t) => {
  const { nation, composer } = await composing(t);
  const draft = exampleDraft([nation.shelter, nation.legal]);
  const asked = (danger: "now" | "not-now" | "unclear") => {
    const { referrals } = composeReferral(composer, answering(draft, "first-line", { danger }), null);
    const [
      {
        referral: { content },
      } = assert.fail(),
    ] = referrals;
    return content.kind === "referral.send" && !("newer" in content) ? content.body.at_once : null;
  };
  assert.deepEqual([asked("now"), asked("not-now"), asked("unclear")], [true, false, false]);
});

test("[FD7] each organisation has a consent of its own, and a part goes only to those for whom the person agreed to it", async (t) => {
  const { nation, composer } = await composing(t);
  const { shelter, legal } = nation;
  const draft = {
    ...exampleDraft([shelter, legal]),
    choices: [
      { organisation: shelter.id, compartments: ["referral", "identity"] },
      { organisation: legal.id, compartments: ["referral", "contact"] },
    ],
  } as const;
  const { first, later } = composeReferral(composer, draft, null);
  const consents = first.filter(({ content }) => content.kind === "consent.give");
  assert.deepEqual(
    consents.map(({ content }) => "body" in content && content.body),
    draft.choices.map(({ organisation, compartments }) => ({ ...draft.consent, organisation, compartments })),
  );
  const [toShelter, toLegal] = consents.map(({ id }) => id);
  assert.deepEqual(
    later.map(({ content }) => [labelOf(content), content.to, "consent" in content && content.consent]),
    [
      ["identity", [shelter.id], [toShelter]],
      ["contact", [legal.id], [toLegal]],
    ],
    "nobody may learn the narrative",
  );
  effectiveFold(nation, [...first, ...later]);
});

test("[FD11f] [FD11] [R06] a consent that names a part which the table keeps from its organisation is refused aloud; a competent authority gets no contact and no story", async (t) => {
  const { nation, composer } = await composing(t);
  const { world, shelter } = nation;
  const authority = await world.organisation("competent-authority", "Example Authority");
  const draft = exampleDraft([shelter, authority]);
  for (const part of ["contact", "narrative"] as const) {
    const [toShelter, toAuthority] = draft.choices ?? [];
    assert.ok(toShelter && toAuthority);
    const choices = [toShelter, { ...toAuthority, compartments: ["referral", "identity", part] as const }];
    assert.throws(() => composeReferral(composer, { ...draft, choices }, null), code("part-kept-back"));
  }
  const choices = draft.choices?.map((choice) =>
    choice.organisation === authority.id ? { ...choice, compartments: ["referral", "identity"] as const } : choice,
  );
  const { later } = composeReferral(composer, { ...draft, ...(choices === undefined ? {} : { choices }) }, null);
  assert.deepEqual(
    later.map(({ content }) => [labelOf(content), content.to]),
    [
      ["identity", [shelter.id, authority.id]],
      ["contact", [shelter.id]],
      ["narrative", [shelter.id]],
    ],
  );
});

test("an incomplete draft, a receiver without keys and a text that is too long are refused by their codes", async (t) => {
  const { nation, composer } = await composing(t);
  const { shelter, border } = nation;
  const draft = exampleDraft([shelter]);
  const { consent: _consent, ...withoutConsent } = draft;
  assert.throws(() => composeReferral(composer, withoutConsent, null), code("draft-incomplete"));
  assert.throws(() => composeReferral(composer, {}, null), code("draft-incomplete"));
  const toReferrer = composer.entry("case.open", { parents: [], to: [border.id] }, { lead: border.id });
  await assert.rejects(composer.seal([toReferrer]), code("receiver-without-keys"));
  const noise = () => Buffer.from(randomBytes(4_000)).toString("base64");
  const many = Array.from({ length: 20 }, () =>
    composer.entry(
      "answers",
      { caseId: "0".repeat(64), parents: ["0".repeat(64)], to: [shelter.id] },
      { ...saveIn("narrative"), set: { words: noise() } },
    ),
  );
  await assert.rejects(composer.seal(many), code("too-long"));
});

test("[SL7] every referral has a receipt key of its own, whose secret only its readers get", async (t) => {
  const { nation, composer } = await composing(t);
  const composed = [1, 2].map(() => composeReferral(composer, exampleDraft([nation.shelter]), null));
  const seeds = composed.map(({ first, later, referrals }) => {
    const [{ referral, receiptKey } = assert.fail()] = referrals;
    const { content } = referral;
    assert.ok(content.kind === "referral.send" && !("newer" in content));
    const seed = content.body.receipt_seed;
    assert.equal(encodeBase64(ed25519PublicKey(decodeHex(seed) ?? assert.fail())), receiptKey);
    assert.equal([...first, ...later].filter(({ note }) => note.includes(seed)).length, 1);
    return seed;
  });
  assert.equal(new Set(seeds).size, 2);
});

test("[SL7] a receipt holds the device that it is for, entry, state and minute, whoever writes it, in the one size of receipts", async (t) => {
  const { nation, seen } = await composing(t);
  const { world, shelter, legal, border } = nation;
  const officer = device(border);
  const to = world.host.directory.device(officer.device) ?? assert.fail();
  const own = SecretIdentity.parse(officer.identity) ?? assert.fail();
  const receiptSeed = randomBytes(32);
  const referral = { id: "0".repeat(64), receiptSeed };
  const clock = () => Date.parse("2030-01-01T12:34:56Z");
  const parts = {
    directory: world.host.directory,
    seen,
    clock,
    randomBytes: (length: number) => new Uint8Array(length),
  };
  const notes: string[] = [];
  for (const author of [shelter, legal].map((organisation) => device(organisation))) {
    const sealed = await new Composer({ ...parts, signer: signerOf(author) }).receipt(to, referral, "met");
    assert.equal(sealedShape(sealed, "hybrid"), "receipt");
    notes.push(decodeUtf8((await open(sealed, [own])) ?? new Uint8Array(0)) ?? "");
  }
  const [note = "", other] = notes;
  assert.equal(note, other, "of two organisations, word for word: the salt is chance, and here the same");
  assert.deepEqual(JSON.parse(note.split("\n")[2] ?? ""), {
    kind: "receipt",
    device: officer.device,
    salt: "00".repeat(16),
    at: "2030-01-01T12:34:00Z",
    to: [],
    body: { entry: referral.id, state: "met" },
  });
  const [entry = assert.fail()] = splitEntries(note, world.founding.origin) ?? [];
  assert.ok(verifyEntry(entry, encodeBase64(ed25519PublicKey(receiptSeed))));
});

/** A consul's composer in the invented country, with an organisation where the person is and one at home. */
async function abroad(t: TestContext) {
  const { nation, composer } = await composing(t);
  const { world, shelter } = nation;
  const gulf = await world.organisation("shelter", "Example Aid Organisation Gulf", "AE");
  const draft = exampleDraft([gulf, shelter]);
  const [there, home] = draft.choices ?? [];
  assert.ok(there && home);
  const choices = [
    { ...there, abroad: true as const },
    { ...home, abroad: true as const, home: true as const },
  ];
  const away = answering(draft, "first-line", { wants: ["return"], place: "AE" });
  return { nation, composer, gulf, draft: { ...away, choices } };
}

test("[FD2] who wants to go home is referred twice in one case, and the fold takes an acceptance of each", async (t) => {
  const { nation, composer, gulf, draft } = await abroad(t);
  const { shelter } = nation;
  const { first, later, referrals } = composeReferral(composer, draft, null);
  assert.deepEqual(
    referrals.map(({ referral, asked }) => {
      const { content } = referral;
      assert.ok(content.kind === "referral.send" && !("newer" in content));
      return [content.case === first[0]?.id, content.body.choices.map(({ organisation }) => organisation), asked];
    }),
    [
      [true, [gulf.id], 1],
      [true, [shelter.id], 1],
    ],
  );
  assert.equal(
    new Set(referrals.map(({ receiptKey }) => receiptKey)).size,
    2,
    "[SL7] each has a receipt key of its own",
  );
  for (const { note, content } of first) {
    assert.deepEqual(content.to, [gulf.id, shelter.id]);
    assert.doesNotMatch(note, /"(home|abroad|anyway)":/, "what was said on the screen is not sent");
  }
  const state = effectiveFold(nation, [...first, ...later]);
  assert.equal(state.referrals.length, 2);
});

test("[R22] what goes to another country rests on a consent that says so, organisation by organisation, or is not written", async (t) => {
  const { nation, composer, draft } = await abroad(t);
  const { first } = composeReferral(composer, draft, null);
  const purposes = (entries: readonly EntryNote[]) =>
    entries.flatMap(({ content }) =>
      content.kind === "consent.give" && !("newer" in content) ? [content.body.purposes] : [],
    );
  assert.deepEqual(purposes(first), [
    ["referral", "transfer-abroad"],
    ["referral", "transfer-abroad"],
  ]);
  for (const unsaid of [0, 1]) {
    const choices = draft.choices.map((choice, at) => {
      const { abroad: _said, ...bare } = choice;
      return at === unsaid ? bare : choice;
    });
    assert.throws(() => composeReferral(composer, { ...draft, choices }, null), code("transfer-not-agreed"));
  }
  const atHome = exampleDraft([nation.shelter]);
  const said = { ...atHome, choices: (atHome.choices ?? []).map((choice) => ({ ...choice, abroad: true as const })) };
  assert.deepEqual(
    purposes(composeReferral(composer, said, null).first),
    [["referral"]],
    "what stays in the country does not say so",
  );
});

test("[R22] an organisation abroad cannot avoid the question by a service note that names the log's country", async (t) => {
  const { nation, composer } = await composing(t);
  const { world } = nation;
  const gulf = await world.organisation("shelter", "Example Aid Organisation Gulf", "AE");
  const service = await world.service(gulf, ["shelter-emergency"]);
  assert.equal(world.host.directory.service(service)?.country, world.host.directory.founding.country);
  const draft = exampleDraft([gulf]);
  const choices = (draft.choices ?? []).map((choice) => ({ ...choice, service }));
  assert.throws(() => composeReferral(composer, { ...draft, choices }, null), code("transfer-not-agreed"));
});

test("[DR5] a service that says that it is for others is asked with a second yes only, also when no service is named", async (t) => {
  const { nation, composer } = await composing(t);
  const { world, shelter } = nation;
  const service = await world.service(shelter, ["shelter-emergency"], { eligibility: ["women", "children"] });
  const draft = exampleDraft([shelter]);
  const [choice] = draft.choices ?? [];
  assert.ok(choice);
  const forWhom = (sex: "men" | "women" | "not-told", change: object) => ({
    ...answering(draft, "first-line", { sex }),
    choices: [{ ...choice, ...change }],
  });
  for (const named of [{ service }, {}]) {
    assert.throws(() => composeReferral(composer, forWhom("men", named) as never, null), code("for-others"));
    const { first } = composeReferral(composer, forWhom("men", { ...named, anyway: true }) as never, null);
    assert.ok(
      first.some(({ note }) => note.includes('"sex":"men"')),
      "the shelter reads it before it answers",
    );
    for (const sex of ["women", "not-told"] as const) composeReferral(composer, forWhom(sex, named) as never, null);
  }
  await world.service(shelter, ["legal-advice"]);
  composeReferral(composer, forWhom("men", {}) as never, null);
  assert.throws(() => composeReferral(composer, forWhom("men", { service }) as never, null), code("for-others"));
});
