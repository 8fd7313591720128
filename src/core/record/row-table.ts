// Rows from and to a table of texts, as a CSV file decodes to one. Reading lists every flaw, so that a person can mend a whole file at
// once; it never guesses what a cell might mean.
import type { Field, FieldShape } from "./field.ts";
import type { EntryRefusal } from "./record-author.ts";
import type { RegisterName } from "./register-table.ts";
import { registerOf } from "./register-table.ts";
import type { RowRuleCode } from "./row-rules.ts";
import { rowFlaws } from "./row-rules.ts";
import { fieldSchema, hasHiddenCharacter, maxLineOfList, maxWhole, rowKey } from "./row-schema.ts";
import type { Row } from "./statement.ts";

export type Table = readonly (readonly string[])[];

export type FlawCode =
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
  readonly code: EntryRefusal | "nothing-to-withdraw";
  readonly field: string;
}

export interface TableFlaw {
  /** As in the file: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly code: FlawCode;
  /** What is allowed there, for developers and for screens that have no sentence for it; empty where the code says it all. */
  readonly detail: string;
}

/** Holds the reason when a row takes its statement back. */
export const withdrawnColumn = "withdrawn";

const keyShape = "1 to 80 of A-Z a-z 0-9 . _ : / -";

/**
 * The rows of a table with a header: `key`, `source`, the register's fields in any order, and `withdrawn` where wanted. Several values in
 * one cell are parted by semicolons, an empty cell is left out, rows without any text are passed over. Flaws are in the order of the
 * file; a row with a flaw is not among the rows, and a header with a flaw gives none. `further` finds more in rows that are sound so far.
 */
export function readRows(
  register: RegisterName,
  table: Table,
  further: (row: Row) => readonly FurtherFlaw[] = () => [],
): { readonly rows: readonly Row[]; readonly flaws: readonly TableFlaw[] } {
  const columns = (table[0] ?? []).map((name) => name.trim());
  const flaws = headerFlaws(register, columns);
  if (flaws.length > 0) return { rows: [], flaws };
  const rows: Row[] = [];
  const things = new Map<string, number>();
  for (const [i, cells] of table.entries()) {
    if (i === 0 || cells.every((cell) => cell.trim() === "")) continue;
    const read = readRow(register, columns, cells, i + 1);
    const thing = `${read.row.key} ${read.row.source}`;
    const first = things.get(thing);
    const flawsHere = [...read.flaws];
    if (first !== undefined) {
      flawsHere.push({
        row: i + 1,
        column: "key",
        code: "key-repeated",
        detail: `row ${first} has this key and source`,
      });
    } else things.set(thing, i + 1);
    if (flawsHere.length === 0)
      for (const { code, field } of further(read.row)) flawsHere.push({ row: i + 1, column: field, code, detail: "" });
    flaws.push(...flawsHere);
    if (flawsHere.length === 0) rows.push(read.row);
  }
  return { rows, flaws };
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
      return `1 to ${shape.max} texts of 1 to ${maxLineOfList} characters, parted by ;`;
    case "code":
      return shape.codes.join(" | ");
    case "codes":
      return `some of ${shape.codes.join(" | ")}, parted by ;`;
    case "date":
      return "2003, 2003-08 or 2003-08-01";
    case "whole":
      return `a whole number from 0 to ${maxWhole}`;
    case "count":
      return `a whole number from 0 to ${maxWhole}, or not-reported`;
    case "yes-no":
      return "yes | no";
    case "country":
      return "two capital letters of ISO 3166-1";
    case "countries":
      return "two capital letters of ISO 3166-1 each, parted by ;";
    case "currency":
      return "three capital letters of ISO 4217";
    case "key":
      return `a key of the register ${shape.register}: ${keyShape}`;
    case "keys":
      return `keys of the register ${shape.register}, parted by ;`;
    case "tokens":
      return "32 hexadecimal digits each, as panoh case tells them to whoever helps, parted by ;";
    case "uuid":
      return "a random UUID in lower case";
    case "hash":
      return "64 hexadecimal digits in lower case";
  }
}

function headerFlaws(register: RegisterName, columns: readonly string[]): TableFlaw[] {
  const { fields } = registerOf(register);
  const known = ["key", "source", ...Object.keys(fields), withdrawnColumn];
  const needed = ["key", "source", ...Object.keys(fields).filter((name) => fields[name]?.required === true)];
  const flaws: TableFlaw[] = [];
  for (const [i, column] of columns.entries()) {
    if (!known.includes(column)) flaws.push({ row: 1, column, code: "unknown-column", detail: known.join(" | ") });
    else if (columns.indexOf(column) < i) flaws.push({ row: 1, column, code: "repeated-column", detail: "" });
  }
  const missing = needed.filter((column) => !columns.includes(column));
  return [...flaws, ...missing.map((column) => ({ row: 1, column, code: "missing-column", detail: "" }) as const)];
}

function readRow(
  register: RegisterName,
  columns: readonly string[],
  cells: readonly string[],
  number: number,
): { readonly row: Row; readonly flaws: readonly TableFlaw[] } {
  const flaws: TableFlaw[] = [];
  const flaw = (column: string, code: FlawCode, detail: string) => flaws.push({ row: number, column, code, detail });
  const cell = (column: string) => (cells[columns.indexOf(column)] ?? "").normalize("NFC").trim();
  if (cells.slice(columns.length).some((extra) => extra.trim() !== "")) {
    flaw("", "too-many-cells", `${columns.length} cells, as in the header`);
  }
  const [key, source, reason] = [
    cell("key"),
    cell("source"),
    columns.includes(withdrawnColumn) ? cell(withdrawnColumn) : "",
  ];
  if (!rowKey(key)) flaw("key", key === "" ? "missing" : "not-allowed", keyShape);
  if (!rowKey(source))
    flaw("source", source === "" ? "missing" : "not-allowed", `own, or the key of a source: ${keyShape}`);
  const fields = Object.entries<Field>(registerOf(register).fields).filter(([name]) => columns.includes(name));
  if (reason !== "") {
    const filled = fields.filter(([name]) => cell(name) !== "");
    for (const [name] of filled) flaw(name, "withdrawn-with-values", "empty in a row that is withdrawn");
    const shape = { type: "line", max: 300 } as const;
    if (!fieldSchema(shape)(reason)) flaw(withdrawnColumn, whyNot(shape, reason), allowedIn(shape));
    return { row: { key, source, withdrawn: true, reason }, flaws };
  }
  const values: { [field: string]: unknown } = {};
  for (const [name, { shape, required }] of fields) {
    const written = cell(name);
    if (written === "") {
      if (required) flaw(name, "missing", allowedIn(shape));
      continue;
    }
    const value = readCell(shape, written);
    if (fieldSchema(shape)(value)) values[name] = value;
    else flaw(name, whyNot(shape, written), allowedIn(shape));
  }
  const row = { key, source, values } as unknown as Row;
  if (flaws.length === 0) for (const { code, field } of rowFlaws(register, row)) flaw(field, code, "");
  return { row, flaws };
}

function whyNot(shape: FieldShape, written: string): FlawCode {
  const isText = shape.type === "line" || shape.type === "text" || shape.type === "lines";
  return isText && hasHiddenCharacter(shape, written) ? "hidden-character" : "not-allowed";
}

/** The value that a cell spells, or something that no schema takes. */
function readCell(shape: FieldShape, cell: string): unknown {
  switch (shape.type) {
    case "codes":
    case "countries":
    case "keys":
    case "lines":
      return cell.split(";").map((part) => part.trim());
    case "tokens":
      // Copied from a letter or a list; nothing in a token can be meant by a space or a capital.
      return cell
        .toLowerCase()
        .split(/[;\s]+/)
        .filter((part) => part !== "");
    case "count":
      return cell === "not-reported" ? cell : numberOf(cell);
    case "whole":
      return numberOf(cell);
    case "yes-no":
      return cell === "yes" ? true : cell === "no" ? false : null;
    default:
      return cell;
  }
}

function numberOf(cell: string): number | null {
  return /^(0|[1-9]\d{0,12})$/.test(cell) ? Number(cell) : null;
}

function cellOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(";") : String(value);
}
