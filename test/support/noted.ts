// A note of a case worker, as tests write it: a sheet that leaves at once.
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";

export async function noted(member: Device, caseId: string, words: string): Promise<void> {
  const on = new Date(member.room.parts.clock()).toISOString().slice(0, "2026-01-01".length);
  await must(member.cases.saveSheet(caseId, { form: "note", set: { kind: "observation", on, words } }));
  await must(member.cases.saves.sendNow(caseId));
}
