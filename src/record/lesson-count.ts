// How the short lessons become numbers in the country's record (docs/spec/lessons.md): which organisation counts them, and how many devices did
// them in which month. No name, no mark and no wrong answer is in any of it.
import type { Directory } from "../core/directory.ts";
import { lessonsEditions, lessonsHoldDays } from "../core/lessons.ts";
import type { OrganisationKind, Party } from "../core/party.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { reviewers } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { TimeLeaf } from "../core/waits.ts";
import { leafBeforePlay, loggedTime } from "./author.ts";
import type { RecordBook } from "./book.ts";
import { readersOf } from "./readers.ts";

/** A device that does them again is counted again once so many days have passed by the log's time, whatever the edition (LS3). */
export const countedAgainDays = 334;

type Profession = RowValues<"training">["profession"];

/** Whom the devices of an organisation belong to. Others than referrers do no lessons. */
export const professionOfKind: { readonly [K in OrganisationKind]?: Profession } = {
  "border-post": "border-guard",
  police: "police",
  "labour-inspection": "labour-inspector",
  consulate: "consul",
};

/** Who counts, the first of these parties that there is: those who teach, else those who keep the register. */
const counting: readonly Party[] = ["educator", "coordinator"];

/** To whom a device says that the lessons are done. */
export interface LessonReaders {
  /** The organisation that enters the number. */
  readonly countedBy: string;
  /** That one and the reviewers, four in all. */
  readonly readers: readonly string[];
}

/** To whom a device says at a size of the log that the lessons are done; null where nobody counts (LS2). */
export function lessonReaders(directory: Directory, now: number): LessonReaders | null {
  const countedBy = countingAt(countingOf(directory), directory, now);
  return countedBy === null ? null : { countedBy, readers: readersOf([], directory, countedBy, now) ?? [countedBy] };
}

/** The organisations that may count, in the order in which they do. */
function countingOf(directory: Directory): readonly string[] {
  return directory
    .organisations()
    .filter(({ party }) => counting.includes(party))
    .sort(
      (a, b) =>
        counting.indexOf(a.party) - counting.indexOf(b.party) || a.admitted - b.admitted || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

function countingAt(inOrder: readonly string[], directory: Directory, now: number): string | null {
  return inOrder.find((id) => directory.epochForSending(id, now) !== null) ?? null;
}

/** That a device has done the lessons: a verified entry of the log. */
export interface LessonsDone {
  readonly leaf: number;
  readonly position: number;
  readonly device: string;
  readonly edition: string;
  readonly countedBy: string;
  /** Its readers. */
  readonly to: readonly string[];
  /** The size of the log that the device had seen. */
  readonly seen: number;
}

/** One that is in order: of whose profession it is, and when it was logged in seconds since 1970. */
interface InOrder extends LessonsDone {
  readonly profession: Profession;
  readonly seconds: number;
  readonly month: string;
}

/** How many devices did the lessons in one month. */
export interface LessonCount {
  readonly edition: string;
  /** Year and month by the log's time. */
  readonly month: string;
  readonly profession: Profession;
  readonly countedBy: string;
  readonly participants: number;
}

/** Of an organisation: how many of its devices are in use, and how many of them did the lessons in the last year. */
export interface LessonCoverage {
  readonly organisation: string;
  readonly devices: number;
  readonly done: number;
}

/** The numbers that follow from what was logged, by month; whatever the order in which it came (LS3). */
export function countLessons(done: readonly LessonsDone[], directory: Directory): readonly LessonCount[] {
  const groups = Map.groupBy(counted(inOrder(done, directory)), ({ edition, month, profession, countedBy }) =>
    [month, profession, edition, countedBy].join(" "),
  );
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, those]) =>
      those.slice(0, 1).map(({ edition, month, profession, countedBy }) => ({
        edition,
        month,
        profession,
        countedBy,
        participants: those.length,
      })),
    );
}

/** Every organisation whose devices do lessons: how many are in use at a size of the log, and how many of them did the lessons in the year before. */
export function coverLessons(
  done: readonly LessonsDone[],
  directory: Directory,
  now: number,
): readonly LessonCoverage[] {
  const today = directory.times.findLast(({ index }) => index < now)?.seconds ?? 0;
  const lately = inOrder(done, directory).filter(({ seconds }) => today - seconds <= lessonsHoldDays * daySeconds);
  const trained = new Set(lately.map(({ device }) => device));
  return directory
    .organisations()
    .filter(({ id, kind }) => professionOfKind[kind] !== undefined && directory.isActiveOrganisation(id, now))
    .map(({ id }) => {
      const devices = directory.devicesOf(id).filter((device) => directory.mayAuthor(device.id, now));
      return { organisation: id, devices: devices.length, done: devices.filter((one) => trained.has(one.id)).length };
    });
}

/** The row of the register of trainings that says a number. Under its key a later number corrects it (RC3). */
export function lessonRow({ edition, month, profession, participants }: LessonCount): Row<"training"> {
  const values: RowValues<"training"> = {
    on: month,
    topic: "recognition",
    profession,
    participants,
    kind: "lessons",
    trainer: `Panoh ${edition}`,
  };
  return { key: `lessons/${edition}/${month}/${profession}`, source: ownFiles, values };
}

/** A number beside what the organisation that counts entered of it into the register of trainings. */
export interface LessonCountEntered extends LessonCount {
  /** Null when nothing is entered, or no number. */
  readonly entered: number | null;
  /**
   * Why it is not entered by itself, whatever the number: somebody took the row back, or entered something else in its place. What people
   * decided stays until people change it.
   */
  readonly hindrance: "taken-back" | "other-row" | null;
}

/** The numbers, each beside what is entered of it (LS5). */
export function besideEntered(
  counts: readonly LessonCount[],
  record: Pick<RecordBook, "statements" | "withdrawn">,
): readonly LessonCountEntered[] {
  const nameOf = ({ organisation, key }: { readonly organisation: string; readonly key: string }) =>
    `${organisation} ${key}`;
  const own = record.statements("training").filter(({ source }) => source === ownFiles);
  const rows = new Map(own.map((one) => [nameOf(one), one.values]));
  const gone = record.withdrawn.filter(({ register, source }) => register === "training" && source === ownFiles);
  const takenBack = new Set(gone.map(nameOf));
  return counts.map((count) => {
    const name = nameOf({ organisation: count.countedBy, key: lessonRow(count).key });
    const row = rows.get(name);
    if (row === undefined) return { ...count, entered: null, hindrance: takenBack.has(name) ? "taken-back" : null };
    const entered = typeof row.participants === "number" ? row.participants : null;
    return { ...count, entered, hindrance: row.kind === "lessons" && entered !== null ? null : "other-row" };
  });
}

/** The rows that an organisation is to enter: its numbers that are higher than what is entered. A lower one is never entered by itself: entries may be missing here. */
export function rowsToEnter(counts: readonly LessonCountEntered[], organisation: string): readonly Row<"training">[] {
  return counts
    .filter(({ countedBy, hindrance }) => countedBy === organisation && hindrance === null)
    .filter(({ entered, participants }) => participants > (entered ?? 0))
    .map(lessonRow);
}

/** What counts at all (LS3), in the order of the log. */
function inOrder(done: readonly LessonsDone[], directory: Directory): readonly InOrder[] {
  const mayCount = countingOf(directory);
  const reviewing = new Set(
    directory.organisations().flatMap(({ id, party }) => (reviewers.includes(party) ? [id] : [])),
  );
  return [...done]
    .sort((a, b) => a.leaf - b.leaf || a.position - b.position)
    .flatMap((one): readonly InOrder[] => {
      const { device, leaf, edition } = one;
      const organisation = directory.organisation(directory.device(device)?.organisation ?? "");
      const profession = organisation === null ? undefined : professionOfKind[organisation.kind];
      const seconds = timeOf(directory.times, leaf);
      if (profession === undefined || seconds === null) return [];
      if (!lessonsEditions.includes(edition) || !directory.mayAuthor(device, leaf)) return [];
      if (!isSealedRightly(one, directory, mayCount, reviewing)) return [];
      return [{ ...one, profession, seconds, month: monthOf(seconds) }];
    });
}

/**
 * True when it goes to the organisation that counts, and to a reviewer where there is one. A device knows the directory as it was some time before
 * it wrote, and what it wrote may be logged late: so any of these times will do.
 */
function isSealedRightly(
  { leaf, seen, countedBy, to }: LessonsDone,
  directory: Directory,
  mayCount: readonly string[],
  reviewing: ReadonlySet<string>,
): boolean {
  const times = [leaf, seen, leafBeforePlay(directory.times, seen)].filter((at) => at !== null);
  return (
    to.includes(countedBy) &&
    times.some((at) => countingAt(mayCount, directory, at) === countedBy) &&
    (to.some((id) => reviewing.has(id)) || times.some((at) => readersOf([], directory, countedBy, at) === null))
  );
}

/** One for each device and year: who does them twice is counted once. */
function counted(done: readonly InOrder[]): readonly InOrder[] {
  const last = new Map<string, number>();
  return done.filter(({ device, seconds }) => {
    if (seconds - (last.get(device) ?? Number.NEGATIVE_INFINITY) < countedAgainDays * daySeconds) return false;
    last.set(device, seconds);
    return true;
  });
}

// What was logged before the first time note is of that note's time; without any, nothing is counted yet.
function timeOf(times: readonly TimeLeaf[], leaf: number): number | null {
  return loggedTime(times, leaf) ?? times[0]?.seconds ?? null;
}

function monthOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 7);
}

const daySeconds = 86_400;
