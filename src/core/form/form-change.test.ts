// Whose signatures a change of a form needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownForm } from "../../../test/support/forms.ts";
import type { DueRule, Form, FormField } from "./form.ts";
import { type ChangeCode, type FormSigning, formChange, signingFor } from "./form-change.ts";

const old: Form = {
  ...ownForm,
  key: "risk",
  seal: "now",
  tab: "safety",
  lists: { level: ["extreme", "high", "medium", "low"], from: ["trafficker", "family"] },
  groups: [
    { key: "what", part: "safety" },
    { key: "help", part: "support" },
  ],
  fields: [
    { key: "on", group: "what", type: "day", role: "happened" },
    { key: "level", group: "what", type: "code", list: "level", role: "risk-level", merge: "safer" },
    { key: "from", group: "what", type: "codes", list: "from", required: true },
    { key: "again", group: "what", type: "day" },
    { key: "self-harm", group: "help", type: "yes-no" },
  ],
  due: [{ id: "again", from: "again", at: ["P7D", "P30D"], does: "risk", who: "author", kind: "safety" }],
};

const next = (change: Partial<Form>): Form => ({ ...old, version: 2, ...change });
const field = (key: string, change: Partial<FormField>): Form =>
  next({ fields: old.fields.map((one) => (one.key === key ? { ...one, ...change } : one)) });
const added = (one: FormField, lists: Form["lists"] = old.lists): Form => next({ fields: [...old.fields, one], lists });
const rule = (change: Partial<DueRule>): Form => next({ due: old.due.map((one) => ({ ...one, ...change })) });

function needs(form: Form, change: ChangeCode, signing: FormSigning): void {
  const changes = formChange(old, form);
  assert.equal(signingFor(changes), signing, JSON.stringify(changes));
  assert.ok(
    changes.some((one) => one.change === change && one.needs === signing),
    JSON.stringify(changes),
  );
}

test("nothing changed needs nobody, and a first version needs the council", () => {
  assert.deepEqual(formChange(old, next({})), []);
  assert.equal(signingFor([]), undefined);
  assert.deepEqual(formChange(undefined, old), [{ path: "", change: "new-form", needs: "council-and-wait" }]);
});

test("order alone needs two devices, at once", () => {
  const [first, ...rest] = old.fields;
  needs(next({ fields: [...rest, first ?? assert.fail()] }), "order", "two-devices");
  needs(next({ tab: "plan" }), "order", "two-devices");
});

test("a new coded question or code, what is asked for, a nearer day: two devices, after the wait", () => {
  needs(added({ key: "hears", group: "what", type: "yes-no" }), "new-field", "two-devices-and-wait");
  needs(added({ key: "words", group: "help", type: "text" }), "new-free-field", "two-devices-and-wait");
  needs(
    next({ lists: { ...old.lists, from: ["trafficker", "family", "partner"] } }),
    "new-code",
    "two-devices-and-wait",
  );
  needs(
    next({ lists: { ...old.lists, from: ["trafficker", { code: "family", retired: true }] } }),
    "retired",
    "two-devices-and-wait",
  );
  needs(
    next({ lists: { ...old.lists, from: ["trafficker", { code: "family", writers: [] }] } }),
    "shown-when",
    "two-devices-and-wait",
  );
  needs(field("from", { retired: true }), "retired", "two-devices-and-wait");
  const { required: _required, ...optional } = old.fields[2] ?? assert.fail();
  needs(
    next({ fields: old.fields.map((one) => (one.key === "from" ? optional : one)) }),
    "asked-for",
    "two-devices-and-wait",
  );
  needs(field("from", { relevant: "${self-harm}" }), "shown-when", "two-devices-and-wait");
  needs(rule({ at: ["P1D", "P30D"] }), "due-nearer", "two-devices-and-wait");
  needs(rule({ at: ["P7D", "P30D", "P60D"] }), "due-nearer", "two-devices-and-wait");
  needs(
    next({ due: [...old.due, { ...(old.due[0] ?? assert.fail()), id: "also" }] }),
    "due-new",
    "two-devices-and-wait",
  );
});

test("what could move data, widen who writes or hide a danger needs the council's threshold", () => {
  needs(added({ key: "words", group: "what", type: "text" }), "new-free-field", "council-and-wait");
  needs(added({ key: "call", group: "what", type: "whole" }), "new-free-field", "council-and-wait");
  needs(added({ key: "next", group: "what", type: "day", role: "risk-next" }), "new-field", "council-and-wait");
  needs(next({ writers: ["provider", "authority"] }), "writers", "council-and-wait");
  needs(next({ own: "shared" }), "own", "council-and-wait");
  needs(next({ strict: true }), "strict", "council-and-wait");
  needs(next({ seal: "day" }), "seal", "council-and-wait");
  needs(next({ offered: "${case.child}" }), "offered-when", "council-and-wait");
  needs(field("level", { retired: true }), "retired", "council-and-wait");
  needs(field("level", { relevant: "${self-harm}" }), "shown-when", "council-and-wait");
  needs(field("from", { merge: "union" }), "merge", "council-and-wait");
  needs(field("on", { role: "review-on" }), "role", "council-and-wait");
  needs(next({ lists: { ...old.lists, level: ["low", "medium", "high", "extreme"] } }), "merge", "council-and-wait");
  needs(
    next({ lists: { ...old.lists, from: ["trafficker", "family", { code: "partner", weight: "S" }] } }),
    "new-code",
    "council-and-wait",
  );
  needs(
    next({ groups: old.groups.map((group) => ({ ...group, relevant: "${self-harm}" })) }),
    "shown-when",
    "council-and-wait",
  );
});

test("a due rule that is removed, later, or otherwise needs the council, and so does what it begins from", () => {
  needs(next({ due: [] }), "due-removed", "council-and-wait");
  needs(rule({ at: ["P8D", "P30D"] }), "due-later", "council-and-wait");
  needs(rule({ at: ["P30D"] }), "due-later", "council-and-wait");
  needs(rule({ kind: "care" }), "due-otherwise", "council-and-wait");
  needs(rule({ does: "note" }), "due-otherwise", "council-and-wait");
  needs(rule({ when: "${self-harm}" }), "due-otherwise", "council-and-wait");
  needs(field("again", { retired: true }), "retired", "council-and-wait");
  needs(field("again", { constraint: ". > today()" }), "limits", "council-and-wait");
});

test("what is calculated for a due rule is followed back to what it is calculated from", () => {
  const before: Form = {
    ...old,
    fields: [
      ...old.fields,
      { key: "worse", group: "what", type: "yes-no", calculation: "selected(${from}, 'family')" },
    ],
    due: [{ ...(old.due[0] ?? assert.fail()), when: "${worse}" }],
  };
  const after: Form = {
    ...before,
    version: 2,
    fields: before.fields.map((one) => (one.key === "from" ? { ...one, retired: true } : one)),
  };
  assert.deepEqual(formChange(before, after), [{ path: "fields.from", change: "retired", needs: "council-and-wait" }]);
});

test("a repeating rule may come more often, not more rarely and not end", () => {
  const every = (change: Partial<DueRule>): Form => ({
    ...old,
    due: [{ id: "look", from: "again", every: "P30D", does: "risk", who: "author", kind: "safety", ...change }],
  });
  assert.equal(signingFor(formChange(every({}), every({ every: "P7D" }))), "two-devices-and-wait");
  assert.equal(signingFor(formChange(every({}), every({ every: "P60D" }))), "council-and-wait");
  assert.equal(signingFor(formChange(every({}), every({ until: "P1Y" }))), "council-and-wait");
});
