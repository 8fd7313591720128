// The sentences of a command when its answer is this device's alone, because the host was not reached or did not take what was made. One rule for all commands:
// whoever opens the device notes it, the command line says it below the answer and ends with exit code 3.

import { momentOf } from "../core/moment.ts";
import { hostProblems, type ProblemCode } from "../core/problem.ts";
import type { DeviceView } from "../member/views.ts";
import { ageWords } from "../operate/age-words.ts";

export interface OnlyHere {
  readonly reached: boolean;
  /** When the newest state that this device trusts was cosigned, in milliseconds since 1970; null when nobody can say. */
  readonly knownAt: number | null;
  /** How many envelopes and notes wait in the outbox. */
  readonly waiting: number;
  /** Why the host refused one of them; null when it did not say so. */
  readonly refused: ProblemCode<"host"> | null;
}

/** The state of a device after its command; null when it reached its host and all that the command made is there. */
export function onlyHereOf({ network, log, outbox, refused }: DeviceView, madeWaits: boolean): OnlyHere | null {
  const isReached = network === "online";
  if (isReached && !madeWaits) return null;
  // Without witnesses the host is the clock, and the device's own look is all that is known of the age.
  const knownAt = log.trusted === null || log.unwatched ? null : log.trusted.at;
  return { reached: isReached, knownAt, waiting: outbox, refused: isReached ? refused : null };
}

/** The sentences below the answer. */
export function onlyHereLines({ reached, knownAt, waiting, refused }: OnlyHere, now: number): readonly string[] {
  const age =
    knownAt === null
      ? "How old the state is that this device knows is not known."
      : `This device knows the log as it was at ${momentOf(knownAt)}, ${ageWords(now - knownAt)}.`;
  const next = reached ? "The host answered and did not take" : "The next command that reaches the host sends";
  return [
    ...(reached ? [] : [`The host was not reached. ${age}`]),
    ...(waiting === 0
      ? []
      : [
          waiting === 1
            ? `Not sent yet: one item waits in the outbox of this device. ${next} it.`
            : `Not sent yet: ${waiting} items wait in the outbox of this device. ${next} them.`,
        ]),
    ...(refused === null ? [] : [`The host refused it: ${hostProblems[refused][1]} (${refused})`]),
  ];
}

/** The same for programs. */
export function onlyHereJson({ reached, knownAt, waiting, refused }: OnlyHere): object {
  return { reached, knownAt: knownAt === null ? null : momentOf(knownAt), waiting, refused };
}
