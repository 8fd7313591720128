// Every pair of a figure and a unit, on its way from a table to the report.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { figure, sourceStated } from "../../test/support/statements.ts";
import { factOfFigure, figureKeys, figureUnitCodes, unitsOf } from "../core/registers/register-table.ts";
import { readRows } from "../record/table/row-table.ts";

test("[RC11] [AS6] each pair of a figure and a unit is refused with the units that it has, or stands in the report with its number", () => {
  let refused = 0;
  for (const fact of figureKeys)
    for (const unit of figureUnitCodes) {
      const currency = unit === "amount" ? "TJS" : "";
      const { rows, flaws } = readRows("figure", [
        ["key", "source", "fact", "from", "value", "unit", "currency"],
        ["a", "account", fact, "2003", "132", unit, currency],
      ]);
      if (rows.length === 0) {
        refused++;
        assert.deepEqual(
          flaws.map(({ code, cell, detail }) => [code, cell, detail]),
          [["unit-of-no-fact", "F2", unitsOf(fact).join(" | ")]],
          `${fact} ${unit}`,
        );
        continue;
      }
      assert.notEqual(factOfFigure(fact, unit), null, `${fact} ${unit}`);
      const more = currency === "" ? { unit } : { unit, currency: "TJS" as const };
      const words = reportWords(
        reportDataOf([sourceStated("account", "report", "2004-06"), figure("account", fact, "2003", 132, more)]),
      );
      // Terms of prison are months, and stand as years.
      const number = unit === "months" ? /\b11 years\b/ : /(^|[^\d])132([^\d]|$)/;
      assert.match(words, number, `${fact} ${unit}`);
    }
  assert.equal(refused, figureKeys.length * figureUnitCodes.length - figureKeys.flatMap(unitsOf).length);
});
