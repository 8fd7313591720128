// `panoh count`: an organisation counts its cases of a year for the country, and a second device signs that; one of two offices adds up what all sent and releases the
// numbers, and the other one makes them again (docs/spec/offices.md).

import { releasesIn } from "../../assessment/tally.ts";
import type { SaidRow } from "../../core/registers/row.ts";
import type { YearCount } from "../../core/year-count.ts";
import type { CountDraft, CountryDraft } from "../../member/counts.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import { writeSecret } from "../../operate/files/write-whole.ts";
import { casesReleases, isSameTally } from "../../record/release.ts";
import { countSentences, inReadingOrder, leftOutSentence, talliedSentence } from "../../reports/count-words.ts";
import { euTable, unodcTable } from "../../reports/outside-tables.ts";
import { csvFile } from "../../tables/csv.ts";
import { countryName } from "../../words/country-name.ts";
import { formWordParts } from "../../words/form-words.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import type { Words } from "../../words/words.ts";
import type { Answer, Call, Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { languageOption } from "../form-words.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const ofYear = {
  ...vaultOptions,
  ...languageOption,
  year: { value: "YEAR", help: "the calendar year, whose February after it has come by the log's time" },
} as const;
const office = { value: "NAME", help: "the office that answers for it" };

export const makeCountCommand: Command = {
  usage: ["--year YEAR [--send] --vault DIR"],
  about: [
    "Counts the cases of this organisation in a year, for the country, and shows all that would leave. With --send it is sealed to the two offices that add it up, and to nobody else.",
    "Each case is counted by one organisation: the provider that opened it, else the first that accepted its first referral. An organisation without any case sends its count too, else it is missing.",
    "Then somebody on another device of the organisation signs it: panoh count sign. A count can be corrected once.",
  ],
  options: { ...ofYear, send: { help: "send it" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => makeCount(member, await askedOf(call), call.has("send"))),
};

export const signCountCommand: Command = {
  usage: ["--year YEAR [--sign] --vault DIR"],
  about: [
    "Shows the count that another device of this organisation sent, counts again on this one, and says where the two differ. With --sign this device signs it: until then it is not added up.",
  ],
  options: { ...ofYear, sign: { help: "sign it" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => signCount(member, await askedOf(call), call.has("sign"))),
};

export const releaseCountCommand: Command = {
  usage: ["--year YEAR --office NAME [--sign] --vault DIR"],
  about: [
    "Shows which organisations sent a count of the year, adds up what was sealed to this office, and shows the numbers that everybody would read. With --sign they are released.",
    "Numbers of cases are exact from 5 on; parts are rounded, so that nobody can be found in them. Where an organisation is missing, each number means at least so many.",
    "A year is released from the first of February after it on, and once more a year later, where 5 cases or more changed.",
  ],
  options: { ...ofYear, office, sign: { help: "release the numbers" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) =>
      releaseCount(member, await askedOf(call), call.get("office"), call.has("sign")),
    ),
};

export const checkCountCommand: Command = {
  usage: ["--year YEAR --office NAME [--sign] --vault DIR"],
  about: [
    "Makes the numbers of a year again that the other office released, from what was sealed to this one, and names each that differs. With --sign they are signed off where all are the same.",
  ],
  options: { ...ofYear, office, sign: { help: "sign them off" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) =>
      checkCount(member, await askedOf(call), call.get("office"), call.has("sign")),
    ),
};

const shapes = ["unodc", "eu"] as const;

export const exportCountCommand: Command = {
  usage: [
    "--year YEAR --as unodc --iso3 CODE --out FILE.csv --vault DIR",
    "--year YEAR --as eu --out FILE.csv --vault DIR",
  ],
  about: [
    "Writes the released cases of a year in the columns of others: unodc is the long table of UNODC with its 13 columns, eu the set of Directive (EU) 2024/1712 with the registering body. Suspects, prosecuted and convicted persons come from the tallies of proceedings.",
    "Everybody may do it: nothing is in it that the release does not say. Four or fewer are <5. The same persons stand under each dimension: never add over it.",
    "The columns of UNODC were seen in public programs that load its file; what stands in Indicator, Dimension and Category is this program's. Region and Subregion are empty.",
  ],
  options: {
    ...vaultOptions,
    year: ofYear.year,
    as: { value: "SHAPE", help: shapes.join(", ") },
    iso3: { value: "CODE", help: "the country's three letters (ISO 3166-1 alpha-3), for unodc" },
    out: { value: "FILE", help: "where to write the CSV file" },
  },
  run: (call, terminal) => {
    const [year, shape, out] = [call.number("year", 1900, 2200), call.code("as", shapes), call.get("out")];
    const iso3 = shape === "unodc" ? call.get("iso3") : "";
    return useDevice(call, terminal, async (member) => {
      const { book } = member.record;
      const editions = casesReleases(book, year);
      const release = editions.at(-1);
      if (release === undefined) throw commandProblem("no-release", `no office released the cases of ${year}`);
      const { edition, office, asked = 0, sent = 0 } = release.values;
      const missing =
        sent < asked ? `; partial: ${sent} of ${asked} organisations counted, each number means at least` : "";
      // Joined years stand in the first edition of the last of them alone (YC11c).
      const windows = editions
        .slice(0, -1)
        .flatMap((one) => one.tallies.filter(({ values }) => values.years !== undefined));
      const rows = [...release.tallies, ...windows].map(({ values }) => values);
      // Of the office that released the proceedings of the year first (TA10a); what stands in no release is nobody's number.
      const [first] = releasesIn(book, { year, kind: "calendar" });
      const proceedings = (first?.tallies ?? []).map(({ values }) => values);
      const name = countryName(member.view?.country?.country ?? "", "en");
      const source = `${office}, edition ${edition}${missing}`;
      const table = shape === "eu" ? euTable(rows, proceedings, source) : unodcTable(rows, { iso3, name, source });
      writeSecret(out, csvFile(table));
      return {
        lines: [`Written    ${out}: ${table.length - 1} rows`, `Source     ${source}`],
        json: { out, table },
      };
    });
  },
};

interface Asked {
  readonly year: number;
  readonly words: Words;
}

async function askedOf(call: Call): Promise<Asked> {
  const tag: LanguageTag = call.has("lang") ? call.code("lang", languageTags) : "en";
  return { year: call.number("year", 1900, 2200), words: await readWords(tag, [...formWordParts, "count"]) };
}

/** Counts the own cases, and sends the count where that is asked. Throws a problem of the command. */
export async function makeCount(member: Device, { year, words }: Asked, isSent: boolean): Promise<Answer> {
  const draft = await draftOf(member, { year, words });
  const sentences = [
    words.message("count.about", { offices: namesOf(member, member.counts.offices, words) }),
    words.message("count.all"),
    words.message("count.marks"),
    ...countSentences(draft.count, words),
    ...(draft.isSent ? [words.message("count.is-sent")] : draft.edition > 1 ? [words.message("count.corrects")] : []),
  ];
  const json = { edition: draft.edition, isSent: draft.isSent, count: bareOf(draft.count) };
  if (!isSent || draft.isSent) return { lines: sentences, json };
  const id = await must(member.counts.send(draft));
  await member.sync();
  return {
    lines: [...sentences, words.message(member.counts.isAlone(year) ? "count.alone" : "count.unsigned")],
    json: { ...json, import: id },
  };
}

/** Shows what another device sent, and signs it where that is asked. Throws a problem of the command. */
export async function signCount(member: Device, { year, words }: Asked, isSigned: boolean): Promise<Answer> {
  const last = member.counts.sentOf(year);
  if (last === null) throw commandProblem("no-count", `this organisation sent no count of ${year}`);
  const draft = await member.counts.draft(year);
  const isSame = typeof draft !== "string" && draft.isSent;
  const lines = [...countSentences(last.count, words), ...(isSame ? [] : [words.message("count.other")])];
  const json = {
    isSigned: last.isSigned || isSigned,
    isSame,
    count: bareOf(last.count),
  };
  if (last.isSigned) return { lines: [...lines, words.message("count.signed")], json };
  if (!isSigned) return { lines, json };
  await must(member.counts.sign(year, last));
  await member.sync();
  return { lines: [...lines, words.message("count.signed")], json };
}

/** Adds up what was sent, and releases it where that is asked. Throws a problem of the command. */
export async function releaseCount(
  member: Device,
  { year, words }: Asked,
  answering: string,
  isSigned: boolean,
): Promise<Answer> {
  const draft = member.counts.country(year);
  if (draft === null)
    throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
  const { notYet, from, edition } = draft;
  if (notYet !== null) throw commandProblem(notYet, words.message(`count.not-yet.${notYet}`, { from }));
  const lines = countryLines(member, draft, words);
  const json = { edition, asked: draft.asked, sent: draft.sent, rows: draft.rows, leftOut: draft.leftOut };
  if (!isSigned) return { lines, json };
  const id = await must(member.counts.release(draft, answering));
  await member.sync();
  const outcome = words.message("count.released", { edition: words.language.number(edition), office: answering });
  return { lines: [...lines, outcome], json: { ...json, import: id } };
}

/** Makes a release again, and signs it off where that is asked and all is the same. Throws a problem of the command. */
export async function checkCount(
  member: Device,
  { year, words }: Asked,
  answering: string,
  isSigned: boolean,
): Promise<Answer> {
  const check = member.counts.check(year);
  if (check === null) throw commandProblem("no-release", `no office released the cases of ${year}`);
  const { release, differences, isOfOurNotes, isOurs } = check;
  const { edition, office: by } = release.values;
  const sentenceOf = (row: SaidRow<"tally"> | null) =>
    row === null ? words.message("count.nothing") : talliedSentence(row.values, words);
  const lines = [
    words.message("count.released", { edition: words.language.number(edition), office: by }),
    ...(isOfOurNotes ? [] : [words.message("count.other-notes")]),
    ...differences.map(({ released, ours }) =>
      words.message("count.differs", { released: sentenceOf(released), ours: sentenceOf(ours) }),
    ),
  ];
  const json = { edition, differences, isOfOurNotes, isOurs };
  if (!isSameTally(check))
    return {
      lines,
      json,
      problem: { code: "tallies-differ", message: "the numbers do not follow from what this office holds" },
    };
  const same = [...lines, words.message("count.same")];
  if (!isSigned) return { lines: same, json };
  await must(member.counts.signRelease(year, answering));
  await member.sync();
  return { lines: [...same, `Signed off ${release.tallies.length} tallies`], json };
}

async function draftOf(member: Device, { year, words }: Asked): Promise<CountDraft> {
  const draft = await member.counts.draft(year);
  if (typeof draft !== "string") return draft;
  if (draft === "locked") throw commandProblem("not-allowed", "only a device that reads cases can count them");
  throw commandProblem(draft, words.message(`count.none.${draft}`, { year: String(year), next: String(year + 1) }));
}

function countryLines(member: Device, draft: CountryDraft, words: Words): readonly string[] {
  const { senders, asked, sent, doubled, rows, leftOut } = draft;
  return [
    words.message("count.country.senders", { sent: words.language.number(sent), asked: words.language.number(asked) }),
    ...senders.map(({ organisation, not }) =>
      words.message(`count.of.${not ?? "counted"}`, { name: nameOf(member, organisation, words) }),
    ),
    ...(sent < asked ? [words.message("count.country.partial")] : []),
    ...(doubled.length > 0 ? [words.message("count.country.doubled", { names: namesOf(member, doubled, words) })] : []),
    words.message("count.country.preview"),
    ...inReadingOrder(rows).map(({ values }) => talliedSentence(values, words)),
    ...leftOut.map((one) => leftOutSentence(one, words)),
  ];
}

function nameOf(member: Device, id: string, { language }: Words): string {
  return language.pick(member.directory.organisation(id)?.name ?? {}) || id;
}

function namesOf(member: Device, ids: readonly string[], words: Words): string {
  return words.language.list(ids.map((id) => nameOf(member, id, words)));
}

/** The numbers of a count without its marks. */
function bareOf({ year, tokens, cells, days }: YearCount) {
  const numbers = Object.fromEntries(Object.entries(tokens).map(([fact, marks]) => [fact, marks.length]));
  return { year, numbers, cells, days };
}
