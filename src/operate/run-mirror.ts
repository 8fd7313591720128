// Runs a mirror on its data folder: founding note, copy, what it followed. Where the mirror's parts meet.
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { Alarms } from "../member/trust/alarms.ts";
import { Corrections } from "../member/trust/corrections.ts";
import { LogFollower } from "../member/trust/log-follower.ts";
import { findWayBack } from "../member/trust/way-back.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { publicKeyOf, type SignerKey, type VerifierKey, verifierKey } from "../note/signed-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { routes } from "../protocol/routes.ts";
import { LogCopy } from "../server/log-copy.ts";
import { familiesOfLog } from "../server/metrics/metrics-app.ts";
import { gauge } from "../server/metrics/prometheus-text.ts";
import { mirrorApp, type Relay } from "../server/mirror-app.ts";
import { moveOldLeaves } from "../server/moving.ts";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { commandProblem } from "./command-problem.ts";
import { network } from "./country-client.ts";
import { bytesFree } from "./files/bytes-free.ts";
import { encodeKeyFile, parseKeyFile } from "./files/key-file.ts";
import { openSqliteMemberStore } from "./files/sqlite-member-store.ts";
import { writeInPlace, writeNew, writeSecret } from "./files/write-whole.ts";
import { MirrorCopier, type RoundEnd } from "./mirror-copier.ts";
import { openTogether } from "./open-together.ts";
import { correctionSentence } from "./person-words.ts";
import { every, kindOf, type ServingParts, servingOf, untilStopped } from "./serving.ts";

export const mirrorFiles = {
  founding: "founding.note",
  copy: "copy.db",
  followed: "followed.db",
  fork: "forked-heads.txt",
  /** Signs how much of the log is stored (SP2). */
  key: "mirror.key",
} as const;

/** More than eight proofs take. */
const maxAnswerBytes = 256 * 1024;

interface RunMirrorParts extends ServingParts {
  readonly of: string;
  readonly founding: FoundingNote;
  readonly dir: string;
  /** Corrections of the council that this mirror takes (LG10). */
  readonly corrections?: readonly string[];
  /** How long to wait between two rounds. */
  readonly everyMilliseconds: number;
  /** Hears how a round ended when it ended otherwise than the last one. */
  readonly onRound: (end: RoundEnd) => void;
}

interface RunningMirror {
  readonly copy: LogCopy;
  /** The key with which it says what is stored. */
  readonly storedKey: VerifierKey;
  readonly port: number;
  readonly metricsPort: number | null;
  /** Rejects with the problem that ended the mirror. */
  readonly ended: Promise<never>;
  readonly close: () => Promise<void>;
}

/** Opens the data folder, listens, makes one round and goes on. Throws a problem of the command when the host forked or is another country's. */
export async function runMirror(parts: RunMirrorParts): Promise<RunningMirror> {
  const { founding, of: url, dir } = parts;
  pinFounding(dir, founding);
  for (const note of parts.corrections ?? []) await goBack(note, parts);
  return openTogether(async (closing) => {
    const store = openSqliteMemberStore(join(dir, mirrorFiles.followed));
    closing(() => store.close());
    const copyStore = openSqliteHostStore(join(dir, mirrorFiles.copy));
    closing(() => copyStore.close());
    const copy = await LogCopy.open(founding, copyStore);
    if (copy === null) throw commandProblem("copy-damaged", `${dir} is damaged: remove it and copy again`);
    const copier = await MirrorCopier.load({ founding, url, network, clock: Date.now, copy, store });
    const rounds = roundsOf(copier, parts);
    await rounds.stopIfForked();
    const serving = servingOf(parts, Date.now, join(dir, mirrorFiles.copy));
    const { onFailure } = serving;
    const end = Promise.withResolvers<never>();
    // Whoever waits for the end may come later.
    end.promise.catch(() => undefined);
    const signer = openMirrorKey(dir);
    const app = mirrorApp({
      copy,
      relay: relayTo(url),
      reachesHost: () => copier.reachesHost,
      signer,
      randomBytes,
      onFork: async (head) => {
        await copier.forkedFrom(head);
        await rounds.stopIfForked().catch(end.reject);
      },
      ...serving.surroundings,
    });
    const listener = await serving.listen(app);
    closing(() => listener.close());
    closing(untilStopped((stopping) => moveOldLeaves({ store: copyStore, onFailure }, stopping)));
    await rounds.next();
    const metrics = await serving.listenForMetrics(async () => [
      ...familiesOfLog(copy.head.size, null, bytesFree(dir)),
      gauge(
        "panoh_mirror_current_seconds",
        "When the copy was last as new as the host's log, in seconds since 1970.",
        rounds.currentAt(),
      ),
    ]);
    if (metrics !== null) closing(() => metrics.close());
    closing(
      every(
        () => parts.everyMilliseconds,
        () => rounds.next().catch(end.reject),
      ),
    );
    const ports = { port: listener.port, metricsPort: metrics?.port ?? null };
    return { copy, storedKey: verifierKey(signer.name, publicKeyOf(signer)), ...ports, ended: end.promise };
  });
}

/** Round after round, and what is said about them. */
function roundsOf(copier: MirrorCopier, { dir, onRound, failed }: RunMirrorParts) {
  let last: RoundEnd = "current";
  /** When a round last ended with the host's newest head, in seconds since 1970; null before the first. */
  let currentAt: number | null = null;
  const stopIfForked = async () => {
    const heads = await copier.forkedHeads();
    if (heads === null) return;
    const file = join(dir, mirrorFiles.fork);
    writeInPlace(file, heads);
    throw commandProblem(
      "log-forked",
      `the log signed two histories; nothing more is copied or served. Both heads are in ${file}: show them to the council`,
    );
  };
  const next = async () => {
    // A full disk, say: the copy stays whole, and the next round may do better.
    const end = await copier.round().catch((error: unknown) => failed(kindOf(error)));
    if (end === "current") currentAt = Math.floor(Date.now() / 1000);
    await stopIfForked();
    if (end === "foreign-founding")
      throw commandProblem("foreign-founding", "the host shows the founding note of another country");
    if (typeof end !== "string" || end === last) return;
    onRound(end);
    last = end;
  };
  return { stopIfForked, next, currentAt: () => currentAt };
}

/**
 * Takes a correction (LG10). A mirror on the false history puts its copy aside, as evidence, and copies the true one anew. One that it took
 * already changes nothing, so that it may stay among the options.
 */
async function goBack(note: string, { founding, of: host, dir }: RunMirrorParts): Promise<void> {
  const file = join(dir, mirrorFiles.followed);
  const store = openSqliteMemberStore(file);
  const way = await (async () => {
    try {
      const corrections = await Corrections.load(store, founding);
      const alarms = await Alarms.load(store, Date.now);
      const follower = await LogFollower.load({
        store,
        logKey: logKeyOf(founding),
        alarms,
        falseHeads: corrections.falseHeads,
      });
      const parts = { store, network, clock: Date.now, founding, host, mirrors: [] };
      const wayFound = await findWayBack(note, { follower, corrections }, parts);
      if (typeof wayFound !== "string" && wayFound.from === null) await store.write(wayFound.changes);
      return wayFound;
    } finally {
      await store.close();
    }
  })();
  if (way === "taken-already") return;
  if (typeof way === "string") throw commandProblem(way, correctionSentence(way));
  if (way.from === null) return;
  const aside = join(dir, `false-history-from-${way.from}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const name of [mirrorFiles.followed, mirrorFiles.copy, mirrorFiles.fork])
    if (existsSync(join(dir, name))) renameSync(join(dir, name), join(aside, name));
  const anew = openSqliteMemberStore(file);
  try {
    await anew.write(way.changes.filter(({ table }) => table !== "clear"));
  } finally {
    await anew.close();
  }
}

/** The mirror's own key; made where there is none. Its name follows from the key, so that nobody has to choose one. */
function openMirrorKey(dir: string): SignerKey {
  const file = join(dir, mirrorFiles.key);
  if (!existsSync(file)) {
    const seed = randomBytes(32);
    const name = `mirror-${encodeHex(sha256(ed25519PublicKey(seed)).subarray(0, 4))}`;
    writeSecret(file, encodeKeyFile({ name, seed }));
  }
  const key = parseKeyFile(readFileSync(file, "utf8"));
  if (key === null) throw commandProblem("not-a-key-file", `${file} is not a key file`);
  return key;
}

/** A folder belongs to one country. */
function pinFounding(dir: string, founding: FoundingNote): void {
  const file = join(dir, mirrorFiles.founding);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeNew(file, founding.note);
  else if (readFileSync(file, "utf8") !== founding.note)
    throw commandProblem("another-country", `${dir} holds a copy of another country's log`);
}

/** Passes bodies on to the host and takes its answer, up to a bound. Nothing of the client's request goes along but the body. */
function relayTo(url: string): Relay {
  const address = url.replace(/\/$/, "") + routes.submit;
  return async (body) => {
    const answer = await network(address, { method: "POST", body, maxBytes: maxAnswerBytes });
    return answer === null || answer.flaw !== null ? null : answer;
  };
}
