// What `npm run package` packs, quickly: the npm tarball is made of the app as it is built here, and installed into an empty folder without a network. The
// long tests (`npm run test:installed`) build everything twice and install the Debian package.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { billOfMaterials } from "../../deploy/package/bill-of-materials.ts";
import { writeChecksums } from "../../deploy/package/checksums.ts";
import { copyright } from "../../deploy/package/debian-package.ts";
import { npmTarball } from "../../deploy/package/npm-tarball.ts";
import { makeProgram } from "../../deploy/package/program-folder.ts";
import { buildWebApp } from "../../src/operate/app/web-app.ts";
import { filesList } from "../../src/operate/look/installed-files.ts";
import { missingPackages } from "../support/debian.ts";
import { startListening, stopPanoh } from "../support/panoh-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { stepsOf } from "./guide.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the npm tarball holds JavaScript alone and the app compressed, and founds and serves where nothing else is", async (t) => {
  const folder = temporaryFolder(t);
  await buildWebApp(() => undefined);
  const program = join(folder, "program");
  await makeProgram(root, program, 1_700_000_000, join(root, "dist", "web"));
  const tarball = join(folder, npmTarball(program, folder));
  const empty = join(folder, "empty");
  mkdirSync(empty);
  const words = ["install", "--offline", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", tarball];
  const npm = spawnSync("npm", words, { cwd: empty, encoding: "utf8", shell: process.platform === "win32" });
  assert.equal(npm.status, 0, npm.stderr);

  const installed = join(empty, "node_modules", "panoh");
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(installed, name)).isFile(),
  );
  assert.deepEqual(
    files.filter((name) => /\.tsx?$|\.test\.|^test\/|vite/.test(name)),
    [],
  );
  const { scripts, devDependencies, dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  assert.deepEqual([scripts, devDependencies], [undefined, undefined]);
  for (const [name, version] of Object.entries(dependencies)) {
    const inside = JSON.parse(readFileSync(join(installed, "node_modules", name, "package.json"), "utf8"));
    assert.equal(inside.version, version, "what it runs on is inside, as the lockfile has it");
  }
  const app = files.filter((name) => name.startsWith("dist/web/"));
  const packable = app.filter(
    (name) => [".html", ".js", ".css"].includes(extname(name)) && statSync(join(installed, name)).size > 1_000,
  );
  assert.ok(packable.length > 50);
  for (const name of packable)
    for (const ending of [".br", ".gz"]) assert.ok(app.includes(name + ending), name + ending);

  const launcher = join(empty, "node_modules", "panoh", "bin", "panoh.js");
  const panoh = (...args: readonly string[]) =>
    spawnSync(process.execPath, [launcher, ...args], { cwd: empty, encoding: "utf8" });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert.equal(panoh("--version").stdout, `panoh ${version}\n`);
  const terms =
    "--name refuge.example.tj --country XT --title en=Example --languages en --seats 1 --threshold 1 --quorum none --trial";
  const founded = panoh("found", "--dir", "country", ...terms.split(" "));
  assert.equal(founded.status, 0, founded.stderr);
  const main = join(installed, "src", "cli", "main.js");
  const serve = ["serve", "--dir", join(empty, "country"), "--port", "0"];
  const host = await startListening(serve, { program: main });
  t.after(() => stopPanoh(host));
  assert.match(await (await fetch(`${host.url}/checkpoint`)).text(), /^refuge\.example\.tj\/[0-9a-f]{32}\n\d+\n/);
  const page = await startListening(
    ["app", "--founding", join(empty, "country", "founding.note"), "--host", host.url, "--port", "0"],
    { program: main },
  );
  t.after(() => stopPanoh(page));
  const sent = await fetch(page.url, { headers: { "accept-encoding": "br" } });
  assert.equal(sent.headers.get("content-encoding"), "br");
  assert.match(await sent.text(), /<meta name="version" content="[^"]+"/);

  const addresses = ["--founding", "country/founding.note", "--host", host.url, "--app", page.url];
  const seen = panoh("monitor", ...addresses, "--state", "seen.db");
  assert.match(
    seen.stdout,
    /^App +good: all \d+ files and their headers are those of panoh /m,
    seen.stdout + seen.stderr,
  );
  assert.match(seen.stdout, /^WARNING: nobody-watches\n/, "a trial without witnesses");

  const whole = panoh("doctor");
  assert.equal(whole.status, 0, whole.stdout + whole.stderr);
  assert.match(whole.stdout, /^Program +good: all \d+ files are as the package has them$/m);
  appendFileSync(join(installed, "src", "core", "moment.js"), "\n");
  const changed = panoh("doctor");
  assert.equal(changed.status, 1);
  assert.match(
    changed.stdout,
    /^Program +TO DO: 1 of \d+ files are not as the package has them \(src\/core\/moment\.js is one\)/m,
  );
  assert.ok(!existsSync(join(empty, "tsconfig.json")));
});

/** Text of a package that no other has, in the scripts of the app or of the program; a package without such a text is not looked for. */
const textsOf: Readonly<Record<string, string>> = {
  preact: "dangerouslySetInnerHTML",
  "@preact/signals-core": "Cycle detected",
  "age-encryption": "age-encryption.org/v1",
  papaparse: "RECORD_SEP",
  "hash-wasm": "argon2id",
  saxen: "closing tag mismatch",
  fflate: "invalid zip data",
  hono: "Can not add a route since the matcher is already built.",
  vite: "vite.config",
  "@formatjs/icu-messageformat-parser": "INVALID_PLURAL_ARGUMENT_SELECTOR",
};

test("the bill of materials names each package of which something is in the app or that the program runs on, with its version, and nothing that builds or tests", async (t) => {
  const folder = temporaryFolder(t);
  await buildWebApp(() => undefined);
  const web = join(root, "dist", "web");
  const packed = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { preact: _, "@preact/signals": __, vite: ___, ...runsOn } = packed.dependencies;
  const program = join(folder, "program");
  mkdirSync(join(program, "dist", "web"), { recursive: true });
  writeFileSync(join(program, filesList), "");
  writeFileSync(join(program, "package.json"), JSON.stringify({ ...packed, dependencies: runsOn }));
  const billWith = (bundled: string) => {
    writeFileSync(join(program, "dist", "web", "packages.txt"), bundled);
    const name = billOfMaterials(root, program, folder, 1_700_000_000);
    const bill = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return new Map<string, string>(bill.components.map((one: Component) => [one.name, one.version]));
  };
  const bundled = readFileSync(join(web, "packages.txt"), "utf8");
  const listed = billWith(bundled);
  for (const [name, version] of Object.entries({ ...packed.dependencies, ...packed.optionalDependencies }))
    assert.equal(listed.get(name), name === "vite" ? undefined : version, name);
  for (const name of ["typescript", "@biomejs/biome", "rolldown", "axe-core"]) assert.ok(!listed.has(name), name);

  const scripts = readdirSync(web, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(web, name), "utf8"))
    .join("\n");
  const inApp = Object.keys(textsOf).filter((name) => scripts.includes(textsOf[name] ?? ""));
  const named = bundled.trim().split("\n");
  assert.deepEqual(
    inApp,
    Object.keys(textsOf).filter((name) => named.includes(name)),
    "the list is what is in the scripts",
  );
  assert.ok(inApp.includes("preact") && inApp.includes("@preact/signals-core"));

  const licences = copyright(root, program, { ...packed, dependencies: runsOn });
  for (const name of [...named, "hono"]) assert.match(licences, new RegExp(`^${name} \\d`, "m"), name);
  assert.doesNotMatch(licences, /TERMS AND CONDITIONS FOR USE, REPRODUCTION/, "Debian keeps that one");

  assert.ok(
    !billWith(named.filter((name) => !/preact/.test(name)).join("\n")).has("preact"),
    "it follows from the app",
  );
  assert.throws(() => billWith(`${bundled}foreign\n`), /in the app, and not in the bill of materials: foreign/);
});

interface Component {
  readonly name: string;
  readonly version: string;
}

test("without a key there are checksums and no signature; another key than Ed25519 signs nothing", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "one"), "1\n");
  assert.deepEqual(writeChecksums(folder, ["one"], null), ["SHA256SUMS"]);
  assert.equal(
    readFileSync(join(folder, "SHA256SUMS"), "utf8"),
    "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865  one\n",
  );
  const key = join(folder, "key.pem");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  assert.throws(() => writeChecksums(folder, ["one"], key), /not an Ed25519 key/);
  assert.deepEqual(readdirSync(folder).sort(), ["SHA256SUMS", "key.pem", "one"]);
});

const debian = join(root, "deploy", "debian");
const units = readdirSync(debian).filter((name) => name.endsWith(".service"));
/** What an administrator enables: the unit itself, or the timer that starts it. */
const enabled = units.map((name) => {
  const timer = name.replace(".service", ".timer");
  return existsSync(join(debian, timer)) ? timer : name;
});
const noSystemd = missingPackages().some(({ name }) => name === "systemd")
  ? "needs the command systemd-analyze"
  : false;

test("each unit runs under a user of its own, and systemd counts less than 2.0 of 10 that it is exposed to", {
  skip: noSystemd,
}, () => {
  assert.equal(units.length, 5);
  const users = readFileSync(join(debian, "sysusers.conf"), "utf8");
  for (const unit of units) {
    const name = unit.replace(".service", "");
    assert.match(readFileSync(join(debian, unit), "utf8"), new RegExp(`^User=${name}$`, "m"));
    assert.match(users, new RegExp(`^u ${name} `, "m"));
    const looked = spawnSync("systemd-analyze", ["security", "--offline=true", "--no-pager", join(debian, unit)], {
      encoding: "utf8",
    });
    const exposure = Number(
      /Overall exposure level for \S+: ([\d.]+)/.exec(looked.stdout)?.[1] ?? assert.fail(looked.stderr),
    );
    assert.ok(exposure < 2, `${unit}: ${exposure}`);
  }
});

const noShell = process.platform === "win32" ? "needs a shell" : false;

test("the scripts of the Debian package are shell, and name every unit", { skip: noShell }, () => {
  for (const name of ["setup", "copy"]) assert.equal(spawnSync("sh", ["-n", join(root, "deploy", name)]).status, 0);
  for (const name of ["postinst", "prerm", "postrm", "panoh"]) {
    const file = join(debian, name);
    const read = spawnSync("sh", ["-n", file], { encoding: "utf8" });
    assert.equal(read.status, 0, read.stderr);
    if (name !== "panoh")
      for (const unit of enabled) assert.ok(readFileSync(file, "utf8").includes(unit), `${name}: ${unit}`);
  }
});

const guideFolder = join(root, "docs", "guide");
const installGuide = readFileSync(join(guideFolder, "install.md"), "utf8");

test("a country is brought up by hand, to its first referral and back, with sixty typed commands", () => {
  const parts = installGuide.match(/^## .+$/gm)?.map((line) => line.slice(3)) ?? [];
  const begin = parts.slice(parts.indexOf("Get the package"), parts.indexOf("From the npm tarball"));
  assert.equal(begin.at(-1), "A first referral");
  const typed = begin
    .flatMap((heading) => stepsOf(installGuide, heading))
    .map((step) => {
      if (step.is === "carry") return 0;
      assert.ok(!step.on.includes("each"), "machines are named, so that they can be counted");
      return step.on.length * step.lines.length;
    });
  assert.ok(typed.reduce((sum, count) => sum + count, 0) <= 60);
});

test("each file that a guide names is in the packages", async (t) => {
  await buildWebApp(() => undefined);
  const program = join(temporaryFolder(t), "program");
  await makeProgram(root, program, 1_700_000_000, join(root, "dist", "web"));
  const named = readdirSync(guideFolder).flatMap((guide) => {
    const text = readFileSync(join(guideFolder, guide), "utf8");
    const beside = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)|`((?:\.\.\/)?[a-z-]+(?:\/[a-z-]+)*\.md)`/g)].map(
      ([, link, mention]) => link ?? mention ?? "",
    );
    const installed = [...text.matchAll(/\/usr\/lib\/panoh\/([\w./-]*[\w])/g)].map(([, path = ""]) => path);
    const fromTop = [...text.matchAll(/`((?:deploy|docs)\/[^` ]+)`/g)].map(([, path = ""]) => path);
    return [
      ...beside.filter((path) => !/^(docs|deploy)\//.test(path)).map((path) => `docs/guide/${path}`),
      ...installed,
      ...fromTop,
    ].map((path) => [guide, path] as const);
  });
  assert.ok(named.length > 60);
  // The command of the Debian package, and its Node.
  const missing = named.filter(([, path]) => !/^(panoh|node)$/.test(path) && !existsSync(join(program, path)));
  assert.deepEqual(missing, []);
});

test("before an upgrade the copy says how much room it needs, and without it stops nothing", {
  skip: noShell || process.platform !== "linux" ? "needs GNU tools" : false,
}, (t) => {
  const folder = temporaryFolder(t);
  const from = join(folder, "panoh-host");
  mkdirSync(from);
  writeFileSync(join(from, "host.db"), Buffer.alloc(3_000_000));
  // Stands for systemd, which this machine may not have, and says what it was asked.
  writeFileSync(join(folder, "systemctl"), `#!/bin/sh\necho "$*" >>'${folder}/asked'\n`, { mode: 0o755 });
  const copyWith = (free: number) => {
    writeFileSync(
      join(folder, "df"),
      `#!/bin/sh\nprintf 'Filesystem 1024-blocks Used Available\\n/dev/x 1 1 ${free} 1%% /\\n'\n`,
      { mode: 0o755 },
    );
    const env = { ...process.env, PATH: `${folder}:${process.env["PATH"]}` };
    return spawnSync(join(root, "deploy", "copy"), [from, join(folder, "before")], { encoding: "utf8", env });
  };
  const refused = copyWith(104_000);
  assert.equal(refused.status, 1);
  assert.match(refused.stdout, /^The copy takes 3 MB, and 101 MB are free there\.$/m);
  assert.match(refused.stderr, /^copy: no-room: /);
  assert.ok(!existsSync(join(folder, "asked")) && !existsSync(join(folder, "before")));
  assert.equal(copyWith(200_000).status, 0);
  assert.equal(readFileSync(join(folder, "asked"), "utf8"), "stop panoh-host\n");
  assert.equal(statSync(join(folder, "before", "host.db")).size, 3_000_000);
  assert.match(copyWith(200_000).stderr, /^copy: file-exists: /);
});
