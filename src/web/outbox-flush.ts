// Sends what waits in the outbox without any page open and without the passphrase: called by the service worker when the browser says that
// the network is back. Sealed bytes and tokens are all that it needs.
import { loadPublicLog } from "../member/member.ts";
import { deviceNetwork, openDeviceStore } from "./device.ts";

/** The tag under which the page asks the browser to wake the service worker. */
export const outboxTag = "panoh-outbox";

/** Sends; resolves to how many parcels still wait. Throws nothing for a network that is still away: they go on waiting. */
export async function flushOutbox(): Promise<number> {
  const store = await openDeviceStore();
  try {
    const log = await loadPublicLog({ store, network: deviceNetwork(), clock: Date.now });
    if (log === null) return 0;
    await log.outbox.flush(log.host);
    return log.outbox.waiting;
  } finally {
    await store.close();
  }
}
