// One lesson in the reader's words, put together from its sentences (`lesson.…`): parts are paragraphs or lists of points, each option says something and why it is
// right or not.
import type { Lesson } from "../../core/lessons.ts";
import type { Words } from "../../words/words.ts";
import { questions } from "./questions.ts";

export interface OptionWords {
  readonly says: string;
  readonly why: string;
}

export interface LessonWords {
  readonly title: string;
  readonly parts: readonly (string | readonly string[])[];
  readonly question: string;
  readonly options: Readonly<Record<string, OptionWords>>;
}

export function lessonWords(words: Words, lesson: Lesson): LessonWords {
  const key = `lesson.${lesson}` as const;
  const options = questions[lesson].options.map((option) => [
    option,
    { says: words.text(`${key}.option.${option}.says`), why: words.text(`${key}.option.${option}.why`) },
  ]);
  return {
    title: words.message(`${key}.title`),
    parts: partsOf(words, `${key}.part`),
    question: words.message(`${key}.question`),
    options: Object.fromEntries(options),
  };
}

function partsOf(words: Words, key: string): LessonWords["parts"] {
  const parts: (string | readonly string[])[] = [];
  for (;;) {
    const next = `${key}.${parts.length + 1}`;
    const points = words.series(next);
    if (points.length > 0) parts.push(points);
    else if (words.has(next)) parts.push(words.text(next));
    else return parts;
  }
}
