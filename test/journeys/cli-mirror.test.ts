// `panoh mirror` beside a host in a process of its own: it copies, passes submissions on, goes on alone when the host is killed, and
// refuses a second history.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { momentOf } from "../../src/core/moment.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { verifyProof } from "../../src/log/proof.ts";
import { PackReader } from "../../src/member/trust/pack-reader.ts";
import { PublicLog } from "../../src/member/trust/public-log.ts";
import { type Correction, type NamedHead, signCorrection } from "../../src/note/correction-note.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import { hostClient } from "../../src/operate/country-client.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { encodeSubmission } from "../../src/protocol/submission.ts";
import { parseTokens, signTokenRequest } from "../../src/protocol/token-request.ts";
import { listen } from "../../src/server/listen.ts";
import { checkLog } from "../../src/verify/check-log.ts";
import { urlSource } from "../../src/verify/source.ts";
import { type ExampleCountry, foundExampleCountry, sealedCases } from "../support/host.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { fetchNetwork } from "../support/world.ts";

const hostProgram = fileURLToPath(new URL("../support/host-process.ts", import.meta.url));
const panoh = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

test("[LG2] [LG6] [ST3] a mirror copies a host and passes submissions on; when the host is killed readers read from it", async (t) => {
  const { country, folder, mirror } = await setUp(t);
  const host = await startHost(t, folder("host"));
  const running = await mirror(host.url);
  assert.deepEqual(running.said().slice(0, 2), [`Origin     ${country.founding.origin}`, "Leaves     1"]);

  const items = await sealedCases(4);
  const tokens = await drawTokens(host.url, country, 4);
  const throughMirror = hostClient(running.url);
  for (const [i, bytes] of items.entries()) {
    const token = tokens[i] ?? null;
    // The last one goes to the host itself: the mirror copies whatever the log holds.
    const [result] = (await (i < 3 ? throughMirror : hostClient(host.url)).submit([{ token, bytes }])) ?? [];
    if (result === undefined || "problem" in result) return assert.fail(result?.problem);
    const proof = verifyProof(result.proof, leafFor("case", bytes), logKeyOf(country.founding), null);
    assert.equal(proof?.index, i + 1);
  }
  await until(async () => ((await (await fetch(`${running.url}/health`)).json()) as { size: number }).size === 5);

  host.process.kill("SIGKILL");
  await host.ended;
  await until(() => running.said().includes("The host does not answer: the copy is served as it is"));
  const { flaws, size, counts } = await checkLog(urlSource(running.url), Buffer.from(country.founding.note), null);
  assert.deepEqual([flaws, size, counts.case], [[], 5, 4]);
  assert.deepEqual(await readCases(t, country, running.url), items);
  const refused = await fetch(`${running.url}/submit`, { method: "POST", body: submissionOf(items[0]) });
  assert.equal(refused.status, 503);
  assert.equal(((await refused.json()) as { title: string }).title, "host-stopping");

  // It starts without the host too, and stops when it is asked to.
  assert.equal(await running.stop(), 0);
  const alone = await mirror(host.url);
  assert.equal(alone.said()[0], "The host does not answer: the copy is served as it is");
  assert.deepEqual(await readCases(t, country, alone.url), items);
  assert.equal(await alone.stop(), 0);
});

test("[LG5] a mirror refuses a second history of the log, keeps both heads and does not start again", async (t) => {
  const { country, folder, mirror, refusal } = await setUp(t);
  cpSync(folder("host"), folder("fork"), { recursive: true });
  const [one, two] = await sealedCases(2);
  const log = async (name: string, bytes: Uint8Array | undefined) => {
    const host = await startHost(t, folder(name));
    await submitOne(host.url, country, bytes);
    return host;
  };
  const honest = await log("host", one);
  const forked = await log("fork", two);
  const door = await doorTo(t, honest.url);
  const running = await mirror(door.url);
  assert.equal(running.said()[1], "Leaves     2");
  door.leadTo(forked.url);
  assert.equal(await running.ended, 1);
  assert.match(running.said().at(-1) ?? "", /^panoh mirror: the log signed two histories; .*\(log-forked\)$/);
  const heads = readFileSync(join(folder("mirror"), "forked-heads.txt"), "utf8");
  assert.equal(heads.split(`${country.founding.origin}\n2\n`).length, 3, "two heads of one size");
  for (const { exit, said } of [await refusal(honest.url), await refusal(forked.url)]) {
    assert.equal(exit, 1, "nor with the first host again");
    assert.match(said, /\(log-forked\)\n$/);
    assert.ok(!said.includes("Listening"));
  }
});

test("[LG10] with the council's correction a mirror goes on on the true history and puts its copy of the false one aside", async (t) => {
  const { country, folder, mirror, refusal } = await setUp(t);
  const [one, two] = await sealedCases(2);
  cpSync(folder("host"), folder("old"), { recursive: true });
  const wrong = await startHost(t, folder("old"));
  await submitOne(wrong.url, country, one);
  const door = await doorTo(t, wrong.url);
  const running = await mirror(door.url);
  assert.equal(running.said()[1], "Leaves     2");
  const right = await startHost(t, folder("host"));
  await submitOne(right.url, country, two);
  door.leadTo(right.url);
  assert.equal(await running.ended, 1);
  const [shared, falseHead, trueHead] = [1, await headOf(wrong.url), await headOf(right.url)];
  const write = (seats: readonly SignerKey[], changed: Partial<Correction> = {}) => {
    const said = { kind: "correction", salt: "00".repeat(16), at: "2030-01-01T12:00:00Z", shared } as const;
    const heads = { falseHeads: [falseHead], trueHead, reason: "An old copy was started." };
    writeFileSync(folder("note"), signCorrection(country.founding.origin, { ...said, ...heads, ...changed }, seats));
  };
  write(country.seats.slice(0, 1));
  assert.match((await refusal(door.url, "founding.note", folder("note"))).said, /\(not-signed-by-council\)\n$/);
  write(country.seats, { falseHeads: [{ ...falseHead, size: 3 }] });
  assert.match((await refusal(door.url, "founding.note", folder("note"))).said, /\(another-fork\)\n$/);
  assert.match((await refusal(door.url)).said, /\(log-forked\)\n$/, "without one it stays stopped");
  write(country.seats);
  const again = await mirror(door.url, folder("note"));
  assert.equal(again.said()[1], "Leaves     2");
  assert.deepEqual(await readCases(t, country, again.url), [two]);
  assert.ok(existsSync(join(folder("mirror"), "false-history-from-1", "copy.db")));
  assert.match(readFileSync(join(folder("mirror"), "false-history-from-1", "forked-heads.txt"), "utf8"), /\n2\n/);
  assert.equal(await again.stop(), 0);
  // The option may stay, and the false history again is a lie that stops nothing.
  door.leadTo(wrong.url);
  const later = await mirror(door.url, folder("note"));
  assert.ok(later.said().includes("The host serves what does not fit its own signed log: nothing of it is copied"));
  assert.deepEqual(await readCases(t, country, later.url), [two]);
});

test("[EN6] a mirror refuses a host and a folder of another country", async (t) => {
  const { folder, refusal, mirror } = await setUp(t);
  const host = await startHost(t, folder("host"));
  const other = await foundExampleCountry();
  writeFileSync(folder("other.note"), other.founding.note);
  const { exit, said } = await refusal(host.url, "other.note");
  assert.equal(exit, 1);
  assert.match(said, /\(foreign-founding\)\n$/);
  rmSync(folder("mirror"), { recursive: true });
  await (await mirror(host.url)).stop();
  assert.match((await refusal(host.url, "other.note")).said, /\(another-country\)\n$/);
  assert.ok(!existsSync(join(folder("mirror"), "log.key")), "a mirror holds no key");
});

async function setUp(t: TestContext) {
  const base = temporaryFolder(t);
  const folder = (name: string) => join(base, name);
  const country = await foundExampleCountry();
  mkdirSync(folder("host"));
  writeFileSync(join(folder("host"), "founding"), country.founding.note);
  writeFileSync(join(folder("host"), "seed"), country.logSeed);
  writeFileSync(folder("founding.note"), country.founding.note);
  const run = (of: string, founding: string, correction?: string) => {
    const options = [
      "--of",
      of,
      "--founding",
      folder(founding),
      "--data",
      folder("mirror"),
      "--port",
      "0",
      "--every",
      "1",
      ...(correction === undefined ? [] : ["--correction", correction]),
    ];
    const child = spawn(process.execPath, [panoh, "mirror", ...options], {
      stdio: ["ignore", "ignore", "pipe"],
      // A mirror that goes on where it should end would keep the test waiting.
      timeout: 300_000,
    });
    t.after(() => child.kill("SIGKILL"));
    const heard = { text: "" };
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      heard.text += chunk;
    });
    return { child, heard, ended: once(child, "close").then(([code]) => Number(code)) };
  };
  const mirror = async (of: string, correction?: string) => {
    const { child, heard, ended } = run(of, "founding.note", correction);
    const address = () => /Listening {2}(\S+)\n/.exec(heard.text)?.[1];
    await until(() => address() !== undefined || child.exitCode !== null);
    return {
      url: address() ?? assert.fail(heard.text),
      ended,
      said: () => heard.text.split("\n").slice(0, -1),
      stop: () => {
        child.kill("SIGTERM");
        return ended;
      },
    };
  };
  const refusal = async (of: string, founding = "founding.note", correction?: string) => {
    const { heard, ended } = run(of, founding, correction);
    return { exit: await ended, said: heard.text };
  };
  return { country, folder, mirror, refusal };
}

async function startHost(t: TestContext, folder: string) {
  const child: ChildProcess = spawn(process.execPath, [hostProgram, folder], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  const ended = once(child, "exit");
  const [line] = await once(child.stdout ?? assert.fail(), "data");
  return { process: child, ended, url: `http://127.0.0.1:${String(line).trim()}` };
}

/** One address for whichever host stands behind it. */
async function doorTo(t: TestContext, first: string) {
  let behind = first;
  const app = new Hono().all("*", async ({ req }) => {
    const { status, body } = await fetch(behind + req.path, { headers: { range: req.header("range") ?? "" } });
    return new Response(body, { status });
  });
  const listener = await listen(app, 0);
  t.after(() => listener.close());
  return {
    url: `http://127.0.0.1:${listener.port}`,
    leadTo: (url: string) => {
      behind = url;
    },
  };
}

async function submitOne(url: string, country: ExampleCountry, bytes: Uint8Array | undefined): Promise<void> {
  const [token] = await drawTokens(url, country, 1);
  const [result] = (await hostClient(url).submit([{ token: token ?? null, bytes: bytes ?? assert.fail() }])) ?? [];
  assert.ok(result !== undefined && "proof" in result);
}

async function headOf(url: string): Promise<NamedHead> {
  const [, size, root = ""] = (await (await fetch(`${url}/checkpoint`)).text()).split("\n");
  return { size: Number(size), root };
}

async function drawTokens(url: string, country: ExampleCountry, count: number): Promise<readonly Uint8Array[]> {
  const challenge = (await (await fetch(`${url}/challenge`)).text()).trim();
  const at = momentOf(Date.now());
  const request = { kind: "tokens", device: country.post.name, challenge, at, count } as const;
  const body = signTokenRequest(country.founding.origin, request, country.post);
  const drawn = await fetch(`${url}/tokens`, { method: "POST", body });
  return parseTokens(await drawn.text()) ?? assert.fail("no tokens");
}

/** The sealed bytes as a reader that knows this one address gets them. */
async function readCases(t: TestContext, { founding }: ExampleCountry, url: string): Promise<readonly Uint8Array[]> {
  const store = openSqliteMemberStore(":memory:");
  t.after(() => store.close());
  const log = await PublicLog.load({ store, network: fetchNetwork, clock: Date.now, founding, host: url, mirrors: [] });
  assert.ok(await log.sync());
  assert.deepEqual(log.alarms.list, []);
  const { found, missing } = await new PackReader(log.hosts).read("case", 0, log.follower);
  assert.deepEqual(missing, []);
  return found.map(({ bytes }) => bytes);
}

function submissionOf(bytes: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encodeSubmission([{ token: new Uint8Array(16).fill(1), bytes: bytes ?? assert.fail() }]));
}
