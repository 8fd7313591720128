// The archive saves itself, by the clock, into the folder that `panoh open` was given.
import assert from "node:assert/strict";
import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { deal } from "../../../test/support/recovery.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { until } from "../../../test/support/until.ts";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { must } from "../../member/verb.ts";
import { archiveChoice } from "../../operate/app/archive-choice.ts";
import { withArchive } from "../../operate/app/archive-routes.ts";
import { filesApp } from "../../operate/app/web-app.ts";
import { archiveState, followArchive, hasFailed, isSaving } from "./archive-saving.ts";

const minute = 60_000;

test("[AR6a] [KR6b] an open, unlocked desk saves a part once the newest is 20 hours old or lacks a key, and not before, and again once a folder that was away is back", async (t) => {
  const { world, shelter, officer, worker, legal } = await atTheBorder(t);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const place = temporaryFolder(t);
  const folder = join(place, "stick");
  renameSync(temporaryFolder(t), folder);
  const app = withArchive(
    archiveChoice(folder, "refuge.nation.example/0"),
    filesApp(() => null),
  );
  const asked: string[] = [];
  const network = globalThis.fetch;
  t.after(() => {
    globalThis.fetch = network;
  });
  // The page asks its own address, which is the program's.
  globalThis.fetch = async (path, request) => {
    if (typeof path !== "string" || !path.startsWith("/")) return network(path, request);
    asked.push(path);
    const body = request?.body;
    const length = body instanceof Uint8Array ? { "content-length": String(body.length) } : {};
    return app.request(`http://localhost${path}`, { ...request, headers: length });
  };
  t.mock.timers.enable({ apis: ["setInterval"] });
  const awaitsArchive = signal(false);
  const stop = followArchive({ device: worker, now: world.clock, awaitsArchive, view: signal(worker.view) });
  t.after(stop);
  const names = () => readdirSync(folder);
  const looked = async () => {
    const before = archiveState.value;
    t.mock.timers.tick(5 * minute);
    await until(() => archiveState.value !== before);
    await until(() => !isSaving.value);
  };
  await until(() => names().length === 1 && !isSaving.value);
  world.wait(19 * 60 * minute + 59 * minute);
  asked.length = 0;
  await looked();
  assert.deepEqual([names().length, asked], [1, []]);
  world.wait(minute);
  awaitsArchive.value = true;
  await looked();
  assert.deepEqual([names().length, asked], [1, []], "it has none to give");
  awaitsArchive.value = false;
  await looked();
  await until(() => names().length === 2 && !isSaving.value);
  const [base = "", daily = ""] = names().sort();
  assert.equal(base.slice(0, -8), daily.slice(0, -8), "the chain goes on");

  world.wait(20 * 60 * minute);
  const away = join(place, "drawer");
  renameSync(folder, away);
  await looked();
  await until(() => asked.at(-1) === "/archive.json");
  assert.equal(hasFailed.value, false);
  renameSync(away, folder);
  await looked();
  await until(() => names().length === 3 && !isSaving.value);

  // KR6b: a recovery key was dealt, with which the newest part does not open.
  const clinic = await world.organisation("health", "Example Clinic");
  await world.settle(worker);
  await deal(world, worker, shelter, [legal, clinic]);
  await world.settle(worker);
  await looked();
  await until(() => names().length === 1 && !isSaving.value);
  assert.notEqual(names()[0]?.slice(0, -8), base.slice(0, -8), "another base");

  // A page that another program serves asks once.
  const served = globalThis.fetch;
  globalThis.fetch = async (path, request) => {
    const answer = await served(path, request);
    return typeof path === "string" && path.startsWith("/") ? new Response(null, { status: 404 }) : answer;
  };
  world.wait(20 * 60 * minute);
  asked.length = 0;
  await looked();
  await looked();
  assert.deepEqual([names().length, asked], [1, ["/archive.json"]]);

  await worker.lock();
  world.wait(20 * 60 * minute);
  asked.length = 0;
  await looked();
  assert.deepEqual([archiveState.value, asked], [null, []], "a locked desk saves nothing");
});
