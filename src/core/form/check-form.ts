// What makes a form a good one: every flaw with its place and what to do about it (FM2, FM4, FM5, FM8, FM11). A form with a flaw is in no book,
// whoever signed it.

import { encodeJson } from "../json.ts";
import { type Part, partRow } from "../part-table.ts";
import { presentFields } from "../present-fields.ts";
import { type Flaw, isObject, under } from "../schema-flaws.ts";
import { maxExpressions, type Node, parseExpression } from "./expression.ts";
import { misfit, type Names, type Typed, typeExpression } from "./expression-types.ts";
import { withoutFlawed } from "./flawed-form.ts";
import type { Form, FormField, FormVersion, FormWords } from "./form.ts";
import { codesOf, fieldOf, formBounds, formText, partOfField, partsOf } from "./form.ts";
import { expressionsOf, fieldOrder, type PlacedExpression, partOfName, readsOf, treesOf } from "./form-expressions.ts";
import { formShapeFlaws, wordsShapeFlaws } from "./form-shape.ts";
import { mayReadWith } from "./part-readers.ts";
import { caseFactOf, firstRoles, roleOf, statisticalFacts } from "./roles.ts";

interface Around {
  /** All earlier versions of this key, the oldest first. */
  readonly earlier: readonly FormVersion[];
  /** True for a key of a form that may be asked for; this form's own is always one. */
  readonly isForm: (key: string) => boolean;
}

/** What is wrong with a form, against all its earlier versions; nothing for a sound one. Never throws. */
export function checkForm(value: unknown, around: Around): readonly Flaw[] {
  const shape = formShapeFlaws(value);
  const rest = shape.length === 0 ? null : withoutFlawed(value, shape);
  const form = shape.length === 0 ? (value as Form) : rest?.form;
  if (form === undefined) return shape;
  const flaws = [
    ...sizeFlaws(form),
    ...repeated(form),
    ...structureFlaws(form),
    ...form.fields.flatMap((field) => fieldFlaws(form, field)),
    ...partFlaws(form),
    ...expressionFlaws(form),
    ...dueFlaws(form, around),
    ...firstFlaws(form),
    ...historyFlaws(form, around.earlier),
  ];
  return unique([...shape, ...flaws.filter((flaw) => rest?.isEcho(flaw) !== true)]);
}

// Without an answer to these the program can ask nobody (FM15b).
function firstFlaws(form: Form): readonly Flaw[] {
  if (form.key !== "first-line") return [];
  const isAsked = (role: string) =>
    form.fields.some((field) => field.role === role && field.required === true && field.retired !== true);
  return firstRoles
    .filter((role) => !isAsked(role))
    .map((role) => ({
      path: "fields",
      reason: `ask for no ${role}: the form first-line needs a required field with this role`,
    }));
}

function sizeFlaws(form: Form): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const bytes = new TextEncoder().encode(formText(form)).length;
  if (bytes > formBounds.structureBytes)
    flaws.push({
      path: "",
      reason: `has ${bytes} bytes; at most ${formBounds.structureBytes} are allowed: make two forms of it`,
    });
  const codes = Object.keys(form.lists).reduce((sum, list) => sum + codesOf(form, list).length, 0);
  if (codes > formBounds.codes)
    flaws.push({ path: "lists", reason: `have ${codes} codes; at most ${formBounds.codes} are allowed` });
  return flaws;
}

function repeated(form: Form): readonly Flaw[] {
  const twice = (path: string, keys: readonly string[]): readonly Flaw[] =>
    keys
      .filter((key, place) => keys.indexOf(key) < place)
      .map((key) => ({ path: under(path, key), reason: "stands twice: give each a key of its own" }));
  return [
    ...twice(
      "groups",
      form.groups.map((group) => group.key),
    ),
    ...twice(
      "fields",
      form.fields.map((field) => field.key),
    ),
    ...twice(
      "due",
      form.due.map((rule) => rule.id),
    ),
    ...Object.keys(form.lists).flatMap((list) =>
      twice(
        under("lists", list),
        codesOf(form, list).map((code) => code.code),
      ),
    ),
  ];
}

/** Whether what is named is there. */
function structureFlaws(form: Form): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const groups = new Set(form.groups.map((group) => group.key));
  for (const field of form.fields) {
    const at = (name: string) => under(under("fields", field.key), name);
    if (!groups.has(field.group)) flaws.push({ path: at("group"), reason: "names no group of this form" });
    const needsList = field.type === "code" || field.type === "codes";
    if (needsList && field.list === undefined)
      flaws.push({ path: at("list"), reason: "is missing: name the list of its codes" });
    if (!needsList && field.list !== undefined)
      flaws.push({ path: at("list"), reason: `is not for the type ${field.type}: leave it out` });
    if (field.list !== undefined && !Object.hasOwn(form.lists, field.list))
      flaws.push({ path: at("list"), reason: "names no list of this form" });
  }
  for (const group of form.groups)
    if (!form.fields.some((field) => field.group === group.key))
      flaws.push({ path: under("groups", group.key), reason: "has no field: leave it out" });
  for (const list of Object.keys(form.lists)) {
    if (!form.fields.some((field) => field.list === list))
      flaws.push({ path: under("lists", list), reason: "is the list of no field: leave it out" });
    flaws.push(...replacedCodes(form, list), ...narrowedCodes(form, list));
  }
  return flaws;
}

function replacedCodes(form: Form, list: string): readonly Flaw[] {
  const codes = codesOf(form, list);
  return codes
    .filter((code) => code.was !== undefined && !codes.some((other) => other.code === code.was && other.retired))
    .map((code) => ({
      path: under(under("lists", list), code.code),
      reason: 'replaces a code that is not in its list as a retired one: keep that code with "retired": true',
    }));
}

function narrowedCodes(form: Form, list: string): readonly Flaw[] {
  return codesOf(form, list)
    .filter(({ writers = [] }) => writers.some((writer) => !form.writers.includes(writer)))
    .map(({ code }) => ({
      path: under(under("lists", list), code),
      reason: "is offered to a party that does not fill in this form: name only writers of the form",
    }));
}

function fieldFlaws(form: Form, field: FormField): readonly Flaw[] {
  const path = under("fields", field.key);
  const flaws: Flaw[] = [];
  const no = (name: keyof FormField, reason: string) => flaws.push({ path: under(path, name), reason });
  if (field.type === "note") {
    for (const name of Object.keys(field) as (keyof FormField)[])
      if (!["key", "group", "type", "relevant", "retired"].includes(name))
        no(name, "is not for a note, which nobody answers");
  }
  if (field.max !== undefined && field.type !== "line" && field.type !== "text")
    no("max", "is for a line or a text only");
  if (field.type === "line" && (field.max ?? 0) > formBounds.line)
    no("max", `of a line is at most ${formBounds.line}: make it a text`);
  const merges: { readonly [type: string]: readonly string[] } = {
    code: ["safer"],
    codes: ["union"],
    "yes-no": ["yes", "no"],
  };
  if (field.merge !== undefined && !(merges[field.type] ?? []).includes(field.merge))
    no("merge", 'is "safer" for a code, "union" for several codes, "yes" or "no" for a yes-no');
  if (field.weight !== undefined && field.type !== "yes-no")
    no("weight", "is for a yes-no, or for each code of a list");
  if (field.fact !== undefined) {
    if (!(statisticalFacts as readonly string[]).includes(field.fact))
      no("fact", `is none of ${statisticalFacts.join(", ")}`);
    if (form.fields.some((other) => other !== field && other.fact === field.fact))
      no("fact", "is that of another field too");
  }
  if (field.calculation !== undefined) {
    for (const name of ["required", "constraint"] as const)
      if (field[name] !== undefined) no(name, "is not for a field that is calculated");
    if (
      typedField(form, field).kind === "codes" ||
      !["line", "text", "code", "yes-no", "whole", "day"].includes(field.type)
    )
      no("calculation", `cannot give the type ${field.type}`);
  }
  const before = field.was === undefined ? undefined : fieldOf(form, field.was);
  if (field.was !== undefined && (before?.retired !== true || before.type !== field.type))
    no(
      "was",
      'replaces a field that is not here with "retired": true and of the same type: keep that field, or leave this out',
    );
  // An old answer that is offered under a new key must not reach others than those who may read it.
  if (before !== undefined && partOfField(form, before.key) !== partOfField(form, field.key))
    no("was", "replaces a field of another part: its answer would reach others");
  return [...flaws, ...roleFlaws(form, field), ...underFlaws(form, field)];
}

function roleFlaws(form: Form, field: FormField): readonly Flaw[] {
  if (field.role === undefined) return [];
  const at = (reason: string): Flaw => ({ path: under(under("fields", field.key), "role"), reason });
  const role = roleOf(field.role);
  if (role === undefined) return [at("is no role that the program knows")];
  const flaws: Flaw[] = [];
  if (form.fields.some((other) => other !== field && other.role === field.role))
    flaws.push(at("is that of another field too"));
  if (field.type !== role.type) flaws.push(at(`needs the type ${role.type}`));
  const part = partOfField(form, field.key);
  if (role.parts !== undefined && part !== undefined && !role.parts.includes(part))
    flaws.push(at(`needs a group of the part ${role.parts.join(" or ")}`));
  if (role.merge !== undefined && field.merge !== role.merge) flaws.push(at(`needs "merge": "${role.merge}"`));
  const codes = codesOf(form, field.list ?? "").map((code) => code.code);
  if (role.codes !== undefined && field.list !== undefined && codes.join(" ") !== role.codes.join(" "))
    flaws.push(at(`needs exactly the codes ${role.codes.join(", ")}, in this order`));
  if (role.codes !== undefined && codesOf(form, field.list ?? "").some((code) => code.retired === true))
    flaws.push(at("needs all its codes: none of them can be retired"));
  if (role.codes !== undefined && codesOf(form, field.list ?? "").some((code) => code.writers !== undefined))
    flaws.push(at("needs its codes for everybody: none of them can be for some writers alone"));
  if (role.own !== undefined && form.own !== role.own) flaws.push(at(`needs a form with "own": "${role.own}"`));
  return flaws;
}

function underFlaws(form: Form, field: FormField): readonly Flaw[] {
  const codes = codesOf(form, field.list ?? "");
  const at = (reason: string): Flaw => ({ path: under(under("fields", field.key), "under"), reason });
  if (field.under === undefined)
    return codes.some((code) => code.under !== undefined)
      ? [at("is missing: some codes of its list stand under others")]
      : [];
  const above = fieldOf(form, field.under);
  if (above?.type !== "code" || above === field) return [at("names no other field of the type code")];
  const [own, part] = [partOfField(form, field.key), partOfField(form, above.key)];
  if (own !== undefined && part !== undefined && !mayReadWith(own, part))
    return [at(`names a field of the part ${part}, which not everybody may read who reads the part ${own}`)];
  const known = codesOf(form, above.list ?? "").map((code) => code.code);
  const strange = codes.find((code) => code.under === undefined || !known.includes(code.under));
  return strange === undefined
    ? []
    : [at(`needs each code of its list under one of ${above.key}; ${strange.code} is under none`)];
}

/** The table of parts is compiled; a form only narrows it (FM8). */
function partFlaws(form: Form): readonly Flaw[] {
  const flaws: Flaw[] = [];
  for (const part of partsOf(form)) {
    const writers = form.writers.filter((writer) => !(partRow(part).authors as readonly string[]).includes(writer));
    if (writers.length > 0)
      flaws.push({ path: "writers", reason: `names ${writers.join(", ")}, who may not write the part ${part}` });
  }
  for (const field of form.fields) {
    const part = partOfField(form, field.key);
    if (part !== undefined && !partRow(part).freeText && (field.type === "line" || field.type === "text"))
      flaws.push({
        path: under(under("fields", field.key), "type"),
        reason: `is free text, which the part ${part} may not hold: use codes`,
      });
  }
  return flaws;
}

function expressionFlaws(form: Form): readonly Flaw[] {
  const placed = expressionsOf(form);
  if (placed.length > maxExpressions)
    return [{ path: "", reason: `has ${placed.length} expressions; at most ${maxExpressions} are allowed` }];
  const flaws: Flaw[] = [];
  const good: (PlacedExpression & { readonly tree: Node })[] = [];
  for (const one of placed) {
    const parsed = parseExpression(one.text);
    if ("flaw" in parsed)
      flaws.push({ path: one.path, reason: `at character ${parsed.flaw.at}: ${parsed.flaw.reason}` });
    else good.push({ ...one, tree: parsed.tree });
  }
  for (const one of good) flaws.push(...meaningFlaws(form, one), ...readingFlaws(form, one));
  if (flaws.length === 0 && fieldOrder(form, treesOf(good)) === null)
    flaws.push({ path: "fields", reason: "depend on each other in a circle: no order of answering them is left" });
  return flaws;
}

function meaningFlaws(form: Form, one: PlacedExpression & { readonly tree: Node }): readonly Flaw[] {
  const field = fieldOf(form, one.of);
  const isOfField = one.path.startsWith("fields.");
  const names: Names = {
    typeOf: (name) => {
      const asked = fieldOf(form, name);
      if (asked !== undefined && asked.type !== "note") return typedField(form, asked);
      const fact = caseFactOf(name);
      return fact === undefined ? undefined : typedFact(fact.type, fact.codes);
    },
    hasGroup: (group) => form.groups.some((other) => other.key === group),
    own: one.use === "constraint" && field !== undefined ? typedField(form, field) : undefined,
  };
  const { gives, reasons } = typeExpression(one.tree, names);
  const wanted: Typed =
    one.use === "calculation" && isOfField && field !== undefined ? typedField(form, field) : { kind: "truth" };
  // A count is a truth too, where one is asked for.
  const fits =
    wanted.kind === "truth" && one.use !== "calculation" && gives.kind === "number" ? undefined : misfit(gives, wanted);
  const own =
    one.use === "offered" && readsOf(form, one.tree).some((name) => caseFactOf(name) === undefined)
      ? ["reads a field; whether a form is offered follows from facts of the case alone"]
      : [];
  return [...reasons, ...(fits === undefined || reasons.length > 0 ? [] : [fits]), ...own].map((reason) => ({
    path: one.path,
    reason,
  }));
}

/** FM11: what an expression reads, everybody can read who can read where it stands. */
function readingFlaws(form: Form, one: PlacedExpression & { readonly tree: Node }): readonly Flaw[] {
  return readsOf(form, one.tree).flatMap((name) => {
    const part = partOfName(form, name);
    const own = part === undefined ? undefined : one.parts.find((each) => !mayReadWith(each, part));
    if (part === undefined || own === undefined) return [];
    return [
      {
        path: one.path,
        reason: `reads \${${name}} of the part ${part}, which not everybody may read who reads the part ${own}: ask it there again, or leave it out`,
      },
    ];
  });
}

function dueFlaws(form: Form, around: Around): readonly Flaw[] {
  return form.due.flatMap((rule) => {
    const flaws: Flaw[] = [];
    const no = (name: string, reason: string) => flaws.push({ path: under(under("due", rule.id), name), reason });
    const from = fieldOf(form, rule.from)?.type ?? caseFactOf(rule.from)?.type;
    if (from !== "day") no("from", "must be a field of this form, or a fact of the case, that is a day");
    if (rule.at === undefined && rule.every === undefined)
      no("at", 'is missing: say when, as ["P7D"], or how often, as "every": "P90D"');
    if (rule.until !== undefined && rule.every === undefined) no("until", "is for a rule with `every` only");
    if (rule.lasts === true && rule.when === undefined) no("lasts", "is for a rule with `when` only, which ends it");
    if (rule.at !== undefined && new Set(rule.at).size < rule.at.length) no("at", "has one of its days twice");
    if (rule.does !== form.key && !around.isForm(rule.does)) no("does", "names no form that is known");
    return flaws;
  });
}

/** FM5: against every earlier version, a key keeps its type, list and part for ever, and nothing is removed. */
function historyFlaws(form: Form, earlier: readonly FormVersion[]): readonly Flaw[] {
  const last = earlier.at(-1);
  const flaws: Flaw[] = [];
  if (form.version !== (last?.form.version ?? 0) + 1)
    flaws.push({
      path: "version",
      reason: `must be ${(last?.form.version ?? 0) + 1}, one more than the version before`,
    });
  if (form.was !== last?.id)
    flaws.push({
      path: "was",
      reason:
        last === undefined ? "is not for a first version: leave it out" : `must be the version before: ${last.id}`,
    });
  for (const { form: old } of earlier) {
    if (old.key !== form.key) flaws.push({ path: "key", reason: `is another than before: ${old.key}` });
    if (old.many !== form.many) flaws.push({ path: "many", reason: "never changes: make another form" });
    for (const field of old.fields) flaws.push(...keptFlaws(form, field, partOfField(old, field.key)));
    for (const list of Object.keys(old.lists))
      for (const { code } of codesOf(old, list))
        if (!codesOf(form, list).some((one) => one.code === code))
          flaws.push({
            path: under(under("lists", list), code),
            reason: `was there in version ${old.version}: keep it, with "retired": true if it is no longer offered`,
          });
  }
  return unique(flaws);
}

function keptFlaws(form: Form, old: FormField, part: Part | undefined): readonly Flaw[] {
  const path = under("fields", old.key);
  const now = fieldOf(form, old.key);
  if (now === undefined)
    return [{ path, reason: 'was there before: keep it, with "retired": true if it is no longer asked' }];
  const changed = (name: string, before: string): Flaw => ({
    path: under(path, name),
    reason: `was ${before} and never changes: for another meaning take another key, with "was": "${old.key}"`,
  });
  return [
    ...(now.type === old.type ? [] : [changed("type", old.type)]),
    ...(now.list === old.list ? [] : [changed("list", old.list ?? "none")]),
    ...(partOfField(form, old.key) === part ? [] : [changed("group", `in the part ${part}`)]),
  ];
}

function unique(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...new Map(flaws.map((flaw) => [`${flaw.path} ${flaw.reason}`, flaw])).values()];
}

function typedField(form: Form, field: FormField): Typed {
  switch (field.type) {
    case "yes-no":
      return { kind: "truth" };
    case "whole":
    case "amount":
      return { kind: "number" };
    case "day":
      return { kind: "day" };
    case "date":
      return { kind: "date" };
    case "code":
    case "codes":
      // A list that is not there is named once, and not again by each code that an expression compares.
      if (!Object.hasOwn(form.lists, field.list ?? "")) return { kind: field.type };
      return { kind: field.type, codes: codesOf(form, field.list ?? "").map((code) => code.code) };
    case "countries":
    case "languages":
    case "places":
      return { kind: "codes" };
    default:
      return { kind: "text" };
  }
}

function typedFact(type: "yes-no" | "day" | "code", codes: readonly string[] | undefined): Typed {
  if (type === "day") return { kind: "day" };
  return type === "yes-no" ? { kind: "truth" } : { kind: "code", ...presentFields({ codes }) };
}

/** True where each part of the words is there, whatever it holds. */
function isLaidOut(value: unknown): value is FormWords {
  return (
    isObject(value) &&
    ["groups", "fields", "lists", "flaws", "due"].every((name) => isObject(value[name])) &&
    (value["why"] === undefined || isObject(value["why"]))
  );
}

/** What is wrong with the words of a version: its shape, and that each thing of the form has a word, and nothing else has one. */
export function checkWords(value: unknown, { id, form }: FormVersion): readonly Flaw[] {
  const shape = wordsShapeFlaws(value);
  if (!isLaidOut(value)) return shape;
  const words = value;
  const bytes = new TextEncoder().encode(encodeJson(words as never)).length;
  return [
    ...shape,
    ...(bytes > formBounds.wordsBytes
      ? [{ path: "", reason: `has ${bytes} bytes; at most ${formBounds.wordsBytes} are allowed` }]
      : []),
    ...(words.words === form.key ? [] : [{ path: "words", reason: `must be the form's key: ${form.key}` }]),
    ...(words.of === id ? [] : [{ path: "of", reason: `must be the form's version: ${id}` }]),
    ...differing(
      "groups",
      form.groups.map((one) => one.key),
      words.groups,
    ),
    ...differing(
      "fields",
      form.fields.map((one) => one.key),
      words.fields,
    ),
    ...differing(
      "flaws",
      form.fields.filter((one) => one.constraint !== undefined).map((one) => one.key),
      words.flaws,
    ),
    ...differing(
      "due",
      form.due.map((one) => one.id),
      words.due,
    ),
    // Words of before may say of no field why it is asked (FM18): only what is no field is a flaw.
    ...strange(
      "why",
      form.fields.map((one) => one.key),
      words.why ?? {},
    ),
    ...differing("lists", Object.keys(form.lists), words.lists),
    ...Object.entries(words.lists).flatMap(([list, codes]) =>
      Object.hasOwn(form.lists, list) && isObject(codes)
        ? differing(
            under("lists", list),
            codesOf(form, list).map((one) => one.code),
            codes,
          )
        : [],
    ),
  ];
}

function differing(path: string, wanted: readonly string[], given: Readonly<Record<string, unknown>>): readonly Flaw[] {
  return [
    ...wanted
      .filter((one) => !Object.hasOwn(given, one))
      .map((one) => ({ path: under(path, one), reason: "has no word: add one" })),
    ...strange(path, wanted, given),
  ];
}

function strange(path: string, wanted: readonly string[], given: Readonly<Record<string, unknown>>): readonly Flaw[] {
  return Object.keys(given)
    .filter((one) => !wanted.includes(one))
    .map((one) => ({ path: under(path, one), reason: "is nothing in the form: leave it out" }));
}

/** The fields that somebody is asked, as far as no version before asked them, of which words in one of these languages do not say why (FM18). */
export function unexplainedFields(
  form: Form,
  before: readonly FormVersion[],
  words: readonly FormWords[],
): readonly string[] {
  const isNew = (key: string) => before.every((one) => fieldOf(one.form, key) === undefined);
  const isExplained = (key: string) => words.length > 0 && words.every(({ why }) => why?.[key] !== undefined);
  return form.fields
    .filter(({ type, calculation, retired }) => type !== "note" && calculation === undefined && retired !== true)
    .map(({ key }) => key)
    .filter((key) => isNew(key) && !isExplained(key));
}
