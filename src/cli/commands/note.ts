// Notes that several people sign on several machines: the second signature, and the way into the log. What is signed is shown first;
// a key is never lent to a text that is not a directory note of its country.
import type { DirectoryContent } from "../../core/directory-note.ts";
import { contentOfDirectoryNote, cosignDirectoryNote } from "../../note/directory-note.ts";
import { parseNote, type SignerKey } from "../../note/signed-note.ts";
import { hostClient, readDirectory, submitNote } from "../../operate/country-client.ts";
import { readFounding, readSmallFile } from "../../operate/files/given-files.ts";
import { readSeatKeys } from "../../operate/files/key-file.ts";
import { writeInPlace } from "../../operate/files/write-whole.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { compareKeys } from "../fingerprint.ts";
import { agreeToId, compareNotes, type KnownCountry, noteId, noteIdLine, sentencesOf } from "../note-sentences.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const cosignNoteCommand: Command = {
  usage: ["--note NOTE --vault DIR", "--note NOTE --seat-key FILE --founding FILE [--host URL]"],
  about: [
    "Shows what the note says in sentences, and its id, which the first signer's screen shows too. Then it adds a signature to it: an administrator's by its vault,",
    "or a council seat's by its key. Without --host a seat's machine knows no names of organisations. Who sits at a terminal types a part of the id before anything is signed.",
  ],
  options: {
    note: { value: "FILE", many: true, help: "the note; it is replaced by the one with one more signature" },
    ...vaultOptions,
    "seat-key": { value: "FILE", help: "the key of a council seat" },
    founding: { value: "FILE", help: "the country's founding note, with --seat-key" },
    host: { value: "URL", help: "the country's host, with --seat-key: names organisations in what is shown" },
  },
  run: async (call, terminal) => {
    const notes = notesGiven(call);
    const { origin, signer } = await signerGiven(call, terminal, async (country) => {
      for (const { text } of notes) await agreeTo(text, country, terminal);
    });
    const results = notes.map(({ file, text }) => {
      const note = readNote(text);
      if (note.origin !== origin) throw commandProblem("wrong-origin", "the note belongs to another country");
      if (note.signers.includes(signer.name))
        throw commandProblem("signed-already", "this key has signed the note already");
      const newText = cosignDirectoryNote(text, signer);
      if (newText === null) throw commandProblem("malformed-note", "the file is not a directory note");
      return { note: file, content: note.content, signers: [...note.signers, signer.name], cosigned: newText };
    });
    for (const { note, cosigned } of results) writeInPlace(note, cosigned);
    const rows = results.map(({ cosigned: _text, ...rest }) => rest);
    return {
      lines: rows.map(({ signers }) => `Signed by  ${signers.join(", ")}`),
      json: rows.length === 1 ? rows[0] : rows,
    };
  },
};

export const submitCommand: Command = {
  usage: ["--note NOTE --host URL --founding FILE"],
  about: ["Submits a signed note, or several in their order, and checks the host's proof that it is in the log."],
  options: {
    note: { value: "FILE", many: true, help: "the note; of several the first one first" },
    host: { value: "URL", help: "the country's host" },
    founding: { value: "FILE", help: "the country's founding note" },
  },
  run: async (call) => {
    const founding = readFounding(call.get("founding"));
    const notes = notesGiven(call).map(({ text }) => ({ text, ...readNote(text) }));
    if (notes.some(({ origin }) => origin !== founding.origin))
      throw commandProblem("wrong-origin", "the note belongs to another country");
    const leaves: { readonly kind: string; readonly leaf: number }[] = [];
    for (const { text, content } of notes)
      leaves.push({ kind: content.kind, leaf: await submitNote(hostClient(call.get("host")), founding, text) });
    return {
      lines: leaves.map(({ kind, leaf }) => `Logged     ${kind} as leaf ${leaf}`),
      json: leaves.length === 1 ? leaves[0] : leaves,
    };
  },
};

function notesGiven(call: Call): readonly { readonly file: string; readonly text: string }[] {
  const files = call.all("note");
  if (files.length === 0) throw usageProblem("--note is needed");
  return files.map((file) => ({ file, text: readSmallFile(file) }));
}

interface ReadNote {
  readonly origin: string;
  readonly content: DirectoryContent;
  readonly signers: readonly string[];
}

/** The content of a directory note and its signers, unverified: the host and every client verify. */
function readNote(text: string): ReadNote {
  const note = parseNote(text);
  const content = note === null ? null : contentOfDirectoryNote(note.text);
  if (note === null || content === null) throw commandProblem("malformed-note", "the file is not a directory note");
  const [, origin = ""] = note.text.split("\n");
  return { origin, content, signers: note.signatures.map(({ name }) => name) };
}

/** Shows a note, and asks whoever sits at a terminal whether it is the one of the first signer. */
async function agreeTo(text: string, country: KnownCountry, terminal: Terminal): Promise<void> {
  await showNote(text, country, terminal);
  await agreeToId(noteId(text), terminal);
}

async function showNote(text: string, country: KnownCountry, terminal: Terminal): Promise<void> {
  const { content, signers } = readNote(text);
  terminal.inform(`You sign   a note of ${content.at}. It says:`);
  for (const line of await sentencesOf(content, country)) terminal.inform(line);
  terminal.inform(noteIdLine(text));
  terminal.inform(content.kind === "epoch.new" ? compareKeys : compareNotes);
  terminal.inform(`Signed by  ${signers.join(", ")}`);
}

async function signerGiven(
  call: Call,
  terminal: Terminal,
  agree: (country: KnownCountry) => Promise<void>,
): Promise<{ readonly origin: string; readonly signer: SignerKey }> {
  const seatKey = call.find("seat-key");
  if ((seatKey === null) === !call.has("vault")) throw usageProblem("give either --vault or --seat-key");
  if (seatKey !== null) {
    const founding = readFounding(call.get("founding"));
    const directory = call.has("host") ? await readDirectory(founding, call.get("host")) : null;
    await agree({ founding: founding.founding, directory });
    const [seat] = await readSeatKeys([seatKey], terminal);
    if (seat === undefined) throw usageProblem("--seat-key is needed");
    return { origin: founding.origin, signer: seat };
  }
  return useDevice(call, terminal, async (member) => {
    const { self, log } = member.directory;
    await agree({ founding: log.founding.founding, directory: log.directory });
    return { origin: log.founding.origin, signer: self.signer };
  });
}
