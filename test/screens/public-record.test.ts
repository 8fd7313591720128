// What the public page computes: how far a plan is, what stands side by side, and that nothing is shown which does not verify. The host here
// is real; what a hostile one may do to it in a browser is in test/journeys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt } from "../../src/core/moment.ts";
import {
  type RegisterName,
  type RowValues,
  registerNames,
  registerOf,
} from "../../src/core/registers/register-table.ts";
import type { Row } from "../../src/core/registers/row.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { plain } from "../../src/reports/print/say.ts";
import type { Progress } from "../../src/web/public-record/counted-network.ts";
import { isPast, newestFirst, newestSaid, plansOf, sumBudgets } from "../../src/web/public-record/plan-progress.ts";
import { shownRegisters } from "../../src/web/public-record/public-view.ts";
import { readPublicRecord } from "../../src/web/public-record/read-public-record.ts";
import { recordSections } from "../../src/web/public-record/record-document.ts";
import { readWords } from "../../src/words/read-words.ts";
import { row } from "../support/record-notes.ts";
import { rowsIn } from "../support/report-markdown.ts";
import { fetchNetwork, World } from "../support/world.ts";

type Said = RowValues<"progress">["state"];
const said = (on: string, state: Said) => ({ on, state });
const today = "2030-06-15";

test("what was said last of a measure is what no other report is surely later than", () => {
  assert.equal(newestSaid([]), null);
  assert.equal(newestSaid([said("2030-01", "not-begun"), said("2030-05", "under-way")]), "under-way");
  assert.equal(newestSaid([said("2030-05", "under-way"), said("2030-01", "not-begun")]), "under-way", "in any order");
  assert.equal(newestSaid([said("2030-05", "done"), said("2030-05", "done")]), "done");
});

test("reports of the same time that contradict each other differ, and none is chosen", () => {
  assert.equal(newestSaid([said("2030-05", "done"), said("2030-05", "under-way")]), "differs");
  assert.equal(newestSaid([said("2030", "under-way"), said("2030-05-02", "done")]), "differs", "either may be later");
  assert.equal(newestSaid([said("2029", "under-way"), said("2030-05-02", "done")]), "done");
  assert.equal(newestSaid([said("2030", "done"), said("2030", "dropped")]), "differs");
});

test("a plan lies behind when it ended or its time is over, and nothing of it is overdue", () => {
  const [done, late] = [[{ state: "done" }], [{ state: "done" }, { state: "overdue" }]] as const;
  assert.equal(isPast({ stage: "in-force", until: "2029" }, done, today), true);
  assert.equal(isPast({ stage: "in-force", until: "2029" }, late, today), false, "what is overdue stays in sight");
  assert.equal(isPast({ stage: "in-force", until: "2030" }, [], today), false);
  assert.equal(isPast({ stage: "in-force" }, [], today), false);
  assert.equal(isPast({ stage: "ended" }, [], today), true);
});

test("dated things come newest first", () => {
  assert.deepEqual(
    newestFirst(["2029", "2030-05", "2030-01"], (date) => date),
    ["2030-05", "2030-01", "2029"],
  );
});

test("budgets are summed by currency; what is not stated, not reported or stated differently is told apart and never a zero", () => {
  const sums = sumBudgets([
    [{ budget: 100, currency: "XTS" }],
    [
      { budget: 20, currency: "XTS" },
      { budget: 20, currency: "XTS" },
    ],
    [{ budget: 5, currency: "XXX" }],
    [
      { budget: 7, currency: "XTS" },
      { budget: 8, currency: "XTS" },
    ],
    [{ budget: "not-reported" }],
    [{}],
  ]);
  const wanted = [
    { currency: "XTS", amount: 120 },
    { currency: "XXX", amount: 5 },
  ];
  assert.deepEqual(sums, { sums: wanted, without: 3 });
});

test("the record is read over the static routes alone and shown with where each row comes from", async (t) => {
  const world = await exampleCountry(t);
  const asked: string[] = [];
  const network: Network = (url, request) => {
    asked.push(`${request.method} ${new URL(url).pathname}`);
    return fetchNetwork(url, request);
  };
  const steps: Progress[] = [];
  const answer = await read(world, network, (progress) => steps.push(progress));
  assert.ok(answer.is === "shown");
  const { view } = answer;
  assert.equal(view.origin, world.founding.origin);
  assert.deepEqual(view.log, {
    size: world.host.tree.size,
    at: Math.floor(world.now / 1000) * 1000,
    witnesses: ["witness-1.example"],
    stale: false,
  });
  const planOf = (shown: typeof view) => plansOf(shown, dayAt(view.log.at))[0];
  const plan = planOf(view);
  assert.deepEqual(
    plan?.measures.map(({ versions, state, said }) => [versions[0]?.key, state, said]),
    [
      ["beds", "done", "done"],
      ["lids", "overdue", "under-way"],
    ],
  );
  const lids = plan?.measures[1]?.versions[0] ?? assert.fail();
  const isStill = { ...lids, ref: { ...lids.ref, row: 7 }, source: "own" };
  assert.deepEqual(
    planOf({ ...view, rows: [...view.rows, isStill] })?.measures.map(({ state }) => state),
    ["done", "under-way"],
    "one source says later, or not when",
  );
  const [beds] = plan?.measures[0]?.versions ?? [];
  assert.deepEqual(
    [beds?.source, beds?.from?.title, beds?.from?.publisher],
    ["gazette", "The Example Gazette", "Example Press"],
  );
  assert.deepEqual(view.organisationNames.get(beds?.organisation ?? ""), { en: "Example Secretariat" });
  assert.match(beds?.ref.note ?? "", /^[0-9a-f]{64}$/);
  const words = await readWords("en", ["shown", "codes"]);
  const sections = recordSections(words, view);
  const tableOf = (id: string) => {
    const blocks = sections.filter((one) => one.id === id).flatMap((one) => one.blocks);
    return rowsIn(blocks.filter(({ tag }) => tag === "div").slice(0, 1)).map(({ cells }) => cells);
  };
  const [measures, laws] = [tableOf("plans"), tableOf("law")];
  assert.deepEqual(
    measures.map(([name]) => name),
    ["Buy beds · Example board · Done", "Buy lids · Example board · Overdue (last reported: Under way)"],
  );
  for (const part of [/Objective: Help/, /The Example Gazette, Example Press/, /Example Secretariat · /, /^no$/])
    assert.ok(
      measures[0]?.some((cell) => part.test(unmarked(cell))),
      String(part),
    );
  assert.match(
    sections
      .flatMap(({ blocks }) => blocks)
      .flatMap(({ tag, children }) => (tag === "p" ? plain(children) : []))
      .join("\n"),
    /Budget of all measures: .*300.XTS.* \(measures without one stated figure: .?1/,
  );
  assert.deepEqual(
    laws.map(([name]) => unmarked(name ?? "")),
    ["Help code · 1 · In force · Sources differ here.", "Help code · 1 · In force", "Office code · Drafted"],
    "one article under two keys stands together, and what is in force comes first",
  );
  const done = registerNames.filter(
    (name) => registerOf(name).open && !["says", "control"].includes(registerOf(name).about),
  );
  assert.deepEqual(
    [...shownRegisters].sort(),
    [...done, "said", "data-request", "publication"].sort(),
    "every open register of what is done is on the page, what sources say in their words, what was asked for, and what was published",
  );
  assert.deepEqual(
    tableOf("protection").map(([, said]) => /From: (.*?)(;|$)/.exec(unmarked(said ?? ""))?.[1]),
    ["March 2025", "2024"],
    "the newest row comes first",
  );
  assert.ok(
    asked.every((line) => /^GET \/(founding|checkpoint|tile\/entries\/\S+|pack\/(directory|public)\/\S+)$/.test(line)),
  );
  const last = steps.at(-1);
  assert.ok(last !== undefined && last.come === last.of && last.of > 5, JSON.stringify(steps));
});

test("a changed note, too few witnesses, another log's head, silence and nonsense: nothing is shown, and it says which", async (t) => {
  const world = await exampleCountry(t);
  const changed = (path: RegExp, change: (body: Uint8Array) => Uint8Array | null): Network => {
    return async (url, request) => {
      const answer = await fetchNetwork(url, request);
      if (answer === null || !path.test(new URL(url).pathname)) return answer;
      const body = change(answer.body);
      return body === null ? null : { ...answer, body };
    };
  };
  const why = async (network: Network) => {
    const answer = await read(world, network);
    return answer.is === "refused" ? answer.why : answer.is;
  };
  const flipLast = (body: Uint8Array) => body.map((byte, i) => (i === body.length - 3 ? byte ^ 1 : byte));
  assert.equal(await why(changed(/^\/pack\/public/, flipLast)), "bytes-missing");
  assert.equal(await why(changed(/^\/tile\/entries/, flipLast)), "host-lies");
  const text = (body: Uint8Array) => new TextDecoder().decode(body);
  const withoutWitness = (body: Uint8Array) => encodeUtf8(text(body).replace(/^— witness.*\n/m, ""));
  assert.equal(await why(changed(/^\/checkpoint/, withoutWitness)), "no-quorum");
  assert.equal(await why(changed(/^\/checkpoint/, () => encodeUtf8("<html>"))), "host-lies");
  assert.equal(await why(changed(/^\/founding/, flipLast)), "no-founding");
  assert.equal(await why(changed(/^\/(tile|pack)/, () => null)), "no-network");
  assert.equal(await why(changed(/^\/pack\/public/, () => null)), "no-network", "a cut line is no lie");
  const down: Network = async (url, request) => {
    const answer = await fetchNetwork(url, request);
    return answer !== null && new URL(url).pathname === "/checkpoint" ? { ...answer, status: 502 } : answer;
  };
  assert.equal(await why(down), "no-network", "a server in front of a host that is down is no lie");
  assert.equal(await why(async () => null), "no-network");
  const ofOther =
    (path: string): Network =>
    async (url, request) => {
      const answer = await fetchNetwork(url, request);
      return answer !== null && new URL(url).pathname === path ? { ...answer, versions: "2" } : answer;
    };
  assert.equal(await why(ofOther("/founding")), "other-version");
  assert.equal(await why(ofOther("/checkpoint")), "other-version", "[LG11] it was upgraded in the middle");
  assert.equal(
    await why(async () => ({ status: 200, contentType: "", body: new Uint8Array(), flaw: "too-large" })),
    "oversized",
  );
});

test("a state that was cosigned more than a day ago is shown as old", async (t) => {
  const world = await exampleCountry(t);
  const answer = await readPublicRecord({
    url: world.url,
    network: fetchNetwork,
    clock: () => world.now + 25 * 3_600_000,
    onProgress: () => undefined,
  });
  assert.ok(answer.is === "shown" && answer.view.log.stale);
});

/** Without the marks that keep directions apart. */
function unmarked(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, "");
}

function read(world: World, network: Network, onProgress: (progress: Progress) => void = () => undefined) {
  return readPublicRecord({ url: world.url, network, clock: world.clock, onProgress });
}

async function exampleCountry(t: { after(work: () => Promise<void>): void }): Promise<World> {
  const world = await World.foundFor(t, { witnesses: 1 });
  const secretariat = await world.organisation("secretariat", "Example Secretariat");
  const [device] = secretariat.devices;
  assert.ok(device);
  const member = await world.member(device);
  const enter = (register: RegisterName, rows: readonly Row[]) => must(member.record.enter(register, rows));
  await enter("source", [
    row("source", "gazette", "own", {
      title: "The Example Gazette",
      publisher: "Example Press",
      kind: "press",
      checked: "verified",
    }),
  ]);
  await enter("plan", [row("plan", "plan-one", "gazette", { title: "Help for all", stage: "in-force", on: "2024" })]);
  const measure = { plan: "plan-one", objective: "Help", agency: "Example board", until: "2025-03" };
  await enter("measure", [
    row("measure", "beds", "gazette", { ...measure, measure: "Buy beds", budget: 300, currency: "XTS" }),
    row("measure", "lids", "gazette", { ...measure, measure: "Buy lids", budget: "not-reported" }),
  ]);
  await enter("progress", [
    row("progress", "beds-1", "own", { measure: "beds", on: "2025-02", state: "done", evidence: "Receipt 7" }),
    row("progress", "lids-1", "own", { measure: "lids", on: "2025-02", state: "under-way" }),
  ]);
  const act = { act: "Help code", article: "1", subject: "trafficking", stage: "in-force", on: "2020" } as const;
  await enter("law", [
    row("law", "draft", "own", { act: "Office code", subject: "other", stage: "drafted", on: "2025" }),
    row("law", "second-1", "own", { ...act, minimum_months: 12 }),
    row("law", "second-one", "gazette", { ...act, minimum_months: 24 }),
  ]);
  const service = { what: "legal-aid", funder: "government" } as const;
  await enter("protection", [
    row("protection", "older", "own", { ...service, from: "2024" }),
    row("protection", "newer", "own", { ...service, from: "2025-03" }),
  ]);
  await world.settle(member);
  return world;
}
