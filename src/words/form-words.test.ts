// The words of the library of forms: whole in every language, and nothing in them that could lead somebody away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compiledOf } from "../../test/support/words/files.ts";
import { checkWords, unexplainedFields } from "../core/form/check-form.ts";
import { libraryVersions } from "../core/form/library.ts";
import { formWordParts, formWords } from "./form-words.ts";
import { languageTags } from "./languages.ts";
import { readWords } from "./read-words.ts";

for (const tag of languageTags)
  test(`${tag}: every group, field, code, flaw, due rule and reason of every form of the library has its word, and every word is a plain line`, async () => {
    const words = await readWords(tag, formWordParts);
    for (const version of libraryVersions) {
      const made = formWords(words, tag, version.form, version.id);
      assert.deepEqual(checkWords(made, version), [], version.form.key);
      // What has no word is seen as its key; in English some codes of HTCDS are their own word.
      for (const [list, codes] of Object.entries(made.lists))
        for (const [code, text] of Object.entries(codes))
          assert.ok(text !== code || (tag === "en" && /^[A-Z]/.test(code)), `${version.form.key}.${list}.${code}`);
      for (const part of ["groups", "fields"] as const)
        for (const [key, [label]] of Object.entries(made[part]))
          assert.notEqual(label, key, `${version.form.key}.${key}`);
      for (const part of ["flaws", "due"] as const)
        for (const [key, text] of Object.entries(made[part])) assert.notEqual(text, key, `${version.form.key}.${key}`);
      assert.notEqual(made.title, version.form.key);
      assert.deepEqual(unexplainedFields(version.form, [], [made]), [], `[FM18] ${version.form.key}`);
    }
  });

test("a code of a country's own form has no word of ours, which may mean something else there", async () => {
  const words = await readWords("ru", formWordParts);
  const own = { key: "own-exam", lists: { exam: ["done", "none"] }, groups: [], fields: [], due: [] };
  assert.deepEqual(formWords(words, "ru", own, "of").lists, { exam: { done: "done", none: "none" } });
});

test("no word of a form is written for nothing: each is of a form, or of several", () => {
  const known = new Set(
    libraryVersions.flatMap(({ form }) => {
      const rest = [
        "title",
        ...form.groups.flatMap((one) => [`group.${one.key}`, `lead.${one.key}`, `why-group.${one.key}`]),
        ...form.fields.flatMap((one) => [`field.${one.key}`, `hint.${one.key}`, `flaw.${one.key}`, `why.${one.key}`]),
        ...form.due.map((one) => `due.${one.id}`),
        ...Object.entries(form.lists).flatMap(([list, codes]) =>
          codes.map((one) => `list.${list}.${typeof one === "string" ? one : one.code}`),
        ),
      ];
      const codes = Object.values(form.lists).flat();
      return [
        ...rest.flatMap((one) => [`form.${form.key}.${one}`, `form.any.${one}`]),
        ...codes.map((one) => `form.any.code.${typeof one === "string" ? one : one.code}`),
      ];
    }),
  );
  const left = [...compiledOf("en")]
    .filter(([key, { part }]) => (part === "forms" || key.startsWith("form.")) && !known.has(key))
    .map(([key]) => key);
  assert.deepEqual(left, []);
});
