// What an officer has gathered before a referral is sealed. It exists on the device only, under the vault, until then. What is asked of the person is
// data: the draft holds sheets of the forms in force, and what the program itself needs of them it finds by roles and facts, never by a field's key.
import { type AgeClass, ageClasses, ageClassOf, isClassOf } from "./age-class.ts";
import { restsRightly } from "./consent-basis.ts";
import type { ForWhom } from "./eligibility.ts";
import type { BodyOf, Compartment } from "./entry-kind.ts";
import { checkSheet, readSheet, soundAnswers } from "./form/check-sheet.ts";
import { type Answers, type FormBook, type FormField, keyOfRole, partOfField } from "./form/form.ts";
import { firstRoles } from "./form/roles.ts";
import type { Part } from "./part-table.ts";
import { type Age, ages, isTreatedAsChild } from "./person-codes.ts";
import { countryOf } from "./place.ts";
import { presentFields } from "./present-fields.ts";
import { day as isDay } from "./schema.ts";
import type { ServiceType } from "./service.ts";

/** How many a device keeps: two people at one border need two, and among more than five one is forgotten. */
export const mostDrafts = 5;

/** The forms that are filled in before a case exists, in their order. The first is asked always; of the others what the person agreed to, if they wish. */
export const firstForms = ["first-line", "person", "reach", "story"] as const;
export type FirstForm = (typeof firstForms)[number];

/** A referral that is being written. Everything is optional until `send` checks that it is whole. */
export interface ReferralDraft {
  /** What was answered, by the key of the form. */
  readonly sheets?: { readonly [F in FirstForm]?: Answers };
  /** How consent was given, and the most that it covers. */
  readonly consent?: Partial<Omit<BodyOf<"consent.give">, "organisation">>;
  /** In the order of choice: up to three near the person, and one more at home (FD2). */
  readonly choices?: readonly DraftChoice[];
  readonly escort?: boolean;
  /** The telephone number of the post that refers; a device that knows its own puts it in. */
  readonly ring_back?: string;
  /** How the person was informed of their rights. It stays on the device. */
  readonly rights?: "understood" | "stop" | "explained";
}

const nothing: Answers = { set: {}, gone: {} };

/** The forms in force, and the day on which they are filled in. */
export interface Asked {
  readonly forms: FormBook;
  /** 2031-02-03. */
  readonly day: string;
}

/** What the program reads of the first form; what is not answered, or no question of it, is left out. */
export interface FirstSaid {
  readonly danger?: "now" | "unclear" | "not-now";
  readonly age?: Age;
  readonly decision?: "presumed" | "unclear" | "not";
  readonly wants: readonly ServiceType[];
  readonly language?: string;
  readonly place?: string;
  readonly sex?: string;
  /** From the date of birth where that says it, else as it was answered (FM15e). */
  readonly ageClass?: AgeClass;
}

/** What a draft says of the person. */
export function firstSaid({ sheets = {} }: ReferralDraft, { forms, day }: Asked): FirstSaid {
  const form = forms.newest("first-line")?.form;
  if (form === undefined) return { wants: [] };
  const reading = readSheet(form, soundAnswers(form, sheets["first-line"] ?? nothing), day, {});
  const answerOf = (is: (field: FormField) => boolean) => {
    const field = form.fields.find((each) => is(each) && each.retired !== true);
    return field === undefined ? "" : reading.value(field.key);
  };
  const wants = answerOf(({ role }) => role === "wants");
  const texts = {
    ...Object.fromEntries(
      firstRoles.filter((role) => role !== "wants").map((role) => [role, answerOf((field) => field.role === role)]),
    ),
    sex: answerOf(({ fact }) => fact === "sex"),
  };
  const age = ages.find((each) => each === answerOf(({ role }) => role === "age"));
  const band = answerOf(({ fact }) => fact === "age-band");
  const ageClass = age === undefined ? undefined : classSaid(sheets, { forms, day }, age, band);
  return {
    // A role has the codes of the program, all of them and no others.
    wants: (typeof wants === "object" ? wants : []) as readonly ServiceType[],
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value === "string" && value !== "")),
    ...presentFields({ ageClass }),
  };
}

/** How old the person is: from the date of birth, else as answered under what was said of the age. */
function classSaid(
  sheets: NonNullable<ReferralDraft["sheets"]>,
  { forms, day }: Asked,
  age: Age,
  answer: unknown,
): AgeClass | undefined {
  const form = forms.newest("person")?.form;
  const key = keyOfRole(form, "born");
  const set = form === undefined ? {} : soundAnswers(form, sheets.person ?? nothing).set;
  const born = key !== undefined && Object.hasOwn(set, key) ? set[key] : undefined;
  const classes = ageClasses.filter((each) => isClassOf(each, age));
  return (typeof born === "string" ? ageClassOf(born, age, day) : null) ?? classes.find((each) => each === answer);
}

/** True for a field without whose answer there is no referral: no word of missing stands for it. */
export function isNeeded(form: FirstForm, { role }: FormField): boolean {
  return form === "first-line" && firstRoles.some((needed) => needed === role);
}

/** What of a draft is sealed: of each sheet that was begun what is asked now, part by part. What other answers made not relevant stays behind. */
export function partsOfDraft({ sheets = {} }: ReferralDraft, { forms, day }: Asked): readonly DraftPart[] {
  return firstForms.flatMap((key) => {
    const version = forms.newest(key);
    const answers = sheets[key];
    if (version === undefined || answers === undefined) return [];
    const { form, id } = version;
    const check = checkSheet(form, answers, day, {});
    const kept = (part: Part, values: { readonly [field: string]: unknown }) =>
      Object.entries(values).filter(
        ([field]) =>
          check.asked.includes(field) && !check.notRelevant.includes(field) && partOfField(form, field) === part,
      );
    return [...new Set(form.groups.map(({ part }) => part))].flatMap((part): readonly DraftPart[] => {
      const set = Object.fromEntries(kept(part, answers.set)) as Answers["set"];
      const gone = Object.fromEntries(kept(part, answers.gone)) as Answers["gone"];
      return Object.keys(set).length + Object.keys(gone).length === 0
        ? []
        : [{ form: key, version: id, many: form.many, part, set, gone }];
    });
  });
}

/** One part of one sheet of a draft, as one entry says it. */
interface DraftPart extends Answers {
  readonly form: FirstForm;
  readonly version: string;
  /** Whether a case has many sheets of this form, or one (FM7). */
  readonly many: boolean;
  readonly part: Part;
}

/** An organisation that is asked, and what the person agreed that it learns: one consent entry is made from it (FD7). */
export interface DraftChoice {
  readonly organisation: string;
  readonly service?: string;
  /** Missing while it is not agreed that this organisation gets anything. Never more than `consent` covers. */
  readonly compartments?: readonly Compartment[];
  /** For the way home: asked by a second referral of the same case, so that its acceptance and one near the person both count (FD2). */
  readonly home?: true;
  /** A competent authority: asked by a referral of its own, so that it stands in nobody's place who helps (FD15a). */
  readonly decides?: true;
  /** The person agreed that this goes to another country (R22): its consent bears the purpose `transfer-abroad` too. */
  readonly abroad?: true;
  /** The officer said a second time that this is meant, though the service says that it is for others. */
  readonly anyway?: true;
}

/** So many organisations are asked near the person, and so many at home. */
export const mostChoices = 3;
export const mostAtHome = 1;
const mostToDecide = 1;

/** What of a person speaks for a service or against it. */
export function forWhom({ age, sex, ageClass }: Pick<FirstSaid, "age" | "sex" | "ageClass">): ForWhom {
  return {
    treatAsChild: age !== undefined && isTreatedAsChild(age),
    ...presentFields({ sex, ageClass }),
  };
}

/** True for who is abroad and wants to go home, which is the country of the log. */
export function goesHome(
  { wants, place }: { readonly wants: readonly string[]; readonly place?: string },
  home: string,
): boolean {
  return wants.includes("return") && place !== undefined && countryOf(place) !== home;
}

/**
 * True when what is sealed for an organisation in this country needs the consent to a transfer abroad (R22): it leaves the country of the log,
 * or the one where the person is. Only where all three are one it stays at home.
 */
export function isTransfer(country: string, place: string, home: string): boolean {
  return country !== home || country !== countryOf(place);
}

/** The choices by referral: those near the person, those at home, then the authority. None is empty. */
export function choicesByReferral(choices: readonly DraftChoice[]): readonly (readonly DraftChoice[])[] {
  const groups = Map.groupBy(choices, ({ home, decides }) =>
    home === true ? "home" : decides === true ? "decides" : "near",
  );
  return (["near", "home", "decides"] as const).flatMap((group) => {
    const asked = groups.get(group);
    return asked === undefined ? [] : [asked];
  });
}

/** What is missing from a draft before it can be sent, in the order of the pages: an answer of a form, or what the program asks itself. */
export type DraftGap = { readonly form: FirstForm; readonly field: string } | "consent" | "choice" | "agreed";

/** The gaps of a draft; empty when it is whole. */
export function draftGaps(draft: ReferralDraft, asked: Asked): readonly DraftGap[] {
  const { sheets = {}, consent, choices } = draft;
  const gaps: DraftGap[] = [...sheetGaps("first-line", sheets["first-line"], asked)];
  const { age } = firstSaid(draft, asked);
  const { manner, interpreter, basis, language, purposes, compartments, expires } = consent ?? {};
  const consented =
    [manner, interpreter, basis, language].every((part) => part !== undefined) &&
    (expires === undefined || isDay(expires));
  // FD7, FD14: nobody decides for an adult, and for a child nobody alone. Without an age its own page says so.
  const unfit = age !== undefined && !restsRightly(isTreatedAsChild(age), consent ?? {});
  // Without it every reader would refuse the entry (FD4).
  const covered = partsOfDraft(draft, asked).every(({ part }) => compartments?.includes(part) === true);
  if (!consented || unfit || purposes?.includes("referral") !== true || !covered) gaps.push("consent");
  for (const key of firstForms.slice(1))
    if (sheets[key] !== undefined) gaps.push(...sheetGaps(key, sheets[key], asked));
  if (!areSound(choices ?? [])) gaps.push("choice");
  if (!gaps.includes("consent") && choices?.every((choice) => isAgreed(choice, compartments ?? [])) === false)
    gaps.push("agreed");
  return gaps;
}

// What is no answer is never signed (FM1c); what the form in force does not ask is not sealed at all. Of a strict form nothing may be missing either (FM1a), nor what the program itself needs.
function sheetGaps(key: FirstForm, answers: Answers = nothing, { forms, day }: Asked): readonly DraftGap[] {
  const form = forms.newest(key)?.form;
  if (form === undefined) return key === "first-line" ? firstRoles.map((field) => ({ form: key, field })) : [];
  const check = checkSheet(form, answers, day, {});
  const wrong = new Set(check.hard.map(({ field }) => field));
  if (form.strict) for (const field of [...check.gaps, ...check.soft]) wrong.add(field);
  for (const field of form.fields)
    if (isNeeded(key, field) && (!Object.hasOwn(answers.set, field.key) || !check.asked.includes(field.key)))
      wrong.add(field.key);
  return form.fields.filter((field) => wrong.has(field.key)).map((field) => ({ form: key, field: field.key }));
}

function areSound(choices: readonly DraftChoice[]): boolean {
  const distinct = new Set(choices.map((choice) => choice.organisation));
  const atHome = choices.filter(({ home }) => home === true).length;
  const toDecide = choices.filter(({ decides }) => decides === true).length;
  const near = choices.length - atHome - toDecide;
  const isFew = near <= mostChoices && atHome <= mostAtHome && toDecide <= mostToDecide;
  return choices.length > 0 && distinct.size === choices.length && isFew;
}

// Consent is for one organisation: a yes to the first of three is none to the others.
function isAgreed({ compartments }: DraftChoice, most: readonly Compartment[]): boolean {
  if (compartments?.includes("referral") !== true) return false;
  return compartments.every((compartment) => most.includes(compartment));
}
