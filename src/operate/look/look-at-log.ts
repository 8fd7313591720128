// A country's log as a stranger sees it: they follow it from the founding note, as a device does, keep what they saw, and compare it with what host and
// mirrors show today. They hold no key and send nothing but, to a host that shows less than before, the newer head that its log signed (LG4).
import type { Founding } from "../../core/directory-note.ts";
import { decodeJson } from "../../core/json.ts";
import { momentOf } from "../../core/moment.ts";
import { integer, openObject } from "../../core/schema.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { type VerifiedCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { noQuorum } from "../../log/policy.ts";
import type { HostClient } from "../../member/trust/host-client.ts";
import { PublicLog, type PublicLogParts } from "../../member/trust/public-log.ts";
import { seatNews } from "../../member/trust/seat-news.ts";
import type { AlarmCode } from "../../member/views.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { routes } from "../../protocol/routes.ts";
import { ageWords } from "../age-words.ts";
import { seatSentence } from "../seat-words.ts";
import type { Look, LookCode } from "./look.ts";
import { type CosignatureTimes, cosignatureTimes, late, timeNoteOf } from "./look-at-time.ts";

export async function lookAtLog(look: Look, parts: PublicLogParts): Promise<PublicLog> {
  const earlier = await PublicLog.load(parts);
  const before = earlier.follower.seen?.size ?? 0;
  const isDamaged = earlier.damage.findings.length > 0;
  const log = isDamaged ? await mended(earlier, parts) : earlier;
  // An alarm of before that is settled is kept and not raised again. One that still holds is raised anew in this round.
  for (const alarm of log.alarms.list)
    if (!alarm.stays && alarm.code !== "directory-refused") await log.alarms.dismiss(alarm);
  await log.sync();
  if (log.isOurHost)
    for (const alarm of log.alarms.list) if (alarm.code === "foreign-founding") await log.alarms.dismiss(alarm);
  await lookAtHistory(look, log, before);
  for (const news of seatNews(log.directory, log.time))
    if (news.waits) look.wrong("seat-changes", "Council", seatSentence(news));
    else look.good("Council", seatSentence(news));
  if (isDamaged)
    look.wrong("state-damaged", "State", "what was kept of earlier looks was damaged: all is fetched again");
  // After a fork nothing counts, and of a host that was not reached, or is another country's, nothing else can be said. Its mirrors say the more then.
  if (log.alarms.has("fork")) return log;
  const { served: head } = log.follower;
  if (log.host.reachable === true && log.isOurHost && head !== null) {
    lookAtHead(look, log, head);
    await lookAtSubmissions(look, parts);
  }
  // Each must be of the one history too: that is how a second one shows that the host gives to others.
  for (const [i, mirror] of log.hosts.slice(1).entries()) await lookAtOneMirror(look, log, mirror, `Mirror ${i + 1}`);
  return log;
}

/** The log after damage: what can be is fetched anew, and all of it read once more. */
async function mended(log: PublicLog, parts: PublicLogParts): Promise<PublicLog> {
  await parts.store.write(log.damage.take().repairs);
  await log.sync();
  return PublicLog.load(parts);
}

const sentences: Readonly<Partial<Record<AlarmCode, readonly [LookCode, string]>>> = {
  fork: [
    "fork",
    "the log signed two histories, one of them false: show both heads to the council (docs/guide/host.md, When the log forked by a mistake)",
  ],
  "foreign-founding": ["foreign-founding", "what answers here shows the founding note of another country"],
  "host-older": [
    "host-older",
    "the host says that it runs an older version than this program: if that is so, whoever runs it must upgrade it",
  ],
  "program-older": [
    "program-older",
    "the host says that it runs a newer version than this program: nothing of the host is checked until both speak one. Ask who runs it before you install anything",
  ],
  "host-lies": ["host-lies", "what the host serves does not fit what its own log signed, or is no head of this log"],
  "host-rolled-back": [
    "host-rolled-back",
    "the host shows an older head than before: it may run on an old copy (docs/guide/host.md, Restoring)",
  ],
  "bytes-missing": ["bytes-missing", "the host does not serve the bytes of a leaf that it signed"],
  "directory-refused": ["note-refused", "the log holds a note of the directory that its signers may not say"],
  "answer-oversized": ["answer-too-large", "an answer of the host is longer than any can be"],
  stale: ["head-old", "for more than a day the host has shown no new head that a device can trust"],
  "no-quorum": ["no-quorum", "too few witnesses cosigned the newest head: no device trusts it"],
};

/** `before` is the largest size that an earlier look saw, at the host or at a mirror: whoever has published it does not show less. */
async function lookAtHistory(look: Look, log: PublicLog, before: number): Promise<void> {
  const { alarms, host, follower } = log;
  const codes = new Set(alarms.list.map(({ code }) => code));
  if ((follower.served?.size ?? before) < before) codes.add("host-rolled-back");
  // A first look that saw no head to trust knows of no day before it.
  if (follower.trusted === null) codes.delete("stale");
  const flaws = [...codes].flatMap((code) => {
    const flaw = sentences[code];
    return flaw === undefined ? [] : [flaw];
  });
  for (const [code, says] of flaws) look.wrong(code, "History", says);
  if (codes.has("host-rolled-back")) await follower.showHead(host);
  // That nothing new came for a day does not say yet that nobody answers.
  const { seen } = follower;
  if (flaws.some(([code]) => code !== "head-old")) return;
  if (host.reachable !== true || !log.isOurHost || seen === null)
    look.wrong("host-unreachable", "Host", "it does not answer as the host of this country");
  else if (flaws.length === 0) look.good("History", `${seen.size} leaves; what was seen before is in it`);
}

/** How lately the head was cosigned and by whom, the log's own time, and the clock. */
function lookAtHead(look: Look, log: PublicLog, head: VerifiedCheckpoint): void {
  const { now } = look;
  const policy = policyFor(log.directory, head.size);
  const times = cosignatureTimes(policy, head);
  const timeNote = timeNoteOf(log.directory);
  if (policy.quorum === noQuorum) look.wrong("nobody-watches", "Witnesses", "nobody watches this log; it is a trial");
  else if (times === null)
    look.wrong("cosignature-false", "Witnesses", "a cosignature under a witness's name is false");
  else lookAtCosigners(look, times);
  const foundingTime = Date.parse(log.founding.founding.at);
  if (times !== null && now - (timeNote ?? foundingTime) <= late.timeNote)
    look.good("Log's time", timeNote === null ? "none yet; the country is new" : ageWords(now - timeNote));
  else if (times !== null) look.wrong("time-late", "Log's time", "no time note for more than a day: waits stand still");
  // A time that somebody signed and that is still to come here: one of both clocks is wrong.
  const witnesses = times?.witnesses ?? [];
  const newest = Math.max(timeNote ?? 0, ...witnesses.map(({ at }) => at ?? 0));
  if (newest <= now + late.clock) {
    look.good("Clock", `${momentOf(now)}, not earlier than any signed time`);
    return;
  }
  const ahead = witnesses.filter(({ at }) => (at ?? 0) > now + late.clock).map(({ about }) => about);
  const by = ahead.length === 0 ? "" : ` by ${ahead.join(", ")}`;
  const says = `${momentOf(now)} here, and ${momentOf(newest)} was signed${by}: set the clock that is wrong`;
  look.wrong("clock-wrong", "Clock", says);
}

function lookAtCosigners(look: Look, { at, witnesses }: CosignatureTimes): void {
  const age = (time: number) => look.now - time;
  if (at === null) look.wrong("no-quorum", "Head", "too few witnesses cosigned it");
  else {
    const head = `cosigned ${momentOf(at)}, ${ageWords(age(at))}`;
    if (age(at) > late.checkpoint) look.wrong("head-old", "Head", head);
    else if (age(at) > late.cosignature) look.wrong("head-late", "Head", head);
    else look.good("Head", `cosigned ${ageWords(age(at))}`);
  }
  for (const { about, at } of witnesses)
    if (at === null) look.wrong("witness-silent", about, "it did not cosign the newest head");
    else if (age(at) > late.cosignature) look.wrong("witness-late", about, `it cosigned ${ageWords(age(at))}`);
    else look.good(about, `it cosigned ${ageWords(age(at))}`);
}

async function lookAtSubmissions(look: Look, { network, host, founding }: PublicLogParts): Promise<void> {
  const answer = await network(host.replace(/\/$/, "") + routes.health, { method: "GET", maxBytes: 4_096 });
  if (answer?.status === 200) look.good("Submissions", "it takes them");
  else
    look.wrong(
      "takes-nothing",
      "Submissions",
      "it takes none; what the host printed says why (docs/guide/host.md, Running)",
    );
  if (answer !== null && answer.flaw === null) lookAtPlaces(look, founding.founding, decodeUtf8(answer.body) ?? "");
}

const healthSchema = openObject({
  places: openObject({ needed: integer(1, 8), named: integer(0, 99), good: integer(0, 99) }),
});

/** Where else the host says that it keeps everything before it answers. It is its own word. */
export function lookAtPlaces(
  look: Look,
  { trial, demonstration }: Pick<Founding, "trial" | "demonstration">,
  health: string,
): void {
  const about = "Second place";
  const answer: unknown = decodeJson(health);
  if (!healthSchema(answer)) {
    if (!trial && !demonstration)
      look.wrong("one-place", about, "there is none: what was acknowledged last is lost when the host's disk dies");
    return;
  }
  const { needed: count, named: total, good } = answer.places;
  const says = `${good} of ${total} have what is logged, and ${count} must`;
  if (good < total) look.wrong("place-away", about, says);
  else look.good(about, says);
}

async function lookAtOneMirror(look: Look, log: PublicLog, mirror: HostClient, about: string): Promise<void> {
  const note = await mirror.checkpoint();
  if (note === null) return look.wrong("mirror-unreachable", about, "it does not answer, or shows no head");
  const head = verifyCheckpoint(note, log.logKey);
  if (head === null) return look.wrong("mirror-lies", about, "what it shows is no head of this log");
  const verdict = await log.follower.take(head, mirror);
  if (verdict === "fork") return look.wrong("fork", about, sentences.fork?.[1] ?? "");
  if (verdict === "lie") return look.wrong("mirror-lies", about, "what it serves does not fit the head that it shows");
  const policy = policyFor(log.directory, head.size);
  const times = cosignatureTimes(policy, head);
  if (times === null) return look.wrong("mirror-lies", about, "a cosignature under a witness's name is false");
  const { at } = times;
  const says = `${head.size} leaves, ${at === null ? "nobody cosigned them" : `cosigned ${ageWords(look.now - at)}`}`;
  const isLate = at === null ? policy.quorum !== noQuorum : look.now - at > late.cosignature;
  if (verdict === "unreachable" || isLate) look.wrong("mirror-behind", about, says);
  else look.good(about, says);
}
