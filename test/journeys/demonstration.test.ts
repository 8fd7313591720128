// `npm start` as a stranger meets it: it founds, prints, serves every role, stops, and has everything again at the second start.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const firstPort = 17_400;

test("the demonstration founds a country, serves all roles, survives being stopped, and says that it is one", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-demonstration-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const dir = join(folder, "data");

  const first = await startDemonstration(t, dir);
  assert.match(first.printed, /An invented country/);
  assert.match(first.printed, /Waits are zero and both witnesses run on this machine/);
  const addresses = [...first.printed.matchAll(/http:\/\/localhost:(\d+)/g)].map((match) => Number(match[1]));
  assert.deepEqual(
    addresses,
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((offset) => firstPort + offset),
  );
  for (const port of addresses) {
    const page = await fetch(`http://localhost:${port}/`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
  }
  for (const file of ["public.html", "record.html"]) {
    const page = await (await fetch(`http://localhost:${firstPort}/${file}`)).text();
    const shown = [...page.matchAll(/<p id="mark-([a-z-]+)">/g)].map(([, mark]) => mark);
    assert.deepEqual(shown, ["demonstration", "no-waits"], "[DR6] said without scripts");
  }
  const checkpoint = await (await fetch(`http://localhost:${firstPort}/checkpoint`)).text();
  assert.equal(
    checkpoint.split("\n").filter((line) => line.startsWith("— ")).length,
    3,
    "log and two witnesses signed",
  );
  const vault = await (await fetch(`http://localhost:${firstPort + 1}/demo/vaults.json`)).json();
  assert.deepEqual(
    vault.map((offer: { id: string }) => offer.id),
    ["border-panj"],
  );
  assert.equal(
    (await fetch(`http://localhost:${firstPort}/demo/vaults.json`)).status,
    404,
    "[EN6] only a role's own address has its vault",
  );
  await stop(first.process);

  const second = await startDemonstration(t, dir);
  // How the text comes in pieces is chance.
  assert.equal(second.printed.trimEnd(), first.printed.trimEnd(), "the same addresses and passphrases");
  const size = (text: string) => Number(text.split("\n")[1]);
  assert.ok(size(await (await fetch(`http://localhost:${firstPort}/checkpoint`)).text()) >= size(checkpoint));
  await stop(second.process);
});

async function startDemonstration(
  t: { after(clean: () => void): void },
  dir: string,
): Promise<{ readonly process: ChildProcess; readonly printed: string }> {
  const child = spawn(
    process.execPath,
    [join(root, "bin/panoh.js"), "start", "--dir", dir, "--first-port", String(firstPort)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  // Not SIGKILL: the launcher passes on what can be passed on, and a program left behind would hold the ports of the next run.
  t.after(() => void child.kill("SIGTERM"));
  let printed = "";
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes("Stop with Ctrl-C")) return { process: child, printed };
  }
  return assert.fail("the demonstration ended by itself");
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill("SIGINT");
  assert.equal(await ended, 0, "Ctrl-C is a clean end");
}
