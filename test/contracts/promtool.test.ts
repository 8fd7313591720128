// Prometheus's own tool on the sample alerts and on the numbers of a host that runs; and, without it, that each alert names a section of the guides that is there
// and a number that there is.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { familiesOfHost, familiesOfLog, familiesOfProgram } from "../../src/server/metrics/metrics-app.ts";
import { encodeFamilies, gauge } from "../../src/server/metrics/prometheus-text.ts";
import { QuarterCounts } from "../../src/server/metrics/quarter-counts.ts";
import { missingPackages } from "../support/debian.ts";

const folder = fileURLToPath(new URL("../../deploy/prometheus", import.meta.url));
const alerts = readFileSync(`${folder}/alerts.yml`, "utf8");
const readGuide = (name: string) => readFileSync(new URL(`../../docs/guide/${name}`, import.meta.url), "utf8");

/** The numbers of a host that has everything to say, and of a mirror. */
function everything(): string {
  const at = "2026-01-15T12:00:00Z";
  const clock = { now: 0 };
  const counts = new QuarterCounts(
    () => clock.now,
    () => ({ memoryBytes: 1, processorSeconds: 0.5, storeBytes: 2 }),
  );
  counts.answered({ route: "/submit", method: "POST", status: 200, milliseconds: 7_500 });
  for (const result of ["accepted", "token-needed"] as const) counts.submitted(result);
  counts.failed();
  clock.now = 900_000;
  const host = familiesOfHost(
    {
      version: "1.2.3",
      schema: 1,
      moving: 0,
      clock: at,
      freeBytes: 4_096,
      integrity: { checkedAt: at, rows: 5, flaws: 0, leaves: [] },
      witnesses: [{ name: 'w"1\\', state: "good", answeredAt: at }],
      places: { needed: 1, database: false, mirrors: [{ url: "https://mirror.example", state: "good", size: 3 }] },
      checkpoint: { size: 5, at },
      timeNote: at,
      clockFlaw: null,
      takes: false,
      why: ["store-behind"],
    },
    5,
  );
  const mirror = [gauge("panoh_mirror_current_seconds", "When the copy was current.", 1)];
  assert.ok(familiesOfLog(1, null, null).length > 0);
  return encodeFamilies([...familiesOfProgram("1.2.3"), ...host, ...mirror, ...counts.families]);
}

test("each sample alert names a number that there is and a section of the guides, and each is played", () => {
  const names = [...everything().matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  const used = new Set(
    [...alerts.matchAll(/\b(?:panoh|process)_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, "")),
  );
  assert.deepEqual(
    [...used].filter((name) => !names.includes(name)),
    [],
  );
  const rules = [...alerts.matchAll(/^ {6}- alert: (\w+)$/gm)].map(([, name]) => name);
  const runbooks = [...alerts.matchAll(/^ +runbook: "(\w+\.md): (.+)"$/gm)];
  assert.equal(runbooks.length, rules.length);
  for (const [, file = "", section = ""] of runbooks)
    assert.match(readGuide(file), new RegExp(`^#+ ${section}$`, "m"), `${file}: ${section}`);
  const played = [...readFileSync(`${folder}/alerts-test.yml`, "utf8").matchAll(/alertname: (\w+)/g)].map(
    ([, name]) => name,
  );
  assert.deepEqual(played.toSorted(), rules.toSorted());
});

const needed = missingPackages().some(({ name }) => name === "promtool") ? "needs the command promtool" : false;

test("promtool takes the sample alerts, raises each of them and none of a country that is well, and reads the numbers of a host", {
  skip: needed,
}, () => {
  const run = (input: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, input, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
  };
  run("", "check", "rules", "--lint-fatal", "alerts.yml");
  run("", "test", "rules", "alerts-test.yml");
  run(everything(), "check", "metrics");
});
