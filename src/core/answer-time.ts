// How long an organisation recently took to answer its referrals (DR5), counted from its own cases. The figure becomes public, so it must never
// reveal a single case: it is a median in whole hours, or nothing.
import type { CaseState } from "./case/fold.ts";
import { type DatedCapacity, figureAge } from "./free-places.ts";
import { answerWindowDays } from "./service.ts";
import type { TimeLeaf } from "./waits.ts";

/** With fewer answers than these nothing is said. */
const fewestAnswers = 5;

const answerKinds: ReadonlySet<string> = new Set(["referral.accept", "referral.decline", "referral.waitlist"]);
const day = 24 * 3600;

/**
 * The median hours from the arrival of a referral in the log to this organisation's first answer to it (accept, decline or waiting
 * list), rounded up, at least 1; null with fewer than `fewestAnswers` answers in the last `answerWindowDays` days before `now`
 * (milliseconds since 1970). Both ends are read off the log's time notes and no device's clock (LG8), so a single answer is exact to
 * about an hour. What no time note covers yet does not count. What was answered from a carried file before the log held it (LG6)
 * counts as answered on arrival.
 */
export function hoursOf(answers: readonly Answered[], times: readonly TimeLeaf[], now: number): number | null {
  const since = now / 1000 - answerWindowDays * day;
  const seconds = answers
    .flatMap(({ arrival, answer }) => {
      const arrived = timeOfLeaf(arrival, times);
      const answered = timeOfLeaf(answer, times);
      if (arrived === null || answered === null || answered < since) return [];
      return [Math.max(0, answered - arrived)];
    })
    .sort((a, b) => a - b);
  if (seconds.length < fewestAnswers) return null;
  // The field is bounded by the window: what took longer counts as that long.
  return Math.min(answerWindowDays * 24, Math.max(1, Math.ceil(median(seconds) / 3600)));
}

/**
 * The answer time that a capacity note states, while it is recent; null when it states none, when its age is not known, or
 * when it is older than the window over which it was counted. `now` in milliseconds since 1970.
 */
export function shownAnswerHours(capacity: DatedCapacity | null, now: number): number | null {
  if (capacity === null || figureAge(capacity, now) === "unknown") return null;
  const isLately = now - Date.parse(capacity.updated) <= answerWindowDays * day * 1000;
  return isLately ? (capacity.answer_hours ?? null) : null;
}

/** The leaves of a referral to an organisation and of its first answer. */
export interface Answered {
  readonly arrival: number;
  readonly answer: number;
}

/** Those of each referral of a case to this organisation, where both are logged. */
export function answersIn({ entries, referrals }: CaseState, organisation: string): readonly Answered[] {
  return referrals.flatMap(({ id, sentBy, places }) => {
    // What it sent to itself it had no need to answer.
    if (sentBy === organisation || !places.some((place) => place.organisation === organisation)) return [];
    const arrival = entries.find((entry) => entry.id === id)?.leaf ?? null;
    const answers = entries.flatMap((entry) => {
      const { content, leaf, verdict } = entry;
      const isOurs = verdict.is === "effective" && entry.organisation === organisation && answerKinds.has(content.kind);
      return isOurs && leaf !== null && isAbout(content, id) ? [leaf] : [];
    });
    return arrival === null || answers.length === 0 ? [] : [{ arrival, answer: Math.min(...answers) }];
  });
}

function isAbout(content: CaseState["entries"][number]["content"], referral: string): boolean {
  return "body" in content && "referral" in content.body && content.body.referral === referral;
}

/** Seconds since 1970 of the first time note whose own checkpoint holds the leaf. */
export function timeOfLeaf(leaf: number, times: readonly TimeLeaf[]): number | null {
  return times.find((time) => time.size > leaf)?.seconds ?? null;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
