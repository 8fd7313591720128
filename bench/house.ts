// The figures of the house, counted of the source as it stands: one line each; with -v also where each part of a figure is.
// Run: node bin/panoh.js --run bench/house.ts [-v]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { houseFigures } from "../test/architecture/house.ts";
import { root } from "../test/architecture/layers.ts";
import { projectFiles } from "../test/architecture/source-files.ts";

const sources = new Map(
  projectFiles()
    .filter((path) => /^((src|test|bench|deploy)\/.*\.(tsx?|css|json)|vite\.config\.ts)$/.test(path))
    .map((path) => [path, readFileSync(join(root, path), "utf8")]),
);
for (const { name, value, parts } of houseFigures(sources)) {
  console.log(`${String(value).padStart(7)}  ${name}`);
  if (process.argv.includes("-v")) for (const part of parts) console.log(`           ${part}`);
}
