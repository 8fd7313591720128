// What is due in a case (FM9): a pure function of its facts and sheets. Nothing of it is stored or sent, so that nothing of it can rot; every
// device that knows the same makes the same list. A task reminds; it never changes a state.
import type { Party } from "../party.ts";
import { presentFields } from "../present-fields.ts";
import { addDays, addDuration, addMonths, dayNumber } from "./calendar-day.ts";
import { type Reading, readSheet } from "./check-sheet.ts";
import { type AnswerValue, type DueKind, type DueRule, type Form, type FormBook, keyOfRole } from "./form.ts";
import { asksForToday, compileForm } from "./form-expressions.ts";
import { type AskedOfReferral, type CaseFacts, caseFactOf, factValue, type RoleName } from "./roles.ts";

/** A sheet as the fold gives it: what holds in it now. Sheets that were struck out are left out. */
export interface SheetForTasks {
  readonly form: string;
  readonly sheet: string;
  /** The organisation that began it. */
  readonly organisation: string;
  /** The answers that hold, by field. */
  readonly set: { readonly [field: string]: AnswerValue };
  /** The days of its first and its last save: their `at`, but never later than the log's time of that leaf. */
  readonly began: string;
  readonly saved: string;
  /** The tasks that its saves name in `for`. */
  readonly does: readonly string[];
}

type TaskState = "open" | "done" | "dropped";

export interface Task {
  /** Form, rule, anchor and offset; the same on every device, and in every version that keeps the rule. */
  readonly id: string;
  /** The form whose rule it is, and the rule. */
  readonly form: string;
  readonly rule: string;
  /** The form of which a sheet is asked for. */
  readonly does: string;
  readonly due: string;
  /** Of a rule that reminds before a day: that day. The appointment is then, and the reminder of it is due the day before. */
  readonly on?: string;
  /** When on that day, and where, as far as its sheet says so. */
  readonly at?: string;
  readonly where?: string;
  readonly kind: DueKind;
  /** No sheet does it (FM9k). */
  readonly lasts?: true;
  /** The sheet from which it follows, the fact of the case, or the referral. */
  readonly from:
    | { readonly sheet: string; readonly organisation: string }
    | { readonly fact: string }
    | { readonly referral: string };
  readonly state: TaskState;
  /** Who of the own organisation is to do it, where somebody said so. */
  readonly worker?: string;
}

/** What the program asks for by itself, whatever forms a country has: no form has such a key. Only the meeting does the first (FM9g). */
export const meeting = { form: "referral.meet", rule: "meet", does: "referral.meet" } as const;
/** What a referral in a running case asks for (FM9i): that what was agreed to is given, and what comes next where the help is not possible. */
const ofReferral = {
  give: { form: "referral.give", rule: "give", does: "referral.give" },
  next: { form: "referral.next", rule: "next", does: "referral.next" },
} as const;

export function isMeeting({ form }: Pick<Task, "form">): boolean {
  return form === meeting.form;
}

/** Which of the two a task about a referral in a running case is; null for any other. */
export function asksOfReferral({ form }: Pick<Task, "form">): keyof typeof ofReferral | null {
  return form === ofReferral.give.form ? "give" : form === ofReferral.next.form ? "next" : null;
}

/** The id of the task that asks what comes next: whatever is saved for it has answered (FM9i). */
export function idOfNextStep(referral: string, since: string): string {
  return `${ofReferral.next.form}/${ofReferral.next.rule}/${referral}/${since}`;
}

/** The day of which a task speaks: of an appointment its own, else the one on which it is due. */
export function dayOfTask({ on, due }: Pick<Task, "on" | "due">): string {
  return on ?? due;
}

/** True where a day of safety has passed in a task that lasts (FM9k): somebody waits for the person, and nobody has seen them. */
export function isMissing(
  { lasts, kind, due }: Pick<Task, "lasts" | "due"> & { readonly kind?: DueKind },
  today: string,
): boolean {
  return lasts === true && kind === "safety" && due < today;
}

/** With what says that somebody is missing before all else. */
export function missingFirst<T extends Pick<Task, "lasts" | "kind" | "due">>(tasks: readonly T[], today: string): T[] {
  return tasks.toSorted((a, b) => Number(isMissing(b, today)) - Number(isMissing(a, today)));
}

/** By the day of which they speak, and the hour. */
export function byDay(a: Pick<Task, "on" | "due" | "at">, b: Pick<Task, "on" | "due" | "at">): number {
  const [one, other] = [a, b].map((task) => `${dayOfTask(task)} ${task.at ?? ""}`) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How far ahead, and how many of one case from its facts and from the sheets of each organisation. */
const taskBounds = { monthsAhead: 13, ofCase: 200 } as const;

/** The tasks of a case on the reader's day, by due day. */
export function tasksOf(
  facts: CaseFacts,
  sheets: readonly SheetForTasks[],
  book: FormBook,
  today: string,
): readonly Task[] {
  const known = new Known(facts, sheets, book, today);
  const horizon = addMonths(today, taskBounds.monthsAhead);
  const all = book.forms.flatMap(({ form }) =>
    form.due.flatMap((rule) => {
      const reminds = isReminding(rule);
      return anchorsOf(known, form, rule).flatMap((anchor) => {
        const run = { form, rule, anchor };
        const due = dueDays(rule, anchor.day, horizon);
        const states = doneAmong(known, run, due);
        const tasks = due
          .map((one, place): Task => taskOf(known, run, one, states[place] === true))
          .filter((task) => task.due <= horizon && !(reminds && isOvertaken(task, due, today)));
        return reminds ? firstOpen(tasks) : tasks;
      });
    }),
  );
  // Nobody buries what another one asks for under days of long ago.
  const bySource = Map.groupBy([...meetingOf(known), ...referralTasks(known), ...all].toSorted(inOrder), ({ from }) =>
    "sheet" in from ? from.organisation : "",
  );
  return [...bySource.values()].flatMap((tasks) => tasks.slice(0, taskBounds.ofCase)).toSorted(inOrder);
}

/** Who accepted a person meets them: in danger on the same day, else by the next one. The id says nothing of the danger, which may change. */
function meetingOf(known: Known): readonly Task[] {
  const { toMeet } = known.facts;
  if (toMeet === undefined) return [];
  const { since, isInDanger } = toMeet;
  const id = `${meeting.form}/${meeting.rule}/${since}/P0D`;
  const naming = known.naming(id);
  return [
    {
      id,
      ...meeting,
      due: isInDanger ? since : addDays(since, 1),
      kind: isInDanger ? "safety" : "care",
      from: { fact: "case.accepted" },
      state: statesSaid(known.book, naming).includes("not-done") ? "dropped" : "open",
      ...workerAmong(known.book, naming),
    },
  ];
}

/** Due on the day of the answer. */
function referralTasks(known: Known): readonly Task[] {
  const { toGive = [], toDecide = [] } = known.facts;
  const task = (asks: keyof typeof ofReferral, { referral, since }: AskedOfReferral): Task => {
    const id = asks === "next" ? idOfNextStep(referral, since) : `${ofReferral.give.form}/give/${referral}/${since}`;
    const naming = known.naming(id);
    const isAnswered = asks === "next" && naming.length > 0;
    return {
      id,
      ...ofReferral[asks],
      due: since,
      kind: "care",
      from: { referral },
      state: statesSaid(known.book, naming).includes("not-done") ? "dropped" : isAnswered ? "done" : "open",
      ...workerAmong(known.book, naming),
    };
  };
  return [...toGive.map((one) => task("give", one)), ...toDecide.map((one) => task("next", one))];
}

/**
 * Whether a task is due at an organisation of this party (`who`). What helping asks for (`lead`) is due at providers. What follows from a sheet is due at them
 * too, at the party that began the sheet, and at another one only where that party may not write the form that is asked for.
 */
export function isDueAt(
  { form, rule, does, from }: Pick<Task, "form" | "rule" | "does" | "from">,
  book: FormBook,
  party: Party,
  partyOf: (organisation: string) => Party | undefined,
): boolean {
  const known = book.newest(form)?.form.due.find(({ id }) => id === rule);
  if (known === undefined || party === "provider") return true;
  if (known.who === "lead") return false;
  if (!("sheet" in from)) return true;
  const author = partyOf(from.organisation);
  const writers: readonly (Party | undefined)[] = book.newest(does)?.form.writers ?? [];
  return author === party || !writers.includes(author);
}

const endOfDays = "2999-12-31";

/**
 * The last day through which the open tasks of a case stay those of today, as long as nothing is written: a reminder takes the place of another one on its day, and
 * what is further off comes within reach. Never too late; of a form that asks for the day it is read, today.
 */
export function tasksHoldUntil(
  facts: CaseFacts,
  sheets: readonly SheetForTasks[],
  book: FormBook,
  today: string,
): string {
  const known = new Known(facts, sheets, book, today);
  const horizon = addMonths(today, taskBounds.monthsAhead);
  const beyond = addMonths(horizon, taskBounds.monthsAhead);
  let until = endOfDays;
  for (const { form } of book.forms) {
    if (form.due.length > 0 && asksForToday(form)) return today;
    for (const rule of form.due)
      for (const anchor of anchorsOf(known, form, rule))
        for (const { day } of dueDays(rule, anchor.day, beyond)) {
          if (isReminding(rule) && day > today) until = earlier(until, addDays(day, -1));
          // Months differ by three days at most.
          if (day > horizon) until = earlier(until, addDays(addMonths(day, -taskBounds.monthsAhead), -5));
        }
  }
  return until < today ? today : until;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** The worker of the own organisation who has this case: the newest sheet that says so of the case and not of one task. */
export function workerOfCase(sheets: readonly SheetForTasks[], book: FormBook): string | undefined {
  return (
    sheets
      .filter((sheet) => isRoleIn(book, sheet.form, "worker") && !isRoleIn(book, sheet.form, "task-state"))
      .filter((sheet) => textOf(answerOf(book, sheet, "worker")) !== undefined)
      .map((sheet) => ({ sheet, said: `${dayOfSheet(book, sheet)} ${sheet.saved}` }))
      // Of one day the sheet that the log held later, as the fold gives them: a case may change hands twice a day.
      .toSorted((a, b) => (a.said === b.said ? 0 : a.said < b.said ? -1 : 1))
      .map(({ sheet }) => textOf(answerOf(book, sheet, "worker")))
      .at(-1)
  );
}

/** The field of a form that has this role, as its newest version says. */
function answerOf(book: FormBook, sheet: SheetForTasks, role: RoleName): AnswerValue | undefined {
  const key = keyOfRole(book.newest(sheet.form)?.form, role);
  return key === undefined || !Object.hasOwn(sheet.set, key) ? undefined : sheet.set[key];
}

/** What the rules of one case look at again and again, each thing read once. */
class Known {
  readonly facts: CaseFacts;
  readonly book: FormBook;
  readonly #today: string;
  readonly #byForm: ReadonlyMap<string, readonly SheetForTasks[]>;
  readonly #byTask = new Map<string, SheetForTasks[]>();
  readonly #candidates = new Map<string, readonly Candidate[]>();
  readonly #readings = new Map<SheetForTasks | Form, Reading>();

  constructor(facts: CaseFacts, sheets: readonly SheetForTasks[], book: FormBook, today: string) {
    this.facts = facts;
    this.book = book;
    this.#today = today;
    this.#byForm = Map.groupBy(sheets, (sheet) => sheet.form);
    for (const sheet of sheets) {
      for (const task of sheet.does) {
        const others = this.#byTask.get(task);
        if (others === undefined) this.#byTask.set(task, [sheet]);
        else others.push(sheet);
      }
    }
  }

  sheets(form: string): readonly SheetForTasks[] {
    return this.#byForm.get(form) ?? [];
  }

  naming(task: string): readonly SheetForTasks[] {
    return this.#byTask.get(task) ?? [];
  }

  /** The sheets of a form that may do what is asked for, by day: those that name no task. */
  candidates(form: string, lastSave: boolean): readonly Candidate[] {
    const known = this.#candidates.get(form);
    if (known !== undefined) return known;
    const made = this.sheets(form)
      .filter((sheet) => sheet.does.length === 0)
      .map((sheet): Candidate => {
        const on = dayOfSheet(this.book, sheet, lastSave);
        return { on, day: dayNumber(on), began: sheet.began, id: sheet.sheet, sheet };
      })
      .sort((a, b) => (isAfter(a, b) ? 1 : -1));
    this.#candidates.set(form, made);
    return made;
  }

  /** A sheet as the expressions of its form see it; without one, the form before anybody has answered. */
  reading(form: Form, sheet?: SheetForTasks): Reading {
    const key = sheet ?? form;
    const reading =
      this.#readings.get(key) ?? readSheet(form, { set: sheet?.set ?? {}, gone: {} }, this.#today, this.facts);
    this.#readings.set(key, reading);
    return reading;
  }
}

interface Anchor {
  /** The sheet's id, or the day of the fact: a case that ends a second time has follow-ups of its own. */
  readonly name: string;
  readonly day: string;
  /** From which day on a sheet may do what is asked here. */
  readonly since: string;
  readonly from: Task["from"];
  readonly sheet?: SheetForTasks;
}

/** A rule of a form as it runs from one anchor. */
interface RuleRun {
  readonly form: Form;
  readonly rule: DueRule;
  readonly anchor: Anchor;
}

interface Due {
  readonly offset: string;
  readonly day: string;
}

function anchorsOf(known: Known, form: Form, rule: DueRule): readonly Anchor[] {
  const { trees } = compileForm(form);
  const when = trees.get("when", rule.id);
  const offered = trees.get("offered", "");
  if (offered !== undefined && !known.reading(form).holds(offered)) return [];
  if (caseFactOf(rule.from) !== undefined) {
    const day = factValue(known.facts, rule.from);
    if (typeof day !== "string" || day === "" || !(when === undefined || known.reading(form).holds(when))) return [];
    // Who came to a case in which others helped does not ask the person again what they said to these.
    const since = rule.from === "case.accepted" && known.facts.othersBefore === true ? "" : day;
    return [{ name: day, day, since, from: { fact: rule.from } }];
  }
  return known.sheets(form.key).flatMap((sheet) => {
    const reading = known.reading(form, sheet);
    const day = reading.value(rule.from);
    if (typeof day !== "string" || Number.isNaN(dayNumber(day))) return [];
    if (when !== undefined && !reading.holds(when)) return [];
    const from = { sheet: sheet.sheet, organisation: sheet.organisation };
    return [{ name: sheet.sheet, day, since: dayOfSheet(known.book, sheet), from, sheet }];
  });
}

function dueDays(rule: DueRule, from: string, horizon: string): readonly Due[] {
  const due = (rule.at ?? []).map((offset): Due => ({ offset, day: addDuration(from, offset) }));
  if (rule.every !== undefined) {
    const end = rule.until === undefined ? horizon : addDuration(from, rule.until);
    let day = addDuration(from, rule.every);
    for (let n = 1; day !== "" && day <= end && day <= horizon && n <= taskBounds.ofCase; n++) {
      due.push({ offset: `${rule.every}.${n}`, day });
      day = timesFrom(from, rule.every, n + 1);
    }
  }
  return due.filter((one) => one.day !== "").toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Counted from the first day each time: a month that is shorter moves no later one. */
function timesFrom(from: string, every: string, times: number): string {
  const count = Number(every.slice(1, -1)) * times;
  return count > 999 && every.endsWith("D")
    ? addDuration(addDuration(from, "P999D"), `P${Math.min(999, count - 999)}D`)
    : addDuration(from, `P${Math.min(999, count)}${every.at(-1)}`);
}

/** For each due day, whether a sheet of the form that is asked for lies nearer to it than to its neighbours; of two days as near, to the first. */
function doneAmong(known: Known, { form, rule, anchor }: RuleRun, due: readonly Due[]): readonly boolean[] {
  if (rule.lasts === true) return due.map(() => false);
  const { book } = known;
  const isOnce = book.newest(rule.does)?.form.many === false;
  // A sheet that is corrected in place moves the day from which its own rule runs; it never does what it asks for itself.
  const candidates = known.candidates(rule.does, isOnce);
  const hasOther = (from: number, to: number) =>
    to - from > 1 || (to - from === 1 && candidates[from]?.sheet !== anchor.sheet);
  if (isOnce && "fact" in anchor.from) return due.map(() => hasOther(0, candidates.length));
  // The day of the anchor counts where another form asks: risk and the plan for it may be of one day. Of two sheets of one form and day the one that was
  // begun later follows the other; of one moment the higher id.
  const since = { on: anchor.since, began: anchor.sheet?.began ?? "", id: anchor.sheet?.sheet ?? "" };
  const isOwn = rule.does === form.key && anchor.sheet !== undefined;
  // Two appointments, two goals: of what speaks of no day nothing is done by another one of its kind.
  if (isOwn && form.many && !isRoleIn(book, form.key, "happened")) return due.map(() => false);
  const first = firstWhere(candidates, (one) => (isOwn ? isAfter(one, since) : one.on >= since.on));
  const days = due.map(({ day }) => dayNumber(day));
  return days.map((day, place) => {
    const before = days[place - 1];
    if (before === day) return false;
    const after = days.slice(place + 1).find((other) => other !== day);
    const from = before === undefined ? first : firstWhere(candidates, (one) => one.day > (before + day) / 2);
    const to = after === undefined ? candidates.length : firstWhere(candidates, (one) => one.day > (day + after) / 2);
    return hasOther(Math.max(first, from), to);
  });
}

/** A sheet that may do what a rule asks for, with the day of which it speaks. */
interface Candidate {
  readonly on: string;
  readonly day: number;
  readonly began: string;
  readonly id: string;
  readonly sheet: SheetForTasks;
}

type Moment = Pick<Candidate, "on" | "began" | "id">;

function isAfter(a: Moment, b: Moment): boolean {
  if (a.on !== b.on) return a.on > b.on;
  return a.began !== b.began ? a.began > b.began : a.id > b.id;
}

/** The place of the first of these for which a test holds that holds for all after it; their number where it holds for none. */
function firstWhere<T>(sorted: readonly T[], test: (one: T) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = sorted[middle];
    if (one !== undefined && test(one)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function taskOf(known: Known, { form, rule, anchor }: RuleRun, due: Due, isDone: boolean): Task {
  const id = `${form.key}/${rule.id}/${anchor.name}/${due.offset}`;
  const { book } = known;
  const naming = known.naming(id);
  const said = statesSaid(book, naming);
  const lasts = rule.lasts === true;
  const isNamed =
    !lasts && naming.some((sheet) => sheet.form === rule.does && !isRoleIn(book, sheet.form, "task-state"));
  const state: TaskState =
    isDone || isNamed || (!lasts && said.includes("done")) ? "done" : said.includes("not-done") ? "dropped" : "open";
  const own = anchor.sheet === undefined ? [] : [anchor.sheet];
  return {
    id,
    form: form.key,
    rule: rule.id,
    does: rule.does,
    due: due.day,
    ...(isReminding(rule) ? { on: anchor.day, ...hourAndPlace(book, anchor.sheet) } : {}),
    kind: rule.kind,
    ...(lasts ? { lasts } : {}),
    from: anchor.from,
    state,
    ...workerAmong(book, [...naming, ...own]),
  };
}

/** What sheets that name a task say of its state. */
function statesSaid(book: FormBook, naming: readonly SheetForTasks[]): readonly (string | undefined)[] {
  return naming.map((sheet) => textOf(answerOf(book, sheet, "task-state")));
}

function workerAmong(book: FormBook, sheets: readonly SheetForTasks[]): Pick<Task, "worker"> {
  const worker = sheets.map((sheet) => textOf(answerOf(book, sheet, "worker"))).find((name) => name !== undefined);
  return presentFields({ worker });
}

function hourAndPlace(book: FormBook, sheet: SheetForTasks | undefined): Pick<Task, "at" | "where"> {
  const said = (role: "hour" | "where") => (sheet === undefined ? undefined : textOf(answerOf(book, sheet, role)));
  const [at, where] = [said("hour"), said("where")];
  return presentFields({ at, where });
}

/** A rule with reminders before a day is about that day: the last one that has come stands for those before it, so that one deadline is one line. */
function isOvertaken(task: Task, due: readonly Due[], today: string): boolean {
  return task.state === "open" && due.some((one) => one.day > task.due && one.day <= today);
}

function isReminding(rule: DueRule): boolean {
  return rule.at?.some((offset) => offset.startsWith("-")) === true;
}

/** What is open of one deadline is one line: the first. Those behind it come when it is done or their day is there. */
function firstOpen(tasks: readonly Task[]): readonly Task[] {
  const first = tasks.find((task) => task.state === "open");
  return tasks.filter((task) => task.state !== "open" || task === first);
}

const kindOrder: readonly DueKind[] = ["safety", "law", "care"];

function inOrder(a: Task, b: Task): number {
  if ((a.state === "open") !== (b.state === "open")) return a.state === "open" ? -1 : 1;
  if (a.due !== b.due) return a.due < b.due ? -1 : 1;
  if (a.kind !== b.kind) return kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The day of which a sheet speaks; where it says none, the day on which it was begun, or last saved. */
function dayOfSheet(book: FormBook, sheet: SheetForTasks, lastSave = false): string {
  const happened = textOf(answerOf(book, sheet, "happened"));
  return happened ?? (lastSave ? sheet.saved : sheet.began);
}

function isRoleIn(book: FormBook, form: string, role: RoleName): boolean {
  return keyOfRole(book.newest(form)?.form, role) !== undefined;
}

function textOf(value: AnswerValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
