// All routes of a host on one page. Reads are static resources that anyone may mirror (LG2); there are no cookies and no sessions, so
// every origin may read and post. Log lines say route, status and duration, and nothing about anybody.

import type { Context } from "hono";
import { Hono } from "hono";
import type { ProblemCode } from "../core/problem.ts";
import { Problem, problems } from "../core/problem.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { routes } from "../protocol/routes.ts";
import { encodeSubmissionAnswer, maxSubmissionBytes, parseSubmission } from "../protocol/submission.ts";
import { encodeTokens } from "../protocol/token-request.ts";
import { readBody } from "./bounded-body.ts";
import type { Host } from "./host.ts";
import type { ServedLog } from "./static-log.ts";
import { servePack, serveTile } from "./static-log.ts";

/** One line of the host's log. */
export interface LogLine {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What an app tells to whom, and its clock. */
export interface AppSurroundings {
  readonly log: (line: LogLine) => void;
  readonly clock: () => number;
  /** Told of errors that are not the client's. */
  readonly onFailure?: (error: unknown) => void;
}

export interface AppParts extends AppSurroundings {
  readonly host: Host;
}

/** The host as a function from requests to responses. */
export function hostApp({ host, ...surroundings }: AppParts): Hono {
  const app = readingApp(host, surroundings);
  app.get(routes.challenge, (context) => plain(context, `${host.challenge()}\n`, "no-store"));
  app.get(routes.health, (context) => health(context, host.accepts, host.head.size));
  app.post(routes.tokens, async (context) => {
    const note = decodeUtf8(await readBody(context.req.raw, 8_192));
    if (note === null) throw new Problem("malformed-request");
    return json(encodeTokens(await host.drawTokens(note)));
  });
  app.post(routes.submit, async (context) => {
    const items = parseSubmission(await readBody(context.req.raw, maxSubmissionBytes));
    if (items === null) throw new Problem("malformed-request");
    return json(encodeSubmissionAnswer(await Promise.all(items.map((item) => host.submit(item)))));
  });
  app.post(routes.head, async (context) => {
    const note = decodeUtf8(await readBody(context.req.raw, 16_384));
    const memory = note === null ? null : await host.showHead(note);
    if (memory === null) throw new Problem("bad-signature");
    return memory.is === "held" ? context.body(null, 204) : refuse(context, "host-stopping");
  });
  return app;
}

/** What a host and a mirror have in common: the log's static resources, problems, log lines. */
export function readingApp(served: ServedLog, { log, clock, onFailure }: AppSurroundings): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    const start = clock();
    await next();
    const known = Object.values(routes).find((route) => matches(route, context.req.path));
    log({
      route: known ?? "other",
      method: context.req.method,
      status: context.res.status,
      milliseconds: clock() - start,
    });
    context.res.headers.set("access-control-allow-origin", "*");
    context.res.headers.set("x-content-type-options", "nosniff");
  });

  app.get(routes.founding, (context) => plain(context, served.founding.note, "no-cache"));
  app.get(routes.checkpoint, async (context) => {
    const head = await served.store.publishedHead();
    return head === null ? refuse(context, "not-found") : plain(context, head.note, "no-cache");
  });
  app.get(routes.tile, (context) => serveTile(served, context.req.path));
  app.get(routes.pack, (context) => servePack(served, context.req.path, context.req.header("range") ?? null));
  app.options("*", (context) => {
    context.header("access-control-allow-methods", "GET, POST");
    context.header("access-control-allow-headers", "content-type, range");
    context.header("access-control-max-age", "86400");
    return context.body(null, 204);
  });
  app.notFound((context) => refuse(context, "not-found"));
  app.onError((error, context) => {
    if (error instanceof Problem) return refuse(context, error.code);
    onFailure?.(error);
    return refuse(context, "host-failed");
  });
  return app;
}

/** A problem as RFC 9457 has it. */
function refuse(_context: Context, code: ProblemCode): Response {
  const [status, detail] = problems[code];
  return new Response(JSON.stringify({ type: `urn:panoh:problem:${code}`, title: code, status, detail }), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

/** Whether submissions are taken (200) or not (503), and the size of the log. */
export function health(context: Context, ok: boolean, size: number): Response {
  return context.json({ ok, size }, ok ? 200 : 503, { "cache-control": "no-store" });
}

function plain(context: Context, text: string, cache: string): Response {
  return context.body(text, 200, { "content-type": "text/plain; charset=utf-8", "cache-control": cache });
}

function json(text: string): Response {
  return new Response(text, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

function matches(route: string, path: string): boolean {
  return route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : path === route;
}
