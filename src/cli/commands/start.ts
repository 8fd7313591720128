// `panoh start`: the demonstration. Founds an invented country when there is none, then runs its host, two witnesses, the public page and
// one app for each role until it is stopped. What was entered survives the stop.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Hono } from "hono";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import type { Listener } from "../../server/listen.ts";
import { listen } from "../../server/listen.ts";
import type { Command } from "../command.ts";
import { runDemonstrationWitnesses } from "../demonstration/demonstration-witnesses.ts";
import type { DemonstrationFile } from "../demonstration/found-demonstration.ts";
import { demonstrationFile, foundDemonstration } from "../demonstration/found-demonstration.ts";
import places from "../demonstration/places.json" with { type: "json" };
import { defaultFirstPort, demonstrationRoles } from "../demonstration/roles.ts";
import { readFounding } from "../given-files.ts";
import { hostFiles, runHost } from "../run-host.ts";
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
    const firstPort = given.number("first-port", 1024, 65_000, defaultFirstPort);
    const tell = (step: string) => terminal.tell(`panoh: ${step} …`);
    await buildWebApp(tell);
    if (!existsSync(dir)) await foundDemonstration({ dir, firstPort }, tell);
    // Listened for before anything says that it runs, so that a stop is never missed.
    const stopped = terminal.untilStopped();
    const stop = await runDemonstration(dir, terminal);
    await stopped;
    terminal.tell("panoh: stopping; everything is kept");
    await stop();
    return null;
  },
};

async function runDemonstration(dir: string, terminal: Terminal): Promise<() => Promise<void>> {
  const { firstPort, organisations } = JSON.parse(
    readFileSync(join(dir, demonstrationFile), "utf8"),
  ) as DemonstrationFile;
  const witnesses = await runDemonstrationWitnesses({ dir, firstPort });
  const hostUrl = `http://localhost:${firstPort}`;
  const marks = foundingMarks(readFounding(join(dir, hostFiles.founding)).founding);
  const leaflet = webApp({ connect: [], start: "public.html", marks });
  const running = await runHost({
    dir,
    port: firstPort,
    log: (line) => {
      if (line.status >= 500) terminal.tell(JSON.stringify(line));
    },
    failed: (kind) => terminal.tell(`panoh: the host failed: ${kind}`),
    extend: (app) => {
      app.get("*", (context) => leaflet(context.req.path) ?? context.notFound());
    },
  });
  const listeners: Listener[] = [];
  const lines: string[] = [];
  for (const { slug, offset, says } of demonstrationRoles) {
    const organisation = organisations.find((candidate) => candidate.slug === slug);
    if (organisation === undefined) throw new Error(`the data folder has no ${slug}`);
    const { name, role, passphrase, vaults } = organisation;
    const serve = webApp({
      connect: [hostUrl],
      start: "index.html",
      marks,
      extra: {
        "/places.json": JSON.stringify(places.places),
        "/demo/vaults.json": JSON.stringify([{ id: slug, name, role }]),
        [`/demo/vaults/${slug}`]: readFileSync(join(dir, vaults[0] ?? ""), "utf8"),
      },
    });
    const app = new Hono();
    app.get("*", (context) => serve(context.req.path) ?? context.notFound());
    listeners.push(await listen(app, firstPort + offset));
    lines.push(
      `  http://localhost:${firstPort + offset}   ${name["en"]}, ${says}`,
      `                          passphrase: ${passphrase}`,
    );
  }
  const said = [
    "",
    "Panoh demonstration. An invented country: the people in it are teapots. Never enter a real person.",
    "Waits are zero and both witnesses run on this machine; a real country has neither.",
    "",
    `  ${hostUrl}   public page and log`,
    "",
    ...lines,
    "",
    `Everything is kept in ${dir}. Stop with Ctrl-C.`,
    "",
  ];
  for (const line of said) terminal.say(line);
  return async () => {
    for (const listener of listeners) await listener.close();
    await running.close();
    await witnesses.close();
  };
}
