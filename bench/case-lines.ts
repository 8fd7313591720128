// What the list of ten thousand cases costs before anything is made of it: so many lines on their pages, as an unlock reads them, and the names for a search. The
// lines are invented, with four open tasks each, so that it takes seconds; bench/caseload.ts has real cases. Run it with: node bin/panoh.js --run bench/case-lines.ts [cases]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Task } from "../src/core/form/tasks.ts";
import { soundsOf } from "../src/core/person-name.ts";
import { encodeHex } from "../src/crypto/hex.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { CaseIndex, type LineToKeep } from "../src/member/cases/case-index.ts";
import { markingProgress } from "../src/member/cases/resting-index.ts";
import { noMarks } from "../src/member/cases/same-person.ts";
import { Shelf } from "../src/member/store/shelf.ts";
import { openSqliteMemberStore } from "../src/operate/files/sqlite-member-store.ts";

const cases = Number(process.argv[2] ?? 10_000);
const rounds = 5;
const organisation = "00000000-0000-4000-8000-000000000000";
const involved = { devices: [id().slice(32)], organisations: [organisation] };
const folder = mkdtempSync(join(tmpdir(), "panoh-lines-"));

try {
  console.log(`medians of ${rounds}, milliseconds of the processor`);
  console.log("cases".padStart(8), "bytes".padStart(12), "lines".padStart(8), "names".padStart(8));
  for (const count of [Math.ceil(cases / 10), cases]) await measure(count);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(count: number): Promise<void> {
  const store = openSqliteMemberStore(join(folder, `${count}.db`));
  const shelf = new Shelf(store, randomBytes(32), randomBytes);
  const index = new CaseIndex(shelf, () => undefined);
  const lines = Array.from({ length: count }, line);
  await store.write(lines.flatMap(({ kept }) => index.touching(kept.case)));
  await store.write([...index.keeping(lines).changes, markingProgress(null)]);
  const bytes = (await store.list("line")).reduce((sum, { value }) => sum + value.length, 0);
  const spent: { readonly lines: number; readonly names: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = process.cpuUsage();
    const read = new CaseIndex(shelf, () => undefined);
    if (!(await read.load()) || read.lines.size !== count) throw new Error(`${read.lines.size} lines`);
    const loaded = milliseconds(process.cpuUsage(began));
    read.openNamesNow();
    spent.push({ lines: loaded, names: milliseconds(process.cpuUsage(began)) - loaded });
  }
  const [byLines, byNames] = [median(spent.map((each) => each.lines)), median(spent.map((each) => each.names))];
  console.log(
    String(count).padStart(8),
    String(bytes).padStart(12),
    byLines.toFixed(0).padStart(8),
    byNames.toFixed(0).padStart(8),
  );
  await store.close();
}

function line(): LineToKeep {
  const caseId = id();
  const item = {
    caseId,
    danger: "not-now" as const,
    inDanger: false,
    treatAsChild: false,
    referral: caseId,
    state: "own",
    turnAt: null,
    since: Date.UTC(2026, 0, 15),
    sentBy: organisation,
    unlogged: false,
  };
  const tasks = [1, 2, 3, 4].map((n): Task => {
    const sheet = id().slice(32);
    const common = {
      form: "risk",
      rule: "again",
      does: "risk",
      due: `2026-01-2${n}`,
      kind: "safety",
      state: "open",
    } as const;
    return { ...common, id: `risk/again/${sheet}/P${n}D`, from: { sheet, organisation } };
  });
  return {
    kept: {
      case: caseId,
      involved,
      by: id().slice(32),
      from: "2026-01-15",
      until: "2026-02-15",
      line: {
        item,
        risk: { level: "high", on: "2026-01-15" },
        first: tasks.slice(0, 1).map(({ id: _, from, state, ...task }) => task),
        days: tasks.map(({ due }) => due),
        worker: "Test Worker 1",
        lastWord: "2026-01-15",
      },
      linking: [],
      links: [],
    },
    names: {
      names: [soundsOf("Test Person")],
      marks: { ...noMarks, names: [soundsOf("Test"), soundsOf("Person")] },
    },
    traits: { entries: id().slice(48), tasks, answers: [] },
  };
}

function id(): string {
  return encodeHex(randomBytes(32));
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
