// The pages of a referral in their order, and what each still needs before the next one.
import { isBirthDate } from "../../core/birth-date.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import type { Gap } from "../components/error-summary.tsx";
import { t } from "../text/translate.ts";

export const steps = ["danger", "person", "signs", "wants", "rights", "consent", "details", "where", "check"] as const;
export type Step = (typeof steps)[number];

export function stepAfter(step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? "check";
}

/** What is missing on one page, each with the id of its field. Empty when the page is whole. */
export function gapsOn(step: Step, draft: ReferralDraft): readonly Gap[] {
  const { screening = {}, consent = {}, identity, contact, choices = [], rights } = draft;
  switch (step) {
    case "danger":
      return need(screening.danger, "danger", t("gap.danger"));
    case "person":
      return [
        ...need(screening.age, "age", t("person.gap-age")),
        ...need(screening.language, "person-language", t("person.gap-language")),
        ...need(screening.place, "region", t("person.gap-region")),
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
          .filter((choice) => choice.compartments === undefined)
          .map(({ organisation }) => ({ field: `agree-${organisation}`, text: t("gap.agreed") })),
      ];
    case "check":
      return [];
  }
}

/** Where a kept referral is taken up again: where she wanted to stop, else the first page that is not whole; `check` when all are. */
export function firstOpenStep(draft: ReferralDraft): Step {
  if (draft.rights === "stop") return "rights";
  return steps.find((step) => gapsOn(step, draft).length > 0) ?? "check";
}

function need(value: unknown, field: string, text: string): readonly Gap[] {
  return value === undefined ? [{ field, text }] : [];
}
