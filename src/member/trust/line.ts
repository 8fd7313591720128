// The line of a device to its hosts: a network whose questions can be dropped. An answer may take hours, on a slow line or from a host that delays
// it, and a person with something more important to do does not wait for it.
import type { Network } from "./host-client.ts";

export class Line {
  readonly #network: Network;
  readonly #waiting = new Set<() => void>();
  #dropping = 0;

  constructor(network: Network) {
    this.#network = network;
  }

  readonly network: Network = (url, request) =>
    new Promise((resolve, reject) => {
      if (this.#dropping > 0) return resolve(null);
      const drop = () => resolve(null);
      this.#waiting.add(drop);
      this.#network(url, request)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(drop));
    });

  /** Nobody is reached any more until this is done: neither by what was asked before nor by what is asked meanwhile. */
  async dropUntil(done: Promise<unknown>): Promise<void> {
    this.#dropping += 1;
    for (const drop of this.#waiting) drop();
    await done.catch(() => undefined);
    this.#dropping -= 1;
  }
}
