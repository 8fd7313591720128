// What a monitor sees of a host over HTTP: an honest one, and each lie and silence that a stranger can notice (LG2-LG5, LG8).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { HostileHost } from "../../../test/hostile/support/hostile-host.ts";
import { World } from "../../../test/support/world.ts";
import { versionsHeader } from "../../protocol/versions.ts";
import { listen } from "../../server/listen.ts";
import { network } from "../country-client.ts";
import { openSqliteMemberStore } from "../files/sqlite-member-store.ts";
import { Look, type LookCode, lookCodes } from "./look.ts";
import { lookAtLog } from "./look-at-log.ts";

const hour = 3_600_000;

/** A country with a host that lies when it is asked to, each at an address of its own, and a monitor that keeps what it saw. */
async function country(t: TestContext, witnesses = 3, quorum = 2) {
  const world = await World.foundFor(t, { witnesses, quorum });
  await world.timekeeping.writeTime();
  await world.witness();
  const hostile = await HostileHost.copyOf(world);
  const door = await listen(hostile.app, 0);
  t.after(() => door.close());
  const store = openSqliteMemberStore(":memory:");
  t.after(() => store.close());
  const liar = `http://127.0.0.1:${door.port}`;
  const look = async (host: string, ...mirrors: readonly string[]) => {
    const parts = { store, network, clock: world.clock, founding: world.founding, host, mirrors };
    const seen = new Look(world.clock);
    await lookAtLog(seen, parts);
    return seen.lines;
  };
  const codes = async (host: string, ...mirrors: readonly string[]): Promise<readonly (LookCode | null)[]> =>
    (await look(host, ...mirrors)).flatMap(({ code }) => (code === null ? [] : [code]));
  // The hostile host answers all that an honest one does but this.
  const wellness = ({ path }: { readonly path: string }) => (path === "/health" ? Response.json({ ok: true }) : null);
  hostile.script = wellness;
  const grow = async () => {
    await world.organisation("shelter", `Example Shelter ${world.host.tree.size}`);
    await hostile.catchUp();
  };
  return { world, hostile, liar, look, codes, store, wellness, grow };
}

test("[LG5] of an honest host and its mirror a stranger sees that all is good, also after it grew", async (t) => {
  const { world, liar, look, codes, grow } = await country(t);
  const lines = await look(world.url, liar);
  assert.deepEqual(
    lines.map(({ about, is }) => [about, is]),
    ["History", "Head", "Witness w1", "Witness w2", "Witness w3", "Log's time", "Clock", "Submissions", "Mirror 1"].map(
      (about) => [about, "good"],
    ),
  );
  await grow();
  assert.deepEqual(await codes(world.url, liar), []);
  assert.match((await look(world.url))[0]?.says ?? "", new RegExp(`^${world.host.tree.size} leaves;`));
});

test("[LG5] a second history is an alarm that stays, whether the host shows it later or a mirror shows it today", async (t) => {
  const { world, hostile, liar, codes, store, grow } = await country(t);
  await grow();
  assert.deepEqual(await codes(liar), []);
  const size = hostile.size;
  hostile.truncate(size - 1);
  hostile.append("receipt", "another history");
  assert.deepEqual(await codes(liar), ["fork"]);
  assert.deepEqual(await codes(world.url), ["fork"], "an honest answer later does not undo it");
  const heads = Buffer.from((await store.get("meta", "fork")) ?? []).toString();
  assert.equal(heads.split(`${world.founding.origin}\n${size}\n`).length, 3, "both heads are kept");

  const other = await country(t);
  await other.grow();
  other.hostile.truncate(other.hostile.size - 1);
  other.hostile.append("receipt", "another history");
  assert.ok((await other.codes(other.world.url, other.liar)).includes("fork"), "a split view");
});

test("[LG4] an older head than before is an alarm until the newer one is back, and the host is shown that one", async (t) => {
  const { hostile, liar, codes, wellness, grow } = await country(t);
  await grow();
  await codes(liar);
  const old = hostile.cosign(hostile.signHead(hostile.size - 1));
  hostile.script = (request) => (request.path === "/checkpoint" ? new Response(old) : wellness(request));
  for (let look = 0; look < 2; look++) assert.deepEqual(await codes(liar), ["host-rolled-back"]);
  assert.ok(hostile.requests.some(({ path, method }) => path === "/head" && method === "POST"));
  hostile.script = wellness;
  assert.deepEqual(await codes(liar), []);
});

test("[LG5] a witness that is silent is a warning, too few are an alarm, and so is a head that nobody cosigns anew", async (t) => {
  const { world, hostile, liar, codes, look, grow } = await country(t);
  const all = hostile.witnesses;
  hostile.witnesses = all.slice(1);
  assert.deepEqual(await codes(liar), ["witness-silent"]);
  assert.equal((await look(liar)).find(({ code }) => code !== null)?.about, "Witness w1");
  await grow();
  hostile.witnesses = all.slice(2);
  assert.ok((await codes(liar)).includes("no-quorum"));
  hostile.witnesses = all;
  const head = hostile.cosign(hostile.signHead());
  hostile.script = ({ path }) =>
    path === "/checkpoint" ? new Response(head) : path === "/health" ? Response.json({}) : null;
  world.wait(2 * hour);
  assert.deepEqual(await codes(liar), []);
  world.wait(2 * hour);
  assert.deepEqual(await codes(liar), ["head-late", "witness-late", "witness-late", "witness-late"]);
  world.wait(21 * hour);
  assert.ok((await codes(liar)).includes("head-old"));
  world.wait(2 * hour);
  assert.ok((await codes(liar)).includes("time-late"));
});

test("[LG8] in a country that is an hour old nothing is called a day late: no time, no cosigned head, no host", async (t) => {
  const { world, hostile, liar, codes, wellness } = await country(t);
  const store = openSqliteMemberStore(":memory:");
  t.after(() => store.close());
  const young = await World.foundFor(t, { witnesses: 3, quorum: 2 });
  const codesOfYoung = async () => {
    const look = new Look(young.clock);
    await lookAtLog(look, {
      store,
      network,
      clock: young.clock,
      founding: young.founding,
      host: young.url,
      mirrors: [],
    });
    return look.lines.flatMap(({ code }) => code ?? []);
  };
  assert.deepEqual(await codesOfYoung(), []);
  young.wait(27 * hour);
  assert.ok((await codesOfYoung()).includes("time-late"), "a day later it is");

  assert.deepEqual(await codes("http://127.0.0.1:1"), ["host-unreachable"], "the first look");
  hostile.script = (request) => (request.path === "/checkpoint" ? new Response(hostile.signHead()) : wellness(request));
  assert.deepEqual([...new Set(await codes(liar))], ["no-quorum", "witness-silent"]);
  assert.deepEqual(await codes(world.url), []);
});

test("[LG11] a host that states a version of the protocol that is to come raises an alarm, and its mirrors are looked at all the same", async (t) => {
  const { world, hostile, liar, codes, wellness, grow } = await country(t);
  await grow();
  assert.deepEqual(await codes(liar, world.url), []);
  const other = await HostileHost.copyOf(world);
  other.truncate(other.size - 1);
  other.append("receipt", "another history");
  const door = await listen(other.app, 0);
  t.after(() => door.close());
  hostile.script = async (request) => {
    const answer = (await wellness(request)) ?? hostile.behave(request);
    answer.headers.set(versionsHeader, "2");
    return answer;
  };
  const [alone, ...rest] = await codes(liar, world.url);
  assert.deepEqual([alone, rest], ["program-older", []]);
  assert.equal(lookCodes["program-older"], "alarm");
  const withFork = await codes(liar, `http://127.0.0.1:${door.port}`);
  assert.deepEqual(withFork, ["program-older", "fork"]);
});

test("[LG5] a host that stands still while its mirror goes on is found at the next look, and its head grows old", async (t) => {
  const { world, hostile, liar, codes, wellness } = await country(t);
  const frozen = hostile.cosign(hostile.signHead());
  hostile.script = (request) => (request.path === "/checkpoint" ? new Response(frozen) : wellness(request));
  assert.deepEqual(await codes(liar, world.url), []);
  world.wait(26 * hour);
  await world.timekeeping.writeTime();
  await world.witness();
  const first = await codes(liar, world.url);
  assert.ok(first.includes("head-old") && !first.includes("host-rolled-back"), first.join());
  const next = await codes(liar, world.url);
  assert.ok(next.includes("host-rolled-back") && next.includes("head-old"), next.join());
  assert.ok(hostile.requests.some(({ path, method }) => path === "/head" && method === "POST"));
});

test("[LG3] a mirror whose head nobody cosigned is behind, and one with a false cosignature lies", async (t) => {
  const { world, hostile, liar, codes, wellness } = await country(t);
  const signed = hostile.signHead();
  const whole = hostile.cosign(signed);
  const at = (head: string) => {
    hostile.script = (request) => (request.path === "/checkpoint" ? new Response(head) : wellness(request));
    return codes(world.url, liar);
  };
  assert.deepEqual(await at(whole), []);
  assert.deepEqual(await at(signed), ["mirror-behind"]);
  const [line = ""] = whole.slice(signed.length).split("\n");
  const [name = "", base64 = ""] = line.slice(2).split(" ");
  const bytes = Buffer.from(base64, "base64");
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  assert.deepEqual(await at(`${signed}\u2014 ${name} ${bytes.toString("base64")}\n`), ["mirror-lies"]);
});

test("[LG8] a time that was signed and is still to come says that a clock is wrong", async (t) => {
  const { world, codes, look } = await country(t);
  world.wait(-hour);
  assert.deepEqual(await codes(world.url), ["clock-wrong"]);
  const clock = (await look(world.url)).find(({ about }) => about === "Clock");
  assert.match(clock?.says ?? "", /was signed by Witness \S+, Witness \S+, Witness \S+: set/);
});

test("hostile answers each give their code, and nothing of them is taken", async (t) => {
  const { world, hostile, liar, codes, wellness, grow } = await country(t);
  const other = await World.foundFor(t);
  const size = hostile.size;
  const answers: readonly (readonly [string, () => Response | "silence", LookCode])[] = [
    ["/founding", () => "silence", "host-unreachable"],
    ["/founding", () => new Response(other.founding.note), "foreign-founding"],
    ["/founding", () => new Response(null, { status: 404 }), "host-unreachable"],
    ["/founding", () => Response.redirect("http://127.0.0.1:1/founding"), "host-unreachable"],
    ["/checkpoint", () => new Response(null, { status: 502 }), "host-lies"],
    ["/checkpoint", () => new Response("no head\n"), "host-lies"],
    ["/checkpoint", () => new Response(new Uint8Array(1_000_000)), "answer-too-large"],
    ["/checkpoint", () => new Response("<p>Down", { headers: { "content-type": "text/html" } }), "host-unreachable"],
    ["/checkpoint", () => new Response(hostile.signHead(size + 1, new Uint8Array(32).fill(7))), "host-lies"],
    ["/health", () => new Response(null, { status: 503 }), "takes-nothing"],
    ["/health", () => "silence", "takes-nothing"],
  ];
  for (const [path, answer, code] of answers) {
    hostile.script = (request) => (request.path === path ? answer() : wellness(request));
    const found = await codes(liar);
    assert.ok(found.includes(code), `${path} ${code}: ${found.join()}`);
    hostile.script = wellness;
    assert.deepEqual(await codes(liar), [], `after ${path} ${code}`);
  }
  await grow();
  hostile.script = (request) =>
    request.path === "/pack/directory/000" ? new Response(null, { status: 404 }) : wellness(request);
  assert.ok((await codes(liar)).includes("bytes-missing"));
  assert.deepEqual(await codes("http://127.0.0.1:1"), ["host-unreachable"]);
  const mirrors = await codes(world.url, "http://127.0.0.1:1", other.url);
  assert.deepEqual(mirrors, ["mirror-unreachable", "mirror-lies"]);
});

test("[EN10] a state that was damaged is said, and made anew", async (t) => {
  const { world, codes, store } = await country(t);
  await codes(world.url);
  await store.write([{ table: "leaves", key: "000000000000", value: new Uint8Array(33) }]);
  assert.deepEqual(await codes(world.url), ["state-damaged"]);
  assert.deepEqual(await codes(world.url), []);
});
