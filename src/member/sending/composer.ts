// Makes entries: fills in the device, the time and the checkpoint that was seen, signs, joins, and seals to the epochs of the readers. It writes
// only what the policy table allows; its caller checks with the fold whether an entry will count.

import type { Directory } from "../../core/directory.ts";
import { type ContentOf, type EntryContent, readEntryContent } from "../../core/entry.ts";
import { type BodyOf, type CaseKind, longestNote, type ReceiptState } from "../../core/entry-kind.ts";
import { encodeJson, maxJsonLength } from "../../core/json.ts";
import { momentOf } from "../../core/moment.ts";
import type { Part } from "../../core/part-table.ts";
import { presentFields } from "../../core/present-fields.ts";
import { isProblem, Problem } from "../../core/problem.ts";
import type { Asked } from "../../core/referral-draft.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { VerifiedCheckpoint } from "../../log/checkpoint.ts";
import { type EntryNote, joinEntries, signEntry } from "../../note/entry-note.ts";
import { type SignerKey, signerKey } from "../../note/signed-note.ts";
import { seal, sealReceipt } from "../../sealing/envelope.ts";
import { caseStanzas } from "../../sealing/envelope-shape.ts";

interface ComposerParts {
  /** The key of the device, under its name. */
  readonly signer: SignerKey;
  readonly directory: Directory;
  readonly seen: VerifiedCheckpoint;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
}

/** What an entry says in so many characters fits an envelope even if it does not shrink. */
const surelyFits = 9_000;

/** Where an entry of a case stands. */
export interface EntryPlace {
  /** None of the entry that opens one. */
  readonly caseId?: string;
  readonly parents: readonly string[];
  readonly to: readonly string[];
  readonly consent?: readonly string[];
  /** When it was written, in milliseconds since 1970; now by default. */
  readonly at?: number;
}

/** So many entries are in one envelope at most (SG1). */
const mostTogether = 32;

/** Entries with the envelopes in which they are sealed. */
export interface Sealing {
  readonly entries: readonly EntryNote[];
  readonly sealed: readonly Uint8Array[];
}

export class Composer {
  readonly #parts: ComposerParts;

  constructor(parts: ComposerParts) {
    this.#parts = parts;
  }

  /** One signed entry of a case. Throws a Problem of the engine: `too-long`, or `not-an-entry` for a body that is none of this kind. */
  entry<K extends CaseKind>(kind: K, place: EntryPlace, body: BodyOf<K>): EntryNote {
    return this.#signShort(this.content(kind, place, body));
  }

  /** What such an entry says, before it is signed. */
  content<K extends CaseKind>(kind: K, place: EntryPlace, body: BodyOf<K>): ContentOf<K> {
    const { caseId, parents, to, consent, at } = place;
    return {
      kind,
      ...presentFields({ case: caseId }),
      ...this.#head(to, at),
      parents,
      ...(consent === undefined || consent.length === 0 ? {} : { consent }),
      body,
    } as ContentOf<K>;
  }

  /**
   * Throws a Problem of the engine: `not-an-entry` where one of these would be none, `too-long` where one does not fit a grant, or an envelope by itself. Only
   * the long ones are signed and sealed for that.
   */
  async mustFit(contents: readonly EntryContent[]): Promise<void> {
    for (const content of contents) {
      if (readEntryContent(content) === null) throw new Problem("engine", "not-an-entry");
      if (encodeJson(content).length > surelyFits) await this.seal([this.#signShort(content)]);
    }
  }

  get directory(): Directory {
    return this.#parts.directory;
  }

  /** The forms in force, and today. */
  get asked(): Asked {
    const { directory, seen } = this.#parts;
    return { forms: directory.forms.bookAt(seen.size), day: this.#day() };
  }

  /** Throws a Problem of the engine `part-kept-back` where the table of parts keeps one of these from an organisation, whatever the person agrees to (FD11f). */
  mustBeReadable(organisation: string, compartments: readonly Part[]): void {
    const { directory } = this.#parts;
    const readable = directory.readableParts(organisation);
    if (directory.organisation(organisation) !== null && compartments.some((part) => !readable.includes(part)))
      throw new Problem("engine", "part-kept-back");
  }

  /**
   * Seals entries of one author to the epochs in force of the organisations that they name. An envelope has four readers: for more, the
   * same notes go into several (SL2).
   */
  async seal(entries: readonly EntryNote[]): Promise<readonly Uint8Array[]> {
    const { directory, seen, randomBytes } = this.#parts;
    if (entries.length > mostTogether) throw new Problem("engine", "too-long");
    const recipients = (entries[0]?.content.to ?? []).map((organisation) => {
      const epoch = directory.epochForSending(organisation, seen.size);
      if (epoch === null) throw new Problem("engine", "receiver-without-keys");
      return epoch.recipient;
    });
    const envelopes: Uint8Array[] = [];
    try {
      for (let at = 0; at < recipients.length; at += caseStanzas) {
        const options = { suite: directory.founding.suite, kind: "case", random: randomBytes } as const;
        envelopes.push(await seal(joinEntries(entries), recipients.slice(at, at + caseStanzas), options));
      }
    } catch (error) {
      throw new Problem("engine", "too-long", error);
    }
    return envelopes;
  }

  /** The same in as few envelopes as hold them. */
  async sealInParts(entries: readonly EntryNote[]): Promise<readonly Sealing[]> {
    try {
      return [{ entries, sealed: await this.seal(entries) }];
    } catch (error) {
      if (entries.length === 1 || !isProblem(error, "engine", "too-long")) throw error;
      const half = Math.ceil(entries.length / 2);
      return [...(await this.sealInParts(entries.slice(0, half))), ...(await this.sealInParts(entries.slice(half)))];
    }
  }

  /** Seals one entry to given recipients: an epoch key for devices (SL4). */
  async sealTo(entry: EntryNote, recipients: readonly string[]): Promise<Uint8Array> {
    return seal(entry.note, recipients, {
      suite: this.#parts.directory.founding.suite,
      kind: "case",
      random: this.#parts.randomBytes,
    });
  }

  /**
   * A receipt for the device that sent a referral, sealed (SL7). It is signed with the referral's receipt key and says nothing of this device:
   * not its name, nor what it saw, nor the seconds of its clock.
   */
  async receipt(
    to: { readonly id: string; readonly recipient: string },
    referral: { readonly id: string; readonly receiptSeed: Uint8Array },
    state: ReceiptState,
  ): Promise<Uint8Array> {
    const content = {
      kind: "receipt",
      device: to.id,
      salt: this.#salt(),
      at: `${momentOf(this.#parts.clock()).slice(0, 16)}:00Z`,
      to: [],
      body: { entry: referral.id, state },
    } satisfies ContentOf<"receipt">;
    const { note } = this.#sign(content, signerKey(to.id, referral.receiptSeed));
    return sealReceipt(encodeUtf8(note), to.recipient);
  }

  /** Rows of a sealed register of the country's record. */
  record(readers: readonly string[], body: BodyOf<"record">): EntryNote {
    return this.#sign({ kind: "record", ...this.#head([...readers].sort()), body });
  }

  /** The entry that hands an epoch's secret to the organisation's own readers. */
  epochKey(organisation: string, epoch: number, identity: string): EntryNote {
    return this.#sign({ kind: "epoch.key", ...this.#head([organisation]), body: { organisation, epoch, identity } });
  }

  /** A step of an export of the own organisation's key; all but the request name the request (SL11). */
  epochExport(body: BodyOf<"epoch.export">): EntryNote {
    return this.#sign({ kind: "epoch.export", ...this.#head([body.organisation]), body });
  }

  /** A word about a share, for the custodian or from it (KR1, KR9). */
  recoveryShare(to: string, body: BodyOf<"recovery.share">): EntryNote {
    return this.#sign({ kind: "recovery.share", ...this.#head([to]), body });
  }

  #head(to: readonly string[], at = this.#parts.clock()) {
    const { signer, seen } = this.#parts;
    return {
      device: signer.name,
      salt: this.#salt(),
      seen: { size: seen.size, root: encodeBase64(seen.root), line: seen.logSignatureLine },
      at: momentOf(at),
      to,
    };
  }

  /** Today: 2031-02-03. */
  #day(): string {
    return momentOf(this.#parts.clock()).slice(0, "2026-01-31".length);
  }

  chance(length: number): Uint8Array {
    return this.#parts.randomBytes(length);
  }

  /** So many random bytes in hexadecimal. */
  fresh(length: number): string {
    return encodeHex(this.chance(length));
  }

  #salt(): string {
    return this.fresh(16);
  }

  // SL8: an entry that no grant could carry would keep everybody from bringing anybody in.
  #signShort(content: EntryContent): EntryNote {
    const entry = this.#sign(content);
    if (entry.note.length > longestNote && content.kind !== "grant") throw new Problem("engine", "too-long");
    return entry;
  }

  #sign(content: EntryContent, signer: SignerKey = this.#parts.signer): EntryNote {
    try {
      return signEntry(this.#parts.directory.origin, content, signer);
    } catch (error) {
      throw new Problem("engine", encodeJson(content).length > maxJsonLength ? "too-long" : "not-an-entry", error);
    }
  }
}
