// A host's folder. At rest all of its store is read, and its witnesses are asked what they saw. A host that runs owns its store alone: its status port says how it is.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../../core/problem.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { sameHash } from "../../log/merkle.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { isLockedText } from "../../sealing/locked-text.ts";
import type { PostgresAddress } from "../../server/store/postgres-address.ts";
import { openPostgresReads } from "../../server/store/postgres-host-store.ts";
import type { DatabaseState } from "../../server/store/postgres-safety.ts";
import { readFounding, readSmallFile } from "../files/given-files.ts";
import { parseLogKey } from "../files/key-file.ts";
import { hostFiles, hostRestingFiles, storeAddressIn } from "../open-host-store.ts";
import { askWitnesses, nearestTime, sayAnswers, type WitnessAnswer } from "./ask-witnesses.ts";
import type { Look } from "./look.ts";
import { lookAtPermissions, lookAtSpace, lookAtVersions } from "./look-at-place.ts";
import { askStatus, bytesFromMirror, fromMirror, lookAtStatus, neededBytes } from "./look-at-status.ts";
import { lookAtAges, lookAtClock, lookAtClockNow, timeNoteOf } from "./look-at-time.ts";
import type { RestingStore } from "./look-through.ts";
import { layoutOf, lookAtFile, lookThrough, publishedOf, sayIntegrity, saysNotOurs } from "./look-through.ts";

interface HostFolder {
  readonly dir: string;
  readonly founding: FoundingNote;
}

export async function lookAtHost(look: Look, dir: string, statusPort: number | null): Promise<void> {
  const founding = readFounding(join(dir, hostFiles.founding));
  const status = statusPort === null ? null : await askStatus(statusPort);
  if (status === null) lookAtVersions(look);
  lookAtPermissions(look, dir, hostRestingFiles);
  lookAtKey(look, join(dir, hostFiles.logKey), founding, status !== null);
  const council = join(dir, hostFiles.council);
  if (existsSync(council))
    look.toDo("Council", `keys of the council lie beside the host: hand them out and remove ${council}`);
  const address = storeAddressIn(dir);
  if (status !== null) {
    if (address !== null) await lookAtDatabase(look, address);
    return lookAtStatus(look, status, founding.founding);
  }
  if (statusPort !== null)
    look.toDo(
      "Host",
      `nobody answers as a host at port ${statusPort}: start it with --status ${statusPort}, or look at what it printed`,
    );
  lookAtSpace(look, dir, neededBytes);
  const folder = { dir, founding };
  const file = join(dir, hostFiles.database);
  if (address !== null) await lookAtDatabase(look, address, folder);
  else if (existsSync(file))
    await lookAtFile(
      look,
      file,
      {
        name: file,
        program: "host",
        running: "the host runs: give the port that it was started with as --status PORT",
        replace: `replace the disk, and ${fromMirror}`,
        mend: fromMirror,
      },
      (store) => lookAtRestingLog(look, store, folder, false),
    );
  else
    look.toDo(
      "Store",
      `there is none: if this host never ran, start it (panoh serve --dir ${dir}); if it did, ${fromMirror}`,
    );
}

/** A host that runs has the key, wherever it is from. */
function lookAtKey(look: Look, file: string, founding: FoundingNote, runs: boolean) {
  const about = "Log key";
  if (!existsSync(file) && runs) return look.good(about, "none rests here; the host that runs has it");
  if (!existsSync(file))
    return look.toDo(
      about,
      `there is no ${file}: put it back from where it was kept, or look with --status where systemd keeps it`,
    );
  const text = readSmallFile(file);
  if (isLockedText(text)) return look.good(about, "it is locked; the host looks at it when it starts");
  const seed = parseLogKey(text);
  if (seed !== null && sameHash(ed25519PublicKey(seed), logKeyOf(founding).publicKey))
    look.good(about, "it is the one of the founding note");
  else look.toDo(about, `${file} is not the key of this country's log: put it back from where it was kept`);
}

/** While a host writes to a store it has more by the time that a witness is asked, so none is. */
async function lookAtRestingLog(
  look: Look,
  store: RestingStore,
  { dir, founding }: HostFolder,
  hasWriter: boolean,
): Promise<void> {
  const head = await store.signedHead();
  const log = await lookThrough(store, founding, head);
  const answers = hasWriter ? [whoWritesAsks] : await askWitnesses(log.directory, head);
  const checkpoint = publishedOf(log);
  const timeNote = timeNoteOf(log.directory);
  const nearest = nearestTime(answers, look.now);
  sayIntegrity(look, log, fromMirror, bytesFromMirror);
  if (nearest === null) lookAtClock(look, [checkpoint?.at ?? null, timeNote]);
  else lookAtClockNow(look, nearest);
  const todo = hasWriter
    ? "look at what the host printed, and at its witnesses"
    : `start the host: panoh serve --dir ${dir}`;
  lookAtAges(look, checkpoint, timeNote, todo);
  sayAnswers(look, answers);
}

const whoWritesAsks: WitnessAnswer = {
  about: "Witnesses",
  is: "notSeen",
  says: "a host writes there and asks them: give the port that it was started with as --status PORT",
};

/** With a folder all of a log in PostgreSQL is read, whether a host writes there or not; without one its settings alone. */
async function lookAtDatabase(look: Look, address: PostgresAddress, folder: HostFolder | null = null): Promise<void> {
  const reads = openPostgresReads(address);
  const inside = async () => {
    const state = await reads.state();
    saySettings(look, state);
    if (folder === null) return;
    const layout = await reads.layout();
    if (layout === 0)
      return look.toDo(
        "Store",
        `the database is empty: if this country never ran, start its host (panoh serve --dir ${folder.dir}); if it did, bring the true database back, or ${fromMirror}`,
      );
    await reads.refuseNewer();
    const writer = state.hasWriter ? "a host writes there" : "no host writes there";
    look.good("Store", `${layoutOf(layout, 0)}, in PostgreSQL; ${writer}`);
    await lookAtRestingLog(look, reads, folder, state.hasWriter);
  };
  const caught = (error: unknown) => {
    if (folder !== null && saysNotOurs(look, error)) return;
    const cause = error instanceof Problem && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error ? cause.message : "";
    look.toDo(
      "Database",
      `the database of ${hostFiles.address} cannot be read (${why}): look after PostgreSQL, and after that address`,
    );
  };
  await look.part(inside, caught).finally(() => reads.close());
}

function saySettings(look: Look, { lossy, waitsForCopy }: DatabaseState) {
  if (lossy.length > 0)
    return look.toDo(
      "Database",
      `a loss of power may take away what was acknowledged (${lossy.join(", ")}): set it to on for PostgreSQL, on each machine that has a copy`,
    );
  const other = waitsForCopy
    ? ", and another machine was waited for"
    : "; no other machine is waited for, so none may take over from it";
  look.good("Database", `what it acknowledges is on its disk${other}`);
}
