// What the people of this device call the devices of their organisation: "laptop in the office". The directory knows ids alone, and everybody reads it; a name
// stands here only, under the vault.
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { MemberStore } from "../store/store.ts";

const table = "meta" as TableOf<Readonly<Record<string, string>>>;
const key = "device-names";
/** As long as a field of a page. */
export const longestDeviceName = 60;

export class DeviceNames {
  readonly #shelf: Shelf;
  readonly #store: MemberStore;
  #names: Readonly<Record<string, string>>;

  private constructor(shelf: Shelf, store: MemberStore, names: Readonly<Record<string, string>>) {
    this.#shelf = shelf;
    this.#store = store;
    this.#names = names;
  }

  static async load(shelf: Shelf, store: MemberStore): Promise<DeviceNames> {
    return new DeviceNames(shelf, store, (await shelf.get(table, key)) ?? {});
  }

  /** The name of a device; null while nobody gave it one here. */
  of(device: string): string | null {
    return this.#names[device] ?? null;
  }

  /** Names a device; an empty name forgets it. */
  async keep(device: string, name: string): Promise<void> {
    const { [device]: _before, ...others } = this.#names;
    const text = name.trim().slice(0, longestDeviceName);
    const names = text === "" ? others : { ...others, [device]: text };
    await this.#store.write([this.#shelf.put(table, key, names)]);
    this.#names = names;
  }
}
