// Asking, giving, and the end of it: all that goes to an organisation on the person's yes, or stops on their word.

import { isInDangerNow } from "../../core/case/danger.ts";
import type { CaseState } from "../../core/case/fold.ts";
import { onPath, openQuestions, readersOfPart } from "../../core/case/readers.ts";
import { askForm } from "../../core/case/referrals.ts";
import { type Rests, restsRightly } from "../../core/consent-basis.ts";
import { mostReaders } from "../../core/entry.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import type { Danger } from "../../core/form/roles.ts";
import { mayReadCases } from "../../core/party.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import type { ServiceType } from "../../core/service.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer, Sealing } from "../sending/composer.ts";
import { ending, isOnlyAskedOn, sendOwn, type WritersGround } from "./case-writer.ts";
import { carryingOf } from "./grant-contents.ts";
import { sheetIn } from "./sheet-place.ts";
import { withdrawalsOf } from "./withdrawals.ts";

/** The consent on which an organisation is brought into a case. */
export type GrantConsent = BodyOf<"consent.give">;

/** The consent to hand the token of a case to an organisation of justice. */
export type TokenConsent = Omit<BodyOf<"consent.give">, "purposes" | "compartments">;

/** One organisation is asked for one help in a running case; `agreed` is for the time when it accepts. */
export interface Question {
  readonly organisation: string;
  readonly service?: string | undefined;
  /** None of an authority, which is asked for a decision (FD16i). */
  readonly need?: ServiceType | undefined;
  /** With `referral` alone nothing follows. */
  readonly agreed: NonNullable<BodyOf<"referral.send">["agreed"]>;
}

export class Giving {
  readonly #parts: WritersGround;

  constructor(parts: WritersGround) {
    this.#parts = parts;
  }

  /**
   * Brings an organisation into the case with the person's consent (SL8): the consent goes to everyone in the case, the grant to
   * the newcomer with all whole notes that the consent covers, and with the names of those that it does not. Throws a Problem of the engine:
   * `not-allowed` for an organisation that may not read cases or holds it already, `transfer-not-agreed` for one in another country of which the
   * consent does not say so (R22), `part-kept-back` (FD11f), `basis-unfit` for one that does not fit the person's age (FD14b), `holds-newer`, `not-logged` while something of the case is not in the log, `receiver-without-keys`, `too-long`,
   * `case-full` for a thirteenth reader.
   */
  async grant(caseId: string, consent: GrantConsent): Promise<void> {
    const { open, log } = this.#parts;
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
    const { grants: carrying, reach } = carryingOf(open.of(caseId), this.#parts, consent);
    const others = this.#parts.writer.readersOf(state).filter((reader) => reader !== organisation);
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
    this.#parts.writer.mustCount(caseId, [consentEntry, ...grants]);
    const alone: Sealing[] = [];
    for (const entry of [consentEntry, ...grants])
      alone.push({ entries: [entry], sealed: await composer.seal([entry]) });
    await sendOwn(this.#parts, alone);
  }

  /**
   * Asks organisations for help in a running case, each by itself (FD16): of each the person's consent to the question, the referral with its sheet, and the grant
   * of the path. Everything leaves in one transaction, or nothing. Throws what `grant` throws, `not-in-contact`, and `not-allowed` where no form asks, or where an
   * authority is asked for a help, or a helper for none.
   */
  async referOn(caseId: string, questions: readonly Question[]): Promise<void> {
    const { open, log, organisation: self } = this.#parts;
    const openCase = open.of(caseId);
    const { state } = openCase;
    const form = log.forms.newest(askForm);
    if (state.holdsNewer) throw new Problem("engine", "holds-newer");
    if (form === undefined || questions.length === 0) throw new Problem("engine", "not-allowed");
    const composer = this.#parts.composer();
    const circle = readersOfPart(state, { part: "referral" }, self, log);
    const danger = dangerToRepeat(state);
    // Nothing is made up, and no doubt ends: whoever is asked reads of the age what was said of it.
    const { age } = state;
    const { ageClass } = openCase.work;
    const entries: EntryNote[] = [];
    const sealings: Sealing[] = [];
    for (const { organisation, service, need, agreed } of questions) {
      const audience = new Set([...state.participants, ...questions.map((each) => each.organisation)]);
      if ([...audience].filter((id) => this.#mayRead(id)).length > mostReaders)
        throw new Problem("engine", "case-full");
      const { compartments, purposes, expires: _expires, ...manner } = agreed;
      // R22: what goes abroad rests on a yes to that, also the question.
      const asks = (["referral", "transfer-abroad"] as const).filter(
        (purpose) => purpose === "referral" || purposes.includes(purpose),
      );
      const yes: GrantConsent = { ...manner, organisation, purposes: asks, compartments: ["referral"] };
      // FD16i
      const decides = log.directory.organisation(organisation)?.party === "authority";
      if (decides !== (need === undefined)) throw new Problem("engine", "not-allowed");
      this.#mustTake(caseId, yes);
      composer.mustBeReadable(organisation, compartments);
      const { grants, reach } = carryingOf(openCase, this.#parts, yes, true);
      // Whoever is asked would refuse what names somebody else (FD4).
      const path = onPath(state);
      const others = this.#parts.writer
        .readersOf(state)
        .filter((reader) => reader !== organisation && path.has(reader));
      const parents = openCase.parentsFor(others, (id) => reach.has(id));
      const consent = composer.entry("consent.give", { caseId, parents, to: [...others, organisation].sort() }, yes);
      const helpers = circle.to.filter((id) => state.inContact.includes(id));
      // Whoever is asked knows nothing of the consent for another one that was asked, and would refuse what names it (FD4).
      const ofHelpers = state.consents.filter(
        ({ id, organisation: helper }) => circle.consent.includes(id) && helpers.includes(helper),
      );
      const place = {
        caseId,
        to: [...new Set([...helpers, organisation])].sort(),
        consent: [...new Set([consent.id, ...ofHelpers.map(({ id }) => id)])].slice(0, mostReaders).sort(),
      };
      const send = composer.entry(
        "referral.send",
        { ...place, parents: [consent.id] },
        {
          choices: [{ organisation, consent: consent.id, ...presentFields({ service }) }],
          needs: need === undefined ? [] : [need],
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
        set: {
          ...{ danger, language: agreed.language },
          ...presentFields({
            need,
            age: age ?? undefined,
            "age-class": age === "in-doubt" ? undefined : (ageClass ?? undefined),
          }),
        },
        gone: {},
        over: [],
      } as const;
      const question = composer.entry("answers", { ...place, parents: [send.id] }, body);
      const pathGrants = grantsOf(composer, caseId, { self, consent, organisation, after: send.id }, grants);
      entries.push(consent, send, question, ...pathGrants);
      // In this order: whoever is asked is asked before it is granted anything (FD16b).
      for (const group of [[consent], [send, question], ...pathGrants.map((grant) => [grant])])
        sealings.push({ entries: group, sealed: await composer.seal(group) });
    }
    this.#parts.writer.mustCount(caseId, entries);
    await sendOwn(this.#parts, sealings);
  }

  /** Has each question of this organisation say of the danger what the case says now (FD16d). Throws what the fold says. */
  async repeatDanger(caseId: string): Promise<void> {
    const { open, log, organisation: self, writer } = this.#parts;
    const form = log.forms.newest(askForm);
    const { state, sealedSheets } = open.of(caseId);
    if (form === undefined || !state.inContact.includes(self)) return;
    const danger = dangerToRepeat(state);
    for (const { of, consent, sheet } of openQuestions(state, self, log)) {
      const answer = sheetIn(sealedSheets, askForm, sheet)?.answers.get("danger");
      if (answer?.value === danger && !answer.differs) continue;
      const composer = this.#parts.composer();
      const to = [self, of].sort();
      const place = { caseId, to, consent: [consent], parents: open.of(caseId).parentsFor(to) };
      const over = (answer?.heads ?? []).map(({ entry }) => entry).sort();
      const what = { form: askForm, version: form.id, sheet, part: "referral" } as const;
      const body = { ...what, set: { danger }, gone: {}, over };
      await writer.post(caseId, [composer.entry("answers", place, body)], composer, {});
    }
  }

  /** Gives what the person agreed to for the time when it is accepted (FD16e). Throws what `grant` throws, and `not-allowed` where nothing follows. */
  async giveAgreed(caseId: string, referral: string): Promise<void> {
    const { agreed, places } = this.#parts.open.of(caseId).state.referrals.find(({ id }) => id === referral) ?? {};
    const [place] = places ?? [];
    if (agreed === undefined || place === undefined) throw new Problem("engine", "not-allowed");
    await this.grant(caseId, { ...agreed, organisation: place.organisation, upon: referral });
  }

  /** Takes a question back (FD16f): for who was asked, and those of whom it knows. */
  async recallReferral(caseId: string, referral: string): Promise<void> {
    const { state } = this.#parts.open.of(caseId);
    const places = state.referrals.find(({ id }) => id === referral)?.places ?? [];
    const path = onPath(state);
    const others = this.#parts.writer.readersOf(state).filter((reader) => path.has(reader));
    const to = [...new Set([...others, ...places.map(({ organisation }) => organisation)])].sort();
    await this.#parts.writer.write(caseId, "referral.recall", { referral }, { to });
  }

  /** Hands over the lead (FD16g). Throws a Problem of the engine `not-allowed` for who was given nothing yet: it would not hear of it. */
  async handOverLead(caseId: string, lead: string): Promise<void> {
    if (isOnlyAskedOn(this.#parts.open.of(caseId).state, lead)) throw new Problem("engine", "not-allowed");
    await this.#parts.writer.write(caseId, "case.lead", { lead }, {});
  }

  /**
   * The person agrees to less: records what they agree to now for an organisation that is in the case, in the place of all that they agreed to for it before
   * (FD7o). That is withdrawn and confirmed in the same transaction, and its programs erase what others wrote in parts that only the old consents covered. What
   * its own devices wrote stays. Nothing is sent to it by either: who is to read what was there before is brought in again (FD7p). Throws a Problem of the engine: `not-allowed` for an organisation that is not in the case, or that has no consent to narrow;
   * `transfer-not-agreed`, `part-kept-back` and `basis-unfit` as a grant does; and what the fold says, as `not-in-contact` for who may not confirm.
   */
  narrowConsent(caseId: string, consent: GrantConsent): Promise<void> {
    return this.#consentAgain(caseId, consent, true);
  }

  /** The person agrees again, after a consent was withdrawn or is over (FD7p). Throws what `narrowConsent` throws. */
  renewConsent(caseId: string, consent: GrantConsent): Promise<void> {
    return this.#consentAgain(caseId, consent, false);
  }

  async #consentAgain(caseId: string, consent: GrantConsent, isInstead: boolean): Promise<void> {
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
    const to = [
      ...new Set([...this.#parts.writer.readersOf(state).filter((id) => circle.has(id)), organisation]),
    ].sort();
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
    await this.#parts.writer.post(caseId, entries, composer, {});
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
    const to = this.#parts.writer.readersOf(state).filter((reader) => reader !== yes.organisation);
    const body = { ...yes, purposes: ["police-report"], compartments: ["referral"] } as const;
    await this.#parts.writer.write(caseId, "consent.give", body, { to });
  }

  /**
   * Records that the person withdraws a consent: sharing on it stops at once, for every reader of the case (FD7, R02). Whoever never read the
   * consent does not read its withdrawal either.
   */
  async withdrawConsent(caseId: string, consentId: string): Promise<void> {
    const state = this.#parts.open.of(caseId).state;
    const outsider = state.consents.find(({ id, held }) => id === consentId && !held)?.organisation;
    const to = this.#parts.writer.readersOf(state, true).filter((reader) => reader !== outsider);
    await this.#parts.writer.write(caseId, "consent.withdraw", { given: consentId }, { to });
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
    await this.#parts.writer.write(caseId, "withdraw.confirmed", { withdrawal: withdrawal.id }, {});
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

  #mayRead(organisation: string): boolean {
    return mayReadCases(this.#parts.log.directory.organisation(organisation)?.party ?? "referrer");
  }
}

/** Of the danger what a question says: where nobody said it, or it is over, there is none. */
function dangerToRepeat(state: CaseState): Danger {
  return isInDangerNow(state) ? "now" : state.danger === "unclear" ? "unclear" : "not-now";
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

/** FD14b: of who is treated as a child a consent says who decides and what the child says, and of an adult neither. */
function mustFitPerson({ treatAsChild }: CaseState, consent: Rests): void {
  if (treatAsChild !== null && !restsRightly(treatAsChild, consent)) throw new Problem("engine", "basis-unfit");
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
