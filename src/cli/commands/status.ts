// `panoh status`: this device, the log as it sees it, who watches the log, and every alarm.

import { caseMark } from "../../core/case/mark.ts";
import { type CountryMark, marksOf } from "../../core/country-marks.ts";
import { momentOf } from "../../core/moment.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { AsideView, DeviceView } from "../../member/views.ts";
import { alarmSentences } from "../../operate/person-words.ts";
import { seatSentence } from "../../operate/seat-words.ts";
import { languages } from "../../words/languages.ts";
import { type Command, commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const statusCommand: Command = {
  usage: ["--vault DIR", "--put-away ALARM --vault DIR", "--erase ROW --vault DIR"],
  about: [
    "Shows whether the host was reached, how much of the log is seen and trusted, who cosigned it, and every alarm.",
    "With --put-away an alarm that stays is put away once its cause is settled; each of its leaves at once, and listed below. A fork stays.",
    "What this device alone has and cannot read is listed, and tried again each time. With --erase one of them is erased: it can never be read again then.",
  ],
  options: {
    ...vaultOptions,
    "put-away": { value: "ALARM", help: "the code of an alarm that was settled, as it is shown" },
    erase: { value: "ROW", help: "the name of a row that cannot be read, as it is shown" },
  },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      if (call.has("put-away")) await putAway(member, call.get("put-away"));
      if (call.has("erase")) await erase(member, call.get("erase"));
      const { view, aside } = member;
      if (view === null) throw commandProblem("no-vault", "this device holds no vault");
      const epochs = await heldEpochs(member);
      const lines = [...linesOf(view), ...aside.map(unreadableLine), ...epochs.lines];
      return { lines, json: { ...view, aside, epochs: epochs.json } };
    }),
};

/** Throws a problem of the command for an alarm that is not there, or that stays whoever read it. */
async function putAway(member: Device, code: string): Promise<void> {
  const alarmsNow = () => (member.view?.alarms ?? []).filter((alarm) => alarm.code === code);
  if (alarmsNow().length === 0) throw commandProblem("no-such-alarm", "this device shows no alarm of that code");
  for (const alarm of alarmsNow()) await must(member.dismissAlarm(alarm));
  if (alarmsNow().length > 0) throw commandProblem("alarm-stays", "this alarm stays until its cause is gone");
}

/** Throws a problem of the command for a row that can be read, or that is not there. */
async function erase(member: Device, id: string): Promise<void> {
  if (!member.aside.some((row) => row.id === id))
    throw commandProblem("no-such-row", "this device shows no row of that name that it cannot read");
  await must(member.eraseAside(id));
}

function unreadableLine({ id, what, why, caseId, form, at }: AsideView): string {
  const of = [
    caseId === null ? null : `case ${caseMark(caseId)}`,
    form,
    at === null ? null : `written ${momentOf(at)}`,
  ];
  return `Unreadable ${id}: ${[whatWords[what], ...of.filter((word) => word !== null)].join(", ")}; ${why}`;
}

const whatWords: Readonly<Record<AsideView["what"], string>> = {
  save: "a saved form, not sealed yet",
  sheet: "a form that was begun",
  referral: "a referral that was begun",
  sent: "what is remembered of a sent referral",
  other: "a setting",
};

/** The answer for people. */
export function linesOf(view: DeviceView): readonly string[] {
  const { network, country, self, log, alarms, corrections, outbox, tokens } = view;
  const { seen, trusted, lyingWitnessesForFork: lying } = log;
  return [
    `Country    ${country.origin}${country.demonstration ? ", a demonstration" : ""}${country.trial ? ", a trial" : ""}`,
    ...markLines(marksOf({ ...country, ...log })),
    ...(country.trial || country.demonstration ? [] : [placesLine(country.places)]),
    ...(self === null
      ? ["Device     not in the trusted directory yet"]
      : [
          `Device     ${self.device} ${self.role}${self.admin ? ", administrator" : ""}, ${standingOf(self)}`,
          `Of         ${languages.en.pick(self.organisation.name)} (${self.organisation.kind})`,
        ]),
    `Host       ${network}`,
    `Seen       ${seen === null ? "nothing yet" : `${seen.size} leaves`}`,
    trusted === null
      ? "Trusted    nothing yet"
      : `Trusted    ${trusted.size} leaves, ${momentOf(trusted.at)}, witnesses ${trusted.witnesses.join(", ") || "none"}`,
    ...(lying === null || lying === 0 ? [] : [`Fork       needs ${lying} lying witness${lying === 1 ? "" : "es"}`]),
    `Outbox     ${outbox} waiting, ${tokens} tokens`,
    ...view.council.map((news) => `Council    ${seatSentence(news)}`),
    ...corrections.map(
      ({ at, from, reason }) =>
        `Corrected  ${momentOf(at)}, ${from === null ? "nothing dropped" : `dropped from leaf ${from} on`}: ${reason}`,
    ),
    ...(alarms.length === 0
      ? ["Alarms     none"]
      : alarms.map(({ code, since, times }) => {
          const often = times === undefined ? "" : `, ${times} times in one case`;
          return `Alarm      ${code} since ${momentOf(since)}${often}: ${alarmSentences(code)}`;
        })),
    ...view.putAway.map(({ code, since, leaf, putAway: at }) => {
      const about = leaf === undefined ? "" : ` about leaf ${leaf}`;
      return `Put away   ${code}${about} since ${momentOf(since)}, put away ${momentOf(at)}`;
    }),
  ];
}

/** Whether a device may sign, and from when (DR3, DR8). */
function standingOf({ active, waits, suspended }: NonNullable<DeviceView["self"]>): string {
  if (active) return "active";
  if (suspended) return "not active: its organisation is suspended";
  if (waits === undefined) return "not active";
  return waits.until === null
    ? "not active: it waits, and the log's time has not begun to count"
    : `not active: it waits until ${momentOf(waits.until)}`;
}

function placesLine(places: number | null): string {
  return (places ?? 0) > 0
    ? `Places     ${places} beside the host's must have what is sent before it is acknowledged`
    : "Places     one: the founding asks for no second one, so what was acknowledged last may be on the host's disk alone";
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
