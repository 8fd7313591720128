// Into a role of the demonstration without words (EN8): what its own address offers, and when this program takes it. Only a device of a country
// whose founding note says "demonstration" is opened so; any other stays as it is, whatever the address offers and whatever link led here.
import { decodeUtf8 } from "../crypto/utf8.ts";
import { type MemberStore, tables } from "../member/store/store.ts";
import { readPinned } from "../member/store/vault.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import { ownText } from "./own-address.ts";

export interface DemonstrationEntry {
  /** Which of the vaults under /demo is meant. */
  readonly vault: string;
  readonly name: Readonly<Record<string, string>>;
  readonly words: string;
}

/** What this address offers; null where it is no demonstration's. */
export async function offeredEntry(): Promise<DemonstrationEntry | null> {
  const text = await ownText("/demo/entry.json");
  try {
    const { vault, name, words } = JSON.parse(text ?? "") as Partial<DemonstrationEntry>;
    if (typeof vault !== "string" || typeof words !== "string" || typeof name !== "object") return null;
    return { vault, name, words };
  } catch {
    return null;
  }
}

/** A vault file that this address offers; null unless its country is a demonstration. */
export async function offeredVault(id: string): Promise<string | null> {
  const file = await ownText(`/demo/vaults/${encodeURIComponent(id)}`);
  return file !== null && foundingOfDemonstration(file) !== null ? file : null;
}

/**
 * Empties the store when it holds a device of another demonstration than the one that is offered: a country that was founded anew has the same
 * address, and the device of the old one would never open again. Any other device stays.
 */
export async function forgetOlderDemonstration(store: MemberStore): Promise<void> {
  const kept = await store.get("meta", "vault");
  const old = kept === null ? null : foundingOfDemonstration(decodeUtf8(kept) ?? "");
  const entry = old === null ? null : await offeredEntry();
  const offered = entry === null ? null : foundingOfDemonstration((await offeredVault(entry.vault)) ?? "");
  if (offered === null || offered === old) return;
  const rows = await Promise.all(
    tables.map(async (table) => (await store.list(table)).map(({ key }) => ({ table, key, value: null }))),
  );
  await store.write(rows.flat());
}

/** The founding note that a vault file pins, when it holds and is a demonstration's. */
function foundingOfDemonstration(vaultFile: string): string | null {
  const note = readPinned(vaultFile)?.founding ?? null;
  return note !== null && parseFoundingNote(note)?.founding.demonstration === true ? note : null;
}
