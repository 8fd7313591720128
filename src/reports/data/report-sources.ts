// What a report calls its sources. A key means what the organisation says of it that names it, so one key may be two sources.

import { type SourceRows, sourceOf, sourceRows } from "../../assessment/statement-index.ts";
import { presentFields } from "../../core/present-fields.ts";
import { compareTexts } from "../../record/fold.ts";
import { type RecordRef, refId, type Statement } from "../../record/statement.ts";

/** A source that the report rests on, as the record describes it. */
export interface SourceUsed {
  /** Its key; with the organisation behind a space where another one described another source under this key before. */
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly kind: string;
  readonly checked: string;
  readonly published?: string;
  readonly reference?: string;
}

export class ReportSources {
  readonly #rows: SourceRows;
  readonly #names: ReadonlyMap<Statement<"source">, string>;
  readonly #organisations: ReadonlyMap<string, string>;

  constructor(statements: readonly Statement[]) {
    this.#rows = sourceRows(statements);
    this.#names = new Map([...this.#rows.values()].flatMap((rows) => rows.map((row) => [row, nameAmong(rows, row)])));
    this.#organisations = new Map(statements.map(({ ref, organisation }) => [refId(ref), organisation]));
  }

  /** What the source is called that these records name by its key. */
  nameOf(key: string, records: readonly RecordRef[]): string {
    const [first] = records;
    const organisation = first === undefined ? "" : (this.#organisations.get(refId(first)) ?? "");
    const meant = sourceOf(this.#rows, { source: key, organisation });
    return meant === null ? key : (this.#names.get(meant) ?? key);
  }

  /** The sources of these names, as the record describes them, by name. */
  used(names: ReadonlySet<string>): readonly SourceUsed[] {
    const described = new Map<string, SourceUsed>();
    for (const [row, key] of this.#names) {
      if (!names.has(key) || described.has(key)) continue;
      const { title, publisher, kind, checked, published, reference } = row.values;
      described.set(key, {
        key,
        title,
        publisher,
        kind,
        checked,
        ...presentFields({ published, reference }),
      });
    }
    return [...described.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

function nameAmong([first]: readonly Statement<"source">[], row: Statement<"source">): string {
  const isSame = first === undefined || spelled(first.values) === spelled(row.values);
  return isSame ? row.key : `${row.key} ${row.organisation}`;
}

/** Values in one spelling, whatever the order in which they were entered. */
function spelled(values: Statement<"source">["values"]): string {
  return JSON.stringify(Object.entries(values).toSorted(([a], [b]) => compareTexts(a, b)));
}
