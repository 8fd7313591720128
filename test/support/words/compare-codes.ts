// `node bin/panoh.js --run test/support/words/compare-codes.ts`: codes that forms and reports both name, where their words differ, by language. It goes when the
// reports' sentences are in src/words too. A report may need another form in its sentence; another word it must not have (docs/glossary.md).
import { en } from "../../../src/reports/text/en.ts";
import { ru } from "../../../src/reports/text/ru.ts";
import { tg } from "../../../src/reports/text/tg.ts";
import { messagesOf } from "./files.ts";

for (const [tag, text] of Object.entries({ en, ru, tg })) {
  const said = new Map<string, Set<string>>();
  const add = (code: string, word: unknown): void => {
    if (typeof word === "string" && word !== "") said.set(code, (said.get(code) ?? new Set()).add(word.toLowerCase()));
  };
  const walk = (table: object): void => {
    for (const [code, word] of Object.entries(table) as [string, unknown][])
      if (typeof word === "object" && word !== null && !Array.isArray(word)) walk(word);
      else add(code, word);
  };
  const {
    registers,
    laws,
    proceedings,
    bodies,
    protection,
    prevention,
    agreements,
    answers,
    topics,
    facts,
    sources,
    summary,
  } = text;
  for (const [fact, { name }] of Object.entries(facts.figures)) add(fact, name);
  for (const table of [
    registers,
    laws.subjects,
    proceedings.offences,
    bodies,
    protection,
    prevention,
    agreements.kinds,
    answers,
    topics,
  ])
    walk(table);
  for (const table of [
    facts.derived,
    facts.parts,
    facts.units,
    sources,
    summary.persons,
    summary.form,
    summary.regions,
  ])
    walk(table);
  const codes = Object.entries(messagesOf(tag, "codes")).filter(([key]) => key.startsWith("code."));
  const both = codes.flatMap(([key, word]) => {
    const other = said.get(key.split(".").at(-1) ?? "");
    return other === undefined ? [] : [[key, word, [...other]] as const];
  });
  const differ = both.filter(([, word, others]) => !others.includes(word.toLowerCase()));
  process.stdout.write(`${tag}: ${both.length} codes on both sides, ${differ.length} with another word\n`);
  for (const [key, word, others] of differ) process.stdout.write(`  ${key}: ${word} / ${others.join(" / ")}\n`);
}
