// A device's folder, looked at without its passphrase and without a change: what rests in clear, what the device knew last, and what its host shows now.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isProblem } from "../../core/problem.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { checkSealed, checkStore } from "../../member/check-store.ts";
import { loadPublicLog } from "../../member/room.ts";
import type { MemberStore } from "../../member/store/store.ts";
import { readPinned, type StretchPassphrase } from "../../member/store/vault.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { seatNews } from "../../member/trust/seat-news.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { network } from "../country-client.ts";
import { bytesFree } from "../files/bytes-free.ts";
import { deviceFiles, openFolderNow, vaultFiles } from "../files/device-folder.ts";
import { readSmallFile } from "../files/given-files.ts";
import { alarmParts } from "../person-words.ts";
import { storeSentence } from "../refusals.ts";
import { seatSentence } from "../seat-words.ts";
import type { Look } from "./look.ts";
import { lookAtPlace } from "./look-at-place.ts";
import { lookAtAges, lookAtClock, lookAtCosignatures, timeNoteOf } from "./look-at-time.ts";

const neededBytes = 100_000_000;
/** To open the store. */
const openBytes = 1_000_000;
const readAgain =
  "open the device where there is a network, which reads what the log has again; if it comes back, the disk fails, so enrol another device and revoke this one";

/** The means to open the vault, where sealed rows are to be looked at too. */
interface Opening {
  readonly passphrase: string;
  readonly stretch: StretchPassphrase;
}

export async function lookAtDevice(look: Look, dir: string, opening: Opening | null = null): Promise<void> {
  lookAtPlace(look, dir, deviceFiles, neededBytes);
  const vault = join(dir, vaultFiles.vault);
  if (readPinned(readSmallFile(vault)) === null) look.toDo("Vault", `${vault} is damaged: put a copy of it back`);
  else look.good("Vault", "its outer form is whole; only the passphrase shows the rest");
  if (!existsSync(join(dir, vaultFiles.store)))
    return look.toDo("Store", `there is none yet: run panoh status --vault ${dir}`);
  const inside = async () => {
    const store = openFolderNow(dir);
    await lookAtStore(look, store, dir, opening).finally(() => store.close());
  };
  await look.part(inside, (error) => {
    if (!isProblem(error, "store")) throw error;
    if (error.code === "busy") return look.notSeen("Store", storeSentence.busy);
    // A full disk looks like a failing one: SQLite needs a little room beside the file even to read it.
    if ((bytesFree(dir) ?? openBytes) < openBytes)
      return look.toDo("Store", "there is no room to open it: make room, then look again");
    const before = error.code === "not-writable" ? "" : `; keep a copy of ${dir} before you change anything`;
    look.toDo("Store", `${storeSentence[error.code]}${before}`);
  });
}

async function lookAtStore(look: Look, store: MemberStore, dir: string, opening: Opening | null): Promise<void> {
  // A look changes nothing: what is to be mended is mended when the device is opened.
  const clock = () => look.now;
  const log = await loadPublicLog({ store: { ...store, write: async () => undefined }, network, clock });
  if (log === null) return look.toDo("Store", `this device was never opened: run panoh status --vault ${dir}`);
  await lookAtIntegrity(look, log, store);
  if (opening !== null) await lookAtSealed(look, store, opening);
  const { trusted, unwatched } = log.view;
  const newest = trusted === null ? null : { size: trusted.size, at: unwatched ? null : trusted.at };
  const timeNote = timeNoteOf(log.directory);
  const status = `run panoh status --vault ${dir} where there is a network`;
  lookAtClock(look, [newest?.at ?? null, timeNote]);
  lookAtAges(look, newest, timeNote, status);
  for (const news of seatNews(log.directory, log.time))
    if (news.waits) look.toDo("Council", `${seatSentence(news)}: ask the council by voice whether that is so`);
    else look.good("Council", seatSentence(news));
  await lookAtItsHost(look, log);
  const { waiting } = log.outbox;
  if (waiting === 0) look.good("Outbox", "nothing waits");
  else look.toDo("Outbox", `${waiting} not sent yet: ${status}`);
  for (const { code } of log.alarms.list) {
    const { what, do: toDo } = alarmParts(code);
    look.toDo("Alarm", `${code}. ${what} ${toDo}`);
  }
}

const tablesOf = (findings: readonly { readonly table: string }[]) =>
  [...new Set(findings.map(({ table }) => table))].join(", ");

/** The rows that rest in clear against what it hangs on, as every start checks it (EN10). */
async function lookAtIntegrity(look: Look, { follower }: PublicLog, store: MemberStore): Promise<void> {
  const findings = await checkStore(store, () => look.now);
  const notes = (await store.list("clear")).length;
  if (findings.length === 0)
    return look.good(
      "Integrity",
      `${follower.size} leaves and ${notes} notes are as they were logged; sealed rows were looked at only if a line here says so (--sealed)`,
    );
  const countIn = (name: string) => findings.filter(({ table }) => table === name).length;
  const flaw =
    countIn("leaves") > 0
      ? "the leaves are not as they were logged"
      : countIn("clear") > 0
        ? `${countIn("clear")} of ${notes} notes are not as they were logged`
        : `${findings.length} rows (${tablesOf(findings)}) are not as they were written`;
  look.toDo("Integrity", `${flaw}: ${readAgain}`);
}

/** The rows under the vault's key: each opens, or is damaged or moved. */
async function lookAtSealed(look: Look, store: MemberStore, { passphrase, stretch }: Opening): Promise<void> {
  const sealedRows = await checkSealed(store, passphrase, stretch);
  if (sealedRows === null)
    return look.notSeen("Sealed rows", "the passphrase does not open the vault: look again with the right one");
  const { count, findings } = sealedRows;
  if (findings.length === 0) return look.good("Sealed rows", `${count}, and each opens`);
  const alone = findings.filter(({ lost }) => lost).length;
  look.toDo(
    "Sealed rows",
    `${findings.length} of ${count} (${tablesOf(findings)}) do not open, ${alone} of which no log brings back: ${readAgain}`,
  );
}

async function lookAtItsHost(look: Look, log: PublicLog): Promise<void> {
  const note = await log.host.checkpoint();
  const checkpoint = note === null ? null : verifyCheckpoint(note, log.logKey);
  if (note === null)
    look.toDo("Host", "it does not answer: look at the network of this computer, then ask who runs the host");
  else if (checkpoint === null)
    look.toDo("Host", "it answers with what the log did not sign: look at its address, then ask who runs the host");
  else {
    look.good("Host", `it answers, with ${checkpoint.size} leaves`);
    lookAtCosignatures(look, policyFor(log.directory, checkpoint.size), checkpoint);
  }
}
