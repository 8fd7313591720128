// What organisations counted of their cases of a year, as rows of the register `count` (docs/spec/offices.md): written from a count, and read again by the two offices.
import { countLeaf } from "../core/case-of-year.ts";
import type { Directory } from "../core/directory.ts";
import type { Party } from "../core/party.ts";
import { countFacts, countSplitNames, countSplits } from "../core/registers/count-facts.ts";
import { maxTokens } from "../core/registers/field-schema.ts";
import { type RowValues, registerOf } from "../core/registers/register-table.ts";
import { ownFiles, type RecordNote, type Row } from "../core/registers/row.ts";
import { firstAt } from "../core/waits.ts";
import { ofEachFact, type YearCount } from "../core/year-count.ts";
import { gatherImports, notesInOrder, type WholeImport } from "./import.ts";
import { officesAt } from "./readers.ts";
import { notesText } from "./sign-off.ts";

/** The rows of a count; each edition is an import of its own, under keys of its own. */
export function rowsOfCount({ year, tokens, cells, days }: YearCount, edition: number): readonly Row<"count">[] {
  const of = { year: String(year) };
  const row = (key: string, values: RowValues<"count">) =>
    ({ key: `${year}/${edition}/${key}`, source: ownFiles, values }) as const;
  const facts = countFacts.flatMap((fact) => {
    const parts: (readonly string[])[] = [];
    for (let at = 0; at < tokens[fact].length; at += maxTokens) parts.push(tokens[fact].slice(at, at + maxTokens));
    if (parts.length === 0) return [row(`${fact}/1`, { ...of, fact, value: 0 })];
    return parts.map((part, n) => row(`${fact}/${n + 1}`, { ...of, fact, value: part.length, tokens: part }));
  });
  const split = cells.map(({ by, cell, value }, n) =>
    row(`${by}/${n + 1}`, { ...of, fact: countSplits[by], value, by, cell }),
  );
  const timed = days === null ? [] : [row("days", { ...of, fact: "formal-identifications", value: days, by: "days" })];
  return [...facts, ...split, ...timed];
}

/** The row by which a second device vouches for a count. */
export function signatureRow(year: number, { import: id, notes }: Pick<SentCount, "import" | "notes">): Row<"count"> {
  return {
    key: `${year}/signed/${id}`,
    source: ownFiles,
    values: { year: String(year), fact: "signed", value: 0, import: id, notes },
  };
}

/** A count that an organisation sent. */
export interface SentCount {
  readonly organisation: string;
  readonly import: string;
  /** The devices that entered it: one. */
  readonly devices: readonly string[];
  /** SHA-256 of the ids of its notes, sorted. */
  readonly notes: string;
  /** A second device of the organisation signed it. */
  readonly isSigned: boolean;
  /** False where an office that came later holds none of it. */
  readonly isForOfficesNow: boolean;
  readonly count: YearCount;
}

/**
 * The counts of a year that add up, those of each organisation in the order of the log. They are read from imports as they came, and not from what is in force of their
 * rows: no later row corrects or withdraws a part of one, so that one device of an organisation takes no count away that its colleague signed. What is not sealed to both
 * offices is none, so that both have the same.
 */
export function sentCounts(
  notes: readonly RecordNote[],
  year: number,
  { directory, now, hashOf, isCell }: Counting,
): readonly SentCount[] {
  const begin = countLeaf(year, directory.times);
  // Nobody counts a year that is not over: else a device that was stolen years ago would have sent what cannot be sent twice.
  const isInTime = ({ leaf }: RecordNote) => begin !== null && (leaf ?? now) >= begin;
  const ofYear = notesOfCounts(notes, year, ({ leaf }) => officesAt(directory, leaf ?? now)).filter(isInTime);
  const imports = gatherImports(notesInOrder(ofYear), directory, now).whole;
  const officesNow = officesAt(directory, now);
  const rowsIn = (one: WholeImport) => one.notes.flatMap(({ batch }) => batch.rows as readonly Row<"count">[]);
  const signatures = imports.flatMap((one) =>
    rowsIn(one).flatMap((row) =>
      "values" in row && row.values.fact === "signed"
        ? [{ ...row.values, organisation: one.organisation, device: one.notes[0]?.device ?? "" }]
        : [],
    ),
  );
  return imports.flatMap((one): readonly SentCount[] => {
    const rows = rowsIn(one);
    const values = rows.flatMap((row) => ("values" in row && row.source === ownFiles ? [row.values] : []));
    const isCount = values.length === rows.length && values.every(({ fact }) => fact !== "signed");
    const count = isCount ? countOf(values, year, isCell) : null;
    if (count === null) return [];
    const { organisation, id } = one;
    const devices = [...new Set(one.notes.map(({ device }) => device))];
    const hash = hashOf(notesText(one.notes));
    const isSigned = signatures.some(
      (by) => by.organisation === organisation && by.import === id && by.notes === hash && !devices.includes(by.device),
    );
    const isForOfficesNow = one.notes.every(({ to = [] }) => officesNow.every((office) => to.includes(office)));
    return [{ organisation, import: id, devices, notes: hash, isSigned, isForOfficesNow, count }];
  });
}

/** The notes of a year's counts that went to all of these offices. */
export function notesOfCounts(
  notes: readonly RecordNote[],
  year: number,
  officesOf: (note: RecordNote) => readonly string[],
): readonly RecordNote[] {
  return notes.filter((note) => {
    const { batch, to = [] } = note;
    const isOfYear = (row: Row<"count">) => "values" in row && row.values.year === String(year);
    const isOfCounts = batch.register === "count" && (batch.rows as readonly Row<"count">[]).every(isOfYear);
    return isOfCounts && officesOf(note).every((id) => to.includes(id));
  });
}

interface Counting {
  readonly directory: Directory;
  /** The size of the log up to which is counted. */
  readonly now: number;
  readonly hashOf: (text: string) => string;
  readonly isCell: (by: YearCount["cells"][number]["by"], cell: string) => boolean;
}

function countOf(values: readonly RowValues<"count">[], year: number, isCell: Counting["isCell"]): YearCount | null {
  const bare = values.filter(({ by }) => by === undefined);
  if (bare.some((row) => row.value !== (row.tokens?.length ?? 0))) return null;
  if (countFacts.some((fact) => !bare.some((row) => row.fact === fact))) return null;
  const tokens = ofEachFact((fact) => bare.flatMap((row) => (row.fact === fact ? (row.tokens ?? []) : [])).sort());
  if (countFacts.some((fact) => new Set(tokens[fact]).size < tokens[fact].length)) return null;
  const cells = values.flatMap(({ by, cell, value, fact }) =>
    by === undefined || by === "days" || fact !== countSplits[by] ? [] : [{ by, cell: cell ?? "", value }],
  );
  if (cells.some(({ by, cell }) => !isCell(by, cell))) return null;
  const placeOf = ({ by, cell }: (typeof cells)[number]) => `${countSplitNames.indexOf(by)} ${cell}`;
  const sumOf = (by: string) => cells.reduce((sum, one) => sum + (one.by === by ? one.value : 0), 0);
  if (countSplitNames.some((by) => sumOf(by) !== tokens[countSplits[by]].length)) return null;
  const days = values.find(({ by }) => by === "days")?.value ?? null;
  return { year, tokens, cells: cells.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)), days };
}

/** Who counts a year's cases: whoever holds cases, could read them in the year, and was not suspended all through it. From the directory alone, so that everybody finds the same. */
export function askedToCount(directory: Directory, year: number): readonly string[] {
  const leafOf = (day: string) => {
    const seconds = Date.parse(`${day}T00:00:00Z`) / 1000;
    return directory.times[firstAt(directory.times, (time) => time.seconds >= seconds)]?.index ?? null;
  };
  const [begin, end] = [leafOf(`${year}-01-01`), leafOf(`${year + 1}-01-01`)];
  if (end === null) return [];
  const authors: readonly Party[] = registerOf("count").authors;
  const isAsked = ({ id, party, suspensions }: ReturnType<Directory["organisations"]>[number]) =>
    authors.includes(party) &&
    directory.epochsOf(id).some(({ begun }) => begun < end) &&
    !suspensions.some(({ from, to }) => from <= (begin ?? 0) && (to === null || to >= end));
  return directory
    .organisations()
    .filter(isAsked)
    .map(({ id }) => id)
    .sort();
}
