// Reads a spreadsheet away from the page: a file that is made to hurt ends this worker and nothing else (RC12). It keeps nothing.
import { readXlsx } from "../tables/xlsx.ts";

addEventListener("message", (event: MessageEvent<Uint8Array>) => postMessage(readXlsx(event.data)));
