// `panoh numbers`: what the organisation counts of its own cases in a period and in the one before, exact and for itself alone (CN6).
import { dayAt } from "../../core/moment.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import { writeSecret } from "../../operate/files/write-whole.ts";
import { numberShown, ownNumbersTable } from "../../reports/own-numbers.ts";
import { leftOutWords, releaseTable } from "../../reports/release-table.ts";
import {
  type Chosen,
  classesOf,
  type OwnNumbers,
  ownNumbers,
  type Split,
  splits,
  tableNames,
} from "../../statistics/own-numbers.ts";
import { daysOf } from "../../statistics/period.ts";
import type { Release } from "../../statistics/release.ts";
import { csvBytes, csvFile } from "../../tables/csv.ts";
import { formWordParts } from "../../words/form-words.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import type { Words } from "../../words/words.ts";
import { type Answer, type Command, commandProblem, usageProblem } from "../command.ts";
import { languageOption } from "../form-words.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const numbersCommand: Command = {
  usage: [
    "--period PERIOD [--only SPLIT=CLASS …] --vault DIR",
    "--period PERIOD --out FILE.csv --vault DIR",
    "--period PERIOD --release [--out FILE.csv] --vault DIR",
    "--period PERIOD --for AGREEMENT --out FILE.age --vault DIR",
  ],
  about: [
    "Counts the own cases in a period and in the one before: new, going on, ended; by sex, age, form of exploitation, help and outcome; and how much help was given, by kind and unit. A person with several cases counts once in a row.",
    "The numbers are exact and for this organisation alone: whoever knows one of the persons may find them in a small number. How a person is counted is said only of those who agreed to be counted; all others are not said.",
    "--release makes the table for others, of a quarter or a year that is over: rounded, without numbers below five, each number with its least and its most. Hand it out once.",
    "--for seals the exact numbers to whom two devices agreed on (panoh numbers agree), the tables of that agreement alone, and writes down that they were given.",
    "A period is a month, a quarter, a year or any days: 2031-10, 2031-Q4, 2031, 2031-10-06/2031-10-19. --only counts those of one class alone, of each split once: --only sex=women --only form=forced-labour.",
  ],
  options: {
    ...vaultOptions,
    ...languageOption,
    period: { value: "PERIOD", help: "2031-10, 2031-Q4, 2031, or days: 2031-10-06/2031-10-19" },
    only: {
      value: "SPLIT=CLASS",
      many: true,
      help: `count those of one class alone: ${splits.join(", ")}, with the classes of docs/spec/counting.md`,
    },
    release: { help: "the table for others: rounded, of a quarter or a year that is over" },
    for: { value: "AGREEMENT", help: "give the exact numbers to whom this agreement names: sealed, and written down" },
    out: { value: "FILE", help: "write a CSV file; each line of exact numbers says that they are for us alone" },
  },
  run: (call, terminal) => {
    const period = call.get("period");
    if (daysOf(period) === null)
      throw usageProblem(
        "--period is a month, a quarter, a year or days: 2031-10, 2031-Q4, 2031, 2031-10-06/2031-10-19",
      );
    const choice = choiceIn(call.all("only"));
    const tag = call.has("lang") ? call.code("lang", languageTags) : "en";
    const out = call.find("out");
    const agreement = call.find("for");
    const ending = agreement === null ? "csv" : "age";
    if (out === null ? agreement !== null : !out.toLowerCase().endsWith(`.${ending}`))
      throw usageProblem(`--out ends with .${ending}`);
    if (agreement !== null && (call.has("release") || Object.keys(choice).length > 0))
      throw usageProblem("--for gives all that is counted");
    return useDevice(call, terminal, async (member) => {
      const cases = await member.cases.numbers.counted();
      if (cases === null) throw commandProblem("not-allowed", "only a device that reads cases can count them");
      if (call.has("release")) return releaseAnswer(member.cases.numbers.release(cases, period), tag, out);
      const numbers = ownNumbers(cases, period, choice, dayAt(Date.now()));
      if (numbers === null) throw usageProblem("this period has none before it");
      const words = await readWords(tag, [...formWordParts, "numbers"]);
      if (agreement !== null && out !== null) return give({ member, words }, agreement, numbers, out);
      const table = ownNumbersTable(numbers, tableNames, words);
      if (out !== null) writeSecret(out, csvFile(table));
      const { agreed, helped } = numbers;
      const lines = table.map(([of = "", name = "", now = "", before = ""]) => [of, name, now, before].join("  "));
      return {
        lines: [
          words.message("numbers.exact"),
          ...lines,
          words.message("numbers.agreed", {
            agreed: words.language.number(agreed),
            helped: words.language.number(helped),
          }),
          ...(out === null ? [] : [`Written to ${out}`]),
        ],
        // Which cases they are stays on the screen, where opening one is logged.
        json: {
          ...{ period, before: numbers.before, chosen: choice, agreed, helped },
          tables: numbers.tables.map(({ of, rows }) => ({
            of,
            rows: rows.map(({ key, now, before: then }) => ({
              key,
              now: numberShown(key, now),
              before: numberShown(key, then),
            })),
          })),
        },
      };
    });
  },
};

/** Exact, sealed to whom two devices agreed on. The file is written once it is written down that it was given. */
async function give(
  { member, words }: { readonly member: Device; readonly words: Words },
  key: string,
  numbers: OwnNumbers,
  out: string,
): Promise<Answer> {
  const agreement = member.exact.agreements.find((one) => one.key === key);
  if (agreement === undefined)
    throw commandProblem("not-allowed", "there is no such agreement: panoh numbers agreements");
  const { to } = agreement;
  const tables = tableNames.filter((name) => agreement.tables.includes(name));
  const table = ownNumbersTable(numbers, tables, words, words.message("numbers.exact-for", { name: to }));
  const bytes = csvBytes(table);
  writeSecret(out, await must(member.exact.give(key, { tables, period: numbers.period, bytes })));
  return { lines: [`Given      ${out}, sealed for ${to}`], json: { out, to, tables } };
}

/** The table for others. */
async function releaseAnswer(outcome: Release | null, tag: LanguageTag, out: string | null): Promise<Answer> {
  if (outcome === null) throw usageProblem("--release takes a quarter or a year that is over: 2031-Q3, 2031");
  const words = await readWords(tag, [...formWordParts, "numbers"]);
  const table = releaseTable(outcome, words);
  if (out !== null) writeSecret(out, csvFile(table));
  return {
    lines: [
      words.message("numbers.release-about"),
      ...table.map((row) => row.join("  ")),
      ...leftOutWords(outcome, words),
      ...(out === null ? [] : [`Written to ${out}`]),
    ],
    json: outcome,
  };
}

function choiceIn(words: readonly string[]): Chosen {
  const choice: { [S in Split]?: string } = {};
  for (const word of words) {
    const [name, key = ""] = word.split("=");
    const split = splits.find((each) => each === name);
    if (split === undefined) throw usageProblem(`--only names one of ${splits.join(", ")}: --only sex=women`);
    if (!classesOf(split).includes(key))
      throw usageProblem(`--only ${split}= is one of ${classesOf(split).join(", ")}`);
    if (choice[split] !== undefined) throw usageProblem(`--only names ${split} once`);
    choice[split] = key;
  }
  return choice;
}
