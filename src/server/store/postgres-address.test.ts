// How an address of PostgreSQL is read, and whose password is taken from a file.
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { parsePostgresAddress, passwordInFile } from "./postgres-address.ts";

test("an address says what it says, and the environment the rest, as for libpq", () => {
  const said = parsePostgresAddress("postgresql://panoh:a%40b@db.example:5433/country", { PGUSER: "other" });
  assert.deepEqual(
    { ...said, tls: null },
    { host: "db.example", port: 5433, user: "panoh", database: "country", password: "a@b", tls: null },
  );
  const environment = { PGHOST: "/run/postgresql", PGPORT: "5434", PGUSER: "u", PGDATABASE: "d", PGPASSWORD: "p" };
  assert.deepEqual(parsePostgresAddress("postgresql:", environment), {
    host: "/run/postgresql",
    port: 5434,
    user: "u",
    database: "d",
    password: "p",
    tls: false,
  });
  assert.equal(parsePostgresAddress("postgresql:///d?host=/run/postgresql&user=u", {}).host, "/run/postgresql");
});

test("another machine is spoken to over TLS with a certificate that holds, and nothing falls back to clear text", () => {
  const tls = (address: string, environment = {}) => parsePostgresAddress(address, environment).tls;
  assert.deepEqual(tls("postgresql://db.example/d"), { rejectUnauthorized: true });
  for (const here of ["postgresql://127.0.0.1/d", "postgresql://[::1]/d", "postgresql:///d?host=/run/postgresql"])
    assert.equal(tls(here), false);
  assert.equal(tls("postgresql://db.example/d?sslmode=disable"), false);
  assert.equal(tls("postgresql://db.example/d", { PGSSLMODE: "disable" }), false);
  const unverified = tls("postgresql://db.example/d?sslmode=require");
  assert.ok(unverified !== false && !unverified.rejectUnauthorized);
  const anyName = tls("postgresql://db.example/d?sslmode=verify-ca");
  assert.ok(anyName !== false && anyName.rejectUnauthorized && anyName.checkServerIdentity?.() === undefined);
  for (const mode of ["prefer", "allow", "verify", ""])
    assert.throws(() => tls(`postgresql://db.example/d?sslmode=${mode}`), /sslmode/);
});

test("what is no address is refused with a sentence that holds no password", () => {
  for (const text of [
    "",
    "db.example",
    "http://u:secret@db/d",
    "postgresql://u:secret@db:port/d",
    "postgresql://u:secret@db/d?port=x",
    "postgresql://u:secret@db/d?options=-c",
    "postgresql://u:secret%ZZ@db/d",
  ])
    assert.throws(
      () => parsePostgresAddress(text, {}),
      (error) => error instanceof Error && error.message.startsWith("it") && !error.message.includes("secret"),
      text,
    );
});

test("the first line of a file of passwords that fits is taken, and no file that others may read", (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, "passwords");
  const lines = ["# db:5432:d:u:none", "db:5433:d:u:other port", "db:*:d:u:with\\: and \\\\", "*:*:*:*:last"];
  writeFileSync(file, lines.join("\n"), { mode: 0o600 });
  const at = { PGPASSFILE: file };
  const wanted = { host: "db", port: 5432, user: "u", database: "d" };
  assert.equal(passwordInFile(wanted, at), "with: and \\");
  assert.equal(passwordInFile({ ...wanted, host: "/run/postgresql" }, at), "last");
  assert.equal(passwordInFile(wanted, { PGPASSFILE: join(folder, "none") }), undefined);
  chmodSync(file, 0o640);
  assert.throws(() => passwordInFile(wanted, at), /others/);
});
