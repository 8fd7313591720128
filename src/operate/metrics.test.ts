// The numbers of a host that runs: what stands there, in which form, for whom, and when they move.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { readPrometheus } from "../../test/support/prometheus.ts";
import { trialTerms } from "../../test/support/trial-terms.ts";
import { until } from "../../test/support/until.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeSubmission } from "../protocol/submission.ts";
import { foundCountry } from "./new-country.ts";
import { hostFiles } from "./open-host-store.ts";
import { runHost } from "./run-host.ts";

const minute = 60_000;

/** A trial's host with its numbers, on a clock of the test's. */
async function host(t: TestContext) {
  const clock = { now: Date.UTC(2026, 0, 15, 12, 1) };
  const { founding, keys } = foundCountry(trialTerms, () => clock.now, randomBytes);
  const dir = mkdtempSync(join(tmpdir(), "panoh-metrics-"));
  writeFileSync(join(dir, hostFiles.founding), founding.note);
  writeFileSync(join(dir, hostFiles.logKey), `${encodeHex(keys.logSeed)}\n`);
  const quiet = { log: () => undefined, failed: () => undefined, onNews: () => undefined };
  const running = await runHost({ dir, port: 0, statusPort: null, metricsPort: 0, clock: () => clock.now, ...quiet });
  t.after(async () => {
    await running.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${running.port}`;
  const read = async () => {
    const answer = await fetch(`http://127.0.0.1:${running.metricsPort}/metrics`);
    assert.equal(answer.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    return answer.text();
  };
  const submit = async (...items: readonly Uint8Array[]) => {
    const body = encodeSubmission(items.map((bytes) => ({ token: null, bytes })));
    return (await fetch(`${url}/submit`, { method: "POST", body: new Uint8Array(body) })).status;
  };
  return { clock, founding, running, url, read, submit };
}

test("the numbers are in the form of Prometheus, each under a name that is listed here, and about nobody", async (t) => {
  const { read, submit, clock, founding } = await host(t);
  await submit(encodeUtf8(founding.note), encodeUtf8("of no shape"));
  await until(async () => /^panoh_integrity_checked_seconds /m.test(await read()));
  clock.now += 15 * minute;
  const families = readPrometheus(await read());
  const withoutValues = (key: string) => key.replaceAll(/="[^"]*"/g, "");
  const shown = [...families].map(([, { samples }]) => [...new Set([...samples.keys()].map(withoutValues))].join(" "));
  assert.deepEqual(shown, [
    "panoh_build_info{version}",
    "process_start_time_seconds",
    "panoh_log_leaves",
    "panoh_disk_free_bytes",
    "panoh_log_published_leaves",
    "panoh_time_note_seconds",
    "panoh_places_needed",
    "panoh_place_database",
    "panoh_takes_submissions",
    "panoh_hold{reason}",
    "panoh_clock_flaw",
    "panoh_rotten_leaves",
    "panoh_integrity_checked_seconds",
    "panoh_submissions_total{result}",
    "panoh_requests_total{kind,status}",
    [
      "panoh_request_duration_seconds_bucket{kind,le}",
      "panoh_request_duration_seconds_sum{kind}",
      "panoh_request_duration_seconds_count{kind}",
    ].join(" "),
    "panoh_failures_total",
    "panoh_store_bytes",
    "process_resident_memory_bytes",
    "process_cpu_seconds_total",
  ]);
  const guide = readFileSync(new URL("../../docs/guide/operate.md", import.meta.url), "utf8");
  const listed = [...guide.matchAll(/^\| (`[a-z]+_[a-z_]+`(?:, `[a-z_]+`)*) \|/gm)].flatMap(([, names = ""]) =>
    [...names.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
  );
  const ofOthers = [
    "panoh_witness_good",
    "panoh_witness_cosigned_seconds",
    "panoh_head_seconds",
    "panoh_mirror_current_seconds",
    "panoh_place_good",
    "panoh_place_leaves",
  ];
  assert.deepEqual(listed.toSorted(), [...families.keys(), ...ofOthers].toSorted(), "the guide lists them all");
  const free = families.get("panoh_disk_free_bytes")?.samples.get("panoh_disk_free_bytes") ?? assert.fail();
  assert.equal(free % (16 * 1024 * 1024), 0);
  assert.equal(families.get("panoh_takes_submissions")?.samples.get("panoh_takes_submissions"), 1);
});

test("what clients ask moves the numbers in quarters of an hour only, however often somebody reads them", async (t) => {
  const { clock, founding, url, read, submit } = await host(t);
  const sampleOf = async (family: string, key: string) =>
    readPrometheus(await read())
      .get(family)
      ?.samples.get(key);
  const still = async () => (await read()).replace(/^panoh_disk_free_bytes .*$/m, "");
  await until(async () => /^panoh_integrity_checked_seconds /m.test(await read()));
  const before = await still();
  assert.equal(await submit(encodeUtf8(founding.note), encodeUtf8("of no shape")), 200);
  assert.equal((await fetch(`${url}/submit`, { method: "POST", body: "no form" })).status, 400);
  for (let i = 0; i < 3; i++) await (await fetch(`${url}/checkpoint`)).text();
  assert.equal(await still(), before, "not a byte");
  clock.now += 13 * minute;
  assert.equal(await still(), before, "nor at 12:14");
  clock.now += minute;
  for (const [result, count] of [
    ["accepted", 1],
    ["unknown-shape", 1],
    ["malformed-request", 1],
  ] as const)
    assert.equal(
      await sampleOf("panoh_submissions_total", `panoh_submissions_total{result="${result}"}`),
      count,
      result,
    );
  const quarter = await still();
  await submit(encodeUtf8(founding.note));
  assert.equal(await still(), quarter);
  const reads = 'panoh_requests_total{kind="read",status="2xx"}';
  assert.equal(await sampleOf("panoh_requests_total", reads), 3);
  assert.equal(
    await sampleOf("panoh_request_duration_seconds", 'panoh_request_duration_seconds_count{kind="write"}'),
    2,
  );
  clock.now += 15 * minute;
  assert.equal(await sampleOf("panoh_submissions_total", 'panoh_submissions_total{result="accepted"}'), 2);
});

test("the public port has no numbers, and no page of another name that leads to this machine reads them", async (t) => {
  const { url, running } = await host(t);
  assert.equal((await fetch(`${url}/metrics`)).status, 404);
  const { request } = await import("node:http");
  const ask = (host: string, path: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = request({ port: running.metricsPort, path, host: "127.0.0.1", headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.on("error", reject).end();
    });
  assert.equal(await ask("127.0.0.1:9", "/metrics"), 200);
  assert.equal(await ask("attacker.example", "/metrics"), 403);
  assert.equal(await ask("127.0.0.1:9", "/checkpoint"), 404);
});
