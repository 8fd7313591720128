// How a language writes: digits, groups, plural categories, dates as far as they are known, lists, the order of its letters. All of it is data in
// `<tag>/language.json`: browsers have no Tajik and no Uzbek, and give what their system speaks instead.

/** `<tag>/language.json`. */
export interface LanguageData {
  /** Its name in itself. */
  readonly name: string;
  readonly direction: string;
  /** Whether a native speaker has read all that is written in it. */
  readonly checked: boolean;
  /** From nought to nine. */
  readonly digits: string;
  /** Between groups of three digits. */
  readonly group: string;
  readonly decimal: string;
  /** The categories beside `other`, as conditions on `n` in the spelling of CLDR. */
  readonly plurals: Readonly<Record<string, string>>;
  /** Twelve months with spaces between: alone, and in the forms that its dates need. */
  readonly months: Readonly<Record<string, string>>;
  /** By form: how a year is written, a month of a year, a day. */
  readonly dates: Readonly<Record<string, readonly string[]>>;
  /** Seven days from Monday on with spaces between, some that follow each other, hours of a day, and hours without an end. */
  readonly week: Readonly<Record<"days" | "run" | "times" | "everyDay" | "dayAndNight", string>>;
  /** What had come by a date, nobody says when. */
  readonly orBefore: string;
  readonly moment: string;
  readonly list: { readonly comma: string; readonly pair: string; readonly last: string };
  /** Between words that stand beside each other. */
  readonly apart: string;
  /** Before and behind what somebody else wrote. */
  readonly quotes: readonly string[];
  readonly comma: string;
  readonly semicolon: string;
  /** The languages that its readers likely read, when something has no name in their own. */
  readonly readsToo: readonly string[];
  /** Its letters in their order. */
  readonly alphabet: string;
}

type PluralCategory = "zero" | "one" | "two" | "few" | "many" | "other";

export class Language {
  readonly tag: string;
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  readonly #data: LanguageData;
  readonly #months: Readonly<Record<string, readonly string[]>>;
  readonly #plurals: readonly (readonly [PluralCategory, (n: number) => boolean])[];
  #letters: ReadonlyMap<string, number> | null = null;

  constructor(tag: string, data: LanguageData) {
    this.tag = tag;
    this.name = data.name;
    this.direction = data.direction === "rtl" ? "rtl" : "ltr";
    this.#data = data;
    this.#months = Object.fromEntries(Object.entries(data.months).map(([form, months]) => [form, months.split(" ")]));
    this.#plurals = Object.entries(data.plurals).map(([name, rule]) => [name as PluralCategory, conditionOf(rule)]);
  }

  /** The categories into which its numbers fall. */
  get categories(): readonly PluralCategory[] {
    return [...this.#plurals.map(([category]) => category), "other"];
  }

  plural(n: number): PluralCategory {
    return this.#plurals.find(([, holds]) => holds(Math.abs(n)))?.[0] ?? "other";
  }

  /** A number in groups of three digits. */
  number(n: number): string {
    const [whole = "", part] = String(n).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, this.#data.group);
    return this.digits(part === undefined ? grouped : `${grouped}${this.#data.decimal}${part}`);
  }

  /** Any text with the language's own digits. */
  digits(text: string): string {
    const { digits } = this.#data;
    return digits.startsWith("0") ? text : text.replace(/[0-9]/g, (digit) => digits[Number(digit)] ?? digit);
  }

  /** The twelve months as they stand alone. */
  get months(): readonly string[] {
    return this.#months["alone"] ?? [];
  }

  /** A date as far as it is known (2003, 2003-08, 2003-08-01, ..2003), of the calendar in which records are kept. */
  date(date: string, form = "bare"): string {
    if (date.startsWith("..")) return this.#data.orBefore.replace("{date}", this.date(date.slice(2), form));
    const [year = "", month, day] = date.split("-");
    const pattern = this.#data.dates[form]?.[day !== undefined ? 2 : month !== undefined ? 1 : 0] ?? "{year}";
    return pattern.replace(/\{([a-z]+)\}/g, (_, name: string) => {
      if (name === "year") return this.digits(String(Number(year)));
      if (name === "day") return this.digits(String(Number(day)));
      return (this.#months[name] ?? this.months)[Number(month) - 1] ?? "";
    });
  }

  /** How days of the week and hours are written. */
  get week(): LanguageData["week"] {
    return this.#data.week;
  }

  /** The day of a moment by this device's clock. */
  day(at: number): string {
    const date = new Date(at);
    return this.date([date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-"));
  }

  /** The time of day by this device's clock: 14:05. */
  time(at: number): string {
    const date = new Date(at);
    return this.digits([date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":"));
  }

  /** Day and time of day by this device's clock. */
  moment(at: number): string {
    return this.#data.moment.replace("{date}", this.day(at)).replace("{time}", this.time(at));
  }

  /** a, b and c. Each by itself, else names in other letters turn the order of a Persian list around. */
  list(items: readonly string[]): string {
    const { comma, pair, last } = this.#data.list;
    const parts = items.map((item) => this.isolate(item));
    if (parts.length < 3) return parts.join(pair);
    return `${parts.slice(0, -1).join(comma)}${last}${parts.at(-1)}`;
  }

  /** Words with commas between them. */
  commas(words: readonly string[]): string {
    return words.map((word) => this.isolate(word)).join(this.#data.comma);
  }

  /** Between words, and between parts of a sentence that have commas of their own. */
  get comma(): string {
    return this.#data.comma;
  }

  get semicolon(): string {
    return this.#data.semicolon;
  }

  /** What somebody else wrote, in this language's quotation marks. */
  quote(text: string): string {
    const [before = "", behind = ""] = this.#data.quotes;
    return `${before}${text}${behind}`;
  }

  /** Between words that stand beside each other. A dot would be a zero to readers of Persian. */
  get between(): string {
    return this.#data.apart;
  }

  /** Words beside each other. */
  apart(words: readonly string[]): string {
    return words.map((word) => this.isolate(word)).join(this.#data.apart);
  }

  /**
   * Words of unknown direction as they may stand inside a sentence: a Latin name must not reorder its Persian neighbours. What was put together
   * of such parts is this language's own: a browser does not look into the parts for a direction, and would read the whole from left to right.
   */
  isolate(words: string): string {
    if (this.direction === "ltr") return words;
    return `${words.includes("\u2069") ? "\u2067" : "\u2068"}${words}\u2069`;
  }

  /** The name in this language of something that is named in several; else in one that its readers likely read, else whatever there is. */
  pick(names: Readonly<Record<string, string>>): string {
    const found = [this.tag, ...this.#data.readsToo].find((tag) => names[tag] !== undefined);
    return names[found ?? ""] ?? Object.values(names)[0] ?? "";
  }

  /** Which of two words stands first in a list: by the order of its letters, other letters behind them. */
  compare(a: string, b: string): number {
    const [one, two] = [this.#keys(a), this.#keys(b)];
    for (let i = 0; i < Math.max(one.length, two.length); i++) {
      const difference = (one[i] ?? -1) - (two[i] ?? -1);
      if (difference !== 0) return difference;
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  // The rank of each letter. A letter may be two characters: oʻ, sh. One with a mark that the alphabet lacks is read as the letter under it.
  #keys(word: string): readonly number[] {
    this.#letters ??= new Map(this.#data.alphabet.split(" ").map((letter, place) => [letter, place + 100]));
    const known = this.#letters;
    const letters = [...word.toLowerCase()];
    const keys: number[] = [];
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] ?? "";
      const double = known.get(letter + (letters[i + 1] ?? ""));
      if (double !== undefined) i++;
      const bare = letter.normalize("NFD")[0] ?? letter;
      const place = double ?? known.get(letter) ?? known.get(bare);
      if (place !== undefined) keys.push(place);
      else if (/[\p{L}\p{N}]/u.test(letter))
        keys.push((/\p{L}/u.test(letter) ? 1_000 : 0) + (letter.codePointAt(0) ?? 0));
    }
    return keys;
  }
}

/** A condition as CLDR spells it, on whole numbers: "n % 10 = 2..4 and n % 100 != 12..14 or n = 0,1". */
function conditionOf(rule: string): (n: number) => boolean {
  const alternatives = rule.split(" or ").map((all) => all.split(" and ").map(relationOf));
  return (n) => alternatives.some((relations) => relations.every((holds) => holds(n)));
}

function relationOf(text: string): (n: number) => boolean {
  const [, modulo, sign, list = ""] = /^n(?: % (\d+))? (=|!=) ([\d.,]+)$/.exec(text.trim()) ?? [];
  if (sign === undefined) throw new Error(`not a condition on a number: ${text}`);
  const ranges = list.split(",").map((range) => range.split("..").map(Number));
  return (n) => {
    const value = modulo === undefined ? n : n % Number(modulo);
    const isIn = ranges.some(([from = 0, until = from]) => Number.isInteger(value) && value >= from && value <= until);
    return isIn === (sign === "=");
  };
}
