// The layout of a host's file before its bytes lay apart (layout 1), as its program made it: for files of that layout in any size, and for files that are
// half moved. It is kept as it was, and shares nothing with the steps of the program.
import { DatabaseSync } from "node:sqlite";

const columns =
  "(position INTEGER PRIMARY KEY, class INTEGER NOT NULL, hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT";

/** Lays a file of layout 2 at rest out as layout 1. */
export function layAsBefore(file: string): void {
  layBack(file, Number.MAX_SAFE_INTEGER);
  change(
    file,
    `DROP TABLE leaf; DROP TABLE body; ALTER TABLE old_leaf RENAME TO leaf;
     CREATE INDEX leaf_of_class ON leaf (class, position); PRAGMA user_version = 1`,
  );
}

/** Lays the leaves before this place back to where they were, so that the file is as it was in the middle of moving them. */
export function layBack(file: string, before: number): void {
  change(
    file,
    `CREATE TABLE IF NOT EXISTS old_leaf ${columns};
     INSERT INTO old_leaf SELECT position, class, hash, bytes FROM leaf JOIN body USING (position) WHERE position < ${before};
     DELETE FROM leaf WHERE position < ${before};
     DELETE FROM body WHERE position < ${before}`,
  );
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(`BEGIN; ${sql}; COMMIT`);
  database.close();
}
