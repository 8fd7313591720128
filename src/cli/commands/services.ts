// `panoh services`: what the organisation gave in a quarter or a year, as a table without persons for whoever pays for it (FM14).
import { fewestPersons, isPeriodOver } from "../../core/case/help-given.ts";
import type { FormBook } from "../../core/form/form.ts";
import { dayAt } from "../../core/moment.ts";
import { writeSecret } from "../../operate/files/write-whole.ts";
import { helpTable } from "../../reports/help-table.ts";
import { csvFile } from "../../tables/csv.ts";
import { writeXlsx } from "../../tables/write-xlsx.ts";
import { formWordParts } from "../../words/form-words.ts";
import { languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { languageOption } from "../form-words.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const servicesCommand: Command = {
  usage: ["--period PERIOD --vault DIR", "--period PERIOD --out FILE.csv|FILE.xlsx --vault DIR"],
  about: [
    "Sums the help and the stays that this organisation wrote into its cases, by kind and unit, for whoever pays for it. No person, no case and no day stands in it.",
    `Numbers are ranges of ${fewestPersons}. A row about fewer than ${fewestPersons} persons has no sums, and neither has one of a year that would say them beside the tables of its quarters: whoever knows one of the persons would see what they got. --exact says exact numbers; such a table stays in the organisation.`,
    "A period is a quarter or a year that is over. What was erased (a withdrawn consent) is counted no more: hand out a table once, and not another one of the same period.",
  ],
  options: {
    ...vaultOptions,
    ...languageOption,
    period: { value: "PERIOD", help: "a quarter or a year: 2031-Q2, 2031" },
    out: { value: "FILE", help: "write a CSV file or, where its name ends with .xlsx, a spreadsheet" },
    exact: { help: "exact numbers, also of few persons, for this organisation alone" },
  },
  run: (call, terminal) => {
    const period = call.get("period");
    if (!isPeriodOver(period, dayAt(Date.now())))
      throw usageProblem("--period is a quarter or a year that is over: 2031-Q2, 2031");
    const tag = call.has("lang") ? call.code("lang", languageTags) : "en";
    const out = call.find("out");
    if (out !== null && !/\.(csv|xlsx)$/i.test(out)) throw usageProblem("--out ends with .csv or .xlsx");
    return useDevice(call, terminal, async (member) => {
      const help = await member.cases.helpGiven(period, call.has("exact"));
      const forms: FormBook | null = member.cases.forms;
      if (help === null || forms === null)
        throw commandProblem("not-allowed", "only a device that reads cases can sum them");
      const words = await readWords(tag, formWordParts);
      const table = helpTable(help, forms, words);
      const title = words.message("help-given.title");
      if (out !== null) writeSecret(out, /\.csv$/i.test(out) ? csvFile(table) : writeXlsx(table, title));
      return {
        lines: [
          ...(help.rows.length === 0 ? [words.message("help-given.none")] : table.map((row) => row.join("  "))),
          ...(help.leftOut === 0 ? [] : [words.message("help-given.left-out", { n: help.leftOut })]),
          ...(out === null ? [] : [`Written to ${out}`]),
        ],
        json: help,
      };
    });
  },
};
