// The kinds of sealed entries with the schemas of their bodies. What a kind may follow, who may write it and who may read it is
// in `policy-table.ts`. A kind's version is part of its name: from the first release on a changed schema is a new kind, so old notes keep their meaning.
// Code lists marked HTCDS are from the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0).
import { assents, bases, guardians, isSoundBasis, type Rests } from "./consent-basis.ts";
import { answerValue, formBounds, formId, formKey, type GoneWord, goneWord, sheetId } from "./form/form.ts";
import { correctionReasons } from "./form/sheet.ts";
import { type Part, partRow, parts } from "./part-table.ts";
import { isDecision, type Status, statuses } from "./person-codes.ts";
import { recordBatch } from "./registers/row-schema.ts";
import type { Of, Schema } from "./schema.ts";
import {
  code,
  day,
  hexOf,
  integer,
  languageTag,
  list,
  object,
  pattern,
  record,
  set,
  text,
  truth,
  uuid,
} from "./schema.ts";
import { fullPhoneNumber, serviceTypes } from "./service.ts";

export { type Status, statuses };

export const entryId = hexOf(32);

/** The parts (`part-table.ts`), by the name that they have in a consent. */
export const compartments = parts;
export type Compartment = Part;

/** How a consent was given, and who interpreted; in the order in which screens offer them. */
export const manners = ["spoken", "read-on-screen", "written", "signed-language"] as const;
export const interpreters = ["none", "present", "by-phone"] as const;

/** One purpose per consent record (R01). */
export const purposes = ["referral", "support", "police-report", "transfer-abroad", "statistics"] as const;

/** Why an organisation declines. Ours, from general knowledge. */
const declineReasons = [
  "no-place",
  "cannot-serve",
  "not-eligible",
  "unsafe-here",
  "no-interpreter",
  "duplicate",
  "other",
] as const;

/** How help by this organisation ended. Ours, from general knowledge; HTCDS cas_Status knows only Closed and ClosedReferred. */
const outcomes = [
  "goal-reached",
  "moved-to-other-service",
  "returned-home",
  "left-by-own-choice",
  "lost-contact",
  "other",
] as const;

/** Why help that had ended goes on. Ours, from general knowledge. */
const reopenReasons = ["ended-by-mistake", "came-back", "in-danger-again", "new-need", "other"] as const;

/** What an answer to a referral says besides its verb, by the field in which it says it. */
export const answerCodes = { reason: declineReasons, outcome: outcomes, why: reopenReasons } as const;
export type AnswerField = keyof typeof answerCodes;
export type AnswerCode<F extends AnswerField> = (typeof answerCodes)[F][number];

/** Steps that a receipt may report to a referrer: state and time only (SL7). */
const receiptStates = ["received", "accepted", "declined", "waitlisted", "met", "closed"] as const;
export type ReceiptState = (typeof receiptStates)[number];
/** What a person answered. `received` is none: the receiver's program says it by itself, whether or not anybody looked. */
export type AnswerState = Exclude<ReceiptState, "received">;

/** So many entries one save replaces at most: each field has one head, or a few while workers have not seen each other. */
export const mostOver = 60;

/**
 * What the person of another case is to the person of this one: of the family, the same person, surely not the same, or nothing any more. Between two cases
 * the last word holds.
 */
export const linkWords = ["child", "parent", "sibling", "partner", "same", "not-same", "none"] as const;
export type LinkWord = (typeof linkWords)[number];

/** So many saves one word that they are of another case names at most. */
export const mostMisplaced = 60;

/** A whole sheet that is struck out stands for all its fields. */
export const wholeSheet = "*";
/** The one value of a field that is left out where it does not hold. */
const untrue: Schema<false> = (value): value is false => value === false;
const goneKey: Schema<string> = (value): value is string => value === wholeSheet || formKey(value);

/** So many characters has the note of an entry that a grant can carry. Programs write no longer one (SL8). */
export const longestNote = 40_000;

/** What the person says yes to, and how they said it. */
const yes = {
  purposes: set(code(purposes), 5, 1),
  compartments: set(code(compartments), compartments.length, 1),
  language: languageTag,
  manner: code(manners),
  interpreter: code(interpreters),
  basis: code(bases),
};
const yesToo = {
  expires: day,
  /** Who decides for a child, and what the child says (FD14). Who reads never depends on it. */
  guardian: code(guardians),
  assent: code(assents),
};

/** Entries of a case, by kind. */
export const caseBodies = {
  "case.open": object({ lead: uuid }),
  /** Another organisation leads the case from here on, and is in contact with the person (FD16g). */
  "case.lead": object({ lead: uuid }),
  "consent.give": onSoundBasis(
    object(
      { organisation: uuid, ...yes },
      /** The referral upon whose acceptance it follows (FD16e). */
      { ...yesToo, upon: entryId },
    ),
  ),
  "consent.withdraw": object({ given: entryId }),
  "withdraw.confirmed": object({ withdrawal: entryId }),
  "purge.done": object({ withdrawal: entryId }),
  opened: object({ entries: list(entryId, 16, 1) }),
  "referral.send": someHelp(
    object(
      {
        choices: list(object({ organisation: uuid, consent: entryId }, { service: uuid }), 3, 1),
        needs: set(code(serviceTypes), serviceTypes.length),
        escort: truth,
        /** No choice waits for another (FD8). */
        at_once: truth,
        /** The secret of this referral's one-time receipt key: who can read the referral can answer it, and nobody else (SL7). */
        receipt_seed: hexOf(32),
      },
      {
        /** The telephone number of the post that refers. It stands nowhere in the directory. */
        ring_back: fullPhoneNumber,
        /** In a running case: whoever accepts it comes into no contact with the person (FD16). */
        contact: untrue,
        /** What the person agreed to for the time when it is accepted (FD16e). */
        agreed: onSoundBasis(object(yes, yesToo)),
      },
    ),
  ),
  /** It was not received yet, and is taken back (FD16f). */
  "referral.recall": object({ referral: entryId }),
  "referral.receive": object({ referral: entryId }),
  "referral.accept": object({ referral: entryId }),
  "referral.decline": object({ referral: entryId, reason: code(declineReasons) }),
  "referral.waitlist": object({ referral: entryId }),
  // Of a place without a referral `referral` names the opening of the case (FD4).
  "referral.meet": object({ referral: entryId }),
  "referral.close": object({ referral: entryId, outcome: code(outcomes) }),
  "referral.reopen": object({ referral: entryId, why: code(reopenReasons) }),
  status: groundsElsewhere(object({ status: code(statuses) }, { grounds: text(1000) })),
  /** What one save says of one part of one sheet: only what changed (FD10). */
  answers: ofOneSave(
    object(
      {
        form: formKey,
        version: formId,
        sheet: sheetId,
        part: code(parts),
        set: record(formKey, answerValue, formBounds.answersOfSave),
        gone: record(goneKey, goneWord, formBounds.answersOfSave),
        /** The entries whose answers this one replaces, as its author saw them. They may not be here. */
        over: set(entryId, mostOver),
      },
      {
        /** The task that it does. */
        for: pattern(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/),
        why: code(correctionReasons),
        language: languageTag,
        /** The day of a paper original. */
        paper: day,
      },
    ),
  ),
  /** That these saves, and all that its author wrote into the sheet, were written into the wrong case: each holder erases them (FD13). */
  "answers.misplaced": object({ saves: set(entryId, mostMisplaced, 1) }, { sheet: hexOf(16) }),
  // A grant that carries nothing and names nothing is none.
  grant: some(
    object({
      organisation: uuid,
      consent: entryId,
      // A further grant of the same consent may only name what it leaves out.
      notes: list(object({ note: text(longestNote), leaf: integer(0, Number.MAX_SAFE_INTEGER) }), 120),
      /** Entries that the consent does not cover, by name only, with what each builds on: the granter's word. */
      // More than a program writes: of a grant that is kept without what was erased since, that is left out too (FD13).
      left_out: list(object({ entry: entryId, needs: set(entryId, 60) }, { over: set(entryId, mostOver, 1) }), 520),
    }),
    ({ notes, left_out }) => notes.length + left_out.length,
  ),
  adopt: object({ entries: list(entryId, 16, 1) }),
  /** What another case is to this one, for the own organisation alone (FD12). */
  "case.link": object({ other: entryId, as: code(linkWords) }),
} as const satisfies Readonly<Record<string, Schema<unknown>>>;

/** Sealed entries that belong to no case. */
export const otherBodies = {
  receipt: object({ entry: entryId, state: code(receiptStates) }),
  /** Hands a new epoch's secret to the organisation's own reader devices (SL4). */
  "epoch.key": object({
    organisation: uuid,
    epoch: integer(1, 10_000),
    identity: pattern(/^AGE-SECRET-KEY-(PQ-)?1[A-Z0-9]{58}$/),
  }),
  /**
   * One device asks for the organisation's key as a file, another one agrees, the first one says that it writes it (SL11). Or a device says that it took an archive,
   * which the key opened (AR8).
   */
  "epoch.export": exportStep(
    object(
      { organisation: uuid, epoch: integer(1, 10_000), step: code(["asked", "agreed", "made", "restored"]) },
      { request: entryId },
    ),
  ),
  /** An organisation gives a custodian its share, asks whether it is there, and the custodian says that it is (KR1, KR9). */
  "recovery.share": shareStep(
    object(
      { organisation: uuid, dealing: hexOf(16), step: code(["given", "asked", "held"]) },
      { number: integer(1, 7), share: pattern(/^[A-Za-z0-9+/]{40,200}={0,2}$/) },
    ),
  ),
  /** Rows of a sealed register of the country's record (RC1). */
  record: recordBatch,
} as const satisfies Readonly<Record<string, Schema<unknown>>>;

export type CaseKind = keyof typeof caseBodies;
export type OtherKind = keyof typeof otherBodies;
export type EntryKind = CaseKind | OtherKind;

export type BodyOf<K extends EntryKind> = K extends CaseKind
  ? Of<(typeof caseBodies)[K]>
  : K extends OtherKind
    ? Of<(typeof otherBodies)[K]>
    : never;

/** A save says something, of a field one thing, and strikes out a whole sheet with nothing beside it. */
function ofOneSave<
  T extends { readonly set: { readonly [key: string]: unknown }; readonly gone: { readonly [key: string]: GoneWord } },
>(of: Schema<T>): Schema<T> {
  return (value): value is T => {
    if (!of(value)) return false;
    const set = Object.keys(value.set);
    const gone = Object.keys(value.gone);
    if (gone.includes(wholeSheet)) return set.length === 0 && gone.length === 1 && value.gone[wholeSheet] === "mistake";
    return set.length + gone.length > 0 && !set.some((key) => Object.hasOwn(value.gone, key));
  };
}

/** FD15c: the grounds of a formal decision are in its sheet, which fewer read. */
function groundsElsewhere<T extends { readonly status: Status; readonly grounds?: string }>(of: Schema<T>): Schema<T> {
  return (value): value is T => of(value) && !(isDecision(value.status) && value.grounds !== undefined);
}

/** FD16: one organisation is asked for one thing; what follows is agreed to in such a referral alone. */
function someHelp<
  T extends {
    readonly choices: readonly unknown[];
    readonly needs: readonly unknown[];
    readonly contact?: false;
    readonly agreed?: unknown;
  },
>(of: Schema<T>): Schema<T> {
  return (value): value is T =>
    of(value) &&
    (value.contact === undefined ? value.needs.length > 0 && value.agreed === undefined : value.choices.length === 1);
}

/** FD14a: over a child's no nobody passes alone. */
function onSoundBasis<T extends Rests>(of: Schema<T>): Schema<T> {
  return (value): value is T => of(value) && isSoundBasis(value);
}

/** Of values of a shape those of which so much is there. */
function some<T>(of: Schema<T>, size: (value: T) => number): Schema<T> {
  return (value): value is T => of(value) && size(value) > 0;
}

/** The share and its number are there where it is given. */
function shareStep<T extends { readonly step: string; readonly number?: number; readonly share?: string }>(
  of: Schema<T>,
): Schema<T> {
  return (value): value is T =>
    of(value) && [value.number, value.share].every((given) => (given !== undefined) === (value.step === "given"));
}

/** A request names none; what answers it names it. */
function exportStep<T extends { readonly step: string; readonly request?: string }>(of: Schema<T>): Schema<T> {
  return (value): value is T =>
    of(value) && (value.request === undefined) === (value.step === "asked" || value.step === "restored");
}

type PartedContent = { [K in CaseKind]: { readonly kind: K; readonly body: BodyOf<K> } }[CaseKind];

/** The part that an entry carries: a consent must cover it, and the table of parts says who may ever read it. */
export function partOf(content: PartedContent): Part {
  return content.kind === "answers" ? content.body.part : "referral";
}

/** Sealed at once, but shown by honest programs only after their own logged acceptance (FD8). */
export function waitsForAcceptance(content: PartedContent): boolean {
  return content.kind === "answers" && partRow(content.body.part).waits;
}

/** Its opening on a device is logged for the own organisation (SL10). */
export function isJournaled(content: PartedContent): boolean {
  return content.kind === "answers" && partRow(content.body.part).journal;
}
