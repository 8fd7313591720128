// Whether a service says that it is for a person, as far as a screening knows the person (DR5). A screening does not say whether somebody has a
// family, a disability or another citizenship, so a service's words on these speak neither for it nor against it.
import { type AgeClass, yearsOfClass } from "./age-class.ts";
import type { Service } from "./service.ts";

/** What is known of the person; a part that is missing was not stated. */
export interface ForWhom {
  /** Doubt means child. */
  readonly treatAsChild: boolean;
  readonly ageClass?: AgeClass;
  readonly sex?: string;
}

/**
 * How a service stands to a person: it says that it is `for` people of their sex or age; it is `open`, since it names none or too little is
 * known; or it names `others`, and not them.
 */
type Standing = "for" | "open" | "others";

export function standingOf({ eligibility }: Pick<Service, "eligibility">, who: ForWhom): Standing {
  const named = eligibility.filter((term) => term === "women" || term === "men" || term === "children");
  if (named.length === 0) return "open";
  const { sex, treatAsChild } = who;
  if (treatAsChild && named.includes("children")) return "for";
  if (sex === "women" || sex === "men") return named.includes(sex) ? "for" : "others";
  // A person whose sex is not stated may be a woman or a man.
  return named.some((term) => term !== "children") ? "open" : "others";
}

/** False for a service whose bounds of age leave the person out. */
export function takesAge(service: Pick<Service, "minimum_age" | "maximum_age">, who: ForWhom): boolean {
  const [youngest, oldest] = agesOf(who);
  return (service.minimum_age ?? 0) <= oldest && (service.maximum_age ?? 120) >= youngest;
}

function agesOf({ treatAsChild, ageClass }: ForWhom): readonly [youngest: number, oldest: number] {
  if (ageClass !== undefined) return yearsOfClass[ageClass];
  return treatAsChild ? [0, 17] : [18, 120];
}
