// Rows from and to a table of texts, as a CSV file or a spreadsheet decodes to one. Reading lists every flaw with its cell and what was most
// likely meant, so that a person can correct a whole file at once; it never guesses what a cell might mean.
import type { Field, FieldShape } from "../../core/registers/field.ts";
import { fieldSchema, hasHiddenCharacter, rowKey } from "../../core/registers/field-schema.ts";
import type { FigureKey, FindingTopic, RegisterName, RowValues } from "../../core/registers/register-table.ts";
import { factOfFigure, findingTopics, registerOf, unitsOf } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import type { AuthorFlaw } from "../author.ts";
import { type FieldFlaw, type RowRuleCode, rowFlaws } from "../row-rules.ts";
import { nearestCode } from "./nearest-code.ts";
import { type Dictionaries, proposalFor, readCell } from "./read-cell.ts";

export type Table = readonly (readonly string[])[];

type FlawCode =
  | "unknown-column"
  | "repeated-column"
  | "missing-column"
  | "too-many-cells"
  | "missing"
  | "not-allowed"
  /** A text with a character that is not seen, or that turns the direction of reading. */
  | "hidden-character"
  | "key-repeated"
  | "withdrawn-with-values"
  | "unit-of-no-fact"
  | RowRuleCode
  | FurtherFlaw["code"];

/** What is wrong with a row that is sound in itself: with who says it (RC4), or with what it takes back (RC3). */
export type FurtherFlaw = FieldFlaw<AuthorFlaw | "nothing-to-withdraw">;

export interface TableFlaw {
  /** As in the file: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly code: FlawCode;
  /** More of it, for developers; empty where the code or the shape says it all. */
  readonly detail: string;
  /** What the field may hold beside what the row says, where that is the matter (allowed-words.ts). Null for what is no field. */
  readonly shape: FieldShape | null;
  /** The cell as spreadsheets name it (B7); empty for what concerns a whole row or the header as a whole. */
  readonly cell: string;
  /** What was most likely meant, as it may be written there; empty where nobody can say. */
  readonly proposal: string;
}

/** How a table is read, beyond its register. */
export interface TableReading {
  /** Words by which codes may be called, besides their own spelling. */
  readonly words?: Dictionaries;
  /** The key of a row that has none; without it a missing key is a flaw. */
  readonly keyFor?: (row: { readonly source: string; readonly values: object }) => string;
  /** Finds more in rows that are sound so far. */
  readonly further?: (row: Row) => readonly FurtherFlaw[];
}

export interface RowsRead {
  /** The rows without a flaw. */
  readonly rows: readonly Row[];
  /** In the order of the file. */
  readonly flaws: readonly TableFlaw[];
  /** How many of the rows had no key and were given one. */
  readonly keysMade: number;
}

/** Holds the reason when a row takes its statement back. */
export const withdrawnColumn = "withdrawn";

/**
 * The rows of a table with a header: `key`, `source`, the register's fields in any order, and `withdrawn` where wanted. Several values in
 * one cell are parted by semicolons, an empty cell is left out, rows without any text are passed over. Flaws are in the order of the
 * file; a row with a flaw is not among the rows. Columns that do not belong there are a flaw and are passed over, so that their rows' flaws are
 * named too; where one is missing no row is read.
 */
export function readRows(register: RegisterName, table: Table, reading: TableReading = {}): RowsRead {
  const { further = () => [] } = reading;
  const header = (table[0] ?? []).map((name) => name.trim());
  const flaws = headerFlaws(register, header, reading.keyFor !== undefined);
  if (flaws.some(({ code }) => code === "missing-column")) return { rows: [], flaws, keysMade: 0 };
  const rows: Row[] = [];
  let keysMade = 0;
  const things = new Map<string, number>();
  for (const [i, cells] of table.entries()) {
    if (i === 0 || cells.every((cell) => cell.trim() === "")) continue;
    const { row, flaws: flawsHere, isKeyMade } = readRow({ register, columns: header, reading }, cells, i + 1);
    const flaw = flawsOf(header, i + 1);
    const thing = `${row.key} ${row.source}`;
    const first = row.key === "" ? undefined : things.get(thing);
    if (first !== undefined) {
      const detail = isKeyMade
        ? `row ${first} says the same: leave one out, or give each a key of its own`
        : `row ${first} has this key and source`;
      flawsHere.push(flaw("key", "key-repeated", { detail }));
    } else things.set(thing, i + 1);
    if (flawsHere.length === 0) for (const { code, field } of further(row)) flawsHere.push(flaw(field, code));
    flaws.push(...flawsHere);
    if (flawsHere.length > 0) continue;
    rows.push(row);
    if (isKeyMade) keysMade++;
  }
  return { rows, flaws, keysMade };
}

/** A cell as spreadsheets name it, from its column's index and its row's number; empty where there is no such column. */
function cellName(column: number, row: number): string {
  if (column < 0) return "";
  let letters = "";
  for (let i = column + 1; i > 0; i = Math.floor((i - 1) / 26))
    letters = String.fromCharCode(65 + ((i - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/** A table that reads back as these rows. Columns are `key`, `source`, all fields, and `withdrawn` where a row is. */
export function writeRows(register: RegisterName, rows: readonly Row[]): Table {
  const fields = Object.keys(registerOf(register).fields);
  const last = rows.some((row) => !("values" in row)) ? [withdrawnColumn] : [];
  const body = rows.map((row) => {
    const values: { readonly [field: string]: unknown } = "values" in row ? row.values : {};
    const reason = "values" in row ? "" : row.reason;
    return [row.key, row.source, ...fields.map((field) => cellOf(values[field])), ...last.map(() => reason)];
  });
  return [["key", "source", ...fields, ...last], ...body];
}

function headerFlaws(register: RegisterName, columns: readonly string[], makesKeys: boolean): TableFlaw[] {
  const { fields } = registerOf(register);
  const known = ["key", "source", ...Object.keys(fields), withdrawnColumn];
  const required = Object.keys(fields).filter((name) => fields[name]?.required === true);
  const needed = [...(makesKeys ? [] : ["key"]), "source", ...required];
  const flaw = flawsOf(columns, 1);
  const wrong = columns.flatMap((column, i): readonly TableFlaw[] => {
    const cell = cellName(i, 1);
    if (columns.indexOf(column) < i && known.includes(column)) return [{ ...flaw(column, "repeated-column"), cell }];
    if (known.includes(column)) return [];
    const proposal = nearestCode(column.replaceAll(" ", "_"), known) ?? "";
    return [{ ...flaw(column, "unknown-column", { detail: known.join(" | "), proposal }), cell }];
  });
  const missing = needed.filter((column) => !columns.includes(column));
  return [...wrong, ...missing.map((column) => flaw(column, "missing-column"))];
}

/** Makes flaws of one row, each with its cell. */
function flawsOf(columns: readonly string[], row: number) {
  return (column: string, code: FlawCode, more: Partial<Pick<TableFlaw, "detail" | "shape" | "proposal">> = {}) => {
    const cell = cellName(columns.indexOf(column), row);
    return { row, column, code, detail: "", shape: null, proposal: "", cell, ...more } satisfies TableFlaw;
  };
}

/** A table below its header: what its columns are, and how its cells are read. */
interface TableBody {
  readonly register: RegisterName;
  readonly columns: readonly string[];
  readonly reading: TableReading;
}

function readRow(
  { register, columns, reading: { words = [], keyFor } }: TableBody,
  cells: readonly string[],
  number: number,
): { readonly row: Row; readonly flaws: TableFlaw[]; readonly isKeyMade: boolean } {
  const flaws: TableFlaw[] = [];
  const make = flawsOf(columns, number);
  const flaw = (...said: Parameters<typeof make>) => flaws.push(make(...said));
  const cell = (column: string) => (cells[columns.indexOf(column)] ?? "").normalize("NFC").trim();
  if (cells.slice(columns.length).some((extra) => extra.trim() !== "")) {
    flaw("", "too-many-cells", { detail: `${columns.length} cells, as in the header` });
  }
  const [key, source, reason] = [cell("key"), cell("source"), cell(withdrawnColumn)];
  const makesKey = key === "" && keyFor !== undefined && reason === "";
  for (const [column, written] of [["key", makesKey ? "own" : key] as const, ["source", source] as const])
    if (!rowKey(written)) flaw(column, written === "" ? "missing" : "not-allowed", { proposal: proposedKey(written) });
  const fields = Object.entries<Field>(registerOf(register).fields).filter(([name]) => columns.includes(name));
  if (reason !== "") {
    const filled = fields.filter(([name]) => cell(name) !== "");
    for (const [name] of filled) flaw(name, "withdrawn-with-values");
    const shape = { type: "line", max: 300 } as const;
    if (!fieldSchema(shape)(reason)) flaw(withdrawnColumn, whyNot(shape, reason), { shape });
    return { row: { key, source, withdrawn: true, reason }, flaws, isKeyMade: false };
  }
  const values: { [field: string]: unknown } = {};
  for (const [name, { shape: whole, required }] of fields) {
    const written = cell(name);
    if (written === "") {
      if (required) flaw(name, "missing", { shape: whole });
      continue;
    }
    const shape = allowedBeside(whole, name, values);
    const value = readCell(name, shape, written, words);
    if (fieldSchema(whole)(value)) values[name] = value;
    else flaw(name, whyNot(whole, written), { shape, proposal: proposalFor(name, shape, written, words) });
  }
  // What a key follows from is the row as it is understood, so that another spelling of it makes no other thing.
  const made = makesKey && flaws.length === 0 ? keyFor({ source, values }) : key;
  const row = { key: made, source, values } as Row;
  if (flaws.length > 0) return { row, flaws, isKeyMade: makesKey };
  for (const { code, field } of rowFlaws(register, row)) flaw(field, code);
  // What no fact reads stands aside in the log, and need not be entered at all: a row of another program counts all the same.
  const { fact, unit } = values as Pick<RowValues<"figure">, "fact" | "unit">;
  if (register === "figure" && factOfFigure(fact, unit) === null) {
    const units = unitsOf(fact);
    flaw("unit", "unit-of-no-fact", {
      detail: units.join(" | "),
      proposal: units.length === 1 ? (units[0] ?? "") : "",
    });
  }
  return { row, flaws, isKeyMade: makesKey };
}

/** The answers of a finding are those of its topic, where the same word may be another answer; the units of a figure are those of its fact. */
function allowedBeside(shape: FieldShape, name: string, said: { readonly [field: string]: unknown }): FieldShape {
  const { topic, fact } = said as { readonly topic?: FindingTopic; readonly fact?: FigureKey };
  const answers = name === "answer" && topic !== undefined ? findingTopics[topic] : [];
  const units = name === "unit" && fact !== undefined ? unitsOf(fact) : [];
  const codes = [...answers, ...units];
  return shape.type === "code" && codes.length > 0 ? { ...shape, codes } : shape;
}

/** A name that is near a key: without what no key holds. */
function proposedKey(written: string): string {
  // What is far longer than a key is none, and long rows of hyphens take long to search.
  const near = written
    .slice(0, 160)
    .replace(/[^A-Za-z0-9._:/-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 80);
  return rowKey(near) ? near : "";
}

function whyNot(shape: FieldShape, written: string): FlawCode {
  const isText = shape.type === "line" || shape.type === "text" || shape.type === "lines";
  return isText && hasHiddenCharacter(shape, written) ? "hidden-character" : "not-allowed";
}

function cellOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(";") : String(value);
}
