// Reads and verifies the open record away from the page, so that the way out of the page works while signatures are checked. It is started
// with the page and ends with it; it keeps nothing. Once the record is shown it makes a published report again, when it is asked for one.

import { countryRecordOf } from "../member/record/record-keeper.ts";
import { networkOver } from "../member/trust/fetch-network.ts";
import type { PublicLog } from "../member/trust/public-log.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";
import type { Told } from "./public-record/public-view.ts";
import { publishedReport, type ReportAsked } from "./public-record/published-report.ts";
import { readPublicRecord } from "./public-record/read-public-record.ts";

const tell = (told: Told) => postMessage(told);

let verified: PublicLog | null = null;

addEventListener("message", ({ data }: MessageEvent<ReportAsked>) => {
  const log = verified;
  const made = log === null ? null : publishedReport((size) => countryRecordOf(log, [], size), data);
  tell({ is: "report", asked: data, made });
});

const network = networkOver(fetch.bind(globalThis) as Fetch);

void readPublicRecord({
  url: location.origin,
  network,
  clock: Date.now,
  tell: (progress) => tell({ is: "progress", ...progress }),
  keep: (log) => {
    verified = log;
  },
}).then(tell, reportError);
