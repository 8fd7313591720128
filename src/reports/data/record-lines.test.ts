// The lines in which the data of a report list its records: there and back again, and what is no such list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/tries.ts";
import { refId } from "../../record/statement.ts";
import { recordLines } from "./record-lines.ts";
import { byNoteAndRow, type RecordUsed } from "./record-places.ts";

const record: fc.Arbitrary<RecordUsed> = fc.record(
  {
    note: fc.constantFrom("aa".repeat(32), "bb".repeat(32), "cc".repeat(32)),
    row: fc.nat(99),
    leaf: fc.option(fc.nat(3)),
    register: fc.constantFrom(null, "example", "net"),
    organisation: fc.constant("record-office"),
    source: fc.constantFrom(null, "own"),
    signedOff: fc.constant([]),
  },
  { noNullPrototype: true },
);
const records = fc
  .uniqueArray(record, { selector: refId, maxLength: 80 })
  .map((list): readonly RecordUsed[] => list.sort(byNoteAndRow));

test("[RP1] the lines of a report hold each record once, with all its fields, in order", () => {
  const recordsOf = (lines: ReturnType<typeof recordLines>) =>
    lines
      .flatMap(({ rows, ...rest }) =>
        rows.flatMap(([from = 0, to = 0]) =>
          Array.from({ length: to - from + 1 }, (_, i): RecordUsed => ({ ...rest, row: from + i })),
        ),
      )
      .sort(byNoteAndRow);
  fc.assert(fc.property(records, (list) => assert.deepEqual(recordsOf(recordLines(list)), list)));
});

test("[RP1] rows of one note that agree are one line, however many they are", () => {
  const shown = {
    leaf: 1,
    register: "example",
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
