// When somebody is at a service (DR5m): days of the week and times, as HSDS has them in a `schedule`. Times are those of the clock on its wall: the directory does not
// say in which zone of time that is, and knows no holidays, so nothing here says whether somebody is there now.
import { plainLine } from "./plain-line.ts";
import { code, languageTag, list, type Of, object, pattern, record, type Schema, set } from "./schema.ts";

/** Days of the week, spelt as RFC 5545 and HSDS do. */
export const weekDays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type WeekDay = (typeof weekDays)[number];

export const mostSchedules = 14;

const anySchedule = object({
  byday: set(code(weekDays), weekDays.length, 1),
  opens_at: pattern(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** 24:00 is the end of the day. A time before `opens_at` is one of the next day. */
  closes_at: pattern(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
});
export type Schedule = Of<typeof anySchedule>;
const scheduleSchema: Schema<Schedule> = (value): value is Schedule =>
  anySchedule(value) && value.opens_at !== value.closes_at;
export const schedulesSchema: Schema<readonly Schedule[]> = list(scheduleSchema, mostSchedules, 1);

const line = plainLine(160);
/** One more line by language, as "Ring first". No telephone number comes in by it: each one stands with its check (DR5a). */
export const hoursLineSchema: Schema<{ readonly [tag: string]: string }> = record(
  languageTag,
  (value): value is string => line(value) && !/\p{Nd}{3}/u.test(value),
  8,
  1,
);

export const dayAndNight: Schedule = { byday: weekDays, opens_at: "00:00", closes_at: "24:00" };

/** Rows of the same days as one, to be written out. Days are numbers from 0, Monday. */
interface HoursRow {
  /** Days that follow each other, the first and the last; Sunday and Monday do so too. Empty for every day. */
  readonly runs: readonly (readonly [number, number])[];
  /** From and until. Empty for the whole day. */
  readonly times: readonly (readonly [string, string])[];
}

export function hoursRows(schedules: readonly Schedule[]): readonly HoursRow[] {
  const timesByDays = new Map<string, Schedule[]>();
  for (const row of schedules) {
    const days = weekDays.filter((day) => row.byday.includes(day)).join();
    timesByDays.set(days, [...(timesByDays.get(days) ?? []), row]);
  }
  return [...timesByDays.values()].map((rows) => ({
    runs: runsOf(rows[0]?.byday ?? []),
    times: rows.some(({ opens_at, closes_at }) => opens_at === "00:00" && closes_at === "24:00")
      ? []
      : rows.map(({ opens_at, closes_at }) => [opens_at, closes_at] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  }));
}

function runsOf(days: readonly WeekDay[]): readonly (readonly [number, number])[] {
  const { length } = weekDays;
  const isOpen = (day: number) => days.includes(weekDays[(day + length) % length] ?? "MO");
  if (days.length === length) return [];
  return weekDays.flatMap((_, first) => {
    if (!isOpen(first) || isOpen(first - 1)) return [];
    let last = first;
    while (isOpen(last + 1)) last++;
    return [[first, last % length] as const];
  });
}

function dayNumber(day: string): number {
  return (weekDays as readonly string[]).indexOf(day);
}

/** Rows as they are typed: `MO-FR 09:00-12:00, MO-FR 13:00-17:00, SA 20:00-06:00`. Null for what is none. */
export function readHours(text: string): readonly Schedule[] | null {
  const rows = text.split(",").map((row): unknown => {
    const [, first = "", last = first, opens_at, closes_at] =
      /^([A-Z]{2})(?:-([A-Z]{2}))? (\d\d:\d\d)-(\d\d:\d\d)$/.exec(row.trim().toUpperCase()) ?? [];
    const [from, until] = [dayNumber(first), dayNumber(last)];
    if (from < 0 || until < 0) return null;
    const count = ((until - from + weekDays.length) % weekDays.length) + 1;
    const open = new Set(Array.from({ length: count }, (_, i) => (from + i) % weekDays.length));
    return { byday: weekDays.filter((_, day) => open.has(day)), opens_at, closes_at };
  });
  return schedulesSchema(rows) ? rows : null;
}
