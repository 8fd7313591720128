// What a reader may see of a case and do next (FD8), and the order of the inbox.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { found, join } from "../../test/hostile/support/nation.ts";
import { teapotDraft } from "../../test/support/world.ts";
import { compareInbox } from "./case-view.ts";
import type { Member } from "./member.ts";
import type { InboxItem } from "./views.ts";

async function received(t: TestContext) {
  const nation = await found(t);
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  const lawyer = await join(nation, nation.legal);
  await officer.refer(teapotDraft([nation.shelter, nation.legal]));
  await officer.sync();
  await worker.sync();
  await lawyer.sync();
  const item = worker.inbox[0];
  assert.ok(item?.referral);
  return { nation, officer, worker, lawyer, caseId: item.caseId, referral: item.referral };
}

const kinds = (member: Member, caseId: string) =>
  [...(member.case(caseId)?.contents.values() ?? [])].map(({ kind }) => kind);
const verbs = (member: Member, caseId: string) => member.case(caseId)?.actions[0]?.verbs;

test("[FD8] identity, contact and narrative are named but not shown until our own acceptance is in the log", async (t) => {
  const { worker, lawyer, caseId, referral } = await received(t);
  const hidden = ["identity", "contact", "narrative"];
  assert.equal(worker.case(caseId)?.sealedUntilAccepted.length, 3);
  assert.ok(!kinds(worker, caseId).some((kind) => hidden.includes(kind)));
  await worker.accept(caseId, referral);
  assert.equal(worker.case(caseId)?.sealedUntilAccepted.length, 3, "accepted, but not logged");
  await worker.sync();
  await worker.sync();
  await lawyer.sync();
  assert.deepEqual(worker.case(caseId)?.sealedUntilAccepted, []);
  for (const kind of hidden) assert.ok(kinds(worker, caseId).includes(kind as never), kind);
  assert.equal(lawyer.case(caseId)?.sealedUntilAccepted.length, 3, "another's acceptance opens nothing for us");
});

test("[FD8] opening is itself an entry, once", async (t) => {
  const { worker, caseId, referral } = await received(t);
  await worker.accept(caseId, referral);
  for (let i = 0; i < 4; i++) await worker.sync();
  assert.equal(kinds(worker, caseId).filter((kind) => kind === "opened").length, 1);
});

test("[FD4] the verbs are those that may follow our own state", async (t) => {
  const { worker, lawyer, caseId, referral } = await received(t);
  assert.deepEqual(verbs(worker, caseId), ["accept", "decline", "waitlist"]);
  await worker.waitlist(caseId, referral);
  assert.deepEqual(verbs(worker, caseId), ["accept", "decline"]);
  await worker.accept(caseId, referral);
  assert.deepEqual(verbs(worker, caseId), ["meet", "close"]);
  await worker.meet(caseId, referral);
  assert.deepEqual(verbs(worker, caseId), ["close"]);
  await worker.close(caseId, referral, "goal-reached");
  assert.deepEqual(verbs(worker, caseId), []);
  assert.deepEqual(verbs(lawyer, caseId), ["accept", "decline", "waitlist"]);
});

test("[LG6] a case of which nothing is logged is marked so in the inbox", async (t) => {
  const { nation, worker } = await received(t);
  await worker.refer(teapotDraft([nation.legal]));
  assert.ok(worker.inbox.every(({ unlogged }) => !unlogged));
});

test("the inbox: danger first among what waits, then the longest wait, then what goes on, then what is over", () => {
  const item = (state: string, danger: InboxItem["danger"], since: number): InboxItem => ({
    caseId: `${state} ${danger} ${since}`,
    danger,
    treatAsChild: false,
    referral: "r",
    state,
    since,
    sentBy: null,
    unlogged: false,
  });
  const sorted = [
    item("closed", "now", 0),
    item("accepted", "not-now", 1),
    item("received", "not-now", 5),
    item("met", "now", 9),
    item("waitlisted", "unclear", 3),
    item("sent", "now", 8),
    item("declined", "not-now", 2),
  ].sort(compareInbox);
  assert.deepEqual(
    sorted.map(({ caseId }) => caseId),
    [
      "sent now 8",
      "waitlisted unclear 3",
      "received not-now 5",
      "met now 9",
      "accepted not-now 1",
      "closed now 0",
      "declined not-now 2",
    ],
  );
});
