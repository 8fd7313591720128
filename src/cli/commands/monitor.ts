// `panoh monitor`: looks at a country's host, its mirrors and its officers' app from outside, once, as a stranger would, and says with a line and an exit code how
// they are. What it saw of the log it keeps in a file: the next look must contain it.

import { publicPhones } from "../../core/phones.ts";
import { isProblem } from "../../core/problem.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { clearRow, readClearRow } from "../../member/store/clear-row.ts";
import type { MemberStore } from "../../member/store/store.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { buildWebApp, builtApp, webApp } from "../../operate/app/web-app.ts";
import { openLocked } from "../../operate/files/device-folder.ts";
import { readFounding } from "../../operate/files/given-files.ts";
import { writeInPlace } from "../../operate/files/write-whole.ts";
import { Look } from "../../operate/look/look.ts";
import { lookAtApp } from "../../operate/look/look-at-app.ts";
import { lookAtCertificate } from "../../operate/look/look-at-certificate.ts";
import { lookAtLog } from "../../operate/look/look-at-log.ts";
import { LookBounds } from "../../operate/look/look-bounds.ts";
import { problemOf } from "../../operate/refusals.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import { type Answer, type Call, type Command, commandProblem } from "../command.ts";
import { countIn, lookLines } from "../look-answer.ts";
import { originGiven } from "./app.ts";

const defaultMinutes = 4;

export const monitorCommand: Command = {
  usage: ["--founding FILE --host URL --state FILE [--mirror URL …] [--app URL] [--minutes N]"],
  about: [
    "Looks once, from outside: whether the log goes on from what was seen before and is one history at host and mirrors, who cosigned its head and when,",
    "whether the host takes submissions, the days that certificates have left, those of its witnesses too, and whether each file of the officers' app is the one of this release.",
    "Run it every few minutes by a timer, on a machine of another institution. It holds no key, and needs no right on the host.",
    "Exit code 0 all good, 1 a warning, 2 an alarm, also where it could not look: the first line says which, as programs that run checks expect it. Each line that is not good has a code.",
    "After a fork the state file and the heads beside it are evidence: begin with a new file only when the council has settled it.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note, from a source that you trust" },
    host: { value: "URL", help: "the country's host" },
    mirror: { value: "URL", many: true, help: "a mirror of its log" },
    app: { value: "URL", help: "the officers' app" },
    state: { value: "FILE", help: "where to keep what was seen; made at the first look" },
    minutes: {
      value: "N",
      help: `how long a look may take (${defaultMinutes}); the first look at a long log takes longer`,
    },
  },
  run: async (call, terminal) => {
    const look = new Look(Date.now);
    let origin: string | null = null;
    const work = async () => {
      origin = await lookFromOutside(look, call, terminal);
    };
    await look.part(work, (error) => {
      if (isProblem(error, "command", "usage")) throw error;
      notLooked(look, error, terminal);
    });
    return answerOf(origin, look);
  },
};

/** Whoever reads exit codes must not take a monitor that does not look for a warning. */
function notLooked(look: Look, error: unknown, terminal: Terminal): void {
  const problem = problemOf(error);
  if (problem === null) terminal.inform(String(error instanceof Error ? error.stack : error));
  const { message, code } = problem ?? { message: "this program has a fault", code: "fault" };
  look.wrong("not-looked", "Look", `${message} (${code})`);
}

/** Gives the origin of the log that was looked at. */
async function lookFromOutside(look: Look, call: Call, terminal: Terminal): Promise<string> {
  const minutes = call.number("minutes", 1, 1_440, defaultMinutes);
  const connect = [call.get("host"), ...call.all("mirror")].map(originGiven);
  const [host = "", ...mirrors] = connect;
  const app = call.has("app") ? originGiven(call.get("app")) : null;
  const file = call.get("state");
  const founding = readFounding(call.get("founding"));
  const store = openState(file);
  if (store === null) {
    look.wrong("look-under-way", "Look", `another look uses ${file}: nothing was looked at`);
    return founding.origin;
  }
  try {
    await pin(store, founding, file);
    if (app !== null) await buildWebApp((step) => terminal.inform(`${step} …`));
    const bounds = new LookBounds(minutes * 60_000);
    const parts = { store, network: bounds.network, clock: Date.now, founding, host, mirrors };
    const log = await lookAtLog(look, parts);
    const others = async () => {
      await keepHeads(store, file);
      if (app !== null && !bounds.isOver) {
        const serve = appOf(log, connect, look);
        await lookAtApp(look, { url: app, serve, folder: builtApp, store, fetch: bounds.fetch });
      }
      const addresses = [...connect, ...witnessesOf(log), ...(app === null ? [] : [app])];
      await look.each([...new Set(addresses)], lookAtCertificate);
    };
    // The lines about the log are said, whatever fails after it.
    await look.part(others, (error) => notLooked(look, error, terminal));
    bounds.end(look);
    return founding.origin;
  } finally {
    await store.close();
  }
}

/** The memory of earlier looks, for this look alone: of two at once the second to write would forget what the first saw. Null while another look has it. */
function openState(file: string): MemberStore | null {
  try {
    return openLocked(file, `${file}.lock`);
  } catch (error) {
    if (isProblem(error, "store", "busy")) return null;
    throw error;
  }
}

/** A state file belongs to one country. */
async function pin(store: MemberStore, { origin }: FoundingNote, file: string): Promise<void> {
  const row = await store.get("meta", "monitors");
  if (row === null) await store.write([clearRow("meta", "monitors", origin)]);
  else if (readClearRow("meta", "monitors", row) !== origin)
    throw commandProblem("another-country", `${file} is of another country's log, or damaged`);
}

/** Where the witnesses of the policy in force are asked. */
function witnessesOf({ directory, follower }: PublicLog): readonly string[] {
  const { witnesses } = policyFor(directory, follower.seen?.size ?? 0);
  return witnesses.flatMap(({ url }) => (url === null ? [] : [new URL(url).origin]));
}

/** The two heads of a fork, as files that can be shown to the council. */
async function keepHeads(store: MemberStore, file: string): Promise<void> {
  const heads = await store.get("meta", "fork");
  if (heads !== null) writeInPlace(`${file}.forked-heads.txt`, decodeUtf8(heads) ?? heads);
}

/** The app as this program would serve it for this country. */
function appOf(log: PublicLog, connect: readonly string[], look: Look): ReturnType<typeof webApp> {
  const phones = () => publicPhones(log.directory, log.follower.trusted?.size ?? 0, look.now);
  return webApp({ connect, start: "index.html", phones, marks: foundingMarks(log.founding.founding) });
}

function answerOf(origin: string | null, look: Look): Answer {
  const [alarms, warnings] = [countIn(look, "alarm"), countIn(look, "warning")];
  const is = alarms > 0 ? "alarm" : warnings > 0 ? "warning" : "good";
  const codes = ["alarm", "warning"].flatMap((kind) =>
    look.lines.flatMap((line) => (line.is === kind ? (line.code ?? []) : [])),
  );
  const first =
    is === "good"
      ? `OK: ${countIn(look, "good")} looked at, all good`
      : `${is.toUpperCase()}: ${[...new Set(codes)].join(", ")}`;
  const answer = {
    lines: [first, ...(origin === null ? [] : [`Log of ${origin}`]), ...lookLines(look)],
    json: { origin, is, lines: look.lines },
  };
  if (is === "good") return answer;
  const amount = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const message = `${amount(alarms, "alarm")}, ${amount(warnings, "warning")}`;
  return is === "alarm"
    ? { ...answer, problem: { code: "monitor-alarm", message, exit: 2 } }
    : { ...answer, problem: { code: "monitor-warning", message } };
}
