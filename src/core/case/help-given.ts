// What an organisation gave in a period, without persons: sums of its own sheets of help and of stays by month, kind and unit (FM14). A pure function of the
// sheets. A sum of few persons says whom it is about to whoever knows one of them: then only the row is named, and not how much it was.
import { addMonths, dayNumber } from "../form/calendar-day.ts";
import type { AnswerValue } from "../form/form.ts";
import type { Sheet } from "../form/sheet.ts";

/** A row about fewer persons than this has no numbers. */
export const fewestPersons = 5;

/** The forms of which sheets are help that was given. */
export const helpForms: ReadonlySet<string> = new Set(["service", "stay"]);

/** At most so many months in one table. */
export const mostMonths = 24;

/** The sheets of one case, and who the person is: two cases of one person count once. */
export interface HelpedCase {
  readonly person: string;
  readonly sheets: readonly Sheet[];
}

/** Whole months, the first and the last: of parts of months the difference of two tables would be about few persons. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

export interface HelpRow {
  readonly month: string;
  readonly form: "service" | "stay";
  readonly kind: string;
  /** A code of the form; `nights` of a stay; empty where none was said. */
  readonly unit: string;
  /** Of a sum of money its currency; else empty. */
  readonly currency: string;
  /** How many sheets, how much of the unit, and how many persons; null where they are too few to be said. */
  readonly sums: { readonly times: number; readonly number: number; readonly persons: number } | null;
}

export interface HelpGiven {
  readonly months: Months;
  readonly rows: readonly HelpRow[];
  /** Who got any of it in the whole period; null for too few. */
  readonly persons: number | null;
  /** Sheets of help given that say no day or no kind: they are in no row. */
  readonly leftOut: number;
}

/** True for two months as 2031-02, in their order and not too many. */
export function areMonths({ from, to }: Months): boolean {
  const days = [from, to].map((month) => `${month}-01`);
  return (
    days.every((day) => !Number.isNaN(dayNumber(day))) &&
    from <= to &&
    to < addMonths(`${from}-01`, mostMonths).slice(0, 7)
  );
}

/** `today` is the reader's day: a stay that goes on counts its nights until then. `isExact` says small numbers too, for the organisation itself. */
export function helpGiven(
  cases: readonly HelpedCase[],
  organisation: string,
  months: Months,
  today: string,
  isExact = false,
): HelpGiven {
  const all = cases.flatMap(({ person, sheets }) =>
    sheets
      .filter(({ by, struckOut }) => by === organisation && !struckOut)
      .flatMap((sheet) => partsOf(sheet, months, today).map((part) => ({ ...part, person }))),
  );
  const isKnown = ({ month, kind }: Part) => month !== null && kind !== null;
  const inPeriod = all.filter(
    (part) => isKnown(part) && (part.month ?? "") >= months.from && (part.month ?? "") <= months.to,
  );
  const rows = [...Map.groupBy(inPeriod, rowKey)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, parts]) => rowOf(parts, isExact));
  const persons = countPersons(inPeriod);
  return {
    months,
    rows,
    persons: isExact || persons >= fewestPersons ? persons : null,
    leftOut: all.filter((part) => !isKnown(part)).length,
  };
}

/** What one sheet adds to one row; without a month or a kind it adds to none. */
interface Part {
  readonly month: string | null;
  readonly form: HelpRow["form"];
  readonly kind: string | null;
  readonly unit: string;
  readonly currency: string;
  /** Of money in hundredths. */
  readonly number: number;
}

function rowKey({ month, form, kind, unit, currency }: Part): string {
  return JSON.stringify([month, form, kind, unit, currency]);
}

function rowOf(parts: readonly (Part & { readonly person: string })[], isExact: boolean): HelpRow {
  const [first] = parts;
  const persons = countPersons(parts);
  const sum = parts.reduce((total, { number }) => total + number, 0);
  const { month = "", form = "service", kind = "", unit = "", currency = "" } = first ?? {};
  const sums = { times: parts.length, number: currency === "" ? sum : sum / 100, persons };
  return {
    month: month ?? "",
    form,
    kind: kind ?? "",
    unit,
    currency,
    sums: isExact || persons >= fewestPersons ? sums : null,
  };
}

function countPersons(parts: readonly { readonly person: string }[]): number {
  return new Set(parts.map(({ person }) => person)).size;
}

function partsOf(sheet: Sheet, months: Months, today: string): readonly Part[] {
  if (sheet.form === "service") return servicePart(sheet);
  return sheet.form === "stay" ? stayParts(sheet, months, today) : [];
}

/** Help that was declined, was not to be had, or to which the person did not come, is none that was given. */
function servicePart(sheet: Sheet): readonly Part[] {
  if (answer(sheet, "result") !== "given") return [];
  const said = textOf(answer(sheet, "unit")) ?? "";
  const [, whole, hundredths = "", currency = ""] =
    /^(\d+)(?:\.(\d\d))? ([A-Z]{3})$/.exec(said === "amount" ? (textOf(answer(sheet, "amount")) ?? "") : "") ?? [];
  const money = whole === undefined ? 0 : Number(whole) * 100 + Number(hundredths);
  const number = answer(sheet, "number");
  const isMoney = said === "amount";
  return [
    {
      month: textOf(answer(sheet, "on"))?.slice(0, "2031-02".length) ?? null,
      form: "service",
      kind: textOf(answer(sheet, "kind")),
      unit: isMoney && currency === "" ? "" : said,
      currency,
      number: isMoney ? money : typeof number === "number" ? number : 0,
    },
  ];
}

/** The nights of a stay in each month of the period; the day on which it ends has none. */
function stayParts(sheet: Sheet, months: Months, today: string): readonly Part[] {
  const from = textOf(answer(sheet, "from"));
  const kind = textOf(answer(sheet, "kind"));
  const part = (month: string | null, number: number): Part => {
    return { month, form: "stay", kind, unit: "nights", currency: "", number };
  };
  if (from === null || kind === null) return [part(null, 0)];
  const said = textOf(answer(sheet, "until"));
  const until = said === null || said > today ? today : said;
  // It has not begun, or its days contradict each other.
  if (until < from) return [];
  return monthsFrom(months).flatMap((month) => {
    const first = `${month}-01`;
    const next = addMonths(first, 1);
    const nights = Math.min(dayNumber(until), dayNumber(next)) - Math.max(dayNumber(from), dayNumber(first));
    // Who came and left on one day was there.
    return nights > 0 || (nights === 0 && from >= first && from < next) ? [part(month, nights)] : [];
  });
}

function monthsFrom({ from, to }: Months): readonly string[] {
  const all = Array.from({ length: mostMonths }, (_, i) => addMonths(`${from}-01`, i).slice(0, from.length));
  return all.filter((month) => month !== "" && month <= to);
}

function answer(sheet: Sheet, key: string): AnswerValue | null {
  return sheet.answers.get(key)?.value ?? null;
}

function textOf(value: AnswerValue | null): string | null {
  return typeof value === "string" ? value : null;
}
