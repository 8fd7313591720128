// The pages of a referral: the groups of the country's first form that are asked before anybody agrees to anything, and after them the program's own.
import { type FirstForm, firstForms } from "../../core/referral-draft.ts";
import type { Engine } from "../engine.ts";
import { formStep, ownSteps, type Step, type StepOfForm } from "../referral-steps.ts";
import { draftOf } from "./draft.ts";
import { type OpenForm, openForm } from "./questions.tsx";

interface FormPage {
  readonly open: OpenForm;
  readonly group: OpenForm["groups"][number];
}

/** All pages in their order, as far as the answers so far ask for them. */
export function stepsOf(engine: Engine): readonly Step[] {
  return [...(firstForm(engine)?.groups ?? []).map(({ key }) => formStep(key)), ...ownSteps];
}

/** The group of the first form that stands on this page; null where it is not asked any more. */
export function groupOn(engine: Engine, step: StepOfForm): FormPage | null {
  const open = firstForm(engine);
  const group = open?.groups.find(({ key }) => formStep(key) === step);
  return open === null || group === undefined ? null : { open, group };
}

/** A page with one question bears it as its title. */
export function titleOf(page: FormPage): string {
  const { open, group } = page;
  const [only, ...others] = group.fields;
  const label = only === undefined || others.length > 0 ? undefined : open.words.fields[only.key]?.[0];
  return label ?? groupName(page);
}

export function groupName({ open, group }: FormPage): string {
  return open.words.groups[group.key]?.[0] ?? group.key;
}

// What everybody learns who is asked at all: what else a form may ask is asked once the person has agreed to it.
function firstForm(engine: Engine): OpenForm | null {
  return openForm(engine, "first-line", ({ part }) => part === "referral");
}

/** What is asked on the page of the details: of the first form what it could not ask before. */
export function detailForms(engine: Engine): readonly OpenForm[] {
  const agreed = draftOf(engine).consent?.compartments ?? [];
  const mayAsk = (key: FirstForm) => (group: OpenForm["form"]["groups"][number]) =>
    agreed.includes(group.part) && (key !== "first-line" || group.part !== "referral");
  return firstForms
    .map((key) => openForm(engine, key, mayAsk(key)))
    .filter((open) => open !== null && open.groups.length > 0) as readonly OpenForm[];
}
