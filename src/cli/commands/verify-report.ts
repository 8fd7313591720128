// `panoh verify-report`: makes a report that somebody shows again, from the open rows that everybody reads, and compares. No text of the page is printed.
import { readFileSync, statSync } from "node:fs";
import { schemeFor } from "../../assessment/schemes.ts";
import { countryRecordOf, hashOfText } from "../../member/record/record-keeper.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { checkReport, maxReportBytes, type ReportCheck, readShownReport } from "../../reports/check-report.ts";
import type { Paragraph } from "../../reports/edition/edition.ts";
import { checkEditionPage, readShownEdition, type ShownEdition } from "../../reports/edition/edition-page.ts";
import { unansweredIn } from "../../reports/edition/unanswered.ts";
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
  const edition = readShownEdition(html);
  if (edition !== null) return checkShownEdition(html, edition, log);
  const page = readShownReport(html);
  if (page === null) throw commandProblem("not-a-report", "the file is not a report page of this program");
  if (page.origin !== log.founding.origin)
    throw commandProblem("foreign-report", "the report is about another country's log");
  const scheme = schemeFor(page.scheme);
  if (scheme === null) throw commandProblem("no-scheme", "the report reads a scheme that this program does not know");
  const [record, newest] = [countryRecordOf(log, [], page.size), countryRecordOf(log, [])];
  if (record === null || newest === null)
    throw commandProblem("not-trusted", "the log is not trusted up to the size from which the report was made");
  const words = await readWords(page.language, reportParts);
  const { verdict, differing, later } = checkReport(html, page, { record, newest, scheme, words });
  const flaws = ["the open rows of the log give another page", ...differing.map((title) => `differs: ${title}`)];
  const answer = {
    lines: [
      `Report     ${page.period.year}, ${page.period.kind}, ${scheme.id}`,
      `Made from  ${record.log.size} entries of the log; it has ${newest.log.size} now`,
      ...(later === null ? [] : [laterWords(later)]),
      ...(verdict === "whole" ? [] : flaws.map((flaw) => `Flaw       ${flaw}`)),
      `Verdict    ${verdict === "whole" ? "whole: every word was made again from the open rows" : verdict}`,
    ],
    json: {
      period: page.period,
      scheme: scheme.id,
      size: { report: record.log.size, newest: newest.log.size },
      later,
      verdict,
      differing,
    },
  };
  return verdict === "whole" ? answer : { ...answer, problem: refusal };
}

const refusal = { code: "report-refused", message: "do not trust this report" } as const;

function laterWords({ figures, tier }: NonNullable<ReportCheck["later"]>): string {
  if (figures === 0 && !tier) return "Later      no later row changes a figure of it";
  return `Later      later rows change ${figures} figures${tier ? " and the tier" : ""}: it shows what was known then`;
}

/** An edition that a person wrote: the page against the rows that were published, and each anchor against the record of then. */
async function checkShownEdition(html: string, claim: ShownEdition, log: PublicLog): Promise<Answer> {
  if (claim.origin !== log.founding.origin)
    throw commandProblem("foreign-report", "the report is about another country's log");
  const [then, newest] = [countryRecordOf(log, [], claim.size), countryRecordOf(log, [])];
  if (then === null || newest === null)
    throw commandProblem("not-trusted", "the log is not trusted up to the size from which the report was made");
  const words = await readWords(claim.language, reportParts);
  const { verdict, reason, altered, unfilled, isOlder, edition } = checkEditionPage(html, claim, {
    newest,
    then,
    words,
    hash: hashOfText,
  });
  const where = ({ section, key }: Paragraph) => {
    const place = (edition?.paragraphs ?? [])
      .filter((one) => one.section === section)
      .findIndex((one) => one.key === key);
    return `${section}, paragraph ${place + 1}`;
  };
  const flaws = [
    ...(reason === null ? [] : [editionFlaws[reason]]),
    ...altered.map((one) => `${where(one)}: the page says something else than was published`),
    ...unfilled.map((one) => `${where(one)}: a number or row was not so in the record`),
  ];
  const findings = edition === null ? [] : unansweredIn(edition, then);
  const author =
    edition === null ? "nobody" : languages.en.pick(log.directory.organisation(edition.organisation)?.name ?? {});
  const answer = {
    lines: [
      `Edition    ${edition === null ? "unknown" : `${edition.year}, ${edition.kind}, ${edition.language}`}, written by ${author}`,
      `Published  ${edition === null ? "no" : `as ${edition.import}, filled from ${edition.size} entries of the log`}`,
      ...(isOlder ? ["Older      its organisation published a newer edition since"] : []),
      ...findings.map(({ code, section, about }) => `Unanswered ${code}, ${section}: ${about}`),
      ...flaws.map((flaw) => `Flaw       ${flaw}`),
      `Verdict    ${verdict}`,
    ],
    json: {
      verdict,
      reason,
      altered: altered.map(where),
      unfilled: unfilled.map(where),
      unanswered: findings,
      older: isOlder,
    },
  };
  return verdict === "same" ? answer : { ...answer, problem: refusal };
}

const editionFlaws = {
  "not-published": "nobody published this edition in the log",
  "page-differs": "the page differs outside its paragraphs",
} as const;
