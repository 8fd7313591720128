// How a report is published, and who published it: a row of the open register of publications that is about these very data. Its year, scheme
// and size are theirs and not its hash alone, for people read them; a row that differs publishes nothing.
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import type { Statement } from "../record/statement.ts";
import { isSameJson } from "./data/canonical-json.ts";
import type { ReportData } from "./data/report-data.ts";

type Published = Pick<ReportData, "period" | "scheme" | "log">;

/** The row that publishes these data, whose hash this is: one for each year, way of counting, scheme and state of the record. */
export function publicationOf(data: Published, hash: string): Row<"publication"> {
  const { year, kind } = data.period;
  const key = `assessment-${year}-${kind}-${data.scheme.id}-${data.log.size}`;
  return { key, source: ownFiles, values: valuesOf(data, hash) };
}

/** The organisations that published these data, whose hash this is, by the record; each once, in the order of the statements. */
export function publishersOf(data: Published, hash: string, statements: readonly Statement[]): readonly string[] {
  const expected = valuesOf(data, hash);
  const publications = statements
    .filter((one): one is Statement<"publication"> => one.register === "publication")
    .filter(({ values }) => isSameJson(values, expected));
  return [...new Set(publications.map(({ organisation }) => organisation))];
}

function valuesOf({ period, scheme, log }: Published, hash: string): RowValues<"publication"> {
  return { report: "assessment", year: String(period.year), scheme: scheme.id, data: hash, size: log.size };
}
