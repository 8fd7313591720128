// The demonstration while it runs: its host, two witnesses, the page from which every role opens, the public pages and one app for each role. Words of roles are
// served here, so each port answers pages of this computer alone (EN8c).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { publicPhones } from "../core/phones.ts";
import { loopbackOnly } from "../operate/app/loopback.ts";
import { filesApp, webApp } from "../operate/app/web-app.ts";
import { readFounding } from "../operate/files/given-files.ts";
import { hostFiles } from "../operate/open-host-store.ts";
import { openTogether, type Together } from "../operate/open-together.ts";
import type { RunningHost } from "../operate/run-host.ts";
import { foundingMarks } from "../protocol/founding-marks.ts";
import { listen } from "../server/listen.ts";
import type { DemonstrationFile } from "./found-demonstration.ts";
import places from "./places.json" with { type: "json" };
import { demonstrationRoles } from "./roles.ts";
import { runWitnessedHost } from "./witnessed-host.ts";

/** Starts all of it. `inform` gets a line about what failed. */
export function runDemonstration(
  dir: string,
  { firstPort, organisations }: DemonstrationFile,
  inform: (line: string) => void,
): Promise<Together<object>> {
  return openTogether(async (closing) => {
    const marks = foundingMarks(readFounding(join(dir, hostFiles.founding)).founding);
    // A country that an older program founded has fewer of them.
    const roles = demonstrationRoles.flatMap(({ slug, offset }) => {
      const organisation = organisations.find((candidate) => candidate.slug === slug);
      return organisation === undefined ? [] : [{ ...organisation, port: firstPort + offset }];
    });
    const rolesOnPage = roles.map(({ slug, name, port, passphrase: words }) => ({
      slug,
      name,
      address: localUrl(port),
      words,
    }));
    let running: RunningHost | null = null;
    const phones = () =>
      running === null ? [] : publicPhones(running.host.directory, running.host.tree.size, Date.now());
    const pages = webApp({ connect: [], start: "demonstration.html", marks, roles: rolesOnPage, phones });
    const host = await runWitnessedHost(
      { dir, firstPort },
      {
        log: (line) => {
          if (line.status >= 500) inform(JSON.stringify(line));
        },
        failed: (kind) => inform(`panoh: the host failed: ${kind}`),
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

export function localUrl(port: number): string {
  return `http://localhost:${port}`;
}
