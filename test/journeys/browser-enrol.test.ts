// A device that makes its own keys: invited by a command, made in a browser, enrolled by commands. The administrator never holds what opens
// it.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { qrPicture } from "../../src/cli/qr-code.ts";
import { argon2id } from "../../src/crypto/argon2id.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { placesOfWorld } from "../support/role-site.ts";
import { writeVault } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { exampleDraft, testPassphrase, World } from "../support/world.ts";
import { chooseText } from "./organisation-walk.ts";
import { picture, writeReferral } from "./walk.ts";

const placesFile = join(mkdtempSync(join(tmpdir(), "panoh-places-")), "places.json");
writeFileSync(placesFile, JSON.stringify(placesOfWorld));
after(() => rmSync(dirname(placesFile), { recursive: true }));

const program = fileURLToPath(new URL("../../bin/panoh.js", import.meta.url));

test("[EN6] [EN6c] [DR3] an officer's phone opens the link of its invitation, makes its own keys, waits until it is enrolled, and refers", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, folder, panoh, vaultFolder } = await country(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency", "legal-advice"]);
  const admin = await vaultFolder(border.devices[0], "admin");
  await assert.rejects(
    panoh("enrol", "invite", ...admin, "--role", "reader", "--out", join(folder, "no")),
    /wrong-role/,
  );
  await panoh("enrol", "invite", ...admin, "--role", "referrer", "--out", join(folder, "invitation"));
  const url = await openInvitation(t, join(folder, "invitation"));

  const page = await openPage(t, { width: 360, height: 740 });
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()}\n${request.postDataBuffer()?.toString("latin1") ?? ""}`));
  const link = await invitationLink(panoh, url, [...admin, "--role", "referrer"], join(folder, "linked"));
  await page.goto(link);
  await page.getByRole("button", { name: "Read the invitation" }).waitFor();
  assert.equal(page.url(), `${url}/`, "no history keeps the invitation");
  assert.ok(!sent.some((one) => one.startsWith(world.url)), "nobody is asked before a person presses");
  const { words, request, shownId } = await makeDevice(page, null, folder, world.founding.origin);
  for (const one of sent) assert.ok(!one.includes(border.id), "no request says whose invitation it is");
  await page.getByText("The log does not know this device yet", { exact: false }).waitFor();
  const asked = readFileSync(request, "utf8");
  const holdsSecret = (text: string) => text.includes("AGE-SECRET-KEY") || holdsWords(text, words.split(" "));
  for (const leak of [words, words.replaceAll(" ", ""), words.split(" ").find((word) => !ownWords.has(word))])
    assert.ok(holdsSecret(`${page.url()}?q=${leak}`), "the search finds what it looks for");
  assert.ok(!holdsSecret(asked), "the request holds public keys only");
  for (const one of sent) assert.ok(!holdsSecret(one), "nothing private leaves the device");
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("#passphrase").waitFor();
  assert.equal(await page.getByText("Read the invitation").count(), 0, "a device is not set up again");
  assert.equal(page.url(), `${url}/`);
  await unlockWith(page, words);
  await page.getByText(shownId).waitFor();

  const signed = await panoh("enrol", "sign", "--request", request, ...admin, "--out", join(folder, "note"), "--json");
  assert.equal(groups(JSON.parse(signed).requestId), shownId, "both sides see one number");
  await submit(panoh, world, folder);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByRole("button", { name: "New referral" }).waitFor();
  const before = world.host.tree.size;
  await writeReferral(page, { name: "Test Person 3", safe: "knock once", receiver: "Example Shelter South" });
  await page.getByRole("button", { name: /^Send to Example Shelter South/ }).click();
  await page.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  // The referral is in the log.
  await until(() => world.host.tree.size > before);
});

test("[EN6] [EN4] [AR5] [AR6a] [AR6c] [AR6d] a new laptop makes its own keys in `panoh open`, two administrators enrol it, it has the cases from the archive, and a folder of its own", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, folder, panoh, vaultFolder } = await country(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  const one = await vaultFolder(shelter.devices[0], "one");
  const two = await vaultFolder(shelter.devices[1], "two");
  const archive = join(folder, "archive");
  mkdirSync(archive);
  await panoh("archive", "save", ...one, "--folder", archive);
  await world.witness();
  const saved = readdirSync(archive);
  await panoh("enrol", "invite", ...one, "--role", "reader", "--out", join(folder, "invitation"));
  // Where the person's own files lie on this computer.
  const own = join(folder, "own");
  mkdirSync(own);
  const url = await openInvitation(t, join(folder, "invitation"), { HOME: own, XDG_DATA_HOME: join(folder, "data") });
  const page = await openPage(t, { width: 1280, height: 800 });
  await page.goto(url);
  await page.getByRole("button", { name: "Set up, then choose the archive" }).click();
  await page.locator("#invitation-file").waitFor();
  const { request } = await makeDevice(page, join(folder, "invitation"), folder, world.founding.origin);
  await panoh("enrol", "sign", "--request", request, ...one, "--out", join(folder, "note"));
  await panoh("enrol", "cosign", "--note", join(folder, "note"), ...two);
  await submit(panoh, world, folder);
  await panoh("epoch", "hand-over", "--all", ...one);
  await world.witness();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByRole("heading", { name: "This device waits for the archive" }).waitFor();
  assert.equal(await page.locator(".pane-inbox .row").count(), 0, "of the time before nothing is shown");
  const choose = async (names: readonly string[]) => {
    await page.locator("#archive-files").setInputFiles(names);
    await page.getByRole("button", { name: "Restore from the archive" }).click();
  };
  writeFileSync(join(folder, "panoh-archive-00000000-0000.age"), "Example.");
  await choose([join(folder, "panoh-archive-00000000-0000.age")]);
  await page.getByText("Nothing was taken", { exact: false }).waitFor();
  await choose(saved.map((name) => join(archive, name)));
  await page.locator(".pane-inbox .row").first().waitFor();
  await page.locator(".archive-awaited").waitFor({ state: "detached" });
  await page
    .getByText("A device of your organisation was filled from your archive", { exact: false })
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Choose its folder" }).click();
  await page.locator(`#archive-place input[value="${own}"]`).check();
  await page.getByRole("button", { name: "Make the folder and save" }).click();
  await page.getByText("saved into its folder", { exact: false }).waitFor();
  assert.match(readdirSync(join(own, "panoh-archive")).join(), /^panoh-archive-[0-9a-f]{8}-0000\.age$/);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Our organisation" }).click();
  await page.getByText(`Folder: ${join(own, "panoh-archive")}`).waitFor();
  await page.getByRole("button", { name: "Check the archive" }).click();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByText("The archive is good", { exact: false }).waitFor();
});

test("[EN6] an invitation is not followed when its host shows another country, and not written then", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, folder, panoh, vaultFolder } = await country(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const admin = await vaultFolder(border.devices[0], "admin");
  await panoh("enrol", "invite", ...admin, "--role", "referrer", "--out", join(folder, "invitation"));
  const other = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const moved = readFileSync(join(folder, "invitation"), "utf8").replace(world.url, other.url);
  writeFileSync(join(folder, "moved"), moved);
  writeFileSync(join(folder, "founding"), world.founding.note);
  const foreign = ["--founding", join(folder, "founding"), "--host", other.url, "--organisation", border.id];
  await assert.rejects(
    panoh("enrol", "invite", ...foreign, "--role", "referrer", "--out", join(folder, "no")),
    /foreign-founding/,
  );
  const page = await openPage(t, { width: 360, height: 740 });
  const url = await openInvitation(t, join(folder, "moved"));
  await page.goto(url);
  await page.getByRole("button", { name: "I have an invitation" }).click();
  await page.locator("#invitation").fill(moved);
  await page.getByRole("button", { name: "Read the invitation" }).click();
  await page.getByText("another country", { exact: false }).first().waitFor();
  assert.equal(await page.locator(".facts").count(), 0);
  const link = await invitationLink(panoh, url, [...admin, "--role", "referrer"], join(folder, "linked"));
  await page.goto("about:blank");
  await page.goto(link.replace(world.url, other.url));
  await page.getByRole("button", { name: "Read the invitation" }).click();
  await page.getByText("another country", { exact: false }).first().waitFor();
  assert.equal(await page.locator(".facts").count(), 0);
});

/** Walks through the pages up to the request, which is saved. Without an invitation its link led here. */
async function makeDevice(page: Page, invitation: string | null, folder: string, origin: string) {
  if (invitation !== null) {
    if ((await page.locator("#invitation-file").count()) === 0)
      await page.getByRole("button", { name: "I have an invitation" }).click();
    await chooseText(page, "#invitation-file", invitation, "#invitation");
  }
  await picture(page, `enrol-invitation-${page.viewportSize()?.width}`);
  await page.getByRole("button", { name: "Read the invitation" }).click();
  await page.getByText(origin).waitFor();
  await picture(page, `enrol-check-${page.viewportSize()?.width}`);
  await page.getByRole("button", { name: "Make the keys on this device" }).click();
  await page.locator(".words").waitFor();
  const words = (await page.locator(".words").innerText()).trim().replace(/\s+/g, " ");
  assert.match(words, /^([a-z]{4} ){4}[a-z]{4}$/);
  await picture(page, `enrol-words-${page.viewportSize()?.width}`);
  await page.getByRole("button", { name: "I have written them down" }).click();
  await page.locator("#confirm").fill(words.split(" ").reverse().join(" "));
  await page.locator("form [type=submit]").click();
  await page.getByText("These are not your words", { exact: false }).first().waitFor();
  assert.equal(await page.getByText(words).count(), 0, "the words are shown once");
  await page.locator("#confirm").fill(words.toUpperCase());
  await page.locator("form [type=submit]").click();
  await page.getByRole("heading", { name: "Request of this device" }).waitFor();
  const shownId = (await page.locator(".words").innerText()).trim();
  await picture(page, `enrol-request-${page.viewportSize()?.width}`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the request" }).click();
  const request = join(folder, "request");
  await (await download).saveAs(request);
  return { words, request, shownId };
}

async function unlockWith(page: Page, words: string): Promise<void> {
  await page.locator("#passphrase").fill(words);
  await page.locator("form button[type=submit]").click();
  await page.locator("#passphrase").waitFor({ state: "detached" });
}

type Panoh = (...args: readonly string[]) => Promise<string>;

/** The link to the app at an address, as the command prints it; a phone gets it from the code that stands beside it. */
async function invitationLink(panoh: Panoh, app: string, options: readonly string[], out: string): Promise<string> {
  const code = `${out}.svg`;
  const printed = await panoh(
    "enrol",
    "invite",
    ...options,
    "--app",
    `${app}/`,
    "--code",
    code,
    "--out",
    out,
    "--json",
  );
  const { link } = JSON.parse(printed);
  assert.equal(readFileSync(code, "utf8"), qrPicture(link));
  return link;
}

async function submit(panoh: Panoh, world: World, folder: string): Promise<void> {
  writeFileSync(join(folder, "founding"), world.founding.note);
  const country = ["--host", world.url, "--founding", join(folder, "founding")];
  await panoh("enrol", "submit", "--note", join(folder, "note"), ...country);
  await world.witness();
}

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const folder = temporaryFolder(t);
  const panoh: Panoh = async (...args) => (await promisify(execFile)(process.execPath, [program, ...args])).stdout;
  const passphrase = join(folder, "passphrase");
  writeFileSync(passphrase, testPassphrase, { mode: 0o600 });
  /** The options that open an administrator's device on the command line. */
  const vaultFolder = async (secrets: Secrets | undefined, name: string): Promise<readonly string[]> => {
    const dir = join(folder, name);
    mkdirSync(dir);
    await writeVault(dir, secrets ?? assert.fail(), argon2id);
    return ["--vault", dir, "--passphrase-file", passphrase];
  };
  return { world, folder, panoh, vaultFolder };
}

/** Runs `panoh open` on an invitation; gives its address. */
async function openInvitation(t: TestContext, invitation: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const args = ["--invitation", invitation, "--places", placesFile, "--port", "0"];
  const child = spawn(process.execPath, [program, "open", ...args], {
    stdio: "pipe",
    env: { ...process.env, ...env },
  });
  t.after(() => void child.kill("SIGTERM"));
  let printed = "";
  for await (const chunk of child.stderr) {
    printed += String(chunk);
    const url = /Open {8}(http:\S+)/.exec(printed)?.[1];
    if (url !== undefined) return url;
  }
  return assert.fail(printed);
}

async function openPage(t: TestContext, viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await openChromium(t)).newPage();
  await page.setViewportSize(viewport);
  page.on("pageerror", (error) => assert.fail(`the page threw: ${error.message}`));
  return page;
}

/** Four-letter words of the program that a passphrase may hold by chance. */
const ownWords: ReadonlySet<string> = new Set([
  "role",
  "name",
  "note",
  "tile",
  "time",
  "date",
  "file",
  "size",
  "base",
  "demo",
  "make",
]);

/**
 * True for a text with one word of a passphrase standing by itself, or with two of them anywhere: inside other letters a word of four stands by
 * chance ("devi" in "device").
 */
function holdsWords(text: string, words: readonly string[]): boolean {
  const inside = words.filter((word) => text.includes(word));
  return inside.length > 1 || inside.some((word) => !ownWords.has(word) && new RegExp(`\\b${word}\\b`).test(text));
}

/** Takes a picture when a folder for them is named, to be looked at. */
function groups(id: string): string {
  return (id.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}
