// Changes to the referral that is being written. Each is kept at once by the engine, so that back, stop and lock lose nothing.

import { fitting, type Rests, withChildsAnswer } from "../../core/consent-basis.ts";
import { standingOf } from "../../core/eligibility.ts";
import type { Compartment } from "../../core/entry-kind.ts";
import { type Answers, type AnswerValue, type FormVersion, type GoneWord, partOfField } from "../../core/form/form.ts";
import { isTreatedAsChild } from "../../core/person-codes.ts";
import { presentFields } from "../../core/present-fields.ts";
import {
  type DraftChoice,
  type FirstForm,
  type FirstSaid,
  firstForms,
  forWhom,
  goesHome,
  isTransfer,
  type ReferralDraft,
} from "../../core/referral-draft.ts";
import type { Service } from "../../core/service.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";

type Consent = NonNullable<ReferralDraft["consent"]>;
type Sheets = NonNullable<ReferralDraft["sheets"]>;

const noAnswers: Answers = { set: {}, gone: {} };

export function draftOf(engine: Engine): ReferralDraft {
  return engine.drafts.draft.value ?? {};
}

export function amend(engine: Engine, change: ReferralDraft): void {
  void engine.drafts.save({ ...draftOf(engine), ...change });
}

/** A form that is filled in on the pages; undefined where the country has none of this key. */
export function formOf(engine: Engine, form: FirstForm): FormVersion | undefined {
  return engine.directory.forms.newest(form);
}

/** What was answered in one form so far. */
export function answersOf(engine: Engine, form: FirstForm): Answers {
  return draftOf(engine).sheets?.[form] ?? noAnswers;
}

/** What the program itself reads of the answers. */
export function saidOf(engine: Engine): FirstSaid {
  return engine.directory.said(draftOf(engine));
}

/** Doubt about the age means child; false while nothing is said of it. */
export function isChild(engine: Engine): boolean {
  const { age } = saidOf(engine);
  return age !== undefined && isTreatedAsChild(age);
}

/** Where the person is, as far as it is said: until then the country of the organisation that refers. */
export function personsPlace(engine: Engine): string | undefined {
  return saidOf(engine).place ?? engine.view.value?.self?.organisation.country;
}

/** The country of the log; null before it is known. */
export function homeOf(engine: Engine): string | null {
  return engine.view.value?.country.country ?? null;
}

/** True for who is abroad and wants to go home: one more organisation is asked there. */
export function isGoingHome(engine: Engine): boolean {
  const home = homeOf(engine);
  const { wants } = saidOf(engine);
  const place = personsPlace(engine);
  return home !== null && place !== undefined && goesHome({ wants, place }, home);
}

/** The country in which a chosen organisation reads what it gets, when the person must agree to that too (R22); else null. */
export function transferTo(engine: Engine, { organisation, service }: DraftChoice): string | null {
  const home = homeOf(engine);
  const place = personsPlace(engine);
  const countries = [
    engine.directory.service(service ?? "")?.country,
    engine.directory.organisation(organisation)?.country,
  ];
  // A provider that opens a case of its own hands it to nobody.
  if (organisation === engine.view.value?.self?.organisation.id) return null;
  if (home === null || place === undefined) return null;
  return countries.find((country) => country !== undefined && isTransfer(country, place, home)) ?? null;
}

/** For whom a chosen service says that it is, when that is others than the person; else null. */
export function meantForOthers(engine: Engine, { service }: DraftChoice): Service["eligibility"] | null {
  const known = engine.directory.service(service ?? "");
  const who = forWhom(saidOf(engine));
  return known !== null && standingOf(known, who) === "others" ? known.eligibility : null;
}

/** Answers one question; null takes the answer away. */
export function answer(engine: Engine, form: FirstForm, field: string, value: AnswerValue | null): void {
  const { set, gone } = without(answersOf(engine, form), field);
  amendSheet(engine, form, field, { set: value === null ? set : { ...set, [field]: value }, gone });
}

/** Says why there is no answer to one question; null takes that back. */
export function sayGone(engine: Engine, form: FirstForm, field: string, word: GoneWord | null): void {
  const { set, gone } = without(answersOf(engine, form), field);
  amendSheet(engine, form, field, { set, gone: word === null ? gone : { ...gone, [field]: word } });
}

function without({ set, gone }: Answers, field: string): Answers {
  const { [field]: _value, ...others } = set;
  const { [field]: _word, ...words } = gone;
  return { set: others, gone: words };
}

function amendSheet(engine: Engine, key: FirstForm, field: string, answers: Answers): void {
  const form = formOf(engine, key)?.form;
  if (form === undefined) return;
  const before = draftOf(engine);
  const groupOf = (each: string) => form.fields.find((one) => one.key === each)?.group;
  const filled = { ...answers.set };
  for (const { key: other, role, type } of form.fields) {
    if (Object.hasOwn(filled, other) || Object.hasOwn(answers.gone, other)) continue;
    // Whoever says something of the person has seen the country that stands there.
    const place = key === "first-line" && role === "place" ? personsPlace(engine) : undefined;
    if (place !== undefined && field !== other && groupOf(field) === groupOf(other)) filled[other] = place;
    // What is said is mostly said today; it stands there to be seen and changed.
    if (key !== "first-line" && role === "happened" && type === "day" && field !== other)
      filled[other] = todayOf(engine);
  }
  const { [key]: _old, ...others } = before.sheets ?? {};
  const sheets: Sheets = isBegun(engine, key, answers) ? { ...others, [key]: { ...answers, set: filled } } : others;
  void engine.drafts.save(settled(engine, before, { ...before, sheets }));
}

/** The question that begins a sheet which nobody must fill in: until something is answered the others are not asked. */
export function leadOf(engine: Engine, form: FirstForm): string | null {
  if (form === "first-line") return null;
  return (
    formOf(engine, form)?.form.fields.find(({ retired, type }) => retired !== true && type !== "note")?.key ?? null
  );
}

/** True when somebody answered something: the day that was put in for them is no answer. What begins a sheet may be emptied to be written anew. */
export function isBegun(engine: Engine, form: FirstForm, { set, gone }: Answers): boolean {
  const putIn = (key: string) =>
    form !== "first-line" && formOf(engine, form)?.form.fields.find((one) => one.key === key)?.role === "happened";
  return Object.keys(gone).length > 0 || Object.keys(set).some((key) => !putIn(key));
}

/** What else a new answer changes: who does not go home needs nobody there, and a second yes was about another person. */
function settled(engine: Engine, before: ReferralDraft, after: ReferralDraft): ReferralDraft {
  const [old, said] = [engine.directory.said(before), engine.directory.said(after)];
  const { consent, choices } = after;
  const home = homeOf(engine);
  const isOther = old.sex !== said.sex || old.age !== said.age;
  const left = choices
    ?.filter((choice) => choice.home !== true || (home !== null && goesHome(said, home)))
    .map(({ anyway, ...choice }) => (anyway === undefined || isOther ? choice : { ...choice, anyway }));
  const changed = { ...after, ...presentFields({ choices: left }) };
  if (consent === undefined) return changed;
  // The consent is in the person's language; a change of one changes the other.
  const isOtherLanguage = said.language !== undefined && said.language !== old.language;
  const inLanguage = { ...changed, consent: isOtherLanguage ? { ...consent, language: said.language } : consent };
  // FD14b: what was said of a child is no answer of an adult, and the other way round.
  return said.age === undefined
    ? inLanguage
    : resting(inLanguage, fitting(isTreatedAsChild(said.age), inLanguage.consent));
}

/** The draft with a consent that rests on something else: what rested on what was before is not agreed to any more. */
function resting(draft: ReferralDraft, consent: Consent): ReferralDraft {
  const { consent: old, choices, ...rest } = draft;
  const isSame = (["basis", "guardian", "assent"] as const).every((part) => old?.[part] === consent[part]);
  const agreed = isSame || choices === undefined ? choices : withoutYes(choices);
  return { ...rest, consent, ...presentFields({ choices: agreed }) };
}

/** What the child says, or who decides for the child. */
export function amendChildsAnswer(engine: Engine, change: Pick<Rests, "guardian" | "assent">): void {
  const draft = draftOf(engine);
  void engine.drafts.save(resting(draft, withChildsAnswer<Consent>(withDefaults(engine, draft.consent), change)));
}

/** What every consent of a draft has from its first answer on. */
function withDefaults(engine: Engine, consent: Consent = {}): Consent {
  const { language } = saidOf(engine);
  return {
    purposes: ["referral"],
    compartments: ["referral"],
    ...consent,
    ...presentFields({ language }),
  };
}

/** Amends the consent. Parts of the draft that it no longer covers are erased, and what rested on another basis is not agreed to any more. */
export function amendConsent(engine: Engine, change: Consent): void {
  const { consent: old, choices, sheets = {}, ...rest } = draftOf(engine);
  const consent: Consent = { ...withDefaults(engine, old), ...change };
  const { compartments = ["referral"] } = consent;
  const isOtherBasis = change.basis !== undefined && change.basis !== old?.basis;
  void engine.drafts.save({
    ...rest,
    sheets: coveredBy(engine, sheets, compartments),
    consent,
    ...presentFields({
      choices: choices && (isOtherBasis ? withoutYes(choices) : narrowed(choices, compartments)),
    }),
  });
}

function coveredBy(engine: Engine, sheets: Sheets, compartments: readonly Compartment[]): Sheets {
  const kept = firstForms.flatMap((key) => {
    const form = formOf(engine, key)?.form;
    const answers = sheets[key];
    if (form === undefined || answers === undefined) return [];
    const isCovered = ([field]: readonly [string, unknown]) => {
      const part = partOfField(form, field);
      return part === undefined || compartments.includes(part);
    };
    const covered: Answers = {
      set: Object.fromEntries(Object.entries(answers.set).filter(isCovered)),
      gone: Object.fromEntries(Object.entries(answers.gone).filter(isCovered)),
    };
    return isBegun(engine, key, covered) ? [[key, covered] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** How the person was informed of their rights; null when it was not done after all. */
export function amendRights(engine: Engine, how: NonNullable<ReferralDraft["rights"]> | null): void {
  const { rights: _old, ...rest } = draftOf(engine);
  void engine.drafts.save(how === null ? rest : { ...rest, rights: how });
}

/** Whether the case may be counted: a yes of its own, for each organisation that is asked. */
export function amendStatistics(engine: Engine, isYes: boolean): void {
  const purposes = (draftOf(engine).consent?.purposes ?? ["referral"]).filter((purpose) => purpose !== "statistics");
  amendConsent(engine, { purposes: isYes ? [...purposes, "statistics"] : purposes });
}

/** The last day of the consent; null for none. */
export function amendLastDay(engine: Engine, lastDay: string | null): void {
  const { consent, ...rest } = draftOf(engine);
  const { expires: _old, ...kept } = consent ?? {};
  void engine.drafts.save({ ...rest, consent: lastDay === null ? kept : { ...kept, expires: lastDay } });
}

/** Health is asked for where the person wishes a doctor, or a health organisation is chosen (R14). */
export function isHealthAtHand(engine: Engine): boolean {
  const { choices = [], consent } = draftOf(engine);
  return (
    saidOf(engine).wants.some((want) => want === "medical" || want === "psychological") ||
    choices.some(({ organisation }) => engine.directory.organisation(organisation)?.kind === "health") ||
    consent?.compartments?.includes("health") === true
  );
}

/** The person says no, or not yet. */
export function takeBackBasis(engine: Engine): void {
  void engine.drafts.save(withoutBasis(draftOf(engine)));
}

/** What the person agreed that one organisation learns; null when they did not agree that it gets anything. */
export function amendChoice(engine: Engine, organisation: string, compartments: readonly Compartment[] | null): void {
  const { choices = [] } = draftOf(engine);
  const amended = choices.map((choice) => {
    if (choice.organisation !== organisation) return choice;
    const { compartments: _old, ...kept } = choice;
    if (compartments !== null) return { ...kept, compartments };
    const { abroad: _abroad, ...bare } = kept;
    return bare;
  });
  amend(engine, { choices: amended });
}

/** Amends what else was said of one choice: that it may be read in another country, or that it is meant although it is for others. */
export function amendSaid(engine: Engine, organisation: string, what: "abroad" | "anyway", isSaid: boolean): void {
  const { choices = [] } = draftOf(engine);
  const amended = choices.map((choice) => {
    if (choice.organisation !== organisation) return choice;
    const { [what]: _old, ...bare } = choice;
    return isSaid ? { ...bare, [what]: true as const } : bare;
  });
  amend(engine, { choices: amended });
}

function withoutBasis({ consent, choices, ...rest }: ReferralDraft): ReferralDraft {
  const { basis: _basis, ...kept } = consent ?? {};
  return {
    ...rest,
    ...presentFields({ consent: consent && kept, choices: choices && withoutYes(choices) }),
  };
}

function withoutYes(choices: readonly DraftChoice[]): readonly DraftChoice[] {
  return choices.map(({ compartments: _compartments, abroad: _abroad, ...choice }) => choice);
}

function narrowed(choices: readonly DraftChoice[], most: readonly Compartment[]): readonly DraftChoice[] {
  return choices.map((choice) =>
    choice.compartments === undefined
      ? choice
      : { ...choice, compartments: choice.compartments.filter((compartment) => most.includes(compartment)) },
  );
}
