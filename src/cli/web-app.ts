// Serves the built web app with the headers that keep it shut: only its own scripts, no third party, no inline anything, Trusted Types.
import { existsSync, readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CountryMark } from "../core/country-marks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = join(root, "dist", "web");

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

export interface WebAppParts {
  /** Where the app may send to besides its own address: host and mirrors. */
  readonly connect: readonly string[];
  /** What `/` shows: the app, or the public page. */
  readonly start: "index.html" | "public.html";
  /** What is not as in a real country: the public pages say it, without scripts too (LG5, DR6). */
  readonly marks?: readonly CountryMark[];
  /** Where the built app lies. */
  readonly folder?: string;
  /** Further resources of this deployment: place names, and in a demonstration its vaults. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** The app as a function from requests to responses; null for what it does not have. */
export function webApp({
  connect,
  start,
  marks = [],
  folder = built,
  extra = {},
}: WebAppParts): (path: string) => Response | null {
  const headers = securityHeaders(connect);
  return (path) => {
    const json = extra[path];
    if (json !== undefined)
      return new Response(json, {
        headers: { ...headers, "content-type": "application/json", "cache-control": "no-cache" },
      });
    const name = path === "/" ? start : nameIn(path);
    if (name === null) return null;
    const file = join(folder, name);
    const type = types[extname(name)];
    if (!file.startsWith(folder + sep) || type === undefined || !existsSync(file) || !statSync(file).isFile())
      return null;
    const cache = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    const body = type === types[".html"] ? showMarks(readFileSync(file, "utf8"), marks) : readFileSync(file);
    return new Response(body, { headers: { ...headers, "content-type": type, "cache-control": cache } });
  };
}

/** The name of a file in a path; null when its percent signs are not whole. */
function nameIn(path: string): string | null {
  try {
    return normalize(decodeURIComponent(path)).replace(/^[/\\]+/, "");
  } catch {
    return null;
  }
}

/** Builds the app unless the built one is as new as its sources. */
export async function buildWebApp(tell: (step: string) => void): Promise<void> {
  if (existsSync(join(built, "index.html")) && (await newest(built)) >= (await newest(join(root, "src")))) return;
  tell("Building the app (once)");
  const { build } = await import("vite");
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "error" });
}

/** Shows these of the sentences that a public page holds hidden (src/web/leaflet/page-frame.ts). */
function showMarks(html: string, marks: readonly CountryMark[]): string {
  return marks.reduce((page, mark) => page.replace(`id="mark-${mark}" hidden`, `id="mark-${mark}"`), html);
}

async function newest(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  return Math.max(...names.map((name) => statSync(join(folder, name)).mtimeMs));
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
