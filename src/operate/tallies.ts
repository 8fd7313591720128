// A year's tallies on a device: what it reads, the release, and the sign-off of another office's (docs/spec/tally.md).
import type { Period } from "../assessment/fact-value.ts";
import {
  checkTallies,
  draftTallies,
  type ReadHere,
  releaseOf,
  type TallyCheck,
  type TallyDraft,
} from "../assessment/tally-release.ts";
import type { Device } from "../member/device.ts";
import { hashOfText } from "../member/record/record-keeper.ts";
import { must } from "../member/verb.ts";

function readHere({ record, view }: Device): ReadHere {
  return { own: view?.self?.organisation.id ?? "", hash: hashOfText, record };
}

/** The tallies of a year as this device would release them now; null before anything is trusted. */
export function releaseDraft(member: Device, period: Period): TallyDraft | null {
  return draftTallies(readHere(member), period);
}

/** Enters the tallies and their release, and gives the id of the import of the tallies. Throws a problem of the engine. */
export async function enterRelease(member: Device, draft: TallyDraft, office: string): Promise<string> {
  const id = await must(member.record.enterReleased(draft.rows, releaseOf(readHere(member), draft, office)));
  await member.sync();
  return id;
}

/** The release of the year by another office, made again; undefined where there is none. */
export function othersRelease(member: Device, period: Period): TallyCheck | undefined {
  return checkTallies(readHere(member), period).find(({ isOurs }) => !isOurs);
}

/** Signs off the tallies of a release, which the caller found to be the same. Throws a problem of the engine. */
export async function signRelease(member: Device, check: TallyCheck, office: string): Promise<void> {
  await must(member.record.signOff(check.values.import, office, check.organisation));
  await member.sync();
}
