// `panoh epoch`: a new key for an organisation when a reader left or was lost (SL4). One administrator makes it, a second one signs too,
// it is handed to the other readers sealed, and senders use it once a second reader has said that it holds it.

import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import { writeNew } from "../../operate/files/write-whole.ts";
import { type Call, type Command, commandProblem } from "../command.ts";

import { leafOf } from "../council-note.ts";
import { compareKeys } from "../fingerprint.ts";
import { noteIdLine } from "../note-sentences.ts";

import { useDevice, vaultOptions } from "../vault-folder.ts";

const epochOption = { epoch: { value: "N", help: "the epoch; default the newest" } };

export const beginCommand: Command = {
  usage: ["--vault ADMIN_DIR --out NOTE"],
  about: [
    "Makes the next epoch's key, keeps its secret in this vault, and writes the note that begins it.",
    "Next: a second administrator runs panoh epoch cosign; then panoh epoch submit, and panoh epoch hand-over from this vault.",
  ],
  options: { ...vaultOptions, out: { value: "FILE", help: "the note to write" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const { self } = member.directory;
      if (self.isReferrer) throw commandProblem("wrong-role", "an organisation that only refers has no epochs");
      const out = call.get("out");
      const { epoch, note, key: fingerprint } = await must(member.organisation.beginEpoch());
      writeNew(out, note);
      return {
        lines: [`Epoch      ${epoch}`, `Key        ${fingerprint}`, `Note       ${out}`, noteIdLine(note), compareKeys],
        json: { epoch, fingerprint, note: out },
      };
    }),
};

export const handOverCommand: Command = {
  usage: ["--vault DIR [--epoch N]", "--vault DIR --all"],
  about: [
    "Seals an epoch's secret to every other active reader of the organisation and sends it.",
    "With --all every epoch that this device holds: a new reader needs them to open what came before it.",
  ],
  options: { ...vaultOptions, ...epochOption, all: { help: "every epoch that this device holds" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const epochs = call.has("all") ? epochsOf(member) : [epochGiven(call, member)];
      const ownEpochs: number[] = [];
      for (const epoch of epochs) if ((await member.keys.secretOf(epoch)) !== null) ownEpochs.push(epoch);
      if (ownEpochs.length === 0)
        throw commandProblem("epoch-not-held", "this device does not hold the epoch's secret");
      const readers = otherReaders(member);
      if (readers === 0) throw commandProblem("no-other-reader", "the organisation has no other active reader");
      for (const epoch of ownEpochs) await must(member.keys.handOver(epoch));
      await member.sync();
      return {
        lines: [`Handed over  epoch ${ownEpochs.join(", ")} to ${readers} reader${readers === 1 ? "" : "s"}`],
        json: { epochs: ownEpochs, readers },
      };
    }),
};

export const confirmCommand: Command = {
  usage: ["--vault DIR [--epoch N]"],
  about: ["Logs that this reader holds the epoch's secret. Senders use a new epoch once a second reader has said so."],
  options: { ...vaultOptions, ...epochOption },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const epoch = epochGiven(call, member);
      if ((await member.keys.secretOf(epoch)) === null)
        throw commandProblem(
          "epoch-not-held",
          "this device does not hold the epoch's secret: let it be handed over first",
        );
      const leaf = await leafOf(member, member.organisation.confirmEpoch(epoch));
      return { lines: [`Logged     epoch ${epoch} confirmed as leaf ${leaf}`], json: { epoch, leaf } };
    }),
};

function epochsOf(member: Device): readonly number[] {
  const { self, log } = member.directory;
  return log.directory.epochsOf(self.organisation).map((record) => record.epoch);
}

function epochGiven(call: Call, member: Device): number {
  const epoch = call.number("epoch", 1, 10_000, epochsOf(member).length);
  if (!epochsOf(member).includes(epoch))
    throw commandProblem("no-such-epoch", "the trusted directory names no such epoch yet: submit its note first");
  return epoch;
}

function otherReaders(member: Device): number {
  const { self, log } = member.directory;
  const now = log.follower.seen?.size ?? 1;
  return log.directory
    .devicesOf(self.organisation)
    .filter(({ id, role }) => role === "reader" && id !== self.device && log.directory.isActiveDevice(id, now)).length;
}
