// What the packages are made of, as CycloneDX. npm writes it from the lockfile, with a number by chance and the time of day: here both follow from the sources.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesList } from "../../src/operate/look/installed-files.ts";
import { bundledPackages, type Manifest } from "./program-folder.ts";
import { runTool } from "./run-tool.ts";

interface Bill {
  serialNumber?: string;
  readonly metadata: { timestamp?: string; readonly component: { readonly "bom-ref": string; name: string } };
  components: readonly { readonly "bom-ref": string; readonly name: string }[];
  dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** Writes the bill of the program's folder; gives the name of the file. Each Node that the project pins is in it, and what the build of the app says is in its files. */
export function billOfMaterials(root: string, program: string, out: string, seconds: number): string {
  const manifest = JSON.parse(readFileSync(join(program, "package.json"), "utf8")) as Manifest;
  const bill = JSON.parse(
    runTool("npm", ["sbom", "--sbom-format=cyclonedx", "--omit=dev", "--package-lock-only", "--loglevel=error"], {
      cwd: root,
    }),
  ) as Bill;
  const top = bill.metadata.component["bom-ref"];
  // The manifest of the package names what the program asks for, and not what the app is bundled from.
  const bundled = bundledPackages(program);
  const packed = new Set([
    ...Object.keys(manifest.dependencies),
    ...Object.keys(manifest.optionalDependencies),
    ...bundled,
  ]);
  const nameOf = new Map(bill.components.map((one) => [one["bom-ref"], one.name]));
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  // The sources also need what builds the app; the packages hold what the program runs on and what is in the app.
  const direct = (needs.get(top) ?? []).filter((ref) => packed.has(nameOf.get(ref) ?? ""));
  const held = new Set<string>();
  const add = (ref: string): void => {
    if (held.has(ref)) return;
    held.add(ref);
    for (const next of needs.get(ref) ?? []) add(next);
  };
  for (const ref of direct) add(ref);
  const listed = new Set([...held].map((ref) => nameOf.get(ref)));
  const unlisted = bundled.filter((name) => !listed.has(name));
  if (unlisted.length > 0) throw new Error(`in the app, and not in the bill of materials: ${unlisted.join(", ")}`);
  bill.components = bill.components.filter((one) => held.has(one["bom-ref"]));
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => ref === top || held.has(ref))
    .map((one) => (one.ref === top ? { ...one, dependsOn: direct } : one));
  // npm calls it after the folder in which it lies.
  bill.metadata.component.name = manifest.name;
  bill.metadata.timestamp = new Date(seconds * 1000).toISOString();
  bill.serialNumber = `urn:uuid:${uuidOf(readFileSync(join(program, filesList)))}`;
  const name = `${manifest.name}-${manifest.version}.cdx.json`;
  writeFileSync(join(out, name), `${JSON.stringify(bill, null, 2)}\n`);
  return name;
}

/** A UUID of version 8 from the hash of some bytes (RFC 9562). */
function uuidOf(bytes: Uint8Array): string {
  const hash = createHash("sha256").update(bytes).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
