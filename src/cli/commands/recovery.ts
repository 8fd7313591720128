// `panoh recovery`: what brings an organisation's cases back when all its devices are lost (KR): a key in shares at custodians, a request that waits in the log, and
// an archive. Neither the host nor the custodians, alone or together, can read anything with what these commands give them.
import { setTimeout } from "node:timers/promises";
import { directoryBodies } from "../../core/directory-note.ts";
import { momentOf } from "../../core/moment.ts";
import { uuid } from "../../core/schema.ts";
import { hasWaited } from "../../core/waits.ts";
import { firstThatHolds } from "../../member/archive/archives.ts";
import type { ArchiveRefusal } from "../../member/archive.ts";
import type { Device } from "../../member/device.ts";
import { numberOfRequest } from "../../member/fingerprint.ts";
import { isOfShares, type RequestView, type SharesRefusal } from "../../member/recovery.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import { must } from "../../member/verb.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readArchives } from "../../operate/files/archive-folder.ts";
import { readFounding, readSmallFile } from "../../operate/files/given-files.ts";
import { readPassphrase } from "../../operate/files/open-to-others.ts";
import { writeNew, writeSecret } from "../../operate/files/write-whole.ts";
import { archiveSentence, recoverySentence } from "../../operate/person-words.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { councilOptions, noteLines, sayAsCouncil } from "../council-note.ts";
import { noteIdLine } from "../note-sentences.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

const requestOption = { request: { value: "ID", help: "the request, by the number that panoh recovery list shows" } };

export const dealCommand: Command = {
  usage: [
    "--vault ADMIN_DIR --custodian UUID … [--threshold N] --out NOTE",
    "--vault ADMIN_DIR --sheet FILE --out NOTE",
  ],
  about: [
    "Makes a recovery key, splits it, and seals a share to each custodian: an organisation of another institution. So many as --threshold says give the key back; fewer say nothing of it.",
    "The key opens archives that are saved from then on, and nothing else: without an archive the custodians together read nothing.",
    "With --sheet nobody holds a share: the key goes to a file for a printer, under a passphrase that is shown once.",
    "Next: a second administrator (or, beside the last one, a seat) runs panoh recovery cosign, then panoh recovery submit. Then save a new base of the archive.",
    "Do it again when a custodian leaves. The new key is in force 72 hours later; until then the one before it is.",
  ],
  options: {
    ...vaultOptions,
    custodian: { value: "UUID", many: true, help: "an organisation that holds a share; from 2 to 7" },
    threshold: { value: "N", help: "so many shares give the key back; default 3, or 2 of fewer than five" },
    sheet: { value: "FILE", help: "the file of the printed sheet" },
    out: { value: "FILE", help: "the note to write" },
  },
  run: async (call, terminal) => {
    const custodians = call.all("custodian");
    const out = call.get("out");
    if (call.has("sheet") === custodians.length > 0) throw usageProblem("give either --custodian or --sheet");
    if (call.has("sheet"))
      return useDevice(call, terminal, async (member) => {
        const { note, sheet, passphrase } = await must(member.recovery.dealSheet());
        writeSecret(call.get("sheet"), sheet);
        writeNew(out, note);
        terminal.inform(`Passphrase  ${passphrase}`);
        terminal.inform("It is shown once. Keep it and the sheet in two places: both together open your archive.");
        return {
          lines: [`Sheet      ${call.get("sheet")}`, `Note       ${out}`, noteIdLine(note)],
          json: { note: out },
        };
      });
    if (custodians.length < 2 || custodians.length > 7 || !custodians.every((id) => uuid(id)))
      throw usageProblem("--custodian is the id of an organisation, two to seven times");
    const threshold = call.number("threshold", 2, custodians.length, custodians.length < 5 ? 2 : 3);
    return useDevice(call, terminal, async (member) => {
      for (const id of custodians)
        if (!member.recovery.candidates.some(({ organisation }) => organisation === id))
          throw commandProblem("no-custodian", `${id} is no other organisation that can hold a share`);
      const note = await must(member.recovery.deal(custodians, threshold));
      writeNew(out, note);
      return {
        lines: [
          `Shares     ${custodians.length}, of which ${threshold} give the key`,
          `Note       ${out}`,
          noteIdLine(note),
        ],
        json: { note: out, shares: custodians.length, threshold },
      };
    });
  },
};

export const askCommand: Command = {
  usage: ["--vault NEW_DIR --out NOTE"],
  about: [
    "On a new device (panoh enrol request --role reader --admin): asks for an organisation that lost all its devices. Nothing of the lost people is needed.",
    "Next: a seat of the council signs it (panoh recovery cosign), or as many custodians as are needed; then panoh recovery submit. Nobody signs it who has not met or",
    "rung the person who asks. From then on it waits 72 hours of the log's time, and every device of the organisation can say no.",
  ],
  options: { ...vaultOptions, out: { value: "FILE", help: "the note to write" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const out = call.get("out");
      const { note, id, number } = await must(member.recovery.askingNote());
      writeNew(out, note);
      return {
        lines: [`Request    ${number}`, `Note       ${out}`, noteIdLine(note)],
        json: { request: id, number, note: out },
      };
    }),
};

export const listRecoveryCommand: Command = {
  usage: ["--vault DIR", "--founding FILE --host URL"],
  about: [
    "With a vault: the own recovery key, its custodians, for whom this organisation holds a share, and the requests.",
    "Without one, for the council: every request in the country, and every reader's device that was enrolled in the last 30 days.",
  ],
  options: { ...vaultOptions, founding: councilOptions.founding, host: councilOptions.host },
  run: async (call, terminal) => {
    if (!call.has("vault")) {
      const log = await readPublicLog(readFounding(call.get("founding")), call.get("host"));
      return { lines: linesForCouncil(log), json: log.directory.recoveries.requests().map(({ id }) => id) };
    }
    return useDevice(call, terminal, async ({ recovery, directory, archive }) => {
      const name = (id: string) => nameOf(directory.log, id);
      const lines: string[] = [];
      for (const dealing of [recovery.dealing, recovery.nextDealing]) {
        if (dealing === null || (dealing.id === recovery.dealing?.id && lines.length > 0)) continue;
        const what = dealing.isSheet
          ? "a printed sheet"
          : `${dealing.threshold} of ${dealing.custodians.length} shares`;
        lines.push(
          `Key        ${what}${dealing.inForce ? "" : ", not in force yet"}${dealing.isUsed ? ", to be replaced: it was used, or a device that dealt it is gone" : ""}`,
        );
        for (const { organisation, isThere, heldAt } of dealing.custodians) {
          const word =
            heldAt === null ? "never said that the share is there" : `said ${heldAt} that the share is there`;
          lines.push(`  ${name(organisation)}: ${isThere ? word : "is gone: deal a new key"}`);
        }
      }
      if (lines.length === 0)
        lines.push("Key        none: after a fire or a theft of all devices nothing brings the cases back");
      const archiveView = await archive.view();
      if (recovery.dealing !== null && !archiveView.dealings.includes(recovery.dealing.id))
        lines.push("Archive    this device saved none that the recovery key opens: panoh archive save --base");
      for (const id of recovery.heldFor) lines.push(`Held for   ${name(id)}`);
      for (const request of recovery.requests) lines.push(...requestLines(request, name));
      return { lines, json: { dealing: recovery.dealing, heldFor: recovery.heldFor, requests: recovery.requests } };
    });
  },
};

export const vetoCommand: Command = {
  usage: [
    "--vault DIR --request ID --reason TEXT [--out NOTE]",
    "--seat-key FILE … --founding FILE --host URL --request ID --reason TEXT [--out NOTE]",
  ],
  about: [
    "Stops a request: nothing is given while a reader of the organisation says no. Of a device that was stolen it ends with the device's revocation, and 72 hours begin again.",
    "The council's, with the threshold of its seats, holds 30 days. Everybody can read the reason: write no name.",
    "A reader's is sent, and with --out written too: a custodian takes it by hand (panoh carry take) where the host logs none. The council's is then written only.",
  ],
  options: {
    ...vaultOptions,
    ...councilOptions,
    ...requestOption,
    reason: { value: "TEXT", help: "why, in one line that everybody can read" },
  },
  run: async (call, terminal) => {
    const reason = call.get("reason");
    if (call.has("vault"))
      return useDevice(call, terminal, async (member) => {
        const { id, number } = requestGiven(call, member);
        if (!directoryBodies["recovery.veto"]({ request: id, reason }))
          throw usageProblem("--reason is one short line");
        const out = call.find("out");
        // The one that waits already is as good: the log takes no second one of a device.
        if (member.recovery.waitingVeto(id) === null) await must(member.recovery.veto(id, reason));
        const note = member.recovery.waitingVeto(id);
        if (out !== null && note !== null) writeNew(out, note);
        const noteLine = out !== null && note !== null ? [`Note       ${out}`] : [];
        return { lines: [`Stopped    ${number}`, ...noteLine], json: { request: id, ...(out && { note: out }) } };
      });
    const founding = readFounding(call.get("founding"));
    const log = await readPublicLog(founding, call.get("host"));
    const requests = log.directory.recoveries.requests();
    const numbers = requests.map((request) => ({ id: request.id, number: numberOfRequest(request) }));
    const body = { request: findRequest(call, numbers).id, reason };
    if (!directoryBodies["recovery.veto"](body)) throw usageProblem("--reason is one short line");
    const place = await sayAsCouncil({ call, terminal, founding }, "recovery.veto", body);
    return { lines: noteLines(place, "veto of the council"), json: place };
  },
};

export const giveShareCommand: Command = {
  usage: ["--vault DIR --request ID"],
  about: [
    "Gives the share that this organisation holds to the device that asks, sealed to that device, once 72 hours are over and nobody says no.",
    "Before that ring a person there whom you know, by a number that you had before, and compare the number of the request. What is given is given for good.",
  ],
  options: { ...vaultOptions, ...requestOption },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const request = requestGiven(call, member);
      if (!request.isHeldHere) throw commandProblem("no-share", "this organisation holds no share of that key");
      if (request.isGivenFromHere) throw commandProblem("given-already", "the share was given already");
      if (request.state !== "ready")
        throw commandProblem("recovery-waits", `nothing may be given: the request is ${stateWords[request.state]}`);
      if (request.isStoppedByHand)
        throw commandProblem("recovery-waits", "nothing may be given: a veto that came by hand stops the request");
      await must(member.recovery.giveShare(request.id));
      return { lines: [`Given      for ${request.number}`], json: { request: request.id } };
    }),
};

const rounds = 20;
const monthOfHours = 30 * 24;

export const bringBackCommand: Command = {
  usage: [
    "--vault NEW_DIR --folder DIR [--older]",
    "--vault NEW_DIR --folder DIR [--older] --sheet FILE [--sheet-passphrase-file FILE]",
  ],
  about: [
    "On the device that asked: joins the shares that were given to it, opens the archive in the folder, and checks all of it. Then it says so in the log, with a new key of the",
    "organisation, and takes the archive. Each share is compared with its hash in the log, the key with the log, every entry with its leaf: what does not hold changes nothing.",
    "Afterwards revoke the lost devices, enrol a second one, and deal a new recovery key.",
  ],
  options: {
    ...vaultOptions,
    folder: { value: "DIR", help: "the folder of the archive" },
    sheet: { value: "FILE", help: "what stands on the printed sheet, where there are no custodians" },
    older: { help: "go on with an archive that is older than the newest key" },
    "sheet-passphrase-file": { value: "FILE", help: "read the passphrase of the sheet from a file" },
  },
  run: async (call, terminal) => {
    const archives = readArchives(call.get("folder"));
    const sheet = call.has("sheet") ? { text: readSmallFile(call.get("sheet")), passphrase: await ofSheet() } : null;
    return useDevice(call, terminal, async (member) => {
      const restore = (files: readonly Uint8Array[], isOlderAccepted: boolean) =>
        must(member.recovery.restore(files, sheet, isOlderAccepted));
      const first = (isOlderAccepted: boolean) =>
        firstThatHolds(
          archives,
          (files) => restore(files, isOlderAccepted),
          (became) => typeof became === "string" && became !== "said",
        );
      let { archive: files, result } = await first(false);
      // Where one of them lacks no key it is taken, and none of the others.
      const isOlder = result === "archive-older" && call.has("older");
      if (isOlder) ({ archive: files, result } = await first(true));
      for (let round = 0; result === "said" && round < rounds; round++) {
        await member.sync();
        if (member.recovery.asking === null) result = await restore(files, isOlder);
        else await setTimeout(400);
      }
      if (result === "said")
        return {
          lines: ["Said to the log. Run this once more when the witnesses have signed it."],
          json: { said: true },
        };
      if (typeof result === "string") throw refused(result);
      const cases = member.cases.inbox.length;
      return {
        lines: [
          `Restored   ${result.entries} entries in ${result.parts} files, saved ${result.at}`,
          `Cases      ${cases}`,
          ...result.closedEpochs.map(
            (epoch) =>
              `Closed     what was sealed to key ${epoch}, which is newer than this archive: also what was to be purged by it`,
          ),
          "Next: panoh revoke for each lost device, panoh enrol for a second one, panoh recovery deal for a new recovery key.",
        ],
        json: { entries: result.entries, parts: result.parts, at: result.at, cases },
      };
    });

    async function ofSheet(): Promise<string> {
      const file = call.find("sheet-passphrase-file");
      return file === null
        ? ((await terminal.askSecret("Passphrase of the sheet: ")).split("\n", 1)[0] ?? "")
        : readPassphrase(file);
    }
  },
};

export const drillCommand: Command = {
  usage: ["--vault DIR"],
  about: [
    "Asks every custodian whether its share is there. Their programs answer by themselves when a reader's device of theirs is used; panoh recovery list shows who did.",
    "Nothing is opened. Do it each quarter.",
  ],
  options: vaultOptions,
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      if (member.recovery.dealing?.inForce !== true)
        throw commandProblem(
          "no-recovery-key",
          "no recovery key of this organisation is in force: panoh recovery deal",
        );
      const count = await must(member.recovery.drill());
      return { lines: [`Asked      ${count} custodians`], json: { asked: count } };
    }),
};

const stateWords = {
  waiting: "waiting",
  vetoed: "stopped",
  ready: "ready",
  restored: "done",
  over: "over",
} as const;

function refused(code: ArchiveRefusal | SharesRefusal) {
  const sentence = isOfShares(code) ? recoverySentence(code) : archiveSentence(code);
  return commandProblem(isOfShares(code) ? "recovery-refused" : "archive-refused", `${sentence} (${code})`);
}

function requestLines(request: RequestView, name: (id: string) => string): readonly string[] {
  const { number, organisation, state, readyAt, vouchers, vetoes, releases, threshold } = request;
  const until = readyAt === null ? "" : ` until ${momentOf(readyAt)}`;
  return [
    `Request    ${number} for ${name(organisation)}: ${stateWords[state]}${until}`,
    `  signed by ${vouchers.map(name).join(", ")}; ${releases} of ${threshold} shares given`,
    ...(request.isStoppedByHand ? ["  stopped here by a veto that came by hand, and that the log does not show"] : []),
    ...vetoes.map(({ device, reason }) => `  stopped by ${device ?? "the council"}: ${reason}`),
  ];
}

function linesForCouncil({ directory, now }: PublicLog): readonly string[] {
  const { recoveries } = directory;
  const requests = recoveries.requests().flatMap((request) => {
    const state = recoveries.stateOf(request, now);
    const readyAt = recoveries.readyAt(request, now);
    const who = directory.organisation(request.organisation)?.name["en"] ?? request.organisation;
    return [
      `Request    ${numberOfRequest(request)} for ${who}: ${stateWords[state]}${readyAt === null ? "" : ` until ${momentOf(readyAt)}`}`,
      `  signed by ${request.vouchers.join(", ")}; ${request.releases.length} of ${request.dealing.threshold} shares given`,
    ];
  });
  const fresh = directory
    .organisations()
    .flatMap(({ id, name }) => directory.devicesOf(id).map((device) => ({ ...device, name: name["en"] ?? id })))
    .filter(({ role, enrolled }) => role === "reader" && enrolled > 0)
    .filter(({ enrolled }) => !hasWaited(directory.times, enrolled, monthOfHours, now))
    .map(({ id, name, enrolled }) => `New device ${id} of ${name}, leaf ${enrolled}`);
  return [...requests, ...fresh, ...(requests.length === 0 ? ["Nobody asks for a recovery."] : [])];
}

function nameOf({ directory }: PublicLog, id: string): string {
  return directory.organisation(id)?.name["en"] ?? id;
}

function requestGiven(call: Call, { recovery }: Device): RequestView {
  return findRequest(call, recovery.requests);
}

/** Numbers are typed as they are shown, whole: who asks under another key finds one that begins alike. */
function findRequest<T extends { readonly number: string }>(call: Call, requests: readonly T[]): T {
  const whole = call.get("request").replaceAll(" ", "");
  const request = requests.find(({ number }) => number.replaceAll(" ", "") === whole);
  if (request === undefined) throw commandProblem("no-such-request", "there is no such request");
  return request;
}
