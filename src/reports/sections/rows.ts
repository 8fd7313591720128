// The open rows of the year, register by register: what each says, field by field, who says it, and where it lies. Nothing is said of a row but what it says.
import { type RegisterName, registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { ReportRow } from "../data/report-rows.ts";
import type { Block } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { joined, run } from "../say.ts";
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
function saidBy(report: Report, { register, values }: ReportRow): Inlines {
  const { text } = report;
  const given = values as Readonly<Record<string, unknown>>;
  const said = Object.keys(registerOf(register).fields).flatMap((field) => {
    const value = given[field];
    if (value === undefined) return [];
    const shown = shownValue(report, register, field, value);
    return shown.length === 0 ? [] : [run([text.field(field), text.listColon, shown])];
  });
  return joined(said, text.semicolon);
}

function shownValue(report: Report, register: RegisterName, field: string, value: unknown): Inlines {
  const { text } = report;
  const each = [value].flat().map(String);
  const shape = registerOf(register).fields[field]?.shape;
  switch (shape?.type) {
    case "code":
    case "codes":
      return run([text.list(each.map((one) => text.code(register, field, one)))]);
    case "country":
    case "countries":
      return run([text.list(each.map(text.country))]);
    case "date":
    case "since":
      return run([text.date(String(value))]);
    case "yes-no":
      return run([text.t(value === true ? "value.yes" : "value.no")]);
    case "whole":
    case "count":
      return run([typeof value === "number" ? numberIn(report, field, value) : text.t("report.lack.not-reported")]);
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
    case "currency":
      return run(each);
    default:
      // Versions, tokens and hashes are for programs.
      return [];
  }
}

function numberIn({ text }: Report, field: string, value: number): string {
  return field.endsWith("_months") ? text.span(value) : text.number(value);
}
