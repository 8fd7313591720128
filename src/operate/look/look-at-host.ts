// A host's folder: at rest all of it is read and its witnesses are asked what they saw; a running host says on its status port how it is, since it alone
// owns its store.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isProblem, Problem } from "../../core/problem.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { verifyCosignature } from "../../log/cosignature.ts";
import { sameHash } from "../../log/merkle.ts";
import type { PolicyWitness } from "../../log/policy.ts";
import { noQuorum } from "../../log/policy.ts";
import { encodeAddCheckpoint, findCosignature, parseSizeAnswer } from "../../log/witness-request.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { parseSignatureLine } from "../../note/signed-note.ts";
import { logKeyOf, policyFor } from "../../protocol/clear-note.ts";
import { isLockedText } from "../../sealing/locked-text.ts";
import type { HostStatus } from "../../server/status.ts";
import type { HostStore, SignedHead } from "../../server/store/host-store.ts";
import type { PostgresAddress } from "../../server/store/postgres-address.ts";
import { openPostgresReads } from "../../server/store/postgres-host-store.ts";
import type { DatabaseState } from "../../server/store/postgres-safety.ts";
import { openSqliteHostStore } from "../../server/store/sqlite-host-store.ts";
import { askWitnessOverHttp } from "../../server/witnessing.ts";
import { network } from "../country-client.ts";
import { councilFolder } from "../files/folder-names.ts";
import { readFounding, readSmallFile } from "../files/given-files.ts";
import { parseLogKey } from "../files/key-file.ts";
import { hostFiles, storeAddressIn } from "../open-host-store.ts";
import { programVersion } from "../program-version.ts";
import { storeSentence } from "../refusals.ts";
import type { DoctorLine } from "./doctor-line.ts";
import { good, notSeen, toDo } from "./doctor-line.ts";
import { permissionLines, spaceLine, versionLine } from "./look-at-place.ts";
import { ageLines, clockLine, clockNowLine, witnessClockLine } from "./look-at-time.ts";
import type { RestingLog, RestingStore } from "./look-through.ts";
import { isLocked, layoutOf, lookThrough, newerStore, publishedOf, restingLine, timeNoteOf } from "./look-through.ts";

const neededBytes = 1_000_000_000;
const fromMirror = 'restore from a mirror (panoh restore; "Restoring" in the guide for hosts)';
const bytesFromMirror = "start the host with --mirror, which takes the bytes again";
const maxStatusBytes = 64 * 1024;

export async function lookAtHost(dir: string, statusPort: number | null, now: number): Promise<readonly DoctorLine[]> {
  const founding = readFounding(join(dir, hostFiles.founding));
  const status = statusPort === null ? null : await askStatus(statusPort);
  const place = [
    ...permissionLines(dir, [
      { name: hostFiles.logKey, secret: true },
      { name: hostFiles.database, secret: false },
      { name: hostFiles.address, secret: false },
    ]),
    keyLine(join(dir, hostFiles.logKey), founding, status !== null),
    ...(existsSync(join(dir, councilFolder))
      ? [
          toDo(
            "Council",
            `keys of the council lie beside the host: hand them out and remove ${join(dir, councilFolder)}`,
          ),
        ]
      : []),
  ];
  const address = storeAddressIn(dir);
  if (statusPort !== null) {
    if (status !== null)
      return [...place, ...(address === null ? [] : await databaseLines(address)), ...statusLines(status, now)];
    place.push(
      toDo(
        "Host",
        `nobody answers as a host at port ${statusPort}: start it with --status ${statusPort}, or look at what it printed`,
      ),
    );
  }
  const rest = [versionLine(), ...place, spaceLine(dir, neededBytes)];
  if (address !== null) return [...rest, ...(await inDatabase(address, founding, dir, now))];
  const file = join(dir, hostFiles.database);
  if (!existsSync(file))
    return [
      ...rest,
      toDo(
        "Store",
        `there is none: if this host never ran, start it (panoh serve --dir ${dir}); if it did, ${fromMirror}`,
      ),
    ];
  return [...rest, ...(await atRest(file, founding, dir, now))];
}

/** A host that runs has the key, wherever it is from. */
function keyLine(file: string, founding: FoundingNote, runs: boolean): DoctorLine {
  if (!existsSync(file))
    return runs
      ? good("Log key", "none rests here; the host that runs has it")
      : toDo(
          "Log key",
          `there is no ${file}: put it back from where it was kept, or look with --status where systemd keeps it`,
        );
  const text = readSmallFile(file);
  if (isLockedText(text)) return good("Log key", "it is locked; the host looks at it when it starts");
  const seed = parseLogKey(text);
  return seed !== null && sameHash(ed25519PublicKey(seed), logKeyOf(founding).publicKey)
    ? good("Log key", "it is the one of the founding note")
    : toDo("Log key", `${file} is not the key of this country's log: put it back from where it was kept`);
}

async function atRest(file: string, founding: FoundingNote, dir: string, now: number): Promise<readonly DoctorLine[]> {
  let store: HostStore;
  try {
    store = openSqliteHostStore(file, "looking");
  } catch (error) {
    if (isProblem(error, "store", "newer")) return [toDo("Store", newerStore)];
    if (isProblem(error, "store", "moved") || isProblem(error, "store", "half-moved"))
      return [toDo("Store", storeSentence[error.code])];
    if (isLocked(error))
      return [notSeen("Store", "the host runs: give the port that it was started with as --status PORT")];
    return [toDo("Store", `${file} cannot be read as this program's store: replace the disk, and ${fromMirror}`)];
  }
  try {
    return [
      good("Store", `${layoutOf(store.schema, await store.oldLeaves())}; the host does not run`),
      ...(await logLines(store, founding, dir, now, false)),
    ];
  } catch {
    return [toDo("Store", `${file} cannot be read to its end: replace the disk, and ${fromMirror}`)];
  } finally {
    await store.close();
  }
}

/** What a store holds. While a host writes there it has more by the time that a witness is asked, so none is. */
async function logLines(
  store: RestingStore,
  founding: FoundingNote,
  dir: string,
  now: number,
  hasWriter: boolean,
): Promise<readonly DoctorLine[]> {
  const signed = await store.signedHead();
  const log = await lookThrough(store, founding, signed);
  const asked = hasWriter ? whoWritesAsks : await askWitnesses(log, signed, now);
  const checkpoint = publishedOf(log);
  const timeNote = timeNoteOf(log.directory);
  const todo = hasWriter
    ? "look at what the host printed, and at its witnesses"
    : `start the host: panoh serve --dir ${dir}`;
  return [
    restingLine(log, fromMirror, bytesFromMirror),
    asked.witnessTime === null
      ? clockLine(now, [checkpoint?.at ?? null, timeNote])
      : clockNowLine(now, asked.witnessTime),
    ...ageLines(now, checkpoint, timeNote, todo),
    ...asked.lines,
  ];
}

const whoWritesAsks: Asked = {
  lines: [
    notSeen("Witnesses", "a host writes there and asks them: give the port that it was started with as --status PORT"),
  ],
  witnessTime: null,
};

/** Reads all of a log in PostgreSQL, whether a host writes there or not. */
async function inDatabase(
  address: PostgresAddress,
  founding: FoundingNote,
  dir: string,
  now: number,
): Promise<readonly DoctorLine[]> {
  const reads = openPostgresReads(address);
  try {
    const state = await reads.state();
    const database = databaseLine(state);
    const layout = await reads.layout();
    if (layout === 0)
      return [
        database,
        toDo(
          "Store",
          `the database is empty: if this country never ran, start its host (panoh serve --dir ${dir}); if it did, bring the true database back, or ${fromMirror}`,
        ),
      ];
    await reads.refuseNewer();
    const store = good(
      "Store",
      `${layoutOf(layout, 0)}, in PostgreSQL; ${state.hasWriter ? "a host writes there" : "no host writes there"}`,
    );
    return [database, store, ...(await logLines(reads, founding, dir, now, state.hasWriter))];
  } catch (error) {
    if (isProblem(error, "store", "newer")) return [toDo("Store", newerStore)];
    if (isProblem(error, "store", "moved") || isProblem(error, "store", "half-moved"))
      return [toDo("Store", storeSentence[error.code])];
    return [awayLine(error)];
  } finally {
    await reads.close();
  }
}

async function databaseLines(address: PostgresAddress): Promise<readonly DoctorLine[]> {
  const reads = openPostgresReads(address);
  try {
    return [databaseLine(await reads.state())];
  } catch (error) {
    return [awayLine(error)];
  } finally {
    await reads.close();
  }
}

function awayLine(error: unknown): DoctorLine {
  const cause = error instanceof Problem && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message : "";
  return toDo(
    "Database",
    `the database of ${hostFiles.address} cannot be read (${why}): look after PostgreSQL, and after that address`,
  );
}

function databaseLine({ lossy, waitsForCopy }: DatabaseState): DoctorLine {
  if (lossy.length > 0)
    return toDo(
      "Database",
      `a loss of power may take away what was acknowledged (${lossy.join(", ")}): set it to on for PostgreSQL, on each machine that has a copy`,
    );
  return good(
    "Database",
    waitsForCopy
      ? "what it acknowledges is on its disk, and another machine was waited for"
      : "what it acknowledges is on its disk; no other machine is waited for, so none may take over from it",
  );
}

interface Asked {
  readonly lines: readonly DoctorLine[];
  /** What time it is for a witness that cosigned now. */
  readonly witnessTime: number | null;
}

/** Asks each witness to cosign the head that rests here, as the host does at its start: it harms nothing, and shows what the witness saw. */
async function askWitnesses({ directory }: RestingLog, signed: SignedHead | null, now: number): Promise<Asked> {
  const policy = policyFor(directory, signed?.size ?? 1);
  if (policy.quorum === noQuorum)
    return {
      lines: [toDo("Witnesses", "nobody watches this log: found a real country with witnesses")],
      witnessTime: null,
    };
  if (signed === null)
    return { lines: [notSeen("Witnesses", "nothing was signed yet: start the host")], witnessTime: null };
  const answers = await Promise.all(policy.witnesses.map((witness) => askWitness(witness, signed)));
  const times = answers.flatMap(({ time }) => time ?? []);
  // Of several clocks the one that is nearest to ours: one wrong witness does not make our clock wrong.
  const nearest = times.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))[0] ?? null;
  const lines = answers.map(({ line, time }) =>
    time === null || nearest === null ? line : (witnessClockLine(line.about, nearest, time) ?? line),
  );
  return { lines, witnessTime: nearest };
}

async function askWitness(
  { name, key, url }: PolicyWitness,
  signed: SignedHead,
): Promise<{ readonly line: DoctorLine; readonly time: number | null }> {
  const about = `Witness ${name}`;
  const only = (line: DoctorLine) => ({ line, time: null });
  if (url === null) return only(notSeen(about, "the policy names no address of it"));
  const answer = await askWitnessOverHttp(
    url,
    encodeAddCheckpoint({ oldSize: signed.size, proof: [], checkpoint: signed.note }),
  );
  if (answer === null) return only(toDo(about, `it does not answer at ${url}: ask who runs it`));
  const body = signed.note.slice(0, signed.note.indexOf("\n\n") + 1);
  const line = answer.status === 200 ? findCosignature(answer.text, body, key) : null;
  const parsed = line === null ? null : parseSignatureLine(line);
  const seconds = parsed === null ? null : verifyCosignature(body, parsed, key);
  if (seconds !== null) return { line: good(about, "it answers, and saw what rests here"), time: seconds * 1000 };
  const size = answer.status === 409 ? parseSizeAnswer(answer.text) : null;
  if (size !== null && size > signed.size)
    return only(
      toDo(
        about,
        `it saw ${size} leaves and ${signed.size} rest here, so that this is an old copy: do not start it, ${fromMirror}`,
      ),
    );
  if (size !== null && size < signed.size)
    return only(good(about, `it answers, and has ${signed.size - size} leaves to see`));
  if (answer.status === 422 || size === signed.size)
    return only(toDo(about, `it saw another log of the same size: do not start the host, ${fromMirror}`));
  return only(toDo(about, `what answers at ${url} is no witness of this log: ask who runs it`));
}

async function askStatus(port: number): Promise<HostStatus | null> {
  const answer = await network(`http://127.0.0.1:${port}/status`, { method: "GET", maxBytes: maxStatusBytes });
  if (answer?.status !== 200) return null;
  try {
    const status = JSON.parse(decodeUtf8(answer.body) ?? "") as HostStatus;
    // Another program's port on this machine; one of ours has all of these.
    return Array.isArray(status.witnesses) && Array.isArray(status.why) && typeof status.integrity?.flaws === "number"
      ? status
      : null;
  } catch {
    return null;
  }
}

const holds: Readonly<Record<HostStatus["why"][number], string>> = {
  "write-failed": "a write failed: make room or replace the disk, and it tries again by itself",
  "store-away":
    "its database does not answer or may not be written to: look after PostgreSQL, and it goes on by itself",
  "witnesses-unheard": "too few witnesses have answered since its start: ask who runs them",
  "store-behind": `its store is behind what was signed: ${fromMirror}`,
  "note-rotten": `a note of the directory rotted on its disk: ${bytesFromMirror}`,
};

const clockFlaws: Readonly<Record<NonNullable<HostStatus["clockFlaw"]>, string>> = {
  behind: "the host's clock is behind the log's own time, so that it writes no time notes: set the clock",
  "far-ahead":
    "the host's clock is far after the log's newest time, and it is the only clock: set it, or start with --clock-is-right if it is right",
};

function statusLines(status: HostStatus, now: number): readonly DoctorLine[] {
  const { version, schema, moving, freeBytes, integrity, witnesses, checkpoint, timeNote, clockFlaw, takes, why } =
    status;
  const time = (written: string | null | undefined) => (typeof written === "string" ? Date.parse(written) : null);
  const published = checkpoint === null ? null : { size: checkpoint.size, at: time(checkpoint.at) };
  const late = "look at what the host printed, and at its witnesses";
  return [
    version === programVersion()
      ? versionLine(schema)
      : toDo(
          "Versions",
          `the host runs panoh ${version}, this program is ${programVersion()}: start the host again with this one`,
        ),
    good("Host", "it runs"),
    ...(moving > 0 ? [good("Store", layoutOf(schema, moving))] : []),
    takes
      ? good("Submissions", "it takes them")
      : toDo("Submissions", `it takes none: ${why.map((each) => holds[each] ?? each).join("; ")}`),
    spaceLine(".", neededBytes, freeBytes),
    integrity.flaws > 0
      ? toDo(
          "Integrity",
          `${integrity.flaws} leaves are not as they were logged (${(integrity.leaves ?? []).join(", ")}): replace the disk, and ${bytesFromMirror}`,
        )
      : integrity.checkedAt === null
        ? notSeen("Integrity", "the first look since its start is not over: ask again in some minutes")
        : good("Integrity", `all ${integrity.rows} leaves were as they were logged at ${integrity.checkedAt}`),
    clockLine(now, [published?.at ?? null, time(timeNote), ...witnesses.map(({ answeredAt }) => time(answeredAt))]),
    ...(clockFlaw === null || clockFlaw === undefined ? [] : [toDo("Clock", clockFlaws[clockFlaw])]),
    ...ageLines(now, published, time(timeNote), late),
    ...witnesses.map(({ name, state, answeredAt }) =>
      state === "silent"
        ? toDo(`Witness ${name}`, "it does not answer: ask who runs it")
        : state === "bad"
          ? toDo(`Witness ${name}`, "it answers, but not with a cosignature that holds: ask who runs it")
          : good(`Witness ${name}`, answeredAt === null ? "not asked yet" : `it cosigned at ${answeredAt}`),
    ),
  ];
}
