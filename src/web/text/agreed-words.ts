// What a person agreed to share, in the words in which they were asked; a part that no whole question covers is named by itself.
import { type Part, partsOfYes, questionsOf } from "../../core/part-table.ts";
import { t } from "./translate.ts";

export function agreedWords(agreed: readonly Part[]): readonly string[] {
  const yes = questionsOf(agreed);
  const covered = partsOfYes(yes);
  return [
    t("compartment.referral"),
    ...yes.map((question) => t(`question.${question}`)),
    ...agreed.filter((part) => !covered.includes(part)).map((part) => t(`compartment.${part}`)),
  ];
}
