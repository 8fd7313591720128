// Cases that a program of before sealed: every version that their sheets name is here, and what they say is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country } from "../../../test/support/country.ts";
import { foldCase } from "../case/fold.ts";
import { foldSheets } from "../case/fold-sheets.ts";
import { type AnswerValue, codesOf, type Form, type FormField, partOfField } from "./form.ts";
import { library, libraryVersions } from "./library.ts";

/** The library as it was when a shelter could run its day alone. Its demonstration, and whoever tried it, has cases under these versions. */
const before = {
  "first-line": "6a0b3fc2b50a2b64b49fa5aa6d6129bcd08ec64d0b478ccc0f6e6304ce0ce1fb",
  danger: "fea7da16df5644048b1f9b1994410bda345e2db2d6591459d221015117e9593a",
  person: "dd2e21fe531bf13595dd3218afc4125cb8ac071afa4977460eee0567aacc2b42",
  reach: "792ed4bfea379f308c907d3ac907b333d710f45f6ef4553f06d8e58272ccff1b",
  story: "423c762f5307a04105544e11bdf060d22d0d85095b1f67ca1e344e9fc5b014fd",
  risk: "48c60c77bfee3623069b7f03d6916211560d238762390b66df51d0b18e17f2c7",
  "safety-plan": "8121344da1b06093e11f79e8c4be48228d0f9d1bb2edea43268343f19d1d617b",
  needs: "3166c4bda1836249b26613b03b2434fed10d2b06cc52f01bef6fa4547be2d4ca",
  goal: "33c2630e7f47577df935c7471b695b9f273d74968e7225930edb9f281fe2a184",
  service: "958ba764d9abe5485a7e913db210aadf3f4cafa9f5536e9aa8c7ff09fbc5c80c",
  stay: "e00c093ec4bcf148ba4903dff1fa3d6180bb772b08dca3d30bfe719b2f0508ec",
  appointment: "22cef6d1213cd54db2599e38eca22320a616951a1d9c7032740544d8ac3756f7",
  task: "ff09753a4182e62af893f51bf24c0088a732156188dc8e3c57425ca4da058406",
  note: "23f0e65a20bf5809f59253c6a1da49a864f9976e109e1a89f3c254414f713825",
  assign: "ffbb8975492a70a4bef04bb2f92a194f0ce7b3e682b6a2ab67b896cd52541c4e",
  health: "9727b964364282a2ff3c1e5fd6b310fc4df5ec4c45b2a2a424d65b58c025f50e",
  close: "6211bb41dae8f85249a3479c57462862a72e06e90da73a18ac68da645a31bb25",
  "follow-up": "444f7b10ddc9005fa4b9a6975ebe8b195e7b50c7633ce9fe4f0e5a6175b1300a",
  "own-word": "d5cd049f0076d0d2ee60a485f62dca9926f27008983d76999d9eeaedce318361",
} as const;

test("[FM5] [FM6a] what was answered under a version of before counts, and is read in the sheet, of every form", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  build.add("shelter", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  const said = Object.entries(before).map(([key, id], place) => {
    const { form } =
      libraryVersions.find((version) => version.id === id) ?? assert.fail(`${key} of before is not here`);
    assert.equal(form.key, key);
    const answers = form.fields.flatMap((field): readonly (readonly [FormField, AnswerValue])[] => {
      const value = field.calculation === undefined ? sample(form, field) : null;
      return value === null ? [] : [[field, value]];
    });
    const part = partOfField(form, answers[0]?.[0].key ?? "") ?? assert.fail(key);
    const set = Object.fromEntries(
      answers.filter(([field]) => partOfField(form, field.key) === part).map(([field, value]) => [field.key, value]),
    );
    const sheet = form.many ? String(place).padStart(32, "0") : "one";
    const body = { form: key, version: id, sheet, part, set, gone: {}, over: [] };
    return { key, sheet, set, entry: build.add("shelter", "answers", body, { to: ["shelter"] }) };
  });
  const log = { directory: country.directory, now: country.size, forms: library };
  const state = foldCase(build.id, build.entries, log);
  const sheets = foldSheets(state, library, new Set());
  for (const { key, sheet, set, entry } of said) {
    assert.equal(build.verdict(entry, state), "effective", key);
    const read = sheets.find((each) => each.form === key && each.sheet === sheet) ?? assert.fail(key);
    const values = [...read.answers.values()].map((answer) => [answer.key, answer.value]);
    assert.deepEqual(Object.fromEntries(values), set, key);
  }
});

/** An answer, also to a question or with a code that was retired since; null for a kind that says nothing of versions. */
function sample(form: Form, { type, list = "" }: FormField): AnswerValue | null {
  const codes = codesOf(form, list).map(({ code }) => code);
  if (type === "code") return codes.at(-1) ?? null;
  if (type === "codes") return codes;
  if (type === "yes-no") return true;
  return type === "day" ? "2026-01-14" : null;
}
