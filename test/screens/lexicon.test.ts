// What must have words, derived from what the program knows: each code of these lists has a word, and no word is for a code that is gone. The record's registers,
// fields and codes are in record-text.test.ts, facts and schemes in src/reports/texts.test.ts, alarms in src/member/spec.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ageClasses } from "../../src/core/age-class.ts";
import { entryRefusals } from "../../src/core/case/entry-refusal.ts";
import { bases } from "../../src/core/consent-basis.ts";
import { answerCodes, interpreters, manners, purposes } from "../../src/core/entry-kind.ts";
import { codesOf } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { lessons } from "../../src/core/lessons.ts";
import { parts } from "../../src/core/part-table.ts";
import { ages, genders, statuses } from "../../src/core/person-codes.ts";
import { answerVerbs, fieldOfAnswer, policyTable } from "../../src/core/policy-table.ts";
import { problemCodes } from "../../src/core/problem.ts";
import { eligibilityTerms, serviceTypes } from "../../src/core/service.ts";
import { textsOf } from "../support/words/files.ts";

const first = library.newest("first-line")?.form ?? assert.fail();
/** The signs of the first form. */
const signs = Object.keys(first.lists).flatMap((list) =>
  list.startsWith("sign-") ? codesOf(first, list).map(({ code }) => code) : [],
);

const keys = Object.keys(textsOf("en"));

/** Under this key stand words for these codes; for others too only where that is said. */
const lists: readonly (readonly [under: string, codes: readonly string[], others?: readonly string[]])[] = [
  // Beside what a host answers, what a device finds in an answer.
  ["problem", problemCodes.host, ["host-lies"]],
  ["refusal", entryRefusals],
  // An entry of a newer program has a kind that this one does not know.
  ["kind", Object.keys(policyTable), ["newer"]],
  ["basis", bases],
  ["manner", manners],
  ["interpreter", interpreters],
  ...Object.entries(answerCodes),
  ["purpose", purposes],
  ["part", parts],
  ["part-about", parts],
  ["status", statuses],
  ["gender", genders],
  ["age", ages],
  ["age-class", ageClasses],
  ["sex", codesOf(first, "sex").map(({ code }) => code)],
  ["sign", signs],
  ["need", serviceTypes],
  ["for", eligibilityTerms],
];

for (const [under, codes, others = []] of lists)
  test(`${under}: every code has a word, and every word is a code's`, () => {
    const said = keys.filter((key) => key.startsWith(`${under}.`)).map((key) => key.slice(under.length + 1));
    assert.deepEqual(said.sort(), [...codes, ...others].sort());
  });

test("every answer to a referral has its words, and the question of its code where it says one", () => {
  for (const verb of answerVerbs) {
    const field = fieldOfAnswer(verb);
    const asked = field === null ? [] : [`${verb}.${field}`, `${verb}.gap`];
    for (const key of [`act.${verb}`, `${verb}.title`, `${verb}.done`, ...asked]) assert.ok(keys.includes(key), key);
  }
});

test("every reason why a correction changes nothing has a sentence, and every lesson a title", () => {
  for (const code of problemCodes.correction) assert.ok(keys.includes(`correction.${code}`), code);
  for (const lesson of lessons) assert.ok(keys.includes(`lesson.${lesson}.title`), lesson);
});
