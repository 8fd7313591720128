// Reads and verifies the open record away from the page, so that the way out of the page works while signatures are checked. It is started
// with the page and ends with it; it keeps nothing.

import { networkOver } from "../member/trust/fetch-network.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";
import type { Told } from "./public-record/public-view.ts";
import { readPublicRecord } from "./public-record/read-public-record.ts";

const tell = (told: Told) => postMessage(told);

const network = networkOver(fetch.bind(globalThis) as Fetch);

void readPublicRecord({
  url: location.origin,
  network,
  clock: Date.now,
  tell: (progress) => tell({ is: "progress", ...progress }),
}).then(tell, reportError);
