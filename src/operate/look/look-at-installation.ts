// The program itself: whether it is as its package has it, whether the app came with it, and how the units of the system stand.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DoctorLine } from "./doctor-line.ts";
import { good, notSeen, toDo } from "./doctor-line.ts";
import { changedFiles, filesList } from "./installed-files.ts";
import { versionLine } from "./look-at-place.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** As the Debian package names them, with their users. */
const units = ["host", "witness", "mirror", "app"].map((name) => `panoh-${name}.service`);
/** The country, which every unit but the host's reads under its own user. */
const foundingNote = "/etc/panoh/founding.note";

export function lookAtInstallation(folder = root): readonly DoctorLine[] {
  return [versionLine(), ...programLines(folder), ...unitLines(folder), ...placeLines()];
}

function programLines(folder: string): readonly DoctorLine[] {
  const files = changedFiles(folder);
  if (files === null)
    return [notSeen("Program", "this is a clone, which has no list of its files: npm test looks at it")];
  const { count, changed } = files;
  if (changed.length === 0) return [good("Program", `all ${count} files are as the package has them`)];
  return [
    toDo(
      "Program",
      `${changed.length} of ${count} files are not as the package has them (${changed[0]} is one): find out who changed them, and install the package again`,
    ),
  ];
}

/** What systemd says of each unit; nothing where the Debian package is not installed. */
function unitLines(folder: string): readonly DoctorLine[] {
  const installed = units.filter((unit) => existsSync(join("/usr/lib/systemd/system", unit)));
  if (installed.length === 0) return [];
  const properties = "--property=Id,ActiveState,UnitFileState,ExecMainStartTimestamp";
  const asked = spawnSync("systemctl", ["show", "--timestamp=unix", properties, ...installed], { encoding: "utf8" });
  if (asked.status !== 0) return [notSeen("Units", "systemd does not answer: look where it runs")];
  const states = asked.stdout.split("\n\n").map(unitState);
  const wanted = states.filter(({ enabled, state }) => enabled || state !== "inactive");
  if (wanted.length === 0)
    return [
      good("Units", `none is enabled: systemctl enable --now ${installed[0]} starts one when its folder is ready`),
    ];
  const putHere = secondsPutHere(folder);
  return wanted.map(({ name, enabled, state, started }) => {
    if (state !== "active")
      return toDo(name, `it does not run (${state}): journalctl -u ${name} says why, then systemctl restart ${name}`);
    if (started < putHere)
      return toDo(name, `it runs on the program that was here before, with its app: systemctl restart ${name}`);
    return enabled
      ? good(name, "it runs, and starts with the machine")
      : toDo(name, `it runs, and would not start with the machine: systemctl enable ${name}`);
  });
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

/** When the package was unpacked here. What a file says itself is the time of the sources. */
function secondsPutHere(folder: string): number {
  const list = join(folder, filesList);
  return existsSync(list) ? Math.floor(statSync(list).ctimeMs / 1000) : 0;
}

/** The folders of the units, and the note that they read: whether their users may. */
function placeLines(): readonly DoctorLine[] {
  const folders = [...units, "panoh-monitor.service"].map((unit) => {
    const user = unit.replace(".service", "");
    return { dir: join("/var/lib", user), user };
  });
  const lines = folders.filter(({ dir }) => existsSync(dir)).flatMap(({ dir, user }) => folderLines(dir, user));
  if (existsSync(foundingNote) && (statSync(foundingNote).mode & 0o004) === 0)
    lines.push(toDo("Permissions", `the units cannot read ${foundingNote}: run chmod 644 ${foundingNote}`));
  return lines;
}

function folderLines(dir: string, user: string): DoctorLine[] {
  const { uid, mode } = statSync(dir);
  const asked = spawnSync("id", ["-u", user], { encoding: "utf8" });
  return [
    ...(Number(asked.stdout) === uid
      ? []
      : [toDo("Permissions", `${dir} does not belong to ${user}: run chown -R ${user}: ${dir}`)]),
    ...((mode & 0o077) === 0 ? [] : [toDo("Permissions", `others can enter ${dir}: run chmod 700 ${dir}`)]),
  ];
}
