// The duties that a reader's device does by itself after each sync: it says that a referral arrived, forwards withdrawals to those whom it
// brought in (SL8), erases what a confirmed withdrawal ends (FD7), gives what was agreed (FD16), seals what is due (FM10), raises alarms and keeps lines. All of it can
// be repeated without harm.
import type { CaseState, JudgedEntry } from "../../core/case/fold.ts";
import { misplacedIn } from "../../core/case/misplaced.ts";
import { partsKept, readersPastTheTable } from "../../core/case/readers.ts";
import { givesByItself, toGive } from "../../core/case/referred-on.ts";
import type { EntryKind } from "../../core/entry-kind.ts";
import { hasWaited } from "../../core/waits.ts";
import type { Change } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import { unlessRefused } from "../verb.ts";
import { grantIn } from "./carried-notes.ts";
import type { CaseList } from "./case-list.ts";
import type { CaseSteps } from "./case-steps.ts";
import { isHolding } from "./case-view.ts";
import type { WritersGround } from "./case-writer.ts";
import { erasingMisplaced, erasingNarrowed, purging } from "./erasing.ts";
import type { Giving } from "./giving.ts";
import { sealWaiting } from "./seal-sheets.ts";
import { forgettingSheetDraft, forgettingSheetDraftsOf } from "./sheet-drafts.ts";
import { isAt } from "./sheet-place.ts";
import { type Hearing, mayLack, withdrawalsToSay, withdrawnByOthers } from "./withdrawals.ts";

interface DutyParts extends WritersGround {
  readonly list: CaseList;
  readonly steps: CaseSteps;
  readonly giving: Giving;
}

/** So many referrals of one case are received with one envelope. */
const mostAtOnce = 16;

/** Kinds whose content is about the person: erased when the person's withdrawal is confirmed. The coded path of the case stays. */
const personal: ReadonlySet<string> = new Set(["answers", "grant", "case.link"] satisfies EntryKind[]);

export async function doDuties(parts: DutyParts): Promise<void> {
  const { list, open, waiting, log, organisation } = parts;
  // Of what is at rest once it was read nothing is to be done.
  while (await list.readMore());
  const caseIds = list.changed;
  // Whoever holds what a confirmed withdrawal ends erases it, and what waits in such a case (FM10), also when it may write nothing any more.
  await waiting.alone(async () => {
    for (const caseId of caseIds) {
      await purge(caseId, parts);
      await narrow(caseId, parts);
      await eraseMisplaced(caseId, parts);
    }
  });
  if (log.directory.mayAuthor(parts.device, log.now)) {
    // A case in which nothing may be written now does not keep the others waiting.
    for (const caseId of caseIds) await unlessRefused(() => doDutiesIn(caseId, parts));
    await unlessRefused(() => sealWaiting(parts, { onlyDue: true }));
  }
  const states = list.changed.map((caseId) => open.of(caseId).state);
  await watchCases(states, log, organisation, log.now);
  await list.keepLines(list.changed);
}

async function doDutiesIn(caseId: string, parts: DutyParts): Promise<void> {
  const { steps, open, organisation, dispatch } = parts;
  const { state } = open.of(caseId);
  const arrivals = state.referrals.filter(({ places }) =>
    places.some((place) => place.organisation === organisation && place.state === "sent"),
  );
  if (arrivals.length > 0 && !state.holdsNewer && dispatch.maySpendByItself) {
    const ids = arrivals.slice(0, mostAtOnce).map(({ id }) => id);
    await steps.receive(caseId, ids);
  }
  await forwardWithdrawals(caseId, parts);
  await sayMisplacedToAll(caseId, parts);
  await giveAgreed(caseId, parts);
  if (dispatch.maySpendByItself) await unlessRefused(() => parts.giving.repeatDanger(caseId));
}

/**
 * Entries about the person that must go: every consent for this organisation that was known by then is withdrawn, and a provider confirmed it
 * with the person. What comes after that confirmation, or was granted again after it, stays while the person consents anew.
 */
function dueForPurge(state: CaseState, organisation: string): readonly JudgedEntry[] {
  const confirmation = confirmationFor(state, organisation);
  if (confirmation === undefined) return [];
  const at = state.entries.indexOf(confirmation);
  const isBefore = ({ leaf }: JudgedEntry, index: number) =>
    index < at || (leaf !== null && leaf < (confirmation.leaf ?? Number.POSITIVE_INFINITY));
  const later = state.entries.filter((entry, index) => entry.verdict.is === "effective" && !isBefore(entry, index));
  const again = later.filter(({ content }) => grantIn(content)?.body.organisation === organisation);
  const stays = isHolding(state, organisation)
    ? new Set([...later, ...again.flatMap(({ carried }) => carried ?? [])].map(({ id }) => id))
    : new Set<string>();
  return state.entries.filter(({ id, content }) => {
    if (stays.has(id)) return false;
    if ("newer" in content) return true;
    return personal.has(content.kind) || (content.kind === "status" && content.body.grounds !== undefined);
  });
}

// FD12: what stands in other cases of this one goes with it.
function linksDue(state: CaseState, { cases, open, organisation }: DutyParts): readonly JudgedEntry[] {
  const confirmation = confirmationFor(state, organisation);
  if (confirmation === undefined) return [];
  const stays = isHolding(state, organisation);
  return [...cases.linksTo(state.id)].flatMap(([id, home]) =>
    open.of(home).state.entries.filter((entry) => {
      const isBefore = entry.leaf !== null && entry.leaf < (confirmation.leaf ?? Number.POSITIVE_INFINITY);
      return entry.id === id && (!stays || isBefore);
    }),
  );
}

function isEnded(state: CaseState, organisation: string): boolean {
  return confirmationFor(state, organisation) !== undefined && !isHolding(state, organisation);
}

function confirmationFor(state: CaseState, organisation: string): JudgedEntry | undefined {
  const ending = state.endings.find((each) => each.organisation === organisation);
  return state.entries.find(({ id }) => id === ending?.confirmation);
}

// FD7o. What the person took back of one consent while another holds: what others wrote in those parts goes, also what comes late.
async function narrow(caseId: string, parts: DutyParts): Promise<void> {
  const { cases, open, log, organisation } = parts;
  const { state } = open.of(caseId);
  const narrowing = state.narrowings.find((each) => each.organisation === organisation);
  if (narrowing === undefined) return;
  const keeper = { organisation, parts: partsKept(state, organisation) };
  const erasing = erasingNarrowed(cases, caseId, keeper, log.directory);
  if (erasing.changes.length === 0) return;
  await eraseAndSay(caseId, withdrawalIn(state, narrowing.confirmation), erasing.changes, parts);
  erasing.apply();
}

// `purge.done` says what this device did. It is sealed in the same transaction that erases, so that neither is without the other; who cannot
// say it (suspended, or in a case that takes no entry) erases all the same.
async function purge(caseId: string, parts: DutyParts): Promise<void> {
  const { cases, open } = parts;
  for (const home of [...cases.linksTo(caseId).values()]) await cases.bring(home);
  const { state } = open.of(caseId);
  const due = [...dueForPurge(state, parts.organisation), ...linksDue(state, parts)];
  if (due.length === 0 && !isEnded(state, parts.organisation)) return;
  const unread = parts.aside.erasing(({ label }) => label?.sheet?.caseId === caseId);
  const drafts = [...(await forgettingSheetDraftsOf(parts.shelf, parts.store, caseId)), ...unread.changes];
  if (due.length === 0) {
    // Drafts that were typed since the purge, where that could not be said: a suspended organisation does not find the case as erased. And its line, where
    // another program over this store still had it.
    const left = [...drafts, ...cases.index.erasingLeft(caseId)];
    if (wasSuspended(state, parts)) {
      const withdrawal = withdrawalIn(state, confirmationFor(state, parts.organisation)?.id);
      await eraseAndSay(caseId, withdrawal, left, parts);
    } else if (left.length > 0) await parts.store.write(left);
    unread.apply();
    return;
  }
  const { changes: erasures, apply } = await purging(cases, due, parts.log.directory);
  const waiting = parts.waiting.removing(parts.waiting.of(caseId));
  const changes = [...erasures, ...drafts, ...waiting.changes];
  const withdrawal = withdrawalIn(state, confirmationFor(state, parts.organisation)?.id);
  await eraseAndSay(caseId, withdrawal, changes, parts);
  apply();
  waiting.apply();
  unread.apply();
}

// DR8. Who purged while it was suspended could not say it: others wait for that, until it is lifted.
function wasSuspended(state: CaseState, { log, organisation }: DutyParts): boolean {
  const leaf = confirmationFor(state, organisation)?.leaf ?? null;
  const suspensions = log.directory.organisation(organisation)?.suspensions ?? [];
  return leaf !== null && suspensions.some(({ to }) => to !== null && to > leaf);
}

/** The withdrawal that is confirmed. */
function withdrawalIn(state: CaseState, confirmation: string | undefined): string {
  const content = state.entries.find(({ id }) => id === confirmation)?.content;
  return content?.kind === "withdraw.confirmed" && !("newer" in content) ? content.body.withdrawal : "";
}

async function eraseAndSay(
  caseId: string,
  withdrawal: string,
  changes: readonly Change[],
  parts: DutyParts,
): Promise<void> {
  const say = () => parts.writer.write(caseId, "purge.done", { withdrawal }, { changes });
  const isSaid = !hasSaid(parts.open.of(caseId).state, parts.device, withdrawal) && (await unlessRefused(say));
  if (!isSaid) await parts.store.write(changes);
}

// FD13. What the own organisation still has of a sheet with an id of its own goes with it; a sheet that a case has once may be of the right person too.
async function eraseMisplaced(caseId: string, parts: DutyParts): Promise<void> {
  const { cases, open, waiting, shelf, aside, store, log, organisation } = parts;
  // Until it is logged it may come from a device that was stolen, in a file that nobody else sees: then it hides, and erases nothing
  // but what a withdrawal ends with all else (FD7).
  const { state } = open.of(caseId);
  const isOver = confirmationFor(state, organisation) !== undefined;
  const wrongSaves = misplacedIn({ entries: state.entries.filter(({ leaf }) => isOver || leaf !== null) });
  if (wrongSaves.isEmpty) return;
  const erasing = erasingMisplaced(cases, caseId, wrongSaves, log.directory);
  if (erasing.changes.length === 0) return;
  const own = erasing.sheets.filter(({ sheet, by }) => by === organisation && sheet !== "one");
  const places = own.map(({ form, sheet }) => ({ caseId, form, sheet }));
  const removal = waiting.removing(places);
  const drafts = places.flatMap((place) => forgettingSheetDraft(shelf, place));
  const unread = aside.erasing(({ label }) =>
    places.some((place) => label?.sheet !== undefined && isAt(label.sheet, place)),
  );
  await store.write([...erasing.changes, ...removal.changes, ...drafts, ...unread.changes]);
  erasing.apply();
  removal.apply();
  unread.apply();
}

/** FD16e: once an acceptance is logged, what the person agreed to for it follows from who asked. Where that lost its contact, it is a task of whoever is in contact. */
async function giveAgreed(caseId: string, { giving, open, organisation, dispatch }: DutyParts): Promise<void> {
  for (const referral of toGive(open.of(caseId).state)) {
    const isOurs = givesByItself(open.of(caseId).state, referral, organisation);
    if (isOurs && dispatch.maySpendByItself) await unlessRefused(() => giving.giveAgreed(caseId, referral.id));
  }
}

// FD13: whoever was brought in without our knowing holds what we wrote too: it is said once more, to everyone.
async function sayMisplacedToAll(caseId: string, parts: DutyParts): Promise<void> {
  const { steps, open, organisation, dispatch } = parts;
  const { entries, participants } = open.of(caseId).state;
  const sayings = entries.flatMap(({ content, verdict, organisation: by }) =>
    by === organisation && verdict.is === "effective" && content.kind === "answers.misplaced" && !("newer" in content)
      ? [{ to: content.to, body: content.body }]
      : [],
  );
  for (const { body } of sayings) {
    const covers = (other: typeof body) => body.saves.every((id) => other.saves.includes(id));
    const hearers = new Set(sayings.filter((each) => covers(each.body)).flatMap(({ to }) => to));
    if (participants.every((id) => hearers.has(id) || !canReceive(parts, id)) || !dispatch.maySpendByItself) continue;
    await unlessRefused(() => steps.misplaced(caseId, body, []));
    return;
  }
}

function hasSaid(state: CaseState, device: string, withdrawal: string): boolean {
  return state.entries.some(
    ({ content }) =>
      content.kind === "purge.done" &&
      !("newer" in content) &&
      content.device === device &&
      content.body.withdrawal === withdrawal,
  );
}

async function forwardWithdrawals(caseId: string, parts: DutyParts): Promise<void> {
  const { writer, giving, open, organisation, log } = parts;
  const { party } = log.directory.organisation(organisation) ?? {};
  const hearing: Hearing = {
    canReceive: (id) => canReceive(parts, id),
    mayLack: (id, saying) => mayLack(log.directory, id, saying),
    party,
  };
  for (const next of withdrawalsToSay(open.of(caseId).state, organisation, hearing)) {
    if (next.say === "withdrawn") await giving.withdrawConsent(caseId, next.given);
    else await unlessRefused(() => writer.write(caseId, "withdraw.confirmed", { withdrawal: next.withdrawal }, {}));
  }
}

/** True for an organisation to which can be sealed now. */
function canReceive({ log }: DutyParts, organisation: string): boolean {
  return log.directory.epochForSending(organisation, log.now) !== null;
}

/** An act of an organisation, at its leaf. */
type Act = ReturnType<typeof withdrawnByOthers>[number];

/** Warns of what is wrong in these cases, of which something changed. */
async function watchCases(
  states: readonly CaseState[],
  { alarms, directory }: PublicLog,
  organisation: string,
  now: number,
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
