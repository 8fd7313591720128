// docs/guide/week.md is done as it stands: its commands in their order, each at the hour of its heading, on a real country with a real wait of 168 hours. All of it
// runs in this process, whose clock is the page's; only what nobody can type here is done by hand: the officer's phone, addresses, and carried files.
import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock, test } from "node:test";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { parseInvitation } from "../../src/member/enrolment/invitation.ts";
import { readPinned } from "../../src/member/store/vault.ts";
import { freePort } from "../support/free-port.ts";
import { until } from "../support/until.ts";
import { quickStretch } from "../support/world.ts";

const readGuide = (name: string) => readFileSync(new URL(`../../docs/guide/${name}`, import.meta.url), "utf8");
const hour = 3_600_000;
const monday = Date.UTC(2030, 0, 7);

type Step = { readonly at: number } | { readonly command: string };

/** Headings with an hour, and the commands below them. */
function stepsOf(page: string): readonly Step[] {
  return page.split("\n").flatMap((line): readonly Step[] => {
    const [, day, hours] = /^## Day (\d), (\d\d):00/.exec(line) ?? [];
    if (day !== undefined) return [{ at: monday + (Number(day) - 1) * 24 * hour + Number(hours) * hour }];
    return line.startsWith("panoh ") ? [{ command: line }] : [];
  });
}

test("[DR6] two organisations are admitted, wait 168 hours, and bring a referral to its answer, by the commands of the guide", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "panoh-week-"));
  const cameFrom = process.cwd();
  process.chdir(folder);
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends.toReversed()) await end();
    mock.timers.reset();
    process.chdir(cameFrom);
    rmSync(folder, { recursive: true, force: true });
  });
  mock.timers.enable({ apis: ["Date"], now: monday });
  const names = new Map<string, string>();
  const ports = new Map<string, string>();
  for (const name of [
    "witness.university",
    "witness.ombudsman",
    "witness.bar",
    "mirror.university",
    "mirror.bar",
    "host",
    "status",
  ])
    ports.set(name, String(await freePort()));
  const passphrases = new Map<string, string>();

  /** A command of the page with the addresses and ids of this country. */
  const here = (command: string): readonly string[] => {
    const data = /--data mirror-(\d)/.exec(command)?.[1];
    const mirror = data === undefined ? undefined : data === "1" ? "mirror.university" : "mirror.bar";
    const own = mirror ?? /--name (witness\.[a-z]+)\.example/.exec(command)?.[1] ?? "host";
    const filled = command
      .replaceAll(
        /https:\/\/([a-z.]+?)\.example(?:\.tj)?(?=\s|$)/g,
        (_, name: string) => `http://127.0.0.1:${ports.get(name)}`,
      )
      .replace(/--port \d+/, `--port ${ports.get(own)}`)
      .replace(/--status \d+/, `--status ${ports.get("status")} --every 1`)
      .replace(/(--data mirror-\d)/, "$1 --every 1")
      .replaceAll(/\b(V?KEY\d|SERVICE|CASE)\b/g, (name) => names.get(name) ?? assert.fail(`${name} is not known yet`));
    return [...filled.slice(6).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  };

  let stopHost = async (): Promise<void> => undefined;
  const run = async (args: readonly string[], exit = 0) => {
    let printed = "";
    const goesOn = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    const vault = args[args.indexOf("--vault") + 1] ?? "";
    const hear = (line: string) => {
      printed += `${line}\n`;
      if (/^Listening /.test(line)) goesOn.resolve();
    };
    const ended = runCommandLine(
      args,
      {
        say: (line) => (line.startsWith("{") ? undefined : hear(line)),
        inform: hear,
        askSecret: async () => passphrases.get(vault) ?? assert.fail(`${args.join(" ")} asks for a secret`),
        untilStopped: () => stopped.promise,
      },
      quickStretch,
    );
    const runs = await Promise.race([ended.then(() => false), goesOn.promise.then(() => true)]);
    if (runs) {
      const end = async () => {
        stopped.resolve();
        await ended;
      };
      ends.push(end);
      if (args[0] === "serve") stopHost = end;
    } else assert.equal(await ended, exit, `${args.join(" ")}\n${printed}`);
    const words = /^Passphrase +(.+)$/m.exec(printed)?.[1];
    if (words !== undefined) passphrases.set(vault, words);
    return printed;
  };

  const publishedSize = async () =>
    Number((await (await fetch(`http://127.0.0.1:${ports.get("host")}/checkpoint`)).text()).split("\n")[1]);

  /** Makes it this time of this week, in an hour and then at once. A host that runs has its head cosigned again, and writes the time once a day and when something happened. */
  const setTime = async (at: number) => {
    for (const now of [Math.min(at, Date.now() + hour), at]) {
      mock.timers.setTime(now);
      if (ends.length > 0)
        await until(async () => {
          const status = await (await fetch(`http://127.0.0.1:${ports.get("status")}/status`)).json();
          return Date.parse(status.checkpoint.at) >= now && now - Date.parse(status.timeNote) < 24 * hour;
        });
    }
  };

  const byHand: Readonly<Record<string, () => Promise<void> | void>> = {
    "panoh council found --note country/founding.note --seat-key council-5.key": () => {
      copyFileSync("country/founding.note", "founding.note");
    },
    "panoh found": () => {
      for (const seat of [1, 2, 3]) copyFileSync(`country/council/council-${seat}.share`, `council-${seat}.share`);
      cpSync("country/council", "kept", { recursive: true });
      rmSync("country/council", { recursive: true });
    },
    "panoh organisation --kind shelter": () => undefined,
    // What the officer's phone makes of the invitation.
    "panoh enrol invite": async () => {
      const { pinned } =
        parseInvitation(readFileSync("invitation", "utf8"))?.invitation ?? assert.fail("no invitation");
      const mirrors = pinned.mirrors.flatMap((url) => ["--mirror", url]);
      const at = ["--founding", "founding.note", "--host", pinned.host, ...mirrors];
      const who = ["--organisation", "border.json", "--role", "referrer", "--admin"];
      await run(["enrol", "request", ...at, ...who, "--vault", "officer", "--out", "officer.request"]);
    },
  };

  /** The disk dies. */
  const before: Readonly<Record<string, () => Promise<void>>> = {
    // A mirror copies what is published in its next round.
    "panoh monitor": () =>
      until(async () => {
        const ofMirrors = ["mirror.university", "mirror.bar"].map((name) =>
          fetch(`http://127.0.0.1:${ports.get(name)}/checkpoint`),
        );
        return (await Promise.all(ofMirrors)).every(({ status }) => status === 200);
      }),
    "panoh key combine": async () => {
      await stopHost();
      mkdirSync("again", { mode: 0o700 });
      copyFileSync("founding.note", "again/founding.note");
      rmSync("country", { recursive: true });
    },
  };

  const [service = "", draft = ""] = [...readGuide("host.md").matchAll(/```json\n([^`]+)```/g)].map(([, text]) => text);
  writeFileSync("service.json", service);
  const said: string[] = [];
  for (const step of stepsOf(readGuide("week.md"))) {
    if ("at" in step) {
      await setTime(step.at);
      continue;
    }
    if (step.command.startsWith("panoh inbox")) {
      const id = JSON.parse(readFileSync("shelter.json", "utf8")).id;
      writeFileSync("draft.json", draft.replace("7e000000-0000-4000-8000-000000000001", id));
      await run(["refer", "--vault", "officer", "--draft", "draft.json"]);
    }
    for (const [begin, work] of Object.entries(before)) if (step.command.startsWith(begin)) await work();
    const printed = await run(here(step.command));
    const stored = /^Stored key (\S+)$/m.exec(printed)?.[1];
    const number = /--data mirror-(\d)/.exec(step.command)?.[1];
    if (stored !== undefined) names.set(`KEY${number}`, stored);
    said.push(printed);
    const vkey = /^Verifier key +(\S+)$/m.exec(printed)?.[1];
    if (vkey !== undefined && !/Listening/.test(printed)) names.set(`VKEY${names.size + 1}`, vkey);
    for (const [name, form] of [
      ["SERVICE", /^Service +(\S+)$/m],
      ["CASE", /^Case +([0-9a-f]+)$/m],
    ] as const) {
      const found = form.exec(printed)?.[1];
      if (found !== undefined) names.set(name, found);
    }
    for (const [begin, work] of Object.entries(byHand)) if (step.command.startsWith(begin)) await work();
    const leaf = /^Logged .*leaf (\d+)$/m.exec(printed)?.[1];
    if (leaf !== undefined) await until(async () => (await publishedSize()) > Number(leaf));
    if (step.command.startsWith("panoh restore")) assert.match(printed, /^Next: .*, with each --place that it had$/m);
    if (step.command.startsWith("panoh admit"))
      for (const vault of ["officer", "one", "two"])
        assert.equal(
          readPinned(readFileSync(`${vault}/vault.json`, "utf8"))?.mirrors.length,
          2,
          "it knows both mirrors",
        );
    if (step.command.startsWith("panoh status")) {
      assert.match(printed, /^Device .+ not active: it waits/m, "during the week it waits");
      await setTime(monday + (15 + 1 + 167) * hour);
      assert.match(
        await run(["status", "--vault", "one"]),
        /^Device .+ not active: it waits/m,
        "and an hour before the end still",
      );
    }
  }
  assert.ok(said.some((text) => /^ {2}accepted$/m.test(text)) && said.some((text) => /^ {2}met$/m.test(text)));
  assert.match(said.at(-1) ?? "", /^Verdict +whole$/m);
});
