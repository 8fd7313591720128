// The npm tarball. Its packages are inside: installing it asks no registry but for the pinned Node, and none at all with `--omit=optional` on Node 24 or later.
import { mkdirSync } from "node:fs";
import { runTool } from "./run-tool.ts";

/** Packs the program's folder; gives the name of the file. npm writes the same time into every header. */
export function npmTarball(program: string, out: string): string {
  mkdirSync(out, { recursive: true });
  const printed = runTool(
    "npm",
    ["pack", "--ignore-scripts", "--json", "--loglevel=error", "--pack-destination", out],
    { cwd: program },
  );
  const [packed] = JSON.parse(printed) as readonly { readonly filename: string }[];
  if (packed === undefined) throw new Error("npm packed nothing");
  return packed.filename;
}
