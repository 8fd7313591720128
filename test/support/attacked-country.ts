// Random countries of two or three shelters whose tables somebody puts together, and how many values are left of each number below five.
import type { CountedCase } from "../../src/core/counted-case.ts";
import { notSaid } from "../../src/core/counted-case.ts";
import { ofEachFact, several } from "../../src/core/year-count.ts";
import { chanceOf } from "../../src/member/cases/release-chance.ts";
import {
  type CountryTable,
  countryTables,
  type EditionBefore,
  type SentCount,
  splitOf,
} from "../../src/statistics/country.ts";
import { classesOf, type OwnCase } from "../../src/statistics/own-numbers.ts";
import { type Release, release } from "../../src/statistics/release.ts";
import { fewestSplit, type ReleasedRow } from "../../src/statistics/small-numbers.ts";
import { type HandedOut, type LeftTwice, leftTwice } from "./made-twice.ts";
import {
  type CountryTables,
  numbersBy,
  numbersLeft,
  type OwnTables,
  othersLeft,
  type SentLine,
  valuesLeft,
} from "./number-attacker.ts";

export const year = 2031;
/** The day on which the year is released. */
export const today = "2032-02-01";
const classes = classesOf("sex");
/** A country's pattern of these classes. */
const shares = [0.55, 0.25, 0.05, 0.15];
/** The splits that an organisation and the country have both, with their classes in order. */
const commonSplits = {
  sex: classes,
  age: classesOf("age"),
  form: classesOf("form").toSpliced(-1, 0, several),
} as const;
type CommonSplit = keyof typeof commonSplits;
const splitNames = Object.keys(commonSplits) as readonly CommonSplit[];
/** What is said of a person: a class of each split, and kinds of help. */
interface Said {
  readonly sex: string;
  readonly age: string;
  readonly form: string;
  readonly help: readonly string[];
}

/** Chance that begins at a seed: a number from 0 to `below` - 1. */
export type Chance = (below: number) => number;

export function chanceFrom(seed: number): Chance {
  let drawn = seed;
  return (below) => {
    drawn = (drawn + 0x6d2b79f5) | 0;
    let mixed = Math.imul(drawn ^ (drawn >>> 15), drawn | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Three in ten shelters have fewer than six persons. */
function someNumber(chance: Chance): number {
  const kind = chance(10);
  return kind < 3 ? chance(6) : kind < 6 ? 5 + chance(15) : 20 + chance(20);
}

function someClass(chance: Chance): number {
  let left = chance(1000) / 1000;
  return shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
}

/** How many persons a shelter has in each class. */
export function someShelter(chance: Chance): readonly number[] {
  const cells = classes.map(() => 0);
  for (let n = someNumber(chance); n > 0; n--) {
    const at = someClass(chance);
    cells[at] = (cells[at] ?? 0) + 1;
  }
  return cells;
}

/** So many persons of the country's pattern; one in eight agreed to be in no class. */
function somePersons(chance: Chance, persons: number): readonly Said[] {
  const drawn = <T>(...of: readonly T[]) => of[chance(of.length)] as T;
  return Array.from({ length: persons }, (): Said => {
    if (chance(8) === 0) return { sex: notSaid, age: notSaid, form: notSaid, help: [notSaid] };
    return {
      sex: classes[someClass(chance)] ?? notSaid,
      age: drawn("9-17", "18-29", "18-29", "18-29", "30-", "30-", "30-", notSaid),
      form: drawn("forced-labour", "forced-labour", "sexual-exploitation", "forced-begging", several, notSaid),
      help: helpKinds.filter((_, kind) => chance(10) < (helpOfTen[kind] ?? 0)),
    };
  });
}

/** Help that shelters give, and of ten persons how many get it: of all other kinds nobody does. */
const helpKinds = ["shelter-emergency", "medical", "psychological", "legal-advice", "cash"];
const helpOfTen = [9, 5, 4, 8, 1];

/** A case whose help began on a day of the year; of a class of the split by sex. */
export function helpedCase(caseId: string, said: Partial<Said>, from: string, until: string | null = null): OwnCase {
  const { sex = notSaid, age = "18-29", form = "forced-labour", help = [] } = said;
  const isSaid = <T extends string>(code: T) => (code === notSaid ? null : code);
  const counted: CountedCase = {
    yesUntil: help.includes(notSaid) ? null : "9999-12-31",
    traits: {
      sex: isSaid(sex),
      age: isSaid(age) as CountedCase["traits"]["age"],
      child: false,
      forms: form === several ? ["forced-labour", "other"] : form === notSaid ? [] : [form],
      means: [],
      citizenship: [],
      countries: [],
      recognisedBy: null,
    },
    opened: from,
    presumed: null,
    identified: null,
    notIdentified: null,
    referred: null,
    answers: [],
    helping: [{ from, until, outcome: null }],
    help: Object.fromEntries((help.includes(notSaid) ? ["medical"] : help).map((kind) => [kind, { [from]: {} }])),
    stays: [],
    refused: [],
    reflection: null,
    returned: null,
  };
  return { caseId, person: caseId, counted };
}

/** What a shelter hands out of its year; its name decides its chance. */
function handedOut(name: string, persons: readonly Partial<Said>[]): OwnTables {
  const cases = persons.map((said, each) => helpedCase(`${name}/${persons.length - each}`, said, `${year}-02-01`));
  return tablesOf(release(cases, String(year), today, chanceOf(name)));
}

export function tablesOf(made: Release | null): OwnTables {
  const rowsOf = (table: string) => made?.tables.find(({ of }) => of === table)?.rows ?? [];
  const splits = splitNames.flatMap((name) => (rowsOf(name).length > 0 ? [[name, rowsOf(name)] as const] : []));
  return { rows: rowsOf("totals"), splits: new Map(splits), help: rowsOf("help") };
}

/** How many of these persons are in each class of each split. */
function cellsOf(persons: readonly Said[]): ReadonlyMap<CommonSplit, readonly number[]> {
  const ofSplit = (name: CommonSplit) =>
    commonSplits[name].map((cell) => persons.filter((said) => said[name] === cell).length);
  return new Map(splitNames.map((name) => [name, ofSplit(name)]));
}

/** What a shelter sends of so many persons in each class of these splits, all of them recognised for the first time in the year. */
function countSent(name: string, splits: ReadonlyMap<CommonSplit, readonly number[]>): SentCount {
  const [persons = 0] = [...splits.values()].map(sumOf);
  const cells = [...splits].flatMap(([by, values]) =>
    values.flatMap((value, at) => (value === 0 ? [] : [{ by, cell: commonSplits[by][at] ?? "", value }])),
  );
  return {
    tokens: ofEachFact((fact) => Array.from({ length: persons }, (_, n) => `${name}/${fact}/${n}`)),
    cells,
    days: null,
  };
}

const bySex = (cells: readonly number[]) => new Map([["sex", cells] as const]);

function said(tables: readonly CountryTable[]): CountryTables {
  const whole = tables[0]?.rows.find(({ key }) => key === "victims-identified");
  if (whole === undefined) throw new Error("a country says how many were recognised");
  const splits = tables.flatMap(({ of, rows }) =>
    splitNames.includes(of as CommonSplit) ? [[of, rows] as const] : [],
  );
  return { whole, splits: new Map(splits) };
}

/** What the country says of the persons of these shelters, all of them recognised and helped for the first time in its year. */
function countrySays(name: string, shelters: readonly ReadonlyMap<CommonSplit, readonly number[]>[]): CountryTables {
  const sent = shelters.map((cells, i) => countSent(`${name}/${i}`, cells));
  return said(countryTables(sent, year, chanceOf(name)).tables);
}

/** Of how many numbers from one to four so many values are left, or one, or two. */
export interface Left {
  asked: number;
  one: number;
  two: number;
}

/** Of persons of a shelter and of its classes, and of who had a kind of help and who had not. */
interface LeftOf {
  readonly classes: Left;
  readonly help: Left;
}

export interface Attacked {
  /** Of whoever has the tables of both shelters and of a country that has no third one. */
  readonly everybody: LeftOf;
  /** Of a third shelter that takes its own away. */
  readonly third: LeftOf;
  /** How many shelters with more than twenty persons had a split, and how many there were. */
  readonly splits: { said: number; all: number };
}

export const none = (): Left => ({ asked: 0, one: 0, two: 0 });

/** So many random countries, each with two shelters that hand out their year, and once more with a third one that attacks. */
export function attackCountries(countries: number, seed: number): Attacked {
  const chance = chanceFrom(seed);
  const noneOf = (): LeftOf => ({ classes: none(), help: none() });
  const found: Attacked = { everybody: noneOf(), third: noneOf(), splits: { said: 0, all: 0 } };
  for (let n = 0; n < countries; n++) {
    const [one = [], two = [], third = []] = [1, 2, 3].map(() => somePersons(chance, someNumber(chance)));
    const tables = [handedOut(`${seed}/${n}/one`, one), handedOut(`${seed}/${n}/two`, two)] as const;
    [one, two].forEach(({ length }, i) => {
      if (length <= fewestSplit) return;
      found.splits.all++;
      if ((tables[i]?.splits.size ?? 0) > 0) found.splits.said++;
    });
    const attacks = [
      [found.everybody, [one, two], []],
      [found.third, [one, two, third], third],
    ] as const;
    for (const [left, shelters, known] of attacks) {
      const country = countrySays(`${seed}/${n}/country`, shelters.map(cellsOf));
      valuesLeft(tables, country, cellsOf(known)).forEach((values, who) => {
        const persons = who === 0 ? one : two;
        add(left.classes, persons.length, values.all);
        for (const [name, cells] of cellsOf(persons))
          if (country.splits.has(name) || tables[who]?.splits.has(name) === true)
            cells.forEach((truth, at) => void add(left.classes, truth, values.splits.get(name)?.[at]));
        tables[who]?.help.forEach(({ key }, kind) => {
          const having = persons.filter(({ help }) => help.includes(key)).length;
          add(left.help, having, values.help[kind]?.having);
          add(left.help, persons.length - having, values.help[kind]?.rest);
        });
      });
    }
  }
  return found;
}

export function add(left: Left, truth: number, values: ReadonlySet<number> | undefined): void {
  if (values?.has(truth) !== true)
    throw new Error(`the attacker lost the truth: ${truth} of ${[...(values ?? [])].join()}`);
  if (truth === 0 || truth >= 5) return;
  left.asked++;
  if (values.size === 1) left.one++;
  if (values.size === 2) left.two++;
}

export function sumOf(cells: readonly number[]): number {
  return cells.reduce((sum, n) => sum + n, 0);
}

/** Each number of a part that is left by what every part may be, and by the exact sum. */
function valuesOfPart(
  part: ReadonlySet<number>,
  others: readonly ReadonlySet<number>[],
  sum: number,
): ReadonlySet<number> {
  const sums = sumsOf(others);
  return new Set([...part].filter((n) => sums.has(sum - n)));
}

/** What numbers may come to together. */
function sumsOf(numbers: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  let sums = new Set([0]);
  for (const each of numbers) sums = new Set([...sums].flatMap((so) => [...each].map((n) => so + n)));
  return sums;
}

/** How many persons a shelter may have by its year, and by what the quarters of it say together. */
function numbersByAll({ quarters, numbersBy: by }: HandedOut): ReadonlySet<number> {
  const sums = sumsOf(quarters.map((quarter) => numbersWithin([quarter])));
  return new Set([0, 1, 2, 3, 4].flatMap(by).filter((n) => sums.has(n)));
}

const alone = (persons: number) => bySex([persons, 0, 0, 0]);
const many = (persons: number) =>
  Array.from({ length: persons }, (): Said => {
    return { sex: classes[0] ?? "", age: "18-29", form: "forced-labour", help: [] };
  });

/** Countries of two to six shelters, all of which hand out their year and its quarters: their persons beside the exact sum, for everybody and for one that takes its own away. */
export function attackTotals(countries: number, seed: number): { readonly everybody: Left; readonly sender: Left } {
  const chance = chanceFrom(seed);
  const [everybody, sender] = [none(), none()];
  for (let n = 0; n < countries; n++) {
    const shelters = Array.from({ length: 2 + chance(5) }, () => sumOf(someShelter(chance)));
    const printed = shelters.map((persons, i) =>
      numbersByAll(handedOutInQuarters(`${seed}/${n}/${i}`, inQuarters(chance, many(persons)))),
    );
    const { whole } = countrySays(`${seed}/${n}`, shelters.map(alone));
    // Of a sum that is not exact nothing follows for everybody.
    if (whole.least !== whole.most) continue;
    shelters.forEach((persons, i) => {
      const others = printed.filter((_, at) => at !== i);
      const [part] = printed.slice(i);
      if (part === undefined) return;
      add(everybody, persons, valuesOfPart(part, others, whole.least));
      const attacker = (i + 1) % shelters.length;
      const unknown = printed.filter((_, at) => at !== i && at !== attacker);
      add(sender, persons, valuesOfPart(part, unknown, whole.least - (shelters[attacker] ?? 0)));
    });
  }
  return { everybody, sender };
}

/** Each number that all rows of a quarter leave. */
function numbersWithin(rows: readonly ReleasedRow[]): ReadonlySet<number> {
  const [least, most] = [Math.max(...rows.map((row) => row.least)), Math.min(...rows.map((row) => row.most))];
  return new Set(Array.from({ length: most - least + 1 }, (_, i) => least + i));
}

/** Shelters whose new persons of a year the country says exactly, since they are alone in it: the quarters of the year. */
export function attackQuarters(shelters: number, seed: number): Left {
  const chance = chanceFrom(seed);
  const left = none();
  for (let n = 0; n < shelters; n++) {
    const most = [4, 8, 16, 30][chance(4)] ?? 4;
    const quarters = Array.from({ length: 4 }, () => chance(most));
    const cases = quarters.flatMap((persons, q) =>
      Array.from({ length: persons }, (_, i) => {
        const day = `${year}-${String(q * 3 + 2).padStart(2, "0")}`;
        return helpedCase(`${seed}/${n}/${q}/${i}`, { sex: "women" }, `${day}-01`, `${day}-20`);
      }),
    );
    const rowsOf = (period: string) => tablesOf(release(cases, period, today, chanceOf("shelter"))).rows;
    const printed = quarters.map((_, q) => numbersWithin(rowsOf(`${year}-Q${q + 1}`)));
    quarters.forEach((persons, q) => {
      const others = printed.filter((_, at) => at !== q);
      const [part] = printed.slice(q);
      if (part !== undefined) add(left, persons, valuesOfPart(part, others, sumOf(quarters)));
    });
  }
  return left;
}

/** A person, and in which quarter of the year they were helped. */
interface OfQuarter {
  readonly said: Said;
  readonly quarter: number;
}

const inQuarters = (chance: Chance, persons: readonly Said[]): readonly OfQuarter[] =>
  persons.map((said) => ({ said, quarter: chance(4) }));

/** What a shelter hands out of its year and of each quarter of it, by the same persons. Who came last is first. */
function handedOutInQuarters(name: string, persons: readonly OfQuarter[]): HandedOut {
  const cases = persons.map(({ said, quarter }, each) => {
    const month = `${year}-${String(quarter * 3 + 2).padStart(2, "0")}`;
    return helpedCase(`${name}/${persons.length - each}`, said, `${month}-01`, `${month}-20`);
  });
  const made = (period: string) => tablesOf(release(cases, period, today, chanceOf(name)));
  const tables = made(String(year));
  const quarters = [1, 2, 3, 4].flatMap((n) => made(`${year}-Q${n}`).rows.filter(({ key }) => key === "new"));
  return { quarters, splits: tables.splits, numbersBy: (start) => numbersBy(tables, start) };
}

/** What both tables leave to somebody who knows how many came in between, the first of these, and what `isKnown` says of how many there were before. */
function leftByBoth(
  name: string,
  persons: readonly OfQuarter[],
  came: number,
  isKnown: (all: number) => boolean,
): LeftTwice {
  const [then, now] = [persons.slice(came), persons].map((all) => handedOutInQuarters(name, all));
  if (then === undefined || now === undefined) throw new Error("two tables");
  return leftTwice([then, now], came, isKnown);
}

/**
 * Shelters that hand out a year and its quarters twice. Between the two times some cases came in, or were erased, and somebody knows how many, and how many there are: of each
 * quarter and each class how many persons it has, and how many of those who came.
 */
export function attackTwice(
  shelters: number,
  seed: number,
): { readonly quarters: Left; readonly classes: Left; readonly came: Left } {
  const chance = chanceFrom(seed);
  const left = { quarters: none(), classes: none(), came: none() };
  for (let n = 0; n < shelters; n++) {
    const came = 1 + chance(9);
    const persons = inQuarters(chance, somePersons(chance, 5 + chance(40) + came));
    const values = leftByBoth(`${seed}/${n}`, persons, came, (all) => all === persons.length - came);
    const addCell = (of: Left, cell: LeftTwice["quarters"][number] | undefined, isIn: (one: OfQuarter) => boolean) => {
      const numberIn = (some: readonly OfQuarter[]) => some.filter(isIn).length;
      add(of, numberIn(persons.slice(came)), cell?.first);
      add(of, numberIn(persons), cell?.second);
      add(left.came, numberIn(persons.slice(0, came)), cell?.came);
    };
    values.quarters.forEach((cell, q) => void addCell(left.quarters, cell, ({ quarter }) => quarter === q));
    for (const [name, cells] of values.splits)
      cells.forEach((cell, i) => {
        const code = commonSplits[name as CommonSplit][i];
        addCell(left.classes, cell, ({ said: of }) => of[name as CommonSplit] === code);
      });
  }
  return left;
}

/**
 * Two shelters and one that attacks, in two editions of the country. Between them at least five cases changed, all of one shelter, which hands its year and the quarters of it
 * out at both times: how many the other one has, which did not change.
 */
export function attackEditions(countries: number, seed: number, isOfOneClass = false): Left {
  const chance = chanceFrom(seed);
  const left = none();
  for (let n = 0; n < countries; n++) {
    const [few, before] = [1 + chance(4), 5 + chance(40)];
    const more = 5 + chance(10);
    const changed = isOfOneClass ? many(before + more) : somePersons(chance, before + more);
    const { all } = leftByBoth(`${seed}/${n}/changed`, inQuarters(chance, changed), more, () => true);
    const part = numbersLeft(handedOut(`${seed}/${n}/few`, many(few)));
    add(left, few, valuesOfPart(part, [all], few + before));
  }
  return left;
}

/**
 * Countries of which a sender takes its own away from a split: in one edition, and in a second one before which that sender alone changed its count, or sent one at all.
 * How many countries have a split in the first edition, and in the second, is said too.
 */
export function attackSplits(countries: number, seed: number) {
  const chance = chanceFrom(seed);
  const found = { one: none(), two: none(), late: none(), splits: [0, 0, 0] };
  for (let n = 0; n < countries; n++) {
    const others = Array.from({ length: 1 + chance(4) }, () => someShelter(chance));
    const [first, more] = [someShelter(chance), someShelter(chance).map((cell, i) => cell + (i === 0 ? 5 : 0))];
    const second = first.map((cell, i) => cell + (more[i] ?? 0));
    const sentByOthers = others.map((cells, i) => countSent(`${seed}/${n}/${i}`, bySex(cells)));
    const drawFor = chanceOf(`${seed}/${n}`);
    const tablesWith = (own: readonly number[] | null, edition: string, before?: EditionBefore) => {
      const sent = own === null ? [] : [countSent(`${seed}/${n}/own ${edition}`, bySex(own))];
      return countryTables([...sentByOthers, ...sent], year, drawFor, before).tables;
    };
    const cellsOfOthers = classes.map((_, i) => others.reduce((sum, cells) => sum + (cells[i] ?? 0), 0));
    const attack = (
      left: Left,
      printings: readonly { readonly tables: readonly CountryTable[]; readonly own: readonly number[] }[],
    ) => {
      const lines = printings.flatMap(({ tables, own }): readonly SentLine[] => {
        const split = said(tables).splits.get("sex");
        return split === undefined ? [] : [{ line: split.map(({ shown }) => shown ?? 0), own }];
      });
      if (lines.length === 0) return;
      othersLeft(lines, sumOf(cellsOfOthers)).forEach((values, i) => void add(left, cellsOfOthers[i] ?? 0, values));
    };
    const nothing = classes.map(() => 0);
    const one = tablesWith(first, "first");
    const beforeOne = [...sentByOthers, countSent(`${seed}/${n}/own first`, bySex(first))];
    const two = tablesWith(second, "second", { sent: beforeOne, tables: one, kept: [] });
    const without = tablesWith(null, "none");
    const late = tablesWith(first, "first", { sent: [...sentByOthers, null], tables: without, kept: [] });
    attack(found.one, [{ tables: one, own: first }]);
    attack(found.two, [
      { tables: one, own: first },
      { tables: two, own: second },
    ]);
    attack(found.late, [
      { tables: without, own: nothing },
      { tables: late, own: first },
    ]);
    if (said(one).whole.least >= 20 && said(one).whole.least === said(one).whole.most) {
      found.splits[0] = (found.splits[0] ?? 0) + 1;
      if (said(one).splits.size > 0) found.splits[1] = (found.splits[1] ?? 0) + 1;
      if (said(two).splits.size > 0) found.splits[2] = (found.splits[2] ?? 0) + 1;
    }
  }
  return found;
}

/** Countries of three shelters whose years below twenty are joined, for everybody and for a shelter that takes its own of all these years away. */
export function attackWindows(countries: number, seed: number): { readonly everybody: Left; readonly sender: Left } {
  const chance = chanceFrom(seed);
  const found = { everybody: none(), sender: none() };
  for (let n = 0; n < countries; n++) {
    const years: (readonly (readonly number[])[])[] = [];
    const persons = () => sumOf(years.flatMap((shelters) => shelters.map(sumOf)));
    while (persons() < fewestSplit)
      years.push([0, 1, 2].map(() => someShelter(chance).map((cell) => Math.min(cell, 4))));
    const sent = years.flatMap((shelters, at) =>
      shelters.map((cells, i) => countSent(`${seed}/${n}/${at}/${i}`, bySex(cells))),
    );
    const split = splitOf("sex", sent, years.map((_, at) => year + at).join("+"), chanceOf(`${seed}/${n}`));
    if (split === null) continue;
    const line = split.map(({ shown }) => shown ?? 0);
    const cellsOf = (who: readonly number[]) =>
      classes.map((_, at) => sumOf(years.flatMap((shelters) => who.map((i) => shelters[i]?.[at] ?? 0))));
    const attack = (left: Left, others: readonly number[], own: readonly number[]) =>
      othersLeft([{ line, own }], sumOf(others)).forEach((values, i) => void add(left, others[i] ?? 0, values));
    attack(found.everybody, cellsOf([0, 1, 2]), cellsOf([]));
    attack(found.sender, cellsOf([0, 1]), cellsOf([2]));
  }
  return found;
}

/** Persons of a sender, by who was presumed, who was formally identified, and who was both. */
function partsSent(name: string, [presumed = 0, formal = 0, both = 0]: readonly number[]): SentCount {
  const ids = Array.from({ length: presumed + formal + both }, (_, n) => `${name}/${n}`);
  const tokens = {
    ...ofEachFact((): readonly string[] => []),
    "victims-identified": ids,
    "victims-presumed": [...ids.slice(0, presumed), ...ids.slice(presumed + formal)],
    "formal-identifications": ids.slice(presumed),
  };
  return { tokens, cells: [], days: null };
}

/**
 * Countries of which a sender takes its own away from who was presumed, who formally identified, and who is in both, in two editions before the second of which that sender
 * alone changed its count: what it reads of the others.
 */
export function attackParts(countries: number, seed: number): Left {
  const chance = chanceFrom(seed);
  const left = none();
  const parts = ["victims-presumed", "formal-identifications"] as const;
  for (let n = 0; n < countries; n++) {
    const some = (most: number) => [chance(most), chance(most), chance(most)];
    const others = Array.from({ length: 1 + chance(3) }, () => some(8));
    const [was, more] = [some(16), some(12)];
    const own = [was, was.map((one, i) => one + (more[i] ?? 0))];
    // Whoever comes later has other ids than those of before in each of the three.
    const sentIn = (edition: number) => [
      ...others.map((cells, i) => partsSent(`${seed}/${n}/${i}`, cells)),
      ...(own[edition] ?? []).map((cell, kind) =>
        partsSent(
          `${seed}/${n}/own/${kind}`,
          [0, 1, 2].map((each) => (each === kind ? cell : 0)),
        ),
      ),
    ];
    const joined = (edition: number) => {
      const all = sentIn(edition);
      return [...all.slice(0, others.length), together(all.slice(others.length))];
    };
    const [first, second] = [joined(0), joined(1)];
    const then = countryTables(first, year, chanceOf(`${seed}/${n}`)).tables;
    const partOf = (sent: readonly SentCount[], fact: (typeof parts)[number]) => sent.at(-1)?.tokens[fact].length ?? 0;
    // Of which fewer than five changed the first number stands (YC8a).
    const kept = parts.filter((fact) => partOf(second, fact) - partOf(first, fact) < 5);
    const before = { sent: first, tables: then, kept };
    const now = countryTables(second, year, chanceOf(`${seed}/${n}`), before).tables;
    const rowOf = (tables: readonly CountryTable[], fact: string) => tables[0]?.rows.find(({ key }) => key === fact);
    const whole = rowOf(now, "victims-identified");
    if (whole === undefined || whole.least !== whole.most) continue;
    const all = whole.least - sumOf(own[1] ?? []);
    const isLeft = (fact: (typeof parts)[number], value: number) => {
      const says = [[first, then] as const, ...(kept.includes(fact) ? [] : [[second, now] as const])];
      return says.every(([sent, tables]) => {
        const row = rowOf(tables, fact);
        return row === undefined || isWithinRow(value + partOf(sent, fact), row);
      });
    };
    const upTo = Array.from({ length: all + 1 }, (_, value) => value);
    const pairs = upTo
      .filter((presumed) => isLeft("victims-presumed", presumed))
      .flatMap((presumed) => upTo.map((formal) => [presumed, formal] as const))
      .filter(([presumed, formal]) => presumed + formal >= all && isLeft("formal-identifications", formal));
    const [presumed = 0, formal = 0, both = 0] = [0, 1, 2].map((i) => sumOf(others.map((cells) => cells[i] ?? 0)));
    const numbers: readonly (readonly [number, (pair: readonly [number, number]) => number])[] = [
      [presumed + both, ([one]) => one],
      [formal + both, ([, two]) => two],
      [both, ([one, two]) => one + two - all],
      [formal, ([one]) => all - one],
      [presumed, ([, two]) => all - two],
    ];
    for (const [truth, numberOf] of numbers) add(left, truth, new Set(pairs.map(numberOf)));
  }
  return left;
}

const isWithinRow = (n: number, { least, most }: ReleasedRow) => n >= least && n <= most;

/** The counts of some as that of one. */
function together(sent: readonly SentCount[]): SentCount {
  return { tokens: ofEachFact((fact) => sent.flatMap(({ tokens }) => tokens[fact])), cells: [], days: null };
}
