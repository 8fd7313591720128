// An unmistakably invented open record for tests and pictures: a plan with measures in every state, one article in two sources, a published
// report, and a few rows of every list; entered by one device of the secretariat and signed off by the other.

import type { RegisterName } from "../../src/core/registers/register-table.ts";
import type { Row } from "../../src/core/registers/row.ts";
import { must } from "../../src/member/verb.ts";
import { row } from "./record-notes.ts";
import type { World } from "./world.ts";

/** Enters it and waits until it is witnessed. Dates are around the world's own day, so that one measure is overdue. */
export async function enterExampleRecord(world: World): Promise<void> {
  const secretariat = await world.organisation("secretariat", "Example Secretariat");
  const [first, second] = secretariat.devices;
  if (first === undefined || second === undefined) throw new Error("a secretariat without devices");
  const member = await world.member(first);
  const witness = await world.member(second);
  const signed: string[] = [];
  for (const [register, rows] of exampleRows(new Date(world.now).getUTCFullYear())) {
    const { imports } = await must(member.record.enter(register, rows));
    if (register === "measure" || register === "law") signed.push(...imports);
  }
  await world.settle(member, witness);
  for (const id of signed) await must(witness.record.signOff(id, "Example Head of Office"));
  await world.settle(witness, member);
}

function exampleRows(year: number): readonly (readonly [RegisterName, readonly Row[]])[] {
  const measure = { plan: "plan-one", objective: "Nobody goes without a bed", from: `${year - 2}` };
  const law = { act: "Example Code", article: "7", subject: "trafficking", stage: "in-force" } as const;
  return [
    [
      "source",
      [
        row("source", "gazette", "own", {
          title: "The Example Gazette",
          publisher: "Example Press",
          kind: "press",
          checked: "verified",
        }),
      ],
    ],
    [
      "plan",
      [
        row("plan", "plan-draft", "own", { title: "Example plan for all", stage: "draft", on: `${year - 3}-04` }),
        row("plan", "plan-one", "own", {
          title: "Example plan for all",
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
        row("measure", "beds", "own", {
          ...measure,
          measure: "Give every shelter a bed",
          agency: "Example Ministry",
          until: `${year - 1}-06`,
          indicator: "Shelters with a bed, of all shelters",
          budget: 120_000,
          currency: "XTS",
        }),
        row("measure", "handles", "own", {
          ...measure,
          measure: "Mend the locks",
          agency: "Example Ministry",
          until: `${year + 1}-12`,
          budget: 30_000,
          currency: "XTS",
        }),
        row("measure", "doors", "gazette", {
          ...measure,
          measure: "Train the doorkeepers",
          problem: "Doorkeepers do not know the procedure when they need it",
          agency: "Board of Doors",
          until: `${year - 1}-03-31`,
          budget: "not-reported",
        }),
        row("measure", "lids", "own", { ...measure, measure: "Count the rooms", agency: "Office of Numbers" }),
        row("measure", "song", "own", {
          ...measure,
          measure: "Teach the procedure",
          agency: "Example School",
          until: `${year}-01`,
        }),
      ],
    ],
    [
      "progress",
      [
        row("progress", "beds-1", "own", {
          measure: "beds",
          on: `${year - 2}-09`,
          state: "under-way",
          spent: 40_000,
          currency: "XTS",
        }),
        row("progress", "beds-2", "own", {
          measure: "beds",
          on: `${year - 1}-05-20`,
          state: "done",
          spent: 70_000,
          currency: "XTS",
          evidence: "Delivery note of the joiners, 20 May",
        }),
        row("progress", "handles-1", "own", {
          measure: "handles",
          on: `${year - 1}`,
          state: "under-way",
          evidence: "Photographs of 40 locks",
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
          text: "Whoever locks a person away.",
        }),
        row("law", "code-7", "gazette", {
          ...law,
          on: "2024",
          minimum_months: 60,
          maximum_months: 180,
          confiscation: true,
        }),
        row("law", "victims-bill", "own", {
          act: "Victims bill",
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
          name: "Example Council",
          kind: "commission",
          purpose: "coordination",
          event: "formed",
          on: `${year - 3}`,
          members: ["Example Head of Office", "Example Keeper of Records"],
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
          trainer: "Example School",
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
          by: "Example Guild",
          reach: 5000,
          government_supports: true,
        }),
      ],
    ],
    [
      "agreement",
      [
        row("agreement", "sugar", "own", {
          title: "Agreement on safe return",
          with: ["KZ", "RU"],
          kind: "police",
          on: `${year - 2}`,
        }),
      ],
    ],
  ];
}
