// Which files of words each part of the program needs (src/words): the first screen its own alone, every open device those about itself, then what its role
// shows. A test follows the imports of each part and finds every key that it names in these files.
import { reportParts } from "../reports/text/report-words.ts";
import type { WordPart } from "../words/message-key.ts";
import type { KeptPart } from "./kept-parts.ts";

export const wordParts = {
  first: ["first"],
  open: ["device"],
  // The forms that are filled in before there is a case; every other form is drawn at a desk alone.
  officer: ["officer", "case", "ask"],
  // The desk turns the screen to the person with the officer's pages.
  desk: ["desk", "case", "officer", "ask", "forms", "numbers", "count"],
  record: ["record", "codes", "count", "verdict"],
  lessons: ["lessons"],
  report: reportParts,
  // In the person's language, which is often not the reader's.
  "own-file": ["own-file"],
} as const satisfies Readonly<
  Record<"first" | "open" | "lessons" | "report" | "own-file" | KeptPart, readonly WordPart[]>
>;
