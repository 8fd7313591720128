// Reads and verifies the open record away from the page, so that the way out of the page works while signatures are checked. It is started
// with the page and ends with it; it keeps nothing. Once the record is shown it gives it as it stood at an earlier size, so that
// the page can make a published report again.

import { countryRecordOf } from "../member/record/record-keeper.ts";
import { networkOver } from "../member/trust/fetch-network.ts";
import type { PublicLog } from "../member/trust/public-log.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";
import type { RecordRead } from "../record/record-read.ts";
import type { WorkerMessage } from "./public-record/public-view.ts";
import { readPublicRecord } from "./public-record/read-public-record.ts";

const send = (message: WorkerMessage) => postMessage(message);

let verified: PublicLog | null = null;

addEventListener("message", ({ data: size }: MessageEvent<number>) => {
  const record = verified === null ? null : countryRecordOf(verified, [], size);
  send({ is: "record", size, record: record === null ? null : plainRecord(record) });
});

/** What a report is made of, as plain data. */
function plainRecord({ origin, trial, country, title, log, statements, organisationNames }: RecordRead): RecordRead {
  return { origin, trial, country, title, log, statements, organisationNames };
}

const network = networkOver(fetch.bind(globalThis) as Fetch);

void readPublicRecord({
  url: location.origin,
  network,
  clock: Date.now,
  onProgress: (progress) => send({ is: "progress", ...progress }),
  keep: (log) => {
    verified = log;
  },
}).then(send, reportError);
