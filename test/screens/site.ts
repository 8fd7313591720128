// The web program as it is shipped, except that the engine is the one in memory and that a test may change the language of an open page; served on
// loopback under the content security policy of the real host. For pictures and screen tests.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const project = fileURLToPath(new URL("../../", import.meta.url));
/** Where sites are built, each under the name of its sources. */
const sites = join(project, ".cache/screens/sites");
const sources = ["src", "test/screens", "vite.config.ts", "package-lock.json"];

/** What the real host sends (src/cli/web-app.ts). */
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types panoh";

/** Of files that have their hash in their name. As src/cli/web-app.ts says it. */
const keptForEver = "public, max-age=31536000, immutable";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/**
 * Builds the program with the engine in memory, unless these sources were built before, and gives its folder. Test files run side by side: each
 * builds aside, and the first that is ready gives all others their site.
 */
export async function buildSite(): Promise<string> {
  const folder = join(sites, nameOfSources());
  if (existsSync(folder)) return folder;
  mkdirSync(sites, { recursive: true });
  const aside = mkdtempSync(join(sites, "building-"));
  await build({
    configFile: join(project, "vite.config.ts"),
    logLevel: "error",
    build: { outDir: aside },
    plugins: [
      {
        name: "engine-in-memory",
        enforce: "pre",
        resolveId: (id) => {
          const fake = { "./open-engine.ts": "fake-engine.ts", "./new-device.ts": "fake-new-device.ts" }[id];
          return fake === undefined ? null : join(project, "test/screens", fake);
        },
      },
      {
        name: "language-at-hand",
        enforce: "pre",
        transform: (code, id) => (id === join(project, "src/web/main.tsx") ? `${code}\n${languageAtHand}` : null),
      },
    ],
  });
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  forgetOlderSites();
  return folder;
}

// Comes when it is called, so that no page is larger than it is shipped.
const languageAtHand = `Object.assign(globalThis, {
  speak: async (language) => (await import(${JSON.stringify(join(project, "test/screens/speak.ts"))})).speak(language),
});`;

/** A name that changes with any of the sources. */
function nameOfSources(): string {
  const hash = createHash("sha256");
  const files = sources.flatMap((source) => {
    const path = join(project, source);
    if (statSync(path).isFile()) return [path];
    const inside = readdirSync(path, { recursive: true, withFileTypes: true });
    return inside.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

/** Whoever tests now uses the newest; nothing that is a day old is used by anybody. */
function forgetOlderSites(): void {
  for (const name of readdirSync(sites)) {
    const folder = join(sites, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 86_400_000) rmSync(folder, { recursive: true, force: true });
  }
}

export interface Site {
  readonly url: string;
  close(): void;
}

/** Serves the program with the engine in memory. */
export async function serveSite(): Promise<Site> {
  const folder = await buildSite();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = join(folder, path === "/" ? "index.html" : path);
    const type = types[extname(file)];
    const found = file.startsWith(folder) && type !== undefined && existsSync(file) && statSync(file).isFile();
    const headers = {
      "content-security-policy": policy,
      "content-type": found ? type : "text/plain",
      "cache-control": path.startsWith("/assets/") ? keptForEver : "no-store",
    };
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
