// To whom sealed rows go, and from whom records about suspected officials are hidden (RC4, R26).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country } from "../../test/support/country.ts";
import { hashOfText, recordNote, row } from "../../test/support/record-notes.ts";
import { kindsOfBody, type OfficialBody } from "../core/official-body.ts";
import { partyOfKind } from "../core/party.ts";
import { officialBodies } from "../core/registers/official-bodies.ts";
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import { foldRecord } from "./fold.ts";
import { type Grouped, groupByReaders, type KnownStatement, readersOf } from "./readers.ts";

const country = new Country();
const prosecutor = country.by.prosecutor.id;
const ombudsman = country.by.ombudsman.id;
const event = (key: string, values: Partial<RowValues<"proceeding">> = {}) =>
  row("proceeding", key, "own", { case: "case-1", event: "charge", on: "2003", ...values });
const entering = (organisation: string, { directory, size }: Country = country) => ({
  organisation,
  directory,
  now: size,
});
const group = (rows: readonly Row[], before: readonly KnownStatement[] = [], register: RegisterName = "proceeding") =>
  groupByReaders(register, rows, entering(prosecutor), before);
const unit = country.by.unit.id;
const groupOfUnit = (rows: readonly Row[]) => groupByReaders("proceeding", rows, entering(unit));
const taken = (key: string): Row => ({ key, source: "own", withdrawn: true, reason: "Wrong court" });

/** Who reads which row, by its key. */
function readersByKey(grouped: Grouped): Readonly<Record<string, readonly string[]>> {
  assert.ok("groups" in grouped);
  return Object.fromEntries(grouped.groups.flatMap(({ readers, rows }) => rows.map(({ key }) => [key, readers])));
}

/** The record as the prosecutor's office reads it. */
function statementsOf(...batches: readonly (readonly Row[])[]) {
  const notes = batches.map((rows, i) =>
    recordNote(country.deviceOf("prosecutor").device.id, "proceeding", rows, { leaf: 1000 + i, to: [ombudsman] }),
  );
  const { all, withdrawn } = foldRecord(notes, country.directory, 2000, hashOfText);
  return [...all, ...withdrawn];
}

test("[RC4] a sealed row goes to the author's own organisation and to the reviewers", () => {
  assert.deepEqual(readersByKey(group([event("a"), event("b", { case: "case-2" })])), {
    a: [prosecutor, ombudsman],
    b: [prosecutor, ombudsman],
  });
});

test("[R26] a record about an official is hidden from the organisations of the official's body, the author's own included", () => {
  for (const body of officialBodies) {
    const expected = body === "prosecutor" ? [ombudsman] : [prosecutor, ombudsman];
    assert.deepEqual(readersByKey(group([event("a", { official_body: body })])), { a: expected }, body);
  }
});

test("[R26] an investigation unit is of the police: their officials are hidden from it, those of other bodies are not", () => {
  for (const body of officialBodies) {
    const rows = [event("a", { official_body: body }), event("b"), event("c", { case: "case-2" })];
    const expected = body === "police" ? [ombudsman] : [unit, ombudsman];
    assert.deepEqual(readersByKey(groupOfUnit(rows)), { a: expected, b: expected, c: [unit, ombudsman] }, body);
  }
  assert.deepEqual(readersByKey(group([event("a", { official_body: "police" })])), { a: [prosecutor, ombudsman] });
});

test("[R26] every row about the same case is hidden likewise, and rows about other cases are not", () => {
  const rows = [
    event("before"),
    event("official", { official_body: "prosecutor" }),
    event("later", { event: "trial" }),
    event("elsewhere", { case: "case-2" }),
  ];
  const both = [prosecutor, ombudsman];
  const grouped = group(rows);
  assert.deepEqual(readersByKey(grouped), {
    before: [ombudsman],
    official: [ombudsman],
    later: [ombudsman],
    elsewhere: both,
  });
  assert.ok("groups" in grouped);
  assert.deepEqual(
    grouped.groups.map(({ rows: each }) => each.map(({ key }) => key)),
    [["before", "official", "later"], ["elsewhere"]],
  );
  const request = row("request", "r", "own", {
    direction: "sent",
    kind: "extradition",
    country: "XA",
    on: "2004",
    case: "case-1",
    stage: "sent",
  });
  assert.deepEqual(readersByKey(group([request], statementsOf(rows), "request")), { r: [ombudsman] });
});

test("[R26] a request names the official's body itself, for an author who cannot read what hides its case", () => {
  const request = (key: string, values: Partial<RowValues<"request">> = {}) =>
    row("request", key, "own", {
      direction: "sent",
      kind: "extradition",
      country: "XA",
      on: "2004",
      case: "case-1",
      stage: "sent",
      ...values,
    });
  assert.deepEqual(readersByKey(group([request("r", { official_body: "prosecutor" })], [], "request")), {
    r: [ombudsman],
  });
  const rows = [request("r", { official_body: "prosecutor" }), request("s"), request("t", { case: "case-2" })];
  assert.deepEqual(readersByKey(group(rows, [], "request")), {
    r: [ombudsman],
    s: [ombudsman],
    t: [prosecutor, ombudsman],
  });
});

test("[R26] what withdraws a row that the author cannot read goes to the reviewers alone", () => {
  const open = statementsOf([event("seen", { case: "case-2" })]);
  assert.deepEqual(readersByKey(group([taken("seen"), taken("unseen")], open)), {
    seen: [prosecutor, ombudsman],
    unseen: [ombudsman],
  });
  // The same key in another register, or of another organisation, is another thing.
  assert.deepEqual(readersByKey(group([taken("seen")], open, "request")), { seen: [ombudsman] });
  const others = open.map((each) => ({ ...each, organisation: country.by.secretariat.id }));
  assert.deepEqual(readersByKey(group([taken("seen")], others)), { seen: [ombudsman] });
});

test("[R26] a withdrawn row that named an official's body still hides its case", () => {
  const before = statementsOf([event("official", { official_body: "prosecutor" })], [taken("official")]);
  assert.deepEqual(readersByKey(group([event("new")], before)), { new: [ombudsman] });
});

test("[R26] a case that the record hides stays hidden: for later rows, corrections to another case, and withdrawals", () => {
  const before = statementsOf([
    event("official", { official_body: "prosecutor" }),
    event("x"),
    event("y", { case: "case-2" }),
  ]);
  const rows: Row[] = [event("new"), event("x", { case: "case-3" }), taken("official"), taken("y")];
  assert.deepEqual(readersByKey(group(rows, before)), {
    new: [ombudsman],
    x: [ombudsman],
    official: [ombudsman],
    y: [prosecutor, ombudsman],
  });
  const corrected = statementsOf([event("official", { official_body: "prosecutor" })], [event("official")]);
  assert.deepEqual(readersByKey(group([event("new")], corrected)), { new: [ombudsman] });
});

test("[R26] each body is hidden from its own kinds of organisation, and a reviewer is of none", () => {
  const kinds: { readonly [B in OfficialBody]?: readonly string[] } = {
    police: ["police", "investigation-unit"],
    "border-guard": ["border-post"],
    "labour-inspection": ["labour-inspection"],
    consulate: ["consulate"],
    prosecutor: ["prosecutor"],
    court: ["court"],
  };
  for (const body of officialBodies) {
    assert.deepEqual(kindsOfBody[body], kinds[body] ?? [], body);
    for (const kind of kindsOfBody[body]) assert.notEqual(partyOfKind[kind], "rapporteur");
  }
});

test("[RC4] readers are four at the most: the own organisation and the reviewers that were admitted first", () => {
  const own = new Country();
  const add = (name: string) => {
    const office = own.organisation("ombudsman", name);
    own.must("organisation.admit", own.admissionOf(office), ...own.seats);
    return office;
  };
  const offices = ["Office of Nets", "Example Bureau", "Desk of Scores", "House of Lobs"].map(add);
  own.passHours(50);
  for (const office of offices.slice(0, 3)) own.beginFirstEpoch(office);
  const author = own.by.prosecutor.id;
  const ids = [own.by.ombudsman, ...offices].map(({ id }) => id);
  assert.deepEqual(readersOf([], entering(author, own)), [author, ...ids.slice(0, 3)]);
  assert.deepEqual(readersOf(["prosecutor"], entering(author, own)), ids.slice(0, 4));
  own.must("organisation.suspend", { organisation: own.by.ombudsman.id }, ...own.seats);
  assert.deepEqual(readersOf([], entering(author, own)), [author, ...ids.slice(1, 4)]);
});

test("[RC4] without an active reviewer that has a key nothing is entered", () => {
  const own = new Country({ founders: ["prosecutor", "shelter"] });
  const rows = [event("a")];
  assert.deepEqual(groupByReaders("proceeding", rows, entering(own.by.prosecutor.id, own)), {
    problem: "no-reviewer",
  });
  own.must("organisation.admit", own.admissionOf(own.by.ombudsman), ...own.seats);
  assert.deepEqual(groupByReaders("proceeding", rows, entering(own.by.prosecutor.id, own)), {
    problem: "no-reviewer",
  });
  own.passHours(50);
  assert.deepEqual(groupByReaders("proceeding", rows, entering(own.by.prosecutor.id, own)), {
    problem: "no-reviewer",
  });
  own.beginFirstEpoch(own.by.ombudsman);
  assert.ok("groups" in groupByReaders("proceeding", rows, entering(own.by.prosecutor.id, own)));
});
