// Who may read what rests: whoever runs the program, and nobody else on the machine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { runPanoh } from "../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { quickStretch, testPassphrase, World } from "../../test/support/world.ts";
import { randomBytes } from "../crypto/random.ts";
import { sealVault } from "../member/store/vault.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { permissionWarnings } from "../operate/look/look-at-place.ts";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { witnessApp } from "../server/witness-app.ts";
import { runCommandLine } from "./command-line.ts";

test("the stores of a host, a mirror, a witness and a device are readable by their owner only, whatever the system gives new files", async (t) => {
  const dir = temporaryFolder(t);
  const mask = process.umask(0);
  t.after(() => process.umask(mask));
  const host = openSqliteHostStore(join(dir, "host.db"));
  const member = openSqliteMemberStore(join(dir, "client.db"));
  const signer = { name: "one.example", seed: new Uint8Array(32) };
  const witness = witnessApp({ signer, logs: [], file: join(dir, "heads.db"), clock: () => 0 });
  await host.addTokens("device", 1, [new Uint8Array(32)], 1);
  await member.write([{ table: "meta", key: "seen", value: new Uint8Array(1) }]);
  const files = readdirSync(dir);
  assert.ok(files.includes("host.db-wal") && files.includes("client.db-wal") && files.includes("heads.db"));
  for (const file of files) assert.equal(statSync(join(dir, file)).mode & 0o777, 0o600, file);
  await Promise.all([host.close(), member.close()]);
  witness.close();
});

test("a folder into which others may write, and a file that others can read, are named; one that is shut says nothing", (t) => {
  const dir = join(mkdtempSync(join(tmpdir(), "panoh-modes-")), "country");
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(dir, { mode: 0o700 });
  writeFileSync(join(dir, "host.db"), "");
  const files = [{ name: "host.db", secret: false }];
  assert.deepEqual(permissionWarnings(dir, files), []);
  chmodSync(dir, 0o777);
  chmodSync(join(dir, "host.db"), 0o644);
  assert.deepEqual(
    permissionWarnings(dir, files).map((line) => line.replaceAll(dir, "DIR")),
    [
      "Warning: others can write into DIR: run chmod 700 DIR",
      "Warning: others can read DIR/host.db: run chmod 600 DIR/host.db",
    ],
  );
});

const isUnix = process.platform !== "win32";
const noOther = process.getuid?.() === 0 ? false : "needs root, to give a file to another user";

test("a file that another user made in the folder, root say, is named with how to give it back", {
  skip: noOther,
}, (t) => {
  const dir = temporaryFolder(t);
  writeFileSync(join(dir, "log.key"), "", { mode: 0o600 });
  const files = [{ name: "log.key", secret: true }];
  assert.deepEqual(permissionWarnings(dir, files), []);
  chownSync(dir, 1, 1);
  assert.deepEqual(permissionWarnings(dir, files), [
    `Warning: ${dir}/log.key belongs to another user than its folder: run chown --reference=${dir} ${dir}/log.key`,
  ]);
});

test("[EN3h] every command refuses a device's folder or a passphrase that others can read or change, before it asks for words, and says what to do", {
  skip: !isUnix,
}, async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const { devices } = await world.organisation("border-post", "Example Border Post");
  const dir = temporaryFolder(t);
  const at = (name: string) => join(dir, "device", name);
  mkdirSync(join(dir, "device"), { mode: 0o700 });
  const vault = await sealVault(devices[0] ?? assert.fail(), testPassphrase, randomBytes, quickStretch);
  writeFileSync(at("vault.json"), vault, { mode: 0o600 });
  writeFileSync(at("pass"), `${testPassphrase}\n`, { mode: 0o600 });
  const run = async (line: string) => {
    const said: string[] = [];
    let asked = 0;
    const say = (text: string) => void said.push(text.replaceAll(dir, "DIR"));
    const askSecret = async () => {
      asked++;
      return testPassphrase;
    };
    const terminal = { say, inform: say, askSecret, untilStopped: async () => undefined };
    const exit = await runCommandLine(line.replaceAll("@", `${dir}/`).split(" "), terminal, quickStretch);
    return { exit, said: said.join("\n"), asked };
  };
  const commands = ["status", "sent", "tasks", "answer accept AB-123", "epoch confirm", "open"];
  const refused = async (says: RegExp) => {
    for (const command of commands) {
      const { exit, said, asked } = await run(`${command} --vault @device`);
      assert.deepEqual([exit, asked], [1, 0], `${command}: ${said}`);
      assert.match(said, says, command);
      assert.match(said, /\(open-to-others\)$/, command);
    }
    const doctor = await run("doctor @device");
    assert.match(doctor.said, /Permissions +TO DO: others can/, "it still looks");
  };
  assert.match((await run("status --vault @device --passphrase-file @device/pass")).said, /^Country /m);
  for (const [name, mode, says] of [
    ["vault.json", 0o604, /others can read DIR\/device\/vault\.json: run chmod 600 DIR\/device\/vault\.json/],
    ["vault.json", 0o640, /others can read DIR\/device\/vault\.json/],
    ["", 0o770, /others can write into DIR\/device: run chmod 700/],
    ["", 0o702, /others can write into DIR\/device: run chmod 700/],
  ] as const) {
    chmodSync(at(name), mode);
    await refused(says);
    chmodSync(at(name), name === "" ? 0o700 : 0o600);
  }
  chmodSync(at("client.db"), 0o644);
  assert.match((await run("status --vault @device")).said, /^Country /m, "nobody else can enter");
  chmodSync(at(""), 0o755);
  await refused(/others can read DIR\/device\/client\.db: run chmod 600/);
  chmodSync(at("client.db"), 0o600);
  assert.match((await run("status --vault @device")).said, /^Country /m, "what others can only list");
  chmodSync(at("pass"), 0o640);
  const withFile = await run("status --vault @device --passphrase-file @device/pass");
  assert.match(
    withFile.said,
    /others can read DIR\/device\/pass, which holds a passphrase: run chmod 600 DIR\/device\/pass \(open-to-others\)$/,
  );
  assert.equal(withFile.exit, 1);
});

test("[EN3h] a host and a witness do not start with a key that others can read, or in a folder into which others can write", {
  skip: !isUnix,
}, async (t) => {
  const dir = temporaryFolder(t);
  const run = (line: string) => runPanoh(line.replaceAll("@", `${dir}/`).split(" "), quickStretch);
  const terms =
    "--name refuge.example.tj --country XT --title en=Example --languages en --seats 1 --threshold 1 --quorum none --trial";
  assert.equal((await run(`found --dir @host ${terms}`)).exit, 0);
  assert.equal((await run("witness --dir @witness --name one.example")).exit, 0);
  const programs = [
    ["host", "log.key", "serve --dir @host --port 0"],
    ["witness", "witness.key", "witness --dir @witness --log @host/founding.note --port 0"],
  ] as const;
  for (const [folder, key, line] of programs) {
    assert.equal((await run(line)).exit, 0, line);
    for (const [name, mode, says] of [
      [key, 0o644, "others can read"],
      ["", 0o720, "others can write into"],
    ] as const) {
      const path = join(dir, folder, name);
      chmodSync(path, mode);
      const { exit, said } = await run(line);
      assert.equal(exit, 1, said);
      assert.match(said, new RegExp(`${says} .*: run chmod \\d00 .*\\(open-to-others\\)$`));
      chmodSync(path, name === "" ? 0o700 : 0o600);
    }
  }
});

test("a folder in which this user may not write is said to be that, with what to do, and not to be damaged", {
  skip: !isUnix,
}, (t) => {
  const dir = temporaryFolder(t);
  const program = `
    const { openSqliteHostStore } = await import(${JSON.stringify(import.meta.resolve("../server/store/sqlite-host-store.ts"))});
    const { openFolderNow } = await import(${JSON.stringify(import.meta.resolve("../operate/files/device-folder.ts"))});
    const codeOf = (open) => { try { open(); return "open"; } catch (error) { return error.source + " " + error.code; } };
    const dir = ${JSON.stringify(dir)};
    console.log(JSON.stringify([codeOf(() => openFolderNow(dir)), codeOf(() => openSqliteHostStore(dir + "/host.db"))]));
  `;
  // Root may write everywhere: then somebody else tries, who has to get through the folder of all tests.
  const isRoot = process.getuid?.() === 0;
  const other = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  if (isRoot) chmodSync(tmpdir(), statSync(tmpdir()).mode | 0o011);
  const tried = () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      ...other,
      cwd: "/",
    });
    assert.notEqual(String(stdout), "", String(stderr));
    return JSON.parse(String(stdout));
  };
  const allowed = (mode: number, fileMode: number) => {
    for (const file of readdirSync(dir)) chmodSync(join(dir, file), fileMode);
    chmodSync(dir, mode);
  };
  allowed(0o777, 0o666);
  assert.deepEqual(tried(), ["open", "open"]);
  const refused = ["store not-writable", "store not-writable"];
  allowed(0o555, 0o666);
  assert.deepEqual(tried(), refused, "the folder");
  allowed(0o777, 0o444);
  assert.deepEqual(tried(), refused, "the files");
  for (const file of readdirSync(dir)) rmSync(join(dir, file));
  allowed(0o555, 0o444);
  assert.deepEqual(tried(), refused, "nothing is there yet");
  allowed(0o755, 0o644);
});
