// What a full desk costs: a store with many cases of many sheets each, from the derived key to the list of cases, opening one, searching for a name, and from a
// save until it is seen; and how each grows from a tenth of the cases. One case is made by the real engine over a real host; the others are copies of it with ids,
// names and days of their own, kept by the engine's own book. With `chromium` the same rows are opened there too, by the real desk on its real page, its processor slowed
// 6 times, which slows the page but not the database of the browser. With `lines` only 28 cases, one for each day of their pattern, have entries; of the others there
// is the line that the engine made of one of these, which is all that the list and a search read, and is filled in a minute: what the look at all entries costs that
// follows an unlock (EN12e) is not in those figures. Run it with: node bin/panoh.js --run bench/caseload.ts [cases] [sheets] [chromium] [lines]
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { EntryContent } from "../src/core/entry.ts";
import { addDays } from "../src/core/form/calendar-day.ts";
import type { AnswerValue } from "../src/core/form/form.ts";
import { library } from "../src/core/form/library.ts";
import { soundsOf } from "../src/core/person-name.ts";
import { decodeBase64 } from "../src/crypto/base64.ts";
import { encodeHex } from "../src/crypto/hex.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { CaseIndex, type LineToKeep, markingProgress } from "../src/member/cases/case-index.ts";
import { HeldCases } from "../src/member/cases/held-cases.ts";
import { takeEntries } from "../src/member/cases/take-entries.ts";
import { Device } from "../src/member/device.ts";
import { openMemoryMemberStore } from "../src/member/store/memory-member-store.ts";
import { Shelf } from "../src/member/store/shelf.ts";
import { must } from "../src/member/verb.ts";
import { type EntryNote, parseEntryNote, withContent } from "../src/note/entry-note.ts";
import { openSqliteMemberStore } from "../src/operate/files/sqlite-member-store.ts";
import { exampleDraft, quickStretch, testPassphrase, World } from "../test/support/world.ts";
import { measureDesk } from "./desk-in-chromium.ts";

const cases = Number(process.argv[2] ?? 1_000);
const sheets = Number(process.argv[3] ?? 60);
const inChromium = process.argv.slice(4).includes("chromium");
const onlyLines = process.argv.slice(4).includes("lines");
const rounds = inChromium ? 3 : 5;
const factor = 6;
const day = 24 * 3_600_000;
/** Copies differ by their days: one has the days of the 28th before it. */
const daysApart = 28;

/** The forms of a case, again and again. */
const forms = ["service", "appointment", "note", "risk", "service", "needs", "goal", "stay", "service", "health"];
const name = "Test Person";

const folder = mkdtempSync(join(tmpdir(), "panoh-caseload-"));
const world = await World.found({ now: Date.UTC(2026, 0, 15, 8) });
try {
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const [secrets] = shelter.devices;
  if (secrets === undefined) throw new Error("an organisation without devices");
  const file = join(folder, "few.db");
  const own = secrets;
  const first = openSqliteMemberStore(file);
  const worker = await world.member(secrets, { store: first });
  const pattern = await playCase(worker, 1);
  const large = onlyLines ? [] : await playCase(worker, 10);
  world.wait(day);
  await world.witness();
  await world.timekeeping.writeTime();
  await world.witness();
  await worker.sync();
  await worker.lock();
  const rows = await first.list("meta");
  const others = await Promise.all(
    (["leaves", "clear", "token"] as const).map(async (table) => ({ table, rows: await first.list(table) })),
  );
  const key = decodeBase64(secrets.storageKey) ?? new Uint8Array(0);

  const fewer = Math.ceil(cases / 10);
  const few = await measure(fewer, "few");
  const many = await measure(cases, "many");
  console.log(
    `\n${sheets} sheets a case; medians of ${rounds}, in milliseconds, by the clock and (in brackets) of the processor; the last column is what ${cases / fewer} times the cases cost of it\n`,
  );
  console.log("".padEnd(58), String(fewer).padStart(18), String(cases).padStart(18), "growth".padStart(8));
  for (const what of Object.keys(many)) {
    const [a, b] = [few[what], many[what]];
    if (a === undefined || b === undefined) continue;
    const growth = ((b.cpu || b.ms) / (a.cpu || a.ms)).toFixed(1);
    console.log(what.padEnd(58), shown(a).padStart(18), shown(b).padStart(18), growth.padStart(8));
  }

  /** A store with so many cases. */
  async function measure(count: number, title: string): Promise<Record<string, Spent>> {
    const path = join(folder, `${title}-${count}.db`);
    const began = performance.now();
    // Made by the engine's store, and filled past it: ten thousand cases would wait for the disk most of the time.
    await openSqliteMemberStore(path).close();
    const known = await fill(path, onlyLines ? Math.min(daysApart, count) : count);
    const store = openSqliteMemberStore(path);
    for (const all of [{ table: "meta" as const, rows }, ...others])
      await store.write(all.rows.map(({ key: at, value }) => ({ table: all.table, key: at, value })));
    await store.write([markingProgress(await store.get("meta", "progress"))]);
    console.log(
      `${known.length} cases written in ${((performance.now() - began) / 1000).toFixed(0)} s, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
    );
    const shelf = new Shelf(store, key, randomBytes);
    const open = async () => {
      const device = await Device.open({
        store,
        network: async () => null,
        clock: world.clock,
        randomBytes,
        stretch: quickStretch,
      });
      return device;
    };
    const result: Record<string, Spent> = {};
    // More than that is not worth the memory: it grows with the rows.
    if (count <= 1_000)
      result["decrypting the bare rows"] = await timed(async () => (await shelf.list("entry")).length);
    // The first time fills what is kept; so does a sync in use.
    const warm = await open();
    result["the first unlock, which makes all lines, and duties"] = await timed(async () => {
      await warm.unlock(testPassphrase);
      await warm.room.doing(() => warm.room.open().session.reader.doDuties());
    });
    const again = await timed(() => warm.room.doing(() => warm.room.open().session.reader.doDuties()));
    result["a reader's duties, when nothing changed"] = again;
    await warm.lock();
    if (onlyLines) await multiplyLines(shelf, known, count);
    if (inChromium) {
      const cleanups: (() => unknown)[] = [];
      const ends = { after: (cleanup: () => unknown) => void cleanups.unshift(cleanup) };
      try {
        const seen = await measureDesk(ends, {
          store,
          secrets: own,
          now: world.now,
          rounds,
          factors: [1, factor],
          opens: !onlyLines,
        });
        for (const [what, all] of Object.entries(seen))
          result[`Chromium, ${what}`] = { ms: median(all.map(({ ms }) => ms)), cpu: median(all.map(({ cpu }) => cpu)) };
      } finally {
        for (const cleanup of cleanups) await cleanup();
      }
    }
    const times: Record<string, Spent[]> = {};
    const note = (what: string, spent: Spent) => {
      times[what] = [...(times[what] ?? []), spent];
    };
    for (let round = 0; round < rounds; round++) {
      const device = await open();
      const list = await timed(async () => {
        await device.unlock(testPassphrase);
        return device.cases.list.caseload.length;
      });
      if (list.value !== count + (onlyLines ? 0 : 1)) throw new Error(`${list.value} cases in the list`);
      note("from the key to the list of cases", list);
      note("the list once more", await timed(async () => device.cases.list.caseload.length));
      note("what is due in all cases", await timed(async () => device.cases.list.openTasks.length));
      for (const caseId of [0.1, 0.3, 0.7].map((part) => known[Math.floor(part * known.length)] ?? "")) {
        const opened = await timed(async () => [device.cases.view(caseId), device.cases.sheets(caseId)?.sheets.length]);
        if (Number(opened.value[1]) < sheets) throw new Error(`${opened.value[1]} sheets in a case`);
        note("opening a case", opened);
      }
      if (!onlyLines)
        note(
          `opening a case of ${large.length} entries`,
          await timed(async () => [
            device.cases.view(large[0]?.entry.id ?? ""),
            device.cases.sheets(large[0]?.entry.id ?? ""),
          ]),
        );
      const found = await timed(async () => must(device.cases.list.findNamed(`${name} ${onlyLines ? 0 : count - 1}`)));
      note("searching for a name", found);
      const found2 = await timed(async () => must(device.cases.list.findNamed("Nobody")));
      note("searching for a name that nobody has", found2);
      const into = known[round % known.length] ?? "";
      const saved = await timed(async () => {
        const sheet = await must(device.cases.saveSheet(into, { form: "service", set: setOf("service", 0) }));
        const seen = device.cases.sheets(into)?.sheets.some((each) => each.sheet === sheet);
        return seen === true && device.cases.list.caseload.length > 0;
      });
      if (!saved.value) throw new Error("a save is not seen");
      note("from a save until it is seen", saved);
      await device.lock();
    }
    for (const [what, all] of Object.entries(times))
      result[what] = { ms: median(all.map(({ ms }) => ms)), cpu: median(all.map(({ cpu }) => cpu)) };
    await store.close();
    return result;
  }

  /** Copies of the case that the engine made. Gives their ids. */
  async function fill(path: string, count: number): Promise<readonly string[]> {
    const ids: string[] = [];
    const raw = new DatabaseSync(path);
    raw.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000000; BEGIN");
    const put = raw.prepare("INSERT OR REPLACE INTO item (name, key, value) VALUES (?, ?, ?)");
    const remove = raw.prepare("DELETE FROM item WHERE name = ? AND key = ?");
    const keep = async (entries: readonly EntryNote[], of: readonly { readonly leaf: number }[]) => {
      const book = await HeldCases.load(new Shelf(openMemoryMemberStore(), key, randomBytes), world.founding.origin);
      for (const [position, entry] of entries.entries())
        for (const { table, key: at, value } of await takeEntries(
          book,
          [{ entry, position, verified: true }],
          of[position]?.leaf ?? 0,
        ))
          if (value === null) remove.run(table, at);
          else put.run(table, at, value);
      ids.push(entries[0]?.id ?? "");
    };
    if (!onlyLines)
      await keep(
        large.map(({ entry }) => entry),
        large,
      );
    for (let n = 0; n < count; n++) await keep(copyOf(n), pattern);
    raw.exec("COMMIT");
    raw.close();
    return onlyLines ? ids : ids.slice(1);
  }

  /** More lines, each as the engine made one of these cases: of a case and a name of its own. */
  async function multiplyLines(shelf: Shelf, from: readonly string[], count: number): Promise<void> {
    const rows = new CaseIndex(shelf);
    if (!(await rows.load()) || rows.lines.size !== from.length) throw new Error(`${rows.lines.size} lines`);
    await rows.readCounted(Number.POSITIVE_INFINITY, () => true);
    const made = Array.from({ length: count - from.length }, (_, at): LineToKeep => {
      const n = at + from.length;
      const of = n % from.length;
      const caseId = from[of] ?? "";
      const lineOfPattern = rows.lines.get(caseId);
      const counted = lineOfPattern === undefined ? null : rows.countedBeside(lineOfPattern);
      if (counted === null) throw new Error("a case of which nothing is counted");
      const text = JSON.stringify(lineOfPattern).replaceAll(caseId, encodeHex(randomBytes(32)));
      const line = JSON.parse(text.replaceAll(soundsOf(`${name} ${of}`), soundsOf(`${name} ${n}`)));
      return { line, counted };
    });
    const began = performance.now();
    await shelf.store.write(rows.keeping(made).changes);
    console.log(`${made.length} more lines written in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }

  function copyOf(n: number): readonly EntryNote[] {
    const became = new Map<string, string>();
    return pattern.map(({ entry }, at) => {
      let text = JSON.stringify({ ...entry.content, salt: encodeHex(randomBytes(16)) });
      text = text.replaceAll(/[0-9a-f]{64}/g, (id) => became.get(id) ?? id);
      text = text.replaceAll(/2026-\d\d-\d\d/g, (on) => addDays(on, -(n % daysApart)));
      text = text.replaceAll(`${name} 0`, `${name} ${n}`);
      // With the signature of its pattern: what is kept as verified is not verified again.
      const { note } = withContent(entry, sorted(JSON.parse(text)), world.founding.origin);
      const copy = parseEntryNote(note, world.founding.origin);
      if (copy === null) throw new Error("a copy is no entry");
      became.set(pattern[at]?.entry.id ?? "", copy.id);
      return copy;
    });
  }
} finally {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A case of the own organisation with so many sheets, each saved so many times, written by the engine over half a year. Gives its entries as they are kept. */
async function playCase(
  worker: Device,
  saves: number,
): Promise<readonly { readonly entry: EntryNote; readonly leaf: number }[]> {
  const [caseId] = await must(
    worker.drafts.send(
      exampleDraft([{ id: worker.view?.self?.organisation.id ?? "", devices: [] }], { name: `${name} 0` }),
    ),
  );
  await must(worker.cases.saveSheet(caseId, { form: "person", set: { ...setOf("person", 0), given: `${name} 0` } }));
  for (let n = 1; n < sheets; n++) {
    const form = forms[n % forms.length] ?? "";
    const sheet = await must(worker.cases.saveSheet(caseId, { form, set: setOf(form, n) }));
    for (let more = 1; more < saves; more++) {
      await must(worker.cases.saves.sendNow());
      await must(worker.cases.saveSheet(caseId, { form, sheet, set: setOf(form, n + more) }));
    }
    if (n % 5 === 0) {
      world.wait((150 / sheets) * 5 * day);
      await worker.cases.saves.sendNow();
      await worker.sync();
    }
  }
  await world.settle(worker);
  const { cases } = worker.room.open().session.reader;
  return (worker.cases.view(caseId)?.state.entries ?? []).map(({ id, leaf }) => {
    const entry = cases.note(id)?.entry;
    if (entry === undefined || leaf === null) throw new Error("an entry is not in the log");
    return { entry, leaf };
  });
}

/** Some answers of a form: a day, and a code or two. */
function setOf(key: string, n: number): { readonly [field: string]: AnswerValue } {
  const form = library.newest(key)?.form;
  const part = form?.groups[0]?.part;
  const asked = (form?.fields ?? []).filter(
    ({ group, retired }) => retired !== true && form?.groups.find((each) => each.key === group)?.part === part,
  );
  const days = asked.filter(({ type }) => type === "day").slice(0, 1);
  const coded = asked.filter(({ type }) => type === "code").slice(0, 3);
  const codeOf = (list = "") => {
    const codes = form?.lists[list] ?? [];
    const code = codes[n % codes.length];
    return typeof code === "object" ? code.code : (code ?? "");
  };
  const on = new Date(world.now).toISOString().slice(0, 10);
  return Object.fromEntries([
    ...days.map((field) => [field.key, on]),
    ...coded.map((field) => [field.key, codeOf(field.list)]),
  ]);
}

/** A copy names others than its pattern: their order is another one. */
function sorted(content: {
  readonly parents: readonly string[];
  readonly consent?: readonly string[];
  readonly body: { readonly over?: readonly string[] };
}): EntryContent {
  const { parents, consent, body } = content;
  return {
    ...content,
    parents: parents.toSorted(),
    ...(consent === undefined ? {} : { consent: consent.toSorted() }),
    body: { ...body, ...(body.over === undefined ? {} : { over: body.over.toSorted() }) },
  } as unknown as EntryContent;
}

/** By the clock, and of the processor, which other work on the machine makes no longer; 0 where nobody knows it. */
interface Spent {
  readonly ms: number;
  readonly cpu: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Spent & { readonly value: T }> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(used);
  return { ms: performance.now() - began, cpu: (user + system) / 1000, value };
}

function shown({ ms, cpu }: Spent): string {
  return cpu === 0 ? ms.toFixed(0) : `${ms.toFixed(0)} (${cpu.toFixed(0)})`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
