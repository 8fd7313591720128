// What is typed into the form of a row, as the cells of a table: the form, the file and the command are read by one reader.
import type { FieldShape } from "../../../core/registers/field.ts";
import type { FigureKey, RegisterName } from "../../../core/registers/register-table.ts";
import {
  amountFigures,
  figureUnits,
  findingTopics,
  registerOf,
  unitsOf,
} from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import { type RecordRef, refId, refOfId, type Statement } from "../../../record/statement.ts";
import { readRows, type TableFlaw, writeRows } from "../../../record/table/row-table.ts";

/** Cells by column; `key` and `source` among them. */
export type Cells = Readonly<Record<string, string>>;

/** What the inputs of one field have in common. */
export interface Described {
  readonly id: string;
  readonly label: string;
  /** The same, of several inputs that answer it together. */
  readonly legend: string;
  readonly hint?: string;
  readonly optional?: string;
  readonly error: string | null;
  /** The cell; several values are parted by semicolons. */
  readonly value: string;
  readonly onChange: (cell: string) => void;
  readonly onInput: (cell: string) => void;
}

/** The cells of a row that is there, to be corrected. */
export function cellsOf(statement: Pick<Statement, "register" | "key" | "source" | "values">): Cells {
  const { register, key, source, values } = statement;
  const [header = [], cells = []] = writeRows(register, [{ key, source, values } as Row]);
  return Object.fromEntries(
    header.map((column, i) => [column, onLines(registerOf(register).fields[column]?.shape, cells[i] ?? "")]),
  );
}

/**
 * Empty cells under a key of its own: the register's name, the year and six letters by chance. Counting on would give a key twice, since nobody
 * sees all rows: what is hidden or still on its way on another device may have it. The source is left to be chosen.
 */
export function emptyCells(register: RegisterName, year: number, chance: (length: number) => Uint8Array): Cells {
  const letters = [...chance(6)].map((byte) => keyLetters[byte % keyLetters.length]).join("");
  return { key: `${register}-${year}-${letters}`, source: "" };
}

// 32 that are not taken for one another when they are read out or copied by hand.
const keyLetters = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * The cells of a judgement that is judged again: the rows on which it rested as they are now, since whoever signs it reads them so. Those that are
 * in force no more are left out.
 */
export function withNewestEvidence(cells: Cells, newestOf: (ref: RecordRef) => RecordRef | null): Cells {
  const { evidence = "" } = cells;
  if (evidence === "") return cells;
  const versions = evidence.split(";").flatMap((version) => newestOf(refOfId(version)) ?? []);
  return { ...cells, evidence: [...new Set(versions.map(refId))].join(";") };
}

/** The cells for another source's word about a thing: what is the same is filled in; numbers, answers and remarks are that source's own. */
export function cellsBeside(statement: Statement): Cells {
  const { fields } = registerOf(statement.register);
  const isTheSources = (column: string) => {
    const type = fields[column]?.shape.type;
    return type === "count" || type === "whole" || ["answer", "reason", "remark", "source"].includes(column);
  };
  return Object.fromEntries(
    Object.entries(cellsOf(statement)).map(([column, cell]) => [column, isTheSources(column) ? "" : cell]),
  );
}

/** The row that the cells spell, or what is wrong with them. */
export function rowOfCells(
  register: RegisterName,
  cells: Cells,
): { readonly row: Row | null; readonly flaws: readonly TableFlaw[] } {
  const columns = ["key", "source", ...Object.keys(registerOf(register).fields)];
  const table = [
    columns,
    columns.map((column) =>
      isAsked(register, column, cells) ? oneLine(registerOf(register).fields[column]?.shape, cells[column] ?? "") : "",
    ),
  ];
  const { rows, flaws } = readRows(register, table);
  return { row: rows[0] ?? null, flaws };
}

/** The codes that a field may hold beside what is said already: an answer is one of its topic, a unit one of its figure. */
export function codesFor(
  register: RegisterName,
  field: string,
  codes: readonly string[],
  cells: Cells,
): readonly string[] {
  if (register === "figure" && field === "unit") return unitsHere(cells) ?? codes;
  if (register !== "finding" || field !== "answer") return codes;
  const topics: Readonly<Record<string, readonly string[]>> = findingTopics;
  return topics[cells["topic"] ?? ""] ?? [];
}

/** False for a field that has no sense beside what is said already: it is not shown, and stays empty. */
export function isAsked(register: RegisterName, field: string, cells: Cells): boolean {
  const said = (name: string) => (cells[name] ?? "") !== "";
  if (field === "currency")
    return moneyFields.some((money) => said(money) && cells[money] !== "not-reported") || isMoney(register, cells);
  if (field === "language" && register !== "said") return said("words");
  if (register === "figure") {
    if (field === "unit") return unitsHere(cells)?.length !== 0;
    if (field === "whose") return cells["scope"] === "body" || cells["scope"] === "place";
    if (field === "disjoint") return said("of");
  }
  if (register === "proceeding") {
    if (sentenceFields.includes(field)) return cells["event"] === "verdict" || cells["event"] === "appeal-verdict";
    if (field === "office_level") return said("official_body");
  }
  if (register === "judgement" && field === "criterion") return cells["question"] === "criterion-met";
  if (register === "request" && (field === "answer" || field === "answered")) return cells["stage"] === "answered";
  return true;
}

/** The units of the figure that is chosen; null where none is. */
function unitsHere({ fact = "" }: Cells): readonly string[] | null {
  return Object.hasOwn(figureUnits, fact) ? unitsOf(fact as FigureKey) : null;
}

const moneyFields: readonly string[] = ["fine", "compensation", "budget", "spent", "amount"];
const sentenceFields: readonly string[] = [
  "verdict",
  "prison_months",
  "suspended",
  "fine",
  "compensation",
  "confiscation",
];

function isMoney(register: RegisterName, cells: Cells): boolean {
  const { unit = "", fact = "" } = cells;
  return register === "figure" && (unit === "amount" || (unit === "" && amountFigures.some((one) => one === fact)));
}

// A table parts several values by semicolons; a person writes one on each line.
function oneLine(shape: FieldShape | undefined, cell: string): string {
  if (shape?.type !== "lines") return cell;
  return cell
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(";");
}

function onLines(shape: FieldShape | undefined, cell: string): string {
  return shape?.type === "lines" || shape?.type === "tokens" ? cell.replaceAll(";", "\n") : cell;
}
