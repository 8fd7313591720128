// A competent authority that is a police body, and hostile: it was asked by a referral and accepted. It reads referral, identity and legal, moves nothing for
// those who help, and what it opens is written down.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { CaseKind } from "../../src/core/entry-kind.ts";
import { readableParts } from "../../src/core/part-table.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { must } from "../../src/member/verb.ts";
import { exampleDraft } from "../support/world.ts";
import { atRest, consentFor, country, entriesOf, forger, post, verdictOf } from "./support/participants.ts";

/** A shelter that met the person and asks an authority by a referral of its own, which accepts. */
async function askedAndAccepted(t: TestContext) {
  const known = await country(t);
  const { world, worker, shelter, officer, caseId } = known;
  const board = await world.organisation("competent-authority", "Example Criminal Police Board");
  const official = await world.member(board.devices[0] ?? assert.fail());
  await world.settle(worker);
  const place = worker.cases.view(caseId)?.actions[0]?.referral ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, place, { verb: "meet" }));
  await must(worker.cases.consents.renewConsent(caseId, consentFor(shelter.id, readableParts("provider", []))));
  for (const [form, set] of [
    ["story", { words: "canary-story-marker", on: "2026-01-15" }],
    ["risk", { reasons: "canary-risk-marker", level: "high" }],
    ["health", { words: "canary-health-marker" }],
    ["follow-up", { words: "canary-support-marker" }],
    ["note", { words: "canary-note-marker", on: "2026-01-15" }],
    ["punished", { with: ["detained"], by: "police", undo: "not-asked" }],
  ] as const)
    await must(worker.cases.saveSheet(caseId, { form, set }));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(board.id, ["referral", "identity", "legal"])));
  await world.settle(worker, official);
  const consent =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === board.id)?.id ??
    assert.fail();
  const composer = forger(worker, world);
  const referral = composer.entry(
    "referral.send",
    { caseId, parents: [consent], to: [shelter.id, board.id].sort(), consent: [consent] },
    {
      choices: [{ organisation: board.id, consent }],
      needs: ["legal-advice"],
      escort: false,
      at_once: false,
      receipt_seed: encodeHex(randomBytes(32)),
    },
  );
  await post(worker, composer, [referral]);
  await world.settle(worker, official, officer);
  await world.settle(worker, official, officer);
  return { ...known, board, official, consent, referral: referral.id };
}

test("[FD15] [FD11a] [R06] a police authority that accepted a referral reads nothing beyond referral, identity and legal, and none of what was done to the person by police", async (t) => {
  const { world, worker, official, caseId, referral } = await askedAndAccepted(t);
  assert.equal(official.cases.inbox[0]?.caseId, caseId);
  assert.deepEqual(official.cases.view(caseId)?.actions.find((one) => one.referral === referral)?.verbs, [
    "accept",
    "decline",
  ]);
  await must(official.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(official, worker);
  assert.deepEqual(
    official.cases.view(caseId)?.actions.flatMap(({ verbs }) => verbs),
    [],
    "it meets nobody and ends no help",
  );
  await must(worker.cases.saveSheet(caseId, { form: "justice", set: { on: "2026-01-15", wish: "no" } }));
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: { reasons: "canary-later-marker", level: "low" } }));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker, official);
  const held = await atRest(official);
  assert.doesNotMatch(held, /canary-[a-z]+-marker|detained|kept by the example employer|example number/);
  assert.match(await atRest(worker), /canary-later-marker/, "the marker is found where it may be");
  const forms = official.cases.sheets(caseId)?.sheets.map(({ form }) => form) ?? [];
  assert.ok(forms.includes("justice"), "what the person agreed to comes");
  const tasks = official.cases.sheets(caseId)?.tasks.map(({ form, rule }) => `${form}/${rule}`) ?? [];
  assert.deepEqual(
    tasks.filter((task) => /risk|person|needs|meet/.test(task)),
    [],
    "it meets nobody, and no task of help is its own",
  );
});

test("[FD15] a police authority that accepted grants, confirms, consents, meets and ends nothing: each try is refused by the shelter, and the shelter goes on", async (t) => {
  const { world, worker, official, shelter, clinic, board, legal, caseId, consent, referral } =
    await askedAndAccepted(t);
  await must(official.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(official, worker);
  const place = worker.cases.inbox[0]?.referral ?? assert.fail();
  const composer = forger(official, world);
  const to = [shelter.id, board.id].sort();
  const ofShelter =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id ??
    assert.fail();
  const parents = [consent];
  const at = { caseId, parents, to };
  const withdrawal = composer.entry("consent.withdraw", at, { given: consent });
  const tries = [
    composer.entry("consent.give", at, consentFor(board.id, ["referral", "narrative"])),
    composer.entry("consent.give", { ...at, to: [...to, legal.id].sort() }, consentFor(legal.id, ["referral"])),
    composer.entry("grant", at, {
      organisation: board.id,
      consent,
      notes: [],
      left_out: [{ entry: caseId, needs: [] }],
    }),
    composer.entry("referral.meet", at, { referral }),
    composer.entry("referral.close", at, { referral, outcome: "other" }),
    composer.entry("referral.close", at, { referral: place, outcome: "other" }),
    composer.entry("referral.reopen", at, { referral, why: "other" }),
    composer.entry("referral.waitlist", at, { referral }),
    composer.entry("adopt", at, { entries: [consent] }),
    composer.entry("withdraw.confirmed", { ...at, parents: [withdrawal.id] }, { withdrawal: withdrawal.id }),
    composer.entry(
      "referral.send",
      { caseId, parents, to: [shelter.id, clinic.id, board.id].sort(), consent: [consent] },
      {
        choices: [{ organisation: clinic.id, consent }],
        needs: ["shelter-emergency"],
        escort: false,
        at_once: true,
        receipt_seed: encodeHex(randomBytes(32)),
      },
    ),
  ];
  for (const one of [withdrawal, ...tries]) await post(official, composer, [one]);
  await world.settle(official, worker);
  await world.settle(official, worker);
  const verdicts = tries.map(({ id, content }) => [content.kind as CaseKind, verdictOf(worker, caseId, id)] as const);
  for (const [kind, verdict] of verdicts) assert.equal(verdict?.is, "refused", kind);
  assert.ok(worker.cases.view(caseId)?.state.consents.every(({ id, purge }) => id !== ofShelter || !purge));
  const [own] = worker.cases.view(caseId)?.state.referrals[0]?.places ?? [];
  assert.deepEqual([own?.organisation, own?.state], [shelter.id, "met"]);
  assert.ok(worker.cases.consents.newcomers(caseId).length > 0);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "legal"])));
});

test("[FD15b] [SL7] an authority that an officer refers to says that it received that, and nothing of its answer: accepted means that somebody takes the person in", async (t) => {
  const { world, officer } = await country(t);
  const board = await world.organisation("competent-authority", "Example Criminal Police Board");
  const official = await world.member(board.devices[0] ?? assert.fail());
  await world.settle(officer);
  const parts = ["referral", "identity"] as const;
  const draft = exampleDraft([board]);
  const { consent = assert.fail() } = draft;
  const sheets = { ...draft.sheets };
  for (const form of ["reach", "story"] as const) delete sheets[form];
  await must(
    officer.drafts.send({
      ...draft,
      sheets,
      consent: { ...consent, compartments: parts },
      choices: [{ organisation: board.id, compartments: parts }],
    }),
  );
  await world.settle(officer, official, officer);
  const stateOf = () => officer.drafts.sent.at(-1)?.answers.map(({ state }) => state);
  const received = stateOf();
  const item = official.cases.inbox[0] ?? assert.fail();
  await must(official.cases.steps.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
  await world.settle(official, officer);
  assert.equal(official.cases.inbox[0]?.state, "accepted");
  assert.deepEqual(stateOf(), received);
  assert.deepEqual(received, ["received"]);
});

test("[SL10] what an authority and a prosecutor open of a case is written down in their own organisation, once for each device", async (t) => {
  const { world, worker, official, caseId, referral } = await askedAndAccepted(t);
  await must(official.cases.steps.answer(caseId, referral, { verb: "accept" }));
  const justice = await world.organisation("prosecutor", "Example Prosecutor");
  const prosecutor = await world.member(justice.devices[0] ?? assert.fail());
  await world.settle(official, worker);
  await must(worker.cases.saveSheet(caseId, { form: "justice", set: { on: "2026-01-15", wish: "yes" } }));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker, official);
  await must(worker.cases.consents.grant(caseId, consentFor(justice.id, ["referral", "legal"])));
  await world.settle(worker, official, prosecutor);
  for (const reader of [official, prosecutor]) {
    assert.equal(await must(reader.cases.reading.recordOpening(caseId)), true);
    assert.equal(await must(reader.cases.reading.recordOpening(caseId)), false);
    const opened = entriesOf(reader, caseId).filter(({ content }) => content.kind === "opened");
    assert.equal(opened.length, 1);
    assert.equal(opened[0]?.content.to.length, 1);
  }
});
