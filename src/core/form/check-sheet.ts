// One check of a sheet for screen, command, composer and receiver. Hard flaws are never signed and are refused by the fold; all else is shown, and
// is never refused and never lost: a gap asks, it does not block (FM1).
import type { Part } from "../part-table.ts";
import { evaluate, holds, isEmpty, type Scope, toNumber, toText, toTruth, type Value } from "./evaluate.ts";
import type { Node } from "./expression.ts";
import type { Answers, AnswerValue, Form, FormField } from "./form.ts";
import { answerSchema, codesOf, fieldOf, goneWord, isMissingWord, keyOfRole, partOfField } from "./form.ts";
import { type CompiledForm, compileForm, markedIn, weightedFields } from "./form-expressions.ts";
import { type CaseFacts, caseFactOf, factValue } from "./roles.ts";

type HardFlaw = "unknown-field" | "wrong-part" | "wrong-answer" | "wrong-word" | "answered-and-gone";

export interface SheetCheck {
  /** Fields whose answer is none of this form. */
  readonly hard: readonly { readonly field: string; readonly why: HardFlaw }[];
  /** Asked for, and neither answered nor said why not. */
  readonly gaps: readonly string[];
  /** Answered against their constraint. */
  readonly soft: readonly string[];
  /** Answered, although other answers make them not relevant. */
  readonly notRelevant: readonly string[];
  /** Fields that are asked now, in the form's order: relevant, not retired, not calculated. */
  readonly asked: readonly string[];
  /** Words between the questions that are relevant now. */
  readonly notes: readonly string[];
  /** What the calculated fields give; one without a value is left out. */
  readonly calculated: { readonly [field: string]: AnswerValue };
}

/** Checks the answers of one sheet on a day: that of the entry which carries them (FM3). */
export function checkSheet(form: Form, answers: Answers, day: string, facts: CaseFacts): SheetCheck {
  const hard = hardFlaws(form, answers);
  const reading = readSheet(form, soundAnswers(form, answers, hard), day, facts);
  const fieldsWhere = (test: (field: FormField) => boolean) => form.fields.filter(test).map((field) => field.key);
  const isAsked = (field: FormField) =>
    field.type !== "note" && field.retired !== true && field.calculation === undefined && reading.isRelevant(field.key);
  const isAnswered = (field: FormField) => !isEmpty(reading.given(field.key));
  return {
    hard,
    gaps: fieldsWhere(
      (field) =>
        field.required === true && isAsked(field) && !isAnswered(field) && !isMissingWord(wordOf(answers, field.key)),
    ),
    soft: fieldsWhere((field) => {
      const tree = reading.compiled.trees.get("constraint", field.key);
      return (
        tree !== undefined && isAnswered(field) && reading.isRelevant(field.key) && !reading.keeps(tree, field.key)
      );
    }),
    notRelevant: fieldsWhere(
      (field) =>
        field.calculation === undefined &&
        isAnswered(field) &&
        !(reading.isRelevant(field.key) && fitsAbove(form, field, reading)),
    ),
    asked: fieldsWhere(isAsked),
    notes: fieldsWhere(({ key, type, retired }) => type === "note" && retired !== true && reading.isRelevant(key)),
    calculated: Object.fromEntries(
      form.fields.flatMap((field) => {
        const value = field.calculation === undefined ? "" : reading.value(field.key);
        return isEmpty(value) ? [] : [[field.key, value]];
      }),
    ),
  };
}

/** True when the sheet may be sealed: a strict form not with gaps, no form with an answer that is none, and no end of help without the word why that it asks for. */
export function maySeal(form: Form, check: SheetCheck): boolean {
  const although = keyOfRole(form, "ended-although") ?? "";
  return check.hard.length === 0 && !check.gaps.includes(although) && !(form.strict && check.gaps.length > 0);
}

/** True when a form is offered in a case of these facts: a form for a child, where the person is one. */
export function isOffered(form: Form, day: string, facts: CaseFacts): boolean {
  const offered = compileForm(form).trees.get("offered", "");
  return offered === undefined || readSheet(form, { set: {}, gone: {} }, day, facts).holds(offered);
}

/** What of these answers is none of the form, field by field. With a part, what one entry may hold. */
export function hardFlaws(form: Form, answers: Answers, part?: Part): SheetCheck["hard"] {
  const flaws: { readonly field: string; readonly why: HardFlaw }[] = [];
  const keys = new Set([...Object.keys(answers.set), ...Object.keys(answers.gone)]);
  for (const key of keys) {
    const field = fieldOf(form, key);
    const isSet = Object.hasOwn(answers.set, key);
    const isGone = Object.hasOwn(answers.gone, key);
    const why =
      field === undefined || field.type === "note"
        ? "unknown-field"
        : part !== undefined && partOfField(form, key) !== part
          ? "wrong-part"
          : isSet && isGone
            ? "answered-and-gone"
            : isSet && !answerSchema(form, field)(answers.set[key])
              ? "wrong-answer"
              : isGone && !goneWord(answers.gone[key])
                ? "wrong-word"
                : undefined;
    if (why !== undefined) flaws.push({ field: key, why });
  }
  return flaws;
}

/** The answers of a sheet without those that are none of its form. */
export function soundAnswers(form: Form, answers: Answers, hard = hardFlaws(form, answers)): Answers {
  if (hard.length === 0) return answers;
  const bad = new Set(hard.map((flaw) => flaw.field));
  const kept = <T>(values: { readonly [key: string]: T }) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !bad.has(key)));
  return { set: kept(answers.set), gone: kept(answers.gone) };
}

function wordOf(answers: Answers, key: string): string {
  return Object.hasOwn(answers.gone, key) ? (answers.gone[key] ?? "") : "";
}

/** A code that stands under another one fits only while that one is the answer above. */
function fitsAbove(form: Form, field: FormField, reading: Reading): boolean {
  if (field.under === undefined) return true;
  const above = reading.value(field.under);
  const given = reading.given(field.key);
  const chosen = typeof given === "object" ? given : [given];
  return codesOf(form, field.list ?? "").every((code) => !chosen.includes(code.code) || code.under === above);
}

/** The values of one sheet as its expressions see them. */
export interface Reading {
  readonly compiled: CompiledForm;
  /** What was answered, relevant or not; empty where nothing was. */
  readonly given: (field: string) => Value;
  /** What counts: empty while it is not relevant (FM3), calculated where it is calculated. */
  readonly value: (name: string) => Value;
  readonly isRelevant: (field: string) => boolean;
  /** True where the constraint of this field holds. */
  readonly keeps: (constraint: Node, field: string) => boolean;
  /** True where an expression of the form holds. */
  readonly holds: (tree: Node) => boolean;
}

/** Reads sound answers: in one pass, each field after those that it depends on. */
export function readSheet(form: Form, answers: Answers, today: string, facts: CaseFacts): Reading {
  const compiled = compileForm(form);
  const values = new Map<string, Value>();
  const relevant = new Set<string>();
  const given = (key: string): Value => givenOf(fieldOf(form, key));
  const givenOf = (field: FormField | undefined): Value => {
    const value = field !== undefined && Object.hasOwn(answers.set, field.key) ? (answers.set[field.key] ?? "") : "";
    return field?.type === "amount" ? numberOfAmount(value) : value;
  };
  const scope = (own: Value): Scope => ({
    value: (name) => (caseFactOf(name) === undefined ? (values.get(name) ?? "") : factValue(facts, name)),
    own,
    today,
    marked: (group, weight) =>
      weightedFields(form, group).reduce(
        (sum, field) => sum + markedIn(form, field.key, values.get(field.key), weight),
        0,
      ),
  });
  const bare = scope("");
  for (const { field, conditions, calculation } of compiled.steps) {
    if (!conditions.every((tree) => holds(tree, bare))) continue;
    relevant.add(field.key);
    const value = calculation === undefined ? givenOf(field) : fitted(form, field, evaluate(calculation, bare));
    if (!isEmpty(value)) values.set(field.key, value);
  }
  return {
    compiled,
    given,
    value: bare.value,
    isRelevant: (key) => relevant.has(key),
    keeps: (constraint, key) => holds(constraint, scope(given(key))),
    holds: (tree) => holds(tree, bare),
  };
}

/** What a calculation gives as an answer of its field; empty where it is none. */
function fitted(form: Form, field: FormField, value: Value): Value {
  const answer =
    field.type === "yes-no"
      ? isEmpty(value)
        ? ""
        : toTruth(value)
      : field.type === "whole"
        ? Math.trunc(toNumber(value))
        : typeof value === "number" && Number.isNaN(value)
          ? ""
          : toText(value);
  return answerSchema(form, field)(answer) ? answer : "";
}

function numberOfAmount(value: Value): Value {
  return typeof value === "string" && value !== "" ? Number(value.split(" ")[0]) : value;
}
