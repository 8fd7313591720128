// What one case adds to its country's numbers of a year (docs/spec/offices.md): which organisation counts it, what happened in it for the first time, and how this
// organisation answered. A pure function of the case and the log: everybody who holds the case finds the same organisation, and nobody asks anybody.
import type { CaseState, JudgedEntry } from "./case/fold.ts";
import type { Referral } from "./case/referrals.ts";
import { type CountedCase, caseInPeriod, type Days, dayOfLeaf } from "./counted-case.ts";
import type { Directory } from "./directory.ts";
import { dayNumber } from "./form/calendar-day.ts";
import { type AnswerFact, type PersonFact, personFacts } from "./registers/count-facts.ts";
import { endOfWait, firstAt, type TimeLeaf } from "./waits.ts";

/** What happened for the first time in a case that this organisation counts. */
export interface CaseOfYear {
  readonly facts: readonly PersonFact[];
  /** From the opening to the formal identification; null where there was none in the year. */
  readonly days: number | null;
  /** How the person is counted, of those who agreed to it for the whole year. */
  readonly traits: Pick<
    ReturnType<typeof caseInPeriod>,
    "sex" | "age" | "forms" | "recognisedBy" | "citizenship" | "countries"
  >;
}

/** What this organisation said to one referral. */
export interface AnswerOfYear {
  readonly fact: AnswerFact;
  readonly referral: string;
  /** Why it declined. */
  readonly reason: string | null;
}

function daysOfYear(year: number): Days {
  return { first: `${year}-01-01`, last: `${year}-12-31` };
}

/**
 * The leaf up to which what happened in a year is looked at: that of the first time note of the February after it. Null before that. It is the same for everybody, so
 * that no case is counted by nobody while it goes from one to another.
 */
export function countLeaf(year: number, times: readonly TimeLeaf[]): number | null {
  const seconds = Date.parse(`${year + 1}-02-01T00:00:00Z`) / 1000;
  return times[firstAt(times, (time) => time.seconds >= seconds)]?.index ?? null;
}

/**
 * The organisation that counts a case: the provider that opened it, else the first that accepted its first referral, else the one that the opening names as lead.
 * What comes at `until` or later makes no difference. Null for a case whose opening counts for nothing.
 */
export function counterOf(
  { id, openedBy, entries, referrals }: CaseState,
  directory: Directory,
  until: number,
): string | null {
  const opening = entries.find((entry) => entry.id === id);
  if (openedBy === null || opening === undefined || "newer" in opening.content) return null;
  const opener = opening.organisation ?? "";
  if (directory.organisation(opener)?.party === "provider") return opener;
  const leafOf = (referral: Referral) => leafIn(entries, referral.id) ?? Number.POSITIVE_INFINITY;
  const [first] = referrals.filter(({ contact }) => contact).toSorted((a, b) => leafOf(a) - leafOf(b));
  const accepted = first === undefined ? undefined : answersTo(first.id, "referral.accept", entries, until)[0];
  if (accepted !== undefined) return accepted.organisation;
  return opening.content.kind === "case.open" ? opening.content.body.lead : null;
}

/** What happened in the year in a case that this organisation counts; null where it counts for another one, or nothing happened. */
export function caseOfYear(
  { state, counted }: { readonly state: CaseState; readonly counted: CountedCase },
  organisation: string,
  year: number,
  directory: Directory,
): CaseOfYear | null {
  const until = countLeaf(year, directory.times);
  if (until === null || counterOf(state, directory, until) !== organisation) return null;
  const days = daysOfYear(year);
  const isIn = (day: string | null | undefined) => day != null && day >= days.first && day <= days.last;
  const [begun] = counted.helping;
  const first = [counted.presumed, counted.identified].filter((day) => day !== null).toSorted()[0];
  const happened: Readonly<Record<PersonFact, string | null | undefined>> = {
    "victims-identified": first,
    "victims-presumed": counted.presumed,
    "formal-identifications": counted.identified,
    "victims-referred": counted.referred?.on,
    "victims-assisted": begun?.from,
    "victims-refused": counted.refused[0],
  };
  const facts = personFacts.filter((fact) => isIn(happened[fact]));
  if (facts.length === 0) return null;
  const { sex, age, forms, recognisedBy, citizenship, countries } = caseInPeriod(counted, days);
  const { opened, identified } = counted;
  return {
    facts,
    days: isIn(identified) && opened !== null ? dayNumber(identified ?? opened) - dayNumber(opened) : null,
    traits: { sex, age, forms, recognisedBy, citizenship, countries },
  };
}

/** How this organisation answered the referrals of a case in the year. What nobody answered in the country's time counts as unanswered, also where an answer came later. */
export function answersOfYear(
  { entries, referrals }: CaseState,
  organisation: string,
  year: number,
  directory: Directory,
): readonly AnswerOfYear[] {
  const until = countLeaf(year, directory.times);
  if (until === null) return [];
  const { first, last } = daysOfYear(year);
  const isIn = (leaf: number | null) => {
    const day = leaf === null ? null : dayOfLeaf(leaf, directory);
    return day !== null && day >= first && day <= last;
  };
  return referrals.flatMap((referral): readonly AnswerOfYear[] => {
    const choice = referral.places.findIndex((place) => place.organisation === organisation);
    const sent = leafIn(entries, referral.id);
    if (choice < 0 || sent === null || referral.sentBy === organisation) return [];
    const ours = (kind: AnswerKind) =>
      answersTo(referral.id, kind, entries, until).filter((entry) => entry.organisation === organisation);
    const [accepted] = ours("referral.accept");
    const [declined] = ours("referral.decline");
    const answers = [...ours("referral.waitlist"), accepted, declined].filter((entry) => entry !== undefined);
    const hours = directory.waitsAt(sent).answer * (referral.atOnce ? 1 : choice + 1);
    const end = endOfWait(directory.times, sent, hours);
    const over = end === null ? undefined : directory.times[firstAt(directory.times, ({ seconds }) => seconds >= end)];
    const isBefore = ({ leaf }: JudgedEntry) => over !== undefined && leaf !== null && leaf < over.index;
    const isTaken = answersTo(referral.id, "referral.accept", entries, until).some(isBefore);
    const isLate = hours > 0 && over !== undefined && over.index < until && !isTaken && !answers.some(isBefore);
    const isOut = referral.places[choice]?.state === "recalled";
    return [
      ...(isIn(accepted?.leaf ?? null) ? [answerOf("referrals-accepted", referral)] : []),
      ...(isIn(declined?.leaf ?? null)
        ? [{ ...answerOf("referrals-declined", referral), reason: reasonOf(declined) }]
        : []),
      ...(isLate && !isOut && isIn(sent) ? [answerOf("referrals-unanswered", referral)] : []),
    ];
  });
}

function answerOf(fact: AnswerOfYear["fact"], { id }: Referral): AnswerOfYear {
  return { fact, referral: id, reason: null };
}

function reasonOf(declined: JudgedEntry | undefined): string | null {
  const { content } = declined ?? {};
  return content !== undefined && !("newer" in content) && content.kind === "referral.decline"
    ? content.body.reason
    : null;
}

type AnswerKind = "referral.accept" | "referral.decline" | "referral.waitlist";

/** Effective answers of one kind to a referral, the first in the log first, without those at `until` and later. */
function answersTo(
  referral: string,
  kind: AnswerKind,
  entries: readonly JudgedEntry[],
  until: number,
): readonly JudgedEntry[] {
  const isOne = ({ content, verdict, leaf }: JudgedEntry) =>
    verdict.is === "effective" &&
    leaf !== null &&
    leaf < until &&
    content.kind === kind &&
    "body" in content &&
    "referral" in content.body &&
    content.body.referral === referral;
  return entries.filter(isOne).toSorted((a, b) => (a.leaf ?? 0) - (b.leaf ?? 0));
}

function leafIn(entries: readonly JudgedEntry[], id: string): number | null {
  return entries.find((entry) => entry.id === id)?.leaf ?? null;
}
