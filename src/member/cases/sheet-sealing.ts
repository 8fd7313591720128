// Seals the saves of sheets that wait (FM10): what is due (`leavesAt` in waiting-saves.ts) after each sync, all of it when the device locks or
// somebody sends it, and a form that says `now` at once (`send`).
// Each part goes to whom a consent covers for it then (FD11), with others for the same readers. Readers come from `readersOfPart` and from nowhere else. What the fold
// of any reader would refuse is not sealed, and waits on.
import type { CaseState } from "../../core/case/fold.ts";
import type { PlacedEntry } from "../../core/case/graph.ts";
import { asksOwnWord, bodiesOfSheet, isKeptByChoice, readersOfPart } from "../../core/case/readers.ts";
import type { CaseContent, EntryContent } from "../../core/entry.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { type Form, type FormBook, keyOfRole, partsOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { momentOf } from "../../core/moment.ts";
import { bodiesIn, isOfBody, type OfficialBody } from "../../core/official-body.ts";
import type { Part } from "../../core/part-table.ts";
import { decisionSteps } from "../../core/person-codes.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer, EntryPlace, Sealing } from "../sending/composer.ts";
import type { Change } from "../store/store.ts";
import type { CaseSteps } from "./case-steps.ts";
import { placed } from "./case-writer.ts";
import type { OpenGround } from "./open-case.ts";
import { isSave, sheetIn } from "./sheet-place.ts";
import { isDue, type UnsealedSave, type WaitingSheet } from "./waiting-saves.ts";

type Save = BodyOf<"answers">;

/** The organisations that read one part of a sheet, the own one among them. */
export interface SheetReaders {
  readonly part: Part;
  readonly to: readonly string[];
}

/** Where an entry stands in its case, and for whom it is. */
type SavePlace = Required<Omit<EntryPlace, "at">>;

/** A save with its place among those that leave with it. */
interface Composed<T> {
  readonly of: WaitingSheet;
  readonly entry: T;
  readonly to: readonly string[];
}

interface SheetSealingParts extends OpenGround {
  readonly steps: CaseSteps;
}

export class SheetSealing {
  readonly #parts: SheetSealingParts;

  constructor(parts: SheetSealingParts) {
    this.#parts = parts;
  }

  /** The entries that what waits in a case would become now. What waits has the name under which it waits, and no leaf. */
  unsealed(caseId: string): readonly PlacedEntry[] {
    const sheets = this.#parts.waiting.of(caseId);
    return this.#compose(sheets, (save, place, body) => this.#asExpected(save, place, body)).map(({ entry }) => entry);
  }

  /** The readers of each part of a sheet that is saved now. */
  readers(caseId: string, form: string, sheet: string | null, onlyUs?: boolean): readonly SheetReaders[] {
    const { log, open } = this.#parts;
    const openCase = open.of(caseId);
    const version = log.forms.newest(form);
    if (version === undefined) return [];
    return partsOf(version.form).map((part) => {
      const { to } = this.#readers(openCase.state, part, version.form, openCase.sheet(form, sheet), onlyUs);
      return { part, to };
    });
  }

  /** The parts of which something waits that is sealed to this organisation too, once a consent opens them to it (FD11e). */
  waitingParts(caseId: string, organisation: string): ReadonlySet<Part> {
    const { open, waiting, log } = this.#parts;
    const { state, sealedSheets } = open.of(caseId);
    return new Set(
      waiting.of(caseId).flatMap((of) => {
        const sheet = sheetIn(sealedSheets, of.form, of.sheet);
        if (isOfBody(log.directory, organisation, bodiesOfWaiting(of, sheet, log.forms))) return [];
        return of.saves.flatMap(({ onlyUs, body: { part, version } }) =>
          (onlyUs ?? isKept(state, part, log.forms.version(version), sheet, this.#parts)) ? [] : [part],
        );
      }),
    );
  }

  /**
   * Tries a sheet with what waits in its case, as all of it would leave now, and with entries that go along. Gives the state that it makes, and the entries that the
   * sheet would become.
   */
  tried(
    sheet: WaitingSheet,
    composer: Composer,
    along: readonly EntryNote[] = [],
  ): { readonly state: CaseState; readonly contents: readonly EntryContent[] } {
    const { waiting, open } = this.#parts;
    const saves = this.#compose(waiting.ofWith(sheet), ({ id, at }, place, body) => {
      const content = composer.content("answers", { ...place, at }, body);
      return { id, content, leaf: null, position: 0 };
    });
    const own = saves.filter(({ of }) => of === sheet).map(({ entry }) => entry);
    const all = [...saves.map(({ entry }) => entry), ...along.map(placed)];
    const state = open.of(sheet.caseId).stateTaking(all, [...own, ...along]);
    return { state, contents: own.map(({ content }) => content) };
  }

  /** Seals what waits: all of it, of one case, or only what is due. Gives how many sheets left. */
  sealWaiting(which: { readonly caseId?: string; readonly onlyDue?: boolean } = {}): Promise<number> {
    const { waiting, composer, clock } = this.#parts;
    return waiting.alone(async () => {
      const sheets = waiting.all.filter(
        (each) =>
          (which.caseId === undefined || each.caseId === which.caseId) &&
          (which.onlyDue !== true || isDue(each, clock())),
      );
      return sheets.length === 0 ? 0 : this.send(sheets, composer(), []);
    });
  }

  /** Signs and seals sheets by their readers, and ends that they wait, in one transaction. What the fold refuses now waits on. */
  async send(
    sheets: readonly WaitingSheet[],
    composer: Composer,
    changes: readonly Change[],
    along: Awaited<ReturnType<CaseSteps["ending"]>> | null = null,
  ): Promise<number> {
    const { waiting, cases, dispatch } = this.#parts;
    // Its time is the one at which it was saved.
    const sign = (going: readonly WaitingSheet[]) =>
      this.#compose(going, ({ at }, place, body) => composer.entry("answers", { ...place, at }, body));
    let going = sheets;
    let saves = sign(going);
    for (let refusals = this.#refusedOf(saves); refusals.size > 0; refusals = this.#refusedOf(saves)) {
      going = going.filter((each) => !refusals.has(each));
      saves = sign(going);
    }
    waiting.holding(
      sheets,
      sheets.filter((each) => !going.includes(each)),
    );
    if (going.length === 0) return 0;
    const sealings: Sealing[] = [];
    for (const group of Map.groupBy(saves, ({ to }) => to.join()).values())
      sealings.push(...(await composer.sealInParts(group.map(({ entry }) => entry))));
    for (const entry of this.#decisionSteps(going, composer))
      sealings.push({ entries: [entry], sealed: await composer.seal([entry]) });
    if (along !== null) sealings.push({ entries: along.entries, sealed: await composer.seal(along.entries) });
    // Each envelope is a row of the outbox, with a token where one is in hand. All is written at once.
    const removal = waiting.removing(going);
    const copies = cases.keepOwn(sealings.flatMap(({ entries }) => entries));
    await dispatch.postSealed(sealings, [...copies, ...removal.changes, ...changes], along?.packs);
    removal.apply();
    return going.length;
  }

  /** FD15c: a decision that is sealed is sealed with its step of status. */
  #decisionSteps(sheets: readonly WaitingSheet[], composer: Composer): readonly EntryNote[] {
    const { steps, log } = this.#parts;
    return sheets.flatMap(({ caseId, saves }) => {
      const last = saves
        .map(({ body }) => body.set[keyOfRole(log.forms.version(body.version), "identified") ?? ""])
        .findLast((result) => result !== undefined);
      const status = typeof last === "string" ? decisionSteps[last] : undefined;
      return status === undefined ? [] : steps.decisionStep(caseId, status, composer);
    });
  }

  #refusedOf(saves: readonly Composed<EntryNote>[]): ReadonlySet<WaitingSheet> {
    const counting = new Set<string>();
    for (const [caseId, ofCase] of Map.groupBy(saves, ({ of }) => of.caseId)) {
      const { entries } = this.#parts.open.of(caseId).stateWith(ofCase.map(({ entry }) => placed(entry)));
      for (const { id, verdict } of entries) if (verdict.is === "effective") counting.add(id);
    }
    return new Set(saves.filter(({ entry }) => !counting.has(entry.id)).map(({ of }) => of));
  }

  /**
   * Makes an entry of each save: its readers and consents as they are now, its parents, and in place of what waited before it the entry which that has become.
   */
  #compose<T extends { readonly id: string }>(
    sheets: readonly WaitingSheet[],
    make: (save: UnsealedSave, place: SavePlace, body: Save) => T,
  ): readonly Composed<T>[] {
    const { open } = this.#parts;
    const { forms } = this.#parts.log;
    const became = new Map<string, string>();
    const last = new Map<string, string>();
    return sheets.flatMap((of) => {
      const { caseId } = of;
      const openCase = open.of(caseId);
      const { state, sealedSheets } = openCase;
      const sheet = sheetIn(sealedSheets, of.form, of.sheet);
      const bodies = bodiesOfWaiting(of, sheet, forms);
      return of.saves.map((save): Composed<T> => {
        const { part, version } = save.body;
        const form = forms.version(version);
        const { to, consent } = this.#readers(state, part, form, sheet, save.onlyUs ?? undefined, bodies);
        const line = `${caseId} ${to.join()}`;
        const before = last.get(line);
        const parents = before === undefined ? openCase.parentsFor(to) : [before];
        const over = [...new Set(save.body.over.map((id) => became.get(id) ?? id))].sort();
        const entry = make(save, { caseId, parents, to, consent }, { ...save.body, over });
        became.set(save.id, entry.id);
        last.set(line, entry.id);
        return { of, entry, to };
      });
    });
  }

  #asExpected({ id, at }: UnsealedSave, place: SavePlace, body: Save): PlacedEntry {
    const { caseId, parents, to, consent } = place;
    const content = {
      kind: "answers",
      case: caseId,
      device: this.#parts.device,
      salt: "",
      seen: { size: this.#parts.log.now, root: "", line: "" },
      at: momentOf(at),
      to,
      parents,
      ...(consent.length === 0 ? {} : { consent }),
      body,
    } satisfies CaseContent;
    return { id, content, leaf: null, position: 0 };
  }

  #readers(
    state: CaseState,
    part: Part,
    form: Form | undefined,
    sheet: Sheet | undefined,
    onlyUs: boolean | undefined,
    bodies: readonly OfficialBody[] = bodiesOfSheet(sheet, this.#parts.log.forms),
  ) {
    const { organisation, log } = this.#parts;
    if (onlyUs ?? isKept(state, part, form, sheet, this.#parts)) return { to: [organisation], consent: [] };
    return readersOfPart(state, { part, bodies, form }, organisation, log);
  }
}

// R26: also where it was named in another part of the sheet, or is named only now.
function bodiesOfWaiting(of: WaitingSheet, sheet: Sheet | undefined, forms: FormBook): readonly OfficialBody[] {
  const bodies = of.saves.flatMap(({ body: { version, set } }) => {
    const form = forms.version(version);
    return form === undefined ? [] : bodiesIn(form, set);
  });
  return [...bodiesOfSheet(sheet, forms), ...bodies];
}

function isKept(
  state: CaseState,
  part: Part,
  form: Form | undefined,
  sheet: Sheet | undefined,
  { organisation, log }: Pick<OpenGround, "organisation" | "log">,
): boolean {
  const last = state.entries.findLast(
    ({ id, content }) => sheet?.saves.includes(id) === true && isSave(content) && content.body.part === part,
  );
  if (last === undefined) return asksOwnWord(form);
  return last.organisation === organisation && isKeptByChoice(state, last, log.directory, log.forms);
}
