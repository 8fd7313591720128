// The draft in words, one row per page, for the check before sealing.

import { missingWords } from "../../core/form/form.ts";
import { weightedFields } from "../../core/form/form-expressions.ts";
import { choicesByReferral, type DraftChoice, type DraftGap } from "../../core/referral-draft.ts";
import { countryName } from "../../words/country-name.ts";
import type { Engine } from "../engine.ts";
import { answerWords, withQuestion } from "../form/answer-words.ts";
import { own } from "../form/changes.ts";
import { nameable, wordsOfForm } from "../form/form-words.ts";
import { isFormStep, type OwnStep, type Step } from "../referral-steps.ts";
import { basisName, restsWords } from "../text/consent-words.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { partNames } from "../text/part-words.ts";
import { activeLanguage, formatNumber, isolate, language, t } from "../text/translate.ts";
import { answersOf, draftOf, formOf, saidOf, transferTo } from "./draft.ts";
import { detailForms, groupOn, stepsOf } from "./form-pages.ts";
import type { OpenForm } from "./questions.tsx";

interface DraftRow {
  readonly step: Exclude<Step, "check">;
  readonly title: string;
  readonly lines: readonly string[];
}

export function draftRows(engine: Engine): readonly DraftRow[] {
  return [
    ...stepsOf(engine)
      .filter(isFormStep)
      .flatMap((step): readonly DraftRow[] => {
        const page = groupOn(engine, step);
        if (page === null) return [];
        const { open, group } = page;
        return [
          { step, title: open.words.groups[group.key]?.[0] ?? "", lines: present(...answeredIn(engine, open, group)) },
        ];
      }),
    ...ownRows(engine).map((row) => ({ ...row, title: t(`path.step.${row.step}`) })),
  ];
}

/** Where a gap is mended. */
export function rowOf(engine: Engine, gap: DraftGap): string {
  if (typeof gap === "string") return `row-${gap === "agreed" || gap === "choice" ? "where" : gap}`;
  const step = stepsOf(engine)
    .filter(isFormStep)
    .find(
      (each) => gap.form === "first-line" && groupOn(engine, each)?.group.fields.some(({ key }) => key === gap.field),
    );
  return `row-${step ?? "details"}`;
}

/** What is missing, in words. */
export function gapWords(engine: Engine, gap: DraftGap): string {
  if (typeof gap === "string") return t(`gap.${gap}`);
  const version = formOf(engine, gap.form);
  const label = version === undefined ? undefined : wordsOfForm(engine, version).fields[gap.field]?.[0];
  return t("sheet.gap", { field: label ?? gap.field });
}

/** The answers of one group. What the program knows speaks for itself; every other answer stands under its question. */
function answeredIn(engine: Engine, open: OpenForm, group: OpenForm["groups"][number]): readonly string[] {
  const { key: formKey, form, words, check } = open;
  const { set, gone } = answersOf(engine, formKey);
  return group.fields.flatMap((field) => {
    const word = own(gone, field.key);
    const value = check.notRelevant.includes(field.key) ? undefined : own(set, field.key);
    if (value === undefined && word === undefined) return [];
    const isWeighed = weightedFields(form, group.key).includes(field);
    // One line for each sign.
    if (isWeighed && typeof value === "object")
      return value.map((each) => answerWords(field, words, nameable(engine), [each]));
    const said =
      value !== undefined
        ? answerWords(field, words, nameable(engine), value)
        : t(`missing.${missingWords.find((each) => each === word) ?? "not-asked"}`);
    const isKnown = formKey === "first-line" && (field.role !== undefined || field.fact !== undefined);
    const label = words.fields[field.key]?.[0] ?? field.key;
    return [isKnown ? said : withQuestion(label, said)];
  });
}

function ownRows(
  engine: Engine,
): readonly { readonly step: Exclude<OwnStep, "check">; readonly lines: readonly string[] }[] {
  const draft = draftOf(engine);
  const { consent = {}, choices = [] } = draft;
  const { danger } = saidOf(engine);
  const { basis, guardian, manner, interpreter, compartments = [] } = consent;
  return [
    { step: "rights", lines: present(draft.rights && t(`check.rights-${draft.rights}`)) },
    {
      step: "consent",
      lines: present(
        ...restsWords(consent),
        manner && t(`manner.${manner}`),
        interpreter && `${t("consent.interpreter")}: ${t(`interpreter.${interpreter}`)}`,
        compartments.length > 0 && partNames(compartments),
        consent.purposes?.includes("statistics") === true && t("consent.statistics"),
        consent.expires !== undefined && `${t("consent.until")}: ${language().date(consent.expires)}`,
      ),
    },
    {
      step: "details",
      lines: present(
        ...detailForms(engine).flatMap((open) => open.groups.flatMap((group) => answeredIn(engine, open, group))),
      ),
    },
    {
      step: "where",
      lines: present(
        ...choicesByReferral(choices).flatMap((group) =>
          group.flatMap((choice, i) => [
            `${rankOf(choice, i)} ${isolate(nameOfOrganisation(engine, choice.organisation))}`,
            ...agreedTo(engine, choice, basisName(basis ?? "consent", guardian !== undefined)),
          ]),
        ),
        danger === "now" && choices.length > 1 && t("check.at-once"),
        draft.escort === true && t("where.escort"),
      ),
    },
  ];
}

function rankOf({ home, decides }: DraftChoice, place: number): string {
  if (home === true) return `${t("where.chosen-home")}:`;
  return decides === true ? `${t("where.chosen-decides")}:` : `${formatNumber(place + 1)}.`;
}

function agreedTo(engine: Engine, choice: DraftChoice, basis: ReturnType<typeof basisName>): readonly string[] {
  const { compartments: agreed } = choice;
  if (agreed === undefined) return [t("check.not-agreed")];
  const country = choice.abroad === true ? transferTo(engine, choice) : null;
  return [
    t("check.learns", { list: partNames(agreed) }),
    ...(country === null ? [] : [t(`agree-abroad.${basis}`, { country: countryName(country, activeLanguage()) })]),
  ];
}

function present(...parts: readonly (string | false | undefined)[]): readonly string[] {
  const lines = parts.filter((part): part is string => typeof part === "string" && part !== "");
  return lines.length > 0 ? lines : [t("check.nothing")];
}
