// The folder of a mirror.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { policyFor } from "../../protocol/clear-note.ts";
import { readFounding } from "../files/given-files.ts";
import { mirrorFiles } from "../run-mirror.ts";
import type { Look } from "./look.ts";
import { lookAtPlace } from "./look-at-place.ts";
import { lookAtAges, lookAtClock, lookAtCosignatures, timeNoteOf } from "./look-at-time.ts";
import { lookAtFile, lookThrough, publishedOf, sayIntegrity } from "./look-through.ts";

const copyAgain = "remove copy.db and followed.db, leave mirror.key where it is, and let the mirror copy again";
const copyWords = {
  name: "the copy",
  program: "mirror",
  running: "the mirror runs: stop it and look again, or check what it serves with panoh verify --url",
  replace: copyAgain,
  mend: copyAgain,
} as const;

export async function lookAtMirror(look: Look, dir: string): Promise<void> {
  const founding = readFounding(join(dir, mirrorFiles.founding));
  const resting = [
    { name: mirrorFiles.copy, secret: false },
    { name: mirrorFiles.key, secret: true },
  ];
  lookAtPlace(look, dir, resting, 1_000_000_000);
  const fork = join(dir, mirrorFiles.fork);
  if (existsSync(fork)) look.toDo("Fork", `the log signed two histories: show ${fork} to the council`);
  await lookAtFile(look, join(dir, mirrorFiles.copy), copyWords, async (store) => {
    // Before anything is published, leaves that a host had it keep hang on the head that was signed for them.
    const log = await lookThrough(store, founding, (await store.publishedHead()) ?? (await store.signedHead()));
    const { published, directory } = log;
    const checkpoint = publishedOf(log);
    const timeNote = timeNoteOf(directory);
    sayIntegrity(look, log, copyAgain);
    lookAtClock(look, [checkpoint?.at ?? null, timeNote]);
    lookAtAges(look, checkpoint, timeNote, "start the mirror where it reaches the host");
    if (published !== null) lookAtCosignatures(look, policyFor(directory, published.size), published);
  });
}
