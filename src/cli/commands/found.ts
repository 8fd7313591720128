// `panoh found`: makes the log's key and the founding note of a country. The log's key stays with the host. Each seat made its key on its own machine and signs
// there (`panoh council found`); in a trial this command may make the seats' keys too.

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { asksForNoWitness } from "../../core/country-marks.ts";
import { foundingSchema, suites } from "../../core/directory-note.ts";
import { openable } from "../../core/part-table.ts";
import { holdsZero, type Waits } from "../../core/waits.ts";
import { randomBytes } from "../../crypto/random.ts";
import { foundingText, readFoundingDraft } from "../../note/directory-note.ts";
import { encodeVerifierKey } from "../../note/signed-note.ts";
import { namesOf } from "../../operate/files/given-files.ts";
import { encodeKeyFile, encodeLogKey } from "../../operate/files/key-file.ts";
import { writeNew, writeSecret } from "../../operate/files/write-whole.ts";
import { draftFounding, type FoundingTerms, foundCountry } from "../../operate/new-country.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { policyFrom, waitsFrom, witnessOption } from "../country-terms.ts";
import { lostSeatsSentence, noteIdLine } from "../note-sentences.ts";
import { acceptedWeaknesses, acceptOption, weaknessesOfPolicy } from "../weaknesses.ts";
import { shareLine, writeLocked, writeShares } from "./key.ts";
import { readPublicSeat } from "./seat.ts";

/** The waits of a country that asks for nothing else, in hours. */
const defaultWaits: Waits = { admission: 168, reader: 24, soloReader: 72, answer: 24, forms: 72 };

/** Ten years. The founding note must name a number; no program reads it, since nothing is erased from a log yet. */
const defaultRetentionDays = 3_650;

export const foundCommand: Command = {
  usage: [
    "--dir DIR --name DOMAIN --country CC --title LANG=TEXT … --languages LANG,… --seat FILE … --threshold K --witness NAME=VKEY@URL … --quorum K [--lock]",
    "--dir DIR --name DOMAIN --country CC --title LANG=TEXT … --languages LANG,… --seats N --threshold K --witness NAME=VKEY@URL … --quorum K --trial [--lock]",
  ],
  about: [
    "Makes the log's key, and the founding note that every seat of the council signs on its own machine (panoh council found). With --seats a trial has keys of seats made here.",
    "Make each seat's key first: panoh council key, and each witness's: panoh witness --dir DIR --name NAME.",
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
    seat: { value: "FILE", many: true, help: "the public file of a seat's key (panoh council key)" },
    seats: { value: "N", help: "in a trial: how many council seats, whose keys are made here" },
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
    const { founding, logSeed, keys } = foundOrDraft(call, terms);
    mkdirSync(join(dir, hostFiles.council), { recursive: true, mode: 0o700 });
    const write = call.has("lock")
      ? writeLocked(terminal)
      : async (file: string, text: string) => writeSecret(file, text);
    await write(join(dir, hostFiles.logKey), encodeLogKey(logSeed));
    const seats = keys.map((seat) => ({
      seat: seat.name,
      file: join(dir, hostFiles.council, `${seat.name}.key`),
    }));
    for (const [i, seat] of keys.entries()) await write(seats[i]?.file ?? "", encodeKeyFile(seat));
    const shares = await writeShares({ founding, logSeed }, join(dir, hostFiles.council), call.has("lock"), terminal);
    const foundingFile = join(dir, hostFiles.founding);
    writeNew(foundingFile, founding.note);
    const logKey = encodeVerifierKey(logKeyOf(founding));
    const isSigned = keys.length > 0;
    const toSeats = isSigned
      ? `Give each council key${shares.length > 0 ? " and its share of the log's key" : ""} to its seat, on its own machine, and remove ${join(dir, hostFiles.council)} here.`
      : `Give each seat its share of the log's key and remove ${join(dir, hostFiles.council)} here. Bring ${foundingFile} to every seat, one after the other, and back: panoh council found.`;
    return {
      lines: [
        `Origin     ${founding.origin}`,
        `Log key    ${logKey}`,
        `Founding   ${foundingFile}`,
        ...seats.map(({ seat, file }) => `Seat       ${seat} ${file}`),
        ...shares.map(shareLine),
        ...(isSigned ? [] : [noteIdLine(founding.note)]),
        ...weakLines,
        lostSeatsSentence(founding.founding.council),
        ...(terms.trial ? ["This is a trial: it never becomes a real country."] : []),
        "Nothing is erased from the host yet: every sealed file that was logged stays, and no time ends that.",
        "Next:",
        `  1. ${toSeats}`,
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

/** A founding that the seats here sign, or one that they are to sign elsewhere: then its note is the text alone. */
function foundOrDraft(call: Call, terms: FoundingTerms) {
  if (!call.has("seat")) {
    const { founding, keys } = foundCountry(terms, Date.now, randomBytes);
    return { founding, logSeed: keys.logSeed, keys: keys.seats };
  }
  const seats = call.all("seat").map(readPublicSeat);
  const { founding, logSeed } = draftFounding(terms, seats, Date.now, randomBytes);
  const note = foundingText(founding);
  const draft = readFoundingDraft(note);
  if (draft === null) throw commandProblem("founding-refused", "two seats have one name or one key");
  return { founding: { founding, origin: draft.origin, note }, logSeed, keys: [] };
}

/** How many seats there are. A real country's make their keys elsewhere. */
function seatsFrom(call: Call): number {
  const count = call.all("seat").length;
  if (count > 0 && call.has("seats")) throw usageProblem("give either --seat or --seats");
  if (count === 0 && !call.has("trial"))
    throw usageProblem("each seat of a real country makes its key on its own machine: --seat FILE (panoh council key)");
  return count > 0 ? count : call.number("seats", 1, 32);
}

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
    seats: seatsFrom(call),
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
