// `panoh tally`: what the sealed registers add up to in an ended year. One office that holds the sealed rows makes the tallies and releases them; a second
// one makes them again from the same rows and signs them off. From a release on everybody reads the same facts, and nobody a sealed row.
import { catalogue } from "../../assessment/catalogue.ts";
import type { Period } from "../../assessment/fact-value.ts";
import { indexStatements } from "../../assessment/statement-index.ts";
import { keyOf, releasesIn, sealedRegisterOf, talliesOf, yearFields } from "../../assessment/tally.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../core/registers/row.ts";
import type { Device } from "../../member/device.ts";
import { type CountryRecord, hashOfText } from "../../member/record/record-keeper.ts";
import { must } from "../../member/verb.ts";
import { releaseDay } from "../../record/author.ts";
import type { Statement } from "../../record/statement.ts";
import { cellsText } from "../code-words.ts";
import { type Answer, type Call, type Command, commandProblem } from "../command.ts";
import { organisationInEnglish } from "../organisation-name.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const options = {
  ...vaultOptions,
  year: { value: "YEAR", help: "the year, which is over" },
  period: { value: "KIND", help: "calendar or april-march of the next year (calendar by default)" },
  office: { value: "NAME", help: "the office that answers for it" },
  sign: { help: "sign it" },
} as const;

export const makeTallyCommand: Command = {
  usage: ["--year YEAR --office NAME [--period KIND] [--sign] --vault DIR"],
  about: [
    "Counts what the sealed registers hold of an ended year, for each fact and source, and with --sign releases the numbers as open rows. Without --sign nothing is entered: look at the numbers first.",
    "A year is released from the first of February after it on (April to March: first of May), and once more a year later. Between these dates nothing of it changes, so that nobody sees in the log when a row was entered.",
    "A source that no open row describes is left out. Rows that are dated too vaguely make a number at least so many.",
  ],
  options,
  run: (call, terminal) => useDevice(call, terminal, (member) => makeTally(member, askedOf(call))),
};

export const checkTallyCommand: Command = {
  usage: ["--year YEAR --office NAME [--period KIND] [--sign] --vault DIR"],
  about: [
    "Makes the tallies of a year again, from the sealed rows that this office holds, and compares each with what another office released. With --sign they are signed off where all are the same.",
    "It also compares from which sealed notes they were counted: an office that held more or fewer is seen by it.",
  ],
  options,
  run: (call, terminal) => useDevice(call, terminal, (member) => checkTally(member, askedOf(call))),
};

/** Makes the tallies of a year, and releases them where that is signed. Throws a problem of the command. */
export async function makeTally(member: Device, { period, office, isSigned }: Asked): Promise<Answer> {
  if (!member.record.mayEnter("release"))
    throw commandProblem("not-allowed", "only an ombudsman or a statistics office releases tallies");
  const record = recordOf(member);
  const own = member.view?.self?.organisation.id ?? "";
  const before = releasedBy(record, own, period);
  const edition = before.length + 1;
  const day = releaseDay(period, edition);
  if (edition > 2)
    throw commandProblem("released-twice", `${period.year} was released twice, and is not changed again`);
  if (new Date().toISOString().slice(0, day.length) < day)
    throw commandProblem("too-early", `edition ${edition} of ${period.year} may be released from ${day} on`);
  const rows = talliesOf(record.statements, period);
  if (rows.length === 0) throw commandProblem("nothing-to-release", "the sealed registers hold nothing of this year");
  if (isSame(rows, lastRows(record, own, period)))
    throw commandProblem("nothing-changed", "the numbers are those of the first edition");
  const lines = rows.map(tallyLine);
  if (record.holds !== "all")
    lines.unshift("Look       this office was not the first reviewer: rows from before it are not counted");
  if (!isSigned)
    return { lines: [...lines, `Sound      ${rows.length} tallies, none released`], json: { rows, edition } };
  const { imports } = await must(member.record.enter("tally", rows));
  const values: RowValues<"release"> = {
    ...yearFields(period),
    edition,
    import: imports[0] ?? "",
    until: record.log.size,
    notes: countedNotes(member, record.log.size),
    office,
  };
  const release = [{ key: keyOf(period, String(edition)), source: ownFiles, values }] as const;
  await must(member.record.enter("release", release));
  await member.sync();
  return {
    lines: [
      ...lines,
      `Released   ${rows.length} tallies, edition ${edition}`,
      `Import     ${imports[0]}`,
      "Next       another office makes them again and signs them off: panoh tally check",
    ],
    json: { rows, edition, import: imports[0] },
  };
}

/** Makes the tallies that another office released again, and signs them off where that is asked and all are the same. Throws a problem of the command. */
export async function checkTally(member: Device, { period, office, isSigned }: Asked): Promise<Answer> {
  const own = member.view?.self?.organisation.id ?? "";
  const newest = recordOf(member);
  const [release] = releasesIn(indexStatements(newest.statements), period).filter((one) => one.organisation !== own);
  if (release === undefined)
    throw commandProblem("no-release", `no other office released the tallies of ${period.year}`);
  const { organisation, values } = release;
  const record = member.record.at(values.until);
  if (record === null)
    throw commandProblem("not-trusted", "the log is not here up to the size of which the release speaks");
  const theirs = tallyRows(newest, organisation, values.import);
  const differing = differences(theirs, talliesOf(record.statements, period));
  const isOfTheseNotes = countedNotes(member, values.until) === values.notes;
  const head = [
    `Release    ${keyOf(period)}, edition ${values.edition}, by ${organisationInEnglish(member, organisation)} (${values.office})`,
    `Notes      ${isOfTheseNotes ? "the same sealed notes were counted" : "other sealed notes were counted than this office holds"}`,
  ];
  if (differing.length > 0 || !isOfTheseNotes)
    return {
      lines: [...head, ...differing],
      json: { release: values, differing, sameNotes: isOfTheseNotes },
      problem: { code: "tallies-differ", message: "the tallies do not follow from what this office holds" },
    };
  if (!isSigned)
    return {
      lines: [...head, `Same       ${theirs.length} tallies, not signed off`],
      json: { release: values, differing },
    };
  await must(member.record.signOff(values.import, office, organisation));
  await member.sync();
  return { lines: [...head, `Signed off ${theirs.length} tallies`], json: { release: values, differing } };
}

interface Asked {
  readonly period: Period;
  readonly office: string;
  readonly isSigned: boolean;
}

function askedOf(call: Call): Asked {
  const kind = call.has("period") ? call.code("period", ["calendar", "april-march"] as const) : "calendar";
  return {
    period: { year: call.number("year", 1900, 2200), kind },
    office: call.get("office"),
    isSigned: call.has("sign"),
  };
}

function recordOf(member: Device): CountryRecord {
  const record = member.record.at();
  if (record === null)
    throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
  return record;
}

/** Releases of the year by this organisation, withdrawn ones too: a second edition is the last one. */
function releasedBy({ book }: CountryRecord, organisation: string, period: Period): readonly unknown[] {
  const keys = [1, 2].map((edition) => keyOf(period, String(edition)));
  return [...book.statements("release"), ...book.withdrawn.filter(({ register }) => register === "release")].filter(
    (each) => each.organisation === organisation && keys.includes(each.key),
  );
}

function lastRows(record: CountryRecord, organisation: string, period: Period): readonly Row<"tally">[] {
  const last = releasesIn(indexStatements(record.statements), period).find((one) => one.organisation === organisation);
  return last === undefined ? [] : tallyRows(record, organisation, last.values.import);
}

function tallyRows({ book }: CountryRecord, organisation: string, id: string): readonly Row<"tally">[] {
  const ofImport = (one: Statement<"tally">) => one.organisation === organisation && one.import === id;
  return book
    .statements("tally")
    .filter(ofImport)
    .map(({ key, source, values }) => ({ key, source, values }));
}

const countedRegisters = new Set(catalogue.flatMap((definition) => sealedRegisterOf(definition) ?? []));

/** The hash of the ids of the sealed notes of the registers that are counted, as far as they lie below this size of the log. */
function countedNotes(member: Device, size: number): string {
  const ids = member.record.sealedNotes.flatMap(({ id, leaf, batch }) =>
    countedRegisters.has(batch.register) && leaf !== null && leaf < size ? [id] : [],
  );
  return hashOfText(ids.sort().join("\n"));
}

/** A line for each tally that is not the same on both sides. */
function differences(theirs: readonly Row<"tally">[], ours: readonly Row<"tally">[]): readonly string[] {
  const byName = (rows: readonly Row<"tally">[]) =>
    new Map(rows.map((row) => [`${row.key} (${row.source})`, cells(row)]));
  const [their, our] = [byName(theirs), byName(ours)];
  return [...new Set([...their.keys(), ...our.keys()])]
    .filter((name) => their.get(name) !== our.get(name))
    .map(
      (name) => `Differs    ${name}: released ${their.get(name) ?? "nothing"}, counted ${our.get(name) ?? "nothing"}`,
    );
}

function isSame(rows: readonly Row<"tally">[], others: readonly Row<"tally">[]): boolean {
  return differences(others, rows).length === 0;
}

function tallyLine(row: Row<"tally">): string {
  return `Tally      ${row.key} (${row.source})  ${cells(row)}`;
}

function cells(row: Row<"tally">): string {
  return cellsText("tally", row);
}
