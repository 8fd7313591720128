// The alarms that a reader's device raises over its cases.
import type { CaseState } from "../../core/case/fold.ts";
import { readersPastTheTable } from "../../core/case/readers.ts";
import { hasWaited } from "../../core/waits.ts";
import type { Ground } from "./ground.ts";
import { withdrawnByOthers } from "./withdrawals.ts";

/** An act of an organisation, at its leaf. */
type Act = ReturnType<typeof withdrawnByOthers>[number];

/** Warns of what is wrong in these cases, of which something changed. */
export async function raiseAlarms(
  states: readonly CaseState[],
  { log: { alarms, directory, now }, organisation }: Pick<Ground, "log" | "organisation">,
): Promise<void> {
  const entries = states.flatMap((state) => state.entries);
  // FD1: what builds on something that is not here waits; after a day by the log's time somebody should ask for it.
  const overdue = entries.filter(
    ({ verdict, leaf }) => verdict.is === "waiting" && leaf !== null && hasWaited(directory.times, leaf, 24, now),
  );
  for (const { leaf } of overdue) await alarms.raise("waiting-long", leaf ?? undefined);
  if (overdue.length === 0) await alarms.clear("waiting-long");
  // Acts of one organisation in one case are one alarm: nobody hides anything behind a hundred of them.
  const raise = async (code: "withdrawn-by-other" | "shared-too-widely", acts: readonly Act[]) => {
    for (const same of Map.groupBy(acts, ({ by }) => by).values())
      await alarms.raiseOnce(
        code,
        same.map(({ leaf }) => leaf),
      );
  };
  for (const state of states) {
    // FD7d: who may not say it, and who stops sharing with us, does not do so unseen.
    await raise("withdrawn-by-other", withdrawnByOthers(state, organisation));
    // R06: what somebody sealed past the table of parts counts nowhere. Whoever else holds it is warned; who should not read it is shown nothing of it.
    const pastTheTable = state.entries.flatMap((entry) => {
      const tooMany = readersPastTheTable(entry, directory);
      const isOurs = entry.leaf !== null && tooMany.length > 0 && !tooMany.includes(organisation);
      return isOurs ? [{ leaf: entry.leaf, by: entry.organisation }] : [];
    });
    await raise("shared-too-widely", pastTheTable);
  }
}
