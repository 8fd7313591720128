// `panoh epoch export`: gives an organisation its own key as a file (SL11). One device asks, a second one agrees, and only then the first one
// writes it, once its log says so. The key goes to a new file of its owner alone, never to a terminal.

import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { exportHours, type KeyExport } from "../../core/key-export.ts";
import type { Device } from "../../member/device.ts";
import { fingerprintOf } from "../../member/fingerprint.ts";
import { must } from "../../member/verb.ts";
import { unreachable } from "../../operate/country-client.ts";
import { writeSecretAfter } from "../../operate/files/write-whole.ts";
import { versionGaps } from "../../protocol/versions.ts";
import { type Call, type Command, commandProblem } from "../command.ts";
import { organisationInEnglish } from "../organisation-name.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const warning = [
  "Whoever has this file and a copy of the log, which anybody may fetch, can read all that was ever sealed to this key: names and stories too.",
  "No revocation and no new key closes it again. Keep it off the network and apart from this computer, and destroy it when it is not needed.",
];

const requestOption = { request: { value: "ID", help: "the request, as the device that asked shows it" } };

export const exportKeyCommand: Command = {
  usage: ["--vault DIR [--epoch N]", "--vault DIR --request ID --out FILE"],
  about: [
    "Gives the organisation its own key as a file that age -d -i reads; the key of a hybrid country is read by the reader in test/second-reader.",
    ...warning,
    "First without --out: asks for it. Another device of the organisation agrees (panoh epoch agree). Then with --request and --out: writes it.",
    "All three are in the log, sealed to the organisation, and every device of it is warned. This is a rule of honest programs, not a lock.",
  ],
  options: {
    ...vaultOptions,
    epoch: { value: "N", help: "the key to ask for; default the newest" },
    ...requestOption,
    out: { value: "FILE", help: "the new file, which only its owner may read" },
  },
  run: (call, terminal) => {
    const out = call.find("out");
    // Before anything is said to the log: a terminal and a pipe are there already, and are refused too.
    if (out !== null && existsSync(out)) throw commandProblem("file-exists", `${out} exists and is not written over`);
    for (const line of warning) terminal.inform(`Warning: ${line}`);
    return useDevice(call, terminal, (member) => (out === null ? ask(call, member) : make(call, member, out)));
  },
};

async function ask(call: Call, member: Device) {
  mustBeOnline(member);
  const { self, log } = member.directory;
  const newest = log.directory.epochsOf(self.organisation).length;
  const epoch = call.number("epoch", 1, 10_000, Math.max(1, newest));
  if ((await member.keys.secretOf(epoch)) === null)
    throw commandProblem("epoch-not-held", "this device does not hold the epoch's secret");
  if (log.directory.activeReaders(self.organisation, log.follower.seen?.size ?? 1) < 2)
    throw commandProblem("no-other-reader", "the organisation has no other active reader that could agree");
  const { id } = await saidInLog(member, await must(member.keys.sayExport({ epoch, step: "asked" })), "asked");
  return {
    lines: [
      `Asked      for the key of epoch ${epoch}`,
      `Request    ${id}`,
      `Next: on another device, panoh epoch agree with this request, within ${exportHours / 24} days. Then panoh epoch export --request … --out … here.`,
    ],
    json: { request: id, epoch },
  };
}

async function make(call: Call, member: Device, out: string) {
  mustBeOnline(member);
  const { self, log } = member.directory;
  const request = requestGiven(call, member);
  if (request.asked.device !== self.device)
    throw commandProblem("not-asked-here", "another device asked for it: the one that asked writes it");
  if (request.state === "asked") throw commandProblem("not-agreed", "no second device has agreed to it yet");
  if (request.state !== "agreed") throw commandProblem("request-over", "the request is over: ask again");
  const identity = await member.keys.secretOf(request.epoch);
  const publicEpoch = log.directory.epochsOf(self.organisation).find(({ epoch }) => epoch === request.epoch);
  if (identity === null || publicEpoch === undefined)
    throw commandProblem("epoch-not-held", "this device does not hold the epoch's secret");
  const name = organisationInEnglish(member, self.organisation);
  const text = [
    "# The secret key of an organisation in Panoh. Whoever has it and a copy of the log can read all that was sealed to it.",
    `# country: ${log.founding.origin}`,
    `# organisation: ${self.organisation}`,
    `# epoch: ${request.epoch}`,
    `# public key: ${publicEpoch.recipient}`,
    identity,
    "",
  ].join("\n");
  // Said first: a file of which the others do not learn is what this is against. But not before there is room for it: what is said is to be true.
  await writeSecretAfter(out, text, async () => {
    await must(member.keys.sayExport({ epoch: request.epoch, step: "made", request: request.id }));
    await saidInLog(member, request.id, "made");
  });
  const fingerprint = fingerprintOf(publicEpoch.recipient);
  return {
    lines: [`Written    the key of epoch ${request.epoch} of ${name} to ${out}`, `Key        ${fingerprint}`],
    json: { request: request.id, epoch: request.epoch, fingerprint, file: out },
  };
}

export const agreeCommand: Command = {
  usage: ["--vault DIR --request ID"],
  about: [
    "Agrees that another device of the organisation writes the organisation's key to a file. Speak with who asked before, not by mail alone.",
    ...warning,
  ],
  options: { ...vaultOptions, ...requestOption },
  run: (call, terminal) => {
    for (const line of warning) terminal.inform(`Warning: ${line}`);
    return useDevice(call, terminal, async (member) => {
      mustBeOnline(member);
      const { self } = member.directory;
      const request = requestGiven(call, member);
      if (request.asked.device === self.device)
        throw commandProblem("asked-here", "this device asked for it: a second one has to agree");
      if (request.state !== "asked")
        throw commandProblem("request-over", "somebody has agreed to the request already, or it is over");
      await must(member.keys.sayExport({ epoch: request.epoch, step: "agreed", request: request.id }));
      await saidInLog(member, request.id, "agreed");
      return {
        lines: [
          `Agreed     to a file with the key of epoch ${request.epoch}`,
          `Asked by   ${request.asked.device}, ${request.asked.at}`,
        ],
        json: { request: request.id, epoch: request.epoch, askedBy: request.asked.device },
      };
    });
  },
};

export const exportsCommand: Command = {
  usage: ["--vault DIR"],
  about: ["Shows who asked for a file with the organisation's key, who agreed and who wrote one."],
  options: vaultOptions,
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const all = member.keys.exports;
      const lines = all.flatMap(({ id, epoch, state, asked, agreed, made }) => [
        `Request    ${id}: epoch ${epoch}, ${state}`,
        ...Object.entries({ asked, agreed, made }).flatMap(([step, act]) =>
          act === null ? [] : [`  ${step.padEnd(8)} ${act.device}, ${act.at}`],
        ),
      ]);
      return {
        lines: lines.length === 0 ? ["Nobody asked for a file with the organisation's key."] : lines,
        json: all,
      };
    }),
};

function requestGiven(call: Call, member: Device): KeyExport {
  const id = call.get("request");
  const keyExport = member.keys.exports.find((request) => request.id === id);
  if (keyExport === undefined)
    throw commandProblem("no-such-request", "the log shows no such request of this organisation");
  return keyExport;
}

/** A step that cannot reach the log now is not said at all: it would be said at a moment that nobody chose. */
function mustBeOnline(member: Device): void {
  const { network = "unknown", alarms = [] } = member.view ?? {};
  const gap = versionGaps.find((code) => alarms.some((alarm) => alarm.code === code));
  if (network !== "online") throw unreachable(gap ?? null);
}

/** The request, once the log shows that it came as far as this step. Throws a problem of the command while it does not: then nothing else is done. */
async function saidInLog(member: Device, id: string, step: "asked" | "agreed" | "made"): Promise<KeyExport> {
  for (let round = 0; round < 20; round++) {
    // The host publishes what it took once it has asked its witnesses, which takes a moment.
    if (round > 0) await setTimeout(400);
    await member.sync();
    const keyExport = member.keys.exports.find((request) => request.id === id);
    if (keyExport !== undefined && keyExport[step] !== null) return keyExport;
  }
  throw commandProblem("not-logged", "it is sealed and waits for the host: it counts once the log shows it");
}
