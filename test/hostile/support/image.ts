// What a thief or an administrator can copy: the files of a SQLite store as they lie on the disk at this moment, journal included.
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface Image {
  /** The main file of the copy, to open as a store. */
  readonly file: string;
  /** All bytes of the copy: main file, write-ahead log and its index, and each value in one piece, since SQLite cuts long ones up. */
  readonly bytes: Buffer;
}

/** Copies a SQLite file with whatever lies beside it, while it may be open. */
export function takeImage(file: string, folder: string, name: string): Image {
  const copy = join(folder, name);
  const parts: Buffer[] = [];
  for (const suffix of ["", "-wal", "-shm", "-journal"]) {
    if (!existsSync(file + suffix)) continue;
    copyFileSync(file + suffix, copy + suffix);
    parts.push(readFileSync(copy + suffix));
  }
  return { file: copy, bytes: Buffer.concat([...parts, ...valuesIn(copy)]) };
}

function* valuesIn(file: string): Iterable<Buffer> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all())
      for (const row of database.prepare(`SELECT * FROM "${name}"`).all())
        for (const value of Object.values(row))
          yield value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(`${value}\n`);
  } finally {
    database.close();
  }
}
