// The web program as it is shipped, except that the engine is the one in memory; served on loopback under the content security
// policy of the real host. For pictures and screen tests.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const project = fileURLToPath(new URL("../../", import.meta.url));
/** Where a site is built. Test files run side by side, so each has its own. */
const folderOf = (name: string) => join(project, ".cache/screens", name);

/** What the real host sends (src/cli/web-app.ts). */
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types panoh";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** Builds the program with the engine in memory. */
export async function buildSite(name = "site"): Promise<void> {
  await build({
    configFile: join(project, "vite.config.ts"),
    logLevel: "error",
    build: { outDir: folderOf(name) },
    plugins: [
      {
        name: "engine-in-memory",
        enforce: "pre",
        resolveId: (id) => (id === "./member-engine.ts" ? join(project, "test/screens/fake-engine.ts") : null),
      },
    ],
  });
}

export interface Site {
  readonly url: string;
  close(): void;
}

/** Serves what `buildSite` built. */
export async function serveSite(name = "site"): Promise<Site> {
  const folder = folderOf(name);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join(folder, path === "/" ? "index.html" : path);
    const type = types[extname(file)];
    const found = file.startsWith(folder) && type !== undefined && existsSync(file) && statSync(file).isFile();
    const headers = { "content-security-policy": policy, "content-type": found ? type : "text/plain" };
    response.writeHead(found ? 200 : 404, headers);
    response.end(found ? readFileSync(file) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
