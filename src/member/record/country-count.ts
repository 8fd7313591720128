// What an office makes of the counts that were sealed to it (YC7): who sent one, the numbers that may be said, and the rows that say them. A pure function of the rows, the
// directory and a size of the log, so that the second office finds the same bytes.

import type { Directory } from "../../core/directory.ts";
import { type CountFact, countFacts, countSplits } from "../../core/registers/count-facts.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../core/registers/row.ts";
import type { YearCount } from "../../core/year-count.ts";
import type { RecordBook } from "../../record/book.ts";
import { type CasesRelease, casesReleases } from "../../record/cases-release.ts";
import { askedToCount, type SentCount, sentCounts } from "../../record/sent-counts.ts";
import { daysFact, isCellOf, tokensOf } from "../../statistics/country.ts";
import { type Release, releaseOfCountry } from "../../statistics/release.ts";
import type { ReleasedRow } from "../../statistics/small-numbers.ts";
import { chanceOf } from "../cases/release-chance.ts";
import { hashOfText } from "./record-keeper.ts";

/** Why the count of an organisation is not in the sum: it sent none, its second device did not sign it, or its rows do not add up. */
export type NotCounted = "missing" | "unsigned" | "odd";

export interface CountryCount {
  readonly year: number;
  /** All that are to count, in the order of their ids; with the reason where they are not counted. */
  readonly senders: readonly {
    readonly organisation: string;
    readonly count: YearCount | null;
    readonly not: NotCounted | null;
  }[];
  readonly asked: number;
  readonly sent: number;
  /** Organisations that counted a case which another one counted too: the case is in the sums once. */
  readonly doubled: readonly string[];
  readonly leftOut: Release["leftOut"];
  readonly rows: readonly Row<"tally">[];
  /** True where so few cases changed since the first edition that a second one would show them. */
  readonly isUnchanged: boolean;
}

interface Known {
  readonly book: Pick<RecordBook, "all" | "statements">;
  readonly directory: Directory;
  readonly origin: string;
  /** The record at another size; null where it is not here. */
  readonly bookAt: (size: number) => Known["book"] | null;
}

/** The country's numbers of a year by what is known at a size of the log. */
export function countryCount(known: Known, year: number, size: number, edition: number): CountryCount {
  const { directory } = known;
  const senders = sendersOf(known.book, directory, year, size);
  const counted = senders.flatMap(({ count, not }) => (count === null || not !== null ? [] : [count]));
  const made = releaseOfCountry(counted, year, chanceOf(known.origin));
  const [asked, sent] = [senders.length, counted.length];
  const rows = rowsOf(made, year, sent < asked);
  const first = edition === 1 ? undefined : releasesOf(known.book, year).find(({ values }) => values.edition === 1);
  const bookThen = first === undefined ? null : known.bookAt(first.values.until);
  const head = { year, senders, asked, sent, doubled: doubledIn(senders), leftOut: made.leftOut };
  if (first === undefined || bookThen === null) return { ...head, rows, isUnchanged: false };
  const then = sendersOf(bookThen, directory, year, first.values.until).flatMap(({ count, not }) =>
    count === null || not !== null ? [] : [count],
  );
  const changed = (fact: CountFact) => difference(tokensOf(then, fact), tokensOf(counted, fact));
  const wasPartial = isPartial(first.values);
  const kept = countFacts.filter((fact) => changed(fact) < fewestChanged);
  const keptRows = first.tallies
    .filter(({ values }) => kept.some((fact) => fact === factOfRow(values.fact)))
    .map(({ key, source, values }) => {
      const isLess = wasPartial && changed(factOfRow(values.fact) ?? "victims-identified") > 0;
      return { key, source, values: isLess ? atLeast(values) : values };
    });
  const redrawn = rows.filter(
    (row) => !kept.some((fact) => fact === factOfRow("values" in row ? row.values.fact : "")),
  );
  const isWholeNow = wasPartial && sent === asked;
  return {
    ...head,
    rows: [...keptRows, ...redrawn].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    isUnchanged: kept.length === countFacts.length && !isWholeNow,
  };
}

/** Of fewer cases a second edition says nothing: the difference of the two would. */
const fewestChanged = 5;

export function releasesOf(book: Known["book"], year: number): readonly CasesRelease[] {
  return casesReleases({ releases: book.statements("release"), tallies: book.statements("tally") }, year);
}

export function isPartial({ asked = 0, sent = 0 }: RowValues<"release">): boolean {
  return sent < asked;
}

function sendersOf(book: Known["book"], directory: Directory, year: number, size: number): CountryCount["senders"] {
  const sent = new Map(
    sentCounts(book.statements("count"), year, hashOfText, isCellOf).map((one) => [one.organisation, one]),
  );
  return askedToCount(directory, year).map((organisation) => {
    const one = sent.get(organisation);
    const not = one === undefined ? "missing" : whyNot(one, directory, size);
    return { organisation, count: one?.count ?? null, not };
  });
}

/** Whoever has one device alone signs nothing twice. */
function whyNot({ organisation, isSigned, count }: SentCount, directory: Directory, size: number): NotCounted | null {
  if (count === null) return "odd";
  return isSigned || signersOf(directory, organisation, size) < 2 ? null : "unsigned";
}

/** The devices that can send and sign a count, as the log alone says, so that both offices find as many. */
export function signersOf(directory: Directory, organisation: string, size: number): number {
  const isSigner = ({ id, role }: ReturnType<Directory["devicesOf"]>[number]) =>
    role === "reader" && directory.isActiveDevice(id, size);
  return directory.devicesOf(organisation).filter(isSigner).length;
}

function doubledIn(senders: CountryCount["senders"]): readonly string[] {
  const byToken = new Map<string, string[]>();
  for (const { organisation, count, not } of senders)
    if (count !== null && not === null)
      for (const token of Object.values(count.tokens).flat())
        byToken.set(token, [...(byToken.get(token) ?? []), organisation]);
  return [...new Set([...byToken.values()].filter((all) => all.length > 1).flat())].sort();
}

function difference(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  return one.filter((each) => !b.has(each)).length + other.filter((each) => !a.has(each)).length;
}

/** The fact of the register `count` from which a row follows. */
function factOfRow(fact: string): CountFact | undefined {
  return countFacts.find((each) => each === (fact === daysFact ? "formal-identifications" : fact));
}

function atLeast({ most: _, least, value, ...values }: RowValues<"tally">): RowValues<"tally"> {
  return { ...values, value, least: least ?? value };
}

/** The rows that say a release. Of what is not all none says that it is zero, and no average is of all. */
function rowsOf({ tables }: Pick<Release<string>, "tables">, year: number, isOfSome: boolean): readonly Row<"tally">[] {
  return tables
    .flatMap(({ of, rows }) =>
      rows.flatMap((row, n): readonly Row<"tally">[] => {
        const isTotal = of === "totals";
        if (isOfSome && ((row.shown ?? row.least) === 0 || row.key === daysFact)) return [];
        const fact = isTotal ? row.key : countSplits[of as keyof typeof countSplits];
        const split = isTotal ? {} : { by: of as keyof typeof countSplits, cell: row.key };
        return [
          {
            key: `${year}/cases/${isTotal ? row.key : `${of}/${n + 1}`}`,
            source: ownFiles,
            values: { fact, year: String(year), ...numberOf(row, isOfSome), ...split },
          },
        ];
      }),
    )
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** A number below five is said by its bounds alone; where somebody is missing there is no most. */
function numberOf(
  { shown, least, most }: ReleasedRow,
  isOfSome: boolean,
): Pick<RowValues<"tally">, "value" | "least" | "most"> {
  const value = shown ?? least;
  if (isOfSome) return { value, least };
  return { value, ...(shown !== null && least === most ? {} : { least, most }) };
}
