// The vault in the device's store. No log can bring it back, so it is kept twice, and the copy, which has a checksum, mends the row that a failing
// memory changed. Both are ciphertext beside what is public anyway, so the checksum says nothing of the passphrase.
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { clearRow, readClearRow } from "./clear-row.ts";
import { Damage } from "./damage.ts";
import type { Change, MemberStore } from "./store.ts";
import { readPinned } from "./vault.ts";

const copy = "vault-copy";

/** The changes that keep a vault file. */
export function keepingVault(text: string): readonly Change[] {
  return [{ table: "meta", key: "vault", value: encodeUtf8(text) }, clearRow("meta", copy, text)];
}

/** The vault file as it was kept; null when there is none, `damaged` when neither row is whole. */
export async function readVault(store: MemberStore, damage = new Damage()): Promise<string | "damaged" | null> {
  const [row, copied] = [await store.get("meta", "vault"), await store.get("meta", copy)];
  if (row === null && copied === null) return null;
  const text = row === null ? "" : (decodeUtf8(row) ?? "");
  const second = copied === null ? undefined : readClearRow("meta", copy, copied);
  if (second === text || (copied === null && readPinned(text) !== null)) return text;
  // Where the copy is the damaged row, it is the vault's but for that.
  const isText = copied !== null && isSameButOne(copied, clearRow("meta", copy, text).value);
  const whole = typeof second === "string" ? second : isText && readPinned(text) !== null ? text : null;
  const repairs = whole === null ? [] : keepingVault(whole);
  const mended = text === whole ? copy : "vault";
  damage.found(
    "meta",
    mended,
    repairs
      .filter(({ key }) => key === mended)
      .map((change) => ({ ...change, was: change.key === copy ? copied : row })),
    whole === null,
  );
  return whole ?? "damaged";
}

/** True when two rows differ in one byte at most. */
function isSameButOne(row: Uint8Array, other: Uint8Array | null): boolean {
  return other?.length === row.length && row.filter((byte, i) => byte !== other[i]).length <= 1;
}
