// Forms as data: what a form, its words and an answer are, and the book of forms. A form is signed data that a country
// may replace without a new program. It never names a reader: readers follow from consents and the part of a field (FM8).
import { encodeJson } from "../json.ts";
import type { Part } from "../part-table.ts";
import type { AnswerOnlyShape, FieldShape } from "../registers/field.ts";
import { fieldSchema, maxWhole } from "../registers/field-schema.ts";
import { code, hexOf, integer, line, pattern, type Schema, set, text, truth } from "../schema.ts";

/** The first field of every form. */
export const formTag = "panoh.org/form/v1";

/** The bounds of a form, of its words and of one save (FM2). */
export const formBounds = {
  structureBytes: 24_576,
  wordsBytes: 28_672,
  fields: 100,
  groups: 12,
  lists: 40,
  codes: 300,
  dueRules: 6,
  /** Dates of one due rule. */
  offsets: 8,
  line: 300,
  text: 6000,
  /** Answers in one save. */
  answersOfSave: 60,
} as const;

/** The parties whose devices may fill in forms at all; a form only narrows what the part allows (FM8). */
export const writerParties = ["referrer", "provider", "authority", "justice"] as const;
type WriterParty = (typeof writerParties)[number];

/** Under which tab of a case the sheets of a form are shown. */
export const formTabs = ["person", "safety", "plan", "legal", "story", "team"] as const;
export type FormTab = (typeof formTabs)[number];

/** When what is saved leaves the device. */
export const sealTimes = ["now", "hour", "day"] as const;
type SealTime = (typeof sealTimes)[number];

/** Key of a form, field, group, list, code or due rule, as XLSForm and HTCDS write names too. */
export const formKey = pattern(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/);
/** A code of a list may also begin with a digit: `0-11`. */
export const listCode = pattern(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/);
/** A version of a form: the SHA-256 of its canonical JSON, as lower-case hexadecimal. */
export const formId = hexOf(32);
export type FormId = string;
/** A sheet: `one` of a form that a case has once, else random (FM7). */
export const sheetId = pattern(/^(one|[0-9a-f]{32})$/);

export const fieldTypes = [
  "line",
  "text",
  "code",
  "codes",
  "yes-no",
  "whole",
  "amount",
  "day",
  "date",
  "time",
  "country",
  "countries",
  "language",
  "languages",
  "place",
  "places",
  "organisation",
  "sheet",
  /** Words only, nobody answers it. */
  "note",
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** How strongly a yes or a code counts in `marked()`: strong, medium, weak. */
export const weights = ["S", "M", "W"] as const;
type Weight = (typeof weights)[number];

/**
 * What holds while two workers have answered differently without seeing each other: `safer`, the first code in the list's order; `union`,
 * all codes; `yes` or `no`, the safer answer of a yes-no. Without it the one that was logged first is shown, the other beside it.
 */
export const merges = ["safer", "union", "yes", "no"] as const;
export type Merge = (typeof merges)[number];

/** One code of a list. A code is never removed, only retired: no longer offered, still read (FM5). */
export interface ListCode {
  readonly code: string;
  readonly htcds?: string;
  /** The column of the CTDC global dataset that it counts in. */
  readonly ctdc?: string;
  readonly weight?: Weight;
  readonly retired?: true;
  /** The code that this one replaces, in the same list. */
  readonly was?: string;
  /** A code of the field named by the field's `under`: it is offered only below that one. */
  readonly under?: string;
  /** Those of the form's writers to whom it is offered; without it to all. It refuses nothing (FM8c). */
  readonly writers?: readonly WriterParty[];
}

interface FormGroup {
  readonly key: string;
  readonly part: Part;
  readonly relevant?: string;
}

export interface FormField {
  readonly key: string;
  readonly group: string;
  readonly type: FieldType;
  /** Of `code` and `codes`. */
  readonly list?: string;
  /** The longest `line` or `text`. */
  readonly max?: number;
  /** Asks for an answer or for one of the four words of missing; it never blocks saving (FM1). */
  readonly required?: true;
  /** Beside the group's; of this field alone. */
  readonly relevant?: string;
  readonly constraint?: string;
  /** The program answers it from the other answers; nobody types it. */
  readonly calculation?: string;
  readonly merge?: Merge;
  readonly role?: string;
  readonly fact?: string;
  readonly htcds?: string;
  /** Of a `yes-no`. */
  readonly weight?: Weight;
  readonly retired?: true;
  /** The key that this one replaces: its answer is offered and counted here (FM5). */
  readonly was?: string;
  /** A `code` field of this form; of the list's codes those under its answer are offered. */
  readonly under?: string;
}

export const dueKinds = ["safety", "law", "care"] as const;
export type DueKind = (typeof dueKinds)[number];

/** Who is reminded: the organisation that wrote the sheet, or the lead of the case. */
export const dueOf = ["author", "lead"] as const;

/** A rule of what is due (FM9). It is read, and nothing is stored. */
export interface DueRule {
  readonly id: string;
  /** A fact of the case that is a day, or a field of this form that is one: then the rule runs once for each sheet. */
  readonly from: string;
  /** Offsets from that day; a negative one is a reminder before it. */
  readonly at?: readonly string[];
  /** Again and again after that day, beside `at`. */
  readonly every?: string;
  /** How long `every` goes on, from that day. */
  readonly until?: string;
  readonly when?: string;
  /** No sheet does it: it lasts while `when` holds. */
  readonly lasts?: boolean;
  /** The form whose sheet is asked for. */
  readonly does: string;
  readonly who: (typeof dueOf)[number];
  readonly kind: DueKind;
}

export interface Form {
  readonly form: typeof formTag;
  readonly key: string;
  /** 1, and one more with every version. */
  readonly version: number;
  /** The version before; version 1 has none. */
  readonly was?: FormId;
  /** Many sheets in a case, or one (FM7). */
  readonly many: boolean;
  /** Who writes into a sheet: only the organisation that began it, or whoever may write the form. */
  readonly own: "author" | "shared";
  /** Refuses to be sealed with gaps. */
  readonly strict: boolean;
  readonly writers: readonly WriterParty[];
  readonly seal: SealTime;
  readonly tab: FormTab;
  /** When it is offered at all: an expression over facts of the case. */
  readonly offered?: string;
  readonly lists: { readonly [key: string]: readonly (string | ListCode)[] };
  readonly groups: readonly FormGroup[];
  readonly fields: readonly FormField[];
  readonly due: readonly DueRule[];
}

/** A label, or a label with a hint below it. */
type Label = readonly [label: string] | readonly [label: string, hint: string];

/** The words of one version of a form in one language. */
export interface FormWords {
  /** The form's key. */
  readonly words: string;
  readonly of: FormId;
  readonly language: string;
  readonly title: string;
  readonly groups: { readonly [group: string]: Label };
  readonly fields: { readonly [field: string]: Label };
  readonly lists: { readonly [list: string]: { readonly [code: string]: string } };
  /** Of a field with a constraint: what an answer must be. */
  readonly flaws: { readonly [field: string]: string };
  readonly due: { readonly [rule: string]: string };
  /** Why a field is asked, shown on demand (FM18). */
  readonly why?: { readonly [field: string]: string };
}

/** What one answer is. */
export type AnswerValue = string | number | boolean | readonly string[];

/** An answer of no particular field, within the widest bounds. */
export const answerValue: Schema<AnswerValue> = (value): value is AnswerValue =>
  anyText(value) || truth(value) || anyWhole(value) || anySet(value);
const anyText = text(formBounds.text);
const anyWhole = integer(0, maxWhole);
const anySet = set(line(120), formBounds.codes, 1);

/** The words of missing that stay as answers (R17). */
export const missingWords = ["unknown", "refused", "not-asked", "unsafe-to-ask"] as const;
/** The words that clear an answer. */
const clearingWords = ["not-relevant", "mistake"] as const;
export const goneWords = [...missingWords, ...clearingWords] as const;
export type MissingWord = (typeof missingWords)[number];
export type GoneWord = (typeof goneWords)[number];
export const goneWord: Schema<GoneWord> = code(goneWords);

/** True for a word of missing that is itself an answer. */
export function isMissingWord(word: string): word is MissingWord {
  return (missingWords as readonly string[]).includes(word);
}

/** What one sheet says of the fields of its form; a field is in one of the two at most. */
export interface Answers {
  readonly set: { readonly [field: string]: AnswerValue };
  readonly gone: { readonly [field: string]: GoneWord };
}

/** A form with the id of its version. */
export interface FormVersion {
  readonly id: FormId;
  readonly form: Form;
}

/** The forms that a device knows: the library that ships, and what its country has published. `country-forms.ts` makes it for a place in the log. */
export interface FormBook {
  /** A version that is known, in force or not. */
  readonly version: (id: FormId) => Form | undefined;
  /** The version of a key that is filled in today. */
  readonly newest: (key: string) => FormVersion | undefined;
  /** The newest of every key, in the order of the book. */
  readonly forms: readonly FormVersion[];
  /** Why a save at a leaf of the log does not count under the version that it names; null when it does (FM6). */
  readonly refusalAt: (id: FormId, leaf: number) => FormTimeRefusal | null;
  /** The words that the country published for a version in a language; those that ship are in the language folders. */
  readonly words: (id: FormId, language: string) => FormWords | undefined;
  /** Of a version in force that the country published: since when, in seconds since 1970, as far as the log's time says it; null for one that ships. */
  readonly ofCountry: (id: FormId) => { readonly since: number | null } | null;
}

export type FormTimeRefusal = "form-stopped" | "form-not-in-force";

/** A book of sound forms: of two versions of one key the higher number is the newest. */
export function formBook(versions: readonly FormVersion[]): FormBook {
  const byId = new Map(versions.map((one) => [one.id, one.form]));
  const newest = new Map<string, FormVersion>();
  for (const one of versions) {
    const other = newest.get(one.form.key);
    if (other === undefined || other.form.version < one.form.version) newest.set(one.form.key, one);
  }
  return {
    version: (id) => byId.get(id),
    newest: (key) => newest.get(key),
    forms: [...newest.values()],
    refusalAt: () => null,
    words: () => undefined,
    ofCountry: () => null,
  };
}

/** The text of which a version's id is the SHA-256: the form's JSON in its one spelling, with its keys in the order in which they stand. */
export function formText(form: Form): string {
  return encodeJson(form as never);
}

/** The codes of a list with what is said of them. */
export function codesOf(form: Form, listKey: string): readonly ListCode[] {
  const found = Object.hasOwn(form.lists, listKey) ? form.lists[listKey] : undefined;
  return (found ?? []).map((one) => (typeof one === "string" ? { code: one } : one));
}

export function fieldOf(form: Form, key: string): FormField | undefined {
  return form.fields.find((field) => field.key === key);
}

const keysByRole = new WeakMap<Form, ReadonlyMap<string | undefined, string>>();

/** The key of the field that has this role. Asked for each sheet of a case again and again: looked up once for a form. */
export function keyOfRole(form: Form | undefined, role: string): string | undefined {
  if (form === undefined) return undefined;
  const known = keysByRole.get(form) ?? new Map(form.fields.map((field) => [field.role, field.key]));
  keysByRole.set(form, known);
  return known.get(role);
}

/** The part in which a field lies; undefined for a key that the form has not. */
export function partOfField(form: Form, key: string): Part | undefined {
  const group = fieldOf(form, key)?.group;
  return form.groups.find((one) => one.key === group)?.part;
}

/** The parts in which a form asks something, in the order of its groups. */
export function partsOf(form: Form): readonly Part[] {
  return [...new Set(form.groups.map((group) => group.part))];
}

/** What of a sheet lies in one of its parts. */
export function ofPart<T>(said: { readonly [key: string]: T }, form: Form, part: Part): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(said).filter(([key]) => partOfField(form, key) === part));
}

/** What an answer of a field may hold; undefined for a note, which nobody answers. Retired codes are still read (FM5). */
function shapeOf(form: Form, field: FormField): FieldShape | AnswerOnlyShape | undefined {
  switch (field.type) {
    case "line":
      return { type: "line", max: field.max ?? formBounds.line };
    case "text":
      return { type: "text", max: field.max ?? formBounds.text };
    case "code":
    case "codes":
      return { type: field.type, codes: codesOf(form, field.list ?? "").map((one) => one.code) };
    case "note":
      return undefined;
    default:
      return { type: field.type };
  }
}

const schemas = new WeakMap<Form, Map<FormField, Schema<AnswerValue>>>();

/** True when a value may be the answer of this field. Made once: a case of hundreds of saves asks for the same few. */
export function answerSchema(form: Form, field: FormField): Schema<AnswerValue> {
  const known = schemas.get(form) ?? new Map<FormField, Schema<AnswerValue>>();
  schemas.set(form, known);
  const schema = known.get(field) ?? schemaOf(form, field);
  known.set(field, schema);
  return schema;
}

function schemaOf(form: Form, field: FormField): Schema<AnswerValue> {
  const shape = shapeOf(form, field);
  if (shape === undefined) return (_value): _value is AnswerValue => false;
  return fieldSchema(shape) as Schema<AnswerValue>;
}
