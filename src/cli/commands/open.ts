// `panoh open`: the web app for readers, served from the installed program on this computer only (EN4), so that no host can change what a
// reader runs. It answers only requests that name its own address, so that no other page reaches it by a name of its own.
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { presentFields } from "../../core/present-fields.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { parseInvitation } from "../../member/enrolment/invitation.ts";
import { type Pinned, readPinned } from "../../member/store/vault.ts";
import { type FoundingNote, parseFoundingNote } from "../../note/directory-note.ts";
import { archiveChoice } from "../../operate/app/archive-choice.ts";
import { withArchive } from "../../operate/app/archive-routes.ts";
import { addLauncher, type DeskOptions, keepDesk, readDesk, showInBrowser } from "../../operate/app/desk-launcher.ts";
import { listenHere, loopbackOnly } from "../../operate/app/loopback.ts";
import { buildWebApp, filesApp, webApp } from "../../operate/app/web-app.ts";
import { deviceFiles, vaultFiles } from "../../operate/files/device-folder.ts";
import { readSmallFile } from "../../operate/files/given-files.ts";
import { mustBeShut } from "../../operate/files/open-to-others.ts";
import { problemOf } from "../../operate/refusals.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";

export const openCommand: Command = {
  usage: [
    "--vault DIR [--places FILE] [--archive DIR] [--port N] [--launcher]",
    "--invitation FILE [--places FILE] [--archive DIR] [--port N] [--launcher]",
    "",
  ],
  about: [
    "Serves the app on this computer until it is stopped. Open the printed address.",
    "With an invitation the device makes its own keys there. With a vault that a command made, choose the printed vault file.",
    "The port is always the same for a country, so that the browser finds its store again.",
    "With --launcher the list of programs of this computer opens the same from then on, and so does panoh open without options, each in the browser.",
    "The page saves the organisation's archive each day while it is open and unlocked, sealed: into the folder named here, else into the one that a person chooses on the page.",
  ],
  options: {
    vault: { value: "DIR", help: "the device's folder" },
    invitation: { value: "FILE", help: "the invitation from the administrator (panoh enrol invite)" },
    places: { value: "FILE", help: "the country's regions and districts as JSON: [{ code, name: { en, … } }]" },
    archive: { value: "DIR", help: "the folder for the organisation's archive, on another disk where you can" },
    port: { value: "N", help: "another port than the country's own" },
    launcher: { help: "put it into the list of programs of this computer (Linux)" },
  },
  run: async (call, terminal) => {
    if (call.has("vault") && call.has("invitation")) throw usageProblem("give either --vault or --invitation");
    if (call.has("vault") || call.has("invitation")) return openDesk(deskGiven(call), call, terminal);
    return whileItIsRead(terminal, async () => openDesk(await deskHere(call, terminal), call, terminal));
  },
};

async function openDesk(desk: DeskOptions, call: Call, terminal: Terminal): Promise<null> {
  const isLaunched = !call.has("vault") && !call.has("invitation");
  const { pinned, founding, file } = countryOf(desk);
  const folder = desk.archive;
  if (folder !== undefined && !(existsSync(folder) && statSync(folder).isDirectory()))
    throw commandProblem("no-file", `${folder} is no folder: make it first`);
  await buildWebApp((step) => terminal.inform(`${step} …`));
  const serve = webApp({
    connect: [pinned.host, ...pinned.mirrors].map((url) => new URL(url).origin),
    start: "index.html",
    marks: foundingMarks(founding.founding),
    ...(desk.places === undefined ? {} : { extra: { "/places.json": readSmallFile(desk.places) } }),
  });
  const files = filesApp(serve);
  const app = withArchive(archiveChoice(folder, founding.origin), files);
  const listener = await listenHere(loopbackOnly(app), desk.port ?? portOf(founding.origin));
  const stop = terminal.untilStopped();
  const address = `http://localhost:${listener.port}`;
  terminal.inform(`${desk.vault === undefined ? "Invitation  " : "Vault file  "}${file}`);
  terminal.inform(`Open        ${address}`);
  if (isLaunched || call.has("launcher")) keepDesk(desk);
  if (call.has("launcher")) terminal.inform(`Launcher    ${addLauncher()}`);
  if (isLaunched) {
    terminal.inform("It runs while this window is open. Close the window to stop it.");
    showInBrowser(address);
  }
  await stop;
  await listener.close();
  return null;
}

/** The options, by whole paths: the next start is in another folder. */
function deskGiven(call: Call): DeskOptions {
  const place = (name: string) => (call.has(name) ? resolve(call.get(name)) : undefined);
  return presentFields({
    invitation: place("invitation"),
    vault: place("vault"),
    places: place("places"),
    archive: place("archive"),
    port: call.has("port") ? call.number("port", 0, 65_535, 0) : undefined,
  });
}

/** The desk that this computer opened before. On its first start a person names the invitation. */
async function deskHere(call: Call, { inform, askLine }: Terminal): Promise<DeskOptions> {
  const desk = readDesk();
  if (desk !== null) return { ...desk, ...deskGiven(call) };
  if (askLine === undefined) throw usageProblem("give either --vault or --invitation");
  inform(
    "No organisation was opened on this computer yet. Drag the invitation from your administrator into this window, and press Enter.",
  );
  const place = (await askLine("Invitation: ")).trim();
  // A window writes the path of what is dragged into it between quotes.
  return { ...deskGiven(call), invitation: resolve(/^(['"])(.*)\1$/.exec(place)?.[2] ?? place) };
}

/** A window that a launcher opened closes with its program: a person reads first why it ends. */
async function whileItIsRead<T>({ inform, askLine }: Terminal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = problemOf(error);
    if (problem !== null && askLine !== undefined) {
      inform(`${problem.message} (${problem.code})`);
      await askLine("Press Enter to close this window. ");
    }
    throw error;
  }
}

/** The country of this device: from its vault, or from the invitation to make one. */
function countryOf(desk: DeskOptions): {
  readonly pinned: Pinned;
  readonly founding: FoundingNote;
  readonly file: string;
} {
  if (desk.vault === undefined) {
    const file = desk.invitation ?? "";
    const content = parseInvitation(readSmallFile(file));
    if (content === null) throw commandProblem("not-an-invitation", `${file} is not a whole invitation`);
    return { pinned: content.invitation.pinned, founding: content.founding, file };
  }
  mustBeShut(desk.vault, deviceFiles);
  const file = join(desk.vault, vaultFiles.vault);
  const country = readPinned(readSmallFile(file));
  const founding = country === null ? null : parseFoundingNote(country.founding);
  if (country === null || founding === null) throw commandProblem("vault-broken", `${file} is not a vault file`);
  return { pinned: country, founding, file };
}

/** A port from 20000 to 29999 that follows from the country's origin. */
export function portOf(origin: string): number {
  const hash = sha256(encodeUtf8(`panoh.org/open/v1\n${origin}`));
  return 20_000 + (new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0) % 10_000);
}
