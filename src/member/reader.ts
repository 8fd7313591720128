// The parts of a reader's device alone: its cases, opened from its class of the log, the record, and a reader's duties. Here they are put
// together. It is loaded by itself, so that an officer's phone, which never reads, never loads it.
import { CaseList, casesTogether } from "./cases/case-list.ts";
import { CaseSteps } from "./cases/case-steps.ts";
import { CaseWriter, type WritersGround } from "./cases/case-writer.ts";
import { type EnvelopeParts, Envelopes } from "./cases/envelopes.ts";
import { Giving } from "./cases/giving.ts";
import type { Ground } from "./cases/ground.ts";
import { HeldCases } from "./cases/held-cases.ts";
import { type OpenCase, OpenCases } from "./cases/open-case.ts";
import { ReadJournal } from "./cases/read-journal.ts";
import { doDuties } from "./cases/reader-duties.ts";
import { SheetSealing } from "./cases/sheet-sealing.ts";
import { SheetWriter } from "./cases/sheet-writer.ts";
import { WaitingSaves } from "./cases/waiting-saves.ts";
import { HiddenRows } from "./record/hidden-rows.ts";
import { RecordKeeper } from "./record/record-keeper.ts";
import type { PublicLog } from "./trust/public-log.ts";

/** The parts that come from the session; the rest is loaded here. */
type ReaderParts = Omit<Ground, "cases" | "waiting" | "organisation" | "device"> & Omit<EnvelopeParts, "cases">;

export class Reader {
  readonly log: PublicLog;
  readonly clock: () => number;
  readonly organisation: string;
  readonly cases: HeldCases;
  readonly waiting: WaitingSaves;
  readonly open: OpenCases;
  readonly list: CaseList;
  readonly writer: CaseWriter;
  readonly steps: CaseSteps;
  readonly giving: Giving;
  readonly journal: ReadJournal;
  readonly sheets: SheetWriter;
  readonly sealing: SheetSealing;
  readonly envelopes: Envelopes;
  readonly rows: RecordKeeper;
  readonly #ground: WritersGround;

  private constructor(parts: ReaderParts, rooms: Pick<Ground, "cases" | "waiting">, hiddenRows: HiddenRows) {
    const { organisation, device, signer } = parts.keys;
    const ground: Ground = { ...parts, ...rooms, organisation, device };
    this.log = parts.log;
    this.clock = parts.clock;
    this.organisation = organisation;
    this.cases = rooms.cases;
    this.waiting = rooms.waiting;
    this.open = new OpenCases({ ...ground, unsealed: (caseId) => this.sealing.unsealed(caseId) });
    const openGround = { ...ground, open: this.open };
    this.list = new CaseList(openGround);
    this.writer = new CaseWriter(openGround);
    this.#ground = { ...openGround, writer: this.writer };
    this.steps = new CaseSteps(this.#ground);
    this.giving = new Giving(this.#ground);
    this.journal = new ReadJournal(this.#ground);
    this.sealing = new SheetSealing({ ...this.#ground, steps: this.steps });
    this.sheets = new SheetWriter({ ...this.#ground, steps: this.steps, sealing: this.sealing });
    this.envelopes = new Envelopes({ ...parts, cases: rooms.cases });
    this.rows = new RecordKeeper({ ...ground, hidden: hiddenRows, signer });
  }

  /** `before` is what waited in the reader that this one follows. */
  static async load(parts: ReaderParts, before?: WaitingSaves): Promise<Reader> {
    const [cases, waiting, hiddenRows] = await Promise.all([
      HeldCases.load(parts.shelf, parts.log.founding.origin),
      WaitingSaves.load(parts.shelf, parts.randomBytes, before),
      HiddenRows.load(parts.shelf),
    ]);
    const reader = new Reader(parts, { cases, waiting }, hiddenRows);
    // Saves that wait to be sealed count in the list.
    for (const { caseId } of waiting.all) await cases.bring(caseId);
    // A day's work is there at once; of more than that the list says how much is still to be read. Where the store is read at once, all of it is.
    for (const name of cases.unread.slice(0, casesTogether)) await cases.bringNamed(name, null);
    while (parts.store.now !== null && cases.unread.length > 0) await reader.list.readMore();
    return reader;
  }

  /** The entries, the directory or the log changed: what was made of them is made anew. */
  forget(): void {
    this.open.forget();
    this.list.forget();
  }

  /** A case that is held; null for one of which nothing is there. */
  openHeld(caseId: string): OpenCase | null {
    // A line says that something is there, and the entries once they were read.
    return this.cases.has(caseId) && this.cases.of(caseId).entries.length > 0 ? this.open.of(caseId) : null;
  }

  /** Reads the entries of a case, to be awaited before anything else is asked of it. */
  bring(caseId: string): Promise<void> {
    this.list.asked.add(caseId);
    return this.cases.bring(caseId);
  }

  /** Looks again at entries whose author the directory did not know. */
  async reverify(): Promise<void> {
    const { store } = this.#ground;
    const { changes, badLeaves } = this.cases.reverify(this.log.directory, this.log.follower.trusted?.size ?? 0);
    await store.write(changes);
    for (const leaf of badLeaves) await this.log.alarms.raise("entry-refused", leaf);
    this.forget();
  }

  doDuties(): Promise<void> {
    const { list, steps, giving, sealing } = this;
    return doDuties({ ...this.#ground, list, steps, giving, sealing });
  }
}
