// A founding's choice of a second place (SP1a), and who says of it: found, serve, doctor.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { statusOf } from "../../test/support/country-processes.ts";
import { startListening, stopPanoh } from "../../test/support/panoh-process.ts";
import { runPanoh } from "../../test/support/run-panoh.ts";
import { makeSeats } from "../../test/support/seats.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { until } from "../../test/support/until.ts";
import type { Founding } from "../core/directory-note.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { randomBytes } from "../crypto/random.ts";
import { readPinned } from "../member/store/vault.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import { encodeVerifierKey, verifierKey } from "../note/signed-note.ts";
import { Look } from "../operate/look/look.ts";
import { lookAtPlaces } from "../operate/look/look-at-log.ts";
import { lookAtStatus } from "../operate/look/look-at-status.ts";
import type { HostStatus } from "../server/status.ts";

/** Founds countries in folders of their own, whose one witness listens nowhere. */
function founder(t: TestContext) {
  const dir = temporaryFolder(t);
  let count = 0;
  return async (more: string) => {
    const country = join(dir, `country-${++count}`);
    const witness = join(dir, `witness-${count}`);
    const made = await runPanoh(["witness", "--dir", witness, "--name", "one.example", "--json"]);
    const { vkey } = JSON.parse(made.said.split("\n")[0] ?? "");
    const terms =
      "--name refuge.example.tj --country XT --title en=Example --languages en --threshold 2 --quorum 1 --accept one-witness";
    const seats = makeSeats(join(dir, `seats-${count}`), 3);
    const call = ["found", "--dir", country, ...terms.split(" "), "--witness", `w1=${vkey}@https://one.example`];
    const { exit, said } = await runPanoh([
      ...call,
      ...seats.options,
      ...more.split(" ").filter((word) => word !== ""),
    ]);
    if (exit === 0) seats.sign(join(country, "founding.note"));
    const note = exit === 0 ? parseFoundingNote(readFileSync(join(country, "founding.note"), "utf8")) : null;
    return { country, exit, said, founding: note?.founding ?? null };
  };
}

test("[SP1a] a real country asks for one second place, or for more, and for none only when its founders name that", async (t) => {
  const found = founder(t);
  assert.equal((await found("")).founding?.places, 1);
  assert.equal((await found("--places 2")).founding?.places, 2);
  const refused = await found("--places 0");
  assert.equal(refused.exit, 1);
  assert.match(refused.said, /--accept one-place \(weak-country\)$/m);
  const accepted = await found("--accept one-place");
  assert.equal(accepted.founding?.places, 0);
  assert.match(accepted.said, /^Weak {7}one-place: /m);
  assert.equal((await found("--trial")).founding?.places, undefined);
  assert.equal((await found("--trial --places 1")).founding?.places, 1);
});

test("[SP3] a host of a country that asks for a second place takes nothing without one, serves, and says why", async (t) => {
  const { country } = await founder(t)("");
  assert.equal((await runPanoh(["serve", "--dir", country, "--place", "https://mirror.example.tj"])).exit, 2);
  const host = await startListening(["serve", "--dir", country, "--port", "0", "--status", "0", "--every", "1"]);
  t.after(() => stopPanoh(host));
  const status = await statusOf(host);
  assert.deepEqual([status.takes, status.why.includes("no-second-place")], [false, true]);
  assert.deepEqual(status.places, { needed: 1, database: false, mirrors: [] });
  assert.equal((await fetch(`${host.url}/founding`)).status, 200);
  const health = await fetch(`${host.url}/health`);
  assert.equal(health.status, 503);
  assert.deepEqual(((await health.json()) as { readonly places: unknown }).places, { needed: 1, named: 0, good: 0 });
  await until(() => /Too few second places have all that was logged/.test(host.beside));
});

test("a device of a real country is enrolled with its mirrors, and without one the command says what it cannot do then", async (t) => {
  const found = founder(t);
  const request = async (more: string, ...mirrors: readonly string[]) => {
    const { country } = await found(more);
    const vault = join(country, "vault");
    const at = ["--founding", join(country, "founding.note"), "--host", "https://host.example", ...mirrors];
    const who = ["--organisation", "7e000000-0000-4000-8000-000000000001", "--role", "reader", "--admin"];
    const call = ["enrol", "request", ...at, ...who, "--vault", vault, "--out", join(country, "request")];
    const { exit, said } = await runPanoh(call);
    assert.equal(exit, 0, said);
    return { said, mirrors: readPinned(readFileSync(join(vault, "vault.json"), "utf8"))?.mirrors };
  };
  const without = await request("");
  assert.deepEqual(without.mirrors, []);
  assert.match(without.said, /^No mirror is named: while the host is away/m);
  const named = await request("", "--mirror", "https://one.example", "--mirror", "https://two.example");
  assert.deepEqual(named.mirrors, ["https://one.example", "https://two.example"]);
  assert.doesNotMatch(named.said, /No mirror/);
  assert.doesNotMatch((await request("--trial")).said, /No mirror/);
});

test("[SP1b] a host is not started with one mirror under two addresses", async (t) => {
  const { country } = await founder(t)("");
  const key = encodeVerifierKey(verifierKey("mirror-one", ed25519PublicKey(randomBytes(32))));
  const places = ["https://one.example", "https://two.example"].flatMap((url) => ["--place", `${key}@${url}`]);
  const { exit, said } = await runPanoh(["serve", "--dir", country, "--port", "0", ...places]);
  assert.equal(exit, 2);
  assert.match(said, /two of --place have the same key/);
});

test("[SP1b] a host of a real country asks no place over http:// on another machine unless its operator names that", async (t) => {
  const found = founder(t);
  const [real, trial] = [await found(""), await found("--trial")];
  const key = encodeVerifierKey(verifierKey("mirror-one", ed25519PublicKey(randomBytes(32))));
  // Whatever goes on ends without the log's key.
  for (const { country } of [real, trial]) rmSync(join(country, "log.key"));
  const serve = async (country: string, url: string, ...more: readonly string[]) =>
    (await runPanoh(["serve", "--dir", country, "--port", "0", "--place", `${key}@${url}`, ...more])).said;
  assert.match(await serve(real.country, "http://mirror.example"), /--accept http-place \(weak-country\)$/m);
  assert.match(await serve(real.country, "http://mirror.example", "--accept", "http-place"), /^Weak {7}http-place: /m);
  for (const [country, url] of [
    [real.country, "https://mirror.example"],
    [real.country, "http://127.0.0.1:9"],
    [trial.country, "http://mirror.example"],
  ] as const)
    assert.doesNotMatch(await serve(country, url), /http-place/);
});

test("doctor says of a host with one place that it has one, what the founding accepted, and which mirror is away", () => {
  const mirror = { url: "https://mirror.example", state: "good", size: 7 } as const;
  const sayings = (places: HostStatus["places"], founding: Pick<Founding, "trial" | "demonstration" | "places">) => {
    const look = new Look(() => 0);
    const integrity = { checkedAt: null, rows: 0, flaws: 0, leaves: [] };
    const rest = {
      schema: 2,
      moving: 0,
      clock: "2026-01-15T12:00:00Z",
      freeBytes: null,
      witnesses: [],
      clockFlaw: null,
    };
    const status = { version: "", ...rest, integrity, places, checkpoint: null, timeNote: null, takes: true, why: [] };
    lookAtStatus(look, status, founding as Founding);
    return look.lines.flatMap(({ about, is, says }) => (about.startsWith("Second place") ? [`${is} ${says}`] : []));
  };
  const real = { trial: false, demonstration: false };
  const none = { needed: 0, database: false, mirrors: [] };
  assert.match(sayings(none, real).join(), /^to-do there is none: .+--place/);
  assert.match(sayings(none, { ...real, places: 0 }).join(), /^good there is none, as the founding accepted/);
  assert.deepEqual(sayings(none, { ...real, trial: true }), []);
  assert.match(
    sayings({ ...none, needed: 2, mirrors: [mirror] }, real).join(),
    /^to-do 2 must have .+ and 1 are named/,
  );
  const away = { ...mirror, state: "silent" } as const;
  assert.deepEqual(
    sayings({ ...none, needed: 1, mirrors: [mirror, away] }, real).map((line) => line.split(" ")[0]),
    ["good", "to-do"],
  );
  assert.deepEqual(sayings({ needed: 1, database: true, mirrors: [] }, real), [
    "good the database waits for another machine at each commit",
  ]);
});

test("monitor says of a real country that its host names no second place, and when one of its mirrors is away", () => {
  const codeOf = (health: object | string, trial = false) => {
    const look = new Look(() => 0);
    lookAtPlaces(look, { trial, demonstration: false }, typeof health === "string" ? health : JSON.stringify(health));
    return look.lines.map(({ is, code }) => code ?? is).join();
  };
  assert.equal(codeOf({ ok: true, size: 7 }), "one-place");
  assert.equal(codeOf("a page of something between"), "one-place");
  assert.equal(codeOf({ ok: true, size: 7 }, true), "", "a trial");
  assert.equal(codeOf({ ok: true, size: 7, places: { needed: 1, named: 2, good: 2 } }), "good");
  assert.equal(codeOf({ ok: true, size: 7, places: { needed: 1, named: 2, good: 1 } }), "place-away");
});
