// Enters the demonstration country's record from its files, each by the organisation whose matter it is, as `panoh record import` does; a
// second organisation vouches where the index says so. The rows, and how sure they are, are explained in record/README.md.

import { readFileSync } from "node:fs";
import type { RegisterName } from "../core/registers/register-table.ts";
import type { Device } from "../member/device.ts";
import { must } from "../member/verb.ts";
import { commandProblem } from "../operate/command-problem.ts";
import { enterRelease, othersRelease, releaseDraft, signRelease } from "../operate/tallies.ts";
import { readCsv } from "../tables/csv.ts";

interface Part {
  readonly file: string;
  readonly register: RegisterName;
  /** Slug of the organisation that enters it. */
  readonly by: string;
  /** Slug of the one that vouches for it; null when nobody does. */
  readonly signoff: string | null;
}

const folder = new URL("record/", import.meta.url);

/** The parts of the record in the order in which they are entered. */
export function recordParts(): readonly Part[] {
  return JSON.parse(readFileSync(new URL("index.json", folder), "utf8")) as readonly Part[];
}

/** Enters all of it. `witness` lets the witnesses look at what was logged, so that the next one can build on it. */
export async function enterRecord(
  memberOf: (slug: string) => Promise<Device>,
  witness: () => Promise<unknown>,
): Promise<void> {
  const toVouchFor: { readonly by: string; readonly imports: readonly string[] }[] = [];
  for (const { file, register, by, signoff } of recordParts()) {
    const member = await memberOf(by);
    const csv = readCsv(readFileSync(new URL(file, folder)));
    if ("refusal" in csv) throw commandProblem(csv.refusal, `${file} is no table`);
    const { news, flaws } = member.record.checkTable(register, csv.table);
    if (flaws.length > 0) throw commandProblem("rows-refused", `${file}: ${JSON.stringify(flaws)}`);
    const { imports } = await must(member.record.enter(register, news));
    await member.sync();
    if ((member.view?.outbox ?? 0) > 0) throw commandProblem("not-logged", `${file} was not taken by the host`);
    if (signoff !== null) toVouchFor.push({ by: signoff, imports });
  }
  await witness();
  for (const { by, imports } of toVouchFor) {
    const member = await memberOf(by);
    await member.sync();
    for (const id of imports) await must(member.record.signOff(id, "Demonstration"));
  }
  for (const by of new Set(toVouchFor.map((each) => each.by))) await (await memberOf(by)).sync();
  await witness();
  await releaseYear(await memberOf("statistics-office"), await memberOf("ombudsman"), witness);
}

/** The year that is released: the statistics office counts, the ombudsman counts again and signs off. */
const releasedYear = { year: 2025, kind: "calendar" } as const;

async function releaseYear(counts: Device, checks: Device, witness: () => Promise<unknown>): Promise<void> {
  await counts.sync();
  const draft = releaseDraft(counts, releasedYear);
  if (draft === null || draft.notYet !== null)
    throw commandProblem("rows-refused", `the demonstration's year cannot be released: ${draft?.notYet}`);
  await enterRelease(counts, draft, "Example Statistics Office");
  await witness();
  await checks.sync();
  const check = othersRelease(checks, releasedYear);
  if (check === undefined || check.differences.length > 0 || !check.isOfOurNotes)
    throw commandProblem("rows-refused", "the two offices of the demonstration count differently");
  await signRelease(checks, check, "Example Ombudsman");
}
