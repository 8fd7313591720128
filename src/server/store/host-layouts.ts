// The layouts of a host's file, one after the other, as steps (ST4). A step that was in a release is never changed: files have taken it.
import type { LayoutStep } from "./sqlite-layout.ts";

/** 1: leaves with their bytes in one table. */
const first: LayoutStep = (database) =>
  database.exec(`
    CREATE TABLE IF NOT EXISTS leaf (
      position INTEGER PRIMARY KEY,
      class INTEGER NOT NULL,
      hash BLOB NOT NULL UNIQUE,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS leaf_of_class ON leaf (class, position);
    CREATE TABLE IF NOT EXISTS head (what TEXT PRIMARY KEY, size INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS token (hash BLOB PRIMARY KEY, device TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS drawn (device TEXT, day INTEGER, count INTEGER NOT NULL, PRIMARY KEY (device, day)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS kept_key (what TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS used (hash BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `);

/**
 * 2: the bytes lie apart, so that a start reads the leaves alone. The old table keeps its rows under another name until they have moved, while the host
 * serves (old-leaves.ts); an empty one is gone at once.
 */
const bytesApart: LayoutStep = (database) => {
  database.exec(`
    ALTER TABLE leaf RENAME TO old_leaf;
    CREATE TABLE leaf (position INTEGER PRIMARY KEY, class INTEGER NOT NULL, hash BLOB NOT NULL UNIQUE) STRICT;
    CREATE TABLE body (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  `);
  if (database.prepare("SELECT 1 FROM old_leaf LIMIT 1").get() === undefined) database.exec("DROP TABLE old_leaf");
};

export const hostSteps: readonly LayoutStep[] = [first, bytesApart];
