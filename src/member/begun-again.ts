// Sheets that are begun again: what waited of one and is taken back, and what was written into the wrong case and belongs into another (FD13). The draft is kept in the
// transaction that takes the sheet away.
import { Problem } from "../core/problem.ts";
import type { BegunSheets } from "./begun-sheets.ts";
import { misplace } from "./cases/misplacing.ts";
import { sheetDraftOf } from "./cases/sheet-drafts.ts";
import { type AnyPlace, isAt, type SheetPlace, sheetIn } from "./cases/sheet-place.ts";
import type { Reader } from "./reader.ts";

/** Takes back all that waits of a sheet: it never leaves. What it said is a draft again, unless something else was begun there since. Throws a Problem of the engine `not-allowed` when nothing of it waits (any more). */
export function takeBack({ waiting, open, shelf }: Reader, drafts: BegunSheets, place: SheetPlace): Promise<void> {
  const { caseId, form, sheet } = place;
  return waiting.alone(async () => {
    const waits = waiting.find(place);
    if (waits === undefined) throw new Problem("engine", "not-allowed");
    const isSealed = sheetIn(open.of(caseId).sealedSheets, form, sheet) !== undefined;
    const at = { caseId, form, sheet: isSealed ? sheet : null };
    const isBegun = (await drafts.stored(shelf)).some((draft) => isAt(draft, at));
    const begun = isBegun ? null : drafts.beginning(shelf, at, sheetDraftOf(waits));
    await waiting.forget(place, begun?.changes ?? []);
    begun?.apply();
  });
}

/** Says of a sheet that it was written into the wrong case, and begins it in the right one, where that is said. Throws what `misplace` throws, and `not-allowed` where nothing may be begun there, or something of this form is. */
export async function moveSheet(
  reader: Reader,
  drafts: BegunSheets,
  place: SheetPlace,
  { rightCase, agreedSaves }: { readonly rightCase: string | null; readonly agreedSaves: readonly string[] | null },
): Promise<void> {
  const { shelf } = reader;
  const right = rightCase === null ? null : placeToBegin(reader, rightCase, place.form);
  const draftsThere = await drafts.stored(shelf);
  const isTaken = draftsThere.some((draft) => right !== null && isAt(draft, right));
  if (isTaken || rightCase === place.caseId) throw new Problem("engine", "not-allowed");
  const exchanges = [drafts.forgetting(shelf, place)];
  await misplace(reader, place, agreedSaves, (draft) => {
    if (right !== null) exchanges.push(drafts.beginning(shelf, right, draft));
    return exchanges.flatMap(({ changes }) => changes);
  });
  for (const { apply } of exchanges) apply();
}

/** Where a sheet of a form is begun in a case: a new one, or the one that the case has. Throws a Problem of the engine `not-allowed` where none may be. */
function placeToBegin(reader: Reader, caseId: string, form: string): AnyPlace {
  const work = reader.openHeld(caseId)?.work;
  if (work?.writable.includes(form) !== true) throw new Problem("engine", "not-allowed");
  const isOne = reader.log.forms.newest(form)?.form.many === false && work.sheets.some((each) => each.form === form);
  return { caseId, form, sheet: isOne ? "one" : null };
}
