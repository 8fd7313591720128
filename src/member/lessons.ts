// The desk of the short lessons: how far this device is, and, for an organisation that counts, how many devices of others did them.

import type { Lesson } from "../core/lessons.ts";
import type { LessonCountEntered, LessonCoverage } from "../record/lesson-count.ts";
import type { Room } from "./room.ts";
import type { LessonsView } from "./views.ts";

export class LessonDesk {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** How far a referrer's device is with the short lessons; null on a device of others. */
  get view(): LessonsView | null {
    return this.#room.here?.session.lessons.view ?? null;
  }

  /** How many devices did the lessons in each month, beside what is entered of it (LS3). It costs a fold after news. */
  get counts(): readonly LessonCountEntered[] {
    return this.#room.reading?.lessons.counts ?? [];
  }

  /** How many devices of each organisation did the lessons in the last year (LS6). */
  get coverage(): readonly LessonCoverage[] {
    return this.#room.reading?.lessons.coverage ?? [];
  }

  /** Keeps that a lesson is done. With the last one that is sealed for who counts it, now or later by itself. */
  finish = (lesson: Lesson) => this.#room.verb(({ session }) => session.lessons.finish(lesson));

  /** Enters the numbers that this organisation counts and has not entered yet, as one import; null when there is none. */
  enter = () => this.#room.verb(({ session }) => session.reading.lessons.enter());
}
