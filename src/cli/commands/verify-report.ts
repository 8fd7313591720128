// `panoh verify-report`: recomputes a report that somebody shows. With keys, all that they open; without, the open figures, and for the rest
// that the named sealed records are in the log.
import { readFileSync, statSync } from "node:fs";
import { schemeFor } from "../../assessment/schemes.ts";
import type { RecordNote } from "../../core/record/statement.ts";
import type { Member } from "../../member/member.ts";
import type { PublicLog } from "../../member/public-log.ts";
import { countryRecordOf, hashOfText } from "../../member/record-desk.ts";
import { checkReport, isPageOfItsData, readShownReport } from "../../reports/check-report.ts";
import { reportOfYear } from "../../reports/report-of-year.ts";
import type { Answer, Command } from "../command.ts";
import { CommandProblem } from "../command.ts";
import { readPublicLog } from "../country-client.ts";
import { readFounding } from "../given-files.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const maxReportBytes = 64 * 1024 * 1024;

export const verifyReport: Command = {
  usage: ["FILE --vault DIR", "FILE --founding FILE --host URL"],
  about: [
    "Checks a report page: that its hash is published in the log, that every word of it is what its data give, and that its figures follow",
    "from the records. What rests on sealed records that you cannot open is told, with whether those records are in the log.",
    "Exit code 1 when anything is wrong. A report that nobody published is sound but unpublished: that is told, and is no flaw.",
  ],
  options: {
    ...vaultOptions,
    founding: { value: "FILE", help: "without a vault: the country's founding note" },
    host: { value: "URL", help: "without a vault: the country's host or a mirror" },
  },
  takes: ["FILE"],
  run: async (given, terminal) => {
    const file = given.argument(0);
    if (statSync(file).size > maxReportBytes) throw new CommandProblem("file-too-large", `${file} is too large`);
    const html = readFileSync(file, "utf8");
    if (given.has("vault")) {
      return useDevice(given, terminal, async (member: Member) => {
        const { log, session } = member.administration();
        return check(html, log, session.book.recordNotes());
      });
    }
    return check(html, await readPublicLog(readFounding(given.get("founding")), given.get("host")), []);
  },
};

function check(html: string, log: PublicLog, sealedNotes: readonly RecordNote[]): Answer {
  const shown = readShownReport(html);
  if (shown === null) throw new CommandProblem("not-a-report", "the file is not a report page of this program");
  const { data, text } = shown;
  if (data.origin !== log.founding.origin)
    throw new CommandProblem("foreign-report", "the report is about another country's log");
  const record = countryRecordOf(log, sealedNotes, data.log.size);
  if (record === null)
    throw new CommandProblem("not-trusted", "the log is not trusted up to the size from which the report was made");
  const scheme = schemeFor(data.scheme.id);
  if (scheme === null)
    throw new CommandProblem("no-scheme", "the report reads a scheme that this program does not know");
  const hash = hashOfText(text);
  const recomputed = reportOfYear(record, { period: data.period, scheme });
  const checked = checkReport(data, recomputed, (ref) => record.book.statement(ref) !== null);
  const newest = countryRecordOf(log, sealedNotes);
  const publications = (newest?.book.statements("publication") ?? []).filter(({ values }) => values.data === hash);
  const counts = { same: 0, differs: 0, sealed: 0 };
  for (const { verdict } of checked.facts) counts[verdict]++;
  const unlogged = checked.sealed.filter(({ leaf }) => leaf === null || log.follower.leaf(leaf)?.class !== "case");
  const flaws = [
    ...(record.log.root === data.log.root ? [] : ["the log had another root at that size"]),
    ...(isPageOfItsData(html, shown, hash) ? [] : ["the page says something else than its data"]),
    ...(checked.whole === false ? ["the report is not what the records give"] : []),
    ...checked.facts
      .filter(({ verdict }) => verdict === "differs")
      .map(({ fact }) => `${fact} differs from the records`),
    ...(checked.missing.length === 0
      ? []
      : [`${checked.missing.length} open records that it names are not in the record`]),
    ...(unlogged.length === 0 ? [] : [`${unlogged.length} sealed records that it names are not in the log`]),
  ];
  const names = (id: string) => log.directory.organisation(id)?.name["en"] ?? id;
  const lines = [
    `Report     ${data.period.year}, ${data.period.kind}, ${data.scheme.id}`,
    `Data       ${hash}`,
    publications.length === 0
      ? "Published  no: nobody put this hash into the log"
      : `Published  by ${publications.map(({ organisation }) => names(organisation)).join(", ")}`,
    `Figures    ${counts.same} recomputed, ${counts.sealed} rest on sealed records that you cannot open, ${counts.differs} differ`,
    ...(checked.whole === true ? ["Whole      every word was recomputed"] : []),
    ...flaws.map((flaw) => `Flaw       ${flaw}`),
  ];
  const json = {
    data: hash,
    period: data.period,
    scheme: data.scheme.id,
    published: publications.length > 0,
    counts,
    whole: checked.whole,
    flaws,
  };
  if (flaws.length === 0) return { lines: [...lines, "Verdict    sound"], json };
  return {
    lines: [...lines, "Verdict    refused"],
    json,
    problem: { code: "report-refused", message: "this is not a report of these records" },
  };
}
