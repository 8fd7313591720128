// Whether two cases of an organisation are perhaps of one person: by name, date of birth and telephone number, as sheets of both say that may be shown here
// (FD8). It finds too much rather than too little, since a person answers; it joins nothing.
import { type FormBook, keyOfRole } from "../../core/form/form.ts";
import type { RoleName } from "../../core/form/roles.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { findsName, soundsOf } from "../../core/person-name.ts";
import { westernDigits } from "../../core/western-digits.ts";
import type { Likeness } from "../views.ts";

/** The marks of a case that are compared. */
export interface PersonMarks {
  /** How given name and family name sound, each where it is known. */
  readonly names: readonly string[];
  readonly born: string | null;
  /** The last digits of each number under which the person is reached. */
  readonly phones: readonly string[];
}

/** So many digits at the end are the same however a number is written, with its country's code or without. */
const digitsCompared = 9;

/** Of a case of which nothing is known. */
export const noMarks: PersonMarks = { names: [], born: null, phones: [] };

const nameRoles = ["given", "family"] as const;
/** The roles that make a whole name, in their order. */
const wholeNameRoles = ["given", "patronymic", "family"] as const;

/** The names in sheets as they sound, each with the saves that hold its parts now. */
export function namesSaid(
  sheets: readonly Sheet[],
  forms: FormBook,
): readonly { readonly sounds: string; readonly entries: readonly string[] }[] {
  return sheets.flatMap(({ form, answers }) => {
    const keys = wholeNameRoles.flatMap((role) => keyOfRole(forms.newest(form)?.form, role) ?? []);
    const parts = keys.flatMap((key) => answers.get(key) ?? []);
    const name = parts.flatMap(({ value }) => (typeof value === "string" ? [value] : [])).join(" ");
    const entries = parts.flatMap(({ heads }) => heads.map(({ entry }) => entry));
    return name === "" ? [] : [{ sounds: soundsOf(name), entries: [...new Set(entries)] }];
  });
}

export function personMarks(sheets: readonly Sheet[], forms: FormBook): PersonMarks {
  const answersTo = (role: RoleName) =>
    sheets.flatMap(({ form, answers }) => {
      const key = keyOfRole(forms.newest(form)?.form, role);
      const value = answers.get(key ?? "")?.value;
      return typeof value === "string" ? [value] : [];
    });
  const contact = sheets.flatMap(({ answers }) => [...answers.values()].filter(({ part }) => part === "contact"));
  return {
    names: nameRoles.flatMap((role) => answersTo(role)[0] ?? []).map(soundsOf),
    born: answersTo("born")[0] ?? null,
    phones: [...new Set(contact.flatMap(({ value }) => (typeof value === "string" ? phonesIn(value) : [])))],
  };
}

/** True where there is something to compare. */
export function isComparable({ names, phones }: PersonMarks): boolean {
  return names.length + phones.length > 0;
}

/**
 * The reasons why another case is of the same person as this one; empty where they are too few. One name alone is none, and neither is a day of birth; names do not count where
 * the years of birth are further apart than an estimate is.
 */
export function likenessTo(a: PersonMarks): (b: PersonMarks) => readonly Likeness[] {
  const nameOf = ({ names }: PersonMarks) => names.join("");
  const own = nameOf(a);
  // Ten thousand names are compared with this one.
  const isOwn = findsName(own);
  return (b) => {
    const hasPhone = a.phones.some((phone) => b.phones.includes(phone));
    const isNamedAlike = a.names.length > 0 && isOwn(nameOf(b)) && findsName(nameOf(b))(own);
    const isBornThen = a.born !== null && a.born === b.born && a.born.length === "2003-08-01".length;
    const isWhole = a.names.length === nameRoles.length && b.names.length === nameRoles.length;
    const isEnough = hasPhone || (isNamedAlike && (isBornThen || (isWhole && !areBornApart(a, b))));
    if (!isEnough) return [];
    return [
      ...(hasPhone ? ["phone" as const] : []),
      ...(isNamedAlike ? ["name" as const] : []),
      ...(isBornThen ? ["born" as const] : []),
    ];
  };
}

function areBornApart({ born: a }: PersonMarks, { born: b }: PersonMarks): boolean {
  return a !== null && b !== null && Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) > 2;
}

/** Digits of any script that stand together, with what people write between them. */
function phonesIn(text: string): readonly string[] {
  return (westernDigits(text).match(/\+?\d[\d\s().\-–/]{5,}\d/g) ?? [])
    .map((number) => number.replaceAll(/\D/g, ""))
    .filter((digits) => digits.length >= digitsCompared)
    .map((digits) => digits.slice(-digitsCompared));
}
