// What a cell may spell besides the record's own spelling, and what is proposed where it spells nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { row } from "../../../test/support/record-notes.ts";
import { wordOfCode } from "../../words/code-words.ts";
import { readWords } from "../../words/read-words.ts";
import { readRows, type TableReading } from "./row-table.ts";

const languages = await Promise.all((["en", "ru", "tg", "uz", "fa"] as const).map((tag) => readWords(tag, ["codes"])));
const words = languages.map((each) => (field: string, code: string) => wordOfCode(each, field, code));
const [english, russian] = words as [(typeof words)[number], (typeof words)[number]];
const columns = ["key", "source", "on", "topic", "profession", "participants"];
const trainings = (cells: Readonly<Record<string, string>>, reading: TableReading = { words }) =>
  readRows(
    "training",
    [
      columns,
      columns.map(
        (name) =>
          ({ key: "a", source: "own", on: "2026", topic: "law", profession: "judge", participants: "3", ...cells })[
            name
          ] ?? "",
      ),
    ],
    reading,
  );
const read = (column: string, cell: string, reading?: TableReading) => {
  const { rows, flaws } = trainings({ [column]: cell }, reading);
  const [first] = rows;
  const values: Readonly<Record<string, unknown>> = first !== undefined && "values" in first ? { ...first.values } : {};
  return flaws.length > 0 ? `${flaws[0]?.cell} ${flaws[0]?.code} ${flaws[0]?.proposal}`.trim() : values[column];
};

test("[RC11] a date may be written with dots, day first; what could be another day is only proposed", () => {
  for (const [cell, date] of [
    ["15.04.2026", "2026-04-15"],
    ["5.4.2026", "2026-04-05"],
    ["04.2026", "2026-04"],
    ["۱۵.۰۴.۲۰۲۶", "2026-04-15"],
    ["2026-04", "2026-04"],
    ["31.02.2026", "C2 not-allowed"],
    ["15/04/2026", "C2 not-allowed 2026-04-15"],
    ["03/04/2026", "C2 not-allowed"],
    ["2026/04/15", "C2 not-allowed 2026-04-15"],
    ["2026-4-5", "C2 not-allowed 2026-04-05"],
    ["15.04.26", "C2 not-allowed"],
    ["spring", "C2 not-allowed"],
  ] as const)
    assert.equal(read("on", cell), date, cell);
});

test("[RC11] [RC7c] what had come by a date is two dots before any of its spellings, and a language may be called by its name in itself", () => {
  const cell = (column: string, value: string) => {
    const row: Record<string, string> = {
      key: "a",
      source: "own",
      act: "Example code",
      subject: "trafficking",
      stage: "adopted",
    };
    row[column] = value;
    if (column === "language") row["words"] = "Example words";
    const { rows, flaws } = readRows("law", [Object.keys(row), Object.values(row)]);
    const [first] = rows;
    if (first === undefined || !("values" in first)) return `${flaws[0]?.code} ${flaws[0]?.proposal}`.trim();
    return (first.values as Readonly<Record<string, unknown>>)[column];
  };
  for (const [written, meant] of [
    ["..2003", "..2003"],
    ["..15.04.2003", "..2003-04-15"],
    ["2003", "2003"],
    [".. 2003/04/15", "not-allowed ..2003-04-15"],
    ["before 2003", "not-allowed"],
  ] as const)
    assert.equal(cell("on", written), meant, written);
  for (const [written, meant] of [
    ["RU", "ru"],
    ["Тоҷикӣ", "tg"],
    ["UZ-latn", "uz-Latn"],
    ["Example", "not-allowed"],
  ] as const)
    assert.equal(cell("language", written), meant, written);
});

test("[RC11] a code may be in capitals or be called by its word in any of the languages; what is near is only proposed", () => {
  for (const cell of ["police", "Police", " POLICE ", english("profession", "police"), russian("profession", "police")])
    assert.equal(read("profession", cell), "police", cell);
  assert.equal(read("topic", "victim care"), "victim-care");
  assert.equal(read("topic", "Victim_Care"), "victim-care");
  for (const word of words) assert.equal(read("profession", word("profession", "judge").toUpperCase()), "judge");
  assert.equal(read("profession", "polise"), "E2 not-allowed police");
  assert.equal(read("profession", "example"), "E2 not-allowed");
  assert.equal(
    read("profession", english("profession", "police"), {}),
    "E2 not-allowed",
    "without words only the code",
  );
});

test("[RC11] a word that means two codes of a field means none", () => {
  const cell = english("profession", "prosecutor");
  const other = (field: string, code: string) => (code === "judge" ? cell : english(field, code));
  assert.equal(read("profession", cell, { words: [english] }), "prosecutor");
  assert.match(String(read("profession", cell, { words: [english, other] })), /^E2 not-allowed/);
});

test("[RC11] several codes, countries and truths are read alike", () => {
  const routes = (persons: string, countries: string) =>
    readRows(
      "route",
      [
        ["key", "source", "role", "persons", "forms", "countries", "from"],
        ["a", "own", "Source", persons, "Labour", countries, "01.2003"],
      ],
      { words },
    );
  assert.deepEqual(routes("Men; WOMEN", "tj; Россия;Qatar").rows, [
    row("route", "a", "own", {
      role: "source",
      persons: ["men", "women"],
      forms: ["labour"],
      countries: ["TJ", "RU", "QA"],
      from: "2003-01",
    }),
  ]);
  assert.equal(routes("men,women", "TJ").flaws[0]?.proposal, "men;women");
  const law = (confiscation: string) =>
    readRows("law", [
      ["key", "source", "act", "subject", "stage", "on", "confiscation"],
      ["a", "own", "Code", "other", "adopted", "2003", confiscation],
    ]).rows[0];
  for (const [cell, said] of [
    ["Yes", true],
    ["TRUE", true],
    ["Да", true],
    ["НЕТ", false],
    ["Yoʻq", false],
    ["false", false],
  ] as const)
    assert.deepEqual(
      law(cell),
      row("law", "a", "own", { act: "Code", subject: "other", stage: "adopted", on: "2003", confiscation: said }),
    );
});

test("[RC6] a number is its digits; what parts them is only proposed away, and not reported may be said in words", () => {
  assert.equal(read("participants", "1 000"), "F2 not-allowed 1000");
  assert.equal(read("participants", "1,000,000"), "F2 not-allowed 1000000");
  assert.equal(read("participants", "14.0"), "F2 not-allowed 14");
  assert.equal(read("participants", "1.5"), "F2 not-allowed");
  assert.equal(read("participants", "٣"), "F2 not-allowed 3");
  assert.equal(read("participants", "Not reported"), "not-reported");
  assert.equal(read("participants", "Не сообщается"), "not-reported");
});

test("[RC11] an answer is one of its topic, also where another topic has the same word", () => {
  const found = (topic: string, answer: string) =>
    readRows(
      "finding",
      [
        ["key", "source", "topic", "answer", "from"],
        ["a", "own", topic, answer, "2003"],
      ],
      { words },
    );
  const values = found("National plan", english("answer", "none")).rows[0];
  assert.ok(values !== undefined && "values" in values);
  assert.deepEqual({ ...values.values }, { topic: "national-plan", answer: "none", from: "2003" });
  assert.equal(found("corruption", "effective").flaws[0]?.code, "answer-of-other-topic");
});

test("[RC2] each flaw names its cell as spreadsheets do, and a column that is near is proposed", () => {
  const table = [
    [...columns.slice(0, 4), "Profesion", "participants", ...Array.from({ length: 22 }, () => "session")],
    ["b c", "own", "2026", "law", "judge", "3"],
  ];
  const [column, second] = readRows("training", table).flaws;
  assert.deepEqual([column?.cell, column?.code, column?.proposal], ["E1", "unknown-column", "profession"]);
  assert.equal(second?.code, "repeated-column");
  assert.equal(readRows("training", table).flaws.find(({ cell }) => cell === "AB1")?.code, "repeated-column");
  const { flaws } = trainings({ key: "b c" });
  assert.deepEqual([flaws[0]?.cell, flaws[0]?.proposal], ["A2", "b-c"]);
});

test("[RC10] without whoever makes keys an empty one is a flaw; with one it is made from the row as it is understood", () => {
  assert.equal(trainings({ key: "" }).flaws[0]?.code, "missing");
  const keyFor: NonNullable<TableReading["keyFor"]> = ({ source, values }) =>
    `made-${source}-${Object.values(values).join("-")}`;
  const made = (cells: Readonly<Record<string, string>>) => trainings({ key: "", ...cells }, { words, keyFor });
  assert.equal(made({}).rows[0]?.key, "made-own-2026-law-judge-3");
  assert.equal(made({ profession: "JUDGE", on: "2026" }).rows[0]?.key, made({}).rows[0]?.key);
  assert.equal(made({}).keysMade, 1);
  assert.equal(trainings({}, { keyFor }).keysMade, 0);
  const twice = readRows(
    "training",
    [columns.slice(1), ["own", "2026", "law", "judge", "3"], ["own", "2026", "Law", "judge", "3"]],
    { keyFor },
  );
  assert.deepEqual(
    twice.flaws.map(({ row: at, code }) => `${at} ${code}`),
    ["3 key-repeated"],
  );
  assert.match(twice.flaws[0]?.detail ?? "", /^row 2 says the same/);
});

test("[RC11] a cell that holds a whole book, or a long row of hyphens, is refused at once", () => {
  const began = process.cpuUsage();
  assert.equal(read("topic", "x".repeat(2_000_000)), "D2 not-allowed");
  assert.equal(read("key", `a${"-".repeat(50_000)}b`), "A2 not-allowed a");
  // What this process itself reckoned for, since others may hold it up.
  assert.ok(process.cpuUsage(began).user < 2_000_000, "it took too long");
});
