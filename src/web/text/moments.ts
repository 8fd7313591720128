// Times and lists in the reader's language, calendar and digits. Times are milliseconds since 1970; "now" always comes in.
import { type Language, languages } from "./languages.ts";
import { activeLanguage, isolate, t } from "./translate.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Date and time of day, as exact as a reader needs: "5 March 2026 at 14:05". */
export function exactMoment(at: number, language: Language = activeLanguage()): string {
  const { intl } = languages[language];
  if (intl === null) return `${exactDate(at, language)}, ${timeOfDay(at, language)}`;
  return new Intl.DateTimeFormat(intl, { dateStyle: "long", timeStyle: "short" }).format(at);
}

/** The date alone. */
export function exactDate(at: number, language: Language = activeLanguage()): string {
  const { intl, own } = languages[language];
  if (intl !== null) return new Intl.DateTimeFormat(intl, { dateStyle: "long" }).format(at);
  const date = new Date(at);
  const month = own?.months[date.getMonth()] ?? "";
  return `${date.getDate()} ${month} ${date.getFullYear()}`;
}

/** The time of day: "14:05". */
export function timeOfDay(at: number, language: Language = activeLanguage()): string {
  const intl = languages[language].intl ?? "ru";
  return new Intl.DateTimeFormat(intl, { hour: "2-digit", minute: "2-digit" }).format(at);
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
  const { intl, own } = languages[activeLanguage()];
  // Each word by itself, else names in Latin or Cyrillic letters turn the order of a Persian list around.
  const parts = words.map((word) => isolate(word));
  if (own === null) return new Intl.ListFormat(intl ?? "en", { type: "conjunction" }).format(parts);
  const last = parts.at(-1);
  if (last === undefined || parts.length === 1) return last ?? "";
  return `${parts.slice(0, -1).join(", ")} ${own.and} ${last}`;
}

/** The name in the reader's language of something that is named in several: else Russian, English, or whatever there is. */
export function nameIn(names: Readonly<Record<string, string>>): string {
  // Who reads Persian may not read Cyrillic; everybody else here more likely reads Russian than English.
  const others = activeLanguage() === "fa" ? ["en", "tg", "ru"] : ["ru", "en"];
  const found = [activeLanguage(), ...others].find((language) => names[language] !== undefined);
  return names[found ?? ""] ?? Object.values(names)[0] ?? "";
}
