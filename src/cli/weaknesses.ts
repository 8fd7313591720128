// Weaknesses of a real country that are allowed. Nobody founds or runs one so without a word: each weakness is named, and the command goes on
// only when the person names it too. In a trial and a demonstration nothing is asked.
import { encodeUtf8 } from "../crypto/utf8.ts";
import { lyingWitnessesForFork } from "../log/evaluate-policy.ts";
import { noQuorum, parsePolicy } from "../log/policy.ts";
import { isLoopback, isOpenHttp } from "../operate/app/loopback.ts";
import { type Call, commandProblem, type Option } from "./command.ts";

const weaknesses = {
  "low-quorum":
    "two quorums need have no witness in common, so that the host can show two histories and no witness has to lie",
  "one-witness":
    "one witness alone watches the log: without it everything stands still, and whoever has its key and the log's rewrites history",
  "http-witness": "a witness is asked over http://: whoever is on the line can keep its cosignatures away",
  "http-host":
    "the host or a mirror is reached over http://: whoever is on the line sees which device asks for what, and can keep news away",
  "http-place":
    "a second place is asked over http://: whoever is on the line sees what is sent before it is published, and can keep the host from taking anything",
  "open-http":
    "it speaks plain HTTP on an address that other machines reach: let it listen on 127.0.0.1 behind a web server with a certificate",
  "one-place":
    "what was acknowledged in the last seconds is lost when the host's disk dies, and what a witness saw of it ends the country: let mirrors keep it before anybody is answered",
  "lossy-database":
    "its PostgreSQL may lose what it acknowledged when its machine loses its power (fsync, full_page_writes and synchronous_commit are to be on)",
} as const;
type Weakness = keyof typeof weaknesses;

/** Whether real people's safety depends on a country. */
export function isReal(country: { readonly trial: boolean; readonly demonstration: boolean }): boolean {
  return !(country.trial || country.demonstration);
}

/** The option by which a person accepts what was named. */
export const acceptOption = {
  accept: { value: "WEAKNESS", many: true, help: `go on in spite of: ${Object.keys(weaknesses).join(", ")}` },
} as const satisfies Readonly<Record<string, Option>>;

/** The weaknesses of a witness policy. One that asks for no witness is for trials only, and is refused elsewhere. */
export function weaknessesOfPolicy(text: string): readonly Weakness[] {
  const policy = parsePolicy(encodeUtf8(text));
  if (policy === null || policy.quorum === noQuorum) return [];
  return [
    ...(lyingWitnessesForFork(policy) === 0 ? (["low-quorum"] as const) : []),
    ...(policy.witnesses.length === 1 ? (["one-witness"] as const) : []),
    ...(policy.witnesses.some(({ url }) => url !== null && isOpenHttp(url)) ? (["http-witness"] as const) : []),
  ];
}

/** The weaknesses of the addresses of a host and its mirrors. */
export function weaknessesOfAddresses(urls: readonly string[]): readonly Weakness[] {
  return urls.some(isOpenHttp) ? ["http-host"] : [];
}

/** The weaknesses of the addresses of second places. */
export function weaknessesOfPlaces(places: readonly { readonly url: string }[]): readonly Weakness[] {
  return places.some(({ url }) => isOpenHttp(url)) ? ["http-place"] : [];
}

/** The weaknesses of listening under this name. */
export function weaknessesOfListening(hostname: string): readonly Weakness[] {
  return isLoopback(hostname.replace(/^\[|\]$/g, "")) ? [] : ["open-http"];
}

/**
 * The lines that name what is weak and was accepted. Throws a problem of the command `weak-country` for a real country with a weakness that was not accepted;
 * `otherwise` says what else may be done.
 */
export function acceptedWeaknesses(
  call: Call,
  country: { readonly trial: boolean; readonly demonstration: boolean },
  findings: readonly Weakness[],
  otherwise = "",
): readonly string[] {
  for (const word of call.all("accept")) call.oneOf("accept", word, Object.keys(weaknesses));
  if (!isReal(country)) return [];
  const obstacles = findings.filter((weakness) => !call.all("accept").includes(weakness));
  if (obstacles.length > 0)
    throw commandProblem(
      "weak-country",
      `this country is real: ${obstacles.map((weakness) => weaknesses[weakness]).join("; ")}. Change that, ${otherwise}or accept it with ${obstacles.map((weakness) => `--accept ${weakness}`).join(" ")}`,
    );
  return findings.map((weakness) => `Weak       ${weakness}: ${weaknesses[weakness]}`);
}

/** As `acceptedWeaknesses`, for a database with these settings, with which it may lose what it acknowledged (ST5f). A trial goes on, with a line of its own. */
export function acceptedDatabase(
  call: Call,
  country: { readonly trial: boolean; readonly demonstration: boolean },
  lossy: readonly string[],
): readonly string[] {
  const settings = lossy.join(", ");
  if (!isReal(country))
    return [`Warning: ${settings} in PostgreSQL: a loss of power may take away what was acknowledged.`];
  return acceptedWeaknesses(call, country, ["lossy-database"], `which is now ${settings}, `);
}
