// The short lessons at the organisation that counts: it enters how many devices did them, and reviewers see both numbers (docs/spec/lessons.md).
import type { LessonCount, LessonCountEntered, LessonCoverage } from "../../record/lesson-count.ts";
import { besideEntered, countLessons, coverLessons, rowsToEnter } from "../../record/lesson-count.ts";
import type { CaseBook } from "../cases/case-book.ts";
import type { Entered, RecordKeeper } from "../record/record-keeper.ts";
import type { PublicLog } from "../trust/public-log.ts";

export class LessonCounts {
  readonly #log: PublicLog;
  readonly #book: CaseBook;
  readonly #rows: RecordKeeper;
  readonly #organisation: string;
  #counts: readonly LessonCount[] | null = null;

  constructor(log: PublicLog, book: CaseBook, rows: RecordKeeper, organisation: string) {
    this.#log = log;
    this.#book = book;
    this.#rows = rows;
    this.#organisation = organisation;
  }

  /** How many devices did them in each month, by the entries that this reader has, beside what is entered of it (LS3). */
  get counts(): readonly LessonCountEntered[] {
    this.#counts ??= countLessons(this.#book.lessonsDone(), this.#log.directory);
    return besideEntered(this.#counts, this.#rows.record);
  }

  /** To be called when entries, the directory or held revocations changed: what was counted is counted anew. */
  forgetCounts(): void {
    this.#counts = null;
  }

  /** How many devices of each organisation did them in the last year, by the entries that this reader has (LS6). */
  get coverage(): readonly LessonCoverage[] {
    return coverLessons(this.#book.lessonsDone(), this.#log.directory, this.#log.follower.seen?.size ?? 1);
  }

  /** Enters the numbers that this organisation counts, where more were done than are entered; null when there are none (LS5). */
  async enter(): Promise<Entered | null> {
    const rows = rowsToEnter(this.counts, this.#organisation);
    return rows.length === 0 ? null : this.#rows.enter("training", rows);
  }
}
