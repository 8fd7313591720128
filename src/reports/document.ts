// A report as a document, before it is HTML, Markdown or anything else: sections of blocks, blocks of inlines. Plain data; it knows
// neither facts nor languages.
import { presentFields } from "../core/present-fields.ts";
import type { Inline, Inlines } from "./inlines.ts";
import type { Plot } from "./plots.ts";
import { run } from "./say.ts";

export interface Column {
  readonly title: string;
  readonly numeric?: boolean;
}

/**
 * From four columns on, the cells of a row stand below one another on a phone, each under the title of its column: null for fewer, else how many cells begin it
 * without a title, since they name the row. A number does not name it alone.
 */
export function stackedFrom(columns: readonly Column[]): number | null {
  if (columns.length < 4) return null;
  return columns[0]?.numeric === true ? 2 : 1;
}

export interface TableRow {
  readonly id?: string;
  readonly cells: readonly Inlines[];
}

export type Block =
  | { readonly kind: "paragraph"; readonly content: Inlines; readonly tone?: "lead" | "quiet" | "notice" }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Inlines[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly TableRow[];
      /** The first cell of each row names the row. */
      readonly dense?: boolean;
    }
  | { readonly kind: "plot"; readonly plot: Plot };

interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** One line above the title: what kind of document this is. */
  readonly kicker: string;
  readonly title: string;
  readonly subtitle: string;
  /** Said on every form of the document when the country is not a real one. */
  readonly warning: string | null;
  /** Said on the front: that the year is not released, or that it is a draft. */
  readonly notice: string | null;
  /** What identifies the report: name and value. */
  readonly marks: readonly { readonly name: string; readonly value: Inlines }[];
  readonly sections: readonly Section[];
  /** Words that a renderer needs of its own. */
  readonly words: { readonly contents: string; readonly asTable: string };
}

export function paragraph(content: Inlines | string, tone?: "lead" | "quiet" | "notice"): Block {
  return { kind: "paragraph", content: run([content]), ...presentFields({ tone }) };
}

export function strong(text: string): Inline {
  return { kind: "strong", text };
}

/** Where the document says how a fact is counted. */
export function factAnchor(fact: string): string {
  return `fact-${fact}`;
}

export function recordAnchor(note: string, row: number): string {
  return `record-${note.slice(0, 16)}-${row}`;
}

export function sourceAnchor(place: number): string {
  return `source-${place}`;
}

/** Every place in the document that a link can lead to. */
export function idsOf({ sections }: Pick<ReportDocument, "sections">): ReadonlySet<string> {
  return new Set(
    sections.flatMap(({ id, blocks }) => [
      id,
      ...blocks.flatMap((block) => (block.kind === "table" ? block.rows.flatMap((row) => row.id ?? []) : [])),
    ]),
  );
}
