// Each field and code of the library that names a value of another standard names one that exists there. The values are copied from HTCDS 2.0 and the CTDC codebook, with how
// they were read, into test/vectors/counting-codes.json; nothing of it is shipped, since no program writes such a file yet.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { codesOf, type Form } from "./form.ts";
import { libraryVersions } from "./library.ts";

interface Copied {
  readonly htcds: { readonly mark: string; readonly fields: { readonly [field: string]: readonly string[] | null } };
  readonly ctdc: {
    readonly mark: string;
    readonly columns: readonly string[];
    readonly means: { readonly [column: string]: readonly string[] };
  };
}

const vectors = new URL("../../../test/vectors/counting-codes.json", import.meta.url);
const { htcds, ctdc } = JSON.parse(readFileSync(vectors, "utf8")) as Copied;

/** Codes of fields with a list in HTCDS for which it has no value: shown by themselves, never as one that is near. */
const withoutValue: readonly string[] = [
  // Nobody has said anything yet.
  "first-line/decision/unclear",
  // Who lives with the person has no value of its own there.
  "exploitation/relation/partner",
];
/** Fields of codes for which HTCDS has free text, a lookup or a checkbox, and no list. */
const freeThere: readonly string[] = ["close/why", "person/citizenship", "journey/country"];

const fieldsWithMark = libraryVersions.flatMap(({ form }) =>
  form.fields.flatMap((field) => (field.htcds === undefined ? [] : [{ form, field, htcds: field.htcds }])),
);
const optionsOf = (form: Form, list: string | undefined) => (list === undefined ? [] : codesOf(form, list));

test("the codes were copied as they were read in the standard and in the codebook", () => {
  assert.deepEqual([htcds.mark, ctdc.mark], ["V", "V"]);
  assert.equal(Object.keys(htcds.fields).length, 84);
  assert.equal(ctdc.columns.length, 27);
});

test("each field of the library that names a field of HTCDS names one of its 84", () => {
  assert.ok(fieldsWithMark.length > 30);
  for (const { form, field, htcds: name } of fieldsWithMark)
    assert.ok(Object.hasOwn(htcds.fields, name), `${form.key}/${field.key}: ${name}`);
});

test("each option of a field with a list in HTCDS names a value of that list, is called as one, or is known to have none", () => {
  const missing: string[] = [];
  for (const { form, field, htcds: name } of fieldsWithMark) {
    const values = htcds.fields[name] ?? null;
    const place = `${form.key}/${field.key}`;
    if (values === null) continue;
    for (const { code, htcds: mark } of optionsOf(form, field.list)) {
      if (mark === undefined && !values.includes(code)) missing.push(`${place}/${code}`);
      else assert.ok(values.includes(mark ?? code), `${place}/${code}: ${mark} is none of ${name}`);
    }
  }
  assert.deepEqual([...new Set(missing)], withoutValue);
});

test("a code of a field without a list in HTCDS names at most a field of it", () => {
  const odd = fieldsWithMark.flatMap(({ form, field, htcds: name }) =>
    (htcds.fields[name] ?? null) === null
      ? optionsOf(form, field.list).flatMap(({ code, htcds: mark }) =>
          mark === undefined || Object.hasOwn(htcds.fields, mark) ? [] : [`${form.key}/${field.key}/${code}`],
        )
      : [],
  );
  assert.deepEqual(odd, []);
  for (const { form, field, htcds: name } of fieldsWithMark)
    if ((htcds.fields[name] ?? null) === null && field.list !== undefined)
      assert.ok(freeThere.includes(`${form.key}/${field.key}`), `${form.key}/${field.key}`);
});

test("each column of CTDC that a code names is one, and means are counted where the codebook merges them", () => {
  for (const { form } of libraryVersions)
    for (const list of Object.keys(form.lists))
      for (const { code, ctdc: column, htcds: mark } of codesOf(form, list)) {
        if (column === undefined) continue;
        assert.ok(ctdc.columns.includes(column), `${form.key}/${list}/${code}: ${column}`);
        // Two means that HTCDS defines and does not list have no value there, and a column here.
        const merged = ctdc.means[column];
        if (merged !== undefined && mark !== undefined && mark !== "Other")
          assert.ok(merged.includes(mark), `${code}: ${mark} does not count in ${column}`);
      }
});
