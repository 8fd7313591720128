// The words of forms and what their answers may name, for the open case.
import { saidName } from "../../core/case/sheet-facts.ts";
import { type Form, type FormVersion, type FormWords, fieldOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { asksOfReferral, isMeeting, type Task } from "../../core/form/tasks.ts";
import type { SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import type { Nameable } from "../form/answer-input.tsx";
import { answerWords, withQuestion } from "../form/answer-words.ts";
import { nameable, todayOf, wordsOfForm } from "../form/form-words.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { apart, language, t } from "../text/translate.ts";
import { workersIn } from "./caseload-filter.ts";
import { reachNow } from "./reach.ts";

/** What forms of this case may name. */
export function nameableIn(engine: Engine, view: SheetsView): Nameable {
  return nameable(engine, {
    get workers() {
      return workersIn(engine.caseload.value, (a, b) => language().compare(a, b));
    },
    get sheets() {
      return sheetsToName(engine, view);
    },
  });
}

function sheetsToName(engine: Engine, view: SheetsView): Nameable["sheets"] {
  return view.sheets
    .filter(({ struckOut }) => !struckOut)
    .flatMap((sheet) => {
      const version = engine.directory.forms.newest(sheet.form);
      return version === undefined || !version.form.many
        ? []
        : [{ value: `${sheet.form}/${sheet.sheet}`, label: sheetLine(engine, version, sheet) }];
    });
}

/** A form by its name in words; its key where this device does not know the form. */
export function formName(engine: Engine, key: string): string {
  const version = engine.directory.forms.newest(key);
  return version === undefined ? key : wordsOfForm(engine, version).title;
}

/** A sheet in one line: its form, and its first two answers that are codes or days. */
export function sheetLine(engine: Engine, version: FormVersion, sheet: Sheet): string {
  const named = wordsOfForm(engine, version);
  return apart(named.title, ...firstAnswers(version.form, named, sheet));
}

/** The name of the person, as far as a sheet says it that may be shown here; null where none does. */
export function personName(engine: Engine, view: SheetsView): string | null {
  return saidName(view.sheets, engine.directory.forms);
}

/**
 * How to reach the person, as it was said last; null where nothing was. The way itself stands alone; what else is to be thought of has its question, without
 * which a bare "only the person" may be read as anything.
 */
export function reachLine(engine: Engine, view: SheetsView, wasMet: boolean): string | null {
  const { forms } = engine.directory;
  const reach = reachNow(view, forms, todayOf(engine), wasMet);
  if (reach === null) return null;
  if (reach.is !== "said") return t(`safety.reach-${reach.is}`);
  const { version, sheet, fields } = reach;
  const named = wordsOfForm(engine, version);
  const said = fields.flatMap((field) => {
    const value = sheet.answers.get(field.key)?.value ?? null;
    // That it may be used goes without saying.
    if (field.role === "safe-way" && value === "yes") return [];
    const words = answerWords(field, named, nameableIn(engine, view), value);
    const question = named.fields[field.key]?.[0] ?? field.key;
    return [field.group === version.form.groups[0]?.key ? words : withQuestion(question, words)];
  });
  // "With us" is with whoever says so.
  const by = sheet.answers.get(fields[0]?.key ?? "")?.history.at(-1)?.by ?? null;
  const isOurs = by === null || by === engine.view.value?.self?.organisation.id;
  return apart(...said, !isOurs && t("safety.reach-by", { name: nameOfOrganisation(engine, by) }));
}

function firstAnswers(form: Form, named: FormWords, sheet: Sheet): readonly string[] {
  const nothing = { places: [], organisations: [], sheets: [] };
  const answered = form.fields.filter(({ key }) => sheet.answers.get(key)?.value != null);
  const first = [
    ...answered.filter(({ role }) => role === "happened"),
    ...answered.filter(({ type, role }) => (type === "code" || type === "line") && role !== "happened"),
  ].slice(0, 3);
  return first.flatMap((each) => {
    const field = fieldOf(form, each.key);
    const value = sheet.answers.get(each.key)?.value ?? null;
    return field === undefined ? [] : [answerWords(field, named, nothing, value)];
  });
}

/** What a worker wrote down to be done. It may name a person: only the open case says it. */
export function taskText(engine: Engine, { sheets }: SheetsView, { form, from }: Task): string | undefined {
  const what = engine.directory.forms.newest(form)?.form.fields.find(({ role }) => role === "task-what")?.key;
  if (what === undefined || !("sheet" in from)) return undefined;
  const text = sheets.find((each) => each.form === form && each.sheet === from.sheet)?.answers.get(what)?.value;
  return typeof text === "string" ? text : undefined;
}

/** What the sheet of a task says of it beside day, hour and place: with whom an appointment is. */
export function taskDetails(engine: Engine, view: SheetsView, { form, from }: Task): readonly string[] {
  const version = engine.directory.forms.newest(form);
  if (version === undefined || !("sheet" in from)) return [];
  const { answers } = view.sheets.find((each) => each.form === form && each.sheet === from.sheet) ?? { answers: null };
  const [first] = version.form.groups;
  return version.form.fields.flatMap((field) => {
    const value = answers?.get(field.key)?.value ?? null;
    const isDetail = field.group === first?.key && field.type === "code";
    // "Yes" says nothing without its question.
    const isAnswerAlone = (version.form.lists[field.list ?? ""] ?? []).some((code) => code === "yes" || code === "no");
    if (value === null || !isDetail || isAnswerAlone || field.role === "task-state") return [];
    return [answerWords(field, wordsOfForm(engine, version), nameableIn(engine, view), value)];
  });
}

/** What a task asks for, as the rule of its form says. */
export function taskTitle(engine: Engine, task: Pick<Task, "form" | "rule" | "does">): string {
  const asks = isMeeting(task) ? "meet" : asksOfReferral(task);
  if (asks !== null) return t(`task.${asks}`);
  const version = engine.directory.forms.newest(task.form);
  return (version === undefined ? undefined : wordsOfForm(engine, version).due[task.rule]) ?? task.does;
}
