// The list of the lessons: which are done, when they are due again, and that nobody else learns of it.
import type { JSX } from "preact";
import { type Lesson, lessons, lessonsHoldDays } from "../../core/lessons.ts";
import type { LessonsView } from "../../member/views.ts";
import { isChecked } from "../../words/languages.ts";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import { Done } from "../icons.tsx";
import { go } from "../navigation.ts";
import { exactDate } from "../text/moments.ts";
import { activeLanguage, formatNumber, t } from "../text/translate.ts";

export function LessonList({ view }: { readonly view: LessonsView }): JSX.Element {
  const { finished, isDue } = view;
  const language = activeLanguage();
  return (
    <main id="content" class="column lessons">
      <div class="path-top">
        <BackButton />
      </div>
      <Heading>{t("lessons.title")}</Heading>
      {finished !== null && !isDue ? <Finished finished={finished} /> : null}
      {finished !== null && isDue ? <p class="notice">{t("lessons.due", { date: exactDate(finished) })}</p> : null}
      {isDue && <p class="lead">{t("lessons.lead")}</p>}
      <ol>
        {lessons.map((lesson, at) => (
          <li key={lesson}>
            <LessonRow
              lesson={lesson}
              name={`${formatNumber(at + 1)}. ${t(`lesson.${lesson}.title`)}`}
              isDone={view.done.includes(lesson)}
            />
          </li>
        ))}
      </ol>
      <h2>{t("lessons.stored-title")}</h2>
      <p>{t("lessons.stored")}</p>
      {!isChecked(language) && <p class="quiet">{t("settings.unchecked")}</p>}
    </main>
  );
}

function LessonRow(props: { readonly lesson: Lesson; readonly name: string; readonly isDone: boolean }): JSX.Element {
  return (
    <button type="button" class="row lesson-row" onClick={() => go({ at: "lesson", lesson: props.lesson })}>
      <span>{props.name}</span>
      {props.isDone && (
        <span class="mark-word good">
          <Done />
          {t("lessons.done")}
        </span>
      )}
    </button>
  );
}

function Finished({ finished }: { readonly finished: number }): JSX.Element {
  const again = finished + lessonsHoldDays * 86_400_000;
  return (
    <section class="card chosen">
      <h2 class="card-title">{t("lessons.finished-title")}</h2>
      <p>{t("lessons.finished", { date: exactDate(finished), again: exactDate(again) })}</p>
    </section>
  );
}
