// Serves the built web app with the headers that keep it shut: only its own scripts, no third party, no inline anything, Trusted Types. Files go
// out compressed, as they were packed at the build; what a deployment adds never does, since a demonstration's vaults are among it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import type { CountryMark } from "../../core/country-marks.ts";
import type { Ringable } from "../../core/phones.ts";
import { isLanguage, languages } from "../../words/languages.ts";
import { type Coding, codingsAccepted, compressFiles, compressNow, packedEnding } from "./content-coding.ts";
import { showPhones } from "./leaflet-phones.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Where the built app lies. */
export const builtApp: string = join(root, "dist", "web");
/** How the app is built: a clone has it. */
const config = join(root, "vite.config.ts");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

interface WebAppParts {
  /** Where the app may send to besides its own address: host and mirrors. */
  readonly connect: readonly string[];
  /** The page at `/`: the app, or the public page. */
  readonly start: "index.html" | "public.html" | "demonstration.html";
  /** Differences from a real country: the public pages say them, without scripts too (LG5, DR6). */
  readonly marks?: readonly CountryMark[];
  /** Whom one can play: the demonstration's first page names them. Where there are none, there is no such page (EN8). */
  readonly roles?: readonly RoleShown[];
  /** Whom to ring, for the public leaflet: as the directory says when it is asked for. */
  readonly phones?: () => readonly Ringable[];
  /** Where the built app lies. */
  readonly folder?: string;
  /** Further resources of this deployment: place names, and in a demonstration its vaults. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** A role of the demonstration as its first page shows it. */
interface RoleShown {
  readonly slug: string;
  readonly name: Readonly<Record<string, string>>;
  readonly address: string;
  readonly words: string;
}

/** Where the page asks which files of an archive are in the folder that a person chose (archive-routes.ts). */
export const archivePath = "/archive.json";
/** The answer where nobody chose one. */
const noFolder = JSON.stringify({ names: null });

export const rolesPageName = /^demonstration(\.[a-z]{2})?\.html$/;

/** The app as a function from a path and the headers of its request to responses; null for what it does not have. */
export function webApp({
  connect,
  start,
  marks = [],
  roles = [],
  phones = () => [],
  folder = builtApp,
  extra = {},
}: WebAppParts): (path: string, headers?: Headers) => Response | null {
  const headers = securityHeaders(connect);
  return (path, requestHeaders = new Headers()) => {
    const json = extra[path] ?? (path === archivePath ? noFolder : undefined);
    if (json !== undefined)
      return new Response(json, {
        headers: { ...headers, "content-type": "application/json", "cache-control": "no-cache" },
      });
    const name = path === "/" ? start : nameIn(path);
    if (name === null || (rolesPageName.test(name) && roles.length === 0)) return null;
    const file = join(folder, name);
    const type = types[extname(name)];
    if (!file.startsWith(folder + sep) || type === undefined || !existsSync(file) || !statSync(file).isFile())
      return null;
    const fill = rolesPageName.test(name) ? (html: string) => showRoles(html, roles) : ringingOn(name, phones);
    const isMarked = type === types[".html"] && marks.length > 0;
    const change = isMarked || fill !== null ? (html: string) => showMarks(fill?.(html) ?? html, marks) : null;
    const answer = fileSent(file, change, codingsAccepted(requestHeaders.get("accept-encoding")));
    const common = {
      ...headers,
      "content-type": type,
      vary: "accept-encoding",
      ...(answer.coding === null ? {} : { "content-encoding": answer.coding }),
    };
    if (name.startsWith("assets/"))
      return new Response(answer.body, {
        headers: { ...common, "cache-control": "public, max-age=31536000, immutable" },
      });
    // Asked for again at every visit: who has these very bytes already gets none.
    const etag = `"${createHash("sha256").update(answer.body).digest("hex").slice(0, 32)}"`;
    const isKnown = namesTag(requestHeaders.get("if-none-match") ?? "", etag);
    return new Response(isKnown ? null : answer.body, {
      status: isKnown ? 304 : 200,
      headers: { ...common, "cache-control": "no-cache", etag },
    });
  };
}

/** The built files and nothing else. */
export function filesApp(serve: (path: string, headers?: Headers) => Response | null): Hono {
  const files = new Hono();
  files.get("*", (context) => serve(context.req.path, context.req.raw.headers) ?? context.text("Not found.", 404));
  return files;
}

/** The bytes of a file in the best of these codings that there is; null stands for the file as it is. */
function fileSent(
  file: string,
  change: ((html: string) => string) | null,
  codings: readonly Coding[],
): { readonly coding: Coding | null; readonly body: Uint8Array<ArrayBuffer> } {
  if (change !== null) {
    const page = Buffer.from(change(readFileSync(file, "utf8")));
    const [coding] = codings;
    return coding === undefined ? { coding: null, body: page } : { coding, body: compressNow(page, coding) };
  }
  const coding = codings.find((one) => existsSync(file + packedEnding[one])) ?? null;
  return { coding, body: readFileSync(coding === null ? file : file + packedEnding[coding]) };
}

function namesTag(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** The name of a file in a path; null when its percent signs are not whole. */
function nameIn(path: string): string | null {
  try {
    return normalize(decodeURIComponent(path)).replace(/^[/\\]+/, "");
  } catch {
    return null;
  }
}

/** Builds the app, compressed copies included, unless the built one is as new as its sources. An installed program came with the app. */
export async function buildWebApp(onStep: (step: string) => void): Promise<void> {
  if (!existsSync(config)) return;
  const isNew = async () =>
    (await newest(builtApp)) >= Math.max(await newest(join(root, "src")), statSync(config).mtimeMs);
  if (existsSync(join(builtApp, `index.html${packedEnding.gzip}`)) && (await isNew())) return;
  onStep("Building the app (once)");
  // Aside, since another process may build or serve at the same time: nobody finds half of it.
  const aside = `${builtApp}-${process.pid}`;
  await buildAppInto(aside);
  exchange(aside, builtApp);
}

/** Builds the app into a folder, compressed copies included. */
export async function buildAppInto(folder: string): Promise<void> {
  const { build } = await import("vite");
  await build({ configFile: config, logLevel: "error", build: { outDir: folder } });
  await compressFiles(folder);
}

/** Puts a folder into the place of another. Whoever was quicker with the same files wins. */
function exchange(fresh: string, place: string): void {
  const old = `${fresh}-old`;
  for (const [from, to] of [
    [place, old],
    [fresh, place],
  ] as const) {
    try {
      renameSync(from, to);
    } catch (error) {
      if (!["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? ""))
        throw error;
    }
  }
  for (const folder of [old, fresh]) rmSync(folder, { recursive: true, force: true });
}

/** A function that writes telephone numbers into a leaflet; null for every other page, and when there are none. */
function ringingOn(name: string, phones: () => readonly Ringable[]): ((page: string) => string) | null {
  const [leaflet, language = "en"] = /^public(?:\.([a-z]{2}))?\.html$/.exec(name) ?? [];
  const entries = leaflet === undefined ? [] : phones();
  return entries.length === 0 ? null : (page) => showPhones(page, language, entries);
}

/** Shows these of the sentences that a public page holds hidden (src/web/leaflet/page-frame.ts). */
function showMarks(html: string, marks: readonly CountryMark[]): string {
  return marks.reduce((page, mark) => page.replace(`id="mark-${mark}" hidden`, `id="mark-${mark}"`), html);
}

/** Fills in what the page leaves open in double braces (src/web/roles/roles-page.ts). What it says of a role that is not played here is left out. */
export function showRoles(html: string, roles: readonly RoleShown[]): string {
  const tag = /<html lang="([a-z]+)"/.exec(html)?.[1] ?? "en";
  const page = html.replace(
    /\s*<(li|dl)>(?:(?!<\/\1>)[\s\S])*\{\{name:([a-z-]+)\}\}(?:(?!<\/\1>)[\s\S])*<\/\1>/g,
    (entry, _element, slug: string) => (roles.some((role) => role.slug === slug) ? entry : ""),
  );
  return page.replace(/\{\{(name|open|address|words):([a-z-]+)\}\}/g, (_, what: string, slug: string) => {
    const role = roles.find((candidate) => candidate.slug === slug);
    if (role === undefined) throw new Error(`the demonstration has no ${slug}`);
    const values: Readonly<Record<string, string | undefined>> = {
      name: languages[isLanguage(tag) ? tag : "en"].pick(role.name),
      open: `${role.address}/#demonstration`,
      address: role.address,
      words: role.words,
    };
    return (values[what] ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  });
}

/** When a file of a folder was changed last. One that another process exchanges meanwhile is as old as can be: then it is built once more. */
async function newest(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return Math.max(0, ...names.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function securityHeaders(connect: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${connect.join(" ")}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types panoh",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  };
}
