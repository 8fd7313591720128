// A whole journey with a marker in every field that holds words about a person, and all that somebody without a passphrase can get hold of at
// each of its stages. One test plays it as it is, another one with the cipher broken.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { library } from "../../../src/core/form/library.ts";
import type { ReferralDraft } from "../../../src/core/referral-draft.ts";
import { encodeHex } from "../../../src/crypto/hex.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import { must } from "../../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../../src/operate/files/sqlite-member-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import type { WorldOrganisation } from "../../support/world.ts";
import { answering, exampleDraft, fetchNetwork, testPassphrase, World } from "../../support/world.ts";
import { takeImage } from "./image.ts";
import { device } from "./nation.ts";
import { recordingProxy } from "./recording-proxy.ts";
import { findTraces, type Trace } from "./traces.ts";

/** Fields of a person and of the case, each with words that occur nowhere else. */
const fields = ["name", "born", "safe", "when", "narrative", "grounds", "unsent"] as const;
/** Every line and text that a case worker may write into a sheet of the library, and the same begun as a draft. */
const written = library.forms.flatMap(({ form }) =>
  form.writers.includes("provider")
    ? form.fields.filter(({ type }) => type === "line" || type === "text").map(({ key }) => ({ form: form.key, key }))
    : [],
);
/** A strict form is sealed without a gap: what it asks for in codes and days was not asked here. */
const unaskedIn = (key: string) =>
  Object.fromEntries(
    (library.newest(key)?.form.fields ?? [])
      .filter(({ type, required }) => required === true && type !== "line" && type !== "text")
      .map((field) => [field.key, "not-asked"] as const),
  );
export const sheetFields = written.map(({ form, key }) => `sheet ${form} ${key}`);
export const draftFields = written.map(({ form, key }) => `draft ${form} ${key}`);
const allFields: readonly string[] = [...fields, ...sheetFields, ...draftFields];
type Field = string;
type Words = Readonly<Record<(typeof fields)[number], string>> & { readonly [field: Field]: string };

/** Where somebody looks who has no passphrase. */
export type Place =
  | "the host's database"
  | "the host's log lines"
  | "the line, both ways"
  | "the officer's device"
  | "the worker's device";

/** What was found of the words in one place. */
export interface Look {
  readonly when: string;
  readonly where: Place;
  readonly bytes: Buffer;
  readonly traces: readonly (Trace & { readonly field: Field })[];
}

/** Plays the journey and gives what was found at each stage. At the last one both devices are locked, with a draft and sheets begun on them. */
export async function playCanaryJourney(t: TestContext): Promise<readonly Look[]> {
  const folder = temporaryFolder(t);
  const files = {
    host: join(folder, "host.db"),
    officer: join(folder, "officer.db"),
    worker: join(folder, "worker.db"),
  };
  const world = await World.foundFor(t, { hostFile: files.host });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const proxy = await recordingProxy(world.url);
  t.after(() => proxy.close());
  const member = (organisation: WorldOrganisation, file: string) =>
    world.member(device(organisation).with({ host: proxy.url }), {
      network: fetchNetwork,
      store: openSqliteMemberStore(file),
    });
  const officer = await member(border, files.officer);
  const worker = await member(shelter, files.worker);

  const words = markedWords();
  const wordsOf = (field: Field) => words[field] ?? assert.fail(field);
  const looks: Look[] = [];
  const look = async (when: string) => {
    const evidence: Readonly<Record<Place, Buffer>> = {
      "the host's database": takeImage(files.host, folder, `${looks.length}-host`).bytes,
      "the host's log lines": Buffer.from(JSON.stringify(world.logLines)),
      "the line, both ways": proxy.recorded(),
      "the officer's device": takeImage(files.officer, folder, `${looks.length}-officer`).bytes,
      "the worker's device": takeImage(files.worker, folder, `${looks.length}-worker`).bytes,
    };
    for (const [where, bytes] of Object.entries(evidence) as [Place, Buffer][]) {
      const traces = findTraces(bytes, Object.values(words)).map((trace) => ({
        ...trace,
        field: allFields.find((field) => words[field] === trace.marker) ?? assert.fail(),
      }));
      looks.push({ when, where, bytes, traces });
    }
  };

  const draft = draftOf(words, shelter);
  await must(officer.drafts.save(draft));
  await look("with a draft");
  await must(officer.drafts.send(draft));
  await look("sealed");
  await world.settle(officer, worker);
  await look("received");
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral);
  const { caseId, referral } = item;
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await world.settle(worker);
  assert.ok(
    await must(worker.cases.reading.recordOpening(caseId)),
    "[SL10] that it was read is logged, sealed like the rest",
  );
  await must(worker.cases.steps.answer(caseId, referral, { verb: "meet" }));
  await must(worker.cases.steps.takeStatusStep(caseId, "presumed", words.grounds));
  await world.settle(worker, officer);
  const fillIn = async (of: (form: string) => boolean) => {
    for (const [form, keys] of Map.groupBy(written, (one) => one.form)) {
      if (!of(form)) continue;
      const set = Object.fromEntries(keys.map(({ key }) => [key, wordsOf(`sheet ${form} ${key}`)]));
      await must(worker.cases.saveSheet(caseId, { form, set, gone: unaskedIn(form) }));
    }
  };
  // Some forms are for a child, one for who is none (CN9b), and some for who wants proceedings (FM8b).
  const ofAdult = (form: string) => form === "coded-data";
  await fillIn(ofAdult);
  const today = { on: new Date(world.now).toISOString().slice(0, 10) };
  await must(
    worker.cases.saveSheet(caseId, { form: "age", set: { ...today, age: "in-doubt", "known-from": "other" } }),
  );
  await must(worker.cases.saveSheet(caseId, { form: "justice", set: { ...today, wish: "yes" } }));
  await fillIn((form) => !ofAdult(form));
  assert.ok(worker.cases.saves.waiting.length > 0, "[FM10] some of them wait");
  await look("with saves that wait");
  // With a stay that goes on, the end of help says why (FM20).
  const on = new Date(world.now).toISOString().slice(0, 10);
  await must(worker.cases.saveSheet(caseId, { form: "close", set: { on, why: "goal-reached", although: "other" } }));
  await world.settle(worker, officer);
  assert.equal(officer.drafts.sent[0]?.answers.at(-1)?.state, "closed");
  const shown = JSON.stringify([...(worker.cases.view(caseId)?.contents.values() ?? [])]);
  for (const field of [...fields.filter((one) => one !== "unsent"), ...sheetFields])
    assert.ok(shown.includes(wordsOf(field)), `the worker reads ${field}`);

  for (const [form, keys] of Map.groupBy(written, (one) => one.form)) {
    const set = Object.fromEntries(keys.map(({ key }) => [key, wordsOf(`draft ${form} ${key}`)]));
    await must(worker.cases.saves.begun.keep(caseId, form, null, { set, gone: {} }));
  }
  await must(officer.drafts.save({ sheets: { story: { set: { words: words.unsent }, gone: {} } } }));
  officer.lock();
  worker.lock();
  await look("locked");
  await officer.unlock(testPassphrase);
  await worker.unlock(testPassphrase);
  assert.equal(
    worker.cases.saves.begun.all.length,
    new Set(written.map(({ form }) => form)).size,
    "what was begun is there again",
  );
  assert.deepEqual(
    (await officer.drafts.read()).map((kept) => kept.draft.sheets?.story?.set["words"]),
    [words.unsent],
    "and so is what was not sent",
  );
  return looks;
}

function markedWords(): Words {
  const marker = (field: string) => `Намуна ${field.includes(" ") ? "" : `${field} `}${encodeHex(randomBytes(8))}`;
  return {
    ...(Object.fromEntries(allFields.map((field) => [field, marker(field)])) as Words),
    born: "1913-07-29",
  };
}

function draftOf(words: Words, shelter: WorldOrganisation): ReferralDraft {
  const draft = exampleDraft([shelter], { name: words.name, safe: words.safe, narrative: words.narrative });
  const named = answering(draft, "person", { "name-is": "legal", born: words.born, citizenship: ["XK"] });
  return answering(named, "reach", { when: words.when });
}
