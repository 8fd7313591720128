// How old a person is, as far as numbers and services ask: four classes. From the date of birth where one is known, else as somebody answered. The CTDC global dataset has
// the same bands up to 17, and finer ones above.
import { type Age, isTreatedAsChild } from "./person-codes.ts";
import { rangeOf } from "./registers/partial-date.ts";

export const ageClasses = ["0-8", "9-17", "18-29", "30-"] as const;
export type AgeClass = (typeof ageClasses)[number];

/** The first and the last year of each. */
export const yearsOfClass: { readonly [C in AgeClass]: readonly [youngest: number, oldest: number] } = {
  "0-8": [0, 8],
  "9-17": [9, 17],
  "18-29": [18, 29],
  "30-": [30, 120],
};

/**
 * The class of who was born then, on a day; null where a year alone leaves two of them, and where it says otherwise than what was said of the age: that alone decides
 * whether the person is treated as a child.
 */
export function ageClassOf(born: string, age: Age, day: string): AgeClass | null {
  const { first, last } = rangeOf(born);
  const [oldest, youngest] = [yearsBetween(first, day), yearsBetween(last, day)];
  const found = ageClasses.find((each) => {
    const [from, to] = yearsOfClass[each];
    return youngest >= from && oldest <= to;
  });
  return found !== undefined && isClassOf(found, age) ? found : null;
}

/** True for a class of children where the person is treated as one, and for one of adults where not. */
export function isClassOf(ageClass: AgeClass, age: Age): boolean {
  return yearsOfClass[ageClass][1] < 18 === isTreatedAsChild(age);
}

function yearsBetween(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}
