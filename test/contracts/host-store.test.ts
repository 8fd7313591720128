// The stores of a host, each under the one contract suite.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { layBack } from "../support/old-layout.ts";
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

/** A store of which, after every batch, the first half lies in the old layout again. */
function halfOldStore(file: string): HostStore {
  let store = openSqliteHostStore(file);
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
        if (name === "commit") await layHalfBack();
        return result;
      };
    },
  });
}
