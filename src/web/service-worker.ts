// Keeps the program itself on the device, so that it opens without a network, and sends the outbox when the browser wakes it. It
// answers for the built files alone: the log, packs and submissions always go to the network and are never kept here.
import { flushOutbox, outboxTag } from "./outbox-flush.ts";

/** Paths of the built files, and a name that changes with any of them. Put in by the build. */
declare const builtFiles: readonly string[];
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
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  addEventListener(kind: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(kind: "fetch", listener: (event: RequestEvent) => void): void;
  addEventListener(kind: "sync", listener: (event: SyncEvent) => void): void;
}

const worker = globalThis as unknown as WorkerScope;
const files: ReadonlySet<string> = new Set(builtFiles);
const cacheName = `panoh-${buildName}`;

worker.addEventListener("install", (event) => event.waitUntil(keepFiles()));
worker.addEventListener("activate", (event) => event.waitUntil(forgetOlderFiles()));

worker.addEventListener("fetch", (event) => {
  const path = builtPath(event.request);
  if (path !== null) event.respondWith(fromCache(path, event.request));
});

worker.addEventListener("sync", (event) => {
  if (event.tag === outboxTag) event.waitUntil(sendOutbox());
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(builtFiles.map((path) => new Request(path, { cache: "reload" })));
}

// An open window of an older build keeps its files: a new worker only takes over when the last one is closed.
async function forgetOlderFiles(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("panoh-") && name !== cacheName).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}

/** The path under which a request's file is kept; null when it is not one of the built files. */
function builtPath(request: Request): string | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.search !== "") return null;
  if (request.mode === "navigate" && url.pathname === "/") return "/";
  return files.has(url.pathname) ? url.pathname : null;
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  // What the bare address shows is the host's choice: the public page or the program. Without a network it is the program.
  if (path === "/") {
    return fetch(request).catch(async () => (await cache.match("/index.html")) ?? Response.error());
  }
  return (await cache.match(path)) ?? fetch(request);
}

// A rejection tells the browser to try again later.
async function sendOutbox(): Promise<void> {
  if ((await flushOutbox()) > 0) throw new Error("the outbox still waits");
}
