// Forms of the tests: small, invented, one of each kind that the fold treats differently. The library that ships is tested beside itself.
import { type Form, type FormBook, type FormVersion, formBook, formTag } from "../../src/core/form/form.ts";
import type { Part } from "../../src/core/part-table.ts";
import { idOfForm } from "../../src/note/form-id.ts";

const head = {
  form: formTag,
  version: 1,
  many: true,
  own: "shared",
  strict: false,
  seal: "hour",
  tab: "plan",
} as const;
const bare = { ...head, lists: {}, due: [] } as const;

/** The head of a form of one organisation's own sheets, which providers write. */
export const ownForm = { ...head, own: "author", writers: ["provider"] } as const;

const level = ["extreme", "high", "medium", "low"];

/** Whoever helps writes into it; each way in which answers are joined has a field. */
export const riskForm: Form = {
  ...bare,
  key: "risk",
  writers: ["provider"],
  lists: { level, from: ["trafficker", "family", "debts"] },
  groups: [{ key: "all", part: "safety" }],
  fields: [
    { key: "level", group: "all", type: "code", list: "level", merge: "safer" },
    { key: "from", group: "all", type: "codes", list: "from", merge: "union" },
    { key: "threats", group: "all", type: "yes-no", merge: "yes" },
    { key: "reached", group: "all", type: "yes-no", merge: "no" },
    { key: "reasons", group: "all", type: "text", max: 600 },
    { key: "hint", group: "all", type: "note" },
  ],
};

/** Only who began a sheet writes into it. */
export const serviceForm: Form = {
  ...bare,
  key: "service",
  own: "author",
  writers: ["provider"],
  lists: { kind: ["shelter", "legal", "medical"] },
  groups: [{ key: "all", part: "support" }],
  fields: [
    { key: "kind", group: "all", type: "code", list: "kind", required: true },
    { key: "on", group: "all", type: "day", role: "happened" },
    { key: "number", group: "all", type: "whole" },
    { key: "words", group: "all", type: "text", max: 600 },
  ],
};

/** One in a case, in two parts. */
export const personForm: Form = {
  ...bare,
  key: "person",
  many: false,
  writers: ["referrer", "provider", "authority"],
  lists: {},
  groups: [
    { key: "name", part: "identity" },
    { key: "reach", part: "contact" },
  ],
  fields: [
    { key: "given", group: "name", type: "line", role: "given" },
    { key: "children", group: "name", type: "whole" },
    { key: "value", group: "reach", type: "line" },
  ],
};

/** Says what is read while a case is judged: age and danger. */
export const firstLineForm: Form = {
  ...bare,
  key: "first-line",
  writers: ["referrer", "provider"],
  lists: { age: ["child", "in-doubt", "adult"], danger: ["now", "unclear", "not-now"], sign: ["afraid", "violence"] },
  groups: [{ key: "all", part: "referral" }],
  fields: [
    { key: "age", group: "all", type: "code", list: "age", role: "age", merge: "safer" },
    { key: "danger", group: "all", type: "code", list: "danger", role: "danger", merge: "safer" },
    { key: "signs", group: "all", type: "codes", list: "sign", merge: "union" },
  ],
};

/** A form of one text in this part, which everybody may write whom the part allows. */
export function formOfPart(part: Part): Form {
  return {
    ...bare,
    key: `of-${part}`,
    writers: ["referrer", "provider", "authority", "justice"],
    lists: { yes: ["yes", "no"] },
    groups: [{ key: "all", part }],
    fields: [
      part === "referral"
        ? { key: "words", group: "all", type: "code", list: "yes" }
        : { key: "words", group: "all", type: "text", max: 600 },
    ],
  };
}

const all = [
  riskForm,
  serviceForm,
  personForm,
  firstLineForm,
  ...(["referral", "identity", "contact", "narrative", "health", "legal", "support", "safety", "notes"] as const).map(
    formOfPart,
  ),
];

export const testForms: FormBook = formBook(all.map((form): FormVersion => ({ id: idOfForm(form), form })));

/** What a save of a form names: its key and its version. */
export function named(form: Form): { readonly form: string; readonly version: string } {
  return { form: form.key, version: idOfForm(form) };
}
