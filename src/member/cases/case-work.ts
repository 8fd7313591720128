// The work in a case: its sheets as they may be seen, what they say, what is due by them, and which forms this organisation may fill in.
import { incompleteDecisions } from "../../core/case/decision.ts";
import type { CaseState, EntryVerdict } from "../../core/case/fold.ts";
import { partsToFillIn } from "../../core/case/readers.ts";
import { askForm } from "../../core/case/referrals.ts";
import { returnMisfit } from "../../core/case/return-plan.ts";
import { ageClassOn, caseFactsOf, hasHelped, said, sheetsForTasks } from "../../core/case/sheet-facts.ts";
import { partsOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { asksOfReferral, isDueAt, isMeeting, type Task, tasksOf, workerOfCase } from "../../core/form/tasks.ts";
import { type Part, partRow } from "../../core/part-table.ts";
import type { Party } from "../../core/party.ts";
import type { SheetsView } from "../views.ts";
import { contentsFor, inboxItem, type ReadingParty } from "./case-view.ts";
import type { Ground } from "./ground.ts";

interface WorkParts extends Pick<Ground, "log" | "organisation" | "device"> {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly reading: ReadingParty;
  readonly isErased: boolean;
  /** The sheets of a state of the case; of entries with these verdicts, where they are others than those that count. */
  readonly sheetsOf: (state: CaseState, verdicts?: readonly EntryVerdict["is"][]) => readonly Sheet[];
}

/** The sheets of a case, in a state with what waits, and what is due. */
export function workOf(whole: CaseState, parts: WorkParts): Omit<SheetsView, "waiting"> {
  const { log, organisation, device, today, reading, isErased, sheetsOf } = parts;
  const { forms } = log;
  const { contents } = contentsFor(whole, organisation, reading);
  // FD8: what waits for acceptance is not shown before.
  const entries = whole.entries.filter(({ id }) => contents.has(id));
  const state = { ...whole, entries };
  // FD5: of a refused referral its words are shown, so that somebody can judge it.
  const isRefused = inboxItem(whole, organisation)?.state === "refused";
  const isAllShown = whole.entries.every(({ id, content }) => contents.has(id) || "newer" in content);
  const sheets =
    isAllShown && !isRefused ? sheetsOf(whole) : sheetsOf(state, isRefused ? ["effective", "refused"] : undefined);
  const facts = {
    ...caseFactsOf(state, sheets, organisation, log),
    helped: hasHelped(state, device, forms),
  };
  const forTasks = sheetsForTasks(sheets, organisation, log.directory, forms);
  const writable = formsToFillIn(whole, parts);
  // FD7: of a case that was erased here nothing is to be done; nor what this organisation may not write.
  const tasks = isErased ? [] : tasksOf(facts, forTasks, forms, today).filter((task) => isToDo(task, writable, parts));
  return {
    ...{ sheets, facts, tasks, writable },
    language: said(sheets, forms, log.directory, "language") ?? null,
    worker: workerOfCase(forTasks, forms) ?? null,
    ageClass: ageClassOn(today, state, sheets, log),
    incompleteDecisions: incompleteDecisions(whole, sheets, organisation, log),
    returnMisfit: returnMisfit(whole, sheets, log, facts.returned),
  };
}

function isToDo(task: Task, writable: readonly string[], { log, reading: { party } }: WorkParts): boolean {
  if (isMeeting(task) || asksOfReferral(task) !== null) return true;
  const partyOf = (organisation: string) => log.directory.organisation(organisation)?.party;
  return party !== null && writable.includes(task.does) && isDueAt(task, log.forms, party, partyOf);
}

/** FD11g: none where it erased the case, or was only asked. */
function formsToFillIn(state: CaseState, { log, organisation, reading, isErased }: WorkParts): readonly string[] {
  const { party } = reading;
  if (party === null || isErased || !state.participants.includes(organisation)) return [];
  const parts = partsToFillIn(state, organisation, log);
  const mayWrite = (part: Part) => partRow(part).authors.includes(party);
  return (
    log.forms.forms
      .filter(({ form }) => (form.writers as readonly Party[]).includes(party) && partsOf(form).some(mayWrite))
      // FD16c: a question leaves with its referral, and is not written again: others who were asked would read it.
      .filter(({ form }) => form.key !== askForm)
      .filter(({ form }) => partsOf(form).every((part) => parts.includes(part)))
      .map(({ form }) => form.key)
  );
}
