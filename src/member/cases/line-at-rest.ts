// The line of a case at rest, as it may be kept (kept-line.ts): when a case is at rest, of whom its line speaks, and until which day it says what the entries say.
import { answersIn } from "../../core/answer-time.ts";
import type { CaseState } from "../../core/case/fold.ts";
import { sheetsForTasks } from "../../core/case/sheet-facts.ts";
import type { Directory } from "../../core/directory.ts";
import { tasksHoldUntil } from "../../core/form/tasks.ts";
import { isOver } from "../../core/waits.ts";
import type { LineToKeep } from "./case-index.ts";
import type { Ground } from "./ground.ts";
import { linkedBy } from "./held-cases.ts";
import { digestOf, type Involved, type RuleOf } from "./kept-line.ts";
import type { OpenCase } from "./open-case.ts";
import { mayLack, withdrawalsToSay } from "./withdrawals.ts";

/** The line that may be kept of a case until an entry comes, with what is counted of it; null while it is not at rest. `by` says by what rules a line of these people is made. */
export function lineToKeep(
  openCase: OpenCase,
  { cases, log, organisation }: Pick<Ground, "cases" | "log" | "organisation">,
  by: RuleOf,
): LineToKeep | null {
  const { id, state, today } = openCase;
  const { entries, erased } = cases.of(id);
  const isVerified = entries.every(({ verified }) => verified) && erased.size === 0;
  const line = isVerified && isAtRest(state, organisation, log.directory) ? openCase.line : null;
  if (line === null) return null;
  const { sheets, facts } = openCase.work;
  const people = involvedIn(state);
  const forTasks = sheetsForTasks(sheets, organisation, log.directory, log.forms);
  // With the last day of a consent what is to be done here may end (FD11g).
  const lastDays = state.consents.flatMap(({ organisation: of, withdrawn, expires }) =>
    of !== organisation || withdrawn || expires === undefined || isOver(log.directory.times, expires, log.now)
      ? []
      : [expires],
  );
  const [until = today] = [tasksHoldUntil(facts, forTasks, log.forms, today), ...lastDays].toSorted();
  const lineOfCase = {
    ...line,
    involved: people,
    by: by(people),
    from: today,
    // Never before today.
    until: [until, today].toSorted().at(-1) ?? today,
    entries: digestOf(entries.map(({ entry }) => entry.id)),
    linking: entries.flatMap(({ entry }) => {
      const other = linkedBy(entry);
      return other === null ? [] : [[entry.id, other] as const];
    }),
    links: state.links,
    names: openCase.names.map(({ sounds }) => sounds),
    marks: openCase.marks,
    answers: answersIn(state, organisation),
  };
  return { line: lineOfCase, counted: openCase.counted };
}

/** All devices and organisations that the entries of a case name and that its fold asks the directory about. */
export function involvedIn(state: CaseState): Involved {
  const devices = new Set<string>();
  const organisations = new Set(state.participants);
  for (const { content, organisation, carried } of state.entries)
    for (const each of [content, ...(carried ?? []).map((note) => note.content)]) {
      devices.add(each.device);
      for (const reader of each.to) organisations.add(reader);
      if (organisation !== null) organisations.add(organisation);
    }
  return { devices: [...devices].sort(), organisations: [...organisations].sort() };
}

/**
 * True for a case of which every reader says the same whatever the log holds next, until an entry comes: all of it is logged and judged, with a time note behind
 * it, nobody waits for a turn, nothing was written into the wrong case, and of what was taken back nothing has to be forwarded or erased here: all heard of it, and
 * it has not ended all that this organisation was given.
 */
export function isAtRest(state: CaseState, organisation: string, directory: Directory): boolean {
  const lastTime = directory.times.at(-1)?.index ?? -1;
  return (
    state.openedBy !== null &&
    !state.holdsNewer &&
    [...state.endings, ...state.narrowings].every((each) => each.organisation !== organisation) &&
    state.entries.every(({ leaf, verdict }) => leaf !== null && leaf < lastTime && verdict.is !== "waiting") &&
    state.entries.every(({ content }) => content.kind !== "answers.misplaced") &&
    withdrawalsToSay(state, organisation, {
      canReceive: everybody,
      mayLack: (id, saying) => mayLack(directory, id, saying),
      party: directory.organisation(organisation)?.party,
    }).length === 0 &&
    state.referrals.every(({ places }) =>
      places.every(
        (place) => place.bar?.is !== "not-yet" && !(place.organisation === organisation && place.state === "sent"),
      ),
    )
  );
}

const everybody = (): true => true;
