// `panoh serve`: runs a country's host on its data folder until it is asked to stop. One line of JSON for every request and every event, with nothing about anybody.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isProblem } from "../../core/problem.ts";
import { type Correction, correctionsIn, verifyCorrection } from "../../note/correction-note.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { eventLog, requestEvent, sayHostNews } from "../../operate/event-log.ts";
import { councilFolder } from "../../operate/files/folder-names.ts";
import { readCorrectionFile, readFounding } from "../../operate/files/given-files.ts";
import { openServerKey, parseLogKey, plainKeyWarning } from "../../operate/files/key-file.ts";
import { mustBeShut } from "../../operate/files/open-to-others.ts";
import { permissionWarnings } from "../../operate/look/look-at-place.ts";
import { hostFiles, storeAddressIn, type WaitsFor } from "../../operate/open-host-store.ts";
import { programVersion } from "../../operate/program-version.ts";
import { type HostNews, type RunningHost, runHost } from "../../operate/run-host.ts";
import { runReader } from "../../operate/run-reader.ts";
import { outliveFullDisk } from "../../operate/terminal.ts";
import type { Hold } from "../../server/host.ts";
import type { PostgresAddress } from "../../server/store/postgres-address.ts";
import type { ClockFlaw } from "../../server/timekeeping.ts";
import type { Taking } from "../../server/upkeep.ts";
import type { WitnessState } from "../../server/witnessing.ts";
import { type Command, commandProblem } from "../command.ts";
import {
  keyPassphraseOption,
  loggedGiven,
  logOption,
  metricsOption,
  metricsPortGiven,
  proxiesGiven,
  proxyOption,
} from "../program-options.ts";
import { acceptedDatabase, acceptedWeaknesses, acceptOption, isReal, weaknessesOfListening } from "../weaknesses.ts";

const defaultPort = 8443;
const defaultSeconds = 60;
const restingFiles = [
  { name: hostFiles.logKey, secret: true },
  { name: hostFiles.database, secret: false },
  { name: hostFiles.address, secret: false },
];

export const serveCommand: Command = {
  usage: [
    "--dir DIR --read-only [--port N] [--hostname NAME] [--proxy ADDRESS …] [--metrics PORT] [--log WHAT]",
    "--dir DIR [--port N] [--hostname NAME] [--proxy ADDRESS …] [--status PORT] [--metrics PORT] [--log WHAT] [--mirror URL …] [--correction FILE …] [--clock-is-right] [--every SECONDS] [--passphrase-file FILE]",
  ],
  about: [
    "Runs the host of the country that was founded in this folder, until it is stopped.",
    "It speaks plain HTTP: put a web server with a certificate before it. Requests and what an operator should know are JSON lines on the output.",
    "It refuses to run when a witness saw more of the log than this folder holds: then the folder is an old copy.",
  ],
  options: {
    dir: { value: "DIR", help: "the host's data folder" },
    "read-only": {
      help: "show the log from the database that the folder names, beside the host that writes; needs no key and takes nothing",
    },
    port: { value: "N", help: `the port; default ${defaultPort}` },
    hostname: { value: "NAME", help: "the address to listen on; default 127.0.0.1" },
    proxy: proxyOption,
    ...acceptOption,
    mirror: { value: "URL", many: true, help: "a mirror of this log: asked at the start whether it holds more" },
    correction: {
      value: "FILE",
      many: true,
      help: "what the council said of a fork: heads that it calls false count nothing",
    },
    "clock-is-right": {
      help: "in a trial without witnesses: log the time though the log's newest is more than 30 days old",
    },
    every: {
      value: "SECONDS",
      help: `how often to look after witnesses, time and space; default ${defaultSeconds}`,
    },
    "passphrase-file": keyPassphraseOption,
    status: { value: "PORT", help: "say as JSON how the host is, on this port of this machine only: GET /status" },
    metrics: metricsOption,
    log: logOption,
  },
  run: async (given, terminal) => {
    outliveFullDisk();
    const dir = given.get("dir");
    const hostname = given.find("hostname") ?? "127.0.0.1";
    const port = given.number("port", 0, 65_535, defaultPort);
    const statusPort = given.has("status") ? given.number("status", 0, 65_535, 0) : null;
    const metricsPort = metricsPortGiven(given);
    const everyMilliseconds = given.number("every", 1, 3_600, defaultSeconds) * 1000;
    const founding = readFounding(join(dir, hostFiles.founding));
    for (const line of acceptedWeaknesses(given, founding.founding, weaknessesOfListening(hostname)))
      terminal.inform(line);
    mustBeShut(
      dir,
      restingFiles.filter(({ name }) => name !== hostFiles.address),
    );
    for (const line of folderWarnings(dir)) terminal.inform(line);
    const say = eventLog(terminal, loggedGiven(given));
    const failed = (kind: string) => {
      say("failed", { kind });
      terminal.inform(`The host failed: ${kind}`);
    };
    const inform = (name: string, at: number | null, path = "") => {
      if (at !== null) terminal.inform(`${name.padEnd(10)} http://127.0.0.1:${at}${path}`);
    };
    const listensAt = (at: number) =>
      terminal.inform(`Listening  http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${at}`);
    const trustedProxies = proxiesGiven(given);
    const log = requestEvent(say);
    if (given.has("read-only")) {
      const address = databaseOf(dir);
      const onRotten = (leaf: number) => {
        sayHostNews(say, { is: "rotten", leaf, isMended: false });
        terminal.inform(
          `The bytes of leaf ${leaf} are not as they were logged, in the database that this host reads: look at it with panoh doctor, and restore it`,
        );
      };
      const parts = { founding, address, port, hostname, metricsPort, trustedProxies, log, failed, onRotten };
      const reader = await runReader(parts);
      const stopped = terminal.untilStopped();
      say("started", { version: programVersion(), leaves: reader.followed.head.size });
      terminal.inform(`Origin     ${founding.origin}`);
      listensAt(reader.port);
      inform("Metrics", reader.metricsPort, "/metrics");
      await stopped;
      await reader.close();
      say("stopped");
      terminal.inform("Stopped");
      return null;
    }
    const logSeed = await openServerKey(
      { dir, name: hostFiles.logKey, program: "host" },
      parseLogKey,
      given.find("passphrase-file"),
      terminal,
    );
    const plain = isReal(founding.founding) ? plainKeyWarning(dir, hostFiles.logKey) : null;
    if (plain !== null) terminal.inform(plain);
    const onLossy = (settings: readonly string[]) => {
      for (const line of acceptedDatabase(given, founding.founding, settings)) terminal.inform(line);
    };
    const stopping = new AbortController();
    const start = (known: readonly string[]) =>
      startOrSayWhy(() =>
        runHost({
          dir,
          logSeed,
          port,
          hostname,
          statusPort,
          metricsPort,
          trustedProxies,
          mirrors: given.all("mirror"),
          corrections: given.all("correction").flatMap((file) => correctionsOf(file, founding)),
          known,
          everyMilliseconds,
          onLossy,
          clockIsRight: given.has("clock-is-right"),
          stopping: stopping.signal,
          log,
          failed,
          onNews: (news) => {
            sayHostNews(say, news);
            terminal.inform(sentence(news));
          },
        }),
      );
    let running = await start([]);
    const stopped = terminal.untilStopped().then(() => stopping.abort());
    for (;;) {
      say("started", { version: programVersion(), leaves: running.host.tree.size });
      terminal.inform(`Origin     ${founding.origin}`);
      terminal.inform(`Leaves     ${running.host.tree.size}`);
      listensAt(running.port);
      inform("Status", running.statusPort, "/status");
      inform("Metrics", running.metricsPort, "/metrics");
      await Promise.race([stopped, running.superseded]);
      await running.close();
      if (stopping.signal.aborted) break;
      const again = await start(running.host.known).catch((error: unknown) => {
        if (stopping.signal.aborted && isProblem(error, "store", "closed")) return null;
        throw error;
      });
      if (again === null) break;
      running = again;
    }
    say("stopped");
    terminal.inform("Stopped");
    return null;
  },
};

/** Where the log lies that a host only reads. */
function databaseOf(dir: string): PostgresAddress {
  const address = storeAddressIn(dir);
  if (address !== null) return address;
  throw commandProblem(
    "not-a-database",
    `${dir} names no database in ${hostFiles.address}: only such a log is read by several`,
  );
}

/** What lies open in the host's folder. */
function folderWarnings(dir: string): readonly string[] {
  const council = join(dir, councilFolder);
  return [
    ...(existsSync(council) ? [`Warning: council keys lie beside the host. Hand them out and remove ${council}.`] : []),
    ...permissionWarnings(dir, restingFiles),
  ];
}

function correctionsOf(file: string, founding: FoundingNote): readonly Correction[] {
  return correctionsIn(readCorrectionFile(file)).map((note) => {
    const read = verifyCorrection(note, founding);
    if (typeof read === "string") throw commandProblem(read, `${file} is not a correction of this country's council`);
    return read.correction;
  });
}

/** What an operator should know, in a sentence. */
function sentence(news: HostNews): string {
  switch (news.is) {
    case "witness":
      return witnessSentences[news.state](news.name);
    case "taking":
      return takingSentence(news.taking);
    case "clock":
      return clockSentence(news.flaw);
    case "rotten":
      return rottenSentence(news.leaf, news.isMended);
    case "waiting":
      return waitingSentences[news.why];
    case "superseded":
      return "Another host took over the database, or it is another copy: this one begins again";
  }
}

const waitingSentences: Readonly<Record<WaitsFor, string>> = {
  "another-host": "Waits: another host writes to the database; this one takes over when that one is gone",
  "no-answer": "Waits: the database does not answer, or may not be written to yet",
};

function rottenSentence(leaf: number, isMended: boolean): string {
  return isMended
    ? `The bytes of leaf ${leaf} had changed on the disk and were taken from a mirror again: replace the disk`
    : `The bytes of leaf ${leaf} changed on the disk: replace it, and restore from a mirror, or start with --mirror and they are taken from there`;
}

function clockSentence(flaw: ClockFlaw | null): string {
  if (flaw === null) return "The clock of this host agrees with the log's time again";
  const far = flaw.days === 0 ? "less than a day" : `${flaw.days} days`;
  return flaw.is === "behind"
    ? `The clock of this host is ${far} behind the log's own time: set it. A trial without witnesses logs no time until then`
    : `The clock of this host is ${far} after the log's newest time. It is the only clock of this trial, and a wrong one would stop all waits, so no time is logged. If it is right, start with --clock-is-right`;
}

function takingSentence({ holds, silent, oldCopy }: Taking): string {
  if (holds.length === 0) return "Takes submissions again";
  const why = holds.map((hold) => holdSentences[hold]);
  if (oldCopy !== null) why.push(oldCopy);
  else if (silent.length > 0 && holds.includes("witnesses-unheard")) why.push(`Silent: ${silent.join(", ")}`);
  return `Takes no submissions; reads go on. ${why.join(". ")}`;
}

const holdSentences: Readonly<Record<Hold, string>> = {
  "write-failed": "A write failed: make space on the disk, or replace it; it tries again by itself",
  "store-away": "The database does not answer, or may not be written to: look after PostgreSQL; it goes on by itself",
  "witnesses-unheard": "Too few witnesses have answered since the start to know that this store is not an old copy",
  "store-behind":
    "Somebody showed a head that this log signed and that this store does not hold: it is an old copy. Restore it from the newest mirror",
  "note-rotten":
    "A note of the directory rotted on the disk, so that it is not known who may send. Replace the disk, and start with --mirror, which takes the bytes again",
};

const witnessSentences: Readonly<Record<WitnessState, (name: string) => string>> = {
  good: (name) => `Witness ${name} cosigns again`,
  silent: (name) => `Witness ${name} does not answer`,
  bad: (name) => `Witness ${name} answers, but not with a cosignature of this log that holds`,
};

/** The host refuses with a sentence for its operator: a folder that is not whole, or an old copy. A port that is taken stays what it is. */
async function startOrSayWhy(start: () => Promise<RunningHost>): Promise<RunningHost> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Error) || "syscall" in error || isProblem(error, "store") || isProblem(error, "command"))
      throw error;
    throw commandProblem("host-refuses", error.message, error);
  }
}
