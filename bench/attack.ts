// How far somebody comes who has all tables of two organisations and of their country, second editions and quarters too, and reckons exactly: of how many numbers of one
// to four three values are left, two, or one. Random countries until the minutes are over: `node bin/panoh.js --run bench/attack.ts [minutes [seed]]`.
import {
  attackCountries,
  attackEditions,
  attackQuarters,
  attackSplits,
  attackTotals,
  attackTwice,
  attackWindows,
  type Left,
} from "../test/support/attacked-country.ts";
import {
  attackBetween,
  attackGrown,
  attackGrownParts,
  attackSums,
  attackWays,
  everyChange,
} from "../test/support/attacked-editions.ts";

const [minutes = "10", seed = String(Date.now() % 1e6)] = process.argv.slice(2);
const end = Date.now() + Number(minutes) * 60_000;
const all = new Map<string, Left>();
const changes = [null, ...everyChange(12, 12)];
const few = everyChange(3, 8);

function count(what: string, { asked, one, two }: Left): void {
  const sum = all.get(what) ?? { asked: 0, one: 0, two: 0 };
  all.set(what, { asked: sum.asked + asked, one: sum.one + one, two: sum.two + two });
}

for (let round = 0; Date.now() < end; round++) {
  const from = Number(seed) + round * 7919;
  const { everybody, third } = attackCountries(20, from);
  count("classes and persons, everybody", everybody.classes);
  count("classes and persons, a third shelter", third.classes);
  count("kinds of help, everybody", everybody.help);
  count("kinds of help, a third shelter", third.help);
  const totals = attackTotals(40, from);
  count("persons beside the country's sum, everybody", totals.everybody);
  count("persons beside the country's sum, a sender", totals.sender);
  count("quarters beside the year's exact number", attackQuarters(400, from));
  const splits = attackSplits(100, from);
  count("classes of others, a sender", splits.one);
  count("classes of others in two editions, a sender that alone changed", splits.two);
  count("classes of others in two editions, a sender that came late", splits.late);
  const windows = attackWindows(200, from);
  count("classes of joined years, everybody", windows.everybody);
  count("classes of joined years, a sender", windows.sender);
  const twice = attackTwice(20, from);
  count("quarters of a year that was handed out twice", twice.quarters);
  count("classes of a year that was handed out twice", twice.classes);
  count("who came between two tables", twice.came);
  count("two editions, and what a shelter that changed handed out at both times", attackEditions(40, from));
  count("the same, where all its persons are of one class", attackEditions(40, from, true));
  const grown = attackGrown(100, from);
  for (const [who, left] of [
    ["everybody", grown.everybody],
    ["a sender", grown.sender],
  ] as const) {
    count(`classes in two editions between which others came, ${who}`, left.now);
    count(`the same before they came, ${who}`, left.before);
    count(`how many came into a class, ${who}`, left.came);
  }
  const parts = attackGrownParts(200, from);
  count("presumed, formally identified or both in two editions, everybody", parts.everybody);
  count("presumed, formally identified or both in two editions, a sender", parts.sender);
  count("others in no way that is named in two editions, a sender that alone changed", attackWays(200, from));
  for (const [who, left] of [
    ["everybody", attackBetween(30, from, true)],
    ["a sender", attackBetween(30, from)],
  ] as const) {
    count(`classes of few beside two editions and two tables of one that grew, ${who}`, left.few);
    count(`how many came into a class of the one that grew, ${who}`, left.came);
  }
  // Sums have no chance: another sender each time, and every world of others.
  const own = changes[(from + round) % changes.length] ?? null;
  count("a bare sum in two editions, every world of another sender", attackSums(own, [everyChange(12, 20)]));
  count("a bare sum in two editions, every world of two other senders", attackSums(own, [few, few]));
}
console.log(`seed ${seed}, ${minutes} minutes`);
for (const [what, { asked, one, two }] of all)
  console.log(`${what}: of ${asked} numbers of one to four ${one} with one value, ${two} with two`);
