// Submission tokens, drawn while unlocked and kept beside the outbox so that a locked device can send (LG4). A token is only good for
// posting once; it opens nothing.
import { encodeHex } from "../../crypto/hex.ts";
import { Damage } from "../store/damage.ts";
import type { Change, MemberStore } from "../store/store.ts";

interface Token {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export class Tokens {
  readonly #tokens: Token[];

  private constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  static async load(store: MemberStore, damage = new Damage()): Promise<Tokens> {
    const rows = await store.list("token");
    for (const { key, value } of rows)
      if (encodeHex(value) !== key) damage.found("token", key, [{ table: "token", key, value: null, was: value }]);
    const whole = rows.filter(({ key, value }) => encodeHex(value) === key);
    return new Tokens(whole.map(({ key, value }) => ({ key, bytes: value })));
  }

  get count(): number {
    return this.#tokens.length;
  }

  /** Takes a token; `spend` removes its row and belongs into the transaction that keeps the parcel. Null when none is left. */
  take(): (Token & { readonly spend: Change }) | null {
    const token = this.#tokens.shift();
    return token === undefined ? null : { ...token, spend: { table: "token", key: token.key, value: null } };
  }

  /** Drops them all: the changes that remove them. */
  drop(): readonly Change[] {
    return this.#tokens.splice(0).map(({ key }) => ({ table: "token", key, value: null }));
  }

  /** Adds drawn tokens: the changes that keep them. */
  add(tokens: readonly Token[]): readonly Change[] {
    this.#tokens.push(...tokens);
    return tokens.map(({ key, bytes }) => ({ table: "token", key, value: bytes }));
  }
}
