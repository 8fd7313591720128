// What a hostile form costs (FM2): the slowest of expressions at their limits, and a form of as many fields and bytes as are allowed: checked, opened for the first time and checked with an
// answer in each field, beside the largest form that ships. Milliseconds of this machine's processor, medians. Run it with:
//   node bin/panoh.js --run bench/forms.ts
import { checkForm } from "../src/core/form/check-form.ts";
import { checkSheet } from "../src/core/form/check-sheet.ts";
import { evaluate } from "../src/core/form/evaluate.ts";
import { expressionBounds, parseExpression } from "../src/core/form/expression.ts";
import { type Form, formBounds, formText } from "../src/core/form/form.ts";
import { library } from "../src/core/form/library.ts";
import { riskForm } from "../test/support/forms.ts";

const rounds = 31;
const around = { earlier: [], isForm: () => true };

console.log("an expression, parsed and evaluated (ms)");
for (const [name, text] of Object.entries(expressionsAtLimits())) {
  const parsed = parseExpression(text);
  const ms = median(() => {
    const read = parseExpression(text);
    if ("tree" in read)
      evaluate(read.tree, { value: () => "2031-01-01", own: "x", today: "2031-01-01", marked: () => 1 });
  });
  console.log(`${name.padEnd(44)} ${"tree" in parsed ? "read   " : "refused"} ${ms.toFixed(3).padStart(8)}`);
}

const shipped = library.forms.map(({ form }) => form).sort((a, b) => sizeOf(b) - sizeOf(a))[0] as Form;
const costs = [shipped, formAtLimits()].map((form) => {
  const flaws = checkForm(form, around);
  if (form !== shipped && flaws.length > 0)
    throw new Error(`the form is not sound: ${flaws[0]?.path} ${flaws[0]?.reason}`);
  const answers = { set: Object.fromEntries(form.fields.map(({ key }, i) => [key, i])), gone: {} };
  const fresh = () => JSON.parse(formText(form)) as Form;
  return {
    form,
    checked: median(() => checkForm(form, around)),
    // A form that was opened before keeps its trees, so each round opens a copy.
    opened: median((copy) => checkSheet(copy, answers, "2031-01-01", {}), fresh),
    again: median(() => checkSheet(form, answers, "2031-01-01", {})),
  };
});
console.log("\na form (ms)                         bytes  fields    checked     opened  each answer");
for (const { form, checked, opened, again } of costs)
  console.log(
    `${(form === shipped ? `the largest that ships: ${form.key}` : "as many fields and bytes").padEnd(32)}`,
    ...[sizeOf(form), form.fields.length].map((n) => String(n).padStart(8)),
    ...[checked, opened, again].map((ms) => ms.toFixed(2).padStart(10)),
  );
const [small, large] = costs;
console.log(
  `\nopened at its limits to opened as it ships: ${((large?.opened ?? 0) / (small?.opened ?? 1)).toFixed(1)}`,
);

function expressionsAtLimits(): Readonly<Record<string, string>> {
  const { characters, nodes, depth } = expressionBounds;
  const answer = `\${way}`;
  const sum = (terms: number) => Array.from({ length: terms }, () => answer).join(" + ");
  return {
    "as many nodes as are allowed": sum(nodes / 2),
    "as deep as is allowed": `${"not(".repeat(depth - 1)}true()${")".repeat(depth - 1)}`,
    "parentheses to the last character": "(".repeat(characters),
    "one text as long as is allowed": `'${"x".repeat(characters - 2)}'`,
    "texts joined with themselves": `concat(${Array.from({ length: 20 }, () => `concat(${answer}, ${answer}, ${answer})`).join(", ")})`,
    "as many comparisons of days": Array.from({ length: 28 }, () => `date(${answer}) < today() + 30`).join(" and "),
    "numbers without an end": "9".repeat(characters),
  };
}

/** As many fields as there may be, each with conditions over the ones before, until the bytes are used up. */
function formAtLimits(): Form {
  let form = build(0);
  for (let terms = 1; ; terms++) {
    const longer = build(terms);
    if (sizeOf(longer) > formBounds.structureBytes) return form;
    form = longer;
  }
}

function build(terms: number): Form {
  const { fields: most } = formBounds;
  const before = (i: number) => Array.from({ length: terms }, (_, n) => `\${f${(i * 7 + n * 13) % i}}`).join("+");
  return {
    ...riskForm,
    key: "limits",
    lists: {},
    fields: Array.from({ length: most }, (_, i) => ({
      key: `f${i}`,
      group: "all",
      type: "whole",
      ...(i === 0 || terms === 0 ? {} : { relevant: `${before(i)}>=0`, constraint: `.>=0 and ${before(i)}>=0` }),
    })),
  } as Form;
}

function sizeOf(form: Form): number {
  return new TextEncoder().encode(formText(form)).length;
}

function median<T>(run: (prepared: T) => unknown, prepare: () => T = () => undefined as T): number {
  const times = Array.from({ length: rounds }, () => {
    const prepared = prepare();
    const from = process.cpuUsage();
    run(prepared);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}
