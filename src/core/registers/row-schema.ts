// The schemas of a row and a batch of rows, made from the table of registers. They check the shape only; what must hold between
// the fields of a row is in `src/record/row-rules.ts`, and who may enter it in `author.ts`.
import type { Schema } from "../schema.ts";
import { code, integer, line, list, object, uuid } from "../schema.ts";
import { clean, fieldSchema, rowKey } from "./field-schema.ts";
import { type RegisterName, registerNames, registerOf } from "./register-table.ts";
import type { RecordBatch, Row } from "./row.ts";

/** More rows than this are in no note. */
export const maxRows = 100;
/** More notes than this are in no import. */
export const maxParts = 400;

const rowSchemas = new Map(registerNames.map((name) => [name, rowSchemaOf(name)]));

/** True for a row of this register in its shape: key, source, and its values or the reason of its withdrawal. */
export function isRow(register: RegisterName, value: unknown): value is Row {
  return rowSchemas.get(register)?.(value) === true;
}

const batchSchemas = new Map<string, Schema<unknown>>(registerNames.map((name) => [name, batchSchemaOf(name)]));

/** What a note of the kind `record` holds (RC1). */
export const recordBatch: Schema<RecordBatch> = (value): value is RecordBatch => {
  if (typeof value !== "object" || value === null || !("register" in value)) return false;
  const schema = typeof value.register === "string" ? batchSchemas.get(value.register) : undefined;
  return schema?.(value) === true;
};

function rowSchemaOf(name: RegisterName): Schema<unknown> {
  const required: { [field: string]: Schema<unknown> } = {};
  const optional: { [field: string]: Schema<unknown> } = {};
  for (const [key, field] of Object.entries(registerOf(name).fields)) {
    (field.required ? required : optional)[key] = fieldSchema(field.shape);
  }
  const head = { key: rowKey, source: rowKey };
  const entered = object({ ...head, values: object(required, optional) });
  const isTrue: Schema<true> = (value): value is true => value === true;
  const withdrawn = object({ ...head, withdrawn: isTrue, reason: clean(line(300), { type: "line", max: 300 }) });
  return (value): value is unknown => entered(value) || withdrawn(value);
}

function batchSchemaOf(name: RegisterName): Schema<unknown> {
  const row: Schema<unknown> = rowSchemas.get(name) ?? rowSchemaOf(name);
  const batch = object({
    register: code([name]),
    import: uuid,
    part: integer(1, maxParts),
    of: integer(1, maxParts),
    rows: list(row, maxRows, 1),
  });
  return (value): value is unknown => batch(value) && value.part <= value.of;
}
