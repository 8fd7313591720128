// The platform of the engine in a browser: its store, network and clock. Where page and service worker get the same device.

import { Problem } from "../core/problem.ts";
import type { MemberStore } from "../member/store/store.ts";
import { networkOver } from "../member/trust/fetch-network.ts";
import type { Network } from "../member/trust/host-client.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";
import { deviceStore } from "./first-visit.ts";
import { openIndexedDbMemberStore } from "./indexeddb-member-store.ts";

const leavingMilliseconds = 500;

/** The program's one clock, in milliseconds since 1970 (EN7). */
export const clock = (): number => Date.now();

/** The one store of this device. */
export function openDeviceStore(): Promise<MemberStore> {
  return openIndexedDbMemberStore(deviceStore);
}

/**
 * Resolves once this window alone works on the device's store, and keeps it so until the window is closed: two engines would each hold what the
 * other one changed. Says when another window keeps it; a window that is just being left is waited for in silence.
 */
export function holdDevice(onElsewhere: () => void): Promise<void> {
  const waits = setTimeout(onElsewhere, leavingMilliseconds);
  const isHeld = navigator.locks === undefined ? holdByDatabase("panoh-window") : holdByLock("panoh");
  return isHeld.finally(() => clearTimeout(waits));
}

function holdByLock(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const hold = () => {
      resolve();
      return new Promise<never>(() => undefined);
    };
    navigator.locks.request(name, hold).catch(reject);
  });
}

/**
 * The same in a browser without locks. Nobody makes a newer version of a database that another window has open: whoever made the newest version, and keeps it
 * open, is alone. It ends with the window, however that ends.
 */
async function holdByDatabase(name: string): Promise<void> {
  for (;;) {
    const { database: looked } = await opened(indexedDB.open(name));
    const { version } = looked;
    looked.close();
    const { database, isMade } = await opened(indexedDB.open(name, version + 1));
    // Two windows that asked for the same version at once: the second one finds it made.
    if (isMade) {
      // Whoever listens is not closed by a browser that tidies its memory up.
      database.onversionchange = () => undefined;
      return;
    }
    database.close();
  }
}

function opened(request: IDBOpenDBRequest): Promise<{ readonly database: IDBDatabase; readonly isMade: boolean }> {
  return new Promise((resolve, reject) => {
    let isMade = false;
    request.onupgradeneeded = () => {
      isMade = true;
    };
    request.onerror = () => reject(new Problem("store", "failed", request.error));
    request.onsuccess = () => resolve({ database: request.result, isMade });
  });
}

/** The network of the browser. */
export function deviceNetwork(): Network {
  const fetchHere = (url: string, request: RequestInit) => fetch(url, request);
  return networkOver(fetchHere as Fetch);
}
