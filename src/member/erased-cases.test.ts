// What numbers say of a case of which an organisation erased what it held (FD7), through the real engine and host: the yearly count, our own numbers and a release.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { atRest, consentFor } from "../../test/hostile/support/participants.ts";
import { helpedCase } from "../../test/support/attacked-country.ts";
import { countingCountry } from "../../test/support/counting-country.ts";
import { answering, exampleDraft, type WorldOrganisation } from "../../test/support/world.ts";
import type { CountedCase } from "../core/counted-case.ts";
import { personFacts } from "../core/registers/count-facts.ts";
import { countToken } from "../note/count-token.ts";
import { ownNumbers } from "../statistics/own-numbers.ts";
import { release } from "../statistics/release.ts";
import { chanceOf } from "./cases/release-chance.ts";
import type { Device } from "./device.ts";
import { must } from "./verb.ts";

const year = 2025;

/** A shelter with two devices, legal aid and a border post, in December. */
async function country(t: TestContext) {
  const counting = await countingCountry(t, year, ["shelter"]);
  const { world } = counting;
  const [shelter = assert.fail()] = counting.senders;
  const join = async (organisation: WorldOrganisation) => world.member(organisation.devices[0] ?? assert.fail());
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const officer = await join(await world.organisation("border-post", "Example Border Post"));
  const lawyer = await join(legal);
  const settle = () => world.settle(...counting.all, officer, lawyer);
  return { ...counting, shelter, legal, officer, lawyer, settle };
}

/** A person who agreed to be counted, of whom the first sheets say each class. */
function draftFor(organisation: WorldOrganisation, name: string, decision = "presumed") {
  const draft = exampleDraft([organisation], { name: `Test Person ${name}` });
  const said = answering(draft, "first-line", { sex: "women", "age-class": "18-29", decision });
  return { ...said, consent: { ...said.consent, purposes: ["referral", "statistics"] as const } };
}

const consentOf = (member: Device, caseId: string, organisation: string) =>
  member.cases.view(caseId)?.state.consents.findLast((one) => one.organisation === organisation)?.id ?? assert.fail();

/** The person takes back what was agreed to for an organisation, and that is confirmed. */
async function takeBack(by: Device, caseId: string, organisation: string): Promise<void> {
  const given = consentOf(by, caseId, organisation);
  await must(by.cases.consents.withdrawConsent(caseId, given));
  await must(by.cases.consents.confirmWithdrawal(caseId, given));
}

async function draftOf(device: Device) {
  const draft = await device.counts.draft(year);
  return typeof draft === "string" ? assert.fail(draft) : draft;
}

/** How many persons our own numbers have of a year, and what a release would say of them beside thirty others. */
async function saidBy(device: Device) {
  const cases = (await device.cases.numbers.counted()) ?? assert.fail();
  const { helped, agreed } = ownNumbers(cases, String(year), {}, "2026-02-10") ?? assert.fail();
  const others = Array.from({ length: 30 }, (_, n) => helpedCase(`other/${n}`, { sex: "men" }, "2025-06-01"));
  const made = release([...cases, ...others], String(year), "2026-02-10", chanceOf("example"));
  return { cases, helped, agreed, released: made?.tables.find(({ of }) => of === "totals")?.rows ?? assert.fail() };
}

/** All that is counted of an own case that was erased on its first day. */
const erasedCase: CountedCase = {
  yesUntil: null,
  traits: {
    sex: null,
    age: null,
    child: null,
    forms: [],
    means: [],
    citizenship: [],
    countries: [],
    recognisedBy: "provider",
  },
  opened: "2025-12-10",
  presumed: "2025-12-10",
  identified: null,
  notIdentified: null,
  referred: null,
  answers: [],
  helping: [{ from: "2025-12-10", until: "2026-02-08", outcome: null }],
  help: {},
  stays: [],
  refused: [],
  reflection: null,
  returned: null,
};

test("[YC1d, CN3a, FD7] a case that its organisation erased stays in its totals by its coded path, in no class; what sheets alone said is counted no more, and nothing of the person rests", async (t) => {
  const { world, shelter, legal, officer, lawyer, settle, endYear } = await country(t);
  const { first: worker, second: colleague, organisation } = shelter;
  const own = async (...said: readonly [name: string, decision?: string]) => {
    const [id] = await must(worker.drafts.send(draftFor(organisation, ...said)));
    return id;
  };
  const cases = {
    stays: await own("Stays"),
    erased: await own("Erased"),
    grounds: await own("Grounds", "unclear"),
    unconfirmed: await own("Unconfirmed"),
    later: await own("Later"),
  };
  await must(officer.drafts.send(draftFor(organisation, "Handed")));
  await settle();
  const item = worker.cases.inbox.find(({ referral }) => referral !== null) ?? assert.fail();
  const handed = item.caseId;
  await must(worker.cases.steps.answer(handed, item.referral ?? assert.fail(), { verb: "accept" }));
  await must(worker.cases.steps.takeStatusStep(cases.grounds, "presumed", "Example grounds"));
  const refused = { kind: "medical", on: "2025-12-10", result: "declined-by-person" };
  await must(worker.cases.saveSheet(cases.erased, { form: "service", set: refused }));
  for (const id of [handed, cases.stays])
    await must(worker.cases.consents.grant(id, consentFor(legal.id, ["referral", "identity"])));
  await settle();
  await must(worker.cases.steps.handOverLead(handed, legal.id));
  await settle();
  await endYear();
  await settle();
  const all = { ...cases, handed };
  const factsOn = async (device: Device) => {
    const { count } = await draftOf(device);
    const { origin } = world.founding;
    const facts = Object.entries(all).map(([name, caseId]) => {
      const { state } = device.cases.view(caseId) ?? assert.fail();
      const salt = state.entries.find(({ id }) => id === caseId)?.content.salt ?? "";
      const isCounted = (fact: (typeof personFacts)[number]) =>
        count.tokens[fact].includes(countToken(origin, { year, fact, caseId, salt }));
      return [
        name,
        personFacts
          .filter(isCounted)
          .map((fact) => fact.replace("victims-", ""))
          .join(),
      ];
    });
    return { ...Object.fromEntries(facts), accepted: count.tokens["referrals-accepted"].length };
  };
  const before = await factsOn(worker);
  const ownFacts = "identified,presumed,assisted";
  const expected = {
    stays: ownFacts,
    erased: `${ownFacts},refused`,
    grounds: ownFacts,
    unconfirmed: ownFacts,
    later: ownFacts,
    handed: "identified,presumed,referred,assisted",
    accepted: 1,
  };
  assert.deepEqual(before, expected);
  const then = await saidBy(worker);
  assert.deepEqual([then.helped, then.agreed], [6, 6]);

  for (const id of [cases.erased, cases.grounds, handed]) await takeBack(worker, id, organisation.id);
  await must(
    worker.cases.consents.withdrawConsent(cases.unconfirmed, consentOf(worker, cases.unconfirmed, organisation.id)),
  );
  await takeBack(worker, cases.stays, legal.id);
  await settle();
  await settle();
  // One that reads the log anew, as after a repair, holds what the others hold.
  const anew = await world.member(organisation.devices[1] ?? assert.fail());
  await world.settle(anew, worker);
  const cells = (by: string, from: Awaited<ReturnType<typeof draftOf>>) =>
    from.count.cells.flatMap((one) => (one.by === by ? [`${one.cell} ${one.value}`] : []));
  for (const device of [worker, colleague, anew]) {
    assert.deepEqual(await factsOn(device), { ...expected, erased: ownFacts, grounds: "assisted" });
    const draft = await draftOf(device);
    for (const [by, said] of Object.entries({ sex: "women", age: "18-29", body: "provider" }))
      assert.deepEqual(cells(by, draft), [`${said} 2`, "not-said 3"].toSorted());
    const now = await saidBy(device);
    assert.deepEqual([now.helped, now.agreed], [6, 2]);
    assert.deepEqual(now.released, then.released, "[CN8d] the same persons, and the same chance");
    assert.deepEqual(now.cases.find(({ caseId }) => caseId === cases.erased)?.counted, erasedCase);
    const rest = await atRest(device);
    assert.doesNotMatch(rest, /Test Person (Erased|Grounds|Handed)|Example grounds/);
    assert.match(rest, /Test Person Stays/);
  }
  // Who was brought in by a grant that is erased too knows no day on which its help began.
  const ofLegal = (await lawyer.cases.numbers.counted()) ?? assert.fail();
  assert.deepEqual(ofLegal.find(({ caseId }) => caseId === cases.stays)?.counted.helping, []);
  assert.equal(ofLegal.find(({ caseId }) => caseId === handed)?.counted.helping.length, 1);

  // Once it was sent: the office has the classes that it read, and no second count says whose they were.
  await must(worker.counts.send(await draftOf(worker)));
  await settle();
  await must(colleague.counts.sign(year, colleague.counts.sentOf(year) ?? assert.fail()));
  await settle();
  const sent = worker.counts.sentOf(year)?.count ?? assert.fail();
  await takeBack(worker, cases.later, organisation.id);
  await settle();
  for (const device of [worker, colleague]) {
    const { count, edition, isSent } = await draftOf(device);
    assert.deepEqual([count, edition, isSent], [sent, 1, true], "[YC3b]");
    assert.deepEqual([(await saidBy(device)).helped, (await saidBy(device)).agreed], [6, 1]);
  }
});
