// `panoh tally`: what the sealed registers add up to in an ended year. One office that holds the sealed rows makes the tallies and releases them; a second
// one makes them again from the same rows and signs them off. From a release on everybody reads the same facts, and nobody a sealed row.
import type { Period } from "../../assessment/fact-value.ts";
import { keyOf } from "../../assessment/tally.ts";
import type { TallyDraft } from "../../assessment/tally-release.ts";
import type { SaidRow } from "../../core/registers/row.ts";
import type { Device } from "../../member/device.ts";
import { enterRelease, othersRelease, releaseDraft, signRelease } from "../../operate/tallies.ts";
import { isSameTally } from "../../record/release.ts";
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
  const draft = releaseDraft(member, period) ?? notTrusted();
  if (draft.notYet !== null) throw commandProblem(draft.notYet, whyNot[draft.notYet](draft));
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
  if (member.record.at() === null) notTrusted();
  const check = othersRelease(member, period);
  if (check === undefined)
    throw commandProblem(
      "no-release",
      `no other office released the tallies of ${period.year}, as far as the log is here`,
    );
  const { organisation, values, tallies, differences, isOfOurNotes } = check;
  const lines = [
    `Release    ${keyOf(period)}, edition ${values.edition}, by ${organisationInEnglish(member, organisation)} (${values.office})`,
    `Notes      ${isOfOurNotes ? "the same sealed notes were counted" : "other sealed notes were counted than this office holds"}`,
    ...differences.map((one) => `Differs    ${one.name}: released ${cells(one.released)}, counted ${cells(one.ours)}`),
  ];
  const json = { release: values, differences, isOfOurNotes };
  if (!isSameTally(check))
    return {
      lines,
      json,
      problem: { code: "tallies-differ", message: "the tallies do not follow from what this office holds" },
    };
  if (!isSigned) return { lines: [...lines, `Same       ${tallies.length} tallies, not signed off`], json };
  await signRelease(member, check, office);
  return { lines: [...lines, `Signed off ${tallies.length} tallies`], json };
}

const whyNot: { readonly [W in NonNullable<TallyDraft["notYet"]>]: (draft: TallyDraft) => string } = {
  "not-allowed": () => "only an ombudsman or a statistics office releases tallies",
  "released-twice": ({ period }) => `${period.year} was released twice, and is not changed again`,
  "too-early": ({ period, edition, from }) =>
    `edition ${edition} of ${period.year} may be released from ${from} on, by this computer's clock and by the log`,
  "nothing-to-release": () => "the sealed registers hold nothing of this year",
  "nothing-changed": () => "the numbers are the released ones",
};

function notTrusted(): never {
  throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
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

function cells(row: SaidRow<"tally"> | null): string {
  return row === null ? "nothing" : cellsText("tally", row);
}
