// The command about words:
//   npm run words                        writes what follows from the files of src/words, and from the forms of the library, says how far each language is, and how many texts stand under two keys
//   npm run words -- doubles             lists these keys
//   npm run words -- <tag>               also lists what the language lacks and what no native speaker has read
//   npm run words -- read <tag> <file>…  says that a native speaker has read these files: first, officer, …

import { doubles } from "./doubles.ts";
import { partsOf, tagsOfFolders, textsOf } from "./files.ts";
import { writeFormLibrary } from "./form-library.ts";
import { writeGenerated } from "./generated.ts";
import { markAsRead, partOf, stateOf } from "./read-marks.ts";

const [verb, ...rest] = process.argv.slice(2);
const tags = tagsOfFolders();

if (verb === "read") {
  const [tag = "", ...parts] = rest;
  if (!tags.includes(tag) || tag === "en" || parts.length === 0 || parts.some((part) => !partsOf(tag).includes(part))) {
    process.stderr.write(
      `words read <tag> <file>…: the languages are ${tags.join(", ")}; the files ${partsOf("en").join(", ")}\n`,
    );
    process.exit(2);
  }
  markAsRead(tag, parts);
}
writeGenerated();
writeFormLibrary();
for (const tag of verb === "read" ? rest.slice(0, 1) : tags) {
  const { lacking, unread } = stateOf(tag);
  const all = Object.keys(textsOf("en")).length;
  process.stdout.write(
    `${tag}: ${all} sentences, ${lacking.length} lacking, ${unread.length} that no native speaker has read\n`,
  );
  if (verb !== tag) continue;
  for (const key of lacking) process.stdout.write(`  lacking  ${partOf(key)}  ${key}\n`);
  for (const key of unread) process.stdout.write(`  unread   ${partOf(key)}  ${key}\n`);
}
const twice = doubles();
const needless = twice.reduce((sum, keys) => sum + keys.length - 1, 0);
process.stdout.write(`${needless} sentences say in every language what another one says, in ${twice.length} groups\n`);
if (verb === "doubles") for (const keys of twice) process.stdout.write(`  ${keys.join("  ")}\n`);
