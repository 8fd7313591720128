// The entries that a reader's device writes into its cases: for whom, and in one envelope. Every entry is tried on the same fold that all readers run before it is
// sealed, so nothing leaves that would be refused. It reads the held cases and never changes what others wrote.

import type { CaseState } from "../../core/case/fold.ts";
import type { PlacedEntry } from "../../core/case/graph.ts";
import type { BodyOf, CaseKind, ReceiptState } from "../../core/entry-kind.ts";
import { mayReadCases, type Party } from "../../core/party.ts";
import { decodeHex } from "../../crypto/hex.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer, Sealing } from "../sending/composer.ts";
import type { Packed } from "../sending/dispatch.ts";
import type { Change } from "../store/store.ts";
import { grantIn } from "./carried-notes.ts";
import { hasLost } from "./case-view.ts";
import { carriedBy } from "./fold-held.ts";
import type { Ground } from "./ground.ts";
import type { OpenGround } from "./open-case.ts";
import { keepOwn } from "./take-entries.ts";

/** All that goes with entries in their transaction. */
export interface Along {
  readonly receipt?: { readonly referral: string; readonly state: ReceiptState };
  readonly changes?: readonly Change[];
}

interface WriteOptions extends Along {
  /** The organisations that may read it; everyone in the case by default. */
  readonly to?: readonly string[];
}

/** The ground, and what writes on it. */
export interface WritersGround extends OpenGround {
  readonly writer: CaseWriter;
}

export class CaseWriter {
  readonly #parts: OpenGround;

  constructor(parts: OpenGround) {
    this.#parts = parts;
  }

  /** Writes one entry into a case. Throws a Problem of the engine with the reason of the fold when that would refuse it. */
  async write<K extends CaseKind>(caseId: string, kind: K, body: BodyOf<K>, options: WriteOptions): Promise<void> {
    const composer = this.#parts.composer();
    await this.post(caseId, this.compose(caseId, kind, [body], composer, options.to), composer, options);
  }

  /** Signs entries of one kind for the same readers, everyone in the case by default: each builds on the one before it. */
  compose<K extends CaseKind>(
    caseId: string,
    kind: K,
    bodies: readonly BodyOf<K>[],
    composer: Composer,
    readers?: readonly string[],
  ): readonly EntryNote[] {
    const openCase = this.#parts.open.of(caseId);
    const to = readers ?? this.readersOf(openCase.state, ending.has(kind));
    const entries: EntryNote[] = [];
    for (const body of bodies) {
      const last = entries.at(-1);
      const parents = last === undefined ? openCase.parentsFor(to) : [last.id];
      entries.push(composer.entry(kind, { caseId, parents, to }, body));
    }
    return entries;
  }

  /** Tries entries for the same readers, and sends them in one envelope with their receipt. */
  async post(caseId: string, entries: readonly EntryNote[], composer: Composer, options: Along): Promise<void> {
    this.mustCount(caseId, entries);
    const packs = await this.packReceipt(composer, options);
    await sendOwn(this.#parts, [{ entries, sealed: await composer.seal(entries) }], options.changes, packs);
  }

  mustCount(caseId: string, entries: readonly EntryNote[]): void {
    const { cases, open, log } = this.#parts;
    const additions = entries.map((entry) => ({ ...placed(entry), ...carriedBy(cases, entry, log.directory) }));
    open.of(caseId).stateTaking(additions);
  }

  async packReceipt(composer: Composer, { receipt }: Along): Promise<readonly Packed[]> {
    const bytes = receipt === undefined ? null : await this.#receiptFor(composer, receipt);
    return bytes === null ? [] : [this.#parts.dispatch.pack(bytes, "receipt")];
  }

  /**
   * Everyone in the case who can read, the own organisation among them. Who is out of it (every consent for it withdrawn, every referral to
   * it declined) gets endings only.
   */
  readersOf(state: CaseState, isEnding = false): readonly string[] {
    const { organisation } = this.#parts;
    const hears = (id: string) => id === organisation || (!isOut(state, id) && !isOnlyAskedOn(state, id));
    return this.canRead(state.participants.filter((id) => isEnding || hears(id)));
  }

  /** The own organisation, and those of these to whom can be sealed now. */
  canRead(organisations: readonly string[]): readonly string[] {
    const { organisation, log } = this.#parts;
    const others = organisations.filter((id) => {
      const party = log.directory.organisation(id)?.party;
      const reads =
        party !== undefined && mayReadCases(party) && log.directory.epochForSending(id, this.#parts.log.now) !== null;
      return id !== organisation && reads;
    });
    return [organisation, ...others].sort();
  }

  get party(): Party | undefined {
    return this.#parts.log.directory.organisation(this.#parts.organisation)?.party;
  }

  async #receiptFor(composer: Composer, receipt: NonNullable<Along["receipt"]>): Promise<Uint8Array | null> {
    const { directory } = this.#parts.log;
    const referral = this.#parts.cases.note(receipt.referral)?.entry.content;
    if (referral?.kind !== "referral.send" || "newer" in referral) return null;
    const device = directory.device(referral.device);
    const receiptSeed = decodeHex(referral.body.receipt_seed);
    if (device === null || device.role !== "referrer" || device.revoked !== null || receiptSeed === null) return null;
    if (directory.isHeldRevoked(device.id, this.#parts.log.now)) return null;
    return composer.receipt(device, { id: receipt.referral, receiptSeed }, receipt.state);
  }
}

/**
 * Writes at once the envelopes that this device sealed, each as a row of the outbox with a token where one is in hand, its own copies of their entries, and `changes`; `others`
 * leave with them.
 */
export function sendOwn(
  { cases, dispatch }: Pick<Ground, "cases" | "dispatch">,
  sealings: readonly Sealing[],
  changes: readonly Change[] = [],
  others: readonly Packed[] = [],
): Promise<void> {
  const copies = keepOwn(
    cases,
    sealings.flatMap(({ entries }) => entries),
  );
  const envelopes = sealings.flatMap(({ sealed }) => sealed.map((bytes) => dispatch.pack(bytes, "case")));
  return dispatch.post([...envelopes, ...others], [...copies, ...changes]);
}

/** An entry that is not in the log yet, as the fold takes it. */
export function placed({ id, content }: Pick<EntryNote, "id" | "content">): PlacedEntry {
  return { id, content: content as PlacedEntry["content"], leaf: null, position: 0 };
}

/** Kinds that end sharing, or have something erased: everyone who ever was in the case must hear of them. */
export const ending: ReadonlySet<CaseKind> = new Set([
  "consent.withdraw",
  "withdraw.confirmed",
  "purge.done",
  "answers.misplaced",
]);

function isOut(state: CaseState, organisation: string): boolean {
  const places = state.referrals.flatMap((referral) => referral.places.filter((p) => p.organisation === organisation));
  const isGranted = state.entries.some(
    ({ content, verdict }) => verdict.is === "effective" && grantIn(content)?.body.organisation === organisation,
  );
  const isDeclined = places.length > 0 && places.every(({ state: place }) => place === "declined");
  return hasLost(state, organisation) || (isDeclined && !isGranted && organisation !== state.openedBy);
}

/** FD16c: who was asked for one help, and was given nothing since, knows nobody but those on the path. */
export function isOnlyAskedOn({ askedOn, referrals }: CaseState, organisation: string): boolean {
  const isGiven = referrals.some(
    ({ given, places }) => given !== undefined && places.some((place) => place.organisation === organisation),
  );
  return askedOn.includes(organisation) && !isGiven;
}
