// All routes of a host on one page. Reads are static resources that anyone may mirror (LG2); there are no cookies and no sessions, so
// every origin may read and post. Log lines say route, status and duration, and nothing about anybody.

import { type Context, Hono } from "hono";
import { hostProblems, isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { mirrorRoutes, routes } from "../protocol/routes.ts";
import { encodeSubmissionAnswer, maxSubmissionBytes, parseSubmission } from "../protocol/submission.ts";
import { encodeTokens } from "../protocol/token-request.ts";
import { encodeVersions, protocolVersions, versionsHeader } from "../protocol/versions.ts";
import { callerOf, incomingOf } from "./caller.ts";
import type { Host } from "./host.ts";
import { type Limited, type Limits, limitedBy, onAllowance } from "./limits.ts";
import { byToken, noToken, receive, submitOne } from "./receiving.ts";
import { type ServedLog, servePack, serveTile } from "./static-log.ts";

/** One line of the host's log. */
export interface LogLine {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Where an app reports to, and its clock. */
export interface AppSurroundings {
  readonly log: (line: LogLine) => void;
  readonly clock: () => number;
  /** Gets errors that are not the client's. */
  readonly onFailure?: (error: unknown) => void;
  /** What is done at once, and for whom; with the usual figures when it is not given. */
  readonly limits?: Limits;
  /** Addresses of proxies that name the client in `x-forwarded-for`. */
  readonly trustedProxies?: readonly string[];
}

interface AppParts extends AppSurroundings {
  readonly host: Host;
  /** Hears what became of each item that was submitted, and nothing of whose it was. */
  readonly onSubmitted?: (result: "accepted" | ProblemCode<"host">) => void;
}

interface HealthPlaces {
  readonly needed: number;
  readonly named: number;
  readonly good: number;
}

/** The host as a function from requests to responses. */
export function hostApp({ host, onSubmitted = () => undefined, ...surroundings }: AppParts): Hono {
  const limited = limitedBy(surroundings);
  const app = readingApp(servedOf(host), { ...surroundings, ...limited });
  app.get(routes.challenge, (context) => plain(context, `${host.challenge()}\n`, "no-store"));
  app.get(routes.health, (context) => health(context, host.accepts, host.head.size, placesOf(host)));
  app.post(routes.tokens, async (context) => {
    const tokens = await receive(context, 8_192, limited, noToken, async (body) => {
      const note = decodeUtf8(body);
      if (note === null) throw new Problem("host", "malformed-request");
      return onAllowance(limited.limits, callerOf(context, limited.trustedProxies), 1, () => host.drawTokens(note));
    });
    return json(encodeTokens(tokens));
  });
  app.post(routes.submit, async (context) => {
    const byDevice = byToken((token) => host.store.tokenDevice(sha256(token)));
    const results = await receive(context, maxSubmissionBytes, limited, byDevice, async (body) => {
      const items = parseSubmission(body);
      if (items === null) throw new Problem("host", "malformed-request");
      const who = callerOf(context, limited.trustedProxies);
      return Promise.all(items.map((item) => submitOne(host, item, who, limited.limits)));
    }).catch((error: unknown) => {
      onSubmitted(isProblem(error, "host") ? error.code : "host-failed");
      throw error;
    });
    for (const result of results) onSubmitted("problem" in result ? result.problem : "accepted");
    return json(encodeSubmissionAnswer(results));
  });
  app.post(routes.head, async (context) => {
    const memory = await receive(context, 16_384, limited, noToken, (body) =>
      onAllowance(limited.limits, callerOf(context, limited.trustedProxies), 1, async () => {
        const note = decodeUtf8(body);
        const shown = note === null ? null : await host.showHead(note);
        if (shown === null) throw new Problem("host", "bad-signature");
        return shown;
      }),
    );
    return memory.is === "held" ? context.body(null, 204) : refuse("host-stopping");
  });
  return app;
}

/** What may be seen of a host's log: nothing that other machines are still to keep (SP1), since whoever fetched it might keep it for ever. */
function servedOf(host: Host): ServedLog {
  const { founding, store, rotten } = host;
  return {
    founding,
    store,
    rotten,
    get head() {
      return host.stored;
    },
    get tree() {
      return host.tree;
    },
  };
}

/** What a host and a mirror have in common: the log's static resources, problems, log lines. */
export function readingApp(
  served: ServedLog,
  { log, clock, onFailure, limits, trustedProxies }: AppSurroundings & Limited,
): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    const start = clock();
    const known = [...Object.values(routes), ...Object.values(mirrorRoutes)].find((route) =>
      matches(route, context.req.path),
    );
    // A path has one spelling (LG2): without a query, escapes or dots, as it came.
    const target = incomingOf(context)?.url ?? context.req.url.replace(/^[a-z]+:\/\/[^/]*/, "");
    if (known === undefined || target === context.req.path) await next();
    else context.res = refuse("not-found");
    log({
      route: known ?? "other",
      method: context.req.method,
      status: context.res.status,
      milliseconds: clock() - start,
    });
    context.res.headers.set("access-control-allow-origin", "*");
    context.res.headers.set("access-control-expose-headers", versionsHeader);
    context.res.headers.set(versionsHeader, encodeVersions(protocolVersions));
    context.res.headers.set("x-content-type-options", "nosniff");
  });

  app.get(routes.founding, (context) => plain(context, served.founding.note, "no-cache"));
  app.get(routes.checkpoint, async (context) => {
    await served.follow?.();
    const head = await served.store.publishedHead();
    // Another host went on in this store, and this one does not know it yet: it has no tiles of that head.
    if (head !== null && head.size > served.head.size) throw new Problem("host", "host-stopping");
    return head === null ? refuse("not-found") : plain(context, head.note, "no-cache");
  });
  app.get(routes.tile, (context) => serveTile(served, context.req.path));
  app.get(routes.pack, (context) =>
    servePack(served, {
      path: context.req.path,
      range: context.req.header("range") ?? null,
      wantsBody: context.req.method !== "HEAD",
      turns: limits.turns,
      enter: (cut) => {
        const socket = incomingOf(context)?.socket;
        const end = socket === undefined ? cut : () => void socket.destroy();
        const place = limits.answers.enter(callerOf(context, trustedProxies), 1, end);
        if (place === null) throw new Problem("host", "busy");
        return place;
      },
    }),
  );
  app.options("*", (context) => {
    context.header("access-control-allow-methods", "GET, POST");
    context.header("access-control-allow-headers", "content-type, range");
    context.header("access-control-max-age", "86400");
    return context.body(null, 204);
  });
  app.notFound(() => refuse("not-found"));
  app.onError((error) => {
    if (isProblem(error, "host")) return refuse(error.code);
    // A database that is away (ST5d): nothing is lacking here, so nobody is to say so, and whoever asks comes again.
    if (isProblem(error, "store", "busy")) return refuse("busy");
    onFailure?.(error);
    return refuse("host-failed");
  });
  return app;
}

/** A problem as RFC 9457 has it. */
function refuse(code: ProblemCode<"host">): Response {
  const [status, detail] = hostProblems[code];
  return new Response(JSON.stringify({ type: `urn:panoh:problem:${code}`, title: code, status, detail }), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(code === "busy" || code === "slow-down" ? { "retry-after": "5" } : {}),
    },
  });
}

/** Whether submissions are taken (200) or not (503), and the size of the log; of a host with second places how many there are. */
export function health(context: Context, ok: boolean, size: number, more: object = {}): Response {
  return context.json({ ok, size, ...more }, ok ? 200 : 503, { "cache-control": "no-store" });
}

/** How many other machines must have what is logged, how many are named, and how many of these said lately that they have it. */
function placesOf({ secondPlace, head }: Host): { readonly places?: HealthPlaces } {
  if (secondPlace === null) return {};
  const { needed, database, mirrors } = secondPlace.report;
  if (needed === 0) return {};
  const more = database ? 1 : 0;
  // What is under way now may be on its way there.
  const good = mirrors.filter(({ state, size }) => state === "good" && (size ?? 0) + mostUnderWay >= head.size);
  return { places: { needed, named: mirrors.length + more, good: good.length + more } };
}

/** Leaves that a place may lack that is well: those of the newest batches. */
const mostUnderWay = 1_024;

function plain(context: Context, text: string, cache: string): Response {
  return context.body(text, 200, { "content-type": "text/plain; charset=utf-8", "cache-control": cache });
}

function json(text: string): Response {
  return new Response(text, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

function matches(route: string, path: string): boolean {
  return route.endsWith("*") ? path.startsWith(route.slice(0, -1)) : path === route;
}
