// The program itself: whether it is as its package has it, whether the app came with it, and how the units of the system stand.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DoctorLine } from "./doctor-line.ts";
import { good, notSeen, toDo } from "./doctor-line.ts";
import { changedFiles } from "./installed-files.ts";
import { versionLine } from "./look-at-place.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** As the Debian package names them. */
const units = ["host", "witness", "mirror", "app"].map((name) => `panoh-${name}.service`);

export function lookAtInstallation(folder = root): readonly DoctorLine[] {
  return [versionLine(), ...programLines(folder), ...unitLines()];
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
function unitLines(): readonly DoctorLine[] {
  const installed = units.filter((unit) => existsSync(join("/usr/lib/systemd/system", unit)));
  if (installed.length === 0) return [];
  const asked = spawnSync("systemctl", ["show", "--property=Id,ActiveState,UnitFileState", ...installed], {
    encoding: "utf8",
  });
  if (asked.status !== 0) return [notSeen("Units", "systemd does not answer: look where it runs")];
  const states = asked.stdout.split("\n\n").map(unitState);
  const wanted = states.filter(({ enabled, state }) => enabled || state !== "inactive");
  if (wanted.length === 0)
    return [
      good("Units", `none is enabled: systemctl enable --now ${installed[0]} starts one when its folder is ready`),
    ];
  return wanted.map(({ name, enabled, state }) => {
    if (state !== "active")
      return toDo(name, `it does not run (${state}): journalctl -u ${name} says why, then systemctl restart ${name}`);
    return enabled
      ? good(name, "it runs, and starts with the machine")
      : toDo(name, `it runs, and would not start with the machine: systemctl enable ${name}`);
  });
}

function unitState(text: string) {
  const shownFor = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(text)?.[1] ?? "";
  return { name: shownFor("Id"), enabled: shownFor("UnitFileState") === "enabled", state: shownFor("ActiveState") };
}
