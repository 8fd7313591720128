// `panoh mirror`: copies a host's log as it grows, serves the copy with the same addresses, passes submissions on, and keeps for the host what is not published yet.
// Its key says only how much is stored: whoever runs it can neither read nor forge anything.

import { encodeVerifierKey } from "../../note/signed-note.ts";
import { eventOfRound, operatorLog } from "../../operate/event-log.ts";
import { readCorrectionFile, readFounding } from "../../operate/files/given-files.ts";
import { permissionWarnings } from "../../operate/look/look-at-place.ts";
import type { RoundEnd } from "../../operate/mirror-copier.ts";
import { programVersion } from "../../operate/program-version.ts";
import { mirrorFiles, runMirror } from "../../operate/run-mirror.ts";
import { outliveFullDisk } from "../../operate/terminal.ts";
import { type Command, usageProblem } from "../command.ts";
import {
  addressOptions,
  listeningAt,
  loggedGiven,
  logOption,
  metricsOption,
  proxyOption,
  servingGiven,
} from "../program-options.ts";
import { acceptedWeaknesses, acceptOption, weaknessesOfAddresses, weaknessesOfListening } from "../weaknesses.ts";

const defaultPort = 8445;
const defaultSeconds = 60;

export const mirrorCommand: Command = {
  usage: [
    "--of URL --founding FILE --data DIR [--port N] [--hostname NAME] [--proxy ADDRESS …] [--metrics PORT] [--log WHAT] [--every SECONDS] [--correction NOTE …]",
  ],
  about: [
    "Copies the log of a host as it grows, checks it, and serves the copy, also while the host is down.",
    "A host that names it with --place answers nobody before this mirror has on its disk what was sent. It says so with a key of its own, which signs nothing else.",
    "Submissions are passed on to the host unchanged, so that who cannot reach the host reaches it through here. Nothing of them is kept.",
    "It never serves an older head, and ends with exit code 1 when the log signed two histories. With the council's correction (panoh council correction)",
    "it goes on on the true one; a copy of the false one is put aside in its folder.",
    "It speaks plain HTTP: put a web server with a certificate before it. Requests and what an operator should know are JSON lines on the output.",
  ],
  options: {
    of: { value: "URL", help: "the host, or another mirror of it" },
    founding: { value: "FILE", help: "the country's founding note, from a source that you trust" },
    data: { value: "DIR", help: "the mirror's folder" },
    ...addressOptions(defaultPort),
    proxy: proxyOption,
    ...acceptOption,
    metrics: metricsOption,
    log: logOption,
    correction: { value: "NOTE", many: true, help: "a correction of the council, after a fork" },
    every: { value: "SECONDS", help: `how often to ask the host for news; default ${defaultSeconds}` },
  },
  run: async (call, terminal) => {
    outliveFullDisk();
    const of = call.get("of");
    if (!/^https?:\/\/[^/?#]+\/?$/.test(of)) throw usageProblem("--of is an address like https://host.example.tj");
    const dir = call.get("data");
    const ports = servingGiven(call, defaultPort);
    const everyMilliseconds = call.number("every", 1, 86_400, defaultSeconds) * 1000;
    const founding = readFounding(call.get("founding"));
    const weak = [...weaknessesOfAddresses([of]), ...weaknessesOfListening(ports.hostname)];
    for (const line of acceptedWeaknesses(call, founding.founding, weak)) terminal.inform(line);
    const { say, hear, failed, log, stopped: sayStopped } = operatorLog(terminal, loggedGiven(call), "mirror");
    const corrections = call.all("correction").map(readCorrectionFile);
    const onRound = (end: RoundEnd) => hear(eventOfRound(end));
    const parts = { ...ports, of, founding, dir, corrections, everyMilliseconds, log, onRound, failed };
    const running = await runMirror(parts);
    const resting = [
      { name: mirrorFiles.copy, secret: false },
      { name: mirrorFiles.key, secret: true },
    ];
    for (const line of permissionWarnings(dir, resting)) terminal.inform(line);
    const stop = terminal.untilStopped();
    say("started", { version: programVersion(), leaves: running.copy.head.size });
    terminal.inform(`Origin     ${founding.origin}`);
    terminal.inform(`Leaves     ${running.copy.head.size}`);
    terminal.inform(`Stored key ${encodeVerifierKey(running.storedKey)}`);
    terminal.inform(`Listening  ${listeningAt(ports.hostname, running.port)}`);
    if (running.metricsPort !== null) terminal.inform(`Metrics    http://127.0.0.1:${running.metricsPort}/metrics`);
    try {
      await Promise.race([stop, running.ended]);
    } finally {
      await running.close();
    }
    sayStopped();
    return null;
  },
};
