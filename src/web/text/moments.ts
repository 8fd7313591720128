// Times and lists in the reader's language and digits. Times are milliseconds since 1970; "now" always comes in.
import { language, t } from "./translate.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Date and time of day, as exact as a reader needs: "5 March 2026 at 14:05". */
export function exactMoment(at: number): string {
  return language().moment(at);
}

/** The date alone. */
export function exactDate(at: number): string {
  return language().day(at);
}

/** The time of day: "14:05". */
export function timeOfDay(at: number): string {
  return language().time(at);
}

/** The time of day for today, else the date with it. */
export function shortMoment(at: number, now: number): string {
  return isOfToday(at, now) ? timeOfDay(at) : exactMoment(at);
}

/** True for a time on the reader's present day. */
export function isOfToday(at: number, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString();
}

/** How long ago: "5 minutes ago". A time that is ahead of the clock is "just now". */
export function timeAgo(at: number, now: number): string {
  const past = now - at;
  if (past < minute) return t("time.now");
  if (past < hour) return t("time.minutes", { n: Math.floor(past / minute) });
  if (past < 2 * day) return t("time.hours", { n: Math.floor(past / hour) });
  return t("time.days", { n: Math.floor(past / day) });
}

/** How long something lasts so far: "5 minutes". */
export function timeSince(at: number, now: number): string {
  const past = Math.max(0, now - at);
  if (past < hour) return t("time.waits-minutes", { n: Math.floor(past / minute) });
  if (past < 2 * day) return t("time.waits-hours", { n: Math.floor(past / hour) });
  return t("time.waits-days", { n: Math.floor(past / day) });
}

/** So many hours in words: "5 hours", from two days on "3 days". */
export function howLong(hours: number): string {
  return hours < 48 ? t("time.waits-hours", { n: hours }) : t("time.waits-days", { n: Math.ceil(hours / 24) });
}

/** "a, b and c". */
export function listOf(words: readonly string[]): string {
  return language().list(words);
}

/** The name in the reader's language of something that is named in several; else in one that they likely read. */
export function nameIn(names: Readonly<Record<string, string>>): string {
  return language().pick(names);
}
