// The program itself: whether it is as its package has it, whether the app came with it, and how the units of the system stand.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { changedFiles, filesList } from "./installed-files.ts";
import type { Look } from "./look.ts";
import { lookAtVersions } from "./look-at-place.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** As the Debian package names them, with their users. */
const units = ["host", "witness", "mirror", "app"].map((name) => `panoh-${name}.service`);
/** The country, which every unit but the host's reads under its own user. */
const foundingNote = "/etc/panoh/founding.note";

export function lookAtInstallation(look: Look): void {
  lookAtVersions(look);
  lookAtProgram(look);
  lookAtUnits(look);
  for (const unit of [...units, "panoh-monitor.service"]) lookAtUnitFolder(look, unit.replace(".service", ""));
  if (existsSync(foundingNote) && (statSync(foundingNote).mode & 0o004) === 0)
    look.toDo("Permissions", `the units cannot read ${foundingNote}: run chmod 644 ${foundingNote}`);
}

function lookAtProgram(look: Look) {
  const files = changedFiles(root);
  if (files === null)
    return look.notSeen("Program", "this is a clone, which has no list of its files: npm test looks at it");
  const { count, changed } = files;
  if (changed.length === 0) return look.good("Program", `all ${count} files are as the package has them`);
  look.toDo(
    "Program",
    `${changed.length} of ${count} files are not as the package has them (${changed[0]} is one): find out who changed them, and install the package again`,
  );
}

/** The answer of systemd about each unit; nothing where the Debian package is not installed. */
function lookAtUnits(look: Look) {
  const present = units.filter((unit) => existsSync(join("/usr/lib/systemd/system", unit)));
  if (present.length === 0) return;
  const properties = "--property=Id,ActiveState,UnitFileState,ExecMainStartTimestamp";
  const answer = spawnSync("systemctl", ["show", "--timestamp=unix", properties, ...present], { encoding: "utf8" });
  if (answer.status !== 0) return look.notSeen("Units", "systemd does not answer: look where it runs");
  const states = answer.stdout.split("\n\n").map(unitState);
  const unitsInUse = states.filter(({ enabled, state }) => enabled || state !== "inactive");
  if (unitsInUse.length === 0)
    look.good("Units", `none is enabled: systemctl enable --now ${present[0]} starts one when its folder is ready`);
  const putHere = secondsPutHere();
  for (const { name, enabled, state, started } of unitsInUse) {
    if (state !== "active")
      look.toDo(name, `it does not run (${state}): journalctl -u ${name} says why, then systemctl restart ${name}`);
    else if (started < putHere)
      look.toDo(name, `it runs on the program that was here before, with its app: systemctl restart ${name}`);
    else if (enabled) look.good(name, "it runs, and starts with the machine");
    else look.toDo(name, `it runs, and would not start with the machine: systemctl enable ${name}`);
  }
}

function unitState(text: string) {
  const shownFor = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(text)?.[1] ?? "";
  return {
    name: shownFor("Id"),
    enabled: shownFor("UnitFileState") === "enabled",
    state: shownFor("ActiveState"),
    started: Number(shownFor("ExecMainStartTimestamp").replace("@", "")),
  };
}

/** When the package was unpacked here. The time of a file itself is that of the sources. */
function secondsPutHere(): number {
  const list = join(root, filesList);
  return existsSync(list) ? Math.floor(statSync(list).ctimeMs / 1000) : 0;
}

/** Whether a unit's user, and nobody else, may use its folder. */
function lookAtUnitFolder(look: Look, user: string): void {
  const dir = join("/var/lib", user);
  if (!existsSync(dir)) return;
  const { uid, mode } = statSync(dir);
  const answer = spawnSync("id", ["-u", user], { encoding: "utf8" });
  if (Number(answer.stdout) !== uid)
    look.toDo("Permissions", `${dir} does not belong to ${user}: run chown -R ${user}: ${dir}`);
  if ((mode & 0o077) !== 0) look.toDo("Permissions", `others can enter ${dir}: run chmod 700 ${dir}`);
}
