// Formal decisions (FD15c): each is a sheet with the grounds and a step of status. Who holds one half alone is shown an incomplete decision.
import type { FormBook } from "../form/form.ts";
import { keyOfRole } from "../form/form.ts";
import type { Sheet } from "../form/sheet.ts";
import { decisionSteps, isDecision, type Status } from "../person-codes.ts";
import type { ReadersLog } from "../readers-log.ts";
import type { CaseState } from "./fold.ts";
import { partsKept } from "./readers.ts";

/** Of each body that decided what its last step says, and what its last sheet says; a half that is not here is null. */
interface Decision {
  readonly by: string;
  readonly step: Status | null;
  readonly sheet: Status | null;
}

function decisionsIn(state: CaseState, sheets: readonly Sheet[], forms: FormBook): readonly Decision[] {
  const steps = new Map<string, Status>();
  for (const { by, status } of state.statuses) if (isDecision(status)) steps.set(by, status);
  const said = new Map<string, { readonly at: string; readonly status: Status }>();
  for (const { form, by, struckOut, answers, changed } of sheets) {
    const result = answers.get(keyOfRole(forms.newest(form)?.form, "identified") ?? "")?.value;
    const status = typeof result === "string" && !struckOut ? decisionSteps[result] : undefined;
    if (by === null || status === undefined || (said.get(by)?.at ?? "") > changed.at) continue;
    said.set(by, { at: changed.at, status });
  }
  return [...new Set([...steps.keys(), ...said.keys()])].map((by) => ({
    by,
    step: steps.get(by) ?? null,
    sheet: said.get(by)?.status ?? null,
  }));
}

/** FD15d: the bodies of whose decision an organisation holds one half, though it may read both. */
export function incompleteDecisions(
  state: CaseState,
  sheets: readonly Sheet[],
  organisation: string,
  { directory, forms }: Pick<ReadersLog, "directory" | "forms">,
): readonly string[] {
  const mayRead =
    directory.readableParts(organisation).includes("legal") && partsKept(state, organisation).has("legal");
  return decisionsIn(state, sheets, forms)
    .filter(({ by, step, sheet }) => step !== sheet && (by === organisation || mayRead || step === null))
    .map(({ by }) => by);
}
