// The referral that the killed device writes; the same words in both processes.
import type { ReferralDraft } from "../../src/core/referral-draft.ts";
import { exampleDraft } from "../support/world-draft.ts";

/** A whole draft to one shelter. */
export function killDraft(shelter: string): ReferralDraft {
  return exampleDraft([{ id: shelter, devices: [] }]);
}
