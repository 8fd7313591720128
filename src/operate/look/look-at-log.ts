// A country's log as a stranger sees it: they follow it from the founding note, as a device does, keep what they saw, and compare it with what host and
// mirrors show today. They hold no key and send nothing but, to a host that shows less than before, the newer head that its log signed (LG4).
import { momentOf } from "../../core/moment.ts";
import type { VerifiedCheckpoint } from "../../log/checkpoint.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { evaluatePolicy } from "../../log/evaluate-policy.ts";
import { noQuorum } from "../../log/policy.ts";
import type { HostClient } from "../../member/trust/host-client.ts";
import type { PublicLogParts } from "../../member/trust/public-log.ts";
import { PublicLog } from "../../member/trust/public-log.ts";
import type { AlarmCode } from "../../member/views.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { routes } from "../../protocol/routes.ts";
import { ageWords } from "../age-words.ts";
import { timeNoteOf } from "./look-through.ts";
import type { SeenCode, SeenLine } from "./seen.ts";
import { fine, wrong } from "./seen.ts";

const hour = 3_600_000;
/** Clocks differ by so much without harm. */
const tolerated = 5 * 60_000;
/** Hosts renew their cosignatures hourly and write a time note daily; devices call a log stale after a day. */
const lateHead = 3 * hour;
const oldHead = 24 * hour;
const lateTimeNote = 26 * hour;

interface SeenLog {
  readonly log: PublicLog;
  readonly lines: readonly SeenLine[];
}

export async function lookAtLog(parts: PublicLogParts): Promise<SeenLog> {
  const kept = await PublicLog.load(parts);
  const before = kept.follower.seen?.size ?? 0;
  const damaged = kept.damage.findings.length > 0;
  const log = damaged ? await mended(kept, parts) : kept;
  // What was seen before and is settled does not alarm again; it is kept. What is still so is raised anew in this round.
  for (const alarm of log.alarms.list)
    if (!alarm.stays && alarm.code !== "directory-refused") await log.alarms.dismiss(alarm);
  await log.sync();
  if (log.isOurHost)
    for (const alarm of log.alarms.list) if (alarm.code === "foreign-founding") await log.alarms.dismiss(alarm);
  const lines = [
    ...(await historyLines(log, before)),
    ...(damaged
      ? [wrong("State", "state-damaged", "what was kept of earlier looks was damaged: all is fetched again")]
      : []),
  ];
  // After a fork nothing counts, and of a host that was not reached, or is another country's, nothing else can be said. Its mirrors say the more then.
  if (log.alarms.has("fork")) return { log, lines };
  const now = parts.clock();
  const { served } = log.follower;
  if (log.host.reachable === true && log.isOurHost && served !== null)
    lines.push(...headLines(log, served, now), clockLine(log, served, now), await submissionLine(parts));
  lines.push(...(await mirrorLines(log, now)));
  return { log, lines };
}

/** What rests was damaged: what can be is fetched anew, and all of it read once more. */
async function mended(log: PublicLog, parts: PublicLogParts): Promise<PublicLog> {
  await parts.store.write(log.damage.take().repairs);
  await log.sync();
  return PublicLog.load(parts);
}

const sentences: Readonly<Partial<Record<AlarmCode, readonly [SeenCode, string]>>> = {
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
async function historyLines(log: PublicLog, before: number): Promise<readonly SeenLine[]> {
  const { alarms, host, follower } = log;
  const raised = new Set(alarms.list.map(({ code }) => code));
  if ((follower.served?.size ?? before) < before) raised.add("host-rolled-back");
  const lines = [...raised].flatMap((code) => {
    const said = sentences[code];
    return said === undefined ? [] : [wrong("History", said[0], said[1])];
  });
  if (raised.has("host-rolled-back")) await follower.showHead(host);
  // That nothing new came for a day does not say yet that nobody answers.
  const { seen } = follower;
  if (lines.some(({ code }) => code !== "head-old")) return lines;
  if (host.reachable !== true || !log.isOurHost || seen === null)
    lines.push(wrong("Host", "host-unreachable", "it does not answer as the host of this country"));
  return lines.length > 0 ? lines : [fine("History", `${seen?.size} leaves; what was seen before is in it`)];
}

/** How lately the head was cosigned, by whom, and the log's own time. */
function headLines(log: PublicLog, served: VerifiedCheckpoint, now: number): readonly SeenLine[] {
  const policy = policyFor(log.directory, served.size);
  const timeNote = timeNoteOf(log.directory);
  const timeLine =
    timeNote !== null && now - timeNote <= lateTimeNote
      ? fine("Log's time", ageWords(now - timeNote))
      : wrong("Log's time", "time-late", "no time note for more than a day: waits stand still");
  if (policy.quorum === noQuorum)
    return [wrong("Witnesses", "nobody-watches", "nobody watches this log; it is a trial"), timeLine];
  const verdict = evaluatePolicy(policy, served);
  if (verdict === null)
    return [wrong("Witnesses", "cosignature-false", "a cosignature under a witness's name is false")];
  const at = verdict.medianSeconds === null ? null : verdict.medianSeconds * 1000;
  const head =
    at === null || now - at > oldHead
      ? wrong(
          "Head",
          "head-old",
          at === null ? "nobody cosigned it" : `cosigned ${momentOf(at)}, ${ageWords(now - at)}`,
        )
      : now - at > lateHead
        ? wrong("Head", "head-late", `cosigned ${momentOf(at)}, ${ageWords(now - at)}`)
        : fine("Head", `cosigned ${ageWords(now - at)}`);
  const witnesses = policy.witnesses.map(({ name }) => {
    const seconds = verdict.cosigners.find((cosigner) => cosigner.name === name)?.timestampSeconds;
    if (seconds === undefined) return wrong(`Witness ${name}`, "witness-silent", "it did not cosign the newest head");
    const words = `it cosigned ${ageWords(now - seconds * 1000)}`;
    return now - seconds * 1000 > lateHead
      ? wrong(`Witness ${name}`, "witness-late", words)
      : fine(`Witness ${name}`, words);
  });
  return [head, ...witnesses, timeLine];
}

/** A time that somebody signed and that is still to come here: one of both clocks is wrong. */
function clockLine(log: PublicLog, served: VerifiedCheckpoint, now: number): SeenLine {
  const cosigned = evaluatePolicy(policyFor(log.directory, served.size), served)?.cosigners ?? [];
  const times = [...cosigned.map(({ timestampSeconds }) => timestampSeconds * 1000), timeNoteOf(log.directory) ?? 0];
  const newest = Math.max(...times);
  return newest > now + tolerated
    ? wrong(
        "Clock",
        "clock-wrong",
        `${momentOf(now)} here, and ${momentOf(newest)} was signed: set the clock that is wrong`,
      )
    : fine("Clock", `${momentOf(now)}, not earlier than any signed time`);
}

async function submissionLine({ network, host }: PublicLogParts): Promise<SeenLine> {
  const answer = await network(host.replace(/\/$/, "") + routes.health, { method: "GET", maxBytes: 4_096 });
  return answer?.status === 200
    ? fine("Submissions", "it takes them")
    : wrong(
        "Submissions",
        "takes-nothing",
        "it takes none; what the host printed says why (docs/guide/host.md, Running)",
      );
}

/** What each mirror shows must be of the one history too: that is how a second one shows that the host gives to others. */
async function mirrorLines(log: PublicLog, now: number): Promise<readonly SeenLine[]> {
  const lines: SeenLine[] = [];
  for (const [i, mirror] of log.hosts.slice(1).entries()) lines.push(await mirrorLine(log, mirror, i + 1, now));
  return lines;
}

async function mirrorLine(log: PublicLog, mirror: HostClient, number: number, now: number): Promise<SeenLine> {
  const about = `Mirror ${number}`;
  const note = await mirror.checkpoint();
  if (note === null) return wrong(about, "mirror-unreachable", "it does not answer, or shows no head");
  const head = verifyCheckpoint(note, log.logKey);
  if (head === null) return wrong(about, "mirror-lies", "what it shows is no head of this log");
  const verdict = await log.follower.take(head, mirror);
  if (verdict === "fork") return wrong(about, "fork", sentences.fork?.[1] ?? "");
  if (verdict === "lie") return wrong(about, "mirror-lies", "what it serves does not fit the head that it shows");
  const policy = policyFor(log.directory, head.size);
  const cosigned = evaluatePolicy(policy, head);
  if (cosigned === null) return wrong(about, "mirror-lies", "a cosignature under a witness's name is false");
  const at = cosigned.medianSeconds;
  const words = `${head.size} leaves, ${at === null ? "nobody cosigned them" : `cosigned ${ageWords(now - at * 1000)}`}`;
  const late = at === null ? policy.quorum !== noQuorum : now - at * 1000 > lateHead;
  return verdict === "unreachable" || late ? wrong(about, "mirror-behind", words) : fine(about, words);
}
