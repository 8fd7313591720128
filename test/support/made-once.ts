// A folder that takes long to make and that many tests use: made by whoever asks first, while the others wait.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder by a script of the shell, which fills the folder `$1`, unless it is there. The lock ends with its process, and a folder has its name only once
 * it is whole: one that was left half-made is made again.
 */
export function madeOnce(folder: string, script: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const whole = `set -e
    [ ! -e "$1" ] || exit 0
    rm -rf "$1.part"; mkdir "$1.part"
    sh -euc "$2" sh "$1.part"
    mv "$1.part" "$1"`;
  const ended = spawnSync("flock", [`${folder}.lock`, "sh", "-c", whole, "sh", folder, script], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "pipe"],
  });
  assert.equal(ended.status, 0, `${folder} was not made: ${ended.error ?? ""}${ended.stdout}${ended.stderr}`);
}
