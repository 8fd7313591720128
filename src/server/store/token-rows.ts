// The tokens in a host's file, by their hashes, and what their requests leave: a day's quotas, the key of the challenges, challenges that were used.
import type { DatabaseSync } from "node:sqlite";
import type { AtOnce } from "./host-store.ts";
import { transaction } from "./sqlite-layout.ts";

interface TokenRows extends Pick<AtOnce, "addTokens" | "tokenDevice" | "dropTokens" | "challengeKey" | "useOnce"> {
  /** Within a transaction of the caller. Throws when one is not there. */
  readonly spend: (hashes: readonly Uint8Array[]) => void;
}

export function tokenRows(database: DatabaseSync): TokenRows {
  const add = database.prepare("INSERT INTO token (hash, device) VALUES (?, ?)");
  const spend = database.prepare("DELETE FROM token WHERE hash = ?");
  const device = database.prepare("SELECT device FROM token WHERE hash = ?");
  const drop = database.prepare("DELETE FROM token WHERE device = ?");
  const draw = database.prepare(
    "INSERT INTO drawn (device, day, count) VALUES (?, ?, ?) ON CONFLICT (device, day) DO UPDATE SET count = count + excluded.count",
  );
  const drawn = database.prepare("SELECT count FROM drawn WHERE device = ? AND day = ?");
  const forgetDays = database.prepare("DELETE FROM drawn WHERE day < ?");
  const keepKey = database.prepare("INSERT OR IGNORE INTO kept_key (what, bytes) VALUES (?, ?)");
  const keptKey = database.prepare("SELECT bytes FROM kept_key WHERE what = ?");
  const use = database.prepare("INSERT OR IGNORE INTO used (hash, until) VALUES (?, ?)");
  const forgetUsed = database.prepare("DELETE FROM used WHERE until < ?");
  return {
    spend: (hashes) => {
      for (const hash of hashes)
        if (spend.run(hash).changes !== 1) throw new Error("a token of the batch is not there");
    },
    addTokens: (of, day, hashes, limit) =>
      transaction(database, () => {
        const before = Number(drawn.get(of, day)?.["count"] ?? 0);
        if (before + hashes.length > limit) return false;
        forgetDays.run(day - 2);
        for (const hash of hashes) add.run(hash, of);
        draw.run(of, day, hashes.length);
        return true;
      }),
    tokenDevice: (hash) => {
      const row = device.get(hash);
      return row === undefined ? null : String(row["device"]);
    },
    dropTokens: (of) => void drop.run(of),
    challengeKey: (fresh) => {
      keepKey.run("challenge", fresh);
      return keptKey.get("challenge")?.["bytes"] as Uint8Array;
    },
    useOnce: (hash, until, now) =>
      transaction(database, () => {
        if (use.run(hash, until).changes === 0) return false;
        forgetUsed.run(now);
        return true;
      }),
  };
}
