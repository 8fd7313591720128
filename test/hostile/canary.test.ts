// Promise 1: what is typed about a person is readable to nobody on the way. Random markers stand in every field of a person through a
// whole journey, and nothing that the host, the line or a locked device holds has a trace of them. The same search finds them at once
// when the sealing is broken on purpose.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openSqliteMemberStore } from "../../src/cli/sqlite-member-store.ts";
import type { ReferralDraft } from "../../src/core/referral-draft.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { Member } from "../../src/member/member.ts";
import type { MemberStore } from "../../src/member/store.ts";
import { encodeSubmission } from "../../src/protocol/submission.ts";
import { open } from "../../src/sealing/envelope.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import type { WorldOrganisation } from "../support/world.ts";
import { fetchNetwork, teapotDraft, World } from "../support/world.ts";
import { takeImage, temporaryFolder } from "./support/image.ts";
import { device } from "./support/nation.ts";
import { recordingProxy } from "./support/recording-proxy.ts";
import { findTraces } from "./support/traces.ts";

/** Fields of a person and of the case, each with a marker that occurs nowhere else. */
const marker = (field: string): string => `Чойник ${field} ${encodeHex(randomBytes(8))}`;

interface Stage {
  readonly world: World;
  readonly folder: string;
  readonly shelter: WorldOrganisation;
  readonly officer: Member;
  readonly worker: Member;
  readonly files: { readonly host: string; readonly officer: string; readonly worker: string };
  readonly stores: { readonly officer: MemberStore; readonly worker: MemberStore };
  readonly proxy: string;
  readonly wire: () => Buffer;
}

async function stage(t: TestContext): Promise<Stage> {
  const folder = temporaryFolder(t);
  const files = {
    host: join(folder, "host.db"),
    officer: join(folder, "officer.db"),
    worker: join(folder, "worker.db"),
  };
  const world = await World.found({ hostFile: files.host });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Border of the Teapots");
  const shelter = await world.organisation("shelter", "Spoon Shelter");
  const proxy = await recordingProxy(world.url);
  t.after(() => proxy.close());
  const stores = { officer: openSqliteMemberStore(files.officer), worker: openSqliteMemberStore(files.worker) };
  const member = (organisation: WorldOrganisation, store: MemberStore) =>
    world.member(device(organisation).with({ host: proxy.url }), { network: fetchNetwork, store });
  const officer = await member(border, stores.officer);
  const worker = await member(shelter, stores.worker);
  return { world, folder, shelter, officer, worker, files, stores, proxy: proxy.url, wire: () => proxy.recorded() };
}

/** Everything that somebody without a passphrase can get hold of. */
function evidence({ world, folder, files, wire }: Stage, when: string): readonly (readonly [string, Buffer])[] {
  return [
    ["the host's database", takeImage(files.host, folder, `${when}-host`).bytes],
    ["the host's log lines", Buffer.from(JSON.stringify(world.logLines))],
    ["the line, both ways", wire()],
    ["the officer's locked device", takeImage(files.officer, folder, `${when}-officer`).bytes],
    ["the worker's locked device", takeImage(files.worker, folder, `${when}-worker`).bytes],
  ];
}

test("[SL1] a whole journey leaves no trace of a person with the host, on the line, or on a locked device", async (t) => {
  const here = await stage(t);
  const { world, shelter, officer, worker } = here;
  const words = {
    name: marker("name"),
    safe: marker("safe"),
    when: marker("when"),
    narrative: marker("narrative"),
    note: marker("note"),
    later: marker("later"),
  };
  const draft: ReferralDraft = {
    ...teapotDraft([shelter]),
    identity: {
      name: words.name,
      name_is: "legal",
      gender: "NonSpecifiedUnknown",
      born: "1913-07-29",
      citizenship: "XK",
    },
    contact: { how: "phone", safe: words.safe, when: words.when },
    narrative: words.narrative,
  };
  const markers = [...Object.values(words), "1913-07-29"];
  const clean = (when: string) => {
    for (const [where, bytes] of evidence(here, when)) {
      assert.ok(bytes.length > 500, `${where} holds something`);
      assert.deepEqual(findTraces(bytes, markers), [], `${where}, ${when}`);
    }
  };

  await officer.saveDraft(draft);
  clean("with a draft");
  await officer.refer(draft);
  clean("sealed");
  await world.settle(officer, worker);
  clean("received");
  const [item] = worker.inbox;
  assert.ok(item?.referral);
  await worker.accept(item.caseId, item.referral);
  await world.settle(worker);
  const contents = [...(worker.case(item.caseId)?.contents.values() ?? [])];
  const shown = JSON.stringify(contents);
  for (const word of [words.name, words.safe, words.when, words.narrative])
    assert.ok(shown.includes(word), "the worker reads it");
  assert.ok(await worker.recordOpening(item.caseId), "[SL10] that it was read is logged, sealed like the rest");
  await worker.meet(item.caseId, item.referral);
  await worker.addNote(item.caseId, words.note);
  await world.settle(worker, officer);
  await worker.addNote(item.caseId, words.later);
  await worker.close(item.caseId, item.referral, "goal-reached");
  await world.settle(worker, officer);
  assert.equal(officer.sent[0]?.answers.at(-1)?.state, "closed");
  officer.lock();
  worker.lock();
  clean("at the end");
});

test("positive control: with the sealing broken on purpose, the same search finds every word with the host, on the line and on the device", async (t) => {
  const here = await stage(t);
  const { world, shelter, officer, worker } = here;
  const words = { name: marker("name"), safe: marker("safe"), narrative: marker("narrative") };
  await officer.refer(teapotDraft([shelter], words));
  await world.settle(officer);
  for (const bytes of await world.store.bytesOf("case", 0, world.host.tree.size)) {
    const token = worker.administration().session.tokens.take();
    assert.ok(token !== null);
    const body = encodeSubmission([{ token: token.bytes, bytes: await leakySeal(bytes, shelter) }]);
    const answer = await fetchNetwork(`${here.proxy}/submit`, { method: "POST", body, maxBytes: 100_000 });
    assert.match(
      decodeUtf8(answer?.body ?? new Uint8Array(0)) ?? "",
      /proof/,
      "from outside it is an envelope like any other",
    );
  }
  // A shelf that forgets to encrypt.
  const row = encodeUtf8(JSON.stringify(teapotDraft([shelter], words)));
  await here.stores.worker.write([{ table: "draft", key: "draft", value: row }]);
  const traces = evidence(here, "leaky").map(([where, bytes]) => [
    where,
    findTraces(bytes, Object.values(words)).length,
  ]);
  assert.deepEqual(traces, [
    ["the host's database", 3],
    ["the host's log lines", 0],
    ["the line, both ways", 3],
    ["the officer's locked device", 0],
    ["the worker's locked device", 3],
  ]);
});

/** A sealing function that is broken: header and size of a true envelope, but the body is the notes, only compressed. */
async function leakySeal(envelope: Uint8Array, reader: WorldOrganisation): Promise<Uint8Array> {
  const identity = SecretIdentity.parse(device(reader).epochs[0]?.identity ?? "");
  const notes = identity === null ? null : await open(envelope, [identity]);
  assert.ok(notes !== null);
  const headerEnd = Buffer.from(envelope).indexOf("\n", Buffer.from(envelope).indexOf("\n--- ") + 1) + 1;
  const leaky = new Uint8Array(envelope);
  leaky.set(gzipSync(notes), headerEnd);
  return leaky;
}
