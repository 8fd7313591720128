// A country that counts a year: organisations that send a count, each with two devices at hand, and the two offices to which the counts are sealed.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type CaseToCount, yearCount } from "../../src/core/year-count.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { countToken } from "../../src/note/count-token.ts";
import { World, type WorldOrganisation } from "./world.ts";

const day = 24 * 3_600_000;
const names = { ombudsman: "Example Ombudsman", "statistics-office": "Example Statistics Office" } as const;

export interface CountingOrganisation {
  readonly organisation: WorldOrganisation;
  readonly first: Device;
  readonly second: Device;
}

/** In December of a year, with these organisations, and with two offices or one. */
export async function countingCountry(
  t: Pick<TestContext, "after">,
  year: number,
  kinds: readonly ("shelter" | "hotline")[],
  officeKinds: readonly ("ombudsman" | "statistics-office")[] = ["ombudsman", "statistics-office"],
) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.UTC(year, 11, 10, 8) });
  const join = async (...admitted: Parameters<World["organisation"]>): Promise<CountingOrganisation> => {
    const organisation = await world.organisation(...admitted);
    const [one = assert.fail(), two = assert.fail()] = organisation.devices;
    return { organisation, first: await world.member(one), second: await world.member(two) };
  };
  const offices: CountingOrganisation[] = [];
  for (const kind of officeKinds) offices.push(await join(kind, names[kind]));
  const senders: CountingOrganisation[] = [];
  for (const [n, kind] of kinds.entries())
    senders.push(await join(kind, `Example ${kind} ${["North", "South", "East", "West"][n] ?? n + 1}`));
  const all = [...senders.flatMap(({ first, second }) => [first, second]), ...offices.map(({ first }) => first)];
  await world.timekeeping.writeTime();
  await world.settle(...all);
  /** A time note proves the checkpoint before it: the second one says the day. */
  const goOn = async (days: number) => {
    await world.goOn(days * day, ...all);
    await world.goOn(3_600_000, ...all);
    await world.settle(...all);
  };
  const endYear = () => goOn(60);
  const send = async (sender: CountingOrganisation, cases: readonly CaseToCount[], edition = 1) => {
    await sendCount(world, sender, { year, cases, edition });
    await world.settle(...all);
  };
  return { world, all, offices, senders, endYear, goOn, send };
}

/** Sends the count of invented cases as the program does, and lets the second device sign it. */
export async function sendCount(
  world: World,
  { organisation, first, second }: CountingOrganisation,
  {
    year,
    cases,
    edition = 1,
  }: { readonly year: number; readonly cases: readonly CaseToCount[]; readonly edition?: number },
): Promise<void> {
  const { origin } = world.founding;
  const count = yearCount(year, cases, (fact, { caseId, salt }, referral) => {
    const answer = referral === undefined ? {} : { answer: { referral, organisation: organisation.id } };
    return countToken(origin, { year, fact, caseId, salt, ...answer });
  });
  await must(first.counts.send({ count, edition, isSent: false }));
  await world.settle(first, second);
  await must(second.counts.sign(year, second.counts.sentOf(year) ?? assert.fail()));
  await world.settle(second);
}
