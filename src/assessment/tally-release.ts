// The release of a year's tallies and its second count (docs/spec/tally.md), by what a device reads of the record: pure, so that commands and screens do the same.
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import type { RecordNote, SaidRow } from "../core/registers/row.ts";
import { isBeforeRelease, releaseDay } from "../record/author.ts";
import type { RecordBook } from "../record/book.ts";
import { differencesOf, type YearRelease } from "../record/release.ts";
import { notesText } from "../record/sign-off.ts";
import type { Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import type { Period } from "./fact-value.ts";
import { keyOf, releasesIn, sealedRegisterOf, talliesOf, yearFields } from "./tally.ts";

/** What an office reads: its record at sizes of the log, the sealed notes that it holds, and the moment by its clock and by the log. */
export interface ReadHere {
  readonly own: string;
  readonly hash: (text: string) => string;
  readonly record: {
    at(size?: number): {
      readonly book: RecordBook;
      readonly statements: readonly Statement[];
      readonly log: { readonly size: number };
      readonly readsAll: boolean;
    } | null;
    readonly sealedNotes: readonly RecordNote[];
    mayEnter(register: RegisterName): boolean;
    readonly moment: { readonly at: string; readonly logged: number | null };
  };
}

/** A release that nobody signed yet, or why there may be none. */
export interface TallyDraft {
  readonly period: Period;
  readonly edition: number;
  readonly rows: readonly SaidRow<"tally">[];
  /** The size of the log up to which was counted. */
  readonly size: number;
  /** False for an office that was not the first reviewer: rows from before it are not counted (TA8a). */
  readonly isWhole: boolean;
  /** `nothing-changed`: its own release, or the one that it signed off, says the same. */
  readonly notYet: "not-allowed" | "released-twice" | "too-early" | "nothing-to-release" | "nothing-changed" | null;
  /** From when on this edition may be released. */
  readonly from: string;
  /** That day has passed: what came since is counted too (TA2). */
  readonly isLate: boolean;
}

/** The tallies of a year by what this office reads; null before anything is trusted. */
export function draftTallies({ own, record }: ReadHere, period: Period): TallyDraft | null {
  const here = record.at();
  if (here === null) return null;
  const edition = editionsOf(here.book, own, period) + 1;
  const rows = talliesOf(here.statements, period);
  const from = releaseDay(period, Math.min(edition, 2));
  const released = releasesIn(here.book, period);
  const isSigned = ({ tallies }: YearRelease) =>
    tallies.every(({ signedOff }) => signedOff.some(({ organisation }) => organisation === own));
  const last = (released.find(({ organisation }) => organisation === own) ?? released.find(isSigned))?.tallies ?? [];
  const notYet = !record.mayEnter("release")
    ? "not-allowed"
    : edition > 2
      ? "released-twice"
      : isBeforeRelease(period, edition, record.moment)
        ? "too-early"
        : rows.length === 0
          ? "nothing-to-release"
          : differencesOf(last, rows).length === 0
            ? "nothing-changed"
            : null;
  const isLate = record.moment.at.slice(0, 10) > from;
  return { period, edition, rows, size: here.log.size, isWhole: here.readsAll, notYet, from, isLate };
}

/** The row that releases a draft, but for the import of its tallies. */
export function releaseOf(here: ReadHere, { period, edition, size }: TallyDraft, office: string) {
  const values: Omit<RowValues<"release">, "import"> = {
    ...yearFields(period),
    edition,
    until: size,
    notes: countedNotes(here, size),
    office,
  };
  return { key: keyOf(period, String(edition)), values };
}

/** A release held against what this office reads. */
export interface TallyCheck extends Pick<YearRelease, "organisation" | "values" | "tallies"> {
  readonly isOurs: boolean;
  readonly differences: ReturnType<typeof differencesOf>;
  /** True when both counted the same sealed notes. */
  readonly isOfOurNotes: boolean;
}

/** The newest release of the year by each office, made again; none of which the log is not here up to its size. */
export function checkTallies(here: ReadHere, period: Period): readonly TallyCheck[] {
  const newest = here.record.at();
  if (newest === null) return [];
  return releasesIn(newest.book, period).flatMap(({ organisation, values, tallies }): readonly TallyCheck[] => {
    const then = here.record.at(values.until);
    if (then === null) return [];
    const differences = differencesOf(tallies, talliesOf(then.statements, period));
    const isOfOurNotes = countedNotes(here, values.until) === values.notes;
    return [{ organisation, isOurs: organisation === here.own, values, tallies, differences, isOfOurNotes }];
  });
}

/** How many editions of the year this organisation released, withdrawn ones too. */
function editionsOf(book: RecordBook, organisation: string, period: Period): number {
  const keys = [1, 2].map((edition) => keyOf(period, String(edition)));
  return [...book.statements("release"), ...book.withdrawn.filter(({ register }) => register === "release")].filter(
    (each) => each.organisation === organisation && keys.includes(each.key),
  ).length;
}

const countedRegisters = new Set(catalogue.flatMap((definition) => sealedRegisterOf(definition) ?? []));

/** The hash of the ids of the sealed notes of the registers that are counted, as far as they lie below this size of the log (TA3a). */
function countedNotes({ record, hash }: ReadHere, size: number): string {
  const counted = record.sealedNotes.filter(
    ({ leaf, batch }) => countedRegisters.has(batch.register) && leaf !== null && leaf < size,
  );
  return hash(notesText(counted));
}
