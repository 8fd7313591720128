// `panoh status`: this device, the log as it sees it, who watches the log, and every alarm.

import type { CountryMark } from "../../core/country-marks.ts";
import { marksOf } from "../../core/country-marks.ts";
import { momentOf } from "../../core/moment.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { DeviceView } from "../../member/views.ts";
import { languages } from "../../words/languages.ts";
import type { Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { alarmSentences } from "../person-words.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const statusCommand: Command = {
  usage: ["--vault DIR", "--put-away ALARM --vault DIR"],
  about: [
    "Shows whether the host was reached, how much of the log is seen and trusted, who cosigned it, and every alarm.",
    "With --put-away an alarm that stays is put away once its cause is settled; each of its leaves at once, and listed below. A fork stays.",
  ],
  options: {
    ...vaultOptions,
    "put-away": { value: "ALARM", help: "the code of an alarm that was settled, as it is shown" },
  },
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      if (given.has("put-away")) await putAway(member, given.get("put-away"));
      const { view } = member;
      if (view === null) throw commandProblem("no-vault", "this device holds no vault");
      const epochs = await heldEpochs(member);
      return { lines: [...linesOf(view), ...epochs.lines], json: { ...view, epochs: epochs.json } };
    }),
};

/** Throws a problem of the command for an alarm that is not there, or that stays whoever read it. */
async function putAway(member: Device, code: string): Promise<void> {
  const raised = () => (member.view?.alarms ?? []).filter((alarm) => alarm.code === code);
  if (raised().length === 0) throw commandProblem("no-such-alarm", "this device shows no alarm of that code");
  for (const alarm of raised()) await must(member.dismissAlarm(alarm));
  if (raised().length > 0) throw commandProblem("alarm-stays", "this alarm stays until its cause is gone");
}

/** The answer for people. */
export function linesOf({
  network,
  country,
  self,
  log,
  alarms,
  putAway: away,
  corrections,
  outbox,
  tokens,
}: DeviceView): readonly string[] {
  const { seen, trusted, lyingWitnessesForFork: lying } = log;
  return [
    `Country    ${country.origin}${country.demonstration ? ", a demonstration" : ""}${country.trial ? ", a trial" : ""}`,
    ...markLines(marksOf({ ...country, ...log })),
    ...(self === null
      ? ["Device     not in the trusted directory yet"]
      : [
          `Device     ${self.device} ${self.role}${self.admin ? ", administrator" : ""}, ${self.active ? "active" : "not active"}`,
          `Of         ${languages.en.pick(self.organisation.name)} (${self.organisation.kind})`,
        ]),
    `Host       ${network}`,
    `Seen       ${seen === null ? "nothing yet" : `${seen.size} leaves`}`,
    trusted === null
      ? "Trusted    nothing yet"
      : `Trusted    ${trusted.size} leaves, ${momentOf(trusted.at)}, witnesses ${trusted.witnesses.join(", ") || "none"}`,
    ...(lying === null || lying === 0 ? [] : [`Fork       needs ${lying} lying witness${lying === 1 ? "" : "es"}`]),
    `Outbox     ${outbox} waiting, ${tokens} tokens`,
    ...corrections.map(
      ({ at, from, reason }) =>
        `Corrected  ${momentOf(at)}, ${from === null ? "nothing dropped" : `dropped from leaf ${from} on`}: ${reason}`,
    ),
    ...(alarms.length === 0
      ? ["Alarms     none"]
      : alarms.map(({ code, since }) => `Alarm      ${code} since ${momentOf(since)}: ${alarmSentences(code)}`)),
    ...away.map(({ code, since, leaf, putAway: at }) => {
      const about = leaf === undefined ? "" : ` about leaf ${leaf}`;
      return `Put away   ${code}${about} since ${momentOf(since)}, put away ${momentOf(at)}`;
    }),
  ];
}

const sentences: Readonly<Record<CountryMark, string | null>> = {
  // Said in the line of the country.
  demonstration: null,
  trial: null,
  unwatched: "Watched    by nobody: the host can change the log unseen, and it alone is the clock",
  "no-liar-needed": "Fork       needs no lying witness: too few must sign",
  "no-waits": "Waits      all zero",
  "some-waits": "Waits      some zero",
};

function markLines(marks: readonly CountryMark[]): readonly string[] {
  return marks.map((mark) => sentences[mark]).filter((line) => line !== null);
}

async function heldEpochs(member: Device) {
  const { self, log } = member.directory;
  const epochs = log.directory.epochsOf(self.organisation);
  const inForce = log.directory.epochForSending(self.organisation, log.follower.seen?.size ?? 1)?.epoch ?? null;
  const json: { epoch: number; held: boolean; inForce: boolean }[] = [];
  for (const { epoch } of epochs)
    json.push({ epoch, held: (await member.keys.secretOf(epoch)) !== null, inForce: epoch === inForce });
  const lines = json.map(
    ({ epoch, held, inForce: used }) => `Epoch      ${epoch} ${held ? "held" : "not held"}${used ? ", in force" : ""}`,
  );
  return { lines, json };
}
