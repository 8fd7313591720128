// The check of a device's store for who only wants to know (`panoh doctor`): the same that every start makes (EN10), without a passphrase, a network or
// a change. Rows under the vault's key are not looked into: they are checked when the device is unlocked.

import { loadPublicLog } from "../member.ts";
import { Tokens } from "../sending/tokens.ts";
import type { Finding } from "./damage.ts";
import { Damage } from "./damage.ts";
import type { MemberStore } from "./store.ts";

/** What is damaged of the rows that no passphrase protects; empty when all of them are as they were written. Rejects with StoreProblem. */
export async function checkStore(store: MemberStore, clock: () => number): Promise<readonly Finding[]> {
  const vault = new Damage();
  const unchanged: MemberStore = {
    get: (table, key) => store.get(table, key),
    list: (table, from) => store.list(table, from),
    write: async () => undefined,
    close: async () => undefined,
  };
  const log = await loadPublicLog({ store: unchanged, network: async () => null, clock }, vault);
  if (log !== null) await Tokens.load(unchanged, log.damage);
  return [...vault.findings, ...(log?.damage.findings ?? [])];
}
