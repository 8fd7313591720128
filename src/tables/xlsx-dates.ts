// Dates of a spreadsheet: numbers of days that a format shows as dates. What the format does not show is not known: "Aug 2003" is 2003-08.
import { readXml } from "./xml.ts";

/** Formats that have a number and no code in the file (ECMA-376, 18.8.30): how much of a date each shows. */
const builtIn: Readonly<Record<number, Shown>> = { 14: "day", 15: "day", 16: "day", 17: "month", 22: "day" };

type Shown = "day" | "month" | "year";

const dayMilliseconds = 86_400_000;

/** Which styles of a workbook show dates. */
export class DateFormats {
  readonly #shownByStyle: readonly (Shown | null)[];
  readonly #dayZero: number;

  /** Reads the part of styles. Throws a Problem `not-xlsx` for what is none. */
  constructor(styles: string, isOf1904: boolean) {
    this.#dayZero = isOf1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
    const shownByFormat = new Map<number, Shown | null>();
    const shown: (Shown | null)[] = [];
    let isCells = false;
    readXml(styles, {
      open: (tag, attribute) => {
        if (tag === "numFmt") shownByFormat.set(Number(attribute("numFmtId")), shownBy(attribute("formatCode") ?? ""));
        if (tag === "cellXfs") isCells = true;
        if (tag !== "xf" || !isCells) return;
        const format = Number(attribute("numFmtId") ?? 0);
        shown.push(shownByFormat.get(format) ?? builtIn[format] ?? null);
      },
      close: (tag) => {
        if (tag === "cellXfs") isCells = false;
      },
    });
    this.#shownByStyle = shown;
  }

  /** The date that a number in this style shows, as far as it shows it; null for a number that is no date. */
  dateOf(value: string, style: number): string | null {
    const shown = this.#shownByStyle[style] ?? null;
    const days = Number(value);
    // Of the 29th of February 1900, which spreadsheets have and the calendar does not, everything before is left as it is.
    if (shown === null || value.trim() === "" || !(days >= 61 && days < 400_000)) return null;
    const date = new Date(this.#dayZero + Math.floor(days) * dayMilliseconds).toISOString().slice(0, 10);
    return date.slice(0, { day: 10, month: 7, year: 4 }[shown]);
  }
}

/** How much of a date a format's code shows, without what it says literally; null for a format of numbers or times. */
function shownBy(code: string): Shown | null {
  const letters = code
    .split(";")[0]
    ?.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, "")
    .toLowerCase();
  if (letters === undefined || !/[yd]/.test(letters)) return null;
  if (letters.includes("d")) return "day";
  return letters.includes("m") ? "month" : "year";
}
