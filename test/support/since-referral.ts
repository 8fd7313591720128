// What was written into a case since its referral: a referral holds sheets of four forms itself.
import type { JudgedEntry } from "../../src/core/case/fold.ts";
import type { Sheet } from "../../src/core/form/sheet.ts";
import type { Device } from "../../src/member/device.ts";

const formsOfReferral: readonly string[] = ["first-line", "person", "reach", "story"];

/** The sheets of other forms than those of a referral. */
export function sheetsSince(member: Device, caseId: string): readonly Sheet[] {
  return (member.cases.sheets(caseId)?.sheets ?? []).filter(({ form }) => !formsOfReferral.includes(form));
}

/** The saves of such sheets. */
export function savesSince(member: Device, caseId: string): readonly JudgedEntry[] {
  return (member.cases.view(caseId)?.state.entries ?? []).filter(
    ({ content }) =>
      content.kind === "answers" && !("newer" in content) && !formsOfReferral.includes(content.body.form),
  );
}
