// What a host that runs prints for programs: each line is one event with time, level and code, and nothing of who asked what.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { freePort } from "../../test/support/free-port.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { until } from "../../test/support/until.ts";
import { eventLevels, eventLog, eventOfHost, eventOfRound, type OperatorEvent } from "../operate/event-log.ts";
import { runCommandLine } from "./command-line.ts";

const quiet = { inform: () => undefined, askSecret: async () => "", untilStopped: async () => undefined };

/** A host of a country with one witness that is not there, and what it printed. */
async function host(t: TestContext, ...more: readonly string[]) {
  const dir = temporaryFolder(t);
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  await runCommandLine(["witness", "--dir", join(dir, "w"), "--name", "one.witness.example", "--json"], {
    ...quiet,
    say,
  });
  const { vkey } = JSON.parse(said.splice(0)[0] ?? "");
  const witness = `w1=${vkey}@http://127.0.0.1:${await freePort()}`;
  const terms =
    "--name refuge.example.tj --country XT --title en=Example --languages en --seats 1 --threshold 1 --quorum 1 --trial";
  const found = ["found", "--dir", join(dir, "country"), ...terms.split(" "), "--witness", witness];
  assert.equal(await runCommandLine(found, { ...quiet, say: () => undefined }), 0);
  const stopped = Promise.withResolvers<void>();
  let url = "";
  const inform = (line: string) => {
    url ||= /^Listening +(\S+)$/.exec(line)?.[1] ?? "";
  };
  const serve = ["serve", "--dir", join(dir, "country"), "--port", "0", "--proxy", "127.0.0.1", ...more];
  const ended = runCommandLine(serve, { ...quiet, say, inform, untilStopped: () => stopped.promise });
  await until(() => url !== "");
  const stop = async () => {
    stopped.resolve();
    assert.equal(await ended, 0);
    return said.map((line) => JSON.parse(line));
  };
  return { url, stop, said };
}

test("[LG2] each line of a host's output is an event with time, level and code, and holds no address and nothing that was asked", async (t) => {
  const { url, stop, said } = await host(t);
  const headers = { "x-forwarded-for": "203.0.113.77", "user-agent": "canary-agent", cookie: "canary=1" };
  for (const path of ["/checkpoint", "/canary-path?canary=query", "/pack/case/canary"])
    await (await fetch(url + path, { headers })).arrayBuffer();
  await (await fetch(`${url}/submit`, { method: "POST", body: "canary-body", headers })).arrayBuffer();
  const events = await stop();
  for (const { time, level, code } of events) {
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(level, eventLevels[code as keyof typeof eventLevels], code);
  }
  const codes = events.map(({ code }) => code);
  for (const code of ["started", "witness-silent", "takes-nothing", "stopped"]) assert.ok(codes.includes(code), code);
  const requests = events.filter(({ code }) => code === "request");
  assert.deepEqual(
    requests.map(({ route, method }) => `${method} ${route}`),
    ["GET /checkpoint", "GET other", "GET /pack/*", "POST /submit"],
  );
  const all = said.join("\n");
  for (const mark of ["203.0.113", "127.0.0.1", "canary"]) assert.ok(!all.includes(mark), mark);
});

test("with --log events no request is printed, and all else is", async (t) => {
  const { url, stop } = await host(t, "--log", "events");
  await (await fetch(`${url}/checkpoint`)).arrayBuffer();
  const codes = (await stop()).map(({ code }) => code);
  assert.ok(!codes.includes("request"));
  assert.ok(codes.includes("started") && codes.includes("stopped"));
});

test("every news of a host and every end of a mirror's round has its code, and the guide says them all", () => {
  const lines: string[] = [];
  const say = eventLog({ ...quiet, say: (line) => void lines.push(line) }, "requests", () => 0);
  const hear = ({ code, more }: OperatorEvent) => say(code, more);
  for (const state of ["good", "silent", "bad"] as const) hear(eventOfHost({ is: "witness", name: "w\u001b1", state }));
  for (const state of ["good", "silent", "bad"] as const)
    hear(eventOfHost({ is: "place", url: "https://mirror.example", state }));
  for (const isMended of [true, false]) hear(eventOfHost({ is: "rotten", leaf: 7, isMended }));
  hear(eventOfHost({ is: "taking", taking: { holds: ["store-behind"], silent: [], oldCopy: "an old copy" } }));
  hear(eventOfHost({ is: "taking", taking: { holds: [], silent: [], oldCopy: null } }));
  for (const flaw of [null, { is: "behind", days: 1 }, { is: "far-ahead", days: 40 }] as const)
    hear(eventOfHost({ is: "clock", flaw }));
  for (const why of ["another-host", "no-answer"] as const) hear(eventOfHost({ is: "waiting", why }));
  hear(eventOfHost({ is: "superseded" }));
  for (const end of [
    "current",
    "unreachable",
    "older",
    "host-older",
    "program-older",
    "lie",
    "bytes-missing",
    "foreign-founding",
    "fork",
  ] as const)
    hear(eventOfRound(end));
  assert.ok(
    lines.every((line) => !line.includes("\u001b")),
    "nothing that a terminal would obey",
  );
  const said = new Set(lines.map((line) => JSON.parse(line).code));
  assert.deepEqual([...Object.keys(eventLevels)].filter((code) => !said.has(code)).sort(), [
    "failed",
    "request",
    "started",
    "stopped",
  ]);
  const guide = readFileSync(new URL("../../docs/guide/operate.md", import.meta.url), "utf8");
  const [, logs = ""] = /^## Logs$(.*?)^## /ms.exec(guide) ?? [];
  const rows = [...logs.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| (info|warning|error) \|/gm)].flatMap(
    ([, codes = "", level]) => [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => [code, level]),
  );
  assert.deepEqual(Object.fromEntries(rows), eventLevels);
});
