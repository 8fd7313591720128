// The files of words that the pages of the own organisation need, beside those of every open device.
import type { WordPart } from "../words/message-key.ts";

export const organisationWords = ["organisation", "case", "officer"] as const satisfies readonly WordPart[];
