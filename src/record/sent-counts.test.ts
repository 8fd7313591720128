// Counts of a year as rows: what does not add up is none, the last one counts, and another device of the same organisation signs it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countedCases } from "../../test/support/counted-cases.ts";
import { Country } from "../../test/support/country.ts";
import { stated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import { isRow } from "../core/registers/row-schema.ts";
import { yearCount } from "../core/year-count.ts";
import { isCellOf } from "../statistics/country.ts";
import { rowFlaws } from "./row-rules.ts";
import { askedToCount, rowsOfCount, sentCounts, signatureRow } from "./sent-counts.ts";
import type { Statement } from "./statement.ts";

const count = (n: number, seed = "rows") =>
  yearCount(2030, countedCases(seed, n), (fact, { caseId }, referral = "") => {
    let hash = 7n;
    for (const c of `${fact} ${caseId} ${referral}`)
      hash = (hash * 1_099_511_628_211n + BigInt(c.charCodeAt(0))) % (1n << 127n);
    return hash.toString(16).padStart(32, "0");
  });

const hash = (text: string) => text;
const rows = (n = 7, edition = 1) => rowsOfCount(count(n), edition);

/** The rows of one import of an organisation, as statements of its fold. */
function held(
  all: readonly Row<"count">[],
  {
    organisation = "shelter",
    device = "first",
    leaf = 9,
    id = "import-1",
  }: Readonly<Record<string, string | number>> = {},
): readonly Statement[] {
  return all.flatMap((row) =>
    "values" in row
      ? [
          {
            ...stated("count", row.key, row.values, {
              organisation: String(organisation),
              leaf: Number(leaf),
              sealed: true,
            }),
            import: String(id),
            device: String(device),
          },
        ]
      : [],
  );
}

const sentOf = (...statements: readonly Statement[]) => sentCounts(statements, 2030, hash, isCellOf);
const changed = (change: (values: RowValues<"count">) => RowValues<"count">) =>
  rows().map((row) => ("values" in row ? { ...row, values: change(row.values) } : row)) as readonly Row<"count">[];

test("[YC4a, YC5a] a count is rows of the register, and comes back as it was; also one of nothing, and of more than one row holds", () => {
  for (const n of [0, 4, 7, 130]) {
    const all = rows(n);
    for (const row of all) {
      assert.ok(isRow("count", row), JSON.stringify(row));
      assert.deepEqual(rowFlaws("count", row, "entered"), []);
    }
    const [one] = sentOf(...held(all).toReversed());
    assert.deepEqual(one?.count, count(n), String(n));
  }
});

test("[YC3a] of one to four no class is said", () => {
  assert.ok(count(4).cells.every(({ cell }) => cell === "not-said") && count(4).days === null);
  assert.ok(count(30).cells.some(({ cell }) => cell === "women") && count(30).days !== null);
});

test("[YC5a] hostile: a count whose numbers, tokens or classes do not add up is none", () => {
  const isNone = (all: readonly Row<"count">[], what: string) =>
    assert.equal(sentOf(...held(all))[0]?.count, null, what);
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
  const [one = assert.fail()] = sentOf(...sent);
  const signature = (said: Parameters<typeof held>[1], of: { import: string; notes: string } = one) =>
    sentOf(...sent, ...held([signatureRow(2030, of)], { id: "import-2", ...said }))[0]?.isSigned;
  assert.equal(one.isSigned, false);
  assert.equal(signature({ device: "second" }), true);
  assert.equal(signature({ device: "first" }), false, "the device that sent it");
  assert.equal(signature({ device: "second", organisation: "clinic" }), false, "another organisation");
  assert.equal(signature({ device: "second" }, { ...one, notes: "others" }), false, "other notes");
});

test("[YC4a] the count that the log had last counts, each organisation's alone", () => {
  const all = sentOf(
    ...held(rows(9, 2), { leaf: 20, id: "import-2" }),
    ...held(rows(7), { leaf: 9 }),
    ...held(rows(12), { leaf: 5, organisation: "clinic", id: "import-3" }),
  );
  assert.deepEqual(
    all.map(({ organisation, edition, count: of }) => [organisation, edition, of?.tokens["victims-identified"].length]),
    [
      ["shelter", 2, 9],
      ["clinic", 1, 12],
    ],
  );
});

test("[YC5] asked is who holds cases and could read them in the year; not who is suspended all through it", () => {
  const country = new Country();
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
