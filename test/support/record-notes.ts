// Notes about the record for tests, as they come out of the verification of signatures: ids and imports are counted, authors are devices of
// the invented country.
import type { FieldShape } from "../../src/core/registers/field.ts";
import { type RegisterName, type RowValues, registerOf } from "../../src/core/registers/register-table.ts";
import type { RecordBatch, RecordNote, Row } from "../../src/core/registers/row.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";

/** SHA-256 of a text in hexadecimal, as the fold wants it. */
export function hashOfText(text: string): string {
  return encodeHex(sha256(encodeUtf8(text)));
}

/** The n-th invented import. */
export function importId(n: number): string {
  return `1a0b0000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

/** A row with values. */
export function row<R extends RegisterName>(_register: R, key: string, source: string, values: RowValues<R>): Row<R> {
  return { key, source, values } as unknown as Row<R>;
}

export interface NoteOptions {
  readonly id?: string;
  readonly leaf?: number | null;
  readonly at?: string;
  readonly position?: number;
  readonly sealed?: boolean;
  /** The organisations to which a sealed note goes. */
  readonly to?: readonly string[];
  readonly import?: string;
  readonly part?: number;
  readonly of?: number;
}

let counted = 0;

/** A note of a device with these rows: its own import of one part, at leaf 10, unless set otherwise. */
export function recordNote(
  device: string,
  register: RegisterName,
  rows: readonly Row[],
  options: NoteOptions = {},
): RecordNote {
  const number = ++counted;
  const batch = {
    register,
    import: options.import ?? importId(number),
    part: options.part ?? 1,
    of: options.of ?? 1,
    rows,
  } as RecordBatch;
  return {
    id: options.id ?? hashOfText(`note ${number}`),
    leaf: options.leaf === undefined ? 10 : options.leaf,
    ...(options.position === undefined ? {} : { position: options.position }),
    device,
    at: options.at ?? "2030-01-01T12:00:00Z",
    sealed: options.sealed ?? !registerOf(register).open,
    ...(options.to === undefined ? {} : { to: options.to }),
    batch,
  };
}

/** A value that a field of this shape takes. */
export function sampleValue(shape: FieldShape): unknown {
  switch (shape.type) {
    case "line":
      return "Centre court";
    case "text":
      return "Fifteen love.\nThirty love.";
    case "lines":
      return ["Example board", "Example members"].slice(0, shape.max);
    case "code":
      return shape.codes[0];
    case "codes":
      return shape.codes.slice(0, 2);
    case "date":
    case "since":
      return "2003";
    case "whole":
      return 6;
    case "count":
      return "not-reported";
    case "yes-no":
      return true;
    case "country":
      return "ZZ";
    case "countries":
      return ["ZZ", "XA"];
    case "currency":
      return "XTS";
    case "language":
      return "en";
    case "key":
      return "row-1";
    case "keys":
      return ["row-1", "law/2"];
    case "versions":
      return [`${"ab".repeat(32)}:0`];
    case "tokens":
      return ["00112233445566778899aabbccddeeff"];
    case "uuid":
      return importId(1);
    case "hash":
      return "0f".repeat(32);
  }
}

/** A row of every field of a register, which keeps its rules. */
export function fullRow(register: RegisterName, key = "row-1", source = "own"): Row {
  const fields = Object.entries(registerOf(register).fields);
  const values = Object.fromEntries(fields.map(([name, { shape }]) => [name, sampleValue(shape)]));
  const fitting: { readonly [R in RegisterName]?: object } = {
    proceeding: { event: "verdict" },
    request: { stage: "answered" },
    finding: { topic: "corruption", answer: "endemic" },
    figure: { scope: "body" },
    judgement: { question: "criterion-met" },
    release: { year: "2003", edition: 1 },
    draft: { section: "reason" },
    paragraph: { section: "reason" },
  };
  return { key, source, values: { ...values, ...fitting[register] } } as unknown as Row;
}
