// What a form had better not ask in free text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formWordParts, formWords } from "../../words/form-words.ts";
import { languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import type { Form, FormField, FormWords } from "./form.ts";
import { library } from "./library.ts";
import { unsafeQuestions } from "./unsafe-questions.ts";

const note = library.newest("note")?.form ?? assert.fail();
const withField = (field: Partial<FormField>): Form => {
  const first = note.fields[0] ?? assert.fail();
  return { ...note, fields: [...note.fields, { key: "new", group: first.group, type: "text", ...field }] };
};
const labelled = (label: string): FormWords => ({
  words: "note",
  of: "",
  language: "en",
  title: "",
  groups: {},
  fields: { new: [label] },
  lists: {},
  flaws: {},
  due: {},
});
const topics = (form: Form, ...labels: readonly string[]) =>
  unsafeQuestions(form, labels.map(labelled)).map(({ topic }) => topic);

test("[FM16] a question in free text for an address, a religion, an offence or HIV is found, by its key and in each language", () => {
  assert.deepEqual(topics(withField({ key: "home-address" })), ["address"]);
  for (const [label, topic] of [
    ["Where is the home address?", "address"],
    ["Адрес проживания", "address"],
    ["Нишонии хона", "address"],
    ["Yashash manzili", "address"],
    ["نشانی خانه", "address"],
    ["Religion", "religion"],
    ["Вероисповедание", "religion"],
    ["Дини шахс", "religion"],
    ["Diniy eʼtiqodi", "religion"],
    ["دین", "religion"],
    ["Offences that the person committed", "offence"],
    ["Судимость", "offence"],
    ["Ҷиноят", "offence"],
    ["Sudlanganmi", "offence"],
    ["جرم", "offence"],
    ["HIV status", "hiv"],
    ["ВИЧ", "hiv"],
    ["ВНМО", "hiv"],
    ["OIV holati", "hiv"],
    ["اچ‌آی‌وی", "hiv"],
  ] as const)
    assert.deepEqual(topics(withField({}), label), [topic], label);
});

test("[FM16] nothing is said of codes, of what is not asked any more, and of words that only look alike", () => {
  assert.deepEqual(topics(withField({ type: "yes-no" }), "HIV"), []);
  assert.deepEqual(topics(withField({ retired: true }), "HIV"), []);
  assert.deepEqual(topics(withField({}), "Один день", "achieved", "The dining room", "Следующий адресат не нужен?"), [
    "address",
  ]);
});

test("[FM16] no form of the library asks for one of them in free text, in any language", async () => {
  for (const tag of languageTags) {
    const words = await readWords(tag, formWordParts);
    for (const { form, id } of library.forms)
      assert.deepEqual(unsafeQuestions(form, [formWords(words, tag, form, id)]), [], `${form.key} ${tag}`);
  }
});
