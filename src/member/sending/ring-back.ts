// The telephone number of the post that refers, typed once on the device. It is sealed into each referral, so that an organisation that is asked
// can ring back. It stands nowhere else: not in the directory, and here only under the vault.
import { fullPhoneNumber } from "../../core/service.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { MemberStore } from "../store/store.ts";

const table = "meta" as TableOf<string>;
const key = "ring-back";

export class RingBack {
  readonly #shelf: Shelf;
  readonly #store: MemberStore;
  #number: string | null;

  private constructor(shelf: Shelf, store: MemberStore, number: string | null) {
    this.#shelf = shelf;
    this.#store = store;
    this.#number = number;
  }

  static async load(shelf: Shelf, store: MemberStore): Promise<RingBack> {
    const kept = await shelf.get(table, key);
    return new RingBack(shelf, store, fullPhoneNumber(kept) ? kept : null);
  }

  get number(): string | null {
    return this.#number;
  }

  /** Keeps a number; null forgets it. Throws RangeError for what is none. */
  async keep(number: string | null): Promise<void> {
    if (number !== null && !fullPhoneNumber(number))
      throw new RangeError("no telephone number with its country's code");
    const change = number === null ? { table, key, value: null } : this.#shelf.put(table, key, number);
    await this.#store.write([change]);
    this.#number = number;
  }
}
