// Debian's packages in a folder, and how a folder is made once.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { debianFolder, inDebian } from "./debian-folder.ts";
import { madeOnce } from "./made-once.ts";

const debian = debianFolder();

test("Debian's PostgreSQL, Patroni, etcd and HAProxy run from a folder, and what they write there is gone with them", {
  skip: "without" in debian ? debian.without : false,
}, () => {
  assert.ok("root" in debian);
  const line = `id -un; touch /var/lib/postgresql/written; head -c0 "$0"
    postgres --version; patroni --version; etcd --version; haproxy -v; python3 -c 'import patroni.dcs.etcd3'`;
  const [command = "", ...words] = inDebian(debian, "postgres", [import.meta.dirname]);
  const run = [...words, "/bin/sh", "-euc", line, import.meta.filename];
  const { status, stdout, stderr } = spawnSync(command, run, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  for (const said of [/^postgres$/m, /PostgreSQL\) 17/, /^patroni 4/m, /^etcd Version/m, /^HAProxy version/m])
    assert.match(stdout, said);
  assert.ok(!existsSync(join(debian.root, "var/lib/postgresql/written")));
});

test("a folder that two processes ask for at once is made once, and one that was left half-made is made again", {
  skip: process.platform === "linux" ? false : "needs flock (Linux)",
}, async () => {
  const place = mkdtempSync(join(tmpdir(), "panoh-made-once-"));
  try {
    const folder = join(place, "made");
    mkdirSync(`${folder}.part`);
    writeFileSync(join(`${folder}.part`, "half"), "");
    const made = JSON.stringify(new URL("./made-once.ts", import.meta.url).href);
    const script = `echo made >>'${place}/times'; echo whole >"$1/file"`;
    const program = `import { madeOnce } from ${made}; madeOnce(${JSON.stringify(folder)}, ${JSON.stringify(script)});`;
    const both = [1, 2].map(() => spawn(process.execPath, ["--input-type=module", "--eval", program]));
    for (const [code] of await Promise.all(both.map((child) => once(child, "exit")))) assert.equal(code, 0);
    assert.equal(readFileSync(join(place, "times"), "utf8"), "made\n");
    assert.equal(readFileSync(join(folder, "file"), "utf8"), "whole\n");
    assert.ok(!existsSync(join(folder, "half")));
    assert.throws(() => madeOnce(join(place, "never"), `echo half >"$1/half"; false; true`), /was not made/);
    assert.ok(!existsSync(join(place, "never")));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
