// A tap on the line: passes every byte between clients and a host on, and keeps both directions.

import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface RecordingProxy {
  readonly url: string;
  /** All that went over the line so far. */
  recorded(): Buffer;
  close(): Promise<void>;
}

export function recordingProxy(target: string): Promise<RecordingProxy> {
  const { hostname, port } = new URL(target);
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const host = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, host],
      [host, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
      from.pipe(to);
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        recorded: () => Buffer.concat(chunks),
        close: () => {
          for (const socket of sockets) socket.destroy();
          return new Promise((closed) => server.close(() => closed()));
        },
      });
    });
  });
}
