// The check of a device's store for a program that changes nothing (`panoh doctor`): the same check that every start makes (EN10), without a
// network. Rows under the vault's key are checked when the passphrase is given.

import { decodeBase64 } from "../crypto/base64.ts";
import { randomBytes } from "../crypto/random.ts";
import { loadPublicLog } from "./room.ts";
import { Tokens } from "./sending/tokens.ts";
import { Damage, type DamagedRow } from "./store/damage.ts";
import { Shelf } from "./store/shelf.ts";
import type { MemberStore } from "./store/store.ts";
import { openVault, type StretchPassphrase } from "./store/vault.ts";
import { readVault } from "./store/vault-rows.ts";

/** The rows of `meta` that are in clear, and have checks of their own. */
const inClear: ReadonlySet<string> = new Set([
  "vault",
  "vault-copy",
  "seen",
  "trusted",
  "published",
  "fork",
  "corrections",
  "revocations",
  "vetoes",
  "places",
  "request",
]);

/** What is damaged of the rows that no passphrase protects; empty when all of them are as they were written. Rejects with a Problem of the store. */
export async function checkStore(store: MemberStore, clock: () => number): Promise<readonly DamagedRow[]> {
  const vault = new Damage();
  const unchanged: MemberStore = {
    now: store.now,
    get: (table, key) => store.get(table, key),
    getAll: (table, keys) => store.getAll(table, keys),
    list: (table, from, to) => store.list(table, from, to),
    keys: (table, from, to) => store.keys(table, from, to),
    write: async () => undefined,
    close: async () => undefined,
  };
  const log = await loadPublicLog({ store: unchanged, network: async () => null, clock }, vault);
  if (log !== null) await Tokens.load(unchanged, log.damage);
  return [...vault.findings, ...(log?.damage.findings ?? [])];
}

interface SealedRows {
  readonly count: number;
  readonly findings: readonly DamagedRow[];
}

/** How many rows under the vault's key there are, and which of them do not open; null when the passphrase does not open the vault. */
export async function checkSealed(
  store: MemberStore,
  passphrase: string,
  stretch: StretchPassphrase,
): Promise<SealedRows | null> {
  const file = await readVault(store);
  const vault = file === null || file === "damaged" ? null : await openVault(file, passphrase, stretch);
  if (vault === null) return null;
  const shelf = new Shelf(store, decodeBase64(vault.secrets.storageKey) ?? new Uint8Array(0), randomBytes);
  let count = 0;
  for (const table of ["entry", "line", "counted", "sent", "draft", "label"] as const) {
    count += (await store.list(table)).length;
    await shelf.list(table);
  }
  for (const { key } of (await store.list("meta")).filter((row) => !inClear.has(row.key))) {
    count += 1;
    await shelf.get("meta", key);
  }
  vault.key.fill(0);
  const alone = [...shelf.unread.values()].map(({ table, key: of }) => ({ table, key: of, lost: true }));
  return { count, findings: [...shelf.damage.findings, ...alone] };
}
