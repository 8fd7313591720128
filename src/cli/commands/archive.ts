// `panoh archive`: an organisation's archive in a folder (AR): saved by a reader's device, checked, and taken by a new one.
import { firstThatHolds } from "../../member/archive/archives.ts";
import type { CheckedArchive } from "../../member/archive/check-archive.ts";
import type { ArchiveRefusal, Restored } from "../../member/archive.ts";
import { must } from "../../member/verb.ts";
import { readArchives, saveInto } from "../../operate/files/archive-folder.ts";
import { archiveSentence } from "../../operate/person-words.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const folderOption = { folder: { value: "DIR", help: "the folder of the archive" } };

export const saveArchiveCommand: Command = {
  usage: ["--vault DIR --folder DIR [--base]"],
  about: [
    "Brings the organisation's archive in a folder up to date: what came since the last time, or all of it. Run it every day.",
    "It is sealed to the organisation's key: whoever has the folder alone reads nothing. Choose a folder on another disk, or one that is copied elsewhere.",
    "Drafts and what is not in the log yet are not in it. When something was erased since, a new base replaces the files of before.",
  ],
  options: { ...vaultOptions, ...folderOption, base: { help: "begin again, with all of it" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const { written: count, files } = await saveInto(call.get("folder"), member.archive, call.has("base"));
      return {
        lines: [`Saved      ${count} ${count === 1 ? "file" : "files"}; the archive has ${files}`],
        json: { written: count, files },
      };
    }),
};

export const checkArchiveCommand: Command = {
  usage: ["--vault DIR --folder DIR"],
  about: [
    "Opens the newest archive in a folder, and checks every signature and every leaf in it against the log. Takes nothing.",
    "What it left out this does not find: a device that takes it reads that in the log.",
  ],
  options: { ...vaultOptions, ...folderOption },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const [files] = readArchives(call.get("folder"));
      const { parts, size, at, entries } = mustHold(await must(member.archive.check(files, progressOn(terminal))));
      return {
        lines: [`Good       ${entries.length} entries in ${parts} files, saved ${at}, up to leaf ${size}`],
        json: { entries: entries.length, parts, at, size },
      };
    }),
};

export const restoreArchiveCommand: Command = {
  usage: ["--vault DIR --folder DIR", "--vault DIR --none"],
  about: [
    "Fills a new device from the newest archive in a folder that holds, instead of reading the whole log of the country first.",
    "The device is enrolled as any other, and somebody hands it the organisation's keys (panoh epoch hand-over --all). Run this before any other command of it.",
    "Nothing in the archive is believed: every signature and every leaf is checked now, and the log behind it is read little by little afterwards.",
    "Every device of the organisation learns of it. With --none there is no archive: the device reads the whole log.",
  ],
  options: { ...vaultOptions, ...folderOption, none: { help: "go on without an archive" } },
  run: (call, terminal) => {
    if (call.has("none") === call.has("folder")) throw usageProblem("give either --folder or --none");
    if (call.has("none"))
      return useDevice(call, terminal, async (member) => {
        await must(member.archive.goWithout());
        await member.sync();
        return { lines: ["This device reads the whole log."], json: {} };
      });
    // Looked for before the device waits for it.
    const archives = readArchives(call.get("folder"));
    return useDevice(
      call,
      terminal,
      async (member) => {
        const take = (files: readonly Uint8Array[]) => must(member.archive.restore(files, progressOn(terminal)));
        const { result } = await firstThatHolds(archives, take, (outcome) => typeof outcome === "string");
        const { parts, entries, at } = mustHold<Restored>(result);
        const cases = member.cases.inbox.length;
        return {
          lines: [`Restored   ${entries} entries in ${parts} files, saved ${at}`, `Cases      ${cases}`],
          json: { entries, parts, at, cases },
        };
      },
      async (member) => void (await must(member.archive.await())),
    );
  },
};

function mustHold<T extends CheckedArchive | Restored>(result: T | ArchiveRefusal): T {
  if (typeof result !== "string") return result;
  throw commandProblem("archive-refused", `${archiveSentence(result)} (${result})`);
}

/** Each tenth is said, and no more. */
function progressOn(terminal: Terminal) {
  let before = "";
  return (step: "opening" | "checking", count: number, of: number) => {
    const line = `${step === "opening" ? "Opening" : "Checking"} ${of === 0 ? 100 : Math.floor((count / of) * 10) * 10} %`;
    if (line !== before) terminal.inform(line);
    before = line;
  };
}
