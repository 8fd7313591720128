// `panoh form`: the forms that ship, and a country's own as files: shown, checked, compared. Nothing is published here.
import type { Form, FormField, FormVersion } from "../../core/form/form.ts";
import { codesOf, partsOf } from "../../core/form/form.ts";
import { type ChangeCode, formChange, type Signing, signingFor } from "../../core/form/form-change.ts";
import { library } from "../../core/form/library.ts";
import type { Flaw } from "../../core/schema-flaws.ts";
import type { WordsOfForm } from "../../words/form-words.ts";
import type { Answer, Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { linesOfFlaws, readForm, versionsOf, wordsFlaws } from "../form-file.ts";
import { languageOption, wordsOfForm } from "../form-words.ts";
import { writeNew } from "../write-whole.ts";

export const listFormsCommand: Command = {
  usage: ["[--lang LANG]"],
  about: [
    "Lists the forms of the library: in which part of a case each lies, who fills it in, and how many questions it has.",
  ],
  options: languageOption,
  run: async (given) => {
    const named = await Promise.all(
      library.forms.map(async (one) => ({ ...one, words: await wordsOfForm(given, one) })),
    );
    return {
      lines: named.flatMap(({ id, form, words }) => [
        `${form.key.padEnd(12)} ${words.title}`,
        `  ${partsOf(form).join(", ")}; ${form.writers.join(", ")}; ${questions(form)}; version ${form.version}, ${id.slice(0, 16)}…`,
      ]),
      json: named.map(({ id, form, words }) => ({
        key: form.key,
        version: form.version,
        id,
        title: words.title,
        parts: partsOf(form),
        writers: form.writers,
      })),
    };
  },
};

export const showFormCommand: Command = {
  usage: ["FORM [--lang LANG]", "FORM --out FILE"],
  about: [
    "Shows a form of the library: its questions with their codes, when each is asked, and what is due.",
    "With --out it is written into a file, to make the next version of it: raise its version by one, give the id that is shown as its was, and ask panoh form check.",
  ],
  options: { ...languageOption, out: { value: "FILE", help: "where to write the form as JSON" } },
  takes: ["FORM"],
  run: async (given) => {
    const version = ofLibrary(given.argument(0));
    const out = given.find("out");
    const words = await wordsOfForm(given, version);
    if (out !== null) {
      writeNew(out, `${JSON.stringify(version.form, null, 2)}\n`);
      return { lines: [`Form       ${out}`, `Id         ${version.id}`], json: { file: out, id: version.id } };
    }
    return { lines: linesOfForm(version, words), json: { id: version.id, form: version.form, words } };
  },
};

export const checkFormCommand: Command = {
  usage: ["FILE", "FILE --before FILE … --words FILE …"],
  about: [
    "Checks a form in a file, and lists each flaw with its place and what to do. A form with a flaw can be published by nobody.",
    "It is checked against the versions before it: the library’s, or the files given with --before, the oldest first.",
    "With --words the words of a language are checked too: each thing of the form has a word, and no word could lead somebody away.",
  ],
  options: {
    before: { value: "FILE", many: true, help: "an earlier version of the form, the oldest first" },
    words: { value: "FILE", many: true, help: "the form's words in one language" },
  },
  takes: ["FILE"],
  run: async (given) => {
    const file = given.argument(0);
    const read = readForm(file, earlier(given.all("before")));
    if ("flaws" in read) return refused(file, read.flaws);
    for (const one of given.all("words")) {
      const flaws = wordsFlaws(one, read.version);
      if (flaws.length > 0) return refused(one, flaws);
    }
    const { id, form } = read.version;
    return {
      lines: [`Form       ${form.key}, version ${form.version}: ${questions(form)}, no flaw`, `Id         ${id}`],
      json: { key: form.key, version: form.version, id, flaws: [] },
    };
  },
};

const changeWords: { readonly [C in ChangeCode]: string } = {
  "new-form": "is a new form",
  order: "another order or tab",
  "new-field": "is a new question",
  "new-free-field": "is a new question that takes free text or a number",
  "new-code": "is a new code",
  retired: "is no longer asked or offered",
  "offered-again": "is asked or offered again",
  "asked-for": "is required now, or no longer",
  "shown-when": "is shown under another condition",
  limits: "has other limits",
  calculated: "is calculated otherwise",
  weight: "has another weight",
  "exported-as": "has another name outside",
  role: "has another role in the program",
  merge: "another answer holds while two workers differ",
  writers: "others fill it in",
  own: "others write into a sheet that somebody began",
  strict: "gaps bar it from being sealed, or no longer do",
  seal: "leaves the device at another time",
  "offered-when": "is offered for other cases",
  "due-nearer": "is due earlier or more often",
  "due-later": "is due later or more rarely",
  "due-new": "is a new rule of what is due",
  "due-removed": "is due no longer",
  "due-otherwise": "is due under another condition, or asks for something else",
};

const signingWords: { readonly [S in Signing]: string } = {
  "two-devices": "two devices of the coordinator, or one and a seat of the council",
  "two-devices-and-wait": "two devices of the coordinator, or one and a seat of the council; in force after the wait",
  "council-and-wait": "the council’s threshold; in force after the wait",
};

export const diffFormsCommand: Command = {
  usage: ["OLD NEW"],
  about: [
    "Shows what a new version of a form changes, and whose signatures each change needs (docs/spec/form.md, FM13).",
    "OLD and NEW are files; OLD may be the name of a form of the library. A new version with a flaw is refused first.",
  ],
  options: {},
  takes: ["OLD", "NEW"],
  run: async (given) => {
    const old = oldVersion(given.argument(0));
    const file = given.argument(1);
    const read = readForm(file, [
      ...versionsOf(old.form.key).filter(({ form }) => form.version < old.form.version),
      old,
    ]);
    if ("flaws" in read) return refused(file, read.flaws);
    const changes = formChange(old.form, read.version.form);
    const needs = signingFor(changes);
    return {
      lines: [
        ...changes.map(
          ({ path, change, needs: one }) =>
            `${path === "" ? "The form" : path}: ${changeWords[change]}. Needs ${signingWords[one]}.`,
        ),
        needs === undefined ? "Nothing changes but the version." : `All of it needs ${signingWords[needs]}.`,
      ],
      json: { id: read.version.id, changes, needs: needs ?? null },
    };
  },
};

function ofLibrary(key: string): FormVersion {
  const found = library.newest(key);
  if (found === undefined) throw commandProblem("no-form", `no form of the library is called so: see panoh form list`);
  return found;
}

function oldVersion(name: string): FormVersion {
  const known = library.newest(name);
  if (known !== undefined) return known;
  return mustRead(name, []);
}

function earlier(files: readonly string[]): readonly FormVersion[] {
  const before: FormVersion[] = [];
  for (const file of files) before.push(mustRead(file, [...before]));
  return before;
}

function mustRead(file: string, before: readonly FormVersion[]): FormVersion {
  const read = readForm(file, before);
  if ("flaws" in read)
    throw commandProblem("form-refused", `${file} is no sound form: see what is wrong with it by panoh form check`);
  return read.version;
}

function refused(file: string, flaws: readonly Flaw[]): Answer {
  return {
    lines: linesOfFlaws(flaws),
    json: { flaws },
    problem: {
      code: "form-refused",
      message: `${file} has ${flaws.length === 1 ? "a flaw" : `${flaws.length} flaws`}`,
    },
  };
}

function questions(form: Form): string {
  const count = form.fields.filter((field) => field.type !== "note" && field.calculation === undefined).length;
  return count === 1 ? "1 question" : `${count} questions`;
}

function linesOfForm({ id, form }: FormVersion, words: WordsOfForm): readonly string[] {
  const lines = [
    `Form       ${form.key}, version ${form.version}: ${words.title}`,
    `Id         ${id}`,
    `Part       ${partsOf(form).join(", ")}`,
    `Written by ${form.writers.join(", ")}; ${form.many ? "many in a case" : "one in a case"}${form.strict ? "; not sealed with gaps" : ""}`,
    ...(form.offered === undefined ? [] : [`Offered    if ${form.offered}`]),
  ];
  for (const group of form.groups) {
    lines.push(
      `Group      ${words.groups[group.key]?.[0] ?? group.key}${group.relevant === undefined ? "" : ` (if ${group.relevant})`}`,
    );
    for (const field of form.fields.filter((one) => one.group === group.key))
      lines.push(...linesOfField(form, field, words));
  }
  if (form.due.length > 0) lines.push("Due");
  for (const rule of form.due) {
    const when = [...(rule.at ?? []), ...(rule.every === undefined ? [] : [`every ${rule.every}`])].join(", ");
    lines.push(`  ${rule.id}: ${words.due[rule.id] ?? rule.id}`);
    lines.push(
      `    ${when} from ${rule.from}, by a sheet of ${rule.does}; ${rule.kind}, ${rule.who}${rule.when === undefined ? "" : `; if ${rule.when}`}`,
    );
  }
  return lines;
}

function linesOfField(form: Form, field: FormField, words: WordsOfForm): readonly string[] {
  const [label = field.key, hint] = words.fields[field.key] ?? [];
  const codes = codesOf(form, field.list ?? "").filter((code) => code.retired !== true);
  return [
    `  ${field.key} (${field.type}${field.required === true ? ", asked for" : ""}${field.retired === true ? ", no longer asked" : ""}): ${label}`,
    ...(hint === undefined ? [] : [`    ${hint}`]),
    ...(codes.length === 0
      ? []
      : [
          `    ${codes.map((code) => `${code.code} = ${words.lists[field.list ?? ""]?.[code.code] ?? code.code}`).join("; ")}`,
        ]),
    ...(field.relevant === undefined ? [] : [`    if ${field.relevant}`]),
    ...(field.constraint === undefined ? [] : [`    ${words.flaws[field.key] ?? field.key}: ${field.constraint}`]),
    ...(field.calculation === undefined ? [] : [`    calculated: ${field.calculation}`]),
  ];
}
