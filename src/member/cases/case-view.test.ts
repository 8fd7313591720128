// What a reader may see of a case and do next (FD8), and the order of the inbox.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { device, found, join, moment, sealTo, seenIn } from "../../../test/hostile/support/nation.ts";
import { labelOf } from "../../../test/support/entry-label.ts";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { signDirectory } from "../../cli/sign-directory.ts";
import type { Party } from "../../core/party.ts";
import { isProblem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { signEntry } from "../../note/entry-note.ts";
import { victimToken } from "../../note/victim-token.ts";
import { hostClient, submitNote } from "../../operate/country-client.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import type { Device } from "../device.ts";
import { tables } from "../store/store.ts";
import { must } from "../verb.ts";
import type { InboxItem } from "../views.ts";
import { byPlace } from "./case-list.ts";
import { rankOf, viewCase } from "./case-view.ts";

async function received(t: TestContext) {
  const nation = await found(t);
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  const lawyer = await join(nation, nation.legal);
  await must(officer.drafts.send(exampleDraft([nation.shelter, nation.legal])));
  await officer.sync();
  await worker.sync();
  await lawyer.sync();
  const item = worker.cases.inbox[0];
  assert.ok(item?.referral);
  return { nation, officer, worker, lawyer, caseId: item.caseId, referral: item.referral };
}

const kinds = (member: Device, caseId: string) =>
  [...(member.cases.view(caseId)?.contents.values() ?? [])].map(labelOf);
const verbs = (member: Device, caseId: string) => member.cases.view(caseId)?.actions[0]?.verbs;

test("[FD8] [R08] identity, contact and narrative are named but not shown until our own acceptance is in the log", async (t) => {
  const { worker, lawyer, caseId, referral } = await received(t);
  const hidden = ["identity", "contact", "narrative"];
  assert.equal(worker.cases.view(caseId)?.sealedUntilAccepted.length, 3);
  assert.ok(!kinds(worker, caseId).some((kind) => hidden.includes(kind)));
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.equal(worker.cases.view(caseId)?.sealedUntilAccepted.length, 3, "accepted, but not logged");
  await worker.sync();
  await worker.sync();
  await lawyer.sync();
  assert.deepEqual(worker.cases.view(caseId)?.sealedUntilAccepted, []);
  for (const kind of hidden) assert.ok(kinds(worker, caseId).includes(kind), kind);
  assert.equal(lawyer.cases.view(caseId)?.sealedUntilAccepted.length, 3, "another's acceptance opens nothing for us");
});

test("[FD8h] the number of the post that refers is shown to providers alone, also where another party was granted the referral", async (t) => {
  const nation = await found(t);
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  await must(officer.directory.keepRingBack("+992000000000"));
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  await officer.sync();
  await worker.sync();
  const { state } = worker.cases.view(worker.cases.inbox[0]?.caseId ?? "") ?? assert.fail();
  const options = {
    origin: worker.view?.country.origin ?? "",
    openedToAuthority: [],
    leftOut: 0,
    isJustice: () => false,
    isOver: () => false,
    isEndedBySheet: false,
    missed: { by: [], from: [] },
  };
  const shownTo = (party: Party | null) => {
    const { contents } = viewCase(state, nation.legal.id, { ...options, party });
    const sent = [...contents.values()].find(({ kind }) => kind === "referral.send") ?? assert.fail();
    assert.ok("body" in sent && "choices" in sent.body, "the referral itself is shown");
    return "ring_back" in sent.body ? sent.body.ring_back : null;
  };
  assert.deepEqual((["provider", "authority", "justice"] as const).map(shownTo), ["+992000000000", null, null]);
});

test("[FD8] a case is found by a name only where the name may be shown, in whatever script either is written", async (t) => {
  const { worker, lawyer, caseId, referral } = await received(t);
  const found = async (member: Device, words: string) => [...(await must(member.cases.list.findNamed(words))).caseIds];
  for (const words of ["person", "Тест"]) assert.deepEqual(await found(worker, words), [], "not accepted");
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.deepEqual(await found(worker, "person"), [], "accepted, but not logged");
  const unopened = async (member: Device) => (await must(member.cases.list.findNamed("person"))).unopened;
  assert.deepEqual([await unopened(worker), await unopened(lawyer)], [1, 0], "[FD8f] and the search says so");
  await worker.sync();
  await worker.sync();
  await lawyer.sync();
  for (const words of ["person", "Тест", "TEST"]) assert.deepEqual(await found(worker, words), [caseId], words);
  for (const words of ["sample", " "]) assert.deepEqual(await found(worker, words), [], words);
  assert.deepEqual(await found(lawyer, "person"), []);
  assert.equal(await unopened(worker), 0);
});

test("[SL10] a search for a name logs each case found as opened, once a day and device; of more than five only the number is said, and nothing is logged", async (t) => {
  const { nation, officer, worker, caseId, referral } = await received(t);
  const colleague = await join(nation, nation.shelter, 1);
  const journal = (member: Device, id: string) =>
    (member.cases.view(id)?.state.entries ?? []).flatMap(({ content }) =>
      content.kind === "opened" && !("newer" in content)
        ? [{ device: content.device, entries: content.body.entries.length, to: content.to }]
        : [],
    );
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  for (let i = 0; i < 3; i++) for (const member of [worker, colleague]) await member.sync();
  assert.equal((await must(worker.cases.list.findNamed("sample"))).count, 0);
  assert.deepEqual(journal(worker, caseId), [], "nothing was found");
  assert.equal((await must(worker.cases.list.findNamed("person"))).count, 1);
  const mine = { device: worker.view?.self?.device, entries: 1, to: [nation.shelter.id] };
  assert.deepEqual(journal(worker, caseId), [mine], "only the name");
  for (const words of ["person", "Test"]) await must(worker.cases.list.findNamed(words));
  assert.deepEqual(journal(worker, caseId), [mine], "once a day");
  await must(colleague.cases.list.findNamed("person"));
  assert.equal(journal(colleague, caseId).length, 1, "each device for itself");
  nation.world.wait(24 * 3_600_000);
  await must(worker.cases.list.findNamed("person"));
  assert.deepEqual(journal(worker, caseId), [mine, mine], "and again on the next day");

  for (let i = 0; i < 5; i++) await must(officer.drafts.send(exampleDraft([nation.shelter])));
  await officer.sync();
  await worker.sync();
  for (const item of worker.cases.inbox.filter(({ state }) => state === "sent" || state === "received"))
    await must(worker.cases.steps.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
  for (let i = 0; i < 2; i++) await worker.sync();
  assert.deepEqual(await must(worker.cases.list.findNamed("person")), { count: 6, caseIds: new Set(), unopened: 0 });
  for (const item of worker.cases.inbox)
    assert.equal(journal(worker, item.caseId).length, item.caseId === caseId ? 2 : 0, "nothing more is logged");
});

test("[SL10] a sync opens nothing; a person's opening is an entry, once for each entry and device, for the own organisation only", async (t) => {
  const { nation, worker, lawyer, caseId, referral } = await received(t);
  const colleague = await join(nation, nation.shelter, 1);
  const journal = (member: Device) =>
    (member.cases.view(caseId)?.state.entries ?? []).flatMap(({ content }) =>
      content.kind === "opened" && !("newer" in content)
        ? [{ device: content.device, entries: content.body.entries.length, to: content.to }]
        : [],
    );
  assert.equal(await must(worker.cases.reading.recordOpening(caseId)), false, "[FD8] nothing may be shown yet");
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.equal(await must(worker.cases.reading.recordOpening(caseId)), false, "accepted, but not logged");
  for (let i = 0; i < 3; i++) for (const member of [worker, colleague, lawyer]) await member.sync();
  assert.deepEqual([journal(worker), journal(colleague)], [[], []], "nobody looked");
  assert.equal(await must(worker.cases.reading.recordOpening(caseId)), true);
  assert.equal(await must(worker.cases.reading.recordOpening(caseId)), false);
  const first = { device: device(nation.shelter).device, entries: 3, to: [nation.shelter.id] };
  assert.deepEqual(journal(worker), [first]);
  for (const member of [worker, colleague, lawyer]) await member.sync();
  assert.deepEqual([journal(colleague), journal(lawyer)], [[first], []]);
  assert.equal(await must(colleague.cases.reading.recordOpening(caseId)), true, "another device, another person");
  await colleague.sync();
  await worker.sync();
  assert.deepEqual(journal(worker), [first, { ...first, device: device(nation.shelter, 1).device }]);
  assert.equal(await must(lawyer.cases.reading.recordOpening(caseId)), false);
});

test("[RC9] an organisation that accepted the person may record a consent to the token of the case, to the end and after; one that was asked, declined or lost the consent may not", async (t) => {
  const { nation, worker, lawyer, caseId, referral } = await received(t);
  const mayGive = () => [worker, lawyer].map((member) => member.cases.view(caseId)?.mayGiveToken);
  assert.deepEqual(mayGive(), [false, false], "nobody accepted");
  await must(worker.cases.steps.answer(caseId, referral, { verb: "waitlist" }));
  assert.deepEqual(mayGive(), [false, false]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.deepEqual(mayGive(), [false, false], "[FD8] somebody may have come first until it is logged");
  for (const member of [worker, lawyer]) await member.sync();
  const origin = worker.view?.country.origin ?? "";
  const salt = worker.cases.view(caseId)?.state.entries.find(({ id }) => id === caseId)?.content.salt ?? "";
  const token = victimToken(origin, caseId, salt);
  assert.deepEqual(mayGive(), [true, false]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "meet" }));
  await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" }));
  assert.deepEqual(mayGive(), [true, false]);
  await must(lawyer.cases.steps.answer(caseId, referral, { verb: "decline", reason: "no-place" }));
  assert.deepEqual(mayGive(), [true, false]);
  const state = worker.cases.view(caseId)?.state ?? assert.fail();
  const isOver = (lastDay: string) => lastDay < "2030-01-01";
  const view = {
    origin,
    party: null,
    openedToAuthority: [],
    leftOut: 0,
    isJustice: (id: string) => id === nation.legal.id,
    isOver,
    isEndedBySheet: false,
    missed: { by: [], from: [] },
  };
  const agreed = state.consents.map((consent) => ({ ...consent, purposes: ["police-report"] as const }));
  const tokenIn = (changed: Partial<typeof state>) =>
    viewCase({ ...state, consents: agreed, ...changed }, nation.shelter.id, view).victimToken;
  assert.equal(tokenIn({}), token);
  assert.equal(tokenIn({ holdsNewer: true }), null, "[SG4]");
  assert.equal(tokenIn({ consents: state.consents }), null, "the person agreed for nobody");
  const until = (expires: string) => tokenIn({ consents: agreed.map((consent) => ({ ...consent, expires })) });
  assert.deepEqual([until("2029-12-31"), until("2030-01-01")], [null, token], "they agreed until a day");
  assert.equal(tokenIn({ consents: agreed.map((consent) => ({ ...consent, organisation: nation.shelter.id })) }), null);
  const consentOf = (id: string) => state.consents.find(({ organisation }) => organisation === id)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, consentOf(nation.legal.id)));
  assert.deepEqual(mayGive(), [true, false], "another's consent is not ours");
  await must(worker.cases.consents.withdrawConsent(caseId, consentOf(nation.shelter.id)));
  assert.deepEqual(mayGive(), [false, false]);
});

test("[RC9] a locked device shows no token: the salt of which it is made lies there as ciphertext alone", async (t) => {
  const nation = await found(t);
  const officer = await join(nation, nation.border);
  const store = openSqliteMemberStore(":memory:");
  const worker = await nation.world.member(device(nation.shelter), { network: nation.host.network, store });
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  await officer.sync();
  await worker.sync();
  const { caseId } = worker.cases.inbox[0] ?? assert.fail();
  const salt = worker.cases.view(caseId)?.state.entries.find(({ id }) => id === caseId)?.content.salt ?? assert.fail();
  worker.lock();
  const rows = (await Promise.all(tables.map((table) => store.list(table)))).flat();
  assert.ok(
    rows.some(({ key }) => key === caseId),
    "ids name rows in clear",
  );
  const clear = rows.map(({ key, value }) => key + Buffer.from(value).toString("latin1"));
  assert.ok(!clear.some((row) => row.includes(salt)));
});

test("[RC9] an organisation that was only asked does not take the token from one that accepted, by referring the person there once more", async (t) => {
  const { nation, worker, lawyer, caseId, referral } = await received(t);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  for (let i = 0; i < 3; i++) for (const member of [worker, lawyer]) await member.sync();
  assert.equal(worker.cases.view(caseId)?.mayGiveToken, true);
  const entries = lawyer.cases.view(caseId)?.state.entries ?? [];
  const consent = lawyer.cases
    .view(caseId)
    ?.state.consents.find(({ organisation }) => organisation === nation.shelter.id);
  const author = device(nation.legal);
  const again = signEntry(
    nation.world.founding.origin,
    {
      kind: "referral.send",
      case: caseId,
      device: author.device,
      salt: encodeHex(randomBytes(16)),
      seen: seenIn(nation.host.signHead()),
      at: moment(nation.world.now),
      to: [nation.legal.id, nation.shelter.id],
      parents: entries
        .map(({ id }) => id)
        .filter((id) => !entries.some(({ content }) => content.parents.includes(id)))
        .sort(),
      consent: [consent?.id ?? ""],
      body: {
        choices: [{ organisation: nation.shelter.id, consent: consent?.id ?? "" }],
        needs: ["shelter-emergency"],
        escort: false,
        at_once: false,
        receipt_seed: "0".repeat(64),
      },
    },
    deviceSigner(author),
  );
  nation.host.append("case", await sealTo(nation, [again], [nation.legal.id, nation.shelter.id]));
  for (let i = 0; i < 3; i++) for (const member of [lawyer, worker]) await member.sync();
  assert.equal(worker.cases.inbox[0]?.state, "accepted", "who was only asked refers nobody on");
  assert.equal(worker.cases.view(caseId)?.mayGiveToken, true);
});

test("[FD4] the verbs are those that may follow our own state", async (t) => {
  const { worker, lawyer, caseId, referral } = await received(t);
  assert.deepEqual(verbs(worker, caseId), ["accept", "decline", "waitlist"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "waitlist" }));
  assert.deepEqual(verbs(worker, caseId), ["accept", "decline"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.deepEqual(verbs(worker, caseId), ["meet", "close"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "meet" }));
  assert.deepEqual(verbs(worker, caseId), ["close"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" }));
  assert.deepEqual(verbs(worker, caseId), ["reopen"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "reopen", why: "came-back" }));
  assert.deepEqual(verbs(worker, caseId), ["close"]);
  assert.deepEqual(verbs(lawyer, caseId), ["accept", "decline", "waitlist"]);
});

test("[FD8] a second choice before its turn sees that and until when; it waits for no answer and may not accept", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 24);
  const line = () => lawyer.cases.inbox[0];
  assert.equal(line()?.state, "not-yet");
  assert.equal(line()?.turnAt, null, "no time note began the count");
  assert.deepEqual(verbs(lawyer, caseId), ["decline", "waitlist"]);
  assert.deepEqual(verbs(worker, caseId), ["accept", "decline", "waitlist"], "the first one may at any time");
  await world.timekeeping.writeTime();
  await world.settle(lawyer);
  const from = line()?.turnAt ?? 0;
  assert.ok(from > world.now && from <= world.now + 24 * 3_600_000);
  world.wait(24 * 3_600_000);
  await world.witness();
  await world.timekeeping.writeTime();
  await world.settle(lawyer);
  assert.equal(line()?.state, "received", "its time is over: now the second one is asked");
  assert.deepEqual(verbs(lawyer, caseId), ["accept", "decline", "waitlist"]);
  await must(lawyer.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.equal(line()?.state, "accepted");
});

test("[FD8] when the first choice declines, the second one is asked at once", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 24);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "decline", reason: "no-place" }));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "received");
  assert.ok(verbs(lawyer, caseId)?.includes("accept"));
});

test("[FD2] after one choice accepted, the other sees it, and nothing waits for its answer, also when the help has ended", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 24);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "elsewhere");
  assert.deepEqual(verbs(lawyer, caseId), ["decline"]);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" }));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "elsewhere");
  await must(lawyer.cases.steps.answer(caseId, referral, { verb: "decline", reason: "other" }));
  assert.equal(lawyer.cases.inbox[0]?.state, "declined", "it may leave the case");
});

test("[FD2] of two acceptances the later author sees that it was too late, and nothing that waits for acceptance", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 0);
  await must(lawyer.cases.steps.answer(caseId, referral, { verb: "accept" }));
  assert.equal(lawyer.cases.inbox[0]?.state, "accepted", "as far as it knows");
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(worker, lawyer);
  assert.equal(worker.cases.inbox[0]?.state, "accepted");
  assert.equal(lawyer.cases.inbox[0]?.state, "too-late");
  const [action] = lawyer.cases.view(caseId)?.actions ?? [];
  assert.deepEqual([action?.verbs, action?.bar?.is, action?.tooLate], [["decline"], "elsewhere", true]);
  assert.equal(lawyer.cases.view(caseId)?.sealedUntilAccepted.length, 3);
});

test("[FD6] formal identification is the competent authority's; everyone in the case sees who took which step and when", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 0);
  const authority = await world.organisation("competent-authority", "Example Ministry Two");
  const [device] = authority.devices;
  assert.ok(device);
  const official = await world.member(device);
  assert.deepEqual(worker.cases.view(caseId)?.statusSteps, ["contact", "presumed", "exited"]);
  await assert.rejects(must(worker.cases.steps.takeStatusStep(caseId, "formally-identified", null)), (error) =>
    isProblem(error, "engine"),
  );
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(worker, lawyer);
  const how = { language: "tg", manner: "spoken", interpreter: "none", basis: "consent" } as const;
  const consent = { organisation: authority.id, purposes: ["support"], compartments: ["referral", "legal"] } as const;
  await must(worker.cases.consents.grant(caseId, { ...consent, ...how }));
  await world.settle(worker, official);
  assert.deepEqual(
    official.cases.view(caseId)?.statusSteps,
    ["contact", "presumed", "exited"],
    "FD15c: with its sheet alone",
  );
  for (const step of ["formally-identified", "not-identified"] as const)
    await assert.rejects(must(official.cases.steps.takeStatusStep(caseId, step, null)), (error) =>
      isProblem(error, "engine"),
    );
  world.wait(1000);
  await must(official.cases.saveSheet(caseId, { form: "identification", set: { ...decision, result: "not-victim" } }));
  world.wait(1000);
  await must(official.cases.saveSheet(caseId, { form: "identification", set: { ...decision, result: "victim" } }));
  const taken = new Date(world.now).toISOString();
  await world.settle(official, worker);
  const steps = worker.cases.view(caseId)?.state.statuses ?? [];
  assert.deepEqual(
    steps.map(({ status, by }) => [status, by === authority.id]),
    [
      ["presumed", false],
      ["not-identified", true],
      ["formally-identified", true],
    ],
  );
  assert.equal(Date.parse(steps.at(-1)?.at ?? ""), Math.floor(Date.parse(taken) / 1000) * 1000);
  await must(lawyer.cases.steps.answer(caseId, referral, { verb: "decline", reason: "other" }));
  assert.deepEqual(lawyer.cases.view(caseId)?.statusSteps, [], "who declined takes no step");
  assert.equal(worker.cases.inbox[0]?.state, "accepted", "no step ends the help");
});

const decision = {
  on: "2026-01-15",
  act: ["recruitment"],
  means: ["deception"],
  purpose: ["forced-labour"],
  grounds: "Example grounds.",
};

async function twoChoices(t: TestContext, answer: number) {
  const terms = { waits: { admission: 0, reader: 0, soloReader: 0, answer, forms: 0 } };
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { terms });
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await world.settle(officer, worker, lawyer);
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral);
  return { world, worker, lawyer, caseId: item.caseId, referral: item.referral };
}

test("[LG6] a case of which nothing is logged is marked so in the inbox", async (t) => {
  const { nation, worker } = await received(t);
  await must(worker.drafts.send(exampleDraft([nation.legal])));
  assert.deepEqual(worker.cases.inbox.map(({ state, unlogged }) => [state, unlogged]).sort(), [
    ["asked", true],
    ["received", false],
  ]);
});

test("[FD5] a case of which everything was refused is in the inbox as refused; a provider adopts it, though its author was not allowed, and can then accept it", async (t) => {
  const { world, border, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const stolen = border.devices[0] ?? assert.fail();
  // Sealed while the device is still good; logged after it was revoked, by a courier who has its tokens.
  await must(officer.drafts.send(exampleDraft([shelter])));
  const file = officer.drafts.sealedFile(officer.drafts.sent[0]?.entry ?? "");
  assert.ok(file);
  const body = { device: stolen.device, reason: "stolen" } as const;
  const note = signDirectory(world.founding.origin, "device.revoke", body, [deviceSigner(stolen)]);
  await submitNote(hostClient(world.url), world.founding, note);
  await worker.sync();
  assert.equal(await must(worker.drafts.takeCarried(file)), 2);
  await world.settle(worker);
  const [item] = worker.cases.inbox;
  assert.ok(item);
  const { state, referral, sentBy, danger, treatAsChild } = item;
  assert.deepEqual(
    { state, referral, sentBy, danger, treatAsChild },
    // What it says of the person counts for nothing yet.
    { state: "refused", referral: null, sentBy: border.id, danger: null, treatAsChild: null },
  );
  assert.equal(worker.cases.view(item.caseId)?.sealedUntilAccepted.length, 3, "[FD8] closed here too");
  assert.ok(kinds(worker, item.caseId).includes("referral"), "readable, so that somebody can judge it");
  assert.deepEqual(worker.view?.alarms, [], "what is kept and can be taken on is no alarm");
  const stateNow = () => worker.cases.view(item.caseId)?.state ?? assert.fail();
  assert.ok(stateNow().entries.every(({ verdict }) => verdict.is !== "effective"));
  await must(worker.cases.steps.adopt(item.caseId));
  assert.equal(worker.cases.inbox[0]?.state, "sent");
  assert.equal(worker.cases.inbox.length, 1);
  await world.settle(worker);
  assert.equal(stateNow().openedBy, shelter.id);
  const asked = stateNow().referrals[0]?.id ?? assert.fail();
  await must(worker.cases.steps.answer(item.caseId, asked, { verb: "accept" }));
  await world.settle(worker);
  const contents = JSON.stringify([...(worker.cases.view(item.caseId)?.contents.values() ?? [])]);
  assert.match(contents, /The papers were kept by the example employer\./);
  await assert.rejects(
    must(worker.cases.steps.adopt(item.caseId)),
    (error) => isProblem(error, "engine"),
    "nothing is left to adopt",
  );
});

test("[SL8][FD7] who was brought in sees how much was left out, and afterwards that it was erased on the person's wish", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral);
  const { caseId } = item;
  await must(worker.cases.steps.answer(caseId, item.referral, { verb: "accept" }));
  await world.settle(worker);
  assert.equal(worker.cases.view(caseId)?.leftOut, 0, "nothing is kept from whom it was sealed to");
  const compartments = ["referral", "identity"] as const;
  const how = { language: "tg", manner: "spoken", interpreter: "none", basis: "consent" } as const;
  await must(
    worker.cases.consents.grant(caseId, { organisation: legal.id, purposes: ["support"], compartments, ...how }),
  );
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
  const tokens = () => [worker, lawyer].map((member) => member.cases.view(caseId)?.mayGiveToken);
  assert.deepEqual(tokens(), [true, true], "[RC9] who was brought in knows the person too");
  const held = worker.cases.view(caseId)?.state.entries.map(({ id }) => id) ?? [];
  const come = new Set(lawyer.cases.view(caseId)?.state.entries.map(({ id }) => id));
  const missing = held.filter((id) => !come.has(id));
  assert.ok(missing.length >= 2, "contact and narrative at least");
  assert.equal(lawyer.cases.view(caseId)?.leftOut, missing.length);

  const given =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox[0]?.state, "withdrawn", "[FD7d] the list says so");
  assert.equal(lawyer.cases.view(caseId)?.leftOut, missing.length, "a withdrawal alone erases nothing");
  assert.deepEqual(tokens()[1], false, "[RC9] but nothing more is handed on");
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, lawyer);
  assert.deepEqual(
    lawyer.cases.inbox.map((line) => [line.caseId, line.state, line.referral, line.danger, line.treatAsChild]),
    [[caseId, "erased", null, null, null]],
  );
  assert.equal(worker.cases.inbox[0]?.state, "accepted", "whose consent still holds goes on");
  assert.deepEqual(tokens(), [true, false]);
});

test("[FD7] after an erasure its case is erased wherever its referral stood: no verb, no step, no age made up", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 0);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(worker);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "meet" }));
  const ours = worker.cases.inbox[0]?.caseId === caseId ? worker.view?.self?.organisation.id : undefined;
  const given = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === ours)?.id ?? "";
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await world.settle(worker);
  assert.equal(worker.cases.inbox[0]?.state, "met", "a withdrawal alone erases nothing");
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, lawyer);
  await world.settle(worker, lawyer);
  const [line] = worker.cases.inbox;
  assert.deepEqual([line?.state, line?.danger, line?.treatAsChild], ["erased", null, null]);
  assert.deepEqual(verbs(worker, caseId), []);
  assert.deepEqual(worker.cases.view(caseId)?.statusSteps, []);
  assert.notEqual(lawyer.cases.inbox[0]?.state, "erased", "whose consent holds goes on");
});

test("[FD8][SL8] a grant to an organisation that has not accepted opens what the grant carried, and nothing else", async (t) => {
  const { world, worker, lawyer, caseId, referral } = await twoChoices(t, 24);
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(worker, lawyer);
  const legal = lawyer.view?.self?.organisation.id ?? "";
  const how = { language: "tg", manner: "spoken", interpreter: "none", basis: "consent" } as const;
  const share = (compartments: readonly ("referral" | "identity" | "contact")[]) =>
    must(worker.cases.consents.grant(caseId, { organisation: legal, purposes: ["support"], compartments, ...how }));
  await share(["referral", "identity"]);
  await world.settle(worker, lawyer);
  const personal = () => kinds(lawyer, caseId).filter((kind) => ["identity", "contact", "narrative"].includes(kind));
  assert.deepEqual(personal(), ["identity"]);
  assert.equal(lawyer.cases.view(caseId)?.sealedUntilAccepted.length, 2);
  assert.equal(await must(lawyer.cases.reading.recordOpening(caseId)), true);
  const journal = (lawyer.cases.view(caseId)?.state.entries ?? []).flatMap(({ content }) =>
    content.kind === "opened" && !("newer" in content) ? content.body.entries : [],
  );
  assert.equal(journal.length, 1, "[SL10] only what may be shown is said to be opened");
  await share(["referral", "contact"]);
  await world.settle(worker, lawyer);
  assert.deepEqual(personal(), ["identity", "contact"]);
});

test("[EN13] the inbox: danger first, what waits for an answer before what goes on, then the longest wait, then what was refused, then what goes on, then what is over", () => {
  const item = (state: string, danger: InboxItem["danger"], since: number): InboxItem => ({
    caseId: `${state} ${danger} ${since}`,
    danger,
    inDanger: danger === "now",
    treatAsChild: false,
    referral: "r",
    state,
    turnAt: null,
    since,
    sentBy: null,
    unlogged: false,
  });
  const items = [
    item("closed", "now", 0),
    item("accepted", "not-now", 1),
    item("received", "not-now", 5),
    item("met", "now", 9),
    item("waitlisted", "unclear", 3),
    item("sent", "now", 8),
    item("declined", "not-now", 2),
    item("refused", null, 0),
    item("erased", null, 0),
    item("elsewhere", "now", 1),
    item("not-yet", "now", 0),
    item("too-late", "not-now", 0),
    item("granted", "not-now", 4),
  ];
  assert.deepEqual(
    items
      .map((item) => ({ item, rank: rankOf(item) }))
      .sort(byPlace)
      .map(({ item }) => item.caseId),
    [
      "sent now 8",
      "not-yet now 0",
      "met now 9",
      "closed now 0",
      "elsewhere now 1",
      "waitlisted unclear 3",
      "received not-now 5",
      "too-late not-now 0",
      "refused null 0",
      "accepted not-now 1",
      "granted not-now 4",
      "erased null 0",
      "declined not-now 2",
    ],
  );
});
