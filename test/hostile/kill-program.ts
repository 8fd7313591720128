// A device as a process of its own that is killed before one of its effects. The store and the network are wrapped here, in the test: every
// write and every post counts, and the one with the given number does not happen any more. Nothing else leaves a trace on the device
// or at the host, so being killed at any other moment is being killed before the next of these.

import { writeSync } from "node:fs";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { fetchNetwork, quickStretch, testPassphrase } from "../support/world-device.ts";
import { killDraft } from "./kill-draft.ts";

/** What the process gets. */
export interface Orders {
  readonly task: "send" | "answer" | "save" | "misplace";
  /** The device's store, with a vault in it. */
  readonly file: string;
  /** The effect that does not happen; they are counted from 1. */
  readonly killBefore: number;
  now: number;
  /** Words that only this life writes, for `save` and `misplace`. */
  readonly mark?: string;
  /** The receiver, for `send`. */
  readonly shelter?: string;
}

/** What the process says it has done, a line each; a word about a promise is said when the promise resolved. */
export type Word =
  | "effect"
  | "drafted"
  | "referred"
  | "accepted"
  | "saved"
  | "saved again"
  | "locked"
  | "misplaced"
  | "witness?"
  | "done";

const orders = JSON.parse(process.argv[2] ?? "") as Orders;
let effects = 0;

const file = openSqliteMemberStore(orders.file);
const store: MemberStore = {
  now: file.now,
  get: (table, key) => file.get(table, key),
  getAll: (table, keys) => file.getAll(table, keys),
  list: (table, from, to) => file.list(table, from, to),
  keys: (table, from, to) => file.keys(table, from, to),
  close: () => file.close(),
  write: (changes) => {
    if (changes.length > 0) effect();
    return file.write(changes);
  },
};
const network: Network = (url, request) => {
  if (request.method === "POST") effect();
  return fetchNetwork(url, request);
};

const member = await Device.open({ store, network, clock: () => orders.now, randomBytes, stretch: quickStretch });
if ((await member.unlock(testPassphrase)) !== "open") throw new Error("the vault did not open");
await { send, answer, save, misplace }[orders.task]();
say("done");
process.disconnect?.();

async function send(): Promise<void> {
  const draft = killDraft(orders.shelter ?? "");
  await must(member.drafts.save(draft));
  say("drafted");
  await must(member.drafts.send(draft));
  say("referred");
  await syncUntilWitnessed();
}

async function answer(): Promise<void> {
  await member.sync();
  const item = member.cases.inbox.find(({ state }) => state === "received");
  if (item === undefined || item.referral === null) throw new Error("no referral arrived");
  await must(member.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  say("accepted");
  await syncUntilWitnessed();
  await must(member.cases.reading.recordOpening(item.caseId));
  await syncUntilWitnessed();
}

/** Saves three sheets (FM10): one leaves with a round an hour later, two with the lock. */
async function save(): Promise<void> {
  const caseId = member.cases.inbox[0]?.caseId ?? "";
  const keep = async (text: string) => {
    const set = { goal: `${orders.mark} ${text}` };
    await must(member.cases.saves.begun.keep(caseId, "goal", null, { set, gone: {} }));
    return must(member.cases.saveSheet(caseId, { form: "goal", set }));
  };
  const first = await keep("one");
  say("saved");
  orders.now += 3_600_000;
  await syncUntilWitnessed();
  await must(member.cases.saveSheet(caseId, { form: "goal", sheet: first, set: { steps: "an invented step" } }));
  await keep("two");
  say("saved again");
  await member.lock();
  say("locked");
  await member.flush();
}

/** Says that a sheet, which left, is of the other case (FD13). */
async function misplace(): Promise<void> {
  await member.sync();
  const [caseId = "", right = ""] = member.cases.inbox.map((item) => item.caseId).sort();
  const sheet = (member.cases.sheets(caseId)?.sheets ?? []).find(
    ({ answers }) => answers.get("goal")?.value === orders.mark,
  );
  if (sheet === undefined) throw new Error("the sheet is not there");
  await must(member.cases.saves.misplaceSheet({ caseId, form: "goal", sheet: sheet.sheet }, right));
  say("misplaced");
  await syncUntilWitnessed();
}

async function syncUntilWitnessed(): Promise<void> {
  await member.sync();
  await witnessed();
  await member.sync();
}

function effect(): void {
  effects += 1;
  if (effects === orders.killBefore) process.kill(process.pid, "SIGKILL");
  say("effect");
}

/** Asks the parent, who runs the country, for a witnessed checkpoint. */
async function witnessed(): Promise<void> {
  const answered = new Promise((resolve) => process.once("message", resolve));
  say("witness?");
  await answered;
}

// Written at once: what is said before the kill is heard.
function say(word: Word): void {
  writeSync(1, `${word}\n`);
}
