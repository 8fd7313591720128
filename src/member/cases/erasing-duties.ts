// The duty of whoever holds a case to erase: what a confirmed withdrawal ends (FD7), what the person took back of one consent (FD7o), and what was written into the
// wrong case (FD13). What goes of each is said in erasing.ts; here is when, and that it is said to the others in the same write.
import type { CaseState, JudgedEntry } from "../../core/case/fold.ts";
import { misplacedIn } from "../../core/case/misplaced.ts";
import { partsKept } from "../../core/case/readers.ts";
import type { EntryKind } from "../../core/entry-kind.ts";
import type { Change } from "../store/store.ts";
import { unlessRefused } from "../verb.ts";
import { grantIn } from "./carried-notes.ts";
import { isHolding } from "./case-view.ts";
import type { WritersGround } from "./case-writer.ts";
import { erasingMisplaced, erasingNarrowed, purging } from "./erasing.ts";
import { forgettingSheetDraft, forgettingSheetDraftsOf } from "./sheet-drafts.ts";
import { isAt } from "./sheet-place.ts";

/** Kinds whose content is about the person: erased when the person's withdrawal is confirmed. The coded path of the case stays. */
const personal: ReadonlySet<string> = new Set(["answers", "grant", "case.link"] satisfies EntryKind[]);

/** Erases what must go of these cases, and what waits in them (FM10), also where this device may write nothing any more. */
export function eraseWhatIsDue(caseIds: readonly string[], ground: WritersGround): Promise<void> {
  return ground.waiting.alone(async () => {
    for (const caseId of caseIds) {
      await purge(caseId, ground);
      await narrow(caseId, ground);
      await eraseMisplaced(caseId, ground);
    }
  });
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
function linksDue(state: CaseState, { cases, open, organisation }: WritersGround): readonly JudgedEntry[] {
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
async function narrow(caseId: string, parts: WritersGround): Promise<void> {
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
async function purge(caseId: string, parts: WritersGround): Promise<void> {
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
function wasSuspended(state: CaseState, { log, organisation }: WritersGround): boolean {
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
  parts: WritersGround,
): Promise<void> {
  const say = () => parts.writer.write(caseId, "purge.done", { withdrawal }, { changes });
  const isSaid = !hasSaid(parts.open.of(caseId).state, parts.device, withdrawal) && (await unlessRefused(say));
  if (!isSaid) await parts.store.write(changes);
}

// FD13. What the own organisation still has of a sheet with an id of its own goes with it; a sheet that a case has once may be of the right person too.
async function eraseMisplaced(caseId: string, parts: WritersGround): Promise<void> {
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

function hasSaid(state: CaseState, device: string, withdrawal: string): boolean {
  return state.entries.some(
    ({ content }) =>
      content.kind === "purge.done" &&
      !("newer" in content) &&
      content.device === device &&
      content.body.withdrawal === withdrawal,
  );
}
