// `panoh doctor`: looks at the folder of a device, a host, a mirror or a witness, or at the program itself, and says of each thing that it is good or what
// to do. It asks for no passphrase but where somebody wants sealed rows looked at, changes nothing, and nothing of a case is in what it prints.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { vaultFiles } from "../../operate/files/device-folder.ts";
import { Look } from "../../operate/look/look.ts";
import { lookAtDevice } from "../../operate/look/look-at-device.ts";
import { lookAtHost } from "../../operate/look/look-at-host.ts";
import { lookAtInstallation } from "../../operate/look/look-at-installation.ts";
import { lookAtMirror } from "../../operate/look/look-at-mirror.ts";
import { lookAtWitness } from "../../operate/look/look-at-witness.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import { mirrorFiles } from "../../operate/run-mirror.ts";
import { witnessFiles } from "../../operate/run-witness.ts";
import type { Terminal } from "../../operate/terminal.ts";
import type { Answer, Call, Command } from "../command.ts";
import { countIn, lookLines } from "../look-answer.ts";
import { askPassphrase } from "../vault-folder.ts";

export const doctorCommand: Command = {
  usage: ["", "FOLDER", "FOLDER --status PORT", "FOLDER --sealed"],
  about: [
    "Looks at the folder of a device, a host, a mirror or a witness: versions, permissions, free space, clock, whether what rests there is as it was written,",
    "which witnesses answer, and how old the newest checkpoint and time note are. Each line says good, or what to do.",
    "Without a folder it looks at this installation: whether each file is as the package has it, and how the units of the system stand.",
    "A host or mirror that does not run is read whole. A host that runs has its store to itself: give the port of panoh serve --status. A log in PostgreSQL is",
    "read whole in both cases, also how PostgreSQL is set; while a host writes there its witnesses are looked at by that port.",
    "It changes nothing, and asks for no passphrase but with --sealed. Exit code 0 all good, 1 something to do, 2 something could not be looked at.",
  ],
  options: {
    status: { value: "PORT", help: "the status port of the host that runs on this folder" },
    sealed: { help: "of a device: look at sealed rows too, which needs its passphrase" },
    "passphrase-file": {
      value: "FILE",
      help: "with --sealed: read the passphrase from a file instead of asking for it",
    },
  },
  takes: ["[FOLDER]"],
  run: async (call, terminal) => {
    const dir = call.argument(0);
    const look = new Look(Date.now);
    try {
      const kind = await lookInto(look, dir, call, terminal);
      return kind === null
        ? notLooked(`${dir} is no folder of a device, a host, a mirror or a witness`)
        : answerOf(kind, look);
    } catch (error) {
      // A file that may not be read, say: the system's own sentence serves best.
      if (!(error instanceof Error && "syscall" in error)) throw error;
      return notLooked(error.message);
    }
  },
};

/** Looks at a folder as what it is, or without one at the installation; null for a folder of something else. */
async function lookInto(look: Look, dir: string, call: Call, terminal: Terminal): Promise<string | null> {
  const port = call.has("status") ? call.number("status", 1, 65_535) : null;
  const kind = dir === "" ? "installation" : kindOfFolder(dir);
  if (kind === "installation") lookAtInstallation(look);
  else if (kind === "witness") lookAtWitness(look, dir);
  else if (kind === "mirror") await lookAtMirror(look, dir);
  else if (kind === "host") await lookAtHost(look, dir, port);
  else if (kind === "device") {
    const { stretch } = call;
    const opening = call.has("sealed") ? { passphrase: await askPassphrase(call, terminal), stretch } : null;
    await lookAtDevice(look, dir, opening);
  }
  return kind;
}

function kindOfFolder(dir: string): "device" | "witness" | "mirror" | "host" | null {
  const holds = (file: string) => existsSync(join(dir, file));
  if (holds(vaultFiles.vault)) return "device";
  if (holds(witnessFiles.key) || holds(witnessFiles.heads)) return "witness";
  if (!holds(hostFiles.founding)) return null;
  return holds(mirrorFiles.copy) ? "mirror" : "host";
}

function notLooked(message: string): Answer {
  return { lines: [], json: { kind: null, lines: [] }, problem: { code: "not-looked-at", message, exit: 2 } };
}

function answerOf(kind: string, look: Look): Answer {
  const answer = {
    lines: [kind === "installation" ? "Installation" : `Folder of a ${kind}`, ...lookLines(look)],
    json: { kind, lines: look.lines.map(({ about, is, says }) => ({ about, is, says })) },
  };
  const todo = countIn(look, "to-do");
  if (todo > 0)
    return {
      ...answer,
      problem: { code: "to-do", message: todo === 1 ? "one line says what to do" : `${todo} lines say what to do` },
    };
  if (countIn(look, "not-seen") === 0) return answer;
  return { ...answer, problem: { code: "not-looked-at", message: "not all could be looked at", exit: 2 } };
}
