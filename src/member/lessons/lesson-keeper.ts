// The short lessons, on both ends: a referrer's device keeps how far it is and seals, once, that it has done them; the organisation that counts
// enters how many did, and reviewers see both numbers (docs/spec/lessons.md).

import type { Lesson } from "../../core/lessons.ts";
import { isProblem, Problem } from "../../core/problem.ts";
import type { LessonCount, LessonCountEntered, LessonCoverage } from "../../record/lesson-count.ts";
import { besideEntered, countLessons, coverLessons, lessonReaders, rowsToEnter } from "../../record/lesson-count.ts";
import type { CaseBook } from "../cases/case-book.ts";
import type { Entered, RecordKeeper } from "../record/record-keeper.ts";
import type { Composer } from "../sending/composer.ts";
import type { Dispatch } from "../sending/dispatch.ts";
import type { MemberStore } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import type { LessonsView } from "../views.ts";
import type { LessonProgress } from "./lesson-progress.ts";

export interface LessonKeeperParts {
  readonly store: MemberStore;
  readonly log: PublicLog;
  readonly book: CaseBook;
  readonly dispatch: Dispatch;
  readonly progress: LessonProgress;
  readonly rows: RecordKeeper;
  readonly organisation: string;
  readonly clock: () => number;
  /** Throws a Problem of the engine while this device may not write. */
  readonly composer: () => Composer;
  /** False once the device locked. */
  readonly isOpen: () => boolean;
}

export class LessonKeeper {
  readonly #parts: LessonKeeperParts;
  #last: Promise<void> = Promise.resolve();
  #counts: readonly LessonCount[] | null = null;

  constructor(parts: LessonKeeperParts) {
    this.#parts = parts;
  }

  /** How far this device is; null on one that does no lessons. */
  get view(): LessonsView | null {
    if (!this.#doesLessons) return null;
    const { log, progress, clock } = this.#parts;
    const now = clock();
    const { finished, isSealed } = progress;
    const countedBy = lessonReaders(log.directory, this.#now)?.countedBy ?? null;
    return { done: progress.done(now), finished, isDue: progress.isDue(now), isSealed, countedBy };
  }

  /** Keeps that a lesson is done; with the last one that is sealed, now or at a later sync. Throws a Problem of the engine `not-allowed` on a device of others. */
  finish(lesson: Lesson): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#doesLessons) throw new Problem("engine", "not-allowed");
      const { store, progress, clock } = this.#parts;
      const { change, apply } = progress.finish(lesson, clock());
      await store.write([change]);
      apply();
      await this.#seal();
    });
  }

  /** Seals that the lessons are done, if they are and nobody was told (LS2). What hinders it now, the next sync tries again. */
  seal(): Promise<void> {
    return this.#inTurn(() => this.#seal());
  }

  async #seal(): Promise<void> {
    const { log, dispatch, progress, isOpen } = this.#parts;
    // The last tokens are for referrals.
    if (!progress.isToBeSealed || !dispatch.maySpendByItself || log.alarms.has("fork")) return;
    const readers = lessonReaders(log.directory, this.#now);
    if (readers === null) return;
    try {
      const composer = this.#parts.composer();
      const envelopes = await composer.seal([composer.lessonsDone(readers, progress.edition)]);
      // Locked meanwhile: whoever unlocks next seals it, and it is told once.
      if (!isOpen()) return;
      const { change, apply } = progress.sealed();
      const packed = envelopes.map((bytes) => dispatch.pack(bytes, "case"));
      await dispatch.post(packed, [change]);
      apply();
    } catch (error) {
      if (!isProblem(error, "engine")) throw error;
    }
  }

  // One after another: each step builds on what the one before it kept.
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** How many devices did them in each month, as this reader was told, beside what is entered of it (LS3). */
  get counts(): readonly LessonCountEntered[] {
    const { log, book, rows } = this.#parts;
    this.#counts ??= countLessons(book.lessonsDone(), log.directory);
    return besideEntered(this.#counts, rows.record);
  }

  /** To be called when entries, the directory or held revocations changed: what was counted is counted anew. */
  forgetCounts(): void {
    this.#counts = null;
  }

  /** How many devices of each organisation did them in the last year, as this reader was told (LS6). */
  get coverage(): readonly LessonCoverage[] {
    const { log, book } = this.#parts;
    return coverLessons(book.lessonsDone(), log.directory, this.#now);
  }

  /** Enters the numbers that this organisation counts, where more were done than are entered; null when there are none (LS5). */
  async enter(): Promise<Entered | null> {
    const rows = rowsToEnter(this.counts, this.#parts.organisation);
    return rows.length === 0 ? null : this.#parts.rows.enter("training", rows);
  }

  get #doesLessons(): boolean {
    const { log, organisation } = this.#parts;
    return log.directory.organisation(organisation)?.party === "referrer";
  }

  get #now(): number {
    return this.#parts.log.follower.seen?.size ?? 1;
  }
}
