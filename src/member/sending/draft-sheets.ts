// A draft as sheets of the country's forms: what the officer's pages gathered, in the words of the forms into which it goes.
import type { Answers, AnswerValue } from "../../core/form/form.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import { signGroups } from "../../core/screening.ts";

/** What a new sheet of a form says. */
interface NewSheet extends Answers {
  /** The key of the form. */
  readonly form: string;
}

const ways = {
  phone: "phone",
  "through-officer": "through-officer",
  "through-other": "through-person",
  "waits-here": "waits-here",
} as const;

/** The sheets of a draft, as far as it is written; `day` is the day on which it is. */
export function sheetsOfDraft(draft: ReferralDraft, day: string): readonly NewSheet[] {
  const { screening, identity, contact, narrative } = draft;
  const { signs = [], ...screened } = screening ?? {};
  const { danger, age, age_group, sex, decision, wants, language, place } = screened;
  const seen = signGroups.map((each) => [each.group, each.signs.filter((sign) => signs.includes(sign))] as const);
  const { name, name_is, gender, born, citizenship } = identity ?? {};
  const way = contact?.how === undefined ? undefined : ways[contact.how];
  return [
    sheet("first-line", {
      ...{ danger, age, "age-group": age_group, sex, decision, wants, language, place },
      ...Object.fromEntries(seen.filter(([, chosen]) => chosen.length > 0)),
    }),
    sheet("person", {
      ...{ given: name, "name-is": name_is, gender, born },
      citizenship: citizenship === undefined ? undefined : [citizenship],
    }),
    sheet("reach", { way, value: contact?.safe, when: contact?.when }),
    sheet("story", narrative === undefined || narrative === "" ? {} : { on: day, words: narrative }),
  ].filter(({ set }) => Object.keys(set).length > 0);
}

function sheet(form: string, said: { readonly [field: string]: AnswerValue | undefined }): NewSheet {
  const set = Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  return { form, set, gone: {} };
}
