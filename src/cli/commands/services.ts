// `panoh services`: what the organisation gave in a period, as a table without persons for whoever pays for it (FM14).
import { areMonths, fewestPersons, mostMonths } from "../../core/case/help-given.ts";
import type { FormBook } from "../../core/form/form.ts";
import { helpTable } from "../../reports/help-table.ts";
import { csvFile } from "../../tables/csv.ts";
import { writeXlsx } from "../../tables/write-xlsx.ts";
import { formWordParts } from "../../words/form-words.ts";
import { languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import type { Command } from "../command.ts";
import { commandProblem, usageProblem } from "../command.ts";
import { languageOption } from "../form-words.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { writeSecret } from "../write-whole.ts";

export const servicesCommand: Command = {
  usage: ["--from MONTH --to MONTH --vault DIR", "--from MONTH --to MONTH --out FILE.csv|FILE.xlsx --vault DIR"],
  about: [
    "Sums the help and the stays that this organisation wrote into its cases, by month, kind and unit, for whoever pays for it. No person, no case and no day stands in it.",
    `A row about fewer than ${fewestPersons} persons has no numbers: whoever knows one of them would see what they got. --exact says them too; such a table stays in the organisation.`,
    `Months are whole ones, as 2031-02, ${mostMonths} at most. What was erased (a withdrawn consent) is counted no more.`,
  ],
  options: {
    ...vaultOptions,
    ...languageOption,
    from: { value: "MONTH", help: "the first month: 2031-01" },
    to: { value: "MONTH", help: "the last month" },
    out: { value: "FILE", help: "write a CSV file or, where its name ends with .xlsx, a spreadsheet" },
    exact: { help: "also numbers of few persons, for this organisation alone" },
  },
  run: (given, terminal) => {
    const months = { from: given.get("from"), to: given.get("to") };
    if (!areMonths(months))
      throw usageProblem(`--from and --to are months as 2031-02, in their order, ${mostMonths} at most`);
    const tag = given.has("lang") ? given.code("lang", languageTags) : "en";
    const out = given.find("out");
    if (out !== null && !/\.(csv|xlsx)$/i.test(out)) throw usageProblem("--out ends with .csv or .xlsx");
    return useDevice(given, terminal, async (member) => {
      const help = await member.cases.helpGiven(months, given.has("exact"));
      const forms: FormBook | null = member.cases.forms;
      if (help === null || forms === null)
        throw commandProblem("not-allowed", "only a device that reads cases can sum them");
      const words = await readWords(tag, formWordParts);
      const table = helpTable(help, forms, words, tag);
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
