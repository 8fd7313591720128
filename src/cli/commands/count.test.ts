// The yearly count through the real engine and host: organisations send, a second device signs, one office releases, the other makes it again; and what happens when one
// is missing, has few, lies, or is alone.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { suspend } from "../../../test/hostile/support/participants.ts";
import { countedCases } from "../../../test/support/counted-cases.ts";
import { countingCountry, sendCount } from "../../../test/support/counting-country.ts";
import { exampleDraft } from "../../../test/support/world.ts";
import { isProblem } from "../../core/problem.ts";
import type { Row } from "../../core/registers/row.ts";
import { CaseList } from "../../member/cases/case-list.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import { casesReleases } from "../../record/release.ts";
import { formWordParts } from "../../words/form-words.ts";
import { readWords } from "../../words/read-words.ts";
import { checkCount, makeCount, releaseCount, signCount } from "./count.ts";

const year = 2025;
const asked = { year, words: await readWords("en", [...formWordParts, "count"]) };

/** A country in December 2025, with two offices and these organisations. */
async function country(t: TestContext, ...kinds: readonly ("shelter" | "hotline")[]) {
  const { offices, ...counting } = await countingCountry(t, year, kinds);
  const [ombudsman = assert.fail(), statistics = assert.fail()] = offices;
  return { ...counting, ombudsman: ombudsman.first, statistics: statistics.first };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "",
    (error: unknown) =>
      isProblem(error, "command") || isProblem(error, "engine") ? error.code : assert.fail(String(error)),
  );
}

/** The total that everybody reads of a fact. */
function tallyOf(member: Device, fact: string) {
  const newest = casesReleases(member.record.book, year).at(-1);
  const one = newest?.tallies.find(({ values }) => values.fact === fact && values.by === undefined);
  return one === undefined ? null : { value: one.values.value, least: one.values.least, signed: one.signedOff.length };
}

const release = (member: Device) => releaseCount(member, asked, "Example Statistics Office", true);
const check = (member: Device) => checkCount(member, asked, "Example Ombudsman", true);

test("[YC1, YC4b, R18] a real case at two shelters: one sends it, a second device signs, two offices agree, and everybody reads fewer than five", async (t) => {
  const { world, all, ombudsman, statistics, senders, endYear } = await country(t, "shelter", "shelter");
  const [north = assert.fail(), south = assert.fail()] = senders;
  const border = await world.organisation("border-post", "Example Border Post");
  for (const { organisation } of senders) await world.service(organisation, ["shelter-emergency"]);
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([north.organisation, south.organisation])));
  await world.settle(officer, ...all);
  const [item = assert.fail()] = north.first.cases.inbox;
  await must(north.first.cases.steps.answer(item.caseId, item.referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(officer, ...all);
  assert.equal(await codeOf(makeCount(north.first, asked, true)), "too-early");
  await endYear();
  const looks = t.mock.method(CaseList.prototype, "lookInto");
  await Promise.all(Array.from({ length: 20 }, () => north.first.counts.draft(year)));
  assert.equal(looks.mock.callCount(), 1, "whoever asks twenty times gets one count of the one case");
  looks.mock.restore();
  const made = await makeCount(north.first, asked, true);
  assert.ok(made.lines.includes("Referred to help for the first time: 1"), made.lines.join("\n"));
  assert.ok(made.lines.includes("Referrals that were accepted: 1"));
  await makeCount(south.first, asked, true);
  await world.settle(...all);
  const preview = await releaseCount(statistics, asked, "Example Statistics Office", false).catch((error) => error);
  assert.equal(preview.code, "nothing-sent", "nobody signed");
  assert.equal(
    await codeOf(must(north.first.counts.sign(year, north.first.counts.sentOf(year) ?? assert.fail()))),
    "not-allowed",
    "nobody signs what the same device sent",
  );
  const another = { import: "00000000-0000-4000-8000-000000000000", notes: "0".repeat(64) };
  assert.equal(await codeOf(must(north.second.counts.sign(year, another))), "not-allowed", "nor what they did not see");
  const signing = await signCount(north.second, asked, true);
  assert.ok(
    !signing.lines.some((line) => line.startsWith("From the cases on this device another")),
    signing.lines.join("\n"),
  );
  await signCount(south.second, asked, true);
  await world.settle(...all);
  assert.equal(north.first.counts.sentOf(year)?.isSigned, true);
  assert.equal(
    south.first.record.book.all.filter(
      ({ register, organisation }) => register === "count" && organisation === north.organisation.id,
    ).length,
    0,
    "[YC4] the other shelter reads nothing of it",
  );
  await release(statistics);
  await world.settle(...all);
  assert.deepEqual(tallyOf(officer, "victims-referred"), null, "an officer’s phone was not asked yet");
  assert.deepEqual(tallyOf(south.first, "victims-referred"), { value: 1, least: 1, signed: 0 });
  assert.equal((await check(ombudsman)).problem, undefined);
  await world.settle(...all);
  assert.equal(tallyOf(south.first, "victims-referred")?.signed, 1);
  assert.equal(
    await codeOf(release(ombudsman)),
    "too-early",
    "[YC8] the year is released, and its second edition has its day",
  );
});

test("[YC5b, YC7, YC9] three shelters and a hotline count 120 cases; one is missing at first and corrects; both offices agree each time", async (t) => {
  const { world, all, ombudsman, statistics, senders, endYear, goOn, send } = await country(
    t,
    "shelter",
    "shelter",
    "shelter",
    "hotline",
  );
  const [one = assert.fail(), two = assert.fail(), three = assert.fail(), hotline = assert.fail()] = senders;
  await endYear();
  const cases = countedCases("120 cases", 120);
  await send(one, cases.slice(0, 50));
  await send(two, cases.slice(50, 85));
  await send(hotline, cases.slice(107));
  const partial = await releaseCount(statistics, asked, "Example Statistics Office", false);
  assert.ok(partial.lines.includes("Organisations counted: 3 of 4."), partial.lines.join("\n"));
  assert.ok(partial.lines.includes("Example shelter East: sent nothing"));
  assert.ok(partial.lines.includes("Recognised as victims for the first time, presumed or formally: at least 98"));
  await send(three, cases.slice(85, 100));
  await send(three, cases.slice(85, 107), 2);
  assert.equal(
    await codeOf(
      must(
        three.first.counts.send({
          count: three.first.counts.sentOf(year)?.count ?? assert.fail(),
          edition: 3,
          isSent: false,
        }),
      ),
    ),
    "not-allowed",
    "[YC4a] a third is none",
  );
  const { lines } = await release(statistics);
  const places = ["Presumed", "Days to formal", "Recognised, by sex"].map((words) =>
    lines.findIndex((line) => line.startsWith(words)),
  );
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
    lines.join("\n"),
  );
  await world.settle(...all);
  const checked = await check(ombudsman);
  assert.equal(checked.problem, undefined, checked.lines.join("\n"));
  await world.settle(...all);
  assert.deepEqual(tallyOf(one.first, "victims-identified"), { value: 120, least: undefined, signed: 1 });
  const splits = one.first.record.book.statements("tally").filter(({ values }) => values.by === "sex");
  const women = cases.filter(({ ofYear }) => ofYear?.traits.sex === "women").length;
  const printed = splits.find(({ values }) => values.cell === "women")?.values ?? assert.fail();
  assert.ok((printed.least ?? Infinity) <= women && women <= (printed.most ?? 0) && printed.value % 5 === 0);
  const { values } = one.first.record.book.statements("release")[0] ?? assert.fail();
  assert.deepEqual([values.what, values.asked, values.sent, values.edition], ["cases", 4, 4, 1]);
  // A year later: three cases more change nothing, eight more are a second edition.
  await goOn(370);
  const later = countedCases("later", 13);
  await send(one, [...cases.slice(0, 50), ...later.slice(0, 3)], 2);
  assert.equal(await codeOf(release(ombudsman)), "nothing-changed", "[YC8a]");
  await send(two, [...cases.slice(50, 85), ...later.slice(3, 8)], 2);
  assert.equal(await codeOf(release(ombudsman)), "nothing-changed", "[YC8a] the second shelter would read the three");
  await send(hotline, [...cases.slice(107), ...later.slice(8)], 2);
  await release(ombudsman);
  await world.settle(...all);
  assert.equal(tallyOf(one.first, "victims-identified")?.value, 133);
  assert.equal((await check(statistics)).problem, undefined);
  assert.equal(await codeOf(release(statistics)), "released");
});

test("[YC5b, YC8a, R17] hostile: a number that does not follow is named and not signed off; a missing sender makes no zero", async (t) => {
  const { world, all, ombudsman, statistics, senders, endYear, goOn, send } = await country(t, "shelter", "shelter");
  const [north = assert.fail(), south = assert.fail()] = senders;
  await endYear();
  await send(north, countedCases("twelve", 12));
  const draft = statistics.counts.country(year) ?? assert.fail();
  assert.ok(
    draft.rows.every((row) => "values" in row && row.values.value > 0),
    "nobody says zero for who is missing",
  );
  const rows = draft.rows.map(
    (row): Row<"tally"> =>
      "values" in row && row.key === "2025/cases/victims-identified"
        ? { ...row, values: { ...row.values, value: 40, least: 40 } }
        : row,
  );
  const { imports } = await must(statistics.record.enter("tally", rows));
  const values = {
    year: "2025",
    what: "cases",
    asked: 2,
    sent: 2,
    edition: 1,
    import: imports[0] ?? "",
    until: draft.size,
    notes: "ab".repeat(32),
    office: "X",
  } as const;
  await must(statistics.record.enter("release", [{ key: "2025/cases/1", source: "own", values }]));
  await world.settle(...all);
  const checked = await check(ombudsman);
  assert.equal(checked.problem?.code, "tallies-differ");
  assert.ok(checked.lines.includes("Other counts were added up than this office holds."));
  assert.ok(
    checked.lines.includes(
      "Released: Recognised as victims for the first time, presumed or formally: at least 40. Here: Recognised as victims for the first time, presumed or formally: at least 12.",
    ),
    checked.lines.join("\n"),
  );
  await world.settle(...all);
  assert.equal(tallyOf(north.first, "victims-identified")?.signed, 0);
  assert.equal(await codeOf(must(ombudsman.counts.signRelease(year, "X"))), "not-allowed");
  // A year later the other office says what follows, and nothing of the false edition stands on.
  await goOn(370);
  assert.equal(
    ombudsman.counts.country(year)?.notYet,
    null,
    "[YC8a] few cases changed, and the first edition is not so",
  );
  await release(ombudsman);
  await world.settle(...all);
  assert.equal(tallyOf(north.first, "victims-identified")?.value, 12);
  assert.equal(south.first.counts.isOffice, false);
  assert.equal(await codeOf(releaseCount(south.first, asked, "X", true)), "no-office");
});

test("[YC8] hostile: no row that another rapporteur enters or withdraws stops a release, and who is no office releases nothing", async (t) => {
  const { world, all, ombudsman, statistics, senders, endYear, send } = await country(t, "shelter");
  const [only = assert.fail()] = senders;
  const third = await world.organisation("ombudsman", "Example Third Office");
  const other = await world.member(third.devices[0] ?? assert.fail());
  await endYear();
  await other.sync();
  await send(only, countedCases("twelve", 12));
  const values = {
    year: "2003",
    what: "cases",
    asked: 1,
    sent: 1,
    edition: 1,
    until: 9,
    notes: "ab".repeat(32),
    office: "X",
  } as const;
  const bogus = "1a0b0000-0000-4000-8000-000000000009";
  for (const by of [other, ombudsman])
    for (const key of ["2025/cases/1", "2025/cases/2"]) {
      const row = { key, source: "own" } as const;
      await must(by.record.enter("release", [{ ...row, values: { ...values, import: bogus } }]));
      await by.sync();
      await world.witness();
      await by.sync();
      await must(by.record.enter("release", [{ ...row, withdrawn: true, reason: "example" }]));
      await by.sync();
    }
  const tally = { fact: "victims-identified", year: "2025", value: 90 };
  const { imports } = await must(other.record.enter("tally", [{ key: "2025/cases/x", source: "own", values: tally }]));
  await must(
    other.record.enter("release", [
      { key: "2025/cases/1", source: "own", values: { ...values, year: "2025", import: imports[0] ?? "" } },
    ]),
  );
  await world.settle(other, ...all);
  assert.equal(other.counts.isOffice, false);
  assert.equal(tallyOf(ombudsman, "victims-identified"), null, "what a third rapporteur releases is none");
  for (const office of [statistics, ombudsman]) assert.equal(office.counts.country(year)?.notYet, null);
  await release(statistics);
  await world.settle(...all);
  assert.equal(tallyOf(ombudsman, "victims-identified")?.value, 12);
});

test("[YC8a] hostile: an office that takes its release back lets nobody read who came since: few more are in no number of the next one", async (t) => {
  const { world, all, ombudsman, statistics, senders, endYear, send } = await country(t, "shelter", "shelter");
  const [north = assert.fail(), south = assert.fail()] = senders;
  await endYear();
  const [ofNorth, ofSouth, more] = [countedCases("north", 12), countedCases("south", 8), countedCases("more", 7)];
  await send(north, ofNorth);
  await send(south, ofSouth);
  await release(statistics);
  await world.settle(...all);
  assert.equal(tallyOf(north.first, "victims-identified")?.value, 20);
  const gone = { key: `${year}/cases/1`, source: "own", withdrawn: true, reason: "example" } as const;
  await must(statistics.record.enter("release", [gone]));
  await world.settle(...all);
  assert.equal(tallyOf(north.first, "victims-identified"), null);
  await send(south, [...ofSouth, ...more.slice(0, 2)], 2);
  const identifiedIn = (member: Device) =>
    member.counts.country(year)?.rows.flatMap((row) => {
      const isTotal = "values" in row && row.values.fact === "victims-identified" && row.values.by === undefined;
      return isTotal ? [row.values.value] : [];
    });
  assert.deepEqual(identifiedIn(ombudsman), [20], "22 would say that two came");
  await send(north, [...ofNorth, ...more.slice(2)], 2);
  assert.deepEqual(identifiedIn(ombudsman), [20], "whoever sent the five would read the two");
  await release(ombudsman);
  await world.settle(...all);
  assert.equal(tallyOf(north.first, "victims-identified")?.value, 20);
  assert.equal((await check(statistics)).problem, undefined, "the other office finds the same");
});

/** How many the first organisation sends for each edition, null for none, how many the others do, and what stands in both editions of who was recognised: least and most. */
const alone: readonly {
  readonly own: readonly [number | null, number];
  readonly others: readonly number[];
  readonly said: readonly [string, string];
}[] = [
  { own: [null, 12], others: [13, 4], said: ["10 at least", "10 at least"] },
  { own: [0, 12], others: [13, 4], said: ["10 to 17", "10 at least"] },
  { own: [12, 0], others: [13, 4], said: ["29", "nothing"] },
  { own: [3, 4], others: [1], said: ["1 to 4", "1 at least"] },
  { own: [0, 12], others: [13, 5], said: ["18", "30"] },
];
for (const { own, others, said } of alone)
  test(`[YC8a, R16] a sum that is not exact in both editions does not say others to whom alone changed it: ${own.map((n) => n ?? "nothing").join(", then ")} beside ${others.join(" and ")}`, async (t) => {
    const kinds = ["shelter", ...others.map(() => "shelter" as const)] as const;
    const { world, all, ombudsman, statistics, senders, endYear, goOn, send } = await country(t, ...kinds);
    const [first = assert.fail(), ...rest] = senders;
    const saidNow = () => {
      const tallies = casesReleases(ombudsman.record.book, year).at(-1)?.tallies ?? assert.fail();
      const total = tallies.find(({ values }) => values.fact === "victims-identified" && values.by === undefined);
      if (total === undefined) return "nothing";
      const { value, least, most } = total.values;
      return least === undefined ? String(value) : most === undefined ? `${least} at least` : `${least} to ${most}`;
    };
    await endYear();
    const [then, now] = own;
    if (then !== null) await send(first, countedCases("then", then));
    for (const [at, n] of others.entries()) await send(rest[at] ?? assert.fail(), countedCases(`other ${at}`, n));
    await release(statistics);
    await world.settle(...all);
    assert.equal(saidNow(), said[0]);
    await goOn(370);
    await send(first, countedCases("now", now), then === null ? 1 : 2);
    await release(statistics);
    await world.settle(...all);
    assert.equal(saidNow(), said[1]);
    assert.equal((await check(ombudsman)).problem, undefined, "the other office finds the same");
  });

test("[YC11, YC11a, YC11c, YC9] three small years: both offices join the first and the last, nobody reads of the one between, and a second edition has no parts", async (t) => {
  const { world, all, ombudsman, statistics, senders, goOn } = await country(t, "shelter", "shelter");
  const [north = assert.fail(), south = assert.fail()] = senders;
  const [ofNorth, ofSouth] = [countedCases("north of years", 30), countedCases("south of years", 20)];
  const sendBoth = async (of: number, n: number, edition = 1) => {
    await sendCount(world, north, { year: of, cases: ofNorth.slice(0, n), edition });
    await sendCount(world, south, { year: of, cases: ofSouth.slice(0, edition === 1 ? 0 : 5), edition });
    await world.settle(...all);
  };
  const releaseAndCheck = async (of: number) => {
    const { lines } = await releaseCount(statistics, { ...asked, year: of }, "Example Statistics Office", true);
    await world.settle(...all);
    const checked = await checkCount(ombudsman, { ...asked, year: of }, "Example Ombudsman", true);
    assert.equal(checked.problem, undefined, checked.lines.join("\n"));
    await world.settle(...all);
    return lines;
  };
  await goOn(60);
  await sendBoth(2025, 8);
  const waits = await releaseAndCheck(2025);
  assert.ok(
    waits.some((line) => line.startsWith("Recognised, by sex: not in it, since there are fewer than 20.")),
    waits.join("\n"),
  );
  await goOn(365);
  await sendBoth(2026, 3);
  assert.ok(!(await releaseAndCheck(2026)).some((line) => line.includes("2026 together")));
  await goOn(365);
  await sendBoth(2027, 12);
  const lines = await releaseAndCheck(2027);
  const ages = lines.filter((line) => line.includes("by age") && line.includes("2025 and 2027 together"));
  assert.equal(ages.length, 5, lines.join("\n"));
  const windowRows = () =>
    south.first.record.book.statements("tally").filter(({ values }) => values.years !== undefined);
  const cases = [...ofNorth.slice(0, 8), ...ofNorth.slice(0, 12)];
  for (const { values, signedOff } of windowRows()) {
    assert.deepEqual([values.year, values.years, signedOff.length], ["2027", ["2025", "2027"], 1]);
    const truth = cases.filter(({ ofYear }) => ofYear?.traits.sex === values.cell).length;
    if (values.by === "sex") assert.ok((values.least ?? 99) <= truth && truth <= (values.most ?? 0), values.cell ?? "");
  }
  const printed = JSON.stringify(windowRows());
  assert.ok(windowRows().length > 10);
  await goOn(365);
  assert.equal(statistics.counts.country(2027)?.notYet, "nothing-changed");
  await sendBoth(2027, 22, 2);
  await releaseAndCheck(2027);
  const [first, second] = casesReleases(south.first.record.book, 2027);
  const partsOf = (of: typeof first) => of?.tallies.filter(({ values }) => values.by !== undefined).length;
  assert.deepEqual([partsOf(first), partsOf(second)], [windowRows().length, 0]);
  assert.equal(second?.tallies.find(({ values }) => values.fact === "victims-identified")?.values.value, 27);
  assert.equal(JSON.stringify(windowRows()), printed);
  await goOn(370);
  await sendBoth(2028, 15);
  assert.ok(!(await releaseAndCheck(2028)).some((line) => line.includes("2028 together")), "no year is joined twice");
});

test("[YC7] a country of one shelter: the office adds up what one sends, and below five nobody reads a number", async (t) => {
  const { world, all, ombudsman, statistics, senders, endYear, send } = await country(t, "shelter");
  const [only = assert.fail()] = senders;
  await endYear();
  await send(only, countedCases("four", 4));
  assert.deepEqual(
    only.first.counts
      .sentOf(year)
      ?.count?.cells.map(({ cell }) => cell)
      .filter((cell) => cell !== "not-said"),
    [],
    "[YC3a]",
  );
  await release(statistics);
  await world.settle(...all);
  assert.deepEqual(tallyOf(ombudsman, "victims-identified"), { value: 1, least: 1, signed: 0 });
  assert.equal((await check(ombudsman)).problem, undefined);
});

test("[YC1, YC5b, YC7] one organisation enters everything and one office counts: partial until the others say none, then exact, and nobody signs it off", async (t) => {
  const kinds = ["shelter", "shelter", "hotline"] as const;
  const { world, all, offices, senders, endYear } = await countingCountry(t, year, kinds, ["statistics-office"]);
  const [north = assert.fail(), south = assert.fail(), hotline = assert.fail()] = senders;
  const office = offices[0]?.first ?? assert.fail();
  const draft = exampleDraft([north.organisation]);
  for (let n = 0; n < 12; n++) await must(north.first.drafts.send(draft));
  await world.settle(...all);
  await endYear();
  const sendAndSign = async ({ first, second }: typeof north) => {
    const made = await makeCount(first, asked, true);
    await world.settle(first, second);
    await signCount(second, asked, true);
    await world.settle(...all);
    return made.lines;
  };
  assert.ok((await sendAndSign(north)).includes("Presumed victims: 12"));
  const partial = await releaseCount(office, asked, "Example Statistics Office", false);
  assert.ok(partial.lines.includes("Organisations counted: 1 of 3."), partial.lines.join("\n"));
  assert.ok(partial.lines.includes("Recognised as victims for the first time, presumed or formally: at least 12"));
  for (const other of [south, hotline])
    assert.ok((await sendAndSign(other)).includes("Presumed victims: 0"), "who has no case sends zeros");
  await release(office);
  await world.settle(...all);
  const exact = { value: 12, least: undefined, signed: 0 };
  assert.equal(tallyOf(hotline.first, "victims-presumed"), null, "[YC7d] of so few no part is said");
  for (const fact of ["victims-identified", "victims-assisted"])
    assert.deepEqual(tallyOf(hotline.first, fact), exact, `${fact}: whoever takes their own away is left with none`);
  assert.deepEqual(tallyOf(south.first, "referrals-accepted"), { value: 0, least: undefined, signed: 0 });
  assert.equal(office.counts.check(year)?.isOurs, true);
  assert.equal(await codeOf(must(office.counts.signRelease(year, "X"))), "not-allowed", "nobody signs their own off");
});

test("[YC4a, YC8, YC9] an office that comes later, or takes another's place, gets the same count once more, and signs off what it holds whatever it lacks of before", async (t) => {
  const { world, all, offices, senders, goOn } = await countingCountry(t, 2024, ["shelter"], ["statistics-office"]);
  const { organisation: office, first: statistics } = offices[0] ?? assert.fail();
  const { first, second } = senders[0] ?? assert.fail();
  const sendAndSign = async (of: number) => {
    const draft = await first.counts.draft(of);
    assert.ok(typeof draft !== "string" && !draft.isSent && draft.edition === 1, JSON.stringify(draft));
    await must(first.counts.send(draft));
    await world.settle(...all);
    await must(second.counts.sign(of, second.counts.sentOf(of) ?? assert.fail()));
    await world.settle(...all);
  };
  await goOn(60);
  await sendAndSign(2024);
  await goOn(365);
  await sendAndSign(year);
  assert.equal(((await first.counts.draft(year)) as { isSent: boolean }).isSent, true);
  const another = await world.organisation("ombudsman", "Example Ombudsman");
  const ombudsman = await world.member(another.devices[0] ?? assert.fail());
  all.push(ombudsman);
  await world.settle(...all);
  assert.deepEqual(
    ombudsman.counts.country(year)?.senders.map(({ not }) => not),
    ["missing"],
  );
  await sendAndSign(year);
  assert.equal(((await first.counts.draft(year)) as { isSent: boolean }).isSent, true);
  await release(statistics);
  await world.settle(...all);
  const checked = await check(ombudsman);
  assert.equal(checked.problem, undefined, checked.lines.join("\n"));
  // Of the year before only the first office holds the count; then that office goes.
  await suspend(world, office.id);
  await world.settle(first, second, ombudsman);
  assert.equal(ombudsman.counts.country(2024)?.notYet, "nothing-sent");
  all.splice(all.indexOf(statistics), 1);
  await sendAndSign(2024);
  assert.deepEqual([ombudsman.counts.country(2024)?.notYet, ombudsman.counts.country(2024)?.sent], [null, 1]);
});
