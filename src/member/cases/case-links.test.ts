// Links between the cases of one organisation (FD12), through the real engine and host: seen from both, never outside, counted, undone, purged.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { exampleDraft, World } from "../../../test/support/world.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";

async function twoCases(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const [worker, colleague, lawyer] = [
    await world.member(shelter.devices[0] ?? assert.fail()),
    await world.member(shelter.devices[1] ?? assert.fail()),
    await world.member(legal.devices[0] ?? assert.fail()),
  ];
  const open = async (name: string) => (await must(worker.drafts.send(exampleDraft([shelter], { name }))))[0];
  const ids = [await open("Test Person 1"), await open("Test Person 2"), await open("Test Person 3")].sort();
  await world.settle(worker, colleague, lawyer);
  return {
    world,
    shelter,
    legal,
    worker,
    colleague,
    lawyer,
    low: ids[0] ?? "",
    high: ids[1] ?? "",
    last: ids[2] ?? "",
  };
}

const linked = (member: Device, caseId: string) =>
  member.cases.list.linksOf(caseId).map(({ caseId: of, as }) => [of, as]);
const personOf = (member: Device, caseId: string) =>
  member.cases.list.caseload.find((item) => item.caseId === caseId)?.person;
const atRest = async (member: Device) => JSON.stringify(await member.room.open().session.shelf.list("entry"));
const everything: BodyOf<"consent.give">["compartments"] = [
  "referral",
  "identity",
  "contact",
  "narrative",
  "support",
  "safety",
  "notes",
];

test("[FD12] a link is said from either case and seen from both by every colleague; the last word undoes it", async (t) => {
  const { world, worker, colleague, low, high } = await twoCases(t);
  await must(worker.cases.steps.link(high, low, "child"));
  assert.deepEqual(linked(worker, high), [[low, "child"]]);
  assert.deepEqual(linked(worker, low), [[high, "parent"]]);
  await world.settle(worker, colleague);
  assert.deepEqual([linked(colleague, low), linked(colleague, high)], [[[high, "parent"]], [[low, "child"]]]);
  await must(colleague.cases.steps.link(low, high, "sibling"));
  assert.deepEqual(linked(colleague, high), [[low, "sibling"]]);
  await must(colleague.cases.steps.link(low, high, "none"));
  await world.settle(colleague, worker);
  assert.deepEqual([linked(worker, low), linked(worker, high)], [[], []]);
  for (const [a, b] of [
    [low, low],
    [low, "f".repeat(64)],
  ] as const) {
    const refused = await worker.cases.steps.link(a, b, "child");
    assert.equal(refused.is === "failed" && refused.reason, "not-allowed");
  }
});

test("[FD12a] two workers offline: both words stand until one of them sees both", async (t) => {
  const { world, worker, colleague, low, high } = await twoCases(t);
  await must(worker.cases.steps.link(low, high, "same"));
  await must(colleague.cases.steps.link(high, low, "child"));
  await world.settle(worker, colleague);
  for (const member of [worker, colleague]) {
    assert.deepEqual(linked(member, low), [
      [high, "parent"],
      [high, "same"],
    ]);
    assert.notEqual(personOf(member, low), personOf(member, high), "[FD12b] where anybody says otherwise they are two");
  }
  await must(worker.cases.steps.link(high, low, "same"));
  await world.settle(worker, colleague);
  assert.deepEqual(linked(colleague, high), [[low, "same"]]);
});

test("[FD12b] [CN6] cases of one person stay, and count once, also by way of a third", async (t) => {
  const { world, worker, colleague, low, high, last } = await twoCases(t);
  const helped = async () => new Set((await worker.cases.numbers.counted())?.map(({ person }) => person)).size;
  assert.equal(await helped(), 3);
  await must(worker.cases.steps.link(low, high, "same"));
  await must(worker.cases.steps.link(last, high, "same"));
  assert.equal(await helped(), 1);
  await world.settle(worker, colleague);
  assert.deepEqual(new Set([low, high, last].map((id) => personOf(colleague, id))), new Set([low]));
  assert.equal(colleague.cases.list.caseload.length, 3);
  await must(colleague.cases.steps.link(low, high, "not-same"));
  assert.deepEqual([personOf(colleague, low), personOf(colleague, high), personOf(colleague, last)], [low, high, high]);
});

test("[FD12] [SL8] no grant and no other organisation gets a word of it, whatever was agreed to", async (t) => {
  const { world, legal, worker, lawyer, low, high } = await twoCases(t);
  await must(worker.cases.steps.link(low, high, "partner"));
  await world.settle(worker, lawyer);
  const yes = {
    purposes: ["support"],
    compartments: everything,
    language: "tg",
    manner: "spoken",
    interpreter: "none",
    basis: "consent",
  } as const;
  await must(worker.cases.consents.grant(low, { ...yes, organisation: legal.id }));
  await world.settle(worker, lawyer);
  assert.equal(lawyer.cases.inbox.length, 1, "the lawyer has the case");
  assert.deepEqual(linked(lawyer, low), []);
  assert.doesNotMatch(await atRest(lawyer), new RegExp(`case\\.link|${high}`));
  assert.match(await atRest(worker), /case\.link/);
});

test("[FD12c] [FD7] a purge of either case takes the link with it, on every device", async (t) => {
  const { world, shelter, worker, colleague, low, high, last } = await twoCases(t);
  await must(worker.cases.steps.link(low, high, "same"));
  await must(worker.cases.steps.link(low, last, "child"));
  await must(worker.cases.steps.link(low, high, "sibling"));
  await world.settle(worker, colleague);
  const said = new RegExp(`\\\\"other\\\\":\\\\"${high}`);
  for (const member of [worker, colleague]) assert.match(await atRest(member), said);
  const given = worker.cases.view(high)?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id;
  await must(worker.cases.consents.withdrawConsent(high, given ?? ""));
  await must(worker.cases.consents.confirmWithdrawal(high, given ?? ""));
  await world.settle(worker, colleague, worker);
  for (const member of [worker, colleague]) {
    assert.deepEqual(linked(member, low), [[last, "child"]], "that of the other case stays");
    assert.doesNotMatch(
      await atRest(member),
      new RegExp(`\\\\"other\\\\":\\\\"${high}`),
      "not the word before it either",
    );
    const refused = await member.cases.steps.link(low, high, "same");
    assert.equal(refused.is === "failed" && refused.reason, "not-allowed");
  }
});
