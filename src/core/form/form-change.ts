// What a new version of a form changes, and whose signatures each change needs. Everybody who works with the form is shown the same list before it
// is in force. What `check-form.ts` refuses is no change that anybody may sign.
import type { Part } from "../part-table.ts";
import { under } from "../schema-flaws.ts";
import { addDuration, dayNumber } from "./calendar-day.ts";
import { parseExpression } from "./expression.ts";
import { codesOf, type DueRule, type Form, type FormField, fieldOf, partOfField } from "./form.ts";
import { readsOf } from "./form-expressions.ts";

/**
 * From the lightest to the heaviest: two devices of the coordinator, or one with a seat of the council; the same and in force only after the
 * wait for forms; the council's threshold after that wait.
 */
const signings = ["two-devices", "two-devices-and-wait", "council-and-wait"] as const;
export type FormSigning = (typeof signings)[number];

export type ChangeCode =
  | "new-form"
  | "order"
  | "new-field"
  | "new-free-field"
  | "new-code"
  | "retired"
  | "offered-again"
  | "asked-for"
  | "shown-when"
  | "limits"
  | "calculated"
  | "weight"
  | "exported-as"
  | "role"
  | "merge"
  | "writers"
  | "own"
  | "strict"
  | "seal"
  | "offered-when"
  | "due-nearer"
  | "due-later"
  | "due-new"
  | "due-removed"
  | "due-otherwise";

export interface FormChange {
  /** As `fields.housing`; empty for the form. */
  readonly path: string;
  readonly change: ChangeCode;
  readonly needs: FormSigning;
}

/** What changes from one version to the next; of a first version, that it is one. */
export function formChange(old: Form | undefined, now: Form): readonly FormChange[] {
  if (old === undefined) return [{ path: "", change: "new-form", needs: "council-and-wait" }];
  return [
    ...ofForm(old, now),
    ...now.groups.flatMap((group) => ofGroup(old, now, group.key)),
    ...now.fields.flatMap((field) => ofField(old, now, field)),
    ...Object.keys(now.lists).flatMap((list) => ofList(old, now, list)),
    ...ofDue(old, now),
  ];
}

/** The heaviest signing that a list of changes needs; undefined for none. */
export function signingFor(changes: readonly FormChange[]): FormSigning | undefined {
  return signings.findLast((signing) => changes.some((change) => change.needs === signing));
}

function ofForm(old: Form, now: Form): readonly FormChange[] {
  const council = (change: ChangeCode, differs: boolean): readonly FormChange[] =>
    differs ? [{ path: "", change, needs: "council-and-wait" }] : [];
  const order = (form: Form) =>
    form.fields
      .filter((field) => fieldOf(old, field.key) && fieldOf(now, field.key))
      .map((field) => `${field.group}/${field.key}`);
  const isMoved = order(old).join(" ") !== order(now).join(" ") || old.tab !== now.tab;
  return [
    ...council("writers", !sameSet(old.writers, now.writers)),
    ...council("own", old.own !== now.own),
    ...council("strict", old.strict !== now.strict),
    ...council("seal", old.seal !== now.seal),
    ...council("offered-when", old.offered !== now.offered),
    ...(isMoved ? [{ path: "", change: "order" as const, needs: "two-devices" as const }] : []),
  ];
}

/** True for a field on which safety rests: a role, a safer answer, or what is due. */
function isLeaning(form: Form, field: FormField): boolean {
  return field.role !== undefined || field.merge !== undefined || isReadByDue(form, field.key);
}

function isReadByDue(form: Form, key: string): boolean {
  const seen = new Set<string>();
  const waiting = form.due.flatMap((rule) => [rule.from, ...readIn(form, rule.when)]);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    waiting.push(...readIn(form, fieldOf(form, name)?.calculation));
  }
  return seen.has(key);
}

function readIn(form: Form, text: string | undefined): readonly string[] {
  const parsed = text === undefined ? undefined : parseExpression(text);
  return parsed === undefined || "flaw" in parsed ? [] : readsOf(form, parsed.tree);
}

function ofGroup(old: Form, now: Form, key: string): readonly FormChange[] {
  const before = old.groups.find((group) => group.key === key);
  const after = now.groups.find((group) => group.key === key);
  if (before === undefined || before.relevant === after?.relevant) return [];
  const leans = [...old.fields, ...now.fields].some(
    (field) => field.group === key && (isLeaning(old, field) || isLeaning(now, field)),
  );
  return [
    { path: under("groups", key), change: "shown-when", needs: leans ? "council-and-wait" : "two-devices-and-wait" },
  ];
}

function ofField(old: Form, now: Form, field: FormField): readonly FormChange[] {
  const path = under("fields", field.key);
  const before = fieldOf(old, field.key);
  if (before === undefined) return [newField(now, field)];
  const leans = isLeaning(old, before) || isLeaning(now, field);
  const wait = leans ? "council-and-wait" : "two-devices-and-wait";
  const changes: FormChange[] = [];
  const add = (differs: boolean, change: ChangeCode, needs: FormSigning) => {
    if (differs) changes.push({ path, change, needs });
  };
  const isMoved = before.group !== field.group && relevantOf(old, before) !== relevantOf(now, field);
  add(before.role !== field.role, "role", "council-and-wait");
  add(before.merge !== field.merge, "merge", "council-and-wait");
  add(before.weight !== field.weight, "weight", "council-and-wait");
  add(before.calculation !== field.calculation, "calculated", wait);
  add(before.relevant !== field.relevant || isMoved, "shown-when", wait);
  add(
    before.constraint !== field.constraint || before.max !== field.max || before.under !== field.under,
    "limits",
    wait,
  );
  add(before.required !== field.required, "asked-for", wait);
  add(before.retired !== true && field.retired === true, "retired", wait);
  add(before.retired === true && field.retired !== true, "offered-again", wait);
  add(before.htcds !== field.htcds || before.fact !== field.fact || before.was !== field.was, "exported-as", wait);
  return changes;
}

function relevantOf(form: Form, field: FormField): string | undefined {
  return form.groups.find((group) => group.key === field.group)?.relevant;
}

/** Where anybody can write anything, a new question may move what belongs elsewhere; a number can be that of a telephone. */
function newField(now: Form, field: FormField): FormChange {
  const free = ["line", "text", "whole", "amount"].includes(field.type);
  const part: Part | undefined = partOfField(now, field.key);
  const heavy =
    isLeaning(now, field) || field.calculation !== undefined || (free && part !== "support" && part !== "notes");
  return {
    path: under("fields", field.key),
    change: free ? "new-free-field" : "new-field",
    needs: heavy ? "council-and-wait" : "two-devices-and-wait",
  };
}

function ofList(old: Form, now: Form, list: string): readonly FormChange[] {
  const [before, after] = [codesOf(old, list), codesOf(now, list)];
  // A new list belongs to a new field, which is a change of its own.
  if (before.length === 0) return [];
  const isSafer = now.fields.some(
    (field) => field.list === list && (field.merge === "safer" || field.role !== undefined),
  );
  const needs = isSafer ? "council-and-wait" : "two-devices-and-wait";
  const kept = after.filter((code) => before.some((one) => one.code === code.code));
  const isTurned = kept.map((code) => code.code).join(" ") !== before.map((code) => code.code).join(" ");
  const changes: FormChange[] = isTurned
    ? [
        {
          path: under("lists", list),
          change: isSafer ? "merge" : "order",
          needs: isSafer ? "council-and-wait" : "two-devices",
        },
      ]
    : [];
  for (const code of after) {
    const path = under(under("lists", list), code.code);
    const was = before.find((one) => one.code === code.code);
    if (was === undefined)
      changes.push({ path, change: "new-code", needs: code.weight === undefined ? needs : "council-and-wait" });
    else {
      if (was.weight !== code.weight) changes.push({ path, change: "weight", needs: "council-and-wait" });
      if (was.retired !== code.retired)
        changes.push({ path, change: code.retired === true ? "retired" : "offered-again", needs });
      if (was.htcds !== code.htcds || was.ctdc !== code.ctdc || was.was !== code.was)
        changes.push({ path, change: "exported-as", needs: "two-devices-and-wait" });
      if (was.under !== code.under || !sameSet(was.writers ?? now.writers, code.writers ?? now.writers))
        changes.push({ path, change: "shown-when", needs });
    }
  }
  return changes;
}

function ofDue(old: Form, now: Form): readonly FormChange[] {
  const removed = old.due
    .filter((rule) => !now.due.some((one) => one.id === rule.id))
    .map((rule): FormChange => ({ path: under("due", rule.id), change: "due-removed", needs: "council-and-wait" }));
  const others = now.due.flatMap((rule): readonly FormChange[] => {
    const path = under("due", rule.id);
    const before = old.due.find((one) => one.id === rule.id);
    if (before === undefined) return [{ path, change: "due-new", needs: "two-devices-and-wait" }];
    const otherwise = (["from", "when", "does", "who", "kind", "until"] as const).some(
      (name) => before[name] !== rule[name],
    );
    if (otherwise) return [{ path, change: "due-otherwise", needs: "council-and-wait" }];
    if (JSON.stringify([before.at, before.every]) === JSON.stringify([rule.at, rule.every])) return [];
    return isNeverLater(before, rule)
      ? [{ path, change: "due-nearer", needs: "two-devices-and-wait" }]
      : [{ path, change: "due-later", needs: "council-and-wait" }];
  });
  return [...removed, ...others];
}

/** True when each day of the old rule has one of the new rule that is not later, and what repeats does so at least as often. */
function isNeverLater(before: DueRule, after: DueRule): boolean {
  const days = (rule: DueRule) =>
    (rule.at ?? []).map((offset) => dayNumber(addDuration("2000-01-01", offset))).toSorted((a, b) => a - b);
  const [old, now] = [days(before), days(after)];
  const isKept = old.every((one, place) => (now[place] ?? Number.POSITIVE_INFINITY) <= one);
  const often = (rule: DueRule) =>
    rule.every === undefined ? Number.POSITIVE_INFINITY : dayNumber(addDuration("2000-01-01", rule.every));
  return isKept && often(after) <= often(before);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
