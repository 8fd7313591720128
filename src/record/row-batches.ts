// Cuts the rows of an import into notes that fit: an open note into what the log takes in clear, a sealed one into an envelope (LG4, SL1).

import { encodeJson } from "../core/json.ts";
import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import type { RecordBatch, Row } from "../core/registers/row.ts";
import { maxParts, maxRows } from "../core/registers/row-schema.ts";

/** Bytes of a note's line of JSON, in UTF-8. What else a note holds (head, origin, signature) takes less than 1,500. */
const maxBatchBytes = { open: 29_000, sealed: 38_500 } as const;

/**
 * The parts of one import, in the order of the rows. Null when there are more rows than one import holds, or none. Rows must be in their
 * schema; no such row is larger than a note.
 */
export function batchesOf(
  register: RegisterName,
  rows: readonly Row[],
  importId: string,
): readonly RecordBatch[] | null {
  const most = registerOf(register).open ? maxBatchBytes.open : maxBatchBytes.sealed;
  const head = { register, import: importId, part: maxParts, of: maxParts };
  const empty = utf8Length(encodeJson({ ...head, rows: [] }));
  const parts: Row[][] = [];
  let size = empty;
  for (const row of rows) {
    const bytes = utf8Length(encodeJson(row)) + 1;
    let part = parts.at(-1);
    if (part === undefined || part.length === maxRows || size + bytes > most) {
      part = [];
      parts.push(part);
      size = empty;
    }
    part.push(row);
    size += bytes;
  }
  if (parts.length === 0 || parts.length > maxParts) return null;
  return parts.map((each, i) => ({ ...head, part: i + 1, of: parts.length, rows: each }) as RecordBatch);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
