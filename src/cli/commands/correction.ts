// `panoh council correction`: after a fork that was a mistake the council's seats say which history is true (LG10). The note is a file that goes by
// hand to devices, mirrors and the host; it is never submitted.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { encodeJson } from "../../core/json.ts";
import { momentOf } from "../../core/moment.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { appendLeaves, emptyFrontier, frontierRoot } from "../../log/frontier.ts";
import { encodeLeaf, leafBytes } from "../../log/leaf.ts";
import type { Correction, CorrectionNote, NamedHead } from "../../note/correction-note.ts";
import {
  correctionsIn,
  cosignCorrection,
  mostFalseHeads,
  readCorrection,
  signCorrection,
} from "../../note/correction-note.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { openFolder, vaultFiles } from "../../operate/files/device-folder.ts";
import { readCorrectionFile, readFounding } from "../../operate/files/given-files.ts";
import { writeInPlace, writeNew } from "../../operate/files/write-whole.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import { mirrorFiles } from "../../operate/run-mirror.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { openSqliteHostStore } from "../../server/store/sqlite-host-store.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { seatsGiven } from "../council-note.ts";

export const correctionCommand: Command = {
  usage: ["--false DIR --host URL --reason TEXT --seat-key FILE … --founding FILE --out NOTE"],
  about: [
    "Writes the correction by which the council says which history of a forked log is true, after a mistake of its operator that was proved to be one.",
    "The host shows the true history, cosigned as the policy wants. The folder holds the false one: that of the host as it went wrong, of a mirror, or of a device",
    "that saw it; the program that used it is stopped. Look first that nothing is on the true history that should not be: panoh verify.",
    "The other seats add their signatures (panoh council cosign). Then the file goes by hand to every device (panoh carry take, or the app), to mirrors",
    "(panoh mirror --correction) and to the host (panoh serve --correction).",
  ],
  options: {
    false: { value: "DIR", help: "a folder that holds the false history" },
    host: { value: "URL", help: "the host, with the true history" },
    reason: { value: "TEXT", help: "what happened, in one line of up to 500 letters" },
    founding: { value: "FILE", help: "the country's founding note" },
    "seat-key": { value: "FILE", many: true, help: "the key of a council seat" },
    out: { value: "NOTE", help: "the note to write" },
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const seats = await seatsGiven(call, terminal);
    const out = call.get("out");
    const wrong = await leavesIn(call.get("false"), terminal);
    const { follower } = await readPublicLog(founding, call.get("host"));
    const size = follower.trusted?.size ?? 0;
    const right = Array.from({ length: size }, (_, i) => {
      const leaf = follower.leaf(i);
      return leaf === null ? new Uint8Array(0) : encodeLeaf(leaf.class, leaf.hash);
    });
    const forkSize = sharedBy(wrong, right);
    if (forkSize === 0) throw commandProblem("another-country", "the folder holds the log of another country");
    if (forkSize === wrong.length || forkSize === right.length)
      throw commandProblem("nothing-forked", "one of the two logs is a part of the other: nothing forked");
    const at = momentOf(Date.now());
    const trueHead = { size, root: rootOf(right) };
    const reason = call.get("reason");
    const heads = headsOf(wrong, forkSize);
    const parts = Array.from({ length: Math.ceil(heads.length / mostFalseHeads) }, (_, i) =>
      heads.slice(i * mostFalseHeads, (i + 1) * mostFalseHeads),
    );
    const notes = parts.map((falseHeads) => {
      const salt = encodeHex(randomBytes(16));
      return sign(founding, { kind: "correction", salt, at, shared: forkSize, falseHeads, trueHead, reason }, seats);
    });
    writeNew(out, notes.join(""));
    const corrections = readBack(notes, founding);
    return {
      lines: [...described(corrections), `Note       ${out}`, ...nextStep(corrections, founding)],
      json: jsonOf(out, corrections),
    };
  },
};

export const cosignCorrectionCommand: Command = {
  usage: ["--note NOTE --seat-key FILE --founding FILE"],
  about: ["Shows what a correction says, and adds the signature of one more seat."],
  options: {
    note: { value: "FILE", help: "the correction; it is replaced by the one with one more signature" },
    "seat-key": { value: "FILE", help: "the key of a council seat" },
    founding: { value: "FILE", help: "the country's founding note" },
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const file = call.get("note");
    const notes = correctionsIn(readCorrectionFile(file));
    const corrections = readBack(notes, founding);
    const [seat] = await seatsGiven(call, terminal);
    if (corrections.some(({ signers }) => signers.includes(seat.name)))
      throw commandProblem("signed-already", "this key has signed the note already");
    for (const line of described(corrections)) terminal.inform(line);
    const texts = notes.map((note) => cosignCorrection(note, founding.origin, seat) ?? "");
    const result = readBack(texts, founding);
    writeInPlace(file, texts.join(""));
    return {
      lines: [`Signed by  ${result[0].signers.join(", ")}`, ...nextStep(result, founding)],
      json: jsonOf(file, result),
    };
  },
};

type Notes = readonly [CorrectionNote, ...CorrectionNote[]];

/** The correction in the notes of one file. All of them are about one fork and signed alike: a seat signs nothing that it was not shown. */
function readBack(notes: readonly string[], { origin }: FoundingNote): Notes {
  const [first, ...others] = notes.map((note) => readCorrection(note, origin));
  const isLike = (other: CorrectionNote | null | undefined): other is CorrectionNote => {
    if (first == null || other == null) return false;
    const [one, two] = [first, other].map(({ correction, signers }) => {
      const { shared, trueHead, reason, at } = correction;
      return encodeJson({ shared, trueHead, reason, at, signers });
    });
    return one === two;
  };
  if (first == null || !others.every(isLike))
    throw commandProblem("malformed-note", "the file is no correction of this country's log, or of several forks");
  return [first, ...others];
}

function jsonOf(file: string, [first, ...others]: Notes) {
  const falseHeads = [first, ...others].flatMap(({ correction }) => correction.falseHeads);
  return { note: file, ...first.correction, falseHeads, signers: first.signers };
}

/** The lines that a seat looks at before it signs, and a person before a device takes it. */
function described(notes: Notes): readonly string[] {
  const { correction, signers } = notes[0];
  const { shared, trueHead, reason, at } = correction;
  const falseHeads = notes.flatMap((note) => note.correction.falseHeads);
  const sizes = falseHeads.map(({ size }) => size);
  return [
    `Reason     ${reason}`,
    `Of         ${at}`,
    `Shared     ${shared} leaves`,
    `False      ${sizes[0]} to ${sizes.at(-1)} leaves, the last with root ${falseHeads.at(-1)?.root}`,
    `True       ${trueHead.size} leaves with root ${trueHead.root}`,
    `Signed by  ${signers.join(", ")}`,
  ];
}

function nextStep([{ signers }]: Notes, { founding }: FoundingNote): readonly string[] {
  const missing = founding.council.threshold - signers.length;
  return missing > 0
    ? [`Next: ${missing} more of the seats (panoh council cosign).`]
    : ["Next: panoh carry take on each device, panoh mirror --correction, panoh serve --correction."];
}

function sign(founding: FoundingNote, correction: Correction, seats: Parameters<typeof signCorrection>[2]): string {
  try {
    return signCorrection(founding.origin, correction, seats);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw usageProblem("--reason is one line of 1 to 500 letters");
  }
}

/** The leaves in the folder of a host, a mirror or a device. */
async function leavesIn(dir: string, terminal: Terminal): Promise<readonly Uint8Array[]> {
  for (const name of [hostFiles.database, mirrorFiles.copy]) {
    const file = join(dir, name);
    if (!existsSync(file)) continue;
    const store = openSqliteHostStore(file, "looking");
    try {
      const leaves = await store.leaves(0, await store.size());
      return leaves.map((leaf) => encodeLeaf(leaf.class, leaf.hash));
    } finally {
      await store.close();
    }
  }
  if (!existsSync(join(dir, vaultFiles.store)))
    throw commandProblem("no-log", `${dir} holds no log of a host, a mirror or a device`);
  const store = await openFolder(dir, terminal);
  try {
    const rows = await store.list("leaves");
    return rows.flatMap(({ value }) =>
      Array.from({ length: value.length / leafBytes }, (_, i) => value.slice(i * leafBytes, (i + 1) * leafBytes)),
    );
  } finally {
    await store.close();
  }
}

function sharedBy(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
  const part = a.findIndex((leaf, i) => b[i] === undefined || encodeHex(leaf) !== encodeHex(b[i]));
  return part < 0 ? a.length : part;
}

/** The head of every size beyond what is shared, for a device saw whichever was the newest. */
function headsOf(leaves: readonly Uint8Array[], forkSize: number): readonly NamedHead[] {
  const heads: NamedHead[] = [];
  let frontier = appendLeaves(emptyFrontier, leaves.slice(0, forkSize));
  for (const leaf of leaves.slice(forkSize)) {
    frontier = appendLeaves(frontier, [leaf]);
    heads.push({ size: frontier.size, root: encodeBase64(frontierRoot(frontier)) });
  }
  return heads;
}

function rootOf(leaves: readonly Uint8Array[]): string {
  return encodeBase64(frontierRoot(appendLeaves(emptyFrontier, leaves)));
}
