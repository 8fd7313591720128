// The figures of the house, counted of the source as it stands: one line each; with -v also where each part of a figure is.
// Run: node bin/panoh.js --run bench/house.ts [-v]
import { houseFigures, sourcesOfHouse } from "../test/architecture/house.ts";

for (const { name, value, parts } of houseFigures(sourcesOfHouse())) {
  console.log(`${String(value).padStart(7)}  ${name}`);
  if (process.argv.includes("-v")) for (const part of parts) console.log(`           ${part}`);
}
