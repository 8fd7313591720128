// The platform of the engine in a browser: its store, network and clock. Where page and service worker get the same device.

import type { MemberStore } from "../member/store/store.ts";
import { networkOver } from "../member/trust/fetch-network.ts";
import type { Network } from "../member/trust/host-client.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";
import { openIndexedDbMemberStore } from "./indexeddb-member-store.ts";

const leavingMilliseconds = 500;

/** The program's one clock, in milliseconds since 1970 (EN7). */
export const clock = (): number => Date.now();

/** The one store of this device. */
export function openDeviceStore(): Promise<MemberStore> {
  return openIndexedDbMemberStore("panoh");
}

/**
 * Resolves once this window alone works on the device's store, and keeps it so until the window is closed: two engines would each hold what the
 * other one changed. Says when another window keeps it; a window that is just being left is waited for in silence.
 */
export function holdDevice(onElsewhere: () => void): Promise<void> {
  if (navigator.locks === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const waits = setTimeout(onElsewhere, leavingMilliseconds);
    const hold = () => {
      clearTimeout(waits);
      resolve();
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request("panoh", hold).catch(reject);
  });
}

/** The network of the browser. */
export function deviceNetwork(): Network {
  const fetchHere = (url: string, request: RequestInit) => fetch(url, request);
  return networkOver(fetchHere as Fetch);
}
