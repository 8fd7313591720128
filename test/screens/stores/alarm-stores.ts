// Devices that saw two histories of one log, a host that stood still and a host of another country: each alarm has its real cause. With the council's
// correction, which leads out of it.
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { must } from "../../../src/member/verb.ts";
import { signCorrection } from "../../../src/note/correction-note.ts";
import type { Host } from "../../../src/server/host.ts";
import type { Admitted, Beside, Member, SceneCountry } from "./country.ts";
import { draftTo } from "./drafts.ts";
import type { OpenHost } from "./host.ts";
import { ringBack } from "./officer-stores.ts";

/** A history that began as the country's own and went another way. */
export interface FalseHistory {
  readonly open: OpenHost;
  readonly shared: number;
}

/** An old copy of the host's store is started: what is sent to it from here on is in no other history. */
export async function startOldCopy(country: SceneCountry): Promise<FalseHistory> {
  return { open: await country.copy("old-copy"), shared: country.open.host.tree.size };
}

/** An officer whose referral of a day ago only the old copy has, and who has since seen the true history and another country's host. */
export async function playAlarms(
  country: SceneCountry,
  { open, shared }: FalseHistory,
  officerOf: Admitted,
  asked: Admitted,
  other: Network,
): Promise<{ readonly officer: Member; readonly correction: string }> {
  const { network } = open;
  country.at(28 * 60);
  const officer = await country.member(officerOf.devices[5], { network });
  await must(officer.directory.keepRingBack(ringBack));
  await must(officer.drafts.send(draftTo([asked])));
  for (let round = 0; round < 3; round++) {
    await officer.sync();
    await open.witnessing.run();
  }
  const restarted = await seeThrough(country, officer, other);
  const falseHeads = Array.from({ length: open.host.tree.size - shared }, (_, n) => headOf(open.host, shared + 1 + n));
  const trueHead = headOf(country.open.host, country.open.host.tree.size);
  const correction = signCorrection(
    country.open.host.founding.origin,
    {
      kind: "correction",
      salt: encodeHex(randomBytes(16)),
      at: "2026-03-05T14:00:00Z",
      shared,
      falseHeads,
      trueHead,
      reason: "The host was started on an old copy.",
    },
    country.seats.slice(0, 2),
  );
  return { officer: restarted, correction };
}

/**
 * A locked device of a shelter that saw the same. Three envelopes came while it was locked, for whomever they are; what it wrote since waits, and all but
 * one of its tokens are gone.
 */
export async function playNews(
  country: SceneCountry,
  { open }: FalseHistory,
  { border, centre, legal }: Readonly<Record<"border" | "centre" | "legal", Admitted>>,
  other: Network,
): Promise<[Member, Beside]> {
  const { network } = open;
  country.at(28 * 60);
  const officer = await country.member(border.devices[6], { network });
  await must(officer.drafts.send(draftTo([centre, legal])));
  await officer.sync();
  await open.witnessing.run();
  const worker = await country.member(centre.devices[1], { network });
  const [, ...used] = await worker.kept.list("token");
  await worker.kept.write(used.map(({ key }) => ({ table: "token", key, value: null })));
  const restarted = await seeThrough(country, worker, other);
  country.at(0);
  while ((restarted.view?.outbox ?? 3) < 3) await must(restarted.drafts.send(draftTo([centre])));
  let lockedAt = restarted.view?.log.seen?.size ?? 0;
  while (lockedAt > 0 && restarted.sealedSince(lockedAt) < 3) lockedAt--;
  return [restarted, { texts: { "locked-at": String(lockedAt) } }];
}

/** No witness sees a newer head for more than a day; after a restart the device is shown another country's host, then the true history. */
async function seeThrough(country: SceneCountry, member: Member, other: Network): Promise<Member> {
  country.at(2 * 60);
  await member.sync();
  country.at(1);
  await (await country.restart(member, { network: other })).sync();
  const restarted = await country.restart(member);
  await restarted.sync();
  return restarted;
}

function headOf({ tree }: Host, size: number) {
  return { size, root: encodeBase64(tree.root(size)) };
}
