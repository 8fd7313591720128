// A spreadsheet that somebody chose, read in a worker of its own (RC12).
import type { XlsxRead } from "../../../tables/xlsx.ts";
import { tableWorkerUrl, trustedScript } from "../../trusted-script.ts";

/** The table of the first sheet that is shown, or why there is none. A worker that ends for want of memory read too large a file. */
export function readSpreadsheetInWorker(bytes: Uint8Array): Promise<XlsxRead> {
  return new Promise((resolve) => {
    const worker = new Worker(trustedScript(tableWorkerUrl));
    const answer = (read: XlsxRead) => {
      worker.terminate();
      resolve(read);
    };
    worker.onmessage = (event: MessageEvent<XlsxRead>) => answer(event.data);
    worker.onerror = () => answer({ refusal: "too-large" });
    worker.postMessage(bytes);
  });
}
