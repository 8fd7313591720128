// Which answers statistics read, and as what (CN4): a field with a fact counts in the classes of that fact, which are the codes of the library's own field with it. A
// country's own code counts as the class of its name, as the one that has its value in HTCDS, as the one that it replaces, or as `other`.
import { type AnswerValue, codesOf, type Form, type FormField, type ListCode } from "./form.ts";
import { library } from "./library.ts";
import type { statisticalFacts } from "./roles.ts";

/** The facts that are counted, in the order of the page; the others of `statisticalFacts` are kept in forms for later. */
export const countedFacts = [
  "sex",
  "age-band",
  "citizenship",
  "exploitation",
  "control",
  "country",
  "service",
  "reflection",
  "returned",
  "outcome",
] as const satisfies readonly (typeof statisticalFacts)[number][];
export type CountedFact = (typeof countedFacts)[number];

/** Where a code that says nothing more counts. Of the others such a code counts as not said: an own code of the sex is not a third sex. */
const other = "other";
const withOther: readonly CountedFact[] = ["exploitation", "control", "outcome"];
/** A code of the library for what nobody said. */
const silence = "not-told";

/** Classes of countries are the countries. */
const ofCountries: readonly CountedFact[] = ["citizenship", "country"];

const classesByFact = new Map<CountedFact, readonly ListCode[]>();

/** The classes of a fact with codes, as the library has them; none of a fact about countries. */
export function classesOfFact(fact: CountedFact): readonly string[] {
  return codesOfFact(fact).map(({ code }) => code);
}

function codesOfFact(fact: CountedFact): readonly ListCode[] {
  const known = classesByFact.get(fact);
  if (known !== undefined) return known;
  const forms = library.forms.flatMap(({ form }) => {
    const field = fieldWithFact(form, fact);
    return field?.list === undefined ? [] : [codesOf(form, field.list)];
  });
  const codes = (forms[0] ?? []).filter(({ code, retired }) => code !== silence && retired !== true);
  classesByFact.set(fact, codes);
  return codes;
}

/** The value that a class has in HTCDS; of one without a value there it is `Other`. */
export function htcdsOf(fact: CountedFact, key: string): string {
  return codesOfFact(fact).find(({ code }) => code === key)?.htcds ?? "Other";
}

/** The question of a form whose answer statistics read as this fact. */
export function fieldWithFact(form: Form | undefined, fact: string): FormField | undefined {
  return form?.fields.find((field) => field.fact === fact && field.retired !== true);
}

/** The keys under which an answer of a field lies: its own, and those of the ones that it replaced (FM5a), the newest first. */
export function keysOfField(form: Form, field: FormField): readonly string[] {
  const before = form.fields.find(({ key }) => key === field.was);
  return before === undefined || before === field ? [field.key] : [field.key, ...keysOfField(form, before)];
}

/** The classes in which an answer counts, each once. */
export function classesIn(fact: CountedFact, value: AnswerValue, form: Form, field: FormField): readonly string[] {
  if (value === true) return ["yes"];
  if (value === false) return ["no"];
  const said = typeof value === "string" ? [value] : typeof value === "object" ? value : [];
  if (ofCountries.includes(fact)) return said;
  return [...new Set(said.flatMap((code) => classOf(fact, code, form, field) ?? []))];
}

/** The class of a code of a form; null where it says none. */
function classOf(fact: CountedFact, code: string, form: Form, field: FormField): string | null {
  const classes = codesOfFact(fact);
  const own = codesOf(form, field.list ?? "");
  const said = own.find((one) => one.code === code);
  if (classes.some((one) => one.code === code)) return code;
  if (code === silence) return null;
  const alike = said?.htcds === undefined ? [] : classes.filter(({ htcds }) => htcds === said.htcds);
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return only.code;
  // FM5a: what is answered with a code that another one replaces is counted under that one.
  const next = own.find(({ was }) => was === code);
  if (next !== undefined && next.code !== code) return classOf(fact, next.code, form, field);
  if (said?.was !== undefined && classes.some((one) => one.code === said.was)) return said.was;
  return withOther.includes(fact) ? other : null;
}

/** What of a form is counted, for whoever writes one. */
export interface CountedField {
  readonly field: string;
  readonly fact: string;
  /** `nothing`: no number is made of this fact. `type`: answers of this type are in none of its classes. */
  readonly is: "counted" | "nothing" | "type";
  /** Codes that count as `other`, and codes that count in no class. */
  readonly asOther: readonly string[];
  readonly inNone: readonly string[];
}

/** Each field of a form that has a fact, and how it counts. */
export function countedFields(form: Form): readonly CountedField[] {
  return form.fields.flatMap((field): readonly CountedField[] => {
    const { fact, key, retired } = field;
    if (fact === undefined || retired === true) return [];
    const counted = countedFacts.find((one) => one === fact);
    const plain = { field: key, fact, asOther: [], inNone: [] };
    if (counted === undefined) return [{ ...plain, is: "nothing" }];
    if (!typesOf(counted).includes(field.type)) return [{ ...plain, is: "type" }];
    const codes = codesOf(form, field.list ?? "")
      .filter(({ code, retired: isGone }) => code !== silence && isGone !== true)
      .map(({ code }) => ({ code, of: classOf(counted, code, form, field) }));
    const named = (of: string | null) =>
      codes.filter((one) => one.of === of && one.code !== other).map(({ code }) => code);
    return [{ ...plain, is: "counted", asOther: named(other), inNone: named(null) }];
  });
}

function typesOf(fact: CountedFact): readonly string[] {
  if (ofCountries.includes(fact)) return ["country", "countries"];
  return fact === "returned" || fact === "reflection" ? ["code", "yes-no"] : ["code", "codes"];
}
