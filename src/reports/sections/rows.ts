// The open rows of the year and those on which something rests, register by register: what each says, field by field, who says it, where it lies, and who vouches
// for it. Nothing is said of a row but what it says.
import { registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { ReportRow } from "../data/report-rows.ts";
import { type Block, recordAnchor } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { joined, run } from "../say.ts";
import type { FieldValues } from "../text/value-words.ts";
import { articleName, organisationName, type Report, sourceLink } from "./report.ts";

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
          { title: text.t("report.records.record") },
          { title: text.t("column.leaf"), numeric: true },
          { title: text.t("column.entered-by") },
          { title: text.t("report.counted.signed-off") },
        ],
        rows: ofRegister.map((row) => ({
          id: recordAnchor(row.ref.note, row.ref.row),
          cells: [
            saidBy(report, row),
            [sourceLink(report, row.source)],
            [{ kind: "code", text: `${row.ref.note.slice(0, 16)}:${row.ref.row}` }],
            run([row.leaf === null ? text.t("report.records.not-logged") : text.number(row.leaf)]),
            run([organisationName(report, row.organisation)]),
            run([vouchersOf(report, row)]),
          ],
        })),
      },
    ];
  });
}

/** The offices that vouch for a row; a judgement is signed by its own. */
function vouchersOf(report: Report, { register, signedOff }: ReportRow): string {
  const { text } = report;
  if (signedOff.length === 0) return text.t(register === "judgement" ? "report.records.own-signature" : "value.no");
  return text.semicolons(
    signedOff.map(({ office, organisation }) => office + text.comma + organisationName(report, organisation)),
  );
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
