// The platform of the engine in a browser: its store, network and clock. Where page and service worker get the same device.

import type { Fetch } from "../member/fetch-network.ts";
import { networkOver } from "../member/fetch-network.ts";
import type { Network } from "../member/host-client.ts";
import type { MemberStore } from "../member/store.ts";
import { openIndexedDbMemberStore } from "./indexeddb-member-store.ts";

const answerMilliseconds = 60_000;

/** The one store of this device. */
export function openDeviceStore(): Promise<MemberStore> {
  return openIndexedDbMemberStore("panoh");
}

/** The network of the browser. A slow link gets a minute for an answer. */
export function deviceNetwork(): Network {
  const fetchHere = (url: string, request: RequestInit) => fetch(url, request);
  return networkOver(fetchHere as unknown as Fetch, () => AbortSignal.timeout(answerMilliseconds));
}
