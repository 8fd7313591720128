// The words of forms and what their answers may name, for the open case.
import { type Form, type FormVersion, type FormWords, fieldOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import type { Task } from "../../core/form/tasks.ts";
import type { SheetsView } from "../../member/views.ts";
import { formWords } from "../../words/form-words.ts";
import type { Engine } from "../engine.ts";
import type { Nameable } from "../form/answer-input.tsx";
import { answerWords } from "../form/answer-words.ts";
import { nameIn } from "../text/moments.ts";
import { placeName } from "../text/place-name.ts";
import { activeLanguage, apart, words } from "../text/translate.ts";

/** The words of a form in the reader's language. */
export function wordsOfForm({ id, form }: FormVersion): FormWords {
  return formWords(words(), activeLanguage(), form, id);
}

/** Today on this device: 2031-02-03. */
export function todayOf(engine: Engine): string {
  return new Date(engine.now()).toISOString().slice(0, "2026-01-31".length);
}

/** What forms of this case may name. */
export function nameableIn(engine: Engine, view: SheetsView): Nameable {
  return {
    today: todayOf(engine),
    languages: engine.view.value?.country.languages ?? [],
    places: engine.places.map(({ code }) => ({ value: code, label: placeName(engine.places, code) })),
    organisations: engine.directory.organisations.map(({ id, name }) => ({ value: id, label: nameIn(name) })),
    sheets: view.sheets
      .filter(({ struckOut }) => !struckOut)
      .flatMap((sheet) => {
        const version = engine.cases.forms?.newest(sheet.form);
        return version === undefined || !version.form.many
          ? []
          : [{ value: `${sheet.form}/${sheet.sheet}`, label: sheetLine(version, sheet) }];
      }),
  };
}

/** A sheet in one line: its form, and its first two answers that are codes or days. */
export function sheetLine(version: FormVersion, sheet: Sheet): string {
  const named = wordsOfForm(version);
  return apart(named.title, ...firstAnswers(version.form, named, sheet));
}

/** How to reach the person: all that the newest sheet says whose way may still be used; null where there is none. */
export function reachLine(engine: Engine, view: SheetsView): string | null {
  const ways = view.sheets.flatMap((sheet) => {
    const version = engine.cases.forms?.newest(sheet.form);
    const key = version?.form.fields.find(({ role }) => role === "safe-way")?.key;
    if (version === undefined || key === undefined || sheet.struckOut) return [];
    return sheet.answers.get(key)?.value === "not-any-more" ? [] : [{ version, sheet }];
  });
  const last = ways.at(-1);
  if (last === undefined) return null;
  const { form } = last.version;
  const named = wordsOfForm(last.version);
  const said = form.fields.flatMap((field) => {
    const value = last.sheet.answers.get(field.key)?.value ?? null;
    return value === null ? [] : [answerWords(form, field, named, nameableIn(engine, view), value)];
  });
  return apart(...said);
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
    return field === undefined ? [] : [answerWords(form, field, named, nothing, value)];
  });
}

/** What a worker wrote down to be done. It may name a person: only the open case says it. */
export function taskText(engine: Engine, { sheets }: SheetsView, { form, from }: Task): string | undefined {
  const what = engine.cases.forms?.newest(form)?.form.fields.find(({ role }) => role === "task-what")?.key;
  if (what === undefined || !("sheet" in from)) return undefined;
  const text = sheets.find((each) => each.form === form && each.sheet === from.sheet)?.answers.get(what)?.value;
  return typeof text === "string" ? text : undefined;
}

/** What a task asks for, as the rule of its form says. */
export function taskTitle(engine: Engine, task: Task): string {
  const version = engine.cases.forms?.newest(task.form);
  return (version === undefined ? undefined : wordsOfForm(version).due[task.rule]) ?? task.does;
}
