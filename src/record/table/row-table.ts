// Rows from and to a table of texts, as a CSV file or a spreadsheet decodes to one. Reading lists every flaw with its cell and what was most
// likely meant, so that a person can correct a whole file at once; it never guesses what a cell might mean.
import type { Field, FieldShape } from "../../core/registers/field.ts";
import { fieldSchema, hasHiddenCharacter, maxLineOfList, maxWhole, rowKey } from "../../core/registers/field-schema.ts";
import type { FigureKey, RegisterName } from "../../core/registers/register-table.ts";
import { figureUnits, findingTopics, registerOf, unitsOf } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import type { AuthorFlaw } from "../author.ts";
import { type RowRuleCode, rowFlaws } from "../row-rules.ts";
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
  | RowRuleCode
  | FurtherFlaw["code"];

/** What is wrong with a row that is sound in itself: with who says it (RC4), or with what it takes back (RC3). */
export interface FurtherFlaw {
  readonly code: AuthorFlaw | "nothing-to-withdraw";
  readonly field: string;
}

export interface TableFlaw {
  /** As in the file: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly code: FlawCode;
  /** What is allowed there, for developers and for screens that have no sentence for it; empty where the code says it all. */
  readonly detail: string;
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
  readonly rows: readonly Row[];
  readonly flaws: readonly TableFlaw[];
  /** How many of the rows had no key and were given one. */
  readonly keysMade: number;
}

/** Holds the reason when a row takes its statement back. */
export const withdrawnColumn = "withdrawn";

const keyShape = "1 to 80 of A-Z a-z 0-9 . _ : / -";

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
    const at = (column: string) => cellName(header.indexOf(column), i + 1);
    const thing = `${row.key} ${row.source}`;
    const first = row.key === "" ? undefined : things.get(thing);
    if (first !== undefined) {
      const detail = isKeyMade
        ? `row ${first} says the same: leave one out, or give each a key of its own`
        : `row ${first} has this key and source`;
      flawsHere.push({ row: i + 1, column: "key", code: "key-repeated", detail, cell: at("key"), proposal: "" });
    } else things.set(thing, i + 1);
    if (flawsHere.length === 0)
      for (const { code, field } of further(row))
        flawsHere.push({ row: i + 1, column: field, code, detail: "", cell: at(field), proposal: "" });
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

/** What a field of this shape may hold, in short words. */
export function allowedIn(shape: FieldShape): string {
  switch (shape.type) {
    case "line":
      return `1 to ${shape.max} characters on one line`;
    case "text":
      return `1 to ${shape.max} characters`;
    case "lines":
      return `1 to ${shape.max} texts of 1 to ${maxLineOfList} characters, separated by ;`;
    case "code":
      return shape.codes.join(" | ");
    case "codes":
      return `some of ${shape.codes.join(" | ")}, separated by ;`;
    case "date":
      return "2003, 2003-08 or 2003-08-01";
    case "since":
      return "2003, 2003-08 or 2003-08-01, or ..2003 for 2003 or before";
    case "whole":
      return `a whole number from 0 to ${maxWhole}`;
    case "count":
      return `a whole number from 0 to ${maxWhole}, or not-reported`;
    case "yes-no":
      return "yes | no";
    case "country":
      return "two capital letters of ISO 3166-1";
    case "countries":
      return "two capital letters of ISO 3166-1 each, separated by ;";
    case "currency":
      return "three capital letters of ISO 4217";
    case "language":
      return "a language by its tag, such as en, ru, tg, fa or uz-Latn";
    case "key":
      return `a key of the register ${shape.register}: ${keyShape}`;
    case "keys":
      return `keys of the register ${shape.register}, separated by ;`;
    case "versions":
      return "rows in the version that was read: the note's 64 hexadecimal digits, a colon, the row's place in it from 0 on; separated by ;";
    case "tokens":
      return "32 hexadecimal digits each, as panoh case shows them to the provider, separated by ;";
    case "uuid":
      return "a random UUID in lower case";
    case "hash":
      return "64 hexadecimal digits in lower case";
  }
}

function headerFlaws(register: RegisterName, columns: readonly string[], makesKeys: boolean): TableFlaw[] {
  const { fields } = registerOf(register);
  const known = ["key", "source", ...Object.keys(fields), withdrawnColumn];
  const needed = [
    ...(makesKeys ? [] : ["key"]),
    "source",
    ...Object.keys(fields).filter((name) => fields[name]?.required === true),
  ];
  const flaws: TableFlaw[] = [];
  for (const [i, column] of columns.entries()) {
    const cell = cellName(i, 1);
    if (!known.includes(column)) {
      const proposal = nearestCode(column.replaceAll(" ", "_"), known) ?? "";
      flaws.push({ row: 1, column, code: "unknown-column", detail: known.join(" | "), cell, proposal });
    } else if (columns.indexOf(column) < i)
      flaws.push({ row: 1, column, code: "repeated-column", detail: "", cell, proposal: "" });
  }
  const missing = needed.filter((column) => !columns.includes(column));
  const lacking = missing.map(
    (column) => ({ row: 1, column, code: "missing-column", detail: "", cell: "", proposal: "" }) as const,
  );
  return [...flaws, ...lacking];
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
  const flaw = (column: string, code: FlawCode, detail: string, proposal = "") =>
    flaws.push({ row: number, column, code, detail, cell: cellName(columns.indexOf(column), number), proposal });
  const cell = (column: string) => (cells[columns.indexOf(column)] ?? "").normalize("NFC").trim();
  if (cells.slice(columns.length).some((extra) => extra.trim() !== "")) {
    flaw("", "too-many-cells", `${columns.length} cells, as in the header`);
  }
  const [key, source, reason] = [
    cell("key"),
    cell("source"),
    columns.includes(withdrawnColumn) ? cell(withdrawnColumn) : "",
  ];
  const makesKey = key === "" && keyFor !== undefined && reason === "";
  if (!makesKey && !rowKey(key)) flaw("key", key === "" ? "missing" : "not-allowed", keyShape, proposedKey(key));
  if (!rowKey(source))
    flaw(
      "source",
      source === "" ? "missing" : "not-allowed",
      `own, or the key of a source: ${keyShape}`,
      proposedKey(source),
    );
  const fields = Object.entries<Field>(registerOf(register).fields).filter(([name]) => columns.includes(name));
  if (reason !== "") {
    const filled = fields.filter(([name]) => cell(name) !== "");
    for (const [name] of filled) flaw(name, "withdrawn-with-values", "empty in a row that is withdrawn");
    const shape = { type: "line", max: 300 } as const;
    if (!fieldSchema(shape)(reason)) flaw(withdrawnColumn, whyNot(shape, reason), allowedIn(shape));
    return { row: { key, source, withdrawn: true, reason }, flaws, isKeyMade: false };
  }
  const values: { [field: string]: unknown } = {};
  for (const [name, { shape: whole, required }] of fields) {
    const written = cell(name);
    if (written === "") {
      if (required) flaw(name, "missing", allowedIn(whole));
      continue;
    }
    const shape = allowedBeside(whole, name, values);
    const value = readCell(name, shape, written, words);
    if (fieldSchema(whole)(value)) values[name] = value;
    else flaw(name, whyNot(whole, written), allowedIn(shape), proposalFor(name, shape, written, words));
  }
  // What a key follows from is the row as it is understood, so that another spelling of it makes no other thing.
  const made = makesKey && flaws.length === 0 ? keyFor({ source, values }) : key;
  const row = { key: made, source, values } as Row;
  if (flaws.length === 0)
    for (const { code, field } of rowFlaws(register, row, "entered")) {
      const units = code === "unit-of-no-fact" ? unitsOf(values["fact"] as FigureKey) : [];
      flaw(field, code, units.join(" | "), units.length === 1 ? units[0] : "");
    }
  return { row, flaws, isKeyMade: makesKey };
}

/** The answers of a finding are those of its topic, where the same word may be another answer; the units of a figure are those of its fact. */
function allowedBeside(
  shape: FieldShape,
  name: string,
  { topic, fact }: { readonly topic?: unknown; readonly fact?: unknown },
): FieldShape {
  const codes =
    name === "answer" && isKeyOf(findingTopics, topic)
      ? findingTopics[topic]
      : name === "unit" && isKeyOf(figureUnits, fact)
        ? unitsOf(fact)
        : [];
  return shape.type === "code" && codes.length > 0 ? { ...shape, codes } : shape;
}

function isKeyOf<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === "string" && Object.hasOwn(table, key);
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
