// Numbers that an organisation makes of its own cases: its own tables (CN6), and in how many hours it answered lately (DR5).
import { answersIn, hoursOf } from "../../core/answer-time.ts";
import type { CodedCase } from "../../core/coded-case.ts";
import { caseInPeriod, type Days } from "../../core/counted-case.ts";
import type { OwnCase } from "../../statistics/own-numbers.ts";
import { personsOf } from "./case-links.ts";
import type { AllCases } from "./case-list.ts";

/** The counted case of each case of a list that is read; null where the device was locked meanwhile. That of a case at rest rests beside its line; only the others are read, and let go again. */
export async function countOwn({ cases, list }: AllCases, isOpen: () => boolean): Promise<readonly OwnCase[] | null> {
  const persons = personsOf(list.links);
  await cases.index.readCounted(Number.POSITIVE_INFINITY, isOpen);
  const { keptLines } = list;
  const ownCases: OwnCase[] = [];
  for (const caseId of cases.caseIds) {
    const own = { caseId, person: persons.get(caseId) ?? caseId };
    const line = keptLines.get(caseId);
    const countedCase = line === undefined ? null : cases.index.countedBeside(line);
    if (countedCase !== null) {
      ownCases.push({ ...own, counted: countedCase });
      continue;
    }
    if (!isOpen()) return null;
    ownCases.push({ ...own, counted: await list.lookInto(caseId, ({ counted }) => counted) });
  }
  return isOpen() ? ownCases : null;
}

/** The own cases of a period whose persons agreed to be counted, each read and let go again, and how many others were helped in it; null where the device was locked meanwhile. */
export async function codedOwn(
  all: AllCases,
  days: Days,
  isOpen: () => boolean,
): Promise<{ readonly cases: readonly CodedCase[]; readonly others: number } | null> {
  await all.list.readAll(isOpen);
  const own = await countOwn(all, isOpen);
  if (own === null) return null;
  const casesOfPeriod = own
    .map(({ caseId, counted }) => ({ caseId, inPeriod: caseInPeriod(counted, days) }))
    .filter(({ inPeriod }) => inPeriod.helped !== null);
  const countedCases = casesOfPeriod.filter(({ inPeriod }) => inPeriod.agreed);
  const codedCases: CodedCase[] = [];
  for (const { caseId } of countedCases) {
    if (!isOpen()) return null;
    codedCases.push(await all.list.lookInto(caseId, ({ coded }) => coded));
  }
  return isOpen() ? { cases: codedCases, others: casesOfPeriod.length - countedCases.length } : null;
}

/** As a capacity note may state it; null when that would reveal too much. */
export function answerHours({ cases, open, list, log, organisation, clock }: AllCases): number | null {
  const { keptLines } = list;
  const answers = cases.caseIds.flatMap((caseId) => {
    const line = keptLines.get(caseId);
    if (line !== undefined) return line.answers;
    return cases.isAtHand(caseId) ? answersIn(open.of(caseId).state, organisation) : [];
  });
  return hoursOf(answers, log.directory.times, clock());
}
