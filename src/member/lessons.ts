// The desk of the short lessons: how far this device is with them (docs/spec/lessons.md).

import type { Lesson } from "../core/lessons.ts";
import { Problem } from "../core/problem.ts";
import type { Room } from "./room.ts";
import type { LessonsView } from "./views.ts";

export class LessonDesk {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** How far a referrer's device is with the short lessons; null on a device of others. */
  get view(): LessonsView | null {
    const session = this.#room.here?.session;
    return session?.isReferrer === true ? session.lessons.view : null;
  }

  /** Keeps that a lesson is done. A device of others is refused as `not-allowed`. */
  finish = (lesson: Lesson) =>
    this.#room.verb(({ session }) => {
      if (!session.isReferrer) throw new Problem("engine", "not-allowed");
      return session.lessons.finish(lesson);
    });
}
