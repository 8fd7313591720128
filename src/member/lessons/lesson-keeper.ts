// The short lessons on a referrer's device: it keeps how far the device is and seals, once, that all are done (docs/spec/lessons.md).
import type { Lesson } from "../../core/lessons.ts";
import { isProblem, Problem } from "../../core/problem.ts";
import { lessonReaders } from "../../record/lesson-count.ts";
import type { Composer } from "../sending/composer.ts";
import type { Dispatch } from "../sending/dispatch.ts";
import type { MemberStore } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import type { LessonsView } from "../views.ts";
import type { LessonProgress } from "./lesson-progress.ts";

interface LessonKeeperParts {
  readonly store: MemberStore;
  readonly log: PublicLog;
  readonly dispatch: Dispatch;
  readonly progress: LessonProgress;
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

  /** Seals that the lessons are done, if they are and that is not sealed yet (LS2). What hinders it now, the next sync tries again. */
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
      // Locked meanwhile: whoever unlocks next seals it, and it is sealed once.
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

  get #doesLessons(): boolean {
    const { log, organisation } = this.#parts;
    return log.directory.organisation(organisation)?.party === "referrer";
  }

  get #now(): number {
    return this.#parts.log.follower.seen?.size ?? 1;
  }
}
