// An age identity, the secret half of a key. It is a class only so that it cannot be printed by accident.
import type { Suite } from "../core/directory-note.ts";
import { Unprintable } from "../crypto/unprintable.ts";
import { decodeBech32 } from "./bech32.ts";

/** A secret identity of one suite. Its text leaves by `reveal` alone. */
export class SecretIdentity extends Unprintable {
  readonly suite: Suite;
  readonly #text: string;

  private constructor(suite: Suite, text: string) {
    super();
    this.suite = suite;
    this.#text = text;
  }

  /** Takes `AGE-SECRET-KEY-1…` (X25519) or `AGE-SECRET-KEY-PQ-1…` (hybrid), exactly as age writes it; else null. */
  static parse(text: string): SecretIdentity | null {
    if (text !== text.toUpperCase()) return null;
    const decoded = decodeBech32(text.toLowerCase());
    if (decoded === null || decoded.bytes.length !== 32) return null;
    if (decoded.prefix === "age-secret-key-") return new SecretIdentity("x25519", text);
    if (decoded.prefix === "age-secret-key-pq-") return new SecretIdentity("hybrid", text);
    return null;
  }

  /** The secret text itself, for the vault and for opening. Whoever calls this answers for where it goes. */
  reveal(): string {
    return this.#text;
  }
}
