// One lesson: its text, one question, and why an answer is right or not. A wrong answer is explained and chosen anew; it counts for nothing and is
// forgotten with the page. A lesson is done when the reader goes on after the right answer, by whichever way, and not before: so it is read.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Lesson, lessons } from "../../core/lessons.ts";
import type { LessonsView } from "../../member/views.ts";
import { BackButton } from "../components/back-button.tsx";
import { OneOf } from "../components/choices.tsx";
import { Heading } from "../components/heading.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { Done } from "../icons.tsx";
import { goBack, goInstead } from "../navigation.ts";
import { t, words } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { type LessonWords, lessonWords } from "./lesson-words.ts";
import { questions } from "./questions.ts";

interface LessonProps {
  readonly engine: Engine;
  readonly view: LessonsView;
  readonly lesson: Lesson;
}

/** The state of the question. */
type Answer =
  | { readonly is: "open"; readonly chosen?: string }
  /** Checked before anything was chosen. */
  | { readonly is: "missing"; readonly chosen?: undefined }
  | { readonly is: "checked"; readonly chosen: string };

export function LessonPage(props: LessonProps): JSX.Element {
  const { lesson, view } = props;
  const text = lessonWords(words(), lesson);
  const [answer, setAnswer] = useState<Answer>({ is: "open" });
  const { busy, error, run, say } = useVerb();
  const isRight = answer.is === "checked" && answer.chosen === questions[lesson].right;
  const next = lessonAfter(lesson, view);
  const { finish, isHere } = useFinish(props, isRight);

  const choose = (option: string) => {
    setAnswer({ is: "open", chosen: option });
    say(null);
  };
  const check = () => {
    if (answer.chosen === undefined) {
      setAnswer({ is: "missing" });
      document.querySelector<HTMLElement>("#answer input")?.focus();
    } else setAnswer({ is: "checked", chosen: answer.chosen });
  };
  // Where it leads is what stands on the button: finishing changes what is done.
  const goOn = () =>
    void run(finish, () => {
      if (!isHere()) return;
      if (next === null) goBack();
      else goInstead({ at: "lesson", lesson: next });
    });

  return (
    <main id="content" class="column lessons">
      <div class="path-top">
        <BackButton />
        <p class="progress">{t("lessons.progress", { n: lessons.indexOf(lesson) + 1, of: lessons.length })}</p>
      </div>
      <Heading>{text.title}</Heading>
      <LessonText parts={text.parts} />
      <h2>{t("lessons.question")}</h2>
      <PageForm onSubmit={check}>
        <OneOf
          id="answer"
          legend={text.question}
          options={questions[lesson].options.map((value) => ({ value, label: text.options[value]?.says ?? value }))}
          value={answer.chosen}
          error={answer.is === "missing" ? t("lessons.choose") : null}
          onChange={choose}
        />
        <div role="status">
          {answer.is === "checked" && (
            <Result key={answer.chosen} isRight={isRight} why={text.options[answer.chosen]?.why} />
          )}
        </div>
        {!isRight && (
          <button type="submit" class="button primary wide" key="check">
            {t("lessons.check")}
          </button>
        )}
      </PageForm>
      <Failed words={error === null ? null : t("app.failed", { reason: error })} />
      {isRight && (
        <button type="button" class="button primary wide" aria-disabled={busy} onClick={goOn}>
          {busy ? t("app.loading") : t(next === null ? "lessons.all" : "lessons.next")}
        </button>
      )}
    </main>
  );
}

function LessonText({ parts }: Pick<LessonWords, "parts">): JSX.Element {
  return (
    <>
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
    </>
  );
}

/** Whether the answer is right, and why. A right one takes the focus, so that it is read first and a second press of the same key does not go on. */
function Result({ isRight, why }: { readonly isRight: boolean; readonly why: string | undefined }): JSX.Element {
  const result = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isRight) result.current?.focus({ preventScroll: true });
    result.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div class={isRight ? "notice news" : "notice waiting"} tabIndex={-1} ref={result}>
      {isRight && <Done />}
      <p>
        <strong>{t(isRight ? "lessons.right" : "lessons.wrong")}</strong> {why} {!isRight && t("lessons.again")}
      </p>
    </div>
  );
}

/**
 * Finishes the lesson, once: by the way on, or by leaving after the right answer, whichever way the reader goes. `isHere` is false when they have left:
 * nobody is taken away from where they went meanwhile.
 */
function useFinish({ engine, view, lesson }: LessonProps, isRight: boolean) {
  const isKept = useRef(view.done.includes(lesson));
  const isHere = useRef(true);
  const finish = async (): Promise<VerbResult> => {
    if (isKept.current) return { is: "done", value: undefined };
    isKept.current = true;
    let isDone = false;
    try {
      const result = await engine.lessons.finish(lesson);
      isDone = result.is === "done";
      return result;
    } finally {
      isKept.current = isDone;
    }
  };
  const leave = useRef<() => void>(() => undefined);
  leave.current = () => {
    isHere.current = false;
    if (isRight) void finish();
  };
  useEffect(() => () => leave.current(), []);
  return { finish, isHere: () => isHere.current };
}

/** The lesson to go on with: the next that is not done, else an earlier one; when none is left the list, which says what became of it. */
function lessonAfter(lesson: Lesson, { done, isDue }: LessonsView): Lesson | null {
  const later = lessons.slice(lessons.indexOf(lesson) + 1);
  if (!isDue) return later[0] ?? null;
  const isOpen = (each: Lesson) => each !== lesson && !done.includes(each);
  return later.find(isOpen) ?? lessons.find(isOpen) ?? null;
}
