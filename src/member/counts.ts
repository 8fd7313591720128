// The desk of the year's count (docs/spec/offices.md): what this organisation counts of its cases and sends to the two offices; and what an office makes of all counts.
import { answersOfYear, caseOfYear, countLeaf } from "../core/case-of-year.ts";
import { Problem } from "../core/problem.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import { type CaseToCount, steadyCount, type YearCount, yearCount } from "../core/year-count.ts";
import { countToken } from "../note/count-token.ts";
import { isBeforeRelease, loggedTime, releaseDay } from "../record/author.ts";
import { officesAt } from "../record/readers.ts";
import { casesReleases, differencesOf, isSameTally, keyOfCasesRelease, type YearRelease } from "../record/release.ts";
import { askedToCount, notesOfCounts, rowsOfCount, type SentCount, signatureRow } from "../record/sent-counts.ts";
import { notesText } from "../record/sign-off.ts";
import type { AllCases } from "./cases/case-list.ts";
import { inTurn } from "./cases/in-turn.ts";
import type { Reader } from "./reader.ts";
import { type CountryCount, countryCount, countsIn, signersOf } from "./record/country-count.ts";
import { type CountryRecord, hashOfText } from "./record/record-keeper.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

/** What would be sent. Nothing is, before somebody looked. */
export interface CountDraft {
  readonly count: YearCount;
  /** The second one corrects the first. */
  readonly edition: number;
  /** The same was sent already. */
  readonly isSent: boolean;
}

/** Why there is no draft: the log's time has not come to the February after the year, this organisation counts no cases, or it sent two already. */
export type NoDraft = "too-early" | "counts-none" | "sent-twice" | "locked";

/** What an office may release, or why not. */
export interface CountryDraft extends CountryCount {
  readonly edition: number;
  readonly size: number;
  readonly notYet: "no-office" | "too-early" | "nothing-sent" | "released" | "nothing-changed" | null;
  /** From when on this edition may be released. */
  readonly from: string;
}

/** A release, made again from what was sealed to this office. */
export interface CountCheck {
  readonly release: YearRelease;
  readonly isOurs: boolean;
  readonly differences: ReturnType<typeof differencesOf>;
  /** Both counted the same notes, and as many senders. */
  readonly isOfOurNotes: boolean;
  readonly ours: CountryCount;
}

export class CountDesk {
  readonly #room: Room;
  readonly #reading = new Map<number, () => Promise<readonly CaseToCount[] | null>>();

  constructor(room: Room) {
    this.#room = room;
  }

  /** True for an organisation that counts its cases for the country. */
  get mayCount(): boolean {
    return this.#room.reader?.rows.mayEnter("count") === true;
  }

  /** True for one of the two offices to which counts are sealed. */
  get isOffice(): boolean {
    const { here, now } = this.#room;
    const own = this.#own;
    return here !== null && own !== null && officesAt(here.log.directory, now).includes(own);
  }

  /** The two offices, by their ids. */
  get offices(): readonly string[] {
    const { here, now } = this.#room;
    return here === null ? [] : officesAt(here.log.directory, now);
  }

  /** True where this organisation had one device that could sign: then its count needs no second one. */
  isAlone(year: number): boolean {
    const { here, now } = this.#room;
    return here !== null && signersOf(here.log.directory, this.#own ?? "", year, now) < 2;
  }

  get #own(): string | null {
    return this.#room.reader?.organisation ?? null;
  }

  /** The last year of which a count can be made: the log's time has come to the February after it. Null before the first. */
  get lastYear(): number | null {
    const { here } = this.#room;
    const time = this.#room.logTime;
    if (here === null || time === null) return null;
    const year = new Date(time).getUTCFullYear() - 1;
    const { times } = here.log.directory;
    return [year, year - 1].find((each) => countLeaf(each, times) !== null) ?? null;
  }

  /** What this organisation sent last of a year, signed or not; null where it sent nothing that adds up. */
  sentOf(year: number): SentCount | null {
    return this.#sent(year).at(-1) ?? null;
  }

  #sent(year: number): readonly SentCount[] {
    const { here, reader, now } = this.#room;
    if (here === null || reader === null) return [];
    const all = countsIn(reader.rows.sealedNotes, year, here.log.directory, now);
    return all.filter(({ organisation }) => organisation === reader.organisation);
  }

  /** Whether the offices have a count already, and which edition it is: one that nobody signed is none, and the same one sent again is no further one. */
  #placeOf(count: YearCount): Pick<CountDraft, "edition" | "isSent"> {
    const sent = this.#sent(count.year);
    const spelledCount = ({ count: one }: Pick<SentCount, "count">) => JSON.stringify(one);
    const standing = new Set(sent.filter(({ isSigned }) => isSigned || this.isAlone(count.year)).map(spelledCount));
    const last = sent.at(-1);
    const isLast = last !== undefined && spelledCount(last) === spelledCount({ count });
    // An office that came since, or took another's place, needs it too.
    return {
      edition: standing.size + (isLast && standing.has(spelledCount(last)) ? 0 : 1),
      isSent: isLast && last.isForOfficesNow,
    };
  }

  /** The cases of a year, read in turn: null where the device was locked meanwhile. */
  #casesOf(year: number): Promise<readonly CaseToCount[] | null> {
    const whileReading = async <T>(read: (reader: Reader, goesOn: () => boolean) => Promise<T>) => {
      const { reader } = this.#room;
      return reader === null ? null : read(reader, () => this.#room.reader === reader);
    };
    const reading =
      this.#reading.get(year) ??
      inTurn(
        () => whileReading(({ list }, goesOn) => list.readAll(goesOn)),
        () => whileReading((reader, goesOn) => casesToCount(reader, year, goesOn)),
      );
    this.#reading.set(year, reading);
    return reading();
  }

  /** Counts the cases of a year: each is read once, and let go again. */
  async draft(year: number): Promise<CountDraft | NoDraft> {
    const { here, reader } = this.#room;
    if (here === null || reader === null) return "locked";
    const { directory, founding } = here.log;
    if (!this.mayCount) return "counts-none";
    if (countLeaf(year, directory.times) === null) return "too-early";
    const cases = await this.#casesOf(year);
    if (cases === null) return "locked";
    const { organisation } = reader;
    const before = this.sentOf(year);
    const whole = yearCount(year, cases, (fact, { caseId, salt }, referral) => {
      const answer = referral === undefined ? {} : { answer: { referral, organisation } };
      return countToken(founding.origin, { year, fact, caseId, salt, ...answer });
    });
    const count = steadyCount(whole, before?.count ?? null);
    const place = this.#placeOf(count);
    return place.edition > 2 ? "sent-twice" : { count, ...place };
  }

  /** Seals a count to the two offices. Refused as `not-allowed` for one that they have already, or is the third. */
  send = (draft: CountDraft) =>
    this.#room.verb(async ({ session }) => {
      const { edition, isSent } = this.#placeOf(draft.count);
      if (isSent || draft.edition !== edition || edition > 2) throw new Problem("engine", "not-allowed");
      const { imports } = await session.reader.rows.enter("count", rowsOfCount(draft.count, draft.edition));
      return imports[0] ?? "";
    });

  /** Vouches for the count that a person saw: an import of another device of this organisation. Refused as `not-allowed` where another one was sent since, or this device entered it. */
  sign = (year: number, seen: Pick<SentCount, "import" | "notes">) =>
    this.#room.verb(async ({ session }) => {
      const sent = this.sentOf(year);
      const isSeen = sent !== null && sent.import === seen.import && sent.notes === seen.notes && !sent.isSigned;
      if (!isSeen || sent.devices.includes(session.device)) throw new Problem("engine", "not-allowed");
      await session.reader.rows.enter("count", [signatureRow(year, sent)]);
    });

  /** Who is to count a year, from the directory alone. */
  asked(year: number): readonly string[] {
    const { here } = this.#room;
    return here === null ? [] : askedToCount(here.log.directory, year);
  }

  /** The country's numbers as this office would release them now; null where nothing is trusted yet. */
  country(year: number): CountryDraft | null {
    const { here, reader } = this.#room;
    const record = reader?.rows.at() ?? null;
    if (here === null || reader === null || record === null) return null;
    const edition = editionsOf(record, year, this.#own) + 1;
    const count = this.#made(record, year, Math.min(edition, 2));
    const { times } = here.log.directory;
    const moment = {
      at: new Date(this.#room.parts.clock()).toISOString(),
      logged: loggedTime(times, record.log.size),
    };
    const calendar = { year, kind: "calendar" } as const;
    const notYet = !this.isOffice
      ? "no-office"
      : edition > 2
        ? "released"
        : isBeforeRelease(calendar, edition, moment)
          ? "too-early"
          : count.sent === 0
            ? "nothing-sent"
            : count.isUnchanged
              ? "nothing-changed"
              : null;
    return { ...count, edition, size: record.log.size, notYet, from: releaseDay(calendar, edition) };
  }

  /** Enters the tallies and their release. Refused as `not-allowed` where it may not be. */
  release = (draft: CountryDraft, office: string) =>
    this.#room.verb(async ({ session }) => {
      const now = this.country(draft.year);
      if (now === null || now.notYet !== null || JSON.stringify(now.rows) !== JSON.stringify(draft.rows))
        throw new Problem("engine", "changed-meanwhile");
      const { rows } = session.reader;
      const { imports } = await rows.enter("tally", now.rows);
      const values: RowValues<"release"> = {
        year: String(now.year),
        what: "cases",
        asked: now.asked,
        sent: now.sent,
        edition: now.edition,
        import: imports[0] ?? "",
        until: now.size,
        notes: this.#commitment(session, now.year, now.size),
        office,
      };
      const key = keyOfCasesRelease(now.year, now.edition);
      await rows.enter("release", [{ key, source: ownFiles, values }]);
      return imports[0] ?? "";
    });

  /** The newest release of a year, made again; null where there is none, or the log is not here up to its size. */
  check(year: number): CountCheck | null {
    const { here, reader } = this.#room;
    const record = reader?.rows.at() ?? null;
    const release = record === null ? undefined : casesReleases(record.book, year).at(-1);
    if (here === null || reader === null || release === undefined) return null;
    const { values, tallies, organisation } = release;
    const then = reader.rows.at(values.until);
    if (then === null) return null;
    const ours = this.#made(then, year, values.edition);
    const isOfOurNotes =
      this.#commitment(here.session, year, values.until) === values.notes &&
      ours.asked === values.asked &&
      ours.sent === values.sent;
    return {
      release,
      isOurs: organisation === this.#own,
      differences: differencesOf(tallies, ours.rows),
      isOfOurNotes,
      ours,
    };
  }

  /** Signs off a release of the other office that says what this one counts. Refused as `not-allowed` for any other. */
  signRelease = (year: number, office: string) =>
    this.#room.verb(async ({ session }) => {
      const checked = this.check(year);
      if (checked === null || !isSameTally(checked) || checked.isOurs || !this.isOffice)
        throw new Problem("engine", "not-allowed");
      const { values, organisation } = checked.release;
      await session.reader.rows.signOff(values.import, office, organisation);
    });

  /** Of what the offices hold of a year's counts below a size of the log: what one alone holds would keep the other from saying the same. */
  #commitment({ reader }: Session, year: number, size: number): string {
    const below = reader.rows.sealedNotes.filter(({ leaf }) => leaf !== null && leaf < size);
    const offices = officesAt(this.#room.open().log.directory, size);
    const notes = notesOfCounts(below, year, () => offices);
    return hashOfText(notesText(notes));
  }

  #made(record: CountryRecord, year: number, edition: number): CountryCount {
    const { log } = this.#room.open();
    const notes = this.#room.reader?.rows.sealedNotes ?? [];
    const known = { book: record.book, notes, directory: log.directory, origin: log.founding.origin };
    return countryCount(known, year, record.log.size, edition);
  }
}

/** Each case with what it adds; null where the device was locked meanwhile. */
async function casesToCount(
  { cases, list, organisation, log }: AllCases,
  year: number,
  isOpen: () => boolean,
): Promise<readonly CaseToCount[] | null> {
  const { directory } = log;
  const counted: CaseToCount[] = [];
  for (const caseId of cases.caseIds) {
    if (!isOpen()) return null;
    const additions = await list.lookInto(caseId, (openCase): readonly CaseToCount[] => {
      const { state } = openCase;
      const opening = state.entries.find(({ id }) => id === caseId)?.content;
      if (opening === undefined || "newer" in opening) return [];
      const ofYear = caseOfYear({ state, counted: openCase.counted }, organisation, year, directory);
      const answers = answersOfYear(state, organisation, year, directory);
      return ofYear === null && answers.length === 0 ? [] : [{ caseId, salt: opening.salt, ofYear, answers }];
    });
    counted.push(...additions);
  }
  return counted;
}

/** Editions that there are; of this office those too that it withdrew. What another one withdrew this one may release. */
function editionsOf({ book }: CountryRecord, year: number, own: string | null): number {
  const withdrawn = book.withdrawn.flatMap(({ register, organisation, key, history }) => {
    const values = history.find((version) => version.values !== null)?.values as RowValues<"release"> | undefined;
    const isRelease = register === "release" && values?.what === "cases" && values.year === String(year);
    const isOurs = isRelease && organisation === own;
    return isOurs && key === keyOfCasesRelease(year, values.edition) ? [values.edition] : [];
  });
  return Math.max(0, ...withdrawn, ...casesReleases(book, year).map(({ values }) => values.edition));
}
