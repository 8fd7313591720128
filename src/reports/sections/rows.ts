// The open rows of the year, register by register: what each says, field by field, who says it, and where it lies. Nothing is said of a row but what it says.
import { registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { ReportRow } from "../data/report-rows.ts";
import type { Block } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { joined, run } from "../say.ts";
import type { FieldValues } from "../text/value-words.ts";
import { articleName, type Report, recordLinks, sourceLink } from "./report.ts";

export function rows(report: Report): readonly Block[] {
  const { data, text } = report;
  const byRegister = Map.groupBy(data.rows, ({ register }) => register);
  return registerNames.flatMap((register): readonly Block[] => {
    const ofRegister = byRegister.get(register) ?? [];
    if (ofRegister.length === 0) return [];
    return [
      {
        kind: "table",
        dense: true,
        caption: text.section(register),
        columns: [
          { title: text.t("report.contradictions.says") },
          { title: text.t("column.source") },
          { title: text.t("report.sections.records") },
        ],
        rows: ofRegister.map((row) => ({
          cells: [saidBy(report, row), sourceLink(report, row.source), recordLinks(report, [row.ref])],
        })),
      },
    ];
  });
}

/** What a row says, field by field in the order of its register. */
function saidBy(report: Report, row: ReportRow): Inlines {
  const { text } = report;
  const { register, values } = row;
  const given = values as FieldValues;
  const said = Object.keys(registerOf(register).fields).flatMap((field) => {
    const value = given[field];
    if (value === undefined) return [];
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
      return joined(
        each.map((one): Inlines => [{ kind: "quoted", text: one } satisfies Inline]),
        text.comma,
      );
    case "key":
    case "keys":
      return run([text.list(each.map((one) => articleName(report, one)))]);
    case "versions":
    case "tokens":
    case "uuid":
    case "hash":
      // For programs.
      return [];
    default:
      return run([text.value(register, field, value, values as FieldValues)]);
  }
}
