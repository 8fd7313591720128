// Saves of sheets that wait on this device until they are sealed together (FM10): encrypted, a row for each sheet, neither signed nor sealed, so that who reads
// them is decided when they leave. A row's name says nothing. It goes in the transaction that seals what is in it, that takes it back, or that purges (FD7).
import { type BodyOf, mostOver } from "../../core/entry-kind.ts";
import { type Form, formBounds } from "../../core/form/form.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { forgettingDrafts, keepingDraft } from "../store/labels.ts";
import { atOf, type Shelf, type TableOf } from "../store/shelf.ts";
import { type Change, savePrefix, unlessStore } from "../store/store.ts";
import type { WaitingSave } from "../views.ts";
import { isAt, type SheetPlace } from "./sheet-place.ts";

/** One save of one part of a sheet, before it is signed. */
export interface UnsealedSave {
  /** Made by chance: stands for the entry that it becomes, in what later saves of the sheet replace. */
  readonly id: string;
  /** When it was saved, in milliseconds since 1970. */
  readonly at: number;
  /** For the own organisation alone, or not; null where that follows from how the sheet was kept. */
  readonly onlyUs: boolean | null;
  readonly body: BodyOf<"answers">;
}

/** All that waits of one sheet. It leaves together. */
export interface WaitingSheet extends SheetPlace {
  readonly since: number;
  /** When it is sealed at the latest, in milliseconds since 1970. */
  readonly leaves: number;
  readonly saves: readonly UnsealedSave[];
}

const saveTable = "draft" as TableOf<WaitingSheet>;
const hour = 3_600_000;

/** True for the key of what waits of a sheet; the other rows of the table were begun and not saved. */
function isWaitingSave(key: string): boolean {
  return key.startsWith(savePrefix);
}

/** When a save of now is sealed at the latest: at the next full hour, or when the day ends in UTC. */
export function leavesAt(seal: Form["seal"], now: number): number {
  if (seal === "now") return now;
  const length = seal === "hour" ? hour : 24 * hour;
  return (Math.floor(now / length) + 1) * length;
}

/** Also when the clock was set back: nothing waits for an hour that is long over. */
export function isDue({ since, leaves }: WaitingSheet, now: number): boolean {
  return now >= leaves || now < since;
}

export class WaitingSaves {
  readonly #shelf: Shelf;
  readonly #randomBytes: RandomBytes;
  readonly #byKey: Map<string, WaitingSheet>;
  /** Sheets that the fold refused when they were to leave: they wait on, and a person is shown that. */
  #held: readonly SheetPlace[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  private constructor(shelf: Shelf, randomBytes: RandomBytes, byKey: Map<string, WaitingSheet>) {
    this.#shelf = shelf;
    this.#randomBytes = randomBytes;
    this.#byKey = byKey;
  }

  /** Saves that `before` has in memory, and the store cannot give, are written again. */
  static async load(shelf: Shelf, randomBytes: RandomBytes, before?: WaitingSaves): Promise<WaitingSaves> {
    const rows = (await shelf.list(saveTable)).filter(({ key }) => isWaitingSave(key));
    const waiting = new WaitingSaves(shelf, randomBytes, new Map());
    for (const { key, value } of [...rows].sort((a, b) => a.value.since - b.value.since)) waiting.#take(key, value);
    for (const [key, sheet] of before === undefined ? [] : before.#byKey)
      if (shelf.unread.has(atOf("draft", key))) {
        waiting.#take(key, sheet);
        await shelf.store.write(waiting.#rowOf(key, sheet)).then(() => shelf.letGo("draft", key), unlessStore);
      }
    return waiting;
  }

  // A row that could not be read for a while may be of a sheet that was saved again since: both say one thing then, and leave together.
  #take(key: string, sheet: WaitingSheet): void {
    const keys = this.#keysOf(sheet);
    const other = this.#byKey.get(keys[0] ?? "");
    const saves = [...(other?.saves ?? []), ...sheet.saves].sort((a, b) => a.at - b.at);
    const since = Math.min(sheet.since, other?.since ?? sheet.since);
    const leaves = Math.min(sheet.leaves, other?.leaves ?? sheet.leaves);
    const both = other === undefined ? sheet : { ...sheet, since, leaves, saves };
    for (const each of [...keys, key]) this.#byKey.set(each, both);
  }

  /** Nothing waits, and nothing that would is being written. */
  get isDone(): boolean {
    return this.#underWay === 0 && this.all.length === 0;
  }

  /** One after another: nothing is sealed, taken back or purged while it is being written. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    const turn = this.#turn.then(work).finally(() => {
      this.#underWay -= 1;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The sheets that wait, in the order in which they were first saved. */
  get all(): readonly WaitingSheet[] {
    return inTheirOrder(new Set(this.#byKey.values()));
  }

  /** The cases in which saves wait: no kept line says these. */
  get caseIds(): ReadonlySet<string> {
    return new Set([...this.#byKey.values()].map(({ caseId }) => caseId));
  }

  of(caseId: string): readonly WaitingSheet[] {
    return this.all.filter((each) => each.caseId === caseId);
  }

  /** The saves that wait, in all cases or in one, as they are shown. */
  shown(caseId?: string): readonly WaitingSave[] {
    return (caseId === undefined ? this.all : this.of(caseId)).map((each) => {
      const { caseId: of, form, sheet, since, leaves } = each;
      return { caseId: of, form, sheet, since, leaves, held: this.#held.some((other) => isAt(other, each)) };
    });
  }

  /** Of sheets that were to leave the fold refused these: they wait on, and are shown as held back. */
  holdBack(sheets: readonly WaitingSheet[], refusals: readonly WaitingSheet[]): void {
    this.#held = [...this.#held.filter((other) => !sheets.some((each) => isAt(each, other))), ...refusals];
  }

  /** The sheets that wait in the case of a sheet once this one waits, in the order that will be theirs. */
  ofWith(sheet: WaitingSheet): readonly WaitingSheet[] {
    const others = this.all.filter((each) => !isAt(each, sheet));
    return inTheirOrder([...others, sheet]).filter(({ caseId }) => caseId === sheet.caseId);
  }

  find(place: SheetPlace): WaitingSheet | undefined {
    return this.all.find((each) => isAt(each, place));
  }

  /**
   * A sheet with more saves: each joins the last one of its part, or waits behind it. `headsOf` gives what holds of a field now. Nothing is kept yet.
   */
  sheetWith(
    place: SheetPlace,
    bodies: readonly BodyOf<"answers">[],
    how: {
      readonly seal: Form["seal"];
      readonly now: number;
      readonly onlyUs: boolean | null;
      readonly headsOf: (key: string) => readonly string[];
    },
  ): WaitingSheet {
    const { seal, now, onlyUs, headsOf } = how;
    const before = this.find(place);
    const saves = [...(before?.saves ?? [])];
    for (const body of bodies) {
      const save: UnsealedSave = { id: encodeHex(this.#randomBytes(32)), at: now, onlyUs, body };
      const at = saves.findLastIndex((each) => each.body.part === body.part);
      const first = saves[at];
      const both = first === undefined ? null : join(first, save, headsOf);
      if (both === null) saves.push(save);
      else saves[at] = both;
    }
    const leaves = Math.min(before?.leaves ?? Number.POSITIVE_INFINITY, leavesAt(seal, now));
    return { ...place, since: before?.since ?? now, leaves, saves };
  }

  /** Keeps a sheet. `changes` are written with it. Throws a Problem of the engine `too-long`. */
  async keep(sheet: WaitingSheet, changes: readonly Change[]): Promise<void> {
    const [key = savePrefix + encodeHex(this.#randomBytes(16)), ...others] = this.#keysOf(sheet);
    await this.#shelf.store.write([...this.#rowOf(key, sheet), ...forgettingDrafts(others), ...changes]);
    for (const other of others) this.#byKey.delete(other);
    this.#byKey.set(key, sheet);
  }

  #rowOf(key: string, sheet: WaitingSheet): readonly Change[] {
    const saves = sheet.saves.map(({ id, at, onlyUs, body }) => {
      const { form, version, sheet: of, part, set, gone: words, over, for: task, why, language, paper } = body;
      const options = presentFields({ for: task, why, language, paper });
      return { id, at, onlyUs, body: { form, version, sheet: of, part, set, gone: words, over, ...options } };
    });
    const { caseId, form, sheet: name, since } = sheet;
    const label = { since, heard: null, sheet: { caseId, form, sheet: name } };
    try {
      return keepingDraft<WaitingSheet>(this.#shelf, key, { ...sheet, saves }, label);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new Problem("engine", "too-long", error);
    }
  }

  /** The changes that end that these wait, and what is to be called once they are written. */
  removing(sheets: readonly SheetPlace[]): { readonly changes: readonly Change[]; readonly apply: () => void } {
    const keys = [...new Set(sheets.flatMap((sheet) => this.#keysOf(sheet)))];
    return {
      changes: forgettingDrafts(keys),
      apply: () => {
        for (const key of keys) this.#byKey.delete(key);
        this.#held = this.#held.filter((other) => !sheets.some((sheet) => isAt(sheet, other)));
      },
    };
  }

  /** Ends that a sheet waits, and that it ever leaves. `changes` are written with it. */
  async forget(place: SheetPlace, changes: readonly Change[]): Promise<void> {
    const removal = this.removing([place]);
    await this.#shelf.store.write([...removal.changes, ...changes]);
    removal.apply();
  }

  #keysOf(place: SheetPlace): readonly string[] {
    return [...this.#byKey].filter(([, sheet]) => isAt(sheet, place)).map(([key]) => key);
  }
}

function inTheirOrder(sheets: Iterable<WaitingSheet>): readonly WaitingSheet[] {
  return [...sheets].sort((a, b) => a.since - b.since);
}

/** Two saves of a part as one; null where that would say something else than both. */
function join(
  first: UnsealedSave,
  then: UnsealedSave,
  headsOf: (key: string) => readonly string[],
): UnsealedSave | null {
  const [a, b] = [first.body, then.body];
  // A correction says why of its own answers, and of no others; a paper and a language likewise.
  if (a.why !== undefined || b.why !== undefined || first.onlyUs !== then.onlyUs) return null;
  if (a.version !== b.version || a.language !== b.language || a.paper !== b.paper) return null;
  if (a.for !== undefined && b.for !== undefined && a.for !== b.for) return null;
  const isSaidAnew = (key: string) => Object.hasOwn(b.set, key) || Object.hasOwn(b.gone, key);
  const set = { ...without(a.set, isSaidAnew), ...b.set };
  const words = { ...without(a.gone, isSaidAnew), ...b.gone };
  // An answer that somebody else gave meanwhile to a field of the first save was not seen by it, and is not replaced by it.
  const keys = [...Object.keys(a.set), ...Object.keys(a.gone)].filter((key) => !isSaidAnew(key));
  const unseen = new Set(keys.flatMap(headsOf).filter((head) => head !== first.id && !a.over.includes(head)));
  const more = b.over.filter((id) => id !== first.id);
  const over = [...new Set([...a.over, ...more])].sort();
  const size = Object.keys(set).length + Object.keys(words).length;
  if (more.some((id) => unseen.has(id)) || over.length > mostOver || size > formBounds.answersOfSave) return null;
  const task = b.for ?? a.for;
  return {
    ...then,
    id: first.id,
    body: { ...b, set, gone: words, over, ...presentFields({ for: task }) },
  };
}

function without<T>(answers: { readonly [key: string]: T }, isOut: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !isOut(key)));
}
