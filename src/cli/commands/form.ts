// `panoh form`: the forms that ship, and a country's own as files: shown, checked, compared. They are published in `form-publish.ts`.

import { unexplainedFields } from "../../core/form/check-form.ts";
import { type CountedField, countedFields } from "../../core/form/counted-facts.ts";
import { type FormBook, type FormVersion, type FormWords, partsOf } from "../../core/form/form.ts";
import { type FormSigning, formChange, signingFor } from "../../core/form/form-change.ts";
import { library } from "../../core/form/library.ts";
import { type UnsafeTopic, unsafeQuestions } from "../../core/form/unsafe-questions.ts";
import type { Flaw } from "../../core/schema-flaws.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding, readJson } from "../../operate/files/given-files.ts";
import { writeNew } from "../../operate/files/write-whole.ts";
import { type Answer, type Call, type Command, commandProblem } from "../command.ts";
import { linesOfFlaws, readForm, shippedVersions, wordsFlaws } from "../form-file.ts";
import { linesOfForm, questionLines } from "../form-lines.ts";
import { languageOption, linesOfChanges, wordsOfFormAsked } from "../form-words.ts";

const countryOptions = {
  founding: { value: "FILE", help: "the founding note of a country, for its own forms" },
  host: { value: "URL", help: "the country's host" },
} as const;

export const listFormsCommand: Command = {
  usage: ["[--lang LANG] [--founding FILE --host URL]"],
  about: [
    "Lists the forms of the library, or with --founding and --host those in force in a country: in which part of a case each lies, who fills it in, and how many questions it has.",
  ],
  options: { ...languageOption, ...countryOptions },
  run: async (call) => {
    const book = await bookGiven(call);
    const forms = await Promise.all(
      book.forms.map(async (one) => ({ ...one, words: await wordsOfFormAsked(call, one, book) })),
    );
    return {
      lines: forms.flatMap(({ id, form, words }) => [
        `${form.key.padEnd(12)} ${words.title}`,
        `  ${partsOf(form).join(", ")}; ${form.writers.join(", ")}; ${questionLines(form)}; version ${form.version}, ${id.slice(0, 16)}…`,
      ]),
      json: forms.map(({ id, form, words }) => ({
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
  usage: ["FORM [--lang LANG] [--founding FILE --host URL]", "FORM --out FILE [--founding FILE --host URL]"],
  about: [
    "Shows a form of the library, or with --founding and --host the one in force in a country: its questions with their codes, when each is asked, and what is due.",
    "With --out it is written into a file, to make the next version of it: raise its version by one, give the id that is shown as its was, and ask panoh form check.",
  ],
  options: { ...languageOption, ...countryOptions, out: { value: "FILE", help: "where to write the form as JSON" } },
  takes: ["FORM"],
  run: async (call) => {
    const book = await bookGiven(call);
    const version = newestOf(book, call.argument(0));
    const out = call.find("out");
    const words = await wordsOfFormAsked(call, version, book);
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
    "Checks a form in a file, and lists each flaw with its place and what to do. A form with a flaw can be published by nobody. Of a sound one it says what changes, and who has to sign it.",
    "It is checked against the versions before it: the library’s, or the files given with --before, the oldest first.",
    "With --words the words of a language are checked too: each thing of the form has a word, and none holds a link or five digits.",
    "It says which questions statistics read, by their fact, and which of their codes count as other, or in no class.",
    "It warns of a question in free text for an address, a religion, an offence or HIV, as far as its key or its words say so, and of a new question of which the words do not say why it is asked.",
  ],
  options: {
    before: { value: "FILE", many: true, help: "an earlier version of the form, the oldest first" },
    words: { value: "FILE", many: true, help: "the form's words in one language" },
  },
  takes: ["FILE"],
  run: async (call) => {
    const file = call.argument(0);
    const predecessors = earlier(call.all("before"));
    const reading = readForm(file, predecessors);
    const wordsFiles = call
      .all("words")
      .map((one) => ({ file: one, flaws: wordsFlaws(one, "flaws" in reading ? null : reading.version) }));
    const failures = [{ file, flaws: "flaws" in reading ? reading.flaws : [] }, ...wordsFiles].filter(
      ({ flaws }) => flaws.length > 0,
    );
    if ("flaws" in reading || failures.length > 0) return refusedAll(failures);
    const { key, version } = reading.version.form;
    const before =
      predecessors.length > 0 ? predecessors : shippedVersions(key).filter((one) => one.form.version < version);
    const { id, form } = reading.version;
    const words = call.all("words").map((one) => readJson(one) as FormWords);
    const warnings = [
      ...unsafeQuestions(form, words),
      ...unexplainedFields(form, before, words).map((field) => ({ field, topic: "why" as const })),
    ];
    const warningLines = [...Map.groupBy(warnings, ({ topic }) => topic)].map(
      ([topic, of]) => `Warning    ${of.map(({ field }) => `fields.${field}`).join(", ")}: ${adviceOn[topic]}`,
    );
    const head = [
      `Form       ${form.key}, version ${form.version}: ${questionLines(form)}, no flaw`,
      `Id         ${id}`,
    ];
    const factFields = countedFields(form);
    const countedLines = factFields.map((one) => `Counted    fields.${one.field}: ${wordsOfCounted(one)}`);
    const json = { key: form.key, version: form.version, id, flaws: [], warnings, counted: factFields };
    // Whoever names what was before asks what it changes of that.
    if (predecessors.length === 0 && library.version(id) !== undefined)
      return {
        lines: [
          ...head,
          "It is the library’s form, unchanged: it ships with the program, and nobody signs it.",
          ...countedLines,
        ],
        json: { ...json, changes: [], needs: null },
      };
    const changes = formChange(before.at(-1)?.form, form);
    const needs = signingFor(changes) ?? "two-devices";
    const changeLines = await linesOfChanges(changes, reading.version);
    return {
      lines: [...head, ...changeLines, `Signed by  ${signingWords[needs]}`, ...countedLines, ...warningLines],
      json: { ...json, changes, needs },
    };
  },
};

/** How the answers to a question are counted (CN4a), in words. */
function wordsOfCounted({ is, fact, asOther, inNone }: CountedField): string {
  if (is === "nothing") return `nothing is counted of the fact ${fact}`;
  if (is === "type")
    return `an answer of this type is in no class of the fact ${fact}, so that nobody is counted by it`;
  return [
    `as ${fact}`,
    ...(asOther.length === 0 ? [] : [`as other count ${asOther.join(", ")}: give each its htcds where it has one`]),
    ...(inNone.length === 0
      ? []
      : [
          `in no class count ${inNone.join(", ")}: give each the name or the htcds of a class of docs/spec/counting.md`,
        ]),
  ].join("; ");
}

/** Advice about a question in free text that had better not be asked (FM16), and about one of which nobody says why it is asked (FM18). */
const adviceOn: { readonly [T in UnsafeTopic | "why"]: string } = {
  address:
    "asks for an address in free text, which leads to the person whoever reads it: the form reach has the ways to reach somebody, and a field of the type places has regions",
  religion:
    "asks for a religion in free text: nothing is decided by it, and it can be used against the person: leave it out",
  offence:
    "asks for an offence in free text: what a person was made to do can be used against them: leave it out, and let a lawyer ask",
  hiv: "asks for HIV in free text, which can be used against the person: leave it to the clinic; the form health says which care is needed",
  why: "nothing says why this is asked: write it under why in the words of each language, and give these with --words; a question without a reason is left out",
};

/** Whose signatures a change needs, in words. */
export const signingWords: { readonly [S in FormSigning]: string } = {
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
  run: async (call) => {
    const old = library.newest(call.argument(0)) ?? mustRead(call.argument(0), []);
    const file = call.argument(1);
    const reading = readForm(file, [
      ...shippedVersions(old.form.key).filter(({ form }) => form.version < old.form.version),
      old,
    ]);
    if ("flaws" in reading) return refused(file, reading.flaws);
    const changes = formChange(old.form, reading.version.form);
    const needs = signingFor(changes);
    const changeLines = await linesOfChanges(changes, reading.version);
    return {
      lines: [
        ...changeLines.map(
          (sentence, place) => `${sentence} – ${signingWords[changes[place]?.needs ?? "two-devices"]}`,
        ),
        needs === undefined ? "Nothing changes but the version." : `All of it needs ${signingWords[needs]}.`,
      ],
      json: { id: reading.version.id, changes, needs: needs ?? null },
    };
  },
};

/** The forms in force in the country that is named, else the library. */
async function bookGiven(call: Call): Promise<FormBook> {
  if (!call.has("host")) return library;
  const log = await readPublicLog(readFounding(call.get("founding")), call.get("host"), "record");
  return log.directory.forms.bookAt(log.follower.size);
}

function newestOf(book: FormBook, key: string): FormVersion {
  const version = book.newest(key);
  if (version === undefined) throw commandProblem("no-form", `no form is called so: see panoh form list`);
  return version;
}

function earlier(files: readonly string[]): readonly FormVersion[] {
  const before: FormVersion[] = [];
  for (const file of files) before.push(mustRead(file, [...before]));
  return before;
}

function mustRead(file: string, before: readonly FormVersion[]): FormVersion {
  const reading = readForm(file, before);
  if ("flaws" in reading)
    throw commandProblem("form-refused", `${file} is no sound form: see what is wrong with it by panoh form check`);
  return reading.version;
}

export function refused(file: string, flaws: readonly Flaw[]): Answer {
  return refusedAll([{ file, flaws }]);
}

/** The flaws of several files at once, each under its name. */
function refusedAll(failures: readonly { readonly file: string; readonly flaws: readonly Flaw[] }[]): Answer {
  const isOne = failures.length === 1;
  const [{ file, flaws } = { file: "", flaws: [] }] = failures;
  const have = flaws.length === 1 ? "a flaw" : `${flaws.length} flaws`;
  return {
    lines: failures.flatMap((one) => [...(isOne ? [] : [`${one.file}:`]), ...linesOfFlaws(one.flaws)]),
    json: { flaws: isOne ? flaws : failures.flatMap((one) => one.flaws.map((flaw) => ({ file: one.file, ...flaw }))) },
    problem: {
      code: "form-refused",
      message: isOne ? `${file} has ${have}` : `${failures.map((one) => one.file).join(", ")} have flaws`,
    },
  };
}
