// A real file system of a few megabytes, in a mount namespace of its own, so that nothing of it is left: for programs that are to run out of room.
// Needs root on Linux.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, statSync, truncateSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why a small disk cannot be had here; null where it can. */
export const noSmallDisk: string | null =
  process.platform === "linux" &&
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["-m", "true"], { stdio: "ignore" }).status === 0
    ? null
    : "needs root and mount namespaces (Linux)";

/** Runs a program of the project with the path of a disk of so many megabytes as its first argument. Gives what it printed. */
export function onSmallDisk(megabytes: number, program: string, args: readonly string[] = []): string {
  const place = mkdtempSync(join(tmpdir(), "panoh-small-disk-"));
  try {
    const script = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`;
    const words = ["-m", "sh", "-c", script, place, process.execPath, "--disable-warning=ExperimentalWarning", program];
    const child = spawnSync("unshare", [...words, place, ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    if (child.status !== 0) throw new Error(`the program on the small disk failed: ${child.stderr}`);
    return child.stdout;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Makes or resizes a file so that so many pages of the disk are free. */
export function leaveFree(place: string, pages: number): void {
  const file = join(place, ".filling");
  closeSync(openSync(file, "a"));
  const { bsize, bfree } = statfsSync(place);
  const excess = bfree - pages;
  if (excess < 0) truncateSync(file, Math.max(0, statSync(file).size + excess * bsize));
  const handle = openSync(file, "a");
  for (let at = 0; at < excess; at++) writeSync(handle, new Uint8Array(bsize));
  closeSync(handle);
}
