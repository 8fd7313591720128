// The open rows of the year and those on which something rests, register by register: what each says, field by field, who says it, where it lies, and who vouches
// for it. Nothing is said of a row but what it says.
import { registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { ReportRow } from "../data/report-data.ts";
import { table } from "../print/document.ts";
import type { Element } from "../print/elements.ts";
import { code, type Inlines, joined, quoted, run } from "../print/say.ts";
import { type FieldValues, isSaidOfMoney } from "../text/value-words.ts";
import { organisationWord, type Report, recordAnchor, sourceLink } from "./report.ts";

export function rows(report: Report): readonly Element[] {
  const { data, text } = report;
  const byRegister = Map.groupBy(data.rows, ({ register }) => register);
  return registerNames.flatMap((register): readonly Element[] => {
    const ofRegister = byRegister.get(register) ?? [];
    if (ofRegister.length === 0) return [];
    return [
      table({
        dense: true,
        caption: text.section(register),
        columns: [
          text.t("report.contradictions.says"),
          text.t("column.source"),
          text.t("report.records.record"),
          { numeric: text.t("column.leaf") },
          text.t("column.entered-by"),
          text.t("report.counted.signed-off"),
        ],
        rows: ofRegister.map((row) => ({
          id: recordAnchor(row.ref),
          cells: [
            saidBy(report, row),
            sourceLink(report, row.source),
            code(`${row.ref.note.slice(0, 16)}:${row.ref.row}`),
            row.leaf === null ? text.t("report.records.not-logged") : text.number(row.leaf),
            organisationWord(report, row.organisation),
            vouchersOf(report, row),
          ],
        })),
      }),
    ];
  });
}

/** The offices that vouch for a row. */
function vouchersOf(report: Report, { signedOff }: ReportRow): string {
  const { text } = report;
  if (signedOff.length === 0) return text.t("value.no");
  return text.semicolons(
    signedOff.map(({ office, organisation }) => office + text.comma + organisationWord(report, organisation)),
  );
}

/** What a row says, field by field in the order of its register. */
function saidBy(report: Report, row: ReportRow): Inlines {
  const { text } = report;
  const { register, values } = row;
  const given = values as FieldValues;
  const said = Object.keys(registerOf(register).fields).flatMap((field) => {
    const value = given[field];
    if (value === undefined || isSaidOfMoney(register, field, given)) return [];
    const shown = shownValue(report, row, field, value);
    return shown.length === 0 ? [] : [run([text.field(field), text.listColon, shown])];
  });
  return joined(said, text.semicolon);
}

function shownValue(report: Report, { register, values }: ReportRow, field: string, value: unknown): Inlines {
  const { text } = report;
  const each = [value].flat().map(String);
  switch (registerOf(register).fields[field]?.shape.type) {
    case "line":
    case "lines":
    case "text":
      return joined(each.map(quoted), text.comma);
    case "key":
    case "keys":
      return [text.list(each.map(report.articleOf))];
    case "versions":
    case "tokens":
    case "uuid":
    case "hash":
      // For programs.
      return [];
    default:
      return [text.value(register, field, value, values as FieldValues)];
  }
}
