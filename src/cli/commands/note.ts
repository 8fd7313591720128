// Notes that several people sign on several machines: the second signature, and the way into the log. What is signed is shown first;
// a key is never lent to a text that is not a directory note of its country.
import type { DirectoryContent } from "../../core/directory-note.ts";
import { readDirectoryContent } from "../../core/directory-note.ts";
import { decodeJson, encodeJson } from "../../core/json.ts";
import { parseSignedText, tag } from "../../core/tags.ts";
import { cosignDirectoryNote } from "../../note/directory-note.ts";
import type { SignerKey } from "../../note/signed-note.ts";
import { parseNote } from "../../note/signed-note.ts";
import type { Command, Given } from "../command.ts";
import { commandProblem, usageProblem } from "../command.ts";
import { hostClient, submitNote } from "../country-client.ts";
import { compareKeys, fingerprintOf } from "../fingerprint.ts";
import { readFounding, readSmallFile } from "../given-files.ts";
import { readKeyFile } from "../key-file.ts";
import type { Terminal } from "../terminal.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { writeInPlace } from "../write-whole.ts";

export const cosignNoteCommand: Command = {
  usage: ["--note NOTE --vault DIR", "--note NOTE --seat-key FILE --founding FILE"],
  about: [
    "Shows what the note says and adds a signature to it: an administrator's by its vault, or a council seat's by its key.",
  ],
  options: {
    note: { value: "FILE", help: "the note; it is replaced by the one with one more signature" },
    ...vaultOptions,
    "seat-key": { value: "FILE", help: "the key of a council seat" },
    founding: { value: "FILE", help: "the country's founding note, with --seat-key" },
  },
  run: async (given, terminal) => {
    const file = given.get("note");
    const text = readSmallFile(file);
    const { origin, signer } = await signerGiven(given, terminal, () => showNote(text, terminal));
    const read = readNote(text);
    if (read.origin !== origin) throw commandProblem("wrong-origin", "the note belongs to another country");
    if (read.signers.includes(signer.name))
      throw commandProblem("signed-already", "this key has signed the note already");
    const cosigned = cosignDirectoryNote(text, signer);
    if (cosigned === null) throw commandProblem("malformed-note", "the file is not a directory note");
    writeInPlace(file, cosigned);
    const signers = [...read.signers, signer.name];
    return { lines: [`Signed by  ${signers.join(", ")}`], json: { note: file, content: read.content, signers } };
  },
};

export const submitCommand: Command = {
  usage: ["--note NOTE --host URL --founding FILE"],
  about: ["Submits a signed note and checks the host's proof that it is in the log."],
  options: {
    note: { value: "FILE", help: "the note" },
    host: { value: "URL", help: "the country's host" },
    founding: { value: "FILE", help: "the country's founding note" },
  },
  run: async (given) => {
    const founding = readFounding(given.get("founding"));
    const text = readSmallFile(given.get("note"));
    const { origin, content } = readNote(text);
    if (origin !== founding.origin) throw commandProblem("wrong-origin", "the note belongs to another country");
    const leaf = await submitNote(hostClient(given.get("host")), founding, text);
    return { lines: [`Logged     ${content.kind} as leaf ${leaf}`], json: { kind: content.kind, leaf } };
  },
};

interface ReadNote {
  readonly origin: string;
  readonly content: DirectoryContent;
  readonly signers: readonly string[];
}

/** What a directory note says and who signed it, unverified: the host and every client verify. */
function readNote(text: string): ReadNote {
  const parsed = parseNote(text);
  const lines = parsed === null ? null : parseSignedText(tag.directory, parsed.text);
  const content = lines === null ? null : readDirectoryContent(decodeJson(lines.json));
  if (parsed === null || lines === null || content === null)
    throw commandProblem("malformed-note", "the file is not a directory note");
  return { origin: lines.origin, content, signers: parsed.signatures.map(({ name }) => name) };
}

function showNote(text: string, terminal: Terminal): void {
  const { content, signers } = readNote(text);
  terminal.inform(`You sign   ${content.kind} of ${content.at}`);
  for (const [name, value] of Object.entries(content.body)) {
    // A key of an epoch has 1,900 letters, which nobody compares.
    if (content.kind === "epoch.new" && name === "recipient") terminal.inform(`  key: ${fingerprintOf(String(value))}`);
    else terminal.inform(`  ${name}: ${encodeJson(value)}`);
  }
  if (content.kind === "epoch.new") terminal.inform(compareKeys);
  terminal.inform(`Signed by  ${signers.join(", ")}`);
}

async function signerGiven(
  given: Given,
  terminal: Terminal,
  show: () => void,
): Promise<{ readonly origin: string; readonly signer: SignerKey }> {
  const seatKey = given.find("seat-key");
  if ((seatKey === null) === !given.has("vault")) throw usageProblem("give either --vault or --seat-key");
  show();
  if (seatKey !== null) return { origin: readFounding(given.get("founding")).origin, signer: readKeyFile(seatKey) };
  return useDevice(given, terminal, async (member) => {
    const { self, log } = member.directory;
    return { origin: log.founding.origin, signer: self.signer };
  });
}
