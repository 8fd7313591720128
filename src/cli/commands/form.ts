// `panoh form`: the forms that ship, and a country's own as files: shown, checked, compared. They are published in `form-publish.ts`.
import { type FormBook, type FormVersion, type FormWords, partsOf } from "../../core/form/form.ts";
import { formChange, type Signing, signingFor } from "../../core/form/form-change.ts";
import { library } from "../../core/form/library.ts";
import { type UnsafeTopic, unsafeQuestions } from "../../core/form/unsafe-questions.ts";
import { formsInForce } from "../../core/forms-in-force.ts";
import type { Flaw } from "../../core/schema-flaws.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding, readJson } from "../../operate/files/given-files.ts";
import { writeNew } from "../../operate/files/write-whole.ts";
import { type Answer, type Command, commandProblem, type Given } from "../command.ts";
import { linesOfFlaws, readForm, versionsOf, wordsFlaws } from "../form-file.ts";
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
  run: async (given) => {
    const book = await bookGiven(given);
    const named = await Promise.all(
      book.forms.map(async (one) => ({ ...one, words: await wordsOfFormAsked(given, one, book) })),
    );
    return {
      lines: named.flatMap(({ id, form, words }) => [
        `${form.key.padEnd(12)} ${words.title}`,
        `  ${partsOf(form).join(", ")}; ${form.writers.join(", ")}; ${questionLines(form)}; version ${form.version}, ${id.slice(0, 16)}…`,
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
  usage: ["FORM [--lang LANG] [--founding FILE --host URL]", "FORM --out FILE [--founding FILE --host URL]"],
  about: [
    "Shows a form of the library, or with --founding and --host the one in force in a country: its questions with their codes, when each is asked, and what is due.",
    "With --out it is written into a file, to make the next version of it: raise its version by one, give the id that is shown as its was, and ask panoh form check.",
  ],
  options: { ...languageOption, ...countryOptions, out: { value: "FILE", help: "where to write the form as JSON" } },
  takes: ["FORM"],
  run: async (given) => {
    const book = await bookGiven(given);
    const version = newestOf(book, given.argument(0));
    const out = given.find("out");
    const words = await wordsOfFormAsked(given, version, book);
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
    "It warns of a question in free text for an address, a religion, an offence or HIV, as far as its key or its words say so.",
  ],
  options: {
    before: { value: "FILE", many: true, help: "an earlier version of the form, the oldest first" },
    words: { value: "FILE", many: true, help: "the form's words in one language" },
  },
  takes: ["FILE"],
  run: async (given) => {
    const file = given.argument(0);
    const named = earlier(given.all("before"));
    const read = readForm(file, named);
    const words = given
      .all("words")
      .map((one) => ({ file: one, flaws: wordsFlaws(one, "flaws" in read ? null : read.version) }));
    const flawed = [{ file, flaws: "flaws" in read ? read.flaws : [] }, ...words].filter(
      ({ flaws }) => flaws.length > 0,
    );
    if ("flaws" in read || flawed.length > 0) return refusedAll(flawed);
    const { key, version } = read.version.form;
    const before = named.length > 0 ? named : versionsOf(key).filter((one) => one.form.version < version);
    const { id, form } = read.version;
    const warnings = unsafeQuestions(
      form,
      given.all("words").map((one) => readJson(one) as FormWords),
    );
    const warned = warnings.map(({ field, topic }) => `Warning    fields.${field}: ${adviceOn[topic]}`);
    const head = [
      `Form       ${form.key}, version ${form.version}: ${questionLines(form)}, no flaw`,
      `Id         ${id}`,
    ];
    const json = { key: form.key, version: form.version, id, flaws: [], warnings };
    // Whoever names what was before asks what it changes of that.
    if (named.length === 0 && library.version(id) !== undefined)
      return {
        lines: [...head, "It is the library’s form, unchanged: it ships with the program, and nobody signs it."],
        json: { ...json, changes: [], needs: null },
      };
    const changes = formChange(before.at(-1)?.form, form);
    const needs = signingFor(changes) ?? "two-devices";
    const changed = await linesOfChanges(changes, read.version);
    return {
      lines: [...head, ...changed, `Signed by  ${signingWords[needs]}`, ...warned],
      json: { ...json, changes, needs },
    };
  },
};

/** Advice about a question in free text that had better not be asked (FM16). */
const adviceOn: { readonly [T in UnsafeTopic]: string } = {
  address:
    "asks for an address in free text, which leads to the person whoever reads it: the form reach has the ways to reach somebody, and a field of the type places has regions",
  religion:
    "asks for a religion in free text: nothing is decided by it, and it can be used against the person: leave it out",
  offence:
    "asks for an offence in free text: what a person was made to do can be used against them: leave it out, and let a lawyer ask",
  hiv: "asks for HIV in free text, which can be used against the person: leave it to the clinic; the form health says which care is needed",
};

/** Whose signatures a change needs, in words. */
export const signingWords: { readonly [S in Signing]: string } = {
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
    const old = library.newest(given.argument(0)) ?? mustRead(given.argument(0), []);
    const file = given.argument(1);
    const read = readForm(file, [
      ...versionsOf(old.form.key).filter(({ form }) => form.version < old.form.version),
      old,
    ]);
    if ("flaws" in read) return refused(file, read.flaws);
    const changes = formChange(old.form, read.version.form);
    const needs = signingFor(changes);
    const said = await linesOfChanges(changes, read.version);
    return {
      lines: [
        ...said.map((sentence, place) => `${sentence} – ${signingWords[changes[place]?.needs ?? "two-devices"]}`),
        needs === undefined ? "Nothing changes but the version." : `All of it needs ${signingWords[needs]}.`,
      ],
      json: { id: read.version.id, changes, needs: needs ?? null },
    };
  },
};

/** The forms in force in the country that is named, else the library. */
async function bookGiven(given: Given): Promise<FormBook> {
  if (!given.has("host")) return library;
  const log = await readPublicLog(readFounding(given.get("founding")), given.get("host"), "record");
  return formsInForce(log.directory, log.follower.size);
}

function newestOf(book: FormBook, key: string): FormVersion {
  const found = book.newest(key);
  if (found === undefined) throw commandProblem("no-form", `no form is called so: see panoh form list`);
  return found;
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

export function refused(file: string, flaws: readonly Flaw[]): Answer {
  return refusedAll([{ file, flaws }]);
}

/** The flaws of several files at once, each under its name. */
function refusedAll(flawed: readonly { readonly file: string; readonly flaws: readonly Flaw[] }[]): Answer {
  const isOne = flawed.length === 1;
  const [{ file, flaws } = { file: "", flaws: [] }] = flawed;
  const have = flaws.length === 1 ? "a flaw" : `${flaws.length} flaws`;
  return {
    lines: flawed.flatMap((one) => [...(isOne ? [] : [`${one.file}:`]), ...linesOfFlaws(one.flaws)]),
    json: { flaws: isOne ? flaws : flawed.flatMap((one) => one.flaws.map((flaw) => ({ file: one.file, ...flaw }))) },
    problem: {
      code: "form-refused",
      message: isOne ? `${file} has ${have}` : `${flawed.map((one) => one.file).join(", ")} have flaws`,
    },
  };
}
