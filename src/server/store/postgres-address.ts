// Where a host's PostgreSQL is, and how it is spoken to: an address as libpq has it, `postgresql://panoh@db.example.tj/panoh?sslmode=verify-full`. What it leaves
// out is libpq's: PGHOST, PGPORT, PGUSER, PGDATABASE, PGSSLMODE, PGSSLROOTCERT, PGSSLCERT, PGSSLKEY, PGPASSWORD, PGPASSFILE.

import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { SecureContextOptions } from "node:tls";
import { presentFields } from "../../core/present-fields.ts";

export interface PostgresAddress {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly database: string | undefined;
  /** From the address or PGPASSWORD; else the file of passwords is asked. */
  readonly password: string | undefined;
  readonly tls: false | TlsSettings;
}

type TlsSettings = SecureContextOptions & {
  readonly rejectUnauthorized: boolean;
  readonly checkServerIdentity?: () => undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

const schemes = ["postgresql:", "postgres:"];
const known = ["host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey"] as const;
type Known = (typeof known)[number];

/** Throws an Error with a sentence for whoever wrote the address; it never holds a password. */
export function parsePostgresAddress(text: string, environment: Environment = process.env): PostgresAddress {
  const url = urlOf(text);
  if (url === null || !schemes.includes(url.protocol) || url.hash !== "")
    throw new Error("it is no address like postgresql://panoh@db.example.tj/panoh");
  for (const name of url.searchParams.keys())
    if (!(known as readonly string[]).includes(name))
      throw new Error(`it names ${name}, which is none of ${known.join(", ")}`);
  const given = (name: Known, inPlace: string, variable: string) =>
    url.searchParams.get(name) ?? (decodeURIComponent(inPlace) || environment[variable] || undefined);
  const host = given("host", url.hostname.replace(/^\[|\]$/g, ""), "PGHOST");
  const port = given("port", url.port, "PGPORT");
  if (port !== undefined && !/^[1-9]\d{0,4}$/.test(port)) throw new Error("its port is no number");
  return {
    host,
    port: port === undefined ? undefined : Number(port),
    user: given("user", url.username, "PGUSER"),
    database: given("dbname", url.pathname.slice(1), "PGDATABASE"),
    password: decodeURIComponent(url.password) || environment["PGPASSWORD"] || undefined,
    tls: tlsOf(host, (name) => given(name, "", `PG${name.toUpperCase()}`)),
  };
}

/** Null when it is none, or has an escape that is none. */
function urlOf(text: string): URL | null {
  try {
    const url = new URL(text.trim());
    for (const part of [url.hostname, url.username, url.password, url.pathname]) decodeURIComponent(part);
    return url;
  } catch {
    return null;
  }
}

/** Another machine is asked for a certificate that holds, unless the address says otherwise. Nothing falls back to speaking in clear. */
function tlsOf(host: string | undefined, given: (name: Known) => string | undefined): false | TlsSettings {
  const isHere = host === undefined || host.startsWith("/") || ["localhost", "127.0.0.1", "::1"].includes(host);
  const mode = given("sslmode") ?? (isHere ? "disable" : "verify-full");
  if (mode === "disable") return false;
  if (!["require", "verify-ca", "verify-full"].includes(mode))
    throw new Error(`its sslmode is ${mode}: say verify-full, verify-ca, require or disable`);
  const file = (name: "sslrootcert" | "sslcert" | "sslkey") => {
    const path = given(name);
    return path === undefined || path === "system" ? undefined : readFileSync(path);
  };
  const [ca, cert, key] = [file("sslrootcert"), file("sslcert"), file("sslkey")];
  return {
    ...presentFields({ ca, cert, key, checkServerIdentity: mode === "verify-full" ? undefined : () => undefined }),
    // As libpq: with authorities of its own even `require` asks whether they signed.
    rejectUnauthorized: mode !== "require" || ca !== undefined,
  };
}

interface PasswordFor {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** The password of a connection in libpq's file of passwords; undefined when there is none. A file that others may read is not believed. */
export function passwordInFile(wanted: PasswordFor, environment: Environment = process.env): string | undefined {
  const file = environment["PGPASSFILE"] ?? join(homedir(), ".pgpass");
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return undefined;
  if ((stat.mode & 0o077) !== 0) throw new Error("the file of passwords may be read by others: chmod 600");
  const host = wanted.host.startsWith("/") ? "localhost" : wanted.host;
  const values = [host, String(wanted.port), wanted.database, wanted.user];
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    const fields = fieldsOf(line);
    if (fields.length === 5 && values.every((value, i) => fields[i] === "*" || fields[i] === value)) return fields[4];
  }
  return undefined;
}

/** Fields between colons; a backslash takes the next character as it is. */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/((?:[^\\:]|\\.)*)(?::|$)/g)]
    .slice(0, 5)
    .map(([, field = ""]) => field.replaceAll(/\\(.)/g, "$1"));
}
