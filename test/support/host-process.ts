// A host in a process of its own, for tests that kill it: `node host-process.ts <folder>` opens the store in the folder, listens on a
// free port and prints it. The folder holds `founding` and `seed`, as the test wrote them; with a file `database` the store is in the PostgreSQL that it names.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { randomBytes } from "../../src/crypto/random.ts";
import { parseFoundingNote } from "../../src/note/directory-note.ts";
import { hostApp } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { listen } from "../../src/server/listen.ts";
import { StartCheck } from "../../src/server/start-check.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { openPostgresHostStore } from "../../src/server/store/postgres-host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { Witnessing } from "../../src/server/witnessing.ts";

const folder = process.argv[2] ?? "";
const database = join(folder, "database");
const founding = parseFoundingNote(readFileSync(join(folder, "founding"), "utf8"));
if (founding === null) throw new Error("no founding note in the folder");
const host = await Host.open({
  founding,
  logSeed: readFileSync(join(folder, "seed")),
  store: existsSync(database)
    ? await openPostgresHostStore(parsePostgresAddress(readFileSync(database, "utf8"), {}))
    : openSqliteHostStore(join(folder, "host.sqlite")),
  clock: Date.now,
  randomBytes,
});
const witnessing = new Witnessing(host);
await new StartCheck({ host, witnessing, mirrors: new Map() }).ask();
await witnessing.run();
const { port } = await listen(hostApp({ host, log: () => undefined, clock: Date.now }), 0);
process.stdout.write(`${port}\n`);
