// Two offices make the tallies of a year: one releases them, the other makes them again and signs off, or says what differs.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { World } from "../../../test/support/world.ts";
import { evaluateFacts } from "../../assessment/evaluate-facts.ts";
import type { Period } from "../../assessment/fact-value.ts";
import { isProblem } from "../../core/problem.ts";
import type { Row } from "../../core/registers/row.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import { checkTally, makeTally } from "./tally.ts";

const period: Period = { year: 2024, kind: "calendar" };
const signed = { period, office: "Example office", isSigned: true };

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const join = async (kind: Parameters<World["organisation"]>[0], name: string) => {
    const [first] = (await world.organisation(kind, name)).devices;
    return world.member(first ?? assert.fail());
  };
  const ombudsman = await join("ombudsman", "Example Ombudsman");
  const office = await world.organisation("statistics-office", "Example Statistics Office");
  const [first = assert.fail(), second = assert.fail()] = office.devices;
  const statistics = await world.member(first);
  const clockAhead = () => world.member(second, { clock: () => world.now + 400 * 24 * 3_600_000 });
  const prosecutor = await join("prosecutor", "Example Prosecutor");
  const shelter = await join("shelter", "Example Shelter South");
  const all = [ombudsman, statistics, prosecutor, shelter] as const;
  await world.settle(...all);
  const enter = async (...rows: readonly Row<"proceeding">[]) => {
    await must(prosecutor.record.enter("proceeding", rows));
    await world.settle(...all);
  };
  return { world, all, ombudsman, statistics, clockAhead, prosecutor, shelter, enter };
}

const event = (key: string, name: string, on: string, more = {}): Row<"proceeding"> => ({
  key,
  source: "own",
  values: { case: name, event: "investigation", on, ...more },
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "",
    (error: unknown) =>
      isProblem(error, "command") || isProblem(error, "engine") ? error.code : assert.fail(String(error)),
  );
}

function valueIn(member: Device, fact: string) {
  const facts = evaluateFacts(member.record.at()?.statements ?? [], period);
  const now = facts.find(({ definition }) => definition.key === fact)?.now ?? assert.fail();
  return { value: now.value, signedOff: now.statements[0]?.signedOff ?? null };
}

test("[TA8] one office releases the tallies of a year, a second one makes them again and signs off; who has no key reads them", async (t) => {
  const { world, all, ombudsman, statistics, prosecutor, shelter, enter } = await country(t);
  await enter(event("a", "A", "2024-03"), event("b", "B", "2024-05"), event("c", "C", "2023-05"));
  assert.deepEqual(valueIn(shelter, "investigations"), { value: null, signedOff: null });
  assert.equal(await codeOf(makeTally(prosecutor, signed)), "not-allowed");
  assert.equal(await codeOf(checkTally(ombudsman, signed)), "no-release");
  const preview = await makeTally(statistics, { ...signed, isSigned: false });
  assert.ok(preview.lines.includes("Tally      2024/investigations (own)  fact=investigations year=2024 value=2"));
  assert.equal(statistics.record.book.statements("tally").length, 0, "nothing is entered unsigned");
  await makeTally(statistics, signed);
  await world.settle(...all);
  assert.deepEqual(valueIn(shelter, "investigations"), { value: 2, signedOff: false });
  const checked = await checkTally(ombudsman, signed);
  assert.equal(checked.problem, undefined);
  await world.settle(...all);
  assert.deepEqual(valueIn(shelter, "investigations"), { value: 2, signedOff: true });
  assert.equal(await codeOf(makeTally(ombudsman, signed)), "nothing-changed", "[TA2a] it signed the same numbers off");
  assert.equal(await codeOf(makeTally(statistics, signed)), "too-early", "[TA2] the second edition has its day");
  world.wait(20 * 24 * 3_600_000);
  assert.equal(await codeOf(makeTally(statistics, signed)), "nothing-changed");
});

test("[TA2] [TA5] what is entered, corrected or withdrawn after a release changes no number and no row of it", async (t) => {
  const { world, all, statistics, clockAhead, ombudsman, shelter, enter } = await country(t);
  await enter(event("a", "A", "2024-03"), event("b", "B", "2024-05"));
  await makeTally(statistics, signed);
  await world.settle(...all);
  const open = () => shelter.record.book.all.filter(({ register }) => register !== "signoff").map(({ ref }) => ref);
  const before = open();
  await enter(event("o", "O", "2024-06", { official_body: "police" }));
  assert.deepEqual(open(), before, "the open log shows nothing of the week in which it was entered");
  for (const member of [shelter, ombudsman]) assert.equal(valueIn(member, "investigations").value, 2);
  const later = await checkTally(ombudsman, { ...signed, isSigned: false });
  assert.equal(later.problem, undefined, "it is made again as of the size of the release");
  const early = { period: { year: 2025, kind: "calendar" }, office: "Example office", isSigned: true } as const;
  await enter(event("n", "N", "2025-06"));
  assert.equal(await codeOf(makeTally(statistics, early)), "too-early", "[TA2] the year is hardly over");
  const inApril = { ...signed, period: { year: 2024, kind: "april-march" } } as const;
  await makeTally(statistics, inApril);
  await enter(event("p", "P", "2024-07"));
  await world.timekeeping.writeTime();
  await world.settle(...all);
  const ahead = await clockAhead();
  for (const asked of [{ ...early, period: { year: 2026, kind: "calendar" } } as const, inApril])
    assert.equal(await codeOf(makeTally(ahead, asked)), "too-early", "[TA2] nor for a clock that runs ahead");
  await world.settle(...all, ahead);
  const isOf2025 = ({ values }: { readonly values: object }) => "year" in values && values.year === "2025";
  assert.deepEqual(shelter.record.book.all.filter(isOf2025), [], "no number of it is in the open log either");
  const editions = shelter.record.book.statements("tally").map(({ import: id }) => id);
  assert.equal(new Set(editions).size, 2, "nor one of a second edition before its day");
});

test("[TA8] hostile: a released number that does not follow from the sealed rows is named, and not signed off", async (t) => {
  const { world, all, statistics, ombudsman, enter } = await country(t);
  await enter(event("a", "A", "2024-03"), event("b", "B", "2024-05"));
  const values = { fact: "investigations", year: "2024", value: 5 };
  const { imports } = await must(
    statistics.record.enter("tally", [{ key: "2024/investigations", source: "own", values }]),
  );
  const release = { year: "2024", edition: 1, import: imports[0] ?? "", until: 1, notes: "ab".repeat(32), office: "X" };
  await must(
    statistics.record.enter("release", [
      { key: "2024/1", source: "own", values: { ...release, until: statistics.record.at()?.log.size ?? 0 } },
    ]),
  );
  await world.settle(...all);
  const { problem, lines } = await checkTally(ombudsman, signed);
  assert.equal(problem?.code, "tallies-differ");
  assert.ok(lines.some((line) => line.startsWith("Differs    2024/investigations (own): released")));
  assert.ok(
    lines.some((line) => line.includes("2024/investigations-ongoing")),
    "what was left out is named too",
  );
  assert.ok(lines.some((line) => line.startsWith("Notes      other sealed notes")));
  await world.settle(...all);
  assert.equal(valueIn(ombudsman, "investigations").signedOff, false);
});
