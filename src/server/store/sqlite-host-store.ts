// The embedded store of a host: the SQLite inside Node, write-ahead log, synchronous FULL, so that what was acknowledged survives a
// power loss (ST1). All SQL of the host is in this folder.

import { headRows } from "./head-rows.ts";
import { hostSteps } from "./host-layouts.ts";
import type { Batch, HostStore } from "./host-store.ts";
import { leafRows } from "./leaf-rows.ts";
import { longTransaction, openLaidOut } from "./sqlite-layout.ts";
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
  /** Ends with the batch that is being written. */
  let writing: Promise<void> | null = null;
  /** Nobody reads or changes anything in the midst of a batch, also while it waits for its signature: it would be of that transaction. */
  const turn =
    <Given extends readonly unknown[], Answer>(work: (...given: Given) => Answer) =>
    async (...given: Given): Promise<Awaited<Answer>> => {
      while (writing !== null) await writing;
      return await work(...given);
    };
  const write = async ({ leaves: added, spent, checkpoint }: Batch) => {
    const { size } = checkpoint;
    const written = append(size - added.length, added);
    spend(spent);
    sign({ size, note: "note" in checkpoint ? checkpoint.note : await checkpoint.sign(written, signed()) });
  };
  return {
    schema: hostSteps.length,
    oldLeaves: turn(leaves.oldLeaves),
    moveOldLeaves: turn(leaves.moveOldLeaves),
    size: turn(leaves.size),
    leaves: turn(leaves.leaves),
    stored: turn(leaves.stored),
    lookUp: turn((items) =>
      items.map(({ hash, token }) => ({
        leaf: leaves.findLeaf(hash),
        device: token === null ? null : tokens.tokenDevice(token),
      })),
    ),
    findLeaf: turn(leaves.findLeaf),
    lengthsOf: turn(leaves.lengthsOf),
    bytesOf: turn(leaves.bytesOf),
    commit: turn((batch) => {
      const done = longTransaction(database, () => write(batch));
      const end = () => {
        writing = null;
      };
      writing = done.then(end, end);
      return done;
    }),
    mend: turn(leaves.mend),
    signedHead: turn(heads.signedHead),
    publishedHead: turn(heads.publishedHead),
    publish: turn(heads.publish),
    shownHead: turn(heads.shownHead),
    keepShown: turn(heads.keepShown),
    addTokens: turn(tokens.addTokens),
    tokenDevice: turn(tokens.tokenDevice),
    challengeKey: turn(tokens.challengeKey),
    useOnce: turn(tokens.useOnce),
    dropTokens: turn(tokens.dropTokens),
    close: turn(() => database.close()),
  };
}
