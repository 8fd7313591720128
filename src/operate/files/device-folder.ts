// The folder of a device on the command line: one command at a time has it, from reading its store to its last write. Two at once would each write what it
// read before the other did, and take a half for damage. The lock is one of the system on a file of its own: it ends with the process, however that ends.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { isProblem } from "../../core/problem.ts";
import type { MemberStore } from "../../member/store/store.ts";
import { ownerOnly } from "../../server/store/owner-only.ts";
import type { Terminal } from "../terminal.ts";
import { mustBeShut, type RestingFile } from "./open-to-others.ts";
import { attempt, openSqliteMemberStore } from "./sqlite-member-store.ts";

/** `lock` is empty: nothing but a lock ever rests on it. */
export const vaultFiles = { vault: "vault.json", store: "client.db", lock: "client.lock" } as const;

/** The files of a device's folder that others may not read. */
export const deviceFiles: readonly RestingFile[] = [
  { name: vaultFiles.vault, secret: true },
  { name: vaultFiles.store, secret: false },
];

const lookMilliseconds = 200;

/**
 * Opens the store of a device's folder, which nobody else then has until it is closed. Waits for a command that has it, and says so. Refuses a folder that
 * is open to others.
 */
export async function openFolder(dir: string, terminal: Terminal): Promise<MemberStore> {
  mustBeShut(dir, deviceFiles);
  for (let isAnnounced = false; ; isAnnounced = true) {
    try {
      return openFolderNow(dir);
    } catch (error) {
      if (!isProblem(error, "store", "busy")) throw error;
    }
    if (!isAnnounced)
      terminal.inform(
        "Another command uses this device. Waiting until it ends; Ctrl-C ends the waiting, and nothing is lost.",
      );
    await setTimeout(lookMilliseconds);
  }
}

/** The same; throws a Problem of the store `busy` where another command has the folder. */
export function openFolderNow(dir: string): MemberStore {
  return openLocked(join(dir, vaultFiles.store), join(dir, vaultFiles.lock));
}

/** Opens a store that nobody else has until it is closed; throws a Problem of the store `busy` where another process has it. */
export function openLocked(file: string, lockFile: string): MemberStore {
  const lock = attempt(() => takeLock(lockFile));
  try {
    const store = openSqliteMemberStore(file);
    return {
      ...store,
      close: async () => {
        await store.close();
        if (lock.isOpen) lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

function takeLock(file: string): DatabaseSync {
  const database = new DatabaseSync(ownerOnly(file), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
