// What a report calls its sources. A key means what the organisation says of it that names it, so one key may be two sources: these get two names.

import type { RowValues } from "../../core/registers/register-table.ts";
import { sourceOf, sourceRows } from "../../record/named-source.ts";
import { compareTexts, type Statement, spelled } from "../../record/statement.ts";

/** A source that the report rests on, as the record describes it. */
export interface SourceUsed extends RowValues<"source"> {
  /** Its key; with the organisation behind a space where another one described another source under this key before. */
  readonly key: string;
}

/** The statements with each source by its name in the report. */
export function withNamedSources(statements: readonly Statement[]): readonly Statement[] {
  const sources = sourceRows(statements);
  const nameOf = (row: Statement<"source">) => {
    const [first = row] = sources.get(row.key) ?? [];
    return spelled(first.values) === spelled(row.values) ? row.key : `${row.key} ${row.organisation}`;
  };
  return statements.map((one): Statement => {
    const meant = sourceOf(sources, one);
    const named = meant === null ? one : { ...one, source: nameOf(meant) };
    return one.register === "source" ? { ...named, key: nameOf(one as Statement<"source">) } : named;
  });
}

/** The sources that these rows name, as the record describes them, by name. */
export function sourcesUsed(
  statements: readonly Statement[],
  rows: readonly Pick<Statement, "source">[],
): readonly SourceUsed[] {
  const names = [...new Set(rows.map(({ source }) => source))].sort(compareTexts);
  const described = sourceRows(statements);
  return names.flatMap((key) => {
    const [row] = described.get(key) ?? [];
    return row === undefined ? [] : [{ key, ...row.values }];
  });
}
