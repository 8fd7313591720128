// Writes sheets (FD10): what changed of one, part by part, each sealed to whom a consent covers for that part (FD11). Readers come from
// `readersOfPart` and from nowhere else; a save that the fold of any reader would refuse is not sealed.

import type { CaseState } from "../../core/case/fold.ts";
import { foldSheets } from "../../core/case/fold-sheets.ts";
import { isKeptByChoice, readersOfPart } from "../../core/case/readers.ts";
import { caseFactsOf } from "../../core/case/sheet-facts.ts";
import { sheetName } from "../../core/case/sheets.ts";
import type { Directory } from "../../core/directory.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import { mostOver, wholeSheet } from "../../core/entry-kind.ts";
import { checkSheet, maySeal } from "../../core/form/check-sheet.ts";
import type { Answers, Form, FormBook } from "../../core/form/form.ts";
import { isMissingWord, partOf, partsOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import type { Part } from "../../core/part-table.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import type { Change } from "../store/store.ts";
import type { CaseWriter } from "./case-writer.ts";

type Save = BodyOf<"answers">;

/** What a worker saves of a sheet: what changed, or all that is on the screen; what says nothing new is left out. */
export interface SheetSave extends Partial<Answers>, Pick<Partial<Save>, "for" | "why" | "language" | "paper"> {
  /** The key of the form. */
  readonly form: string;
  /** A sheet that is there; none begins a new one. Of a form that a case has once it is never needed. */
  readonly sheet?: string;
  /** Sealed to the own organisation alone. A sheet that was kept so stays so unless it says false. */
  readonly onlyUs?: boolean;
}

/** Who reads one part of a sheet: organisations, the own one among them. */
export interface SheetReaders {
  readonly part: Part;
  readonly to: readonly string[];
}

interface SheetWriterParts {
  readonly writer: CaseWriter;
  readonly forms: FormBook;
  readonly directory: () => Directory;
  readonly organisation: string;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** The size of the log as this device sees it. */
  readonly now: () => number;
}

export class SheetWriter {
  readonly #parts: SheetWriterParts;

  constructor(parts: SheetWriterParts) {
    this.#parts = parts;
  }

  /** All sheets of a case, as the fold gives them. */
  sheets(caseId: string): readonly Sheet[] {
    const { writer, forms } = this.#parts;
    return foldSheets(writer.fold(caseId), forms, writer.replaced(caseId));
  }

  /** Who will read each part of a sheet that is saved now. */
  readers(caseId: string, form: string, sheet: string | null, onlyUs?: boolean): readonly SheetReaders[] {
    const { forms, writer } = this.#parts;
    const state = writer.fold(caseId);
    const known = this.#sheet(caseId, form, sheet);
    return partsOf(forms.newest(form)?.form ?? noForm).map((part) => ({
      part,
      to: this.#readers(state, part, known, onlyUs).to,
    }));
  }

  /**
   * Saves what changed of a sheet, and gives the sheet. Throws a Problem of the engine: `not-allowed` for a form that is not here or that this organisation
   * may not write here, `draft-incomplete` for an answer that is none of the form and for gaps of a strict form, `too-long`.
   */
  async save(caseId: string, typed: SheetSave, changes: readonly Change[] = []): Promise<string> {
    const save = { ...typed, set: trimmed(typed.set ?? {}) };
    const { forms, randomBytes, writer } = this.#parts;
    const version = forms.newest(save.form);
    if (version === undefined) throw new Problem("engine", "not-allowed");
    const { form } = version;
    const sheet = form.many ? (save.sheet ?? encodeHex(randomBytes(16))) : "one";
    const known = this.#sheet(caseId, save.form, sheet);
    this.#mustFit(caseId, form, save, known);
    const news = newsOf(save, known);
    const { for: task, why, language, paper } = save;
    const said = { ...(task === undefined ? {} : { for: task }), ...(why === undefined ? {} : { why }) };
    const more = { ...(language === undefined ? {} : { language }), ...(paper === undefined ? {} : { paper }) };
    const bodies = partsOf(form).flatMap((part): readonly Save[] => {
      const set = ofPart(news.set, form, part);
      const gone = ofPart(news.gone, form, part);
      const over = headsOf([...Object.keys(set), ...Object.keys(gone)], known);
      if (Object.keys(set).length + Object.keys(gone).length === 0) return [];
      if (over.length > mostOver) throw new Problem("engine", "too-long");
      return [{ form: form.key, version: version.id, sheet, part, set, gone, over, ...said, ...more }];
    });
    await this.#write(caseId, bodies, known, save.onlyUs, changes);
    if (bodies.length === 0 && changes.length > 0) await writer.keep(changes);
    return sheet;
  }

  /** Strikes out a whole sheet, for all who read it: it was never true, or is of another case. It stays in the history. */
  async strikeOut(caseId: string, form: string, sheet: string): Promise<void> {
    const known = this.#sheet(caseId, form, sheet);
    const version = this.#parts.forms.newest(form);
    if (known === undefined || version === undefined) throw new Problem("engine", "not-allowed");
    const bodies = known.parts.map((part): Save => {
      const keys = [...known.answers.values()].filter((answer) => answer.part === part).map(({ key }) => key);
      const over = headsOf(keys, known).slice(-mostOver);
      const gone = { [wholeSheet]: "mistake" } as const;
      return { form, version: version.id, sheet, part, set: {}, gone, over, why: "mistake" };
    });
    await this.#write(caseId, bodies, known, undefined, []);
  }

  async #write(
    caseId: string,
    bodies: readonly Save[],
    known: Sheet | undefined,
    onlyUs: boolean | undefined,
    changes: readonly Change[],
  ): Promise<void> {
    if (bodies.length === 0) return;
    const { writer } = this.#parts;
    const state = writer.fold(caseId);
    const saves = bodies.map((body) => ({ body, ...this.#readers(state, body.part, known, onlyUs) }));
    await writer.writeSaves(caseId, saves, changes);
  }

  #readers(state: CaseState, part: Part, known: Sheet | undefined, onlyUs: boolean | undefined) {
    const { organisation, directory, now } = this.#parts;
    if (onlyUs ?? isKept(state, part, known, this.#parts)) return { to: [organisation], consent: [] };
    return readersOfPart(state, part, organisation, directory(), now());
  }

  #mustFit(caseId: string, form: Form, save: SheetSave, known: Sheet | undefined): void {
    const { writer, organisation, directory, forms, clock } = this.#parts;
    const state = writer.fold(caseId);
    const facts = caseFactsOf(state, this.sheets(caseId), organisation, directory(), forms);
    const today = new Date(clock()).toISOString().slice(0, "2026-01-31".length);
    const check = checkSheet(form, answersWith(save, known), today, facts);
    if (!maySeal(form, check)) throw new Problem("engine", "draft-incomplete");
  }

  #sheet(caseId: string, form: string, sheet: string | null): Sheet | undefined {
    const isMany = this.#parts.forms.newest(form)?.form.many === true;
    const name = sheetName({ form, sheet: isMany ? (sheet ?? "") : "one" });
    return this.sheets(caseId).find((each) => sheetName(each) === name);
  }
}

const noForm = { groups: [] } as unknown as Form;

function isKept(
  state: CaseState,
  part: Part,
  known: Sheet | undefined,
  { organisation, directory }: Pick<SheetWriterParts, "organisation" | "directory">,
): boolean {
  const last = state.entries.findLast(
    ({ id, content }) =>
      known?.saves.includes(id) === true &&
      content.kind === "answers" &&
      !("newer" in content) &&
      content.body.part === part,
  );
  return last !== undefined && last.organisation === organisation && isKeptByChoice(state, last, directory());
}

/** Nobody means the space at the end of a line. */
function trimmed(set: Answers["set"]): Answers["set"] {
  return Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value]),
  );
}

/** What holds in a sheet, with what is said now. */
function answersWith(save: SheetSave, known: Sheet | undefined): Answers {
  const { set = {}, gone = {} } = save;
  const held = [...(known?.answers.values() ?? [])].filter(
    ({ key }) => !Object.hasOwn(set, key) && !Object.hasOwn(gone, key),
  );
  return {
    set: { ...Object.fromEntries(held.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))), ...set },
    gone: {
      ...Object.fromEntries(held.flatMap(({ key, missing }) => (missing === null ? [] : [[key, missing]]))),
      ...gone,
    },
  };
}

/** What of a save is another answer than what holds, or settles two answers. */
function newsOf(save: SheetSave, known: Sheet | undefined): Answers {
  const isNew = (key: string, value: unknown, gone: string | null) => {
    const held = known?.answers.get(key);
    if (held === undefined) return gone === null || isMissingWord(gone);
    return (
      held.differs || JSON.stringify(held.value) !== JSON.stringify(value) || (held.missing ?? null) !== missing(gone)
    );
  };
  return {
    set: Object.fromEntries(Object.entries(save.set ?? {}).filter(([key, value]) => isNew(key, value, null))),
    gone: Object.fromEntries(Object.entries(save.gone ?? {}).filter(([key, word]) => isNew(key, null, word))),
  };
}

function missing(word: string | null): string | null {
  return word !== null && isMissingWord(word) ? word : null;
}

function ofPart<T>(said: { readonly [key: string]: T }, form: Form, part: Part): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(said).filter(([key]) => partOf(form, key) === part));
}

/** The saves whose answers of these fields hold now. */
function headsOf(keys: readonly string[], known: Sheet | undefined): readonly string[] {
  const heads = keys.flatMap((key) => known?.answers.get(key)?.heads.map(({ entry }) => entry) ?? []);
  return [...new Set(heads)].sort();
}
