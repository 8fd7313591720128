// Reads a spreadsheet away from the command: a file that is made to hurt ends this worker and nothing else.
import { parentPort, workerData } from "node:worker_threads";
import { readXlsx } from "../tables/xlsx.ts";

parentPort?.postMessage(readXlsx(workerData as Uint8Array));
