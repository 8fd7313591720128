// The platform of a page of the scenes, in the place of src/web/platform.ts and src/web/stretch.ts: a store in memory that begins as a device of the
// founding left it (test/screens/stores), the clock at which all scenes stand, and a line to a host. The engine and everything above is what is shipped.
// The address says which: ?store=NAME, or &country=NAME for a device that was never set up; &line=held|live|none; &full for a store without room; &torn for one in which nothing opens that stands there alone; &disk for
// one that reads as a browser's does, not at once, and that a test turns into one that fails or is slow.
import { Problem } from "../../src/core/problem.ts";
import { decodeBase64 } from "../../src/crypto/base64.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/crypto/utf8.ts";
import { openMemoryMemberStore } from "../../src/member/store/memory-member-store.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { readPinned } from "../../src/member/store/vault.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import type { BoundedAnswer, Fetch } from "../../src/protocol/bounded-answer.ts";
import { routes } from "../../src/protocol/routes.ts";
import { type StoreFile, start } from "./stores/store-file.ts";

const scene = new URLSearchParams(location.search);

/** What this scene was given; null for a device that was never set up. */
export const given: StoreFile | null = await fileOf(scene.get("store"));

let passed = 0;

/** The clock of the scenes stands still until somebody lets time pass. */
export const clock = (): number => start + passed;

export function pass(minutes: number): void {
  passed += minutes * 60_000;
}

const store = openMemoryMemberStore();

export async function openDeviceStore(): Promise<MemberStore> {
  const rows = given?.rows ?? [];
  await store.write(
    rows.map(([table, key, value]) => ({ table, key, value: torn(table, decodeBase64(value) ?? new Uint8Array(0)) })),
  );
  return scene.has("full") ? withoutRoom(store) : scene.has("disk") ? overDisk(store) : store;
}

export const holdDevice = (): Promise<void> => Promise.resolve();

/** As cheap as in the founding: the real stretching has tests of its own. */
export const stretch = async (words: Uint8Array, salt: Uint8Array): Promise<Uint8Array> => sha256(salt, words);

/**
 * `held`: the host says what it said when the store was written down, and a gateway answers whatever is sent. `live`: a host of this page's own goes on
 * from where the founding ended. `none`: nobody is reached.
 */
let line: string = scene.get("line") ?? (given === null || given.rows.length === 0 ? "live" : "held");

/** From now on the line is another. */
export function connect(to: "held" | "live" | "none"): void {
  line = to;
}

export function deviceNetwork(): Network {
  return (url, request) => {
    if (line === "none") return Promise.resolve(null);
    return line === "live" ? liveHost(new URL(url).pathname, request) : heldHost(new URL(url).pathname);
  };
}

async function heldHost(path: string): Promise<BoundedAnswer> {
  const row = async (key: string) => decodeUtf8((await store.get("meta", key)) ?? new Uint8Array(0)) ?? "";
  if (path === routes.founding) return said(readPinned(await row("vault"))?.founding ?? "");
  if (path === routes.checkpoint) return said(await row("trusted"));
  return { ...said(""), status: 502 };
}

function said(text: string): BoundedAnswer {
  return { status: 200, contentType: "text/plain", body: encodeUtf8(text), flaw: null };
}

let hostHere: Promise<string> | null = null;
const fetchHere = networkOver(((url: string, request: RequestInit) => fetch(url, request)) as Fetch);

async function liveHost(path: string, request: Parameters<Network>[1]): Promise<BoundedAnswer | null> {
  const country = given?.country ?? scene.get("country") ?? "main";
  hostHere ??= fetch(`/hosts/${country}`, { method: "POST" }).then((answer) => answer.text());
  return fetchHere(`${location.origin}/hosts/${country}/${await hostHere}${path}`, request);
}

/** What stands on this device alone, as a failing disk has it. */
function torn(table: string, value: Uint8Array): Uint8Array {
  return (table === "draft" || table === "sent") && scene.has("torn") ? value.toReversed() : value;
}

/** A store that takes nothing any more, as a full disk does. */
function withoutRoom(whole: MemberStore): MemberStore {
  return { ...asItIs(whole), write: () => Promise.reject(new Problem("store", "full")) };
}

function asItIs(whole: MemberStore): MemberStore {
  return {
    now: whole.now,
    get: (table, key) => whole.get(table, key),
    getAll: (table, keys) => whole.getAll(table, keys),
    list: (table, from, to) => whole.list(table, from, to),
    keys: (table, from, to) => whole.keys(table, from, to),
    write: (changes) => whole.write(changes),
    close: () => whole.close(),
  };
}

const disk = { reads: true, held: null as Promise<void> | null, letGo: () => {} };

/**
 * `unread`: no entry is read any more. `slow`: what is written is not there before the disk is `sound` again. `damaged`: what rests of entries says something
 * else from now on.
 */
export async function turnDisk(to: "sound" | "unread" | "slow" | "damaged"): Promise<void> {
  disk.letGo();
  disk.reads = to !== "unread";
  disk.held = to !== "slow" ? null : new Promise((pass) => Object.assign(disk, { letGo: pass }));
  if (to !== "damaged") return;
  const entries = await store.list("entry");
  await store.write(entries.map(({ key, value }) => ({ table: "entry", key, value: value.toReversed() })));
}

function overDisk(whole: MemberStore): MemberStore {
  return {
    ...asItIs(whole),
    now: null,
    getAll: (table, keys) =>
      disk.reads || table !== "entry" ? whole.getAll(table, keys) : Promise.reject(new Problem("store", "failed")),
    write: async (changes) => {
      await disk.held;
      await whole.write(changes);
    },
  };
}

async function fileOf(name: string | null): Promise<StoreFile | null> {
  return name === null ? null : ((await (await fetch(`/stores/${name}.json`)).json()) as StoreFile);
}
