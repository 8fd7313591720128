// Puts a function from requests to responses behind a port, and takes it down again without cutting anybody off. Whoever is silent for
// long, asks several things at once on one connection, or holds most of the connections when there are too many, is cut off (LG9).
import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { addressGroup } from "./caller.ts";
import { Limits, type Pool, type Slot } from "./limits.ts";

export interface Listener {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** How long is waited for the head of a request, for the next bytes of its body, and for a reader of an answer who takes none. */
interface Silences {
  readonly asking: number;
  /** Longer: what lies between us and a slow line may hold minutes of it before it takes more. */
  readonly reading: number;
}

const usualSilences: Silences = { asking: 30_000, reading: 600_000 };

export interface ListenOptions {
  readonly connections?: Pool;
  readonly silences?: Silences;
}

/** Listens on a port (0 for any free one). Rejects when the port is taken. */
export function listen(
  app: Hono,
  port: number,
  hostname = "127.0.0.1",
  { connections = new Limits(Date.now).connections, silences = usualSilences }: ListenOptions = {},
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const options = { headersTimeout: silences.asking, connectionsCheckingInterval: Math.min(5_000, silences.asking) };
    const server = serve({ fetch: app.fetch, port, hostname, createServer, serverOptions: options }, (address) => {
      server.off("error", reject);
      resolve({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ("closeIdleConnections" in server) server.closeIdleConnections();
            const force = setTimeout(() => {
              if ("closeAllConnections" in server) server.closeAllConnections();
            }, 1_000);
            force.unref();
          }),
      });
    }) as Server;
    guard(server, connections, silences);
    server.once("error", reject);
  });
}

function guard(server: Server, connections: Pool, { asking, reading }: Silences): void {
  const places = new WeakMap<Socket, Slot>();
  const answering = new WeakMap<Socket, number>();
  const turn = new Turn();
  server.setTimeout(asking);
  server.on("connection", (socket: Socket) => {
    const place = connections.enter(addressGroup(socket.remoteAddress ?? ""), 1, () => socket.destroy());
    if (place === null) return void socket.destroy();
    places.set(socket, place);
    socket.once("close", () => place.leave());
  });
  const [answer, ...others] = server.listeners("request");
  if (answer === undefined || others.length > 0) throw new Error("not a server with one listener");
  server.removeAllListeners("request").on("request", (request, response) => {
    const { socket } = request;
    // A client may have the end of an answer before this side knows that it is sent; further ahead no browser and no proxy asks. Whoever does
    // could have a thousand requests worked on between two turns.
    const unanswered = answering.get(socket) ?? 0;
    if (unanswered > 1) return void socket.destroy();
    answering.set(socket, unanswered + 1);
    response.once("close", () => answering.set(socket, (answering.get(socket) ?? 1) - 1));
    places.get(socket)?.moved();
    if (request.method === "GET") socket.setTimeout(reading);
    turn.run(() => void answer(request, response));
  });
}

/** How many requests are begun in one turn of the event loop, which lets in one new connection. */
const turnRequests = 4;

/** Does one thing after another; when there is much to do, the event loop turns in between. */
class Turn {
  readonly #waiting: (() => void)[] = [];
  #left = turnRequests;

  run(work: () => void): void {
    if (this.#left === turnRequests) setImmediate(() => this.#next());
    this.#left -= 1;
    if (this.#left < 0) this.#waiting.push(work);
    else work();
  }

  #next(): void {
    this.#left = turnRequests;
    for (const work of this.#waiting.splice(0, turnRequests)) this.run(work);
  }
}
