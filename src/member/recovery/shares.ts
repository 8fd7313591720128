// The shares of other organisations' recovery keys that this one holds, and who of its own custodians said that a share is there (KR1, KR9). An entry counts when its
// author is a reader of the organisation for which it speaks, and a share when its hash is the one in the log.
import type { Dealing } from "../../core/recovery.ts";
import { hashOfShare, shareText } from "../../sealing/recovery-key.ts";
import type { HeldEntry } from "../cases/held-cases.ts";
import type { PublicLog } from "../trust/public-log.ts";

interface HeldShare {
  readonly dealing: Dealing;
  /** What is given to a device that asks. */
  readonly text: string;
}

interface ShareEntry {
  readonly id: string;
  readonly leaf: number;
  readonly at: string;
  /** The organisation whose device wrote it. */
  readonly author: string;
  readonly dealing: Dealing;
  readonly step: "given" | "asked" | "held";
  readonly text: string | null;
}

/** What was said of shares to this organisation, in the order of the log. */
export function shareEntries(held: readonly HeldEntry[], log: PublicLog): readonly ShareEntry[] {
  const { directory } = log;
  const entries = held.flatMap(({ entry: { id, content }, leaf }): ShareEntry[] => {
    if (leaf === null || content.kind !== "recovery.share" || "newer" in content) return [];
    const { organisation, dealing: dealt, step, number, share } = content.body;
    const dealing = directory.recoveries.dealing(dealt);
    const author = directory.device(content.device)?.organisation;
    if (dealing === null || dealing.organisation !== organisation || author === undefined) return [];
    if (!directory.mayAuthor(content.device, leaf) || (step !== "held" && author !== organisation)) return [];
    const text =
      number === undefined || share === undefined
        ? null
        : shareText(log.founding.origin, { organisation, dealing: dealt, number, share });
    return [{ id, leaf, at: content.at, author, dealing, step, text }];
  });
  return entries.sort((a, b) => a.leaf - b.leaf);
}

/** The shares that this organisation holds, each the one that the log names for it. */
export function heldShares(entries: readonly ShareEntry[], organisation: string): readonly HeldShare[] {
  const byDealing = new Map<string, HeldShare>();
  for (const { dealing, step, text } of entries) {
    if (step !== "given" || text === null) continue;
    const hash = hashOfShare(text);
    if (dealing.shares.some((share) => share.custodian === organisation && share.hash === hash))
      byDealing.set(dealing.id, { dealing, text });
  }
  return [...byDealing.values()];
}

/** When each custodian of a dealing said last that its share is there. */
export function saidToHold(entries: readonly ShareEntry[], dealing: string): ReadonlyMap<string, string> {
  const said = entries.filter((entry) => entry.step === "held" && entry.dealing.id === dealing);
  return new Map(said.map(({ author, at }) => [author, at]));
}
