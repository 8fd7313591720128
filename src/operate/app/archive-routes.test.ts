// The folder of an archive behind `panoh open`: it takes parts under their names alone, from its own page alone.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { isProblem } from "../../core/problem.ts";
import { archiveNames, newestChain, putArchive } from "../files/archive-folder.ts";
import { archiveChoice } from "./archive-choice.ts";
import { withArchive } from "./archive-routes.ts";
import { listenHere, loopbackOnly } from "./loopback.ts";
import { filesApp, webApp } from "./web-app.ts";

const name = "panoh-archive-0123abcd-0000.age";
const origin = "refuge.nation.example/00000000000000000000000000000000";

test("[AR6a] the page puts parts into the chosen folder, and nothing else, and no other page does", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-archive-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "letter.txt"), "Example.");
  const files = filesApp(webApp({ connect: [], start: "index.html", folder }));
  const app = loopbackOnly(withArchive(archiveChoice(folder, origin), files));
  const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: string) => {
    const init = { method, headers: { host: "localhost:20123", ...headers }, ...(body === undefined ? {} : { body }) };
    const answer = await app.request(`http://localhost:20123${path}`, init);
    return [answer.status, await answer.text()] as const;
  };
  const sized = { "content-length": "7" };
  const there = async () => {
    const [status, said] = await ask("GET", "/archive.json");
    assert.equal(status, 200);
    return JSON.parse(said);
  };
  assert.deepEqual(await there(), { folder, names: [], newest: [], places: [] });
  const lying = createHash("sha256").update("example").digest("hex");
  assert.deepEqual(await ask("POST", `/archive/${name}`, sized, "example"), [200, lying]);
  assert.equal(readFileSync(join(folder, name), "utf8"), "example");
  assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  assert.deepEqual(await there(), { folder, names: [name], newest: [name], places: [] });
  assert.deepEqual(await ask("GET", `/archive/${name}`), [200, "example"]);
  assert.equal((await ask("GET", "/archive/letter.txt"))[0], 404);
  assert.equal((await ask("GET", `/archive/${name}`, { origin: "http://other.example" }))[0], 403);
  assert.equal((await ask("POST", "/archive", { "content-length": String(tmpdir().length) }, tmpdir()))[0], 404);
  for (const other of [
    "letter.txt",
    "..%2Fx.age",
    "panoh-archive-0123abcd-0000.age.sh",
    ".%2Fpanoh-archive-0123abcd-0000.age",
  ]) {
    assert.equal((await ask("POST", `/archive/${other}`, sized, "example"))[0], 404, other);
    await ask("POST", `/archive/${other}/removed`);
  }
  assert.equal((await ask("POST", `/archive/${name}`, { "content-length": "99999999999" }, "example"))[0], 413);
  assert.equal(
    (await ask("POST", `/archive/${name}`, { ...sized, origin: "http://other.example" }, "changed"))[0],
    403,
  );
  assert.equal((await ask("POST", `/archive/${name}/removed`, { host: "other.example" }))[0], 421);
  assert.deepEqual(readdirSync(folder).sort(), ["letter.txt", name]);
  await ask("POST", `/archive/${name}/removed`);
  assert.deepEqual(readdirSync(folder), ["letter.txt"]);
  rmSync(folder, { recursive: true });
  assert.deepEqual(await there(), { folder, names: null, newest: [], places: [] }, "a stick that was taken out");
  assert.equal((await ask("POST", `/archive/${name}`, sized, "example"))[0], 404);
});

const isRootOnLinux = process.platform === "linux" && process.getuid?.() === 0;
test("[AR6b] another user of the same computer neither puts nor removes a part, nor learns which are there", {
  skip: isRootOnLinux ? false : "needs root on Linux",
}, async (t) => {
  const folder = temporaryFolder(t);
  const listener = await listenHere(
    loopbackOnly(
      withArchive(
        archiveChoice(folder, origin),
        filesApp(() => null),
      ),
    ),
    0,
  );
  t.after(() => listener.close());
  /** Asks as this user, in a process of its own, what is there, has a part put down, and another one removed. */
  const askAs = async (user: number, at: string) => {
    const script = `
      import { request } from "node:http";
      process.setuid(${user});
      const ask = (path, body = "") => new Promise((done) => {
        const headers = { host: "localhost", "content-length": body.length };
        request({ host: "${at}", port: ${listener.port}, path, method: body === "" ? "GET" : "POST", headers }, (answer) => {
          answer.resume();
          done(answer.statusCode);
        }).end(body);
      });
      const part = "/archive/${name}";
      console.log(await ask("/archive.json"), await ask(part, "example"), await ask(part), await ask(part.replace("0000", "0001") + "/removed", "x"), await ask("/archive", "/"), await ask("/"));`;
    const run = promisify(execFile);
    return (await run(process.execPath, ["--input-type=module", "--eval", script])).stdout.trim();
  };
  const other = name.replace("0000", "0001");
  const addresses = Object.values(networkInterfaces()).flatMap((ofOne) => ofOne?.map(({ address }) => address) ?? []);
  for (const at of ["127.0.0.1", ...(addresses.includes("::1") ? ["::1"] : [])]) {
    writeFileSync(join(folder, other), "Example.");
    assert.equal(await askAs(65_534, at), "403 403 403 403 403 404", at);
    assert.deepEqual(readdirSync(folder), [other]);
    assert.equal(await askAs(0, at), "200 200 200 204 404 404", at);
    assert.deepEqual(readdirSync(folder), [name]);
    rmSync(join(folder, name));
  }
});

test("[AR6a] a part is written through no link and over no folder that has its name: it is refused, and what is behind stays", async (t) => {
  const [folder, home] = [temporaryFolder(t), temporaryFolder(t)];
  const [vault, absent] = [join(home, "vault.age"), join(home, "absent")];
  writeFileSync(vault, "the vault", { mode: 0o644 });
  const part = (n: number) => ({ name: name.replace("0000", `000${n}`), bytes: new Uint8Array([7]) });
  symlinkSync(vault, join(folder, part(0).name));
  symlinkSync(absent, join(folder, part(1).name));
  mkdirSync(join(folder, part(2).name));
  for (const n of [0, 1, 2])
    assert.throws(
      () => putArchive(folder, part(n)),
      (error) => isProblem(error, "command", "file-taken"),
      String(n),
    );
  assert.equal(readFileSync(vault, "utf8"), "the vault");
  assert.equal(existsSync(absent), false);
  // A second name of a file that is elsewhere leads nowhere, and a file that others may read gives the part no such mode.
  linkSync(vault, join(folder, part(3).name));
  putArchive(folder, part(3));
  assert.equal(readFileSync(vault, "utf8"), "the vault");
  assert.deepEqual([...readFileSync(join(folder, part(3).name))], [7]);
  assert.equal(statSync(join(folder, part(3).name)).mode & 0o777, 0o600);
});

test("[AR6c] a person chooses one of the places that the program offers, and no other; the next start of the same country knows it", async (t) => {
  const [stick, home] = [temporaryFolder(t), temporaryFolder(t)];
  const before = process.env["XDG_DATA_HOME"];
  process.env["XDG_DATA_HOME"] = join(home, "data");
  t.after(() => {
    if (before === undefined) delete process.env["XDG_DATA_HOME"];
    else process.env["XDG_DATA_HOME"] = before;
  });
  const places = () => [{ path: stick, isHere: false }];
  const choice = archiveChoice(undefined, origin, places);
  const app = withArchive(
    choice,
    filesApp(() => null),
  );
  const ask = (path: string, body?: string) => {
    const headers = { "content-length": String(body?.length ?? 0) };
    return app.request(`http://localhost${path}`, body === undefined ? {} : { method: "POST", headers, body });
  };
  const said = async () => (await ask("/archive.json")).json();
  assert.deepEqual(await said(), { folder: null, names: null, newest: [], places: places() });
  assert.equal((await ask(`/archive/${name}`, "example")).status, 404, "nobody chose a folder yet");
  for (const other of [home, `${stick}/..`, `${stick}/panoh-archive`, "/", "."]) {
    assert.equal((await ask("/archive", other)).status, 404, other);
    assert.equal(choice.folder, null);
  }
  assert.equal((await ask("/archive", "x".repeat(4_097))).status, 413);
  assert.equal((await ask("/archive", stick)).status, 204);
  const folder = join(stick, "panoh-archive");
  assert.deepEqual(await said(), { folder, names: [], newest: [], places: places() });
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal((await ask(`/archive/${name}`, "example")).status, 200);
  assert.equal(archiveChoice(undefined, origin, places).folder, folder);
  assert.equal(archiveChoice(undefined, "refuge.other.example/0", places).folder, null, "each country has its own");
  assert.equal(archiveChoice(home, origin, places).folder, home, "what the option names goes before");
  rmSync(stick, { recursive: true });
  assert.equal((await ask("/archive", stick)).status, 404, "the stick was taken out");
  assert.equal(choice.folder, folder);
});

test("[AR6c] of several archives in a folder the newest whole chain is named", (t) => {
  const folder = temporaryFolder(t);
  const other = name.replace("0123abcd", "89abcdef");
  for (const [file, seconds] of [
    [name, 1_000],
    [other, 2_000],
    [other.replace("0000", "0001"), 1_500],
  ] as const) {
    writeFileSync(join(folder, file), "x");
    utimesSync(join(folder, file), seconds, seconds);
  }
  assert.deepEqual(newestChain(folder, archiveNames(folder) ?? []).toSorted(), [other, other.replace("0000", "0001")]);
  assert.deepEqual(newestChain(folder, []), []);
});

test("[AR6a] an app without a folder says that there is none", () => {
  const serve = webApp({ connect: [], start: "index.html" });
  assert.equal(serve("/archive.json")?.status, 200);
});
