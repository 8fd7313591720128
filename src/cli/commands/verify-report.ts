// `panoh verify-report`: recomputes a report that somebody shows. With keys, all that they open; without, the open part, and the rest as far as
// it follows from that. No text of the page is printed.
import { readFileSync, statSync } from "node:fs";
import { schemeFor } from "../../assessment/schemes.ts";
import type { RecordNote } from "../../core/registers/row.ts";
import { countryRecordOf, hashOfText } from "../../member/record/record-keeper.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { checkReport, readShownReport } from "../../reports/check/check-report.ts";
import type { ReportCheck, ReportFlaw, Sight } from "../../reports/check/outcome.ts";
import type { Paragraph } from "../../reports/edition/edition.ts";
import { checkEditionPage, readShownEdition, type ShownEdition } from "../../reports/edition/edition-page.ts";
import { maxReportBytes } from "../../reports/report-page.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { languages } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { type Answer, type Command, commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const verifyReportCommand: Command = {
  usage: ["FILE --vault DIR", "FILE --founding FILE --host URL"],
  about: [
    "Checks a report page: that every word of it is what its data give, and that its figures follow from the records. The verdict is whole",
    "(every word was recomputed), open part sound (so many figures rest on sealed records that you cannot open) or refused, with exit code 1.",
    "Says who published it in the log, and whether rows that came later change its figures. That nobody did is a flaw only where figures rest",
    "on records that you cannot open: they are nobody's word then.",
    "Of an edition that a person wrote it fills every number and row again, and says same, or refused with the paragraph.",
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
    if (call.has("vault"))
      return useDevice(call, terminal, async ({ directory: { self, log }, record }) =>
        check(html, log, record.sealedNotes, self.organisation),
      );
    const log = await readPublicLog(readFounding(call.get("founding")), call.get("host"), "record");
    return check(html, log, []);
  },
};

async function check(
  html: string,
  log: PublicLog,
  sealedNotes: readonly RecordNote[],
  reader?: string,
): Promise<Answer> {
  const edition = readShownEdition(html);
  if (edition !== null) return checkShownEdition(html, edition, log);
  const page = readShownReport(html);
  if (page === null) throw commandProblem("not-a-report", "the file is not a report page of this program");
  const { data, text } = page;
  if (data.origin !== log.founding.origin)
    throw commandProblem("foreign-report", "the report is about another country's log");
  const scheme = schemeFor(data.scheme.id);
  if (scheme === null) throw commandProblem("no-scheme", "the report reads a scheme that this program does not know");
  const record = countryRecordOf(log, sealedNotes, data.log.size, reader);
  const newest = countryRecordOf(log, sealedNotes, undefined, reader);
  if (record === null || newest === null)
    throw commandProblem("not-trusted", "the log is not trusted up to the size from which the report was made");
  const hash = hashOfText(text);
  const words = await readWords(page.language, reportParts);
  const sight: Sight = {
    record,
    newest,
    scheme,
    statement: (ref) => record.book.statement(ref),
    isSealedLeaf: (leaf) => log.follower.leaf(leaf)?.class === "case",
    mustHold: record.mustHold,
  };
  const result = checkReport(html, page, hash, sight, words);
  const counts = { same: 0, differs: 0, sealed: 0 };
  for (const { verdict } of result.facts) counts[verdict]++;
  const names = (id: string) => languages.en.pick(log.directory.organisation(id)?.name ?? {}) || id;
  const { unchecked, later, publishedBy } = result;
  const flaws = result.flaws.map(wordsOf);
  const lines = [
    `Report     ${data.period.year}, ${data.period.kind}, ${scheme.id}`,
    `Data       ${hash}`,
    publishedBy.length === 0
      ? "Published  no: nobody put this report into the log"
      : `Published  by ${publishedBy.map(names).join(", ")}`,
    `Made from  ${record.log.size} entries of the log; it has ${newest.log.size} now`,
    ...(later === null
      ? ["Facts      not compared: it is refused for what else is wrong"]
      : [
          laterWords(later),
          `Facts      ${counts.same} recomputed, ${counts.sealed} rest on sealed records that you cannot open, ${counts.differs} differ`,
        ]),
    ...flaws.map((flaw) => `Flaw       ${flaw}`),
  ];
  const json = {
    data: hash,
    period: data.period,
    scheme: scheme.id,
    holds: data.holds,
    published: publishedBy.length > 0,
    size: { report: record.log.size, newest: newest.log.size },
    later,
    counts,
    unchecked,
    verdict: result.verdict,
    whole: result.verdict === "whole",
    flaws,
  };
  const verdict = {
    whole: wholeWords[data.holds],
    "open-part": `open part sound; ${unchecked} figures in facts, flows and plots rest on sealed records and were not checked`,
    refused: "refused",
  };
  const answer = { lines: [...lines, `Verdict    ${verdict[result.verdict]}`], json };
  if (result.verdict !== "refused") return answer;
  return { ...answer, problem: { code: "report-refused", message: "do not trust this report" } };
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
  const author =
    edition === null ? "nobody" : languages.en.pick(log.directory.organisation(edition.organisation)?.name ?? {});
  const answer = {
    lines: [
      `Edition    ${edition === null ? "unknown" : `${edition.year}, ${edition.kind}, ${edition.language}`}, written by ${author}`,
      `Published  ${edition === null ? "no" : `as ${edition.import}, filled from ${edition.size} entries of the log`}`,
      ...(isOlder ? ["Older      its organisation published a newer edition since"] : []),
      ...flaws.map((flaw) => `Flaw       ${flaw}`),
      `Verdict    ${verdict}`,
    ],
    json: { verdict, reason, altered: altered.map(where), unfilled: unfilled.map(where), older: isOlder },
  };
  return verdict === "same"
    ? answer
    : { ...answer, problem: { code: "report-refused", message: "do not trust this report" } };
}

const editionFlaws = {
  "not-published": "nobody published this edition in the log",
  "page-differs": "the page differs outside its paragraphs",
} as const;

/** A whole report was recomputed as far as its maker could look. */
const wholeWords = {
  all: "whole: every word was recomputed",
  some: "whole: every word was recomputed; it was made with some of the keys to the sealed registers",
  none: "whole: every word was recomputed from the open registers; it was made without the sealed ones",
} as const;

function laterWords({ figures, tier }: NonNullable<ReportCheck["later"]>): string {
  if (figures === 0 && !tier) return "Later      no later row changes a figure of it";
  return `Later      later rows change ${figures} figures${tier ? " and the tier" : ""}: it shows what was known then`;
}

function wordsOf(flaw: ReportFlaw): string {
  if (flaw.code === "not-the-records") return `not what the records give: ${flaw.part}`;
  if (flaw.code === "fact-differs") return `${flaw.fact} differs from the records`;
  return "n" in flaw ? `${flaw.n} ${flawWords[flaw.code]}` : flawWords[flaw.code];
}

const flawWords: Readonly<Record<Exclude<ReportFlaw["code"], "not-the-records" | "fact-differs">, string>> = {
  "other-root": "the log had another root at that size",
  "not-its-data": "the page says something else than its data",
  "not-published": "it rests on sealed records, and nobody who may publishes it",
  "records-missing": "records that it names are not in the record as it says",
  "not-in-log": "sealed records that it names are not in the log as what it says",
  "not-held": "sealed records that it names would have been sealed to your organisation, and were not",
};
