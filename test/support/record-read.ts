// The record of the invented country as reports take it.
import type { RecordRead } from "../../src/record/record-read.ts";
import type { Statement } from "../../src/record/statement.ts";
import { hashOfText } from "./record-notes.ts";

/** These statements as somebody reads them. */
export function recordRead(statements: readonly Statement[], change: Partial<RecordRead> = {}): RecordRead {
  return {
    origin: "refuge.nation.example/55a4352f7f70c0870b257dc76aad9b48",
    trial: true,
    country: "XQ",
    title: { en: "Example Republic" },
    log: { size: 40, root: "ab".repeat(32) },
    statements,
    organisationNames: new Map(),
    ...change,
  };
}

/** Organisations that are named as their ids are. */
export function namesOf(...ids: readonly string[]): RecordRead["organisationNames"] {
  return new Map(ids.map((id) => [id, { en: id }]));
}

/** Statements as a log holds them: each in a note of its own, from this leaf on. */
export function logged(statements: readonly Statement[], from = 0): readonly Statement[] {
  return statements.map((one, i) => {
    const [leaf, ref] = [from + i, { note: hashOfText(one.ref.note), row: 0 }];
    return { ...one, leaf, ref, first: { ref, leaf } };
  });
}
