// What every screen says of a country that is not wholly a real one: each mark is one fact, and one sentence in the language files. Screens,
// commands and public pages all ask here, so that none of them leaves out what another one says (LG5, LG8, DR6).
import type { Waits } from "./waits.ts";

export const countryMarks = [
  "demonstration",
  "trial",
  /** The policy asks for no witness: nobody watches the log, and its host is the clock (LG5, LG8). */
  "unwatched",
  /** Witnesses cosign, but two quorums need have none in common: a fork needs no lying witness (LG5). */
  "no-liar-needed",
  /** All waits are zero, or some (DR6). */
  "no-waits",
  "some-waits",
] as const;
export type CountryMark = (typeof countryMarks)[number];

export interface MarkedCountry {
  readonly trial: boolean;
  readonly demonstration: boolean;
  readonly waits: Waits;
  readonly unwatched: boolean;
  /** Null when the policy has no such simple number. */
  readonly lyingWitnessesForFork: number | null;
}

/** The marks of a country, in the order in which they are read. A real country with a sound policy has none. */
export function marksOf(country: MarkedCountry): readonly CountryMark[] {
  const { trial, demonstration, waits, unwatched, lyingWitnessesForFork } = country;
  const hours = Object.values(waits);
  const holds: Readonly<Record<CountryMark, boolean>> = {
    demonstration,
    // Both may be said in a founding note; one sentence is enough to keep real people out.
    trial: trial && !demonstration,
    unwatched,
    "no-liar-needed": !unwatched && lyingWitnessesForFork === 0,
    "no-waits": hours.every((wait) => wait === 0),
    "some-waits": hours.includes(0) && hours.some((wait) => wait > 0),
  };
  return countryMarks.filter((mark) => holds[mark]);
}

/** True for a witness policy that asks for no witness at all (LG5). */
export function asksForNoWitness(policy: string): boolean {
  return /^\s*quorum\s+none\s*$/m.test(policy);
}
