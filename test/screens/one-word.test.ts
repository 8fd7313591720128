// One word for one code, in every language: what a form calls it, tables, pages and reports call it too. A second form has a key that says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { registerNames, registerOf } from "../../src/core/registers/register-table.ts";
import { languageTags } from "../../src/words/languages.ts";
import { messagesOf, partsOf, textsOf } from "../support/words/files.ts";

const texts = Object.fromEntries(languageTags.map((tag) => [tag, textsOf(tag)]));
const english = texts["en"] ?? {};

/** Every code of the record, with the fields that it may stand in. */
const fieldsOfCode = new Map<string, readonly string[]>();
for (const register of registerNames)
  for (const [field, { shape }] of Object.entries(registerOf(register).fields))
    for (const code of shape.type === "code" || shape.type === "codes" ? shape.codes : [])
      fieldsOfCode.set(code, [...(fieldsOfCode.get(code) ?? []), field]);

/** Keys of the record's pages and reports that end like a code and name something else: what they are stands behind. */
const others: readonly (readonly [key: RegExp, is: string])[] = [
  [/^report\.sections\.other$/, "the heading of the part about other rules"],
  [/^report\.sections\.tier$/, "the heading of the part about what follows from rules"],
  [/^report\.letter\.(kinds|opening)\./, "a letter's title and first sentence"],
  [/^report\.summary\.(other-countries|roles|places)\./, "a part of the sentence about routes"],
  [/^report\.tier\.(questions|denials|steps|ground-names)\./, "what a scheme of rules asks, answered in a sentence"],
  [/^shown\.measure\.progress$/, "how far a measure is, and no criterion"],
  [/^report\.counted\.in-force$/, "a part of the sentence about how a figure is counted"],
  [/^report\.(plans|finding|proceedings\.official-nouns|number|definition)\./, "a sentence, not a word"],
];

test("no page of the record and no report has a word of its own for a code, a field or a register", () => {
  const known = new Set([...fieldsOfCode.keys()]);
  const found = partsOf("en")
    .filter((part) => /^(report|shown|record-page)/.test(part))
    .flatMap((part) => Object.keys(messagesOf("en", part)))
    .filter((key) => !key.startsWith("in-sentence.") && known.has(key.split(".").at(-1) ?? ""))
    // A sentence has values, or ends.
    .filter((key) => /^\p{L}[^.:;{]*$/u.test(english[key] ?? "") && !others.some(([other]) => other.test(key)))
    .filter((key) => languageTags.some((tag) => !isWordOf(tag, key)));
  assert.deepEqual(found, []);
});

test("a second form belongs to a code or a field that has a word, and differs from it in some language", () => {
  const forms = Object.keys(english).filter((key) => key.startsWith("in-sentence."));
  assert.ok(forms.length > 10);
  for (const key of forms) {
    const [, register = "", field = "", ...rest] = key.split(".");
    const code = rest.join(".");
    const words =
      register === "field"
        ? [`field.${field}`]
        : [`code.${field}.${code}`, `code.${code}`, `register.${code}`].filter((word) => word in english);
    const word = words[0] ?? "";
    assert.ok(word in english, key);
    if (register !== "field") {
      const { shape } = registerOf(register as (typeof registerNames)[number]).fields[field] ?? {};
      assert.ok(
        (shape?.type === "code" || shape?.type === "codes") && shape.codes.includes(code),
        `${key}: no such code`,
      );
    }
    assert.ok(
      languageTags.some((tag) => texts[tag]?.[key] !== small(texts[tag]?.[word] ?? "")),
      `${key} is the word itself`,
    );
  }
});

test("what an organisation gives is called alike in the directory, in the record and in reports", () => {
  const services = Object.keys(english).flatMap((key) => /^org\.(.+)$/.exec(key)?.[1] ?? []);
  const shared = services.filter((service) => `code.${service}` in english);
  assert.ok(shared.length > 5);
  for (const tag of languageTags)
    for (const service of shared)
      assert.equal(texts[tag]?.[`org.${service}`], texts[tag]?.[`code.${service}`], `${tag} ${service}`);
});

/** Whether a key says in this language what one of its code's words says, but for the first letter. */
function isWordOf(tag: string, key: string): boolean {
  const code = key.split(".").at(-1) ?? "";
  const words = [
    `code.${code}`,
    `register.${code}`,
    ...(fieldsOfCode.get(code) ?? []).map((field) => `code.${field}.${code}`),
  ];
  return words.some((word) => small(texts[tag]?.[word] ?? "") === small(texts[tag]?.[key] ?? ""));
}

function small(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
