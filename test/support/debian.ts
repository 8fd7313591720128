// The programs of others that some tests run against ours: a browser, age, a witness, a web server, Python and OpenSSL for the second reader. On a Debian machine where it may, it installs
// them; elsewhere it says which tests will be skipped. It never touches anything but these packages.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface NeededPackage {
  readonly name: string;
  /** A command that is there when the package is. */
  readonly command: string;
  /** What it is for. */
  readonly tests: string;
}

export const neededPackages: readonly NeededPackage[] = [
  { name: "chromium", command: "chromium", tests: "the tests of the screens" },
  {
    name: "chromium-headless-shell",
    command: "chromium-headless-shell",
    tests: "the tests of the screens, which take longer without it",
  },
  { name: "age", command: "age", tests: "the tests against the age command" },
  { name: "python3", command: "python3", tests: "the tests of the second reader" },
  { name: "openssl", command: "openssl", tests: "the tests of the second reader" },
  { name: "caddy", command: "caddy", tests: "the test of the proxy's example" },
  { name: "faketime", command: "faketime", tests: "the tests of wrong clocks" },
  { name: "systemd", command: "systemd-analyze", tests: "the test of the units" },
  { name: "promtool", command: "promtool", tests: "the test of the sample alerts" },
  { name: "iproute2", command: "ip", tests: "the tests of three machines" },
  { name: "sigsum-go", command: "sigsum-witness", tests: "the tests against a witness that we did not write" },
];

/** What `npm run test:installed` needs besides. */
export const packagesForInstalling: readonly NeededPackage[] = [
  { name: "debootstrap", command: "debootstrap", tests: "the test of the Debian package" },
  { name: "systemd-container", command: "systemd-nspawn", tests: "the test of the Debian package" },
  { name: "lintian", command: "lintian", tests: "the test of the Debian package" },
];

/** The packages whose command is not on the path. */
export function missingPackages(path = process.env["PATH"] ?? "", needed = neededPackages): readonly NeededPackage[] {
  return needed.filter(({ command }) => !isOnPath(command, path));
}

/** Installs what is missing when this is a Debian machine and we are root. Gives what is missing after that. */
export function installMissing(say: (line: string) => void, needed = neededPackages): readonly NeededPackage[] {
  const still = () => missingPackages(process.env["PATH"] ?? "", needed);
  const missing = still();
  if (missing.length === 0 || !mayInstall()) return missing;
  say(`installing ${missing.map(({ name }) => name).join(", ")} (once)`);
  if (aptGet(["update"]) && aptGet(["install", "-y", "--no-install-recommends", ...missing.map(({ name }) => name)])) {
    return still();
  }
  say("apt-get did not succeed");
  return still();
}

function mayInstall(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && isOnPath("apt-get", process.env["PATH"] ?? "");
}

function aptGet(options: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["-q", ...options], { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

function isOnPath(command: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
