// What the engine shows to a screen or a command: plain data, made anew at every change. No key, no ciphertext, no store.

import type { AgeClass } from "../core/age-class.ts";
import type { CaseState } from "../core/case/fold.ts";
import type { Missed } from "../core/case/missed.ts";
import type { Bar } from "../core/case/referrals.ts";
import type { ReturnMisfit } from "../core/case/return-plan.ts";
import type { OrganisationRecord } from "../core/directory.ts";
import type { EnrolledDevice } from "../core/directory-note.ts";
import type { CaseContent } from "../core/entry.ts";
import type { AnswerState, LinkWord, ReceiptState, Status } from "../core/entry-kind.ts";
import type { CaseFacts, RiskLevel } from "../core/form/roles.ts";
import type { Sheet } from "../core/form/sheet.ts";
import type { Task } from "../core/form/tasks.ts";
import type { Lesson } from "../core/lessons.ts";
import type { Part } from "../core/part-table.ts";
import type { AnswerVerb } from "../core/policy-table.ts";
import type { ProblemCode } from "../core/problem.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import type { Capacity, Service } from "../core/service.ts";
import type { Waits } from "../core/waits.ts";

/** What the engine found wrong. Each has a sentence in the language files that says what is safe and what to do. */
export type AlarmCode =
  | "fork" // Two checkpoints signed by the log contradict each other (LG5).
  | "host-lies" // What the host serves does not fit its own checkpoint.
  | "host-rolled-back" // The host serves a shorter log than it did.
  | "bytes-missing" // A leaf of a followed class has no bytes (LG3).
  | "not-logged" // A submission was not logged within 30 minutes online (LG6).
  | "stale" // Online, but no trusted checkpoint younger than 24 hours (LG5).
  | "no-quorum" // The newest checkpoint has too few valid cosignatures (LG5).
  | "foreign-founding" // The host's founding note is not the pinned one (EN6).
  | "envelope-broken" // Sealed for us, but broken (SL6).
  | "entry-refused" // Sealed for us, but its signature, author or readers are wrong: not taken.
  | "shared-too-widely" // A part of a case is sealed to a party that the table of parts never lets read it (R06).
  | "withdrawn-by-other" // Another organisation says that the person withdraws a consent that is not its own (FD7d).
  | "false-seen" // An entry carries a checkpoint that is not the log's (LG7).
  | "receipt-forged" // A receipt that does not verify (SL7).
  | "directory-refused" // The log holds a directory note that its signers may not say (DR1).
  | "export-asked" // A device of the organisation asks for the organisation's key as a file (SL11).
  | "export-made" // A device of the organisation says that it writes it.
  | "archive-restored" // A device of the organisation says that it took an archive (AR8).
  | "device-new" // A reader's device of the organisation was enrolled since this one (KR8).
  | "recovery-dealt" // Other devices of the organisation dealt a recovery key (KR8).
  | "recovery-asked" // Somebody asks for the organisation's cases on a new device (KR4).
  | "share-asked" // An organisation whose share is here is to be brought back (KR5).
  | "waiting-long" // An entry has waited for a day for what it builds on (FD1).
  | "answer-oversized" // The host's answer was larger than any honest one.
  | "device-damaged" // Rows on this device are not as they were written. What the log has is read again (EN10).
  | "device-lost" // Such a row stood here alone: a draft, what is remembered of something sent. Where it can be kept it is (EN10).
  | "refer-again" // Something sealed was damaged here before it was logged (EN10).
  | "store-failing" // The store refused what a round with the host brought (EN11).
  | "host-older" // The host speaks only older versions of the protocol (LG11).
  | "program-older"; // The host speaks only newer ones.

export interface Alarm {
  readonly code: AlarmCode;
  /** When it was first seen, in milliseconds since 1970. */
  readonly since: number;
  /** The leaf that it is about, if it is about one; of several the first. */
  readonly leaf?: number;
  /** The last of several leaves, and how many they are: what one organisation did in one case. */
  readonly last?: number;
  readonly times?: number;
  /** Nobody may put it away now. */
  readonly stays?: true;
}

/** A lasting alarm that a person put away, and when: it is kept as evidence. */
export interface PutAway extends Alarm {
  readonly putAway: number;
}

/** How far a referrer's device is with the short lessons. */
export interface LessonsView {
  /** The lessons that are done, of those that are to be done now. */
  readonly done: readonly Lesson[];
  /** When all were done last, in milliseconds since 1970; null when they never were. */
  readonly finished: number | null;
  /** They are to be done: they never were, or it is a year ago, or they are others now. */
  readonly isDue: boolean;
}

interface CountryView {
  readonly origin: string;
  readonly title: Readonly<Record<string, string>>;
  readonly country: string;
  readonly languages: readonly string[];
  readonly trial: boolean;
  readonly demonstration: boolean;
  readonly waits: Waits;
  /** How many machines beside the host's must have what is sent before it is acknowledged (SP1); null where the founding note is silent. */
  readonly places: number | null;
}

export interface LogView {
  /** Size and time of the newest checkpoint that the log signed and that extends what we hold; null before the first sync. */
  readonly seen: { readonly size: number } | null;
  /** The same, witnessed as the policy demands; `at` is the median time of the cosignatures in milliseconds. */
  readonly trusted: { readonly size: number; readonly at: number; readonly witnesses: readonly string[] } | null;
  /** The policy asks for no witness: nobody watches the log, and its host is the clock (LG5, LG8). */
  readonly unwatched: boolean;
  /** How many witnesses would have to lie for a fork to go unseen (LG5); null when the policy is not a plain k of n. */
  readonly lyingWitnessesForFork: number | null;
}

/** A correction of the council that this device took (LG10). */
export interface TakenCorrection {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** The first leaf that was dropped; null when this device held the true history all along. */
  readonly from: number | null;
  readonly reason: string;
}

/** A seat whose key is replaced, or was not long ago. */
export interface SeatNews {
  readonly seat: string;
  /** Of the new key, as two people compare it. */
  readonly fingerprint: string;
  readonly waits: boolean;
  /** From when the new key signs, in milliseconds since 1970 by the log's time; null while no time note began its count. */
  readonly from: number | null;
}

export interface DeviceView {
  readonly locked: boolean;
  readonly network: "online" | "offline" | "unknown";
  readonly country: CountryView;
  /** Who this device is; null while locked. */
  readonly self: {
    readonly device: string;
    readonly organisation: OrganisationRecord;
    readonly role: "reader" | "referrer";
    readonly admin: boolean;
    readonly active: boolean;
    /**
     * A wait keeps it from being active: when that is over, in milliseconds since 1970 by the log's time, or null while no time note began its count. Missing
     * where nothing waits.
     */
    readonly waits?: { readonly until: number | null };
    /** For good (DR3): here, or in the log. */
    readonly revoked: boolean;
    /** The council suspended its organisation, and did not lift that (DR8). */
    readonly suspended: boolean;
  } | null;
  readonly log: LogView;
  /** The organisations for which an open request waits that nobody stopped, by their names: what the log says to everybody, also to a locked device (KR8c). */
  readonly askedFor: readonly OrganisationRecord["name"][];
  readonly alarms: readonly Alarm[];
  /** Lasting alarms that were put away, the newest first. */
  readonly putAway: readonly PutAway[];
  readonly corrections: readonly TakenCorrection[];
  /** Seats of the council that get another key, or did not long ago (DR7e). */
  readonly council: readonly SeatNews[];
  /** Sealed envelopes that wait for the network. */
  readonly outbox: number;
  /** Why the host did not take one of them when it was last asked; null when it refused none. */
  readonly refused: ProblemCode<"host"> | null;
  /** How many of them cannot go before this device is unlocked online: they have no token (LG4). */
  readonly waitingForToken: number;
  readonly tokens: number;
}

/** A referral that is being written, and when its first word was. */
export interface KeptDraft {
  readonly id: string;
  readonly since: number;
  readonly draft: ReferralDraft;
}

/** Where a sent referral is, from receipts only (LG6, SL7). Nothing here says to whom it went. */
export interface SentView {
  readonly entry: string;
  /** By which officer and shelter speak of the case; null once the person was met, and after seven days. */
  readonly mark: string | null;
  /** How many organisations were asked. */
  readonly asked: number;
  /** Of a case that was referred twice: near the person, or at home. Missing where there is one referral. */
  readonly part?: "near" | "home";
  readonly sealedAt: number;
  readonly loggedAt: number | null;
  readonly witnessedAt: number | null;
  readonly leaf: number | null;
  /** Every step that a receipt reported. */
  readonly answers: readonly { readonly state: ReceiptState; readonly at: number }[];
  /** When it reached the device of one that was asked, as its receipt says; null while none said so. Nobody may have looked. */
  readonly receivedAt: number | null;
  /** The answer that speaks for the referral when several were asked: the furthest; `declined` once all declined. Null while nobody answered. */
  readonly answer: { readonly state: AnswerState; readonly at: number } | null;
  /** Only a false history of the log held it, nobody answered, and this device cannot send it again: to be referred again (LG10). */
  readonly lost?: true;
  /** Why the host did not take it when it was last asked, since the program was started; null when it was not refused. */
  readonly refused: ProblemCode<"host"> | null;
  /** Not logged after 30 minutes online: offer to carry it as a file (LG6). */
  readonly late: boolean;
}

/** A service as an officer chooses it. */
export interface ServiceChoice {
  readonly service: Service & { readonly capacity: (Capacity & { readonly updated: string }) | null };
  readonly organisation: OrganisationRecord;
  /** It is in the country where the person is, or serves the place from another one. */
  readonly isThere: boolean;
  /** It is in the country of the log, for somebody who is abroad and wants to go home. */
  readonly isHome: boolean;
  /** It says that it is for people of another sex or age: to choose it needs a second yes. */
  readonly isForOthers: boolean;
  /** Admitted within the last 30 days of the log's time (DR2). */
  readonly isNew: boolean;
  /** Fewer than two active readers (DR3). */
  readonly oneDevice: boolean;
}

/** An organisation as a case worker chooses it to bring it into a case (SL8). */
export interface Newcomer {
  readonly organisation: OrganisationRecord;
  /** It reads this case already: a new grant gives it what the new consent covers. */
  readonly inCase: boolean;
  /** It has a key to which can be sealed now. */
  readonly canReceive: boolean;
  /** Admitted within the last 30 days of the log's time (DR2). */
  readonly isNew: boolean;
  /** Fewer than two active readers (DR3). */
  readonly oneDevice: boolean;
}

/** What a consent would let an organisation read of a case (FD11e). Each part is in one of the three lists. */
export interface Sharing {
  /** What it opens, each with whether the case holds something of it that goes there, sealed or waiting to be. */
  readonly opens: readonly { readonly part: Part; readonly isHeld: boolean }[];
  /** What an earlier consent opened, and was not erased there since. */
  readonly before: readonly Part[];
  readonly closed: readonly Part[];
  /** What is written afterwards goes there too. */
  readonly later: boolean;
  /** The form with the signs, the sex and the wishes stays here: it was asked for one help (FD16d). */
  readonly withoutSigns: boolean;
}

/** One line of a case worker's inbox. */
export interface InboxItem {
  readonly caseId: string;
  readonly danger: CaseState["danger"];
  /** In danger as far as we know now: awaited and referred so, or said so anew since. */
  readonly inDanger: boolean;
  /** Null while nobody screened, or once it was erased: an age is not made up. */
  readonly treatAsChild: boolean | null;
  /** The referral that waits for our answer, or the newest one. */
  readonly referral: string | null;
  /**
   * Our place in the referral; `elsewhere`, `too-late` or `not-yet` when it waits for no answer of ours (FD2, FD8); or `granted`, once the
   * person took that back `withdrawn`, `refused` (FD5) or `erased` (FD7); `own` for a case that we opened for ourselves and have not met, and `asked…` for one that we referred to others,
   * with what they answered.
   */
  readonly state: string;
  /** When our turn comes at the latest, in milliseconds since 1970; null when the log does not show it, or nobody is before us. */
  readonly turnAt: number | null;
  /** Since when it waits, in milliseconds since 1970 (the author's own word). */
  readonly since: number;
  readonly sentBy: string | null;
  /** Nothing of it is logged yet (LG6). */
  readonly unlogged: boolean;
}

/** A case in the list of a case worker: what its sheets add to its line. Nothing here names the person. */
export interface CaseloadItem extends InboxItem {
  readonly risk: { readonly level: RiskLevel; readonly days: number } | null;
  /** What is due next: an overdue day of safety before one of the law, and both before the first day of all. */
  readonly next: Task | null;
  /** What of it is due: a case may be in several of these. */
  readonly due: readonly DueSpan[];
  /** Who of the own organisation has the case; null while nobody said so. */
  readonly worker: string | null;
  /** A safety plan was written in it. */
  readonly hasPlan: boolean;
  /** Days since this organisation last wrote anything in it; null where it is not with the person. */
  readonly silentDays: number | null;
  /** The person: the same for all cases that are said to be of one. */
  readonly person: string;
}

/** Another case of this organisation, and what its person is to the person of this one (FD12). */
export interface LinkedCase {
  readonly caseId: string;
  readonly as: LinkWord;
  /** When it was said, by its author's clock. */
  readonly at: string;
}

/** What speaks for one person in two cases. */
export type Likeness = "phone" | "name" | "born";

/** A case of this organisation that is perhaps of the same person as another one. */
export interface PerhapsSame {
  readonly caseId: string;
  readonly because: readonly Likeness[];
}

/** What became of handing over all cases of a worker. */
export interface HandedOver {
  readonly done: number;
  /** The cases that still have the worker of before. */
  readonly failed: readonly string[];
}

/** When something is due: before today, today, in the seven days that begin today. */
export type DueSpan = "overdue" | "today" | "week";

/** A case as its reader may see it: what waits for acceptance is named but not shown (FD8). */
export interface CaseView {
  readonly state: CaseState;
  /** Ids of entries that honest programs show only after our own logged acceptance. */
  readonly sealedUntilAccepted: readonly string[];
  /** Contents that may be shown, by entry id. */
  readonly contents: ReadonlyMap<string, CaseContent>;
  /** What we may do next in each referral; in a case of our own in the name of its opening (FD4). */
  readonly actions: readonly {
    readonly referral: string;
    readonly verbs: readonly AnswerVerb[];
    /** Why acceptance is not among the verbs although we did not answer; null when nothing bars it. */
    readonly bar: Bar | null;
    /** We accepted, but another acceptance came first in the log: ours does not count (FD2). */
    readonly tooLate: boolean;
  }[];
  /** Steps of status that our organisation may take here (FD6). */
  readonly statusSteps: readonly Status[];
  /** We know the person, and may say anew whether they are in danger. */
  readonly maySayDanger: boolean;
  /** Of how many entries only the links are known: a grant left them out (SL8), or they were erased (FD7). */
  readonly leftOut: number;
  /** What links the person to proceedings (RC9); null for an organisation that is not to hand it on, and while the person agreed to that for nobody. */
  readonly victimToken: string | null;
  /** The organisations of justice to which the person agreed that it is handed. */
  readonly tokenFor: readonly string[];
  /** We may record that the person agrees to it. */
  readonly mayGiveToken: boolean;
  /** To whom what we gave did not arrive, since a narrower consent was written at the same time (FD2k). */
  readonly notGiven: readonly string[];
  /** What was written in the case while one of us was suspended, and did not come. */
  readonly missed: Missed;
}

/** The sheets of a case as its reader may see them, and what follows from them on this day. */
export interface SheetsView {
  readonly sheets: readonly Sheet[];
  readonly facts: CaseFacts;
  /** How old the person is (FM15e). */
  readonly ageClass: AgeClass | null;
  /** The language that the person speaks, where somebody said so. */
  readonly language: string | null;
  /** What is due, open first, by day; done and dropped behind. */
  readonly tasks: readonly Task[];
  /** Who of the own organisation has the case, where somebody said so. */
  readonly worker: string | null;
  /** The keys of the forms that this organisation may fill in here. */
  readonly writable: readonly string[];
  /** Bodies of whose formal decision one half alone is here (FD15d). */
  readonly incompleteDecisions: readonly string[];
  /** What of the plan of a return does not fit the consents that hold, or the halves of its risk (FM22e). */
  readonly returnMisfit: ReturnMisfit | null;
  /** What of it is saved and not sealed yet (FM10). Its saves are among the sheets, under names that no entry has, and without a leaf. */
  readonly waiting: readonly WaitingSave[];
}

/** What is saved of a sheet on this device and not sealed yet: it can be taken back until it leaves (FM10). */
export interface WaitingSave {
  readonly caseId: string;
  readonly form: string;
  readonly sheet: string;
  /** When it was first saved, in milliseconds since 1970. */
  readonly since: number;
  /** When it leaves at the latest; earlier when the device is locked. */
  readonly leaves: number;
  /** It was to leave, and the rules of the case do not let it: it stays here until somebody takes it back or the case changes. */
  readonly held: boolean;
}

/** Something that this device alone has and cannot read now: it stays until it can be read, or a person erases it (EN10d). */
export interface AsideView {
  readonly id: string;
  /** What it was: saved of a sheet and not sealed, begun of one, a referral that was begun, what is remembered of a sent one, or anything else. */
  readonly what: "save" | "sheet" | "referral" | "sent" | "other";
  /** `away`: it cannot be had now. `damaged`: it is there, and does not open. */
  readonly why: "away" | "damaged";
  /** Of a sheet: its case and its form; null where that is not known. */
  readonly caseId: string | null;
  readonly form: string | null;
  /** When its last word was written, in milliseconds since 1970; null where that is not known. */
  readonly at: number | null;
  /** When it was first found that it cannot be read. */
  readonly found: number;
}

/** What a search for a name gives: how many cases fit, and which, when they are few. */
export interface NamedCases {
  readonly count: number;
  /** Empty when there are too many to be named. */
  readonly caseIds: ReadonlySet<string>;
  /** In how many cases our acceptance is not in the log yet: their names are not searched (FD8). */
  readonly unopened: number;
}

/** A device of the own organisation, as its page lists it. Times are in milliseconds since 1970. */
export interface OwnDevice {
  readonly id: string;
  /** What it is called on this device; null while nobody named it here. */
  readonly name: string | null;
  readonly isThis: boolean;
  readonly role: "reader" | "referrer";
  readonly admin: boolean;
  readonly state: "active" | "waiting" | "revoked";
  /** When it was enrolled; null while no time note covers it. */
  readonly since: number | null;
  /** When its wait ends or ended; null while the count has not begun. */
  readonly activeFrom: number | null;
  /** Null too of a revocation that the log does not show yet. */
  readonly revokedAt: number | null;
  /** It said in the log that it holds the newest key of the organisation. */
  readonly hasNewestKey: boolean;
}

/** The readers' key of the own organisation (SL4). */
export interface OwnKey {
  /** The number of the newest; null while none was begun. */
  readonly epoch: number | null;
  readonly since: number | null;
  /** The number of the one to which senders seal. */
  readonly inUse: number | null;
  /** A new one is due: a reader left or was lost since the newest was begun, or there is none. */
  readonly isDue: boolean;
  /** This device keeps a secret for the newest. */
  readonly isHeld: boolean;
  readonly isConfirmedHere: boolean;
  /** The other active readers that did not say yet that they hold the newest. */
  readonly lacking: readonly string[];
}

export interface OrganisationView {
  readonly organisation: OrganisationRecord;
  /** This device may enrol and revoke, begin a key, and change services. */
  readonly isAdmin: boolean;
  /** How many active administrators there are. */
  readonly admins: number;
  readonly devices: readonly OwnDevice[];
  /** Null for an organisation that only refers. */
  readonly key: OwnKey | null;
  readonly services: readonly ServiceChoice["service"][];
}

/** What somebody gives to an administrator: the request of a new device, or a note that another one signed first. `shown` is what both compare. */
export type Given = {
  readonly note: string;
  readonly shown: string;
  /** This device has signed it. */
  readonly isMine: boolean;
  /** Who else must sign once this device has; null for nobody. */
  readonly missing: "administrator" | "council" | "custodian" | null;
} & (
  | { readonly what: "request"; readonly device: EnrolledDevice }
  | { readonly what: "enrol"; readonly device: EnrolledDevice }
  | { readonly what: "epoch"; readonly epoch: number }
  /** A recovery key: without custodians it is on a printed sheet. */
  | { readonly what: "deal"; readonly threshold: number; readonly custodians: readonly string[] }
  /** Somebody asks for an organisation that lost all its devices (KR3). */
  | { readonly what: "asking"; readonly organisation: string }
);
