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
import type { AppParts } from "../../operate/look/look-at-app.ts";
import { lookAtApp } from "../../operate/look/look-at-app.ts";
import { lookAtCertificate } from "../../operate/look/look-at-certificate.ts";
import { lookAtLog } from "../../operate/look/look-at-log.ts";
import { LookBounds } from "../../operate/look/look-bounds.ts";
import type { SeenLine } from "../../operate/look/seen.ts";
import { wrong } from "../../operate/look/seen.ts";
import { problemOf } from "../../operate/refusals.ts";
import type { Terminal } from "../../operate/terminal.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import type { Answer, Command, Given } from "../command.ts";
import { commandProblem } from "../command.ts";
import { originGiven } from "./app.ts";

const defaultMinutes = 4;

export const monitorCommand: Command = {
  usage: ["--founding FILE --host URL --state FILE [--mirror URL …] [--app URL] [--minutes N]"],
  about: [
    "Looks once, from outside: whether the log goes on from what was seen before and is one history at host and mirrors, who cosigned its head and when,",
    "whether the host takes submissions, the days that certificates have left, and whether each file of the officers' app is the one of this release.",
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
  run: async (given, terminal) => {
    try {
      return await look(given, terminal);
    } catch (error) {
      if (isProblem(error, "command", "usage")) throw error;
      return answerOf(null, [notLooked(error, terminal)]);
    }
  },
};

/** Whoever reads exit codes must not take a monitor that does not look for a warning. */
function notLooked(error: unknown, terminal: Terminal): SeenLine {
  const problem = problemOf(error);
  if (problem === null) terminal.inform(String(error instanceof Error ? error.stack : error));
  const { message, code } = problem ?? { message: "this program has a fault", code: "fault" };
  return wrong("Look", "not-looked", `${message} (${code})`);
}

async function look(given: Given, terminal: Terminal): Promise<Answer> {
  const minutes = given.number("minutes", 1, 1_440, defaultMinutes);
  const connect = [given.get("host"), ...given.all("mirror")].map(originGiven);
  const [host = "", ...mirrors] = connect;
  const app = given.has("app") ? originGiven(given.get("app")) : null;
  const file = given.get("state");
  const founding = readFounding(given.get("founding"));
  const store = openState(file);
  if (store === null)
    return answerOf(founding.origin, [
      wrong("Look", "look-under-way", `another look uses ${file}: nothing was looked at`),
    ]);
  try {
    await pin(store, founding, file);
    if (app !== null) await buildWebApp((step) => terminal.inform(`${step} …`));
    const bounds = new LookBounds(minutes * 60_000);
    const clock = Date.now;
    const { log, lines } = await lookAtLog({ store, network: bounds.network, clock, founding, host, mirrors });
    const others = async () => {
      await keepHeads(store, file);
      const isLookedAt = app !== null && !bounds.isOver;
      const ofApp = isLookedAt ? await appLines(log, app, connect, { store, clock, fetch: bounds.fetch }) : [];
      const urls = [...connect, ...(app === null ? [] : [app])];
      return [...ofApp, ...(await Promise.all(urls.map((url) => lookAtCertificate(url, clock()))))];
    };
    // What was found of the log is said, whatever fails after it.
    const rest = await others().catch((error: unknown) => [notLooked(error, terminal)]);
    return answerOf(founding.origin, [...bounds.end(), ...lines, ...rest]);
  } finally {
    await store.close();
  }
}

/** What earlier looks saw, for this look alone: of two at once the second to write would forget what the first saw. Null while another look has it. */
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

/** The two heads of a fork, as files that can be shown to the council. */
async function keepHeads(store: MemberStore, file: string): Promise<void> {
  const heads = await store.get("meta", "fork");
  if (heads !== null) writeInPlace(`${file}.forked-heads.txt`, decodeUtf8(heads) ?? heads);
}

function appLines(
  log: PublicLog,
  url: string,
  connect: readonly string[],
  parts: Pick<AppParts, "store" | "clock" | "fetch">,
): Promise<readonly SeenLine[]> {
  const phones = () => publicPhones(log.directory, log.follower.trusted?.size ?? 0, parts.clock());
  const marks = foundingMarks(log.founding.founding);
  const serve = webApp({ connect, start: "index.html", phones, marks });
  return lookAtApp({ url, serve, folder: builtApp, ...parts });
}

const words = { good: "good", warning: "WARNING", alarm: "ALARM" } as const;

function answerOf(origin: string | null, seen: readonly SeenLine[]): Answer {
  const ofKind = (which: SeenLine["is"]) => seen.filter(({ is }) => is === which);
  const [alarms, warnings] = [ofKind("alarm"), ofKind("warning")];
  const is = alarms.length > 0 ? "alarm" : warnings.length > 0 ? "warning" : "good";
  const codes = [...new Set([...alarms, ...warnings].map(({ code }) => code))].join(", ");
  const width = Math.max(...seen.map(({ about }) => about.length)) + 2;
  const lines = [
    `${is === "good" ? "OK" : words[is]}: ${codes === "" ? `${seen.length} looked at, all good` : codes}`,
    ...(origin === null ? [] : [`Log of ${origin}`]),
    ...seen.map(
      ({ about, is: each, code, says }) =>
        `${about.padEnd(width)}${words[each]}: ${says}${code === null ? "" : ` (${code})`}`,
    ),
  ];
  const answer = { lines, json: { origin, is, lines: seen } };
  if (is === "good") return answer;
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
  const message = `${counted(alarms.length, "alarm")}, ${counted(warnings.length, "warning")}`;
  return is === "alarm"
    ? { ...answer, problem: { code: "monitor-alarm", message, exit: 2 } }
    : { ...answer, problem: { code: "monitor-warning", message } };
}
