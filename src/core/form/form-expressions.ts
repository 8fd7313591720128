// The expressions of a form: where each stands, what it reads, and in which order fields are answered by calculation. A form in a book is
// sound, so that its expressions parse; they are parsed once.
import type { Part } from "../part-table.ts";
import { type Node, namesIn, nodesOf, parseExpression } from "./expression.ts";
import { codesOf, type Form, type FormField, fieldOf, partOfField, partsOf } from "./form.ts";
import { caseFactOf } from "./roles.ts";

type ExpressionUse = "relevant" | "constraint" | "calculation" | "when" | "offered";

/** One expression of a form and where it stands. */
export interface PlacedExpression {
  /** As `fields.housing.relevant`. */
  readonly path: string;
  readonly use: ExpressionUse;
  /** The key of the field, the group or the due rule; empty for the form's own. */
  readonly of: string;
  readonly text: string;
  /** Its own parts: whoever reads one of them must be able to read all that the expression reads (FM11). */
  readonly parts: readonly Part[];
}

/** All expressions of a form. */
export function expressionsOf(form: Form): readonly PlacedExpression[] {
  const found: PlacedExpression[] = [];
  const add = (
    { path, of, parts }: Pick<PlacedExpression, "path" | "of" | "parts">,
    use: ExpressionUse,
    text: string | undefined,
  ) => {
    if (text !== undefined) found.push({ path: path === "" ? use : `${path}.${use}`, use, of, text, parts });
  };
  add({ path: "", of: "", parts: partsOf(form) }, "offered", form.offered);
  for (const { key, part, relevant } of form.groups)
    add({ path: `groups.${key}`, of: key, parts: [part] }, "relevant", relevant);
  for (const field of form.fields) {
    const part = partOfField(form, field.key);
    const place = { path: `fields.${field.key}`, of: field.key, parts: part === undefined ? [] : [part] };
    for (const use of ["relevant", "constraint", "calculation"] as const) add(place, use, field[use]);
  }
  for (const rule of form.due) {
    const part = partOfField(form, rule.from);
    const parts = part === undefined ? partsOf(form) : [part];
    add({ path: `due.${rule.id}`, of: rule.id, parts }, "when", rule.when);
  }
  return found;
}

const askingForToday = new WeakMap<Form, boolean>();

/** True for a form of which more than a constraint asks for the day on which it is read. Asked of each form for each case: the answer is kept. */
export function asksForToday(form: Form): boolean {
  const known = askingForToday.get(form) ?? readsToday(form);
  askingForToday.set(form, known);
  return known;
}

function readsToday(form: Form): boolean {
  return expressionsOf(form).some(({ use, text }) => {
    const parsed = use === "constraint" ? null : parseExpression(text);
    return (
      parsed !== null &&
      "tree" in parsed &&
      nodesOf(parsed.tree).some((node) => node.is === "call" && node.name === "today")
    );
  });
}

/** Keys of fields and facts of the case that a tree reads, those that `marked` counts among them. */
export function readsOf(form: Form, tree: Node): readonly string[] {
  const counted = nodesOf(tree).flatMap((node) => {
    const [group] = node.is === "call" && node.name === "marked" ? node.of : [];
    return group?.is === "text" ? weightedFields(form, group.value).map((field) => field.key) : [];
  });
  return [...new Set([...namesIn(tree), ...counted])];
}

/** The fields of a group, or of all (`*`), that can bear a weight. */
export function weightedFields(form: Form, group: string): readonly FormField[] {
  return form.fields.filter((field) => {
    if (group !== "*" && field.group !== group) return false;
    return field.weight !== undefined || codesOf(form, field.list ?? "").some((code) => code.weight !== undefined);
  });
}

/** The part of a name: that of a field's group, or of a fact of the case. */
export function partOfName(form: Form, name: string): Part | undefined {
  return partOfField(form, name) ?? caseFactOf(name)?.part;
}

/** The form's fields in an order in which each comes after all that it is calculated from, or relevant by; null where there is a circle (FM2). */
export function fieldOrder(form: Form, trees: Trees): readonly FormField[] | null {
  const needs = new Map(
    form.fields.map((field) => {
      const own = [trees.get("calculation", field.key), trees.get("relevant", field.key)];
      const all = [...own, trees.get("relevant", field.group, true)];
      return [field.key, new Set(all.flatMap((tree) => (tree === undefined ? [] : readsOf(form, tree))))] as const;
    }),
  );
  const ordered: FormField[] = [];
  let left = [...form.fields];
  while (left.length > 0) {
    const waiting = new Set(left.map((field) => field.key));
    const ready = left.filter((field) => ![...(needs.get(field.key) ?? [])].some((name) => waiting.has(name)));
    if (ready.length === 0) return null;
    ordered.push(...ready);
    left = left.filter((field) => !ready.includes(field));
  }
  return ordered;
}

/** The trees of a form by where they stand. */
interface Trees {
  readonly get: (use: ExpressionUse, of: string, ofGroup?: boolean) => Node | undefined;
}

export function treesOf(placed: readonly (PlacedExpression & { readonly tree: Node })[]): Trees {
  const byPlace = new Map(placed.map((one) => [one.path, one.tree]));
  return {
    get: (use, of, ofGroup = false) => {
      if (use === "offered") return byPlace.get("offered");
      const table = use === "when" ? "due" : ofGroup ? "groups" : "fields";
      return byPlace.get(`${table}.${of}.${use}`);
    },
  };
}

/** One field, after all that it depends on. */
interface Step {
  readonly field: FormField;
  /** It is relevant where all of them hold: its group's and its own. */
  readonly conditions: readonly Node[];
  readonly calculation: Node | undefined;
}

export interface CompiledForm {
  readonly trees: Trees;
  readonly steps: readonly Step[];
}

const compiled = new WeakMap<Form, CompiledForm>();

/** A sound form with its expressions parsed. Throws for one that `checkForm` refuses: such a form is in no book. */
export function compileForm(form: Form): CompiledForm {
  const known = compiled.get(form);
  if (known !== undefined) return known;
  const placed = expressionsOf(form).map((one) => {
    const parsed = parseExpression(one.text);
    if ("flaw" in parsed) throw new RangeError("the form is not sound");
    return { ...one, tree: parsed.tree };
  });
  const trees = treesOf(placed);
  const order = fieldOrder(form, trees);
  if (order === null) throw new RangeError("the form is not sound");
  const steps = order.map((field): Step => {
    const conditions = [trees.get("relevant", field.group, true), trees.get("relevant", field.key)];
    return {
      field,
      conditions: conditions.filter((tree) => tree !== undefined),
      calculation: trees.get("calculation", field.key),
    };
  });
  const made = { trees, steps };
  compiled.set(form, made);
  return made;
}

/** The value of a yes or of codes that `marked` counts: how many of a field's answers bear this weight. */
export function markedIn(form: Form, key: string, value: unknown, weight: string): number {
  const field = fieldOf(form, key);
  if (field === undefined) return 0;
  const fits = (one: string | undefined) => one !== undefined && (weight === "*" || one === weight);
  if (field.type === "yes-no") return value === true && fits(field.weight) ? 1 : 0;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return codesOf(form, field.list ?? "").filter((code) => chosen.includes(code.code) && fits(code.weight)).length;
}
