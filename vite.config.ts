// How the web program is built: the app, the leaflets, the pages about the open record, and workers with addresses that never change.
// Nothing is inlined and no script is added, because the content security policy allows files of this host only.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, defineConfig, type Plugin, type Rolldown, type UserConfig } from "vite";
import manifest from "./package.json" with { type: "json" };
import type { Part } from "./src/web/kept-parts.ts";
import { checkingPage } from "./src/web/leaflet/check-page.ts";
import { leafletPage } from "./src/web/leaflet/leaflet-page.ts";
import { checkFile, leafletFile, openFile, recordPageFile, rolesFile } from "./src/web/leaflet/page-files.ts";
import { organisationWords } from "./src/web/organisation-words.ts";
import { openPage } from "./src/web/own-file/open-frame.ts";
import { recordPage } from "./src/web/public-record/record-page.ts";
import { rolesPage } from "./src/web/roles/roles-page.ts";
import { wordParts } from "./src/web/word-parts.ts";
import { compileFile } from "./src/words/compile-message.ts";
import { type LanguageTag, languageTags } from "./src/words/languages.ts";
import type { WordPart } from "./src/words/message-key.ts";

const root = join(import.meta.dirname, "src/web");

/** What all pages are built with. */
const pages = {
  target: "es2022",
  modulePreload: false,
  assetsInlineLimit: 0,
  reportCompressedSize: false,
} as const;

/** The translators' files, compiled: browsers are given no parser. A message that cannot be read ends the build. */
function compiledWords(): Plugin {
  return {
    name: "panoh-words",
    enforce: "pre",
    load: (id) =>
      wordsFile.test(id) && !/\/(language|read)\.json$/.test(id)
        ? JSON.stringify(compileFile(JSON.parse(readFileSync(id, "utf8"))))
        : null,
  };
}

/** Names, beside the built files, each package of which something is in them: the bill of materials is made from it. No browser is given the list. */
function bundledPackages(): Plugin {
  return {
    name: "panoh-packages",
    writeBundle: ({ dir = "" }, bundle) => {
      const list = join(dir, "packages.txt");
      const before = existsSync(list) ? readFileSync(list, "utf8").trim().split("\n") : [];
      const modules = Object.values(bundle).flatMap((one) => (one.type === "chunk" ? one.moduleIds : []));
      const names = modules.flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? []);
      writeFileSync(list, `${[...new Set([...before, ...names])].filter(Boolean).sort().join("\n")}\n`);
    },
  };
}

/** A language and a part of it. */
const wordsFile = /\/src\/words\/([a-z]+)\/([a-z-]+)\.json$/;

/** Public pages as inputs of a build: they exist only here, one per language. */
export function publicPages(fileOf: (tag: LanguageTag) => string, pageOf: (tag: LanguageTag) => string): Plugin {
  const pageByPath = new Map(languageTags.map((tag) => [join(root, fileOf(tag)), pageOf(tag)]));
  return {
    name: "panoh-public-pages",
    enforce: "pre",
    resolveId: (id) => (pageByPath.has(id) ? id : null),
    load: (id) => pageByPath.get(id) ?? null,
  };
}

/**
 * What a device keeps beside what every device needs, by role: what these modules need, their own words included. The desk turns the screen to the
 * person with the officer's pages.
 */
const partRoots = {
  officer: ["officer/path.tsx", "lessons/lesson-screens.tsx", "organisation/organisation-screens.tsx"],
  desk: ["desk/desk.tsx", "officer/path.tsx", "organisation/organisation-screens.tsx", "../member/reader.ts"],
  record: ["record/record-screens.tsx", "organisation/organisation-screens.tsx", "../member/reader.ts"],
} as const;

/**
 * After the program: the public pages, which share no script with the app, since a script that both need would start the app; and the workers,
 * of which the service worker needs the names of the files that a device keeps. Of the public pages an officer's phone keeps the leaflets, to show them
 * where there is no network; who reads the others is online.
 */
export function otherBuilds(): Plugin {
  let outDir = "";
  let parts: Readonly<Record<string, readonly string[]>> = {};
  return {
    name: "panoh-other-builds",
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle: (_, bundle) => {
      parts = filesByPart(bundle);
    },
    closeBundle: async () => {
      // A build that failed says why by itself.
      if (Object.keys(parts).length === 0) return;
      await build(workerConfig("vault-worker", outDir, {}));
      await build(workerConfig("table-worker", outDir, {}));
      await build(publicPagesConfig(outDir, leafletFile, leafletPage));
      await build(publicPagesConfig(outDir, openFile, openPage));
      await build(workerConfig("service-worker", outDir, filesToKeep(outDir, parts)));
      await build(workerConfig("record-worker", outDir, {}));
      await build(publicPagesConfig(outDir, checkFile, checkingPage));
      await build(publicPagesConfig(outDir, recordPageFile, recordPage));
      await build(publicPagesConfig(outDir, rolesFile, rolesPage));
    },
  };
}

/** The files of each part, none of them twice on one device: `first` is what no role is without. */
function filesByPart(bundle: Rolldown.OutputBundle): Readonly<Record<string, readonly string[]>> {
  const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
  const chunkByName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const rootsOf = (modules: readonly string[]) =>
    modules.flatMap((module) => {
      const chunk = chunks.find((one) => one.facadeModuleId === join(root, module));
      if (chunk === undefined) throw new Error(`${module} has no file of its own`);
      return [chunk.fileName];
    });
  const needs = (names: readonly string[], without: ReadonlySet<string>) => {
    const found = new Set<string>();
    const add = (name: string) => {
      const chunk = chunkByName.get(name);
      // Any words may be asked for by name: a part is given its own.
      if (chunk === undefined || found.has(name) || without.has(name) || isWords(`/${name}`)) return;
      found.add(name);
      for (const next of [...chunk.imports, ...chunk.dynamicImports]) add(next);
    };
    for (const name of names) add(name);
    return found;
  };
  const files = (names: ReadonlySet<string>) => {
    const looks = [...names].flatMap((name) => [...(chunkByName.get(name)?.viteMetadata?.importedCss ?? [])]);
    return [...new Set([...names, ...looks])].map((name) => `/${name}`);
  };
  // The page names its script and its look; what only starts that script was left out by the bundler.
  const page = bundle["index.html"];
  if (page?.type !== "asset") throw new Error("the program has no page");
  const named = [...String(page.source).matchAll(/"\/(assets\/[^"]+)"/g)].map(([, name = ""]) => name);
  const wordsIn = (parts: readonly WordPart[]) =>
    chunks.map(({ fileName }) => `/${fileName}`).filter((path) => parts.some((part) => isWords(path, part)));
  const first = needs(named, new Set(rootsOf(Object.values(partRoots).flat())));
  const others = Object.entries(partRoots).map(([part, modules]) => [
    part,
    [
      ...files(needs(rootsOf(modules), first)),
      ...wordsIn([
        ...wordParts[part as Part],
        ...(part === "officer" ? wordParts.lessons : []),
        ...organisationWords,
        ...(part === "record" ? wordParts.report : []),
        ...(part === "desk" ? wordParts["own-file"] : []),
      ]),
    ],
  ]);
  return {
    first: [
      ...new Set([
        ...named.map((name) => `/${name}`),
        ...files(first),
        ...wordsIn([...wordParts.first, ...wordParts.open]),
      ]),
    ],
    ...Object.fromEntries(others),
  };
}

function isWords(path: string, part = ""): boolean {
  return path.startsWith(`/assets/lexicon-${part === "" ? "" : `${part}-`}`);
}

/** What the service worker is built with: which files are kept, the hashes of those whose names stay the same, and a name of the whole. */
function filesToKeep(
  outDir: string,
  { first = [], ...others }: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> {
  const steady = ["/index.html", "/vault-worker.js", ...readdirSync(join(root, "static")).map((name) => `/${name}`)];
  // Only who keeps the record reads spreadsheets.
  const ofRecord = ["/table-worker.js"];
  const ofOpening = languageTags.map((tag) => `/${openFile(tag)}`);
  const parts = {
    // Words come last: a device opens with one language.
    first: [...steady, ...first.toSorted((a, b) => Number(isWords(a)) - Number(isWords(b)))],
    ...others,
    officer: [...(others["officer"] ?? []), ...leafletFiles(outDir)],
    // At a desk a person is shown how their own file opens.
    desk: [...(others["desk"] ?? []), ...ofOpening, ...namedFrom(outDir, ofOpening)],
    record: [...(others["record"] ?? []), ...ofRecord],
  };
  const hashOf = (path: string) =>
    createHash("sha256")
      .update(readFileSync(join(outDir, path)))
      .digest("base64");
  const integrityByPath = () =>
    Object.fromEntries([...steady, ...ofRecord, ...ofOpening].map((path) => [path, `sha256-${hashOf(path)}`]));
  const name = createHash("sha256")
    .update(JSON.stringify([parts, integrityByPath()]))
    .digest("hex")
    .slice(0, 16);
  nameVersion(join(outDir, "index.html"), `${manifest.version} ${name.slice(0, 4)} ${name.slice(4, 8)}`);
  return {
    filesByPart: JSON.stringify(parts),
    integrityByPath: JSON.stringify(integrityByPath()),
    buildName: JSON.stringify(name),
  };
}

/** The scripts and looks that built pages name, and those that these scripts name. */
function namedFrom(outDir: string, pages: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const read = (path: string) => {
    const text = readFileSync(join(outDir, path), "utf8");
    for (const [, name = ""] of text.matchAll(/["'](?:\/assets\/|\.\/)([\w.-]+\.(?:js|css))["']/g)) {
      const named = `/assets/${name}`;
      if (found.has(named)) continue;
      found.add(named);
      if (named.endsWith(".js")) read(named);
    }
  };
  for (const page of pages) read(page);
  return [...found];
}

/** The leaflets in all languages and how they look. */
function leafletFiles(outDir: string): readonly string[] {
  const pages = languageTags.map(leafletFile);
  const looks = pages.flatMap((page) =>
    [...readFileSync(join(outDir, page), "utf8").matchAll(/"(\/assets\/[^"]+\.css)"/g)].map(([, path = ""]) => path),
  );
  return [...new Set(looks), ...pages.map((page) => `/${page}`)];
}

function publicPagesConfig(
  outDir: string,
  fileOf: (tag: LanguageTag) => string,
  pageOf: (tag: LanguageTag) => string,
): UserConfig & { configFile: false } {
  return {
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    plugins: [compiledWords(), publicPages(fileOf, pageOf), bundledPackages()],
    build: {
      ...pages,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: languageTags.map((tag) => join(root, fileOf(tag))),
        output: { chunkFileNames },
      },
    },
  };
}

/** Words are told apart by name, by their language and part. */
function chunkFileNames({ facadeModuleId }: { readonly facadeModuleId: string | null }): string {
  const [, tag, words] = wordsFile.exec(facadeModuleId ?? "") ?? [];
  if (tag !== undefined) return `assets/lexicon-${words}-${tag}-[hash].js`;
  return "assets/[name]-[hash].js";
}

function workerConfig(
  name: string,
  outDir: string,
  define: Readonly<Record<string, string>>,
): UserConfig & { configFile: false } {
  return {
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    plugins: [bundledPackages()],
    define,
    build: {
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: join(root, `${name}.ts`),
        output: { format: "iife", entryFileNames: `${name}.js` },
      },
    },
  };
}

/** Writes into the program's page which version it is, for people to compare. */
function nameVersion(page: string, version: string): void {
  const empty = '<meta name="version" content="" />';
  const text = readFileSync(page, "utf8");
  if (!text.includes(empty)) throw new Error("the program's page has no place for its version");
  writeFileSync(page, text.replace(empty, `<meta name="version" content="${version}" />`));
}

export default defineConfig({
  root,
  publicDir: "static",
  plugins: [compiledWords(), bundledPackages(), otherBuilds()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    ...pages,
    outDir: "../../dist/web",
    emptyOutDir: true,
    rolldownOptions: {
      input: join(root, "index.html"),
      // The first screen comes in one script and one language, not in a dozen small answers of a slow network.
      output: {
        chunkFileNames,
        codeSplitting: {
          groups: [
            {
              name: "first",
              tags: ["$initial"],
              test: /\/preact\/|\/@preact\/|\/web\/[^.]*\.tsx?$/,
              priority: 2,
            },
            // So does the engine, with all that it imports: each answer has some 800 bytes of headers.
            { name: "engine", test: /\/web\/open-engine\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
});
