// What must have words: every register, field and code of the country's record, in every language, and nothing that no register names.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldShape } from "../../src/core/registers/field.ts";
import { findingTopics, registerNames, registerOf } from "../../src/core/registers/register-table.ts";
import { wordOfCode } from "../../src/words/code-words.ts";
import { languageTags } from "../../src/words/languages.ts";
import { readWords } from "../../src/words/read-words.ts";
import { textsOf } from "../support/words/files.ts";

const fields = registerNames.flatMap((register) =>
  Object.entries(registerOf(register).fields).map(([field, { shape }]) => [register, field, codesOf(shape)] as const),
);

const keys = Object.keys(textsOf("en"));
const keysOf = (kind: string, parts: number) =>
  keys.filter((key) => key.startsWith(`${kind}.`) && key.split(".").length === parts).sort();

test("every register, field and code of the record has a word, and no other has one", () => {
  const codes = fields.flatMap(([, , list]) => list);
  assert.deepEqual(keysOf("register", 2), [...registerNames].map((name) => `register.${name}`).sort());
  assert.deepEqual(keysOf("register", 3), [...registerNames].map((name) => `register.${name}.about`).sort());
  assert.deepEqual(keysOf("field", 2), [...new Set(fields.map(([, field]) => `field.${field}`))].sort());
  // A code that is a register has its word, where it has none of its own.
  const ofRegisters = codes.filter((code) => registerNames.some((name) => name === code));
  assert.deepEqual(
    [...new Set([...keysOf("code", 2), ...ofRegisters.map((code) => `code.${code}`)])].sort(),
    [...new Set(codes.map((code) => `code.${code}`))].sort(),
  );
});

test("a word of its own, or a hint, is for a field of a register or a code of a field that there is", () => {
  const ofFields = new Set(fields.map(([register, field]) => `${register}.${field}`));
  const ofCodes = new Set(fields.flatMap(([, field, list]) => list.map((code) => `${field}.${code}`)));
  const known = new Set(fields.map(([, field]) => field));
  for (const key of keysOf("field", 3)) assert.ok(ofFields.has(key.slice("field.".length)), key);
  for (const key of keysOf("code", 3)) assert.ok(ofCodes.has(key.slice("code.".length)), key);
  for (const key of keysOf("hint", 3)) assert.ok(ofFields.has(key.slice("hint.".length)), key);
  for (const key of keysOf("hint", 2)) assert.ok(known.has(key.slice("hint.".length)), key);
});

for (const language of languageTags) {
  test(`${language}: no two codes of one field have the same word`, async () => {
    const words = await readWords(language, ["codes"]);
    // The answers of a finding are those of its topic.
    const lists = fields.flatMap(([, field, list]) =>
      field === "answer" && list.length > 4
        ? Object.values(findingTopics).map((answers) => [field, answers] as const)
        : [[field, list] as const],
    );
    for (const [field, list] of lists) {
      const said = list.map((code) => wordOfCode(words, field, code));
      assert.equal(new Set(said).size, said.length, `${field}: ${said.join(" | ")}`);
    }
  });
}

function codesOf(shape: FieldShape): readonly string[] {
  return shape.type === "code" || shape.type === "codes" ? shape.codes : [];
}
