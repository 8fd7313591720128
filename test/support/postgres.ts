// A PostgreSQL of Debian's packages for the tests of one file: one cluster in a folder in memory, reached by a socket there, and as many databases as are wanted.
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PostgresAddress, parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import { PostgresSession, usualPatience } from "../../src/server/store/postgres-session.ts";
import { debianFolder, inDebian, usersInFolder } from "./debian-folder.ts";
import { until } from "./until.ts";

export interface PostgresServer {
  /** An empty database, and how a host finds it. */
  readonly database: () => Promise<string>;
  /** As an administrator. */
  readonly sql: (address: string, text: string) => Promise<readonly (readonly unknown[])[]>;
  /** As a machine that loses its power; gives nothing back until `start`. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** A base backup of it as of now, run as a server of its own. */
  readonly backup: () => Promise<PostgresServer>;
  /** A copy of it that follows under this name, for `synchronous_standby_names`, run as a server of its own; it only reads until it is promoted. */
  readonly standby: (name: string) => Promise<PostgresServer>;
  /** Where this server has the database that another one has there. */
  readonly same: (address: string) => string;
  readonly end: () => Promise<void>;
}

/** Why there is none on this machine, for `skip`; false where there is one. */
export function withoutPostgres(): string | false {
  const debian = debianFolder();
  return "without" in debian ? debian.without : false;
}

/**
 * Starts one, in memory where that is or on the disk. Who asks for it has looked whether there can be one. With a port of its own it is reached at 127.0.0.1 too. `files` are
 * beside its data, readable by it alone.
 */
export function startPostgres(
  settings: readonly string[] = ["fsync=off"],
  place: "memory" | "disk" = "memory",
  { port = usualPort, files = {} }: PlaceOnNetwork = {},
): Promise<PostgresServer> {
  const make = "initdb -D data -U panoh -A trust -N -E UTF8 --no-locale --wal-segsize=1";
  return startWith(make, settings, place, { port, files });
}

const usualPort = 5432;

interface PlaceOnNetwork {
  readonly port?: number;
  readonly files?: Readonly<Record<string, string>>;
}

function copyFrom(server: string): string {
  return `pg_basebackup -d '${server}' -D data -c fast -X stream -N`;
}

/** Starts one whose folder `data` this command makes. */
async function startWith(
  make: string,
  settings: readonly string[],
  place: "memory" | "disk",
  { port = usualPort, files = {} }: PlaceOnNetwork = {},
): Promise<PostgresServer> {
  const debian = debianFolder();
  if ("without" in debian) throw new Error(debian.without);
  const { number } = usersInFolder.postgres;
  const inMemory = place === "memory" && existsSync("/dev/shm");
  const folder = mkdtempSync(join(inMemory ? "/dev/shm" : tmpdir(), "panoh-pg-"));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "all"));
  chownSync(join(folder, "all"), number, number);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, "all", name), text, { mode: 0o600 });
    chownSync(join(folder, "all", name), number, number);
  }
  let server: ChildProcess | null = null;
  const script = `cd "$0"; [ -d data ] || ${make} >/dev/null; exec postgres -D data -k "$0" -h '' "$@"`;
  const usual = [
    `port=${port}`,
    ...(port === usualPort ? [] : ["listen_addresses=127.0.0.1"]),
    "max_connections=60",
    "shared_buffers=16MB",
    "autovacuum=off",
    "max_wal_size=64MB",
    "log_min_messages=panic",
  ];
  const start = async () => {
    const options = [...usual, ...settings].flatMap((setting) => ["-c", setting]);
    const [command = "", ...words] = [...inDebian(debian, "postgres"), "sh", "-euc", script, join(folder, "all")];
    const child = spawn(command, [...words, ...options], { stdio: ["ignore", "ignore", "inherit"] });
    server = child;
    await until(async () => {
      if (child.exitCode !== null) throw new Error("PostgreSQL did not start");
      return sql(addressOf("postgres"), "SELECT 1").then(
        () => true,
        () => false,
      );
    });
  };
  const stop = async (signal: NodeJS.Signals) => {
    const child = server;
    server = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  };
  const addressOf = (database: string) =>
    `postgresql:///${database}?host=${join(folder, "all")}&port=${port}&user=panoh`;
  let made = 0;
  await start();
  return {
    database: async () => {
      made += 1;
      const name = `country${made}`;
      await sql(addressOf("postgres"), `CREATE DATABASE ${name} STRATEGY file_copy`);
      return addressOf(name);
    },
    sql,
    kill: () => stop("SIGKILL"),
    start,
    backup: () => startWith(copyFrom(`host=${join(folder, "all")} port=${port} user=panoh`), settings, place),
    standby: (name) =>
      startWith(
        `${copyFrom(`host=${join(folder, "all")} port=${port} user=panoh application_name=${name}`)} -R`,
        settings,
        place,
      ),
    same: (address) => addressOf(new URL(address).pathname.slice(1)),
    end: async () => {
      await stop("SIGINT");
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function sql(address: string, text: string): Promise<readonly (readonly unknown[])[]> {
  const session = await PostgresSession.open({ address: parse(address), patience: usualPatience, isReader: false });
  try {
    return await session.ask(text);
  } finally {
    await session.closeGently();
  }
}

function parse(address: string): PostgresAddress {
  return parsePostgresAddress(address, {});
}
