// `panoh doctor` on a disk without any room left: it says so, and looks at all the rest. Arguments: the folder of a device or a host that is copied there.
// Run: node bin/panoh.js --run test/faults/doctor-full-disk.ts FOLDER
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPanoh } from "../support/run-panoh.ts";
import { leaveFree, onSmallDisk } from "./small-disk.ts";

export interface SaidOnFullDisk {
  readonly exit: number;
  readonly lines: readonly { readonly about: string; readonly is: string; readonly says: string }[];
}

/** What the doctor says of a copy of this folder on a full disk of so many megabytes. */
export function doctorOnFullDisk(folder: string, megabytes = 6): SaidOnFullDisk {
  return JSON.parse(onSmallDisk(megabytes, fileURLToPath(import.meta.url), ["inside", folder])) as SaidOnFullDisk;
}

const [first = "", second, third = ""] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const said = second === "inside" ? await playOn(first, third) : doctorOnFullDisk(first);
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

async function playOn(place: string, folder: string): Promise<SaidOnFullDisk> {
  const copy = join(place, "copy");
  cpSync(folder, copy, { recursive: true });
  leaveFree(place, 0);
  const { exit, out } = await runPanoh(["doctor", copy, "--json"]);
  return { exit, lines: JSON.parse(out[0] ?? "").lines };
}
