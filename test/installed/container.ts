// Fresh Debian 13 machines that boot in folders, for the tests of the Debian package: systemd, and no clone, compiler or Node. A machine has a network of its
// own with nothing but its loopback; a switch joins several. debootstrap makes the Debian once, in .cache; each machine lies over it and keeps what it writes apart.
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { madeOnce } from "../support/made-once.ts";
import { until } from "../support/until.ts";

const cache = fileURLToPath(new URL("../../.cache/debian-13", import.meta.url));
/** What an administrator has there before Panoh, and what the package depends on: a container has no network to fetch it from. */
const included = "systemd,systemd-sysv,dbus,ca-certificates,libatomic1,libstdc++6,caddy,curl";
/** No power is cut here: packages need not wait for the disk at each file. */
const script = `debootstrap --variant=minbase --include=${included} trixie "$1"
  chroot "$1" apt-get clean
  echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/no-wait"`;

/** What joins machines: a bridge in a network of its own, which ends with the process that holds it. */
export class Switch {
  readonly #holder: ChildProcess;

  private constructor(holder: ChildProcess) {
    this.#holder = holder;
  }

  static async start(): Promise<Switch> {
    const holder = spawn("unshare", ["--net", "sleep", "infinity"], { stdio: "ignore" });
    const made = new Switch(holder);
    await until(() => readFileSync(`/proc/${holder.pid}/comm`, "utf8").trim() === "sleep");
    made.#ip("link", "add", "switch", "type", "bridge");
    made.#ip("link", "set", "switch", "up");
    return made;
  }

  /** A cable to the machine whose first process this is; it gets this address. */
  connect(init: number, number: number): void {
    this.#ip(..."link add".split(" "), `port${number}`, ..."type veth peer name eth0 netns".split(" "), String(init));
    this.#ip("link", "set", `port${number}`, "master", "switch", "up");
    const there = (...words: readonly string[]) => runHere("nsenter", "-t", String(init), "-n", "ip", ...words);
    there("addr", "add", `${addressOf(number)}/24`, "dev", "eth0");
    there("link", "set", "eth0", "up");
  }

  end(): void {
    this.#holder.kill("SIGKILL");
  }

  #ip(...words: readonly string[]): void {
    runHere("nsenter", "-t", String(this.#holder.pid), "-n", "ip", ...words);
  }
}

/** The address of a machine on a switch. */
export function addressOf(number: number): string {
  return `10.213.0.${number}`;
}

export class Container {
  /** Where its root is, for this machine. */
  readonly folder: string;
  readonly #place: string;
  #nspawn: ChildProcess | null = null;
  #init = 0;

  private constructor(place: string) {
    this.#place = place;
    this.folder = join(place, "root");
  }

  /** Boots a fresh Debian. It knows the names of its own and of these addresses, as where there is a network. */
  static async boot(names: Readonly<Record<string, string>> = {}): Promise<Container> {
    madeOnce(cache, script);
    const container = new Container(mkdtempSync(`${cache}-`));
    const [upper, work] = ["upper", "work"].map((name) => join(container.#place, name));
    for (const folder of [upper, work, container.folder]) mkdirSync(folder ?? "");
    // What it writes becomes the root of a system, in which others walk too.
    for (const folder of [container.#place, upper ?? ""]) chmodSync(folder, 0o755);
    const layers = `lowerdir=${cache},upperdir=${upper},workdir=${work}`;
    runHere("mount", "-t", "overlay", "overlay", "-o", layers, container.folder);
    const lines = Object.entries({ localhost: "127.0.0.1", ...names }).map(([name, address]) => `${address} ${name}\n`);
    writeFileSync(join(container.folder, "etc", "hosts"), lines.join(""));
    await container.#start();
    return container;
  }

  /** Its first process, as this machine counts. */
  get init(): number {
    return this.#init;
  }

  async #start(): Promise<void> {
    const options = [
      "-b",
      "-D",
      this.folder,
      `--machine=${basename(this.#place).replaceAll(/[^a-z0-9]/gi, "")}`,
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

  /** Runs a line of shell as root in it, in root's folder; gives what it printed, and fails when it fails. */
  run(line: string, input = ""): string {
    const { status, said } = this.try(line, input);
    assert.equal(status, 0, `${line}\n${said}`);
    return said;
  }

  /** The same for what may fail. */
  try(line: string, input = ""): { readonly status: number | null; readonly said: string } {
    const inside = ["-t", String(this.#init), "-m", "-u", "-i", "-n", "-p", "-C", "--"];
    const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    const shell = ["/usr/bin/env", "-i", path, "LANG=C.UTF-8", "HOME=/root", "/bin/sh", "-c"];
    const ended = spawnSync("nsenter", [...inside, ...shell, `cd /root; { ${line}\n} 2>&1`], {
      encoding: "utf8",
      cwd: "/",
      input,
    });
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
    runHere("umount", this.folder);
    rmSync(this.#place, { recursive: true, force: true });
  }
}

function runHere(command: string, ...args: readonly string[]): void {
  const ended = spawnSync(command, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
  assert.equal(ended.status, 0, `${command}: ${ended.stdout}${ended.stderr}`);
}
