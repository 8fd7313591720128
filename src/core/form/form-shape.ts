// The shape of a form and of its words as a coordinator writes them: every flaw is named with its place. Shape alone, not
// what must hold between the parts of a form.

import { parts } from "../part-table.ts";
import { plainLine } from "../plain-line.ts";
import { code, integer, languageTag, pattern, text, truth } from "../schema.ts";
import { type Check, entries, type Flaw, fields, items, mustBe } from "../schema-flaws.ts";
import type { Form } from "./form.ts";
import {
  dueKinds,
  dueOf,
  fieldTypes,
  formBounds,
  formId,
  formKey,
  formTabs,
  formTag,
  listCode,
  merges,
  sealTimes,
  weights,
  writerParties,
} from "./form.ts";

const key = mustBe(formKey, "must be a key: a letter, then at most 59 letters, digits, _ and -");
const codeName = mustBe(listCode, "must be a code: at most 60 letters, digits, _ and -");
const isTrue = mustBe((value): value is true => value === true, "must be true, or be left out");
const bool = mustBe(truth, "must be true or false");
/** An expression's text; of an expression the length alone. */
const expression = mustBe(text(2000), "must be a text of 1 to 2000 characters");
const duration = mustBe(
  pattern(/^(P0D|-?P[1-9]\d{0,2}[DMY])$/),
  "must be a number of days, months or years as P7D, P3M or P1Y, with a minus before it for a reminder",
);
const forward = mustBe(pattern(/^P[1-9]\d{0,2}[DMY]$/), "must be a number of days, months or years as P7D, P3M or P1Y");
const nameElsewhere = pattern(/^[A-Za-z][A-Za-z0-9_]{0,79}$/);
const htcds = mustBe(nameElsewhere, "must be a name of HTCDS");
const ctdc = mustBe(nameElsewhere, "must be a column of CTDC");

function oneOf(names: readonly string[]): Check {
  return mustBe(code(names), `must be one of ${names.join(", ")}`);
}

/** Different values of a closed list, one at least. */
function someOf(names: readonly string[]): Check {
  const one = code(names);
  return mustBe(
    (value): value is unknown =>
      Array.isArray(value) && value.length > 0 && value.every(one) && new Set(value).size === value.length,
    `must be a list of one or more of ${names.join(", ")}`,
  );
}

const richCode = fields(
  { code: codeName },
  {
    htcds,
    ctdc,
    weight: oneOf(weights),
    retired: isTrue,
    was: codeName,
    under: codeName,
    writers: someOf(writerParties),
  },
);
const listCodeShape: Check = (value, path) =>
  typeof value === "string" ? codeName(value, path) : richCode(value, path);

const group = fields({ key, part: oneOf(parts) }, { relevant: expression });

const field = fields(
  { key, group: key, type: oneOf(fieldTypes) },
  {
    list: key,
    max: mustBe(integer(1, formBounds.text), `must be a whole number from 1 to ${formBounds.text}`),
    required: isTrue,
    relevant: expression,
    constraint: expression,
    calculation: expression,
    merge: oneOf(merges),
    role: key,
    fact: key,
    htcds,
    weight: oneOf(weights),
    retired: isTrue,
    was: key,
    under: key,
  },
);

/** `case.closed` is no key, but a fact of the case. */
const anchor = mustBe(
  (value): value is string => formKey(value) || (typeof value === "string" && /^case\.[a-z]{1,20}$/.test(value)),
  "must be a field of this form, or a fact of the case as case.closed",
);

const dueRule = fields(
  { id: key, from: anchor, does: key, who: oneOf(dueOf), kind: oneOf(dueKinds) },
  { at: items(duration, formBounds.offsets, 1), every: forward, until: forward, when: expression, lasts: bool },
);

const formShape = fields(
  {
    form: mustBe(code([formTag]), `must be ${formTag}`),
    key,
    version: mustBe(integer(1, 10_000), "must be a whole number from 1 on"),
    many: bool,
    own: oneOf(["author", "shared"]),
    strict: bool,
    writers: someOf(writerParties),
    seal: oneOf(sealTimes),
    tab: oneOf(formTabs),
    lists: entries(formKey, "is no key", items(listCodeShape, formBounds.codes, 1), formBounds.lists),
    groups: items(group, formBounds.groups, 1),
    fields: items(field, formBounds.fields, 1),
    due: items(dueRule, formBounds.dueRules),
  },
  { was: mustBe(formId, "must be the version before: 64 hexadecimal digits"), offered: expression },
);

/** What is wrong with the shape of a form; nothing for a `Form`. */
export function formShapeFlaws(value: unknown): readonly Flaw[] {
  return formShape(value, "");
}

/** True for a form in its shape. Whether it is a good one is said by `checkForm`. */
export function isForm(value: unknown): value is Form {
  return formShapeFlaws(value).length === 0;
}

/** The longest title, label, hint and word of a code. */
const longest = { title: 80, label: 160, hint: 300 } as const;

function plain(max: number): Check {
  return mustBe(
    plainLine(max),
    `must be one line of 1 to ${max} characters in Unicode's composed form, without "://", "@", "www", a dot before two letters, five digits, hidden characters and blanks around it`,
  );
}

const labelLine = plain(longest.label);
const hintLine = plain(longest.hint);
const label: Check = (value, path) => {
  if (!Array.isArray(value) || value.length === 0 || value.length > 2)
    return [{ path, reason: "must be a list of a label, and of a hint below it where there is one" }];
  return value.flatMap((line: unknown, place) => (place === 0 ? labelLine : hintLine)(line, `${path}[${place}]`));
};

const ofField = entries(formKey, "is no key", hintLine, formBounds.fields);
const wordsShape = fields(
  {
    words: key,
    of: mustBe(formId, "must be the id of the form's version: 64 hexadecimal digits"),
    language: mustBe(languageTag, "must be the tag of a language"),
    title: plain(longest.title),
    groups: entries(formKey, "is no key", label, formBounds.groups),
    fields: entries(formKey, "is no key", label, formBounds.fields),
    lists: entries(
      formKey,
      "is no key",
      entries(listCode, "is no code", labelLine, formBounds.codes),
      formBounds.lists,
    ),
    flaws: ofField,
    due: entries(formKey, "is no key", labelLine, formBounds.dueRules),
  },
  { why: ofField },
);

/** What is wrong with the shape of a form's words; nothing for `FormWords`. */
export function wordsShapeFlaws(value: unknown): readonly Flaw[] {
  return wordsShape(value, "");
}
