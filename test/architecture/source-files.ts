// Which files the project has, and what a source file imports: read with a parser, so that a comment or a string deceives nobody.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "vite";
import { root } from "./layers.ts";

export interface Import {
  /** What stands in the quotes; null when it is not a plain text there, so that nobody can know what is loaded. */
  readonly specifier: string | null;
  readonly isDynamic: boolean;
}

let files: readonly string[] | null = null;

/**
 * Paths of all files of the project, relative to its folder: what git knows or would add. Without git, what is not built or installed. Looked for once: no test
 * adds one.
 */
export function projectFiles(): readonly string[] {
  files ??= foundFiles();
  return files;
}

function foundFiles(): readonly string[] {
  const git = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  if (git.status === 0) {
    const names = git.stdout
      .toString()
      .split("\0")
      .filter((name) => name !== "");
    return names.filter((name) => existsSync(join(root, name)));
  }
  const left = ["node_modules", ".git", ".cache", "dist", "panoh-data"];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((name) => !name.split("/").some((part) => left.includes(part)));
}

/** Source files of one layer, tests not among them. */
export function sourcesOf(layer: string): readonly string[] {
  return projectFiles().filter(
    (name) => name.startsWith(`src/${layer}/`) && /\.tsx?$/.test(name) && !name.endsWith(".test.ts"),
  );
}

const known = new Map<string, readonly Import[]>();

/** Everything that a file imports or exports from elsewhere, types too. Each file is parsed once. */
export function importsOf(file: string): readonly Import[] {
  const imports = known.get(file) ?? parsedImports(file);
  known.set(file, imports);
  return imports;
}

function parsedImports(file: string): readonly Import[] {
  const code = readFileSync(join(root, file), "utf8");
  const { module, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file} does not parse`);
  const stated = module.staticImports.map((entry) => entry.moduleRequest.value);
  const exported = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [entry.moduleRequest?.value ?? ""])),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }): Import => {
    const text = /^(["'])([^"'\\]+)\1$/.exec(code.slice(start, end));
    return { specifier: text?.[2] ?? null, isDynamic: true };
  });
  const fixed = [...new Set([...stated, ...exported])].map((specifier): Import => ({ specifier, isDynamic: false }));
  return [...fixed, ...dynamic];
}

/** The syntax tree of a file, to be walked by `walk`. */
export function treeOf(file: string): unknown {
  return parseSync(file, readFileSync(join(root, file), "utf8")).program;
}

/** Calls `visit` for every node of a syntax tree. */
export function walk(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(node)) for (const inner of node) walk(inner, visit);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const record = node as Readonly<Record<string, unknown>>;
  if (typeof record["type"] === "string") visit(record);
  for (const inner of Object.values(record)) walk(inner, visit);
}

/** All that stands in quotes in a source file; comments do not. */
export function quotedIn(file: string): readonly string[] {
  const texts: string[] = [];
  walk(treeOf(file), ({ type, value }) => {
    const text = type === "TemplateElement" ? (value as { readonly cooked?: unknown }).cooked : value;
    if (typeof text === "string") texts.push(text);
  });
  return texts;
}
