// `panoh start`: the demonstration. Founds an invented country when there is none, then runs its host, two witnesses, the public page and
// one app for each role until it is stopped. What was entered survives the stop.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Hono } from "hono";
import { listen } from "../../server/listen.ts";
import type { Listener } from "../../server/listen.ts";
import { demonstrationFile, fixedPorts, foundDemonstration } from "../demonstration/found-demonstration.ts";
import type { DemonstrationFile } from "../demonstration/found-demonstration.ts";
import { runDemonstrationWitnesses } from "../demonstration/demonstration-witnesses.ts";
import { demonstrationRoles } from "../demonstration/roles.ts";
import places from "../demonstration/places.json" with { type: "json" };
import { runHost } from "../run-host.ts";
import { buildWebApp, webApp } from "../web-app.ts";

const defaultFolder = "panoh-data";

export const help = `panoh start [--dir FOLDER]

Runs the demonstration: an invented country on this machine, for looking and learning.
Never enter a real person. Everything is kept in FOLDER (default: ${defaultFolder}).
Stop it with Ctrl-C; start it again and everything is still there.
`;

/** Runs the command until it is interrupted; the exit code. */
export async function start(args: readonly string[]): Promise<number> {
  const at = args.indexOf("--dir");
  const dir = resolve(at >= 0 ? (args[at + 1] ?? defaultFolder) : defaultFolder);
  const tell = (step: string) => process.stderr.write(`panoh: ${step} …\n`);
  await buildWebApp(tell);
  const place = { dir, ...fixedPorts };
  if (!existsSync(dir)) await foundDemonstration(place, tell);
  const stop = await runDemonstration(place);
  await new Promise<void>((done) => {
    process.once("SIGINT", done);
    process.once("SIGTERM", done);
  });
  process.stderr.write("\npanoh: stopping; everything is kept\n");
  await stop();
  return 0;
}

async function runDemonstration(place: { readonly dir: string } & typeof fixedPorts): Promise<() => Promise<void>> {
  const { organisations } = JSON.parse(readFileSync(join(place.dir, demonstrationFile), "utf8")) as DemonstrationFile;
  const witnesses = await runDemonstrationWitnesses(place);
  const hostUrl = `http://localhost:${place.hostPort}`;
  const leaflet = webApp({ connect: [], start: "public.html" });
  const running = await runHost({
    dir: place.dir,
    port: place.hostPort,
    log: (line) => {
      if (line.status >= 500) process.stderr.write(`${JSON.stringify(line)}\n`);
    },
    extend: (app) => {
      app.get("*", (context) => leaflet(context.req.path) ?? context.notFound());
    },
  });
  const listeners: Listener[] = [];
  const lines: string[] = [];
  for (const { slug, port, says } of demonstrationRoles) {
    const organisation = organisations.find((candidate) => candidate.slug === slug);
    if (organisation === undefined) throw new Error(`the data folder has no ${slug}`);
    const { name, role, passphrase, vaults } = organisation;
    const serve = webApp({
      connect: [hostUrl],
      start: "index.html",
      extra: {
        "/places.json": JSON.stringify(places.places),
        "/demo/vaults.json": JSON.stringify([{ id: slug, name, role }]),
        [`/demo/vaults/${slug}`]: readFileSync(join(place.dir, vaults[0] ?? ""), "utf8"),
      },
    });
    const app = new Hono();
    app.get("*", (context) => serve(context.req.path) ?? context.notFound());
    listeners.push(await listen(app, port));
    lines.push(`  http://localhost:${port}   ${name["en"]}, ${says}\n                          passphrase: ${passphrase}`);
  }
  process.stdout.write(`
Panoh demonstration. An invented country: the people in it are teapots. Never enter a real person.
Waits are zero and both witnesses run on this machine; a real country has neither.

  ${hostUrl}   public page and log

${lines.join("\n")}

Everything is kept in ${place.dir}. Stop with Ctrl-C.
`);
  return async () => {
    for (const listener of listeners) await listener.close();
    await running.close();
    await witnesses.close();
  };
}
