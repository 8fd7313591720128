// What is written from the files of src/words: the values that each key needs, where each file lies, and the table of languages. `npm run words` writes both;
// a test says when they are old.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compiledOf, languageDataOf, namesIn, partsOf, tagsOfFolders, wordsFolder } from "./files.ts";

const types: Readonly<Record<string, string>> = {
  plural: "number",
  plain: "number | string",
  date: "string",
  select: "string | boolean | number | undefined",
  value: '"value"',
};

/** The generated files by name. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return { "message-values.ts": messageValues(), "language-table.ts": languageTable(), "word-files.ts": wordFiles() };
}

function messageValues(): string {
  const rows = [...compiledOf("en")].flatMap(([key, { message }]) => {
    const values = valuesOf(message);
    return values === null ? [] : [`  ${JSON.stringify(key)}: ${values};`];
  });
  return `// The values of each message that has any, by its key, as the English files name them; "value" is words, a number or marked words.
// Written by \`npm run words\`; nobody edits it by hand.

export interface MessageValues {
${rows.join("\n")}
}
`;
}

function valuesOf(message: Parameters<typeof namesIn>[0]): string | null {
  const fields = [...namesIn(message)]
    .filter(([, kinds]) => !kinds.has("mark"))
    .map(([name, kinds]) => `${name}: ${typeOf(kinds)}`);
  return fields.length === 0 ? null : `{ ${fields.join("; ")} }`;
}

/** A number that counts may stand in the sentence too, and what a message asks for may be missing. */
function typeOf(kinds: ReadonlySet<string>): string {
  if (kinds.has("select") && kinds.has("value") && kinds.size === 2) return '"value"';
  const type = types[Object.keys(types).find((kind) => kinds.has(kind)) ?? ""] ?? "";
  return kinds.has("select") && !type.endsWith("undefined") ? `${type} | undefined` : type;
}

function languageTable(): string {
  const rows = tagsOfFolders().map((tag) => `  ${tag}: ${JSON.stringify(languageDataOf(tag))},`);
  return `// How each language writes: the \`language.json\` of each folder. Written by \`npm run words\`; nobody edits it by hand.

export const languageTable = {
${rows.join("\n")}
} as const;
`;
}

function wordFiles(): string {
  const rowsOf = (tag: string) =>
    partsOf(tag).map(
      (part) => `    ${JSON.stringify(part)}: () => import("./${tag}/${part}.json", { with: { type: "json" } }),`,
    );
  const rows = tagsOfFolders().map((tag) => `  ${tag}: {\n${rowsOf(tag).join("\n")}\n  },`);
  return `// Where the words of each language lie: in Node as translators write them, in the browser as the build has compiled them.
// Written by \`npm run words\`; nobody edits it by hand.
import type { LanguageTag } from "./languages.ts";
import type { Message } from "./message.ts";

type Load = () => Promise<{ readonly default: Readonly<Record<string, Message>> }>;

const files = {
${rows.join("\n")}
};

/** The English files as they are: the keys of all messages are theirs. */
export type EnglishFiles = (typeof files)["en"];

export const wordFiles: Readonly<Record<LanguageTag, Readonly<Record<keyof EnglishFiles, Load>>>> = files;
`;
}

export function writeGenerated(): void {
  for (const [name, text] of Object.entries(generatedFiles())) writeFileSync(join(wordsFolder, name), text);
}
