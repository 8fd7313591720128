// What officers' devices keep in the scenes: nothing yet, a list of what was sent in every state, lessons half done, alarms.
import { lessons } from "../../../src/core/lessons.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { must } from "../../../src/member/verb.ts";
import type { Admitted, Keep, SceneCountry } from "./country.ts";
import { draftTo } from "./drafts.ts";
import { start } from "./store-file.ts";

const day = 86_400_000;
export const ringBack = "+992000000000";

/** Who sends and who answers in an officer's stories. */
export interface OfficerCast {
  readonly border: Admitted;
  readonly consulate: Admitted;
  readonly centre: Admitted;
  readonly legal: Admitted;
  readonly clinic: Admitted;
}

/** A line on which a gateway answers for the host whatever is sent to it. */
export function gatewayBefore(network: Network): Network {
  return (url, request) =>
    request.method === "GET" && !url.endsWith("/challenge")
      ? network(url, request)
      : Promise.resolve({ status: 502, contentType: "text/plain", body: new Uint8Array(0), flaw: null });
}

/** An officer who sent six referrals: received, accepted, declined by one of two and by both, on a waiting list; and one that the host never logged. */
export async function playSent(country: SceneCountry, cast: OfficerCast, keep: Keep): Promise<void> {
  const { border, centre, legal, clinic } = cast;
  const line = { isDown: false };
  const network: Network = (url, request) =>
    (line.isDown ? gatewayBefore(country.open.network) : country.open.network)(url, request);
  const officer = await country.member(border.devices[0], { network });
  await must(officer.directory.keepRingBack(ringBack));
  const readers = {
    centre: await country.member(centre.devices[0]),
    legal: await country.member(legal.devices[0]),
    clinic: await country.member(clinic.devices[0]),
  };
  type Reader = keyof typeof readers;
  const send = async (minutesAgo: number, asked: readonly Reader[]) => {
    country.at(minutesAgo);
    const [entry] = await must(officer.drafts.send(draftTo(asked.map((key) => cast[key]))));
    await country.settle(officer);
    return entry;
  };
  const answer = async (
    minutesAgo: number,
    who: Reader,
    referral: string,
    say: "accept" | "decline" | "waitlist" | null,
  ) => {
    country.at(minutesAgo);
    const reader = readers[who];
    await country.settle(reader);
    const caseId = reader.cases.list.caseOf(referral) ?? "";
    if (say === "accept") await must(reader.cases.steps.answer(caseId, referral, { verb: "accept" }));
    if (say === "waitlist") await must(reader.cases.steps.answer(caseId, referral, { verb: "waitlist" }));
    if (say === "decline")
      await must(reader.cases.steps.answer(caseId, referral, { verb: "decline", reason: "no-place" }));
    await country.settle(reader, officer);
  };
  const waitlisted = await send(28 * 60, ["centre", "legal", "clinic"]);
  await answer(27 * 60, "centre", waitlisted, null);
  const byBoth = await send(26 * 60 + 30, ["centre", "legal"]);
  await answer(26 * 60, "centre", byBoth, null);
  await answer(25 * 60, "legal", byBoth, null);
  const byOne = await send(24 * 60 + 30, ["centre", "clinic"]);
  const accepted = await send(180, ["legal"]);
  await answer(150, "legal", accepted, "accept");
  await answer(90, "centre", byBoth, "decline");
  await answer(70, "centre", waitlisted, "waitlist");
  await answer(65, "legal", waitlisted, "decline");
  await answer(60, "centre", byOne, "decline");
  await answer(30, "legal", byBoth, "decline");
  const received = await send(2, ["legal", "centre"]);
  await answer(1, "legal", received, null);
  country.at(0);
  await country.settle(officer);
  await keep("officer", officer);
  await must(officer.directory.keepRingBack(null));
  await keep("officer-no-number", officer);
  await must(officer.directory.keepRingBack(ringBack));
  country.at(45);
  line.isDown = true;
  await must(officer.drafts.send(draftTo([centre, legal])));
  await officer.sync();
  country.at(0);
  await officer.sync();
  await keep("officer-late", officer);
}

/** Devices of officers that sent nothing, and how far they are with the short lessons. */
export async function playLessons(
  country: SceneCountry,
  { border, consulate }: OfficerCast,
  keep: Keep,
): Promise<void> {
  country.at(0);
  const fresh = await country.member(border.devices[1]);
  await must(fresh.directory.keepRingBack(ringBack));
  await keep("officer-empty", fresh);
  const consul = await country.member(consulate.devices[0]);
  await must(consul.directory.keepRingBack(ringBack));
  await keep("consul", consul);
  for (const [device, name, done, ago] of [
    [2, "officer-half", 3, 30 * day],
    [3, "officer-lessons-old", lessons.length, 400 * day],
    [4, "officer-lessons-done", lessons.length, 30 * day],
  ] as const) {
    const clock = { ago: ago as number };
    const officer = await country.member(border.devices[device], { clock: () => start - clock.ago });
    for (const lesson of lessons.slice(0, done)) await must(officer.lessons.finish(lesson));
    clock.ago = 0;
    await must(officer.directory.keepRingBack(ringBack));
    await country.settle(officer);
    await keep(name, officer);
  }
}
