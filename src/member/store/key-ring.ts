// The secrets of an unlocked device and what they open: its own identity and the epochs of its organisation. Which of several secrets kept for
// an epoch counts, the directory says (SL4). Nothing here is printed or leaves the memory but into the vault.
import type { Directory, EpochRecord } from "../../core/directory.ts";
import { Problem } from "../../core/problem.ts";
import type { SignerKey } from "../../note/signed-note.ts";
import { SecretIdentity } from "../../sealing/secret-identity.ts";
import { recipientOf } from "../../sealing/suite.ts";
import { type Secrets, signerOf } from "./vault.ts";

export class KeyRing {
  readonly #directory: () => Directory;
  readonly #save: (secrets: Secrets) => Promise<void>;
  #secrets: Secrets;
  /** Parsed once: the keys that opening prepares for an identity are kept with the object. */
  #parsed: { readonly secrets: Secrets; readonly identities: readonly SecretIdentity[] } | null = null;
  #signer: SignerKey | null = null;
  #ended = false;

  constructor(secrets: Secrets, directory: () => Directory, save: (secrets: Secrets) => Promise<void>) {
    this.#secrets = secrets;
    this.#directory = directory;
    this.#save = save;
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  get device(): string {
    return this.#secrets.device;
  }

  get organisation(): string {
    return this.#secrets.organisation;
  }

  /** The key with which this device signs: always the same object, with which its public half is kept. */
  get signer(): SignerKey {
    this.#signer ??= signerOf(this.#secrets);
    return this.#signer;
  }

  /** Every identity that may open something now: epochs newest first, and the device's own (for handed-over epochs, or receipts). */
  get identities(): readonly SecretIdentity[] {
    if (this.#parsed?.secrets === this.#secrets) return this.#parsed.identities;
    const epochs = [...this.#secrets.epochs].sort((a, b) => b.epoch - a.epoch).map((epoch) => epoch.identity);
    const identities = [...epochs, this.#secrets.identity].flatMap((text) => SecretIdentity.parse(text) ?? []);
    this.#parsed = { secrets: this.#secrets, identities };
    return identities;
  }

  /** An own epoch as the directory names it; null when it does not know it. */
  epochNamed(epoch: number): EpochRecord | null {
    return (
      this.#directory()
        .epochsOf(this.organisation)
        .find((record) => record.epoch === epoch) ?? null
    );
  }

  /** The secret of an own epoch, when this device holds the one that the directory names; else null. */
  async epochIdentity(epoch: number): Promise<string | null> {
    for (const held of this.#secrets.epochs) {
      if (held.epoch === epoch && (await this.isSecretOfEpoch(held.identity, epoch))) return held.identity;
    }
    return null;
  }

  /** True when this age identity is the secret of the epoch's recipient that the directory names. */
  async isSecretOfEpoch(identity: string, epoch: number): Promise<boolean> {
    const named = this.epochNamed(epoch);
    const secret = SecretIdentity.parse(identity);
    return named !== null && secret !== null && (await recipientOf(secret)) === named.recipient;
  }

  /** Keeps the secret of an epoch in the vault. Several may be kept for one number. Throws a Problem of the engine once the device is locked. */
  async keepEpoch(epoch: number, identity: string): Promise<void> {
    if (this.#secrets.epochs.some((held) => held.identity === identity)) return;
    if (this.#ended) throw new Problem("engine", "locked");
    const secrets = this.#secrets.with({ epochs: [...this.#secrets.epochs, { epoch, identity }] });
    await this.#save(secrets);
    this.#secrets = secrets;
  }

  /** True once the device is locked: nothing is written into the vault any more. */
  get ended(): boolean {
    return this.#ended;
  }

  end(): void {
    this.#ended = true;
  }
}
