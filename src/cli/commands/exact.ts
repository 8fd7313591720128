// `panoh numbers agree`, `sign`, `agreements` and `cases`: to whom exact numbers and coded cases may be given, who agreed to it, and what was given (CN9).
import { type Agreement, exactKinds } from "../../member/exact-numbers.ts";
import { fingerprintOf } from "../../member/fingerprint.ts";
import { must } from "../../member/verb.ts";
import { writeSecret } from "../../operate/files/write-whole.ts";
import { type LeftOut, whyLeftOut } from "../../statistics/htcds.ts";
import { daysOf } from "../../statistics/period.ts";
import { csvBytes } from "../../tables/csv.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const agreeNumbersCommand: Command = {
  usage: ["--to NAME --key RECIPIENT --tables LIST --until DAY --vault DIR"],
  about: [
    "Writes down to whom exact numbers of the own cases may be given: of which tables, until when, and sealed to which key. Exact numbers name nobody, but whoever knows one of the persons may find them.",
    `Nothing can be given by it until a second device of this organisation signs it (panoh numbers sign). Tables are ${exactKinds.join(", ")}; htcds is each case by itself, coded (panoh numbers cases).`,
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

export const giveCasesCommand: Command = {
  usage: ["--period PERIOD --for AGREEMENT --out FILE.age --vault DIR"],
  about: [
    "Gives the own cases of a period in the columns of HTCDS 2.0 (IOM), coded: sex, citizenship, forms and means of exploitation, its countries, statuses with the kind of organisation that decided. No name, birth date, contact, place below a country, word or worker.",
    "A row is of one person. Only those are in it of whom the form coded-data says yes to the name that the agreement has, who agreed to be counted for the whole period, and who are surely no child: a yes to statistics alone is no yes to this. All others are left out.",
    "It is sealed to whom two devices agreed on, with htcds among the tables (panoh numbers agree), and it is written down that it was given. Rows of one case have one number, another one in each file: count cases by it, never rows.",
    "Whoever knows one of the persons may find them by country, form and day: give it to nobody who needs numbers alone.",
  ],
  options: {
    ...vaultOptions,
    period: { value: "PERIOD", help: "2031-10, 2031-Q4, 2031, or days: 2031-10-06/2031-10-19" },
    for: { value: "AGREEMENT", help: "the agreement: panoh numbers agreements" },
    out: { value: "FILE", help: "where to write it, sealed: a name that ends with .age" },
  },
  run: (call, terminal) => {
    const [period, key, out] = [call.get("period"), call.get("for"), call.get("out")];
    if (!out.toLowerCase().endsWith(".age")) throw usageProblem("--out ends with .age");
    if (daysOf(period) === null) throw usageProblem("--period is a month, a quarter, a year or days");
    return useDevice(call, terminal, async (member) => {
      const { sealed, cases, rows, leftOut } = await must(member.exact.giveCases(key, period, csvBytes));
      writeSecret(out, sealed);
      return {
        lines: [
          `Given      ${out}, sealed: ${cases} cases in ${rows} rows`,
          ...whyLeftOut
            .filter((why) => leftOut[why] > 0)
            .map((why) => `Left out   ${leftOut[why]} cases: ${leftOutWords[why]}`),
        ],
        json: { out, cases, rows, leftOut },
      };
    });
  },
};

const leftOutWords: { readonly [why in LeftOut]: string } = {
  "not-counted": "the person did not agree to be counted for the whole period",
  child: "the person is a child, or may be one",
  "no-yes": "the person did not say yes to this recipient",
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
    `  fingerprint ${fingerprintOf(recipient)}`,
    `  number ${numberOf(agreement)}`,
    ...given.map((one) => `  given ${one.at}, ${one.period}: ${one.tables.join(", ")}, by device ${one.by}`),
  ];
}
