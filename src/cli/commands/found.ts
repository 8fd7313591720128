// `panoh found`: makes the keys and the founding note of a country. The log's key stays with the host; each council key belongs on
// another machine, and this command says so.

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { asksForNoWitness } from "../../core/country-marks.ts";
import { foundingSchema, suites } from "../../core/directory-note.ts";
import { openable } from "../../core/part-table.ts";
import { holdsZero, type Waits } from "../../core/waits.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeVerifierKey } from "../../note/signed-note.ts";
import { namesOf } from "../../operate/files/given-files.ts";
import { encodeKeyFile, encodeLogKey } from "../../operate/files/key-file.ts";
import { writeNew, writeSecret } from "../../operate/files/write-whole.ts";
import { type FoundingTerms, foundCountry } from "../../operate/new-country.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { policyFrom, waitsFrom, witnessOption } from "../country-terms.ts";
import { acceptedWeaknesses, acceptOption, weaknessesOfPolicy } from "../weaknesses.ts";
import { shareLine, writeLocked, writeShares } from "./key.ts";

/** The waits of a country that asks for nothing else, in hours. */
const defaultWaits: Waits = { admission: 168, reader: 24, soloReader: 72, answer: 24, forms: 72 };

/** Ten years. The founding note must name a number; no program reads it, since nothing is erased from a log yet. */
const defaultRetentionDays = 3_650;

export const foundCommand: Command = {
  usage: [
    "--dir DIR --name DOMAIN --country CC --title LANG=TEXT … --languages LANG,… --seats N --threshold K --witness NAME=VKEY@URL … --quorum K [--lock]",
  ],
  about: [
    "Makes the log's key, one key for each council seat, and the founding note that all of them sign.",
    "Make each witness's key first: panoh witness --dir DIR --name NAME.",
    "Nothing is erased from a host yet: what was logged stays there, sealed, for as long as the host exists.",
    "A real country has at least three seats, a majority as its threshold, witnesses, and no wait of zero.",
    "What is weak about its witnesses is named, and the country is founded only when --accept names it too.",
  ],
  options: {
    dir: { value: "DIR", help: "a new folder for the host's data" },
    name: { value: "DOMAIN", help: "the country's name in its log: refuge.example.tj" },
    country: { value: "CC", help: "two letters of ISO 3166-1" },
    title: { value: "LANG=TEXT", many: true, help: "the country's title in a language" },
    languages: { value: "LANG,…", help: "the languages that victims speak" },
    suite: { value: "SUITE", help: "hybrid (post-quantum, the default) or x25519" },
    seats: { value: "N", help: "how many council seats" },
    threshold: { value: "K", help: "how many of them must sign" },
    witness: witnessOption,
    quorum: { value: "K", help: "how many witnesses must cosign, or none (in a trial)" },
    waits: { value: "NAME=HOURS,…", help: "admission, reader, soloReader, answer, forms; default 168, 24, 72, 24, 72" },
    "open-to-authority": {
      value: "PART,…",
      help: "help, health: what a competent authority that is no police body may read, with the person's consent; default nothing, and never later",
    },
    trial: { help: "a country to try things in; it never becomes a real one" },
    lock: { help: "lock each key with a passphrase of its own, which is shown once; no plain key comes onto the disk" },
    places: {
      value: "K",
      help: "how many machines beside the host's must have what is sent before it is acknowledged; default 1, in a trial 0",
    },
    ...acceptOption,
  },
  run: async (call, terminal) => {
    const dir = call.get("dir");
    if (existsSync(dir) && readdirSync(dir).length > 0)
      throw commandProblem("folder-not-empty", `${dir} is not empty and is not written over`);
    const terms = termsFrom(call);
    refuseUnsound(terms);
    const weak = [...weaknessesOfPolicy(terms.policy), ...(terms.places === 0 ? (["one-place"] as const) : [])];
    const weakLines = acceptedWeaknesses(call, terms, weak, "found a trial with --trial, ");
    const { founding, keys } = foundCountry(terms, Date.now, randomBytes);
    mkdirSync(join(dir, hostFiles.council), { recursive: true, mode: 0o700 });
    const write = call.has("lock")
      ? writeLocked(terminal)
      : async (file: string, text: string) => writeSecret(file, text);
    await write(join(dir, hostFiles.logKey), encodeLogKey(keys.logSeed));
    const seats = keys.seats.map((seat) => ({
      seat: seat.name,
      file: join(dir, hostFiles.council, `${seat.name}.key`),
    }));
    for (const [i, seat] of keys.seats.entries()) await write(seats[i]?.file ?? "", encodeKeyFile(seat));
    const shares = await writeShares(founding, keys.logSeed, join(dir, hostFiles.council), call.has("lock"), terminal);
    const foundingFile = join(dir, hostFiles.founding);
    writeNew(foundingFile, founding.note);
    const logKey = encodeVerifierKey(logKeyOf(founding));
    return {
      lines: [
        `Origin     ${founding.origin}`,
        `Log key    ${logKey}`,
        `Founding   ${foundingFile}`,
        ...seats.map(({ seat, file }) => `Seat       ${seat} ${file}`),
        ...shares.map(shareLine),
        ...weakLines,
        ...(terms.trial ? ["This is a trial: it never becomes a real country."] : []),
        "Nothing is erased from the host yet: every sealed file that was logged stays, and no time ends that.",
        "Next:",
        `  1. Give each council key${shares.length > 0 ? " and its share of the log's key" : ""} to its seat, on its own machine, and remove ${join(dir, hostFiles.council)} here.`,
        "  2. Publish the founding note: every device and every witness pins it.",
        `  3. Start each witness: panoh witness --dir DIR --name NAME --log ${hostFiles.founding}`,
        ...((terms.places ?? 0) > 0
          ? [
              `  4. Start the mirrors that keep the log: panoh mirror --of URL --founding ${hostFiles.founding} --data DIR`,
              `  5. Start the host with each: panoh serve --dir ${dir} --place KEY@URL, with the stored key that it prints`,
            ]
          : [`  4. Start the host: panoh serve --dir ${dir}`]),
      ],
      json: { origin: founding.origin, logKey, founding: foundingFile, seats, shares, trial: terms.trial, weak },
    };
  },
};

function termsFrom(call: Call): FoundingTerms {
  const title = namesOf(call.all("title"));
  if (title === null || Object.keys(title).length === 0)
    throw usageProblem("--title is LANG=TEXT, once for each language");
  return {
    name: call.get("name"),
    country: call.get("country"),
    title,
    languages: call.get("languages").split(","),
    suite: call.has("suite") ? call.code("suite", suites) : "hybrid",
    trial: call.has("trial"),
    demonstration: false,
    policy: policyFrom(call),
    waits: waitsFrom(call.find("waits"), defaultWaits),
    retentionDays: defaultRetentionDays,
    seats: call.number("seats", 1, 32),
    threshold: call.number("threshold", 1, 32),
    ...placesFrom(call),
    ...openedFrom(call.find("open-to-authority")),
  };
}

/** A real country has one, unless its founders go on in spite of that. */
function placesFrom(call: Call): Pick<FoundingTerms, "places"> {
  if (call.has("places")) return { places: call.number("places", 0, 8, 1) };
  if (call.has("trial")) return {};
  return { places: call.all("accept").includes("one-place") ? 0 : 1 };
}

function openedFrom(text: string | null): Pick<FoundingTerms, "openedToAuthority"> {
  if (text === null) return {};
  const names = text.split(",");
  const questions = openable.filter((question) => names.includes(question));
  if (questions.length < names.length)
    throw usageProblem(`--open-to-authority is one or more of ${openable.join(",")}`);
  return { openedToAuthority: questions };
}

/** Says why, before the founding note's own check refuses it without a reason. */
function refuseUnsound(terms: FoundingTerms): void {
  const { seats, threshold, trial, waits, policy, ...rest } = terms;
  const refuse = (message: string) => {
    throw commandProblem("founding-refused", message);
  };
  const blank = { kind: "found", salt: "0".repeat(32), at: "2026-01-01T00:00:00Z", organisations: [] };
  const key = `${"A".repeat(43)}=`;
  const council = { threshold, seats: [{ seat: "council-1", key }] };
  if (!foundingSchema({ ...blank, ...rest, trial, waits, policy, logKey: key, council }))
    refuse("the name, country, title or languages are not in the form that a founding note takes");
  if (threshold > seats) refuse("the threshold is larger than the council");
  if (trial) return;
  if (seats < 3 || 2 * threshold <= seats)
    refuse("a real country has three seats or more, and a majority of them acts");
  if (holdsZero(waits)) refuse("a wait of zero is for trials only");
  if (asksForNoWitness(policy)) refuse("a log that nobody witnesses is for trials only");
}
