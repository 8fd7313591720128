// Who reads what is written now in one part of a case (FD11): the own organisation, and of those who help the person the ones whom a consent covers for
// that part and whose party the table of parts lets read it (R06). This is the one place where readers of a save come from; a form has no word in it.
import type { Directory } from "../directory.ts";
import { type CaseKind, partOf } from "../entry-kind.ts";
import type { Form, FormBook } from "../form/form.ts";
import type { Sheet } from "../form/sheet.ts";
import { bodiesIn, isOfBody, type OfficialBody } from "../official-body.ts";
import { type Part, parts, partsOpened } from "../part-table.ts";
import { policyRow, standsAs } from "../policy-table.ts";
import type { ReadersLog } from "../readers-log.ts";
import { isOver } from "../waits.ts";
import type { Consent } from "./consent.ts";
import type { CaseState, JudgedEntry } from "./fold.ts";
import { foldSheets } from "./fold-sheets.ts";
import { askForm } from "./referrals.ts";

interface PartReaders {
  /** Organisations, the own one among them, sorted. */
  readonly to: readonly string[];
  /** The consents on which that rests. */
  readonly consent: readonly string[];
}

/** The readers of what `author` writes now into this part, in a sheet that names these bodies. */
export function readersOfPart(
  state: CaseState,
  written: { readonly part: Part; readonly bodies?: readonly OfficialBody[]; readonly form?: Form | undefined },
  author: string,
  { directory, now }: Pick<ReadersLog, "directory" | "now">,
): PartReaders {
  const { part, bodies = [], form } = written;
  const to = new Set([author]);
  const consent: string[] = [];
  const ofQuestions = consentsOfQuestions(state);
  for (const given of state.consents) {
    const { organisation } = given;
    if (to.has(organisation) || ofQuestions.has(given.id) || !holds(given, state, { directory, now })) continue;
    if (!partsOpened(given, directory.readableParts(organisation)).later.includes(part)) continue;
    const isWith = isWithThePerson(state, given) || (part === "referral" && isAsked(state, organisation));
    if (!isWith || (asksForSigns(form) && isKeptFromSigns(state, given))) continue;
    if (directory.epochForSending(organisation, now) === null || isOfBody(directory, organisation, bodies)) continue;
    to.add(organisation);
    consent.push(given.id);
  }
  return { to: [...to].sort(), consent: consent.sort() };
}

/** To whom a grant goes, and on which consent. */
export interface GrantTo {
  readonly organisation: string;
  readonly compartments: readonly Part[];
  readonly purposes: readonly string[];
}

/**
 * The entries of a case that a grant carries whole (SL8): those of the parts that the consent opens, of a sheet its heads (FD10). Neither what an organisation
 * kept to itself, nor a sheet about an official of the newcomer's body (R26), nor the consent to a token for a newcomer of justice (RC9).
 */
export function entriesCarried(
  state: CaseState,
  replaced: ReadonlySet<string>,
  { directory, forms }: Pick<ReadersLog, "directory" | "forms">,
  newcomer: GrantTo,
): readonly JudgedEntry[] {
  const { organisation } = newcomer;
  const { now } = partsOpened(newcomer, directory.readableParts(organisation));
  const party = directory.organisation(organisation)?.party;
  const isJustice = party === "justice";
  const hidesSigns = isKeptFromSigns(state, newcomer);
  const sheets = foldSheets(state, forms, replaced);
  const heads = new Set(sheets.flatMap((sheet) => sheet.heads));
  const aboutItsOwn = new Set(
    sheets.flatMap((sheet) => (isOfBody(directory, organisation, bodiesOfSheet(sheet, forms)) ? sheet.saves : [])),
  );
  return state.entries.filter((entry) => {
    const { id, content, verdict } = entry;
    if (verdict.is !== "effective" || "newer" in content || neverCarried.has(content.kind)) return false;
    if (!now.includes(partOf(content))) return false;
    if (content.kind === "answers" && (!heads.has(id) || aboutItsOwn.has(id))) return false;
    if (hidesSigns && content.kind === "answers" && asksForSigns(forms.version(content.body.version))) return false;
    // FD16j: for which help somebody was asked is for those who help.
    if (party !== "provider" && content.kind === "answers" && content.body.form === askForm) return false;
    return !isKeptByChoice(state, entry, directory, forms) && !(isJustice && isTokenFor(entry, organisation));
  });
}

/** The organisations of which whoever is asked in a running case hears: those that are in contact, and those that were asked with them. */
export function onPath({ referrals, inContact }: CaseState): ReadonlySet<string> {
  const first = referrals.filter(({ contact }) => contact).flatMap(({ places }) => places);
  return new Set([...first.map(({ organisation }) => organisation), ...inContact]);
}

/**
 * What a grant carries that goes with a question in a running case (FD16c): the opening, and the coded path by which who asks is in contact. Nothing of it is about
 * others who were asked, or brought in.
 */
export function pathCarried(
  state: CaseState,
  carried: readonly JudgedEntry[],
  newcomer: string,
): readonly JudgedEntry[] {
  const named = new Set([...onPath(state), newcomer]);
  const aboutOthers = new Set<string>();
  return carried.filter(({ id, content }) => {
    if ("newer" in content || content.kind === "answers" || content.kind === "status") return false;
    const { body } = content;
    const about =
      "referral" in body ? body.referral : "given" in body ? body.given : "withdrawal" in body ? body.withdrawal : "";
    const isOther =
      aboutOthers.has(about) ||
      (content.kind === "consent.give" && !named.has(content.body.organisation)) ||
      (content.kind === "referral.send" && content.body.choices.some(({ organisation }) => !named.has(organisation)));
    if (isOther) aboutOthers.add(id);
    return !isOther;
  });
}

/** Kinds in which a newcomer needs nothing: who opened what, what others were granted, and which other cases an organisation has. */
const neverCarried: ReadonlySet<string> = new Set(["grant", "opened", "purge.done", "case.link"] satisfies CaseKind[]);

// RC9: the organisation for which a consent to a token was given does not get that consent.
function isTokenFor({ content }: JudgedEntry, organisation: string): boolean {
  if (content.kind !== "consent.give" || "newer" in content) return false;
  return content.body.organisation === organisation && !content.to.includes(organisation);
}

/** The bodies that a sheet names, in what holds and in what was said before. */
export function bodiesOfSheet(sheet: Sheet | undefined, forms: FormBook): readonly OfficialBody[] {
  const said = [...(sheet?.answers.values() ?? [])].flatMap(({ key, history }) =>
    history.map(({ version, value }) => ({ key, version, value })),
  );
  return said.flatMap(({ key, version, value }) => {
    const form = forms.version(version);
    return form === undefined || value === null ? [] : bodiesIn(form, { [key]: value });
  });
}

/** The parts that a consent for an organisation covers whose withdrawal nobody confirmed: what it may keep of what others wrote (FD7o). */
export function partsKept(state: CaseState, organisation: string): ReadonlySet<Part> {
  return new Set(
    state.consents.flatMap(({ organisation: of, held, purge, said }) =>
      of === organisation && held && !purge ? said : [],
    ),
  );
}

/** The consents to questions: few hold them (FD16c), so that nothing else rests on them. Else all other readers would wait for them for ever. */
function consentsOfQuestions({ entries }: CaseState): ReadonlySet<string> {
  return new Set(
    entries.flatMap(({ content }) =>
      content.kind === "referral.send" && !("newer" in content) && content.body.contact === false
        ? content.body.choices.map(({ consent }) => consent)
        : [],
    ),
  );
}

/** The questions of `author` whose organisation reads nothing but their sheet `ask`: its id, the consent on which it rests, and of whom it was asked. */
export function openQuestions(
  state: CaseState,
  author: string,
  log: Pick<ReadersLog, "directory" | "now">,
): readonly { readonly of: string; readonly consent: string; readonly sheet: string }[] {
  const { askedOn, consents, entries, referrals } = state;
  const ofQuestions = consentsOfQuestions(state);
  const given = new Set(
    consents.flatMap(({ id, organisation, withdrawn }) => (withdrawn || ofQuestions.has(id) ? [] : [organisation])),
  );
  return referrals.flatMap(({ id, contact, places: [place] }) => {
    if (contact || place === undefined || !standsAs(place, "asked", "helps")) return [];
    const { organisation: of } = place;
    if (!askedOn.includes(of) || given.has(of)) return [];
    if (log.directory.epochForSending(of, log.now) === null) return [];
    return entries.flatMap(({ content, organisation }) => {
      if (content.kind !== "answers" || "newer" in content || organisation !== author) return [];
      if (content.body.form !== askForm || !content.parents.includes(id)) return [];
      const yes = consents.find((each) => each.organisation === of && content.consent?.includes(each.id));
      return yes === undefined || !holds(yes, state, log) ? [] : [{ of, consent: yes.id, sheet: content.body.sheet }];
    });
  });
}

// Of an organisation that a consent covers. R09: who was only asked, was asked elsewhere too late, or declined, needs nothing of what those who help write.
function isWithThePerson(state: CaseState, { organisation, ofContact }: Consent): boolean {
  return (
    (ofContact && !isNamedInReferral(state, organisation)) ||
    isFirstHelper(state, organisation) ||
    isBroughtIn(state, organisation) ||
    hasAccepted(state, organisation, () => true)
  );
}

// A grant to somebody else is not here: whom no referral ever named, and somebody in contact agrees to with the person, was brought in. The word of nobody else
// opens anything: neither that of an officer's stolen phone, nor that of who was put out of contact.
function isNamedInReferral({ entries }: CaseState, organisation: string): boolean {
  return entries.some(
    ({ content }) =>
      content.kind === "referral.send" &&
      !("newer" in content) &&
      content.body.choices.some((choice) => choice.organisation === organisation),
  );
}

function isFirstHelper(state: CaseState, organisation: string): boolean {
  const isFirst = ({ contact }: CaseState["referrals"][number]) => contact || state.inContact.includes(organisation);
  return organisation === state.openedBy || hasAccepted(state, organisation, isFirst);
}

function hasAccepted(
  { referrals }: CaseState,
  organisation: string,
  which: (referral: CaseState["referrals"][number]) => boolean,
): boolean {
  const places = referrals.filter(which).flatMap((referral) => referral.places);
  return places.some((place) => place.organisation === organisation && standsAs(place, "helps", "helped"));
}

function isBroughtIn({ askedOn, broughtIn }: CaseState, organisation: string): boolean {
  return !askedOn.includes(organisation) && broughtIn.includes(organisation);
}

/** FD16d: who was asked for one help sees no signs unless the person shares what happened, or the law of it. */
export function isKeptFromSigns(state: CaseState, { organisation, compartments }: GrantTo): boolean {
  const isAgreed = compartments.includes("narrative") || compartments.includes("legal");
  // Who holds no question knows by the consent that followed upon it.
  const isGivenUpon = state.consents.some((given) => given.organisation === organisation && given.upon !== undefined);
  const isHelperOfOneThing =
    state.askedOn.includes(organisation) || (isGivenUpon && !state.broughtIn.includes(organisation));
  return isHelperOfOneThing && !isAgreed;
}

/** True for the form in which somebody says what suggests that the person is a victim. */
function asksForSigns(form: Form | undefined): boolean {
  return form?.fields.some(({ role }) => role === "decision") === true;
}

/**
 * The parts of which an organisation may fill in forms (FD11g): all for who opened the case or accepted the person; for who was brought in those that a consent
 * opens to it, and its own working notes; none for who was only asked. Which party writes a part at all is the table's.
 */
export function partsToFillIn(
  state: CaseState,
  organisation: string,
  log: Pick<ReadersLog, "directory" | "now">,
): readonly Part[] {
  if (isFirstHelper(state, organisation)) return parts;
  if (!isBroughtIn(state, organisation) && !hasAccepted(state, organisation, () => true)) return [];
  const readable = log.directory.readableParts(organisation);
  const agreed = state.consents.flatMap((given) =>
    given.organisation === organisation && holds(given, state, log) ? partsOpened(given, readable).now : [],
  );
  return parts.filter((part) => part === "notes" || agreed.includes(part));
}

/** The parts that its consents open to an organisation, as far as it is with the person: what others write there now goes to it (FD11). */
export function partsReadBy(
  state: CaseState,
  organisation: string,
  log: Pick<ReadersLog, "directory" | "now">,
): readonly Part[] {
  const readable = log.directory.readableParts(organisation);
  return state.consents.flatMap((given) => {
    const isOpen = given.organisation === organisation && holds(given, state, log) && isWithThePerson(state, given);
    return isOpen ? partsOpened(given, readable).later : [];
  });
}

/** True while nothing has ended what a consent says. */
function holds(
  { withdrawn, held, basis, expires }: Consent,
  { treatAsChild }: CaseState,
  { directory, now }: Pick<ReadersLog, "directory" | "now">,
): boolean {
  // FD7: nobody decides for adults what is best for them.
  if (withdrawn || !held || (basis === "best-interest-of-child" && treatAsChild === false)) return false;
  return expires === undefined || !isOver(directory.times, expires, now);
}

/** True for who may still accept. The coded path of the case is what it answers upon: whether the person is in danger now, above all. */
function isAsked(state: CaseState, organisation: string): boolean {
  return state.referrals.some(({ places }) =>
    places.some(
      (place) => place.organisation === organisation && standsAs(place, "asked") && place.bar?.is !== "elsewhere",
    ),
  );
}

/** True for a form in which the person says what they think of the help: it stays with who hears it, unless whoever writes it says otherwise (FM10h). */
export function asksOwnWord(form: Form | undefined): boolean {
  return form?.fields.some(({ role }) => role === "own-word") === true;
}

/**
 * True for a save that its organisation kept for itself although another one, which already helped the person, could have read it, and for one of a form that is
 * kept unless somebody says otherwise (FM10h): it stays so in later saves and in grants. One that was suspended could not have read it (DR8).
 */
export function isKeptByChoice(state: CaseState, save: JudgedEntry, directory: Directory, forms: FormBook): boolean {
  const { content, organisation, leaf } = save;
  if (content.kind !== "answers" || "newer" in content) return false;
  if (content.to.some((reader) => reader !== organisation)) return false;
  const { part, version } = content.body;
  if (asksOwnWord(forms.version(version))) return true;
  const isBefore = (entry: JudgedEntry | undefined) =>
    entry !== undefined && entry.leaf !== null && (leaf === null || entry.leaf < leaf);
  const helped = (id: string) =>
    state.openedBy === id ||
    state.entries.some(
      (entry) =>
        entry.verdict.is === "effective" &&
        isBefore(entry) &&
        ((entry.content.kind === "referral.accept" && entry.organisation === id) || isGrantTo(entry, id)),
    );
  return state.consents.some(
    ({ id, organisation: other, held, compartments }) =>
      other !== organisation &&
      held &&
      compartments.includes(part) &&
      directory.mayReadPart(directory.organisation(other)?.party, part) &&
      !directory.isSuspended(other, content.seen.size) &&
      isBefore(state.entries.find((entry) => entry.id === id)) &&
      helped(other),
  );
}

/** True for a grant by which an organisation was brought in (SL8). */
export function isGrantTo({ content, verdict }: JudgedEntry, organisation: string): boolean {
  return (
    verdict.is === "effective" &&
    content.kind === "grant" &&
    !("newer" in content) &&
    content.body.organisation === organisation
  );
}

/**
 * The organisations that an entry that does not count, or a grant with what it carries, would let read a part that their party may never read (R06), or what
 * stays in one organisation (FD12). Also one
 * that waits, or that something else refused: whoever names what nobody has must not escape the alarm.
 */
export function readersPastTheTable(entry: JudgedEntry, directory: Directory): readonly string[] {
  const { content, verdict, organisation, carried } = entry;
  if (verdict.is === "effective" || "newer" in content) return [];
  const given = content.kind === "grant" ? (carried ?? []).map((note) => note.content) : [content];
  const readers = content.kind === "grant" ? [content.body.organisation] : content.to;
  return readers.filter((reader) => {
    const party = directory.organisation(reader)?.party;
    // To an organisation that the directory does not know nothing can be sealed.
    if (reader === organisation || party === undefined) return false;
    return !given.every((each) => directory.mayReadPart(party, partOf(each)) && policyRow(each.kind).readers !== "own");
  });
}
