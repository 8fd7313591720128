// A person's own file as a page in one language (docs/spec/file.md): headings, answers with their labels, free text as it was written. It is lines of text
// and nothing else, so that a file from a stranger can do nothing where it is opened.
import {
  type OwnAnswer,
  type OwnFile,
  type OwnFileSize,
  type OwnSheet,
  type OwnText,
  ownFileSizes,
  sheetsOfSize,
} from "../core/case/own-file.ts";
import type { FormBook, FormWords } from "../core/form/form.ts";
import { hasTakenOut, textWithout } from "../core/free-text-names.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { type Part, parts } from "../core/part-table.ts";
import type { Ringable } from "../core/phones.ts";
import { countryOf } from "../core/place.ts";
import { answerTable } from "../core/policy-table.ts";
import { presentFields } from "../core/present-fields.ts";
import { saysWhatItIs } from "../core/revealing-words.ts";
import { code, languageTag, list, object, type Schema, text, truth } from "../core/schema.ts";
import { marksOnScreen } from "../core/visible-marks.ts";
import { countryName } from "../words/country-name.ts";
import { wordsOfVersion } from "../words/form-words.ts";
import { type LanguageTag, languageTags } from "../words/languages.ts";
import { languageName } from "../words/spoken-languages.ts";
import type { Words } from "../words/words.ts";
import { answerText } from "./answer-text.ts";
import { commonHours } from "./common-hours.ts";

/** The files of words that it needs. */
export const ownFileWordParts = ["own-file", "case", "desk", "forms", "ask"] as const;

export interface OwnLine {
  readonly is: "heading" | "title" | "text" | "answer";
  /** Of an answer. */
  readonly label?: string;
  readonly text: string;
  /** Free text, as it was written, and in which language, where its author said so. */
  readonly written?: true;
  readonly language?: string;
}

const ownPageTag = "panoh.org/own-file/v1";

export interface OwnPage {
  readonly page: typeof ownPageTag;
  readonly language: LanguageTag;
  readonly size: OwnFileSize;
  readonly title: string;
  readonly lines: readonly OwnLine[];
}

/** What is printed of a page: a file, or a letter. */
export type PrintedPage = Omit<OwnPage, "page">;

/** What is asked before a file is made. */
export interface OwnFileAsked {
  readonly size: OwnFileSize;
  /** The working notes go in. */
  readonly notes: boolean;
  /** On the card: the next appointment, and by what name organisations are called. */
  readonly appointment: boolean;
  readonly names: boolean;
  /** Words that are taken out wherever free text holds them, in small letters; and texts that are left out, by their ids. */
  readonly without: { readonly words: ReadonlySet<string>; readonly texts: ReadonlySet<string> };
}

/** What the country's directory and words say. */
interface OwnFileNames {
  readonly words: Words;
  /** The words of a version of a form, in the language of the page. */
  readonly formWords: (version: string) => FormWords | null;
  readonly organisation: (id: string) => string;
  readonly place: (code: string) => string;
  readonly country: (code: string) => string;
  /** Whom to ring at an organisation. */
  readonly phones: (organisation: string) => readonly string[];
  /** When somebody is there; null where it did not say, and where its services differ in that. */
  readonly hours: (organisation: string) => string | null;
  /** 2031-02-03. */
  readonly today: string;
}

export function ownPage(file: OwnFile, asked: OwnFileAsked, names: OwnFileNames): OwnPage {
  const { words } = names;
  const { size } = asked;
  const made = new PageOfFile(file, asked, names);
  const lines = size === "card" ? made.card() : made.all();
  return {
    page: ownPageTag,
    language: words.language.tag as LanguageTag,
    size,
    title: words.message(size === "card" ? "own-file.card.title" : "own-file.title"),
    lines: lines.map((line) => ({ ...line, text: line.written === true ? line.text : line.text.trim() })),
  };
}

/** The names that a file needs, from what a device knows of its country. */
export function ownFileNames(known: {
  readonly words: Words;
  readonly forms: FormBook;
  /** The languages of the country. */
  readonly languages: readonly string[];
  readonly organisation: (id: string) => { readonly name: Readonly<Record<string, string>> } | null;
  readonly places: readonly { readonly code: string; readonly name: Readonly<Record<string, string>> }[];
  readonly ringable: (id: string) => readonly Ringable[];
  readonly today: string;
}): OwnFileNames {
  const { words, forms, today } = known;
  const { language } = words;
  const country = (code: string) => countryName(code, language.tag);
  return {
    words,
    today,
    country,
    formWords: (id) => {
      const form = forms.version(id);
      const others = [...known.languages, ...languageTags];
      return form === undefined ? null : wordsOfVersion(words, { id, form }, (tag) => forms.words(id, tag), others);
    },
    organisation: (id) => language.pick(known.organisation(id)?.name ?? {}) || id,
    place: (code) => {
      const names = known.places.find((place) => place.code === code)?.name;
      return names === undefined ? country(countryOf(code)) : language.pick(names);
    },
    phones: (id) =>
      [...new Set(known.ringable(id).flatMap(({ phones }) => phones.map(({ number }) => number)))].slice(0, 3),
    hours: (id) => commonHours(known.ringable(id), language),
  };
}

const lineSchema: Schema<OwnLine> = object(
  { is: code(["heading", "title", "text", "answer"]), text: text(60_000) },
  { label: text(600), written: truth as Schema<true>, language: languageTag },
);
/** A page as it stands in a file: text, and nothing beside it. */
const ownPageSchema: Schema<OwnPage> = object({
  page: code([ownPageTag]) as Schema<typeof ownPageTag>,
  language: code(languageTags),
  size: code(ownFileSizes),
  title: text(200),
  lines: list(lineSchema, 4_000),
});

/** A sealed file holds so much at least, or twice, four times that: its size says nothing of what was written (OF8). */
const smallestFile = 64 * 1024;
const largestFile = 4 * 1024 * 1024;

/** The page as it is sealed: with spaces up to its size. Null for one that is too large, or that `readOwnPage` would not take: its words are shown once. */
export function ownPageText(page: OwnPage): string | null {
  if (!ownPageSchema(page)) return null;
  const text = encodeJson(page);
  const { length } = new TextEncoder().encode(text);
  let size = smallestFile;
  while (size < length) size *= 2;
  return size > largestFile ? null : text + " ".repeat(size - length);
}

/** The page of a file that somebody opened; null for what is none. */
export function readOwnPage(text: string): OwnPage | null {
  const value = decodeJson(text.trimEnd(), undefined, largestFile);
  return ownPageSchema(value) ? value : null;
}

class PageOfFile {
  readonly #file: OwnFile;
  readonly #asked: OwnFileAsked;
  readonly #names: OwnFileNames;

  constructor(file: OwnFile, asked: OwnFileAsked, names: OwnFileNames) {
    this.#file = file;
    this.#asked = asked;
    // OF2: each line asks here what an organisation is called.
    this.#names = {
      ...names,
      organisation: (id) => (file.houses.includes(id) ? names.words.message("own-file.house") : names.organisation(id)),
    };
  }

  card(): readonly OwnLine[] {
    const { organisation, elsewhere } = this.#file;
    const { words } = this.#names;
    const numbers = [organisation, ...elsewhere].flatMap((id) => this.#rings(id, this.#asked.names));
    return [
      line("text", words.message(numbers.length === 0 ? "own-file.card.no-number" : "own-file.card.ring")),
      ...numbers,
      ...(this.#asked.appointment ? this.#appointment() : []),
    ].filter(({ text: said, label = "" }) => !saysWhatItIs(said) && !saysWhatItIs(label));
  }

  all(): readonly OwnLine[] {
    const sheets = sheetsOfSize(this.#file, { ...this.#asked, notes: false });
    if (this.#asked.size === "whole") return this.#withSheets(sheets);
    // What has no room on two pages stands in the whole; the oldest goes first.
    const inOrder = sheets.toSorted((a, b) => (a.on < b.on ? -1 : 1));
    for (let left = 0; ; left++) {
      const fitting = sheets.filter((sheet) => !inOrder.slice(0, left).includes(sheet));
      const lines = this.#withSheets(fitting);
      if (fitting.length === 0 || rowsOf(lines) <= rowsOfTwoPages) return lines;
    }
  }

  #withSheets(sheets: readonly OwnSheet[]): readonly OwnLine[] {
    const { words, today } = this.#names;
    const isWhole = this.#asked.size === "whole";
    const lines = [
      ...this.#ask(),
      ...this.#appointment(),
      ...this.#decisions(),
      ...this.#written(sheets),
      ...this.#notes(),
      ...this.#consents(),
      ...this.#given(),
      ...this.#openings(),
      ...this.#rights(),
    ];
    const made = { name: this.#names.organisation(this.#file.organisation), date: words.language.date(today) };
    return [
      line("text", words.message("own-file.made", made)),
      line("text", words.message(isWhole ? "own-file.whole" : "own-file.short")),
      line("text", words.message("own-file.found")),
      ...(lines.some(isShortened) ? [line("text", words.message("own-file.taken-out"))] : []),
      ...lines,
    ];
  }

  #ask(): readonly OwnLine[] {
    const { organisation, elsewhere } = this.#file;
    const { words } = this.#names;
    return [
      line("heading", words.message("own-file.ask")),
      ...this.#rings(organisation, true),
      ...(elsewhere.length === 0 ? [] : [line("text", words.message("own-file.elsewhere"))]),
      ...elsewhere.flatMap((id) => this.#rings(id, true)),
    ];
  }

  /** Whom to ring; without a name the number stands alone, and one without a number is left out. */
  #rings(id: string, isNamed: boolean): readonly OwnLine[] {
    const { words, organisation, phones, hours } = this.#names;
    const name = organisation(id);
    const numbers = phones(id);
    const mayBeNamed = isNamed && (this.#asked.size !== "card" || !saysWhatItIs(name));
    if (numbers.length === 0) return mayBeNamed && this.#asked.size !== "card" ? [line("text", name)] : [];
    const label = mayBeNamed ? name : words.message("own-file.number");
    const open = hours(id);
    return [
      answer(label, words.language.list(numbers.map((number) => `\u2066${number}\u2069`))),
      ...(open === null ? [] : [answer(words.message("own-file.hours"), open)]),
    ];
  }

  #appointment(): readonly OwnLine[] {
    const { appointment } = this.#file;
    const { words } = this.#names;
    if (appointment === null) return [];
    const { language } = words;
    const { on, hour, where } = appointment;
    return [
      line("heading", words.message("own-file.appointment")),
      answer(words.message("own-file.day"), language.date(on)),
      ...(hour === null ? [] : [answer(words.message("own-file.hour"), language.digits(hour))]),
      ...(where === null ? [] : this.#free(where, words.message("own-file.where"))),
    ];
  }

  /** Free text as it was written, without what was taken out. */
  #free({ id, text: said, language }: OwnText, label: string): readonly OwnLine[] {
    const { words } = this.#names;
    const { without } = this.#asked;
    if (without.texts.has(id)) return [answer(label, words.message("own-file.left-out"))];
    const left = marksOnScreen(textWithout(said, without.words));
    const isOther = language !== undefined && language !== words.language.tag;
    const of = isOther ? ` (${words.message("own-file.in-language", { language: languageName(language) })})` : "";
    return [{ ...answer(`${label}${of}`, left), written: true, ...presentFields({ language }) }];
  }

  #decisions(): readonly OwnLine[] {
    const { decisions } = this.#file;
    const { words, organisation } = this.#names;
    const { language } = words;
    if (decisions.length === 0) return [];
    return [
      line("heading", words.message("own-file.decisions")),
      ...decisions.flatMap((decision) => {
        const label = words.message("own-file.by-on", {
          name: organisation(decision.by),
          date: language.date(decision.on),
        });
        if (decision.is === "answer") {
          const { verb, said } = decision;
          const kind = words.message(`kind.${answerTable[verb].kind}`);
          return [answer(label, said === null ? kind : `${kind}: ${words.text(`${said.field}.${said.code}`)}`)];
        }
        const { status, grounds } = decision;
        return [
          answer(label, words.message(`status.${status}`)),
          ...(grounds === null ? [] : this.#free(grounds, words.message("own-file.grounds"))),
        ];
      }),
    ];
  }

  /** Part by part, sheet by sheet. */
  #written(sheets: readonly OwnSheet[]): readonly OwnLine[] {
    const { words } = this.#names;
    return parts.flatMap((part) => {
      const here = sheets.filter((sheet) => sheet.part === part);
      return here.length === 0
        ? []
        : [line("heading", words.message(`part.${part}`)), ...here.flatMap((sheet) => this.#sheet(sheet))];
    });
  }

  /** On two pages a sheet is one line. */
  #sheet({ version, on, answers, form, asked }: OwnSheet): readonly OwnLine[] {
    const { words, formWords, organisation } = this.#names;
    const { language } = words;
    const whom = asked === undefined ? [] : [organisation(asked)];
    const title = language.apart([formWords(version)?.title ?? form, ...whom, language.date(on)]);
    const lines = answers.flatMap((one) => this.#answer(one));
    if (this.#asked.size === "whole") return [line("title", title), ...lines];
    return [answer(title, language.apart(lines.map(({ label = "", text: said }) => `${labelOf(label)} ${said}`)))];
  }

  #answer({ field, version, value, missing, text: free, by }: OwnAnswer): readonly OwnLine[] {
    const { words, formWords, organisation, place, country } = this.#names;
    const forms = formWords(version);
    const question = forms?.fields[field.key]?.[0] ?? field.key;
    const label = by === null ? question : words.message("own-file.written-by", { question, name: organisation(by) });
    if (missing !== null) return [answer(label, words.text(`missing.${missing}`))];
    if (free !== null) return this.#free(free, label);
    if (value === null || forms === null) return [];
    const sheet = (name: string) => name;
    return [answer(label, answerText(field, forms, words, { organisation, place, country, sheet }, value))];
  }

  #notes(): readonly OwnLine[] {
    const { notes } = this.#file;
    const { words } = this.#names;
    if (notes.length === 0) return [];
    const heading = line("heading", words.message("part.notes"));
    if (!this.#asked.notes) return [heading, line("text", words.message("own-file.notes-exist", { n: notes.length }))];
    const sheets = sheetsOfSize({ ...this.#file, sheets: [] }, this.#asked);
    return [heading, ...sheets.flatMap((sheet) => this.#sheet(sheet))];
  }

  #consents(): readonly OwnLine[] {
    const { consents } = this.#file;
    const { words, organisation } = this.#names;
    const { language } = words;
    const isWhole = this.#asked.size === "whole";
    return [
      line("heading", words.message("own-file.consents")),
      ...(consents.length === 0 ? [line("text", words.message("case.no-consent"))] : []),
      ...consents.map(({ on, withdrawn, isWithdrawn, expires, ...consent }) =>
        answer(
          organisation(consent.organisation),
          language.apart(
            [
              on === null ? "" : words.message("own-file.since", { date: language.date(on) }),
              this.#parts(consent.compartments),
              ...(isWhole ? consent.purposes.map((purpose) => words.message(`purpose.${purpose}`)) : []),
              isWhole ? words.message(`basis.${consent.basis}`) : "",
              consent.guardian === undefined
                ? ""
                : words.message("guardian.decides", { who: words.message(`guardian.${consent.guardian}`) }),
              consent.assent === undefined ? "" : words.message(`assent.${consent.assent}`),
              expires === undefined ? "" : words.message("case.consent-until", { date: language.date(expires) }),
              !isWithdrawn
                ? ""
                : withdrawn === null
                  ? words.message("own-file.withdrawn")
                  : words.message("own-file.withdrawn-on", { date: language.date(withdrawn) }),
            ].filter((word) => word !== ""),
          ),
        ),
      ),
    ];
  }

  #given(): readonly OwnLine[] {
    const { given } = this.#file;
    const { words, organisation } = this.#names;
    const { language } = words;
    return [
      line("heading", words.message("own-file.given")),
      ...(given.length === 0 ? [line("text", words.message("own-file.given-none"))] : []),
      ...given.map((one) =>
        answer(
          organisation(one.organisation),
          language.apart([words.message("own-file.since", { date: language.date(one.since) }), this.#parts(one.parts)]),
        ),
      ),
    ];
  }

  #openings(): readonly OwnLine[] {
    const { openings, organisation: own } = this.#file;
    const { words, organisation } = this.#names;
    const { language } = words;
    const shown =
      this.#asked.size === "whole"
        ? openings
        : openings.filter(({ by }, at) => openings.findLastIndex((one) => one.by === by) === at);
    return [
      line("heading", words.message("own-file.openings", { name: organisation(own) })),
      ...(openings.length === 0 ? [line("text", words.message("own-file.openings-none"))] : []),
      ...(openings.length > 0 && this.#asked.size === "whole"
        ? [line("text", words.message("own-file.openings-about"))]
        : []),
      ...shown.map(({ on, by, parts: opened }) =>
        answer(language.apart([language.date(on), words.message(`own-file.role.${by}`)]), this.#parts(opened)),
      ),
    ];
  }

  #rights(): readonly OwnLine[] {
    const { watching } = this.#file;
    const { words, organisation } = this.#names;
    return [
      line("heading", words.message("own-file.rights")),
      ...(["correct", "withdraw", "complain"] as const).map((key) => line("text", words.message(`own-file.${key}`))),
      ...(watching.length === 0
        ? []
        : [
            line("text", words.message("own-file.watching", { list: words.language.list(watching.map(organisation)) })),
          ]),
      ...watching.flatMap((id) => this.#rings(id, true).filter(({ is }) => is === "answer")),
      line("text", words.message("own-file.not-in")),
    ];
  }

  #parts(of: readonly Part[]): string {
    const { words } = this.#names;
    return words.language.list(parts.filter((part) => of.includes(part)).map((part) => words.message(`part.${part}`)));
  }
}

/** A label with what stands between it and its answer. */
export function labelOf(label: string): string {
  return /[?؟:]$/.test(label) ? label : `${label}:`;
}

/** So many rows of so many letters have two pages of A4 in the type of the page; a heading takes two. */
const rowsOfTwoPages = 74;
const lettersOfRow = 58;

function rowsOf(lines: readonly OwnLine[]): number {
  return lines.reduce((rows, { is, label = "", text: said }) => {
    const own = Math.ceil((label.length + said.length + 2) / lettersOfRow);
    return rows + (is === "heading" ? 2 : own);
  }, 3);
}

function isShortened({ written, text: said }: OwnLine): boolean {
  return written === true && hasTakenOut(said);
}

function line(is: OwnLine["is"], said: string): OwnLine {
  return { is, text: said };
}

function answer(label: string, said: string): OwnLine {
  return { is: "answer", label, text: said };
}
