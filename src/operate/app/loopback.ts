// The door before an app on a port of this computer: it answers only who asked for this computer by its own name, from a page of its own or
// from no page. Any page that a browser has open may ask a port here, and a foreign name that leads here makes the port that page's own origin
// (DNS rebinding).
import { Hono } from "hono";
import { type Listener, listen } from "../../server/listen.ts";

const ownNames = String.raw`(localhost|127\.0\.0\.1)(:\d{1,5})?`;
const ownHost = new RegExp(`^${ownNames}$`);
const ownOrigin = new RegExp(`^http://${ownNames}$`);

/** The app behind these checks. `others` are the pages of other ports of this computer: they may ask too, and the app says what they may read. */
export function loopbackOnly(app: Hono, others: "shut out" | "let in" = "shut out"): Hono {
  const door = new Hono();
  door.all("*", (context) => {
    const host = context.req.header("host") ?? "";
    const origin = context.req.header("origin") ?? `http://${host}`;
    if (!ownHost.test(host)) return context.text("This address is not this program's.", 421);
    if (origin !== `http://${host}` && !(others === "let in" && ownOrigin.test(origin)))
      return context.text("Other pages may not ask here.", 403);
    return app.fetch(context.req.raw, context.env);
  });
  return door;
}

/** Listens under both addresses that a browser tries for `localhost`: under one that is left out another user of this computer could show a page of their own. */
export async function listenHere(app: Hono, port: number): Promise<Listener> {
  const first = await listen(app, port);
  try {
    const second = await listen(app, first.port, "::1");
    const close = async () => void (await Promise.all([first.close(), second.close()]));
    return { port: first.port, close };
  } catch (error) {
    // A computer without IPv6 has no such address.
    if (isWithout(error)) return first;
    await first.close();
    throw error;
  }
}

function isWithout(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT");
}

/** True for an address over plain HTTP that leaves this machine. */
export function isOpenHttp(url: string): boolean {
  return url.startsWith("http://") && !(URL.canParse(url) && isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, "")));
}

/** True for a name of this computer. */
export function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}
