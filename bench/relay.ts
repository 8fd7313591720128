// A slow link between a browser and a server on this machine: bytes pass at a given rate each way, each a given time after it was sent. A relay, since
// the browser's own throttle does not reach service workers.
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export interface Link {
  readonly kilobitsPerSecond: number;
  readonly roundTripMilliseconds: number;
}

export interface Relay {
  readonly port: number;
  /** Bytes that came down since the last call. */
  takeCount(): number;
  close(): void;
}

/** Listens before `target`. All connections share the rate, as on one phone. */
export async function openRelay(target: number, link: Link): Promise<Relay> {
  let down = 0;
  const sockets = new Set<Socket>();
  const upWay = slowWay(link);
  const downWay = slowWay(link, (bytes) => {
    down += bytes;
  });
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay(true));
      socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    }
    // On a real link nothing can be asked before the connection was made, which takes one round trip.
    void carry(near, far, upWay, wait(link.roundTripMilliseconds));
    void carry(far, near, downWay, Promise.resolve());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the relay has no port");
  return {
    port: address.port,
    takeCount: () => {
      const count = down;
      down = 0;
      return count;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Resolves when these bytes left this end; they are delivered when they would be at the other one. */
type Way = (chunk: Uint8Array, deliver: () => void) => Promise<void>;

function slowWay(
  { kilobitsPerSecond, roundTripMilliseconds }: Link,
  count: (bytes: number) => void = () => undefined,
): Way {
  let freeAt = 0;
  return async (chunk, deliver) => {
    freeAt = Math.max(freeAt, performance.now()) + (chunk.length * 8) / kilobitsPerSecond;
    await wait(Math.max(0, freeAt - performance.now()));
    setTimeout(() => {
      count(chunk.length);
      deliver();
    }, roundTripMilliseconds / 2);
  };
}

// Each connection hands over one packet at a time, so that a large answer does not hold the link from the small ones beside it.
async function carry(from: Socket, to: Socket, way: Way, connected: Promise<unknown>): Promise<void> {
  const packetBytes = 1_460;
  await connected;
  try {
    for await (const chunk of from as AsyncIterable<Uint8Array>)
      for (let at = 0; at < chunk.length; at += packetBytes) {
        const packet = chunk.subarray(at, at + packetBytes);
        await way(packet, () => void to.write(packet));
      }
  } catch {
    // One side hung up: so does the other.
  }
  await way(new Uint8Array(0), () => void to.end());
}
