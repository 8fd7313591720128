// Runs a program of the project where it may lay networks and boot machines: with processes, mounts and a network of its own. Everything that it starts ends with
// it, and it ends with whoever started it, however that ends. Needs root on Debian.
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { DebianFolder } from "../support/debian-folder.ts";

/** `$1` is a place that is gone with it, `$1/cgroup` the control group of its machines. */
const script = `set -e
  mount -t tmpfs -o mode=755 tmpfs "$1"
  mkdir "$1/all" "$1/cgroup"
  mount -t cgroup2 cgroup2 "$1/all"
  # What others left that were killed: only an empty group can be removed, and one that is in use may be empty for a while.
  find "$1"/all/panoh-test-* -depth -type d -mmin +600 -exec rmdir {} + 2>/dev/null || true
  group=$(mktemp -d "$1/all/panoh-test-XXXXXX")
  mount --bind "$group" "$1/cgroup"
  place=$1; shift
  status=0; "$@" "$place" || status=$?
  for machine in "$group"/*/; do echo 1 >"$machine/cgroup.kill"; done
  while ! find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; do sleep 0.1; done
  exit $status`;

/** Runs a program with its own place as the last argument; gives what it printed. */
export async function inOwnWorld({ layer }: DebianFolder, program: string, args: readonly string[]): Promise<string> {
  const spaces = [
    "--pid",
    "--mount",
    "--net",
    "--ipc",
    "--fork",
    "--kill-child",
    "--mount-proc",
    "--propagation",
    "private",
  ];
  const words = ["--pdeathsig", "KILL", "unshare", ...spaces, "sh", "-c", script, "sh", layer];
  const run = [process.execPath, "--disable-warning=ExperimentalWarning", program, ...args];
  const child = spawn("setpriv", [...words, ...run], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the play failed: ${said}`);
  return said;
}
