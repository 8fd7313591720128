// A host that the Debian package runs is upgraded again and again while a client submits all the time (LG4): what was acknowledged is there.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { foundExampleCountry } from "../support/host.ts";
import type { LoadOutcome } from "../support/load.ts";
import { until } from "../support/until.ts";
import { Container } from "./container.ts";

const load = fileURLToPath(new URL("load.ts", import.meta.url));
const tokens = 100_000;

/** Installs the first package, and the others over it one after the other. */
export async function upgradeUnderLoad(t: TestContext, packages: readonly string[]): Promise<LoadOutcome> {
  const machine = await Container.boot({ "host.example.tj": "127.0.0.1" });
  t.after(() => machine.remove());
  const [first = "", ...later] = packages;
  const install = (file: string) => {
    cpSync(file, join(machine.folder, "root", "panoh.deb"));
    machine.run("dpkg -i panoh.deb && rm panoh.deb");
  };
  install(first);
  await writeCountry(machine);
  machine.run("chown -R panoh-host: /var/lib/panoh-host && systemctl enable --now panoh-witness panoh-host");
  writeFileSync(
    join(machine.folder, "etc", "caddy", "Caddyfile"),
    "{\nlocal_certs\nskip_install_trust\nimport /usr/lib/panoh/deploy/Caddyfile.options\n}\nimport /usr/lib/panoh/deploy/Caddyfile\nhost.example.tj {\n\timport panoh-host\n}\n",
  );
  machine.run("systemctl reload caddy");
  const authority = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt";
  await machine.until(`curl -sf --cacert ${authority} https://host.example.tj/checkpoint`);
  await machine.until("curl -s http://127.0.0.1:8453/status | grep -q '\"takes\":true'");

  const given = ["etc/panoh/founding.note", authority.slice(1), "root/tokens"].map((path) =>
    join(machine.folder, path),
  );
  const words = ["-t", String(machine.init), "-n", process.execPath, "--disable-warning=ExperimentalWarning", load];
  const client = spawn("nsenter", [...words, ...given], { stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => client.kill("SIGKILL"));
  const said = text(client.stdout);
  const size = () => Number(machine.run(`curl -s http://127.0.0.1:8443/checkpoint`).split("\n")[1]);
  for (const file of later) {
    const [before, older] = [size(), machine.run("systemctl show -P MainPID panoh-host")];
    await until(() => size() > before + 100);
    const begun = Date.now();
    install(file);
    t.diagnostic(`an upgrade from ${new Date(begun).toISOString()} to ${new Date().toISOString()}`);
    assert.notEqual(machine.run("systemctl show -P MainPID panoh-host"), older, "it runs on the new program");
    await until(() => machine.try("curl -sf http://127.0.0.1:8443/checkpoint").status === 0);
  }
  const last = size();
  await until(() => size() > last + 100);
  client.stdin.end();
  const outcome = JSON.parse(await said) as LoadOutcome;
  assert.match(
    machine.run("panoh verify --founding /etc/panoh/founding.note --url http://127.0.0.1:8443"),
    /^Verdict +whole$/m,
  );
  return outcome;
}

/** A country with one witness, which the same machine runs, and tokens that its border post drew. */
async function writeCountry(machine: Container): Promise<void> {
  const said = machine.run(
    "runuser -u panoh-witness -- panoh witness --dir /var/lib/panoh-witness --name witness.university.example",
  );
  const vkey = /^Verifier key +(\S+)$/m.exec(said)?.[1] ?? assert.fail(said);
  const country = await foundExampleCountry(`witness w1 ${vkey} http://127.0.0.1:8444\nquorum w1\n`);
  const host = join(machine.folder, "var", "lib", "panoh-host");
  for (const file of [join(machine.folder, "etc", "panoh", "founding.note"), join(host, "founding.note")])
    writeFileSync(file, country.founding.note);
  writeFileSync(join(host, "log.key"), `${encodeHex(country.logSeed)}\n`, { mode: 0o600 });
  const drawn = Array.from({ length: tokens }, () => randomBytes(16));
  // Straight into the store: a day's quota is no question here.
  const store = openSqliteHostStore(join(host, "host.db"));
  const hashes = drawn.map((token) => sha256(token));
  assert.ok(await store.addTokens(country.post.name, 0, hashes, Number.MAX_SAFE_INTEGER));
  await store.close();
  writeFileSync(join(machine.folder, "root", "tokens"), Buffer.concat(drawn));
}
