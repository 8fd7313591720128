// What each page of a referral still needs before the next one.

import { isBirthDate } from "../../core/birth-date.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import type { Gap } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { type Step, steps } from "../referral-steps.ts";
import { t } from "../text/translate.ts";
import { meantForOthers, transferTo } from "./draft.ts";

/** What is missing on one page, each with the id of its field. Empty when the page is whole. */
export function gapsOn(step: Step, draft: ReferralDraft, engine: Engine): readonly Gap[] {
  const { screening = {}, consent = {}, identity, contact, choices = [], rights } = draft;
  switch (step) {
    case "danger":
      return need(screening.danger, "danger", t("gap.danger"));
    case "person":
      return [
        ...need(screening.age, "age", t("person.gap-age")),
        ...need(screening.sex, "sex", t("person.gap-sex")),
        ...need(screening.language, "person-language", t("person.gap-language")),
        ...need(screening.place, "country", t("person.gap-country")),
        ...(isOnlyCountry(screening.place, engine) ? [{ field: "region", text: t("person.gap-region") }] : []),
      ];
    case "signs":
      return need(screening.decision, "decision", t("gap.signs"));
    case "wants":
      return need(screening.wants?.[0], "wants", t("gap.wants"));
    case "rights":
      return need(rights, "rights", t("gap.rights"));
    case "consent":
      return [
        ...need(consent.basis, "basis", t("consent.gap-basis")),
        ...need(consent.manner, "manner", t("consent.gap-manner")),
        ...need(consent.interpreter, "interpreter", t("consent.gap-interpreter")),
      ];
    case "details":
      return [
        ...(identity === undefined || (identity.name && identity.name_is && identity.gender)
          ? []
          : [{ field: identity.name ? (identity.name_is ? "gender" : "name-is") : "name", text: t("gap.identity") }]),
        ...(identity?.born === undefined || isBirthDate(identity.born) ? [] : [{ field: "born", text: t("gap.born") }]),
        ...(contact === undefined || (contact.how && contact.safe) ? [] : [{ field: "safe", text: t("gap.contact") }]),
      ];
    case "where":
      return [
        ...need(choices[0], "where", t("gap.choice")),
        ...choices
          .filter((choice) => choice.anyway !== true && meantForOthers(engine, choice) !== null)
          .map(({ organisation }) => ({ field: `anyway-${organisation}`, text: t("gap.anyway") })),
        ...choices
          .filter((choice) => choice.compartments === undefined)
          .map(({ organisation }) => ({ field: `agree-${organisation}`, text: t("gap.agreed") })),
        ...choices
          .filter((choice) => choice.abroad !== true && transferTo(engine, choice) !== null)
          .map(({ organisation }) => ({ field: `abroad-${organisation}`, text: t("gap.abroad") })),
      ];
    case "check":
      return [];
  }
}

/** Where a kept referral is taken up again: where the officer wanted to stop, else the first page that is not whole; `check` when all are. */
export function firstOpenStep(draft: ReferralDraft, engine: Engine): Step {
  if (draft.rights === "stop") return "rights";
  return steps.find((step) => gapsOn(step, draft, engine).length > 0) ?? "check";
}

/** True for a country of which the regions are known: one of them is to be chosen. */
function isOnlyCountry(place: string | undefined, { places }: Engine): boolean {
  return place !== undefined && places.some(({ code }) => code.startsWith(`${place}-`)) && !place.includes("-");
}

function need(value: unknown, field: string, text: string): readonly Gap[] {
  return value === undefined ? [{ field, text }] : [];
}
