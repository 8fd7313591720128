// The plots of the record's first page: docs/spec/record.md, RC21.
import assert from "node:assert/strict";
import { test } from "node:test";
import { logged } from "../../test/support/record-read.ts";
import { figure, sourceStated } from "../../test/support/statements.ts";
import type { Statement } from "../record/statement.ts";
import { readWords } from "../words/read-words.ts";
import { markupOf } from "./print/elements.ts";
import { plotSvg } from "./print/svg.ts";
import { yearPlots } from "./record-years.ts";

const words = await readWords("en", ["codes"]);
const plots = (rows: readonly Statement[], thisYear = 2030) => yearPlots(rows, thisYear, words, (fact) => `of ${fact}`);
const convictions = (year: number, value: number | "not-reported", source = "sample-report") =>
  figure(source, "convictions", String(year), value, { unit: "persons" });

test("[RC21] a fact with numbers of two years is drawn, one fact to a plot; a year without one is a gap, and one to come is none", () => {
  const rows = logged([
    sourceStated("sample-report", "report"),
    ...[2020, 2021, 2023].map((year) => convictions(year, year - 2000)),
    convictions(2022, "not-reported"),
    convictions(2031, 99),
    figure("sample-report", "victims-identified", "2023", 7, { unit: "persons" }),
  ]);
  const [plot, ...more] = plots(rows);
  assert.equal(more.length, 0, "victims have a number of one year alone");
  assert.equal(plot?.description, "2020: 20, 2021: 21, 2023: 23");
  assert.deepEqual(
    plot?.columns.map(({ short }, i) => [short, plot.rows[0]?.marks[i]?.value]),
    [
      ["2023", 23],
      ["2022", null],
      ["2021", 21],
      ["2020", 20],
    ],
  );
  const drawn = markupOf(plotSvg(plot ?? assert.fail()));
  assert.equal(drawn.match(/<rect[^>]*class="plot-(now|before)"/g)?.length, 3, "2022 has no bar");
  assert.match(drawn, /viewBox="0 0 340 112"/);
  assert.deepEqual(plots([]), []);
});

test("[RC21] a year of another series bears a mark, and no more than ten years are drawn", () => {
  const sources = [sourceStated("a", "report"), sourceStated("b", "official-statistics")];
  const rows = logged([...sources, convictions(2028, 4, "a"), convictions(2029, 9, "b")]);
  const [plot] = plots(rows);
  assert.deepEqual(
    plot?.rows[0]?.marks.map(({ text }) => text),
    ["9", "4\u00a0†"],
  );
  const [contradicted] = plots(
    logged([
      ...sources,
      convictions(2028, 4, "b"),
      ...["a", "b"].map((source) => convictions(2029, source === "a" ? 9 : 7, source)),
    ]),
  );
  assert.deepEqual(
    contradicted?.rows[0]?.marks.map(({ text }) => text),
    ["7\u00a0‡", "4"],
    "official statistics count first, and that a report says otherwise is seen",
  );
  const many = logged([
    sources[0] as Statement,
    ...Array.from({ length: 30 }, (_, i) => convictions(2000 + i, i, "a")),
  ]);
  const [drawn] = plots(many);
  assert.deepEqual(
    [drawn?.columns.length, drawn?.columns[0]?.short, drawn?.columns.at(-1)?.short],
    [10, "2029", "2020"],
  );
  assert.ok(drawn?.rows[0]?.marks.every(({ text }) => !text.includes("†")));
});
