// The short lessons of an officer: the list, or one of them. Loaded when they are opened, with their own words and look. They bar nobody from
// referring, and no answer to a question is kept anywhere.
import "./lessons.css";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Lesson } from "../../core/lessons.ts";
import type { Engine } from "../engine.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { LessonList } from "./lesson-list.tsx";
import { LessonPage } from "./lesson-page.tsx";
import { lessonText, loadLessonText } from "./text/lesson-text.ts";

export function LessonScreens(props: { readonly engine: Engine; readonly lesson: Lesson | null }): JSX.Element {
  const { engine, lesson } = props;
  const language = activeLanguage();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    loadLessonText(language).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  }, [language]);
  const view = engine.learnt.value;
  const text = lessonText();
  if (view === null || text === null) {
    return (
      <main id="content" class="column">
        <p role="status">{t(failed ? "app.broken" : "app.loading")}</p>
      </main>
    );
  }
  if (lesson === null) return <LessonList engine={engine} view={view} text={text} />;
  return <LessonPage key={lesson} engine={engine} view={view} text={text} lesson={lesson} />;
}
