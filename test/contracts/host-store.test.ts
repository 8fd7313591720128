// The stores of a host, each under the one contract suite.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { openPostgresHostStore } from "../../src/server/store/postgres-host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { layBack } from "../support/old-layout.ts";
import { type PostgresServer, startPostgres, withoutPostgres } from "../support/postgres.ts";
import { testHostStore } from "./host-store.ts";

testHostStore("SQLite in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-store-"));
  return {
    open: () => openSqliteHostStore(join(folder, "host.sqlite")),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
});

testHostStore("SQLite in a file that is half moved from layout 1", () => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-store-"));
  const file = join(folder, "host.sqlite");
  return { open: () => halfOldStore(file), end: () => rmSync(folder, { recursive: true, force: true }) };
});

testHostStore("SQLite in memory", () => ({ open: () => openSqliteHostStore(":memory:"), end: () => undefined }), {
  lasts: false,
});

const without = withoutPostgres();
let server: Promise<PostgresServer> | null = null;
after(async () => (await server)?.end());

if (without === false)
  testHostStore("PostgreSQL", async () => {
    server ??= startPostgres();
    const address = parsePostgresAddress(await (await server).database(), {});
    return { open: () => openPostgresHostStore(address), end: () => undefined };
  });
else test("[ST1] PostgreSQL", { skip: without }, () => undefined);

/** A store of which, after every batch, the first half lies in the old layout again. */
function halfOldStore(file: string): HostStore {
  let store = openSqliteHostStore(file);
  let laying = Promise.resolve();
  const layHalfBack = async () => {
    const size = await store.size();
    await store.close();
    layBack(file, Math.ceil(size / 2));
    store = openSqliteHostStore(file);
  };
  return new Proxy(store, {
    get: (_, name: keyof HostStore) => {
      if (typeof store[name] !== "function") return store[name];
      return async (...given: never[]) => {
        const called = store[name] as (...given: never[]) => Promise<unknown>;
        const result = await called(...given);
        if (name === "commit") {
          laying = laying.then(layHalfBack);
          await laying;
        }
        return result;
      };
    },
  });
}
