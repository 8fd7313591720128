// A Debian machine that boots in a folder, with a disk that outlives it, cables to two networks and a network of its own: for tests that kill it, cut it off, fill
// its disk or put its clock wrong. It runs inside `own-world.ts`, with which everything of it ends.
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../support/until.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const boot = fileURLToPath(new URL("./boot.sh", import.meta.url));

/** The networks: the one among the machines, and the one by which everybody else reaches them. The test itself has number 100 in both. */
export const networks = { inner: "10.71.0", outer: "10.72.0" } as const;
export type Network = keyof typeof networks;

export class Machine {
  readonly number: number;
  readonly #place: string;
  readonly #root: string;
  #unshare: ChildProcess | null = null;
  #init = 0;

  constructor(number: number, root: string, place: string, disk: number) {
    this.number = number;
    this.#root = root;
    this.#place = join(place, `machine-${number}`);
    for (const name of ["", "upper", "work", "root", "data"]) mkdirSync(join(this.#place, name));
    for (const name of ["", "upper"]) chmodSync(join(this.#place, name), 0o755);
    here("mount", "-t", "tmpfs", "-o", `mode=755,size=${disk}m`, "disk", this.disk);
    here("chown", "101:101", this.disk);
    this.write("/etc/machine-id", `${String(number).padStart(32, "0")}\n`);
    this.write("/etc/hostname", `panoh-${number}\n`);
    this.write("/usr/bin/panoh", panohCommand, 0o755);
  }

  /** Where its databases lie, for the test. */
  get disk(): string {
    return join(this.#place, "data");
  }

  get isOn(): boolean {
    return this.#unshare !== null;
  }

  address(network: Network): string {
    return `${networks[network]}.${this.number}`;
  }

  /** Writes a file onto its disk while it is off. */
  write(path: string, text: string, mode = 0o644): void {
    const file = join(this.#place, "upper", path);
    here("mkdir", "-p", join(file, ".."));
    writeFileSync(file, text, { mode });
  }

  async start(): Promise<void> {
    assert.ok(!this.isOn);
    const cgroup = join(this.#place, "..", "cgroup", `machine-${this.number}`);
    here("mkdir", "-p", cgroup);
    const spaces = [
      "--pid",
      "--mount",
      "--net",
      "--uts",
      "--ipc",
      "--cgroup",
      "--fork",
      "--kill-child",
      "--propagation",
      "private",
    ];
    const script = `echo $$ >"$0/cgroup.procs"; exec "$@"`;
    const words = ["-c", script, cgroup, "unshare", ...spaces, "sh", boot, this.#root, this.#place, project];
    const unshare = spawn("sh", words, { stdio: ["pipe", "inherit", "inherit"] });
    this.#unshare = unshare;
    unshare.once("exit", () => {
      if (this.#unshare === unshare) this.#unshare = null;
    });
    await until(() => {
      assert.equal(unshare.exitCode, null, "the machine starts");
      this.#init = Number(readFileSync(`/proc/${unshare.pid}/task/${unshare.pid}/children`, "utf8").split(" ")[0]);
      return this.#init > 0;
    });
    for (const network of ["inner", "outer"] as const) this.#plug(network);
    unshare.stdin?.end("cabled\n");
    // It waits by itself until all is started, or failed.
    await until(() => /^(running|degraded)/.test(this.try("systemctl is-system-running --wait").said));
  }

  #plug(network: Network): void {
    const port = `${network}${this.number}`;
    spawnSync("ip", ["link", "del", port]);
    here(
      "ip",
      ..."link add".split(" "),
      port,
      ..."type veth peer name".split(" "),
      network,
      "netns",
      String(this.#init),
    );
    here("ip", "link", "set", port, "master", network, "up");
    const there = (...words: readonly string[]) => here("nsenter", "-t", String(this.#init), "-n", "ip", ...words);
    there("addr", "add", `${this.address(network)}/24`, "dev", network);
    there("link", "set", network, "up");
    there("link", "set", "lo", "up");
  }

  /** The power goes. */
  async kill(): Promise<void> {
    const unshare = this.#unshare;
    if (unshare === null) return;
    const gone = once(unshare, "exit");
    process.kill(this.#init, "SIGKILL");
    await gone;
  }

  /** Pulls its cable to a network, or puts it in again. */
  cable(network: Network, isIn: boolean): void {
    here("ip", "link", "set", `${network}${this.number}`, isIn ? "up" : "down");
  }

  /** Stops all of its processes, or lets them go on, as when a virtual machine is paused. */
  pause(isPaused: boolean): void {
    const cgroup = join(this.#place, "..", "cgroup", `machine-${this.number}`);
    writeFileSync(join(cgroup, "cgroup.freeze"), isPaused ? "1" : "0");
  }

  /** Lets so many megabytes be free where its databases lie. */
  leaveFree(megabytes: number): void {
    const remounted = () => {
      const { blocks, bfree, bsize } = statfsSync(this.disk);
      const size = (blocks - bfree) * bsize + megabytes * 2 ** 20;
      return spawnSync("mount", ["-o", `remount,size=${size}`, this.disk], { stdio: "ignore" }).status === 0;
    };
    // It cannot be made smaller than what PostgreSQL took meanwhile.
    while (!remounted());
  }

  /** Runs a line of shell as root in it; gives what it printed, and fails when it fails. */
  run(line: string, input: string | Uint8Array = ""): string {
    const { status, said } = this.try(line, input);
    assert.equal(status, 0, `panoh-${this.number}: ${line}\n${said}`);
    return said;
  }

  /** What its programs said last. */
  journal(): string {
    return `panoh-${this.number}\n${this.try("systemctl --failed; for unit in etcd haproxy patroni panoh-host; do journalctl --no-pager -n 20 -u $unit; done").said}`;
  }

  /** The same for what may fail. */
  try(line: string, input: string | Uint8Array = ""): { readonly status: number | null; readonly said: string } {
    const inside = ["-t", String(this.#init), "-m", "-u", "-i", "-n", "-p", "-C", "--"];
    const shell = ["/usr/bin/env", "-i", `PATH=${path}`, "LANG=C.UTF-8", "HOME=/root", "/bin/sh", "-c"];
    const ended = spawnSync("nsenter", [...inside, ...shell, `cd /root; { ${line}\n} 2>&1`], {
      encoding: "utf8",
      cwd: "/",
      input,
    });
    return { status: ended.status, said: ended.stdout };
  }
}

const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin";

/** The program of this clone, under the name that the package gives it. */
const panohCommand = `#!/bin/sh
exec /usr/lib/panoh/node_modules/node-linux-*/bin/node --disable-warning=ExperimentalWarning /usr/lib/panoh/src/cli/main.ts "$@"
`;

/** Makes the two networks, once. */
export function layNetworks(): void {
  for (const network of ["inner", "outer"]) {
    here("ip", "link", "add", network, "type", "bridge");
    here("ip", "link", "set", network, "up");
  }
  here("ip", "link", "set", "lo", "up");
  for (const network of ["inner", "outer"] as const)
    here("ip", "addr", "add", `${networks[network]}.100/24`, "dev", network);
}

function here(command: string, ...args: readonly string[]): void {
  const ended = spawnSync(command, args, { encoding: "utf8" });
  assert.equal(ended.status, 0, `${command} ${args.join(" ")}: ${ended.stdout}${ended.stderr}`);
}
