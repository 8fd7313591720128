// The words of the country's record: in every language a word for every register, field and code, and the sentences of English.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldShape } from "../../src/core/registers/field.ts";
import { findingTopics, registerNames, registerOf } from "../../src/core/registers/register-table.ts";
import { recordTextOf } from "../../src/web/record/text/record-text.ts";
import type { PluralText } from "../../src/web/text/fill.ts";
import { languages, languageTags } from "../../src/words/languages.ts";

const english = await recordTextOf("en");
const fields = registerNames.flatMap((register) => Object.entries(registerOf(register).fields));
const codes = fields.flatMap(([, { shape }]): readonly string[] => codesOf(shape));

for (const language of languageTags) {
  const text = await recordTextOf(language);
  const says: Readonly<Record<string, string | PluralText>> = text.says;

  test(`${language}: names every register, field and code, and no others`, () => {
    assert.deepEqual(Object.keys(text.registers).sort(), [...registerNames].sort());
    assert.deepEqual(Object.keys(text.fields).sort(), [...new Set(fields.map(([name]) => name))].sort());
    assert.deepEqual(Object.keys(text.codes).sort(), [...new Set(codes)].sort());
    const words = [
      ...Object.values(text.registers).flat(),
      ...Object.values(text.fields),
      ...Object.values(text.codes),
    ];
    for (const word of words) assert.notEqual(word.trim(), "");
  });

  test(`${language}: no two codes of one field have the same word`, () => {
    const known: Readonly<Record<string, string>> = { ...text.codes };
    const special: Readonly<Record<string, string>> = text.special;
    // The answers of a finding are those of its topic.
    const lists = fields.flatMap(([field, { shape }]) =>
      field === "answer" && codesOf(shape).length > 4
        ? Object.values(findingTopics).map((answers) => [field, answers] as const)
        : [[field, codesOf(shape)] as const],
    );
    for (const [field, list] of lists) {
      const words = list.map((code) => special[`${field}.${code}`] ?? known[code]);
      assert.equal(new Set(words).size, words.length, `${field}: ${words.join(" | ")}`);
    }
  });

  test(`${language}: has the sentences of English with its placeholders, in every form that the language uses`, () => {
    assert.deepEqual(Object.keys(says).sort(), Object.keys(english.says).sort());
    assert.deepEqual(Object.keys(text.special).sort(), Object.keys(english.special).sort());
    assert.deepEqual(Object.keys(text.hints).sort(), Object.keys(english.hints).sort());
    const used = new Set([0, 1, 2, 3, 5, 11, 21, 22, 25, 100, 101, 1000].map((n) => languages[language].plural(n)));
    for (const [key, message] of Object.entries(says)) {
      const source = english.says[key as keyof typeof english.says];
      const wanted = new Set(formsOf(source).flatMap(placeholdersOf));
      for (const form of formsOf(message)) {
        assert.notEqual(form.trim(), "", key);
        for (const name of placeholdersOf(form)) assert.ok(wanted.has(name), `${key} ${name}`);
        for (const name of wanted) assert.ok(name === "{n}" || form.includes(name), `${key} lacks ${name}`);
      }
      if (typeof message !== "string")
        for (const category of used) assert.notEqual(message[category as "other"], undefined, key);
      assert.equal(typeof message, typeof source, key);
    }
  });
}

function codesOf(shape: FieldShape): readonly string[] {
  return shape.type === "code" || shape.type === "codes" ? shape.codes : [];
}

function formsOf(message: string | PluralText): readonly string[] {
  return typeof message === "string" ? [message] : Object.values<string>({ ...message });
}

function placeholdersOf(form: string): readonly string[] {
  return form.match(/\{[a-z]+\}/g) ?? [];
}
