// The vault in the device's store, which is all that no log can bring back: it is kept twice, and the copy mends the row that a failing memory changed.
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { Damage } from "./damage.ts";
import type { Change, MemberStore } from "./store.ts";
import { isWholeVault } from "./vault.ts";

const keys = ["vault", "vault-copy"] as const;

/** The changes that keep a vault file. */
export function keepingVault(text: string): readonly Change[] {
  const value = encodeUtf8(text);
  return keys.map((key) => ({ table: "meta", key, value }));
}

/** The vault file as it was kept; null when there is none, `damaged` when no copy of it is whole. */
export async function readVault(store: MemberStore, damage = new Damage()): Promise<string | "damaged" | null> {
  const rows = await Promise.all(keys.map((key) => store.get("meta", key)));
  const texts = rows.map((row) => (row === null ? null : (decodeUtf8(row) ?? "")));
  const whole = texts.find((text) => text !== null && isWholeVault(text)) ?? null;
  if (texts.every((text) => text === null)) return null;
  for (const [i, key] of keys.entries())
    if (texts[i] !== whole || whole === null)
      damage.found("meta", key, whole === null ? [] : keepingVault(whole), whole === null);
  return whole ?? "damaged";
}
