// The steps of a worker in a case: answers to referrals, the opening of an own case, status, adoption, and the word that saves are of another case.

import { answersOfEnd, placesToEnd } from "../../core/case/end-of-help.ts";
import { isMeant, type NamedMisplaced } from "../../core/case/misplaced.ts";
import { type Place, stateAfter } from "../../core/case/referrals.ts";
import { type AnswerCode, type BodyOf, mostMisplaced, type ReceiptState, type Status } from "../../core/entry-kind.ts";
import { isDecision } from "../../core/person-codes.ts";
import { answerTable, type GivenAnswer, isAdopted, statusAuthors } from "../../core/policy-table.ts";
import { Problem } from "../../core/problem.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer } from "../sending/composer.ts";
import type { Packed } from "../sending/dispatch.ts";
import { forgettingDrafts } from "../store/labels.ts";
import type { Change } from "../store/store.ts";
import { type Along, sendOwn, type WritersGround } from "./case-writer.ts";
import { erasingMisplaced } from "./erasing.ts";
import { composeOwnCase, isOwnCase } from "./own-case.ts";

/** All that leaves with a sheet, in its transaction. */
export interface LeavesWith {
  readonly entries: readonly EntryNote[];
  readonly packs: readonly Packed[];
}

export const nothingElse: LeavesWith = { entries: [], packs: [] };

export class CaseSteps {
  readonly #parts: WritersGround;

  constructor(parts: WritersGround) {
    this.#parts = parts;
  }

  /** Answers a referral, and sends the referrer's device its receipt. */
  async answer(caseId: string, referral: string, answer: GivenAnswer): Promise<void> {
    const composer = this.#parts.composer();
    const entries = this.#answering(caseId, referral, answer, composer);
    await this.#parts.writer.post(caseId, entries, composer, this.#receipt(caseId, referral, answer));
  }

  /**
   * The answers that say of each place in which the own help goes on that it ended, and their receipts, to be sent in the transaction of the sheet that says so (FM20).
   * None where it says no end.
   */
  async ending(caseId: string, outcome: AnswerCode<"outcome"> | null): Promise<LeavesWith> {
    if (outcome === null) return nothingElse;
    const { open, organisation } = this.#parts;
    const composer = this.#parts.composer();
    const answer = { verb: "close", outcome } as const;
    const referrals = placesToEnd(open.of(caseId).state, organisation);
    const entries = referrals.flatMap((referral) => this.#answering(caseId, referral, answer, composer));
    const packs: Packed[] = [];
    for (const referral of referrals)
      packs.push(...(await this.#parts.writer.packReceipt(composer, this.#receipt(caseId, referral, answer))));
    return { entries, packs };
  }

  /**
   * The sheet that says what an answer says: that the help of this organisation in a place ends today (FM20). Null for another answer, and where it does not help there,
   * has said it in a sheet, or may write none.
   */
  sheetOfEnd(caseId: string, place: string, answer: GivenAnswer): Pick<BodyOf<"answers">, "form" | "set"> | null {
    if (answer.verb !== "close") return null;
    const { open, organisation, log } = this.#parts;
    const { state, work, today } = open.of(caseId);
    if (!placesToEnd(state, organisation).includes(place) || work.facts.closed !== undefined) return null;
    for (const { form } of log.forms.forms) {
      const set = work.writable.includes(form.key) ? answersOfEnd(form, today, answer.outcome) : null;
      if (set !== null) return { form: form.key, set };
    }
    return null;
  }

  /** Opens a case of the own organisation, which nobody else learns of (FD4), and gives its id; null for a draft that is no such case. */
  async openOwn(draft: ReferralDraft, draftKey: string | null): Promise<string | null> {
    const { organisation } = this.#parts;
    if (!isOwnCase(draft, organisation)) return null;
    const composer = this.#parts.composer();
    const entries = composeOwnCase(composer, draft, organisation);
    const forgotten = draftKey === null ? [] : forgettingDrafts([draftKey]);
    await sendOwn(this.#parts, [{ entries, sealed: await composer.seal(entries) }], forgotten);
    return entries[0].id;
  }

  /** Says that referrals of a case arrived: all in one envelope, with one receipt, so that nobody spends this device's tokens by sending many. */
  async receive(caseId: string, referrals: readonly string[]): Promise<void> {
    const composer = this.#parts.composer();
    const bodies = referrals.map((referral) => ({ referral }));
    const entries = this.#parts.writer.compose(caseId, "referral.receive", bodies, composer);
    await this.#parts.writer.post(caseId, entries, composer, {
      receipt: { referral: referrals[0] ?? "", state: "received" },
    });
  }

  /**
   * Says of saves of the own organisation that they were written into the wrong case, for everyone who ever was in it, and erases them here in the same
   * transaction (FD13).
   */
  async misplaced(
    caseId: string,
    { saves, ...more }: BodyOf<"answers.misplaced">,
    changes: readonly Change[],
  ): Promise<void> {
    const { cases, log, organisation } = this.#parts;
    const composer = this.#parts.composer();
    const bodies: BodyOf<"answers.misplaced">[] = [];
    for (let at = 0; at < saves.length; at += mostMisplaced)
      bodies.push({ saves: saves.slice(at, at + mostMisplaced).toSorted(), ...more });
    const entries = this.#parts.writer.compose(caseId, "answers.misplaced", bodies, composer);
    const has: NamedMisplaced["has"] = (id, content, by) =>
      by === organisation && isMeant(id, content, { saves, ...more });
    const erasing = erasingMisplaced(cases, caseId, { has }, log.directory);
    await this.#parts.writer.post(caseId, entries, composer, { changes: [...erasing.changes, ...changes] });
    erasing.apply();
  }

  /**
   * Records a step of status, for everyone in the case (FD6). Throws a Problem of the engine `not-allowed` when it is not our party's to take, and for one that
   * is half of a decision (FD15c).
   */
  async takeStatusStep(caseId: string, status: Status, grounds: string | null): Promise<void> {
    // Of who may not take it the rules of the case say so.
    const party = this.#parts.writer.party;
    if (isDecision(status) && party !== undefined && statusAuthors[status].includes(party))
      throw new Problem("engine", "not-allowed");
    await this.#parts.writer.write(caseId, "status", grounds === null ? { status } : { status, grounds }, {});
  }

  /** The step of status that goes with the sheet of a decision, to be sent with it; none where it is not our party's to take. */
  decisionStep(caseId: string, status: Status, composer: Composer): readonly EntryNote[] {
    const { writer } = this.#parts;
    const isOurs = writer.party !== undefined && statusAuthors[status].includes(writer.party);
    return isOurs ? writer.compose(caseId, "status", [{ status }], composer) : [];
  }

  /**
   * Takes the content of refused entries under the own name (FD5): of these, or of all that may be adopted. It goes only to readers who hold them all
   * and, of a refused opening, to those to whom it was sealed, so that nobody else takes the person too. Throws a Problem of the engine `not-allowed` when
   * there is nothing that may be adopted.
   */
  async adopt(caseId: string, entries?: readonly string[]): Promise<void> {
    const state = this.#parts.open.of(caseId).state;
    const refusals = state.entries.filter(
      ({ verdict, content }) => verdict.is === "refused" && !("newer" in content) && isAdopted(content.kind),
    );
    const choice = refusals.filter(({ id }) => entries === undefined || entries.includes(id)).slice(0, 16);
    if (choice.length === 0 || choice.length < (entries?.length ?? 0)) throw new Problem("engine", "not-allowed");
    const opening = state.openedBy === null ? state.entries.find(({ id }) => id === caseId) : undefined;
    const readers = this.#parts.writer.canRead(opening?.content.to ?? this.#parts.writer.readersOf(state));
    const holds = (reader: string) => choice.every(({ content }) => content.to.includes(reader));
    const to = readers.filter((reader) => reader === this.#parts.organisation || holds(reader));
    await this.#parts.writer.write(caseId, "adopt", { entries: choice.map(({ id }) => id) }, { to });
  }

  #answering(caseId: string, referral: string, { verb, ...codes }: GivenAnswer, composer: Composer) {
    const body = { referral, ...codes } as BodyOf<"referral.accept">;
    return this.#parts.writer.compose(caseId, answerTable[verb].kind, [body], composer);
  }

  /** A step that moves no state is nothing that a referrer learns; nor is that an authority will decide (FD15b). */
  #receipt(caseId: string, referral: string, { verb }: GivenAnswer): Along {
    const state = stateAfter(answerTable[verb].kind, this.#place(caseId, referral));
    const isSaid = state !== undefined && this.#parts.writer.party !== "authority";
    return isSaid ? { receipt: { referral, state: state as ReceiptState } } : {};
  }

  /** Where this organisation stands in a referral, or in its own case. */
  #place(caseId: string, referral: string): Place | undefined {
    const { own, referrals } = this.#parts.open.of(caseId).state;
    const places = [...(referrals.find(({ id }) => id === referral)?.places ?? []), ...(own === null ? [] : [own])];
    return places.find(({ organisation }) => organisation === this.#parts.organisation);
  }
}
