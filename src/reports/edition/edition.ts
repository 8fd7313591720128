// An edition of the yearly report: paragraphs in sections, in one language, of one year. It is read from the rows of an organisation's drafts, or from
// those that it published (docs/spec/edition.md).
import type { Period } from "../../assessment/fact-value.ts";
import { yearFields } from "../../assessment/tally.ts";
import { type Piece, parsePieces } from "../../core/registers/pieces.ts";
import { type EditionSection, editionSections, type RowValues } from "../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../core/registers/row.ts";
import { ofRegister, refId, type Statement, type Version } from "../../record/statement.ts";
import { isLanguage, type LanguageTag } from "../../words/languages.ts";

/** Which edition: of a year, counted as a scheme counts it, in a language. */
export interface EditionName extends Period {
  readonly language: LanguageTag;
}

export interface Paragraph extends WrittenVersion {
  readonly key: string;
  readonly section: EditionSection;
  readonly place: number;
  readonly pieces: readonly Piece[];
  /** What somebody else wrote meanwhile over the same version: the writer takes one of them, or what is right of each. */
  readonly others: readonly WrittenVersion[];
}

/** One version of a paragraph, by whoever wrote or struck it out. */
interface WrittenVersion {
  /** Where it stands. */
  readonly version: string;
  readonly text: string;
  readonly at: string;
  readonly isStruck: boolean;
}

/** A reason that answers findings of the checks. */
interface Answering {
  readonly key: string;
  readonly findings: readonly string[];
  readonly reason: string;
}

interface Signature {
  readonly key: string;
  /** The hash of the text that was signed. */
  readonly hash: string;
  readonly office: string;
}

export interface Edition extends EditionName {
  readonly organisation: string;
  /** In the order of their sections and places. */
  readonly paragraphs: readonly Paragraph[];
  readonly answers: readonly Answering[];
  readonly signatures: readonly Signature[];
  /** Proposals that nobody wants to see again. */
  readonly putAway: readonly string[];
  /** Paragraphs that were struck out and that nobody wrote meanwhile, in the same order, to be put back. */
  readonly struck: readonly Paragraph[];
}

export interface PublishedEdition extends Edition {
  readonly import: string;
  /** The size of the log at which its anchors were filled. */
  readonly size: number;
  readonly at: string;
}

/** What an organisation drafts of an edition. */
export function editionDraft(statements: readonly Statement[], name: EditionName, organisation: string): Edition {
  const own = ofRegister(statements, "draft").filter(
    (one) => one.organisation === organisation && isOfEdition(one.values, name),
  );
  return editionOf(own, name, organisation);
}

/**
 * The editions that were published, newest first. Of the signatures those of exactly this text count: none where a paragraph or an answer was taken back since, or
 * stands there unsigned. `hash` is that of a text.
 */
export function publishedEditions(
  statements: readonly Statement[],
  hash: (text: string) => string,
): readonly PublishedEdition[] {
  const groups = Map.groupBy(
    ofRegister(statements, "paragraph"),
    ({ organisation, import: id }) => `${organisation} ${id}`,
  );
  return [...groups.values()]
    .flatMap((group): readonly PublishedEdition[] => {
      const [first] = group;
      const name = first === undefined ? null : editionNameOf(first.values);
      if (first === undefined || name === null || !group.every(({ values }) => isOfEdition(values, name))) return [];
      const { organisation, at, values } = first;
      if (group.some((one) => one.values.size !== values.size)) return [];
      const edition = asSigned(editionOf(group, name, organisation), hash);
      return [{ ...edition, import: first.import, size: values.size, at }];
    })
    .sort((a, b) => b.size - a.size || (a.at < b.at ? 1 : -1));
}

/** With the signatures alone that are of exactly its text. `hash` is that of a text. */
export function asSigned(edition: Edition, hash: (text: string) => string): Edition {
  const signed = hash(signedText(edition));
  return { ...edition, signatures: edition.signatures.filter((one) => one.hash === signed) };
}

/** True for an edition of which its organisation published a newer one. */
export function isOlder(edition: PublishedEdition, all: readonly PublishedEdition[]): boolean {
  return newestOf(edition, all)?.import !== edition.import;
}

/** The one that was published last of the same year and language by the same organisation. */
export function newestOf(
  { year, kind, language, organisation }: Edition,
  all: readonly PublishedEdition[],
): PublishedEdition | undefined {
  return all.find(
    (one) => one.year === year && one.kind === kind && one.language === language && one.organisation === organisation,
  );
}

type Rewritten = Pick<Paragraph, "key" | "section" | "place" | "text"> & { readonly over: readonly string[] };

/** The row that writes a paragraph of a draft over the versions that its writer read. */
export function draftRow(name: EditionName, { key, section, place, text, over }: Rewritten): Row<"draft"> {
  return rowOf(name, key, { section, place, text, ...(over.length === 0 ? {} : { over }) });
}

function rowOf(
  name: EditionName,
  key: string,
  values: Pick<RowValues<"draft">, "section" | "place" | "text" | "regards" | "over">,
): Row<"draft"> {
  return { key, source: ownFiles, values: { ...valuesOf(name), ...values } };
}

/** What answers findings, signs, or puts proposals away, in as many rows as hold what it regards. Each gets a new key. */
export function besideRows(
  name: EditionName,
  section: "reason" | "signed" | "put-away",
  { text, regards, key }: { readonly text: string; readonly regards: readonly string[]; readonly key: () => string },
): readonly Row<"draft">[] {
  const rows: string[][] = [];
  for (const id of regards) {
    const last = rows.at(-1);
    if (last === undefined || [...last, id].join("\n").length > maxRegards) rows.push([id]);
    else last.push(id);
  }
  return rows.map((ids) => rowOf(name, key(), { section, place: 0, text, regards: ids.join("\n") }));
}

/** As many characters as the names in one row may have together. */
const maxRegards = 7500;

/** The row that strikes a paragraph out: its text is kept, so that it can be put back (ED3c). */
export function struckRow(name: EditionName, paragraph: Paragraph): Row<"draft"> {
  const { key, section, place, text } = paragraph;
  return rowOf(name, key, { section: "struck", place, text, regards: section, over: versionsOf(paragraph) });
}

/** The versions of a paragraph that a person reads: whatever they write replaces all of them. */
export function versionsOf({ version, others }: Pick<Paragraph, "version" | "others">): readonly string[] {
  return [version, ...others.map((other) => other.version)];
}

/** The rows that bring a paragraph to a place of a section, the first being 1: of what changes place or section alone. None where there is no such place. */
export function movedRows(
  edition: Edition,
  moved: Paragraph,
  { section, place }: Pick<Paragraph, "section" | "place">,
): readonly Row<"draft">[] {
  const others = edition.paragraphs.filter((one) => one.section === section && one.key !== moved.key);
  if (place < 1 || place > others.length + 1) return [];
  const row = (one: Paragraph, to: number) => draftRow(edition, { ...one, section, place: to, over: [one.version] });
  // Behind the last one nobody else moves, so that no colleague's paragraph is written over.
  if (moved.section !== section && place > others.length) return [row(moved, endOf(edition, section))];
  const order = others.toSpliced(place - 1, 0, moved);
  return order.flatMap((one, i) => (one.section === section && one.place === i + 1 ? [] : [row(one, i + 1)]));
}

/** The place behind the last paragraph of a section. */
export function endOf({ paragraphs }: Edition, section: EditionSection): number {
  return (paragraphs.findLast((one) => one.section === section)?.place ?? 0) + 1;
}

/** The row that writes a paragraph over all its versions; into another section behind the last one there. */
export function rewrittenRow(
  edition: Edition,
  paragraph: Paragraph,
  text: string,
  section: EditionSection,
): Row<"draft"> {
  const place = section === paragraph.section ? paragraph.place : endOf(edition, section);
  return draftRow(edition, { ...paragraph, section, place, text, over: versionsOf(paragraph) });
}

/** A key for a new row of an edition: `2003.en.` and random digits, so that two writers never mean one row by chance. */
export function newKey(name: EditionName, random: string): string {
  return `${prefixOf(name)}${random}`;
}

/** The short name of a paragraph, the same in each language: what follows the last dot of its key. */
export function shortName(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}

/**
 * The rows under which an edition is published: what was drafted, but for what was put away. Each publication has keys of its own, so that an older one
 * stays what it was.
 */
export function publishedRows(edition: Edition, size: number): readonly Row<"paragraph">[] {
  const values = { ...valuesOf(edition), size };
  const row = (key: string, rest: Omit<RowValues<"paragraph">, keyof typeof values>): Row<"paragraph"> => ({
    key: `${prefixOf(edition)}${size}.${shortName(key)}`,
    source: ownFiles,
    values: { ...values, ...rest },
  });
  return [
    ...edition.paragraphs.map(({ key, section, place, text }) => row(key, { section, place, text })),
    ...edition.answers.map(({ key, findings, reason }) =>
      row(key, { section: "reason", place: 0, text: reason, regards: findings.join("\n") }),
    ),
    ...edition.signatures.map(({ key, hash, office }) =>
      row(key, { section: "signed", place: 0, text: office, regards: hash }),
    ),
  ];
}

/** What a signature hashes: every paragraph and answer by its short name, as JSON; the same of a draft and of what is published of it. */
export function signedText(edition: Edition): string {
  const { year, kind, language, paragraphs, answers } = edition;
  const byName = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]) => (a < b ? -1 : 1);
  return JSON.stringify([
    [year, kind, language],
    paragraphs.map(({ key, section, place, text }) => [shortName(key), section, place, text] as const).sort(byName),
    answers.map(({ key, findings, reason }) => [shortName(key), findings, reason] as const).sort(byName),
  ]);
}

function editionOf(
  rows: readonly Statement<"draft" | "paragraph">[],
  name: EditionName,
  organisation: string,
): Edition {
  const { year, kind, language } = name;
  const of = (section: string) => rows.filter(({ values }) => values.section === section);
  const all = inOrder(rows.flatMap((row) => paragraphOf(row) ?? []));
  return {
    ...{ year, kind, language, organisation },
    paragraphs: all.filter(({ isStruck }) => !isStruck),
    struck: all.filter(({ isStruck }) => isStruck),
    answers: of("reason").map(({ key, values }) => ({ key, findings: linesOf(values.regards), reason: values.text })),
    signatures: of("signed").map(({ key, values }) => ({ key, hash: values.regards ?? "", office: values.text })),
    putAway: of("put-away").flatMap(({ values }) => linesOf(values.regards)),
  };
}

/** A row as a paragraph; null for an answer, a signature, or what was put away. Of one that was struck out while somebody wrote it, what was written. */
function paragraphOf(row: Statement<"draft" | "paragraph">): Paragraph | null {
  const heads = headsOf(row);
  const main = heads.find(({ values }) => values.section !== "struck") ?? heads[0];
  if (main === undefined) return null;
  const { place, text, regards, ...values } = main.values;
  const section = editionSections.find((one) => one === (values.section === "struck" ? regards : values.section));
  if (section === undefined) return null;
  const others = heads.filter((one) => one !== main).map(writtenOf);
  return { ...writtenOf(main), key: row.key, section, place, pieces: parsePieces(text) ?? [], others };
}

function writtenOf({ ref, at, values: { section, text } }: Head): WrittenVersion {
  return { version: refId(ref), text, at, isStruck: section === "struck" };
}

function inOrder(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  return editionSections.flatMap((section) =>
    paragraphs.filter((one) => one.section === section).sort((a, b) => a.place - b.place || (a.key < b.key ? -1 : 1)),
  );
}

/**
 * The versions of a row that none was written over, the newest first: several where people wrote at once, and neither read the other. What was written over another
 * comes after it, whatever their clocks say: two of one second have no order before the log gives them one (RC1b).
 */
function headsOf({ history, ...newest }: Statement<"draft" | "paragraph">): readonly Head[] {
  const versions: readonly Version[] = [newest, ...history];
  const replaced = new Set(
    versions.flatMap(({ values }) => (values as Partial<RowValues<"draft">> | null)?.over ?? []),
  );
  // What was taken back and entered anew begins anew.
  const since = versions.findIndex((version) => version.values === null);
  return versions
    .slice(0, since < 0 ? undefined : since)
    .filter((version): version is Head => !replaced.has(refId(version.ref)));
}

/** A version that says something. */
type Head = Version & { readonly values: RowValues<"draft"> };

/** True for a row of this edition, whoever wrote it. */
export function isOfEdition(values: RowValues<"draft" | "paragraph">, { year, kind, language }: EditionName): boolean {
  return Number(values.year) === year && (values.period ?? "calendar") === kind && values.language === language;
}

export function editionNameOf({
  year,
  period = "calendar",
  language,
}: RowValues<"draft" | "paragraph">): EditionName | null {
  return isLanguage(language) ? { year: Number(year), kind: period, language } : null;
}

function valuesOf(name: EditionName) {
  return { ...yearFields(name), language: name.language };
}

function prefixOf({ year, kind, language }: EditionName): string {
  return `${year}${kind === "calendar" ? "" : "-04"}.${language}.`;
}

function linesOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split("\n");
}
