// The short lessons of an officer: the list, or one of them. Loaded when they are opened, with their own words and look. They bar nobody from
// referring, and no answer to a question is kept anywhere.
import "./lessons.css";
import type { JSX } from "preact";
import type { Lesson } from "../../core/lessons.ts";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { LessonList } from "./lesson-list.tsx";
import { LessonPage } from "./lesson-page.tsx";

export function LessonScreens(props: { readonly engine: Engine; readonly lesson: Lesson | null }): JSX.Element {
  const { engine, lesson } = props;
  const view = engine.learnt.value;
  if (view === null) {
    return (
      <main id="content" class="column">
        <p role="status">{t("app.loading")}</p>
      </main>
    );
  }
  if (lesson === null) return <LessonList view={view} />;
  return <LessonPage key={lesson} engine={engine} view={view} lesson={lesson} />;
}
