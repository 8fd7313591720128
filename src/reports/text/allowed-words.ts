// What a field of the record may hold, in words: one way for screens and commands.
import type { FieldShape } from "../../core/registers/field.ts";
import { registerWord, wordOfCode } from "../../words/code-words.ts";
import type { Words } from "../../words/words.ts";

/** Of a file as it is spelt there, of a form as it is filled in. Without a shape the column is the key or the source of the row, or why it is withdrawn. */
export function allowedWords(
  words: Words,
  column: string,
  shape: FieldShape | null,
  where: "file" | "form" = "file",
): string {
  const isForm = where === "form";
  if (shape === null) return words.message(isForm ? "record.form.key" : "record.allowed.key");
  switch (shape.type) {
    case "line":
    case "text":
      return words.message(`record.allowed.${shape.type}`, { n: shape.max });
    case "lines":
      return words.message(isForm ? "record.form.lines" : "record.allowed.lines", { n: shape.max });
    case "code":
    case "codes": {
      const { language } = words;
      const codes = shape.codes.map(
        (code) => `${language.isolate(code)} (${language.isolate(wordOfCode(words, column, code))})`,
      );
      return words.message(`record.allowed.${shape.type}`, { list: language.commas(codes) });
    }
    case "key":
      return words.message("record.allowed.key-row", { register: registerWord(words, shape.register) });
    case "keys":
      return words.message("record.allowed.keys", { register: registerWord(words, shape.register) });
    case "date":
      return words.message(isForm ? "record.form.date" : "record.allowed.date");
    case "since":
      return words.message(isForm ? "record.form.date" : "record.allowed.since");
    case "count":
      return words.message(isForm ? "record.allowed.whole" : "record.allowed.count");
    case "countries":
      return words.message("record.allowed.country");
    case "uuid":
      return words.message("record.allowed.hash");
    default:
      return words.message(`record.allowed.${shape.type}`);
  }
}
