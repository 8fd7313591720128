// How far this device is with the short lessons (LS1): which are done, and when all were. It rests encrypted, holds no answer, right or wrong, and
// leaves the device by no way.
import { type Lesson, lessons, lessonsEdition, lessonsHoldDays } from "../../core/lessons.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { LessonsView } from "../views.ts";

interface Progress {
  readonly edition: string;
  readonly done: readonly Lesson[];
  readonly finished: number | null;
}

const none: Progress = { edition: lessonsEdition, done: [], finished: null };
const place = ["meta" as TableOf<Progress>, "lessons"] as const;
const dayMilliseconds = 86_400_000;

export class LessonProgress {
  readonly #shelf: Shelf;
  readonly #clock: () => number;
  #progress: Progress;
  #last: Promise<void> = Promise.resolve();

  private constructor(shelf: Shelf, clock: () => number, progress: Progress) {
    this.#shelf = shelf;
    this.#clock = clock;
    this.#progress = progress;
  }

  static async load(shelf: Shelf, clock: () => number): Promise<LessonProgress> {
    return new LessonProgress(shelf, clock, (await shelf.get(...place)) ?? none);
  }

  get view(): LessonsView {
    const now = this.#clock();
    return { done: this.#done(now), finished: this.#progress.finished, isDue: this.#isDue(now) };
  }

  /** Keeps that a lesson is done. */
  finish(lesson: Lesson): Promise<void> {
    // One after another: each builds on what the one before it kept.
    const turn = this.#last.then(() => this.#keep(lesson, this.#clock()));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #keep(lesson: Lesson, now: number): Promise<void> {
    const before = this.#done(now);
    const lessonsDone = lessons.filter((each) => each === lesson || before.includes(each));
    const isNew = lessonsDone.length === lessons.length && before.length < lessons.length;
    const next = { edition: lessonsEdition, done: lessonsDone, finished: isNew ? now : this.#progress.finished };
    await this.#shelf.store.write([this.#shelf.put(...place, next)]);
    this.#progress = next;
  }

  /** True when they are to be done: never done, done too long ago, or others now. A clock that ran ahead when they were done does not put them off. */
  #isDue(now: number): boolean {
    const { edition, finished } = this.#progress;
    if (finished === null || edition !== lessonsEdition) return true;
    return now - finished > lessonsHoldDays * dayMilliseconds || finished - now > dayMilliseconds;
  }

  /** The lessons that are done, of those that are to be done now: when it is time to do them anew, none is. */
  #done(now: number): readonly Lesson[] {
    const { edition, done } = this.#progress;
    return edition !== lessonsEdition || (done.length === lessons.length && this.#isDue(now)) ? [] : done;
  }
}
