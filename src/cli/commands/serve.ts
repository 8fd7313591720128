// `panoh serve`: runs a country's host on its data folder until it is asked to stop. One line of JSON for every request and every event, with nothing about anybody.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isProblem } from "../../core/problem.ts";
import { correctionsIn } from "../../note/correction-note.ts";
import { parseVerifierKey } from "../../note/signed-note.ts";
import { eventOfHost, operatorLog } from "../../operate/event-log.ts";
import { readCorrectionFile, readFounding } from "../../operate/files/given-files.ts";
import { openServerKey, parseLogKey, plainKeyWarning } from "../../operate/files/key-file.ts";
import { mustBeShut } from "../../operate/files/open-to-others.ts";
import { permissionWarnings } from "../../operate/look/look-at-place.ts";
import { hostFiles, hostRestingFiles, storeAddressIn } from "../../operate/open-host-store.ts";
import { programVersion } from "../../operate/program-version.ts";
import { type HostNews, type RunningHost, runHost } from "../../operate/run-host.ts";
import { runReader } from "../../operate/run-reader.ts";
import { outliveFullDisk } from "../../operate/terminal.ts";
import { distinctPlaces, type PlaceAddress } from "../../server/second-place.ts";
import type { PostgresAddress } from "../../server/store/postgres-address.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import {
  addressOptions,
  keyPassphraseOption,
  listeningAt,
  loggedGiven,
  logOption,
  metricsOption,
  ownPortGiven,
  proxyOption,
  servingGiven,
} from "../program-options.ts";
import {
  acceptedDatabase,
  acceptedWeaknesses,
  acceptOption,
  isReal,
  weaknessesOfListening,
  weaknessesOfPlaces,
} from "../weaknesses.ts";

const defaultPort = 8443;
const defaultSeconds = 60;

export const serveCommand: Command = {
  usage: [
    "--dir DIR --read-only [--port N] [--hostname NAME] [--proxy ADDRESS …] [--metrics PORT] [--log WHAT]",
    "--dir DIR [--port N] [--hostname NAME] [--proxy ADDRESS …] [--status PORT] [--metrics PORT] [--log WHAT] [--mirror URL …] [--place KEY@URL …] [--correction FILE …] [--clock-is-right] [--every SECONDS] [--passphrase-file FILE]",
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
    ...addressOptions(defaultPort),
    proxy: proxyOption,
    ...acceptOption,
    mirror: { value: "URL", many: true, help: "a mirror of this log: asked at the start whether it holds more" },
    place: {
      value: "KEY@URL",
      many: true,
      help: "a mirror with the stored key that it prints: nobody is answered before one of them (or as many as the founding note asks for) has everything on its disk",
    },
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
  run: async (call, terminal) => {
    outliveFullDisk();
    const dir = call.get("dir");
    const ports = servingGiven(call, defaultPort);
    const statusPort = ownPortGiven(call, "status");
    const everyMilliseconds = call.number("every", 1, 3_600, defaultSeconds) * 1000;
    const founding = readFounding(join(dir, hostFiles.founding));
    const places = placesNamed(call.all("place"));
    const weak = [...weaknessesOfListening(ports.hostname), ...weaknessesOfPlaces(places)];
    for (const line of acceptedWeaknesses(call, founding.founding, weak)) terminal.inform(line);
    mustBeShut(
      dir,
      hostRestingFiles.filter(({ name }) => name !== hostFiles.address),
    );
    for (const line of folderWarnings(dir)) terminal.inform(line);
    const { say, hear, failed, log, stopped: sayStopped } = operatorLog(terminal, loggedGiven(call), "host");
    const inform = (name: string, at: number | null, path: string) => {
      if (at !== null) terminal.inform(`${name.padEnd(10)} http://127.0.0.1:${at}${path}`);
    };
    const sayStarted = (leaves: number, lines: readonly string[], port: number) => {
      say("started", { version: programVersion(), leaves });
      for (const line of [`Origin     ${founding.origin}`, ...lines]) terminal.inform(line);
      terminal.inform(`Listening  ${listeningAt(ports.hostname, port)}`);
    };
    if (call.has("read-only")) {
      const onRotten = (leaf: number) =>
        hear({
          code: "leaf-rotten",
          more: { leaf },
          sentence: `The bytes of leaf ${leaf} are not as they were logged, in the database that this host reads: look at it with panoh doctor, and restore it`,
        });
      const reader = await runReader({ ...ports, founding, address: databaseOf(dir), log, failed, onRotten });
      const stop = terminal.untilStopped();
      sayStarted(reader.followed.head.size, [], reader.port);
      inform("Metrics", reader.metricsPort, "/metrics");
      await stop;
      await reader.close();
      sayStopped();
      return null;
    }
    const passphraseFile = call.find("passphrase-file");
    const key = { dir, name: hostFiles.logKey, program: "host" } as const;
    const logSeed = await openServerKey(key, parseLogKey, passphraseFile, terminal);
    const plain = isReal(founding.founding) ? plainKeyWarning(dir, hostFiles.logKey) : null;
    if (plain !== null) terminal.inform(plain);
    const stopping = new AbortController();
    const parts = {
      ...ports,
      dir,
      logSeed,
      statusPort,
      mirrors: call.all("mirror"),
      places,
      everyMilliseconds,
      onLossy: (settings: readonly string[]) => {
        for (const line of acceptedDatabase(call, founding.founding, settings)) terminal.inform(line);
      },
      clockIsRight: call.has("clock-is-right"),
      stopping: stopping.signal,
      log,
      failed,
      onNews: (news: HostNews) => hear(eventOfHost(news)),
    };
    const start = (heads: readonly string[]) =>
      startOrSayWhy(() => {
        const corrections = call.all("correction").flatMap((file) => correctionsIn(readCorrectionFile(file)));
        return runHost({ ...parts, corrections, known: heads });
      });
    let running = await start([]);
    const stop = terminal.untilStopped().then(() => stopping.abort());
    for (;;) {
      const leaves = running.host.tree.size;
      sayStarted(leaves, [`Leaves     ${leaves}`], running.port);
      inform("Status", running.statusPort, "/status");
      inform("Metrics", running.metricsPort, "/metrics");
      await Promise.race([stop, running.superseded]);
      await running.close();
      if (stopping.signal.aborted) break;
      const again = await start(running.host.known).catch((error: unknown) => {
        if (stopping.signal.aborted && isProblem(error, "store", "closed")) return null;
        throw error;
      });
      if (again === null) break;
      running = again;
    }
    sayStopped();
    return null;
  },
};

/** The second places, each with a key of its own: two names of one machine are one place. */
function placesNamed(texts: readonly string[]): readonly PlaceAddress[] {
  const places = texts.map(placeNamed);
  if (distinctPlaces(places).length < places.length)
    throw usageProblem("two of --place have the same key: that is one mirror, and counts once");
  return places;
}

/** A second place: the key with which it says what is stored, and its address. */
function placeNamed(text: string): PlaceAddress {
  const [, vkey = "", url = ""] = /^(\S+)@(https?:\/\/[^\s/?#]+\/?)$/.exec(text) ?? [];
  const key = parseVerifierKey(vkey);
  if (key === null)
    throw usageProblem(
      "--place is KEY@URL: the stored key that panoh mirror prints, and its address, https://mirror.example.tj",
    );
  return { key, url };
}

/** Where the log lies that a host only reads. */
function databaseOf(dir: string): PostgresAddress {
  const address = storeAddressIn(dir);
  if (address !== null) return address;
  throw commandProblem(
    "not-a-database",
    `${dir} names no database in ${hostFiles.address}: only such a log is read by several`,
  );
}

/** Warnings of what lies open in the host's folder. */
function folderWarnings(dir: string): readonly string[] {
  const council = join(dir, hostFiles.council);
  return [
    ...(existsSync(council) ? [`Warning: council keys lie beside the host. Hand them out and remove ${council}.`] : []),
    ...permissionWarnings(dir, hostRestingFiles),
  ];
}

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
