// The lines in which the data of a report list its records: there and back again, and what is no such list.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { maxRecords, recordLines, recordsOfLines } from "./record-lines.ts";
import { byNoteAndRow, type RecordUsed, refId } from "./record-places.ts";

const record: fc.Arbitrary<RecordUsed> = fc.record(
  {
    note: fc.constantFrom("aa".repeat(32), "bb".repeat(32), "cc".repeat(32)),
    row: fc.nat(99),
    leaf: fc.option(fc.nat(3)),
    register: fc.constantFrom(null, "example", "net"),
    sealed: fc.boolean(),
    organisation: fc.constant("record-office"),
    source: fc.constantFrom(null, "own"),
    signedOff: fc.constant([]),
  },
  { noNullPrototype: true },
);
const records = fc
  .uniqueArray(record, { selector: refId, maxLength: 80 })
  .map((list): readonly RecordUsed[] => list.sort(byNoteAndRow));

const line = {
  leaf: 1,
  note: "aa".repeat(32),
  organisation: "record-office",
  register: "example",
  rows: [[0, 99]],
  sealed: true,
  signedOff: [],
  source: null,
};

test("[RP1] the records of a report come back from their lines, each with all its fields, in order", () => {
  fc.assert(fc.property(records, (list) => assert.deepEqual(recordsOfLines(recordLines(list)), list)));
});

test("[RP1] rows of one note that agree are one line, however many they are", () => {
  const shown = {
    leaf: 1,
    register: "example",
    sealed: true,
    organisation: "record-office",
    source: "own",
    signedOff: [],
  };
  const list = Array.from({ length: 300 }, (_, i): RecordUsed => {
    const note = String(Math.floor(i / 100)).repeat(64);
    return { ...shown, note, row: i % 100, source: i === 150 ? "net" : "own" };
  });
  assert.deepEqual(
    recordLines(list).map(({ source, rows }) => [source, rows]),
    [
      ["own", [[0, 99]]],
      [
        "own",
        [
          [0, 49],
          [51, 99],
        ],
      ],
      ["net", [[50, 50]]],
      ["own", [[0, 99]]],
    ],
  );
});

test("[RP1] [RP17] other things than lines, a row in two of them, and more records than a report may name are refused", () => {
  const wrong: readonly unknown[] = [
    null,
    {},
    "records",
    [null],
    [{ ...line, rows: undefined }],
    [{ ...line, note: [1, 2] }],
    [{ ...line, organisation: "x".repeat(401) }],
    [{ ...line, more: 1 }],
    [{ ...line, signedOff: Array(101).fill({ organisation: "net-office", office: "assessors" }) }],
    [{ ...line, rows: [] }],
    [{ ...line, rows: [[0]] }],
    [{ ...line, rows: [[0, 100]] }],
    [{ ...line, rows: [[-1, 5]] }],
    [{ ...line, rows: [[0.5, 5]] }],
    [
      {
        ...line,
        rows: [
          [0, 5],
          [5, 6],
        ],
      },
    ],
    [line, { ...line, leaf: 2, rows: [[7, 7]] }],
  ];
  for (const lines of wrong) assert.throws(() => recordsOfLines(lines), RangeError, JSON.stringify(lines));
  const notes = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...line, note: String(i).padStart(64, "0") }));
  assert.equal(recordsOfLines(notes(100)).length, 10_000);
  assert.throws(() => recordsOfLines(notes(maxRecords / 100 + 1)), RangeError);
});
