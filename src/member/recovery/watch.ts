// What a reader's device does by itself about recovery after each round (KR8, KR9): it says that a device of the organisation is new, that somebody asks for the
// organisation or for a share that it holds, and it answers who asks whether a share is there.

import type { BodyOf } from "../../core/entry-kind.ts";
import { isProblem } from "../../core/problem.ts";
import type { HeldCases } from "../cases/held-cases.ts";
import { answeredKey, type Shelf, type TableOf } from "../store/shelf.ts";
import type { Change } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import { heldShares, shareEntries } from "./shares.ts";

/** What is watched over: an unlocked device of a reader, and how it seals words about shares. */
interface Watching {
  readonly session: {
    readonly device: string;
    readonly organisation: string;
    readonly shelf: Shelf;
    readonly maySpendByItself: boolean;
    readonly sayShares: (
      words: readonly { readonly to: string; readonly body: BodyOf<"recovery.share"> }[],
      changes: readonly Change[],
    ) => Promise<void>;
  };
  readonly cases: HeldCases;
  readonly log: PublicLog;
}

const answeredTable = "meta" as TableOf<readonly string[]>;
/** Of so many questions it is remembered that they were answered. */
const mostAnswered = 200;

export async function watchRecovery(watching: Watching): Promise<void> {
  const { session, log } = watching;
  const { directory, alarms, now } = log;
  const { recoveries } = directory;
  const own = directory.device(session.device);
  // Of an organisation that was brought back nobody knows whose every other device is.
  const wasRestored = recoveries.request(session.device)?.restored != null;
  for (const { id, enrolled, role, revoked } of directory.devicesOf(session.organisation)) {
    const isUnknown = own !== null && (enrolled > own.enrolled || (wasRestored && revoked === null));
    const isNew = isUnknown && role === "reader" && id !== session.device;
    if (isNew) await alarms.raiseOnce("device-new", [enrolled]);
  }
  for (const { index, signers } of recoveries.dealings(session.organisation)) {
    const isOfOthers = own !== null && index > own.enrolled && !signers.includes(own.id);
    if (isOfOthers) await alarms.raiseOnce("recovery-dealt", [index]);
  }
  const entries = recoveries.isCustodian(session.organisation) ? shareEntries(watching.cases.ofNoCase, log) : [];
  const held = heldShares(entries, session.organisation);
  for (const request of recoveries.requests()) {
    const state = recoveries.stateOf(request, now);
    if (state === "restored" || state === "over" || request.device.id === session.device) continue;
    if (request.organisation === session.organisation) await alarms.raise("recovery-asked", request.index);
    const isGiven = request.releases.some(({ custodian }) => custodian === session.organisation);
    if (!isGiven && held.some(({ dealing }) => dealing.id === request.dealing.id))
      await alarms.raise("share-asked", request.index);
  }
  await alarms.clearOlder("recovery-asked");
  await alarms.clearOlder("share-asked");
  await answer(watching, entries, held);
}

/** KR9: the newest question of each organisation whose share is here. Two devices may both answer. */
async function answer(
  { session, log }: Watching,
  entries: ReturnType<typeof shareEntries>,
  held: ReturnType<typeof heldShares>,
): Promise<void> {
  const asked = entries.filter(({ step }) => step === "asked");
  if (asked.length === 0 || !session.maySpendByItself || !log.directory.mayAuthor(session.device, log.now)) return;
  const answered = (await session.shelf.get(answeredTable, answeredKey)) ?? [];
  const open = asked.filter(({ id }) => !answered.includes(id));
  const dealings = held.filter(({ dealing }) => open.some((question) => question.dealing.id === dealing.id));
  if (open.length === 0) return;
  let kept = [...answered];
  for (const { dealing } of dealings) {
    const { id, organisation } = dealing;
    kept = [...kept, ...open.filter((question) => question.dealing.id === id).map((question) => question.id)];
    const changes = [session.shelf.put(answeredTable, answeredKey, kept.slice(-mostAnswered))];
    const body = { organisation, dealing: id, step: "held" as const };
    try {
      await session.sayShares([{ to: organisation, body }], changes);
    } catch (error) {
      // One organisation to which nothing can be sealed now keeps nobody else from an answer.
      if (!isProblem(error, "engine")) throw error;
    }
  }
}
