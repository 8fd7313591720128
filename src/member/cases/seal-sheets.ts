// Seals the saves of sheets (FM10): what waits and is due (`leavesAt` in waiting-saves.ts) after each sync (reader-duties.ts), all of it when the device locks (room.ts) or
// somebody sends it (cases.ts), and at once what must not wait (save-sheet.ts). Each goes to whom a consent covers for it then (sheet-entries.ts), with others for the
// same readers.
import type { BodyOf } from "../../core/entry-kind.ts";
import { keyOfRole } from "../../core/form/form.ts";
import { decisionSteps } from "../../core/person-codes.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer, Sealing } from "../sending/composer.ts";
import type { Change } from "../store/store.ts";
import { type CaseSteps, type LeavesWith, nothingElse } from "./case-steps.ts";
import { placed, sendOwn } from "./case-writer.ts";
import type { OpenCase, OpenGround } from "./open-case.ts";
import { type EntryOfSave, entriesOf } from "./sheet-entries.ts";
import { isDue, type WaitingSheet } from "./waiting-saves.ts";

export interface SheetGround extends OpenGround {
  readonly steps: CaseSteps;
}

type SignedSaves = readonly EntryOfSave<EntryNote>[];

/** Seals what waits: all of it, of one case, or only what is due. Gives how many sheets left. What the fold of any reader would refuse now waits on. */
export function sealWaiting(
  ground: SheetGround,
  { caseId, onlyDue = false }: { readonly caseId?: string; readonly onlyDue?: boolean } = {},
): Promise<number> {
  const { waiting, open, clock } = ground;
  return waiting.alone(async () => {
    const isMeant = (sheet: WaitingSheet) => caseId === undefined || sheet.caseId === caseId;
    const sheets = waiting.all.filter((sheet) => isMeant(sheet) && (!onlyDue || isDue(sheet, clock())));
    const cases = Map.groupBy(sheets, (sheet) => sheet.caseId);
    const saves = [...cases].flatMap(([id, ofCase]) => countingSaves(open.of(id), ofCase, ground));
    const going = sheetsOf(saves);
    const refusals = sheets.filter((sheet) => !going.includes(sheet));
    waiting.holdBack(sheets, refusals);
    if (going.length > 0) await send(saves, nothingElse, ground, []);
    return going.length;
  });
}

/** Seals a sheet at once, and what leaves with it. Throws a Problem of the engine with the reason of the fold where that would refuse any of it: then nothing is sealed. */
export async function sealNow(
  sheet: WaitingSheet,
  leavesWith: LeavesWith,
  ground: SheetGround,
  changes: readonly Change[],
): Promise<void> {
  const openCase = ground.open.of(sheet.caseId);
  const saves = signed(openCase, [sheet], ground);
  openCase.stateTaking([...saves.map(({ entry }) => entry), ...leavesWith.entries].map(placed));
  await send(saves, leavesWith, ground, changes);
}

/** The signed saves of those of these sheets of a case of which every reader would count all. */
function countingSaves(openCase: OpenCase, sheets: readonly WaitingSheet[], ground: SheetGround): SignedSaves {
  const saves = signed(openCase, sheets, ground);
  const { entries } = openCase.stateWith(saves.map(({ entry }) => placed(entry)));
  const counting = new Set(entries.flatMap(({ id, verdict }) => (verdict.is === "effective" ? [id] : [])));
  const refusals = new Set(saves.flatMap(({ of, entry }) => (counting.has(entry.id) ? [] : [of])));
  if (refusals.size === 0) return saves;
  const others = sheets.filter((sheet) => !refusals.has(sheet));
  return countingSaves(openCase, others, ground);
}

function signed(openCase: OpenCase, sheets: readonly WaitingSheet[], ground: SheetGround): SignedSaves {
  const composer = ground.composer();
  return entriesOf(openCase, sheets, ground, (place, body) => composer.entry("answers", place, body));
}

/** Seals signed saves by their readers, and ends that their sheets wait, in one transaction. */
async function send(
  saves: SignedSaves,
  leavesWith: LeavesWith,
  ground: SheetGround,
  changes: readonly Change[],
): Promise<void> {
  const { waiting } = ground;
  const composer = ground.composer();
  const going = sheetsOf(saves);
  const sealings: Sealing[] = [];
  for (const group of Map.groupBy(saves, ({ place }) => place.to.join()).values())
    sealings.push(...(await composer.sealInParts(group.map(({ entry }) => entry))));
  const steps = going.flatMap((sheet) => stepsOfDecision(sheet, composer, ground));
  const { entries, packs } = leavesWith;
  for (const others of [...steps.map((step) => [step]), ...(entries.length === 0 ? [] : [entries])])
    sealings.push({ entries: others, sealed: await composer.seal(others) });
  const removal = waiting.removing(going);
  await sendOwn(ground, sealings, [...removal.changes, ...changes], packs);
  removal.apply();
}

function sheetsOf(saves: SignedSaves): readonly WaitingSheet[] {
  return [...new Set(saves.map(({ of }) => of))];
}

/** FD15c: a decision that is sealed is sealed with its step of status. */
function stepsOfDecision({ caseId, saves }: WaitingSheet, composer: Composer, { steps, log }: SheetGround) {
  const resultIn = ({ set, version }: BodyOf<"answers">) =>
    set[keyOfRole(log.forms.version(version), "identified") ?? ""];
  const last = saves.map(({ body }) => resultIn(body)).findLast((result) => result !== undefined);
  const status = typeof last === "string" ? decisionSteps[last] : undefined;
  return status === undefined ? [] : steps.decisionStep(caseId, status, composer);
}
