// A counted case: what statistics know of one case, and the only door through which they know it (CN1). A pure function of the case, its sheets and the log. It names
// nobody and has no free text; of a person who said no to being counted, `caseInPeriod` says nothing but that there is one.
import type { AgeClass } from "./age-class.ts";
import { answersIn, timeOfLeaf } from "./answer-time.ts";
import type { CaseState, JudgedEntry } from "./case/fold.ts";
import { isGrantTo } from "./case/readers.ts";
import { ageClassOn, caseFactsOf, inOrderSaid } from "./case/sheet-facts.ts";
import type { Directory } from "./directory.ts";
import { dayNumber } from "./form/calendar-day.ts";
import { type CountedFact, classesIn, fieldWithFact, keysOfField } from "./form/counted-facts.ts";
import { keyOfRole } from "./form/form.ts";
import type { RoleName } from "./form/roles.ts";
import type { Sheet, SheetAnswer } from "./form/sheet.ts";
import type { OrganisationKind } from "./party.ts";
import type { ReadersLog } from "./readers-log.ts";
import { firstAt } from "./waits.ts";

/** YYYY-MM-DD. */
type Day = string;

/** A period; both days are in it. */
export interface Days {
  readonly first: Day;
  readonly last: Day;
}

/** The class of what nobody said, and of everybody who did not agree to be counted (CN3). It is a class of its own, and no zero. */
export const notSaid = "not-said";

/** Who first said that the person may be a victim, by the kind of organisation. */
export const recognisers = [
  "border",
  "police",
  "labour-inspection",
  "consulate",
  "provider",
  "authority",
  "other",
] as const;
type Recogniser = (typeof recognisers)[number];

/** What came of the first referral: who took the person in, if anybody did. */
const firstAnswers = ["first-choice", "later-choice", "nobody"] as const;
type FirstAnswer = (typeof firstAnswers)[number];

/** The kind of help of a place to stay. All other kinds are those of the fact `service`. */
export const stayKind = "stay";

/** What help is measured in. Of money the unit is its currency, and the number is hundredths of it. */
export const units = ["nights", "hours", "sessions", "days", "items"] as const;

/** True for a unit that is a currency. */
export const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

/** A time in which the organisation helps. */
interface Helping {
  readonly from: Day;
  /** Null while it goes on. */
  readonly until: Day | null;
  /** Null where it goes on, and where nobody said one. */
  readonly outcome: string | null;
}

/** How a person is counted. Null, or an empty list, where nobody said it. */
interface Traits {
  readonly sex: string | null;
  readonly age: AgeClass | null;
  /** Treated as a child, also in doubt. */
  readonly child: boolean | null;
  readonly forms: readonly string[];
  readonly means: readonly string[];
  readonly citizenship: readonly string[];
  readonly countries: readonly string[];
  readonly recognisedBy: Recogniser | null;
}

/** A case as it rests beside its line, whatever the period: read through `caseInPeriod` alone. */
export interface CountedCase {
  /** The last day up to which a yes to be counted holds; null without one. */
  readonly yesUntil: Day | null;
  readonly traits: Traits;
  readonly opened: Day | null;
  readonly presumed: Day | null;
  readonly identified: Day | null;
  readonly notIdentified: Day | null;
  readonly referred: { readonly on: Day; readonly answer: FirstAnswer } | null;
  /** First answers of the organisation to referrals. */
  readonly answers: readonly { readonly on: Day; readonly hours: number }[];
  readonly helping: readonly Helping[];
  /** Help that was given: how much of which unit, by kind and day. */
  readonly help: { readonly [kind: string]: { readonly [day: Day]: { readonly [unit: string]: number } } };
  readonly stays: readonly { readonly from: Day; readonly until: Day | null }[];
  /** Days on which the person did not want some help. */
  readonly refused: readonly Day[];
  readonly reflection: { readonly on: Day; readonly answer: string } | null;
  readonly returned: Day | null;
}

/** What is counted of a case for one organisation. `sheets` are those that it may be shown. */
export function countCase(
  state: CaseState,
  sheets: readonly Sheet[],
  organisation: string,
  log: Pick<ReadersLog, "directory" | "forms">,
): CountedCase {
  const { directory } = log;
  const held = inOrderSaid(
    sheets.filter(({ struckOut }) => !struckOut),
    directory,
  );
  const dayOf = (leaf: number | null) => dayOfLeaf(leaf, directory);
  const entries = effectiveIn(state);
  const read = new Reading(held, organisation, log);
  const { presumed, identified, notIdentified } = stepsIn(entries, read);
  const recognised = firstOf([presumed, identified].filter((step) => step !== null));
  const opened = dayOf(entries.find(({ id }) => id === state.id)?.leaf ?? null);
  return {
    yesUntil: lastYes(state, organisation),
    traits: {
      sex: read.classes("sex")[0] ?? null,
      age: opened === null ? null : ageClassOn(opened, state, held, log),
      child: state.treatAsChild,
      forms: read.classes("exploitation"),
      means: read.classes("control"),
      citizenship: read.classes("citizenship"),
      countries: read.classes("country"),
      recognisedBy: recogniserOf(recognised?.by ?? null, directory),
    },
    opened,
    presumed: dayOf(presumed?.leaf ?? null),
    identified: dayOf(identified?.leaf ?? null),
    notIdentified: dayOf(notIdentified?.leaf ?? null),
    referred: referredIn(state, entries, dayOf),
    answers: answersIn(state, organisation).flatMap(({ arrival, answer }) => {
      const [from, to, on] = [timeOfLeaf(arrival, directory.times), timeOfLeaf(answer, directory.times), dayOf(answer)];
      if (from === null || to === null || on === null) return [];
      return [{ on, hours: Math.ceil(Math.max(0, to - from) / 3600) }];
    }),
    helping: helpingIn({ state, entries, ends: read.ends }, organisation, dayOf),
    help: read.help,
    stays: read.stays,
    refused: read.refused,
    reflection: read.reflection,
    returned: caseFactsOf(state, held, organisation, log).returned ?? null,
  };
}

/** The kinds of organisation that said each of the three. */
export type Deciders = { readonly [S in "presumed" | "identified" | "notIdentified"]: OrganisationKind | null };

/** Who said what `countCase` counts of these sheets. */
export function decidersOf(
  state: CaseState,
  sheets: readonly Sheet[],
  organisation: string,
  log: Pick<ReadersLog, "directory" | "forms">,
): Deciders {
  const { directory } = log;
  const held = inOrderSaid(
    sheets.filter(({ struckOut }) => !struckOut),
    directory,
  );
  const { presumed, identified, notIdentified } = stepsIn(effectiveIn(state), new Reading(held, organisation, log));
  const kindOf = (step: Step | null) => directory.organisation(step?.by ?? "")?.kind ?? null;
  return { presumed: kindOf(presumed), identified: kindOf(identified), notIdentified: kindOf(notIdentified) };
}

function effectiveIn({ entries }: CaseState): readonly JudgedEntry[] {
  return entries.filter(({ verdict }) => verdict.is === "effective");
}

/** The first of each. */
function stepsIn(entries: readonly JudgedEntry[], read: Reading) {
  const steps = (status: string): readonly Step[] =>
    entries.flatMap(({ content, leaf, organisation: by }) =>
      !("newer" in content) && content.kind === "status" && content.body.status === status ? [{ leaf, by }] : [],
    );
  return {
    presumed: firstOf([...read.sayings("decision", "presumed"), ...steps("presumed")]),
    identified: firstOf(steps("formally-identified")),
    notIdentified: firstOf(steps("not-identified")),
  };
}

/** A case in a period, as it may be counted. Whoever did not agree to be counted for the whole of it is `notSaid` in every class. */
export interface CaseInPeriod {
  readonly presumed: boolean;
  readonly identified: boolean;
  readonly notIdentified: boolean;
  readonly referred: FirstAnswer | null;
  readonly hours: readonly number[];
  /** The organisation helped at some time of the period: for the first time, or it went on from before. */
  readonly helped: "new" | "going-on" | null;
  /** Its help ended in the period, and did not go on again in it. */
  readonly ended: boolean;
  readonly refused: boolean;
  readonly reflection: string | null;
  readonly returned: boolean;
  /** The person agreed to be counted. What follows is of those who did. */
  readonly agreed: boolean;
  readonly sex: string;
  readonly age: AgeClass | typeof notSaid;
  readonly child: "child" | "adult" | typeof notSaid;
  /** One class at least, as in what follows. */
  readonly forms: readonly string[];
  readonly means: readonly string[];
  readonly citizenship: readonly string[];
  readonly countries: readonly string[];
  readonly recognisedBy: Recogniser | typeof notSaid;
  /** Kinds of help given in the period; none where none was given. */
  readonly help: readonly string[];
  /** How much of it: of each kind and unit once. */
  readonly given: readonly Given[];
  /** Of help that ended in the period. */
  readonly outcome: string | null;
}

interface Given {
  readonly kind: string;
  readonly unit: string;
  readonly number: number;
}

/** What of a case counts in a period (CN5). Of a stay that goes on the nights before `today` count. */
export function caseInPeriod(counted: CountedCase, days: Days, today?: Day): CaseInPeriod {
  return countingIn(days, today)(counted);
}

/** The same of one case after another: what hangs on the period alone is made once. */
export function countingIn(days: Days, today: Day = forEver): (counted: CountedCase) => CaseInPeriod {
  const { first, last } = days;
  const isIn = (day: Day | null) => day !== null && day >= first && day <= last;
  const overlaps = ({ from, until }: { readonly from: Day; readonly until: Day | null }) =>
    from <= last && (until === null || until >= first);
  const nightsOf = countingNights(days, today);
  return (counted) => {
    const { traits, yesUntil, referred, reflection, helping } = counted;
    const agreed = yesUntil !== null && yesUntil >= last;
    const [begun] = helping;
    const latest = helping.findLast(({ from }) => from <= last);
    const ended = latest !== undefined && isIn(latest.until);
    const given = givenOn(isIn, counted.help);
    const stays = counted.stays.filter(overlaps);
    if (stays.length > 0) given.push({ kind: stayKind, measures: [{ nights: nightsOf(stays) }] });
    return {
      presumed: isIn(counted.presumed),
      identified: isIn(counted.identified),
      notIdentified: isIn(counted.notIdentified),
      referred: referred !== null && isIn(referred.on) ? referred.answer : null,
      hours: counted.answers.flatMap(({ on, hours }) => (isIn(on) ? [hours] : [])),
      helped: begun === undefined || !helping.some(overlaps) ? null : isIn(begun.from) ? "new" : "going-on",
      ended,
      refused: counted.refused.some(isIn),
      reflection: reflection !== null && isIn(reflection.on) ? said(agreed, reflection.answer) : null,
      returned: isIn(counted.returned),
      agreed,
      sex: said(agreed, traits.sex),
      age: said(agreed, traits.age),
      child: traits.child === null ? notSaid : said(agreed, traits.child ? "child" : "adult"),
      forms: allSaid(agreed, traits.forms),
      means: allSaid(agreed, traits.means),
      citizenship: allSaid(agreed, traits.citizenship),
      countries: allSaid(agreed, traits.countries),
      recognisedBy: said(agreed, traits.recognisedBy),
      help:
        given.length === 0
          ? []
          : allSaid(
              agreed,
              given.map(({ kind }) => kind),
            ),
      given: sumsOf(given, agreed),
      outcome: ended ? said(agreed, latest.outcome) : null,
    };
  };
}

function said<T>(agreed: boolean, value: T | null): T | typeof notSaid {
  return agreed && value !== null ? value : notSaid;
}

const nothingSaid: readonly string[] = [notSaid];

function allSaid(agreed: boolean, values: readonly string[]): readonly string[] {
  return agreed && values.length > 0 ? values : nothingSaid;
}

/** How much was given once, by unit. */
interface Measure {
  readonly [unit: string]: number;
}

/** Help of one kind, as it was given each time. */
interface GivenKind {
  readonly kind: string;
  readonly measures: readonly Measure[];
}

function givenOn(isIn: (day: Day) => boolean, help: CountedCase["help"]): GivenKind[] {
  const given: GivenKind[] = [];
  for (const kind in help) {
    const byDay = help[kind] ?? {};
    const measures: Measure[] = [];
    for (const day in byDay) if (isIn(day)) measures.push(byDay[day] ?? {});
    if (measures.length > 0) given.push({ kind, measures });
  }
  return given;
}

/** How much of each unit there is; of whoever did not agree to be counted without the kind. */
function sumsOf(given: readonly GivenKind[], agreed: boolean): readonly Given[] {
  const sums: { kind: string; unit: string; number: number }[] = [];
  for (const { kind, measures } of given)
    for (const measure of measures)
      for (const unit in measure) {
        const name = agreed ? kind : notSaid;
        const number = measure[unit] ?? 0;
        const sum = sums.find((one) => one.kind === name && one.unit === unit);
        if (sum === undefined) sums.push({ kind: name, unit, number });
        else sum.number += number;
      }
  return sums;
}

/** The nights in a period of stays that are in it; the day on which a stay ends has none. Nobody has more of them than there are. */
function countingNights({ first, last }: Days, today: Day): (stays: CountedCase["stays"]) => number {
  const [start, end, now] = [dayNumber(first), dayNumber(last) + 1, dayNumber(today)];
  return (stays) => {
    let nights = 0;
    for (const { from, until } of stays) {
      // Most stays begin before the period, or go on after it.
      const begun = from <= first ? start : dayNumber(from);
      const ended = until === null ? now : until > last ? end : dayNumber(until);
      nights += Math.max(0, Math.min(ended, end) - begun);
    }
    return Math.min(nights, end - start);
  };
}

interface Step {
  readonly leaf: number | null;
  readonly by: string | null;
}

/** An end of help, as a sheet says it. */
interface End {
  readonly leaf: number;
  readonly on: Day;
  readonly outcome: string | null;
}

const dayLength = "2026-01-31".length;
const forEver = "9999-12-31";

/** The sheets of a case, oldest first, as facts are read from them. */
class Reading {
  readonly #sheets: readonly Sheet[];
  readonly #organisation: string;
  readonly #log: Pick<ReadersLog, "directory" | "forms">;

  constructor(sheets: readonly Sheet[], organisation: string, log: Pick<ReadersLog, "directory" | "forms">) {
    this.#sheets = sheets;
    this.#organisation = organisation;
    this.#log = log;
  }

  /** The classes of the newest sheet that answers a fact. */
  classes(fact: CountedFact): readonly string[] {
    return this.#sheets.map((sheet) => this.#classesIn(sheet, fact)).findLast((classes) => classes !== null) ?? [];
  }

  /** Where a sheet says this now: when it was first said. */
  sayings(role: RoleName, value: string): readonly Step[] {
    return this.#sheets.flatMap((sheet) => {
      const answer = this.#answer(sheet, role);
      return answer?.value === value ? answer.history.filter((saying) => saying.value === value) : [];
    });
  }

  /** The ends of the own help. */
  get ends(): readonly End[] {
    return this.#own.flatMap((sheet) => {
      const on = this.#dayIn(sheet, "closed-on");
      const leaf = leafOf(this.#answer(sheet, "closed-on"));
      return on === null || leaf === null
        ? []
        : [{ on, leaf, outcome: this.#classesIn(sheet, "outcome")?.[0] ?? null }];
    });
  }

  get help(): CountedCase["help"] {
    const given = this.#services.filter(({ result }) => result === undefined || result === "given");
    const measuresIn = (all: typeof given) =>
      Object.fromEntries(
        sumsOf([{ kind: "", measures: all.map(({ measure }) => measure) }], true).map(({ unit, number }) => [
          unit,
          number,
        ]),
      );
    const daysIn = (all: typeof given) =>
      Object.fromEntries(
        [...Map.groupBy(all, ({ on }) => on)].sort(byDay).map(([on, ofDay]) => [on, measuresIn(ofDay)]),
      );
    const byKind = Map.groupBy(given, ({ kind }) => kind);
    return Object.fromEntries([...byKind].map(([kind, all]) => [kind, daysIn(all)]));
  }

  get refused(): readonly Day[] {
    return uniqueDays(this.#services.flatMap(({ on, result }) => (result === "declined-by-person" ? [on] : [])));
  }

  get stays(): CountedCase["stays"] {
    return this.#own.flatMap((sheet) => {
      const [from, until] = [this.#dayIn(sheet, "stay-from"), this.#dayIn(sheet, "stay-until")];
      return from === null || (until !== null && until < from) ? [] : [{ from, until }];
    });
  }

  /** The newest word of the authority on grounds, on its day. */
  get reflection(): CountedCase["reflection"] {
    for (const sheet of this.#sheets.toReversed()) {
      const [answer] = this.#classesIn(sheet, "reflection") ?? [];
      const on = answer === undefined ? null : (this.#dayIn(sheet, "happened") ?? this.#dayOfLeaf(sheet.changed.leaf));
      if (answer !== undefined && on !== null) return { on, answer };
    }
    return null;
  }

  get #own(): readonly Sheet[] {
    return this.#sheets.filter(({ by }) => by === this.#organisation);
  }

  /** Own sheets of help, each with its day: the one that it says, else the one on which it was logged. */
  get #services() {
    return this.#own.flatMap((sheet) => {
      const kinds = this.#classesIn(sheet, "service");
      const on = this.#dayIn(sheet, "happened") ?? this.#dayOfLeaf(sheet.changed.leaf);
      if (kinds === null || on === null || sheet.changed.leaf === null) return [];
      const result = this.#answer(sheet, "assisted")?.value ?? undefined;
      const measure = measureOf(sheet);
      return (kinds.length === 0 ? [notSaid] : kinds).map((kind) => ({ kind, on, result, measure }));
    });
  }

  /** Null for a sheet that does not answer the fact. */
  #classesIn(sheet: Sheet, fact: CountedFact): readonly string[] | null {
    const form = this.#log.forms.newest(sheet.form)?.form;
    const field = fieldWithFact(form, fact);
    if (form === undefined || field === undefined) return null;
    const value = keysOfField(form, field)
      .map((key) => sheet.answers.get(key)?.value ?? null)
      .find((each) => each !== null);
    return value === undefined || value === null ? null : classesIn(fact, value, form, field);
  }

  #answer(sheet: Sheet, role: RoleName): SheetAnswer | undefined {
    return sheet.answers.get(keyOfRole(this.#log.forms.newest(sheet.form)?.form, role) ?? "");
  }

  /** A day that a sheet says, as far as the log's time allows: nobody writes of a day that has not come (LG8). Null where it says none, or is not logged. */
  #dayIn(sheet: Sheet, role: RoleName): Day | null {
    const answer = this.#answer(sheet, role);
    const leaf = leafOf(answer);
    if (typeof answer?.value !== "string" || leaf === null) return null;
    const { times } = this.#log.directory;
    const next = times[firstAt(times, ({ index }) => index > leaf)];
    const latest = next === undefined ? forEver : dayOfSeconds(next.seconds);
    return [answer.value, latest].toSorted()[0] ?? null;
  }

  #dayOfLeaf(leaf: number | null): Day | null {
    return dayOfLeaf(leaf, this.#log.directory);
  }
}

const byDay = ([a]: readonly [Day, unknown], [b]: readonly [Day, unknown]) => (a < b ? -1 : 1);

/** How much of which unit a sheet of help says: in the questions `unit`, `number` and `amount` beside its fact. */
function measureOf({ answers }: Sheet): { readonly [unit: string]: number } {
  const said = (key: string) => answers.get(key)?.value ?? null;
  const [unit, number] = [units.find((one) => one === said("unit")), said("number")];
  if (unit !== undefined) return typeof number === "number" && number >= 0 ? { [unit]: number } : {};
  const amount = said("unit") === "amount" ? said("amount") : null;
  const [, whole, hundredths = "0", currency] =
    /^(\d+)(?:\.(\d\d))? ([A-Z]{3})$/.exec(typeof amount === "string" ? amount : "") ?? [];
  return whole === undefined || currency === undefined ? {} : { [currency]: Number(whole) * 100 + Number(hundredths) };
}

/** Where the log has the last of what says an answer; null where it is not logged. */
function leafOf(answer: SheetAnswer | undefined): number | null {
  const leaves = answer?.heads.map(({ leaf }) => leaf) ?? [];
  return leaves.reduce<number | null>(
    (last, leaf) => (last === null || leaf === null ? null : Math.max(last, leaf)),
    leaves[0] ?? null,
  );
}

function uniqueDays(days: readonly Day[]): readonly Day[] {
  return [...new Set(days)].sort();
}

/** The day of the time note before a leaf: it stays the same whatever comes, and no device's clock moves it. */
export function dayOfLeaf(leaf: number | null, { times }: Directory): Day | null {
  if (leaf === null) return null;
  const time = times[firstAt(times, ({ index }) => index >= leaf) - 1] ?? times[0];
  return time === undefined ? null : dayOfSeconds(time.seconds);
}

function dayOfSeconds(seconds: number): Day {
  return new Date(seconds * 1000).toISOString().slice(0, dayLength);
}

function firstOf(steps: readonly Step[]): Step | null {
  const [first = null] = steps.filter(({ leaf }) => leaf !== null).toSorted((a, b) => (a.leaf ?? 0) - (b.leaf ?? 0));
  return first;
}

const kindsOfRecogniser: Partial<Record<OrganisationKind, Recogniser>> = {
  "border-post": "border",
  police: "police",
  "labour-inspection": "labour-inspection",
  consulate: "consulate",
  "competent-authority": "authority",
};

function recogniserOf(by: string | null, directory: Directory): Recogniser | null {
  const found = directory.organisation(by ?? "");
  if (found === null) return null;
  return found.party === "provider" ? "provider" : (kindsOfRecogniser[found.kind] ?? "other");
}

/** A yes to statistics is a purpose of a consent for the organisation that counts (FD7); it ends with that consent. */
function lastYes({ consents }: CaseState, organisation: string): Day | null {
  const days = consents.flatMap(({ organisation: of, purposes, withdrawn, expires }) =>
    of === organisation && !withdrawn && purposes.includes("statistics") ? [expires ?? forEver] : [],
  );
  return days.toSorted().at(-1) ?? null;
}

function referredIn(
  { referrals }: CaseState,
  entries: readonly JudgedEntry[],
  dayOf: (leaf: number | null) => Day | null,
): CountedCase["referred"] {
  const first = referrals.find(({ contact }) => contact);
  const on = dayOf(entries.find(({ id }) => id === first?.id)?.leaf ?? null);
  if (first === undefined || on === null) return null;
  const taken = first.places.findIndex(({ state }) => state === "accepted" || state === "met" || state === "closed");
  return { on, answer: taken < 0 ? "nobody" : taken === 0 ? "first-choice" : "later-choice" };
}

/** Help begins, or goes on again, where `end` is null. */
interface HelpStep {
  readonly leaf: number;
  readonly on: Day;
  readonly end: { readonly outcome: string | null; readonly isSheet: boolean } | null;
}

/** When the organisation helped: since it accepted, opened the case for itself or was brought in, until it said the end; and again. */
function helpingIn(
  {
    state,
    entries,
    ends,
  }: { readonly state: CaseState; readonly entries: readonly JudgedEntry[]; readonly ends: readonly End[] },
  organisation: string,
  dayOf: (leaf: number | null) => Day | null,
): readonly Helping[] {
  const erasing = state.endings.filter((ending) => ending.organisation === organisation);
  const steps = entries.flatMap((entry): readonly HelpStep[] => {
    const { content, leaf, id } = entry;
    const on = dayOf(leaf);
    if (on === null || leaf === null || "newer" in content) return [];
    const isOurs = entry.organisation === organisation;
    const begins =
      isGrantTo(entry, organisation) ||
      (isOurs && (content.kind === "referral.accept" || content.kind === "referral.reopen")) ||
      (id === state.id && state.own?.organisation === organisation);
    if (begins) return [{ leaf, on, end: null }];
    if (erasing.some(({ confirmation }) => confirmation === id))
      return [{ leaf, on, end: { outcome: null, isSheet: false } }];
    if (!isOurs || content.kind !== "referral.close") return [];
    return [{ leaf, on, end: { outcome: content.body.outcome, isSheet: false } }];
  });
  const said = ends.map(({ leaf, on, outcome }): HelpStep => ({ leaf, on, end: { outcome, isSheet: true } }));
  const helping: Helping[] = [];
  for (const { on, end } of [...steps, ...said].toSorted((a, b) => a.leaf - b.leaf)) {
    const current = helping.at(-1);
    const goesOn = current !== undefined && current.until === null;
    if (end === null) {
      if (!goesOn) helping.push({ from: on, until: null, outcome: null });
      // FM20: the sheet and the step that everybody hears are one act, and the sheet says more.
      // A sheet of before that was corrected since help went on again ends nothing anew.
    } else if (current !== undefined && (goesOn ? helping.length === 1 || on >= current.from : end.isSheet))
      helping[helping.length - 1] = { ...current, until: [on, current.from].toSorted()[1] ?? on, outcome: end.outcome };
  }
  return helping;
}
