// The end of the own help is one act: the sheet that says how it ended, and the step in the referral by which everybody in the case hears that it did (FM20).
import { type AnswerCode, answerCodes } from "../entry-kind.ts";
import { type Answers, type Form, keyOfRole } from "../form/form.ts";
import { standsAs } from "../policy-table.ts";
import type { CaseState } from "./fold.ts";

type Outcome = AnswerCode<"outcome">;

/** What everybody in the case hears of outcomes that the sheet alone says: who reads the help hears more. */
const heardAs: Readonly<Record<string, Outcome>> = { "refused-further-help": "left-by-own-choice" };

/** The outcome that everybody hears when these answers say that the help ended; null where they do not say it. */
export function outcomeHeard(form: Form, { set }: Pick<Answers, "set">): Outcome | null {
  const day = keyOfRole(form, "closed-on");
  if (day === undefined || set[day] === undefined) return null;
  const said = set[outcomeKey(form) ?? ""];
  const isKnown = (code: unknown): code is Outcome => (answerCodes.outcome as readonly unknown[]).includes(code);
  return isKnown(said) ? said : ((typeof said === "string" ? heardAs[said] : undefined) ?? "other");
}

/** The same the other way: the answers that a form says when the help ends on a day with this outcome; null for a form that says no end. */
export function answersOfEnd(form: Form, day: string, outcome: Outcome): Answers["set"] | null {
  const dayKey = keyOfRole(form, "closed-on");
  const why = outcomeKey(form);
  return dayKey === undefined ? null : { [dayKey]: day, ...(why === undefined ? {} : { [why]: outcome }) };
}

function outcomeKey({ fields }: Form): string | undefined {
  return fields.find(({ fact, retired }) => fact === "outcome" && retired !== true)?.key;
}

/** The referrals, and the opening of an own case, in which an organisation helps: its help can end there. */
export function placesToEnd({ referrals, own, id }: CaseState, organisation: string): readonly string[] {
  const all = [...referrals, ...(own === null ? [] : [{ id, places: [own] }])];
  return all.flatMap(({ id: of, places }) =>
    places.some((place) => place.organisation === organisation && standsAs(place, "helps")) ? [of] : [],
  );
}
