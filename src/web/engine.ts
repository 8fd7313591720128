// What screens need of the engine: signals to read and verbs to call. Screens depend on this interface alone; `member-engine.ts`
// implements it over `member`. Nothing here is a key, a ciphertext or a store.
import type { ReadonlySignal } from "@preact/signals";
import type { Danger } from "../core/case/fold.ts";
import type { CountryMark } from "../core/country-marks.ts";
import type { OrganisationRecord } from "../core/directory.ts";
import type { BodyOf, DeclineReason, Outcome, Status } from "../core/entry-kind.ts";
import type { Lesson } from "../core/lessons.ts";
import type { Ringable } from "../core/phones.ts";
import type { ProblemCode } from "../core/problem.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { Age, AgeGroup, Sex } from "../core/screening.ts";
import type { Service, ServiceType } from "../core/service.ts";
import type { TokenConsent } from "../member/cases/case-writer.ts";
import type { CountryRecord, Entered, TellNotes } from "../member/record/record-desk.ts";
import type { ComposeRefusal } from "../member/sending/composer.ts";
import type { WayBackRefusal } from "../member/trust/way-back.ts";
import type {
  Alarm,
  CaseView,
  InboxItem,
  KeptDraft,
  LessonsView,
  MemberView,
  NamedCases,
  Newcomer,
  SentView,
  ServiceChoice,
} from "../member/views.ts";
import type { RecordBook } from "../record/book.ts";
import type { LessonCountEntered, LessonCoverage } from "../record/lesson-count.ts";
import type { CheckedTable } from "../record/table/check-table.ts";
import type { Dictionaries } from "../record/table/read-cell.ts";
import type { Table } from "../record/table/row-table.ts";

/** A region or district of the country, as its data name it. Districts carry their region's code and a suffix: TJ-KT, TJ-KT-05. */
export interface PlaceName {
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
}

/** A ready vault that the demonstration serves under /demo (EN6). */
export interface DemonstrationVault {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly role: "reader" | "referrer";
}

/** What an invitation says, for the person to compare (EN6). */
export interface InvitationView {
  readonly origin: string;
  readonly title: Readonly<Record<string, string>>;
  readonly host: string;
  readonly role: "reader" | "referrer";
  readonly admin: boolean;
  readonly marks: readonly CountryMark[];
}

/** The request of a device that made its own keys: public, for its administrator. */
export interface RequestView {
  /** As both sides compare it. */
  readonly id: string;
  readonly note: string;
}

/** Why a verb did nothing. Nothing is lost by any of them. */
export type VerbFailure =
  | ProblemCode
  | ComposeRefusal
  | "wrong-passphrase"
  | "vault-damaged"
  | "malformed-vault"
  | "malformed-invitation"
  | "store-full"
  | "store-failed"
  | "foreign-founding"
  | "no-longer-possible";

/** What became of a verb. `done` means durable on this device: the network may come later. */
export type VerbResult<T = unknown> =
  | { readonly is: "done"; readonly value: T }
  | { readonly is: "failed"; readonly reason: VerbFailure };

/** For whom and for what help is looked for. */
export interface ServiceWish {
  readonly wants: readonly ServiceType[];
  readonly language: string | null;
  readonly place: string | null;
  readonly age: Age | null;
  readonly sex: Sex | null;
  readonly ageGroup: AgeGroup | null;
}

export interface Engine {
  /** True when what this device keeps its secrets in is damaged: nothing opens it any more, and it is not set up over it. */
  readonly isDamaged: boolean;
  /** Null until this device is set up. While locked, `self` is null and everything below is empty. */
  readonly view: ReadonlySignal<MemberView | null>;
  /** Referrers: what was sent, newest first. */
  readonly sent: ReadonlySignal<readonly SentView[]>;
  /** Referrers and providers: the referral that is being written; null when there is none. */
  readonly draft: ReadonlySignal<ReferralDraft | null>;
  /** Referrers and providers: all that were begun and not sent, the oldest first; that one too. */
  readonly drafts: ReadonlySignal<readonly KeptDraft[]>;
  /** Referrers: how far this device is with the short lessons; null while locked and for others. */
  readonly lessons: ReadonlySignal<LessonsView | null>;
  /** Readers: what waits and what goes on; who is in danger first, then who waits longest. */
  readonly inbox: ReadonlySignal<readonly InboxItem[]>;
  /** Readers: the case that is open on the screen; follows new entries by itself. */
  readonly openedCase: ReadonlySignal<CaseView | null>;
  /** Place names of the country; empty before set-up. */
  readonly places: readonly PlaceName[];
  /** Vaults of the demonstration; empty when the host is none. */
  readonly demonstrationVaults: ReadonlySignal<readonly DemonstrationVault[]>;
  /** Who is played at this address of the demonstration, and can be without words (EN8); null everywhere else. */
  readonly demonstrationRole: ReadonlySignal<Readonly<Record<string, string>> | null>;

  /** Readers: how many sealed items came into the log since the device was locked, for whomever they are. 0 while unlocked. */
  readonly sealedSinceLock: ReadonlySignal<number>;
  /** The request of this device, while the log does not know it; null when it was made elsewhere. */
  readonly request: ReadonlySignal<RequestView | null>;

  /** The program's one clock, in milliseconds since 1970 (EN7). */
  now(): number;
  organisation(id: string): OrganisationRecord | null;

  /** Stores an enrolment or vault file on this device. Fails with `malformed-vault`; refuses to replace a vault that is there. */
  setup(enrolmentVault: Uint8Array): Promise<VerbResult>;
  /** The same with a vault of the demonstration. */
  setupDemonstration(id: string): Promise<VerbResult>;
  /** Opens this address's role of the demonstration without words, and sets it up first where nothing is. Fails on any other device (EN8). */
  openDemonstration(): Promise<VerbResult>;
  /** Reads an invitation. Fails with `malformed-invitation`, and with `foreign-founding` when its host shows another country. */
  readInvitation(text: string): Promise<VerbResult<InvitationView>>;
  /**
   * Makes this device's keys from an invitation and gives the passphrase, to be shown once. Nothing is kept before `keepDevice`; making
   * again throws away what was made.
   */
  makeDevice(invitation: string): Promise<VerbResult<string>>;
  /** Keeps what was made and unlocks it, once the person typed the passphrase. Fails with `wrong-passphrase`, and nothing is lost. */
  keepDevice(typed: string): Promise<VerbResult>;
  unlock(passphrase: string): Promise<VerbResult>;
  lock(): void;
  /** A person is using the screen: the engine's automatic lock counts from here. Cheap; called at every input. */
  touch(): void;
  /** Looks for news now; resolves when the round is over, whatever came of it. */
  sync(): Promise<void>;
  dismissAlarm(alarm: Alarm): Promise<void>;
  /** Takes the council's correction after a fork (LG10); what came of it. */
  takeCorrection(note: string): Promise<VerbResult<WayBackRefusal | "taken">>;

  /** A service of the directory; null where there is none of this id. */
  service(id: string): Service | null;
  /** Services that give at least one of the wished-for kinds of help, best first. */
  services(wish: ServiceWish): readonly ServiceChoice[];
  /** Whom to ring: at these organisations, or from here, the hotline of the country first (DR5). Empty while locked. */
  phones(asked?: readonly string[]): readonly Ringable[];
  /** The telephone number of this post, sealed into each referral; null while nobody typed it, and while locked. */
  readonly ringBack: ReadonlySignal<string | null>;
  /** Keeps it, `+` and digits; null forgets it. */
  keepRingBack(number: string | null): Promise<VerbResult>;
  /** Puts what was being written aside; the next `saveDraft` begins another. Not when `mostDrafts` are kept. */
  beginDraft(): void;
  /** Takes one up again: it is `draft` from now on. */
  openDraft(id: string): void;
  /**
   * `draft` holds the new value when this returns; the promise resolves when it is kept on the device. Called at every
   * keystroke: writes may be gathered, but `lock` must not lose the last one.
   */
  saveDraft(draft: ReferralDraft): Promise<void>;
  discardDraft(): Promise<void>;
  /** Seals a draft without gaps, puts it into the outbox and erases the draft. `value` is the new line of `sent`. */
  send(draft: ReferralDraft): Promise<VerbResult<SentView>>;
  /** Readers: seals a draft without gaps as a case that they keep: of their own when it names them alone, else referred. Gives the case. */
  startCase(draft: ReferralDraft): Promise<VerbResult<string>>;
  /** The sealed bytes of a sent referral that is not logged yet, to carry by file (LG6); null when they are no longer kept. */
  sealedFile(entry: string): Promise<Uint8Array<ArrayBuffer> | null>;

  /** Keeps that a lesson is done. With the last one that is sealed for who counts it, now or later by itself. */
  finishLesson(lesson: Lesson): Promise<VerbResult>;

  /**
   * Readers: looks for the cases of which we may read the name and whose name holds these words in any of the scripts. What is found is written
   * to the read journal first; of more than five only the number is given. Names are not shown by it.
   */
  findNamed(words: string): Promise<VerbResult<NamedCases>>;
  openCase(caseId: string): Promise<void>;
  closeCase(): void;
  accept(caseId: string, referral: string): Promise<VerbResult>;
  decline(caseId: string, referral: string, reason: DeclineReason): Promise<VerbResult>;
  waitlist(caseId: string, referral: string): Promise<VerbResult>;
  meet(caseId: string, referral: string): Promise<VerbResult>;
  close(caseId: string, referral: string, outcome: Outcome): Promise<VerbResult>;
  /** Help that ended goes on. */
  reopen(caseId: string, referral: string): Promise<VerbResult>;
  /** Says anew whether the person is in danger, for everyone in the case. */
  sayDanger(caseId: string, danger: Danger): Promise<VerbResult>;
  /** The person takes a consent back: sharing stops at once. It cannot be undone; a new consent can be given. */
  withdrawConsent(caseId: string, consent: string): Promise<VerbResult>;
  /** The person confirmed to this organisation itself that she takes a withdrawn consent back: what rests on it is erased (FD7). */
  confirmWithdrawal(caseId: string, consent: string): Promise<VerbResult>;
  /** Whom we may bring into a case. */
  newcomers(caseId: string): readonly Newcomer[];
  /** Seals the case, as far as this consent covers it, for an organisation (SL8). It cannot be taken back. */
  grant(caseId: string, consent: BodyOf<"consent.give">): Promise<VerbResult>;
  /** Records that the person agrees that an organisation of justice gets the token of the case (RC9). */
  giveToken(caseId: string, yes: TokenConsent): Promise<VerbResult>;
  /** Takes refused entries under the own name: these, or all (FD5). */
  adopt(caseId: string, entries?: readonly string[]): Promise<VerbResult>;
  /** Records a step of status that our organisation took (FD6). Every participant reads the grounds; null for none. */
  takeStatusStep(caseId: string, status: Status, grounds: string | null): Promise<VerbResult>;
  /** What was begun of a note and not saved, kept across a lock; empty when nothing was. */
  noteDraft(caseId: string): string;
  /** Keeps what was typed so far of a note, encrypted; no text forgets it. */
  keepNoteDraft(caseId: string, text: string): void;
  /** A note for the own organisation. */
  addNote(caseId: string, text: string): Promise<VerbResult>;

  /** Readers: the country's record as this device has it; else null. It costs a fold after news, so only its own screens ask. */
  record(): RecordBook | null;
  /** The country and its record at a size of the log, by default the newest trusted one; null before anything is trusted. */
  countryRecord(size?: number): (CountryRecord & { readonly book: RecordBook }) | null;
  /** True when this organisation may enter rows into a register. */
  mayEnter(register: RegisterName): boolean;
  /** What is wrong with a table, and what of it is to be entered. Nothing is entered. */
  checkTable(register: RegisterName, table: Table, words?: Dictionaries): CheckedTable;
  /** Which of these rows would be hidden from this organisation (R26): they go to the reviewers alone. In their order; nothing is entered. */
  hiddenFromUs(register: RegisterName, rows: readonly Row[]): readonly boolean[];
  /** True when this device entered something under this short name and source that its own organisation does not see. */
  isTakenUnseen(register: RegisterName, key: string, source: string): boolean;
  /** Enters rows as one import, whole or not at all. */
  enterRows(register: RegisterName, rows: readonly Row[], tell?: TellNotes): Promise<VerbResult<Entered>>;
  /** How many devices did the lessons in each month, as this reader was told, beside what is entered of it. Like `record` it costs a fold. */
  lessonCounts(): readonly LessonCountEntered[];
  /** How many devices of each organisation did the lessons in the last year, as this reader was told. */
  lessonCoverage(): readonly LessonCoverage[];
  /** Enters the numbers of lessons that this organisation counts and has not entered, as one import; null when there is none. */
  enterLessons(): Promise<VerbResult<Entered | null>>;
  /** Vouches for an import of this organisation that another device entered. */
  signOffImport(importId: string, office: string, organisation: string): Promise<VerbResult>;
  /** True when the log holds something sealed at this leaf. */
  isSealedLeaf(leaf: number): boolean;
  /** True when what an organisation sealed into the record at this leaf went to this device's organisation too (RC4). */
  mustHold(organisation: string, leaf: number): boolean;
}
