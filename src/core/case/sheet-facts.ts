// What a case is for its forms: the facts that expressions and due rules ask for, as one reader knows them, and its sheets as tasks are made from them.
import { type AgeClass, ageClasses, ageClassOf, isClassOf } from "../age-class.ts";
import type { Directory } from "../directory.ts";
import { type AnswerValue, type Form, type FormBook, keyOfRole } from "../form/form.ts";
import type { CaseFacts, RiskLevel, RoleName } from "../form/roles.ts";
import type { Sheet, SheetAnswer, SheetMoment } from "../form/sheet.ts";
import type { SheetForTasks } from "../form/tasks.ts";
import type { Part } from "../part-table.ts";
import { countryOf } from "../place.ts";
import { presentFields } from "../present-fields.ts";
import type { ReadersLog } from "../readers-log.ts";
import { firstAt } from "../waits.ts";
import { isInDangerNow } from "./danger.ts";
import type { CaseState } from "./fold.ts";
import { isGrantTo } from "./readers.ts";
import { askedOfReferrals } from "./referred-on.ts";
import { comingTo, halfOf, isArrival } from "./return-plan.ts";

const dayLength = "2026-01-31".length;

/** The facts of a case for an organisation; what is not known is left out. */
export function caseFactsOf(
  state: CaseState,
  sheets: readonly Sheet[],
  organisation: string,
  { directory, forms }: Pick<ReadersLog, "directory" | "forms">,
): CaseFacts {
  const entries = state.entries.filter(
    ({ verdict, organisation: by }) => verdict.is === "effective" && by === organisation,
  );
  const dayOf = (kind: string) =>
    entries.findLast(({ content }) => content.kind === kind)?.content.at.slice(0, dayLength);
  const isOwn = state.own?.organisation === organisation;
  const taken = dayOf("referral.accept") ?? (isOwn ? dayOf("case.open") : undefined);
  const grant = state.entries.find((entry) => isGrantTo(entry, organisation));
  // For who was brought in it begins with the first grant: else nothing would be due there.
  const begun =
    taken ?? (grant === undefined ? undefined : dayIn({ at: grant.content.at, leaf: grant.leaf }, directory));
  const met = dayOf("referral.meet");
  const isClosed = [
    ...state.referrals.flatMap(({ places }) => places),
    ...(state.own === null ? [] : [state.own]),
  ].some((place) => place.organisation === organisation && place.state === "closed");
  // That another organisation ended its help ends nothing here.
  const inSheet = newest(
    sheets.filter(({ by }) => by === organisation),
    { forms, directory },
    "closed-on",
  );
  const saidClosed = inSheet?.value ?? (isClosed ? dayOf("referral.close") : undefined);
  const closed = saidClosed !== undefined && hasGoneOn(entries, saidClosed, inSheet?.answer) ? undefined : saidClosed;
  const isAuthority = directory.organisation(organisation)?.party === "authority";
  const place = said(sheets, forms, directory, "place");
  const travel = { state, sheets, directory, place };
  const returned = returnedOn(state, sheets, { directory, forms }, place);
  // FM22f: who receives the person has nothing to do for them before they are on the way.
  const coming = met === undefined ? comingTo(travel, organisation, returned) : undefined;
  const accepted = coming === undefined ? begun : laterOf(begun, coming.since);
  const toMeet =
    taken === undefined ||
    accepted === undefined ||
    met !== undefined ||
    closed !== undefined ||
    isAuthority ||
    coming?.isToMeet === false
      ? undefined
      : { since: coming === undefined ? taken : accepted, isInDanger: isInDangerNow(state) };
  const risk = said(sheets, forms, directory, "risk-level");
  // Who prosecutes does not say for the person what they want.
  const ofHelp = sheets.filter(({ by }) => directory.organisation(by ?? "")?.party !== "justice");
  const wish = said(ofHelp, forms, directory, "wants-justice");
  const status = state.statuses.at(-1)?.status;
  const holding = sheets.filter(({ struckOut }) => !struckOut);
  const isUnsettled = holding.some(({ answers }) =>
    [...answers.values()].some(({ part, differs }) => part === "safety" && differs),
  );
  return presentFields({
    child: state.treatAsChild ?? undefined,
    danger: state.danger ?? undefined,
    risk: risk as RiskLevel | undefined,
    unsettled: isUnsettled || undefined,
    staying: holding.some((sheet) => isStayGoingOn(sheet, organisation, forms)) || undefined,
    hasPlan: holding.some(({ form }) => form === safetyPlan) || undefined,
    status,
    accepted,
    othersBefore: (taken === undefined && grant !== undefined) || state.askedOn.includes(organisation) || undefined,
    met,
    received: isAuthority ? receivedOn(state, organisation, directory) : undefined,
    returned,
    closed,
    proceedings: wish === undefined ? undefined : wish === "yes",
    abroad: place === undefined ? undefined : countryOf(place) !== directory.founding.country,
    half: halfOf(travel, organisation),
    toMeet,
    ...(closed === undefined ? askedOfReferrals(state, organisation) : {}),
  });
}

/**
 * The day on which the person was met after a return (FM22d): as was said last, by a sheet or by the meeting of who received them. Whoever says later that nobody
 * met them ends it, since it may have been somebody else.
 */
function returnedOn(
  state: CaseState,
  sheets: readonly Sheet[],
  { directory, forms }: Pick<ReadersLog, "directory" | "forms">,
  place: string | undefined,
): string | undefined {
  const inSheets = sheets.flatMap(({ form, answers, changed }) => {
    const version = forms.newest(form)?.form;
    const answer = (key: string | undefined) => (key === undefined ? null : (answers.get(key)?.value ?? null));
    const [day, isMet] = [answer(keyOfRole(version, "returned-on")), answer(keyOfFact(version, "returned"))];
    if (day === null && isMet === null) return [];
    const isYes = typeof day === "string" && (isMet === null || isMet === "yes");
    return [{ at: momentIn(changed, directory), leaf: changed.leaf, day: isYes ? day : undefined }];
  });
  const meetings = state.entries.flatMap(({ content, leaf, verdict, organisation }) => {
    if (content.kind !== "referral.meet" || verdict.is !== "effective" || organisation === null) return [];
    const at = momentIn({ at: content.at, leaf }, directory);
    const day = at.slice(0, dayLength);
    return isArrival({ state, sheets, directory, place }, organisation, day) ? [{ at, leaf, day }] : [];
  });
  return [...inSheets, ...meetings].toSorted(compare).at(-1)?.day;
}

/** Neither day while one of them is not known. */
function laterOf(one: string | undefined, other: string | null): string | undefined {
  if (one === undefined || other === null) return undefined;
  return one > other ? one : other;
}

/**
 * True when this device wrote of the help in a case, or met the person: then somebody else asks what came of it (FM23). What asks that, and what the person says of
 * the help, is no help.
 */
export function hasHelped({ entries }: Pick<CaseState, "entries">, device: string, forms: FormBook): boolean {
  return entries.some(({ verdict, content }) => {
    if (verdict.is !== "effective" || content.device !== device || "newer" in content) return false;
    if (content.kind !== "answers") return content.kind === "referral.meet";
    const { form, part } = content.body;
    const version = forms.newest(form)?.form;
    return helpParts.includes(part) && !askingRoles.some((role) => keyOfRole(version, role) !== undefined);
  });
}

const helpParts: readonly Part[] = ["support", "safety", "health"];
const askingRoles: readonly RoleName[] = ["asked-by", "own-word"];

/** The form of the library in which the plan for the person's safety is written. */
const safetyPlan = "safety-plan";

function isStayGoingOn({ form, by, answers }: Sheet, organisation: string, forms: FormBook): boolean {
  const version = forms.newest(form)?.form;
  const isSaid = (role: RoleName) => typeof answers.get(keyOfRole(version, role) ?? "")?.value === "string";
  return by === organisation && isSaid("stay-from") && !isSaid("stay-until");
}

/** The day on which a case reached an organisation, as the log's time has it: when it received a referral, or was brought in. No clock of its own moves it. */
function receivedOn(state: CaseState, organisation: string, { times }: Directory): string | undefined {
  const first = state.entries.find(
    ({ verdict, content, organisation: by }) =>
      verdict.is === "effective" &&
      !("newer" in content) &&
      ((content.kind === "referral.receive" && by === organisation) ||
        (content.kind === "grant" && content.body.organisation === organisation)),
  );
  const leaf = first?.leaf ?? null;
  if (leaf === null) return undefined;
  // The note before it: that one stays the same whatever comes.
  const time = times.findLast(({ index }) => index < leaf) ?? times[0];
  return time === undefined ? undefined : new Date(time.seconds * 1000).toISOString().slice(0, dayLength);
}

/**
 * True when help that ended on this day goes on again (FD9): then nothing of it is due any more, and all that helping asks for is. A sheet that was said
 * since, of that day or a later one, ends it anew.
 */
function hasGoneOn(entries: CaseState["entries"], closed: string, said: SheetAnswer | undefined): boolean {
  const again = entries.findLastIndex(({ content }) => content.kind === "referral.reopen");
  if (again < entries.findLastIndex(({ content }) => content.kind === "referral.close") || again < 0) return false;
  const isSaid = ({ id }: CaseState["entries"][number]) => said?.heads.some(({ entry }) => entry === id) === true;
  const reopening = entries[again];
  const reopened = reopening?.content.at ?? "";
  const last = entries.findLastIndex(isSaid);
  if (last < again || closed < reopened.slice(0, dayLength)) return true;
  // What is in no log yet stands in no order: there the author's own clock says what came first.
  return reopening?.leaf === null && entries[last]?.leaf === null && entries[last].content.at <= reopened;
}

/** The day on which the risk of `CaseFacts` was said; undefined while nobody said it. */
export function riskSaidOn(sheets: readonly Sheet[], forms: FormBook, directory: Directory): string | undefined {
  return newest(sheets, { forms, directory }, "risk-level")
    ?.answer.heads.map((head) => momentIn(head, directory).slice(0, dayLength))
    .toSorted()
    .at(-1);
}

/** What the newest sheet with this role says; undefined where none does. */
export function said(
  sheets: readonly Sheet[],
  forms: FormBook,
  directory: Directory,
  role: RoleName,
): string | undefined {
  return newest(sheets, { forms, directory }, role)?.value;
}

/** The name of the person, as far as a sheet says it; null where none does. */
export function saidName(sheets: readonly Sheet[], forms: FormBook | null): string | null {
  const parts = (["given", "patronymic", "family"] as const).flatMap((role) => {
    const values = sheets.flatMap(({ form, answers, struckOut }) => {
      const key = keyOfRole(forms?.newest(form)?.form, role);
      const value = struckOut ? null : answers.get(key ?? "")?.value;
      return typeof value === "string" ? [value] : [];
    });
    return values[0] ?? [];
  });
  return parts.length === 0 ? null : parts.join(" ");
}

/**
 * How old the person of a case is on a day (FM15e), for whoever asks: from the date of birth, else as it was answered last. Null where neither says it, and where it contradicts
 * what was said of the age.
 */
export function ageClassOn(
  day: string,
  { age }: Pick<CaseState, "age">,
  sheets: readonly Sheet[],
  { directory, forms }: Pick<ReadersLog, "directory" | "forms">,
): AgeClass | null {
  if (age === null) return null;
  const born = said(sheets, forms, directory, "born");
  const answer = newest(sheets, { forms, directory }, "age-band", keyOfFact)?.value;
  const fits = (one: AgeClass) => one === answer && isClassOf(one, age);
  return (born === undefined ? null : ageClassOf(born, age, day)) ?? ageClasses.find(fits) ?? null;
}

/** The question of a form whose answer statistics read as this fact. */
function keyOfFact(form: Form | undefined, fact: string): string | undefined {
  return form?.fields.find((field) => field.fact === fact && field.retired !== true)?.key;
}

/** The answer that bears a role, or a fact, in the newest sheet that has one. */
function newest(
  sheets: readonly Sheet[],
  { forms, directory }: Pick<ReadersLog, "directory" | "forms">,
  name: string,
  keyIn: (form: Form | undefined, name: string) => string | undefined = keyOfRole,
) {
  const answers = sheets.flatMap(({ form, answers: all, changed }) => {
    const key = keyIn(forms.newest(form)?.form, name);
    const answer = key === undefined ? undefined : all.get(key);
    if (typeof answer?.value !== "string") return [];
    return [{ at: momentIn(changed, directory), leaf: changed.leaf, answer, value: answer.value }];
  });
  // Of sheets of one moment the one that the log held later.
  return answers.toSorted(compare).at(-1);
}

/** Sheets by when something was said in them last, the oldest first, as far as the log's time allows. */
export function inOrderSaid(sheets: readonly Sheet[], directory: Directory): readonly Sheet[] {
  return sheets
    .map((sheet) => ({ sheet, at: momentIn(sheet.changed, directory), leaf: sheet.changed.leaf }))
    .toSorted(compare)
    .map(({ sheet }) => sheet);
}

function compare(a: SheetMoment, b: SheetMoment): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.leaf ?? Number.MAX_SAFE_INTEGER) - (b.leaf ?? Number.MAX_SAFE_INTEGER);
}

/** What an organisation says of its own people and tasks alone: another one assigns nobody here, and drops no task. */
const ownRoles: readonly RoleName[] = ["worker", "task-state"];

/** The sheets from which tasks of an organisation follow: those that were not struck out, with the days that the log allows. */
export function sheetsForTasks(
  sheets: readonly Sheet[],
  organisation: string,
  directory: Directory,
  forms: FormBook,
): readonly SheetForTasks[] {
  return sheets
    .filter(({ struckOut }) => !struckOut)
    .map(({ form, sheet, by, answers, begun, changed, tasks }) => {
      const own = ownRoles.map((role) => keyOfRole(forms.newest(form)?.form, role));
      const counts = ({ key, heads }: SheetAnswer) =>
        !own.includes(key) || heads.every((saying) => saying.by === organisation);
      return {
        form,
        sheet,
        organisation: by ?? "",
        set: Object.fromEntries(
          [...answers.values()].flatMap((answer): readonly (readonly [string, AnswerValue])[] =>
            answer.value === null || !counts(answer) ? [] : [[answer.key, answer.value]],
          ),
        ),
        began: dayIn(begun, directory),
        saved: dayIn(changed, directory),
        does: tasks,
      };
    });
}

function dayIn(moment: SheetMoment, directory: Directory): string {
  return momentIn(moment, directory).slice(0, dayLength);
}

// A clock that runs ahead moves no task and makes nothing the newest: the log's next time note is later than the entry (LG8).
function momentIn({ at, leaf }: SheetMoment, directory: Directory): string {
  const { times } = directory;
  const next = leaf === null ? undefined : times[firstAt(times, ({ index }) => index > leaf)];
  if (next === undefined) return at;
  const latest = new Date(next.seconds * 1000).toISOString().replace(".000Z", "Z");
  return at < latest ? at : latest;
}
