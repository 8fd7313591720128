// TLS between a host and its PostgreSQL, with certificates of an authority of its own: nothing is said to a database whose certificate is not the one that the
// address asks for, and nothing in clear where it asks for TLS.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { PostgresSession, usualPatience } from "../../src/server/store/postgres-session.ts";
import { missingPackages } from "../support/debian.ts";
import { freePort } from "../support/free-port.ts";
import { startPostgres, withoutPostgres } from "../support/postgres.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const withoutOpenssl = missingPackages().some(({ name }) => name === "openssl") && "needs the command openssl";

test("a host speaks to a PostgreSQL over TLS only with the authority, and for the name, that its address asks for, and never in clear instead", {
  skip: withoutPostgres() || withoutOpenssl,
}, async (t) => {
  const dir = temporaryFolder(t);
  const openssl = (...words: readonly string[]) => {
    const made = spawnSync("openssl", words, { cwd: dir, encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"];
  const authority = (name: string) =>
    openssl("req", "-x509", ...key, "-subj", `/CN=${name}`, "-keyout", `${name}.key`, "-out", `${name}.pem`);
  const certificate = (name: string, by: string, names: string) =>
    openssl(
      ...["req", "-x509", ...key, "-subj", `/CN=${name}`, "-addext", `subjectAltName=${names}`],
      ...["-addext", "basicConstraints=critical,CA:FALSE", "-CA", `${by}.pem`, "-CAkey", `${by}.key`],
      ...["-keyout", `${name}.key`, "-out", `${name}.pem`],
    );
  authority("own");
  authority("foreign");
  // As the guide says.
  certificate("named", "own", "DNS:localhost");
  certificate("numbered", "own", "IP:127.0.0.1");
  certificate("other", "own", "DNS:db.example");
  const files = ["named", "numbered", "other"].flatMap((name) => [`${name}.key`, `${name}.pem`]);

  const port = await freePort();
  const server = await startPostgres(["fsync=off"], "memory", {
    port,
    files: Object.fromEntries(files.map((name) => [name, readFileSync(join(dir, name), "utf8")])),
  });
  t.after(() => server.end());
  const at = await server.database();
  const database = new URL(at).pathname;
  const folder = new URL(at).searchParams.get("host");
  const ask = async (host: string, rest: string) => {
    const address = parsePostgresAddress(`postgresql://panoh@${host}:${port}${database}?${rest}`, {});
    const session = await PostgresSession.open({ address, patience: usualPatience, isReader: true });
    try {
      return (await session.ask("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))[0]?.[0];
    } finally {
      await session.closeGently();
    }
  };
  const own = `sslrootcert=${join(dir, "own.pem")}`;
  const [full, any, unverified] = [`sslmode=verify-full&${own}`, `sslmode=verify-ca&${own}`, "sslmode=require"];

  // One that has no certificate yet.
  for (const rest of [full, any, unverified]) await assert.rejects(ask("localhost", rest), /does not support SSL/);
  assert.equal(await ask("localhost", "sslmode=disable"), false);

  const shows = async (name: string) => {
    await server.kill();
    const end = `ssl_cert_file = '${folder}/${name}.pem'\nssl_key_file = '${folder}/${name}.key'\nssl = on\n`;
    writeFileSync(join(folder ?? "", "data", "postgresql.auto.conf"), end);
    await server.start();
  };
  const refuses = (host: string, rest: string, why: RegExp) => assert.rejects(ask(host, rest), why, `${host} ${rest}`);
  const stranger = /unable to verify|self-signed|unable to get (local )?issuer/;
  const wrongName = /does not match certificate|IP: 127\.0\.0\.1 is not in the cert's list|Host: localhost/;

  await shows("named");
  assert.equal(await ask("localhost", full), true);
  for (const rest of ["sslmode=verify-full", `sslmode=verify-full&sslrootcert=${join(dir, "foreign.pem")}`])
    await refuses("localhost", rest, stranger);
  await refuses("localhost", `sslmode=verify-ca&sslrootcert=${join(dir, "foreign.pem")}`, stranger);
  await refuses("localhost", `sslmode=require&sslrootcert=${join(dir, "foreign.pem")}`, stranger);
  // An address by number is no address by name.
  await refuses("127.0.0.1", full, wrongName);
  assert.equal(await ask("127.0.0.1", any), true);
  assert.equal(await ask("127.0.0.1", unverified), true);

  await shows("numbered");
  assert.equal(await ask("127.0.0.1", full), true);
  await refuses("localhost", full, wrongName);

  await shows("other");
  for (const host of ["localhost", "127.0.0.1"]) await refuses(host, full, wrongName);
  assert.equal(await ask("localhost", any), true);
});
