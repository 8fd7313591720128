// Takes from envelopes, of the log or of a carried file, the entries that a reader's device keeps.
import type { KeyRing } from "../store/key-ring.ts";
import type { Change } from "../store/store.ts";
import type { Ground } from "./ground.ts";
import { type OpenedEntry, openEnvelope } from "./opening.ts";
import { takeEntries } from "./take-entries.ts";

interface EnvelopeGround extends Pick<Ground, "cases" | "log"> {
  readonly keys: Pick<KeyRing, "identities" | "organisation">;
  /** Takes first what the entries of a leaf say of the own organisation's keys (organisation/key-entries.ts). */
  readonly keyEntries: { readonly take: (entries: readonly OpenedEntry[], index: number) => Promise<"later" | "done"> };
  /** Faults of leaves below this one were said already. */
  readonly said: () => number;
}

/** The changes that keep what a carried envelope holds; null when it is not for us. */
export async function takeCarried(ground: EnvelopeGround, bytes: Uint8Array): Promise<readonly Change[] | null> {
  const { cases, log } = ground;
  const envelope = await open(bytes, null, ground);
  if (envelope.is === "refused") await log.alarms.raise(envelope.alarm);
  return envelope.is === "open" ? takeEntries(cases, envelope.entries, null) : null;
}

/**
 * Takes an envelope of the log: the changes to keep; `later` while the trusted directory lags behind the leaf. The session hands over each leaf of its class once
 * after a sync (own-leaves.ts), and again where this said `later`.
 */
export async function takeEnvelope(
  ground: EnvelopeGround,
  bytes: Uint8Array,
  index: number,
): Promise<readonly Change[] | "later"> {
  const { cases, log, said, keyEntries } = ground;
  const envelope = await open(bytes, index, ground);
  if (envelope.is === "fork") await log.follower.fork(envelope.head);
  if (envelope.is === "refused" && index >= said()) await log.alarms.raise(envelope.alarm, index);
  if (envelope.is !== "open") return [];
  if ((await keyEntries.take(envelope.entries, index)) === "later") return "later";
  return takeEntries(cases, envelope.entries, index);
}

function open(bytes: Uint8Array, index: number | null, { log, keys }: EnvelopeGround) {
  return openEnvelope(bytes, index, {
    directory: log.directory,
    logKey: log.logKey,
    identities: keys.identities,
    organisation: keys.organisation,
    rootAt: (size) => log.follower.rootAt(size),
    isFalse: log.corrections.isFalse,
  });
}
