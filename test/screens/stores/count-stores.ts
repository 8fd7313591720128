// What devices of a country have in the February after a year: a shelter that counts its cases, and two offices that add up what all sent, before and after a release.

import type { Row } from "../../../src/core/registers/row.ts";
import { yearCount } from "../../../src/core/year-count.ts";
import type { Device } from "../../../src/member/device.ts";
import { must } from "../../../src/member/verb.ts";
import { countToken } from "../../../src/note/count-token.ts";
import { enterRelease, releaseDraft } from "../../../src/operate/tallies.ts";
import { countedCases } from "../../support/counted-cases.ts";
import type { Admitted, Keep, SceneCountry } from "./country.ts";

const day = 24 * 60;
const year = 2025;

interface CountCast {
  readonly north: Admitted;
  readonly hotline: Admitted;
  readonly legal: Admitted;
  readonly ombudsman: Admitted;
  readonly statistics: Admitted;
  readonly prosecutor: Admitted;
}

async function sign({ counts }: Device): Promise<void> {
  const sent = counts.sentOf(year);
  if (sent !== null) await must(counts.sign(year, sent));
}

/** The shelter North counts nothing of its own here: what it sent stands for 40 invented cases. Legal aid sent nothing. */
export async function playCount(country: SceneCountry, cast: CountCast, keep: Keep): Promise<void> {
  const { origin } = await originOf(country, cast.north);
  country.at(80 * day);
  await country.open.timekeeping.writeTime();
  country.at(20 * day);
  for (let note = 0; note < 2; note++) {
    await country.open.timekeeping.writeTime();
    await country.witness();
  }
  const north = await country.member(cast.north.devices[0]);
  const second = await country.member(cast.north.devices[1]);
  await keep("shelter-count", north);
  const send = async (of: Admitted, n: number, isSigned: boolean) => {
    const [first, other] = [await country.member(of.devices[0]), await country.member(of.devices[1])];
    const count = yearCount(year, countedCases(of.kind, n), (fact, { caseId, salt }, referral) => {
      const answer = referral === undefined ? {} : { answer: { referral, organisation: of.id } };
      return countToken(origin, { year, fact, caseId, salt, ...answer });
    });
    await must(first.counts.send({ count, edition: 1, isSent: false }));
    await first.sync();
    await country.witness();
    await other.sync();
    if (isSigned) await sign(other);
    await other.sync();
    await country.witness();
  };
  await send(cast.north, 40, false);
  await second.sync();
  await keep("shelter-count-sent", second);
  await sign(second);
  await second.sync();
  await country.witness();
  await send(cast.hotline, 12, true);
  const justice = await country.member(cast.prosecutor.devices[0]);
  await must(justice.record.enter("proceeding", proceedings));
  await justice.sync();
  await country.witness();
  const office = await country.member(cast.statistics.devices[0]);
  const review = await country.member(cast.ombudsman.devices[0]);
  await keep("office-cases", office);
  const draft = office.counts.country(year);
  if (draft === null) throw new Error("the office has no country");
  await must(office.counts.release(draft, "Example Statistics Office"));
  const tallies = releaseDraft(office, { year, kind: "calendar" });
  if (tallies === null || tallies.notYet !== null) throw new Error(`no tallies: ${tallies?.notYet}`);
  await enterRelease(office, tallies, "Example Statistics Office");
  await office.sync();
  await country.witness();
  await review.sync();
  await review.sync();
  await keep("office-cases-released", review);
}

/** Invented proceedings of the year, which the offices alone read. */
const proceedings: readonly Row<"proceeding">[] = (
  [
    { case: "Example 1", event: "investigation", on: "2025-02", form: "labour" },
    { case: "Example 2", event: "investigation", on: "2025-03" },
    { case: "Example 1", event: "prosecution", on: "2025-05", suspect: "A" },
    { case: "Example 1", event: "verdict", on: "2025-09", suspect: "A", verdict: "convicted", prison_months: 60 },
    { case: "Example 3", event: "investigation", on: "2025-06-11", group: true },
  ] as const
).map((values, i) => ({ key: `example-${i}`, source: "own", values }));

async function originOf(country: SceneCountry, north: Admitted): Promise<{ readonly origin: string }> {
  const member = await country.member(north.devices[0]);
  return { origin: member.view?.country.origin ?? "" };
}
