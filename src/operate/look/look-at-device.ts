// A device's folder, looked at without its passphrase and without a change: what rests in clear, what the device knew last, and what its host shows now.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isProblem } from "../../core/problem.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { checkSealed, checkStore } from "../../member/check-store.ts";
import { loadPublicLog } from "../../member/room.ts";
import type { MemberStore } from "../../member/store/store.ts";
import type { StretchPassphrase } from "../../member/store/vault.ts";
import { readPinned } from "../../member/store/vault.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { network } from "../country-client.ts";
import { bytesFree } from "../files/bytes-free.ts";
import { deviceFiles, openFolderNow, vaultFiles } from "../files/device-folder.ts";
import { readSmallFile } from "../files/given-files.ts";
import { alarmParts } from "../person-words.ts";
import { storeSentence } from "../refusals.ts";
import type { DoctorLine } from "./doctor-line.ts";
import { good, notSeen, toDo } from "./doctor-line.ts";
import { permissionLines, spaceLine, versionLine } from "./look-at-place.ts";
import { ageLines, clockLine, cosignatureLines } from "./look-at-time.ts";
import { timeNoteOf } from "./look-through.ts";

const neededBytes = 100_000_000;
/** To open the store. */
const openBytes = 1_000_000;

/** Looks at sealed rows too, when it is given what opens the vault. */
interface Opening {
  readonly passphrase: string;
  readonly stretch: StretchPassphrase;
}

export async function lookAtDevice(
  dir: string,
  now: number,
  opening: Opening | null = null,
): Promise<readonly DoctorLine[]> {
  const place = [
    versionLine(),
    ...permissionLines(dir, deviceFiles),
    spaceLine(dir, neededBytes),
    vaultLine(join(dir, vaultFiles.vault)),
  ];
  const file = join(dir, vaultFiles.store);
  if (!existsSync(file)) return [...place, toDo("Store", `there is none yet: run panoh status --vault ${dir}`)];
  try {
    const store = openFolderNow(dir);
    try {
      return [...place, ...(await lookAtStore(store, dir, now, opening))];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!isProblem(error, "store")) throw error;
    if (error.code === "busy") return [...place, notSeen("Store", storeSentence.busy)];
    // A full disk looks like a failing one: SQLite needs a little room beside the file even to read it.
    if ((bytesFree(dir) ?? openBytes) < openBytes)
      return [...place, toDo("Store", "there is no room to open it: make room, then look again")];
    if (error.code === "not-writable") return [...place, toDo("Store", storeSentence[error.code])];
    return [...place, toDo("Store", `${storeSentence[error.code]}; keep a copy of ${dir} before you change anything`)];
  }
}

function vaultLine(file: string): DoctorLine {
  return readPinned(readSmallFile(file)) === null
    ? toDo("Vault", `${file} is damaged: put a copy of it back`)
    : good("Vault", "its outer form is whole; only the passphrase shows the rest");
}

async function lookAtStore(
  store: MemberStore,
  dir: string,
  now: number,
  opening: Opening | null,
): Promise<readonly DoctorLine[]> {
  // A look changes nothing: what is to be mended is mended when the device is opened.
  const log = await loadPublicLog({ store: { ...store, write: async () => undefined }, network, clock: () => now });
  if (log === null) return [toDo("Store", `this device was never opened: run panoh status --vault ${dir}`)];
  const { trusted, unwatched } = log.view;
  const known = trusted === null ? null : { size: trusted.size, at: unwatched ? null : trusted.at };
  const timeNote = timeNoteOf(log.directory);
  const waiting = log.outbox.waiting;
  return [
    await integrityLine(log, store, now),
    ...(opening === null ? [] : [await sealedLine(store, opening)]),
    clockLine(now, [known?.at ?? null, timeNote]),
    ...ageLines(now, known, timeNote, `run panoh status --vault ${dir} where there is a network`),
    ...(await hostLines(log, now)),
    waiting === 0
      ? good("Outbox", "nothing waits")
      : toDo("Outbox", `${waiting} not sent yet: run panoh status --vault ${dir} where there is a network`),
    ...log.alarms.list.map(({ code }) => toDo("Alarm", `${code}. ${alarmParts(code).what} ${alarmParts(code).do}`)),
  ];
}

/** What rests in clear against what it hangs on, as every start checks it (EN10). */
async function integrityLine({ follower }: PublicLog, store: MemberStore, now: number): Promise<DoctorLine> {
  const findings = await checkStore(store, () => now);
  const notes = (await store.list("clear")).length;
  if (findings.length === 0)
    return good(
      "Integrity",
      `${follower.size} leaves and ${notes} notes are as they were logged; sealed rows were looked at only if a line here says so (--sealed)`,
    );
  const countIn = (name: string) => findings.filter(({ table }) => table === name).length;
  const tables = [...new Set(findings.map(({ table }) => table))].join(", ");
  const logged =
    countIn("leaves") > 0
      ? "the leaves are"
      : countIn("clear") > 0
        ? `${countIn("clear")} of ${notes} notes are`
        : null;
  return toDo(
    "Integrity",
    `${logged === null ? `${findings.length} rows (${tables}) are not as they were written` : `${logged} not as they were logged`}: open the device where there is a network, which reads what the log has again; if it comes back, the disk fails, so enrol another device and revoke this one`,
  );
}

/** What rests under the vault's key: each row opens, or is damaged or moved. */
async function sealedLine(store: MemberStore, { passphrase, stretch }: Opening): Promise<DoctorLine> {
  const sealed = await checkSealed(store, passphrase, stretch);
  if (sealed === null)
    return notSeen("Sealed rows", "the passphrase does not open the vault: look again with the right one");
  const { count, findings } = sealed;
  if (findings.length === 0) return good("Sealed rows", `${count}, and each opens`);
  const tables = [...new Set(findings.map(({ table }) => table))].join(", ");
  const alone = findings.filter(({ lost }) => lost).length;
  return toDo(
    "Sealed rows",
    `${findings.length} of ${count} (${tables}) do not open, ${alone} of which no log brings back: open the device where there is a network, which reads what the log has again; if it comes back, the disk fails, so enrol another device and revoke this one`,
  );
}

async function hostLines(log: PublicLog, now: number): Promise<readonly DoctorLine[]> {
  const note = await log.host.checkpoint();
  if (note === null)
    return [toDo("Host", "it does not answer: look at the network of this computer, then ask who runs the host")];
  const checkpoint = verifyCheckpoint(note, log.logKey);
  if (checkpoint === null)
    return [toDo("Host", "it answers with what the log did not sign: look at its address, then ask who runs the host")];
  return [
    good("Host", `it answers, with ${checkpoint.size} leaves`),
    ...cosignatureLines(now, policyFor(log.directory, checkpoint.size), checkpoint),
  ];
}
