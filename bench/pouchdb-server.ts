// PouchDB Server beside a host: from npm into a folder of its own, no dependency of ours. It takes documents over HTTP and keeps them in LevelDB, which does not wait
// for the disk.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../test/support/until.ts";

const version = "4.2.0";
const installed = fileURLToPath(new URL(`../.cache/pouchdb-server-${version}`, import.meta.url));

export interface PouchServer {
  readonly port: number;
  readonly end: () => void;
}

/** Starts one with an empty database `country` in the folder. */
export async function startPouchServer(folder: string): Promise<PouchServer> {
  const program = join(installed, "node_modules/pouchdb-server/bin/pouchdb-server");
  if (!existsSync(program)) {
    const options = ["--prefix", installed, "--ignore-scripts", "--no-audit", "--no-fund"];
    execFileSync("npm", ["install", ...options, `pouchdb-server@${version}`], { stdio: "ignore" });
  }
  mkdirSync(folder);
  const port = await freePort();
  const options = ["--port", `${port}`, "--dir", folder, "--config", join(folder, "config.json"), "--no-stdout-logs"];
  const child: ChildProcess = spawn(process.execPath, [program, ...options], { cwd: folder, stdio: "ignore" });
  await until(async () => {
    if (child.exitCode !== null) throw new Error("PouchDB Server did not start");
    const answer = await fetch(`http://127.0.0.1:${port}/country`, { method: "PUT" }).catch(() => null);
    return answer?.ok === true;
  });
  return { port, end: () => void child.kill("SIGKILL") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
