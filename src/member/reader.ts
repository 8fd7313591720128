// The parts of a reader's device alone: its cases, opened from its class of the log, the record, and a reader's duties. Here they are put
// together. It is loaded by itself, so that an officer's phone, which never reads, never loads it.
import type { LinkWord } from "../core/entry-kind.ts";
import { Problem } from "../core/problem.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { placeOfLink } from "./cases/case-links.ts";
import { CaseList, casesTogether } from "./cases/case-list.ts";
import { CaseWriter } from "./cases/case-writer.ts";
import { Envelopes } from "./cases/envelopes.ts";
import { HeldCases } from "./cases/held-cases.ts";
import { type OpenCase, OpenCases } from "./cases/open-case.ts";
import { composeOwnCase, isOwnCase } from "./cases/own-case.ts";
import { doDuties, doPurges, watchCases } from "./cases/reader-duties.ts";
import { SheetWriter } from "./cases/sheet-writer.ts";
import { WaitingSaves } from "./cases/waiting-saves.ts";
import { HiddenRows } from "./record/hidden-rows.ts";
import { RecordKeeper } from "./record/record-keeper.ts";
import type { Composer } from "./sending/composer.ts";
import type { Dispatch } from "./sending/dispatch.ts";
import type { KeyRing } from "./store/key-ring.ts";
import { forgettingDrafts } from "./store/labels.ts";
import type { SetAside } from "./store/set-aside.ts";
import type { Shelf } from "./store/shelf.ts";
import type { MemberStore } from "./store/store.ts";
import type { PublicLog } from "./trust/public-log.ts";
import { unlessRefused } from "./verb.ts";

interface ReaderParts {
  readonly store: MemberStore;
  readonly log: PublicLog;
  readonly shelf: Shelf;
  readonly aside: SetAside;
  readonly dispatch: Dispatch;
  readonly keys: KeyRing;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** Throws a Problem of the engine while this device may not write. */
  readonly composer: () => Composer;
  /** Faults of leaves below this one were said already. */
  readonly said: () => number;
  /** From this leaf on a newly held epoch may open what nothing opened before. */
  readonly readAgain: (from: number) => void;
}

export class Reader {
  readonly log: PublicLog;
  readonly clock: () => number;
  readonly organisation: string;
  readonly cases: HeldCases;
  readonly open: OpenCases;
  readonly list: CaseList;
  readonly writer: CaseWriter;
  readonly sheets: SheetWriter;
  readonly envelopes: Envelopes;
  readonly rows: RecordKeeper;
  readonly #parts: ReaderParts;

  private constructor(parts: ReaderParts, cases: HeldCases, hiddenRows: HiddenRows, waiting: WaitingSaves) {
    const { log, dispatch, composer, store, clock, randomBytes, keys } = parts;
    const { organisation, device, signer } = keys;
    this.#parts = parts;
    this.log = log;
    this.clock = clock;
    this.organisation = organisation;
    this.cases = cases;
    this.open = new OpenCases({ cases, log, organisation, clock, unsealed: (caseId) => this.sheets.unsealed(caseId) });
    const common = { log, cases, dispatch, organisation, composer };
    this.writer = new CaseWriter({ ...common, open: this.open, device });
    const { open, writer } = this;
    this.sheets = new SheetWriter({ ...common, open, writer, store, waiting, device, clock, randomBytes });
    const waitingCases = () => new Set(waiting.all.map(({ caseId }) => caseId));
    this.list = new CaseList({ cases, open: this.open, log, store, organisation, clock, waiting: waitingCases });
    this.envelopes = new Envelopes({ cases, log, keys, said: parts.said, readAgain: parts.readAgain });
    this.rows = new RecordKeeper({ ...common, hidden: hiddenRows, signer, clock, randomBytes });
  }

  /** `before` is what waited in the reader that this one follows. */
  static async load(parts: ReaderParts, before?: WaitingSaves): Promise<Reader> {
    const [cases, waiting, hiddenRows] = await Promise.all([
      HeldCases.load(parts.shelf, parts.log.founding.origin),
      WaitingSaves.load(parts.shelf, parts.randomBytes, before),
      HiddenRows.load(parts.shelf),
    ]);
    const reader = new Reader(parts, cases, hiddenRows, waiting);
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

  /** Says what another case is to this one, for the own organisation alone. Throws a Problem of the engine `not-allowed` for two cases that cannot be linked. */
  async link(caseId: string, other: string, as: LinkWord): Promise<void> {
    const { isShown } = this.list.links;
    if (caseId === other || !isShown(caseId) || !isShown(other)) throw new Problem("engine", "not-allowed");
    const place = placeOfLink(caseId, other, as);
    await this.writer.write(place.home, "case.link", { other: place.other, as: place.as }, { to: [this.organisation] });
  }

  /** Opens a case of the own organisation, which nobody else learns of (FD4), and gives its id; null for a draft that is no such case. */
  async openOwn(draft: ReferralDraft, draftKey: string | null): Promise<string | null> {
    if (!isOwnCase(draft, this.organisation)) return null;
    const { dispatch } = this.#parts;
    const composer = this.#parts.composer();
    const entries = composeOwnCase(composer, draft, this.organisation);
    const packs = (await composer.seal(entries)).map((bytes) => dispatch.pack(bytes, "case"));
    const forgotten = draftKey === null ? [] : forgettingDrafts([draftKey]);
    await dispatch.post(packs, [...this.cases.keepOwn(entries), ...forgotten]);
    this.forget();
    return entries[0].id;
  }

  /** Looks again at entries whose author the directory did not know. */
  async reverify(): Promise<void> {
    const { store } = this.#parts;
    const { changes, badLeaves } = this.cases.reverify(this.log.directory, this.log.follower.trusted?.size ?? 0);
    await store.write(changes);
    for (const leaf of badLeaves) await this.log.alarms.raise("entry-refused", leaf);
    this.forget();
  }

  async doDuties(): Promise<void> {
    const { store, shelf, aside, dispatch, keys } = this.#parts;
    const { cases, open, writer, sheets, list, log, organisation } = this;
    const { directory } = log;
    // Of what is at rest once it was read nothing is to be done.
    while (await list.readMore());
    const caseIds = list.changed;
    const canReceive = (id: string) => directory.epochForSending(id, log.now) !== null;
    const maySpend = () => dispatch.maySpendByItself;
    const common = { caseIds, cases, open, writer, sheets, store, shelf, aside, directory, organisation };
    const parts = { ...common, canReceive, maySpend, device: keys.device };
    await sheets.alone(() => doPurges(parts));
    if (directory.mayAuthor(keys.device, log.now)) {
      await doDuties(parts);
      await unlessRefused(() => sheets.sealWaiting({ onlyDue: true }));
    }
    const states = list.changed.map((caseId) => open.of(caseId).state);
    await watchCases(states, log, organisation, log.now);
    await list.keepLines(list.changed);
  }
}
