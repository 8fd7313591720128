// What is counted of the country's cases in a year, and by what that is split (docs/spec/offices.md).

/** Of persons, by case: what happened in the year for the first time. */
export const personFacts = [
  "victims-identified",
  "victims-presumed",
  "formal-identifications",
  "victims-referred",
  "victims-assisted",
  "victims-refused",
] as const;
export type PersonFact = (typeof personFacts)[number];

/** Of referrals: what an organisation that was asked said to them. */
export const answerFacts = ["referrals-accepted", "referrals-declined", "referrals-unanswered"] as const;
export type AnswerFact = (typeof answerFacts)[number];

export const countFacts = [...personFacts, ...answerFacts] as const;
export type CountFact = (typeof countFacts)[number];

/** By what a fact is split, and which fact that is. */
export const countSplits = {
  sex: "victims-identified",
  age: "victims-identified",
  form: "victims-identified",
  body: "victims-identified",
  "citizenship-country": "victims-identified",
  reason: "referrals-declined",
} as const satisfies { readonly [by: string]: CountFact };
export type CountSplit = keyof typeof countSplits;
export const countSplitNames = Object.keys(countSplits) as readonly CountSplit[];

/** Who is among whom: the rest is a number too. */
export const wholeOfFact: Partial<Record<CountFact, CountFact>> = {
  "victims-presumed": "victims-identified",
  "formal-identifications": "victims-identified",
  "victims-refused": "victims-assisted",
};
