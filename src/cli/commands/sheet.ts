// `panoh sheet`: the sheets of one form in a case, shown, saved and struck out (FD10). Free text and names never come as arguments, which every
// program of the computer can read and the shell remembers.

import { checkSheet } from "../../core/form/check-sheet.ts";
import {
  type AnswerValue,
  answerSchema,
  answerValue,
  type Form,
  type FormField,
  type FormVersion,
  fieldOf,
  formKey,
  type GoneWord,
  goneWord,
  goneWords,
  partOfField,
} from "../../core/form/form.ts";
import { correctionReasons, type Sheet, type SheetAnswer } from "../../core/form/sheet.ts";
import { presentFields } from "../../core/present-fields.ts";
import { day, object, record } from "../../core/schema.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { WordsOfForm } from "../../words/form-words.ts";
import { type Answer, type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { languageOption, wordsOfFormAsked } from "../form-words.ts";
import { organisationInEnglish } from "../organisation-name.ts";
import { readSmallFileOrInput, useDevice, vaultOptions } from "../vault-folder.ts";
import { findCase } from "../worker-command.ts";

export const sheetCommand: Command = {
  usage: [
    "CASE FORM --vault DIR",
    "CASE FORM --set KEY=ANSWER … --gone KEY=WORD … --vault DIR",
    "CASE FORM --answers FILE --vault DIR",
    "CASE FORM --sheet ID --strike-out --vault DIR",
    "CASE FORM --sheet ID --wrong-case --vault DIR",
  ],
  about: [
    "Shows the sheets of a form in a case, or saves one: a new one, or with --sheet changes of one that is there. Who will read it is shown below. FORM is a name of panoh form list.",
    `An answer is a code, a day as 2031-02-03, yes or no, a number; several codes stand behind each other with commas. Words for why there is none: ${goneWords.join(", ")}.`,
    'Names, dates of birth and free text come in a file, or with - on the input: {"set":{"words":"…"},"gone":{"on":"unknown"}}. Remove the file afterwards.',
    "--only-us keeps it in the own organisation. --strike-out says of a whole sheet that it was never true; it stays in the history.",
    "--wrong-case erases what this organisation wrote of a sheet, for everybody who holds the case: it was written into the wrong one. Nobody can bring it back. Of a form that a case has once it is what was saved last. With --right-case it is begun there, as a draft.",
  ],
  options: {
    ...vaultOptions,
    ...languageOption,
    set: { value: "KEY=ANSWER", many: true, help: "an answer" },
    gone: { value: "KEY=WORD", many: true, help: "why there is no answer" },
    answers: { value: "FILE", help: "answers as JSON; - for the input" },
    sheet: { value: "ID", help: "a sheet that is there, by the first digits of its id" },
    for: { value: "TASK", help: "the task that it does, as panoh tasks names it" },
    why: { value: "WHY", help: `of a correction: ${correctionReasons.join(", ")}` },
    paper: { value: "DAY", help: "the day of the paper from which it is entered" },
    "only-us": { help: "seal it to the own organisation alone" },
    "strike-out": { help: "strike out the whole sheet" },
    "wrong-case": { help: "erase it, for everybody: it was written into the wrong case" },
    "right-case": { value: "CASE", help: "with --wrong-case: where to begin it, by the first digits" },
  },
  takes: ["CASE", "FORM"],
  run: (call, terminal) => {
    const key = call.argument(1);
    const answers = call.has("answers") ? readSmallFileOrInput(call, "answers") : null;
    return useDevice(call, terminal, async (member) => {
      const caseId = findCase(member, call.argument(0)).state.id;
      const version = member.directory.forms.newest(key);
      if (version === undefined) throw commandProblem("no-form", "no form is called so: see panoh form list");
      const target = call.has("sheet") ? findSheet(member, caseId, key, call.get("sheet")) : null;
      if (call.has("strike-out")) return struckOut(member, caseId, key, target);
      if (call.has("wrong-case")) return misplaced({ call, member, caseId }, key, target);
      const input = saidOf(call, version.form, answers);
      if (input === null) return shown(call, member, caseId, version);
      return saved({ call, member, caseId }, version, target, input);
    });
  },
};

/** A command about one case. */
interface InCase {
  readonly call: Call;
  readonly member: Device;
  readonly caseId: string;
}

interface Said {
  readonly set: { readonly [field: string]: AnswerValue };
  readonly gone: { readonly [field: string]: GoneWord };
}

const answersFile = object({}, { set: record(formKey, answerValue, 100), gone: record(formKey, goneWord, 100) });

/** The answers of the command line; null where it gives none, and the sheets are to be shown. */
function saidOf(call: Call, form: Form, file: string | null): Said | null {
  if (!call.has("set") && !call.has("gone") && file === null) return null;
  const fileAnswers = file === null ? {} : parse(file);
  if (!answersFile(fileAnswers))
    throw commandProblem(
      "answers-refused",
      'the answers are no JSON as {"set":{"on":"2031-02-03"},"gone":{"way":"unknown"}}',
    );
  const gaps = call.all("gone").map((one) => {
    const [key, word] = cut(one, "gone");
    return [key, call.oneOf("gone", word, goneWords)] as const;
  });
  const set = call.all("set").map((one) => {
    const [key, text] = cut(one, "set");
    return [key, answerOf(fieldNamed(form, key), text)] as const;
  });
  for (const [key] of gaps) fieldNamed(form, key);
  return {
    set: { ...fileAnswers.set, ...Object.fromEntries(set) },
    gone: { ...fileAnswers.gone, ...Object.fromEntries(gaps) },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function cut(text: string, option: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw usageProblem(`--${option} is KEY=${option === "set" ? "ANSWER" : "WORD"}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function fieldNamed(form: Form, key: string): FormField {
  const field = fieldOf(form, key);
  if (field === undefined)
    throw usageProblem(`the form ${form.key} asks nothing of this name: see panoh form show ${form.key}`);
  return field;
}

const severalValues: readonly string[] = ["codes", "countries", "languages", "places"];

/** An answer as it is typed. What could name the person comes in a file. */
function answerOf(field: FormField, text: string): AnswerValue {
  if (["line", "text", "date"].includes(field.type))
    throw commandProblem(
      "sealed-argument",
      "free text, names and dates of birth come with --answers FILE, or - for the input: arguments are read by others",
    );
  if (field.type === "yes-no" && (text === "yes" || text === "no")) return text === "yes";
  if (field.type === "whole" && /^\d{1,12}$/.test(text)) return Number(text);
  return severalValues.includes(field.type) ? text.split(",") : text;
}

function findSheet(member: Device, caseId: string, form: string, start: string): Sheet {
  const matches = sheetsOf(member, caseId, form).filter(({ sheet: id }) => id.startsWith(start));
  const [only] = matches;
  if (only === undefined || matches.length > 1)
    throw commandProblem("no-such-sheet", "no sheet of this form, or more than one, begins with these digits");
  return only;
}

function sheetsOf(member: Device, caseId: string, form: string): readonly Sheet[] {
  return (member.cases.sheets(caseId)?.sheets ?? []).filter((one) => one.form === form);
}

async function struckOut(member: Device, caseId: string, form: string, target: Sheet | null): Promise<Answer> {
  const id = sheetNamed(member, form, target, "strike-out");
  await must(member.cases.saves.strikeOutSheet(caseId, form, id));
  await member.sync();
  return {
    lines: [`Sheet      ${form} ${id}`, "  struck out"],
    json: { case: caseId, form, sheet: id, struckOut: true },
  };
}

async function misplaced({ call, member, caseId }: InCase, form: string, target: Sheet | null): Promise<Answer> {
  const sheet = sheetNamed(member, form, target, "wrong-case");
  const rightCase = call.has("right-case") ? findCase(member, call.get("right-case")).state.id : null;
  await must(member.cases.saves.misplaceSheet({ caseId, form, sheet }, rightCase));
  await member.sync();
  return {
    lines: [
      `Sheet      ${form} ${sheet}`,
      "  written into the wrong case, erased",
      ...(rightCase === null ? [] : [`Case       ${rightCase}`, "  begun, as a draft"]),
    ],
    json: { case: caseId, form, sheet, misplaced: true, rightCase },
  };
}

/** The sheet that is named, or the only one that a case has of its form. */
function sheetNamed(member: Device, form: string, target: Sheet | null, option: string): string {
  const id = target?.sheet ?? (member.directory.forms.newest(form)?.form.many === false ? "one" : null);
  if (id === null) throw usageProblem(`--${option} needs --sheet`);
  return id;
}

async function saved(
  { call, member, caseId }: InCase,
  { form }: FormVersion,
  target: Sheet | null,
  input: Said,
): Promise<Answer> {
  const wrong = Object.entries(input.set).find(([key, value]) => {
    const field = fieldOf(form, key);
    return field === undefined || !answerSchema(form, field)(value);
  });
  if (wrong !== undefined)
    throw commandProblem(
      "answers-refused",
      `the answer to ${fieldOf(form, wrong[0])?.key ?? "a question"} is none of the form: see panoh form show ${form.key}`,
    );
  const paper = call.find("paper");
  if (paper !== null && !day(paper)) throw usageProblem("--paper is a day as 2031-02-03");
  const task = call.find("for");
  const id = await must(
    member.cases.saveSheet(caseId, {
      form: form.key,
      ...input,
      ...presentFields({
        sheet: target?.sheet,
        for: task ?? undefined,
        why: call.has("why") ? call.code("why", correctionReasons) : undefined,
        paper: paper ?? undefined,
        onlyUs: call.has("only-us") || undefined,
      }),
    }),
  );
  const readers = member.cases.saves.sheetReaders(caseId, form.key, id);
  await member.sync();
  const now = sheetsOf(member, caseId, form.key).find(({ sheet: one }) => one === id);
  const check = now === undefined ? null : checked(member, caseId, form, now);
  const names = (to: readonly string[]) => to.map((one) => organisationInEnglish(member, one)).join(", ");
  return {
    lines: [
      `Sheet      ${form.key} ${id}`,
      ...readers.map(({ part, to }) => `Read by    ${part}: ${names(to)}`),
      ...listed("Gaps", check?.gaps ?? []),
      ...listed("Unlikely", check?.soft ?? []),
      ...listed("No longer fits", check?.notRelevant ?? []),
    ],
    json: {
      case: caseId,
      form: form.key,
      sheet: id,
      readers,
      gaps: check?.gaps ?? [],
      soft: check?.soft ?? [],
      notRelevant: check?.notRelevant ?? [],
    },
  };
}

function listed(name: string, keys: readonly string[]): readonly string[] {
  return keys.length === 0 ? [] : [`${name.padEnd(10)} ${keys.join(", ")}`];
}

function checked(member: Device, caseId: string, form: Form, one: Sheet) {
  const answers = [...one.answers.values()];
  const set = Object.fromEntries(answers.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])));
  const gaps = Object.fromEntries(answers.flatMap(({ key, missing }) => (missing === null ? [] : [[key, missing]])));
  return checkSheet(
    form,
    { set, gone: gaps },
    one.changed.at.slice(0, "2031-02-03".length),
    member.cases.sheets(caseId)?.facts ?? {},
  );
}

async function shown(call: Call, member: Device, caseId: string, version: FormVersion): Promise<Answer> {
  // As with panoh case: for the own organisation the case records that name, contact or story were opened (SL10).
  if (await must(member.cases.reading.recordOpening(caseId))) await member.sync();
  const words = await wordsOfFormAsked(call, version, member.directory.forms);
  const sheets = sheetsOf(member, caseId, version.form.key);
  return {
    lines:
      sheets.length === 0
        ? [`No sheet of the form ${version.form.key} is in this case, or none that this organisation may read.`]
        : sheets.flatMap((one) => linesOf(one, member, version.form, words)),
    json: sheets.map((one) => ({ ...one, answers: Object.fromEntries(one.answers) })),
  };
}

function linesOf(one: Sheet, member: Device, form: Form, words: WordsOfForm): readonly string[] {
  const by = one.by === null ? "" : ` by ${organisationInEnglish(member, one.by)}`;
  return [
    `Sheet      ${one.form} ${one.sheet}${by}, ${one.begun.at}${one.struckOut ? ", struck out" : ""}`,
    ...[...one.answers.values()].flatMap((answer) => linesOfAnswer(answer, member, form, words)),
  ];
}

function linesOfAnswer(answer: SheetAnswer, member: Device, form: Form, words: WordsOfForm): readonly string[] {
  const field = fieldOf(form, answer.key);
  const list = words.lists[field?.list ?? ""] ?? {};
  const shownValue = (value: AnswerValue): string => {
    if (typeof value === "boolean") return value ? "yes" : "no";
    return [value]
      .flat()
      .map((one) => list[String(one)] ?? String(one))
      .join(", ");
  };
  const label = words.fields[answer.key]?.[0] ?? answer.key;
  const holds = answer.value === null ? (answer.missing ?? "") : shownValue(answer.value);
  if (holds === "") return [];
  const others = answer.differs
    ? answer.heads.map(
        (head) =>
          `    ${head.value === null ? (head.gone ?? "") : shownValue(head.value)}: ${head.by === null ? "?" : organisationInEnglish(member, head.by)}, ${head.at}`,
      )
    : [];
  return [
    `  ${label}: ${holds}${partOfField(form, answer.key) === answer.part ? "" : ` (${answer.part})`}`,
    ...(others.length === 0 ? [] : ["    written without seeing each other:", ...others]),
  ];
}
