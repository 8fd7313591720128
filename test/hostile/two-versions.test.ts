// A client of one version of the protocol and a host of another, over HTTP (LG11). The newer client is this program with another number in it, as a process; the
// newer host is this host, whose answers state another number.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { MirrorCopier } from "../../src/operate/mirror-copier.ts";
import { versionGaps, versionsHeader } from "../../src/protocol/versions.ts";
import { listen } from "../../src/server/listen.ts";
import { LogCopy } from "../../src/server/log-copy.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { type LanguageTag, languageTags } from "../../src/words/languages.ts";
import { runPanoh, writeVault } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exampleDraft, fetchNetwork, testPassphrase, World } from "../support/world.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("[LG11] a client that speaks no version of its host reads and sends nothing, keeps what waits, says in each language who must be upgraded, and goes on by itself", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const [phone] = (await world.organisation("border-post", "Example Border Post")).devices;
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.service(shelter, ["shelter-emergency"]);
  /** What every answer states; null as a program of before, which states nothing. */
  let stated: string | null = "1";
  const asked: string[] = [];
  const between = new Hono().all("*", async (context) => {
    const { pathname } = new URL(context.req.url);
    asked.push(pathname);
    const body = context.req.method === "POST" ? await context.req.arrayBuffer() : null;
    const answer = await fetch(world.url + pathname, { method: context.req.method, body });
    const headers = new Headers({ "content-type": answer.headers.get("content-type") ?? "" });
    assert.equal(answer.headers.get(versionsHeader), "1", pathname);
    assert.equal(answer.headers.get("access-control-expose-headers"), versionsHeader);
    if (stated !== null) headers.set(versionsHeader, stated);
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
  });
  const listener = await listen(between, 0);
  t.after(() => listener.close());
  const host = `http://127.0.0.1:${listener.port}`;
  const device = (phone ?? assert.fail()).with({ host });
  const member = await world.member(device);
  const codes = () => (member.view?.alarms ?? []).map(({ code }) => code);
  assert.deepEqual(codes(), []);
  const size = world.host.tree.size;

  for (const newer of ["2", "2, 3", "99"]) {
    stated = newer;
    asked.length = 0;
    if (newer === "2") await must(member.drafts.send(exampleDraft([shelter])));
    await member.sync();
    assert.deepEqual(codes(), ["program-older"]);
    assert.equal(member.view?.outbox, 2, "what was sealed waits");
    assert.equal(asked.includes("/submit") || asked.includes("/tokens"), false, "nothing is sent");
    assert.equal(world.host.tree.size, size);
  }
  const dir = join(temporaryFolder(t), "vault");
  mkdirSync(dir);
  await writeVault(dir, device, argon2id);
  const founding = join(dir, "founding.note");
  writeFileSync(founding, world.founding.note);
  const run = (...args: readonly string[]) => runPanoh(args);
  const status = await run("status", "--vault", dir);
  assert.equal(status.exit, 3);
  assert.match(status.said, /^Alarm {6}program-older since .*The host says that it runs a newer version/m);
  const exported = await run("service", "export", "--founding", founding, "--host", host, "--lang", "en");
  assert.equal(exported.exit, 1);
  assert.match(
    exported.said,
    /The host says that it runs a newer version .*Install nothing only because of this.*\(program-older\)/,
  );
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const copy = (await LogCopy.open(world.founding, store)) ?? assert.fail();
  const followed = openSqliteMemberStore(":memory:");
  t.after(() => followed.close());
  const parts = { founding: world.founding, url: host, network: fetchNetwork, clock: world.clock, copy };
  const copier = await MirrorCopier.load({ ...parts, store: followed });
  assert.equal(await copier.round(), "program-older");

  for (const same of ["1, 2", null]) {
    stated = same;
    await member.sync();
    assert.deepEqual(codes(), [], `${same}: it goes on by itself`);
    assert.equal(await copier.round(), "current");
  }
  await world.witness();
  await member.sync();
  assert.equal(member.view?.outbox, 0, "and what waited is logged");
  assert.ok(world.host.tree.size > size);

  const newer = newerProgram(temporaryFolder(t));
  writeFileSync(join(dir, "words"), testPassphrase, { mode: 0o600 });
  // Every language has both sentences (src/member/spec.test.ts); two are enough to see them said.
  for (const tag of ["tg", "fa"] as const) {
    const args = [newer, "status", "--vault", dir, "--passphrase-file", join(dir, "words")];
    const env = { ...process.env, PANOH_LANG: tag };
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], { env });
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
    assert.equal(code, 3, said);
    const words = JSON.parse(readFileSync(join(root, `src/words/${tag}/device.json`), "utf8"));
    assert.match(said, new RegExp(`^Alarm {6}host-older since .*: ${words["alarm.host-older.what"]}`, "m"));
  }
});

test("[LG11c] in every language what a host states of versions is said as the host's word, and sends nobody to an update", () => {
  const saysHost: Readonly<Record<LanguageTag, RegExp>> = {
    en: /^The host says that it /,
    ru: /^Сервер сообщает, что его /,
    tg: /^Сервер мегӯяд, ки /,
    uz: /^Server oʻz .* aytyapti/,
    fa: /^سرور می‌گوید /,
  };
  const installsNothing: Readonly<Record<LanguageTag, RegExp>> = {
    en: /Ask your administrator.*Install nothing/,
    ru: /Спросите администратора.*Ничего не устанавливайте/,
    tg: /аз маъмур пурсед.*насб накунед/i,
    uz: /maʼmurdan.*hech narsa oʻrnatmang/i,
    fa: /از مدیر بپرسید.*نصب نکنید/,
  };
  for (const tag of languageTags) {
    const wordsIn = (file: string) => JSON.parse(readFileSync(join(root, `src/words/${tag}/${file}.json`), "utf8"));
    const device = wordsIn("device");
    assert.match(wordsIn("shown")["shown.refused.other-version"], saysHost[tag]);
    for (const gap of versionGaps) {
      assert.match(device[`alarm.${gap}.what`], saysHost[tag]);
      assert.match(device[`alarm.${gap}.do`], installsNothing[tag]);
    }
  }
});

test("[ST4a] [ST4d] a command on a device of a newer program says so, calls nothing damaged, and changes nothing", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const [phone] = (await world.organisation("border-post", "Example Border Post")).devices;
  const dir = join(temporaryFolder(t), "vault");
  mkdirSync(dir, { mode: 0o700 });
  const file = join(dir, "client.db");
  await openSqliteMemberStore(file).close();
  const database = new DatabaseSync(file);
  // A vault that this program does not know, as a newer one may have.
  database.exec("INSERT INTO item VALUES ('meta', 'vault', x'7b7d'); PRAGMA user_version = 99");
  database.close();
  writeFileSync(join(dir, "vault.json"), `${(phone ?? assert.fail()).host}\n`, { mode: 0o600 });
  const before = readFileSync(file);
  for (const args of [["status"], ["inbox"], ["sent"]]) {
    const { exit, said } = await runPanoh([...args, "--vault", dir]);
    assert.equal(exit, 1);
    for (const line of said.split("\n"))
      assert.match(line, /a newer program made this folder; update this one \(store-newer\)/);
  }
  assert.deepEqual(readFileSync(file), before);
});

/** This program, but that it speaks the second version of the protocol alone. */
function newerProgram(folder: string): string {
  cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const file = join(folder, "src/protocol/versions.ts");
  const written = readFileSync(file, "utf8");
  const changed = written.replace(
    "protocolVersions: readonly number[] = [1]",
    "protocolVersions: readonly number[] = [2]",
  );
  assert.notEqual(changed, written);
  writeFileSync(file, changed);
  return join(folder, "src/cli/main.ts");
}
