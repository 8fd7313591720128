// What is changed in a sheet is only what somebody changed (FD10d).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answers, Form } from "../../core/form/form.ts";
import type { Saying, Sheet } from "../../core/form/sheet.ts";
import { changesFrom, offered, seenOf, standing, withChanges } from "./changes.ts";

const opened: Answers = { set: { level: "low", reasons: "as it was" }, gone: { threats: "unknown" } };
const later: Answers = { set: { level: "extreme", reasons: "as it was" }, gone: { threats: "unknown" } };

test("[FD10d] a draft that lay while a colleague changed another answer says only what was typed", () => {
  const typed = { ...opened, set: { ...opened.set, reasons: "typed" } };
  const draft = changesFrom(opened, typed);
  assert.deepEqual(draft, { set: { reasons: "typed" }, gone: {} });
  const shown = withChanges(later, draft);
  assert.deepEqual(shown.set, { level: "extreme", reasons: "typed" });
  assert.deepEqual(changesFrom(later, shown), draft);
});

test("[FD10d] what was cleared, and a word of missing, survive a draft; what was not touched is not cleared", () => {
  const cleared = { set: { reasons: "as it was" }, gone: { threats: "refused" } } as const;
  const draft = changesFrom(opened, cleared);
  assert.deepEqual(draft, { set: {}, gone: { threats: "refused", level: "mistake" } });
  assert.deepEqual(withChanges(opened, draft), cleared);
  assert.deepEqual(changesFrom(opened, withChanges(opened, draft)), draft);
});

test("[FD10d] of a draft its author has seen what was there, and what came since to other answers only", () => {
  const saying = (entry: string) => ({ entry }) as Saying;
  const answer = (key: string, entry: string) => [key, { key, heads: [saying(entry)], value: "x" }] as const;
  const sheet = {
    saves: ["first", "second", "third"],
    answers: new Map([answer("level", "second"), answer("reasons", "third")]),
  } as unknown as Sheet;
  const begun = { set: { level: "low" }, gone: {}, seen: ["first"] } as const;
  assert.deepEqual(seenOf(sheet, begun), ["first", "third"]);
  assert.deepEqual(seenOf(sheet, null), sheet.saves);
  assert.deepEqual(standing(null), { set: {}, gone: {} });
});

test("[FM5a] the answer of a question that another one replaced is offered under that one, and said only when it is saved", () => {
  const form = {
    lists: { way: ["met", "phone"] },
    fields: [
      { key: "how", group: "all", type: "code", list: "way", retired: true },
      { key: "manner", group: "all", type: "code", list: "way", was: "how" },
    ],
  } as unknown as Form;
  const before: Answers = { set: { how: "phone" }, gone: {} };
  const shown = offered(form, before);
  assert.deepEqual(shown.set, { how: "phone", manner: "phone" });
  assert.deepEqual(changesFrom(before, shown), { set: { manner: "phone" }, gone: {} });
  const said: Answers = { set: { how: "phone", manner: "met" }, gone: {} };
  assert.deepEqual(offered(form, said), said, "what is answered stays");
  const refused: Answers = { set: { how: "phone" }, gone: { manner: "refused" } };
  assert.deepEqual(offered(form, refused), refused);
  assert.deepEqual(offered(form, { set: { how: "letter" }, gone: {} }).set, { how: "letter" }, "no code of the list");
});
