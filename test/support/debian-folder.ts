// Debian's PostgreSQL, Patroni, etcd, HAProxy and libfaketime in a folder of the cache, for tests that run them; nothing is installed on the machine. Needs root
// on Debian 13. The packages are unpacked, not installed: a Debian that boots is `test/installed/container.ts`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { madeOnce } from "./made-once.ts";

/** What is wanted, what those programs and our Node need of a Debian without saying so, and with what it boots. */
const wanted =
  "postgresql-17 patroni python3-etcd etcd-server haproxy libfaketime libatomic1 libstdc++6 base-files coreutils dash libc-bin systemd iproute2 util-linux sed grep";

/** What they depend on for their installation, for just-in-time compilation or for certificates: passed off as being there. */
const leftOut = `adduser base-passwd ca-certificates debconf dpkg init-system-helpers libllvm19 locales media-types netbase openssl-provider-legacy passwd perl
  perl-base postgresql-client-common postgresql-common procps python3-consul sensible-utils ssl-cert tar ucf`;

/** The users that packages would make: name, number, home. */
export const usersInFolder = {
  postgres: { number: 101, home: "/var/lib/postgresql" },
  etcd: { number: 102, home: "/var/lib/etcd" },
  haproxy: { number: 103, home: "/var/lib/haproxy" },
  "panoh-host": { number: 104, home: "/var/lib/panoh-host" },
} as const;

export type UserInFolder = keyof typeof usersInFolder | "root";

const users = Object.entries(usersInFolder).map(
  ([name, { number, home }]) => `${name}:x:${number}:${number}::${home}:/bin/sh`,
);

const script = `
  apt="apt-get -q -y -o Dir::State::status=$1/status -o Dir::Cache::archives=$1/archives/ -o Debug::NoLocking=1 -o APT::Install-Recommends=0"
  mkdir -p "$1/archives/partial" "$1/root"
  for name in ${leftOut.replaceAll(/\s+/g, " ")}; do
    printf 'Package: %s\\nStatus: install ok installed\\nArchitecture: %s\\nMulti-Arch: foreign\\nVersion: 99:0\\nMaintainer: none\\nDescription: left out\\n\\n' \\
      $name "$(dpkg --print-architecture)"
  done >"$1/status"
  get() { $apt --download-only install ${wanted}; }
  get || { apt-get -q update; get; }
  cd "$1/root"
  mkdir -p run usr/bin usr/lib usr/lib64 usr/sbin var
  for name in bin lib lib64 sbin; do ln -s usr/$name $name; done
  ln -s /run var/run
  for package in ../archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' \\
      --exclude='./usr/share/locale/*' --exclude='*/bitcode/*' --exclude='*/llvmjit*'
  done
  rm -r ../archives ../status
  printf '%s\\n' root:x:0:0::/root:/bin/sh ${users.join(" ")} >etc/passwd
  printf '%s\\n' root:x:0: ${users.map((line) => line.split(":").slice(0, 3).join(":").concat(":")).join(" ")} >etc/group
  echo '127.0.0.1 localhost' >etc/hosts
  while IFS=: read -r _ _ user _ _ home _; do mkdir -p ".$home"; chown $user:$user ".$home"; done <etc/passwd
  printf '%s: files\\n' passwd group shadow hosts >etc/nsswitch.conf
  install -d -o ${usersInFolder.postgres.number} -m 2775 run/postgresql
  echo 'd /run/postgresql 2775 postgres postgres -' >usr/lib/tmpfiles.d/postgresql.conf
  # Where it boots, systemd starts everything, and it has no hardware and nobody who sits before it.
  find usr/lib/systemd/system/*.wants -type l ! -name 'systemd-journald*' ! -name systemd-tmpfiles-setup.service ! -name systemd-sysctl.service -delete
  rm -r etc/init.d
  # Python compiles what Patroni and its command use once, not at each start, also for somebody whose own Python keeps nothing.
  env -u PYTHONDONTWRITEBYTECODE chroot . /usr/bin/python3 -c 'import patroni.__main__, patroni.ctl, patroni.dcs.etcd3, patroni.postgresql.rewind, patroni.api, psycopg2'
  mkdir ../layer
`;

const folder = fileURLToPath(
  new URL(
    `../../.cache/debian-parts-${createHash("sha256").update(script).digest("hex").slice(0, 8)}`,
    import.meta.url,
  ),
);

export interface DebianFolder {
  /** What is in it: a root that is only read. */
  readonly root: string;
  /** An empty folder, to mount something on in a mount namespace. */
  readonly layer: string;
}

/** The folder, made when there is none; or why there is none on this machine. */
export function debianFolder(): DebianFolder | { readonly without: string } {
  if (!isDebian13() || process.getuid?.() !== 0)
    return { without: "needs root on Debian 13, for its packages in a folder" };
  if (spawnSync("unshare", ["-m", "true"], { stdio: "ignore" }).status !== 0)
    return { without: "needs mount namespaces" };
  madeOnce(folder, script);
  return { root: `${folder}/root`, layer: `${folder}/layer` };
}

function isDebian13(): boolean {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return /^ID=debian$/m.test(release) && /^VERSION_ID="13"$/m.test(release);
}

/**
 * The words that run a program of the folder as one of its users: they go before its path and arguments. It sees these folders of this machine where they are, its
 * /dev, /proc and /tmp, and whatever else it writes is gone with its process. The process is the program itself.
 */
export function inDebian(
  { root, layer }: DebianFolder,
  user: UserInFolder,
  shown: readonly string[] = [],
): readonly string[] {
  const number = user === "root" ? 0 : usersInFolder[user].number;
  const script = `set -e
    mount -t tmpfs -o mode=755 tmpfs "${layer}"
    cd "${layer}"; mkdir upper work root
    mount -t overlay -o "lowerdir=${root},upperdir=upper,workdir=work" overlay root
    for path in /dev /proc /tmp ${shown.map((path) => `'${path}'`).join(" ")}; do mkdir -p "root$path"; mount --rbind "$path" "root$path"; done
    export LC_ALL=C.UTF-8 PATH=/usr/lib/postgresql/17/bin:/usr/sbin:/usr/bin
    exec chroot --userspec=${number}:${number} root "$@"`;
  return ["unshare", "--mount", "sh", "-c", script, "sh"];
}
