// A sealed entry: what its one line of JSON holds (SG1, SG4). Signatures and ids are the `note` layer's.

import { deviceId } from "./directory-note.ts";
import type { BodyOf, CaseKind, EntryKind, OtherKind } from "./entry-kind.ts";
import { caseBodies, entryId, otherBodies } from "./entry-kind.ts";
import type { Of, Schema } from "./schema.ts";
import { code, hexOf, integer, list, moment, object, pattern, set, text, uuid } from "./schema.ts";

/** The newest checkpoint that an author saw (LG7): size, root in base64, and the log's own signature line. */
const seenSchema = object({
  size: integer(1, Number.MAX_SAFE_INTEGER),
  root: pattern(/^[A-Za-z0-9+/]{43}=$/),
  line: text(400),
});
export type Seen = Of<typeof seenSchema>;

interface Head {
  /** The key name of the signature (SG1): the author's device, or of a receipt the device that it is for. */
  readonly device: string;
  readonly salt: string;
  readonly at: string;
  /** The true readers (SL5): organisations. The author's own organisation is named when it keeps a copy. */
  readonly to: readonly string[];
}

/** What an author says who may be known. A receipt does not say what was seen, so that it does not distinguish organisations (SL7). */
interface AuthorHead extends Head {
  readonly seen: Seen;
}

export type CaseContent = {
  [K in CaseKind]: AuthorHead & {
    readonly kind: K;
    /** The id of the case's `case.open`; that entry itself has none (FD3). */
    readonly case?: string;
    readonly parents: readonly string[];
    /** The consents on which this entry rests. */
    readonly consent?: readonly string[];
    readonly body: BodyOf<K>;
  };
}[CaseKind];

type OtherContent = {
  [K in OtherKind]: (K extends "receipt" ? Head : AuthorHead) & { readonly kind: K; readonly body: BodyOf<K> };
}[OtherKind];

/** An entry of a kind that this program does not know: kept and shown as "newer than this program" (SG4). */
export interface NewerContent extends AuthorHead {
  readonly kind: string;
  readonly case?: string;
  readonly parents: readonly string[];
  readonly newer: true;
}

/** The same of no case, like a row of the record: kept, and shown nowhere. */
interface NewerOther extends AuthorHead {
  readonly kind: string;
  readonly newer: true;
}

export type EntryContent = CaseContent | OtherContent;
/** Whatever an entry holds, known to this program or newer. */
export type AnyContent = EntryContent | NewerContent | NewerOther;
export type ContentOf<K extends EntryKind> = Extract<EntryContent, { readonly kind: K }>;

/** What an organisation says about its own place in a referral. */
export type OfReferral = Extract<CaseContent, { readonly body: { readonly referral: string } }>;

export function isOfReferral(content: CaseContent): content is OfReferral {
  return "referral" in content.body;
}

const head = { device: deviceId, salt: hexOf(16), seen: seenSchema, at: moment };
/** An entry names so many readers at most. */
export const mostReaders = 12;
/** Readers beyond four take further envelopes of the same note (SL2). */
const readers = set(uuid, mostReaders, 1);

/** The content of an entry: known, or newer than this program, or null when it is neither in exactly its schema. */
export function readEntryContent(value: unknown): AnyContent | null {
  if (typeof value !== "object" || value === null || !("kind" in value) || typeof value.kind !== "string") return null;
  const kind = value.kind;
  if (Object.hasOwn(caseBodies, kind)) return isCaseContent(value, kind as CaseKind) ? (value as CaseContent) : null;
  if (Object.hasOwn(otherBodies, kind))
    return isOtherContent(value, kind as OtherKind) ? (value as OtherContent) : null;
  return isNewer(value) ? { ...(value as Omit<NewerContent | NewerOther, "newer">), newer: true } : null;
}

function isCaseContent(value: unknown, kind: CaseKind): boolean {
  const known = caseSchemas.get(kind) ?? caseSchemaOf(kind);
  caseSchemas.set(kind, known);
  return known(value);
}

const caseSchemas = new Map<CaseKind, Schema<unknown>>();

function caseSchemaOf(kind: CaseKind): Schema<unknown> {
  const body: Schema<unknown> = caseBodies[kind];
  const fields = { kind: code([kind]), ...head, to: readers, body };
  if (kind === "case.open") return object({ ...fields, parents: set(entryId, 0) });
  return object({ ...fields, parents: set(entryId, 16, 1), case: entryId }, { consent: set(entryId, 12, 1) });
}

function isOtherContent(value: unknown, kind: OtherKind): boolean {
  if (kind === "receipt") return isReceipt(value);
  const body: Schema<unknown> = otherBodies[kind];
  return object({ kind: code([kind]), ...head, to: readersOfOther[kind], body })(value);
}

// A receipt goes to a device. Its moment is a full minute: seconds would distinguish clocks, and so their organisations (SL7).
const fullMinute: Schema<string> = (value): value is string => moment(value) && value.endsWith(":00Z");
const isReceipt = object({
  kind: code(["receipt"]),
  device: deviceId,
  salt: hexOf(16),
  at: fullMinute,
  to: list(uuid, 0),
  body: otherBodies.receipt,
});

// An epoch key goes to the organisation's own readers, a share to the one that holds it; rows of the record go to those of one envelope.
const readersOfOther: { readonly [K in Exclude<OtherKind, "receipt">]: Schema<readonly string[]> } = {
  "epoch.key": set(uuid, 1, 1),
  "epoch.export": set(uuid, 1, 1),
  "recovery.share": set(uuid, 1, 1),
  record: set(uuid, 4, 1),
};

const kindName = pattern(/^[a-z]+(\.[a-z]+)?(@[0-9]{1,3})?$/);
const anything: Schema<unknown> = (value): value is unknown => value !== undefined;

const newerFields = { kind: kindName, ...head, to: readers };
const isNewerOfCase = object(
  { ...newerFields, parents: set(entryId, 16) },
  { case: entryId, consent: anything, body: anything },
);
const isNewerOther = object(newerFields, { body: anything });

function isNewer(value: object): boolean {
  return isNewerOfCase(value) || isNewerOther(value);
}
