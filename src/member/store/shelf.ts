// Rows at rest under the vault's storage key (EN3): each bound to its table and key, so that rows cannot be swapped.

import { decodeJson, encodeJson, type Json, type Jsonable, parseOwnJson } from "../../core/json.ts";
import { isProblem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { hmacSha256 } from "../../crypto/hmac.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { decryptAtRest, encryptAtRest } from "../../crypto/xchacha20poly1305.ts";
import { Damage } from "./damage.ts";
import type { Change, MemberStore, StoreTable } from "./store.ts";

/** A table by its name, with the type of its rows: nobody without the key puts a row there, so what comes back is what this program put, or an older one. */
export type TableOf<Row> = StoreTable & { readonly row?: Row };

/** A row that is there and cannot be read. `away`: its bytes cannot be had now. `damaged`: they are there, and do not open. */
export interface Unread {
  readonly table: StoreTable;
  readonly key: string;
  readonly why: "away" | "damaged";
}

/** The row of `meta` that says which rows are set aside. */
export const asideKey = "aside";

/** The row of `meta` that says which part of an archive was saved last: without it the next save begins a new base. */
export const archiveKey = "archive";

/** The row of `meta` that says which questions about shares were answered: without it they are answered once more. */
export const answeredKey = "recovery";

/** What stood in such a row nobody else has. What the log brings back, or is made anew from other rows, is let go when it is damaged. */
function standsAlone(table: StoreTable, key: string): boolean {
  return (
    table === "draft" ||
    table === "sent" ||
    (table === "meta" && key !== "progress" && key !== archiveKey && key !== answeredKey && key !== asideKey)
  );
}

/** A row by its table and key, as one word. */
export function atOf(table: StoreTable, key: string): string {
  return `${table}/${key}`;
}

export class Shelf {
  readonly #store: MemberStore;
  readonly #key: Uint8Array;
  readonly #randomBytes: RandomBytes;
  /** Rows that did not open, and that others mend. */
  readonly damage = new Damage();
  readonly #unread = new Map<string, Unread>();
  /** Names of rows, by their words: the same ones are asked for at each letter that is typed. */
  readonly #names = new Map<string, string>();

  constructor(store: MemberStore, key: Uint8Array, randomBytes: RandomBytes) {
    this.#store = store;
    this.#key = key;
    this.#randomBytes = randomBytes;
  }

  /** The change that keeps a value, encrypted. Throws RangeError for one that would not be read back: it is never kept and then missed. */
  put<Row>(table: TableOf<Row>, key: string, value: NoInfer<Row & Jsonable<Row>>): Change {
    const text = encodeJson(value);
    if (decodeJson(text) === undefined) throw new RangeError(`a row of ${table} is too large`);
    const box = encryptAtRest(this.#key, contextOf(table, key), encodeUtf8(text), this.#randomBytes);
    return { table, key, value: box };
  }

  /** The change that keeps bytes, as many as there are, encrypted. */
  putBytes(table: StoreTable, key: string, bytes: Uint8Array): Change {
    return { table, key, value: encryptAtRest(this.#key, contextOf(table, key), bytes, this.#randomBytes) };
  }

  /** The same with a text. */
  putText(table: StoreTable, key: string, text: string): Change {
    return this.putBytes(table, key, encodeUtf8(text));
  }

  /** Rows that stand alone and could not be read, when they were looked at last: nothing lets them go but a person (EN10d). */
  get unread(): ReadonlyMap<string, Unread> {
    return this.#unread;
  }

  /** To be called when such a row was erased, or written anew from what is in memory. */
  letGo(table: StoreTable, key: string): void {
    this.#unread.delete(atOf(table, key));
  }

  /** The bytes in such a row; null for a damaged one, which is let go. */
  openBytes(table: StoreTable, key: string, box: Uint8Array): Uint8Array | null {
    const plain = decryptAtRest(this.#key, contextOf(table, key), box);
    if (plain === null) this.damage.found(table, key, [{ table, key, value: null, was: box }]);
    return plain;
  }

  /** The same of a text. Nobody without the key puts a row there, so what opens is well-formed. */
  openText(table: StoreTable, key: string, box: Uint8Array): string | null {
    const plain = this.openBytes(table, key, box);
    return plain === null ? null : decodeUtf8(plain);
  }

  /** Bytes that nobody else has made. */
  chance(length: number): Uint8Array {
    return this.#randomBytes(length);
  }

  /** The store itself, for rows that are no secret. */
  get store(): MemberStore {
    return this.#store;
  }

  /** A name for a row, always the same for these words, which says nothing of them to whoever has not the vault's key: keys of rows are in clear. */
  nameOf(words: string): string {
    const make = () => encodeHex(hmacSha256(this.#key, encodeUtf8(`panoh.org/row-name/v1\n${words}`)).subarray(0, 16));
    const name = this.#names.get(words) ?? make();
    this.#names.set(words, name);
    return name;
  }

  /** A row that opened says under which name these words stand. */
  rememberName(words: string, name: string): void {
    this.#names.set(words, name);
  }

  get<Row>(table: TableOf<Row>, key: string): Promise<Row | undefined>;
  get(table: StoreTable, key: string): Promise<Json | undefined>;
  async get(table: StoreTable, key: string): Promise<unknown> {
    try {
      const box = await this.#store.get(table, key);
      if (box !== null) return this.#open(table, key, box);
      this.letGo(table, key);
    } catch (error) {
      if (!isProblem(error, "store", "unavailable")) throw error;
      this.#cannotRead(table, key, "away");
    }
    return undefined;
  }

  /** True for a row that is there, whether or not it can be read. */
  async has(table: StoreTable, key: string): Promise<boolean> {
    return (await this.#store.keys(table, key, `${key}\0`)).length > 0;
  }

  list<Row>(table: TableOf<Row>): Promise<readonly { readonly key: string; readonly value: Row }[]>;
  list(table: StoreTable): Promise<readonly { readonly key: string; readonly value: Json }[]>;
  async list(table: StoreTable): Promise<readonly { readonly key: string; readonly value: unknown }[]> {
    const rows = await this.#store.list(table);
    return rows.flatMap(({ key, value: box, away }) => {
      if (away === true) {
        this.#cannotRead(table, key, "away");
        return [];
      }
      const value = this.#open(table, key, box);
      return value === undefined ? [] : [{ key, value }];
    });
  }

  /** The value in such a row; undefined for a damaged one. */
  open<Row>(table: TableOf<Row>, key: string, box: Uint8Array): Row | undefined {
    return this.#open(table, key, box) as Row | undefined;
  }

  // A row that does not open is damaged, or was moved. What the log brings back is let go, but for what it brought back meanwhile.
  #open(table: StoreTable, key: string, box: Uint8Array): Json | undefined {
    const plain = decryptAtRest(this.#key, contextOf(table, key), box);
    const value = plain === null ? undefined : parseOwnJson(decodeUtf8(plain) ?? "");
    if (value !== undefined) this.letGo(table, key);
    else if (standsAlone(table, key)) this.#cannotRead(table, key, "damaged");
    else this.damage.found(table, key, [{ table, key, value: null, was: box }]);
    return value;
  }

  #cannotRead(table: StoreTable, key: string, why: Unread["why"]): void {
    if (standsAlone(table, key)) this.#unread.set(atOf(table, key), { table, key, why });
  }
}

function contextOf(table: StoreTable, key: string): Uint8Array {
  return encodeUtf8(`panoh.org/shelf/v1\n${table}\n${key}`);
}
