// `panoh numbers agree`, `sign` and `agreements`: to whom exact numbers may be given, who agreed to it, and what was given (CN9).
import type { Agreement } from "../../member/exact-numbers.ts";
import { must } from "../../member/verb.ts";
import { tableNames } from "../../statistics/own-numbers.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const agreeNumbersCommand: Command = {
  usage: ["--to NAME --key RECIPIENT --tables LIST --until DAY --vault DIR"],
  about: [
    "Writes down to whom exact numbers of the own cases may be given: of which tables, until when, and sealed to which key. Exact numbers name nobody, but whoever knows one of the persons may find them.",
    `Nothing can be given by it until a second device of this organisation signs it (panoh numbers sign). Tables are ${tableNames.join(", ")}.`,
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
    const wrong = names.find((name) => !tableNames.some((kind) => kind === name));
    if (wrong !== undefined) throw usageProblem(`--tables names some of ${tableNames.join(", ")}`);
    const tables = tableNames.filter((kind) => names.includes(kind));
    const terms = { to: call.get("to"), recipient: call.get("key"), tables, until: call.get("until") };
    return useDevice(call, terminal, async (member) => {
      const key = await must(member.exact.agree(terms));
      return {
        lines: [
          `Agreement  ${key}`,
          `Next       on a colleague's device: panoh numbers agreements, then panoh numbers sign ${key}`,
        ],
        json: { key },
      };
    });
  },
};

export const signNumbersCommand: Command = {
  usage: ["KEY --number NUMBER --vault DIR"],
  about: [
    "Signs an agreement that another device of this organisation wrote: look at who gets the numbers, at the tables and at their key first (panoh numbers agreements), and give the number that stands there. Where somebody changed it since, the number is another one and nothing is signed. A device signs none of its own.",
  ],
  options: { ...vaultOptions, number: { value: "NUMBER", help: "the number of the agreement as you saw it" } },
  takes: ["KEY"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const key = call.argument(0);
      const number = call.get("number");
      const agreement = member.exact.agreements.find((one) => one.key === key && numberOf(one) === number);
      if (agreement === undefined)
        throw commandProblem("not-allowed", `no agreement ${key} has the number ${number}: panoh numbers agreements`);
      await must(member.exact.sign(key, agreement.version));
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

/** Changes with whatever is changed in an agreement. */
function numberOf({ version }: Agreement): string {
  const [note = "", row = ""] = version.split(":");
  return `${note.slice(0, 16)}-${row}`;
}

function linesOf(agreement: Agreement): readonly string[] {
  const { key, to, recipient, tables, until, by, signedBy, isOver, given } = agreement;
  const state = isOver ? "over" : signedBy === null ? "waits for a second device" : `signed by device ${signedBy}`;
  return [
    `${key}  ${to}, until ${until}: ${tables.join(", ")}`,
    `  written by device ${by}, ${state}`,
    `  key ${recipient}`,
    `  number ${numberOf(agreement)}`,
    ...given.map((one) => `  given ${one.at}, ${one.period}, by device ${one.by}`),
  ];
}
