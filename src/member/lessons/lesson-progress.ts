// How far this device is with the short lessons (LS1): which are done, when all were, and whether that is sealed. It rests encrypted, and holds no
// answer, right or wrong.
import type { Lesson } from "../../core/lessons.ts";
import { lessons, lessonsEdition, lessonsHoldDays } from "../../core/lessons.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change } from "../store/store.ts";

interface Progress {
  readonly edition: string;
  readonly done: readonly Lesson[];
  readonly finished: number | null;
  readonly isSealed: boolean;
}

const none: Progress = { edition: lessonsEdition, done: [], finished: null, isSealed: false };
const place = ["meta" as TableOf<Progress>, "lessons"] as const;
const dayMilliseconds = 86_400_000;

/** A change of the progress: to be written, and then applied. */
interface Step {
  readonly change: Change;
  readonly apply: () => void;
}

export class LessonProgress {
  readonly #shelf: Shelf;
  #progress: Progress;

  private constructor(shelf: Shelf, progress: Progress) {
    this.#shelf = shelf;
    this.#progress = progress;
  }

  static async load(shelf: Shelf): Promise<LessonProgress> {
    return new LessonProgress(shelf, (await shelf.get(...place)) ?? none);
  }

  get edition(): string {
    return this.#progress.edition;
  }

  get finished(): number | null {
    return this.#progress.finished;
  }

  get isSealed(): boolean {
    return this.#progress.isSealed;
  }

  /** True when all are done and that is not sealed yet. */
  get isToBeSealed(): boolean {
    return this.#isComplete && !this.#progress.isSealed;
  }

  /** True when they are to be done: never done, done too long ago, or others now. A clock that ran ahead when they were done does not put them off. */
  isDue(now: number): boolean {
    const { edition, finished } = this.#progress;
    if (finished === null || edition !== lessonsEdition) return true;
    return now - finished > lessonsHoldDays * dayMilliseconds || finished - now > dayMilliseconds;
  }

  /** The lessons that are done, of those that are to be done now: when it is time to do them anew, none is. */
  done(now: number): readonly Lesson[] {
    const { edition, done } = this.#progress;
    return edition !== lessonsEdition || (this.#isComplete && this.isDue(now)) ? [] : done;
  }

  /** Marks one lesson as done. With the last one all are done, and that is to be sealed. */
  finish(lesson: Lesson, now: number): Step {
    const before = this.done(now);
    const done = lessons.filter((each) => each === lesson || before.includes(each));
    const isComplete = done.length === lessons.length;
    const isNew = isComplete && before.length < lessons.length;
    const { finished, isSealed } = this.#progress;
    return this.#step({
      edition: lessonsEdition,
      done,
      finished: isNew ? now : finished,
      isSealed: isSealed && !isNew,
    });
  }

  /** Marks that it is sealed. */
  sealed(): Step {
    return this.#step({ ...this.#progress, isSealed: true });
  }

  get #isComplete(): boolean {
    return this.#progress.done.length === lessons.length;
  }

  #step(next: Progress): Step {
    return {
      change: this.#shelf.put(...place, next),
      apply: () => {
        this.#progress = next;
      },
    };
  }
}
