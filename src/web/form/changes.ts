// What somebody changes in a sheet, against what stood there when they began: what another worker says meanwhile is neither said again in their name nor
// replaced by it.
import { type Answers, answerSchema, type Form, type FormField, isMissingWord } from "../../core/form/form.ts";
import type { CorrectionReason, Sheet } from "../../core/form/sheet.ts";

/** What was begun, and the saves that its author had seen. */
export interface BegunSheet extends Answers {
  readonly seen?: readonly string[];
}

/** What is saved of it: only what is another answer than before, and why, where an answer stood there. Only what the saves that were seen say is replaced. */
export interface SheetChange extends Required<BegunSheet> {
  readonly why?: CorrectionReason;
}

/** What a sheet says now, as answers to be changed. */
export function standing(sheet: Sheet | null): Answers {
  const all = sheet === null ? [] : [...sheet.answers.values()];
  return {
    set: Object.fromEntries(all.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))),
    gone: Object.fromEntries(all.flatMap(({ key, missing }) => (missing === null ? [] : [[key, missing]]))),
  };
}

/** What stands there, and of each question that has none the answer of the one that it replaces: offered, and said only when it is saved (FM5a). */
export function offered(form: Form, before: Answers): Answers {
  const isOpen = ({ key, retired }: FormField) =>
    retired !== true && !Object.hasOwn(before.set, key) && !Object.hasOwn(before.gone, key);
  const taken = form.fields.filter(isOpen).flatMap((field) => {
    const old = own(before.set, field.was ?? field.key);
    return old !== undefined && answerSchema(form, field)(old) ? [[field.key, old] as const] : [];
  });
  return { ...before, set: { ...before.set, ...Object.fromEntries(taken) } };
}

/** What is another answer than before. What was answered and is not any more was a mistake, or is not relevant. */
export function changesFrom(before: Answers, after: Answers, settled: readonly string[] = []): Answers {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const set = Object.entries(after.set).filter(
    ([key, value]) => settled.includes(key) || !isSame(own(before.set, key), value),
  );
  const gone = Object.entries(after.gone).filter(([key, word]) => own(before.gone, key) !== word);
  const cleared = [...Object.keys(before.set), ...Object.keys(before.gone)].filter(
    (key) => !Object.hasOwn(after.set, key) && !Object.hasOwn(after.gone, key),
  );
  return {
    set: Object.fromEntries(set),
    gone: Object.fromEntries([...gone, ...cleared.map((key) => [key, "mistake" as const] as const)]),
  };
}

/** What stands now with what was begun: the reverse of `changesFrom`. */
export function withChanges(before: Answers, begun: Answers): Answers {
  const isKept = ([key]: readonly [string, unknown]) =>
    !Object.hasOwn(begun.set, key) && !Object.hasOwn(begun.gone, key);
  const words = Object.entries(begun.gone).filter(([, word]) => isMissingWord(word) || word === "not-relevant");
  return {
    set: { ...Object.fromEntries(Object.entries(before.set).filter(isKept)), ...begun.set },
    gone: { ...Object.fromEntries(Object.entries(before.gone).filter(isKept)), ...Object.fromEntries(words) },
  };
}

/** The saves that the author of a change has seen: all that are here, but those that came to what was begun since it was begun. */
export function seenOf(sheet: Sheet | null, begun: BegunSheet | null): readonly string[] {
  const all = sheet?.saves ?? [];
  const seen = begun?.seen;
  if (begun === null || seen === undefined) return all;
  const touched = [...Object.keys(begun.set), ...Object.keys(begun.gone)];
  const heads = touched.flatMap((key) => sheet?.answers.get(key)?.heads.map(({ entry }) => entry) ?? []);
  return all.filter((id) => seen.includes(id) || !heads.includes(id));
}

export function own<T>(values: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
