// `panoh form publish`, `words` and `stop`: how a country's own forms come into its log (FM13). What is signed is shown before; enough signatures are seldom
// on one machine, so that notes are written for the others to cosign.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { checkWords } from "../../core/form/check-form.ts";
import type { FormSigners } from "../../core/form/country-forms.ts";
import type { Form, FormWords } from "../../core/form/form.ts";
import { formChange, signingFor } from "../../core/form/form-change.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { readPublicLog, submitNote } from "../../operate/country-client.ts";
import { readFounding, readJson } from "../../operate/files/given-files.ts";
import { writeNew } from "../../operate/files/write-whole.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { councilOptions, noteLines, type Signers, sayAsCouncil, withSigners } from "../council-note.ts";
import { readForm } from "../form-file.ts";
import { linesOfChanges } from "../form-words.ts";
import { noteIdLine } from "../note-sentences.ts";
import { signDirectory } from "../sign-directory.ts";
import { vaultOptions } from "../vault-folder.ts";
import { refused, signingWords } from "./form.ts";

const signing = {
  ...vaultOptions,
  "seat-key": councilOptions["seat-key"],
  founding: { value: "FILE", help: "without a vault: the country's founding note" },
  host: { value: "URL", help: "without a vault: the country's host" },
  out: { value: "DIR", help: "a new folder for the notes: others cosign them, and nothing is submitted" },
  words: { value: "FILE", many: true, help: "the words of the version in one language" },
} as const;

export const publishFormCommand: Command = {
  usage: [
    "FILE [--words FILE …] --vault DIR [--seat-key FILE] [--out DIR]",
    "FILE [--words FILE …] --seat-key FILE … --founding FILE --host URL [--out DIR]",
  ],
  about: [
    "Publishes the next version of a form, and its words with --words, one file a language. What is wrong with it, what changes and who has to sign is said first.",
    "Two devices of the coordinator sign, or one and a seat of the council; what is heavier needs the council's threshold. With --out the notes are written:",
    "the others add their signatures with panoh enrol cosign, then panoh enrol submit sends them, the form's before its words.",
    "Any seat of the council stops a version with panoh form stop. Everybody can read what is published.",
  ],
  options: signing,
  takes: ["FILE"],
  run: (call, terminal) =>
    withSigners(call, terminal, "record", async (signers) => {
      const { forms } = signers.log.directory;
      const amount = amountOf(signers);
      const file = call.argument(0);
      const key = String((readJson(file) as Partial<Form> | null)?.key);
      const reading = readForm(file, forms.chain(key), (other) => forms.chain(other).length > 0);
      if ("flaws" in reading) return refused(file, reading.flaws);
      const { version } = reading;
      const changes = formChange(forms.chain(key).at(-1)?.form, version.form);
      const needs = signingFor(changes) ?? "two-devices";
      const words = call.all("words").map((one) => ({ file: one, value: readJson(one) }));
      for (const one of words) {
        const flaws = checkWords(one.value, version);
        if (flaws.length > 0) return refused(one.file, flaws);
      }
      const notes = [
        { name: "form", kind: "form.set", body: version } as const,
        ...words.map(({ value }) => {
          const body = value as FormWords;
          return { name: `words-${body.language}`, kind: "form.words", body } as const;
        }),
      ];
      const isEnough = needs === "council-and-wait" ? amount === "council" : isCoordinators(amount);
      const leafClass = forms.classOf(version.form);
      const signedNotes = notes.map(({ name, kind, body }) => ({
        name,
        text: signDirectory(signers.log.founding.origin, kind, body as never, signers.keys, leafClass),
      }));
      return {
        lines: [
          `Form       ${version.form.key}, version ${version.form.version}`,
          `Id         ${version.id}`,
          ...(await linesOfChanges(changes, version)),
          `Signed by  ${signingWords[needs]}`,
          ...(await finish(call, signers.log, signedNotes, isEnough)),
        ],
        json: { key: version.form.key, version: version.form.version, id: version.id, changes, needs },
      };
    }),
};

export const formWordsCommand: Command = {
  usage: [
    "--words FILE … --vault DIR [--seat-key FILE] [--out DIR]",
    "--words FILE … --seat-key FILE … --founding FILE --host URL [--out DIR]",
  ],
  about: [
    "Publishes the words of a version that is there, one file a language: another wording, or a language more. They hold at once, and need no new version.",
    "Two devices of the coordinator sign, or one and a seat of the council.",
  ],
  options: signing,
  run: (call, terminal) =>
    withSigners(call, terminal, "record", async (signers) => {
      const { forms } = signers.log.directory;
      const amount = amountOf(signers);
      const files = call.all("words");
      if (files.length === 0) throw usageProblem("--words is needed");
      const signedNotes: { readonly name: string; readonly text: string }[] = [];
      for (const file of files) {
        const words = readJson(file) as Partial<FormWords> | null;
        const form = forms.versionOf(String(words?.of));
        if (form === undefined) throw commandProblem("no-form", `${file} is of a version that is not here`);
        const flaws = checkWords(words, { id: String(words?.of), form });
        if (flaws.length > 0) return refused(file, flaws);
        const body = words as FormWords;
        const text = signDirectory(signers.log.founding.origin, "form.words", body, signers.keys, forms.classOf(form));
        signedNotes.push({ name: `words-${form.key}-${body.language}`, text });
      }
      return {
        lines: await finish(call, signers.log, signedNotes, isCoordinators(amount)),
        json: { words: files.length },
      };
    }),
};

export const stopFormCommand: Command = {
  usage: ["FORM --seat-key FILE --founding FILE --host URL [--out NOTE]"],
  about: [
    "Stops the newest version that the country published of a form, whether it is in force or waits: the one before holds again, at once. Any one seat of the council may.",
    "What was entered under it until now stays. FORM is the form's key, or the id of a version; later versions end with it.",
  ],
  options: councilOptions,
  takes: ["FORM"],
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const { forms } = (await readPublicLog(founding, call.get("host"), "record")).directory;
    const name = call.argument(0);
    const version = forms.published.findLast(
      ({ id, form, stopped }) => stopped === null && (form.key === name || id === name),
    );
    if (version === undefined)
      throw commandProblem("no-form", "the country has published no such form that still stands");
    const place = await sayAsCouncil(
      { call, terminal, founding },
      "form.stop",
      { version: version.id },
      version.leafClass,
    );
    return {
      lines: [`Form       ${version.form.key}, version ${version.form.version}`, ...noteLines(place, "the end of it")],
      json: { key: version.form.key, version: version.form.version, id: version.id, ...place },
    };
  },
};

/** The weight of all keys on this machine together. */
function amountOf({ keys, log }: Signers): FormSigners {
  return log.directory.formSigners(
    keys.map(({ name }) => name),
    log.follower.size,
  );
}

function isCoordinators(amount: FormSigners): boolean {
  return amount === "coordinator" || amount === "council";
}

/** Submits the notes when they have signatures enough, else writes them for others. */
async function finish(
  call: Call,
  { host, founding }: PublicLog,
  notes: readonly { readonly name: string; readonly text: string }[],
  isEnough: boolean,
): Promise<readonly string[]> {
  const out = call.find("out");
  if (out === null && !isEnough)
    throw commandProblem("too-few-seats", "more people must sign: write the notes with --out and let others cosign");
  if (out !== null) {
    mkdirSync(out, { recursive: true, mode: 0o700 });
    const files = notes.map(({ name }) => join(out, `${name}.note`));
    for (const [place, file] of files.entries()) writeNew(file, notes[place]?.text ?? "");
    return [
      ...files.flatMap((file, i) => [`Note       ${file}`, noteIdLine(notes[i]?.text ?? "")]),
      "Next: the others cosign (panoh enrol cosign), then panoh enrol submit.",
    ];
  }
  const lines: string[] = [];
  for (const { name, text } of notes)
    lines.push(`Logged     ${name} as leaf ${await submitNote(host, founding, text)}`);
  return lines;
}
