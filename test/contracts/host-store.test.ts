// The stores of a host, each under the one contract suite.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { testHostStore } from "./host-store.ts";

testHostStore("SQLite in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-store-"));
  return {
    open: () => openSqliteHostStore(join(folder, "host.sqlite")),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
});

testHostStore("SQLite in memory", () => ({ open: () => openSqliteHostStore(":memory:"), end: () => undefined }), {
  lasts: false,
});
