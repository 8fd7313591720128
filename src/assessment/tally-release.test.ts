// The release of a year's tallies over an invented country: what may be released when, what a release commits to, and what of the sealed rows is in it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Country } from "../../test/support/country.ts";
import { hashOfText, recordNote } from "../../test/support/record-notes.ts";
import { type RowValues, registerOf } from "../core/registers/register-table.ts";
import type { RecordNote, Row } from "../core/registers/row.ts";
import { foldRecord } from "../record/fold.ts";
import { isSameTally } from "../record/release.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { Period } from "./fact-value.ts";
import { checkTallies, draftTallies, type ReadHere, releaseOf, type TallyDraft } from "./tally-release.ts";

const period: Period = { year: 2003, kind: "calendar" };
const country = new Country();
const deviceOf = (kind: "prosecutor" | "ombudsman") => country.deviceOf(kind).device.id;
const [prosecutor, office] = [deviceOf("prosecutor"), deviceOf("ombudsman")];
const own = country.by.ombudsman.id;
let leaf = 20;

function entered(
  device: string,
  register: RecordNote["batch"]["register"],
  rows: readonly Row[],
  more = {},
): RecordNote {
  leaf += 1;
  return recordNote(device, register, rows, {
    leaf,
    to: registerOf(register).open ? undefined : [own],
    ...more,
  } as never);
}

const event = (key: string, values: RowValues<"proceeding">): Row<"proceeding"> => ({ key, source: "own", values });
const sealed = [
  event("secret-key-1", { case: "Secretcase A", event: "investigation", on: "2003-02", suspect: "Secretsuspect" }),
  event("secret-key-2", { case: "Secretcase B", event: "investigation", on: "2003-05", articles: ["article-130"] }),
];

/** What an office reads of these notes, by a clock and a log of a day. */
function reading(notes: readonly RecordNote[], at = "2010-03-01T00:00:00Z", mayRelease = true): ReadHere {
  return {
    own,
    hash: hashOfText,
    record: {
      at: (size = leaf + 1) => {
        const below = notes.filter((note) => note.leaf !== null && note.leaf < size);
        const book = foldRecord(below, country.directory, size, hashOfText);
        return { book, statements: book.all, log: { size }, readsAll: true };
      },
      sealedNotes: notes.filter((note) => note.sealed),
      mayEnter: () => mayRelease,
      moment: { at, logged: Date.parse(at) / 1000 },
    },
  };
}

const drafted = (notes: readonly RecordNote[], at?: string, mayRelease?: boolean) =>
  draftTallies(reading(notes, at, mayRelease), period) ?? assert.fail();

/** The two notes of a release. */
function releasing(draft: TallyDraft, notes: readonly RecordNote[]): readonly RecordNote[] {
  const tallies = entered(office, "tally", draft.rows);
  const { key, values } = releaseOf(reading(notes), draft, "Example Office");
  return [
    tallies,
    entered(office, "release", [{ key, source: "own", values: { ...values, import: tallies.batch.import } }]),
  ];
}

const law = entered(prosecutor, "law", [
  {
    key: "article-130",
    source: "own",
    values: { act: "Example Code", article: "130", subject: "trafficking", stage: "in-force", on: "2001" },
  },
]);

test("[TA1a] a tally holds a number, codes and keys of open rows, and names no record", () => {
  const { rows } = drafted([law, entered(prosecutor, "proceeding", sealed)]);
  assert.ok(rows.some((row) => "values" in row && row.values.by === "article" && row.values.cell === "article-130"));
  const all = JSON.stringify(rows);
  assert.doesNotMatch(all, /[Ss]ecret|:\d+"/);
  for (const row of rows)
    for (const [field, value] of Object.entries("values" in row ? row.values : assert.fail()))
      assert.ok(typeof value === "number" || (value.length <= 100 && !/\s/.test(String(value))), `${field}: ${value}`);
});

test("[TA1b] what a published source says of proceedings is a figure or said, entered by whoever may not enter a proceeding", () => {
  const secretariat = country.deviceOf("secretariat").device.id;
  const figure = { fact: "prosecutions", from: "2003", value: 7, unit: "cases" } as const;
  const notes = [
    entered(secretariat, "figure", [{ key: "p", source: "example-press", values: figure }]),
    entered(secretariat, "said", [
      {
        key: "s",
        source: "example-press",
        values: { pillar: "prosecution", words: "Few.", language: "en", from: "2003" },
      },
    ]),
    entered(secretariat, "proceeding", [event("x", { case: "X", event: "investigation", on: "2003-02" })]),
  ];
  const { book, statements } = reading(notes).record.at() ?? assert.fail();
  assert.deepEqual(
    book.all.map(({ register }) => register),
    ["figure", "said"],
  );
  const fact = evaluateFacts(statements, period).find(({ definition }) => definition.key === "prosecutions");
  assert.deepEqual([fact?.now.state, fact?.now.value], ["known", 7], "no release is needed");
});

test("[TA2] [TA2a] two editions at most, each from its day on; one that was withdrawn was one, and none says the same as the first", () => {
  const before = [law, entered(prosecutor, "proceeding", sealed)];
  const first = drafted(before);
  assert.deepEqual([first.edition, first.notYet, first.from, first.isLate], [1, null, "2004-02-01", true]);
  assert.equal(drafted(before, "2003-12-01T00:00:00Z").notYet, "too-early");
  assert.deepEqual(
    [drafted(before, "2004-02-01T10:00:00Z")].map(({ notYet, isLate }) => [notYet, isLate]),
    [[null, false]],
    "on its day",
  );
  assert.equal(drafted(before, undefined, false).notYet, "not-allowed");
  assert.equal(drafted([law]).notYet, "nothing-to-release");
  const released = [...before, ...releasing(first, before)];
  assert.deepEqual([drafted(released).edition, drafted(released).notYet], [2, "nothing-changed"]);
  const more = [
    ...released,
    entered(prosecutor, "proceeding", [event("c", { case: "C", event: "investigation", on: "2003-07" })]),
  ];
  assert.equal(drafted(more, "2005-01-15T00:00:00Z").notYet, "too-early", "the second one has its day too");
  const second = drafted(more);
  assert.deepEqual([second.edition, second.notYet], [2, null]);
  const twice = [...more, ...releasing(second, more)];
  assert.equal(drafted(twice).notYet, "released-twice");
  const withdrawn = entered(office, "release", [{ key: "2003/1", source: "own", withdrawn: true, reason: "example" }]);
  assert.equal(drafted([...released, withdrawn]).edition, 2, "a withdrawn edition was one");
  assert.equal(drafted([...twice, withdrawn]).notYet, "released-twice");
});

test("[TA3a] a release commits to the ids of the sealed notes of proceedings and requests below its size, in any order, and to no other note", () => {
  const request = { direction: "sent", kind: "extradition", country: "AE", on: "2003-03", stage: "sent" } as const;
  const counted = [
    entered(prosecutor, "proceeding", sealed),
    entered(prosecutor, "request", [{ key: "r", source: "own", values: request }]),
  ];
  const draftRow = { year: "2003", language: "en", place: 1, text: "x", section: "lead" } as const;
  const other = entered(office, "draft", [{ key: "2003.en.aaaa", source: "own", values: draftRow }]);
  const size = leaf + 1;
  const later = entered(prosecutor, "proceeding", [event("l", { case: "L", event: "investigation", on: "2003-02" })]);
  const waiting = { ...later, id: "00".repeat(32), leaf: null };
  const ids = counted.map(({ id }) => id).sort();
  const expected = createHash("sha256").update(ids.join("\n")).digest("hex");
  const draft = { ...drafted(counted), size };
  for (const notes of [
    [...counted, other, later, waiting],
    [waiting, later, other, ...counted.toReversed()],
  ])
    assert.equal(releaseOf(reading(notes), draft, "Example Office").values.notes, expected);
});

test("[TA8] a release is the same where numbers and notes are, and is not where either differs", () => {
  const before = [law, entered(prosecutor, "proceeding", sealed)];
  const notes = [...before, ...releasing(drafted(before), before)];
  const later = entered(prosecutor, "proceeding", [event("m", { case: "M", event: "investigation", on: "2003-08" })]);
  const [check] = checkTallies(reading([...notes, later]), period);
  assert.ok(check !== undefined && isSameTally(check), "what was entered after its size is not counted");
  const hidden = recordNote(
    prosecutor,
    "proceeding",
    [event("h", { case: "H", event: "investigation", on: "2004-08" })],
    {
      ...{ leaf: 2, to: [own] },
    },
  );
  const [fewer] = checkTallies(reading([...notes, hidden]), period);
  assert.deepEqual([fewer?.differences.length, fewer?.isOfOurNotes], [0, false], "another year's row, another note");
  assert.ok(fewer !== undefined && !isSameTally(fewer), "nothing is signed off that was counted from other notes");
  const [, ...without] = notes.filter(({ batch }) => batch.register !== "proceeding");
  const [lacking] = checkTallies(reading(without), period);
  assert.ok((lacking?.differences.length ?? 0) > 0 && lacking?.isOfOurNotes === false);
});
