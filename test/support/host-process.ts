// A host in a process of its own, for tests that kill it: `node host-process.ts <folder>` opens the store in the folder, listens on a
// free port and prints it. The folder holds `founding` and `seed`, as the test wrote them; with a file `database` the store is in the PostgreSQL that it names, with a file
// `place` (KEY@URL) that mirror is a second place. With a file
// `killed-at` the process kills itself once it has signed a head beyond the size there, and before that is committed; it leaves the head in `signed`.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isProblem } from "../../src/core/problem.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { parseFoundingNote } from "../../src/note/directory-note.ts";
import { parseVerifierKey } from "../../src/note/signed-note.ts";
import { hostApp } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { listen } from "../../src/server/listen.ts";
import { SecondPlace } from "../../src/server/second-place.ts";
import { StartCheck } from "../../src/server/start-check.ts";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { openPostgresHostStore } from "../../src/server/store/postgres-host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { Witnessing } from "../../src/server/witnessing.ts";

const folder = process.argv[2] ?? "";
const database = join(folder, "database");
const founding = parseFoundingNote(readFileSync(join(folder, "founding"), "utf8"));
if (founding === null) throw new Error("no founding note in the folder");
const store = existsSync(database)
  ? await openOnceFree(readFileSync(database, "utf8"))
  : openSqliteHostStore(join(folder, "host.sqlite"));
const host = await Host.open({
  founding,
  logSeed: readFileSync(join(folder, "seed")),
  store: existsSync(join(folder, "killed-at"))
    ? killedAt(Number(readFileSync(join(folder, "killed-at"), "utf8")))
    : store,
  clock: Date.now,
  randomBytes,
  secondPlace: existsSync(join(folder, "place")) ? secondPlaceIn(readFileSync(join(folder, "place"), "utf8")) : null,
});
const witnessing = new Witnessing(host);
await new StartCheck({ host, witnessing, mirrors: new Map() }).ask();
await witnessing.run();
const { port } = await listen(hostApp({ host, log: () => undefined, clock: Date.now }), 0);
process.stdout.write(`${port}\n`);

function killedAt(least: number): HostStore {
  return {
    ...store,
    commit: ({ checkpoint, ...batch }) => {
      const { size } = checkpoint;
      if ("note" in checkpoint || size <= least) return store.commit({ ...batch, checkpoint });
      const sign: typeof checkpoint.sign = async (...given) => {
        const note = await checkpoint.sign(...given);
        writeFileSync(join(folder, "signed"), note);
        // Whatever goes out too early has time to.
        await sleep(50);
        process.kill(process.pid, "SIGKILL");
        return note;
      };
      return store.commit({ ...batch, checkpoint: { size, sign } });
    },
  };
}

function secondPlaceIn(text: string): SecondPlace {
  const at = text.indexOf("@");
  const key = parseVerifierKey(text.slice(0, at));
  if (key === null) throw new Error("no key of a mirror");
  return new SecondPlace({ places: [{ key, url: text.slice(at + 1) }], needed: 1 });
}

/** The server may not have noticed yet that the host before is gone. */
async function openOnceFree(address: string): Promise<HostStore> {
  for (;;) {
    try {
      return await openPostgresHostStore(parsePostgresAddress(address, {}));
    } catch (error) {
      if (!isProblem(error, "store", "busy")) throw error;
      await sleep(20);
    }
  }
}
