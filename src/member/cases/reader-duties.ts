// The duties that a reader's device does by itself after each sync: it erases what must go (erasing-duties.ts), says that a referral arrived, forwards withdrawals to those
// whom it brought in (SL8), gives what was agreed (FD16), seals what is due (FM10), raises alarms (case-alarms.ts) and keeps lines. All of it can be repeated without harm.
import { givesByItself, toGive } from "../../core/case/referred-on.ts";
import { unlessRefused } from "../verb.ts";
import { raiseAlarms } from "./case-alarms.ts";
import type { CaseList } from "./case-list.ts";
import type { CaseSteps } from "./case-steps.ts";
import type { WritersGround } from "./case-writer.ts";
import { eraseWhatIsDue } from "./erasing-duties.ts";
import type { Giving } from "./giving.ts";
import { sealWaiting } from "./seal-sheets.ts";
import { type Hearing, mayLack, withdrawalsToSay } from "./withdrawals.ts";

interface DutyParts extends WritersGround {
  readonly list: CaseList;
  readonly steps: CaseSteps;
  readonly giving: Giving;
}

/** So many referrals of one case are received with one envelope. */
const mostAtOnce = 16;

/** Does all of them, in this order: what must be erased goes before anything is said of it. */
export async function doDuties(parts: DutyParts): Promise<void> {
  const { list, open, log } = parts;
  // Of what is at rest once it was read nothing is to be done.
  while (await list.readMore());
  const caseIds = list.changed;
  await eraseWhatIsDue(caseIds, parts);
  if (log.directory.mayAuthor(parts.device, log.now)) {
    // A case in which nothing may be written now does not keep the others waiting.
    for (const caseId of caseIds) await unlessRefused(() => doDutiesIn(caseId, parts));
    await unlessRefused(() => sealWaiting(parts, { onlyDue: true }));
  }
  await raiseAlarms(
    list.changed.map((caseId) => open.of(caseId).state),
    parts,
  );
  await list.keepLines(list.changed);
}

async function doDutiesIn(caseId: string, parts: DutyParts): Promise<void> {
  const { steps, open, organisation, dispatch } = parts;
  const { state } = open.of(caseId);
  const arrivals = state.referrals.filter(({ places }) =>
    places.some((place) => place.organisation === organisation && place.state === "sent"),
  );
  if (arrivals.length > 0 && !state.holdsNewer && dispatch.maySpendByItself) {
    const ids = arrivals.slice(0, mostAtOnce).map(({ id }) => id);
    await steps.receive(caseId, ids);
  }
  await forwardWithdrawals(caseId, parts);
  await sayMisplacedToAll(caseId, parts);
  await giveAgreed(caseId, parts);
  if (dispatch.maySpendByItself) await unlessRefused(() => parts.giving.repeatDanger(caseId));
}

/** FD16e: once an acceptance is logged, what the person agreed to for it follows from who asked. Where that lost its contact, it is a task of whoever is in contact. */
async function giveAgreed(caseId: string, { giving, open, organisation, dispatch }: DutyParts): Promise<void> {
  for (const referral of toGive(open.of(caseId).state)) {
    const isOurs = givesByItself(open.of(caseId).state, referral, organisation);
    if (isOurs && dispatch.maySpendByItself) await unlessRefused(() => giving.giveAgreed(caseId, referral.id));
  }
}

// FD13: whoever was brought in without our knowing holds what we wrote too: it is said once more, to everyone.
async function sayMisplacedToAll(caseId: string, parts: DutyParts): Promise<void> {
  const { steps, open, organisation, dispatch } = parts;
  const { entries, participants } = open.of(caseId).state;
  const sayings = entries.flatMap(({ content, verdict, organisation: by }) =>
    by === organisation && verdict.is === "effective" && content.kind === "answers.misplaced" && !("newer" in content)
      ? [{ to: content.to, body: content.body }]
      : [],
  );
  for (const { body } of sayings) {
    const covers = (other: typeof body) => body.saves.every((id) => other.saves.includes(id));
    const hearers = new Set(sayings.filter((each) => covers(each.body)).flatMap(({ to }) => to));
    if (participants.every((id) => hearers.has(id) || !canReceive(parts, id)) || !dispatch.maySpendByItself) continue;
    await unlessRefused(() => steps.misplaced(caseId, body, []));
    return;
  }
}

async function forwardWithdrawals(caseId: string, parts: DutyParts): Promise<void> {
  const { writer, giving, open, organisation, log } = parts;
  const { party } = log.directory.organisation(organisation) ?? {};
  const hearing: Hearing = {
    canReceive: (id) => canReceive(parts, id),
    mayLack: (id, saying) => mayLack(log.directory, id, saying),
    party,
  };
  for (const next of withdrawalsToSay(open.of(caseId).state, organisation, hearing)) {
    if (next.say === "withdrawn") await giving.withdrawConsent(caseId, next.given);
    else await unlessRefused(() => writer.write(caseId, "withdraw.confirmed", { withdrawal: next.withdrawal }, {}));
  }
}

/** True for an organisation to which can be sealed now. */
function canReceive({ log }: DutyParts, organisation: string): boolean {
  return log.directory.epochForSending(organisation, log.now) !== null;
}
