// Submission tokens, drawn while unlocked and kept beside the outbox so that a locked device can send (LG4). A token is only good for
// posting once; it opens nothing.
import type { Change, MemberStore } from "./store.ts";

interface Token {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export class Tokens {
  readonly #tokens: Token[];

  private constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  static async load(store: MemberStore): Promise<Tokens> {
    return new Tokens((await store.list("token")).map(({ key, value }) => ({ key, bytes: value })));
  }

  get count(): number {
    return this.#tokens.length;
  }

  /** Takes a token; `spend` removes its row and belongs into the transaction that keeps the parcel. Null when none is left. */
  take(): (Token & { readonly spend: Change }) | null {
    const token = this.#tokens.shift();
    return token === undefined ? null : { ...token, spend: { table: "token", key: token.key, value: null } };
  }

  /** Adds drawn tokens: the changes that keep them. */
  add(tokens: readonly Token[]): readonly Change[] {
    this.#tokens.push(...tokens);
    return tokens.map(({ key, bytes }) => ({ table: "token", key, value: bytes }));
  }
}
