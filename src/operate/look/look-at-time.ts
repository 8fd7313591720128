// Times as `panoh doctor` judges them: the clock of this computer against the newest time that the log and its witnesses prove, and how old that is.
import { momentOf } from "../../core/moment.ts";
import type { VerifiedCheckpoint } from "../../log/checkpoint.ts";
import { evaluatePolicy } from "../../log/evaluate-policy.ts";
import type { Policy } from "../../log/policy.ts";
import { noQuorum } from "../../log/policy.ts";
import { ageWords } from "../age-words.ts";
import type { DoctorLine } from "./doctor-line.ts";
import { good, toDo } from "./doctor-line.ts";

const hour = 3_600_000;
/** Clocks differ by so much without harm. */
const tolerated = 5 * 60_000;
/** Hosts renew their cosignatures hourly and write a time note daily. */
const oldCheckpoint = 24 * hour;
const oldTimeNote = 26 * hour;
const oldCosignature = 3 * hour;

/** The clock against the newest time that somebody else has signed. It cannot be earlier than that. */
export function clockLine(now: number, signedTimes: readonly (number | null)[]): DoctorLine {
  const newest = Math.max(...signedTimes.map((time) => time ?? Number.NEGATIVE_INFINITY));
  if (newest === Number.NEGATIVE_INFINITY)
    return good("Clock", `${momentOf(now)}, and no signed time to compare it with`);
  if (now < newest - tolerated)
    return toDo(
      "Clock",
      `${momentOf(now)} is earlier than the newest time that was signed, ${momentOf(newest)}: set the clock of this computer`,
    );
  return good("Clock", `${momentOf(now)}, not earlier than any signed time`);
}

/** The clock against what a witness signed this momentOf. */
export function clockNowLine(now: number, witnessTime: number): DoctorLine {
  if (Math.abs(now - witnessTime) <= tolerated) return good("Clock", `${momentOf(now)}, as a witness has it`);
  return toDo("Clock", `${momentOf(now)} here, ${momentOf(witnessTime)} at a witness: set the clock that is wrong`);
}

/** What is to be done about the clock of a witness, by the times that it and another one signed this momentOf; null when they are alike. */
export function witnessClockLine(about: string, otherTime: number, witnessTime: number): DoctorLine | null {
  if (Math.abs(otherTime - witnessTime) <= tolerated) return null;
  return toDo(
    about,
    `it answers, and its clock says ${momentOf(witnessTime)} where another witness has ${momentOf(otherTime)}: who runs it sets it`,
  );
}

/** How old the newest checkpoint and time note are; `mend` says what to do about an old one. */
export function ageLines(
  now: number,
  checkpoint: { readonly size: number; readonly at: number | null } | null,
  timeNote: number | null,
  mend: string,
): readonly DoctorLine[] {
  return [checkpointLine(now, checkpoint, mend), timeNoteLine(now, timeNote, mend)];
}

function checkpointLine(
  now: number,
  checkpoint: { readonly size: number; readonly at: number | null } | null,
  mend: string,
): DoctorLine {
  if (checkpoint === null) return toDo("Checkpoint", `none yet: ${mend}`);
  const { size, at } = checkpoint;
  if (at === null) return good("Checkpoint", `${size} leaves; no witness says from when`);
  const words = `${size} leaves, cosigned ${momentOf(at)}, ${ageWords(now - at)}`;
  return now - at > oldCheckpoint ? toDo("Checkpoint", `${words}: ${mend}`) : good("Checkpoint", words);
}

function timeNoteLine(now: number, at: number | null, mend: string): DoctorLine {
  if (at === null) return toDo("Time note", `none yet: ${mend}`);
  const words = `${momentOf(at)}, ${ageWords(now - at)}`;
  return now - at > oldTimeNote ? toDo("Time note", `${words}: ${mend}`) : good("Time note", words);
}

/** Which witnesses of the policy cosigned a checkpoint, and how lately. */
export function cosignatureLines(now: number, policy: Policy, checkpoint: VerifiedCheckpoint): readonly DoctorLine[] {
  if (policy.quorum === noQuorum)
    return [toDo("Witnesses", "nobody watches this log: found a real country with witnesses")];
  const verdict = evaluatePolicy(policy, checkpoint);
  if (verdict === null)
    return [toDo("Witnesses", "a cosignature under a witness's name is false: say it to the council")];
  return policy.witnesses.map(({ name }) => {
    const at = verdict.cosigners.find((cosigner) => cosigner.name === name)?.timestampSeconds;
    if (at === undefined)
      return toDo(`Witness ${name}`, "it did not cosign the newest checkpoint: the host asks who runs it");
    if (at * 1000 > now + tolerated)
      return toDo(
        `Witness ${name}`,
        `it cosigned ${momentOf(at * 1000)}, and it is ${momentOf(now)} here: if the clock of this computer is right, whoever runs the witness sets its clock`,
      );
    const words = `it cosigned ${momentOf(at * 1000)}, ${ageWords(now - at * 1000)}`;
    return now - at * 1000 > oldCosignature
      ? toDo(`Witness ${name}`, `${words}: if the host runs, it asks who runs the witness`)
      : good(`Witness ${name}`, words);
  });
}
