// The record of the invented country as reports take it, and the verdict of somebody who reads some of it on a report that was published.
import { tvpa2004 } from "../../src/assessment/tvpa.ts";
import type { RowValues } from "../../src/core/registers/register-table.ts";
import type { RecordRead } from "../../src/record/record-read.ts";
import type { SealedHeld, Statement } from "../../src/record/statement.ts";
import { checkReportData } from "../../src/reports/check/check-report.ts";
import type { ReportCheck } from "../../src/reports/check/outcome.ts";
import { refId } from "../../src/reports/data/record-places.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { publicationOf } from "../../src/reports/publications.ts";
import { hashOfText } from "./record-notes.ts";
import { stated } from "./statements.ts";

/** These statements by whoever holds all that is sealed, unless set otherwise. */
export function recordRead(statements: readonly Statement[], change: Partial<RecordRead> = {}): RecordRead {
  return {
    origin: "refuge.nation.example/55a4352f7f70c0870b257dc76aad9b48",
    trial: true,
    country: "XQ",
    title: { en: "Example Republic" },
    log: { size: 40, root: "ab".repeat(32) },
    statements,
    holds: "all",
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

/** What somebody sees of a record who checks a report of it, and how much of the sealed statements that is. */
interface Seen {
  readonly statements: readonly Statement[];
  readonly holds: SealedHeld;
  /** False where nobody who may publish stands for the report. */
  readonly isPublished?: boolean;
}

/** The verdict on the data by the rules of 2004. Whoever stands for them stands for whatever they say. */
export function checkPublished(data: ReportData, whole: RecordRead, seen: Seen): ReportCheck {
  const { statements, holds, isPublished = true } = seen;
  const hash = hashOfText("the report");
  const byRef = new Map(statements.map((one) => [refId(one.ref), one]));
  const sealedLeaves = new Set(whole.statements.filter(({ sealed }) => sealed).map(({ leaf }) => leaf));
  const { values } = publicationOf(data, hash) as { readonly values: RowValues<"publication"> };
  const record = { ...whole, statements, holds };
  const publication = stated("publication", "of the year", values);
  return checkReportData(data, hash, {
    record,
    newest: isPublished ? { ...whole, statements: [...statements, publication] } : record,
    scheme: tvpa2004,
    statement: (ref) => byRef.get(refId(ref)) ?? null,
    isSealedLeaf: (leaf) => sealedLeaves.has(leaf),
    mustHold: () => false,
  });
}
