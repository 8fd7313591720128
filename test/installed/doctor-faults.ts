// What goes wrong with an installation, done to the machines of the guide one after the other: `panoh doctor` names it, and is content once it is mended.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { until } from "../support/until.ts";
import type { GuideCountry } from "./guide-country.ts";

const state = "/var/lib/panoh-host";
const page = "/usr/lib/panoh/dist/web/index.html";
const ofHost = `panoh doctor ${state} --status 8453`;

interface Fault {
  readonly on: string;
  readonly does: string;
  readonly look: string;
  readonly says: RegExp;
  readonly mend: string;
}

const faults: readonly Fault[] = [
  {
    on: "host",
    does: `chown root: ${state}/log.key`,
    look: ofHost,
    says: /^Permissions +TO DO: \S+log\.key belongs to another user than its folder/m,
    mend: `chown --reference=${state} ${state}/log.key`,
  },
  {
    on: "host",
    does: `chmod 644 ${state}/log.key`,
    look: ofHost,
    says: /^Permissions +TO DO: others can read \S+log\.key/m,
    mend: `chmod 600 ${state}/log.key`,
  },
  {
    on: "host",
    does: `chown root: ${state}`,
    look: "panoh doctor",
    says: /^Permissions +TO DO: \/var\/lib\/panoh-host does not belong to panoh-host/m,
    mend: `chown -R panoh-host: ${state}`,
  },
  {
    on: "host",
    does: `chmod 755 ${state}`,
    look: "panoh doctor",
    says: /^Permissions +TO DO: others can enter \/var\/lib\/panoh-host/m,
    mend: `chmod 700 ${state}`,
  },
  {
    on: "app",
    does: "chmod 600 /etc/panoh/founding.note",
    look: "panoh doctor",
    says: /^Permissions +TO DO: the units cannot read \/etc\/panoh\/founding\.note/m,
    mend: "chmod 644 /etc/panoh/founding.note",
  },
  {
    on: "app",
    does: `cp ${page} page && echo '<!-- of before -->' >>${page}`,
    look: "panoh doctor",
    says: /^Program +TO DO: 1 of \d+ files are not as the package has them \(dist\/web\/index\.html is one\)/m,
    mend: `cp page ${page}`,
  },
  {
    on: "app",
    // As dpkg leaves it where units are not restarted.
    does: "sleep 1 && touch /usr/lib/panoh/files.sha256",
    look: "panoh doctor",
    says: /^panoh-app\.service +TO DO: it runs on the program that was here before, with its app/m,
    mend: "systemctl restart panoh-app",
  },
  {
    on: "mirror",
    does: "systemctl stop panoh-mirror",
    look: "panoh doctor",
    says: /^panoh-mirror\.service +TO DO: it does not run \(inactive\)/m,
    mend: "systemctl start panoh-mirror",
  },
];

export async function tryFaults(country: GuideCountry): Promise<void> {
  for (const { on, does, look, says, mend } of faults) {
    const machine = country.at(on);
    machine.run(does);
    const { status, said } = machine.try(look);
    assert.match(said, says);
    assert.equal(status, 1, said);
    machine.run(mend);
    await until(() => machine.try(look).status === 0);
  }
  await tryWitness(country);
  tryClock(country);
}

/** A witness that cannot be reached: the host asks it at its start. */
async function tryWitness(country: GuideCountry): Promise<void> {
  const [host, ombudsman] = [country.at("host"), country.at("ombudsman")];
  ombudsman.run("systemctl stop caddy");
  host.run("systemctl restart panoh-host");
  await until(() => /^Witness ombudsman +TO DO: it does not answer: ask who runs it$/m.test(host.try(ofHost).said));
  ombudsman.run("systemctl start caddy");
  host.run("systemctl restart panoh-host");
  await until(() => host.try(ofHost).status === 0);
}

/** Two hours behind, for the program that looks; nobody may set the clock of a container. */
function tryClock(country: GuideCountry): void {
  const host = country.at("host");
  const library = spawnSync("faketime", ["-f", "+0", "grep", "-om1", "/.*libfaketime.*", "/proc/self/maps"], {
    encoding: "utf8",
  });
  if (library.status !== 0) return;
  cpSync(library.stdout.trim(), join(host.folder, "root", "libfaketime.so"), { dereference: true });
  const { said } = host.try(`LD_PRELOAD=$HOME/libfaketime.so FAKETIME=-2h ${ofHost}`);
  assert.match(said, /^Clock +TO DO: .* is earlier than the newest time that was signed, .*: set the clock/m);
}
