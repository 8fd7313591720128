// What each page of a referral still needs before the next one.

import { basesFor } from "../../core/consent-basis.ts";
import { isNeeded } from "../../core/referral-draft.ts";
import { childGaps } from "../components/child-answer.tsx";
import { lastDayGaps } from "../components/consent-questions.tsx";
import type { Gap } from "../components/error-summary.tsx";
import { regionsOf } from "../components/place-input.tsx";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { problemsOf } from "../form/problems.ts";
import { isFormStep, type Step } from "../referral-steps.ts";
import { type Sentence, t } from "../text/translate.ts";
import { answersOf, draftOf, isChild, meantForOthers, transferTo } from "./draft.ts";
import { detailForms, groupOn, stepsOf } from "./form-pages.ts";
import { type OpenForm, questionId } from "./questions.tsx";

/** What a page still needs before the next one, each with the id of its field. Empty when the way is open. */
export function gapsOn(step: Step, engine: Engine): readonly Gap[] {
  const { consent = {}, choices = [], rights } = draftOf(engine);
  if (isFormStep(step)) {
    const page = groupOn(engine, step);
    return page === null ? [] : gapsIn(engine, page.open, [page.group]);
  }
  switch (step) {
    case "rights":
      return need(rights, "rights", () => t("gap.rights"));
    case "consent":
      return [
        ...childGaps("", isChild(engine), consent),
        // Before both answers about a child the basis is not asked.
        ...(basesFor(isChild(engine), consent).length === 0
          ? []
          : need(consent.basis, "basis", () => t("consent.gap-basis"))),
        ...need(consent.manner, "manner", () => t("consent.gap-manner")),
        ...need(consent.interpreter, "interpreter", () => t("consent.gap-interpreter")),
        ...lastDayGaps("until", consent.expires),
      ];
    case "details":
      return gapsOfDetails(engine).filter(({ bars }) => bars);
    case "where":
      return [
        ...need(choices[0], "where", () => t("gap.choice")),
        ...choices
          .filter((choice) => choice.anyway !== true && meantForOthers(engine, choice) !== null)
          .map(({ organisation }) => ({ field: `anyway-${organisation}`, text: () => t("gap.anyway") })),
        ...choices
          .filter((choice) => choice.compartments === undefined)
          .map(({ organisation }) => ({ field: `agree-${organisation}`, text: () => t("gap.agreed") })),
        ...choices
          .filter((choice) => choice.abroad !== true && transferTo(engine, choice) !== null)
          .map(({ organisation }) => ({ field: `abroad-${organisation}`, text: () => t("gap.abroad") })),
      ];
    case "check":
      return [];
  }
}

/** What is asked for on a page and bars nobody: it is named once, and may be left out (FM15d). */
export function openOn(step: Step, engine: Engine): readonly Gap[] {
  return step === "details" ? gapsOfDetails(engine).filter(({ bars }) => !bars) : [];
}

/** Nobody must fill in these forms. What is no answer is never sealed, and of a strict form nothing is with a gap (FM1a, FM1c). */
function gapsOfDetails(engine: Engine): readonly (Gap & { readonly bars: boolean })[] {
  return detailForms(engine).flatMap((open) => {
    if (Object.keys(answersOf(engine, open.key).set).length === 0) return [];
    const mayBeOpen = new Set(open.form.strict ? [] : open.check.gaps.map((field) => questionId(open.key, field)));
    return gapsIn(engine, open, open.groups).map((gap) => ({ ...gap, bars: !mayBeOpen.has(gap.field) }));
  });
}

/** What is asked for in these groups and not answered, and what is no answer, in the order of the form. */
function gapsIn(engine: Engine, { key, version, form, check }: OpenForm, groups: OpenForm["groups"]): readonly Gap[] {
  const words = () => wordsOfForm(engine, version);
  const { hard, gaps } = problemsOf(form, words, check, (field) => questionId(key, field));
  const { set } = answersOf(engine, key);
  return groups
    .flatMap(({ fields }) => fields)
    .flatMap((field): readonly Gap[] => {
      const id = questionId(key, field.key);
      const known = [...hard, ...gaps].filter((gap) => gap.field === id);
      // FM1b says what does not fit; a form that is strict is not sealed with it.
      const isUnfit = form.strict && check.soft.includes(field.key);
      if (isUnfit) return [{ field: id, text: () => words().flaws[field.key] ?? t("sheet.wrong-answer") }];
      if (known.length === 0 && isNeeded(key, field) && !Object.hasOwn(set, field.key))
        return [{ field: id, text: () => t("sheet.gap", { field: words().fields[field.key]?.[0] ?? field.key }) }];
      const value = set[field.key];
      const isOnlyCountry =
        field.type === "place" && typeof value === "string" && !value.includes("-") && isWhereRegionsAre(value, engine);
      return isOnlyCountry ? [{ field: `${id}-region`, text: () => t("person.gap-region") }] : known;
    });
}

/** Where a kept referral is taken up again: where the officer wanted to stop, else the first page that is not whole; `check` when all are. */
export function firstOpenStep(engine: Engine): Step {
  if (draftOf(engine).rights === "stop") return "rights";
  return stepsOf(engine).find((step) => gapsOn(step, engine).length > 0) ?? "check";
}

/** True for a country of which the regions are known: one of them is to be chosen. */
function isWhereRegionsAre(country: string, { places }: Engine): boolean {
  return regionsOf(country, places).length > 0;
}

function need(value: unknown, field: string, text: Sentence): readonly Gap[] {
  return value === undefined ? [{ field, text }] : [];
}
