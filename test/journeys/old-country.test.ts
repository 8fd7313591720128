// A country that upgrades: the stores of a host and of a worker as the program of 30 November 2026 (commit c9edc613) left them, before the forms of a case's year
// came, with a sheet of each form of then. Today's program opens them as they are. The people and organisations in them are invented.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { AnswerValue } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { decodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import { must } from "../../src/member/verb.ts";
import { parseFoundingNote } from "../../src/note/directory-note.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";
import { hostApp } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { Witnessing } from "../../src/server/witnessing.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { quickStretch, testPassphrase } from "../support/world-device.ts";

interface OldCountry {
  readonly now: number;
  readonly founding: string;
  readonly logSeed: string;
  readonly vaults: Readonly<Record<"officer" | "colleague" | "lawyer", string>>;
  readonly case: string;
  /** A referral that was declined. */
  readonly second: string;
  readonly said: readonly {
    readonly form: string;
    readonly sheet: string;
    readonly set: Readonly<Record<string, AnswerValue>>;
  }[];
  /** Sheets of legal aid, one that waited when the program was renewed, one in which two workers differ, and one that was struck out. */
  readonly byLawyer: string;
  readonly waits: string;
  readonly risk: string;
  readonly struck: string;
}

const folder = new URL("old-country/", import.meta.url);
const day = 86_400_000;

test("[FM6] [FM6a] a country of the program before the forms of the year opens as it is: its cases, each sheet of each form of then, and what waited on a device", async (t) => {
  const { old, device, witness } = await opened(t);
  const worker = await device({ kept: "worker.db" });
  const colleague = await device({ vault: old.vaults.colleague });
  const lawyer = await device({ vault: old.vaults.lawyer });
  const round = async () => {
    for (const who of [worker, colleague, lawyer]) {
      await who.cases.saves.sendNow();
      await who.sync();
      await witness();
    }
  };
  await round();
  await round();
  for (const who of [worker, colleague]) {
    assert.deepEqual(new Set(who.cases.inbox.map(({ caseId }) => caseId)), new Set([old.case, old.second]));
    const entries = who.cases.view(old.case)?.state.entries ?? [];
    assert.ok(entries.length > 25);
    const others = entries.filter(({ verdict }) => verdict.is !== "effective");
    assert.deepEqual(
      others.map(({ content, verdict }) => [content.kind, verdict]),
      [],
    );
    for (const { form, sheet, set } of old.said) {
      const read = sheetOf(who, old.case, form, sheet);
      for (const [key, answer] of Object.entries(set)) {
        const said = (read.answers.get(key)?.history ?? []).map(({ value }) => JSON.stringify(value));
        assert.ok(said.includes(JSON.stringify(answer)), `${form} ${key}: ${said}`);
      }
      for (const { history } of read.answers.values())
        for (const { version } of history) assert.ok(library.version(version), `${form} ${version}`);
    }
    const level = sheetOf(who, old.case, "risk", old.risk).answers.get("level");
    assert.deepEqual([level?.differs, level?.value], [true, "high"]);
    assert.equal(sheetOf(who, old.case, "note", old.struck).struckOut, true);
    assert.equal(sheetOf(who, old.case, "service", old.byLawyer).answers.get("kind")?.value, "legal-advice");
    assert.equal(
      sheetOf(who, old.case, "follow-up", old.waits).answers.get("way")?.value,
      "phone",
      "it waited, and left",
    );
    assert.equal(who.cases.view(old.second)?.state.referrals[0]?.places[0]?.state, "declined");
  }
  assert.deepEqual(worker.view?.alarms, []);
  assert.ok((lawyer.cases.sheets(old.case)?.sheets.length ?? 0) > 10, "what was granted is read");
  // It goes on: help begins again, under the forms of today, and a sheet of before is changed.
  const place = worker.cases.view(old.case)?.state.referrals[0]?.id ?? assert.fail();
  await must(worker.cases.steps.answer(old.case, place, { verb: "reopen", why: "came-back" }));
  const exploitation = { forms: ["forced-labour"], countries: ["RU"] };
  await must(worker.cases.saveSheet(old.case, { form: "exploitation", set: exploitation }));
  await must(
    worker.cases.saveSheet(old.case, { form: "risk", sheet: old.risk, set: { level: "low" }, why: "changed" }),
  );
  await round();
  assert.equal(sheetOf(colleague, old.case, "exploitation", "one").answers.get("countries")?.differs, false);
  const level = sheetOf(colleague, old.case, "risk", old.risk).answers.get("level");
  assert.deepEqual([level?.differs, level?.value], [false, "low"]);
});

function sheetOf(who: Device, caseId: string, form: string, sheet: string) {
  const all = who.cases.sheets(caseId)?.sheets ?? [];
  return all.find((each) => each.form === form && each.sheet === sheet) ?? assert.fail(`${form} is not here`);
}

/** The old host at work, a day later, and devices of it: on the store that one kept, or new from their vault. */
async function opened(t: TestContext) {
  const old = JSON.parse(readFileSync(new URL("country.json", folder), "utf8")) as OldCountry;
  const dir = temporaryFolder(t);
  const unpacked = (name: string) => {
    writeFileSync(join(dir, name), gunzipSync(readFileSync(new URL(`${name}.gz`, folder))));
    return join(dir, name);
  };
  const clock = () => old.now + day;
  const founding = parseFoundingNote(old.founding) ?? assert.fail();
  const store = openSqliteHostStore(unpacked("host.db"));
  const logSeed = decodeHex(old.logSeed) ?? assert.fail();
  const host = await Host.open({ founding, logSeed, store, clock, randomBytes });
  const witnessing = new Witnessing(host, undefined, undefined, 0);
  const app = hostApp({ host, log: () => undefined, clock });
  const ask = async (url: string, request: RequestInit) => app.request(url.replace(/^https?:\/\/[^/]+/, ""), request);
  const stores: MemberStore[] = [];
  t.after(async () => {
    await host.settle();
    await witnessing.run();
    for (const each of stores) await each.close();
    await store.close();
  });
  const device = async (of: { readonly kept: string } | { readonly vault: string }) => {
    const own = openSqliteMemberStore("kept" in of ? unpacked(of.kept) : ":memory:");
    stores.push(own);
    const network = networkOver(ask as unknown as Fetch);
    const member = await Device.open({ store: own, network, clock, randomBytes, stretch: quickStretch });
    if ("vault" in of) await member.install(of.vault);
    assert.equal(await member.unlock(testPassphrase), "open");
    await member.sync();
    return member;
  };
  await witnessing.run();
  return { old, device, witness: () => witnessing.run() };
}
