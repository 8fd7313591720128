// What only this machine may ask of a program: its status and its numbers, each on a port of its own. Whoever listens sees to loopback.
import { Hono } from "hono";

/** How this machine calls itself: a page of another name could let that name lead here, and read what it may not. */
const ownNames = ["127.0.0.1", "localhost", "[::1]"];
/** What a web server adds that passes a stranger's request on, under this machine's own name. */
const marksOfProxies = ["x-forwarded-for", "x-real-ip", "forwarded", "via"];

/** An app that answers nobody but this machine; `onFailure` gets what an answer failed of. */
export function ownMachineApp(onFailure: (error: unknown) => void): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const isOwn = ownNames.includes(new URL(context.req.url).hostname);
    const isPassedOn = marksOfProxies.some((name) => context.req.header(name) !== undefined);
    if (!isOwn || isPassedOn) return new Response(null, { status: 403 });
    return next();
  });
  app.onError((error) => {
    onFailure(error);
    return new Response(null, { status: 500 });
  });
  return app;
}
