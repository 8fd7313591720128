// The release of a year's tallies by one office, and the comparison by a second one, on a device that reads the sealed rows (docs/spec/tally.md).
import { catalogue } from "../assessment/catalogue.ts";
import type { Period } from "../assessment/fact-value.ts";
import { indexStatements } from "../assessment/statement-index.ts";
import { keyOf, releasesIn, sealedRegisterOf, talliesOf, yearFields } from "../assessment/tally.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import type { Device } from "../member/device.ts";
import { type CountryRecord, hashOfText } from "../member/record/record-keeper.ts";
import { must } from "../member/verb.ts";
import { isBeforeRelease, loggedTime, releaseDay } from "../record/author.ts";
import type { Statement } from "../record/statement.ts";
import { commandProblem } from "./command-problem.ts";

/** A release that nobody signed yet. */
interface ReleaseDraft {
  readonly period: Period;
  readonly edition: number;
  readonly rows: readonly Row<"tally">[];
  /** The size of the log up to which was counted. */
  readonly size: number;
  /** False for an office that was not the first reviewer: rows from before it are not counted. */
  readonly isWhole: boolean;
}

/** The tallies of a year by what this device reads. Throws a problem of the command where the year may not be released, or not yet. */
export function draftRelease(member: Device, period: Period): ReleaseDraft {
  if (!member.record.mayEnter("release"))
    throw commandProblem("not-allowed", "only an ombudsman or a statistics office releases tallies");
  const record = recordOf(member);
  const own = ownId(member);
  const edition = releasesOf(record, own, period).length + 1;
  if (edition > 2)
    throw commandProblem("released-twice", `${period.year} was released twice, and is not changed again`);
  const { times } = member.room.open().log.directory;
  const moment = { at: new Date(member.room.parts.clock()).toISOString(), logged: loggedTime(times, record.log.size) };
  if (isBeforeRelease(period, edition, moment))
    throw commandProblem(
      "too-early",
      `edition ${edition} of ${period.year} may be released from ${releaseDay(period, edition)} on, by this computer's clock and by the log`,
    );
  const rows = talliesOf(record.statements, period);
  if (rows.length === 0) throw commandProblem("nothing-to-release", "the sealed registers hold nothing of this year");
  if (differencesOf(lastRows(record, own, period), rows).length === 0)
    throw commandProblem("nothing-changed", "the numbers are those of the first edition");
  return { period, edition, rows, size: record.log.size, isWhole: record.readsAll };
}

/** Enters the tallies and their release, and returns the id of the import of the tallies. Throws a problem of the engine. */
export async function enterRelease(member: Device, draft: ReleaseDraft, office: string): Promise<string> {
  const { period, edition, rows, size } = draft;
  const { imports } = await must(member.record.enter("tally", rows));
  const [id = ""] = imports;
  const values: RowValues<"release"> = {
    ...yearFields(period),
    edition,
    import: id,
    until: size,
    notes: countedNotes(member, size),
    office,
  };
  await must(member.record.enter("release", [{ key: keyOf(period, String(edition)), source: ownFiles, values }]));
  await member.sync();
  return id;
}

/** One tally that the two offices do not have alike; null where one of them has none. */
interface TallyDifference {
  readonly name: string;
  readonly released: Row<"tally"> | null;
  readonly ours: Row<"tally"> | null;
}

interface ReleaseCheck {
  readonly organisation: string;
  readonly values: RowValues<"release">;
  readonly tallies: number;
  readonly differences: readonly TallyDifference[];
  /** True when both counted the same sealed notes. */
  readonly isOfOurNotes: boolean;
}

/** The newest release of the year by another organisation, held against what this device reads. Throws a problem of the command where there is none. */
export function compareRelease(member: Device, period: Period): ReleaseCheck {
  const newest = recordOf(member);
  const releases = releasesIn(indexStatements(newest.statements), period);
  const release = releases.find(({ organisation }) => organisation !== ownId(member));
  if (release === undefined)
    throw commandProblem("no-release", `no other office released the tallies of ${period.year}`);
  const { organisation, values } = release;
  const record = member.record.at(values.until);
  if (record === null)
    throw commandProblem("not-trusted", "the log is not here up to the size of which the release speaks");
  const theirs = rowsOfImport(newest, organisation, values.import);
  return {
    organisation,
    values,
    tallies: theirs.length,
    differences: differencesOf(theirs, talliesOf(record.statements, period)),
    isOfOurNotes: countedNotes(member, values.until) === values.notes,
  };
}

/** Signs off the tallies of a release that was compared. Throws a problem of the engine. */
export async function signRelease(
  member: Device,
  { organisation, values }: ReleaseCheck,
  office: string,
): Promise<void> {
  await must(member.record.signOff(values.import, office, organisation));
  await member.sync();
}

function ownId(member: Device): string {
  return member.view?.self?.organisation.id ?? "";
}

function recordOf(member: Device): CountryRecord {
  const record = member.record.at();
  if (record === null)
    throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
  return record;
}

/** Releases of the year by this organisation, withdrawn ones too: a second edition is the last one. */
function releasesOf({ book }: CountryRecord, organisation: string, period: Period): readonly unknown[] {
  const keys = [1, 2].map((edition) => keyOf(period, String(edition)));
  return [...book.statements("release"), ...book.withdrawn.filter(({ register }) => register === "release")].filter(
    (each) => each.organisation === organisation && keys.includes(each.key),
  );
}

function lastRows(record: CountryRecord, organisation: string, period: Period): readonly Row<"tally">[] {
  const last = releasesIn(indexStatements(record.statements), period).find((one) => one.organisation === organisation);
  return last === undefined ? [] : rowsOfImport(record, organisation, last.values.import);
}

function rowsOfImport({ book }: CountryRecord, organisation: string, id: string): readonly Row<"tally">[] {
  const isOfImport = (one: Statement<"tally">) => one.organisation === organisation && one.import === id;
  return book
    .statements("tally")
    .filter(isOfImport)
    .map(({ key, source, values }) => ({ key, source, values }));
}

const countedRegisters = new Set(catalogue.flatMap((definition) => sealedRegisterOf(definition) ?? []));

/** The hash of the ids of the sealed notes of the registers that are counted, as far as they lie below this size of the log. */
function countedNotes(member: Device, size: number): string {
  const ids = member.record.sealedNotes.flatMap(({ id, leaf, batch }) =>
    countedRegisters.has(batch.register) && leaf !== null && leaf < size ? [id] : [],
  );
  return hashOfText(ids.sort().join("\n"));
}

function differencesOf(theirs: readonly Row<"tally">[], ours: readonly Row<"tally">[]): readonly TallyDifference[] {
  const byName = (rows: readonly Row<"tally">[]) => new Map(rows.map((row) => [`${row.key} (${row.source})`, row]));
  const [their, our] = [byName(theirs), byName(ours)];
  return [...new Set([...their.keys(), ...our.keys()])]
    .map((name) => ({ name, released: their.get(name) ?? null, ours: our.get(name) ?? null }))
    .filter((pair) => spelled(pair.released) !== spelled(pair.ours));
}

function spelled(row: Row<"tally"> | null): string {
  if (row === null || !("values" in row)) return "";
  return JSON.stringify(Object.entries(row.values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
