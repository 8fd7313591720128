// The desk without a terminal (EN4h): which country this computer opened, kept for the next start, and an entry in the list of programs. Nothing of
// it is secret: an invitation, and where files are.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeJson, encodeJson } from "../../core/json.ts";
import { integer, type Of, object, text } from "../../core/schema.ts";
import { commandProblem } from "../command-problem.ts";
import { readSmallFile } from "../files/given-files.ts";
import { writeInPlace } from "../files/write-whole.ts";
import { builtApp } from "./web-app.ts";

const path = text(4_096);
const deskSchema = object({}, { invitation: path, vault: path, places: path, archive: path, port: integer(0, 65_535) });

/** The options with which the app of this computer is opened: an invitation or a vault, and files besides. By whole paths. */
export type DeskOptions = Of<typeof deskSchema>;

/** Where this user's programs keep what is theirs. */
export function ownFolder(): string {
  const { XDG_DATA_HOME: own = "", LOCALAPPDATA: windows = "" } = process.env;
  if (process.platform === "win32") return join(windows || homedir(), "Panoh");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "Panoh");
  return join(own || join(homedir(), ".local", "share"), "panoh");
}

/** Null where nothing was kept, or what was kept cannot be read. */
export function readDesk(): DeskOptions | null {
  const file = join(ownFolder(), "desk.json");
  const desk: unknown = existsSync(file) ? decodeJson(readSmallFile(file)) : null;
  return deskSchema(desk) ? desk : null;
}

/** Keeps it for the next start. An invitation is copied: the stick that brought it goes away. */
export function keepDesk(desk: DeskOptions): void {
  mkdirSync(ownFolder(), { recursive: true, mode: 0o700 });
  const { invitation, ...others } = desk;
  const copy = join(ownFolder(), "invitation");
  if (invitation !== undefined && invitation !== copy) writeInPlace(copy, readSmallFile(invitation), 0o600);
  const memory: DeskOptions = invitation === undefined ? others : { ...others, invitation: copy };
  writeInPlace(join(ownFolder(), "desk.json"), encodeJson(memory), 0o600);
}

/** The Debian package brings its own. */
const debianEntry = "/usr/share/applications/panoh.desktop";

/** Puts the program into this user's list of programs; gives the file. Throws a problem of the command where there is none that is known. */
export function addLauncher(): string {
  if (process.platform !== "linux")
    throw commandProblem("no-launcher", "only on Linux is a launcher made: here make one that starts `panoh open`");
  const program = fileURLToPath(new URL("../../../bin/panoh.js", import.meta.url));
  if (!existsSync(program)) return debianEntry;
  const file = join(dirname(ownFolder()), "applications", "panoh.desktop");
  mkdirSync(dirname(file), { recursive: true });
  const inQuotes = (word: string) => `"${word.replaceAll(/["`$\\]/g, "\\$&").replaceAll("%", "%%")}"`;
  const lines = [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Panoh",
    `Exec=${inQuotes(process.execPath)} ${inQuotes(program)} open`,
    `Icon=${join(builtApp, "panoh.svg")}`,
    "Terminal=true",
    "Categories=Office;",
  ];
  writeInPlace(file, `${lines.join("\n")}\n`);
  return file;
}

const browsers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Shows an address in this user's browser. Where there is none, the person opens it by hand. */
export function showInBrowser(url: string): void {
  const [command = "", ...words] = browsers[process.platform] ?? ["xdg-open"];
  const browser = spawn(command, [...words, url], { stdio: "ignore", detached: true });
  browser.once("error", () => undefined);
  browser.unref();
}
