// Bits that flip in what rests on a device, as failing flash does it: in one row of a store after another, of an officer's device and of a case worker's,
// in the row's bytes and in its name. After each the device is opened, syncs with an honest host, and is compared with one that nothing happened to.
// Run at full size: node bin/panoh.js --run test/faults/flipped-bits.ts 24

import { fileURLToPath } from "node:url";
import { decodeBase64 } from "../../src/crypto/base64.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import { HiddenRows } from "../../src/member/record/hidden-rows.ts";
import { Shelf } from "../../src/member/store/shelf.ts";
import { type Change, type MemberStore, type StoreTable, tables } from "../../src/member/store/store.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { killDraft } from "../hostile/kill-draft.ts";
import { directoryNote } from "../hostile/support/nation.ts";
import { noted } from "../support/noted.ts";
import { fetchNetwork, quickStretch, testPassphrase, World } from "../support/world.ts";

interface Kept {
  readonly table: StoreTable;
  readonly key: string;
  readonly value: Uint8Array;
}

export interface Flips {
  readonly flips: number;
  /** How often each alarm was raised. */
  readonly alarms: Readonly<Record<string, number>>;
  /** What should not be: a row whose damage nobody noticed, an accusation, something that is not as it was. */
  readonly wrong: readonly string[];
}

/** The rows that nothing else has: what stood in them is lost, and that is said. */
const alone: ReadonlySet<string> = new Set(["sent", "draft", "meta lessons", "meta ring-back", "meta hidden"]);
/** What is read anew from the entries where it does not say that it is true. */
const madeAnew: ReadonlySet<string> = new Set(["roster", "counted", "place progress"]);
const aboutDevice: ReadonlySet<string> = new Set(["device-damaged", "device-lost", "refer-again"]);

/** Flips so many bits in a row of each kind, spread over it, and one in its name; on both devices, or each kind on one of them. */
export async function flipBits(bitsInRow: number, onBoth: boolean): Promise<Flips> {
  const world = await World.found({ witnesses: 1 });
  try {
    return await flipIn(world, bitsInRow, onBoth);
  } finally {
    await world.close();
  }
}

async function flipIn(world: World, bitsInRow: number, onBoth: boolean): Promise<Flips> {
  const devices = await devicesOf(world);
  const alarms: Record<string, number> = {};
  const wrong: string[] = [];
  let flips = 0;
  // What waits is damaged first: the device that nothing happened to would send it.
  const isFirst = ({ table }: Kept) => table === "outbox";
  const played = new Set<string>();
  const isNew = (row: Kept) => onBoth || (!played.has(kindOf(row)) && played.add(kindOf(row)).size > 0);
  const rowsOf = (isWanted: (row: Kept) => boolean) =>
    devices.flatMap((rows) =>
      oneOfEachKind(rows)
        .filter((row) => isWanted(row) && isNew(row))
        .map((row) => ({ rows, row })),
    );
  const baselines = new Map<readonly Kept[], string>();
  for (const { rows, row } of [...rowsOf(isFirst), ...rowsOf((kept) => !isFirst(kept))]) {
    for (const flipped of flippedOf(row, bitsInRow)) {
      const seen = await playOn(
        world,
        rows.map((kept) => (kept === row ? flipped : kept)),
      );
      const isSent = !isFirst(row);
      if (isSent && !baselines.has(rows)) baselines.set(rows, (await playOn(world, rows)).state);
      const flaw = flawIn(row, seen, isSent ? (baselines.get(rows) ?? "") : null);
      if (flaw !== null) wrong.push(`${kindOf(row)}${flipped.key === row.key ? "" : " (its name)"}: ${flaw}`);
      for (const code of seen.alarms) alarms[code] = (alarms[code] ?? 0) + 1;
      flips++;
    }
  }
  return { flips, alarms, wrong };
}

interface Seen {
  readonly verdict: string;
  readonly alarms: readonly string[];
  readonly state: string;
  /** The alarms that came once more, after all were put away and the device was opened again. */
  readonly again: readonly string[];
}

function flawIn(row: Kept, { verdict, alarms, state, again }: Seen, baseline: string | null): string | null {
  if (verdict !== "open") return `does not open: ${verdict}`;
  const accusing = alarms.filter((code) => !aboutDevice.has(code) && code !== "receipt-forged");
  if (accusing.length > 0) return `raised ${accusing.join(", ")}`;
  // A head is as good with a signature less, while it has enough; what is made anew from the entries is as good as it was (EN12a, EN12d).
  const needsNoWord = row.key === "seen" || row.key === "trusted" || madeAnew.has(kindOf(row));
  if (!alarms.includes("device-damaged") && !(needsNoWord && state === baseline)) return "was not noticed";
  if (again.length > 0) return `is noticed again after it was put away: ${again.join(", ")}`;
  if (alone.has(kindOf(row))) return alarms.includes("device-lost") ? null : "was lost without a word";
  if (alarms.includes("refer-again")) return row.table === "outbox" ? null : "asks to refer again";
  return baseline === null || state === baseline ? null : `is ${state} and was ${baseline}`;
}

async function playOn(world: World, rows: readonly Kept[]): Promise<Seen> {
  const store = openSqliteMemberStore(":memory:");
  await store.write(rows);
  const member = await open(world, store, fetchNetwork);
  const verdict = await member.unlock(testPassphrase);
  if (verdict !== "open") return { verdict, alarms: [], state: "", again: [] };
  await member.sync();
  // What was lost of the outbox is sure at the third newer head.
  for (let round = 0; round < 3; round++) {
    world.wait(60_000);
    await world.witness();
    await member.sync();
  }
  const alarms = (member.view?.alarms ?? []).map(({ code }) => code);
  const state = await stateOf(member);
  for (const alarm of member.view?.alarms ?? []) await must(member.dismissAlarm(alarm));
  member.lock();
  const later = await open(world, store, fetchNetwork);
  await later.unlock(testPassphrase);
  await later.sync();
  const again = (later.view?.alarms ?? []).map(({ code }) => code);
  await store.close();
  return { verdict, alarms: [...new Set(alarms)], state, again };
}

/** What a person would see of a device, without times that differ from one run to the next. */
async function stateOf(member: Device): Promise<string> {
  const { log } = member.room.open();
  return JSON.stringify({
    organisations: log.directory.organisations().length,
    waits: member.view?.outbox,
    isTrusted: log.follower.trusted?.size === log.follower.size,
    lessons: member.lessons.view?.done,
    ringBack: member.directory.ringBack,
    drafts: (await member.drafts.read()).length,
    begun: (await member.cases.saves.begun.read()).map(({ draft }) => draft.set),
    sent: member.drafts.sent.map(({ leaf, answers }) => [leaf, answers.map(({ state }) => state)]),
    inbox: member.cases.inbox.map(({ caseId, state }) => [
      state,
      member.cases.view(caseId)?.state.entries.map(({ id, verdict }) => `${id.slice(0, 6)} ${verdict.is}`),
    ]),
  });
}

/** The rows of an officer's device and of a case worker's, with something in every table, both cut off from the network at last. */
async function devicesOf(world: World): Promise<readonly (readonly Kept[])[]> {
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  let isCut = false;
  const network: Network = async (url, request) => (isCut ? null : fetchNetwork(url, request));
  const [officerStore, workerStore] = [openSqliteMemberStore(":memory:"), openSqliteMemberStore(":memory:")];
  const workerKeys = first(shelter.devices);
  const officer = await world.member(first(border.devices), { network, store: officerStore });
  const worker = await world.member(workerKeys, { network, store: workerStore });
  const [referral] = await must(officer.drafts.send(killDraft(shelter.id)));
  await world.settle(officer, worker);
  const caseId = worker.cases.inbox[0]?.caseId ?? "";
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await noted(worker, caseId, "first note");
  await world.settle(worker, officer);
  isCut = true;
  for (const member of [officer, worker]) {
    await must(member.directory.keepRingBack("+992000000000"));
    await member.room.open().log.alarms.raise("receipt-forged", 3);
  }
  await must(officer.lessons.finish("signs"));
  await must(officer.drafts.send(killDraft(shelter.id)));
  await must(officer.drafts.save(killDraft(shelter.id)));
  await noted(worker, caseId, "second note");
  await worker.cases.saves.begun.keep(caseId, "note", null, { set: { words: "third no" }, gone: {} });
  const lost = { device: first(legal.devices).device, reason: "lost" };
  const signer = deviceSigner(legal.devices[1] ?? first(legal.devices));
  const revocation = directoryNote({ world }, "device.revoke", lost, [signer]);
  if (!(await must(worker.directory.takeRevocation(new TextEncoder().encode(revocation)))))
    throw new Error("no revocation");
  const shelf = new Shelf(workerStore, decodeBase64(workerKeys.storageKey) ?? new Uint8Array(0), randomBytes);
  const values = { case: "example-7", event: "charge", on: "2003", official_body: "court" } as const;
  const hidden = await HiddenRows.load(shelf);
  await workerStore.write(hidden.adding("proceeding", [{ key: "k", source: "own", values }]).changes);
  return [await rowsOf(officerStore), await rowsOf(workerStore)];
}

async function rowsOf(store: MemberStore): Promise<readonly Kept[]> {
  const rows: Kept[] = [];
  for (const table of tables) for (const row of await store.list(table)) rows.push({ table, ...row });
  return rows;
}

function kindOf({ table, key }: Pick<Change, "table" | "key">): string {
  return table === "meta" || key === "progress" ? `${table} ${key}` : table;
}

/** The last row of each kind: of what is in the log one that is not at its beginning. */
function oneOfEachKind(rows: readonly Kept[]): readonly Kept[] {
  return [...new Map(rows.map((row) => [kindOf(row), row])).values()];
}

function flippedOf(row: Kept, bits: number): readonly Kept[] {
  const flipped = Array.from({ length: row.value.length === 0 ? 0 : bits }, (_, i) => {
    const value = row.value.slice();
    const at = Math.floor(((i + 0.5) / bits) * value.length);
    value[at] = (value[at] ?? 0) ^ (1 << (i % 8));
    return { ...row, value };
  });
  // The name of a row of `meta` is fixed: without it the row is not there, and nobody knows that it was.
  if (row.table === "meta") return flipped;
  const last = row.key.charCodeAt(row.key.length - 1) ^ 1;
  return [...flipped, { ...row, key: row.key.slice(0, -1) + String.fromCharCode(last) }];
}

function open(world: World, store: MemberStore, network: Network): Promise<Device> {
  return Device.open({ store, network, clock: world.clock, randomBytes, stretch: quickStretch });
}

function first(devices: readonly Secrets[]): Secrets {
  const [device] = devices;
  if (device === undefined) throw new Error("an organisation without devices");
  return device;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${JSON.stringify(await flipBits(Number(process.argv[2] ?? 24), true), null, 1)}\n`);
