// What the directory's notes say (DR1–DR6): the founding note, and the kinds of directory and public notes with their schemas.
// Whether the signers of a note may say it is decided in `directory.ts`.
import { type FormWords, formId } from "./form/form.ts";
import { isForm, wordsShapeFlaws } from "./form/form-shape.ts";
import { openable } from "./part-table.ts";
import { organisationKinds } from "./party.ts";
import { placeCode } from "./place.ts";
import { recordBatch } from "./registers/row-schema.ts";
import type { Of, Schema } from "./schema.ts";
import {
  code,
  countryCode,
  hexOf,
  integer,
  languageTag,
  line,
  list,
  moment,
  object,
  pattern,
  set,
  text,
  truth,
  uuid,
} from "./schema.ts";
import { capacitySchema, namesByLanguage, serviceSchema } from "./service.ts";
import { waitsSchema } from "./waits.ts";

/** A 32-byte key in base64. */
const key = pattern(/^[A-Za-z0-9+/]{43}=$/);
/** An age recipient: X25519 or the post-quantum hybrid. */
const recipient = pattern(/^age1(pq1[02-9ac-hj-np-z]{1952}|[02-9ac-hj-np-z]{58})$/);
const seatName = pattern(/^council-[1-9][0-9]?$/);

/** Kinds of keys: `x25519` are keys `age1…`; `hybrid` `age1pq1…`, ML-KEM-768 with X25519. */
export const suites = ["hybrid", "x25519"] as const;
export type Suite = (typeof suites)[number];

/** Random, 16 bytes: says no name, rank or post (DR4). */
export const deviceId = hexOf(16);

export const organisationSchema = object(
  { id: uuid, kind: code(organisationKinds), name: namesByLanguage, country: countryCode },
  { area: placeCode },
);
export type Organisation = Of<typeof organisationSchema>;

/** A device as it is enrolled. A reader opens what is sealed to its organisation; a referrer only writes. */
export const deviceSchema = object({
  id: deviceId,
  role: code(["reader", "referrer"]),
  /** May enrol and revoke devices of its organisation. */
  admin: truth,
  key,
  recipient,
});
export type EnrolledDevice = Of<typeof deviceSchema>;

const admission = object({ organisation: organisationSchema, devices: list(deviceSchema, 8, 1) });

export const foundingSchema = object(
  {
    kind: code(["found"]),
    salt: hexOf(16),
    at: moment,
    /** A domain. Bounded so that the origin, with its slash and 32 digits, is still one (SG3). */
    name: pattern(/^(?=.{3,120}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    country: countryCode,
    title: namesByLanguage,
    languages: set(languageTag, 24, 1),
    suite: code(suites),
    /** A trial never becomes a real country (LG5). */
    trial: truth,
    /** A demonstration holds invented people only; every screen says so. */
    demonstration: truth,
    logKey: key,
    council: object({ threshold: integer(1, 32), seats: list(object({ seat: seatName, key }), 32, 1) }),
    /** A C2SP tlog-policy without a log line: the log is known from this note. */
    policy: text(8000),
    waits: waitsSchema,
    retentionDays: integer(1, 36_500),
    /** Organisations that are active at once (DR6). */
    organisations: list(admission, 64),
  },
  {
    /** What the competent authority may read besides, with the person's consent (FD11a). */
    openedToAuthority: set(code(openable), openable.length, 1),
    /** How many machines beside the host's must have what is sent before it is acknowledged (SP1). */
    places: integer(0, 8),
  },
);
export type Founding = Of<typeof foundingSchema>;

function isFormWords(value: unknown): value is FormWords {
  return wordsShapeFlaws(value).length === 0;
}

/** Kinds of directory notes about forms: where no referrer fills the form, they ride with the country's record. */
export function isFormKind(kind: string): boolean {
  return kind.startsWith("form.");
}

/** Directory notes by kind. */
export const directoryBodies = {
  "council.policy": object({ policy: text(8000) }),
  "council.waits": object({ waits: waitsSchema }),
  /** Gives a seat another key, after a week of the log's time (DR7). */
  "council.seat": object({ seat: seatName, key, number: integer(1, 10_000) }),
  /** Ends a replacement that still waits: the seat keeps the key that it has. `key` is the one that does not come (DR7c). */
  "council.keep": object({ seat: seatName, key }),
  "organisation.admit": admission,
  "organisation.suspend": object({ organisation: uuid }, { number: integer(1, 10_000) }),
  /** Lifts a suspension, from its leaf on (DR8). */
  "organisation.resume": object({ organisation: uuid, number: integer(1, 10_000) }),
  "device.enrol": object({ organisation: uuid, device: deviceSchema }),
  "device.revoke": object({ device: deviceId, reason: code(["lost", "stolen", "left", "replaced", "misused"]) }),
  /** `maker` is the device that made the key, one of the signers; the others vouch for it. */
  "epoch.new": object({ organisation: uuid, epoch: integer(1, 10_000), recipient, maker: deviceId }),
  "epoch.confirm": object({ organisation: uuid, epoch: integer(1, 10_000) }),
  /** A recovery key, and the hash of each share of it (KR1). Without shares it is on a printed sheet. */
  "recovery.deal": object(
    {
      organisation: uuid,
      recipient,
      /** Under it a restore is signed (KR7). */
      key,
      threshold: integer(0, 7),
      shares: list(object({ custodian: uuid, hash: hexOf(32) }), 7),
    },
    /** The dealing before it: one that was kept back counts no more once another one was logged (KR2b). */
    { replaces: hexOf(16) },
  ),
  /** A new device asks for an organisation that has lost its own ones (KR3). */
  "recovery.request": object({ organisation: uuid, device: deviceSchema }),
  "recovery.veto": object({ request: hexOf(16), reason: line(200) }),
  /** A custodian's share, sealed to the device that asks (base64). */
  "recovery.release": object({ request: hexOf(16), sealed: pattern(/^[A-Za-z0-9+/]{40,4000}={0,2}$/) }),
  /** The organisation goes on on the device that asked, under a new epoch. */
  "recovery.restore": object({ request: hexOf(16), epoch: integer(1, 10_000), recipient }),
  "service.set": object({ service: serviceSchema }),
  /** A version of a form; `id` is the SHA-256 of its JSON (FM5b). */
  "form.set": object({ id: formId, form: isForm }),
  /** The words of a version in one language. */
  "form.words": isFormWords,
  /** Ends a version, and those that follow it. */
  "form.stop": object({ version: formId }),
} as const satisfies Readonly<Record<string, Schema<unknown>>>;

/** Public notes by kind. */
const publicBodies = {
  /** The host's hourly statement: its newest witnessed checkpoint with its cosignatures (LG8). */
  time: object({ checkpoint: text(8000) }),
  capacity: object({ capacity: capacitySchema }),
  /** Rows of an open register of the country's record (RC1). */
  record: recordBatch,
} as const satisfies Readonly<Record<string, Schema<unknown>>>;

export type DirectoryKind = keyof typeof directoryBodies;

type Content<Bodies extends Readonly<Record<string, Schema<unknown>>>> = {
  [K in keyof Bodies]: { readonly kind: K; readonly salt: string; readonly at: string; readonly body: Of<Bodies[K]> };
}[keyof Bodies];

export type DirectoryContent = Content<typeof directoryBodies>;
export type PublicContent = Content<typeof publicBodies>;

const head = { salt: hexOf(16), at: moment };

/** The content of a directory note; null when it is not of a known kind and exactly its schema. */
export function readDirectoryContent(value: unknown): DirectoryContent | null {
  return hasSchemaOfItsKind(value, directoryBodies) ? (value as DirectoryContent) : null;
}

/** The content of a public note; null when it is not of a known kind and exactly its schema. */
export function readPublicContent(value: unknown): PublicContent | null {
  return hasSchemaOfItsKind(value, publicBodies) ? (value as PublicContent) : null;
}

function hasSchemaOfItsKind(value: unknown, bodies: Readonly<Record<string, Schema<unknown>>>): boolean {
  if (typeof value !== "object" || value === null || !("kind" in value) || typeof value.kind !== "string") return false;
  if (!Object.hasOwn(bodies, value.kind)) return false;
  const body = bodies[value.kind];
  return body !== undefined && object({ ...head, kind: code([value.kind]), body })(value);
}
