// `panoh tally`: what the sealed registers add up to in an ended year. One office that holds the sealed rows makes the tallies and releases them; a second
// one makes them again from the same rows and signs them off. From a release on everybody reads the same facts, and nobody a sealed row.
import type { Period } from "../../assessment/fact-value.ts";
import { keyOf } from "../../assessment/tally.ts";
import type { Row } from "../../core/registers/row.ts";
import type { Device } from "../../member/device.ts";
import { compareRelease, draftRelease, enterRelease, signRelease } from "../../operate/tallies.ts";
import { cellsText } from "../code-words.ts";
import type { Answer, Call, Command } from "../command.ts";
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
  const draft = draftRelease(member, period);
  const { rows, edition, isWhole } = draft;
  const lines = [
    ...(isWhole ? [] : ["Look       this office was not the first reviewer: rows from before it are not counted"]),
    ...rows.map((row) => `Tally      ${row.key} (${row.source})  ${cellsText("tally", row)}`),
  ];
  if (!isSigned)
    return { lines: [...lines, `Sound      ${rows.length} tallies, none released`], json: { rows, edition } };
  const id = await enterRelease(member, draft, office);
  return {
    lines: [
      ...lines,
      `Released   ${rows.length} tallies, edition ${edition}`,
      `Import     ${id}`,
      "Next       another office makes them again and signs them off: panoh tally check",
    ],
    json: { rows, edition, import: id },
  };
}

/** Makes the tallies that another office released again, and signs them off where that is asked and all are the same. Throws a problem of the command. */
export async function checkTally(member: Device, { period, office, isSigned }: Asked): Promise<Answer> {
  const check = compareRelease(member, period);
  const { organisation, values, tallies, differences, isOfOurNotes } = check;
  const lines = [
    `Release    ${keyOf(period)}, edition ${values.edition}, by ${organisationInEnglish(member, organisation)} (${values.office})`,
    `Notes      ${isOfOurNotes ? "the same sealed notes were counted" : "other sealed notes were counted than this office holds"}`,
    ...differences.map((one) => `Differs    ${one.name}: released ${cells(one.released)}, counted ${cells(one.ours)}`),
  ];
  const json = { release: values, differences, isOfOurNotes };
  if (differences.length > 0 || !isOfOurNotes)
    return {
      lines,
      json,
      problem: { code: "tallies-differ", message: "the tallies do not follow from what this office holds" },
    };
  if (!isSigned) return { lines: [...lines, `Same       ${tallies} tallies, not signed off`], json };
  await signRelease(member, check, office);
  return { lines: [...lines, `Signed off ${tallies} tallies`], json };
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

function cells(row: Row<"tally"> | null): string {
  return row === null ? "nothing" : cellsText("tally", row);
}
