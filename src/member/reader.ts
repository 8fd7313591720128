// The parts of a reader's device alone: its cases, opened from its class of the log, the record, and a reader's duties. Here they are put
// together. It is loaded by itself, so that an officer's phone, which never reads, never loads it.
import type { EntryNote } from "../note/entry-note.ts";
import { Claims } from "./cases/archive-claims.ts";
import { CaseList, casesTogether } from "./cases/case-list.ts";
import { CaseSteps } from "./cases/case-steps.ts";
import { CaseWriter } from "./cases/case-writer.ts";
import { takeCarried, takeEnvelope } from "./cases/envelopes.ts";
import { Giving } from "./cases/giving.ts";
import type { Ground } from "./cases/ground.ts";
import { HeldCases } from "./cases/held-cases.ts";
import { type OpenCase, OpenCases } from "./cases/open-case.ts";
import { ReadJournal } from "./cases/read-journal.ts";
import { doDuties } from "./cases/reader-duties.ts";
import { saveSheet, strikeOutSheet } from "./cases/save-sheet.ts";
import { sealWaiting } from "./cases/seal-sheets.ts";
import { goingBack, keepOwn, reverify } from "./cases/take-entries.ts";
import { WaitingSaves } from "./cases/waiting-saves.ts";
import { KeyEntries, type KeyEntryParts } from "./organisation/key-entries.ts";
import { HiddenRows } from "./record/hidden-rows.ts";
import { RecordKeeper } from "./record/record-keeper.ts";
import type { StoreRow } from "./store/store.ts";

/** The parts that come from the session; the rest is loaded here. */
type ReaderParts = Omit<Ground, "cases" | "waiting" | "organisation" | "device"> &
  Omit<KeyEntryParts, "cases"> & {
    /** Faults of leaves below this one were said already. */
    readonly said: () => number;
  };

export type Reader = ReturnType<typeof readerOn>;

/** `before` is what waited in the reader that this one follows, `lines` the rows of lines where they were read before. */
export async function loadReader(
  parts: ReaderParts,
  before?: WaitingSaves,
  lines?: readonly StoreRow[],
): Promise<Reader> {
  const [cases, waiting, hiddenRows] = await Promise.all([
    HeldCases.load(parts.shelf, parts.log.founding.origin, lines),
    WaitingSaves.load(parts.shelf, parts.randomBytes, before),
    HiddenRows.load(parts.shelf),
  ]);
  const reader = readerOn(parts, { cases, waiting }, hiddenRows);
  // Saves that wait to be sealed count in the list.
  for (const { caseId } of waiting.all) await cases.bring(caseId);
  // A day's work is there at once; of more than that the list says how much is still to be read. Where the store is read at once, all of it is.
  for (const name of cases.unread.slice(0, casesTogether)) await cases.bringNamed(name, null);
  while (parts.store.now !== null && cases.unread.length > 0) await reader.list.readMore();
  return reader;
}

function readerOn(parts: ReaderParts, rooms: Pick<Ground, "cases" | "waiting">, hiddenRows: HiddenRows) {
  const { organisation, device, signer } = parts.keys;
  const { cases } = rooms;
  const ground: Ground & ReaderParts = { ...parts, ...rooms, organisation, device };
  const open = new OpenCases(ground);
  const list = new CaseList({ ...ground, open });
  const writing = { ...ground, open, list, writer: new CaseWriter({ ...ground, open }) };
  const reader = {
    ...writing,
    steps: new CaseSteps(writing),
    giving: new Giving(writing),
    journal: new ReadJournal(writing),
    claims: new Claims(cases),
    keyEntries: new KeyEntries({ ...parts, cases }),
    rows: new RecordKeeper({ ...ground, hidden: hiddenRows, signer }),
  };
  const on =
    <A extends readonly unknown[], T>(work: (ground: typeof reader, ...args: A) => T) =>
    (...args: A): T =>
      work(reader, ...args);
  return {
    ...reader,
    /** A case that is held; null for one of which nothing is there. A line says that something is there, and the entries once they were read. */
    openHeld: (caseId: string): OpenCase | null =>
      cases.has(caseId) && cases.of(caseId).entries.length > 0 ? open.of(caseId) : null,
    /** Reads the entries of a case, to be awaited before anything else is asked of it. */
    bring: (caseId: string): Promise<void> => {
      list.asked.add(caseId);
      return cases.bring(caseId);
    },
    /** Looks again at entries whose author the directory did not know. */
    reverify: async (): Promise<void> => {
      const { log, store } = parts;
      const { changes, badLeaves } = reverify(cases, log.directory, log.follower.trusted?.size ?? 0);
      await store.write(changes);
      for (const leaf of badLeaves) await log.alarms.raise("entry-refused", leaf);
    },
    takeEnvelope: on(takeEnvelope),
    takeCarried: on(takeCarried),
    saveSheet: on(saveSheet),
    strikeOutSheet: on(strikeOutSheet),
    sealWaiting: on(sealWaiting),
    doDuties: on(doDuties),
    goingBack: (leaf: number) => goingBack(cases, leaf),
    keepOwn: (entries: readonly EntryNote[]) => keepOwn(cases, entries),
  };
}
