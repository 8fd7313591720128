// The list of the lessons: which are done, what became of it once all are, and what is kept and reported of it.

import type { JSX } from "preact";
import type { Lesson } from "../../core/lessons.ts";
import { lessons, lessonsHoldDays } from "../../core/lessons.ts";
import type { LessonsView } from "../../member/views.ts";
import { isChecked } from "../../words/languages.ts";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { Back, Done } from "../icons.tsx";
import { go, goBack } from "../navigation.ts";
import { exactDate, nameIn } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { activeLanguage, formatNumber, t } from "../text/translate.ts";

interface Props {
  readonly engine: Engine;
  readonly view: LessonsView;
}

export function LessonList({ engine, view }: Props): JSX.Element {
  const { finished, isDue } = view;
  const language = activeLanguage();
  return (
    <main id="content" class="column lessons">
      <div class="path-top">
        <button type="button" class="link back" onClick={goBack}>
          <Back />
          {t("app.back")}
        </button>
      </div>
      <Heading>{t("lessons.title")}</Heading>
      {finished !== null && !isDue ? <Finished engine={engine} view={view} finished={finished} /> : null}
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
      <h2>{t("lessons.reported-title")}</h2>
      <WhatIsReported engine={engine} view={view} />
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

function Finished(props: {
  readonly engine: Engine;
  readonly view: LessonsView;
  readonly finished: number;
}): JSX.Element {
  const { engine, view, finished } = props;
  const again = finished + lessonsHoldDays * 86_400_000;
  return (
    <section class="card chosen">
      <h2 class="card-title">{t("lessons.finished-title")}</h2>
      <p>{t("lessons.finished", { date: exactDate(finished), again: exactDate(again) })}</p>
      <p role="status">{becameOf(engine, view)}</p>
      {view.isSealed && engine.view.value?.network === "offline" && <p>{t("lessons.finished-goes")}</p>}
    </section>
  );
}

function becameOf(engine: Engine, { isSealed, countedBy }: LessonsView): string {
  if (countedBy === null) return t(isSealed ? "lessons.finished-sealed-nobody" : "lessons.finished-nobody");
  return t(isSealed ? "lessons.finished-sealed" : "lessons.finished-waits", {
    name: nameOfOrganisation(engine, countedBy),
  });
}

function WhatIsReported({ engine, view }: { readonly engine: Engine; readonly view: LessonsView }): JSX.Element {
  const own = nameIn(engine.view.value?.self?.organisation.name ?? {});
  const { countedBy } = view;
  return (
    <ul class="lesson-points">
      <li>{t("lessons.reported-kept")}</li>
      {countedBy === null ? (
        <li>{t("lessons.reported-nobody", { own })}</li>
      ) : (
        <>
          <li>{t("lessons.reported-sealed", { name: nameOfOrganisation(engine, countedBy), own })}</li>
          <li>{t("lessons.reported-others")}</li>
        </>
      )}
    </ul>
  );
}
