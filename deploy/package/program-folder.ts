// The program as a folder that needs neither compiler nor registry: JavaScript emitted from every file that the command line reaches (Node runs no
// TypeScript under node_modules), the built app with its compressed copies, the packages that it runs on, and the documents of who installs it.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { buildAppInto } from "../../src/operate/app/web-app.ts";
import { filesList, installedFiles } from "../../src/operate/look/installed-files.ts";
import { runTool } from "./run-tool.ts";

/** Where the program begins, and its workers, which no import names. */
const entries = ["src/cli/main.ts", "src/cli/spreadsheet-worker.ts"];
/** What is read beside the code. */
const data = ["src/demonstration/record"];
/** What builds the app: the app is in the package. */
const builders: readonly string[] = ["vite"];
/** What a package needs to run: neither declarations and sources nor its own tests. */
const runs = /\.(js|mjs|cjs|json)$|\/licen[cs]e[^/]*$/i;
const documents = [
  "LICENSE",
  "README.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "docs/guide",
  "docs/spec",
  // Named by the guides.
  "docs/lessons.md",
  "docs/pictures",
  "docs/reliability.md",
  "deploy/setup",
  "deploy/copy",
  "deploy/Caddyfile",
  "deploy/Caddyfile.options",
  "deploy/cluster",
  "deploy/prometheus",
];

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

/** Makes the folder, all of it from one moment. With `app` the app is not built: it is copied from there. */
export async function makeProgram(root: string, folder: string, seconds: number, app: string | null = null) {
  mkdirSync(folder, { recursive: true });
  emit(root, folder);
  for (const name of [...data, ...documents, "bin/panoh.js"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const web = join(folder, "dist", "web");
  if (app === null) await buildAppInto(web);
  else cpSync(app, web, { recursive: true });
  const manifest = packedManifest(root, folder);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of closure(root, Object.keys(manifest.dependencies))) copyPackage(root, folder, name);
  writeFileSync(join(folder, filesList), installedFiles(folder));
  settle(folder, seconds);
}

/** Every file that the entries reach, as JavaScript under the same name. Types were checked elsewhere. */
function emit(root: string, folder: string): void {
  const config = join(dirname(folder), "tsconfig.emit.json");
  const compilerOptions = {
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    noCheck: true,
    rewriteRelativeImportExtensions: true,
    rootDir: root,
    outDir: folder,
  };
  const files = entries.map((entry) => join(root, entry));
  writeFileSync(config, JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, files }));
  runTool(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", config]);
}

/** The manifest of what is packed: it asks for what the emitted code imports, all of which is inside, and for the pinned Node. */
function packedManifest(root: string, folder: string) {
  const { scripts, overrides, devDependencies, dependencies, ...kept } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Manifest & Readonly<Record<string, unknown>>;
  const imported = new Set<string>();
  for (const file of readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js")) continue;
    const code = readFileSync(join(folder, "src", file), "utf8");
    for (const [, name = ""] of code.matchAll(/\b(?:from|import) ?\(?"((?:@[^/"]+\/)?[^./"][^/":]*)(?:\/[^"]*)?"/g))
      imported.add(name);
  }
  const asked = Object.fromEntries(
    Object.entries(dependencies).filter(([name]) => imported.has(name) && !builders.includes(name)),
  );
  return { ...kept, dependencies: asked, bundleDependencies: Object.keys(asked) };
}

/** The folders of these packages and of all that they need, by the lockfile. */
export function closure(root: string, names: readonly string[]): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
  };
  const found = new Set<string>();
  const add = (name: string, from: string): void => {
    const inside = `${from}/node_modules/${name}`;
    const place = from !== "" && lock.packages[inside] !== undefined ? inside : `node_modules/${name}`;
    const entry = lock.packages[place];
    if (entry === undefined) throw new Error(`the lockfile has no ${name}`);
    if (found.has(place)) return;
    found.add(place);
    for (const next of Object.keys(entry.dependencies ?? {})) add(next, place);
  };
  for (const name of names) add(name, "");
  return [...found].sort();
}

/** The packages of which the build of the app found something in its files, as it wrote them down. */
export function bundledPackages(program: string): readonly string[] {
  return readFileSync(join(program, "dist", "web", "packages.txt"), "utf8")
    .trim()
    .split("\n");
}

function copyPackage(root: string, folder: string, name: string): void {
  for (const entry of readdirSync(join(root, name), { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join("/");
    const inside = path.slice(name.length);
    // Packages inside it that it needs have their own turn.
    if (!entry.isFile() || !runs.test(path) || isLeftOut(inside)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
}

/** Hidden files, tests, pages that show a package off, packages inside it. */
function isLeftOut(inside: string): boolean {
  return /\/(\.[^/]*|tests?|player|node_modules)\b|\.test\.[cm]?js$/.test(inside);
}

/** Gives everything in a folder one time and the rights that follow from what it is: nothing of who built it. */
export function settle(folder: string, seconds: number, programs: readonly string[] = ["bin/panoh.js"]): void {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
    join(entry.parentPath, entry.name),
  );
  for (const path of [...all, folder]) {
    const isProgram = programs.includes(relative(folder, path).split(sep).join("/"));
    const isFolder = lstatSync(path).isDirectory();
    chmodSync(path, isFolder || isProgram ? 0o755 : 0o644);
  }
  for (const path of [...all, folder]) utimesSync(path, seconds, seconds);
}
