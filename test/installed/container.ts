// A fresh Debian 13 that boots in a folder, for the tests of the Debian package: systemd, a network of its own with nothing but its loopback, and no clone,
// compiler or Node. debootstrap makes it once; each container is unpacked from what it made.
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { until } from "../support/until.ts";

const cache = fileURLToPath(new URL("../../.cache/debian-13", import.meta.url));
/** What an administrator has there before Panoh, and what the package depends on: a container has no network to fetch it from. */
const included = "systemd,systemd-sysv,dbus,ca-certificates,libatomic1,libstdc++6,caddy,curl";

export class Container {
  readonly folder: string;
  #nspawn: ChildProcess | null = null;
  #init = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Unpacks a fresh Debian and boots it. */
  static async boot(): Promise<Container> {
    const container = new Container(mkdtempSync(`${cache}-`));
    runHere("tar", "-xpf", base(), "-C", container.folder);
    // It is the root of a system now, in which others walk too.
    chmodSync(container.folder, 0o755);
    await container.#start();
    return container;
  }

  async #start(): Promise<void> {
    const options = [
      "-b",
      "-D",
      this.folder,
      "--private-network",
      "--register=no",
      "--keep-unit",
      "--console=read-only",
      "--resolv-conf=off",
    ];
    const nspawn = spawn("systemd-nspawn", options, { stdio: "ignore" });
    this.#nspawn = nspawn;
    await until(() => {
      assert.equal(nspawn.exitCode, null, "systemd-nspawn runs");
      const children = readFileSync(`/proc/${nspawn.pid}/task/${nspawn.pid}/children`, "utf8").trim();
      this.#init = Number(children.split(" ")[0]);
      return this.#init > 0 && /^(running|degraded)/.test(this.try("systemctl is-system-running").said);
    });
  }

  /** Runs a line of shell as root in it; gives what it printed, and fails when it fails. */
  run(line: string): string {
    const { status, said } = this.try(line);
    assert.equal(status, 0, `${line}\n${said}`);
    return said;
  }

  /** The same for what may fail. */
  try(line: string): { readonly status: number | null; readonly said: string } {
    const inside = ["-t", String(this.#init), "-m", "-u", "-i", "-n", "-p", "-C", "--"];
    const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    const shell = [
      "/usr/bin/env",
      "-i",
      path,
      "LANG=C.UTF-8",
      "NODE_EXTRA_CA_CERTS=/etc/panoh/ca.crt",
      "/bin/sh",
      "-c",
      `{ ${line}\n} 2>&1`,
    ];
    const ended = spawnSync("nsenter", [...inside, ...shell], { encoding: "utf8", cwd: "/" });
    return { status: ended.status, said: ended.stdout };
  }

  /** Waits until a line of shell succeeds in it. */
  async until(line: string): Promise<void> {
    await until(() => this.try(line).status === 0);
  }

  /** Shuts it down and removes it. */
  async remove(): Promise<void> {
    const nspawn = this.#nspawn;
    if (nspawn !== null && nspawn.exitCode === null) {
      const gone = once(nspawn, "exit");
      // systemd-nspawn hands it on as an orderly end; whoever does not end in time is ended.
      nspawn.kill("SIGTERM");
      const late = setTimeout(() => nspawn.kill("SIGKILL"), 60_000);
      await gone;
      clearTimeout(late);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The archive of a fresh Debian, made when there is none. */
function base(): string {
  const archive = `${cache}.tar`;
  if (existsSync(archive)) return archive;
  mkdirSync(fileURLToPath(new URL("../../.cache", import.meta.url)), { recursive: true });
  const folder = mkdtempSync(`${cache}-base-`);
  try {
    runHere("debootstrap", "--variant=minbase", `--include=${included}`, "trixie", folder);
    runHere("tar", "-cf", `${archive}.part`, "--exclude=./var/cache/apt/archives/*.deb", "-C", folder, ".");
    renameSync(`${archive}.part`, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return archive;
}

function runHere(command: string, ...args: readonly string[]): void {
  const ended = spawnSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
  assert.equal(ended.status, 0, `${command}: ${ended.stdout}${ended.stderr}`);
}
