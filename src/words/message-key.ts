// The keys of all messages and the files that hold them, as the English files have them: a sentence that is added there has its key at once.
import type { EnglishFiles } from "./word-files.ts";

/** The files of a language's folder. */
export type WordPart = keyof EnglishFiles;

export type MessageKey = { [P in WordPart]: keyof Awaited<ReturnType<EnglishFiles[P]>>["default"] }[WordPart];
