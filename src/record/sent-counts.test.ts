// Counts of a year as rows: what does not add up is none, the last one counts, and another device of the same organisation signs it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countedCases } from "../../test/support/counted-cases.ts";
import { Country } from "../../test/support/country.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { RecordNote, Row } from "../core/registers/row.ts";
import { isRow } from "../core/registers/row-schema.ts";
import { steadyCount, yearCount } from "../core/year-count.ts";
import { isCellOf } from "../statistics/country.ts";
import { rowFlaws } from "./row-rules.ts";
import { askedToCount, notesOfCounts, rowsOfCount, sentCounts, signatureRow } from "./sent-counts.ts";

const count = (n: number, seed = "rows") => countOf(countedCases(seed, n));
const countOf = (cases: ReturnType<typeof countedCases>) =>
  yearCount(2030, cases, (fact, { caseId }, referral = "") => {
    let hash = 7n;
    for (const c of `${fact} ${caseId} ${referral}`)
      hash = (hash * 1_099_511_628_211n + BigInt(c.charCodeAt(0))) % (1n << 127n);
    return hash.toString(16).padStart(32, "0");
  });

const hash = (text: string) => text;
const rows = (n = 7, edition = 1) => rowsOfCount(count(n), edition);

const country = new Country();
const second = country.organisation("ombudsman", "Example Ombudsman Two");
country.must("organisation.admit", country.admissionOf(second), ...country.seats.slice(0, 2));
country.passHours(60);
country.beginFirstEpoch(second);
const beforeFebruary = country.size;
country.seconds = Date.parse("2031-02-01T01:00:00Z") / 1000;
country.logTime();
const offices = [country.by.ombudsman.id, second.id];

interface Held {
  readonly role?: "shelter" | "clinic";
  readonly device?: number;
  readonly leaf?: number;
  readonly id?: string;
  readonly to?: readonly string[];
}

let notes = 0;
/** One import of an organisation, as both offices hold it. */
function held(
  all: readonly Row<"count">[],
  { role = "shelter", device = 0, leaf = country.size + ++notes, id = `import-${leaf}`, to = offices }: Held = {},
): RecordNote {
  return {
    ...{ id: String(leaf).padStart(64, "0"), leaf, position: 0, at: "2031-02-01T00:00:00Z", sealed: true },
    device: country.deviceOf(role, device).signer.name,
    to: [country.by[role].id, ...to],
    batch: { register: "count", import: id, part: 1, of: 1, rows: all },
  };
}

const sentOf = (...sent: readonly RecordNote[]) =>
  sentCounts(sent, 2030, { directory: country.directory, now: country.size + 1000, hashOf: hash, isCell: isCellOf });
const changed = (change: (values: RowValues<"count">) => RowValues<"count">) =>
  rows().map((row) => ("values" in row ? { ...row, values: change(row.values) } : row)) as readonly Row<"count">[];

test("[YC4a, YC5a] a count is rows of the register, and comes back as it was; also one of nothing, and of more than one row holds", () => {
  for (const n of [0, 4, 7, 130]) {
    const all = rows(n);
    for (const row of all) {
      assert.ok(isRow("count", row), JSON.stringify(row));
      assert.deepEqual(rowFlaws("count", row), []);
    }
    const [one] = sentOf(held(all.toReversed()));
    assert.deepEqual(one?.count, count(n), String(n));
  }
});

test("[YC3a] of one to four no class is said", () => {
  assert.ok(count(4).cells.every(({ cell }) => cell === "not-said") && count(4).days === null);
  assert.ok(count(30).cells.some(({ cell }) => cell === "women") && count(30).days !== null);
});

test("[YC5a] hostile: a count whose numbers, tokens or classes do not add up is none", () => {
  const isNone = (all: readonly Row<"count">[], what: string) => assert.deepEqual(sentOf(held(all)), [], what);
  isNone(
    changed((values) =>
      values.fact === "victims-identified" && values.by === undefined ? { ...values, value: 40 } : values,
    ),
    "more persons than tokens",
  );
  isNone(
    changed((values) => (values.by === "sex" ? { ...values, value: values.value + 1 } : values)),
    "classes above the whole",
  );
  isNone(
    changed((values) => (values.by === "sex" ? { ...values, cell: "Test Person 1" } : values)),
    "no class",
  );
  isNone(
    rows().filter(({ key }) => !key.includes("victims-refused")),
    "a fact that is not there",
  );
  const [first] = count(7).tokens["victims-identified"];
  const twice = changed((values) =>
    values.fact === "victims-identified" && values.tokens !== undefined
      ? { ...values, tokens: values.tokens.map(() => first ?? "") }
      : values,
  );
  isNone(twice, "a token twice");
});

test("[YC4b] another device of the same organisation signs exactly these notes, and nobody else does", () => {
  const sent = held(rows());
  const [one = assert.fail()] = sentOf(sent);
  const signature = (said: Held, of: { import: string; notes: string } = one) =>
    sentOf(sent, held([signatureRow(2030, of)], said))[0]?.isSigned;
  assert.equal(one.isSigned, false);
  assert.equal(signature({ device: 1 }), true);
  assert.equal(signature({ device: 0 }), false, "the device that sent it");
  assert.equal(signature({ device: 1, role: "clinic" }), false, "another organisation");
  assert.equal(signature({ device: 1 }, { ...one, notes: "others" }), false, "other notes");
});

test("[YC4a] the counts of each organisation stand in the order of the log, each as it came", () => {
  const all = sentOf(
    held(rows(9, 2), { leaf: 900 }),
    held(rows(7), { leaf: 890 }),
    held(rows(12), { leaf: 880, role: "clinic" }),
  );
  assert.deepEqual(
    all.map(({ organisation, count: of }) => [organisation, of.tokens["victims-identified"].length]),
    [
      [country.by.clinic.id, 12],
      [country.by.shelter.id, 7],
      [country.by.shelter.id, 9],
    ],
  );
});

test("[YC4a] hostile: one device takes away nothing that its colleague signed, by no later row, no withdrawal and no further import", () => {
  const sent = held(rows());
  const [one = assert.fail()] = sentOf(sent);
  const signature = held([signatureRow(2030, one)], { device: 1 });
  const [first = assert.fail()] = rows();
  const gone = { key: first.key, source: "own", withdrawn: true, reason: "example" } as const;
  const junk = { ...first, key: "2030/9/sex/1" };
  for (const later of [[first], [gone], [junk]]) {
    const [still, ...others] = sentOf(sent, signature, held(later, { device: 0 }));
    assert.deepEqual([still?.isSigned, still?.count, others], [true, count(7), []], JSON.stringify(later));
  }
});

test("[YC4] hostile: a count that is sealed to one of the two offices alone is none for either", () => {
  for (const office of offices) assert.deepEqual(sentOf(held(rows(), { to: [office] })), []);
  assert.equal(sentOf(held(rows())).length, 1);
});

test("[YC2, YC4a] hostile: a count that came before the February after its year is none, so that a device that was stolen years ago takes none away", () => {
  assert.deepEqual(sentOf(held(rows(), { leaf: beforeFebruary - 1 })), []);
  assert.equal(sentOf(held(rows(), { leaf: beforeFebruary + 1 })).length, 1);
});

test("[YC8] hostile: no note that one office alone holds, and none of another year, is in the commitment of a release", () => {
  const [ours, one, before] = [held(rows()), held(rows(), { to: [offices[0] ?? ""] }), held(rows())];
  const of = (year: number, ...all: readonly RecordNote[]) =>
    notesOfCounts(all, year, () => offices).map(({ id }) => id);
  assert.deepEqual(of(2030, ours, one), [ours.id]);
  assert.deepEqual(of(2029, before), []);
});

test("[YC3b] hostile: the second count of an organisation does not say the classes of the one who came", () => {
  const cases = countedCases("rows", 31);
  const before = count(30);
  const after = steadyCount(countOf(cases), before);
  const ofSplit = (of: typeof before, by: string) =>
    new Map(of.cells.filter((one) => one.by === by).map((one) => [one.cell, one.value]));
  for (const by of ["sex", "age", "form", "citizenship-country"]) {
    const [then, now] = [ofSplit(before, by), ofSplit(after, by)];
    for (const [cell, value] of now)
      assert.equal(value, (then.get(cell) ?? 0) + (cell === "not-said" ? 1 : 0), `${by} ${cell}`);
  }
  assert.deepEqual(sentOf(held(rowsOfCount(after, 2)))[0]?.count, after, "and it adds up");
  const many = countOf(countedCases("rows", 60));
  assert.deepEqual(steadyCount(many, before).cells, many.cells, "of five or more it says the classes anew");
});

test("[YC5] asked is who holds cases and could read them in the year; not who is suspended all through it", () => {
  const country = new Country({ seed: "asked" });
  const timeOf = (day: string) => {
    country.seconds = Date.parse(`${day}T01:00:00Z`) / 1000;
    country.logTime();
  };
  timeOf("2030-01-02");
  const { by, directory } = country;
  assert.deepEqual(askedToCount(directory, 2030), [], "the year is not over");
  timeOf("2031-01-01");
  const holders = [by.shelter, by.legal, by.clinic, by.authority].map(({ id }) => id).sort();
  assert.deepEqual(askedToCount(directory, 2030), holders, "no border post, prosecutor or office");
  country.must("organisation.suspend", { organisation: by.clinic.id }, ...country.seats.slice(0, 2));
  timeOf("2032-01-01");
  timeOf("2033-01-01");
  assert.deepEqual(askedToCount(directory, 2030), holders, "it was not then");
  assert.deepEqual(
    askedToCount(directory, 2032),
    holders.filter((id) => id !== by.clinic.id),
  );
});
