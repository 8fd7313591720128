// No honest step takes from another honest organisation what it could do before, but for the losses in a list, each with its rule. Five organisations work on
// one case with real devices; after each step everything that the others could do is tried again. To try is to do it on a store that takes no write: the verb
// goes to its end, signs and seals, and leaves nothing behind.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Problem } from "../../src/core/problem.ts";
import type { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { must, type Verdict } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { chance, triesAll } from "../support/tries.ts";
import { exampleDraft, World } from "../support/world.ts";
import { consentFor } from "./support/participants.ts";

/** A store that takes no write while something is only tried. */
class TriedStore implements MemberStore {
  readonly #store = openSqliteMemberStore(":memory:");
  isTrying = false;
  readonly now = this.#store.now;
  get: MemberStore["get"] = (table, key) => this.#store.get(table, key);
  getAll: MemberStore["getAll"] = (table, keys) => this.#store.getAll(table, keys);
  list: MemberStore["list"] = (table, from, to) => this.#store.list(table, from, to);
  keys: MemberStore["keys"] = (table, from, to) => this.#store.keys(table, from, to);
  close: MemberStore["close"] = () => this.#store.close();
  write: MemberStore["write"] = async (changes) => {
    if (this.isTrying && changes.length > 0) throw new Problem("store", "full");
    await this.#store.write(changes);
  };
}

const names = ["shelter", "legal", "clinic", "authority", "prosecutor"] as const;
type Name = (typeof names)[number];
const kindOf = {
  shelter: "shelter",
  legal: "legal-aid",
  clinic: "health",
  authority: "competent-authority",
  prosecutor: "prosecutor",
} as const;

/** A step of one organisation: `grant legal`, `danger now`. */
type Step = string;

interface Actor {
  readonly name: Name;
  readonly id: string;
  readonly member: Device;
  readonly store: TriedStore;
}

/** Steps that others lose by a step, why they are refused afterwards, and the rule that says so. */
interface Loss {
  /** Who did what: whose step is lost, and which. */
  readonly lost: RegExp;
  /** One of these codes. */
  readonly reason: RegExp;
  readonly rule: string;
}

// Of FD3 there is nothing here: who declines takes from itself.
const losses: readonly Loss[] = [
  // Another provider that is in contact, or was brought in, says that the person leaves who helps: that one does not speak for the person to others any more.
  { lost: /withdraw (shelter|legal): \1 grant /, reason: /^consent-withdrawn$/, rule: "FD7j" },
  {
    lost: /withdraw (shelter|legal): \1 (confirm|narrow) (?!\1)/,
    reason: /^not-in-contact$/,
    rule: "FD7e, FD7j",
  },
  { lost: /withdraw (shelter|legal): \1 danger not-now$/, reason: /^not-(in-contact|allowed)$/, rule: "FD2d, FD11g" },
  { lost: /withdraw (shelter|legal): \1 reopen$/, reason: /^consent-withdrawn$/, rule: "FD9f" },
  // Legal aid that never accepted the person knew the person by this consent.
  { lost: /withdraw legal: legal danger (now|unclear)$/, reason: /^not-allowed$/, rule: "FD2d, FD11g" },
  // Who was brought in writes in the parts to which the person said yes.
  { lost: /narrow legal: legal save person$/, reason: /^not-allowed$/, rule: "FD11g" },
  // A case is full with twelve: whoever is brought in last takes the place of all who are not in it.
  { lost: /grant (house|haven): \w+ grant (house|haven)$/, reason: /^case-full$/, rule: "FD4a" },
  // What it was granted is erased, and what it wrote in the case.
  {
    lost: /confirm legal: legal (renew |narrow legal$|erase person$)/,
    reason: /^(not-in-contact|not-allowed)$/,
    rule: "FD7c, FD7l, FD7o",
  },
];

/**
 * The case of the five: the shelter accepted, legal aid, the authority and a prosecutor were brought in; the clinic is the second choice. Two organisations are
 * outside. With `more` the shelter opened the case itself and legal aid accepted it, so that two are in contact, and so many more were brought in.
 */
async function five(t: TestContext, more: number) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const actors: Actor[] = [];
  const organisations = [];
  for (const name of names) {
    const organisation = await world.organisation(kindOf[name], `Example ${name}`);
    organisations.push(organisation);
    const store = new TriedStore();
    const member = await world.member(organisation.devices[0] ?? assert.fail(), { store });
    actors.push({ name, id: organisation.id, member, store });
  }
  const by = Object.fromEntries(actors.map((actor) => [actor.name, actor])) as unknown as Readonly<Record<Name, Actor>>;
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const [shelter, legal, clinic] = organisations;
  assert.ok(shelter && legal && clinic);
  const everybody = actors.map(({ member }) => member);
  await world.settle(...everybody);
  const [from, first] = more > 0 ? ([by.shelter.member, legal] as const) : ([officer, shelter] as const);
  await must(from.drafts.send(exampleDraft([first, clinic])));
  await world.settle(officer, ...everybody);
  const helper = more > 0 ? by.legal : by.shelter;
  const { caseId, referral } = helper.member.cases.inbox[0] ?? assert.fail();
  await must(helper.member.cases.steps.answer(caseId, referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(...everybody);
  if (more === 0)
    await must(
      by.shelter.member.cases.consents.grant(
        caseId,
        consentFor(by.legal.id, ["referral", "identity", "support", "legal"]),
      ),
    );
  await must(by.shelter.member.cases.consents.grant(caseId, consentFor(by.authority.id, ["referral", "identity"])));
  await must(by.shelter.member.cases.consents.grant(caseId, consentFor(by.prosecutor.id, ["referral", "legal"])));
  const [house, haven] = [
    await world.organisation("shelter", "Example House"),
    await world.organisation("shelter", "Example Haven"),
  ];
  for (let n = 0; n < more; n++) {
    const { id } = await world.organisation("shelter", `Example Room ${n + 1}`);
    await by.shelter.member.sync();
    await must(by.shelter.member.cases.consents.grant(caseId, consentFor(id, ["referral"])));
  }
  await world.settle(...everybody);
  const idOf = new Map<string, string>([
    ...actors.map(({ name, id }) => [name, id] as const),
    ["house", house.id],
    ["haven", haven.id],
  ]);
  return { world, by, actors, everybody, caseId, referral: referral ?? assert.fail(), idOf };
}

type Five = Awaited<ReturnType<typeof five>>;

/** Everything that an organisation may try in the case, by name. */
function stepsOf(
  { member, name: self }: Actor,
  { by, caseId, referral, idOf }: Five,
): ReadonlyMap<Step, () => Promise<Verdict<unknown>>> {
  const { cases } = member;
  const consents = (name: Name) =>
    (cases.view(caseId)?.state.consents ?? []).filter(({ organisation }) => organisation === by[name].id);
  const last = (name: Name) => consents(name).at(-1)?.id ?? "";
  const withdrawn = (name: Name) => consents(name).findLast((each) => each.withdrawn)?.id ?? "";
  const of = <T>(f: (name: Name) => readonly [string, () => Promise<Verdict<T>>]) => names.map(f);
  return new Map<Step, () => Promise<Verdict<unknown>>>([
    ["accept", () => cases.steps.answer(caseId, referral, { verb: "accept" })],
    ["waitlist", () => cases.steps.answer(caseId, referral, { verb: "waitlist" })],
    ["decline", () => cases.steps.answer(caseId, referral, { verb: "decline", reason: "no-place" })],
    ["meet", () => cases.steps.answer(caseId, referral, { verb: "meet" })],
    ["close", () => cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" })],
    ["reopen", () => cases.steps.answer(caseId, referral, { verb: "reopen", why: "came-back" })],
    ["danger now", () => cases.saves.sayDanger(caseId, "now")],
    ["danger not-now", () => cases.saves.sayDanger(caseId, "not-now")],
    ["status exited", () => cases.steps.takeStatusStep(caseId, "exited", null)],
    ["save person", () => cases.saveSheet(caseId, { form: "person", set: { family: `Examplova ${self}` } })],
    [
      "save note",
      () =>
        cases.saveSheet(caseId, {
          form: "note",
          set: { kind: "observation", on: "2026-01-15", words: `a word of ${self}` },
        }),
    ],
    ["erase person", () => cases.saves.misplaceSheet({ caseId, form: "person", sheet: "one" }, null)],
    ...[...idOf].map(
      ([name, id]) =>
        [`grant ${name}`, () => cases.consents.grant(caseId, consentFor(id, ["referral", "identity"]))] as const,
    ),
    ...of((name) => [`withdraw ${name}`, () => cases.consents.withdrawConsent(caseId, last(name))]),
    ...of((name) => [`confirm ${name}`, () => cases.consents.confirmWithdrawal(caseId, withdrawn(name))]),
    ...of((name) => [
      `narrow ${name}`,
      () => cases.consents.narrowConsent(caseId, consentFor(by[name].id, ["referral"])),
    ]),
    ...of((name) => [
      `renew ${name}`,
      () => cases.consents.renewConsent(caseId, consentFor(by[name].id, ["referral", "identity"])),
    ]),
  ]);
}

/** What an organisation can do now, and of the rest why not. */
async function triedBy(actor: Actor, at: Five): Promise<ReadonlyMap<Step, string>> {
  const tried = new Map<Step, string>();
  for (const [step, run] of stepsOf(actor, at)) {
    actor.store.isTrying = true;
    const verdict = await run();
    actor.store.isTrying = false;
    assert.equal(verdict.is, "failed", step);
    if (verdict.is === "failed") tried.set(step, verdict.reason === "store-full" ? "can" : verdict.reason);
  }
  return tried;
}

/** What the organisations do, one after the other. */
const played: readonly (readonly [Name, Step])[] = [
  ["shelter", "save person"],
  ["legal", "save person"],
  ["shelter", "erase person"],
  // It builds on what is erased next, and stays.
  ["legal", "danger not-now"],
  ["legal", "erase person"],
  ["shelter", "danger now"],
  ["shelter", "meet"],
  ["clinic", "decline"],
  ["shelter", "grant clinic"],
  ["authority", "status exited"],
  ["prosecutor", "withdraw prosecutor"],
  ["shelter", "narrow legal"],
  ["shelter", "close"],
  ["legal", "withdraw shelter"],
  ["legal", "renew shelter"],
  ["shelter", "withdraw legal"],
  ["shelter", "confirm legal"],
];

/** The same where eleven read the case, so that one place is left. */
const playedFull: typeof played = [
  ["shelter", "grant house"],
  ["clinic", "decline"],
];
const roomsToEleven = 6;

/** Plays these steps, those that are refused left out, and gives every loss of another that no line of the list names. */
async function unnamedLosses(
  t: TestContext,
  steps: typeof played,
  used: Set<Loss>,
  more = 0,
): Promise<readonly string[]> {
  const at = await five(t, more);
  const tryAll = async () => {
    const tried = new Map<Name, ReadonlyMap<Step, string>>();
    for (const actor of at.actors) tried.set(actor.name, await triedBy(actor, at));
    return tried;
  };
  const unnamed: string[] = [];
  let before = await tryAll();
  for (const [name, step] of steps) {
    const verdict = await (stepsOf(at.by[name], at).get(step) ?? assert.fail(step))();
    if (verdict.is === "failed" && (steps === played || steps === playedFull))
      assert.fail(`${name} ${step}: ${verdict.reason}`);
    await at.world.settle(...at.everybody);
    const after = await tryAll();
    for (const other of names)
      for (const [each, was] of before.get(other) ?? []) {
        // What an organisation does to itself is its own, but that it brings others in is for the person.
        if (other === name && !(step.startsWith("erase") && each.startsWith("grant"))) continue;
        const now = after.get(other)?.get(each);
        if (was !== "can" || now === "can") continue;
        const lost = `${name} ${step}: ${other} ${each}`;
        const loss = losses.find((known) => known.lost.test(lost) && known.reason.test(now ?? ""));
        if (loss === undefined) unnamed.push(`${lost} (${now})`);
        else used.add(loss);
      }
    before = after;
  }
  return unnamed;
}

test("[FD3] [FD4a] [FD7] no honest step takes from another organisation what it could do before, but for the losses of the list", async (t) => {
  const used = new Set<Loss>();
  assert.deepEqual(await unnamedLosses(t, played, used), []);
  assert.deepEqual(await unnamedLosses(t, playedFull, used, roomsToEleven), []);
  assert.deepEqual(
    losses.filter((loss) => !used.has(loss)),
    [],
    "each line of the list is met",
  );
  // In other orders, where there is time for it. In the full case nothing is taken back: that is played in the other.
  const kept = played.filter(([, step]) => !/^(withdraw|confirm|narrow)/.test(step));
  for (let history = 0; triesAll && history < 5; history++) {
    const [all, more] = history % 2 === 0 ? [played, 0] : [[...kept, ...playedFull], roomsToEleven];
    const steps = all.map((step) => ({ step, at: chance(1_000_000) })).sort((a, b) => a.at - b.at);
    const shuffled = steps.map(({ step }) => step);
    assert.deepEqual(
      await unnamedLosses(t, shuffled, used, more),
      [],
      shuffled.map((step) => step.join(" ")).join(", "),
    );
  }
});
