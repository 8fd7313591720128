// `panoh numbers agree`, `sign` and `agreements`: to whom exact numbers may be given, who agreed to it, and what was given (CN9).
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { type Agreement, exactKinds } from "../../member/exact-numbers.ts";
import { must } from "../../member/verb.ts";
import { writeSecret } from "../../operate/files/write-whole.ts";
import { htcdsFields } from "../../statistics/htcds.ts";
import { csvFile } from "../../tables/csv.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const agreeNumbersCommand: Command = {
  usage: ["--to NAME --key RECIPIENT --tables LIST --until DAY --vault DIR"],
  about: [
    "Writes down to whom exact numbers of the own cases may be given: of which tables, until when, and sealed to which key. Exact numbers name nobody, but whoever knows one of the persons may find them.",
    `Nothing can be given by it until a second device of this organisation signs it (panoh numbers sign). Tables are ${exactKinds.join(", ")}; htcds is each case for itself, coded.`,
    "Get the key from whoever is to have the numbers by a way that you trust, and compare it with them by telephone. Only this organisation reads the agreement.",
  ],
  options: {
    ...vaultOptions,
    to: { value: "NAME", help: "who gets them" },
    key: { value: "RECIPIENT", help: "their age recipient, age1… or age1pq1…" },
    tables: { value: "LIST", help: "which tables, with commas: course,help,given" },
    until: { value: "DAY", help: "the last day on which something may be given: 2032-01-31" },
  },
  run: (call, terminal) => {
    const names = call.get("tables").split(",");
    const wrong = names.find((name) => !exactKinds.some((kind) => kind === name));
    if (wrong !== undefined) throw usageProblem(`--tables names some of ${exactKinds.join(", ")}`);
    const tables = exactKinds.filter((kind) => names.includes(kind));
    const terms = { to: call.get("to"), recipient: call.get("key"), tables, until: call.get("until") };
    return useDevice(call, terminal, async (member) => {
      const key = await must(member.exact.agree(terms));
      return {
        lines: [`Agreement  ${key}`, `Next       on a colleague's device: panoh numbers sign ${key}`],
        json: { key },
      };
    });
  },
};

export const signNumbersCommand: Command = {
  usage: ["KEY --vault DIR"],
  about: [
    "Signs an agreement that another device of this organisation wrote, as it stands: look at who gets the numbers and at their key first (panoh numbers agreements). A device signs none of its own.",
  ],
  options: vaultOptions,
  takes: ["KEY"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const key = call.argument(0);
      await must(member.exact.sign(key));
      return { lines: [`Signed     ${key}`], json: { key } };
    }),
};

export const agreementsCommand: Command = {
  usage: ["--vault DIR"],
  about: ["Shows to whom exact numbers may be given, who agreed to it, and what was given to them."],
  options: vaultOptions,
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const { agreements } = member.exact;
      return { lines: agreements.length === 0 ? ["No agreement"] : agreements.flatMap(linesOf), json: agreements };
    }),
};

function linesOf({ key, to, recipient, tables, until, by, signedBy, isOver, given }: Agreement): readonly string[] {
  const state = isOver ? "over" : signedBy === null ? "waits for a second device" : `signed by device ${signedBy}`;
  return [
    `${key}  ${to}, until ${until}: ${tables.join(", ")}`,
    `  written by device ${by}, ${state}`,
    `  key ${recipient}`,
    ...given.map((one) => `  given ${one.at}, ${one.period}, by device ${one.by}`),
  ];
}

export const htcdsCommand: Command = {
  usage: ["--period PERIOD --for AGREEMENT --out FILE.age [--json-rows] --vault DIR"],
  about: [
    `Gives the own cases of a period in the ${htcdsFields.length} columns of HTCDS 2.0 (IOM), coded: sex, citizenship, forms and means of exploitation, its countries, statuses with the kind of organisation that decided. No name, birth date, contact, place below a country, word or worker; of persons who agreed to be counted alone.`,
    "It is sealed to whom two devices agreed on, with htcds among the tables (panoh numbers agree), and it is written down that it was given. A row is a status of a case; rows of one case have one number, another one in each file: count cases by it, never rows.",
    "Whoever knows one of the persons may find them by country, form and day: give it to nobody who needs numbers alone.",
  ],
  options: {
    ...vaultOptions,
    period: { value: "PERIOD", help: "2031-10, 2031-Q4, 2031, or days: 2031-10-06/2031-10-19" },
    for: { value: "AGREEMENT", help: "the agreement: panoh numbers agreements" },
    out: { value: "FILE", help: "where to write it, sealed: a name that ends with .age" },
    "json-rows": { help: "rows as JSON in place of CSV" },
  },
  run: (call, terminal) => {
    const [period, key, out] = [call.get("period"), call.get("for"), call.get("out")];
    if (!out.toLowerCase().endsWith(".age")) throw usageProblem("--out ends with .age");
    return useDevice(call, terminal, async (member) => {
      const own = await member.cases.numbers.counted();
      if (own === null) throw commandProblem("not-allowed", "only a device that reads cases can count them");
      const table = member.exact.htcds(own, period);
      if (table === null) throw usageProblem("--period is a month, a quarter, a year or days");
      const { columns, rows, cases, leftOut } = table;
      const objects = () => rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? ""])));
      const text = call.has("json-rows") ? JSON.stringify(objects(), null, 1) : csvFile([columns, ...rows]);
      writeSecret(out, await must(member.exact.give(key, { tables: ["htcds"], period, bytes: encodeUtf8(text) })));
      return {
        lines: [
          `Given      ${out}, sealed: ${cases} cases in ${rows.length} rows`,
          ...(leftOut === 0 ? [] : [`Left out   ${leftOut} cases of persons who did not agree to be counted`]),
        ],
        json: { out, cases, rows: rows.length, leftOut },
      };
    });
  },
};
