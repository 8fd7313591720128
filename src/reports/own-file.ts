// A person's own file as a page in one language (docs/spec/file.md): headings, answers with their labels, free text as it was written.
import {
  type OwnAnswer,
  type OwnFile,
  type OwnFileSize,
  type OwnSheet,
  type OwnText,
  ownFileSizes,
  sheetsOfSize,
} from "../core/case/own-file.ts";
import type { FormBook } from "../core/form/form.ts";
import { hasTakenOut, textWithout } from "../core/free-text-names.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { type Part, parts } from "../core/part-table.ts";
import type { Ringable } from "../core/phones.ts";
import { countryOf } from "../core/place.ts";
import { answerTable } from "../core/policy-table.ts";
import { presentFields } from "../core/present-fields.ts";
import { saysWhatItIs } from "../core/revealing-words.ts";
import { code, languageTag, list, type Of, object, type Schema, text, truth } from "../core/schema.ts";
import { marksOnScreen } from "../core/visible-marks.ts";
import { countryName } from "../words/country-name.ts";
import { wordsOfVersion } from "../words/form-words.ts";
import { type LanguageTag, languageTags } from "../words/languages.ts";
import type { MessageKey } from "../words/message-key.ts";
import { languageName } from "../words/spoken-languages.ts";
import type { ValuesArgument, Words } from "../words/words.ts";
import { answerText } from "./answer-text.ts";
import { labelOf, type PrintedLine, printedAnswer, printedLine } from "./printed-page.ts";
import { ringing } from "./ringing.ts";

/** The files of words that it needs. */
export const ownFileWordParts = ["own-file", "case", "desk", "forms", "ask"] as const;

const ownPageTag = "panoh.org/own-file/v1";

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

export function ownPage(file: OwnFile, asked: OwnFileAsked, names: OwnFileNames): OwnPage {
  const { words } = names;
  const { size } = asked;
  const lines = linesOf(file, asked, names);
  return {
    page: ownPageTag,
    language: words.language.tag as LanguageTag,
    size,
    title: words.message(size === "card" ? "own-file.card.title" : "own-file.title"),
    lines: lines.map((line) => ({ ...line, text: line.written === true ? line.text : line.text.trim() })),
  };
}

/** What the country's directory and words say. */
type OwnFileNames = ReturnType<typeof ownFileNames>;

/** The names that a file needs, from what a device knows of its country. */
export function ownFileNames(known: {
  readonly words: Words;
  readonly forms: FormBook;
  /** The languages of the country. */
  readonly languages: readonly string[];
  readonly organisation: (id: string) => { readonly name: Readonly<Record<string, string>> } | null;
  readonly places: readonly { readonly code: string; readonly name: Readonly<Record<string, string>> }[];
  readonly ringable: (id: string) => readonly Ringable[];
  /** 2031-02-03. */
  readonly today: string;
}) {
  const { words, forms, today } = known;
  const { language } = words;
  return {
    words,
    today,
    /** The words of a version of a form, in the language of the page. */
    formWords: (id: string) => {
      const form = forms.version(id);
      const others = [...known.languages, ...languageTags];
      return form === undefined ? null : wordsOfVersion(words, { id, form }, (tag) => forms.words(id, tag), others);
    },
    organisation: (id: string) => language.pick(known.organisation(id)?.name ?? {}) || id,
    place: (code: string) => {
      const names = known.places.find((place) => place.code === code)?.name;
      return names === undefined ? countryName(countryOf(code), language.tag) : language.pick(names);
    },
    ringing: (id: string) => ringing(known.ringable(id), language),
  };
}

const lineSchema: Schema<PrintedLine> = object(
  { is: code(["heading", "title", "text", "answer"]), text: text(60_000) },
  { label: text(600), written: truth as Schema<true>, language: languageTag },
);
/** A page as it stands in a file: text, and nothing beside it. */
const ownPageSchema = object({
  page: code([ownPageTag]),
  language: code(languageTags),
  size: code(ownFileSizes),
  title: text(200),
  lines: list(lineSchema, 4_000),
});
export type OwnPage = Of<typeof ownPageSchema>;

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

/** The words of a file: what somebody is called in it, whom to ring, and free text as it was written. */
function wordsOf(file: OwnFile, asked: OwnFileAsked, names: OwnFileNames) {
  const { words } = names;
  const { language } = words;
  const isCard = asked.size === "card";
  const t = <K extends MessageKey>(key: K, ...values: ValuesArgument<K>) => words.message(key, ...values);
  const since = (date: string) => t("own-file.since", { date: language.date(date) });
  // OF2: each line asks here what an organisation is called.
  const organisation = (id: string) => (file.houses.includes(id) ? t("own-file.house") : names.organisation(id));
  const partNames = (of: readonly Part[]) =>
    language.list(parts.filter((part) => of.includes(part)).map((part) => t(`part.${part}`)));

  /** Whom to ring; without a name the number stands alone, and one without a number is left out. */
  const rings = (id: string, isNamed = true): readonly PrintedLine[] => {
    const name = organisation(id);
    const { phones, hours } = names.ringing(id);
    const mayBeNamed = isNamed && !(isCard && saysWhatItIs(name));
    if (phones.length === 0) return mayBeNamed && !isCard ? [printedLine(name)] : [];
    const numbers = phones.slice(0, 3).map((number) => `\u2066${number}\u2069`);
    return [
      printedAnswer(mayBeNamed ? name : t("own-file.number"), language.list(numbers)),
      ...(hours === null ? [] : [printedAnswer(t("own-file.hours"), hours)]),
    ];
  };

  /** Free text as it was written, without what was taken out. */
  const free = ({ id, text: said, language: its }: OwnText, label: string): PrintedLine => {
    if (asked.without.texts.has(id)) return printedAnswer(label, t("own-file.left-out"));
    const left = marksOnScreen(textWithout(said, asked.without.words));
    const isOther = its !== undefined && its !== language.tag;
    const of = isOther ? ` (${t("own-file.in-language", { language: languageName(its) })})` : "";
    return { ...printedAnswer(`${label}${of}`, left), written: true, ...presentFields({ language: its }) };
  };
  return { t, since, organisation, partNames, rings, free };
}

/** The parts of a file, each as lines. */
function partsOf(file: OwnFile, asked: OwnFileAsked, names: OwnFileNames) {
  const { words, formWords, place } = names;
  const { language } = words;
  const isWhole = asked.size === "whole";
  const { t, since, organisation, partNames, free } = wordsOf(file, asked, names);
  const appointment = (): readonly PrintedLine[] => {
    if (file.appointment === null) return [];
    const { on, hour, where } = file.appointment;
    return [
      printedLine(t("own-file.appointment"), "heading"),
      printedAnswer(t("own-file.day"), language.date(on)),
      ...(hour === null ? [] : [printedAnswer(t("own-file.hour"), language.digits(hour))]),
      ...(where === null ? [] : [free(where, t("own-file.where"))]),
    ];
  };

  const decisions = file.decisions.flatMap((decision): readonly PrintedLine[] => {
    const label = t("own-file.by-on", { name: organisation(decision.by), date: language.date(decision.on) });
    if (decision.is === "answer") {
      const { verb, said } = decision;
      const kind = t(`kind.${answerTable[verb].kind}`);
      return [printedAnswer(label, said === null ? kind : `${kind}: ${words.text(`${said.field}.${said.code}`)}`)];
    }
    const { status, grounds } = decision;
    return [
      printedAnswer(label, t(`status.${status}`)),
      ...(grounds === null ? [] : [free(grounds, t("own-file.grounds"))]),
    ];
  });

  const answered = ({ field, version, value, missing, text: said, by }: OwnAnswer): readonly PrintedLine[] => {
    const forms = formWords(version);
    const question = forms?.fields[field.key]?.[0] ?? field.key;
    const label = by === null ? question : t("own-file.written-by", { question, name: organisation(by) });
    if (missing !== null) return [printedAnswer(label, words.text(`missing.${missing}`))];
    if (said !== null) return [free(said, label)];
    if (value === null || forms === null) return [];
    const sheet = (name: string) => name;
    return [printedAnswer(label, answerText(field, forms, words, { organisation, place, sheet }, value))];
  };

  /** On two pages a sheet is one line. */
  const sheetLines = ({ version, on, answers, form, asked: whom }: OwnSheet): readonly PrintedLine[] => {
    const of = whom === undefined ? [] : [organisation(whom)];
    const title = language.apart([formWords(version)?.title ?? form, ...of, language.date(on)]);
    const lines = answers.flatMap(answered);
    if (isWhole) return [printedLine(title, "title"), ...lines];
    return [
      printedAnswer(title, language.apart(lines.map(({ label = "", text: said }) => `${labelOf(label)} ${said}`))),
    ];
  };

  /** Part by part, sheet by sheet. */
  const written = (sheets: readonly OwnSheet[]): readonly PrintedLine[] =>
    parts.flatMap((part) => {
      const here = sheets.filter((sheet) => sheet.part === part);
      return here.length === 0 ? [] : [printedLine(t(`part.${part}`), "heading"), ...here.flatMap(sheetLines)];
    });

  const notes = (): readonly PrintedLine[] => {
    const { length: n } = file.notes;
    if (n === 0) return [];
    const shown = asked.notes
      ? sheetsOfSize({ ...file, sheets: [] }, asked).flatMap(sheetLines)
      : [printedLine(t("own-file.notes-exist", { n }))];
    return [printedLine(t("part.notes"), "heading"), ...shown];
  };

  const consents = file.consents.map(({ on, withdrawn, isWithdrawn, expires, guardian, assent, ...consent }) => {
    const said = [
      on === null ? "" : since(on),
      partNames(consent.compartments),
      ...(isWhole ? consent.purposes.map((purpose) => t(`purpose.${purpose}`)) : []),
      isWhole ? t(`basis.${consent.basis}`) : "",
      guardian === undefined ? "" : t("guardian.decides", { who: t(`guardian.${guardian}`) }),
      assent === undefined ? "" : t(`assent.${assent}`),
      expires === undefined ? "" : t("case.consent-until", { date: language.date(expires) }),
      isWithdrawn && withdrawn === null ? t("own-file.withdrawn") : "",
      isWithdrawn && withdrawn !== null ? t("own-file.withdrawn-on", { date: language.date(withdrawn) }) : "",
    ];
    return printedAnswer(organisation(consent.organisation), language.apart(said.filter((word) => word !== "")));
  });

  const openings = file.openings
    .filter(({ by }, at) => isWhole || file.openings.findLastIndex((one) => one.by === by) === at)
    .map(({ on, by, parts: opened }) =>
      printedAnswer(language.apart([language.date(on), t(`own-file.role.${by}`)]), partNames(opened)),
    );
  return { appointment, decisions, written, notes, consents, openings };
}

function linesOf(file: OwnFile, asked: OwnFileAsked, names: OwnFileNames): readonly PrintedLine[] {
  const { words, today } = names;
  const { language } = words;
  const isWhole = asked.size === "whole";
  const { t, since, organisation, partNames, rings } = wordsOf(file, asked, names);
  const { appointment, decisions, written, notes, consents, openings } = partsOf(file, asked, names);
  const ask = [
    printedLine(t("own-file.ask"), "heading"),
    ...rings(file.organisation),
    ...(file.elsewhere.length === 0 ? [] : [printedLine(t("own-file.elsewhere"))]),
    ...file.elsewhere.flatMap((id) => rings(id)),
  ];
  const rights = [
    printedLine(t("own-file.rights"), "heading"),
    ...(["correct", "withdraw", "complain"] as const).map((key) => printedLine(t(`own-file.${key}`))),
    ...(file.watching.length === 0
      ? []
      : [printedLine(t("own-file.watching", { list: language.list(file.watching.map(organisation)) }))]),
    ...file.watching.flatMap((id) => rings(id).filter(({ is }) => is === "answer")),
    printedLine(t("own-file.not-in")),
  ];

  const withSheets = (sheets: readonly OwnSheet[]): readonly PrintedLine[] => {
    const lines = [
      ...ask,
      ...appointment(),
      ...(decisions.length === 0 ? [] : [printedLine(t("own-file.decisions"), "heading"), ...decisions]),
      ...written(sheets),
      ...notes(),
      printedLine(t("own-file.consents"), "heading"),
      ...(consents.length === 0 ? [printedLine(t("case.no-consent"))] : consents),
      printedLine(t("own-file.given"), "heading"),
      ...(file.given.length === 0 ? [printedLine(t("own-file.given-none"))] : []),
      ...file.given.map((one) =>
        printedAnswer(organisation(one.organisation), language.apart([since(one.since), partNames(one.parts)])),
      ),
      printedLine(t("own-file.openings", { name: organisation(file.organisation) }), "heading"),
      ...(openings.length === 0 ? [printedLine(t("own-file.openings-none"))] : []),
      ...(openings.length > 0 && isWhole ? [printedLine(t("own-file.openings-about"))] : []),
      ...openings,
      ...rights,
    ];
    return [
      printedLine(t("own-file.made", { name: organisation(file.organisation), date: language.date(today) })),
      printedLine(t(isWhole ? "own-file.whole" : "own-file.short")),
      printedLine(t("own-file.found")),
      ...(lines.some((line) => line.written === true && hasTakenOut(line.text))
        ? [printedLine(t("own-file.taken-out"))]
        : []),
      ...lines,
    ];
  };

  if (asked.size === "card") {
    const numbers = [file.organisation, ...file.elsewhere].flatMap((id) => rings(id, asked.names));
    return [
      printedLine(t(numbers.length === 0 ? "own-file.card.no-number" : "own-file.card.ring")),
      ...numbers,
      ...(asked.appointment ? appointment() : []),
    ].filter(({ text: said, label = "" }) => !saysWhatItIs(said) && !saysWhatItIs(label));
  }
  const sheets = sheetsOfSize(file, { ...asked, notes: false });
  if (isWhole) return withSheets(sheets);
  // What has no room on two pages stands in the whole; the oldest goes first.
  const inOrder = sheets.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  for (let left = 0; ; left++) {
    const fitting = sheets.filter((sheet) => !inOrder.slice(0, left).includes(sheet));
    const lines = withSheets(fitting);
    if (fitting.length === 0 || rowsOf(lines) <= rowsOfTwoPages) return lines;
  }
}

/** So many rows of so many letters have two pages of A4 in the type of the page; a heading takes two. */
const rowsOfTwoPages = 74;
const lettersOfRow = 58;

function rowsOf(lines: readonly PrintedLine[]): number {
  return lines.reduce((rows, { is, label = "", text: said }) => {
    const own = Math.ceil((label.length + said.length + 2) / lettersOfRow);
    return rows + (is === "heading" ? 2 : own);
  }, 3);
}
