// `panoh start`: the demonstration. Founds an invented country when there is none, then runs its host, two witnesses, the public page and
// one app for each role until it is stopped. What was entered survives the stop.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Hono } from "hono";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import { listen } from "../../server/listen.ts";
import type { Command } from "../command.ts";
import { CommandProblem } from "../command.ts";
import type { DemonstrationFile } from "../demonstration/found-demonstration.ts";
import { foundDemonstration, readDemonstration } from "../demonstration/found-demonstration.ts";
import places from "../demonstration/places.json" with { type: "json" };
import { findTakenPort } from "../demonstration/ports.ts";
import { defaultFirstPort, demonstrationRoles } from "../demonstration/roles.ts";
import { runWitnessedHost } from "../demonstration/witnessed-host.ts";
import { readFounding } from "../given-files.ts";
import type { Together } from "../open-together.ts";
import { openTogether } from "../open-together.ts";
import { hostFiles } from "../run-host.ts";
import type { Terminal } from "../terminal.ts";
import { buildWebApp, webApp } from "../web-app.ts";

const defaultFolder = "panoh-data";

export const start: Command = {
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
  run: async (given, terminal) => {
    const dir = resolve(given.find("dir") ?? defaultFolder);
    const wantedPort = given.number("first-port", 1024, 65_000, defaultFirstPort);
    const founded = readDemonstration(dir);
    const firstPort = founded?.firstPort ?? wantedPort;
    await refuseTakenPorts(firstPort, founded !== null);
    const tell = (step: string) => terminal.tell(`panoh: ${step} …`);
    await buildWebApp(tell);
    const demonstration = founded ?? (await foundDemonstration({ dir, firstPort }, tell));
    // Listened for before anything says that it runs, so that a stop is never missed.
    const stopped = terminal.untilStopped();
    const { roles, close } = await runDemonstration(dir, demonstration, terminal);
    const said = [
      "",
      "Panoh demonstration. An invented country with invented people. Never enter a real person.",
      "Waits are zero and both witnesses run on this machine; a real country has neither.",
      "",
      `  ${hostUrl(firstPort)}   public page and log`,
      "",
      ...roles,
      "",
      `Everything is kept in ${dir}. Stop with Ctrl-C.`,
      "",
    ];
    for (const line of said) terminal.say(line);
    await stopped;
    terminal.tell("panoh: stopping; everything is kept");
    await close();
    return null;
  },
};

/** Before anything is founded or opened: afterwards the ports cannot be chosen any more. */
async function refuseTakenPorts(firstPort: number, isFounded: boolean): Promise<void> {
  const taken = await findTakenPort(firstPort);
  if (taken === null) return;
  const others = isFounded
    ? "perhaps this demonstration runs already. Its ports stay as they are: for others found another country, with --dir FOLDER --first-port PORT"
    : "or give other ports with --first-port PORT";
  throw new CommandProblem("port-taken", `another program has port ${taken}. Stop that program; ${others}`);
}

/** Everything that runs, and what to print about the roles. */
function runDemonstration(
  dir: string,
  { firstPort, organisations }: DemonstrationFile,
  terminal: Terminal,
): Promise<Together<{ readonly roles: readonly string[] }>> {
  return openTogether(async (closing) => {
    const marks = foundingMarks(readFounding(join(dir, hostFiles.founding)).founding);
    const leaflet = webApp({ connect: [], start: "public.html", marks });
    const host = await runWitnessedHost(
      { dir, firstPort },
      {
        log: (line) => {
          if (line.status >= 500) terminal.tell(JSON.stringify(line));
        },
        failed: (kind) => terminal.tell(`panoh: the host failed: ${kind}`),
        extend: (app) => {
          app.get("*", (context) => leaflet(context.req.path, context.req.raw.headers) ?? context.notFound());
        },
      },
    );
    closing(host.close);
    const roles: string[] = [];
    for (const { slug, offset, says } of demonstrationRoles) {
      const organisation = organisations.find((candidate) => candidate.slug === slug);
      if (organisation === undefined) throw new Error(`the data folder has no ${slug}`);
      const { name, role, passphrase, vaults } = organisation;
      const serve = webApp({
        connect: [hostUrl(firstPort)],
        start: "index.html",
        marks,
        extra: {
          "/places.json": JSON.stringify(places.places),
          "/demo/vaults.json": JSON.stringify([{ id: slug, name, role }]),
          [`/demo/vaults/${slug}`]: readFileSync(join(dir, vaults[0] ?? ""), "utf8"),
        },
      });
      const app = new Hono();
      app.get("*", (context) => serve(context.req.path, context.req.raw.headers) ?? context.notFound());
      const listener = await listen(app, firstPort + offset);
      closing(listener.close);
      roles.push(
        `  http://localhost:${firstPort + offset}   ${name["en"]}, ${says}`,
        `                          passphrase: ${passphrase}`,
      );
    }
    return { roles };
  });
}

function hostUrl(firstPort: number): string {
  return `http://localhost:${firstPort}`;
}
