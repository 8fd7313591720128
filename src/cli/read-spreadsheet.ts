// A spreadsheet, read in a worker with bounded memory (RC12).
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { XlsxRead } from "../tables/xlsx.ts";

/** Memory for a table at its bounds, with room. */
const heapMegabytes = 1024;

/** TypeScript in a clone, JavaScript where it was installed. */
const program = new URL(`./spreadsheet-worker${extname(import.meta.filename)}`, import.meta.url);

/** The table of the first sheet that is shown, or why there is none. */
export function readSpreadsheetInThread(bytes: Uint8Array): Promise<XlsxRead> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    worker.once("message", (result: XlsxRead) => {
      resolve(result);
      void worker.terminate();
    });
    worker.once("error", (error: Error & { readonly code?: string }) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve({ refusal: "too-large" }) : reject(error),
    );
    // After an answer this changes nothing.
    worker.once("exit", () => reject(new Error("the spreadsheet was not read")));
  });
}
