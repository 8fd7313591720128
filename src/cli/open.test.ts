// The app on loopback answers only who asked this address; and it is started without a terminal.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { until } from "../../test/support/until.ts";
import { World } from "../../test/support/world.ts";
import { encodeInvitation } from "../member/enrolment/invitation.ts";
import { loopbackOnly } from "../operate/app/loopback.ts";
import { filesApp } from "../operate/app/web-app.ts";
import { runCommandLine } from "./command-line.ts";
import { portOf } from "./commands/open.ts";

const app = loopbackOnly(filesApp((path) => (path === "/" ? new Response("the app") : null)));
const ask = async (headers: Readonly<Record<string, string>>, path = "/") =>
  (await app.request(`http://localhost:23456${path}`, { headers })).status;

test("[EN4] a request for another name is refused: a page elsewhere cannot reach the app under a name of its own", async () => {
  assert.equal(await ask({ host: "localhost:23456" }), 200);
  assert.equal(await ask({ host: "127.0.0.1:23456" }), 200);
  for (const host of [
    "examples.example",
    "examples.example:23456",
    "localhost.examples.example:23456",
    "127.0.0.1.example",
    "",
  ])
    assert.equal(await ask({ host }), 421, host);
});

test("[EN4] a request from another page is refused, from the app's own or from none it is not", async () => {
  assert.equal(await ask({ host: "localhost:23456", origin: "http://localhost:23456" }), 200);
  for (const origin of ["https://examples.example", "http://localhost:23457", "https://localhost:23456", "null"])
    assert.equal(await ask({ host: "localhost:23456", origin }), 403, origin);
  assert.equal(await ask({ host: "localhost:23456" }, "/sample"), 404);
});

test("the port follows from the country's origin and from nothing else", () => {
  const one = portOf(`refuge.example.tj/${"a".repeat(32)}`);
  assert.equal(one, portOf(`refuge.example.tj/${"a".repeat(32)}`));
  assert.notEqual(one, portOf(`refuge.example.tj/${"b".repeat(32)}`));
  for (let i = 0; i < 500; i++) {
    const port = portOf(`refuge.example.tj/${i}`);
    assert.ok(port >= 20_000 && port < 30_000);
  }
});

test("[EN8c] where the pages of other ports of this computer are let in, those of other computers are not", async () => {
  const served = loopbackOnly(
    filesApp(() => new Response("the log")),
    "let in",
  );
  const status = async (origin: string, host = "localhost:23456") =>
    (await served.request("http://localhost:23456/", { headers: { host, origin } })).status;
  for (const origin of ["http://localhost:23457", "http://127.0.0.1:23457", "http://localhost:23456"])
    assert.equal(await status(origin), 200, origin);
  for (const origin of [
    "https://examples.example",
    "http://localhost.examples.example",
    "https://localhost:23457",
    "null",
  ])
    assert.equal(await status(origin), 403, origin);
  assert.equal(await status("http://examples.example:23456", "examples.example:23456"), 421);
});

test("[EN4h] a launcher opens what this computer opened before, in the browser, and on its first start asks for the invitation", {
  skip: process.platform === "linux" ? false : "needs Linux",
}, async (t) => {
  const folder = temporaryFolder(t);
  const world = await World.foundFor(t);
  const stick = join(folder, "a stick");
  mkdirSync(stick);
  const file = join(stick, "invitation");
  writeInvitation(world, file, 1);
  // Stands for the browser of the computer.
  const shown = join(folder, "shown");
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\necho "$1" >>'${shown}'\n`, { mode: 0o755 });
  const before = { ...process.env };
  process.env["XDG_DATA_HOME"] = join(folder, "data");
  process.env["PATH"] = `${folder}${delimiter}${process.env["PATH"]}`;
  t.after(() => {
    process.env = before;
  });
  const open = async (line: string | null, port = 0) => {
    const asked: string[] = [];
    const said: string[] = [];
    const hear = (text: string) => void said.push(text);
    const askLine = async (prompt: string) => {
      asked.push(prompt);
      return line ?? "";
    };
    const terminal = { say: hear, inform: hear, askSecret: async () => "", untilStopped: async () => undefined };
    const call = ["open", "--port", String(port)];
    const exit = await runCommandLine(call, line === null ? terminal : { ...terminal, askLine });
    return { exit, asked, said: said.join("\n") };
  };
  const shownCount = () => (existsSync(shown) ? readFileSync(shown, "utf8").trim().split("\n").length : 0);

  assert.equal((await open(null)).exit, 2, "where nobody sits it asks nobody");
  const missing = await open(join(folder, "nothing"));
  assert.deepEqual([missing.exit, missing.asked.at(-1)], [1, "Press Enter to close this window. "]);
  assert.match(missing.said, /nothing is not there.*\(no-file\)/);
  assert.equal(shownCount(), 0);

  const first = await open(`'${file}' `);
  assert.equal(first.exit, 0, first.said);
  const address = /^Open {8}(http:\/\/localhost:\d+)$/m.exec(first.said)?.[1] ?? assert.fail(first.said);
  await until(() => shownCount() === 1);
  assert.equal(readFileSync(shown, "utf8"), `${address}\n`);
  rmSync(stick, { recursive: true });
  const taken = await open("", Number(new URL(world.url).port));
  assert.equal(taken.exit, 1);
  assert.match(taken.said, /EADDRINUSE|eaddrinuse/);
  assert.equal(shownCount(), 1, "what another program serves there is shown to nobody");
  const other = createServer();
  t.after(() => other.close());
  other.listen({ host: "::1", port: 0 });
  const hasSix = await Promise.race([
    once(other, "listening").then(() => true),
    once(other, "error").then(() => false),
  ]);
  if (hasSix) {
    const { port } = other.address() as AddressInfo;
    assert.equal((await open("", port)).exit, 1, "nor where another one has the other address of this name");
    assert.equal(shownCount(), 1);
  }
  const second = await open("");
  assert.deepEqual([second.exit, second.asked], [0, []], second.said);
  await until(() => shownCount() === 2);
  assert.equal(statSync(join(folder, "data", "panoh", "desk.json")).mode & 0o777, 0o600);
});

test("[EN4h] with --launcher the list of programs opens the same vault or invitation, and what is opened once without it changes nothing", {
  skip: process.platform === "linux" ? false : "needs Linux",
}, async (t) => {
  const folder = temporaryFolder(t);
  const world = await World.foundFor(t);
  const [one, two] = [join(folder, "one"), join(folder, "two")];
  writeInvitation(world, one, 1);
  writeInvitation(world, two, 2);
  const before = { ...process.env };
  process.env["XDG_DATA_HOME"] = join(folder, "data");
  t.after(() => {
    process.env = before;
  });
  const open = async (...args: readonly string[]) => {
    const silent = { say: () => undefined, inform: () => undefined, askSecret: async () => "" };
    const call = ["open", ...args, "--port", "0"];
    assert.equal(await runCommandLine(call, { ...silent, untilStopped: async () => undefined }), 0);
  };
  await open("--invitation", one, "--launcher");
  const entry = readFileSync(join(folder, "data", "applications", "panoh.desktop"), "utf8");
  assert.match(entry, /^Exec="[^"]+" "[^"]+\/bin\/panoh\.js" open$/m);
  assert.match(entry, /^Terminal=true$/m);
  const kept = () => readFileSync(join(folder, "data", "panoh", "invitation"), "utf8");
  assert.equal(kept(), readFileSync(one, "utf8"));
  await open("--invitation", two);
  assert.equal(kept(), readFileSync(one, "utf8"));
});

function writeInvitation({ founding, url: host }: World, file: string, number: number): void {
  const pinned = { founding: founding.note, host, mirrors: [] };
  const organisation = `7e000000-0000-4000-8000-00000000000${number}`;
  writeFileSync(file, encodeInvitation({ kind: "invitation", pinned, organisation, role: "reader", admin: true }));
}
