// `panoh start`: the demonstration. Founds an invented country when there is none, then runs its host, two witnesses, the page from which every
// role opens, the public pages and one app for each role until it is stopped. What was entered survives the stop. Words of roles are served here, so
// each port answers pages of this computer alone (EN8c).
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Hono } from "hono";
import { publicPhones } from "../../core/phones.ts";
import { loopbackOnly } from "../../operate/app/loopback.ts";
import { buildWebApp, filesApp, webApp } from "../../operate/app/web-app.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import type { Together } from "../../operate/open-together.ts";
import { openTogether } from "../../operate/open-together.ts";
import type { RunningHost } from "../../operate/run-host.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import { listen } from "../../server/listen.ts";
import type { Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import type { DemonstrationFile } from "../demonstration/found-demonstration.ts";
import { foundDemonstration, readDemonstration } from "../demonstration/found-demonstration.ts";
import places from "../demonstration/places.json" with { type: "json" };
import { findTakenPort } from "../demonstration/ports.ts";
import { defaultFirstPort, demonstrationRoles } from "../demonstration/roles.ts";
import { runWitnessedHost } from "../demonstration/witnessed-host.ts";

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
  run: async (given, terminal) => {
    const dir = resolve(given.find("dir") ?? defaultFolder);
    const wantedPort = given.number("first-port", 1024, 65_000, defaultFirstPort);
    const founded = readDemonstration(dir);
    const firstPort = founded?.firstPort ?? wantedPort;
    await refuseTakenPorts(firstPort, founded !== null);
    const onStep = (step: string) => terminal.inform(`panoh: ${step} …`);
    await buildWebApp(onStep);
    const demonstration = founded ?? (await foundDemonstration({ dir, firstPort }, onStep));
    // Listened for before anything says that it runs, so that a stop is never missed.
    const stopped = terminal.untilStopped();
    const { close } = await runDemonstration(dir, demonstration, terminal);
    const said = [
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
    for (const line of said) terminal.say(line);
    await stopped;
    terminal.inform("panoh: stopping; everything is kept");
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
  throw commandProblem("port-taken", `another program has port ${taken}. Stop that program; ${others}`);
}

/** Everything that runs. */
function runDemonstration(
  dir: string,
  { firstPort, organisations }: DemonstrationFile,
  terminal: Terminal,
): Promise<Together<object>> {
  return openTogether(async (closing) => {
    const marks = foundingMarks(readFounding(join(dir, hostFiles.founding)).founding);
    const roles = demonstrationRoles.map(({ slug, offset }) => {
      const organisation = organisations.find((candidate) => candidate.slug === slug);
      if (organisation === undefined) throw new Error(`the data folder has no ${slug}`);
      return { ...organisation, port: firstPort + offset };
    });
    const shown = roles.map(({ slug, name, port, passphrase: words }) => ({
      slug,
      name,
      address: localUrl(port),
      words,
    }));
    let running: RunningHost | null = null;
    const phones = () =>
      running === null ? [] : publicPhones(running.host.directory, running.host.tree.size, Date.now());
    const pages = webApp({ connect: [], start: "demonstration.html", marks, roles: shown, phones });
    const host = await runWitnessedHost(
      { dir, firstPort },
      {
        log: (line) => {
          if (line.status >= 500) terminal.inform(JSON.stringify(line));
        },
        failed: (kind) => terminal.inform(`panoh: the host failed: ${kind}`),
        before: (host) => loopbackOnly(besidePages(host, pages), "let in"),
      },
    );
    running = host;
    closing(host.close);
    for (const { slug, name, role, passphrase, vaults, port } of roles) {
      const serve = webApp({
        connect: [localUrl(firstPort)],
        start: "index.html",
        marks,
        extra: {
          "/places.json": JSON.stringify(places.places),
          "/demo/vaults.json": JSON.stringify([{ id: slug, name, role }]),
          [`/demo/vaults/${slug}`]: readFileSync(join(dir, vaults[0] ?? ""), "utf8"),
          "/demo/entry.json": JSON.stringify({ vault: slug, name, words: passphrase }),
        },
      });
      const listener = await listen(loopbackOnly(filesApp(serve)), port);
      closing(listener.close);
    }
    return {};
  });
}

/**
 * The pages of the first port, and the host behind them. Every origin may read and post to a host (LG2), and a role's app does so from another port. The pages hold the words
 * of the roles, which no page of another origin may read: so they are not among the host's answers.
 */
function besidePages(host: Hono, pages: (path: string, asked: Headers) => Response | null): Hono {
  const app = new Hono();
  app.get(
    "*",
    (context) => pages(context.req.path, context.req.raw.headers) ?? host.fetch(context.req.raw, context.env),
  );
  app.all("*", (context) => host.fetch(context.req.raw, context.env));
  return app;
}

function localUrl(port: number): string {
  return `http://localhost:${port}`;
}
