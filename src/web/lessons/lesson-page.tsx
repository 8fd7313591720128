// One lesson: its text, one question, and why an answer is right or not. A wrong answer is told why and chosen anew; it counts for nothing and is
// forgotten with the page. A lesson is done when the reader goes on after the right answer, by whichever way, and not before: so it is read.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Lesson } from "../../core/lessons.ts";
import { lessons } from "../../core/lessons.ts";
import type { LessonsView } from "../../member/views.ts";
import { OneOf } from "../components/choices.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine, VerbFailure } from "../engine.ts";
import { Back, Done } from "../icons.tsx";
import { goBack, goInstead } from "../navigation.ts";
import { failureText } from "../text/failure.ts";
import { t, words } from "../text/translate.ts";
import { lessonWords } from "./lesson-words.ts";
import { questions } from "./questions.ts";

export function LessonPage(props: {
  readonly engine: Engine;
  readonly view: LessonsView;
  readonly lesson: Lesson;
}): JSX.Element {
  const { engine, view, lesson } = props;
  const { title, parts, question, options } = lessonWords(words(), lesson);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [checked, setChecked] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isKept = useRef(view.done.includes(lesson));
  const isGoing = useRef(false);
  const isHere = useRef(true);
  const result = useRef<HTMLDivElement>(null);
  const isRight = checked === questions[lesson].right;
  const next = lessonAfter(lesson, view);

  // It takes the focus, so that it is read first and a second press of the same key does not go on.
  useLayoutEffect(() => {
    if (isRight) result.current?.focus({ preventScroll: true });
    if (checked !== null) result.current?.scrollIntoView({ block: "nearest" });
  }, [checked, isRight]);

  const choose = (option: string) => {
    setChosen(option);
    setChecked(null);
    setMissing(false);
    setFailure(null);
  };
  const check = () => {
    setMissing(chosen === undefined);
    setChecked(chosen ?? null);
    if (chosen === undefined) document.querySelector<HTMLElement>("#answer input")?.focus();
  };
  const finish = async (): Promise<VerbFailure | null> => {
    if (isKept.current) return null;
    isKept.current = true;
    const answer = await engine.lessons.finish(lesson);
    if (answer.is === "done") return null;
    isKept.current = false;
    return answer.reason;
  };
  // Who goes back after the right answer is done with it too, and nobody is taken away from where they went meanwhile.
  const leave = useRef<() => void>(() => undefined);
  leave.current = () => {
    isHere.current = false;
    if (isRight) void finish();
  };
  useEffect(() => () => leave.current(), []);
  const goOn = async () => {
    if (isGoing.current) return;
    isGoing.current = true;
    setBusy(true);
    setFailure(null);
    // Where it leads is what stands on the button: finishing changes what is done.
    const failed = await finish();
    if (!isHere.current) return;
    isGoing.current = false;
    setBusy(false);
    if (failed !== null) setFailure(failureText(failed));
    else if (next === null) goBack();
    else goInstead({ at: "lesson", lesson: next });
  };

  return (
    <main id="content" class="column lessons">
      <div class="path-top">
        <button type="button" class="link back" onClick={goBack}>
          <Back />
          {t("app.back")}
        </button>
        <p class="progress">{t("lessons.progress", { n: lessons.indexOf(lesson) + 1, of: lessons.length })}</p>
      </div>
      <Heading>{title}</Heading>
      {parts.map((part) =>
        typeof part === "string" ? (
          <p key={part}>{part}</p>
        ) : (
          <ul class="lesson-points" key={part.join()}>
            {part.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        ),
      )}
      <h2>{t("lessons.question")}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        <OneOf
          id="answer"
          legend={question}
          options={questions[lesson].options.map((value) => ({ value, label: options[value]?.says ?? value }))}
          value={chosen}
          error={isMissing ? t("lessons.choose") : null}
          onChange={choose}
        />
        <div role="status">
          {checked !== null && (
            <div class={isRight ? "notice news" : "notice waiting"} tabIndex={-1} ref={result}>
              {isRight && <Done />}
              <p>
                <strong>{t(isRight ? "lessons.right" : "lessons.wrong")}</strong> {options[checked]?.why}{" "}
                {!isRight && t("lessons.again")}
              </p>
            </div>
          )}
        </div>
        {!isRight && (
          <button type="submit" class="button primary wide" key="check">
            {t("lessons.check")}
          </button>
        )}
      </form>
      {failure !== null && (
        <p class="notice waiting" role="alert">
          {t("app.failed", { reason: failure })}
        </p>
      )}
      {isRight && (
        <button type="button" class="button primary wide" aria-disabled={busy} onClick={() => void goOn()}>
          {busy ? t("app.loading") : t(next === null ? "lessons.all" : "lessons.next")}
        </button>
      )}
    </main>
  );
}

/** The lesson to go on with: the next that is not done, else an earlier one; when none is left the list, which says what became of it. */
function lessonAfter(lesson: Lesson, { done, isDue }: LessonsView): Lesson | null {
  const later = lessons.slice(lessons.indexOf(lesson) + 1);
  if (!isDue) return later[0] ?? null;
  const isOpen = (each: Lesson) => each !== lesson && !done.includes(each);
  return later.find(isOpen) ?? lessons.find(isOpen) ?? null;
}
