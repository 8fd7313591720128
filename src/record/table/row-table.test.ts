// Rows from and to tables, with every flaw listed, and the notes into which an import is cut (RC1, RC2, RC6, RC7).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, momentOf } from "../../../test/support/country.ts";
import { fullRow, importId, row } from "../../../test/support/record-notes.ts";
import type { PublicContent } from "../../core/directory-note.ts";
import type { EntryContent } from "../../core/entry.ts";
import { registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import { maxParts, maxRows, recordBatch } from "../../core/registers/row-schema.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { signPublicNote } from "../../note/directory-note.ts";
import { signEntry } from "../../note/entry-note.ts";
import { batchesOf } from "../row-batches.ts";
import { readRows, writeRows } from "./row-table.ts";

const header = ["key", "source", "act", "subject", "stage", "on"];
const good = ["a", "own", "Code of Example", "trafficking", "adopted", "2003-08-01"];
const codes = (table: readonly (readonly string[])[], register: "law" | "finding" | "route" | "training" = "law") =>
  readRows(register, table).flaws.map(({ row: at, column, code }) => `${at} ${column} ${code}`);

test("[RC1] a table gives rows: columns in any order, empty cells left out, rows without text passed over", () => {
  const { rows, flaws } = readRows("law", [
    ["on", " source", "key", "act", "stage", "subject", "confiscation", "minimum_months", "text"],
    ["2003-08", "own", "a", " Code of Example ", "adopted", "trafficking", "yes", "96", ""],
    ["", " ", "", "", "", "", "", "", ""],
    ["2004", "press-1", "a", "Code; of Example", "drafted", "other", "no", "0", "Line one\nline two"],
    ["2005", "own", "b", "Code of Trade", "drafted", "other"],
  ]);
  assert.deepEqual(flaws, []);
  assert.deepEqual(rows, [
    row("law", "a", "own", {
      on: "2003-08",
      act: "Code of Example",
      stage: "adopted",
      subject: "trafficking",
      confiscation: true,
      minimum_months: 96,
    }),
    row("law", "a", "press-1", {
      on: "2004",
      act: "Code; of Example",
      stage: "drafted",
      subject: "other",
      confiscation: false,
      minimum_months: 0,
      text: "Line one\nline two",
    }),
    row("law", "b", "own", { on: "2005", act: "Code of Trade", stage: "drafted", subject: "other" }),
  ]);
});

test("[RC6] not-reported is read as the word that it is; an empty cell is never zero", () => {
  const columns = ["key", "source", "on", "topic", "profession", "participants"];
  const table = (count: string) => [columns, ["a", "own", "2003", "law", "judge", count]];
  assert.deepEqual(readRows("training", table("not-reported")).rows, [
    row("training", "a", "own", { on: "2003", topic: "law", profession: "judge", participants: "not-reported" }),
  ]);
  assert.deepEqual(codes(table(""), "training"), ["2 participants missing"]);
  for (const count of [
    "-1",
    "1.5",
    "01",
    "1 000",
    "1,000",
    "1e3",
    "+5",
    "NaN",
    "none reported",
    "٣",
    "9".repeat(14),
    "1".repeat(40),
  ]) {
    assert.deepEqual(codes(table(count), "training"), ["2 participants not-allowed"], count);
  }
});

test("[RC1] several values in one cell are parted by semicolons", () => {
  const columns = ["key", "source", "role", "persons", "forms", "countries", "from"];
  const table = (persons: string, countries: string) => [
    columns,
    ["a", "own", "source", persons, "labour", countries, "2003"],
  ];
  const { rows } = readRows("route", table("men; women ;children", "XA;ZZ"));
  assert.deepEqual(rows, [
    row("route", "a", "own", {
      role: "source",
      persons: ["men", "women", "children"],
      forms: ["labour"],
      countries: ["XA", "ZZ"],
      from: "2003",
    }),
  ]);
  for (const wrong of ["men;", "men;;women", ";", "men,women", "men;men", "man"]) {
    assert.deepEqual(codes(table(wrong, "XA"), "route"), ["2 persons not-allowed"], wrong);
  }
});

test("[RC2] all flaws of a file are listed, with the row as in the file, the column and what is allowed", () => {
  const { rows, flaws } = readRows("law", [
    [...header, "until", "minimum_months"],
    ["", "own", "", "treason", "adopted", "2003-02-30", "", "many"],
    [...good, "2002", ""],
    [],
    ["b c", "", ...good.slice(2), "", "", "stray"],
    ["c", "own", ...good.slice(2), "", "5"],
    ["c", "own", ...good.slice(2), "", "6"],
  ]);
  assert.deepEqual(
    flaws.map(({ row: at, column, code }) => `${at} ${column} ${code}`),
    [
      "2 key missing",
      "2 act missing",
      "2 subject not-allowed",
      "2 on not-allowed",
      "2 minimum_months not-allowed",
      "3 until until-before-from",
      "5  too-many-cells",
      "5 key not-allowed",
      "5 source missing",
      "7 key key-repeated",
    ],
  );
  assert.deepEqual(
    rows.map(({ key }) => key),
    ["c"],
  );
  for (const field of ["subject", "on", "act"])
    assert.deepEqual(flaws.find((flaw) => flaw.column === field)?.shape, registerOf("law").fields[field]?.shape, field);
});

test("[RC2] a header without a needed column gives no rows at all; an unknown or repeated one is passed over", () => {
  const wrong = ["key", "key", "source", "Act", "subject", "subject", "on", ""];
  const { rows, flaws } = readRows("law", [wrong, good]);
  assert.deepEqual(rows, []);
  assert.deepEqual(
    flaws.map(({ row: at, column, code }) => `${at} ${column} ${code}`),
    [
      "1 key repeated-column",
      "1 Act unknown-column",
      "1 subject repeated-column",
      "1  unknown-column",
      "1 act missing-column",
      "1 stage missing-column",
    ],
  );
  assert.equal(codes([]).includes("1 key missing-column"), true);
  assert.deepEqual(
    codes([
      ["toString", ...header],
      ["", ...good],
    ]),
    ["1 toString unknown-column"],
  );
});

test("[RC1] rules between fields are flaws of the table", () => {
  const columns = ["key", "source", "topic", "answer", "from"];
  assert.deepEqual(codes([columns, ["a", "own", "corruption", "yes", "2003"]], "finding"), [
    "2 answer answer-of-other-topic",
  ]);
  assert.deepEqual(codes([columns, ["a", "own", "corruption", "rare", "2003"]], "finding"), []);
});

test("[RC3] a row with a reason in the column withdrawn takes its statement back and has nothing else", () => {
  const columns = [...header, "withdrawn"];
  assert.deepEqual(
    readRows("law", [columns, ["a", "own", "", "", "", "", "Typed twice"], [...good.with(0, "b"), ""]]),
    {
      rows: [
        { key: "a", source: "own", withdrawn: true, reason: "Typed twice" },
        row("law", "b", "own", { act: "Code of Example", subject: "trafficking", stage: "adopted", on: "2003-08-01" }),
      ],
      flaws: [],
      keysMade: 0,
    },
  );
  assert.deepEqual(codes([columns, ["a", "own", "", "", "", "2003", "Typed twice"]]), ["2 on withdrawn-with-values"]);
  assert.deepEqual(codes([columns, ["a", "own", "", "", "", "", "a\nb"]]), ["2 withdrawn not-allowed"]);
});

test("[RC1] rows of every register are written to a table that reads back as the same rows", () => {
  for (const register of registerNames) {
    const full = fullRow(register);
    const fields = Object.entries(registerOf(register).fields);
    const values = "values" in full ? (full.values as { readonly [name: string]: unknown }) : {};
    const bare = Object.fromEntries(fields.flatMap(([name, { required }]) => (required ? [[name, values[name]]] : [])));
    const gone: Row = { key: "gone", source: "press-1", withdrawn: true, reason: "Typed twice; once was enough" };
    const rows = [
      full,
      {
        key: "bare",
        source: "own",
        // What the rules between fields ask for besides.
        values: {
          ...bare,
          ...(register === "request" ? { answer: "granted", answered: "2003-09" } : {}),
          ...(register === "judgement" ? { question: "special-case" } : {}),
          ...(register === "agreement" ? { partner: "League of Lid Keepers" } : {}),
        },
      } as unknown as Row,
      gone,
    ];
    for (const some of [rows, rows.slice(0, 2), []]) {
      assert.deepEqual(readRows(register, writeRows(register, some)), { rows: some, flaws: [], keysMade: 0 }, register);
    }
  }
});

const long = (n: number, letters: string) =>
  row("law", `row-${n}`, "own", {
    act: "Code",
    subject: "other",
    stage: "adopted",
    on: "2003",
    text: letters.repeat(1000),
  });

test("[RC2] an import is cut into parts of one to a hundred rows, in order, each of which fits a note", () => {
  for (const [count, letters] of [
    [1, "a"],
    [100, "a"],
    [101, "a"],
    [250, "ҷ"],
    [40, "\u0e01"],
    [200, '"'],
  ] as const) {
    const rows = Array.from({ length: count }, (_, i) => long(i, letters));
    const parts = batchesOf("law", rows, importId(5)) ?? [];
    assert.deepEqual(
      parts.flatMap((part): readonly Row[] => part.rows),
      rows,
    );
    for (const [i, part] of parts.entries()) {
      assert.equal(recordBatch(part), true);
      assert.deepEqual([part.part, part.of, part.import, part.register], [i + 1, parts.length, importId(5), "law"]);
      assert.ok(encodeUtf8(JSON.stringify(part)).length <= 29_000);
      // Greedy: the next row would not have fitted.
      const next = parts[i + 1]?.rows[0];
      if (next !== undefined && part.rows.length < maxRows) {
        assert.ok(encodeUtf8(JSON.stringify([...part.rows, next])).length > 28_800);
      }
    }
  }
  const short = Array.from({ length: 101 }, (_, i) => fullRow("agreement", `row-${i}`));
  assert.deepEqual(
    batchesOf("agreement", short, importId(5))?.map((part) => part.rows.length),
    [100, 1],
  );
});

test("[RC2] an import has at most 400 parts and at least one row", () => {
  const rows = (n: number) => Array.from({ length: n }, (_, i) => fullRow("agreement", `row-${i}`));
  assert.equal(batchesOf("agreement", rows(maxParts * maxRows), importId(5))?.length, maxParts);
  assert.equal(batchesOf("agreement", rows(maxParts * maxRows + 1), importId(5)), null);
  assert.equal(batchesOf("agreement", [], importId(5)), null);
});

test("[LG4] the largest parts fit a public note of 32 KiB, and a sealed entry", () => {
  const country = new Country();
  const { signer } = country.deviceOf("prosecutor");
  const head = { salt: "0".repeat(32), at: momentOf(country.seconds) };
  const [open] =
    batchesOf(
      "law",
      Array.from({ length: 60 }, (_, i) => long(i, "\u0e01")),
      importId(5),
    ) ?? [];
  assert.ok(open);
  const note = signPublicNote(
    country.founding.origin,
    { kind: "record", ...head, body: open } as PublicContent,
    signer,
  );
  assert.ok(encodeUtf8(note).length <= 30_000);
  const tokens = Array.from({ length: 60 }, (_, i) => i.toString(16).padStart(32, "0"));
  const event = (n: number) =>
    row("proceeding", `row-${n}`, "own", { case: "case-1", event: "suspect", on: "2003", victims: tokens });
  const [sealed] =
    batchesOf(
      "proceeding",
      Array.from({ length: 60 }, (_, i) => event(i)),
      importId(5),
    ) ?? [];
  assert.ok(sealed);
  const readers = [country.by.prosecutor.id, country.by.ombudsman.id];
  const content = {
    kind: "record",
    device: signer.name,
    ...head,
    seen: country.seen(),
    to: readers,
    body: sealed,
  } as EntryContent;
  const entry = signEntry(country.founding.origin, content, signer);
  assert.ok(encodeUtf8(entry.note).length <= 40_000);
  assert.ok(encodeUtf8(entry.note).length > 30_000);
  assert.throws(() => signEntry(country.founding.origin, { ...content, to: [] } as EntryContent, signer), RangeError);
});

test("[RC9] tokens are read as they are pasted: in capitals, on lines, with spaces and semicolons; what is none, or comes twice, is named", () => {
  const [one, two] = ["0a".repeat(16), "ff".repeat(16)];
  const header = ["key", "source", "case", "event", "on", "victims"];
  const read = (cell: string) => readRows("proceeding", [header, ["a", "own", "case-1", "charge", "2003", cell]]);
  for (const cell of [
    `${one};${two}`,
    `${one.toUpperCase()}\r\n ${two} `,
    `${one}; \n${two};`,
    `${one}\u00a0${two.toUpperCase()}`,
  ])
    assert.deepEqual(read(cell).rows[0], { ...row("proceeding", "a", "own", event([one, two])) }, JSON.stringify(cell));
  for (const cell of [
    `${one};${one.toUpperCase()}`,
    one.slice(1),
    `${one}0`,
    `${one.slice(0, 16)} ${one.slice(16)}`,
    "g".repeat(32),
    ";",
  ])
    assert.deepEqual(
      read(cell).flaws.map(({ column, code }) => [column, code]),
      [["victims", "not-allowed"]],
      cell,
    );
  function event(victims: readonly string[]) {
    return { case: "case-1", event: "charge", on: "2003", victims } as const;
  }
});

test("[RC1] text is composed as it is read from a table; a character that hides in it has a code of its own", () => {
  const decomposed = "Ҷуфти бозӣ".normalize("NFD");
  const header = ["key", "source", "case", "event", "on"];
  const read = (one: string) => readRows("proceeding", [header, ["a", "own", one, "charge", "2003"]]);
  const [first] = read(decomposed).rows;
  assert.equal(first !== undefined && "values" in first && (first.values as { case: string }).case, "Ҷуфти бозӣ");
  for (const hidden of [
    "\u200b",
    "\u202e",
    "\u200c",
    "\u3164",
    "\u115f",
    "\u1160",
    "\uffa0",
    "\u2800",
    "\ufe0f",
    "\u034f",
  ]) {
    const { rows, flaws } = read(`1${hidden}7`);
    assert.deepEqual([rows, flaws.map(({ column, code }) => `${column} ${code}`)], [[], ["case hidden-character"]]);
  }
  assert.deepEqual(
    read("x".repeat(61)).flaws.map(({ code }) => code),
    ["not-allowed"],
  );
  const taken = readRows("law", [
    ["key", "source", "act", "subject", "stage", "on", "withdrawn"],
    ["a", "own", "", "", "", "", "a\u202eb"],
  ]);
  assert.deepEqual(
    taken.flaws.map(({ column, code }) => `${column} ${code}`),
    ["withdrawn hidden-character"],
  );
});

test("[RC11] a unit in which no fact is counted is refused with the units that have one", () => {
  const read = (fact: string, unit: string) =>
    readRows("figure", [
      ["key", "source", "fact", "from", "value", "unit"],
      ["a", "own", fact, "2003", "101", unit],
    ]).flaws.map(({ code, cell, detail, proposal }) => [code, cell, detail, proposal]);
  assert.deepEqual(read("prosecutions", "persons"), []);
  assert.deepEqual(read("prosecutions", "calls"), [
    ["unit-of-no-fact", "F2", "cases | suspects | persons | groups", ""],
  ]);
  assert.deepEqual(read("hotline-calls", "persons"), [["unit-of-no-fact", "F2", "calls", "calls"]]);
  assert.deepEqual(read("recruiter-inspections", "cases"), [["unit-of-no-fact", "F2", "", ""]]);
  // Of all units “persons” is near; the figure allows none that is.
  const proposed = (fact: string, unit: string) => read(fact, unit).map(([code, , , proposal]) => [code, proposal]);
  assert.deepEqual(proposed("hotline-calls", "person"), [["not-allowed", ""]]);
  assert.deepEqual(proposed("prosecutions", "person"), [["not-allowed", "persons"]]);
});
