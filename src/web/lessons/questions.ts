// The one question of each lesson: its options in the order in which they stand, and which is right. What they say is in the language files.
import type { Lesson } from "../../core/lessons.ts";

export const questions = {
  who: { options: ["agreed", "wages", "may-be"], right: "may-be" },
  signs: { options: ["ask-alone", "all-well", "proof"], right: "ask-alone" },
  talk: { options: ["relative", "own-interpreter", "in-front"], right: "own-interpreter" },
  rights: { options: ["statement-first", "promise", "help-now"], right: "help-now" },
  consent: { options: ["accept-no", "send-anyway", "without-name"], right: "accept-no" },
  "hand-over": { options: ["wait", "telephone", "shift-book"], right: "telephone" },
} as const satisfies Readonly<
  Record<Lesson, { readonly options: readonly [string, string, string]; readonly right: string }>
>;
