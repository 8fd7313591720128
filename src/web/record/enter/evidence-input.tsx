// The rows on which a judgement rests: open rows of its year, marked by whoever read them. Each is kept in the version that is shown here, so that the
// judgement grows stale when the row is corrected or withdrawn.

import type { JSX } from "preact";
import { rangeOf } from "../../../core/registers/partial-date.ts";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import type { RecordBook } from "../../../record/book.ts";
import { refId, type Statement } from "../../../record/statement.ts";
import { AnyOf } from "../../components/choices.tsx";
import { Labelled } from "../../components/fields.tsx";
import { apart, t } from "../../text/translate.ts";
import { registerName, rowWords, valuesOf } from "../words.ts";
import type { Described } from "./row-form.ts";

/** The open rows of a year, register by register, to be marked by whoever read them. */
export function EvidenceInput(props: Described & { readonly book: RecordBook; readonly year: string }): JSX.Element {
  const { id, book, year, value, onChange } = props;
  const chosen = value === "" ? [] : value.split(";");
  const groups = year === "" ? [] : [...Map.groupBy(openRowsOf(book, year), ({ register }) => register)];
  const ofGroup = (rows: readonly Statement[]) => rows.filter(({ ref }) => chosen.includes(refId(ref))).length;
  return (
    <Labelled {...props} isGroup>
      {year === "" && <p class="empty">{t("record.enter.year-first")}</p>}
      <div class="groups">
        {groups.map(([register, rows]) => (
          <details key={register}>
            <summary>
              {apart(
                registerName(register),
                t("value.rows", { n: rows.length }),
                ofGroup(rows) > 0 && t("record.enter.evidence-count", { n: ofGroup(rows) }),
              )}
            </summary>
            <AnyOf
              id={`${id}-${register}`}
              legend={registerName(register)}
              error={null}
              options={rows.map((row) => ({ value: refId(row.ref), label: rowWords(row) }))}
              values={chosen}
              onChange={(versions) => onChange(versions.join(";"))}
            />
          </details>
        ))}
      </div>
    </Labelled>
  );
}

/** Rows of the record itself are evidence of nothing. */
const ofTheRecord: readonly RegisterName[] = ["source", "signoff", "publication", "judgement"];

/** The open rows whose dates touch this year. */
function openRowsOf({ all }: RecordBook, year: string): readonly Statement[] {
  return all.filter((statement) => {
    if (statement.sealed || statement.leaf === null || ofTheRecord.includes(statement.register)) return false;
    const fields = Object.entries(registerOf(statement.register).fields);
    const dates = fields.flatMap(([name, { shape }]) => {
      const date = valuesOf(statement)[name];
      return (shape.type === "date" || shape.type === "since") && typeof date === "string" ? [rangeOf(date)] : [];
    });
    return dates.some(({ first, last }) => first.slice(0, 4) <= year && last.slice(0, 4) >= year);
  });
}
