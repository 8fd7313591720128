// `panoh carry`: a sealed referral, a revocation or a veto as a file, for when the network is away or the host refuses it (LG6). The file holds sealed envelopes and
// the tokens to post them; it opens for nobody but its readers.
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { tag } from "../../core/tags.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import { readCorrectionFile } from "../../operate/files/given-files.ts";
import { writeInPlace } from "../../operate/files/write-whole.ts";
import { correctionSentence } from "../../operate/person-words.ts";
import { clearClass } from "../../protocol/clear-note.ts";
import { maxSubmissionBytes } from "../../protocol/submission.ts";
import { type Answer, type Command, commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const saveCommand: Command = {
  usage: ["ENTRY --vault DIR --out FILE"],
  about: ["Saves a sent referral that is not witnessed yet, sealed as it is, for somebody to carry."],
  options: { ...vaultOptions, out: { value: "FILE", help: "the file to write" } },
  takes: ["ENTRY"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const [entry, ...others] = member.drafts.sent
        .map((view) => view.entry)
        .filter((id) => id.startsWith(call.argument(0)));
      const file = entry === undefined || others.length > 0 ? null : member.drafts.sealedFile(entry);
      if (file === null)
        throw commandProblem(
          "not-kept",
          "the device keeps no envelope of this entry: it is in the log, or not its own",
        );
      writeInPlace(call.get("out"), file, 0o600);
      return { lines: [`Saved      ${call.get("out")}`], json: { entry: entry ?? null, bytes: file.length } };
    }),
};

export const takeCommand: Command = {
  usage: ["FILE --vault DIR"],
  about: [
    "Takes a carried file: opens what is sealed to this organisation, and posts all of it to the host.",
    "What is open may be acted on before it is logged; it is marked so.",
    "A revocation of a device (panoh revoke --out) is taken too: from now on that device counts for nothing here.",
    "So is a veto of a recovery (panoh recovery veto --out): no share is given from here while it holds.",
    "So is a correction of the council (panoh council correction): after a fork the device goes on on the history that it calls true.",
  ],
  options: vaultOptions,
  takes: ["FILE"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const file = call.argument(0);
      if (isCorrection(file)) return takeCorrection(member, file);
      const tooLarge = statSync(file).size > maxSubmissionBytes;
      if (!tooLarge && clearClass(readFileSync(file)) === "directory") return takeNote(member, file);
      const count = tooLarge ? null : await must(member.drafts.takeCarried(readFileSync(file)));
      if (count === null) throw commandProblem("not-a-carried-file", `${file} is not a carried referral`);
      await member.sync();
      return { lines: [`Taken      ${count} for this organisation`], json: { opened: count } };
    }),
};

async function takeNote(member: Device, file: string): Promise<Answer> {
  const note = readFileSync(file);
  if (await must(member.recovery.takeVeto(note))) {
    await member.sync();
    return {
      lines: ["Taken      a veto of a recovery: this device gives no share while it holds. It goes to the host too"],
      json: { veto: true },
    };
  }
  if (!(await must(member.directory.takeRevocation(note))))
    throw commandProblem("not-a-revocation", `${file} is no revocation or veto that holds, or the log has it already`);
  await member.sync();
  return { lines: ["Taken      a revocation; it goes to the host too"], json: { revocation: true } };
}

function isCorrection(file: string): boolean {
  const begin = Buffer.from(`${tag.correction}\n`);
  const handle = openSync(file, "r");
  try {
    const head = Buffer.alloc(begin.length);
    readSync(handle, head);
    return head.equals(begin);
  } finally {
    closeSync(handle);
  }
}

async function takeCorrection(member: Device, file: string): Promise<Answer> {
  const text = readCorrectionFile(file);
  const verdict = await must(member.takeCorrection(text));
  if (verdict !== "taken") throw commandProblem(verdict, correctionSentence(verdict));
  await member.sync();
  const correction = member.view?.corrections.at(-1);
  const from = correction?.from ?? null;
  const loss =
    from === null ? "nothing: the true history was here" : `what the false history held from leaf ${from} on`;
  return {
    lines: [
      "Taken      a correction of the council",
      `Reason     ${correction?.reason}`,
      `Dropped    ${loss}`,
      `Outbox     ${member.view?.outbox} waiting`,
    ],
    json: { correction: true, reason: correction?.reason ?? null, from, waiting: member.view?.outbox ?? 0 },
  };
}
