// What forms are as data: shapes, readers of answers, the book of versions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownForm } from "../../../test/support/forms.ts";
import { idOfForm } from "../../note/form-id.ts";
import { decodeJson } from "../json.ts";
import { plainLine } from "../plain-line.ts";
import type { Form, FormField } from "./form.ts";
import {
  answerSchema,
  answerValue,
  codesOf,
  fieldOf,
  formBook,
  formText,
  goneWord,
  isMissingWord,
  partOfField,
  partsOf,
} from "./form.ts";
import { isForm } from "./form-shape.ts";

const visit: Form = {
  ...ownForm,
  key: "visit",
  due: [],
  lists: { way: ["met", { code: "phone", retired: true }] },
  groups: [
    { key: "contact", part: "support" },
    { key: "own", part: "notes" },
  ],
  fields: [
    { key: "on", group: "contact", type: "day" },
    { key: "way", group: "contact", type: "code", list: "way" },
    { key: "words", group: "own", type: "text", max: 5 },
    { key: "hello", group: "own", type: "note" },
  ],
};

const field = (key: string): FormField => fieldOf(visit, key) ?? assert.fail(key);

test("a form is read in exactly its shape: nothing more, nothing less, nothing of another type (SG4)", () => {
  assert.ok(isForm(visit));
  assert.ok(!isForm({ ...visit, readers: ["justice"] }), "a form names no reader (FM8)");
  assert.ok(!isForm({ ...visit, writers: [] }));
  assert.ok(!isForm({ ...visit, writers: ["provider", "provider"] }));
  assert.ok(!isForm({ ...visit, groups: [{ key: "contact", part: "everything" }] }));
  assert.ok(!isForm({ ...visit, fields: [{ key: "__proto__", group: "contact", type: "day" }] }));
  assert.ok(!isForm({ ...visit, strict: null }));
  for (const name of Object.keys(visit)) {
    const { [name as "key"]: _left, ...rest } = visit;
    assert.ok(!isForm(rest), `without ${name}`);
  }
});

test("[FM5] a retired code is still read as an answer", () => {
  const schema = answerSchema(visit, field("way"));
  assert.ok(schema("met") && schema("phone"));
  assert.ok(!schema("letter") && !schema(["met"]));
});

test("an answer is of its field's type and not longer than the field says; nobody answers a note", () => {
  assert.ok(answerSchema(visit, field("on"))("2031-02-03"));
  assert.ok(!answerSchema(visit, field("on"))("2031-02"));
  assert.ok(answerSchema(visit, field("words"))("five5"));
  assert.ok(!answerSchema(visit, field("words"))("sixsix"));
  assert.ok(!answerSchema(visit, field("hello"))("hello"));
});

test("every type of field has answers of its own shape, each in one spelling", () => {
  const good: readonly (readonly [FormField["type"], unknown, unknown])[] = [
    ["line", "a line", "two\nlines"],
    ["text", "two\nlines", " around "],
    ["yes-no", false, "no"],
    ["whole", 3, -1],
    ["amount", "120.50 TJS", "120.5 TJS"],
    ["amount", "7 USD", "07 USD"],
    ["day", "2031-02-28", "2031-02-29"],
    ["date", "2003-08", "2003-13"],
    ["time", "23:59", "24:00"],
    ["country", "TJ", "tj"],
    ["countries", ["TJ", "UZ"], ["TJ", "TJ"]],
    ["language", "tg", "Tajik"],
    ["languages", ["tg", "uz-Latn"], []],
    ["place", "TJ-KT-05", "Khatlon"],
    ["places", ["TJ"], "TJ"],
    ["organisation", "0b8c2f3e-5d4a-4c1b-9e7f-1a2b3c4d5e6f", "us"],
    ["sheet", "goal/one", "goal"],
  ];
  for (const [type, right, wrong] of good) {
    const schema = answerSchema(visit, { key: "x", group: "contact", type });
    assert.ok(schema(right), `${type} ${JSON.stringify(right)}`);
    assert.ok(!schema(wrong), `${type} ${JSON.stringify(wrong)}`);
    assert.ok(answerValue(right), `${type} is an answer at all`);
  }
});

test("R17: four words of missing stay as answers, two clear one, and there is no seventh", () => {
  const stays = ["unknown", "refused", "not-asked", "unsafe-to-ask"];
  assert.ok(stays.every((word) => goneWord(word) && isMissingWord(word)));
  assert.ok(["not-relevant", "mistake"].every((word) => goneWord(word) && !isMissingWord(word)));
  assert.ok(!goneWord("none") && !goneWord("constructor"));
});

test("a field lies in the part of its group", () => {
  assert.equal(partOfField(visit, "on"), "support");
  assert.equal(partOfField(visit, "words"), "notes");
  assert.equal(partOfField(visit, "toString"), undefined);
  assert.deepEqual(partsOf(visit), ["support", "notes"]);
  assert.deepEqual(codesOf(visit, "constructor"), []);
});

test("the id of a version is the SHA-256 of its canonical JSON, so that every change gives another one", () => {
  assert.match(idOfForm(visit), /^[0-9a-f]{64}$/);
  const again = decodeJson(formText(visit));
  assert.ok(isForm(again));
  assert.equal(idOfForm(again), idOfForm(visit));
  assert.notEqual(idOfForm({ ...visit, seal: "now" }), idOfForm(visit));
});

test("a book gives every version by its id and the highest number of a key as the newest, whatever their order", () => {
  const first = { id: idOfForm(visit), form: visit };
  const form: Form = { ...visit, version: 2, was: first.id };
  const second = { id: idOfForm(form), form };
  for (const order of [
    [first, second],
    [second, first],
  ]) {
    const book = formBook(order);
    assert.equal(book.version(first.id), visit);
    assert.equal(book.newest("visit")?.id, second.id);
    assert.equal(book.forms.length, 1);
    assert.equal(book.newest("other"), undefined);
  }
});

test("[FM12] words of a form hold no link, no address, no five digits, nothing hidden or turned", () => {
  const line = plainLine(160);
  for (const good of [
    "Where the person lives",
    "12–17 years",
    "Тоҷикӣ",
    "شخص می‌خواهد",
    "Day of 2 meetings, 24 hours apart",
    "Ages, e.g. 12–17",
    "и т.д.",
    "Asked again. Or never",
  ])
    assert.ok(line(good), good);
  for (const bad of [
    "see https://example.org",
    "write to a@example.org",
    "WWW.example",
    "call 12345",
    "call +99 23 72 21",
    "call ۱۲۳۴۵",
    "call １２３４５",
    "call 1-2-3-4-5",
    "ｗｗｗ.example",
    "t.me/helper",
    "refuge.example.tj",
    "refuge\u2024example\u2024tj",
    "refuge．example",
    "refuge。example",
    "помощь.рф",
    "t.\u200dme",
    "8.8.8.8",
    "call 99 and 29 and 00 and 01 11",
    "ages 12–17 and 18–24",
    "call ①②③④⑤",
    "a\u202eb",
    "a\u200bb",
    "two\nlines",
    " around",
    "",
  ])
    assert.ok(!line(bad), JSON.stringify(bad));
});
