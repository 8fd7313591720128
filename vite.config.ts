// How the web program is built: the app, one public leaflet per language, and two workers with addresses that never change.
// Nothing is inlined and no script is added, because the content security policy allows files of this host only.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { build, defineConfig, type Plugin, type UserConfig } from "vite";
import { leafletFile, leafletPage } from "./src/web/leaflet/leaflet-page.ts";
import { languageTags } from "./src/web/text/languages.ts";

const root = join(import.meta.dirname, "src/web");

/** The leaflets as inputs of the build: pages that exist only here, one per language. */
export function leaflets(): Plugin {
  const pageByPath = new Map(languageTags.map((tag) => [join(root, leafletFile(tag)), leafletPage(tag)]));
  return {
    name: "panoh-leaflets",
    enforce: "pre",
    resolveId: (id) => (pageByPath.has(id) ? id : null),
    load: (id) => pageByPath.get(id) ?? null,
  };
}

/** After the program, the workers: the service worker needs the names of all other files. */
export function workers(): Plugin {
  let outDir = "";
  return {
    name: "panoh-workers",
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: async () => {
      await build(workerConfig("vault-worker", outDir, {}));
      const { paths, name } = builtFiles(outDir);
      const constants = { builtFiles: JSON.stringify(paths), buildName: JSON.stringify(name) };
      await build(workerConfig("service-worker", outDir, constants));
    },
  };
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
  plugins: [leaflets(), workers()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: [join(root, "index.html"), ...languageTags.map((tag) => join(root, leafletFile(tag)))],
      // The first screen comes in one script and one language, not in a dozen small answers of a slow network.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], test: /\/preact\/|\/@preact\/|\/web\/(?!leaflet)[^.]*\.tsx?$/ },
          ],
        },
      },
    },
  },
});
