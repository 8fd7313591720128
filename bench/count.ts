// A country's year of cases, for the office that adds it up: what it would release from the counts of so many organisations, and the other office's release made again.
// Prints how each grows with the organisations, beside one bare pass over the same rows, all in one run.
// Run: node bin/panoh.js --run bench/count.ts [organisations [cases each]]

import { strict as assert } from "node:assert";
import { must } from "../src/member/verb.ts";
import { countedCases } from "../test/support/counted-cases.ts";
import { countingCountry, sendCount } from "../test/support/counting-country.ts";

const [most = 50, each = 20] = process.argv.slice(2).map(Number);
const year = 2025;

/** The directory refuses names that sound alike, and hears no digits. */
const parts = ["Amber", "Birch", "Cedar", "Dune", "Fjord", "Grove", "Hazel", "Juniper", "Lake", "Maple"];

function nameOf(n: number): string {
  const digits = [...String(n)].map((digit) => parts[Number(digit)]);
  return `Example Shelter ${digits.join(" ")}`;
}

interface Measured {
  readonly senders: number;
  readonly arrive: number;
  readonly draft: number;
  readonly release: number;
  readonly check: number;
  readonly pass: number;
}

const results: Measured[] = [];
for (const senders of [Math.round(most / 5), Math.round(most / 2), most, most * 2])
  results.push(await measure(senders));

const first = results[0] ?? assert.fail();
console.log("organisations  arrive  draft   release check   draft/pass  grows (organisations, arrive, draft, check)");
for (const one of results) {
  const grows = (["senders", "arrive", "draft", "check"] as const).map((what) => one[what] / first[what]);
  console.log(
    [
      String(one.senders).padEnd(14),
      ...[one.arrive, one.draft, one.release, one.check].map((ms) => `${Math.round(ms)}ms`.padEnd(7)),
      (one.draft / one.pass).toFixed(1).padEnd(11),
      grows.map((ratio) => `${ratio.toFixed(1)}x`).join(", "),
    ].join(" "),
  );
}

async function measure(senders: number): Promise<Measured> {
  const ends: (() => unknown)[] = [];
  try {
    const { world, offices, endYear } = await countingCountry(
      { after: (end) => void ends.push(end as () => unknown) },
      year,
      [],
    );
    const [other, office] = offices.map((one) => one.first);
    if (other === undefined || office === undefined) assert.fail();
    const admitted = [];
    for (let n = 0; n < senders; n++) admitted.push(await world.organisation("shelter", nameOf(n)));
    await endYear();
    for (const [n, organisation] of admitted.entries()) {
      const [one = assert.fail(), two = assert.fail()] = organisation.devices;
      const sender = { organisation, first: await world.member(one), second: await world.member(two) };
      await sendCount(world, sender, { year, cases: countedCases(`organisation ${n}`, each) });
    }
    const arrive = await timed(() => world.settle(office, other));
    const draft = await middle(async () => office.counts.country(year) ?? assert.fail());
    assert.equal(draft.value.sent, senders);
    assert.equal(draft.value.notYet, null);
    // One bare pass: every row that was sent is looked at once.
    const texts = draft.value.senders.map(({ count }) => JSON.stringify(count));
    const pass = await middle(async () => texts.reduce((sum, text) => sum + Object.keys(JSON.parse(text)).length, 0));
    assert.ok(pass.value > senders);
    const release = await timed(() => must(office.counts.release(draft.value, "Example Statistics Office")));
    await world.settle(office, other);
    const check = await middle(async () => other.counts.check(year) ?? assert.fail());
    assert.deepEqual([check.value.differences, check.value.isOfOurNotes], [[], true]);
    return { senders, arrive: arrive.ms, draft: draft.ms, release: release.ms, check: check.ms, pass: pass.ms };
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** The middle one of three times. */
async function middle<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const times = [await timed(work), await timed(work), await timed(work)];
  return times.toSorted((a, b) => a.ms - b.ms)[1] ?? assert.fail();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}
