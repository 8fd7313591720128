// The walls between the layers stand: a forbidden import, written into a copy of the project's walls, is refused by the compiler projects and by
// the linter, each for itself. The copy has all settings, but of each layer one file: the walls are not in the others. The compiler knows layers and platforms, and lets through what a referenced project references in turn;
// packages, and those, are the linter's, which has a list for each folder.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { layers, root } from "./layers.ts";
import { oneThread, runTool } from "./run-tool.ts";
import { importsOf, projectFiles, sourcesOf } from "./source-files.ts";

interface Probe {
  readonly layer: string;
  readonly file: string;
  readonly specifier: string;
  /** Who must refuse it: both, or the linter alone for packages; nobody for what is allowed. */
  readonly refusedBy: "both" | "linter" | "nobody";
}

/** By layer: its file with the fewest imports. The compiler checks what it brings along once more in each project that imports it. */
const lightest: ReadonlyMap<string, string> = new Map(Object.keys(layers).map((layer) => [layer, lightestOf(layer)]));

const probes: readonly Probe[] = Object.entries(layers).flatMap(([layer, allowed]) => {
  const specifiers: (readonly [string, Probe["refusedBy"]])[] = [];
  for (const [other, file] of lightest) {
    if (other === layer) continue;
    const refusal = reachedFrom(layer).has(other) ? "linter" : "both";
    specifiers.push([file.replace("src/", "../"), allowed.layers.includes(other) ? "nobody" : refusal]);
  }
  for (const name of [
    "hono",
    "vite",
    "preact",
    "age-encryption",
    "@noble/hashes/sha2.js",
    "@noble/post-quantum/ml-kem.js",
  ]) {
    const isAllowed = allowed.packages.some((known) => name === known || name.startsWith(`${known}/`));
    specifiers.push([name, isAllowed ? "nobody" : "linter"]);
  }
  const hasNode = allowed.packages.includes("node:");
  for (const name of ["node:fs", "node:timers/promises"]) specifiers.push([name, hasNode ? "nobody" : "both"]);
  if (layer === "server") for (const name of ["node:vm", "node:module"]) specifiers.push([name, "linter"]);
  return specifiers.map(([specifier, refusedBy], i) => ({
    layer,
    file: `src/${layer}/probe-${i}.ts`,
    specifier,
    refusedBy,
  }));
});

function lightestOf(layer: string): string {
  const files = sourcesOf(layer).filter((name) => /^src\/[a-z]+\/[a-z0-9-]+\.ts$/.test(name));
  const imports = (file: string) =>
    readFileSync(join(root, file), "utf8").match(/^(import|export .* from) /gm)?.length ?? 0;
  return files.sort((a, b) => imports(a) - imports(b))[0] ?? assert.fail(layer);
}

/** The lightest file of each layer with all that it imports, and what the compiler is told of each folder. */
function copiedFiles(): ReadonlySet<string> {
  const found = new Set(projectFiles().filter((name) => /^src\/([a-z]+\/tsconfig\.json|[a-z]+\.d\.ts)$/.test(name)));
  const add = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    if (file.endsWith(".json")) return;
    for (const { specifier } of importsOf(file))
      if (specifier?.startsWith(".") === true) add(join(dirname(file), specifier));
  };
  for (const file of lightest.values()) add(file);
  return found;
}

/** The layers that a layer's project references, and those that they reference in turn. */
function reachedFrom(layer: string): ReadonlySet<string> {
  const allowed = layers[layer]?.layers ?? [];
  return new Set(allowed.flatMap((name) => [name, ...reachedFrom(name)]));
}

let compiler = "";
let linter = "";

before(() => {
  const copy = mkdtempSync(join(tmpdir(), "panoh-walls-"));
  try {
    for (const name of [...copiedFiles(), "tsconfig.base.json", "biome.json", "package.json", ".gitignore"])
      cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const write = (some: readonly Probe[]) => {
      for (const { file, specifier } of some) {
        writeFileSync(
          join(copy, file),
          `import * as probe from "${specifier}";\n\nexport const found: unknown = probe;\n`,
        );
      }
    };
    const projects = Object.keys(layers).map((layer) => `src/${layer}`);
    // Kind after kind: a layer or package that uses Node brings its types along, and then the compiler would know Node everywhere.
    for (const kind of [/^node:/, /^\./]) {
      const some = probes.filter(({ specifier }) => kind.test(specifier));
      write(some);
      compiler += runTool("tsc", ["-b", ...oneThread, ...projects, "--pretty", "false"], copy).output;
      for (const { file } of some) rmSync(join(copy, file));
    }
    write(probes);
    const files = probes.map(({ file }) => file);
    linter = runTool("biome", ["lint", "--reporter=github", "--max-diagnostics=none", ...files], copy).output;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

for (const layer of Object.keys(layers)) {
  test(`${layer}: what it must not use is refused by the compiler and by the linter, and what it may use by neither`, () => {
    for (const probe of probes.filter((candidate) => candidate.layer === layer)) {
      const { file, specifier, refusedBy } = probe;
      // A file that is out of bounds is reported once in a project, at its first importer, which may be another probe.
      const outside = `/${specifier.replace("../", "src/")}' is not listed within the file list of project`;
      const byCompiler = compiler
        .split("\n")
        .filter(
          (line) =>
            line.startsWith(`${file}(`) || (line.includes(outside) && line.includes(`/src/${layer}/tsconfig.json'`)),
        );
      const byLinter = linter
        .split("\n")
        .filter((line) => line.includes(`${file},`) && line.includes("noRestrictedImports"));
      const why = `${layer} imports ${specifier}\n${byCompiler.join("\n")}\n${byLinter.join("\n")}`;
      if (refusedBy !== "linter") assert.equal(byCompiler.length > 0, refusedBy === "both", why);
      assert.equal(byLinter.length > 0, refusedBy !== "nobody", why);
    }
  });
}

test("every layer's compiler project references the layers of the table, knows its platform and nothing more", () => {
  for (const [layer, { layers: allowed, platform }] of Object.entries(layers)) {
    const project = JSON.parse(readFileSync(join(root, "src", layer, "tsconfig.json"), "utf8"));
    const references = project.references.map(({ path }: { readonly path: string }) => path);
    assert.deepEqual(
      references,
      allowed.map((name) => `../${name}`),
      layer,
    );
    const { types = [], lib = [] } = project.compilerOptions;
    assert.deepEqual(types, platform === "node" ? ["node"] : [], layer);
    assert.equal(lib.includes("DOM"), platform === "browser", layer);
    assert.ok(project.exclude.includes("**/*.test.ts"), layer);
  }
  const base = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8")).compilerOptions;
  assert.deepEqual([base.types, base.lib, base.strict, base.erasableSyntaxOnly], [[], ["ES2024"], true, true]);
  const all = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")).references;
  assert.deepEqual(
    all.map(({ path }: { readonly path: string }) => path),
    [...Object.keys(layers).map((layer) => `src/${layer}`), "test"],
  );
});
