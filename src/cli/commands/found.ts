// `panoh found`: makes the keys and the founding note of a country. The log's key stays with the host; each council key belongs on
// another machine, and this command says so.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { asksForNoWitness } from "../../core/country-marks.ts";
import { foundingSchema, suites } from "../../core/directory-note.ts";
import type { Waits } from "../../core/waits.ts";
import { holdsZero, waitsSchema } from "../../core/waits.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { noQuorum, parsePolicy } from "../../log/policy.ts";
import { encodeVerifierKey } from "../../note/signed-note.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import type { Command, Given } from "../command.ts";
import { CommandProblem, UsageProblem } from "../command.ts";
import { namesOf } from "../given-files.ts";
import { encodeKeyFile, writeNew, writeSecret } from "../key-file.ts";
import type { FoundingTerms } from "../new-country.ts";
import { foundCountry } from "../new-country.ts";
import { hostFiles } from "../run-host.ts";

/** Where the council's keys lie until they are handed out. */
export const councilFolder = "council";

/** The waits of a country that asks for nothing else, in hours. */
const defaultWaits: Waits = { admission: 168, reader: 24, soloReader: 72, answer: 24 };

export const found: Command = {
  usage: [
    "--dir DIR --name DOMAIN --country CC --title LANG=TEXT … --languages LANG,… --seats N --threshold K --witness NAME=VKEY@URL … --quorum K --retention-days N",
  ],
  about: [
    "Makes the log's key, one key for each council seat, and the founding note that all of them sign.",
    "Make each witness's key first: panoh witness --dir DIR --name NAME.",
    "A real country has at least three seats, a majority as its threshold, witnesses, and no wait of zero.",
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
    witness: { value: "NAME=VKEY@URL", many: true, help: "a witness: its name here, its key, its address" },
    quorum: { value: "K", help: "how many witnesses must cosign, or none (in a trial)" },
    waits: { value: "NAME=HOURS,…", help: "admission, reader, soloReader, answer; default 168, 24, 72, 24" },
    "retention-days": { value: "N", help: "no case may be removed from the host before" },
    trial: { help: "a country to try things in; it never becomes a real one" },
  },
  run: async (given) => {
    const dir = given.get("dir");
    if (existsSync(dir) && readdirSync(dir).length > 0)
      throw new CommandProblem("folder-not-empty", `${dir} is not empty and is not written over`);
    const terms = termsFrom(given);
    refuseUnsound(terms);
    const { founding, keys } = foundCountry(terms, Date.now, randomBytes);
    mkdirSync(join(dir, councilFolder), { recursive: true, mode: 0o700 });
    writeSecret(join(dir, hostFiles.logKey), `${encodeHex(keys.logSeed)}\n`);
    const seats = keys.seats.map((seat) => ({ seat: seat.name, file: join(dir, councilFolder, `${seat.name}.key`) }));
    for (const [i, seat] of keys.seats.entries()) writeSecret(seats[i]?.file ?? "", encodeKeyFile(seat));
    const foundingFile = join(dir, hostFiles.founding);
    writeNew(foundingFile, founding.note);
    const logKey = encodeVerifierKey(logKeyOf(founding));
    return {
      lines: [
        `Origin     ${founding.origin}`,
        `Log key    ${logKey}`,
        `Founding   ${foundingFile}`,
        ...seats.map(({ seat, file }) => `Seat       ${seat} ${file}`),
        ...(terms.trial ? ["This is a trial: it never becomes a real country."] : []),
        "Next:",
        `  1. Give each council key to its seat, on its own machine, and remove ${join(dir, councilFolder)} here.`,
        "  2. Publish the founding note: every device and every witness pins it.",
        `  3. Start each witness: panoh witness --dir DIR --name NAME --log ${hostFiles.founding}`,
        `  4. Start the host: panoh serve --dir ${dir}`,
      ],
      json: { origin: founding.origin, logKey, founding: foundingFile, seats, trial: terms.trial },
    };
  },
};

function termsFrom(given: Given): FoundingTerms {
  const title = namesOf(given.all("title"));
  if (title === null || Object.keys(title).length === 0)
    throw new UsageProblem("--title is LANG=TEXT, once for each language");
  return {
    name: given.get("name"),
    country: given.get("country"),
    title,
    languages: given.get("languages").split(","),
    suite: given.has("suite") ? given.code("suite", suites) : "hybrid",
    trial: given.has("trial"),
    demonstration: false,
    policy: policyFrom(given),
    waits: waitsFrom(given.find("waits")),
    retentionDays: given.number("retention-days", 1, 36_500),
    seats: given.number("seats", 1, 32),
    threshold: given.number("threshold", 1, 32),
  };
}

/** The witness policy as C2SP tlog-policy writes it. */
function policyFrom(given: Given): string {
  const witnesses = given.all("witness").map((text) => {
    const [, name, vkey, url] = /^([^=\s]+)=([^@\s]+)@(https?:\/\/\S+)$/.exec(text) ?? [];
    if (name === undefined) throw new UsageProblem("--witness is NAME=VKEY@URL");
    return { name, line: `witness ${name} ${vkey} ${url}\n` };
  });
  const lines = witnesses.map(({ line }) => line).join("");
  const quorum =
    given.get("quorum") === noQuorum
      ? `quorum ${noQuorum}\n`
      : `group all-witnesses ${given.number("quorum", 1, Math.max(1, witnesses.length))} ${witnesses.map(({ name }) => name).join(" ")}\nquorum all-witnesses\n`;
  const policy = `${lines}${quorum}`;
  if (parsePolicy(encodeUtf8(policy)) === null)
    throw new UsageProblem("the witnesses are not a policy: check each VKEY, and that names and keys differ");
  return policy;
}

function waitsFrom(text: string | null): Waits {
  const pairs = (text === null ? [] : text.split(",")).map((part) => part.split("="));
  const waits: unknown = {
    ...defaultWaits,
    ...Object.fromEntries(pairs.map(([name, hours]) => [name, Number(hours || "x")])),
  };
  if (!waitsSchema(waits))
    throw new UsageProblem("--waits is admission=H,reader=H,soloReader=H,answer=H with whole hours");
  return waits;
}

/** Says why, before the founding note's own check refuses it without a reason. */
function refuseUnsound(terms: FoundingTerms): void {
  const { seats, threshold, trial, waits, policy, ...rest } = terms;
  const refuse = (message: string) => {
    throw new CommandProblem("founding-refused", message);
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
