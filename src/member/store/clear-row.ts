// Rows in clear that no signature and no hash of the log protects: JSON beside a checksum that is bound to the table and key of the row. The
// checksum is no signature: whoever can write to the store can write a row that fits. It finds what a failing memory changed.
import { decodeJson, encodeJson, type Json, type Jsonable, maxJsonDepth } from "../../core/json.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import type { Change, StoreTable } from "./store.ts";

const sumLength = 16;

export function clearRow<T>(table: StoreTable, key: string, value: T & Jsonable<T>): Change {
  const text = encodeJson(value);
  return { table, key, value: encodeUtf8(sumOf(table, key, text) + text) };
}

/** The value of a row in clear; undefined when it is not as it was written, or longer than what comes from outside may be, where nothing else is said. */
export function readClearRow(table: StoreTable, key: string, row: Uint8Array, maxLength?: number): Json | undefined {
  const all = decodeUtf8(row) ?? "";
  const text = all.slice(sumLength);
  return all.slice(0, sumLength) === sumOf(table, key, text) ? decodeJson(text, maxJsonDepth, maxLength) : undefined;
}

/** What can still be read of a damaged row: any JSON, whose parts the caller checks one by one. */
export function salvageClearRow(row: Uint8Array): { readonly [field: string]: unknown } {
  try {
    const value: unknown = JSON.parse((decodeUtf8(row) ?? "").slice(sumLength));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The first 8 bytes of a hash, in hexadecimal. */
function sumOf(...parts: readonly string[]): string {
  return encodeHex(sha256(encodeUtf8(parts.join("\n")))).slice(0, sumLength);
}
