// Modules of the project as one script for a browser, made in memory by the bundler that also builds the web app.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * A script that puts modules of the project, by name, onto `globalThis.panoh`. Paths start at the project's root: { ed25519:
 * "src/crypto/ed25519.ts" }.
 */
export function bundleModules(modules: Readonly<Record<string, string>>): Promise<string> {
  const name = JSON.stringify(modules);
  const made = bundles.get(name) ?? bundle(modules);
  bundles.set(name, made);
  return made;
}

/** Those that this process made: sources stay as they are while it tests them. */
const bundles = new Map<string, Promise<string>>();

function bundle(modules: Readonly<Record<string, string>>): Promise<string> {
  const names = Object.keys(modules);
  const imports = names.map((name) => `import * as ${name} from ${JSON.stringify(`/${modules[name]}`)};\n`);
  return bundleScript(`${imports.join("")}globalThis.panoh = { ${names.join(", ")} };\n`);
}

/** A script made of this source and of everything that it imports; paths that begin with a slash start at the project's root. */
export async function bundleScript(source: string): Promise<string> {
  const entry = "\0entry.js";
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? entry : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      target: "es2024",
      rolldownOptions: { input: "entry", output: { format: "es", codeSplitting: false } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ("output" in one ? one.output : []));
  const scripts = outputs.flatMap((output) => (output.type === "chunk" ? [output.code] : []));
  const [script] = scripts;
  if (script === undefined || scripts.length > 1) throw new Error("the bundle is not one script");
  return script;
}
