// `panoh verify-report`: makes a report that somebody shows again, from the open rows that everybody reads, and compares. No text of the page is printed.
import { readFileSync, statSync } from "node:fs";
import { countryRecordOf, hashOfText } from "../../member/record/record-keeper.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { checkPage, type PageVerdict } from "../../reports/check-page.ts";
import { maxReportBytes, type ReportCheck } from "../../reports/check-report.ts";
import type { Paragraph } from "../../reports/edition/edition.ts";
import { placeIn } from "../../reports/edition/edition-page.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { languages } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { type Answer, type Command, commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const verifyReportCommand: Command = {
  usage: ["FILE --vault DIR", "FILE --founding FILE --host URL"],
  about: [
    "Checks a report page: makes it again from the open rows up to the size of the log that it names. The verdict is whole (every word is the same)",
    "or refused with the sections that differ, with exit code 1. Says whether rows that came later change its figures.",
    "Of an edition that a person wrote it fills every number and row again, and says same, or refused with the paragraph; and it says what the checks find in its text that nobody answered.",
  ],
  options: {
    ...vaultOptions,
    founding: { value: "FILE", help: "without a vault: the country's founding note" },
    host: { value: "URL", help: "without a vault: the country's host or a mirror" },
  },
  takes: ["FILE"],
  run: async (call, terminal) => {
    const file = call.argument(0);
    if (statSync(file).size > maxReportBytes)
      throw commandProblem("file-too-large", `${file} is larger than 16 MB: no report is`);
    const html = readFileSync(file, "utf8");
    if (call.has("vault")) return useDevice(call, terminal, async ({ directory: { log } }) => check(html, log));
    return check(html, await readPublicLog(readFounding(call.get("founding")), call.get("host"), "record"));
  },
};

async function check(html: string, log: PublicLog): Promise<Answer> {
  const page = await checkPage(html, {
    origin: log.founding.origin,
    recordAt: (size) => countryRecordOf(log, [], size),
    wordsIn: (language) => readWords(language, reportParts),
    hash: hashOfText,
  });
  if (page.is === "edition") return editionAnswer(page, log);
  if (page.is !== "checked") {
    const [code, message] = problems[page.is];
    throw commandProblem(code, message);
  }
  const { period, size, newest, check } = page;
  const { verdict, differing, later } = check;
  const flaws = ["the open rows of the log give another page", ...differing.map((title) => `differs: ${title}`)];
  const answer = {
    lines: [
      `Report     ${period.year}, ${period.kind}`,
      `Made from  ${size} entries of the log; it has ${newest} now`,
      ...(later === null ? [] : [laterWords(later)]),
      ...(verdict === "whole" ? [] : flaws.map((flaw) => `Flaw       ${flaw}`)),
      `Verdict    ${verdict === "whole" ? "whole: every word was made again from the open rows" : verdict}`,
    ],
    json: {
      period,
      size: { report: size, newest },
      later,
      verdict,
      differing,
    },
  };
  return verdict === "whole" ? answer : { ...answer, problem: refusal };
}

const problems = {
  "no-report": ["not-a-report", "the file is not a report page of this program"],
  foreign: ["foreign-report", "the report is about another country's log"],
  "not-trusted": ["not-trusted", "the log is not trusted up to the size from which the report was made"],
} as const;

const refusal = { code: "report-refused", message: "do not trust this report" } as const;

function laterWords({ figures, tier }: NonNullable<ReportCheck["later"]>): string {
  if (figures === 0 && !tier) return "Later      no later row changes a figure of it";
  return `Later      later rows change ${figures} figures${tier ? " and the tier" : ""}: it shows what was known then`;
}

/** An edition that a person wrote: the page against the rows that were published, and each anchor against the record of then. */
function editionAnswer({ check, unanswered }: Extract<PageVerdict, { is: "edition" }>, log: PublicLog): Answer {
  const { verdict, reason, altered, unfilled, isOlder, edition } = check;
  const where = (one: Paragraph) => `${one.section}, paragraph ${placeIn(edition, one)}`;
  const flaws = [
    ...(reason === null ? [] : [editionFlaws[reason]]),
    ...altered.map((one) => `${where(one)}: the page says something else than was published`),
    ...unfilled.map((one) => `${where(one)}: a number or row was not so in the record`),
  ];
  const author =
    edition === null ? "nobody" : languages.en.pick(log.directory.organisation(edition.organisation)?.name ?? {});
  const answer = {
    lines: [
      `Edition    ${edition === null ? "unknown" : `${edition.year}, ${edition.kind}, ${edition.language}`}, written by ${author}`,
      `Published  ${edition === null ? "no" : `as ${edition.import}, filled from ${edition.size} entries of the log`}`,
      ...(isOlder ? ["Older      its organisation published a newer edition since"] : []),
      ...unanswered.map(({ code, section, about }) => `Unanswered ${code}, ${section}: ${about}`),
      ...flaws.map((flaw) => `Flaw       ${flaw}`),
      `Verdict    ${verdict}`,
    ],
    json: {
      verdict,
      reason,
      altered: altered.map(where),
      unfilled: unfilled.map(where),
      unanswered,
      older: isOlder,
    },
  };
  return verdict === "same" ? answer : { ...answer, problem: refusal };
}

const editionFlaws = {
  "not-published": "nobody published this edition in the log",
  "page-differs": "the page differs outside its paragraphs, or in their order",
} as const;
