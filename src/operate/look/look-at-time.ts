// Times as a look judges them: the clock of this computer against the newest time that the log and its witnesses prove, and how old that is.
import type { Directory } from "../../core/directory.ts";
import { momentOf } from "../../core/moment.ts";
import type { VerifiedCheckpoint } from "../../log/checkpoint.ts";
import { evaluatePolicy } from "../../log/evaluate-policy.ts";
import { noQuorum, type Policy } from "../../log/policy.ts";
import { ageWords } from "../age-words.ts";
import type { Look } from "./look.ts";

const hour = 3_600_000;
/**
 * From which age on something is late, in milliseconds. Clocks differ by some minutes without harm. Hosts renew their cosignatures hourly and write a time note
 * daily; devices call a log stale after a day.
 */
export const late = { clock: 5 * 60_000, cosignature: 3 * hour, checkpoint: 24 * hour, timeNote: 26 * hour } as const;

/** The times of a checkpoint's cosignatures, in milliseconds since 1970: the one that the policy makes of them, and each witness's own. Null for none. */
export interface CosignatureTimes {
  readonly at: number | null;
  readonly witnesses: readonly { readonly about: string; readonly at: number | null }[];
}

/** Null when a cosignature under a witness's name is false. */
export function cosignatureTimes(policy: Policy, checkpoint: VerifiedCheckpoint): CosignatureTimes | null {
  const verdict = evaluatePolicy(policy, checkpoint);
  if (verdict === null) return null;
  const milliseconds = (seconds: number | null) => (seconds === null ? null : seconds * 1000);
  const cosignedBy = (name: string) => verdict.cosigners.find((one) => one.name === name)?.timestampSeconds ?? null;
  return {
    at: milliseconds(verdict.medianSeconds),
    witnesses: policy.witnesses.map(({ name }) => ({ about: `Witness ${name}`, at: milliseconds(cosignedBy(name)) })),
  };
}

/** The newest time that the notes of a directory prove. */
export function timeNoteOf(directory: Directory): number | null {
  const last = directory.times.at(-1);
  return last === undefined ? null : last.seconds * 1000;
}

/** The clock against the newest time that somebody else has signed. It cannot be earlier than that. */
export function lookAtClock(look: Look, signedTimes: readonly (number | null)[]): void {
  const newest = Math.max(...signedTimes.map((time) => time ?? Number.NEGATIVE_INFINITY));
  const here = momentOf(look.now);
  if (newest === Number.NEGATIVE_INFINITY) look.good("Clock", `${here}, and no signed time to compare it with`);
  else if (look.now < newest - late.clock)
    look.toDo(
      "Clock",
      `${here} is earlier than the newest time that was signed, ${momentOf(newest)}: set the clock of this computer`,
    );
  else look.good("Clock", `${here}, not earlier than any signed time`);
}

/** The clock against the time that a witness signed just now. */
export function lookAtClockNow(look: Look, witnessTime: number): void {
  const here = momentOf(look.now);
  if (Math.abs(look.now - witnessTime) <= late.clock) look.good("Clock", `${here}, as a witness has it`);
  else look.toDo("Clock", `${here} here, ${momentOf(witnessTime)} at a witness: set the clock that is wrong`);
}

/** A checkpoint with the time of its cosignatures, where there is one. */
export interface DatedCheckpoint {
  readonly size: number;
  readonly at: number | null;
}

/** The ages of the newest checkpoint and time note; `mend` says what to do about an old one. */
export function lookAtAges(
  look: Look,
  checkpoint: DatedCheckpoint | null,
  timeNote: number | null,
  mend: string,
): void {
  const judge = (about: string, says: string, isLate: boolean) =>
    isLate ? look.toDo(about, `${says}: ${mend}`) : look.good(about, says);
  const when = (at: number) => `${momentOf(at)}, ${ageWords(look.now - at)}`;
  if (checkpoint === null) judge("Checkpoint", "none yet", true);
  else if (checkpoint.at === null) look.good("Checkpoint", `${checkpoint.size} leaves; no witness says from when`);
  else {
    const says = `${checkpoint.size} leaves, cosigned ${when(checkpoint.at)}`;
    judge("Checkpoint", says, look.now - checkpoint.at > late.checkpoint);
  }
  if (timeNote === null) judge("Time note", "none yet", true);
  else judge("Time note", when(timeNote), look.now - timeNote > late.timeNote);
}

export const nobodyWatches = "nobody watches this log: found a real country with witnesses";

/** The witnesses of the policy that cosigned a checkpoint, and how lately. */
export function lookAtCosignatures(look: Look, policy: Policy, checkpoint: VerifiedCheckpoint): void {
  const times = cosignatureTimes(policy, checkpoint);
  if (policy.quorum === noQuorum) look.toDo("Witnesses", nobodyWatches);
  else if (times === null)
    look.toDo("Witnesses", "a cosignature under a witness's name is false: say it to the council");
  else for (const { about, at } of times.witnesses) lookAtCosignature(look, about, at);
}

function lookAtCosignature(look: Look, about: string, at: number | null) {
  if (at === null) return look.toDo(about, "it did not cosign the newest checkpoint: the host asks who runs it");
  const says = `it cosigned ${momentOf(at)}`;
  if (at > look.now + late.clock)
    return look.toDo(
      about,
      `${says}, and it is ${momentOf(look.now)} here: if the clock of this computer is right, whoever runs the witness sets its clock`,
    );
  const aged = `${says}, ${ageWords(look.now - at)}`;
  if (look.now - at <= late.cosignature) look.good(about, aged);
  else look.toDo(about, `${aged}: if the host runs, it asks who runs the witness`);
}
