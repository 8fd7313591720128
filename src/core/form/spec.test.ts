// docs/spec/form.md is read: its example is a sound form with its words, and each table is the one that the program goes by.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { idOfForm } from "../../note/form-id.ts";
import { readJsonFile } from "../json-file.ts";
import { parts } from "../part-table.ts";
import { checkForm, checkWords, unexplainedFields } from "./check-form.ts";
import { functions } from "./expression.ts";
import { type Form, type FormWords, fieldTypes } from "./form.ts";
import { formChange, signingFor } from "./form-change.ts";
import { library } from "./library.ts";
import { mayReadWith } from "./part-readers.ts";
import { caseFacts, roleOf, roles } from "./roles.ts";
import { unsafeQuestions } from "./unsafe-questions.ts";

const page = readFileSync(new URL("../../../docs/spec/form.md", import.meta.url), "utf8");
const block = (name: string, of = page) =>
  new RegExp(`^\`\`\`${name}\\n([^]*?)\\n\`\`\`$`, "m").exec(of)?.[1] ?? assert.fail(name);
const value = (name: string, of = page) => {
  const { value: read, flaws } = readJsonFile(block(name, of), 8);
  assert.deepEqual(flaws, []);
  return read;
};
const holds = (lines: readonly string[]) =>
  assert.ok(page.includes(lines.join("\n")), `docs/spec/form.md should hold:\n${lines.join("\n")}`);

test("[FM4, FM12a] the form of the page is sound, and its words are of it", () => {
  const form = value("form") as unknown as Form;
  assert.deepEqual(checkForm(form, { earlier: [], isForm: (key) => library.newest(key) !== undefined }), []);
  assert.deepEqual(checkWords(value("words"), { id: idOfForm(form), form }), []);
});

test("[FM13] [FM18] the form of its own in the coordinator’s guide is sound, says of each question why, asks nothing unsafe, and needs the council", () => {
  const { form, words } = ownFormOfGuide();
  assert.deepEqual(
    checkForm(form, { earlier: [], isForm: (key) => library.newest(key) !== undefined || key === form.key }),
    [],
  );
  assert.equal(words.of, idOfForm(form));
  assert.deepEqual(checkWords(words, { id: idOfForm(form), form }), []);
  assert.deepEqual([unsafeQuestions(form, [words]), unexplainedFields(form, [], [words])], [[], []]);
  assert.equal(library.newest(form.key), undefined, "no form of the library is called so");
  assert.equal(signingFor(formChange(undefined, form)), "council-and-wait");
});

function ownFormOfGuide() {
  const guide = readFileSync(new URL("../../../docs/guide/coordinator.md", import.meta.url), "utf8");
  return { form: value("form", guide) as unknown as Form, words: value("words", guide) as unknown as FormWords };
}

test("the page has every type of field once", () => {
  const named = [...page.matchAll(/^\| `([a-z-]+)` \| [^|]+ \|$/gm)].map(([, type]) => type);
  for (const type of fieldTypes) assert.equal(named.filter((one) => one === type).length, 1, type);
});

test("the tables of roles, of facts and of functions are those of the program", () => {
  holds(
    Object.keys(roles).map((name) => {
      const role = roleOf(name) ?? assert.fail(name);
      const codes =
        role.codes === undefined
          ? ""
          : name === "official"
            ? "none, and the bodies of the record"
            : role.codes.length > 6
              ? `the ${role.codes.length} kinds of services`
              : role.codes.join(", ");
      return `| \`${name}\` | ${role.type} | ${(role.parts ?? []).join(", ")} | ${codes} | ${role.merge ?? ""} |`;
    }),
  );
  holds(Object.entries(caseFacts).map(([name, fact]) => `| \`${name}\` | ${fact.type} | ${fact.part} |`));
  holds([
    Object.entries(functions)
      .map(([name, [fewest, most]]) => `\`${name}\` ${fewest === most ? fewest : `${fewest} to ${most}`}`)
      .join(", "),
  ]);
});

test("[FM11] the table of what an expression may read is the one that forms are checked by", () => {
  holds(parts.map((own) => `| ${own} | ${parts.filter((other) => mayReadWith(own, other)).join(", ")} |`));
});
