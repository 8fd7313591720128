// The entries that the saves of sheets become (FM10): for whom, on which consents, and on what each builds, all as it is now. Those that wait are shown by them before
// anything is signed (open-case.ts), tried by them before anything is kept (save-sheet.ts), and signed in their place when they leave (seal-sheets.ts). Readers come
// from `readersOfPart` and from nowhere else (FD11).
import type { CaseState } from "../../core/case/fold.ts";
import type { PlacedEntry } from "../../core/case/graph.ts";
import { asksOwnWord, bodiesOfSheet, isKeptByChoice, readersOfPart } from "../../core/case/readers.ts";
import type { CaseContent } from "../../core/entry.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { type Form, type FormBook, partsOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { momentOf } from "../../core/moment.ts";
import { bodiesIn, type OfficialBody } from "../../core/official-body.ts";
import type { Part } from "../../core/part-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { EntryPlace } from "../sending/composer.ts";
import type { Ground } from "./ground.ts";
import { isSave, sheetIn } from "./sheet-place.ts";
import type { UnsealedSave, WaitingSheet } from "./waiting-saves.ts";

/** An entry that a save becomes, with all by which it is made. */
export interface EntryOfSave<Entry> {
  readonly of: WaitingSheet;
  readonly entry: Entry;
  readonly place: Required<EntryPlace>;
  readonly body: BodyOf<"answers">;
}

/** The case in which saves wait, as far as it is sealed. */
interface SealedCase {
  readonly state: CaseState;
  readonly sealedSheets: readonly Sheet[];
  readonly parentsFor: (readers: readonly string[]) => readonly string[];
}

type EntriesGround = Pick<Ground, "log" | "organisation" | "device">;

/**
 * Makes an entry of each save of these sheets of a case: its readers and consents as they are now, its parents, and in place of what waited before it the entry which
 * that has become.
 */
export function entriesOf<Entry extends { readonly id: string }>(
  sealedCase: SealedCase,
  sheets: readonly WaitingSheet[],
  ground: EntriesGround,
  make: (place: Required<EntryPlace>, body: BodyOf<"answers">, save: UnsealedSave) => Entry,
): readonly EntryOfSave<Entry>[] {
  const { state, sealedSheets } = sealedCase;
  const { forms } = ground.log;
  const became = new Map<string, string>();
  const lastFor = new Map<string, string>();
  return sheets.flatMap((of) => {
    const sheet = sheetIn(sealedSheets, of.form, of.sheet);
    const bodies = bodiesOfWaiting(of, sheet, forms);
    return of.saves.map((save): EntryOfSave<Entry> => {
      const { part, version } = save.body;
      const form = forms.version(version);
      const { to, consent } = readersOfSave(state, { part, form, sheet, bodies, onlyUs: save.onlyUs }, ground);
      const before = lastFor.get(to.join());
      const parents = before === undefined ? sealedCase.parentsFor(to) : [before];
      const over = [...new Set(save.body.over.map((id) => became.get(id) ?? id))].sort();
      // Its time is the one at which it was saved.
      const place = { caseId: of.caseId, parents, to, consent, at: save.at };
      const body = { ...save.body, over };
      const entry = make(place, body, save);
      became.set(save.id, entry.id);
      lastFor.set(to.join(), entry.id);
      return { of, entry, place, body };
    });
  });
}

/** The same before anything is signed. What waits has the name under which it waits, and no leaf. */
export function unsealedEntries(
  sealedCase: SealedCase,
  sheets: readonly WaitingSheet[],
  ground: EntriesGround,
): readonly EntryOfSave<PlacedEntry>[] {
  const head = { size: ground.log.now, root: "", line: "" };
  return entriesOf(sealedCase, sheets, ground, ({ caseId, parents, to, consent, at }, body, { id }) => {
    const content = {
      ...{
        kind: "answers",
        case: caseId,
        device: ground.device,
        salt: "",
        seen: head,
        at: momentOf(at),
        to,
        parents,
        body,
      },
      ...presentFields({ consent: consent.length === 0 ? undefined : consent }),
    } satisfies CaseContent;
    return { id, content, leaf: null, position: 0 };
  });
}

/** The organisations that read each part of a sheet that is saved now, the own one among them. */
export function sheetReaders(
  openCase: Pick<SealedCase, "state"> & { sheet(form: string, sheet: string | null): Sheet | undefined },
  { key, name, onlyUs }: { readonly key: string; readonly name: string | null; readonly onlyUs: boolean | null },
  ground: EntriesGround,
): readonly { readonly part: Part; readonly to: readonly string[] }[] {
  const { forms } = ground.log;
  const form = forms.newest(key)?.form;
  if (form === undefined) return [];
  const sheet = openCase.sheet(key, name);
  const bodies = bodiesOfSheet(sheet, forms);
  const readersOf = (part: Part) => readersOfSave(openCase.state, { part, form, sheet, bodies, onlyUs }, ground);
  return partsOf(form).map((part) => ({ part, to: readersOf(part).to }));
}

/** A part of a sheet that is saved. */
interface SavedPart {
  readonly part: Part;
  readonly form: Form | undefined;
  readonly sheet: Sheet | undefined;
  readonly bodies: readonly OfficialBody[];
  readonly onlyUs: boolean | null;
}

function readersOfSave(state: CaseState, save: SavedPart, ground: EntriesGround) {
  const { organisation, log } = ground;
  if (save.onlyUs ?? isKept(state, save, ground)) return { to: [organisation], consent: [] };
  return readersOfPart(state, save, organisation, log);
}

/** R26: the bodies that a sheet names with what waits of it, also where that is in another part, or named only now. */
export function bodiesOfWaiting(of: WaitingSheet, sheet: Sheet | undefined, forms: FormBook): readonly OfficialBody[] {
  const bodies = of.saves.flatMap(({ body: { version, set } }) => {
    const form = forms.version(version);
    return form === undefined ? [] : bodiesIn(form, set);
  });
  return [...bodiesOfSheet(sheet, forms), ...bodies];
}

/** True where this part of a sheet was kept among us, or is unless somebody says otherwise: its next save is sealed to the own organisation alone. */
export function isKept(
  state: CaseState,
  { part, form, sheet }: Pick<SavedPart, "part" | "form" | "sheet">,
  { organisation, log }: Pick<Ground, "organisation" | "log">,
): boolean {
  const last = state.entries.findLast(
    ({ id, content }) => sheet?.saves.includes(id) === true && isSave(content) && content.body.part === part,
  );
  if (last === undefined) return asksOwnWord(form);
  return last.organisation === organisation && isKeptByChoice(state, last, log.directory, log.forms);
}
