// An unmistakably invented open record for tests and pictures: a plan with measures in every state, one article in two sources, a published
// report, and a few rows of every list; entered by one device of the secretariat and signed off by the other.

import type { RegisterName } from "../../src/core/registers/register-table.ts";
import type { Row } from "../../src/core/registers/row.ts";
import { must } from "../../src/member/verb.ts";
import { row } from "./record-notes.ts";
import type { World } from "./world.ts";

/** Enters it and waits until it is witnessed. Dates are around the world's own day, so that one measure is overdue. */
export async function enterTeapotRecord(world: World): Promise<void> {
  const secretariat = await world.organisation("secretariat", "Secretariat of Saucers");
  const [first, second] = secretariat.devices;
  if (first === undefined || second === undefined) throw new Error("a secretariat without devices");
  const member = await world.member(first);
  const witness = await world.member(second);
  const signed: string[] = [];
  for (const [register, rows] of teapotRows(new Date(world.now).getUTCFullYear())) {
    const { imports } = await must(member.record.enter(register, rows));
    if (register === "measure" || register === "law") signed.push(...imports);
  }
  await world.settle(member, witness);
  for (const id of signed) await must(witness.record.signOff(id, "Head of Saucers"));
  await world.settle(witness, member);
}

function teapotRows(year: number): readonly (readonly [RegisterName, readonly Row[]])[] {
  const measure = { plan: "tea", objective: "Nobody goes without a cup", from: `${year - 2}` };
  const law = { act: "Teapot Code", article: "7", subject: "trafficking", stage: "in-force" } as const;
  return [
    [
      "source",
      [
        row("source", "gazette", "own", {
          title: "The Teapot Gazette",
          publisher: "Teapot Press",
          kind: "press",
          checked: "verified",
        }),
      ],
    ],
    [
      "plan",
      [
        row("plan", "tea-draft", "own", { title: "Tea for everybody", stage: "draft", on: `${year - 3}-04` }),
        row("plan", "tea", "own", {
          title: "Tea for everybody",
          stage: "in-force",
          on: `${year - 2}-01-15`,
          from: `${year - 2}`,
          until: `${year + 1}`,
        }),
      ],
    ],
    [
      "measure",
      [
        row("measure", "cups", "own", {
          ...measure,
          measure: "Give every saucer a cup",
          agency: "Ministry of Cups",
          until: `${year - 1}-06`,
          indicator: "Saucers with a cup, of all saucers",
          budget: 120_000,
          currency: "XTS",
        }),
        row("measure", "handles", "own", {
          ...measure,
          measure: "Mend the handles",
          agency: "Ministry of Cups",
          until: `${year + 1}-12`,
          budget: 30_000,
          currency: "XTS",
        }),
        row("measure", "doors", "gazette", {
          ...measure,
          measure: "Train the doorkeepers",
          problem: "Doorkeepers do not know a cold teapot when they see one",
          agency: "Board of Doors",
          until: `${year - 1}-03-31`,
          budget: "not-reported",
        }),
        row("measure", "lids", "own", { ...measure, measure: "Count the lids", agency: "Office of Numbers" }),
        row("measure", "song", "own", {
          ...measure,
          measure: "Teach the whistle",
          agency: "School of Kettles",
          until: `${year}-01`,
        }),
      ],
    ],
    [
      "progress",
      [
        row("progress", "cups-1", "own", {
          measure: "cups",
          on: `${year - 2}-09`,
          state: "under-way",
          spent: 40_000,
          currency: "XTS",
        }),
        row("progress", "cups-2", "own", {
          measure: "cups",
          on: `${year - 1}-05-20`,
          state: "done",
          spent: 70_000,
          currency: "XTS",
          evidence: "Delivery note of the potters, 20 May",
        }),
        row("progress", "handles-1", "own", {
          measure: "handles",
          on: `${year - 1}`,
          state: "under-way",
          evidence: "Photographs of 40 handles",
        }),
        row("progress", "doors-1", "gazette", {
          measure: "doors",
          on: `${year - 1}-02`,
          state: "under-way",
          spent: 900,
          currency: "XTS",
          evidence: "Hall register, page 7",
        }),
        row("progress", "song-1", "own", {
          measure: "song",
          on: `${year - 1}-11`,
          state: "done",
          evidence: "Heard in the hall",
        }),
      ],
    ],
    [
      "law",
      [
        row("law", "code-7", "own", {
          ...law,
          on: "2024-05",
          minimum_months: 60,
          maximum_months: 120,
          text: "Whoever locks a teapot away.",
        }),
        row("law", "code-7", "gazette", {
          ...law,
          on: "2024",
          minimum_months: 60,
          maximum_months: 180,
          confiscation: true,
        }),
        row("law", "saucer-bill", "own", {
          act: "Saucer bill",
          subject: "victim-assistance",
          stage: "in-parliament",
          on: `${year - 1}`,
          expected: `${year + 1}`,
        }),
      ],
    ],
    [
      "publication",
      [
        row("publication", "2029", "own", {
          report: "assessment",
          year: "2029",
          scheme: "tvpa-2004",
          data: "0f".repeat(32),
          size: 7,
        }),
      ],
    ],
    [
      "body",
      [
        row("body", "council-1", "own", {
          body: "council",
          name: "Council of Kettles",
          kind: "commission",
          purpose: "coordination",
          event: "formed",
          on: `${year - 3}`,
          members: ["Head of Saucers", "Keeper of the Tap"],
        }),
      ],
    ],
    [
      "training",
      [
        row("training", "spring", "own", {
          on: `${year - 1}-03`,
          topic: "recognition",
          profession: "border-guard",
          participants: 24,
          trainer: "School of Kettles",
        }),
        row("training", "autumn", "gazette", {
          on: `${year - 1}-10`,
          topic: "prosecution",
          profession: "judge",
          participants: "not-reported",
        }),
      ],
    ],
    [
      "prevention",
      [
        row("prevention", "posters", "own", {
          what: "campaign",
          on: `${year - 1}-06`,
          by: "Guild of Spoons",
          reach: 5000,
          government_supports: true,
        }),
      ],
    ],
    [
      "agreement",
      [
        row("agreement", "sugar", "own", {
          title: "Agreement on sugar and safe return",
          with: ["KZ", "RU"],
          kind: "police",
          on: `${year - 2}`,
        }),
      ],
    ],
  ];
}
