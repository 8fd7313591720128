// A return against the rest of its case (FM22e, FM22f): what may cross beside the consents that hold, the halves of the risk beside the level that was agreed, and
// from when on whoever receives the person has something to do for them.
import type { Directory } from "../directory.ts";
import { type AnswerValue, codesOf, type Form } from "../form/form.ts";
import type { CaseFacts } from "../form/roles.ts";
import type { Sheet } from "../form/sheet.ts";
import { type Part, parts } from "../part-table.ts";
import { standsAs } from "../policy-table.ts";
import type { ReadersLog } from "../readers-log.ts";
import { goesHome } from "../referral-draft.ts";
import type { CaseState } from "./fold.ts";
import { holdsMark } from "./mark.ts";
import { partsReadBy } from "./readers.ts";

/** The form in which both sides and the person agree on a return, and that of each half of its risk. */
const returnForm = "return";
const halfForm = "return-risk";

const halvesOfRisk = ["leaving", "arriving"] as const;
type HalfOfRisk = (typeof halvesOfRisk)[number];

/** The part in which the receiver reads what the person says may cross. The plan of the arrival stands in the form itself. */
const partCrossing: Readonly<Record<string, Part>> = {
  arrival: "safety",
  name: "identity",
  reach: "contact",
  health: "health",
  help: "support",
  risk: "safety",
};

/** What of a return does not fit together. */
export interface ReturnMisfit {
  readonly receiver: string;
  /** The person says that it may cross, and no consent opens it to the receiver. */
  readonly notOpened: readonly Part[];
  /** A consent opens it to the receiver, and the person does not say that it may cross. */
  readonly notDecided: readonly Part[];
  /** The level that was agreed; null while nobody agreed. */
  readonly agreed: string | null;
  readonly halves: readonly HalfMisfit[];
}

interface HalfMisfit {
  readonly half: HalfOfRisk;
  /** Nobody wrote it, or it is not here. */
  readonly isMissing: boolean;
  /** What it says, where another level was agreed. */
  readonly level: string | null;
  /** Its last day, where that is before the one that was agreed. */
  readonly until: string | null;
}

type Said = { readonly [key: string]: AnswerValue };

/** Null where a return is not planned, is over, or fits. */
export function returnMisfit(
  state: CaseState,
  sheets: readonly Sheet[],
  log: Pick<ReadersLog, "directory" | "now">,
  returned: string | undefined,
): ReturnMisfit | null {
  const plan = holding(sheets, returnForm).at(-1);
  const receiver = textOf(plan?.["receiver"]);
  if (plan?.["wish"] !== "yes" || receiver === null || returned !== undefined) return null;
  const { notOpened, notDecided } = crossing(plan, state, log);
  const halves = typeof plan["risk"] === "string" ? halvesBeside(plan, holding(sheets, halfForm)) : [];
  if (notOpened.length + notDecided.length + halves.length === 0) return null;
  return { receiver, notOpened, notDecided, agreed: textOf(plan["risk"]), halves };
}

/**
 * False for answers that set a day of travel while something crosses of which no consent opens the part to the receiver. Who receives the person itself reads what
 * it writes.
 */
export function mayTravel(
  { form, set: saved = {} }: { readonly form: string; readonly set?: Said },
  plan: Said,
  of: { readonly state: CaseState; readonly organisation: string; readonly log: Pick<ReadersLog, "directory" | "now"> },
): boolean {
  const { state, organisation, log } = of;
  if (form !== returnForm || saved["travel"] === undefined || plan["receiver"] === organisation) return true;
  return crossing(plan, state, log).notOpened.length === 0;
}

/** The words by which the person and who meets them know each other, and where that is (FM22g). */
const wordsOfMeeting = ["meet-where", "receiver-says", "person-answers"] as const;

/** True for answers that put the mark of the case among the words by which the person is met (FM22g): whoever stands by could look for them by it. */
export function usesMarkToMeet(
  { form, set: saved = {} }: { readonly form: string; readonly set?: Said },
  caseId: string,
): boolean {
  return form === returnForm && wordsOfMeeting.some((key) => holdsMark(textOf(saved[key]) ?? "", caseId));
}

function crossing(plan: Said, state: CaseState, log: Pick<ReadersLog, "directory" | "now">) {
  const [receiver, crosses] = [plan["receiver"], plan["crosses"]];
  if (typeof receiver !== "string" || typeof crosses !== "object") return { notOpened: [], notDecided: [] };
  const decided = new Set(crosses.map((word) => partCrossing[word]));
  const asked = new Set(Object.values(partCrossing));
  const open = partsReadBy(state, receiver, log);
  return {
    notOpened: parts.filter((part) => decided.has(part) && !open.includes(part)),
    notDecided: parts.filter((part) => asked.has(part) && !decided.has(part) && open.includes(part)),
  };
}

function halvesBeside(plan: Said, halves: readonly Said[]): readonly HalfMisfit[] {
  const agreedUntil = textOf(plan["risk-until"]);
  return halvesOfRisk.flatMap((half): readonly HalfMisfit[] => {
    const last = halves
      .filter((each) => each["half"] === half)
      .toSorted((a, b) => inOrder(textOf(a["on"]) ?? "", textOf(b["on"]) ?? ""))
      .at(-1);
    const [level, until] = [textOf(last?.["level"]), textOf(last?.["until"])];
    const misfit = {
      half,
      isMissing: last === undefined,
      level: level === plan["risk"] ? null : level,
      until: until !== null && agreedUntil !== null && until < agreedUntil ? until : null,
    };
    return misfit.isMissing || misfit.level !== null || misfit.until !== null ? [misfit] : [];
  });
}

/** A case as far as a return follows from it; `place` is where the person is, where somebody said so. */
interface Travel {
  readonly state: CaseState;
  readonly sheets: readonly Sheet[];
  readonly directory: Directory;
  readonly place: string | undefined;
}

/**
 * Where this organisation is to receive the person, who is with others now: the day on which they left, null while nobody said it, and whether it is to meet them
 * still. Undefined where it does not receive them, and where nobody else helps: then nobody but it would have a task.
 */
export function comingTo(
  travel: Travel,
  organisation: string,
  returned: string | undefined,
): { readonly since: string | null; readonly isToMeet: boolean } | undefined {
  const plan = holding(travel.sheets, returnForm).at(-1);
  if (!receives(travel, organisation) || !isHelpedElsewhere(travel.state, organisation)) return undefined;
  // Who only has them later meets them also when somebody else saw them arrive.
  const isMetByOther = (textOf(plan?.["met-by"]) ?? organisation) !== organisation;
  return {
    since: textOf(plan?.["left-on"]) ?? returned ?? null,
    isToMeet: returned === undefined || isMetByOther,
  };
}

/** Whether a meeting of this day, by this organisation, is the arrival that was planned. */
export function isArrival(travel: Travel, organisation: string, day: string): boolean {
  const plan = holding(travel.sheets, returnForm).at(-1);
  const from = textOf(plan?.["left-on"]) ?? textOf(plan?.["travel"]);
  return from !== null && day >= from && receives(travel, organisation);
}

/**
 * Which half of the risk is this organisation's (FM22a): of who receives the person the arriving one, of who is with them the leaving one while a receiver is in the
 * case. Undefined for anybody else: they say it themselves, as of a receiver who is reached by telephone alone.
 */
export function halfOf(travel: Travel, organisation: string): HalfOfRisk | undefined {
  const { state, sheets } = travel;
  if (receives(travel, organisation)) return "arriving";
  if (!state.inContact.includes(organisation)) return undefined;
  const others = [
    ...state.referrals.flatMap(({ places }) => places.map((each) => each.organisation)),
    ...holding(sheets, returnForm).flatMap(({ receiver }) => textOf(receiver) ?? []),
  ].filter((other) => other !== organisation);
  return others.some((other) => receives(travel, other)) ? "leaving" : undefined;
}

/** What a new sheet of a form says without being asked, as the program knows it; nothing of a country's own form that has no such question. */
export function knownAnswers(form: Form, { half }: Pick<CaseFacts, "half">): Said {
  if (form.key !== halfForm || half === undefined) return {};
  const hasHalf = form.fields.some(
    ({ key, type, list = "" }) =>
      key === "half" && type === "code" && codesOf(form, list).some(({ code }) => code === half),
  );
  return hasHalf ? { half } : {};
}

function receives({ state, sheets, directory, place }: Travel, organisation: string): boolean {
  return isNamedToReceive(state, sheets, organisation) || isAskedToReceive(state, organisation, directory, place);
}

// Whoever may write the form could name anybody: nobody but who is with the person, or the receiver, takes tasks from it by that, and none from who is with the person.
function isNamedToReceive({ inContact }: CaseState, sheets: readonly Sheet[], organisation: string): boolean {
  if (inContact.includes(organisation)) return false;
  return sheets.some(({ form, struckOut, answers }) => {
    const answer = form === returnForm && !struckOut ? answers.get("receiver") : undefined;
    const isSaidRightly = ({ by }: { readonly by: string | null }) =>
      by === organisation || (by !== null && inContact.includes(by));
    return answer?.value === organisation && answer.heads.every(isSaidRightly);
  });
}

function isAskedToReceive(
  state: CaseState,
  organisation: string,
  directory: Directory,
  place: string | undefined,
): boolean {
  const home = directory.founding.country;
  const isAtHome = directory.organisation(organisation)?.country === home;
  return state.referrals.some(
    ({ contact, needs, places }) =>
      places.some((each) => each.organisation === organisation && standsAs(each, "asked", "helps")) &&
      (contact
        ? isAtHome && goesHome({ wants: needs, ...(place === undefined ? {} : { place }) }, home)
        : needs.includes("return")),
  );
}

function isHelpedElsewhere({ inContact, referrals }: CaseState, organisation: string): boolean {
  return (
    inContact.some((id) => id !== organisation) ||
    referrals.some(
      ({ contact, places }) =>
        contact && places.some((place) => place.organisation !== organisation && standsAs(place, "asked", "helps")),
    )
  );
}

/** What the sheets of a form say that were not struck out, in the order in which they were saved last. */
function holding(sheets: readonly Sheet[], form: string): readonly Said[] {
  return sheets
    .filter((sheet) => sheet.form === form && !sheet.struckOut)
    .toSorted((a, b) => inOrder(a.changed.at, b.changed.at))
    .map(({ answers }) =>
      Object.fromEntries([...answers.values()].flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))),
    );
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf(value: AnswerValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}
