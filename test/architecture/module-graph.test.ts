// [EN2] The server does not contain the code that opens an envelope: this walks every import from its files, static and dynamic,
// through our layers and through the packages, and finds no decrypter.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { circlesOf, foldersOf } from "./circles.ts";
import { layers, root } from "./layers.ts";
import { importsOf, sourcesOf, treeOf, walk } from "./source-files.ts";

interface Graph {
  readonly files: ReadonlySet<string>;
  /** Packages that the files import, and all that those depend on. */
  readonly packages: ReadonlySet<string>;
}

const opensEnvelopes = ["age-encryption", "@noble/post-quantum"];

test("[EN2] from the server no import leads to what opens an envelope", () => {
  const { files, packages } = graphOf(sourcesOf("server"));
  assert.deepEqual(
    [...files].filter((file) => file.startsWith("src/sealing/")),
    [],
  );
  for (const name of opensEnvelopes) assert.ok(!packages.has(name), name);
  assert.ok(files.has("src/protocol/sealed-shape.ts") && packages.has("hono"), "the walk went somewhere");
});

test("[EN2] the same walk finds it from where it is", () => {
  for (const layer of ["member", "sealing"]) {
    const { files, packages } = graphOf(sourcesOf(layer));
    assert.ok(files.has("src/sealing/envelope.ts"), layer);
    for (const name of opensEnvelopes) assert.ok(packages.has(name), `${layer}: ${name}`);
  }
});

test("[EN2] sealing alone imports age, and crypto alone the other primitives", () => {
  for (const layer of Object.keys(layers)) {
    const named = sourcesOf(layer).flatMap((file) =>
      importsOf(file).map(({ specifier }) => packageOf(specifier ?? "")),
    );
    assert.equal(named.includes("age-encryption"), layer === "sealing", layer);
    assert.equal(
      named.some((name) => name.startsWith("@noble/") || name === "hash-wasm" || name === "shamir-secret-sharing"),
      layer === "crypto",
      layer,
    );
    assert.ok(!named.includes("@noble/post-quantum"), layer);
  }
});

test("every layer imports exactly what the table of layers allows", () => {
  for (const [layer, allowed] of Object.entries(layers)) {
    for (const file of sourcesOf(layer)) {
      for (const { specifier } of importsOf(file)) {
        assert.ok(specifier !== null, `${file} imports what nobody can know beforehand`);
        const name = packageOf(specifier);
        const what = specifier.startsWith(".") ? layerOf(join(dirname(file), specifier)) : name;
        const isOwn = what === layer || allowed.layers.includes(what) || allowed.packages.includes(what);
        assert.ok(isOwn, `${file} imports ${specifier}`);
      }
    }
  }
});

test("no file leads back to itself by its imports, types too, and no folder by what its files import", () => {
  const imports = new Map(
    Object.keys(layers)
      .flatMap((layer) => sourcesOf(layer))
      .map((file) => [file, importsOf(file).flatMap(({ specifier }) => pathsOf(specifier, file))] as const),
  );
  const found = [...circlesOf(imports), ...foldersOf(imports).flatMap(([, sides]) => circlesOf(sides))];
  assert.deepEqual(found, []);
});

test("the same walk finds a circle of files, and one of folders that no single file closes", () => {
  const files = new Map([
    ["src/a/one.ts", ["src/a/two.ts"]],
    ["src/a/two.ts", ["src/a/three.ts", "src/b/one.ts"]],
    ["src/a/three.ts", ["src/a/one.ts"]],
    ["src/b/one.ts", []],
    ["src/b/two.ts", ["src/a/in/one.ts"]],
    ["src/a/in/one.ts", []],
  ]);
  assert.deepEqual(circlesOf(files), [["src/a/one.ts", "src/a/two.ts", "src/a/three.ts"]]);
  const found = foldersOf(files).flatMap(([folder, sides]) => circlesOf(sides).map((circle) => [folder, circle]));
  assert.deepEqual(found, [
    ["src", ["src/a", "src/b"]],
    ["src/a", ["src/a/one.ts", "src/a/two.ts", "src/a/three.ts"]],
  ]);
  files.set("src/a/three.ts", []);
  files.set("src/a/two.ts", ["src/a/three.ts"]);
  assert.deepEqual([circlesOf(files), foldersOf(files).flatMap(([, sides]) => circlesOf(sides))], [[], []]);
});

test("every package that is imported is a dependency with a fixed version, and every dependency is used", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const version of Object.values({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.overrides,
  })) {
    assert.match(String(version), /^\d+\.\d+\.\d+$/);
  }
  const imported = new Set(
    Object.keys(layers)
      .flatMap((layer) => sourcesOf(layer))
      .flatMap((file) => importsOf(file))
      .map(({ specifier }) => packageOf(specifier ?? "."))
      .filter((name) => name !== "node:" && name !== "."),
  );
  for (const name of imported) assert.ok(name in manifest.dependencies, `${name} is not in package.json`);
  for (const name of Object.keys(manifest.dependencies)) assert.ok(imported.has(name), `${name} is not used`);
});

test("no layer but web, operate, demonstration and cli, where the parts meet, reads a clock or rolls dice (EN7)", () => {
  const chance = /^(crypto|globalThis\.crypto)\.(getRandomValues|randomUUID)$/;
  for (const layer of Object.keys(layers)) {
    if (["web", "operate", "demonstration", "cli"].includes(layer)) continue;
    for (const file of sourcesOf(layer)) {
      walk(treeOf(file), (node) => {
        const callee = node["type"] === "CallExpression" ? nameOf(node["callee"]) : "";
        const isClock = callee === "Date.now" || callee === "performance.now" || callee === "Date";
        assert.ok(!isClock && callee !== "Math.random" && !chance.test(callee), `${file} calls ${callee}`);
        const isNow = node["type"] === "NewExpression" && nameOf(node["callee"]) === "Date";
        assert.ok(!isNow || (node["arguments"] as unknown[]).length > 0, `${file} makes a Date of now`);
      });
    }
  }
});

test("no layer makes code out of text or reaches for modules behind the imports", () => {
  const ways = ["eval", "Function", "require", "createRequire", "process.getBuiltinModule", "process.binding"];
  for (const layer of Object.keys(layers)) {
    for (const file of sourcesOf(layer)) {
      walk(treeOf(file), (node) => {
        if (node["type"] !== "CallExpression" && node["type"] !== "NewExpression") return;
        assert.ok(!ways.includes(nameOf(node["callee"])), `${file} calls ${nameOf(node["callee"])}`);
      });
    }
  }
});

/** Everything that can be reached from these files. */
function graphOf(start: readonly string[]): Graph {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    // Data imports nothing.
    if (file.endsWith(".json")) continue;
    for (const { specifier } of importsOf(file)) {
      assert.ok(specifier !== null, `${file} imports what nobody can know beforehand`);
      if (specifier.startsWith(".")) waiting.push(normalize(join(dirname(file), specifier)));
      else if (!specifier.startsWith("node:")) addPackage(packages, packageOf(specifier), root);
    }
  }
  return { files, packages };
}

/** The source files that an import names: one, or none for a package. */
function pathsOf(specifier: string | null, from: string): readonly string[] {
  const path = specifier?.startsWith(".") === true ? normalize(join(dirname(from), specifier)) : "";
  return /\.tsx?$/.test(path) ? [path] : [];
}

/** Adds a package with all that it depends on, as they are installed. */
function addPackage(packages: Set<string>, name: string, from: string): void {
  const folder = folderOf(name, from);
  if (packages.has(name)) return;
  packages.add(name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const needed of Object.keys(manifest.dependencies ?? {})) addPackage(packages, needed, folder);
}

function folderOf(name: string, from: string): string {
  const candidate = join(from, "node_modules", name);
  if (existsSync(candidate)) return candidate;
  if (dirname(from) === from) throw new Error(`${name} is not installed`);
  return folderOf(name, dirname(from));
}

/** `@noble/hashes` of `@noble/hashes/sha2.js`, `node:` of `node:fs`, `.` of a relative path. */
function packageOf(specifier: string): string {
  if (specifier.startsWith(".")) return ".";
  if (specifier.startsWith("node:")) return "node:";
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function layerOf(path: string): string {
  const [folder, layer] = path.split("/");
  return folder === "src" ? (layer ?? "") : path;
}

function nameOf(callee: unknown): string {
  const node = (callee ?? {}) as Readonly<Record<string, unknown>>;
  if (node["type"] === "Identifier") return String(node["name"]);
  if (node["type"] !== "MemberExpression" || node["computed"] === true) return "";
  return `${nameOf(node["object"])}.${nameOf(node["property"])}`;
}
