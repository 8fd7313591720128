// Keeps the program itself on the device, so that it opens without a network, and sends the outbox when the browser wakes it. It
// answers for the files of the program alone: the log, packs and submissions always go to the network and are never kept here.

import { isPart, type KeptPart, markOf, takeOver } from "./kept-parts.ts";
import { flushOutbox, outboxTag } from "./outbox-flush.ts";

/** What is built, put in by the build (vite.config.ts): paths by part, hashes of the files whose names stay, and a name of the whole. */
declare const filesByPart: Readonly<Record<KeptPart | "first", readonly string[]>>;
declare const integrityByPath: Readonly<Record<string, string>>;
declare const buildName: string;

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LifeEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface SyncEvent extends LifeEvent {
  readonly tag: string;
}
interface MessageFromPage extends LifeEvent {
  readonly data: unknown;
}
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(kind: "fetch", listener: (event: RequestEvent) => void): void;
  addEventListener(kind: "sync", listener: (event: SyncEvent) => void): void;
  addEventListener(kind: "message", listener: (event: MessageFromPage) => void): void;
}

/** The worker itself: the types of pages, which this compiler project has, do not know it. */
declare const self: WorkerScope;
const program = "/index.html";
const files: ReadonlySet<string> = new Set(Object.values(filesByPart).flat());
const cacheName = `panoh-${buildName}`;
/** The leaflets bear telephone numbers as they are served, so there is no hash for them: the newest is shown, without a network the last that came. */
const leaflet = /^\/public(\.[a-z]{2})?\.html$/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlderFiles()));

self.addEventListener("fetch", (event) => {
  const path = builtPath(event.request);
  if (path !== null) event.respondWith(fromCache(path, event));
});

self.addEventListener("sync", (event) => {
  if (event.tag === outboxTag) event.waitUntil(sendOutbox());
});

self.addEventListener("message", (event) => {
  if (isPart(event.data)) event.waitUntil(keepPart(event.data));
  if (event.data === takeOver) event.waitUntil(self.skipWaiting());
});

// A newer version takes over only when it has all that the older one had for this device.
async function install(): Promise<void> {
  await keepFiles(filesByPart.first);
  await keepBareAddress();
  for (const part of Object.keys(filesByPart).filter(isPart))
    if ((await caches.match(markOf(part))) !== undefined) await keepPart(part);
}

async function keepPart(part: KeptPart): Promise<void> {
  const cache = await caches.open(cacheName);
  const mark = await (await cache.match(markOf(part)))?.text();
  if (mark === "whole") return;
  await cache.put(markOf(part), new Response("wanted"));
  await keepFiles(filesByPart[part]);
  await cache.put(markOf(part), new Response("whole"));
}

/** One after the other, so that the page has the rest of a slow link; what came stays when the link breaks. */
async function keepFiles(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const path of paths) if ((await cache.match(path)) === undefined) await cache.put(path, await findFile(path));
}

async function findFile(path: string): Promise<Response> {
  const integrity = integrityByPath[path];
  // A name with a hash in it means the same bytes for ever: an older version's copy is as good.
  const isSteady = integrity === undefined && !leaflet.test(path);
  const known = isSteady ? await caches.match(path) : undefined;
  const request = isSteady ? path : new Request(path, { cache: "no-cache", integrity: integrity ?? "" });
  const response = known ?? (await fetch(request));
  if (!response.ok) throw new Error("a file of this version is not there");
  return response;
}

// What the bare address shows is the host's choice: the public page or the program. Only the program is kept under it.
async function keepBareAddress(): Promise<void> {
  const request = new Request("/", { cache: "no-cache", integrity: integrityByPath[program] ?? "" });
  const response = await fetch(request).catch(() => null);
  if (response?.ok === true) await (await caches.open(cacheName)).put("/", response);
}

// An open window of an older build keeps its files: a new worker takes over when the last one is closed, or when somebody there says so.
async function forgetOlderFiles(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("panoh-") && name !== cacheName).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** The path under which a request's file is kept; null when it is not one of the program's files. */
function builtPath(request: Request): string | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.search !== "") return null;
  if (request.mode === "navigate" && url.pathname === "/") return "/";
  return files.has(url.pathname) ? url.pathname : null;
}

async function fromCache(path: string, event: RequestEvent): Promise<Response> {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const kept = await cache.match(path);
  if (kept !== undefined && !leaflet.test(path)) return kept;
  if (path === "/") return fetch(request).catch(async () => (await cache.match(program)) ?? Response.error());
  const response = await fetch(request).catch(() => kept ?? Response.error());
  // Used once, a file stays: the next time there may be no network. A full store is no reason not to show it. What has a name that stays may be of
  // a newer version by now: it is kept with its part, by its hash.
  if (response.ok && response !== kept && integrityByPath[path] === undefined)
    event.waitUntil(cache.put(path, response.clone()).catch(() => undefined));
  return response;
}

// After a rejection the browser tries again later.
async function sendOutbox(): Promise<void> {
  if ((await flushOutbox()) > 0) throw new Error("the outbox still waits");
}
