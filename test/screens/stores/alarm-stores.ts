// Devices that saw two histories of one log, a host that stood still and a host of another country: each alarm has its real cause. With the council's
// correction, which leads out of it.
import { encodeBase64 } from "../../../src/crypto/base64.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { must } from "../../../src/member/verb.ts";
import { signCorrection } from "../../../src/note/correction-note.ts";
import type { Host } from "../../../src/server/host.ts";
import type { Admitted, Member, SceneCountry } from "./country.ts";
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
  const line = { network: open.network };
  const network: Network = (url, request) => line.network(url, request);
  country.at(28 * 60);
  const officer = await country.member(officerOf.devices[5], { network });
  await must(officer.directory.keepRingBack(ringBack));
  await must(officer.drafts.send(draftTo([asked])));
  for (let round = 0; round < 3; round++) {
    await officer.sync();
    await open.witnessing.run();
  }
  // No witness has seen a newer head for more than a day.
  country.at(2 * 60);
  await officer.sync();
  country.at(1);
  line.network = country.open.network;
  await officer.sync();
  const restarted = await country.restart(officer, { network: other });
  await restarted.sync();
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

function headOf({ tree }: Host, size: number) {
  return { size, root: encodeBase64(tree.root(size)) };
}
