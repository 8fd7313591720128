// What a device remembers of the referrals that it sent (SL7): entry id, receipt key, leaf, states and times, and for a while the case's mark. No
// organisation, no name, no label. Only receipts say where a referral stands.
import type { AnswerState, ReceiptState } from "../../core/entry-kind.ts";
import { endOfWait } from "../../core/waits.ts";
import { type EntryNote, verifyEntry } from "../../note/entry-note.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change } from "../store/store.ts";
import { isLate, type Parcel } from "../trust/outbox.ts";
import type { PublicLog } from "../trust/public-log.ts";
import type { SentView } from "../views.ts";

interface SentRow {
  readonly entry: string;
  /** The public half of the key that signs its receipts, in base64. It is of this referral alone and says nothing of who was asked. */
  readonly receiptKey: string | null;
  /** By which officer and shelter speak of the case by telephone; null once the person was met, or after `markDays`. */
  readonly mark: string | null;
  readonly parcels: readonly string[];
  /** How many organisations were asked, not which. */
  readonly asked: number;
  /** Which of the two referrals of one case it is; missing where there is one. */
  readonly part?: "near" | "home";
  readonly sealedAt: number;
  readonly loggedAt: number | null;
  readonly witnessedAt: number | null;
  readonly leaf: number | null;
  readonly answers: readonly Answer[];
  /** Only a false history of the log held it, and it had left the outbox: this device cannot send it again (LG10). */
  readonly lost?: true;
}

interface Answer {
  readonly state: ReceiptState;
  readonly at: number;
  /** The id of the receipt, which may be read twice. */
  readonly receipt: string;
}

/** Until then at most the mark of a case is kept. */
const markDays = 7;
const markMilliseconds = markDays * 86_400_000;
/** Once one of these was said, nobody has to speak of the person by telephone any more. */
const endsMark: ReadonlySet<ReceiptState> = new Set<ReceiptState>(["met", "closed"]);

/** Which answer speaks for a referral that several organisations answered: the furthest. */
const furthest: readonly AnswerState[] = ["closed", "met", "accepted", "waitlisted", "declined"];

/** Help may end, go on and end again: so often such a step is kept. */
const mostOfHelp = 5;

/** Steps of the organisation that accepted, which it may take again (FD9). */
const ofHelp: readonly ReceiptState[] = ["accepted", "met", "closed"];
type AnswerOfHelp = Answer & { readonly state: AnswerState };

const sentTable = "sent" as TableOf<SentRow>;

export class SentReferrals {
  readonly #shelf: Shelf;
  readonly #log: PublicLog;
  readonly #rows = new Map<string, SentRow>();

  private constructor(shelf: Shelf, log: PublicLog) {
    this.#shelf = shelf;
    this.#log = log;
  }

  static async load(shelf: Shelf, log: PublicLog): Promise<SentReferrals> {
    const sent = new SentReferrals(shelf, log);
    for (const { value: row } of await shelf.list(sentTable)) {
      // A row of before has no key: no receipt about it can be judged.
      sent.#rows.set(row.entry, { ...row, receiptKey: row.receiptKey ?? null, mark: row.mark ?? null });
    }
    return sent;
  }

  /** Where everything that was sent is, newest first. */
  views(now: number): readonly SentView[] {
    const parcels = this.#waitingByHash();
    return [...this.#rows.values()]
      .map((row) => {
        const waiting = row.parcels.flatMap((hash) => parcels.get(hash) ?? []);
        const { parcels: _hashes, receiptKey: _key, lost, ...view } = merge(row, waiting);
        const answers = inOrder(row);
        const { receivedAt, answer } = bestAnswer({ ...row, answers });
        const [first] = answers;
        const byFirst = (at: number | null) => (at === null ? null : Math.min(at, first?.at ?? at));
        return {
          ...view,
          // Who answered found it in the log, and confirmed: this device may have heard of both only later.
          loggedAt: byFirst(view.loggedAt),
          witnessedAt: byFirst(view.witnessedAt),
          answers,
          receivedAt,
          answer,
          // Whoever answered has it.
          ...(lost === true && receivedAt === null && answer === null ? { lost } : {}),
          mark: isMarkOver(row, now) ? null : row.mark,
          refused: this.#log.outbox.refusalOf(waiting.filter(({ leaf }) => leaf === null).map(({ hash }) => hash)),
          late: waiting.some((parcel) => isLate(parcel, now)),
        };
      })
      .sort((a, b) => b.sealedAt - a.sealedAt || Number(a.part === "home") - Number(b.part === "home"));
  }

  /** The change that keeps a referral that is being sent; call `added` once it is written. */
  row(
    referral: Pick<SentRow, "entry" | "receiptKey" | "mark" | "asked" | "sealedAt" | "part">,
    parcels: readonly Parcel[],
  ): { readonly change: Change; added: () => void } {
    const hashes = parcels.map(({ hash }) => hash);
    const row = { ...referral, parcels: hashes, loggedAt: null, witnessedAt: null, leaf: null, answers: [] };
    return { change: this.#put(row), added: () => this.#rows.set(row.entry, row) };
  }

  /** The parcels of a sent referral that are still kept. */
  parcelsOf(entry: string): readonly Parcel[] {
    const hashes = this.#rows.get(entry)?.parcels ?? [];
    return this.#log.outbox.parcels.filter(({ hash, bytes }) => hashes.includes(hash) && bytes.length > 0);
  }

  /**
   * Takes a receipt for this device: the changes to keep, or null for a forged one: no receipt, for another device, or not signed with the
   * receipt key of the referral that it names. One about an entry that the device does not remember (it was set up anew) is passed over: there
   * is no key to judge it by.
   */
  takeReceipt(receipt: EntryNote, device: string): readonly Change[] | null {
    const { id, content } = receipt;
    if (content.kind !== "receipt" || "newer" in content || content.device !== device) return null;
    const row = this.#rows.get(content.body.entry);
    if (row === undefined) return [];
    if (row.receiptKey === null) return [];
    if (!verifyEntry(receipt, row.receiptKey)) return null;
    const answer = { state: content.body.state, at: Date.parse(content.at), receipt: id };
    if (row.answers.some((known) => known.receipt === id)) return [];
    // Of a state the first receipt is kept; as many may decline as were asked. So nobody fills the row by repeating an answer.
    const alike = row.answers.filter(({ state }) => state === answer.state).length;
    if (alike >= mostOf(answer.state, row.asked)) return [];
    const mark = endsMark.has(answer.state) ? null : row.mark;
    const changed = { ...row, mark, answers: [...row.answers, answer] };
    this.#rows.set(row.entry, changed);
    return [this.#put(changed)];
  }

  /** Writes down what the log says of parcels that leave the outbox now: `done` are those that a trusted head covers. */
  settle(done: readonly Parcel[]): readonly Change[] {
    const parcels = this.#waitingByHash();
    const doneHashes = new Set(done.map((parcel) => parcel.hash));
    const changes: Change[] = [];
    for (const row of this.#rows.values()) {
      const waiting = row.parcels.flatMap((hash) => parcels.get(hash) ?? []);
      if (waiting.length === 0) continue;
      const left = row.parcels.filter((hash) => !doneHashes.has(hash));
      const witnessedAt = left.length === 0 ? (this.#log.view.trusted?.at ?? null) : null;
      const settled = { ...merge(row, waiting), parcels: left, witnessedAt };
      this.#rows.set(row.entry, settled);
      changes.push(this.#put(settled));
    }
    return changes;
  }

  /** Forgets the marks whose time is over by the log's time, which no clock of this device moves (EN3i): the changes to keep. */
  forgetMarks(): readonly Change[] {
    const { directory, time } = this.#log;
    const isOld = ({ leaf }: SentRow) => {
      const end = leaf === null ? null : endOfWait(directory.times, leaf, markDays * 24);
      return end !== null && time !== null && time >= end * 1000;
    };
    return [...this.#rows.values()]
      .filter((row) => row.mark !== null && (isOld(row) || hasEnded(row)))
      .map((row) => {
        const changed = { ...row, mark: null };
        this.#rows.set(row.entry, changed);
        return this.#put(changed);
      });
  }

  /** The changes that forget where a false history placed referrals, from this leaf on (LG10). */
  goingBack(from: number): readonly Change[] {
    return [...this.#rows.values()]
      .filter(({ leaf }) => leaf !== null && leaf >= from)
      .map((row) => this.#put({ ...row, leaf: null, loggedAt: null, witnessedAt: null, lost: true }));
  }

  #put(row: SentRow): Change {
    return this.#shelf.put(sentTable, row.entry, row);
  }

  #waitingByHash(): ReadonlyMap<string, Parcel> {
    return new Map(this.#log.outbox.parcels.map((parcel) => [parcel.hash, parcel]));
  }
}

/** Each answer by its device's clock, but none is shown earlier than what it follows: two clocks differ by seconds. */
function inOrder({ answers, sealedAt }: SentRow): readonly Answer[] {
  let last = sealedAt;
  return answers.map((answer) => {
    last = Math.max(last, answer.at);
    return { ...answer, at: last };
  });
}

function mostOf(state: ReceiptState, asked: number): number {
  if (ofHelp.includes(state)) return mostOfHelp;
  return state === "declined" ? asked : 1;
}

/** Of meeting and ending the later one holds; what ended goes on where it was, which may be before the meeting (FD9). */
function isNext(last: Answer | undefined, answer: Answer): answer is AnswerOfHelp {
  const { state } = answer;
  return state === "met" || state === "closed" || (state === "accepted" && last?.state === "closed");
}

/** What the clock of this device says is not shown any more, and is erased when the log says it too. */
function isMarkOver(row: SentRow, now: number): boolean {
  return now - row.sealedAt >= markMilliseconds || hasEnded(row);
}

function hasEnded({ answers }: SentRow): boolean {
  return answers.some(({ state }) => endsMark.has(state));
}

// That all who were asked declined beats the waiting list on which one of them had put the person.
function bestAnswer({ answers, asked }: SentRow): Pick<SentView, "receivedAt" | "answer"> {
  const declines = answers.filter(({ state }) => state === "declined").length;
  const order = declines >= asked ? furthest.filter((state) => state !== "waitlisted") : furthest;
  // Receipts come in the order of the log.
  const help = answers.reduce<AnswerOfHelp | undefined>(
    (last, answer) => (isNext(last, answer) ? answer : last),
    undefined,
  );
  const speaking = help?.state ?? order.find((state) => answers.some((known) => known.state === state));
  const at = help?.at ?? answers.find(({ state }) => state === speaking)?.at;
  return {
    receivedAt: answers.find(({ state }) => state === "received")?.at ?? null,
    answer: speaking === undefined || at === undefined ? null : { state: speaking, at },
  };
}

/** A row with what the outbox knows of its parcels: logged when the last of them is. */
function merge(row: SentRow, waiting: readonly Parcel[]): SentRow {
  if (waiting.length === 0) return row;
  const logged = waiting.every((parcel) => parcel.loggedAt !== null);
  const [first] = waiting;
  return {
    ...row,
    leaf: row.leaf ?? first?.leaf ?? null,
    loggedAt: row.loggedAt ?? (logged ? Math.max(...waiting.map((parcel) => parcel.loggedAt ?? 0)) : null),
  };
}
