// The country's record as this device has it, and what it enters: open rows from the public notes of the log, sealed ones from what it could open.
// An import is posted whole or not at all (RC2).

import { momentOf } from "../../core/moment.ts";
import { isProblem, Problem } from "../../core/problem.ts";
import { isNoStatement, type RegisterName, registerOf, reviewers } from "../../core/registers/register-table.ts";
import { ownFiles, type RecordBatch, type RecordNote, type Row } from "../../core/registers/row.ts";
import { isRow } from "../../core/registers/row-schema.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import { signPublicNote } from "../../note/directory-note.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { SignerKey } from "../../note/signed-note.ts";
import { authorFlaws, type EntryMoment, loggedTime } from "../../record/author.ts";
import type { RecordBook } from "../../record/book.ts";
import { foldRecord } from "../../record/fold.ts";
import { gatherImports, notesInOrder } from "../../record/import.ts";
import { type OddRow, oddRows } from "../../record/odd-rows.ts";
import { groupByReaders } from "../../record/readers.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { batchesOf } from "../../record/row-batches.ts";
import { signOffText } from "../../record/sign-off.ts";
import { type CheckedTable, checkTable } from "../../record/table/check-table.ts";
import type { Dictionaries } from "../../record/table/read-cell.ts";
import type { Table } from "../../record/table/row-table.ts";
import type { HeldCases } from "../cases/held-cases.ts";
import { keepOwn } from "../cases/take-entries.ts";
import type { Composer } from "../sending/composer.ts";
import type { Dispatch, Packed } from "../sending/dispatch.ts";
import type { Change } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import type { HiddenRows } from "./hidden-rows.ts";
import { keyMaker } from "./row-keys.ts";

interface RecordKeeperParts {
  readonly log: PublicLog;
  readonly cases: HeldCases;
  readonly dispatch: Dispatch;
  readonly hidden: HiddenRows;
  readonly organisation: string;
  readonly signer: SignerKey;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** Throws a Problem of the engine while this device may not write. */
  readonly composer: () => Composer;
}

/** Hears how many notes of an import are signed or sealed, of how many. The next one waits for what it gives back, so that a screen can be drawn. */
export type OnProgress = (done: number, of: number) => void | Promise<void>;

/** What an import became: its ids (one for each group of readers) and how many rows and notes it has. */
export interface Entered {
  readonly imports: readonly string[];
  readonly rows: number;
  readonly notes: number;
  /** True when part of it is hidden from the own organisation (R26): it will not be shown here. */
  readonly hidden: boolean;
}

/** SHA-256 of a text in hexadecimal, as sign-offs want it. */
export function hashOfText(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}

/** What a report is made from, and the rows as a reader has them. */
export interface CountryRecord extends RecordRead {
  readonly book: RecordBook;
  /** True for the first reviewer with a key, to whom all that was ever sealed went. */
  readonly readsAll: boolean;
}

/**
 * The record as it follows from these notes and the log at a size that is trusted and up to which all of it is here, by default the newest; null before
 * anything is trusted, and for a size beyond it. Without sealed notes it is what anybody can read. `reader` is the organisation whose device opened them.
 */
export function countryRecordOf(
  log: PublicLog,
  sealed: readonly RecordNote[],
  size?: number,
  reader?: string,
): CountryRecord | null {
  const whole = log.follower.trusted === null ? 0 : log.recordSize;
  const at = size ?? whole;
  const root = at < 1 || at > whole ? null : log.follower.rootAt(at);
  if (root === null) return null;
  const notes = [...log.publicRecord(), ...sealed].filter(({ leaf }) => leaf !== null && leaf < at);
  const book = foldRecord(notes, log.directory, at, hashOfText);
  // What an organisation drafts, or counts for the offices, is nobody's word about the country yet.
  const statements = book.all.filter(({ register }) => !isNoStatement(register));
  const { founding, origin } = log.founding;
  return {
    origin,
    trial: founding.trial || founding.demonstration,
    country: founding.country,
    title: founding.title,
    log: { size: at, root: encodeBase64(root) },
    statements,
    organisationNames: new Map(log.directory.organisations().map(({ id, name }) => [id, name])),
    readsAll: isFirstReviewer(log, reader),
    book,
  };
}

function isFirstReviewer({ directory }: PublicLog, reader: string | undefined): boolean {
  const begun = directory
    .organisations()
    .filter(({ party }) => reviewers.includes(party))
    .flatMap(({ id }) => directory.epochsOf(id).map((epoch) => ({ id, begun: epoch.begun })));
  const first = Math.min(...begun.map((epoch) => epoch.begun));
  return begun.some((epoch) => epoch.id === reader && epoch.begun === first);
}

export class RecordKeeper {
  readonly #parts: RecordKeeperParts;
  #known: { readonly notes: number; readonly now: number; readonly record: RecordBook } | null = null;

  constructor(parts: RecordKeeperParts) {
    this.#parts = parts;
  }

  /** The record: open rows up to the trusted size of the log, the sealed ones that this device holds, and what it wrote that is on its way. */
  get record(): RecordBook {
    const { log } = this.#parts;
    const notes = [...log.publicRecord(), ...log.ownWaitingRecord(), ...this.sealedNotes];
    const now = log.follower.trusted?.size ?? 1;
    if (this.#known === null || this.#known.notes !== notes.length || this.#known.now !== now)
      this.#known = { notes: notes.length, now, record: foldRecord(notes, log.directory, now, hashOfText) };
    return this.#known.record;
  }

  /** Verified notes of the record that were sealed to this organisation. */
  get sealedNotes(): readonly RecordNote[] {
    return this.#parts.cases.ofNoCase.flatMap(({ entry: { id, content }, leaf, position }) => {
      if (content.kind !== "record" || "newer" in content) return [];
      const { device, at, to, body: batch } = content;
      return [{ id, leaf, position, device, at, sealed: true, to, batch }];
    });
  }

  /** The country and its record at a size of the log, by default the newest trusted one; null before anything is trusted. */
  at(size?: number): CountryRecord | null {
    return countryRecordOf(this.#parts.log, this.sealedNotes, size, this.#parts.organisation);
  }

  /** True when this device's organisation may enter rows into a register (RC4). */
  mayEnter(register: RegisterName): boolean {
    const party = this.#parts.log.directory.organisation(this.#parts.organisation)?.party;
    return party !== undefined && registerOf(register).authors.includes(party);
  }

  /**
   * What is wrong with a table, and what of it is to be entered; rows without a key get one. `words` are the words by which codes may be called.
   * Throws a Problem of the engine `not-allowed` where this organisation is not known.
   */
  checkTable(register: RegisterName, table: Table, words: Dictionaries = []): CheckedTable {
    const { organisation, randomBytes } = this.#parts;
    const moment = this.#moment();
    if (moment === null) throw new Problem("engine", "not-allowed");
    const isTakenUnseen = this.isTakenUnseen.bind(this);
    const enterer = { organisation, moment, record: this.record, isTakenUnseen };
    return checkTable(register, table, enterer, { words, keyFor: keyMaker(register, randomBytes) });
  }

  /** What is most likely a slip in rows that are to be entered; whoever enters them is asked, and may (RC17). */
  oddRows(register: RegisterName, rows: readonly Row[]): readonly OddRow[] {
    return oddRows(register, rows, this.record, this.#at().slice(0, "2003-08-01".length));
  }

  /**
   * Enters rows as one import: all of it goes into the outbox in one transaction, or nothing does. Throws a Problem of the engine: `not-allowed` for
   * a register into which this organisation may not write, for rows that break their schema and for sources of which this organisation may not
   * say that (RC4), `no-reviewer`, `too-long` for too many.
   */
  async enter(
    register: RegisterName,
    rows: readonly Row[],
    onProgress: OnProgress = () => undefined,
  ): Promise<Entered> {
    const moment = this.#moment();
    const maySay = (row: Row) => moment !== null && authorFlaws(register, row, moment).length === 0;
    if (!this.mayEnter(register) || !rows.every((row) => isRow(register, row) && maySay(row)))
      throw new Problem("engine", "not-allowed");
    return registerOf(register).open
      ? this.#enterOpen(register, rows, onProgress)
      : this.#enterSealed(register, rows, onProgress);
  }

  /**
   * Which of these rows would be hidden from the own organisation (R26): they go to the reviewers alone, and who enters them will not see them.
   * In the order of the rows; nothing is entered.
   */
  hiddenFromUs(register: RegisterName, rows: readonly Row[]): readonly boolean[] {
    if (registerOf(register).open) return rows.map(() => false);
    const grouped = this.#grouped(register, rows);
    if ("problem" in grouped) return rows.map(() => false);
    const { organisation } = this.#parts;
    const hidden = grouped.groups.filter(({ readers }) => !readers.includes(organisation));
    const those = new Set(hidden.flatMap((group) => group.rows));
    return rows.map((row) => those.has(row));
  }

  /** True when this device entered something under this short name and source that is hidden from its own organisation. */
  isTakenUnseen(register: RegisterName, key: string, source: string): boolean {
    return this.#parts.hidden.has(register, key, source);
  }

  /**
   * Vouches for a whole import that another device entered (RC5). Throws a Problem of the engine `not-allowed` when it is not here or was entered here,
   * and when several organisations have one under this id: then `organisation` says whose is meant.
   */
  async signOff(importId: string, office: string, organisation: string | null = null): Promise<void> {
    const { log, signer } = this.#parts;
    const notes = [...log.publicRecord(), ...this.sealedNotes].filter(({ batch }) => batch.import === importId);
    const now = log.follower.trusted?.size ?? 1;
    const { whole } = gatherImports(notesInOrder(notes), log.directory, now);
    const meant = whole.filter((each) => organisation === null || each.organisation === organisation);
    const [signed] = meant;
    if (signed === undefined || meant.length > 1 || signed.notes.some(({ device }) => device === signer.name))
      throw new Problem("engine", "not-allowed");
    const values = {
      import: importId,
      notes: hashOfText(signOffText(signed.notes.map(({ id }) => id))),
      office: office.normalize("NFC"),
    };
    // Where the id is in use twice, the key says whose import it is, so that both can be signed off.
    const key = whole.length === 1 ? importId : `${importId}:${signed.organisation}`;
    await this.enter("signoff", [{ key, source: ownFiles, values }] as readonly Row<"signoff">[]);
  }

  /** Who enters now, and when; null where this device's organisation is not known. */
  #moment(): EntryMoment | null {
    const { log, organisation } = this.#parts;
    const party = log.directory.organisation(organisation)?.party;
    const logged = loggedTime(log.directory.times, log.follower.trusted?.size ?? 1);
    return party === undefined ? null : { party, at: this.#at(), logged };
  }

  async #enterOpen(register: RegisterName, rows: readonly Row[], onProgress: OnProgress): Promise<Entered> {
    const { log, dispatch, signer } = this.#parts;
    // Whether this device may write at all.
    this.#parts.composer();
    const importId = makeUuid(this.#parts.randomBytes);
    const batches = this.#batches(register, rows, importId);
    const signed: string[] = [];
    for (const body of batches) {
      signed.push(signPublicNote(log.founding.origin, { kind: "record", ...this.#head(), body }, signer));
      await onProgress(signed.length, batches.length);
    }
    const packed = signed.map((note) => dispatch.pack(encodeUtf8(note), "public"));
    await dispatch.post(packed, []);
    return { imports: [importId], rows: rows.length, notes: packed.length, hidden: false };
  }

  async #enterSealed(register: RegisterName, rows: readonly Row[], onProgress: OnProgress): Promise<Entered> {
    const { cases, dispatch, hidden, organisation } = this.#parts;
    const composer = this.#parts.composer();
    const grouped = this.#grouped(register, rows);
    if ("problem" in grouped) throw new Problem("engine", "no-reviewer");
    const packed: Packed[] = [];
    const changes: Change[] = [];
    const imports: string[] = [];
    let notes = 0;
    const ready = grouped.groups.map((group) => {
      const importId = makeUuid(this.#parts.randomBytes);
      const batches = this.#batches(register, group.rows, importId);
      return { group, importId, entries: batches.map((body) => composer.record(group.readers, body)) };
    });
    const of = ready.reduce((sum, { entries }) => sum + entries.length, 0);
    let sealed = 0;
    for (const { group, importId, entries } of ready) {
      const onSealed = (count: number) => {
        sealed += count;
        return onProgress(sealed, of);
      };
      for (const bytes of await sealTogether(composer, entries, onSealed)) packed.push(dispatch.pack(bytes, "case"));
      if (group.readers.includes(organisation)) changes.push(...keepOwn(cases, entries));
      imports.push(importId);
      notes += entries.length;
    }
    const unseen = grouped.groups.filter(({ readers }) => !readers.includes(organisation));
    const remembered = hidden.adding(
      register,
      unseen.flatMap((group) => group.rows),
    );
    await dispatch.post(packed, [...changes, ...remembered.changes]);
    remembered.apply();
    return { imports, rows: rows.length, notes, hidden: unseen.length > 0 };
  }

  /** By readers; a case that this device once entered as hidden stays hidden, though the record of it never comes back (R26). */
  #grouped(register: RegisterName, rows: readonly Row[]): ReturnType<typeof groupByReaders> {
    const { log, hidden, organisation } = this.#parts;
    const now = log.follower.seen?.size ?? 1;
    const { all, withdrawn } = this.record;
    const seen = [...all, ...withdrawn].filter((each) => !registerOf(each.register).open);
    const before = [...seen, ...hidden.statements(organisation)];
    return groupByReaders(register, rows, { organisation, directory: log.directory, now }, before);
  }

  #batches(register: RegisterName, rows: readonly Row[], importId: string): readonly RecordBatch[] {
    const batches = batchesOf(register, rows, importId);
    if (batches === null) throw new Problem("engine", "too-long");
    return batches;
  }

  #head(): { readonly salt: string; readonly at: string } {
    return { salt: encodeHex(this.#parts.randomBytes(16)), at: this.#at() };
  }

  #at(): string {
    return momentOf(this.#parts.clock());
  }
}

// Notes of one import share envelopes as far as they fit: fewer envelopes, fewer tokens.
async function sealTogether(
  composer: Composer,
  entries: readonly EntryNote[],
  onProgress: (count: number) => void | Promise<void>,
): Promise<readonly Uint8Array[]> {
  if (entries.length === 0) return [];
  try {
    if (entries.length <= 32) {
      const sealed = await composer.seal(entries);
      await onProgress(entries.length);
      return sealed;
    }
  } catch (error) {
    if (!isProblem(error, "engine", "too-long") || entries.length === 1) throw error;
  }
  const half = Math.ceil(entries.length / 2);
  return [
    ...(await sealTogether(composer, entries.slice(0, half), onProgress)),
    ...(await sealTogether(composer, entries.slice(half), onProgress)),
  ];
}
