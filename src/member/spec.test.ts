// The tables of docs/spec/member.md are the tables of the program: what rests on a device, and what an alarm is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { device, directoryNote, found } from "../../test/hostile/support/nation.ts";
import { textsOf } from "../../test/support/words/files.ts";
import { begunDraft, exampleDraft } from "../../test/support/world.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { randomBytes } from "../crypto/random.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../operate/new-country.ts";
import { noMarks } from "./cases/same-person.ts";
import { LessonProgress } from "./lessons/lesson-progress.ts";
import { HiddenRows } from "./record/hidden-rows.ts";
import { SetAside } from "./store/set-aside.ts";
import { Shelf } from "./store/shelf.ts";
import { tables } from "./store/store.ts";
import { Alarms } from "./trust/alarms.ts";
import { must } from "./verb.ts";
import type { AlarmCode } from "./views.ts";

const page = readFileSync(new URL("../../docs/spec/member.md", import.meta.url), "utf8");

/** The rows of the table under a heading, as cells. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const unquoted = (cell: string | undefined) => (cell ?? "").replaceAll("`", "");

test("every table of the store is on the page, and no other", () => {
  assert.deepEqual([...new Set(rowsUnder("Tables").map(([name]) => unquoted(name)))].sort(), [...tables].sort());
});

test("[EN3] what the page calls ciphertext opens under the vault's storage key alone; what it calls clear does not", async (t) => {
  const nation = await found(t);
  const { world, host, shelter, legal } = nation;
  const store = openSqliteMemberStore(":memory:");
  const secrets = device(shelter);
  const worker = await world.member(secrets, { network: host.network, store });
  await must(worker.drafts.save(begunDraft("half an example")));
  await must(worker.drafts.send(exampleDraft([legal])));
  await must(worker.drafts.save(begunDraft("half an example")));
  host.append("directory", "panoh.org/directory/v1\n");
  await worker.sync();
  await must(worker.drafts.send(exampleDraft([legal])));
  await must(worker.drafts.save(begunDraft("half an example")));
  const lost = { device: device(legal).device, reason: "lost" };
  const revocation = directoryNote(nation, "device.revoke", lost, [deviceSigner(device(legal, 1))]);
  assert.ok(await must(worker.directory.takeRevocation(new TextEncoder().encode(revocation))));
  const shelf = new Shelf(store, decodeBase64(secrets.storageKey) ?? assert.fail(), randomBytes);
  const hidden = { case: "example-7", event: "charge", on: "2003", official_body: "court" } as const;
  const remembered = (await HiddenRows.load(shelf)).adding("proceeding", [{ key: "k", source: "own", values: hidden }]);
  await store.write(remembered.changes);
  const { list, cases } = worker.room.open().session.reader;
  const item = list.inbox[0] ?? assert.fail();
  const line = { item, risk: null, tasks: [], worker: null, hasPlan: false, lastWord: null };
  const said = { entries: "", linking: [], links: [], names: [], marks: noMarks, answers: [] };
  const involved = { devices: [], organisations: [] };
  const kept = { ...line, involved, by: "", from: "", until: "", ...said };
  const { counted } = worker.room.open().session.reader.open.of(item.caseId);
  await store.write(cases.index.keeping([{ line: kept, counted }]).changes);
  await must(worker.directory.keepRingBack("+992000000000"));
  await must(worker.organisation.nameDevice(worker.directory.self.device, "Example laptop"));
  await must(worker.cases.numbers.keepView({ name: "Example donor", kind: "month", chosen: {}, shown: ["sex"] }));
  await must(worker.archive.save({ isBase: true, where: "folder" }, async () => null));
  // No reader does lessons, but whatever device does them keeps them like this.
  await (await LessonProgress.load(shelf, world.clock)).finish("signs");
  await store.write([{ table: "sent", key: "unreadable", value: Uint8Array.of(1) }]);
  await shelf.list("sent");
  const aside = await SetAside.load(shelf);
  await store.write([...(await aside.take(1)).changes, { table: "sent", key: "unreadable", value: null }]);
  for (const [name, keys, , atRest] of rowsUnder("Tables")) {
    const table = tables.find((known) => known === unquoted(name)) ?? assert.fail();
    const named = unquoted(keys).split(", ");
    const rows = (await store.list(table)).filter(({ key }) => table !== "meta" || named.includes(key));
    assert.ok(rows.length > 0, `${name} has rows`);
    for (const { key, value } of rows) {
      const opens = shelf.openBytes(table, key, value) !== null;
      assert.equal(opens, atRest === "ciphertext", `${name} ${key}`);
    }
  }
});

test("every alarm is on the page with what to do, and ends as the page says", async () => {
  const rows = rowsUnder("Alarms");
  const source = readFileSync(new URL("./views.ts", import.meta.url), "utf8");
  const union = source.split("export type AlarmCode =")[1]?.split(";")[0] ?? "";
  const codes = [...union.matchAll(/\| "([a-z-]+)"/g)].map(([, code]) => code);
  assert.deepEqual(
    rows.map(([code]) => unquoted(code)),
    codes,
  );
  const inWords = Object.keys(textsOf("en")).flatMap((key) => /^alarm\.(.+)\.what$/.exec(key)?.[1] ?? []);
  assert.deepEqual(inWords.sort(), codes.toSorted(), "each has words, and no other");
  for (const [code, ends, ...sentences] of rows) {
    const alarms = await Alarms.load(openSqliteMemberStore(":memory:"), () => 0);
    const known = unquoted(code) as AlarmCode;
    await alarms.raise(known);
    alarms.startRound();
    await alarms.clear(known);
    const passed = !alarms.has(known);
    const [alarm] = alarms.list;
    if (alarm !== undefined) await alarms.dismiss(alarm);
    assert.equal(passed ? "passing" : alarms.has(known) ? "never" : "lasting", ends, known);
    assert.ok(
      sentences.every((sentence) => sentence.endsWith(".")),
      known,
    );
  }
});
