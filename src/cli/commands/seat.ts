// `panoh council key`, `found`, `seat` and `keep`: a seat makes its key on its own machine and signs the founding there, and the council gives a seat another key (DR7).
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Seat } from "../../core/seats.ts";
import { decodeBase64, encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey, isSoundEd25519PublicKey } from "../../crypto/ed25519.ts";
import { randomBytes } from "../../crypto/random.ts";
import { fingerprintOf, idForPeople } from "../../member/fingerprint.ts";
import { cosignFounding, type FoundingNote, readFoundingDraft } from "../../note/directory-note.ts";
import { signerKey } from "../../note/signed-note.ts";
import { readDirectory } from "../../operate/country-client.ts";
import { readFounding, readSmallFile } from "../../operate/files/given-files.ts";
import { encodeKeyFile } from "../../operate/files/key-file.ts";
import { writeInPlace, writeNew, writeSecret } from "../../operate/files/write-whole.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { councilOptions, directoryForCouncil, noteLines, sayAsCouncil, seatsGiven } from "../council-note.ts";
import { agreeToId, foundingSentences } from "../note-sentences.ts";
import { writeLocked } from "./key.ts";

const seatOption = { seat: { value: "NAME", help: "the seat: council-1, council-2, …" } } as const;

export const seatKeyCommand: Command = {
  usage: ["--seat NAME --out DIR [--lock]"],
  about: [
    "Makes the key of a council seat, on the seat's own machine: NAME.key stays there, and NAME.public goes to whoever founds the country, or replaces the seat's key.",
    "Read the fingerprint to them by voice: it shows that the file was not exchanged on its way. No other machine ever needs the key.",
  ],
  options: {
    ...seatOption,
    out: { value: "DIR", help: "a folder for both files" },
    lock: { help: "lock the key with a passphrase, which is shown once; no plain key comes onto the disk" },
  },
  run: async (call, terminal) => {
    const seat = call.get("seat");
    if (!isSeatName(seat)) throw usageProblem("--seat is council-1, council-2, …");
    const dir = call.get("out");
    const file = join(dir, `${seat}.key`);
    const publicFile = join(dir, `${seat}.public`);
    for (const obstacle of [file, publicFile])
      if (existsSync(obstacle)) throw commandProblem("file-exists", `${obstacle} exists and is not written over`);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const signer = signerKey(seat, randomBytes(32));
    const key = encodeBase64(ed25519PublicKey(signer.seed));
    const write = call.has("lock") ? writeLocked(terminal) : async (to: string, text: string) => writeSecret(to, text);
    await write(file, encodeKeyFile(signer));
    writeNew(publicFile, encodePublicSeat({ seat, key }));
    return {
      lines: [`Key          ${file}`, `Public       ${publicFile}`, `Fingerprint  ${fingerprintOf(key)}`],
      json: { seat, key, file, public: publicFile, fingerprint: fingerprintOf(key) },
    };
  },
};

export const replaceSeatCommand: Command = {
  usage: [
    "--new FILE --seat-key FILE … --founding FILE --host URL",
    "--new FILE --seat-key FILE --founding FILE [--host URL] --out NOTE",
  ],
  about: [
    "Gives a seat of the council another key: the public file that panoh council key wrote on its new machine. As many seats sign as for everything else.",
    "It waits 168 hours of the log's time, in a trial as long as an admission. Until then the seat signs with the key that it has, and everybody sees what comes.",
    "A later one for the same seat takes its place. panoh council keep ends it while it waits. Seats are neither added nor taken away.",
  ],
  options: {
    new: { value: "FILE", help: "the public file of the seat's new key" },
    number: { value: "N", help: "without --host: the how-manieth new key of this seat it is; default the first" },
    ...councilOptions,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const newSeat = readPublicSeat(call.get("new"));
    if (!founding.founding.council.seats.some(({ seat }) => seat === newSeat.seat))
      throw commandProblem("unknown-seat", `this country's council has no ${newSeat.seat}`);
    const directory = await directoryForCouncil(call, founding);
    const count = directory?.seatChanges().filter(({ seat }) => seat === newSeat.seat).length ?? null;
    const body = { ...newSeat, number: count === null ? call.number("number", 1, 10_000, 1) : count + 1 };
    const place = await sayAsCouncil({ call, terminal, founding }, "council.seat", body);
    const hours = directory?.seatHours ?? null;
    return {
      lines: [
        `Seat       ${body.seat}`,
        `New key    ${fingerprintOf(body.key)}`,
        ...(hours === null ? [] : [`Signs      ${hours} hours of the log's time after its place in the log`]),
        ...noteLines(place, `the new key of ${body.seat}`),
      ],
      json: { ...body, fingerprint: fingerprintOf(body.key), hours, ...place },
    };
  },
};

export const keepSeatCommand: Command = {
  usage: [
    "--seat NAME --seat-key FILE … --founding FILE --host URL [--out NOTE]",
    "--new FILE --seat-key FILE … --founding FILE --out NOTE",
  ],
  about: [
    "Ends the replacement of a seat's key while it waits: the seat keeps the key that it has. As many seats sign as could have kept it from being signed:",
    "all but the threshold, and one more; never more than the threshold. The key that was to come never comes.",
  ],
  options: {
    ...seatOption,
    new: { value: "FILE", help: "without --seat: the public file of the key that does not come" },
    ...councilOptions,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const body = call.has("new") ? readPublicSeat(call.get("new")) : await waitingKeyOf(call, founding);
    const place = await sayAsCouncil({ call, terminal, founding }, "council.keep", body);
    return {
      lines: [
        `Seat       ${body.seat} keeps its key`,
        `Not coming ${fingerprintOf(body.key)}`,
        ...noteLines(place, `that ${body.seat} keeps its key`),
      ],
      json: { ...body, fingerprint: fingerprintOf(body.key), ...place },
    };
  },
};

export const signFoundingCommand: Command = {
  usage: ["--note FOUNDING --seat-key FILE"],
  about: [
    "Signs the founding note of a country, on a seat's own machine: shows in sentences what it says, and adds the seat's signature. The file then goes to the next seat.",
    "It holds once every seat has signed. Nothing in it can be changed afterwards, so that each seat reads it whole.",
  ],
  options: {
    note: {
      value: "FILE",
      help: "the founding note that panoh found wrote; it is replaced by the one with one more signature",
    },
    "seat-key": { value: "FILE", help: "the key of a council seat" },
  },
  run: async (call, terminal) => {
    const file = call.get("note");
    const text = readSmallFile(file);
    const draft = readFoundingDraft(text);
    if (draft === null) throw commandProblem("founding-refused", `${file} is no founding note, or it was changed`);
    for (const line of foundingSentences(draft.founding)) terminal.inform(line);
    terminal.inform(`Note id    ${idForPeople(draft.id)}`);
    await agreeToId(idForPeople(draft.id), terminal);
    const [seat] = await seatsGiven(call, terminal);
    if (draft.signers.includes(seat.name))
      throw commandProblem("signed-already", "this key has signed the note already");
    const withSeat = cosignFounding(text, seat);
    if (withSeat === null) throw commandProblem("unknown-seat", "the founding note names another key for this seat");
    writeInPlace(file, withSeat);
    const signers = [...draft.signers, seat.name];
    const others = draft.founding.council.seats.filter(({ seat: name }) => !signers.includes(name));
    return {
      lines: [
        `Signed by  ${signers.join(", ")}`,
        others.length === 0
          ? "Every seat has signed: this is the founding note."
          : `Next: ${others.map(({ seat: name }) => name).join(", ")} (panoh council found).`,
      ],
      json: { note: file, noteId: idForPeople(draft.id), signers, missing: others.map(({ seat: name }) => name) },
    };
  },
};

/** The seat and key of a public file. Throws a problem of the command when it is none. */
export function readPublicSeat(file: string): Seat {
  const [what, seat = "", key = "", ...rest] = readSmallFile(file).replace(/\n$/, "").split(" ");
  const bytes = decodeBase64(key);
  if (
    what !== "council-seat" ||
    rest.length > 0 ||
    !isSeatName(seat) ||
    bytes === null ||
    !isSoundEd25519PublicKey(bytes)
  )
    throw commandProblem("not-a-key-file", `${file} is not the public file of a seat's key (panoh council key)`);
  return { seat, key };
}

function encodePublicSeat({ seat, key }: Seat): string {
  return `council-seat ${seat} ${key}\n`;
}

function isSeatName(name: string): boolean {
  return /^council-[1-9][0-9]?$/.test(name);
}

async function waitingKeyOf(call: Call, founding: FoundingNote): Promise<Seat> {
  const seat = call.get("seat");
  const directory = await readDirectory(founding, call.get("host"));
  const waiting = directory.seatChanges().find((each) => each.seat === seat && each.ended === null && !each.isThrough);
  if (waiting === undefined) throw commandProblem("nothing-waits", `no new key of ${seat} waits`);
  return { seat, key: waiting.key };
}
