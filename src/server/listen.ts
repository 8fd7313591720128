// Puts a function from requests to responses behind a port, and takes it down again without cutting anybody off.
import { serve } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listener {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on a port (0 for any free one). Rejects when the port is taken. */
export function listen(app: Hono, port: number, hostname = "127.0.0.1"): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (address) => {
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
    });
    server.once("error", reject);
  });
}
