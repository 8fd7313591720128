// The files of words that a report is made of.
import type { WordPart } from "../../words/message-key.ts";

export const reportParts = ["report", "report-facts", "codes"] as const satisfies readonly WordPart[];
