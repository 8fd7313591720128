// `panoh start`: the demonstration. Founds an invented country when there is none, then runs all of it until it is stopped. What was entered survives the stop.
import { resolve } from "node:path";
import { foundDemonstration, readDemonstration } from "../../demonstration/found-demonstration.ts";
import { findTakenPort } from "../../demonstration/ports.ts";
import { defaultFirstPort } from "../../demonstration/roles.ts";
import { localUrl, runDemonstration } from "../../demonstration/run-demonstration.ts";
import { buildWebApp } from "../../operate/app/web-app.ts";
import { type Command, commandProblem } from "../command.ts";

const defaultFolder = "panoh-data";

export const startCommand: Command = {
  usage: ["[--dir FOLDER] [--first-port PORT]"],
  about: [
    "Runs the demonstration: an invented country on this machine, for looking and learning. Never enter a real person.",
    "Stop it with Ctrl-C; start it again and everything is still there.",
  ],
  options: {
    dir: { value: "FOLDER", help: `where everything is kept (default: ${defaultFolder})` },
    "first-port": {
      value: "PORT",
      help: `ports count from here (default: ${defaultFirstPort}); a founded country keeps its own`,
    },
  },
  run: async (call, terminal) => {
    const dir = resolve(call.find("dir") ?? defaultFolder);
    const wantedPort = call.number("first-port", 1024, 65_000, defaultFirstPort);
    const earlierCountry = readDemonstration(dir);
    const firstPort = earlierCountry?.firstPort ?? wantedPort;
    await refuseTakenPorts(firstPort, earlierCountry !== null);
    const onStep = (step: string) => terminal.inform(`panoh: ${step} …`);
    await buildWebApp(onStep);
    const demonstration = earlierCountry ?? (await foundDemonstration({ dir, firstPort }, onStep));
    // Listened for before anything says that it runs, so that a stop is never missed.
    const stop = terminal.untilStopped();
    const { close } = await runDemonstration(dir, demonstration, terminal.inform);
    const lines = [
      "",
      `Open  ${localUrl(firstPort)}  and choose a role.`,
      "",
      "Panoh demonstration. An invented country with invented people. Never enter a real person.",
      "Waits are zero and both witnesses run on this machine; a real country has neither.",
      "Each role is a device with words of its own, as in a real country: the words stand on that page too.",
      "",
      `Everything is kept in ${dir}. Stop with Ctrl-C.`,
      "",
    ];
    for (const line of lines) terminal.say(line);
    await stop;
    terminal.inform("panoh: stopping; everything is kept");
    await close();
    return null;
  },
};

/** Before anything is founded or opened: afterwards the ports cannot be chosen any more. */
async function refuseTakenPorts(firstPort: number, isFounded: boolean): Promise<void> {
  const port = await findTakenPort(firstPort);
  if (port === null) return;
  const others = isFounded
    ? "perhaps this demonstration runs already. Its ports stay as they are: for others found another country, with --dir FOLDER --first-port PORT"
    : "or give other ports with --first-port PORT";
  throw commandProblem("port-taken", `another program has port ${port}. Stop that program; ${others}`);
}
