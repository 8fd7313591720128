// Filling in a form: its groups in order, only what is asked now, what is missing named before it is saved, and nothing blocked that a person could not answer.

import { Fragment, type JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { checkSheet, maySeal, type SheetCheck } from "../../core/form/check-sheet.ts";
import type { Answers, AnswerValue, Form, FormField, FormWords, GoneWord } from "../../core/form/form.ts";
import { fieldOf } from "../../core/form/form.ts";
import type { CaseFacts } from "../../core/form/roles.ts";
import { type CorrectionReason, correctionReasons, type Saying, type Sheet } from "../../core/form/sheet.ts";
import { presentFields } from "../../core/present-fields.ts";
import { afterDrawing } from "../after-drawing.ts";
import { OneOf } from "../components/choices.tsx";
import { ErrorSummary, focusField, type Gap, gapOf } from "../components/error-summary.tsx";
import { PageForm } from "../components/page-form.tsx";
import { VerbError } from "../components/verb-error.tsx";
import { isWide } from "../components/wide.ts";
import { focusSoon } from "../focus-soon.ts";
import { language, t } from "../text/translate.ts";
import { type Begun, useVerb } from "../use-verb.ts";
import { AnswerInput, type Nameable } from "./answer-input.tsx";
import { answerWords, withQuestion } from "./answer-words.ts";
import {
  type BegunSheet,
  changesFrom,
  offered,
  own,
  type SheetChange,
  seenOf,
  standing,
  withChanges,
} from "./changes.ts";
import { problemsOf } from "./problems.ts";
import { Whys } from "./whys.tsx";

interface SheetFormProps {
  readonly form: Form;
  readonly words: FormWords;
  readonly named: Nameable;
  readonly facts: CaseFacts;
  /** The sheet that is changed; null for a new one. */
  readonly sheet: Sheet | null;
  /** What was begun and not saved yet. */
  readonly begun: BegunSheet | null;
  /** What stands in a new sheet before anything was typed: the worker sees it, and may change it. */
  readonly beginsWith: Answers["set"];
  /** What the program knows itself: it is shown, and nobody is asked. */
  readonly known: Answers["set"];
  /** Who will read it. */
  readonly readBy: JSX.Element;
  /** Who said it and when, in words. */
  readonly saidBy: (saying: Saying) => string;
  /** What saving does, where it is more than that. */
  readonly act?: string;
  readonly onKeep: (changes: BegunSheet) => void;
  /** The change; the page adds form, sheet, task and for whom. */
  readonly onSave: (save: SheetChange) => Begun<unknown>;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** From so many questions on a phone shows one group at a time. */
const manyQuestions = 8;

export function SheetForm(props: SheetFormProps): JSX.Element {
  const { form, words } = props;
  const wordsNow = useRef(words);
  wordsNow.current = words;
  // What was missing when somebody last pressed: gaps are shown once, and saved with at the second press.
  const [shown, setShown] = useState<readonly Gap[]>([]);
  const [why, setWhy] = useState<CorrectionReason | null>(null);
  const [keepsUnfit, setKeepsUnfit] = useState<boolean | null>(null);
  const [keepsUnasked, setKeepsUnasked] = useState<boolean | null>(null);
  const given = useAnswers(props, () => setShown([]));
  const { answers, corrected, changes } = given;
  const unasked = useUnasked(props, changes(answers));
  const { busy, error, run } = useVerb();
  const check = checkSheet(form, answers, props.named.today, props.facts);
  const isShown = shownIn(form, check);
  const shownOf = (group: string) => form.fields.filter((each) => each.group === group && isShown(each.key));
  const groups = form.groups.filter(({ key }) => shownOf(key).length > 0);
  // Why another answer stands there is asked where it was changed; at the end only where that question is not shown any more.
  const whyAt = form.fields.find(({ key }) => corrected.includes(key) && isShown(key))?.key;
  const corrects = corrected.length > 0;
  const paging = usePages(form, groups, check.asked.length, whyAt);
  const { isPaged, isLast, at } = paging;
  const unfit = check.notRelevant.filter((key) => !Object.hasOwn(answers.gone, key));

  const missing = () => {
    const hard = check.hard.filter(({ field }) => !unasked.some(({ key }) => key === field));
    const problems = problemsOf(form, () => wordsNow.current, { ...check, hard }, answerId);
    const must = [
      ...problems.hard,
      ...(corrects && why === null ? [{ field: "why", text: () => t("sheet.why-gap") }] : []),
      ...(unasked.length > 0 && keepsUnasked === null ? [{ field: "unasked", text: () => t("sheet.unfit-gap") }] : []),
      ...(unfit.length > 0 && keepsUnfit === null ? [{ field: "unfit", text: () => t("sheet.unfit-gap") }] : []),
    ];
    return { must, gaps: problems.gaps, all: [...must, ...problems.gaps] };
  };
  /** What was missing is so no longer once it was said. */
  const said =
    <T,>(field: string, set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setShown(shown.filter((gap) => gap.field !== field));
    };
  const goOn = () => {
    if (!paging.isBack) return paging.turnTo(at + 1);
    const { all } = missing();
    setShown(all);
    paging.goToEnd(all.length === 0);
  };
  const save = () => {
    const { must, gaps, all } = missing();
    const isNews = all.some(({ field }) => gapOf(shown, field) === null);
    if (must.length > 0 || (gaps.length > 0 && (isNews || !maySeal(form, check)))) return setShown(all);
    const asked = keepsUnasked === false ? given.takenBack(unasked.map(({ key }) => key)) : answers;
    const changed = changes(keepsUnfit === false ? without(asked, unfit) : asked);
    const reason = presentFields({ why: (corrects && why) || undefined });
    void run(() => props.onSave({ ...changed, ...reason }), props.onDone);
  };

  const savesAs = (withGaps: boolean) => (withGaps ? t("sheet.save-with-gaps") : (props.act ?? t("sheet.save")));

  return (
    <PageForm class="sheet-form" onSubmit={isLast ? save : goOn}>
      <h2 id="sheet-title" tabIndex={-1}>
        {words.title}
      </h2>
      {props.readBy}
      <ErrorSummary gaps={shown} onLead={paging.leadTo} />
      {unasked.length > 0 && (
        <Unasked answers={unasked} keeps={keepsUnasked} shown={shown} onChange={said("unasked", setKeepsUnasked)} />
      )}
      {isPaged && <p class="quiet">{t("sheet.page", { n: at + 1, of: groups.length })}</p>}
      {paging.pages.map(({ key }) => (
        <section key={key}>
          {groups.length > 1 && <h3>{words.groups[key]?.[0]}</h3>}
          {shownOf(key).map((field) => (
            <Fragment key={field.key}>
              <Question {...props} {...given} field={field} check={check} shown={shown} />
              {field.key === whyAt && <Why why={why} shown={shown} onChange={said("why", setWhy)} />}
            </Fragment>
          ))}
          <Whys words={words} fields={shownOf(key)} />
        </section>
      ))}
      {isLast && unfit.length > 0 && (
        <Unfit words={words} fields={unfit} keeps={keepsUnfit} shown={shown} onChange={said("unfit", setKeepsUnfit)} />
      )}
      {isLast && corrects && whyAt === undefined && <Why why={why} shown={shown} onChange={said("why", setWhy)} />}
      <VerbError error={error} />
      <Actions
        isBusy={busy}
        act={isLast ? savesAs(shown.length > 0 && missing().gaps.length > 0 && maySeal(form, check)) : t("path.next")}
        onBack={isPaged && at > 0 ? () => paging.turnTo(at - 1) : null}
        onLeave={props.onLeave}
      />
    </PageForm>
  );
}

/** The fields that stand on the screen now: asked, calculated or a note. */
function shownIn(form: Form, check: SheetCheck): (key: string) => boolean {
  const asked = new Set(check.asked);
  return (key) => {
    const field = fieldOf(form, key);
    if (field === undefined || field.retired === true) return false;
    return asked.has(key) || key in check.calculated || check.notes.includes(key);
  };
}

function Actions(props: {
  readonly isBusy: boolean;
  readonly act: string;
  /** Null on the first page. */
  readonly onBack: (() => void) | null;
  readonly onLeave: () => void;
}): JSX.Element {
  return (
    <div class="actions">
      <button type="submit" class="button primary" aria-disabled={props.isBusy}>
        {props.isBusy ? t("act.busy") : props.act}
      </button>
      {props.onBack !== null && (
        <button type="button" class="button plain" onClick={props.onBack}>
          {t("app.back")}
        </button>
      )}
      <button type="button" class="link" onClick={props.onLeave}>
        {t("sheet.later")}
      </button>
    </div>
  );
}

interface UnaskedAnswer {
  readonly key: string;
  /** The question with what was answered. */
  readonly text: string;
  /** False where no version in force has the question: it cannot be saved. */
  readonly mayStay: boolean;
}

/** What was typed and is not asked any more, since the form changed while it was filled in, or since it was begun. */
function useUnasked({ form, words, named }: SheetFormProps, { set }: Answers): readonly UnaskedAnswer[] {
  // A question of a version that was stopped is only in the form as it was when it was opened.
  const [first] = useState({ form, words });
  return Object.entries(set).flatMap(([key, value]) => {
    const here = fieldOf(form, key);
    if (here !== undefined && here.retired !== true) return [];
    const field = here ?? fieldOf(first.form, key);
    const question = words.fields[key]?.[0] ?? first.words.fields[key]?.[0] ?? key;
    const by = here === undefined ? first.words : words;
    const said = field === undefined ? String(value) : answerWords(field, by, named, value);
    return [{ key, text: withQuestion(question, said), mayStay: here !== undefined }];
  });
}

/** The groups of a form: on a phone one at a time where there are many questions. */
function usePages(form: Form, groups: Form["groups"], questions: number, whyAt: string | undefined) {
  const [page, setPage] = useState(0);
  // Who goes back for an answer that was missing comes from the end, and goes on to it.
  const [isBack, setIsBack] = useState(false);
  // As it was opened: a form that fell into pages while somebody fills it in would take what they just answered out of sight.
  const [isMany] = useState(questions > manyQuestions);
  const isPaged = !isWide.value && isMany && groups.length > 1;
  const last = groups.length - 1;
  const at = Math.min(page, last);
  const turnTo = (next: number) => {
    setPage(next);
    focusSoon(() => document.getElementById("sheet-title"));
  };
  const leadTo = (id: string) => {
    const group = fieldOf(form, id === "why" ? (whyAt ?? "") : id.replace("answer-", ""))?.group;
    const of = groups.findIndex(({ key }) => key === group);
    if (!isPaged || of < 0 || of === at) return focusField(id);
    setPage(of);
    setIsBack(true);
    void afterDrawing().then(() => focusField(id));
  };
  const goToEnd = (isWhole: boolean) => {
    setIsBack(false);
    if (isWhole) turnTo(last);
    else setPage(last);
  };
  const pages = isPaged ? groups.slice(at, at + 1) : groups;
  return { isPaged, at, pages, isLast: !isPaged || at === last, isBack, turnTo, leadTo, goToEnd };
}

/** What is answered, beside what stood there when the form was opened: another worker's save may come while somebody types. */
function useAnswers(props: SheetFormProps, onChange: () => void) {
  const { form, sheet } = props;
  const [before] = useState<Answers>(() => standing(sheet));
  const [seen, setSeen] = useState<readonly string[]>(() => seenOf(sheet, props.begun));
  const [answers, setAnswers] = useState<Answers>(() =>
    props.begun !== null ? withChanges(before, props.begun) : sheet === null ? beginning(props) : offered(form, before),
  );
  // Of two answers one was taken, also where it is the one that holds anyway.
  const [settled, setSettled] = useState<readonly string[]>([]);
  const changes = (next: Answers, taken = { seen, settled }) => ({
    ...changesFrom(before, next, taken.settled),
    seen: taken.seen,
  });
  const change = (next: Answers, taken = { seen, settled }) => {
    setAnswers(next);
    setSeen(taken.seen);
    setSettled(taken.settled);
    onChange();
    props.onKeep(changes(next, taken));
  };
  const choose = (key: string, value: AnswerValue) => {
    const heads = (sheet?.answers.get(key)?.heads ?? []).map(({ entry }) => entry);
    change(withAnswer(answers, key, value), { seen: [...seen, ...heads], settled: [...settled, key] });
  };
  /** The answers, with what stood there before to these questions. */
  const takenBack = (keys: readonly string[]): Answers => {
    const { set } = without(answers, keys);
    const old = Object.entries(before.set).filter(([key]) => keys.includes(key));
    return { set: { ...set, ...Object.fromEntries(old) }, gone: answers.gone };
  };
  return {
    answers,
    takenBack,
    corrected: sheet === null ? [] : correctedIn(sheet, before, answers),
    changes,
    change,
    choose,
  };
}

/** One question with its answer, and with what two workers answered apart. */
function Question(
  props: SheetFormProps & {
    readonly field: FormField;
    readonly answers: Answers;
    readonly check: SheetCheck;
    readonly shown: readonly Gap[];
    readonly change: (next: Answers) => void;
    readonly choose: (key: string, value: AnswerValue) => void;
  },
): JSX.Element {
  const { form, words, field, answers, change } = props;
  const { key } = field;
  if (field.calculation !== undefined)
    return <Calculated {...props} value={props.check.calculated[key] ?? null} hint={t("sheet.calculated")} />;
  const known = own(props.known, key);
  if (known !== undefined && known === own(answers.set, key)) return <Calculated {...props} value={known} />;
  const flaw = props.check.soft.includes(key) ? (words.flaws[key] ?? t("sheet.wrong-answer")) : null;
  return (
    <div>
      <AnswerInput
        id={answerId(key)}
        form={form}
        field={field}
        words={words}
        named={props.named}
        value={own(answers.set, key) ?? null}
        gone={own(answers.gone, key) ?? null}
        above={own(answers.set, field.under ?? "") ?? null}
        mayBeGone
        error={gapOf(props.shown, answerId(key)) ?? flaw}
        onAnswer={(value) => change(withAnswer(answers, key, value))}
        onGone={(word) => change(withGone(answers, key, word))}
      />
      <TwoAnswers {...props} field={key} onChoose={(value) => props.choose(key, value)} />
    </div>
  );
}

/** What the form makes of the answers, or the program knows: it is seen while they are given, and nobody types it. */
function Calculated(
  props: Pick<SheetFormProps, "words" | "named"> & {
    readonly field: FormField;
    readonly value: AnswerValue | null;
    readonly hint?: string;
  },
): JSX.Element {
  const { field, words, named, value, hint } = props;
  return (
    <p class="calculated">
      {words.fields[field.key]?.[0] ?? field.key}: <output dir="auto">{answerWords(field, words, named, value)}</output>
      {hint !== undefined && <span class="quiet"> {hint}</span>}
    </p>
  );
}

/** Why another answer stands there now. */
function Why(props: {
  readonly why: CorrectionReason | null;
  readonly shown: readonly Gap[];
  readonly onChange: (why: CorrectionReason) => void;
}): JSX.Element {
  return (
    <OneOf
      id="why"
      legend={t("sheet.why")}
      error={gapOf(props.shown, "why")}
      options={correctionReasons.map((value) => ({ value, label: t(`sheet.why.${value}`) }))}
      value={props.why ?? undefined}
      onChange={props.onChange}
    />
  );
}

/** Answers to questions that the form no longer has, in full: they are on the page nowhere else. */
function Unasked(props: {
  readonly answers: readonly UnaskedAnswer[];
  readonly keeps: boolean | null;
  readonly shown: readonly Gap[];
  readonly onChange: (keeps: boolean) => void;
}): JSX.Element {
  const { answers, keeps } = props;
  const mayStay = answers.every((answer) => answer.mayStay);
  return (
    <div class="notice waiting" role="status">
      <OneOf
        id="unasked"
        legend={t("sheet.unasked", { n: answers.length })}
        hint={answers.map(({ text }) => text).join(language().semicolon)}
        error={gapOf(props.shown, "unasked")}
        options={[
          { value: "remove", label: t("sheet.unfit-remove") },
          ...(mayStay ? [{ value: "keep", label: t("sheet.unfit-keep") }] : []),
        ]}
        value={keeps === null ? undefined : keeps ? "keep" : "remove"}
        onChange={(choice) => props.onChange(choice === "keep")}
      />
    </div>
  );
}

/** Answers to questions that are asked no more: removed or kept, as somebody says. */
function Unfit(props: {
  readonly words: FormWords;
  readonly fields: readonly string[];
  readonly keeps: boolean | null;
  readonly shown: readonly Gap[];
  readonly onChange: (keeps: boolean) => void;
}): JSX.Element {
  const { words, fields, keeps } = props;
  return (
    <OneOf
      id="unfit"
      legend={t("sheet.unfit", { n: fields.length })}
      hint={fields.map((key) => words.fields[key]?.[0] ?? key).join(language().comma)}
      error={gapOf(props.shown, "unfit")}
      options={[
        { value: "remove", label: t("sheet.unfit-remove") },
        { value: "keep", label: t("sheet.unfit-keep") },
      ]}
      value={keeps === null ? undefined : keeps ? "keep" : "remove"}
      onChange={(choice) => props.onChange(choice === "keep")}
    />
  );
}

/** What two workers wrote without seeing each other: each with its author, and one press to take it. */
function TwoAnswers(
  props: SheetFormProps & { readonly field: string; readonly onChoose: (value: AnswerValue) => void },
) {
  const answer = props.sheet?.answers.get(props.field);
  const field = fieldOf(props.form, props.field);
  if (answer?.differs !== true || field === undefined) return null;
  return (
    <div class="notice waiting">
      <p>{t(field.merge === "safer" ? "sheet.two-safer" : "sheet.two")}</p>
      <ul class="lines">
        {answer.heads.map((saying) => (
          <li key={saying.entry}>
            <strong>{answerWords(field, props.words, props.named, saying.value)}</strong>{" "}
            <span class="quiet">{props.saidBy(saying)}</span>{" "}
            {saying.value !== null && (
              <button type="button" class="link" onClick={() => saying.value !== null && props.onChoose(saying.value)}>
                {t("sheet.take-this")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

// What happened is mostly of today; it stands there to be seen and changed.
function beginning({ form, named, beginsWith, known }: SheetFormProps): Answers {
  const happened = form.fields.find(({ role }) => role === "happened" || role === "closed-on");
  return { set: { ...(happened && { [happened.key]: named.today }), ...known, ...beginsWith }, gone: {} };
}

// Whoever changes what stood there says why, in one word; who adds what was empty does not, nor who takes one of two answers.
function correctedIn(sheet: Sheet, before: Answers, after: Answers): readonly string[] {
  const { set, gone } = changesFrom(before, after);
  return [...Object.keys(set), ...Object.keys(gone)].filter(
    (key) => Object.hasOwn(before.set, key) && sheet.answers.get(key)?.differs !== true,
  );
}

function answerId(field: string): string {
  return `answer-${field}`;
}

function withAnswer(answers: Answers, key: string, value: AnswerValue | null): Answers {
  const bare = without(answers, [key]);
  const { [key]: _word, ...gone } = bare.gone;
  return value === null ? { set: bare.set, gone } : { set: { ...bare.set, [key]: value }, gone };
}

function withGone(answers: Answers, key: string, word: GoneWord | null): Answers {
  const { [key]: _value, ...set } = answers.set;
  const { [key]: _word, ...gone } = answers.gone;
  return { set, gone: word === null ? gone : { ...gone, [key]: word } };
}

/** Without these answers, which other answers made not relevant. */
function without(answers: Answers, keys: readonly string[]): Answers {
  return {
    set: Object.fromEntries(Object.entries(answers.set).filter(([key]) => !keys.includes(key))),
    gone: { ...answers.gone, ...Object.fromEntries(keys.map((key) => [key, "not-relevant" as const])) },
  };
}
