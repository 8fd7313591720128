// `panoh open`: the web app for readers, served from the installed program on this computer only (EN4), so that no host can change what a
// reader runs. It answers only requests that name its own address, so that no other page reaches it by a name of its own.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { parseInvitation } from "../../member/enrolment/invitation.ts";
import { type Pinned, readPinned } from "../../member/store/vault.ts";
import { type FoundingNote, parseFoundingNote } from "../../note/directory-note.ts";
import { withArchive } from "../../operate/app/archive-routes.ts";
import { loopbackOnly } from "../../operate/app/loopback.ts";
import { buildWebApp, filesApp, webApp } from "../../operate/app/web-app.ts";
import { deviceFiles, vaultFiles } from "../../operate/files/device-folder.ts";
import { readSmallFile } from "../../operate/files/given-files.ts";
import { mustBeShut } from "../../operate/files/open-to-others.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import { listen } from "../../server/listen.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";

export const openCommand: Command = {
  usage: [
    "--vault DIR [--places FILE] [--archive DIR] [--port N]",
    "--invitation FILE [--places FILE] [--archive DIR] [--port N]",
  ],
  about: [
    "Serves the app on this computer until it is stopped. Open the printed address.",
    "With an invitation the device makes its own keys there. With a vault that a command made, choose the printed vault file.",
    "The port is always the same for a country, so that the browser finds its store again.",
    "With a folder for the archive the page saves the organisation's archive there each day while it is open and unlocked, sealed.",
  ],
  options: {
    vault: { value: "DIR", help: "the device's folder" },
    invitation: { value: "FILE", help: "the invitation from the administrator (panoh enrol invite)" },
    places: { value: "FILE", help: "the country's regions and districts as JSON: [{ code, name: { en, … } }]" },
    archive: { value: "DIR", help: "the folder for the organisation's archive, on another disk where you can" },
    port: { value: "N", help: "another port than the country's own" },
  },
  run: async (call, terminal) => {
    const { pinned, founding, file } = countryGiven(call);
    const folder = call.find("archive");
    if (folder !== null && !(existsSync(folder) && statSync(folder).isDirectory()))
      throw commandProblem("no-file", `${folder} is no folder: make it first`);
    await buildWebApp((step) => terminal.inform(`${step} …`));
    const serve = webApp({
      connect: [pinned.host, ...pinned.mirrors].map((url) => new URL(url).origin),
      start: "index.html",
      marks: foundingMarks(founding.founding),
      ...(call.has("places") ? { extra: { "/places.json": readSmallFile(call.get("places")) } } : {}),
    });
    const files = filesApp(serve);
    const app = folder === null ? files : withArchive(folder, files);
    const listener = await listen(loopbackOnly(app), call.number("port", 0, 65_535, portOf(founding.origin)));
    const stop = terminal.untilStopped();
    terminal.inform(`${call.has("vault") ? "Vault file  " : "Invitation  "}${file}`);
    terminal.inform(`Open        http://localhost:${listener.port}`);
    await stop;
    await listener.close();
    return null;
  },
};

/** The country of this device: from its vault, or from the invitation to make one. */
function countryGiven(call: Call): {
  readonly pinned: Pinned;
  readonly founding: FoundingNote;
  readonly file: string;
} {
  if (call.has("vault") === call.has("invitation")) throw usageProblem("give either --vault or --invitation");
  if (call.has("invitation")) {
    const file = call.get("invitation");
    const content = parseInvitation(readSmallFile(file));
    if (content === null) throw commandProblem("not-an-invitation", `${file} is not a whole invitation`);
    return { pinned: content.invitation.pinned, founding: content.founding, file };
  }
  mustBeShut(call.get("vault"), deviceFiles);
  const file = join(call.get("vault"), vaultFiles.vault);
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
