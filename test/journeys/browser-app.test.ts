// `panoh app` as a deploying country runs it: the app's files under their headers, and a browser that reaches the host and nobody else.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { World } from "../support/world.ts";

const program = fileURLToPath(new URL("../../bin/panoh.js", import.meta.url));

test("[EN4] the officers' app is served apart from the host, shut by its headers, and reaches that host alone", async (t) => {
  const world = await World.found({ witnesses: 1, now: Date.now() });
  const other = await World.found({ witnesses: 1, now: Date.now() });
  const folder = mkdtempSync(join(tmpdir(), "panoh-app-"));
  t.after(async () => {
    await world.close();
    await other.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "founding"), world.founding.note);
  const args = ["--founding", join(folder, "founding"), "--host", world.url, "--port", "0"];
  const child = spawn(process.execPath, [program, "app", ...args], { stdio: "pipe" });
  t.after(() => void child.kill("SIGTERM"));
  let printed = "";
  let url = "";
  for await (const chunk of child.stderr) {
    printed += String(chunk);
    url = /Listening {2}(http:\S+)/.exec(printed)?.[1] ?? "";
    if (url !== "") break;
  }
  assert.notEqual(url, "", printed);

  for (const path of ["/", "/index.html", "/service-worker.js", "/vault-worker.js"]) {
    const { status, headers } = await fetch(url + path);
    assert.equal(status, 200, path);
    const policy = headers.get("content-security-policy")?.split("; ") ?? [];
    assert.ok(policy.includes("default-src 'none'"), path);
    assert.ok(policy.includes("script-src 'self' 'wasm-unsafe-eval'"), path);
    assert.ok(policy.includes(`connect-src 'self' ${world.url}`), path);
    assert.ok(policy.includes("frame-ancestors 'none'"), path);
    assert.ok(policy.includes("require-trusted-types-for 'script'"), path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
  }
  assert.match(
    await (await fetch(`${url}/public.html`)).text(),
    /<p id="mark-demonstration">/,
    "[DR6] without scripts",
  );
  for (const path of [
    "/%",
    "/%E0%A4%A",
    "/%zz.html",
    "/%00.html",
    "/..%2f..%2fpackage.json",
    "/../package.json",
    "/demo/vaults.json",
    "/demo/entry.json",
    "/demonstration.html",
    "/demonstration.fa.html",
  ])
    assert.equal(await statusOf(url, path), 404, path);

  if (chromiumPath === null) return t.skip("needs Chromium");
  const page = await (await openChromium(t, chromiumPath)).newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "I have an invitation" }).waitFor();
  assert.deepEqual(await installable(page), { name: "Panoh", hindrances: [] }, "it can be put on the home screen");
  await page.evaluate(() => localStorage.setItem("neutral", "yes"));
  await page.reload();
  await page.waitForFunction(() => document.title === "Notes");
  assert.deepEqual(await installable(page), { name: "Notes", hindrances: [] }, "under its neutral name too");
  const reach = (address: string) =>
    page.evaluate(
      (from) =>
        fetch(`${from}/checkpoint`).then(
          (answer) => answer.ok,
          () => false,
        ),
      address,
    );
  assert.equal(await reach(world.url), true);
  assert.equal(await reach(other.url), false, "another host is not reached");
});

/** The name that the page would have as an installed app, and what the browser says stands against that. */
async function installable(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.getAppManifest");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  const name = data === undefined ? null : (JSON.parse(data).name as unknown);
  return { name, hindrances: installabilityErrors };
}

/** The status for exactly this path, which fetch would tidy up. */
function statusOf(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}
