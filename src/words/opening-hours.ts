// Days of the week and times of day as a language writes them: "Monday to Friday, 09:00 to 17:00".
import type { Language } from "./language.ts";

/** Rows as `hoursRows` of core/opening-hours.ts makes them: days are numbers from 0, Monday. */
interface Row {
  /** The first and the last of days that follow each other; none for every day. */
  readonly runs: readonly (readonly [number, number])[];
  /** From and until; none for the whole day. */
  readonly times: readonly (readonly [string, string])[];
}

export function hoursInWords(rows: readonly Row[], language: Language): string {
  return rows.map((row) => rowInWords(row, language)).join(language.semicolon);
}

function rowInWords({ runs, times }: Row, language: Language): string {
  const { everyDay, dayAndNight, times: pattern } = language.week;
  if (runs.length === 0 && times.length === 0) return dayAndNight;
  const days = runs.length === 0 ? everyDay : language.list(runs.flatMap((run) => daysInWords(run, language)));
  const open = times.map(([from, until]) => between(pattern, language.digits(from), language.digits(until)));
  return language.commas([days, open.length === 0 ? dayAndNight : language.list(open)]);
}

function daysInWords([first, last]: readonly [number, number], { week }: Language): readonly string[] {
  const days = week.days.split(" ");
  const [from = "", until = ""] = [days[first], days[last]];
  if (first === last) return [from];
  return (first + 1) % days.length === last ? [from, until] : [between(week.run, from, until)];
}

function between(pattern: string, from: string, until: string): string {
  return pattern.replace("{from}", from).replace("{until}", until);
}
