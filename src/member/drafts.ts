// The desk at which a referral is written and sent: drafts, what became of what was sent, and what is carried by hand.
import { Problem } from "../core/problem.ts";
import { mostDrafts, type ReferralDraft } from "../core/referral-draft.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";
import { ageing, forgettingDrafts, keepingDraft } from "./store/labels.ts";
import { atOf, type TableOf } from "./store/shelf.ts";
import { isReferralDraft, unlessStore } from "./store/store.ts";
import type { KeptDraft, SentView } from "./views.ts";

/** What is begun and not sent dies after this long, by the log's time (EN3). */
const draftMilliseconds = 12 * 3_600_000;

/** Who never keeps two at once need not name the one. */
const onlyDraft = "draft";

interface DraftRow extends Omit<KeptDraft, "id"> {
  readonly name: string;
}

const draftTable = "draft" as TableOf<DraftRow>;

export class DraftDesk {
  readonly #room: Room;
  /** The drafts that were kept or shown here: by id the random name that each was given when it began. */
  #known: Map<string, string> = new Map();

  constructor(room: Room) {
    this.#room = room;
  }

  /** What was sent from this device, newest first. */
  get sent(): readonly SentView[] {
    return this.#room.here?.session.sent ?? [];
  }

  /** The unsent drafts that are younger than 12 hours, the oldest first. Older ones are erased. */
  async read(): Promise<readonly KeptDraft[]> {
    const kept = await this.#rows();
    this.#known = new Map(kept.map(({ id, name }) => [id, name]));
    return kept.map(({ id, since, draft }) => ({ id, since, draft }));
  }

  /** True for a draft that is there, and that cannot be read now (EN10d). */
  isUnread = (id: string): boolean => this.#room.session?.shelf.unread.has(atOf("draft", id)) ?? false;

  /** One draft, if it is there and younger than 12 hours. */
  async load(id = onlyDraft): Promise<ReferralDraft | null> {
    return (await this.read()).find((draft) => draft.id === id)?.draft ?? null;
  }

  /**
   * Keeps a draft, encrypted; it dies after 12 hours or at sending. A sixth beside five is not taken. Refused as `draft-gone` when another
   * window of this device sent or discarded it meanwhile: what was sent must not be at rest again (SL7).
   */
  save = (draft: ReferralDraft, id = onlyDraft) =>
    this.#room.verb(async ({ session }) => {
      await this.#mustBeThere(session, id);
      const kept = await this.#rows();
      const known = kept.find((row) => row.id === id);
      if (kept.length >= mostDrafts && known === undefined) throw new Error("five drafts are kept already");
      const { store, clock, randomBytes } = this.#room.parts;
      const since = known?.since ?? clock();
      const name = known?.name ?? this.#known.get(id) ?? encodeHex(randomBytes(8));
      const { shelf } = session;
      const row = keepingDraft<DraftRow>(shelf, id, { name, since, draft }, { since, heard: this.#room.logTime });
      // Its age counts from its first word.
      await store.write(known === undefined ? row : row.filter(({ table }) => table === "draft"));
      shelf.letGo("draft", id);
      this.#known.set(id, name);
    });

  /**
   * Keeps what was typed and is not kept yet when the device locks (EN3k): encrypted before this returns, since the key is wiped then. Resolves when it is written.
   */
  keepAtLock(drafts: readonly KeptDraft[]): Promise<void> {
    const { here, parts, logTime } = this.#room;
    if (here === null || drafts.length === 0) return Promise.resolve();
    const changes = drafts.flatMap(({ id, since, draft }) => {
      const known = this.#known.get(id);
      const name = known ?? encodeHex(parts.randomBytes(8));
      const row = keepingDraft<DraftRow>(here.session.shelf, id, { name, since, draft }, { since, heard: logTime });
      if (known === undefined) return row;
      // One that was sent or discarded meanwhile shall not be at rest again.
      return row.flatMap((change) => (change.table === "draft" ? [{ ...change, onlyOver: true as const }] : []));
    });
    return this.#room.doing(() => parts.store.write(changes)).catch(unlessStore);
  }

  discard = (id = onlyDraft) =>
    this.#room.verb(async () => {
      await this.#room.parts.store.write(forgettingDrafts([id]));
      this.#known.delete(id);
    });

  /**
   * Seals a draft into the outbox and forgets it; gives the entry ids of its referrals, the one near the person first. A provider that names itself
   * alone opens a case of its own: then it is the id of the case. Refused as `draft-gone` when the draft from which this began was sent or
   * discarded by another window of this device: nobody is referred twice by it.
   */
  send = (draft: ReferralDraft, id = onlyDraft) =>
    this.#room.verb(async ({ session }) => {
      await this.#mustBeThere(session, id);
      const entries = await session.refer(draft, id);
      this.#known.delete(id);
      return entries;
    });

  /** The sealed bytes of a sent referral while the device keeps them, to carry by file (LG6): its envelopes one after another. */
  sealedFile = (entry: string) => this.#room.here?.session.sealedFile(entry) ?? null;

  /** Takes a carried file (LG6): gives how many of its envelopes were for us; null for what is not such a file. */
  takeCarried = (file: Uint8Array) => this.#room.verb(({ session }) => session.takeCarried(file));

  async #rows(): Promise<readonly (DraftRow & KeptDraft)[]> {
    const { shelf } = this.#room.open().session;
    const rows = (await shelf.list(draftTable)).filter(({ key }) => isReferralDraft("draft", key));
    const { overdue, changes } = await ageing(shelf, rows, draftMilliseconds, this.#room.logTime);
    if (changes.length > 0) await this.#room.parts.store.write(changes);
    const kept = rows.flatMap(({ key, value }) => (overdue.has(key) ? [] : [{ id: key, ...value }]));
    return kept.sort((a, b) => a.since - b.since);
  }

  /**
   * Throws when a draft with which this program began is there no more. One that is there and cannot be read is neither sent nor discarded: what is in
   * memory is written in its place.
   */
  async #mustBeThere(session: Session, id: string): Promise<void> {
    const known = this.#known.get(id);
    const row = await session.shelf.get(draftTable, id);
    const isUnread = row === undefined && (await session.shelf.has(draftTable, id));
    if (known !== undefined && row?.name !== known && !isUnread) throw new Problem("engine", "draft-gone");
  }
}
