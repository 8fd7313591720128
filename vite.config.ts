// How the web program is built: the app, the leaflets, the pages about the open record, and workers with addresses that never change.
// Nothing is inlined and no script is added, because the content security policy allows files of this host only.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { build, defineConfig, type Plugin, type UserConfig } from "vite";
import { leafletPage } from "./src/web/leaflet/leaflet-page.ts";
import { leafletFile, recordPageFile } from "./src/web/leaflet/page-frame.ts";
import { recordPage } from "./src/web/public-record/record-page.ts";
import { type Language, languageTags } from "./src/web/text/languages.ts";

const root = join(import.meta.dirname, "src/web");

/** What all pages are built with. */
const pages = {
  target: "es2022",
  modulePreload: false,
  assetsInlineLimit: 0,
  reportCompressedSize: false,
} as const;

/** Public pages as inputs of a build: they exist only here, one per language. */
export function publicPages(fileOf: (tag: Language) => string, pageOf: (tag: Language) => string): Plugin {
  const pageByPath = new Map(languageTags.map((tag) => [join(root, fileOf(tag)), pageOf(tag)]));
  return {
    name: "panoh-public-pages",
    enforce: "pre",
    resolveId: (id) => (pageByPath.has(id) ? id : null),
    load: (id) => pageByPath.get(id) ?? null,
  };
}

/**
 * After the program: the public pages, which share no script with the app, since a script that both need would start the app; and the workers,
 * of which the service worker needs the names of all files that a device keeps. The pages about the open record are not kept, since whoever
 * reads them is online.
 */
export function otherBuilds(): Plugin {
  let outDir = "";
  return {
    name: "panoh-other-builds",
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: async () => {
      await build(publicPagesConfig(outDir, leafletFile, leafletPage));
      await build(workerConfig("vault-worker", outDir, {}));
      const { paths, name } = builtFiles(outDir);
      const constants = { builtFiles: JSON.stringify(paths), buildName: JSON.stringify(name) };
      await build(workerConfig("service-worker", outDir, constants));
      await build(workerConfig("record-worker", outDir, {}));
      await build(publicPagesConfig(outDir, recordPageFile, recordPage));
    },
  };
}

function publicPagesConfig(
  outDir: string,
  fileOf: (tag: Language) => string,
  pageOf: (tag: Language) => string,
): UserConfig & { configFile: false } {
  return {
    configFile: false,
    root,
    publicDir: false,
    logLevel: "warn",
    plugins: [publicPages(fileOf, pageOf)],
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

/** The words of the record and of the lessons are not those of the first screen: their files are told apart by name. */
function chunkFileNames({ facadeModuleId }: { readonly facadeModuleId: string | null }): string {
  const part = ["record", "lessons"].find((name) => facadeModuleId?.includes(`/${name}/text/`) === true);
  return `assets/${part === undefined ? "" : `${part}-`}[name]-[hash].js`;
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

/** The paths of all built files as the host serves them, and a name that changes with any of their bytes. */
function builtFiles(outDir: string): { readonly paths: readonly string[]; readonly name: string } {
  const hash = createHash("sha256");
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "service-worker.js")
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(outDir.length)).update(readFileSync(file));
  const paths = files.map((file) => `/${relative(outDir, file).split(sep).join("/")}`);
  return { paths, name: hash.digest("hex").slice(0, 16) };
}

export default defineConfig({
  root,
  publicDir: "static",
  plugins: [otherBuilds()],
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
            },
          ],
        },
      },
    },
  },
});
