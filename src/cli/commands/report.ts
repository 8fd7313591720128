// `panoh report`: the yearly assessment from the open rows of the country's record, as a page, a PDF or a table: for everybody the same.

import type { Period } from "../../assessment/fact-value.ts";
import { withDemonstration } from "../../demonstration/with-demonstration.ts";
import type { Device } from "../../member/device.ts";
import { type CountryRecord, countryRecordOf } from "../../member/record/record-keeper.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { writeInPlace } from "../../operate/files/write-whole.ts";
import { isTooLarge, maxReportBytes, pageOf } from "../../reports/check-report.ts";
import type { ReportData } from "../../reports/data/report-data.ts";
import { factTable } from "../../reports/fact-table.ts";
import { reportOfYear } from "../../reports/report-of-year.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { csvFile } from "../../tables/csv.ts";
import { languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { type Answer, type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { printPdf } from "../print-pdf.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const formats = ["html", "pdf", "csv", "json"] as const;
const periods = ["calendar", "april-march"] as const;

export const reportCommand: Command = {
  usage: [
    "--year YEAR --vault DIR [--format FORMAT] [--out FILE] [--lang LANG]",
    "--year YEAR --founding FILE --host URL",
    "--year YEAR --demo",
  ],
  about: [
    "Makes the report of a year from the country's record: facts with their sources, what follows under the rules of assessment for that year and why.",
    "It is a reading of rules, not a decision. Each figure leads to its definition and its records; panoh verify-report recomputes it.",
    "It is the annex to what a person writes (panoh edition). With --demo it is made over a fresh demonstration country, which is then removed.",
  ],
  options: {
    ...vaultOptions,
    year: { value: "YEAR", help: "the year that is reported on" },
    period: { value: "KIND", help: `${periods.join(" or ")} of the next year (calendar by default)` },
    lang: { value: "LANG", help: `${languageTags.join(", ")} (en by default)` },
    format: { value: "FORMAT", help: `${formats.join(", ")} (html by default)` },
    out: { value: "FILE", help: "where to write it; on the output by default, but for PDF" },
    founding: { value: "FILE", help: "without a vault: the country's founding note" },
    host: { value: "URL", help: "without a vault: the country's host or a mirror" },
    demo: { help: "over a fresh demonstration country" },
  },
  run: async (call, terminal) => {
    const period = askedOf(call);
    const use = (member: Device) => ofMember(member, period, call);
    if (call.has("demo")) return withDemonstration((step) => terminal.inform(`panoh: ${step} …`), "ombudsman", use);
    if (call.has("vault")) return useDevice(call, terminal, use);
    if (!call.has("founding") && !call.has("host"))
      throw usageProblem(
        "say from which record: usually --vault DIR, the one of that device; or --founding FILE --host URL; or --demo",
      );
    const log = await readPublicLog(readFounding(call.get("founding")), call.get("host"), "record");
    return written(await madeOf(countryRecordOf(log, []), period, call));
  },
};

function askedOf(call: Call): Period {
  if (!call.has("year")) {
    const last = new Date().getUTCFullYear() - 1;
    throw usageProblem(`--year is needed, usually the last whole year: --year ${last}`);
  }
  const year = call.number("year", 1900, 2200);
  const kind = call.has("period") ? call.code("period", periods) : "calendar";
  return { year, kind };
}

/** The report's data from a record. Throws a problem of the command when nothing is trusted yet. */
function ofRecord(record: CountryRecord | null, period: Period): ReportData {
  if (record === null)
    throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
  return reportOfYear(record, period);
}

/** A report in the form that was asked for. Nothing of it is written yet. */
interface Made {
  readonly data: ReportData;
  readonly bytes: string | Buffer;
  /** Null for the output. */
  readonly out: string | null;
}

/** Makes a member's report and writes it as asked. Throws a problem of the command where its page would be too large. */
export async function ofMember(
  member: Pick<Device, "record">,
  period: Period,
  call: Call,
  most = maxReportBytes,
): Promise<Answer | null> {
  return written(await madeOf(member.record.at(), period, call, most));
}

async function madeOf(record: CountryRecord | null, period: Period, call: Call, most = maxReportBytes): Promise<Made> {
  const format = call.has("format") ? call.code("format", formats) : "html";
  const language = call.has("lang") ? call.code("lang", languageTags) : "en";
  const out = call.find("out");
  if (format === "pdf" && out === null) throw usageProblem("--format pdf needs --out");
  const data = ofRecord(record, period);
  const words = await readWords(language, reportParts);
  const bytes: { readonly [Format in (typeof formats)[number]]: () => string | Promise<Buffer> } = {
    html: () => checkable(pageOf(data, words), most),
    pdf: () => printPdf(checkable(pageOf(data, words), most)),
    csv: () => csvFile(factTable(data, words)),
    json: () => `${JSON.stringify(data)}\n`,
  };
  return { data, bytes: await bytes[format](), out };
}

function written({ data, bytes, out }: Made): Answer | null {
  if (out === null) {
    process.stdout.write(bytes);
    return null;
  }
  writeInPlace(out, bytes);
  const { tier, step, asks, judgements, differing } = data.assessment;
  const isGiven = (question: string) => judgements.some((one) => one.question === question);
  const isDiffering = (question: string) =>
    new Set(judgements.filter((one) => one.question === question).map(({ answer }) => answer)).size > 1;
  const [missing, differ, stale] = [
    asks.filter((question) => !isGiven(question)),
    asks.filter(isDiffering),
    asks.filter((question) => isGiven(question) && !isDiffering(question)),
  ];
  const open = [
    ...(missing.length === 0 ? [] : [`judgements are missing (${missing.join(", ")})`]),
    ...(stale.length === 0 ? [] : [`judgements rest on rows that changed, sign them again (${stale.join(", ")})`]),
    ...(differ.length === 0 ? [] : [`offices differ (${differ.join(", ")})`]),
    ...differing.map(({ year }) => `the published tiers of ${year} differ`),
  ];
  return {
    lines: [
      `Report     ${out}`,
      `Year       ${data.period.year}, ${data.period.kind}`,
      `Scheme     ${data.assessment.scheme.id}`,
      `Tier       ${tier === null ? `does not follow: ${open.join("; ")}` : `${tier} (${step})`}`,
      `Log        ${data.log.size} leaves`,
    ],
    json: {
      out,
      period: data.period,
      scheme: data.assessment.scheme.id,
      tier,
      step,
      asks,
      stale,
      size: data.log.size,
    },
  };
}

function checkable(page: string, most: number): string {
  if (isTooLarge(page, most))
    throw commandProblem(
      "report-too-large",
      "its page would be larger than 16 MB, and nobody could check it: nothing was written. Write it as csv or json",
    );
  return page;
}
