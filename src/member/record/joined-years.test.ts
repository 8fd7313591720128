// Which years an office joins, from what stands in the open log: never one of which parts were printed, also where two offices release at once, and nothing of a hidden one
// follows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { released } from "../../../test/support/statements.ts";
import { fc, tries } from "../../../test/support/tries.ts";
import type { Directory } from "../../core/directory.ts";
import { countSplits } from "../../core/registers/count-facts.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../core/registers/row.ts";
import { ofEachFact } from "../../core/year-count.ts";
import type { RecordBook } from "../../record/book.ts";
import { keyOfCasesRelease } from "../../record/release.ts";
import type { Statement } from "../../record/statement.ts";
import { countryTables, type SentCount } from "../../statistics/country.ts";
import { type Window, waiting, windowsClosing } from "./joined-years.ts";

const fact = "victims-identified";
const offices = ["statistics-office", "ombudsman"] as const;
const directoryOf = (ids: readonly string[]) =>
  ({
    organisations: () => ids.map((id, admitted) => ({ id, kind: "ombudsman", party: "rapporteur", admitted })),
    epochForSending: () => ({}),
  }) as unknown as Directory;
const drawFor = (table: string, ids: readonly string[], attempt: number) => {
  const mixed = [...`${table} ${ids.join()} ${attempt}`].reduce(
    (hash, c) => (Math.imul(hash, 31) + c.charCodeAt(0)) | 0,
    7,
  );
  return (below: number) => ((mixed >>> 3) ^ (mixed >>> 17)) % below;
};

/** One organisation, of so many cases in a year; of all but `men` it is not said, as of one to four it has to be. */
function sentOf(year: number, n: number, men = 0, sender = "one"): SentCount {
  const ids = Array.from({ length: n }, (_, at) => `${sender}/${year}/${String(at).padStart(2, "0")}`);
  const cells = [
    ...(men > 0 ? [{ by: "sex" as const, cell: "men", value: men }] : []),
    ...(n > men ? [{ by: "sex" as const, cell: "not-said", value: n - men }] : []),
  ];
  return { tokens: ofEachFact((of) => (of === fact ? ids : [])), cells, days: null };
}

interface Edition {
  readonly year: number;
  readonly sent: readonly SentCount[];
  readonly missing?: number;
  readonly edition?: 1 | 2;
  readonly signedBy?: string | null;
  readonly by?: string;
  /** Releases that this office had not seen. */
  readonly unseen?: number;
}

/** A country's log of releases, as the two offices fill it. */
class Releases {
  readonly made: { readonly year: number; readonly statements: readonly Statement[] }[] = [];
  readonly windows: Window[] = [];
  readonly withdrawn: RecordBook["withdrawn"][number][] = [];
  readonly #counts = new Map<string, readonly SentCount[]>();
  offices: readonly string[] = offices;

  release({ year, sent, missing = 0, edition = 1, signedBy = "ombudsman", by = offices[0], unseen = 0 }: Edition) {
    const isWhole = missing === 0;
    const own = countryTables(sent, year, drawFor).tables.flatMap(({ of, rows }) =>
      rows.flatMap(({ key, shown, least, most }): readonly RowValues<"tally">[] => {
        const bounds = isWhole ? (shown !== null && least === most ? {} : { least, most }) : { least };
        const split = of === "totals" ? { fact: key } : { fact: countSplits[of], by: of, cell: key };
        return [{ year: String(year), value: shown ?? least, ...bounds, ...split }];
      }),
    );
    const until = this.made.length;
    this.#counts.set(`${year} ${until}`, sent);
    const seen = this.made.slice(0, this.made.length - unseen).flatMap(({ statements }) => statements);
    // A second edition's rows stand in the place of the first one's.
    const inForce = [...new Map(seen.map((one) => [`${one.register} ${one.key} ${one.organisation}`, one])).values()];
    const book = {
      all: inForce,
      statements: (register: string) => inForce.filter((one) => one.register === register),
      withdrawn: this.withdrawn,
    } as unknown as RecordBook;
    const first = this.made.find((one) => one.year === year)?.statements;
    const joining = {
      ...{ book, size: until, drawFor, directory: directoryOf(this.offices) },
      countedAt: (of: number, at: number) =>
        of === year ? sent : (this.#counts.get(`${of} ${at}`) ?? assert.fail(`no count of ${of} at ${at}`)),
    };
    const windows = edition === 1 ? windowsClosing(joining, { year, rows: own }) : [];
    const said = (first ?? []).flatMap((one) => (one.register === "tally" ? [one.values as RowValues<"tally">] : []));
    const ofYear = said.filter(({ years }) => years === undefined);
    const isWaiting = edition === 2 && waiting(ofYear, fact) !== null;
    const rows = [
      ...(isWaiting ? own.filter(({ by }) => by === undefined) : own),
      ...windows.flatMap(({ years, tables }) =>
        tables.flatMap(({ of, rows: parts }) =>
          parts.map(({ key, least, most, shown }): RowValues<"tally"> => {
            const joined = { years: years.map(String), by: of as "sex", cell: key };
            return { fact, year: String(year), value: shown ?? least, least, most, ...joined };
          }),
        ),
      ),
    ];
    const keyed = rows.map((values): Row<"tally"> => {
      const part = values.by === undefined ? values.fact : `${values.by}/${values.cell}`;
      return { key: `${year}/cases/${values.years === undefined ? "" : "joined/"}${part}`, source: ownFiles, values };
    });
    const of = `1a0b0000-0000-4000-8000-${String(this.made.length).padStart(12, "0")}`;
    const change = { what: "cases", asked: sent.length + missing, sent: sent.length, edition, of, by, until } as const;
    const statements = released(keyed, { ...change, year: String(year) }).map((one): Statement => {
      const first = { ...one.first, leaf: until };
      const vouching = { organisation: signedBy ?? "", device: "", office: "", at: "", ref: one.ref };
      const signedOff = signedBy === null ? [] : [vouching];
      return one.register === "release"
        ? { ...one, first, key: keyOfCasesRelease(year, edition) }
        : { ...one, first, signedOff };
    });
    this.made.push({ year, statements });
    this.windows.push(...windows);
    return windows;
  }

  /** Years with parts of their own in any edition, and those in windows: each as often as it is in one. */
  get printed(): readonly number[] {
    const own = this.made.flatMap(({ year, statements }) =>
      statements.some(({ values }) => "by" in values && "cell" in values && !("years" in values)) ? [year] : [],
    );
    return [...new Set(own), ...this.windows.flatMap(({ years }) => years)];
  }
}

const menIn = ({ tables }: Window) => tables.find(({ of }) => of === "sex")?.rows.find(({ key }) => key === "men");

test("[YC11] of years of 8, 3 and 12 persons the first and the last are joined, and whatever the hidden one has the same is printed", () => {
  const printed = new Set<string>();
  for (const hidden of [1, 2, 3, 4]) {
    const country = new Releases();
    assert.deepEqual(country.release({ year: 2026, sent: [sentOf(2026, 8, 2)] }), []);
    assert.deepEqual(country.release({ year: 2027, sent: [sentOf(2027, hidden)] }), []);
    const [window = assert.fail()] = country.release({ year: 2028, sent: [sentOf(2028, 12, 3)] });
    assert.deepEqual(window.years, [2026, 2028]);
    const { least, most } = menIn(window) ?? assert.fail();
    assert.ok(least <= 5 && most >= 5 && most - least >= 2, `${least} to ${most}`);
    printed.add(JSON.stringify(window));
  }
  assert.equal(printed.size, 1);
});

test("[YC11a] a year is left out that is rounded, partial, not signed by the other office, counted twice in part, or not as it was said", () => {
  const leftOut: readonly (readonly [string, Edition])[] = [
    ["rounded", { year: 2027, sent: [sentOf(2027, 5), sentOf(2027, 2, 0, "two")] }],
    ["partial", { year: 2027, sent: [sentOf(2027, 6)], missing: 1 }],
    ["unsigned", { year: 2027, sent: [sentOf(2027, 6)], signedBy: null }],
    ["another's", { year: 2027, sent: [sentOf(2027, 6)], signedBy: "third" }],
    ["doubled", { year: 2027, sent: [sentOf(2027, 6), sentOf(2027, 6)] }],
  ];
  for (const [why, edition] of leftOut) {
    const country = new Releases();
    country.release({ year: 2026, sent: [sentOf(2026, 12)] });
    country.release(edition);
    const [window] = country.release({ year: 2028, sent: [sentOf(2028, 8)] });
    assert.deepEqual(window?.years, [2026, 2028], why);
  }
  const country = new Releases();
  country.release({ year: 2026, sent: [sentOf(2026, 12)] });
  country.release({ year: 2027, sent: [sentOf(2027, 6)] });
  const [window] = country.release({ year: 2028, sent: [sentOf(2028, 8)] });
  assert.deepEqual(window?.years, [2026, 2027, 2028], "and one that is none of that is not");
});

test("[YC11a] an office that came later, or took another's place, joins none of the years of before", () => {
  const country = new Releases();
  country.release({ year: 2026, sent: [sentOf(2026, 15)] });
  country.offices = ["statistics-office", "third"];
  assert.deepEqual(country.release({ year: 2027, sent: [sentOf(2027, 15)], signedBy: "third" }), []);
  const [window] = country.release({ year: 2028, sent: [sentOf(2028, 15)], signedBy: "third" });
  assert.deepEqual(window?.years, [2027, 2028]);
  const alone = new Releases();
  alone.offices = ["statistics-office"];
  alone.release({ year: 2026, sent: [sentOf(2026, 15)], signedBy: null });
  const [ofOne] = alone.release({ year: 2027, sent: [sentOf(2027, 15)], signedBy: null });
  assert.deepEqual(ofOne?.years, [2026, 2027], "where there is one office nobody signs");
});

test("[YC11] no window goes over a year that is not released, or has parts of its own", () => {
  const apart = new Releases();
  apart.release({ year: 2026, sent: [sentOf(2026, 12)] });
  assert.deepEqual(apart.release({ year: 2028, sent: [sentOf(2028, 12)] }), []);
  const large = new Releases();
  large.release({ year: 2026, sent: [sentOf(2026, 12)] });
  large.release({ year: 2027, sent: [sentOf(2027, 25)] });
  assert.deepEqual(large.release({ year: 2028, sent: [sentOf(2028, 12)] }), []);
});

test("[YC11a] a year that grew to twenty in its second edition, and has no parts there, is in no window either", () => {
  const country = new Releases();
  country.release({ year: 2026, sent: [sentOf(2026, 15)] });
  country.release({ year: 2026, edition: 2, sent: [sentOf(2026, 25)] });
  assert.deepEqual(country.printed, []);
  assert.deepEqual(country.release({ year: 2027, sent: [sentOf(2027, 12)] }), []);
  const grown = new Releases();
  grown.release({ year: 2026, sent: [sentOf(2026, 6)] });
  grown.release({ year: 2026, edition: 2, sent: [sentOf(2026, 13)] });
  const [window] = grown.release({ year: 2027, sent: [sentOf(2027, 7)] });
  assert.deepEqual(window?.years, [2026, 2027], "one that is below it still is joined as it is now");
});

test("[YC11c] parts that were printed once are not printed in another way, also where they were taken back", () => {
  const country = new Releases();
  country.release({ year: 2026, sent: [sentOf(2026, 12)] });
  const [window] = country.release({ year: 2027, sent: [sentOf(2027, 12)] });
  assert.deepEqual(window?.years, [2026, 2027]);
  const gone = country.made.pop() ?? assert.fail();
  country.withdrawn.push(
    ...gone.statements.map((one) => ({ ...one, reason: "", values: undefined, history: [one] }) as never),
  );
  assert.deepEqual(country.release({ year: 2027, sent: [sentOf(2027, 13)] }), []);
  assert.deepEqual(country.release({ year: 2028, sent: [sentOf(2028, 19)] }), [], "neither of them is joined again");
});

const someYear = fc.record({
  /** How many years after the first one; the last releases come late at times. */
  late: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) }),
  n: fc.oneof(fc.integer({ min: 0, max: 26 }), fc.integer({ min: 5, max: 12 })),
  grows: fc.option(fc.integer({ min: 5, max: 20 })),
  missing: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  signedBy: fc.oneof(
    { weight: 6, arbitrary: fc.constant("ombudsman") },
    { weight: 1, arbitrary: fc.constant<string | null>(null) },
  ),
  unseen: fc.integer({ min: 0, max: 2 }),
  unseenLater: fc.integer({ min: 0, max: 2 }),
});

test("[YC11, YC11c, R16] no case is in two tables of parts: of any years, late ones, second editions, and two offices that have not seen each other's release", () => {
  let [windows, second] = [0, 0];
  fc.assert(
    fc.property(fc.array(someYear, { minLength: 3, maxLength: 12 }), (all) => {
      const country = new Releases();
      const editions = all.flatMap((one, at) => {
        const { n, grows, missing, signedBy, unseen, unseenLater } = one;
        const year = 2026 + at;
        const first = { at: at + one.late, edition: 1 as const, unseen, missing, n };
        const later = { at: at + one.late + 1.5, edition: 2 as const, unseen: unseenLater, missing: 0 };
        const both = grows === null ? [first] : [first, { ...later, n: n + grows }];
        return both.map((each) => ({ ...each, year, signedBy }));
      });
      for (const { n, ...one } of editions.toSorted((a, b) => a.at - b.at))
        country.release({ ...one, sent: [sentOf(one.year, n, Math.floor(n / 3))] });
      const { printed } = country;
      assert.deepEqual(
        printed.toSorted((a, b) => a - b),
        [...new Set(printed)].toSorted((a, b) => a - b),
      );
      windows += country.windows.length;
      second += country.windows.filter(({ years }) => years.some((year) => all[year - 2026]?.grows !== null)).length;
      for (const { years } of country.windows)
        for (const year of years) assert.ok((all[year - 2026]?.n ?? 0) < 20 || all[year - 2026]?.grows !== null);
    }),
    { numRuns: tries(2000) },
  );
  assert.ok(windows > 50 && second > 10, `${windows} windows, ${second} with second editions`);
});
