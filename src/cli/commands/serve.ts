// `panoh serve`: runs a country's host on its data folder until it is asked to stop. One line of JSON for every request, which says
// route, status and time and nothing about anybody.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../command.ts";
import { CommandProblem } from "../command.ts";
import { readFounding } from "../given-files.ts";
import type { RunningHost } from "../run-host.ts";
import { hostFiles, runHost } from "../run-host.ts";
import { councilFolder } from "./found.ts";

const defaultPort = 8443;

export const serve: Command = {
  usage: ["--dir DIR [--port N] [--hostname NAME]"],
  about: [
    "Runs the host of the country that was founded in this folder, until it is stopped.",
    "It speaks plain HTTP: put a web server with a certificate before it. Requests are logged on the output as JSON lines.",
    "It refuses to run when a witness saw more of the log than this folder holds: then the folder is an old copy.",
  ],
  options: {
    dir: { value: "DIR", help: "the host's data folder" },
    port: { value: "N", help: `the port; default ${defaultPort}` },
    hostname: { value: "NAME", help: "the address to listen on; default 127.0.0.1" },
  },
  run: async (given, terminal) => {
    const dir = given.get("dir");
    const hostname = given.find("hostname") ?? "127.0.0.1";
    const port = given.number("port", 0, 65_535, defaultPort);
    const founding = readFounding(join(dir, hostFiles.founding));
    if (existsSync(join(dir, councilFolder)))
      terminal.tell(`Warning: council keys lie beside the host. Hand them out and remove ${join(dir, councilFolder)}.`);
    const log = (line: object) => terminal.say(JSON.stringify(line));
    const running = await startOrSayWhy(() =>
      runHost({ dir, port, hostname, log, failed: (kind) => terminal.tell(`The host failed: ${kind}`) }),
    );
    const stopped = terminal.untilStopped();
    terminal.tell(`Origin     ${founding.origin}`);
    terminal.tell(`Leaves     ${running.host.tree.size}`);
    terminal.tell(`Listening  http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${running.port}`);
    await stopped;
    await running.close();
    terminal.tell("Stopped");
    return null;
  },
};

/** The host refuses with a sentence for its operator: a folder that is not whole, or an old copy. A port that is taken stays what it is. */
async function startOrSayWhy(start: () => Promise<RunningHost>): Promise<RunningHost> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Error) || "syscall" in error) throw error;
    throw new CommandProblem("host-refuses", error.message, error);
  }
}
