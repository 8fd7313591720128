// The sentences of a note of the directory, for whoever is to sign it: no JSON, and a key only by its fingerprint. The note's id is short enough to be read
// aloud: by it two people at two machines know that both see the same note.

import { asksForNoWitness } from "../core/country-marks.ts";
import type { Directory } from "../core/directory.ts";
import type {
  DirectoryContent,
  DirectoryKind,
  EnrolledDevice,
  Founding,
  Organisation,
} from "../core/directory-note.ts";
import { hoursRows } from "../core/opening-hours.ts";
import { recoveryHours } from "../core/recovery.ts";
import { fixedWait, type Waits } from "../core/waits.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { parsePolicy } from "../log/policy.ts";
import { fingerprintOf, idForPeople, numberOfRequest } from "../member/fingerprint.ts";
import { textId } from "../note/origin.ts";
import { parseNote } from "../note/signed-note.ts";
import type { Terminal } from "../operate/terminal.ts";
import { languages } from "../words/languages.ts";
import { hoursInWords } from "../words/opening-hours.ts";
import { commandProblem } from "./command.ts";
import { linesOfForm } from "./form-lines.ts";
import { englishWordsOf } from "./form-words.ts";

/** The country, as it is known where a note is signed. A seat's machine without a network has the founding note alone, and a device both. */
export interface KnownCountry {
  readonly founding: Founding | null;
  readonly directory: Directory | null;
}

/** The line with the id of a note. Its signatures are no part of it, so it is the same for everybody who signs. */
export function noteIdLine(note: string): string {
  return `Note id    ${noteId(note)}`;
}

export function noteId(note: string): string {
  return idForPeople(textId(parseNote(note)?.text ?? note));
}

/** Asks whoever sits at a terminal to type a part of the id: nobody signs by habit. */
export async function agreeToId(id: string, { isTyped, askSecret }: Terminal): Promise<void> {
  if (isTyped !== true) return;
  const answer = await askSecret("To sign it, type the first four characters of the note id (they are not shown): ");
  if (answer.trim() !== id.slice(0, 4))
    throw commandProblem("not-agreed", "that is not the beginning of the note id: nothing was signed");
}

export const compareNotes =
  "Compare the note id with the screen of who signed first. Another id is another note: do not let your signature go on.";

/** The sentences of a note, as far as this machine knows what it names. */
export async function sentencesOf(content: DirectoryContent, country: KnownCountry): Promise<readonly string[]> {
  if (content.kind === "form.set") return linesOfForm(content.body, await englishWordsOf(content.body));
  const say = sentences[content.kind] as (body: unknown, country: KnownCountry) => readonly string[];
  return say(content.body, country);
}

type BodyOf<K extends DirectoryKind> = Extract<DirectoryContent, { readonly kind: K }>["body"];

const sentences: {
  readonly [K in Exclude<DirectoryKind, "form.set">]: (body: BodyOf<K>, country: KnownCountry) => readonly string[];
} = {
  "council.policy": ({ policy }) => witnessSentences(policy),
  "council.waits": ({ waits }) => [
    `What begins from now on waits so many hours of the log's time: ${waitsInWords(waits)}.`,
  ],
  "council.seat": ({ seat, key, number }, country) => [
    `Seat ${seat} gets another key. Its fingerprint: ${fingerprintOf(key)}`,
    `It is replacement number ${number} of this seat.`,
    `It signs with the new key ${waitedHours(seatHours(country))} after this note is logged, and until then with the one that it has.`,
    "Compare the fingerprint with the person who takes the seat, by voice.",
  ],
  "council.keep": ({ seat, key }) => [
    `Seat ${seat} keeps the key that it has. The new key that waits does not come. Its fingerprint: ${fingerprintOf(key)}`,
  ],
  "organisation.admit": ({ organisation, devices }, country) => [
    `${nameOf(organisation)} is admitted. Its id: ${organisation.id}`,
    `It counts ${waitedHours(waitsIn(country)?.admission)} after this note is logged. Its first devices:`,
    ...devices.flatMap(deviceSentences),
  ],
  "organisation.suspend": ({ organisation }, country) => [
    `${organisationIn(country, organisation)} is suspended. From this note on it sends and signs nothing, and nothing is sealed to it.`,
  ],
  "organisation.resume": ({ organisation }, country) => [
    `The suspension of ${organisationIn(country, organisation)} is lifted. What it says from this note on counts again. What it said meanwhile stays refused.`,
  ],
  "device.enrol": ({ organisation, device }, country) => [
    `${organisationIn(country, organisation)} gets one more device:`,
    ...deviceSentences(device),
    device.role === "referrer"
      ? "It may send at once."
      : `It reads and signs ${waitedHours(waitsIn(country)?.reader)} after this note is logged, or ${waitedHours(waitsIn(country)?.soloReader)} where a seat signs in place of a second administrator.`,
  ],
  "device.revoke": ({ device, reason }, country) => [
    `Device ${device} of ${organisationIn(country, country.directory?.device(device)?.organisation ?? null)} is revoked: ${reasons[reason]}.`,
    "From this note on it can send and sign nothing.",
  ],
  "epoch.new": ({ organisation, epoch, recipient, maker }, country) => [
    `${organisationIn(country, organisation)} gets key number ${epoch}, made on device ${maker}.`,
    `  key: ${fingerprintOf(recipient)}`,
  ],
  "epoch.confirm": ({ organisation, epoch }, country) => [
    `A reader of ${organisationIn(country, organisation)} says that it holds key number ${epoch}.`,
  ],
  "recovery.deal": ({ organisation, recipient, threshold, shares }, country) => [
    `${organisationIn(country, organisation)} gets another recovery key. Its fingerprint: ${fingerprintOf(recipient)}`,
    ...(shares.length === 0
      ? ["It is on a printed sheet."]
      : [
          `${threshold} of these custodians give it back:`,
          ...shares.map((share) => `  ${organisationIn(country, share.custodian)}`),
        ]),
  ],
  "recovery.request": ({ organisation, device }, country) => [
    `${organisationIn(country, organisation)} lost all its devices, and this new one asks for it:`,
    ...deviceSentences(device),
    `The number of the request: ${numberOfRequest({ device })}`,
    `It may go on ${recoveryHours} hours after this note is logged, unless somebody vetoes it. Sign only if you met or rang the person who holds it, by a number that you had before, and they read you this number.`,
  ],
  "recovery.veto": ({ request, reason }) => [`The request for recovery ${request} is vetoed: ${reason}`],
  "recovery.release": ({ request }) => [
    `A custodian gives its share to the device of the request for recovery ${request}.`,
  ],
  "recovery.restore": ({ request, epoch, recipient }) => [
    `By the request for recovery ${request} the organisation goes on on the device that asked, under key number ${epoch}: ${fingerprintOf(recipient)}`,
  ],
  "service.set": ({ service }, country) => [
    `${organisationIn(country, service.organization_id)} lists the service "${inEnglish(service.name)}" (${service.status}).`,
    `It gives ${service.types.join(", ")}, in ${service.languages.join(", ")}, for ${service.service_area.join(", ")}.`,
    ...(service.eligibility.length === 0 ? [] : [`It is for ${service.eligibility.join(", ")}.`]),
    ...agesOf(service),
    ...(service.phones ?? []).map(
      ({ number, last_check }) => `Telephone ${number}: ${last_check} when it was checked.`,
    ),
    ...(service.schedules === undefined
      ? []
      : [`It is open ${hoursInWords(hoursRows(service.schedules), languages.en)}, in the time of ${service.country}.`]),
    ...Object.entries(service.schedules_line ?? {}).map(([language, text]) => `Of its hours (${language}): ${text}`),
    ...Object.entries(service.description ?? {}).map(([language, text]) => `It says of itself (${language}): ${text}`),
  ],
  "form.words": (words) => [
    `Form ${words.words} is worded so in ${words.language}, version ${words.of}:`,
    `  title: ${words.title}`,
    ...wordLines(words),
  ],
  "form.stop": ({ version }, country) => {
    const form = country.directory?.forms.versionOf(version);
    return [
      `The country's version ${version} of form ${form?.key ?? "(not known here)"} ends, with each later one. The version before holds again.`,
    ];
  },
};

const reasons: Readonly<Record<BodyOf<"device.revoke">["reason"], string>> = {
  lost: "it was lost",
  stolen: "it was stolen",
  left: "its person left",
  replaced: "another one takes its place",
  misused: "it was misused",
};

/** The sentences of a founding note, for each seat that signs it. */
export function foundingSentences(founding: Founding): readonly string[] {
  const { council, waits, openedToAuthority: partsOpen = [], organisations, places = 0 } = founding;
  const { length } = council.seats;
  return [
    `You found  ${inEnglish(founding.title)} (${founding.country}), ${founding.name}, on ${founding.at}. It says:`,
    ...(founding.trial ? ["It is a trial, and never becomes a real country."] : []),
    ...(founding.demonstration ? ["It is a demonstration with invented people."] : []),
    `The council has ${length} ${length === 1 ? "seat" : "seats"}, and ${council.threshold} must sign whatever it says later:`,
    ...council.seats.map(({ seat, key }) => `  ${seat}, key ${fingerprintOf(key)}`),
    lostSeatsSentence(council),
    `The log's key is ${fingerprintOf(founding.logKey)}.`,
    ...(asksForNoWitness(founding.policy) ? ["Nobody witnesses the log."] : witnessSentences(founding.policy)),
    `Waits, in hours of the log's time: ${waitsInWords(waits)}.`,
    `Languages of the people: ${founding.languages.join(", ")}. Keys of organisations: ${founding.suite}.`,
    `${places === 0 ? "No other machine" : `${places} other ${places === 1 ? "machine" : "machines"}`} must have what is sent before it is acknowledged.`,
    `A competent authority may read of ${partsOpen.length === 0 ? "neither help nor health" : partsOpen.join(" and ")}, and no later note changes that.`,
    ...organisations.map(({ organisation }) => `${nameOf(organisation)} is part of it from the beginning.`),
  ];
}

/** How many keys of seats may be lost at once, and what follows when more are. */
export function lostSeatsSentence({
  seats,
  threshold,
}: {
  readonly seats: { readonly length: number };
  readonly threshold: number;
}): string {
  const spare = seats.length - threshold;
  const may =
    spare === 0
      ? "No key of a seat may be lost"
      : `At most ${spare} ${spare === 1 ? "key" : "keys"} of seats may be lost at once`;
  return `${may}: fewer than ${threshold} ${threshold === 1 ? "seat" : "seats"} cannot replace the others, and then nobody ever speaks for the council again.`;
}

/** The witnesses of a policy, one a line. */
function witnessSentences(text: string): readonly string[] {
  const policy = parsePolicy(encodeUtf8(text));
  if (policy === null) return ["The witnesses in it cannot be read: do not sign."];
  const threshold = policy.groups.find(({ name }) => name === policy.quorum)?.threshold ?? 1;
  const { length } = policy.witnesses;
  return [
    `The log has ${length} ${length === 1 ? "witness" : "witnesses"} from this note on, and ${threshold} must cosign each head:`,
    ...policy.witnesses.map(
      ({ name, key, url }) =>
        `  ${name}: ${key.name}${url === null ? "" : ` at ${url}`}, key ${fingerprintOf(Buffer.from(key.publicKey).toString("base64"))}`,
    ),
    "Who is not in this list counts no more.",
  ];
}

function deviceSentences({ id, role, admin, recipient }: EnrolledDevice): readonly string[] {
  const may = [
    role === "reader" ? "reads what is sealed to the organisation" : "sends referrals and reads none",
    ...(admin ? ["enrols and revokes its devices"] : []),
  ];
  return [`  Device ${id}: ${may.join(", ")}. Its key: ${fingerprintOf(recipient)}`];
}

function agesOf({ minimum_age: from, maximum_age: to }: BodyOf<"service.set">["service"]): readonly string[] {
  if (from === undefined && to === undefined) return [];
  return [`Ages ${from ?? 0} to ${to ?? "any"}.`];
}

function wordLines({ groups, fields, lists, flaws, due, why }: BodyOf<"form.words">): readonly string[] {
  const labels = { ...groups, ...fields };
  return [
    ...Object.entries(labels).map(
      ([key, label]) => `  ${key}: ${label.filter((part) => part !== undefined).join(" / ")}`,
    ),
    ...Object.entries(lists).flatMap(([list, codes]) =>
      Object.entries(codes).map(([code, word]) => `  ${list} ${code}: ${word}`),
    ),
    ...Object.entries({ ...flaws, ...due }).map(([key, word]) => `  ${key}: ${word}`),
    ...Object.entries(why ?? {}).map(([key, word]) => `  why ${key}: ${word}`),
  ];
}

function organisationIn({ directory }: KnownCountry, id: string | null): string {
  const organisation = id === null ? null : (directory?.organisation(id) ?? null);
  if (organisation !== null) return nameOf(organisation);
  return id === null ? "an organisation that is not known here" : `Organisation ${id} (its name is not known here)`;
}

function nameOf({ name, kind }: Organisation): string {
  return `${inEnglish(name)} (${kind})`;
}

function inEnglish(name: Readonly<Record<string, string>>): string {
  return languages.en.pick(name);
}

function waitsIn({ directory, founding }: KnownCountry): Waits | null {
  return directory?.waits ?? founding?.waits ?? null;
}

function seatHours({ directory, founding }: KnownCountry): number | undefined {
  return directory?.seatHours ?? (founding === null ? undefined : fixedWait(168, founding, founding.waits));
}

function waitedHours(hours: number | undefined): string {
  return hours === undefined ? "the country's own hours" : `${hours} hours`;
}

function waitsInWords({ admission, reader, soloReader, answer, forms }: Waits): string {
  return [
    `a new organisation ${admission}`,
    `a reader's device ${reader}`,
    `one that a single administrator and a seat enrol ${soloReader}`,
    `the next choice of a referral ${answer}`,
    `a changed form ${forms}`,
  ].join(", ");
}
