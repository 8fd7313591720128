// What a founding note alone says of its country: for whoever shows a country without following its log.
import { type CountryMark, marksOf } from "../core/country-marks.ts";
import type { Founding } from "../core/directory-note.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { lyingWitnessesForFork } from "../log/evaluate-policy.ts";
import { noQuorum, parsePolicy } from "../log/policy.ts";

/** The marks of a country as it was founded. Later notes of its council may change witnesses and waits; they are in the log. */
export function foundingMarks({ trial, demonstration, waits, policy: text }: Founding): readonly CountryMark[] {
  const policy = parsePolicy(encodeUtf8(text));
  return marksOf({
    trial,
    demonstration,
    waits,
    unwatched: policy?.quorum === noQuorum,
    lyingWitnessesForFork: policy === null ? null : lyingWitnessesForFork(policy),
  });
}
