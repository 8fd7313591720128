// The heads in a host's file: what it signed last, what it published last, and what somebody showed that it does not hold.
import type { DatabaseSync } from "node:sqlite";
import type { AtOnce, SignedHead } from "./host-store.ts";

interface HeadRows extends Pick<AtOnce, "signedHead" | "publishedHead" | "publish" | "shownHead" | "keepShown"> {
  /** Both within a transaction of the caller. */
  readonly signed: () => SignedHead | null;
  readonly sign: (head: SignedHead) => void;
}

export function headRows(database: DatabaseSync): HeadRows {
  const put = database.prepare("INSERT OR REPLACE INTO head (what, size, note) VALUES (?, ?, ?)");
  const get = database.prepare("SELECT size, note FROM head WHERE what = ?");
  const head = (what: string): SignedHead | null => {
    const row = get.get(what);
    return row === undefined ? null : { size: Number(row["size"]), note: String(row["note"]) };
  };
  const keep = (what: string, { size, note }: SignedHead) => void put.run(what, size, note);
  return {
    signed: () => head("signed"),
    sign: (signed) => keep("signed", signed),
    signedHead: () => head("signed"),
    publishedHead: () => head("published"),
    publish: (published) => keep("published", published),
    shownHead: () => head("shown"),
    keepShown: (shown) => keep("shown", shown),
  };
}
