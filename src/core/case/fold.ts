// A case is what its entries make of it (FD1–FD8): a pure function from entries, directory and time notes to the state of the case.
// Nothing is thrown away: an entry that the policy table refuses is kept with its reason and changes nothing (FD5).
import type { Directory } from "../directory.ts";
import { type CaseContent, type ContentOf, isOfReferral, mostReaders } from "../entry.ts";
import { type CaseKind, type LinkWord, partOf, type Status } from "../entry-kind.ts";
import { isMissingWord } from "../form/form.ts";
import type { Danger } from "../form/roles.ts";
import { bodiesIn, isOfBody } from "../official-body.ts";
import { helps, type Part } from "../part-table.ts";
import { mayReadCases, type Party } from "../party.ts";
import { type Age, isTreatedAsChild } from "../person-codes.ts";
import { isAdopted, policyRow, standsAs, statusAuthors, withdrawsForOthers } from "../policy-table.ts";
import type { ReadersLog } from "../readers-log.ts";
import { isOver } from "../waits.ts";
import { CaseConsents, type Consent, type Learnt, nothingLearnt } from "./consent.ts";
import { CaseContact } from "./contact.ts";
import type { EntryRefusal } from "./entry-refusal.ts";
import type { AbsentEntries, CarriedEntry, CaseGraph, PlacedEntry } from "./graph.ts";
import { dependenciesOf, nothingAbsent, orderCase } from "./graph.ts";
import { isMeant } from "./misplaced.ts";
import { askForm, CaseReferrals, type Place, type Referral } from "./referrals.ts";
import { Sayings } from "./sayings.ts";
import { CaseSheets, saidOfRole, sheetName } from "./sheets.ts";

export type EntryVerdict =
  | { readonly is: "effective"; readonly adoptedBy?: string }
  | { readonly is: "refused"; readonly reason: EntryRefusal }
  | { readonly is: "waiting" }
  | { readonly is: "newer" };

export interface JudgedEntry extends PlacedEntry {
  readonly verdict: EntryVerdict;
  /** The author's organisation, when the directory knows the device. */
  readonly organisation: string | null;
}

/** What the person of another case is to the person of this one, as one organisation says. */
export interface CaseLink {
  readonly other: string;
  readonly as: LinkWord;
  readonly by: string;
  readonly at: string;
}

export interface CaseState {
  readonly id: string;
  /** Null while `case.open` is refused and not adopted. */
  readonly openedBy: string | null;
  /** Null while nobody said it. Doubt means child; the safer branch wins (FD2). */
  readonly treatAsChild: boolean | null;
  /** What was said of it: who is a child on one branch and in doubt on the other is a child. */
  readonly age: Age | null;
  readonly danger: Danger | null;
  /** Who said it last, when, and whether that was said anew since it was first said; null while nobody did. */
  readonly dangerSaid: { readonly by: string | null; readonly at: string; readonly isRenewed: boolean } | null;
  readonly participants: readonly string[];
  /** Who can speak with the person now (FD7g): others grant, confirm and end nothing. */
  readonly inContact: readonly string[];
  /** Who was asked for help in a running case (FD16), and has no word for the person. */
  readonly askedOn: readonly string[];
  /** Whom a grant brought in; what goes with a question brings nobody in (FD16c). */
  readonly broughtIn: readonly string[];
  /** To whom the lead was handed over last (FD16g); null while nobody did. */
  readonly lead: string | null;
  readonly referrals: readonly Referral[];
  /** Where the provider stands that opened the case for itself: in no referral (FD4). Null when somebody else was asked. */
  readonly own: Place | null;
  readonly consents: readonly Consent[];
  /** By organisation the confirmation before which everything that it was given has ended: what comes before it is purged (FD7). */
  readonly endings: readonly { readonly organisation: string; readonly confirmation: string }[];
  /** By organisation the last confirmation that ended one consent for it and left another: what that does not cover is purged there (FD7o). */
  readonly narrowings: readonly { readonly organisation: string; readonly confirmation: string }[];
  readonly statuses: readonly { readonly status: Status; readonly by: string; readonly at: string }[];
  /** What organisations say of their other cases, each for itself. Of two cases several words stand that were written without seeing each other. */
  readonly links: readonly CaseLink[];
  /** All entries in the order of the fold, the waiting ones last; without those that are `misplaced`. */
  readonly entries: readonly JudgedEntry[];
  /** Saves that were here and that their author's organisation said were written into the wrong case: they count for nothing, and are to be erased (FD13). */
  readonly misplaced: readonly string[];
  /** Holds an entry of a newer program: nothing is shared or exported from the case (SG4). */
  readonly holdsNewer: boolean;
}

/**
 * Folds the entries of one case. Unlogged entries are judged as if they came at the end of the reader's log. Entries of other cases must not be among
 * them. `absent` are entries of which only the links in the graph are known. A save of a form that is not in the book waits.
 */
export function foldCase(
  caseId: string,
  entries: readonly PlacedEntry[],
  log: ReadersLog,
  absent: AbsentEntries = nothingAbsent,
): CaseState {
  return foldOrdered(caseId, orderCase(entries, absent), log, absent);
}

/** The same of entries that are in order. */
export function foldOrdered(
  caseId: string,
  graph: CaseGraph,
  log: ReadersLog,
  absent: AbsentEntries = nothingAbsent,
): CaseState {
  // Round after round with the withdrawals and consents that the last one learnt, until there is nothing new: they also bind
  // entries of other branches that come earlier in the order (FD2: stopping over sharing, narrower over wider).
  let learnt = nothingLearnt;
  for (;;) {
    const fold = new CaseFold(caseId, graph, log, learnt);
    if (fold.isSettled) {
      const misplaced = fold.misplaced();
      return misplaced.size === 0
        ? fold.state()
        : foldWithout(misplaced, graph, absent, (kept, links) => foldCase(caseId, kept, log, links));
    }
    learnt = fold.learnt();
  }
}

/** The case as it is once these saves are erased, so that it is the same before and after: only what each builds on is known (FD13). */
function foldWithout(
  misplaced: ReadonlySet<string>,
  { order, waiting }: CaseGraph,
  absent: AbsentEntries,
  fold: (kept: readonly PlacedEntry[], absent: AbsentEntries) => CaseState,
): CaseState {
  const entries = [...order, ...waiting];
  const gone = entries.filter(({ id }) => misplaced.has(id));
  const links = new Map([
    ...absent,
    ...gone.map(({ id, content }) => [id, [...dependenciesOf(content)].sort()] as const),
  ]);
  const state = fold(
    entries.filter(({ id }) => !misplaced.has(id)),
    links,
  );
  return { ...state, misplaced: [...new Set([...misplaced, ...state.misplaced])].sort() };
}

class CaseFold {
  readonly #caseId: string;
  readonly #graph: CaseGraph;
  readonly #directory: Directory;
  readonly #now: number;
  readonly #consents: CaseConsents;
  readonly #contact: CaseContact;
  readonly #verdicts = new Map<string, EntryVerdict>();
  readonly #byId = new Map<string, PlacedEntry>();
  readonly #participants = new Set<string>();
  readonly #referrals: CaseReferrals;
  readonly #sheets: CaseSheets;
  /** What grants gave to each organisation, or named to it. */
  readonly #knownTo = new Map<string, Set<string>>();
  readonly #ages = new Sayings<Age>();
  readonly #dangers = new Sayings<SaidDanger>();
  /** By organisation and other case. */
  readonly #links = new Map<string, Sayings<CaseLink>>();
  readonly #misplaced = new Set<string>();
  readonly #statuses: { readonly status: Status; readonly by: string; readonly at: string }[] = [];
  #openedBy: string | null = null;
  #lead: string | null = null;

  constructor(caseId: string, graph: CaseGraph, { directory, now, forms }: ReadersLog, learnt: Learnt) {
    this.#caseId = caseId;
    this.#sheets = new CaseSheets(forms);
    this.#graph = graph;
    this.#directory = directory;
    this.#now = now;
    this.#consents = new CaseConsents(graph, learnt);
    for (const entry of graph.order) this.#byId.set(entry.id, entry);
    const opener = this.#signerOf(this.#byId.get(caseId));
    this.#contact = new CaseContact(opener, directory.organisation(opener)?.party === "provider", this.#consents);
    this.#referrals = new CaseReferrals(directory, now, this.#consents, this.#contact);
    for (const entry of graph.order) {
      this.#verdicts.set(entry.id, this.#judge(entry));
    }
    for (const entry of graph.waiting) this.#verdicts.set(entry.id, { is: "waiting" });
  }

  learnt(): Learnt {
    return this.#consents.learnt();
  }

  /** True when another round would find the same. */
  get isSettled(): boolean {
    return this.#consents.isSettled;
  }

  /** Saves that are here and that their author's organisation said were written into the wrong case. */
  misplaced(): ReadonlySet<string> {
    return this.#misplaced;
  }

  state(): CaseState {
    const entries = [...this.#graph.order, ...this.#graph.waiting].map((entry) => ({
      ...entry,
      verdict: this.#verdicts.get(entry.id) ?? { is: "waiting" as const },
      organisation: this.#directory.device(entry.content.device)?.organisation ?? null,
    }));
    const ages = this.#ages.current(this.#graph);
    const said = this.#dangerNow();
    return {
      id: this.#caseId,
      openedBy: this.#openedBy,
      treatAsChild: ages.length === 0 ? null : ages.some(isTreatedAsChild),
      age: (["child", "in-doubt", "adult"] as const).find((age) => ages.includes(age)) ?? null,
      danger: said?.danger ?? null,
      dangerSaid: said === null ? null : { by: said.by, at: said.at, isRenewed: said.isRenewed },
      participants: [...this.#participants].sort(),
      inContact: [...this.#participants].filter((id) => this.#contact.isIn(id, afterAll)).sort(),
      askedOn: [...this.#participants].filter((id) => this.#contact.isAskedOn(id)).sort(),
      broughtIn: [...this.#participants].filter((id) => this.#contact.wasBroughtIn(id)).sort(),
      lead: this.#lead,
      referrals: this.#referrals.all(),
      own: this.#referrals.own,
      consents: this.#consents.all(),
      endings: [...this.#consents.endings].map(([organisation, confirmation]) => ({ organisation, confirmation })),
      narrowings: [...this.#consents.narrowings].map(([organisation, confirmation]) => ({
        organisation,
        confirmation,
      })),
      statuses: this.#statuses,
      links: [...this.#links.values()].flatMap((said) => said.current(this.#graph)),
      entries,
      misplaced: [],
      holdsNewer: entries.some((entry) => entry.verdict.is === "newer"),
    };
  }

  #judge(entry: PlacedEntry): EntryVerdict {
    const { content } = entry;
    const device = this.#directory.device(content.device);
    if (device === null) return refused("author-unknown");
    const at = entry.leaf ?? this.#now;
    if (!this.#directory.mayAuthor(device.id, at)) return refused("author-inactive");
    const organisation = this.#directory.organisation(device.organisation);
    if (organisation === null) return refused("author-unknown");
    const { id: author, party } = organisation;
    if (!("newer" in content)) return this.#judgeAs({ entry, author, party, by: entry }, content);
    // A stranger to the case, or one that declined, cannot freeze it with an entry of an invented kind.
    const isStranger = this.#openedBy !== null && !this.#countsInCase(author, null);
    return isStranger ? refused("author-not-in-case") : { is: "newer" };
  }

  /** Judges and, when effective, applies what an entry holds as the word of an organisation. */
  #judgeAs(word: Word, content: CaseContent): EntryVerdict {
    const { entry, author, party, by } = word;
    const row = policyRow(content.kind);
    if (!row.authors.includes(party)) return refused("author-may-not");
    if (content.kind === "answers" && this.#sheets.formOf(content.body) === undefined) return { is: "waiting" };
    if (row.follows === "start") {
      if (entry.id !== this.#caseId) return refused("not-a-case");
    } else {
      if (content.case !== this.#caseId) return refused("not-a-case");
      if (!this.#countsInCase(author, content.kind)) return refused("author-not-in-case");
    }
    const consent = this.#consentRefusal(content, by);
    if (consent !== null) return refused(consent);
    if (!this.#readersAllowed(content, author, by)) return refused("readers-not-allowed");
    // Who reads an ending comes into the case by no ending.
    const added = row.readers === "anyone" ? [] : [author, ...content.to];
    if (this.#isCrowded(added)) return refused("readers-not-allowed");
    const reason = this.#apply(word, content);
    if (reason !== null) return refused(reason);
    for (const participant of added) this.#participants.add(participant);
    return { is: "effective" };
  }

  // With one reader more than an entry can name, nobody could seal a withdrawal to everyone.
  #isCrowded(added: readonly string[]): boolean {
    const isReader = (id: string) => mayReadCases(this.#directory.organisation(id)?.party ?? "referrer");
    const newcomers = added.filter((id) => isReader(id) && !this.#participants.has(id));
    const readers = new Set([...[...this.#participants].filter(isReader), ...newcomers]);
    return newcomers.length > 0 && readers.size > mostReaders;
  }

  // FD3: the author's organisation opened the case or is named in an accepted ancestor and has not declined.
  #countsInCase(author: string, kind: CaseKind | null): boolean {
    // A case whose opening was refused can only be adopted, by a provider to whom the opening was sealed (FD5).
    if (this.#openedBy === null) return kind === "adopt" && this.#isNamedInRefusedOpening(author);
    if (!this.#participants.has(author)) return false;
    if (kind === "purge.done" || kind === "consent.withdraw" || kind === "answers.misplaced") return true;
    const places = this.#referrals.placesOf(author);
    if (places.length === 0 || author === this.#openedBy || this.#contact.isBroughtIn(author)) return true;
    return places.some((place) => !standsAs(place, "out"));
  }

  #consentRefusal(content: CaseContent, by: PlacedEntry): EntryRefusal | null {
    // What ends sharing rests on no consent.
    if (["consent.withdraw", "withdraw.confirmed", "purge.done"].includes(content.kind)) return null;
    for (const id of content.consent ?? []) {
      const body = this.#consents.body(id);
      if (body === null) return "no-consent";
      if (this.#consents.isStopped(id, by)) return "consent-withdrawn";
      const { expires } = body;
      if (expires !== undefined && this.#isOverAt(by)(expires)) return "consent-expired";
    }
    return null;
  }

  #leafOf(entry: PlacedEntry): number {
    return entry.leaf ?? this.#now;
  }

  #readersAllowed(content: CaseContent, author: string, by: PlacedEntry): boolean {
    const parties = content.to.map((reader) => this.#directory.organisation(reader)?.party);
    if (!parties.every((party) => party !== undefined && mayReadCases(party))) return false;
    const others = content.to.filter((reader) => reader !== author);
    switch (policyRow(content.kind).readers) {
      case "helpers":
        return others.every((reader) =>
          ["provider", "authority"].includes(this.#directory.organisation(reader)?.party ?? ""),
        );
      case "participants":
        return others.every((reader) => this.#participants.has(reader) || this.#isNamedInRefusedOpening(reader));
      case "consented":
        return others.every((reader) => this.#isCovered(reader, partOf(content), content.consent ?? [], by));
      // FD1d: an organisation that knows of no newcomer takes endings all the same.
      case "anyone":
        return true;
      case "named":
        return others.every((reader) => reader === namedIn(content) || this.#participants.has(reader));
      case "own":
        return others.length === 0;
    }
  }

  // An organisation that adopts a refused opening may seal that to the others to whom the opening was sealed.
  #isNamedInRefusedOpening(reader: string): boolean {
    return this.#openedBy === null && this.#byId.get(this.#caseId)?.content.to.includes(reader) === true;
  }

  #isCovered(reader: string, part: Part, consents: readonly string[], by: PlacedEntry): boolean {
    // R06: whatever was agreed to, the table of parts says who may ever read it.
    if (!this.#directory.mayReadPart(this.#directory.organisation(reader)?.party, part)) return false;
    return consents.some((id) => {
      const consent = this.#consents.at(id, by);
      if (consent?.organisation !== reader || !helps(consent.purposes) || this.#needsHerOwnYes(consent)) return false;
      return consent.compartments.includes(part);
    });
  }

  // FD7: nobody decides for adults what is best for them.
  #needsHerOwnYes({ basis }: Consent): boolean {
    if (basis !== "best-interest-of-child") return false;
    const ages = this.#ages.current(this.#graph);
    return ages.length > 0 && !ages.some(isTreatedAsChild);
  }

  #apply(word: Word, content: CaseContent): EntryRefusal | null {
    const { entry, author, party, by } = word;
    if (isOfReferral(content)) return this.#referrals.answer(content, author, by);
    switch (content.kind) {
      case "case.open":
        this.#openedBy = author;
        this.#contact.opened(author);
        // Only for itself, and only who signed it: an adopter of another's opening has met nobody.
        if (party === "provider" && content.body.lead === author && this.#signerOf(entry) === author)
          this.#referrals.openOwn(entry.id, author, content.at);
        return null;
      case "answers":
        return this.#answers(word, content);
      case "consent.give":
        return this.#giveConsent(word, content);
      case "consent.withdraw":
        return this.#withdrawConsent(word, content.body.given);
      case "withdraw.confirmed":
        return this.#confirmWithdrawal(word, content.body.withdrawal);
      case "purge.done":
        return this.#consents.withdrawal(content.body.withdrawal) === null ? "no-consent" : null;
      case "referral.send":
        if (!this.#mayConsentTo(word)) return "not-in-contact";
        return this.#referrals.send(content, { id: entry.id, writtenBy: this.#signerOf(entry), sentBy: author, by });
      case "status":
        if (!statusAuthors[content.body.status].includes(party)) return "author-may-not";
        this.#statuses.push({ status: content.body.status, by: author, at: content.at });
        return null;
      case "case.link":
        return this.#link(word, content);
      case "answers.misplaced":
        this.#misplace(content.body, author);
        return null;
      case "case.lead":
        return this.#handOver(word, content.body.lead);
      case "grant":
        return this.#grant(word, content);
      case "adopt":
        return this.#adopt(word, content);
      default:
        return null;
    }
  }

  // FD12: of two cases the one with the lower id holds what is said of both, so that it has one history.
  #link({ entry, author }: Word, content: ContentOf<"case.link">): EntryRefusal | null {
    const { other, as } = content.body;
    if (other <= this.#caseId) return "not-a-case";
    const pair = `${author} ${other}`;
    const said = this.#links.get(pair) ?? new Sayings<CaseLink>();
    said.say(entry.id, { other, as, by: author, at: content.at });
    this.#links.set(pair, said);
    return null;
  }

  // FD13: an organisation has erased what its own devices wrote, and nothing of anybody else. The word holds whatever else it names: once its own is
  // erased, nobody sees any more that it named something of its own.
  #misplace(body: ContentOf<"answers.misplaced">["body"], author: string): void {
    const here = [...this.#graph.order, ...this.#graph.waiting];
    for (const entry of here)
      if (isMeant(entry.id, entry.content, body) && this.#signerOf(entry) === author) this.#misplaced.add(entry.id);
  }

  // FD16g: only who is in contact brings another one into contact, and only one that helps already.
  #handOver({ author, by }: Word, lead: string): EntryRefusal | null {
    if (!this.#contact.isIn(author, by)) return "not-in-contact";
    if (this.#directory.organisation(lead)?.party !== "provider") return "author-may-not";
    if (!this.#contact.helps(lead) && !this.#isBroughtInElsewhere(lead)) return "author-not-in-case";
    if (!this.#consents.isGivenTo(lead, by)) return "no-consent";
    this.#contact.speaks(lead);
    this.#lead = lead;
    return null;
  }

  // Nobody holds the grant to another one: on the path of a question the consent of who was in contact stands for it.
  #isBroughtInElsewhere(lead: string): boolean {
    const isNamed = this.#referrals
      .all()
      .some(({ places }) => places.some(({ organisation }) => organisation === lead));
    return !isNamed && this.#consents.isGivenByContact(lead);
  }

  // SL8: whole notes that the consent covers, and no hole that the newcomer could not name.
  #grant({ entry, author, by }: Word, content: ContentOf<"grant">): EntryRefusal | null {
    const { organisation } = content.body;
    const consent = this.#consents.at(content.body.consent, by);
    if (consent === null || consent.organisation !== organisation || this.#needsHerOwnYes(consent)) return "no-consent";
    // RC9: a yes to a token is kept from justice, and opens no case.
    if (!consent.held) return "no-consent";
    if (consent.expires !== undefined && this.#isOverAt(by)(consent.expires)) return "consent-expired";
    // Whole notes go to the newcomer and the granter, and to nobody else.
    const isMore = content.to.some((reader) => reader !== organisation && reader !== author);
    if (isMore || !content.to.includes(organisation)) return "readers-not-allowed";
    if (!this.#contact.hasMet(author)) return "not-in-contact";
    if (entry.carried === null) return "grant-not-whole";
    if (entry.carried !== undefined) {
      const isCovered = ({ content }: CarriedEntry) => consent.compartments.includes(partOf(content));
      if (!entry.carried.every(isCovered)) return "no-consent";
      const reader = this.#directory.organisation(organisation)?.party;
      const isKept = ({ content }: CarriedEntry) =>
        !this.#directory.mayReadPart(reader, partOf(content)) || policyRow(content.kind).readers === "own";
      if (entry.carried.some(isKept)) return "readers-not-allowed";
      if (!this.#isWhole(entry.carried, content)) return "grant-not-whole";
      this.#know(organisation, entry.carried, content);
    }
    // Last, so that a grant that was good until then is distinguished from one that never was.
    if (!this.#contact.isIn(author, by) || this.#consents.isStopped(consent.id, by)) return "consent-withdrawn";
    if (!this.#goesWithQuestion(entry, author, consent.id)) this.#contact.granted(organisation);
    return null;
  }

  // FD16c: also when the question itself is refused, since who is asked must come to no word for the person by it.
  #goesWithQuestion(grant: PlacedEntry, author: string, consent: string): boolean {
    return [...this.#byId.values()].some((entry) => {
      const { id, content } = entry;
      if (content.kind !== "referral.send" || "newer" in content || content.body.contact !== false) return false;
      const isOnIt = content.body.choices.some((choice) => choice.consent === consent);
      return isOnIt && this.#signerOf(entry) === author && this.#graph.isAncestor(id, grant.id);
    });
  }

  #isWhole(carried: readonly CarriedEntry[], { body }: ContentOf<"grant">): boolean {
    const named = new Set([...carried.map(({ id }) => id), ...body.left_out.map((left) => left.entry)]);
    const needs = [
      ...carried.flatMap((note) => [...dependenciesOf(note.content)]),
      ...body.left_out.flatMap((left) => left.needs),
    ];
    const known = this.#knownTo.get(body.organisation) ?? new Set<string>();
    const isSealedTo = (id: string) => this.#byId.get(id)?.content.to.includes(body.organisation) === true;
    const hasOpening = known.has(this.#caseId) || carried.some(({ id }) => id === this.#caseId);
    return hasOpening && needs.every((need) => named.has(need) || known.has(need) || isSealedTo(need));
  }

  // A year's file comes in several grants, each of which builds on those before it.
  #know(organisation: string, carried: readonly CarriedEntry[], { body }: ContentOf<"grant">): void {
    const known = this.#knownTo.get(organisation) ?? new Set<string>();
    for (const { id } of carried) known.add(id);
    for (const { entry } of body.left_out) known.add(entry);
    this.#knownTo.set(organisation, known);
  }

  // FD5: a provider takes the content of refused entries under its own name.
  #adopt({ entry, author, party }: Word, content: ContentOf<"adopt">): EntryRefusal | null {
    let adopted = 0;
    for (const id of content.body.entries) {
      const target = this.#byId.get(id);
      const known = this.#verdicts.get(id);
      if (
        target === undefined ||
        known?.is !== "refused" ||
        "newer" in target.content ||
        !isAdopted(target.content.kind)
      )
        continue;
      const verdict = this.#judgeAs({ entry: target, author, party, by: entry }, target.content);
      if (verdict.is !== "effective") continue;
      this.#verdicts.set(id, { is: "effective", adoptedBy: entry.id });
      adopted++;
    }
    return adopted > 0 ? null : "nothing-to-adopt";
  }

  // Only an organisation that knows the person can say what the person consents to; one that adopts may say what one of them said. Else
  // any participant could have a file purged by inventing the consent, or keep a purge away by inventing another one (FD7).
  #giveConsent(word: Word, content: ContentOf<"consent.give">): EntryRefusal | null {
    if (!this.#mayConsentTo(word)) return "not-in-contact";
    const { entry, author, by } = word;
    const writtenBy = this.#signerOf(entry);
    const { organisation, upon } = content.body;
    // FD16e: with it goes what was agreed to, so that only who can grant says it.
    if (upon !== undefined && !this.#contact.isIn(author, by)) return "not-in-contact";
    const refusal = this.#referrals.give(entry.id, content.body, by, (id) => this.#byId.has(id));
    if (refusal !== null) return refusal;
    const isOwnWord = writtenBy === organisation || (author === organisation && writtenBy !== this.#contact.opener);
    this.#consents.give({ id: entry.id, content, place: by, isOwnWord, ofContact: this.#contact.isIn(author, by) });
    return null;
  }

  // FD7d: an authority, a prosecutor or a court that is let into a case cannot keep those who help the person from helping.
  #withdrawConsent({ entry, author, party, by }: Word, id: string): EntryRefusal | null {
    // A refused consent can be withdrawn too, else it would count once somebody adopts it.
    const given = this.#byId.get(id)?.content;
    if (given?.kind !== "consent.give" || "newer" in given) return "no-consent";
    // FD16a: nor can who was asked for one thing, also once it declined.
    const saysOwnAlone = !withdrawsForOthers(party) || this.#contact.wasOnlyAsked(author);
    if (saysOwnAlone && given.body.organisation !== author) return "not-in-contact";
    this.#consents.withdraw({
      id: entry.id,
      given: id,
      place: by,
      isOwnWord: given.body.organisation === author,
      // An organisation that adopts in one go what lies there has not asked the person whether they leave.
      endsContact: by.id === entry.id && this.#contact.mayEnd(author, by, this.#isOverAt(by)),
    });
    return null;
  }

  /** Whether a last day is over by the log's time at an entry, never by the author's clock (LG8). */
  #isOverAt(by: PlacedEntry): (lastDay: string) => boolean {
    return (lastDay) => isOver(this.#directory.times, lastDay, this.#leafOf(by));
  }

  // FD2d: an organisation that opened the case, is in contact or was brought in, and one that adopts what one of them said. Who was only asked, and who lost
  // every consent, does not know whether the person is a child or in danger.
  #knowsPerson({ entry, author, by }: Word): boolean {
    const signer = this.#signerOf(entry);
    const isOpener = [this.#openedBy, this.#contact.opener].includes(author);
    return (
      isOpener || this.#contact.knowsPerson(author, by) || (signer !== author && this.#contact.mayConsentTo(signer))
    );
  }

  // An organisation that opened the case, met the person or was brought in, and one that adopts what one of them said.
  #mayConsentTo({ entry, author }: Word): boolean {
    return [author, this.#signerOf(entry)].some((each) => each === this.#openedBy || this.#contact.mayConsentTo(each));
  }

  // An organisation that never accepted cannot have met the person: else any participant could have the file of another one purged (FD7).
  #confirmWithdrawal({ entry, author, by }: Word, id: string): EntryRefusal | null {
    const withdrawal = this.#consents.withdrawal(id);
    const holder = withdrawal === null ? null : this.#consents.holderOf(withdrawal.given);
    if (!this.#contact.mayConfirm(author, holder, by)) return "not-in-contact";
    if (withdrawal === null) return "no-consent";
    this.#consents.confirm(withdrawal.given, entry.id);
    return null;
  }

  /** The organisation whose device signed an entry, whoever says it; empty when nobody knows the device. */
  #signerOf(entry: PlacedEntry | undefined): string {
    return this.#directory.device(entry?.content.device ?? "")?.organisation ?? "";
  }

  // FD10. Age and danger are read while judging: they decide whose consent counts. An organisation that was only asked does not know the person: else it could
  // say that a child in danger is an adult in none.
  #answers(word: Word, content: ContentOf<"answers">): EntryRefusal | null {
    const { entry, author, party, by } = word;
    const save = content.body;
    const form = this.#sheets.formOf(save);
    if (form === undefined) return "not-in-form";
    // Whoever adopts it takes it as it was said, whatever version is in force now (FD5).
    const outOfTime = by.id === entry.id ? this.#sheets.refusalAt(save, this.#leafOf(entry)) : null;
    if (outOfTime !== null) return outOfTime;
    const age = saidOfRole(save, form, "age");
    const danger = saidOfRole(save, form, "danger");
    const isKnowing = (age === null && danger === null) || this.#knowsPerson(word);
    const said = danger === null ? null : saidDanger(danger);
    const isWarning = (said === "now" || said === "unclear") && this.#contact.mayWarn(author);
    if (!isKnowing && (age !== null || !isWarning)) return "not-in-contact";
    const others = content.to.filter((reader) => reader !== author);
    const bodies = others.length === 0 ? [] : bodiesIn(form, save.set);
    if (others.some((reader) => isOfBody(this.#directory, reader, bodies))) return "readers-not-allowed";
    const refusal = this.#sheets.take(save, form, author, party);
    if (refusal !== null) return refusal;
    const sheet = sheetName(save);
    // FD16c: a question repeats what the case says, for who holds nothing else of it.
    const isRepeat = save.form === askForm;
    if (age !== null && isCleared(age)) this.#ages.takeBack(sheet, save.over);
    // FD2: what is not known is a doubt, and doubt means child.
    else if (age !== null) this.#ages.say(entry.id, "value" in age ? (age.value as Age) : "in-doubt", sheet, isRepeat);
    if (danger !== null && isCleared(danger)) this.#dangers.takeBack(sheet, save.over);
    // Who has lost its contact warns, and makes no warning weaker.
    else if (said !== null && (isKnowing || said === "now" || this.#dangerNow()?.danger !== "now")) {
      const isRenewed = this.#dangers.isBegun;
      this.#dangers.say(
        entry.id,
        { danger: said, by: author, to: content.to, at: content.at, isRenewed },
        sheet,
        isRepeat,
      );
    }
    return null;
  }

  // FD2: each replaces what it builds on; between branches the safer one wins, and of those that say it the last in the order is named.
  #dangerNow(): SaidDanger | null {
    const last = this.#dangers.current(this.#graph, isAnswered);
    const danger = saferDanger(last.map((said) => said.danger));
    return last.findLast((said) => said.danger === danger) ?? null;
  }
}

/** An entry as the word of an organisation: of the one that wrote it, or of one that adopts it (FD5). */
interface Word {
  readonly entry: PlacedEntry;
  readonly author: string;
  readonly party: Party;
  /** Through which entry it says so: the same, or the adoption, which must stand where the consent still held (FD7). */
  readonly by: PlacedEntry;
}

/** Where everything that is known has happened. */
const afterAll: PlacedEntry = {
  id: "",
  leaf: null,
  position: 0,
  content: {
    kind: "opened",
    parents: [],
    newer: true,
    device: "",
    salt: "",
    at: "",
    to: [],
    seen: { size: 0, root: "", line: "" },
  },
};

interface SaidDanger {
  readonly danger: Danger;
  readonly by: string;
  readonly to: readonly string[];
  readonly at: string;
  readonly isRenewed: boolean;
}

/** FD16d: who was asked for one help warned, and its question says since that it is otherwise. */
function isAnswered(said: SaidDanger, repeated: SaidDanger): boolean {
  return repeated.by !== said.by && repeated.to.includes(said.by) && repeated.danger !== said.danger;
}

function refused(reason: EntryRefusal): EntryVerdict {
  return { is: "refused", reason };
}

/** What an answer says of danger: what is not known is a doubt; null for one that clears. */
function saidDanger(said: NonNullable<ReturnType<typeof saidOfRole>>): Danger | null {
  if (isCleared(said)) return null;
  return "value" in said ? (said.value as Danger) : "unclear";
}

function isCleared(said: NonNullable<ReturnType<typeof saidOfRole>>): boolean {
  return "gone" in said && !isMissingWord(said.gone);
}

function namedIn(content: CaseContent): string | null {
  return content.kind === "consent.give" || content.kind === "grant" ? content.body.organisation : null;
}

function saferDanger(values: readonly Danger[]): Danger | null {
  return (["now", "unclear", "not-now"] as const).find((value) => values.includes(value)) ?? null;
}
