// The web program as it is shipped, except that its platform is that of the scenes (scene-platform.ts) and that a test may change the language of an open
// page; served on loopback under the content security policy of the real host, with the hosts of the scenes' countries. For pictures and screen tests.
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { defaultFirstPort, demonstrationRoles } from "../../src/demonstration/roles.ts";
import { rolesPageName, showRoles } from "../../src/operate/app/web-app.ts";
import { axeFile, axePath } from "./axe.ts";
import { type HostKeys, type OpenHost, openHost } from "./stores/host.ts";
import { passphrase, start } from "./stores/store-file.ts";

const project = fileURLToPath(new URL("../../", import.meta.url));
/** Where sites are built, each under the name of its sources. */
const sites = join(project, ".cache/screens/sites");
const sources = ["src", "test/screens", "test/support", "vite.config.ts", "package-lock.json"];

/** What the real host sends (src/operate/app/web-app.ts). */
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types panoh";

/** Of files that have their hash in their name. As src/operate/app/web-app.ts says it. */
const keptForEver = "public, max-age=31536000, immutable";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** What `panoh start` writes into the page of roles. */
const roles = demonstrationRoles.map(({ slug, offset }) => ({
  slug,
  name: { en: "Example Organisation" },
  address: `http://localhost:${defaultFirstPort + offset}`,
  words: passphrase,
}));

/**
 * Builds the program on the platform of the scenes and founds their countries, unless these sources were built before, and gives their folder. Test files run side by side: each
 * builds aside, and the first that is ready gives all others their site.
 */
export async function buildSite(): Promise<string> {
  const folder = join(sites, nameOfSources());
  if (existsSync(folder)) return folder;
  mkdirSync(sites, { recursive: true });
  const aside = mkdtempSync(join(sites, "building-"));
  const founded = foundStores(aside);
  await build({
    configFile: join(project, "vite.config.ts"),
    logLevel: "error",
    // What is founded meanwhile is in the same folder.
    build: { outDir: aside, emptyOutDir: false },
    plugins: [
      {
        name: "platform-of-scenes",
        enforce: "pre",
        resolveId: (id, importer = "") => {
          const replaced = replacements.find(([of, by]) => of.test(id) && importer.startsWith(join(project, by)));
          return replaced === undefined ? null : join(project, "test/screens", replaced[2]);
        },
      },
      {
        name: "language-at-hand",
        enforce: "pre",
        transform: (code, id) => (id === join(project, "src/web/main.tsx") ? `${code}\n${languageAtHand}` : null),
      },
    ],
  });
  copyFileSync(axeFile, join(aside, axePath));
  await founded;
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  forgetOlderSites();
  return folder;
}

/** What the program imports, where, and what it gets. */
const replacements = [
  [/^\.\/open-engine\.ts$/, "src/web/", "scene-engine.ts"],
  [/\/(platform|stretch)\.ts$/, "src/web/", "scene-platform.ts"],
  [/\/crypto\/ed25519\.ts$/, "src/", "remembered-signatures.ts"],
] as const;

/** In a process of its own: its chance is seeded. */
async function foundStores(folder: string): Promise<void> {
  const program = join(project, "test/screens/stores/found.ts");
  const founding = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, folder], {
    stdio: "inherit",
  });
  const code = await new Promise((resolve) => founding.once("close", resolve));
  if (code !== 0) throw new Error("the countries of the scenes were not founded");
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

/** Serves the program, the stores of the scenes and the hosts of their countries. */
export async function serveSite(): Promise<Site> {
  const folder = await buildSite();
  const hosts = new Hosts(join(folder, "hosts"));
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path.startsWith("/hosts/")) {
      const answer = await hosts.answer(path, request);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    const file = join(folder, path === "/" ? "index.html" : path);
    const type = path.startsWith("/demo/vaults/") ? "text/plain" : types[extname(file)];
    const found = file.startsWith(folder) && type !== undefined && existsSync(file) && statSync(file).isFile();
    const headers = {
      "content-security-policy": policy,
      "content-type": found ? type : "text/plain",
      "cache-control": path.startsWith("/assets/") ? keptForEver : "no-store",
    };
    response.writeHead(found ? 200 : 404, headers);
    if (found && rolesPageName.test(path.slice(1))) response.end(showRoles(readFileSync(file, "utf8"), roles));
    else response.end(found ? readFileSync(file) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
      void hosts.close();
    },
  };
}

/** Hosts of the countries, each on a copy of its file: POST /hosts/COUNTRY opens one, /hosts/COUNTRY/N/… is it. */
class Hosts {
  readonly #files: string;
  readonly #copies = mkdtempSync(join(tmpdir(), "panoh-hosts-"));
  readonly #open = new Map<string, OpenHost>();

  constructor(files: string) {
    this.#files = files;
  }

  async answer(path: string, request: IncomingMessage): Promise<Response> {
    const [, , country = "", number, ...rest] = path.split("/");
    if (number === undefined) return new Response(await this.#add(country));
    const body = await bytesOf(request);
    const own = `http://localhost/${rest.join("/")}`;
    const { range } = request.headers;
    const init = { method: request.method ?? "GET", headers: range === undefined ? {} : { range } };
    const app = this.#open.get(number)?.app;
    return app?.request(own, init.method === "GET" ? init : { ...init, body }) ?? new Response(null, { status: 404 });
  }

  async #add(country: string): Promise<string> {
    const number = randomUUID();
    const file = join(this.#copies, `${number}.sqlite`);
    copyFileSync(join(this.#files, `${country}.sqlite`), file);
    const keys = JSON.parse(readFileSync(join(this.#files, `${country}.json`), "utf8")) as HostKeys;
    this.#open.set(number, await openHost(keys, file, () => start));
    return number;
  }

  async close(): Promise<void> {
    for (const host of this.#open.values()) await host.close();
    rmSync(this.#copies, { recursive: true, force: true });
  }
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new Uint8Array(Buffer.concat(parts));
}
