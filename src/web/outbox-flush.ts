// Sends what waits in the outbox without any page open and without the passphrase: called by the service worker when the browser says that
// the network is back. Sealed bytes and tokens are all that it needs.
import { type DeviceParts, loadPublicLog } from "../member/room.ts";
import { clock, deviceNetwork, openDeviceStore } from "./platform.ts";

/** The tag under which the page asks the browser to wake the service worker. */
export const outboxTag = "panoh-outbox";

/** Sends; resolves to how many parcels still wait. Throws nothing for a network that is still away: they go on waiting. */
export async function flushOutbox(): Promise<number> {
  const store = await openDeviceStore();
  try {
    return await sendWaiting({ store, network: deviceNetwork(), clock });
  } finally {
    await store.close();
  }
}

/**
 * The same for a store that is open already. It sends as the engine does: nothing after a fork (LG5), to the mirrors what is late, and it
 * says that something is late (LG6). Zero after a fork too, since nothing of it may go out any more.
 */
export async function sendWaiting(parts: Pick<DeviceParts, "store" | "network" | "clock">): Promise<number> {
  const log = await loadPublicLog(parts);
  if (log === null) return 0;
  await log.flush();
  return log.alarms.has("fork") ? 0 : log.outbox.waiting;
}
