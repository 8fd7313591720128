// The line that is kept of a case for the list, so that unlocking reads and folds only what changed: its item, its open tasks, the names in it, encrypted like the
// entries. A line stands only for a case in which nothing changed since it was folded, and in which nothing is to be done: whatever takes an entry into a case
// ends its line in the same write (case-index.ts). It is never the source of anything: a line that is missing, damaged, older, or made of something else is made
// anew.
import type { Answered } from "../../core/answer-time.ts";
import type { CaseLink } from "../../core/case/fold.ts";
import type { Directory } from "../../core/directory.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { CaseLine } from "./caseload.ts";
import type { PersonMarks } from "./same-person.ts";

/** Of whom a line speaks, so that it is made anew when the directory says something else of one of them. */
export interface Involved {
  readonly devices: readonly string[];
  readonly organisations: readonly string[];
}

/** A line as it is kept, with all that is asked of all cases besides. */
export interface KeptLine extends CaseLine {
  readonly involved: Involved;
  /** The rules by which it was made: those of this program, the forms, and the directory's word on all who are involved. */
  readonly by: string;
  /** The first and the last day on which it says what the entries say. */
  readonly from: string;
  readonly until: string;
  /** Of which entries it was made, as `digestOf` says it. */
  readonly entries: string;
  /** The entries that link it to other cases (FD12), each with the other case. */
  readonly linking: readonly (readonly [entry: string, other: string])[];
  readonly links: readonly CaseLink[];
  /** The names in it that may be shown, as they sound. */
  readonly names: readonly string[];
  /** Whom it is about, as far as that is compared with other cases (FD12d). */
  readonly marks: PersonMarks;
  /** The leaves of each referral to this organisation and of its first answer (DR5). */
  readonly answers: readonly Answered[];
}

/** To be raised whenever the fold, the tasks, the line or what is counted would say something else of the same entries. */
export const rules = 22;

/** The same for the same entries of a case, in whatever order. */
export function digestOf(entries: Iterable<string>): string {
  return encodeHex(sha256(encodeUtf8([...entries].sort().join("\n"))).subarray(0, 8));
}

/** Gives by what rules a line that speaks of these people is made. Each answer is kept, since most cases have the same people. */
export type RuleOf = (people: Involved) => string;

export function rulesBy(organisation: string, forms: readonly string[], directory: Directory): RuleOf {
  const common = JSON.stringify([rules, organisation, forms]);
  const answers = new Map<string, string>();
  return ({ devices, organisations }) => {
    const who = `${devices.join()} ${organisations.join()}`;
    const before = answers.get(who);
    if (before !== undefined) return before;
    const text = `${common}\n${directory.standingOf(devices, organisations)}`;
    const digest = encodeHex(sha256(encodeUtf8(text)).subarray(0, 16));
    answers.set(who, digest);
    return digest;
  };
}
