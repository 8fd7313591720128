// The entries that a reader's device writes into its cases. Every entry is tried on the same fold that all readers run before it is sealed, so nothing leaves
// that would be refused. It reads the held cases and never changes what others wrote.

import { isInDangerNow } from "../../core/case/danger.ts";
import type { CaseState } from "../../core/case/fold.ts";
import type { PlacedEntry } from "../../core/case/graph.ts";
import { isMeant, type NamedMisplaced } from "../../core/case/misplaced.ts";
import { onPath, readersOfPart } from "../../core/case/readers.ts";
import { type Place, stateAfter } from "../../core/case/referrals.ts";
import { type Rests, restsRightly } from "../../core/consent-basis.ts";
import { mostReaders } from "../../core/entry.ts";
import {
  type AnswerCode,
  type BodyOf,
  type CaseKind,
  mostMisplaced,
  type ReceiptState,
  type Status,
} from "../../core/entry-kind.ts";
import { mayReadCases, type Party } from "../../core/party.ts";
import { isDecision } from "../../core/person-codes.ts";
import { answerTable, type GivenAnswer, isAdopted, policyRow, statusAuthors } from "../../core/policy-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import type { ServiceType } from "../../core/service.ts";
import { decodeHex } from "../../crypto/hex.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer, Sealing } from "../sending/composer.ts";
import type { Packed } from "../sending/dispatch.ts";
import { forgettingDrafts } from "../store/labels.ts";
import type { Change } from "../store/store.ts";
import { grantIn } from "./carried-notes.ts";
import { unopened, unopenedOn } from "./case-view.ts";
import { erasingMisplaced } from "./erasing.ts";
import { carriedBy } from "./fold-held.ts";
import { carryingOf } from "./grant-contents.ts";
import type { OpenGround } from "./open-case.ts";
import { composeOwnCase, isOwnCase } from "./own-case.ts";
import { withdrawalsOf } from "./withdrawals.ts";

/** The consent on which an organisation is brought into a case. */
export type GrantConsent = BodyOf<"consent.give">;

/** The consent to hand the token of a case to an organisation of justice. */
export type TokenConsent = Omit<BodyOf<"consent.give">, "purposes" | "compartments">;

/** The form that goes with a question in a running case (FD16c). */
const askForm = "ask";

/** One organisation is asked for one help in a running case; `agreed` is for the time when it accepts. */
export interface Question {
  readonly organisation: string;
  readonly service?: string | undefined;
  readonly need: ServiceType;
  /** With `referral` alone nothing follows. */
  readonly agreed: NonNullable<BodyOf<"referral.send">["agreed"]>;
}

interface WriteOptions {
  /** The organisations that may read it; everyone in the case by default. */
  readonly to?: readonly string[];
  readonly receipt?: { readonly referral: string; readonly state: ReceiptState };
  /** Written in the same transaction. */
  readonly changes?: readonly Change[];
}

export class CaseWriter {
  readonly #parts: OpenGround;

  constructor(parts: OpenGround) {
    this.#parts = parts;
  }

  /** Answers a referral, and sends the referrer's device its receipt. */
  async answer(caseId: string, referral: string, answer: GivenAnswer): Promise<void> {
    const composer = this.#parts.composer();
    const entry = this.#answering(caseId, referral, answer, composer);
    await this.#post(caseId, [entry], composer, this.#receipt(caseId, referral, answer));
  }

  /**
   * The answers that say of each of these places that the own help ended, and their receipts, to be sent in the transaction of the sheet that says so (FM20).
   */
  async ending(caseId: string, referrals: readonly string[], outcome: AnswerCode<"outcome">, composer: Composer) {
    const answer = { verb: "close", outcome } as const;
    const entries = referrals.map((referral) => this.#answering(caseId, referral, answer, composer));
    const packs: Packed[] = [];
    for (const referral of referrals)
      packs.push(...(await this.#packReceipt(composer, this.#receipt(caseId, referral, answer))));
    return { entries, packs };
  }

  #answering(caseId: string, referral: string, { verb, ...codes }: GivenAnswer, composer: Composer): EntryNote {
    const to = this.#readersOf(this.#parts.open.of(caseId).state);
    const body = { referral, ...codes } as BodyOf<"referral.accept">;
    return composer.entry(
      answerTable[verb].kind,
      { caseId, parents: this.#parts.open.of(caseId).parentsFor(to), to },
      body,
    );
  }

  /** A step that moves no state is nothing that a referrer learns; nor is that an authority will decide (FD15b). */
  #receipt(caseId: string, referral: string, { verb }: GivenAnswer): Pick<WriteOptions, "receipt"> {
    const state = stateAfter(answerTable[verb].kind, this.#place(caseId, referral));
    const isSaid = state !== undefined && this.#party !== "authority";
    return isSaid ? { receipt: { referral, state: state as ReceiptState } } : {};
  }

  /** Where this organisation stands in a referral, or in its own case. */
  #place(caseId: string, referral: string): Place | undefined {
    const { own, referrals } = this.#parts.open.of(caseId).state;
    const places = [...(referrals.find(({ id }) => id === referral)?.places ?? []), ...(own === null ? [] : [own])];
    return places.find(({ organisation }) => organisation === this.#parts.organisation);
  }

  /** Opens a case of the own organisation, which nobody else learns of (FD4), and gives its id; null for a draft that is no such case. */
  async openOwn(draft: ReferralDraft, draftKey: string | null): Promise<string | null> {
    const { cases, dispatch, organisation } = this.#parts;
    if (!isOwnCase(draft, organisation)) return null;
    const composer = this.#parts.composer();
    const entries = composeOwnCase(composer, draft, organisation);
    const sealing = { sealed: await composer.seal(entries) };
    const forgotten = draftKey === null ? [] : forgettingDrafts([draftKey]);
    await dispatch.postSealed([sealing], [...cases.keepOwn(entries), ...forgotten]);
    return entries[0].id;
  }

  /** Says that referrals of a case arrived: all in one envelope, with one receipt, so that nobody spends this device's tokens by sending many. */
  async receive(caseId: string, referrals: readonly string[]): Promise<void> {
    const to = this.#readersOf(this.#parts.open.of(caseId).state);
    const composer = this.#parts.composer();
    const entries: EntryNote[] = [];
    for (const referral of referrals) {
      const last = entries.at(-1);
      const parents = last === undefined ? this.#parts.open.of(caseId).parentsFor(to) : [last.id];
      entries.push(composer.entry("referral.receive", { caseId, parents, to }, { referral }));
    }
    await this.#post(caseId, entries, composer, { receipt: { referral: referrals[0] ?? "", state: "received" } });
  }

  /**
   * Records that the person withdraws a consent: sharing on it stops at once, for every reader of the case (FD7, R02). Whoever never read the
   * consent does not read its withdrawal either.
   */
  async withdrawConsent(caseId: string, consentId: string): Promise<void> {
    const state = this.#parts.open.of(caseId).state;
    const outsider = state.consents.find(({ id, held }) => id === consentId && !held)?.organisation;
    const to = this.#readersOf(state, true).filter((reader) => reader !== outsider);
    await this.write(caseId, "consent.withdraw", { given: consentId }, { to });
  }

  /**
   * Records that the person agrees that an organisation of justice gets the token of the case (RC9): for everyone in the case but that
   * organisation, which learns of the case by the token alone. Throws a Problem of the engine: `not-allowed` for any other organisation,
   * `basis-unfit` as `grant` does.
   */
  async giveToken(caseId: string, yes: TokenConsent): Promise<void> {
    const state = this.#parts.open.of(caseId).state;
    if (state.holdsNewer) throw new Problem("engine", "holds-newer");
    if (this.#parts.log.directory.organisation(yes.organisation)?.party !== "justice")
      throw new Problem("engine", "not-allowed");
    mustFitPerson(state, yes);
    const to = this.#readersOf(state).filter((reader) => reader !== yes.organisation);
    const body = { ...yes, purposes: ["police-report"], compartments: ["referral"] } as const;
    await this.write(caseId, "consent.give", body, { to });
  }

  /**
   * Records that the person confirmed to this organisation that they withdraw a consent: its holder then erases what rests on
   * it (FD7). Throws a Problem of the engine `not-allowed` when the consent was not withdrawn.
   */
  async confirmWithdrawal(caseId: string, consentId: string): Promise<void> {
    const state = this.#parts.open.of(caseId).state;
    const holder = state.consents.find(({ id }) => id === consentId)?.organisation ?? "";
    if (withdrawalsOf(state, consentId).length === 0) throw new Problem("engine", "not-allowed");
    // Whoever withdrew may have kept it from the holder, who could then not know what is confirmed.
    if (this.#heardBy(holder, state, consentId) === undefined) await this.withdrawConsent(caseId, consentId);
    const { state: now } = this.#parts.open.of(caseId);
    const withdrawal = this.#heardBy(holder, now, consentId) ?? withdrawalsOf(now, consentId)[0];
    if (withdrawal === undefined) throw new Problem("engine", "not-allowed");
    await this.write(caseId, "withdraw.confirmed", { withdrawal: withdrawal.id }, {});
  }

  /**
   * Records what the person agrees to now for an organisation that is in the case. With `isInstead` it takes the place of all that they agreed to for it before
   * (FD7o): that is withdrawn and confirmed in the same transaction, and its programs erase what others wrote in parts that only the old consents covered. What
   * its own devices wrote stays. Nothing is sent to it by either: who is to read what was there before is brought in again (FD7p). Throws a Problem of the engine: `not-allowed` for an organisation that is not in the case, or that has no consent to narrow;
   * `transfer-not-agreed`, `part-kept-back` and `basis-unfit` as a grant does; and what the fold says, as `not-in-contact` for who may not confirm.
   */
  async consentAgain(caseId: string, consent: GrantConsent, isInstead: boolean): Promise<void> {
    const state = this.#parts.open.of(caseId).state;
    const { organisation } = consent;
    if (!state.participants.includes(organisation)) throw new Problem("engine", "not-allowed");
    mustFitPerson(state, consent);
    this.#mustAgreeToTransfer(consent);
    const composer = this.#parts.composer();
    composer.mustBeReadable(organisation, consent.compartments);
    const before = state.consents.filter(({ organisation: of, held, purge }) => of === organisation && held && !purge);
    if (isInstead && before.length === 0) throw new Problem("engine", "not-allowed");
    // FD7s: newcomers of whom the organisation never heard are no readers of it.
    const circle = knownTo(state, organisation).add(this.#parts.organisation);
    const to = [...new Set([...this.#readersOf(state).filter((id) => circle.has(id)), organisation])].sort();
    const parents = this.#parts.open.of(caseId).parentsFor(to);
    // One after the other and in one envelope: a holder that read the confirmation without the new consent would erase all.
    const entries = [composer.entry("consent.give", { caseId, parents, to }, consent)];
    const end = <K extends "consent.withdraw" | "withdraw.confirmed">(kind: K, body: BodyOf<K>) => {
      const entry = composer.entry(kind, { caseId, parents: entries.slice(-1).map((last) => last.id), to }, body);
      entries.push(entry);
      return entry.id;
    };
    for (const { id } of isInstead ? before : []) {
      const withdrawal = this.#heardBy(organisation, state, id)?.id;
      end("withdraw.confirmed", { withdrawal: withdrawal ?? end("consent.withdraw", { given: id }) });
    }
    await this.#post(caseId, entries, composer, {});
  }

  // An organisation that is out may not know another sayer.
  #heardBy(holder: string, state: CaseState, consentId: string) {
    const sayers = [this.#parts.organisation, holder];
    return withdrawalsOf(state, consentId).find(({ to, by }) => to.includes(holder) && sayers.includes(by ?? ""));
  }

  // R22: what goes to another country rests on a consent that says so.
  #mustAgreeToTransfer({ organisation, purposes }: GrantConsent): void {
    const { directory } = this.#parts.log;
    const isAbroad = directory.organisation(organisation)?.country !== directory.founding.country;
    if (isAbroad && !purposes.includes("transfer-abroad")) throw new Problem("engine", "transfer-not-agreed");
  }

  /**
   * Logs that a person opened on this device what may be shown of a case now, for the own organisation: the read journal (SL10). Once for
   * each entry and device. Gives whether there was anything to log.
   */
  async recordOpening(caseId: string): Promise<boolean> {
    const entries = this.unopenedIn(caseId);
    const to = [this.#parts.organisation];
    for (let at = 0; at < entries.length; at += 16)
      await this.write(caseId, "opened", { entries: entries.slice(at, at + 16) }, { to });
    return entries.length > 0;
  }

  /** The entries that `recordOpening` would log: those that may be shown and were not opened on this device before. */
  unopenedIn(caseId: string): readonly string[] {
    const { organisation, device } = this.#parts;
    if (!this.#keepsJournal) return [];
    return unopened(this.#parts.open.of(caseId).state, organisation, device);
  }

  get #keepsJournal(): boolean {
    const party = this.#party;
    return party !== undefined && policyRow("opened").authors.includes(party);
  }

  get #party(): Party | undefined {
    return this.#parts.log.directory.organisation(this.#parts.organisation)?.party;
  }

  /** Logs that a search for a name found these entries of a case: as opened, once a day (YYYY-MM-DD) for each entry and device (SL10). */
  async recordFinding(caseId: string, hits: readonly string[], today: string): Promise<void> {
    const { organisation, device } = this.#parts;
    if (!this.#keepsJournal) return;
    const state = this.#parts.open.of(caseId).state;
    // A save that waits is no entry yet: nothing is logged of what this device wrote itself and sent to nobody.
    const here = new Set(state.entries.map(({ id }) => id));
    const ids = hits.filter((id) => here.has(id));
    const entries = unopenedOn(today, state, device, ids).slice(0, 16);
    if (entries.length > 0) await this.write(caseId, "opened", { entries }, { to: [organisation] });
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
    const to = this.#readersOf(this.#parts.open.of(caseId).state, true);
    const composer = this.#parts.composer();
    const entries: EntryNote[] = [];
    for (let at = 0; at < saves.length; at += mostMisplaced) {
      const last = entries.at(-1);
      const parents = last === undefined ? this.#parts.open.of(caseId).parentsFor(to) : [last.id];
      const body = { saves: saves.slice(at, at + mostMisplaced).toSorted(), ...more };
      entries.push(composer.entry("answers.misplaced", { caseId, parents, to }, body));
    }
    const has: NamedMisplaced["has"] = (id, content, by) =>
      by === organisation && isMeant(id, content, { saves, ...more });
    const erasing = erasingMisplaced(cases, caseId, { has }, log.directory);
    await this.#post(caseId, entries, composer, { changes: [...erasing.changes, ...changes] });
    erasing.apply();
    this.#parts.open.forget(caseId);
  }

  /**
   * Records a step of status, for everyone in the case (FD6). Throws a Problem of the engine `not-allowed` when it is not our party's to take, and for one that
   * is half of a decision (FD15c).
   */
  async takeStatusStep(caseId: string, status: Status, grounds: string | null): Promise<void> {
    // Of who may not take it the rules of the case say so.
    const party = this.#party;
    if (isDecision(status) && party !== undefined && statusAuthors[status].includes(party))
      throw new Problem("engine", "not-allowed");
    await this.write(caseId, "status", grounds === null ? { status } : { status, grounds }, {});
  }

  /** The step of status that goes with the sheet of a decision, to be sent with it; null where it is not our party's to take. */
  decisionStep(caseId: string, status: Status, composer: Composer): EntryNote | null {
    const party = this.#party;
    if (party === undefined || !statusAuthors[status].includes(party)) return null;
    const to = this.#readersOf(this.#parts.open.of(caseId).state);
    return composer.entry("status", { caseId, parents: this.#parts.open.of(caseId).parentsFor(to), to }, { status });
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
    const readers = this.#canRead(opening?.content.to ?? this.#readersOf(state));
    const holds = (reader: string) => choice.every(({ content }) => content.to.includes(reader));
    const to = readers.filter((reader) => reader === this.#parts.organisation || holds(reader));
    await this.write(caseId, "adopt", { entries: choice.map(({ id }) => id) }, { to });
  }

  /**
   * Brings an organisation into the case with the person's consent (SL8): the consent goes to everyone in the case, the grant to
   * the newcomer with all whole notes that the consent covers, and with the names of those that it does not. Throws a Problem of the engine:
   * `not-allowed` for an organisation that may not read cases or holds it already, `transfer-not-agreed` for one in another country of which the
   * consent does not say so (R22), `part-kept-back` (FD11f), `basis-unfit` for one that does not fit the person's age (FD14b), `holds-newer`, `not-logged` while something of the case is not in the log, `receiver-without-keys`, `too-long`,
   * `case-full` for a thirteenth reader.
   */
  async grant(caseId: string, consent: GrantConsent): Promise<void> {
    const { cases, open, log, dispatch } = this.#parts;
    const { directory } = log;
    const { organisation } = consent;
    const state = this.#parts.open.of(caseId).state;
    if (state.holdsNewer) throw new Problem("engine", "holds-newer");
    if (!this.#mayRead(organisation) || organisation === this.#parts.organisation)
      throw new Problem("engine", "not-allowed");
    const audience = state.participants.filter((id) => mayReadCases(directory.organisation(id)?.party ?? "referrer"));
    if (audience.length >= mostReaders && !audience.includes(organisation)) throw new Problem("engine", "case-full");
    this.#mustTake(caseId, consent);
    const composer = this.#parts.composer();
    const { grants: carrying, reach } = carryingOf(open.of(caseId), cases, log, consent);
    const others = this.#readersOf(state).filter((reader) => reader !== organisation);
    const to = [...others, organisation].sort();
    const parents = this.#parts.open.of(caseId).parentsFor(others, (id) => reach.has(id));
    const consentEntry = composer.entry("consent.give", { caseId, parents, to }, consent);
    const self = this.#parts.organisation;
    const grants = grantsOf(
      composer,
      caseId,
      { self, consent: consentEntry, organisation, after: consentEntry.id },
      carrying,
    );
    this.#mustCount(caseId, [consentEntry, ...grants]);
    const alone: Sealing[] = [];
    for (const entry of [consentEntry, ...grants])
      alone.push({ entries: [entry], sealed: await composer.seal([entry]) });
    await dispatch.postSealed(alone, cases.keepOwn([consentEntry, ...grants]));
    this.#parts.open.forget(caseId);
  }

  /**
   * Asks organisations for help in a running case, each by itself (FD16): of each the person's consent to the question, the referral with its sheet, and the grant
   * of the path. Everything leaves in one transaction, or nothing. Throws what `grant` throws, `not-in-contact`, and `not-allowed` where no form asks.
   */
  async ask(caseId: string, questions: readonly Question[]): Promise<void> {
    const { cases, open, log, organisation: self } = this.#parts;
    const openCase = open.of(caseId);
    const { state } = openCase;
    const form = log.forms.newest(askForm);
    if (state.holdsNewer) throw new Problem("engine", "holds-newer");
    if (form === undefined || questions.length === 0) throw new Problem("engine", "not-allowed");
    const composer = this.#parts.composer();
    const circle = readersOfPart(state, { part: "referral" }, self, log);
    const danger = isInDangerNow(state) ? "now" : state.danger === "unclear" ? "unclear" : "not-now";
    const age = state.treatAsChild === false ? "adult" : "child";
    const entries: EntryNote[] = [];
    const sealings: { readonly sealed: readonly Uint8Array[] }[] = [];
    for (const { organisation, service, need, agreed } of questions) {
      const audience = new Set([...state.participants, ...questions.map((each) => each.organisation)]);
      if ([...audience].filter((id) => this.#mayRead(id)).length > mostReaders)
        throw new Problem("engine", "case-full");
      const { compartments, purposes: _purposes, expires: _expires, ...manner } = agreed;
      const yes: GrantConsent = { ...manner, organisation, purposes: ["referral"], compartments: ["referral"] };
      this.#mustTake(caseId, yes);
      composer.mustBeReadable(organisation, compartments);
      const { grants, reach } = carryingOf(openCase, cases, log, yes, true);
      // Whoever is asked would refuse what names somebody else (FD4).
      const path = onPath(state);
      const others = this.#readersOf(state).filter((reader) => reader !== organisation && path.has(reader));
      const parents = openCase.parentsFor(others, (id) => reach.has(id));
      const consent = composer.entry("consent.give", { caseId, parents, to: [...others, organisation].sort() }, yes);
      const helpers = circle.to.filter((id) => state.inContact.includes(id));
      const place = {
        caseId,
        to: [...new Set([...helpers, organisation])].sort(),
        consent: [...new Set([consent.id, ...circle.consent])].slice(0, mostReaders).sort(),
      };
      const send = composer.entry(
        "referral.send",
        { ...place, parents: [consent.id] },
        {
          choices: [{ organisation, consent: consent.id, ...presentFields({ service }) }],
          needs: [need],
          escort: false,
          at_once: true,
          receipt_seed: composer.fresh(32),
          contact: false,
          ...(compartments.length > 1 ? { agreed } : {}),
        },
      );
      const sheet = composer.fresh(16);
      const body = {
        form: askForm,
        version: form.id,
        sheet,
        part: "referral",
        set: { need, danger, age, language: agreed.language },
        gone: {},
        over: [],
      } as const;
      const question = composer.entry("answers", { ...place, parents: [send.id] }, body);
      const pathGrants = grantsOf(composer, caseId, { self, consent, organisation, after: send.id }, grants);
      entries.push(consent, send, question, ...pathGrants);
      // In this order: whoever is asked is asked before it is granted anything (FD16b).
      for (const group of [[consent], [send, question], ...pathGrants.map((grant) => [grant])])
        sealings.push({ sealed: await composer.seal(group) });
    }
    this.#mustCount(caseId, entries);
    await this.#parts.dispatch.postSealed(sealings, cases.keepOwn(entries));
    this.#parts.open.forget(caseId);
  }

  /** Takes a question back (FD16f): for who was asked, and those of whom it knows. */
  async recall(caseId: string, referral: string): Promise<void> {
    const { state } = this.#parts.open.of(caseId);
    const places = state.referrals.find(({ id }) => id === referral)?.places ?? [];
    const path = onPath(state);
    const others = this.#readersOf(state).filter((reader) => path.has(reader));
    const to = [...new Set([...others, ...places.map(({ organisation }) => organisation)])].sort();
    await this.write(caseId, "referral.recall", { referral }, { to });
  }

  /** Hands over the lead (FD16g). Throws a Problem of the engine `not-allowed` for who was given nothing yet: it would not hear of it. */
  async handOverLead(caseId: string, lead: string): Promise<void> {
    if (isOnlyAskedOn(this.#parts.open.of(caseId).state, lead)) throw new Problem("engine", "not-allowed");
    await this.write(caseId, "case.lead", { lead }, {});
  }

  /** Gives what the person agreed to for the time when it is accepted (FD16e). Throws what `grant` throws, and `not-allowed` where nothing follows. */
  async giveAgreed(caseId: string, referral: string): Promise<void> {
    const { agreed, places } = this.#parts.open.of(caseId).state.referrals.find(({ id }) => id === referral) ?? {};
    const [place] = places ?? [];
    if (agreed === undefined || place === undefined) throw new Problem("engine", "not-allowed");
    await this.grant(caseId, { ...agreed, organisation: place.organisation, upon: referral });
  }

  #mayRead(organisation: string): boolean {
    return mayReadCases(this.#parts.log.directory.organisation(organisation)?.party ?? "referrer");
  }

  /** Throws where an organisation and the person's yes do not allow that something is sealed to it for the first time. */
  #mustTake(caseId: string, consent: GrantConsent): void {
    const { directory, now } = this.#parts.log;
    const { organisation } = consent;
    if (!this.#mayRead(organisation) || organisation === this.#parts.organisation)
      throw new Problem("engine", "not-allowed");
    mustFitPerson(this.#parts.open.of(caseId).state, consent);
    this.#mustAgreeToTransfer(consent);
    if (directory.epochForSending(organisation, now) === null) throw new Problem("engine", "receiver-without-keys");
    this.#parts.composer().mustBeReadable(organisation, consent.compartments);
  }

  /** Writes one entry into a case. Throws a Problem of the engine with the reason of the fold when that would refuse it. */
  async write<K extends CaseKind>(caseId: string, kind: K, body: BodyOf<K>, options: WriteOptions): Promise<void> {
    const to = options.to ?? this.#readersOf(this.#parts.open.of(caseId).state, ending.has(kind));
    const composer = this.#parts.composer();
    const parents = this.#parts.open.of(caseId).parentsFor(to);
    await this.#post(caseId, [composer.entry(kind, { caseId, parents, to }, body)], composer, options);
  }

  /** Tries entries for the same readers, and sends them in one envelope with their receipt. */
  async #post(
    caseId: string,
    entries: readonly EntryNote[],
    composer: Composer,
    options: Pick<WriteOptions, "receipt" | "changes">,
  ): Promise<void> {
    this.#mustCount(caseId, entries);
    const { cases, dispatch, open } = this.#parts;
    const packs = await this.#packReceipt(composer, options);
    const sealing = { sealed: await composer.seal(entries) };
    await dispatch.postSealed([sealing], [...cases.keepOwn(entries), ...(options.changes ?? [])], packs);
    open.forget(caseId);
  }

  async #packReceipt(composer: Composer, { receipt }: Pick<WriteOptions, "receipt">): Promise<readonly Packed[]> {
    const bytes = receipt === undefined ? null : await this.#receiptFor(composer, receipt);
    return bytes === null ? [] : [this.#parts.dispatch.pack(bytes, "receipt")];
  }

  /**
   * Everyone in the case who can read, the own organisation among them. Who is out of it (every consent for it withdrawn, every referral to
   * it declined) gets endings only.
   */
  #readersOf(state: CaseState, isEnding = false): readonly string[] {
    const { organisation } = this.#parts;
    const hears = (id: string) => id === organisation || (!isOut(state, id) && !isOnlyAskedOn(state, id));
    return this.#canRead(state.participants.filter((id) => isEnding || hears(id)));
  }

  /** The own organisation, and those of these to whom can be sealed now. */
  #canRead(organisations: readonly string[]): readonly string[] {
    const { organisation, log } = this.#parts;
    const others = organisations.filter((id) => {
      const party = log.directory.organisation(id)?.party;
      const reads =
        party !== undefined && mayReadCases(party) && log.directory.epochForSending(id, this.#parts.log.now) !== null;
      return id !== organisation && reads;
    });
    return [organisation, ...others].sort();
  }

  #mustCount(caseId: string, entries: readonly EntryNote[]): void {
    const { cases, open, log } = this.#parts;
    const additions = entries.map((entry) => ({ ...placed(entry), ...carriedBy(cases, entry, log.directory) }));
    open.of(caseId).stateTaking(additions);
  }

  async #receiptFor(composer: Composer, receipt: NonNullable<WriteOptions["receipt"]>): Promise<Uint8Array | null> {
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

/** The grants of what is carried on a consent, one after another. */
function grantsOf(
  composer: Composer,
  caseId: string,
  on: { readonly self: string; readonly consent: EntryNote; readonly organisation: string; readonly after: string },
  carrying: ReturnType<typeof carryingOf>["grants"],
): readonly EntryNote[] {
  const { self, consent, organisation, after } = on;
  const to = [self, organisation].sort();
  const grants: EntryNote[] = [];
  for (const { notes, left_out } of carrying) {
    const body = { organisation, consent: consent.id, notes, left_out };
    grants.push(composer.entry("grant", { caseId, parents: [grants.at(-1)?.id ?? after], to }, body));
  }
  return grants;
}

/** An entry that is not in the log yet, as the fold takes it. */
export function placed({ id, content }: Pick<EntryNote, "id" | "content">): PlacedEntry {
  return { id, content: content as PlacedEntry["content"], leaf: null, position: 0 };
}

/** Kinds that end sharing, or have something erased: everyone who ever was in the case must hear of them. */
const ending: ReadonlySet<CaseKind> = new Set([
  "consent.withdraw",
  "withdraw.confirmed",
  "purge.done",
  "answers.misplaced",
]);

/** FD14b: of who is treated as a child a consent says who decides and what the child says, and of an adult neither. */
function mustFitPerson({ treatAsChild }: CaseState, consent: Rests): void {
  if (treatAsChild !== null && !restsRightly(treatAsChild, consent)) throw new Problem("engine", "basis-unfit");
}

function isOut(state: CaseState, organisation: string): boolean {
  const consents = state.consents.filter((consent) => consent.organisation === organisation && consent.held);
  const places = state.referrals.flatMap((referral) => referral.places.filter((p) => p.organisation === organisation));
  const isWithdrawn = consents.length > 0 && consents.every(({ withdrawn }) => withdrawn);
  const isGranted = state.entries.some(
    ({ content, verdict }) => verdict.is === "effective" && grantIn(content)?.body.organisation === organisation,
  );
  const isDeclined = places.length > 0 && places.every(({ state: place }) => place === "declined");
  return isWithdrawn || (isDeclined && !isGranted && organisation !== state.openedBy);
}

/** FD16c: who was asked for one help, and was given nothing since, knows nobody but those on the path. */
function isOnlyAskedOn({ askedOn, referrals }: CaseState, organisation: string): boolean {
  const isGiven = referrals.some(
    ({ given, places }) => given !== undefined && places.some((place) => place.organisation === organisation),
  );
  return askedOn.includes(organisation) && !isGiven;
}

/** The organisations that are named by what this one reads of a case, also by what was carried to it. Endings bring nobody in. */
function knownTo(state: CaseState, organisation: string): Set<string> {
  const entries = state.entries.filter(
    ({ content, verdict }) =>
      verdict.is === "effective" &&
      content.to.includes(organisation) &&
      !("newer" in content) &&
      !ending.has(content.kind),
  );
  const contents = entries.flatMap(({ content, carried }) => [content, ...(carried ?? []).map((note) => note.content)]);
  return new Set(contents.flatMap(({ to }) => to));
}
