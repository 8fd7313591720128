// A third organisation is brought into a case, a withdrawal reaches it, and what a confirmed withdrawal ends is erased: through the real
// engine, host and witnesses.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { labelOf } from "../../../test/support/entry-label.ts";
import { noted } from "../../../test/support/noted.ts";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { answering, consentFor } from "../../../test/support/world-draft.ts";
import { isInDangerNow } from "../../core/case/danger.ts";
import { partOf } from "../../core/entry-kind.ts";
import { parts } from "../../core/part-table.ts";
import { isProblem } from "../../core/problem.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

async function accepted(t: TestContext, danger: "now" | "not-now" = "not-now") {
  const { world, border, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const authority = await world.organisation("competent-authority", "Example Board");
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  const board = await world.member(authority.devices[0] ?? assert.fail());
  await must(officer.drafts.send(answering(exampleDraft([shelter]), "first-line", { danger })));
  await world.settle(officer, worker);
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  await world.settle(worker, colleague);
  return { world, shelter, legal, authority, border, officer, worker, colleague, lawyer, board, caseId: item.caseId };
}

const kindsIn = (member: Device, caseId: string) =>
  (member.cases.view(caseId)?.state.entries ?? []).map(({ content }) => labelOf(content)).sort();
const textIn = (member: Device, caseId: string) =>
  JSON.stringify([...(member.cases.view(caseId)?.contents.values() ?? [])]);
const waitingIn = (member: Device, caseId: string) =>
  (member.cases.view(caseId)?.state.entries ?? []).filter(({ verdict }) => verdict.is !== "effective");

test("[SL8] a newcomer reads what the consent covers, and misses nothing that it would wait for", async (t) => {
  const { world, worker, colleague, lawyer, legal, caseId } = await accepted(t);
  await noted(worker, caseId, "Only for seconds.");
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity"])));
  await world.settle(worker, lawyer, colleague);
  assert.equal(lawyer.cases.inbox[0]?.caseId, caseId);
  assert.equal(lawyer.cases.inbox[0]?.state, "granted");
  assert.match(textIn(lawyer, caseId), /Test Person 1/);
  assert.doesNotMatch(textIn(lawyer, caseId), /kept by the example employer|example number|Only for seconds/);
  const kinds = kindsIn(lawyer, caseId);
  for (const kind of ["narrative", "contact", "notes"]) assert.ok(!kinds.includes(kind), kind);
  assert.deepEqual(waitingIn(lawyer, caseId), []);
  const carried = lawyer.cases.view(caseId)?.state.entries.filter(({ grantedBy }) => grantedBy !== undefined) ?? [];
  assert.ok(
    carried.length > 4 && carried.every(({ leaf }) => leaf !== null),
    "with the leaves that the granter states",
  );

  // What is written afterwards by either side counts for both, although the newcomer lacks parts of the story.
  const [referral] = worker.cases.view(caseId)?.state.referrals ?? [];
  assert.ok(referral);
  await must(worker.cases.steps.answer(caseId, referral.id, { verb: "meet" }));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.view(caseId)?.state.referrals[0]?.places[0]?.state, "met");
  await must(lawyer.cases.consents.withdrawConsent(caseId, worker.cases.view(caseId)?.state.consents[0]?.id ?? ""));
  await world.settle(lawyer, worker);
  assert.equal(worker.cases.view(caseId)?.state.consents[0]?.withdrawn, true);
  assert.deepEqual(waitingIn(lawyer, caseId), []);
  assert.ok(!(lawyer.view?.alarms ?? []).some(({ code }) => code === "waiting-long"));
});

test("[SL8] nobody is brought in twice over its own organisation, without keys, or who may not read cases", async (t) => {
  const { worker, shelter, border, caseId } = await accepted(t);
  const refused = (organisation: string, code: string) =>
    assert.rejects(
      must(worker.cases.consents.grant(caseId, consentFor(organisation, ["referral"]))),
      (error) => isProblem(error, "engine") && error.code === code,
    );
  await refused(shelter.id, "not-allowed");
  await refused(border.id, "not-allowed");
  await refused("00000000-0000-4000-8000-000000000000", "not-allowed");
});

test("[FD14b] [R21] of a child nobody is brought in, and no token is given, before it is said who decides and what the child says; of an adult neither is said", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const justice = await world.organisation("prosecutor", "Example Prosecutor");
  const childs = { basis: "best-interest-of-child", guardian: "not-reached", assent: "yes" } as const;
  const adult = exampleDraft([shelter]);
  const inDoubt = answering(adult, "first-line", { age: "in-doubt" });
  const unsaid = await officer.drafts.send(inDoubt);
  assert.equal(unsaid.is, "failed", "the draft says that the person agrees, and nobody was asked who decides");
  await must(officer.drafts.send({ ...inDoubt, consent: { ...inDoubt.consent, ...childs } }));
  await must(officer.drafts.send(adult));
  await world.settle(officer, worker);
  const caseOf = (isChild: boolean) =>
    worker.cases.inbox.find(({ treatAsChild }) => treatAsChild === isChild) ?? assert.fail();
  const { caseId } = caseOf(true);
  for (const each of [caseOf(true), caseOf(false)])
    await must(worker.cases.steps.answer(each.caseId, each.referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  const unfit = (error: unknown) => isProblem(error, "engine", "basis-unfit");
  const toLegal = consentFor(legal.id, ["referral"]);
  const { purposes: _purposes, compartments: _compartments, ...token } = consentFor(justice.id, ["referral"]);
  await assert.rejects(must(worker.cases.consents.grant(caseId, toLegal)), unfit);
  await assert.rejects(must(worker.cases.consents.grant(caseId, { ...toLegal, basis: childs.basis })), unfit);
  await assert.rejects(must(worker.cases.consents.giveToken(caseId, token)), unfit);
  await assert.rejects(must(worker.cases.consents.grant(caseOf(false).caseId, { ...toLegal, ...childs })), unfit);
  await assert.rejects(must(worker.cases.consents.giveToken(caseOf(false).caseId, { ...token, ...childs })), unfit);
  await must(worker.cases.consents.giveToken(caseId, { ...token, ...childs }));
  await must(
    worker.cases.consents.grant(caseId, { ...toLegal, ...childs, guardian: "child-protection", assent: "no" }),
  );
  await world.settle(worker);
  const said = worker.cases.view(caseId)?.state.consents.map(({ guardian, assent }) => `${guardian} ${assent}`);
  assert.deepEqual(said?.toSorted(), ["child-protection no", "not-reached yes", "not-reached yes"]);
});

test("[R22] nobody in another country is brought in before the person agreed to that too", async (t) => {
  const { world, worker, caseId } = await accepted(t);
  const abroad = await world.organisation("legal-aid", "Example Legal Aid Abroad", "XA");
  const reader = await world.member(abroad.devices[0] ?? assert.fail());
  await world.settle(worker);
  const consent = consentFor(abroad.id, ["referral"]);
  await assert.rejects(must(worker.cases.consents.grant(caseId, consent)), (error) =>
    isProblem(error, "engine", "transfer-not-agreed"),
  );
  await world.settle(worker, reader);
  assert.equal(reader.cases.inbox.length, 0);
  await must(worker.cases.consents.grant(caseId, { ...consent, purposes: [...consent.purposes, "transfer-abroad"] }));
  await world.settle(worker, reader);
  assert.deepEqual(
    reader.cases.inbox.map((item) => item.caseId),
    [caseId],
  );
});

test("[SL8] [FD11] a competent authority that was brought in takes a formal decision, and everyone in the case sees it", async (t) => {
  const { world, worker, board, authority, caseId } = await accepted(t);
  await must(worker.cases.consents.grant(caseId, consentFor(authority.id, ["referral", "identity"])));
  await world.settle(worker, board);
  assert.match(textIn(board, caseId), /Test Person 1/);
  assert.doesNotMatch(textIn(board, caseId), /kept by the example employer/);
  await board.room.open().session.reader.writer.write(caseId, "status", { status: "formally-identified" }, {});
  await world.settle(board, worker);
  assert.ok(
    worker.cases
      .view(caseId)
      ?.state.statuses.some(({ status, by }) => status === "formally-identified" && by === authority.id),
  );
});

test("[FD11f] [R06] a part that the table keeps from an organisation is refused aloud, for each part and party, and nothing is sealed", async (t) => {
  const { world, worker, legal, authority, caseId } = await accepted(t);
  const prosecutor = await world.organisation("prosecutor", "Example Prosecutor");
  await world.settle(worker);
  const before = worker.cases.view(caseId)?.state.entries.length;
  let refused = 0;
  for (const { id } of [legal, authority, prosecutor]) {
    const readable = world.host.directory.readableParts(id);
    for (const part of parts.filter((each) => !readable.includes(each))) {
      await assert.rejects(must(worker.cases.consents.grant(caseId, consentFor(id, ["referral", part]))), (error) =>
        isProblem(error, "engine", "part-kept-back"),
      );
      refused++;
    }
  }
  assert.equal(refused, 6 + 5, "the authority reads three of nine parts, a prosecutor four, a provider all");
  assert.equal(worker.cases.view(caseId)?.state.entries.length, before);
  await must(worker.cases.consents.grant(caseId, consentFor(authority.id, ["referral", "identity"])));
  const narrowed = await worker.cases.consents.narrowConsent(caseId, consentFor(authority.id, ["referral", "health"]));
  assert.equal(narrowed.is === "failed" && narrowed.reason, "part-kept-back", "nor in the place of another consent");
});

for (const { purposes, later } of [
  { purposes: ["support"] as const, later: true },
  { purposes: ["police-report"] as const, later: false },
])
  test(`[FD11e] what is shown at the moment of consent is what each party then reads, part by part, ${later ? "with what waits to be sealed" : "and nothing later for a report alone"}`, async (t) => {
    const { world, worker, legal, lawyer, authority, board, caseId } = await accepted(t);
    const prosecutor = await world.organisation("prosecutor", "Example Prosecutor");
    const official = await world.member(prosecutor.devices[0] ?? assert.fail());
    await world.settle(worker, official);
    const on = new Date(world.clock()).toISOString().slice(0, "2026-01-01".length);
    await must(worker.cases.saveSheet(caseId, { form: "risk", set: { on, level: "high" } }));
    await world.settle(worker);
    // These wait on the device, the last one for the own organisation alone.
    await must(worker.cases.saveSheet(caseId, { form: "service", set: { kind: "legal-advice", on, result: "given" } }));
    await must(worker.cases.saveSheet(caseId, { form: "note", set: { on, words: "Seen." }, onlyUs: true }));
    assert.equal(worker.cases.saves.waiting.length, 2);
    const newcomers = [
      { id: legal.id, member: lawyer },
      { id: authority.id, member: board },
      { id: prosecutor.id, member: official },
    ];
    const shown = newcomers.map(({ id }) => {
      const consent = { ...consentFor(id, world.host.directory.readableParts(id)), purposes };
      return { consent, sharing: worker.cases.consents.sharing(caseId, consent) ?? assert.fail() };
    });
    for (const { consent } of shown) await must(worker.cases.consents.grant(caseId, consent));
    await must(worker.cases.saves.sendNow(caseId));
    await world.settle(worker, ...newcomers.map(({ member }) => member));
    const read = newcomers.map(({ id, member }) => {
      const entries = member.cases.view(caseId)?.state.entries ?? [];
      const others = entries.filter(({ organisation, verdict }) => organisation !== id && verdict.is === "effective");
      const contents = others.flatMap(({ content }) => ("newer" in content ? [] : [partOf(content)]));
      return parts.filter((part) => contents.includes(part));
    });
    const promised = shown.map(({ sharing }) => sharing.opens.flatMap(({ part, isHeld }) => (isHeld ? [part] : [])));
    assert.deepEqual(read, promised);
    assert.deepEqual(read, [
      ["referral", "identity", "contact", "narrative", ...(later ? ["support"] : []), "safety"],
      ["referral", "identity"],
      ["referral", "identity", "narrative"],
    ]);
    for (const { sharing } of shown) {
      assert.equal(sharing.later, later);
      const named = [...sharing.opens.map(({ part }) => part), ...sharing.before, ...sharing.closed];
      assert.deepEqual(named.toSorted(), parts.toSorted(), "each part is named once");
    }
  });

test("[FD11e] [FD7l] what an earlier consent opened is said as such until it was erased there, and never more than the table lets through", async (t) => {
  const { world, worker, lawyer, legal, authority, caseId } = await accepted(t);
  const before = (id: string) => worker.cases.consents.sharing(caseId, consentFor(id, ["referral"]))?.before;
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity"])));
  await must(worker.cases.consents.grant(caseId, consentFor(authority.id, ["referral", "identity"])));
  const { writer } = worker.room.open().session.reader;
  // A program of before wrote down what the table keeps back.
  await writer.write(caseId, "consent.give", consentFor(authority.id, ["referral", "identity", "health"]), {});
  await world.settle(worker, lawyer);
  assert.deepEqual([before(legal.id), before(authority.id)], [["identity"], ["identity"]]);
  const given = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id)?.id;
  await must(worker.cases.consents.withdrawConsent(caseId, given ?? ""));
  await world.settle(worker, lawyer);
  assert.deepEqual(before(legal.id), ["identity"], "it reads on until the person confirmed it");
  await must(worker.cases.consents.confirmWithdrawal(caseId, given ?? ""));
  assert.deepEqual(before(legal.id), []);
});

test("[SL8] who granted forwards a withdrawal that the newcomer does not hold", async (t) => {
  const { world, worker, colleague, lawyer, legal, shelter, caseId } = await accepted(t);
  const [mine] = worker.cases.view(caseId)?.state.consents ?? [];
  assert.ok(mine);
  // Logged by the colleague before knowing of the newcomer.
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await colleague.room
    .open()
    .session.reader.writer.write(caseId, "consent.withdraw", { given: mine.id }, { to: [shelter.id] });
  await world.settle(colleague, worker, lawyer);
  await world.settle(worker, lawyer);
  const seen = lawyer.cases.view(caseId)?.state.consents.find(({ id }) => id === mine.id);
  assert.equal(seen?.withdrawn, true);
});

test("[FD7] after a provider confirmed the withdrawal its holder erases what it held, says so, and keeps the path of the case", async (t) => {
  const { world, worker, lawyer, legal, caseId } = await accepted(t);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "narrative"])));
  await world.settle(worker, lawyer);
  const given =
    worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === legal.id)?.id ?? "";
  await noted(lawyer, caseId, "A car was seen.");
  await assert.rejects(
    must(worker.cases.consents.confirmWithdrawal(caseId, given)),
    (error) => isProblem(error, "engine"),
    "nothing to confirm yet",
  );
  await must(worker.cases.consents.withdrawConsent(caseId, given));
  await world.settle(worker, lawyer);
  await world.settle(lawyer);
  assert.match(
    textIn(lawyer, caseId),
    /car was seen/,
    "a withdrawal alone erases nothing: an adversary could wipe a file",
  );
  await must(worker.cases.consents.confirmWithdrawal(caseId, given));
  await world.settle(worker, lawyer, worker);
  assert.doesNotMatch(textIn(lawyer, caseId), /kept by the example employer|Test Person 1|car was seen/);
  const rows = await lawyer.room.open().session.shelf.list("entry");
  assert.doesNotMatch(JSON.stringify(rows), /kept by the example employer|Test Person 1|car was seen/, "nor at rest");
  const done = worker.cases.view(caseId)?.state.entries.filter(({ content }) => content.kind === "purge.done") ?? [];
  assert.deepEqual(
    done.map(({ organisation, verdict }) => [organisation, verdict.is]),
    [[legal.id, "effective"]],
  );
  assert.match(textIn(worker, caseId), /kept by the example employer/, "whose consent still holds keeps it");
  assert.ok((await lawyer.room.open().session.shelf.list("entry")).length > 0);
  const left = lawyer.cases.view(caseId)?.state.entries ?? [];
  assert.ok(
    left.some(({ content }) => content.kind === "referral.accept"),
    "the path stays",
  );
  assert.deepEqual(
    left.filter(({ verdict }) => verdict.is === "waiting"),
    [],
  );
  await world.settle(lawyer);
  assert.doesNotMatch(textIn(lawyer, caseId), /kept by the example employer/);
});

for (const brought of ["before", "after"] as const)
  test(`[FD2j] an organisation that is brought in ${brought} the meeting sees danger that was seen at the referral end with the meeting, as the shelter does; said anew, it holds for both until it is said otherwise`, async (t) => {
    const { world, worker, lawyer, legal, caseId } = await accepted(t, "now");
    const referral = worker.cases.inbox[0]?.referral ?? assert.fail();
    const both = () =>
      [worker, lawyer].map(({ cases }) => {
        const state = cases.view(caseId)?.state ?? assert.fail();
        assert.equal(isInDangerNow(state), cases.inbox[0]?.inDanger, "the case says what its line says");
        return cases.inbox[0]?.inDanger;
      });
    const bring = async () => {
      await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity"])));
      await world.settle(worker, lawyer);
    };
    if (brought === "before") {
      await bring();
      assert.deepEqual(both(), [true, true]);
    }
    await must(worker.cases.steps.answer(caseId, referral, { verb: "meet" }));
    await world.settle(worker, lawyer);
    if (brought === "after") await bring();
    assert.deepEqual(both(), [false, false]);
    await must(lawyer.cases.saves.sayDanger(caseId, "now"));
    await world.settle(lawyer, worker);
    assert.deepEqual(both(), [true, true]);
    await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" }));
    await world.settle(worker, lawyer);
    assert.deepEqual(both(), [true, true], "an end of help says nothing of danger");
    await must(worker.cases.saves.sayDanger(caseId, "not-now"));
    await world.settle(worker, lawyer);
    assert.deepEqual(both(), [false, false]);
  });

test("[FD2j] help that ended before anybody met the person ends no danger: shelter and legal aid both see it", async (t) => {
  const { world, worker, lawyer, legal, caseId } = await accepted(t, "now");
  const referral = worker.cases.inbox[0]?.referral ?? assert.fail();
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral"])));
  await must(worker.cases.steps.answer(caseId, referral, { verb: "close", outcome: "lost-contact" }));
  await world.settle(worker, lawyer);
  assert.deepEqual(
    [worker, lawyer].map(({ cases }) => [cases.inbox[0]?.state, cases.inbox[0]?.inDanger]),
    [
      ["closed", true],
      ["granted", true],
    ],
  );
});
