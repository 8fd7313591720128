// The embedded store of a host: the SQLite inside Node, write-ahead log, synchronous FULL, so that what was acknowledged survives a
// power loss (ST1). All SQL of the host is in this folder.

import { headRows } from "./head-rows.ts";
import { hostSteps } from "./host-layouts.ts";
import type { HostStore } from "./host-store.ts";
import { leafRows } from "./leaf-rows.ts";
import { openLaidOut, transaction } from "./sqlite-layout.ts";
import { tokenRows } from "./token-rows.ts";

/**
 * Opens (and makes) the store in a file, laid out as this program has it (ST4); `:memory:` for a store that ends with the process. With "looking" the file
 * stays as it is, and only what reads may be called. Throws a Problem of the store: `newer` for a file of a newer program, `not-writable` when this user may
 * not write there.
 */
export function openSqliteHostStore(file: string, only?: "looking"): HostStore {
  // One program at a time: a second host on the same file would be a second sequencer.
  const database = openLaidOut(file, { steps: hostSteps, alone: true, looking: only === "looking" });
  const { append, ...leaves } = leafRows(database);
  const { sign, signed, ...heads } = headRows(database);
  const { spend, ...tokens } = tokenRows(database);
  return {
    schema: hostSteps.length,
    ...leaves,
    ...heads,
    ...tokens,
    lookUp: (items) =>
      Promise.all(
        items.map(async ({ hash, token }) => ({
          leaf: await leaves.findLeaf(hash),
          device: token === null ? null : await tokens.tokenDevice(token),
        })),
      ),
    commit: async ({ leaves: added, spent, checkpoint }) =>
      transaction(database, () => {
        const written = append(checkpoint.size - added.length, added);
        spend(spent);
        const { size } = checkpoint;
        sign({ size, note: "note" in checkpoint ? checkpoint.note : checkpoint.sign(written, signed()) });
      }),
    close: async () => database.close(),
  };
}
