// How many envelopes a day of saves takes (FM10), in simulated time: at the full hours, with locks between them, and as it would be with an envelope a save. Counts do
// not differ by machine. Run it with: node bin/panoh.js --run bench/saves.ts [saves an hour] [hours]
import { envelopeSizes } from "../src/sealing/envelope-shape.ts";
import { playDayOfSaves } from "../test/support/day-of-saves.ts";

const savesAnHour = Number(process.argv[2] ?? 12);
const hours = Number(process.argv[3] ?? 9);
const organisations = 30;
const smallest = Math.min(...envelopeSizes.case.hybrid);

console.log(
  `${hours} hours with ${savesAnHour} saves each, six cases, three sets of readers; every tenth save is sealed at once; hybrid`,
);
console.log("\n                          envelopes   bound   KiB   MB a day for each reader of 30 such organisations");
for (const locks of [0, 2, hours]) {
  const day = await playDayOfSaves({ suite: "hybrid", hours, savesAnHour, locks });
  if (day.seen !== day.saves) throw new Error(`${day.saves - day.seen} saves were lost`);
  // The day ends with a lock.
  const bound = (hours + locks + 1) * day.readerSets + day.now;
  row(`locked ${locks} times and at the end`, day.envelopes, bound, day.bytes);
}
const saves = savesAnHour * hours;
row("an envelope a save", saves, saves, saves * smallest);

function row(name: string, envelopes: number, bound: number, bytes: number): void {
  const each = [String(envelopes).padStart(6), String(bound).padStart(9), (bytes / 1024).toFixed(0).padStart(8)];
  console.log(name.padEnd(28), ...each, ((bytes * organisations) / 1_000_000).toFixed(1).padStart(8));
}
