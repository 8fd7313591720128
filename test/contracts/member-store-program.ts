// A program of its own for the store's suite, for what a test cannot do to itself: `killed` writes and is killed at once, `full` writes
// more than the system lets it.

import type { Change } from "../../src/member/store/store.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { expectLastingRows, expectProblem, lastingRows } from "./member-store.ts";

const [task, file] = process.argv.slice(2);
if (file === undefined) throw new Error("needs a file");
const store = openSqliteMemberStore(file);
await store.write(lastingRows);
if (task === "killed") process.kill(process.pid, "SIGKILL");
const large = Array.from(
  { length: 9 },
  (_, i): Change => ({ table: "clear", key: `${i}`, value: new Uint8Array(500_000) }),
);
await expectProblem(null, () => store.write(large));
if ((await store.list("clear")).length !== 0) throw new Error("half a write is left");
await store.write(large.slice(0, 1));
await expectLastingRows(store);
await store.close();
