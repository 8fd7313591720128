// Which folder this computer's desk saves the archive into (AR6c): the one that `panoh open --archive` names, else the one that a person chose on the page. The page says a
// place from the list that this program made, and no path of its own.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { decodeJson, encodeJson } from "../../core/json.ts";
import { record, text } from "../../core/schema.ts";
import { readSmallFile } from "../files/given-files.ts";
import { writeInPlace } from "../files/write-whole.ts";
import { ownFolder } from "./desk-launcher.ts";

/** A place in which the folder can be made. */
interface ArchivePlace {
  readonly path: string;
  /** It is on the disk of this computer, and lost with it. */
  readonly isHere: boolean;
}

export interface ArchiveChoice {
  /** Null where nobody chose one. It may be away. */
  readonly folder: string | null;
  /** None where the folder is named by whoever starts the program. */
  places(): readonly ArchivePlace[];
  /** Makes the folder in one of these places. False for any other place, and where it cannot be made. */
  choose(path: string): boolean;
}

const folderName = "panoh-archive";
const choicesSchema = record(text(200), text(4_096), 100);

/** The choice for a country, by its origin; `option` is the folder that it names. */
export function archiveChoice(
  option: string | undefined,
  origin: string,
  places: () => readonly ArchivePlace[] = placesHere,
): ArchiveChoice {
  if (option !== undefined) return { folder: option, places: () => [], choose: () => false };
  const file = join(ownFolder(), "archives.json");
  const readChoices = () => {
    const choices: unknown = existsSync(file) ? decodeJson(readSmallFile(file)) : null;
    return choicesSchema(choices) ? choices : {};
  };
  let folder = readChoices()[origin] ?? null;
  return {
    get folder() {
      return folder;
    },
    places,
    choose: (path) => {
      if (!places().some((place) => place.path === path)) return false;
      const newFolder = join(path, folderName);
      try {
        // The place is not made with it: where a disk was taken out its name would lie on this one.
        if (!existsSync(newFolder)) mkdirSync(newFolder, { mode: 0o700 });
        mkdirSync(ownFolder(), { recursive: true, mode: 0o700 });
        writeInPlace(file, encodeJson({ ...readChoices(), [origin]: newFolder }), 0o600);
      } catch {
        // The disk was taken out, or is full.
        return false;
      }
      folder = newFolder;
      return true;
    },
  };
}

/** Disks and sticks that are in this computer now, then the person's own folder. */
function placesHere(): readonly ArchivePlace[] {
  const beside = disksOf(process.platform).filter(isWritable);
  return [
    ...beside.map((path) => ({ path, isHere: false })),
    ...[homedir()].filter(isWritable).map((path) => ({ path, isHere: true })),
  ];
}

/** Where each system shows the disks that are put in. */
function disksOf(platform: NodeJS.Platform): readonly string[] {
  if (platform === "win32") return [..."DEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
  if (platform === "darwin") return inside("/Volumes");
  const { username } = userInfo();
  return [`/media/${username}`, `/run/media/${username}`, "/mnt"].flatMap(inside);
}

function inside(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
