// `panoh monitor`: looks at a country's host, its mirrors and its officers' app from outside, once, as a stranger would, and says with a line and an exit code how
// they are. What it saw of the log it keeps in a file: the next look must contain it.

import { publicPhones } from "../../core/phones.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { clearRow, readClearRow } from "../../member/store/clear-row.ts";
import type { MemberStore } from "../../member/store/store.ts";
import type { PublicLog } from "../../member/trust/public-log.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import type { Answer, Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { network } from "../country-client.ts";
import { readFounding } from "../given-files.ts";
import { lookAtApp } from "../monitor/look-at-app.ts";
import { lookAtCertificate } from "../monitor/look-at-certificate.ts";
import { lookAtLog } from "../monitor/look-at-log.ts";
import type { Seen } from "../monitor/seen.ts";
import { openSqliteMemberStore } from "../sqlite-member-store.ts";
import { buildWebApp, builtApp, webApp } from "../web-app.ts";
import { writeInPlace } from "../write-whole.ts";
import { originGiven } from "./app.ts";

export const monitorCommand: Command = {
  usage: ["--founding FILE --host URL --state FILE [--mirror URL …] [--app URL]"],
  about: [
    "Looks once, from outside: whether the log goes on from what was seen before and is one history at host and mirrors, who cosigned its head and when,",
    "whether the host takes submissions, the days that certificates have left, and whether each file of the officers' app is the one of this release.",
    "Run it every few minutes by a timer, on a machine of another institution. It holds no key, and needs no right on the host.",
    "Exit code 0 all good, 1 a warning, 2 an alarm: the first line says which, as programs that run checks expect it. Each line that is not good has a code.",
    "After a fork the state file and the heads beside it are evidence: begin with a new file only when the council has settled it.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note, from a source that you trust" },
    host: { value: "URL", help: "the country's host" },
    mirror: { value: "URL", many: true, help: "a mirror of its log" },
    app: { value: "URL", help: "the officers' app" },
    state: { value: "FILE", help: "where to keep what was seen; made at the first look" },
  },
  run: async (given, terminal) => {
    const founding = readFounding(given.get("founding"));
    const connect = [given.get("host"), ...given.all("mirror")].map(originGiven);
    const [host = "", ...mirrors] = connect;
    const app = given.has("app") ? originGiven(given.get("app")) : null;
    if (app !== null) await buildWebApp((step) => terminal.inform(`${step} …`));
    const file = given.get("state");
    const store = openSqliteMemberStore(file);
    try {
      await pin(store, founding, file);
      const clock = Date.now;
      const { log, lines } = await lookAtLog({ store, network, clock, founding, host, mirrors });
      await keepHeads(store, file);
      const certificates = await Promise.all(
        [...connect, ...(app === null ? [] : [app])].map((url) => lookAtCertificate(url, clock())),
      );
      const ofApp = app === null ? [] : await appLines(log, app, connect, store);
      return answerOf(founding, [...lines, ...ofApp, ...certificates]);
    } finally {
      await store.close();
    }
  },
};

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
  store: MemberStore,
): Promise<readonly Seen[]> {
  const phones = () => publicPhones(log.directory, log.follower.trusted?.size ?? 0, Date.now());
  const marks = foundingMarks(log.founding.founding);
  const serve = webApp({ connect, start: "index.html", phones, marks });
  return lookAtApp({ url, serve, folder: builtApp, store, clock: Date.now, fetch });
}

const words = { good: "good", warning: "WARNING", alarm: "ALARM" } as const;

function answerOf({ origin }: FoundingNote, seen: readonly Seen[]): Answer {
  const ofKind = (which: Seen["is"]) => seen.filter(({ is }) => is === which);
  const [alarms, warnings] = [ofKind("alarm"), ofKind("warning")];
  const is = alarms.length > 0 ? "alarm" : warnings.length > 0 ? "warning" : "good";
  const codes = [...new Set([...alarms, ...warnings].map(({ code }) => code))].join(", ");
  const width = Math.max(...seen.map(({ about }) => about.length)) + 2;
  const lines = [
    `${is === "good" ? "OK" : words[is]}: ${codes === "" ? `${seen.length} looked at, all good` : codes}`,
    `Log of ${origin}`,
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
