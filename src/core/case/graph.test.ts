// Order among the entries of a case.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, saveIn } from "../../../test/support/country.ts";
import { fc } from "../../../test/support/tries.ts";
import type { CaseContent, NewerContent } from "../entry.ts";
import { dependenciesOf, headsAmong, orderCase, type PlacedEntry, parentsFor, replacedBy } from "./graph.ts";

/** An entry that says nothing but its links. */
function entry(
  id: string,
  parents: readonly string[],
  leaf: number | null,
  position = 0,
  to: readonly string[] = [],
): PlacedEntry {
  const content: NewerContent = {
    kind: "serve@2",
    newer: true,
    device: "00",
    salt: "00",
    seen: { size: 1, root: "", line: "" },
    at: "2030-01-01T12:00:00Z",
    to,
    parents,
  };
  return { id, content, leaf, position };
}

const ids = (entries: readonly PlacedEntry[]) => entries.map(({ id }) => id).join("");

test("[FD1] causal order comes before log index, log index before position, position before id", () => {
  assert.equal(ids(orderCase([entry("a", ["b"], 1), entry("b", [], 2)]).order), "ba");
  assert.equal(ids(orderCase([entry("a", [], 2), entry("b", [], 1)]).order), "ba");
  assert.equal(ids(orderCase([entry("a", [], 1, 1), entry("b", [], 1, 0)]).order), "ba");
  assert.equal(ids(orderCase([entry("b", [], 1), entry("a", [], 1)]).order), "ab");
});

test("[FD1] unlogged entries come last", () => {
  assert.equal(ids(orderCase([entry("a", [], null), entry("b", [], 9), entry("c", [], 10)]).order), "bca");
  assert.equal(ids(orderCase([entry("a", [], null), entry("b", ["a"], 9), entry("c", [], 10)]).order), "cab");
});

test("[FD1] an entry whose parent, consent or named entry is not here waits, and so does all that builds on it", () => {
  const { order, waiting } = orderCase([entry("a", [], 1), entry("c", ["x"], 3), entry("d", ["a", "c"], 4)]);
  assert.equal(ids(order), "a");
  assert.equal(ids(waiting), "cd");
  assert.equal(ids(orderCase([...order, ...waiting, entry("x", [], 9)]).order), "axcd");
});

test("[FD1] an entry waits for its case, its consents and the entries that its body is about, also when its parents are here", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter"]);
  const here = build.entries.length;
  const gone = "ff".repeat(32);
  const to: readonly "shelter"[] = ["shelter"];
  build.add("shelter", "answers", saveIn("narrative"), { to, case: gone });
  build.add("shelter", "answers", saveIn("narrative"), { to, consent: [gone] });
  build.add("border", "consent.withdraw", { given: gone }, { to });
  build.add("shelter", "withdraw.confirmed", { withdrawal: gone }, { to });
  build.add("shelter", "purge.done", { withdrawal: gone }, { to });
  build.add("shelter", "referral.receive", { referral: gone }, { to });
  build.add("shelter", "referral.accept", { referral: gone }, { to });
  build.add("shelter", "referral.decline", { referral: gone, reason: "other" }, { to });
  build.add("shelter", "referral.waitlist", { referral: gone }, { to });
  build.add("shelter", "referral.meet", { referral: gone }, { to });
  build.add("shelter", "referral.close", { referral: gone, outcome: "other" }, { to });
  const grant = { organisation: country.by.shelter.id, consent: gone, notes: [{ note: "x", leaf: 1 }], left_out: [] };
  build.add("shelter", "grant", grant, { to });
  build.add("shelter", "adopt", { entries: [referral, gone] }, { to });
  const entries = build.entries.map((each, i) =>
    i < here ? each : { ...each, content: { ...each.content, parents: consents } as typeof each.content },
  );
  const { order, waiting } = orderCase(entries);
  assert.deepEqual(ids(order), ids(entries.slice(0, here)));
  assert.equal(waiting.length, 13);
});

test("[FD1] entries that name each other in a circle wait for ever", () => {
  const { order, waiting } = orderCase([
    entry("a", [], 1),
    entry("b", ["c"], 2),
    entry("c", ["b"], 3),
    entry("d", ["d"], 4),
  ]);
  assert.equal(ids(order), "a");
  assert.equal(ids(waiting), "bcd");
});

test("[FD1] of an entry that came twice the earlier place counts, whichever copy arrived first", () => {
  const early = entry("a", [], 1);
  const late = entry("a", [], 5);
  const other = entry("b", [], 3);
  for (const copies of [
    [early, late],
    [late, early],
  ]) {
    assert.deepEqual(orderCase([...copies, other]).order, [early, other]);
  }
});

test("[SL8] a place seen in the log beats a granter's word, which beats a copy that is not logged", () => {
  const own = entry("a", [], 5);
  const granted = { ...entry("a", [], 1), grantedBy: "g1" };
  const twin = { ...entry("a", [], 1), grantedBy: "g2" };
  const unlogged = entry("a", [], null);
  for (const copies of permutations([own, granted, twin, unlogged])) assert.deepEqual(orderCase(copies).order, [own]);
  for (const copies of permutations([granted, twin, unlogged])) assert.deepEqual(orderCase(copies).order, [granted]);
});

test("[FD1] the order is the same for every order of arrival, and never puts a child before its parent", () => {
  const dag = fc.array(
    fc.record({ parents: fc.array(fc.nat(30), { maxLength: 3 }), leaf: fc.option(fc.nat(6)), position: fc.nat(2) }),
    {
      maxLength: 14,
    },
  );
  fc.assert(
    fc.property(dag, fc.infiniteStream(fc.nat()), (drawn, chance) => {
      const entries = drawn.map(({ parents, leaf, position }, i) =>
        entry(`e${i}`, [...new Set(parents.map((parent) => `e${parent}`))], leaf, position),
      );
      const { order, waiting, isAncestor } = orderCase(entries);
      const shuffled = [...entries, ...entries].sort(() => ((chance.next().value ?? 0) % 2) - 0.5);
      assert.deepEqual(orderCase(shuffled).order, order);
      assert.deepEqual(orderCase(shuffled).waiting, waiting);
      assert.equal(order.length + waiting.length, entries.length);
      const placed = new Map(order.map(({ id }, at) => [id, at]));
      for (const [at, { id, content }] of order.entries()) {
        for (const parent of content.parents) {
          assert.ok((placed.get(parent) ?? Number.POSITIVE_INFINITY) < at);
          assert.ok(isAncestor(parent, id));
          assert.ok(!isAncestor(id, parent));
        }
      }
    }),
  );
});

test("[FD1] order, ancestors and heads are what one finds by looking at every entry again and again, also around absent ones and loops of saves", () => {
  const save = (id: string, parents: readonly string[], over: readonly string[], leaf: number | null): PlacedEntry => {
    const content = { kind: "answers", parents, body: { over }, to: [], device: "00" } as unknown as CaseContent;
    return { id, content, leaf, position: 0 };
  };
  const names = fc.array(fc.nat(15), { maxLength: 3 });
  const drawn = fc.array(fc.record({ parents: names, over: names, leaf: fc.option(fc.nat(5)), here: fc.nat(4) }), {
    maxLength: 16,
  });
  fc.assert(
    fc.property(drawn, fc.array(fc.nat(15), { maxLength: 8 }), (all, chosen) => {
      const id = (n: number) => `e${String(n).padStart(2, "0")}`;
      const ids = (of: readonly number[]) => [...new Set(of.map(id))];
      // A parent was there before: it has a lower number. What a save replaces is anybody's word.
      const entries = all.map((one, n) =>
        save(id(n), ids(one.parents.filter((parent) => parent < n)), ids(one.over), one.leaf),
      );
      const absent = new Map(
        entries.filter((_, n) => all[n]?.here === 0).map((one) => [one.id, [...dependenciesOf(one.content)]]),
      );
      const here = entries.filter((one) => !absent.has(one.id));
      const graph = orderCase(here, absent);
      assert.deepEqual(
        graph.order.map((one) => one.id),
        orderedSlowly(here, absent),
      );
      const above = ancestorsSlowly(here, absent);
      const placed = new Set(graph.order.map((one) => one.id));
      const isAbove = (earlier: string, later: string) => placed.has(later) && above.get(later)?.has(earlier) === true;
      for (const one of entries)
        for (const other of entries)
          assert.equal(graph.isAncestor(one.id, other.id), isAbove(one.id, other.id), `${one.id} ${other.id}`);
      const some = ids(chosen);
      const heads = some.filter((one) => !some.some((other) => isAbove(one, other))).sort();
      assert.deepEqual(headsAmong(graph, some), heads);
    }),
    { numRuns: 1_000 },
  );
});

/** One after another, each time the first of all that could come next. */
function orderedSlowly(entries: readonly PlacedEntry[], absent: ReadonlyMap<string, readonly string[]>) {
  const here = new Set(entries.map(({ id }) => id));
  const throughAbsent = (from: readonly string[]): readonly string[] => {
    const [seen, found] = [new Set<string>(), new Set<string>()];
    const visit = (id: string) => {
      if (here.has(id)) found.add(id);
      else if (!seen.has(id)) {
        seen.add(id);
        for (const need of absent.get(id) ?? []) visit(need);
      }
    };
    for (const id of from) visit(id);
    return [...found];
  };
  const order: string[] = [];
  for (;;) {
    const left = entries.filter(({ id }) => !order.includes(id));
    const has = (id: string) => order.includes(id);
    const possible = left.filter(({ content }) =>
      [...dependenciesOf(content)].every((need) => has(need) || (!here.has(need) && absent.has(need))),
    );
    const best = possible.filter(({ id, content }) => {
      const gone = [...dependenciesOf(content)].filter((need) => !here.has(need));
      const soft = [...replacedBy(content).filter((one) => here.has(one)), ...throughAbsent(gone)];
      // An entry that is said to come before itself by way of absent ones is said so by somebody's word alone.
      return soft.every((one) => has(one) || (one === id && !replacedBy(content).includes(one)));
    });
    const place = ({ leaf }: PlacedEntry) => leaf ?? Number.POSITIVE_INFINITY;
    const first = (best.length > 0 ? best : possible).toSorted((a, b) =>
      place(a) === place(b) ? (a.id < b.id ? -1 : 1) : place(a) - place(b),
    )[0];
    if (first === undefined) return order;
    order.push(first.id);
  }
}

/** Everything above each entry, by following each link until nothing is new. */
function ancestorsSlowly(entries: readonly PlacedEntry[], absent: ReadonlyMap<string, readonly string[]>) {
  const links = new Map<string, readonly string[]>(absent);
  for (const { id, content } of entries) links.set(id, [...dependenciesOf(content), ...replacedBy(content)]);
  const above = new Map([...links].map(([id, to]) => [id, new Set(to)]));
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const set of above.values())
      for (const id of [...set])
        for (const next of above.get(id) ?? [])
          if (!set.has(next)) {
            set.add(next);
            isNew = true;
          }
  }
  return above;
}

test("[FD1] heads are the entries that no other of the set builds on, sorted", () => {
  const graph = orderCase([entry("a", [], 1), entry("c", ["a"], 2), entry("b", ["a"], 3), entry("d", ["c"], 4)]);
  assert.deepEqual(headsAmong(graph, ["a", "b", "c", "d"]), ["b", "d"]);
  assert.deepEqual(headsAmong(graph, ["d", "c", "b"]), ["b", "d"]);
  assert.deepEqual(headsAmong(graph, ["a", "d"]), ["d"]);
  assert.deepEqual(headsAmong(graph, []), []);
});

test("[FD1] the parents of a new entry are heads among those that every reader holds", () => {
  const a = entry("a", [], 1, 0, ["S", "L"]);
  const b = entry("b", ["a"], 2, 0, ["S", "L"]);
  const c = entry("c", ["a"], 3, 0, ["S"]);
  const d = entry("d", ["c"], 4, 0, ["S"]);
  assert.deepEqual(parentsFor(orderCase([d, c, b, a]), ["S"]), ["b", "d"]);
  assert.deepEqual(parentsFor(orderCase([d, c, b, a]), ["S", "L"]), ["b"]);
  assert.deepEqual(parentsFor(orderCase([d, c, b, a]), ["L"]), ["b"]);
  assert.deepEqual(parentsFor(orderCase([d, c, b, a]), ["S", "C"]), []);
  assert.deepEqual(parentsFor(orderCase([entry("w", ["missing"], 1, 0, ["S"])]), ["S"]), []);
});

test("[FD1] parents are sixteen at most, the last in the order, and only among entries that count", () => {
  const names = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i));
  const entries = names.map((name, i) => entry(name, [], 100 - i, 0, ["S"]));
  assert.deepEqual(parentsFor(orderCase(entries), ["S"]), names.slice(0, 16));
  const few = new Set(["c", "t"]);
  assert.deepEqual(
    parentsFor(orderCase(entries), ["S"], (id) => few.has(id)),
    ["c", "t"],
  );
});

test("[FD1, FD7] what ends sharing waits for what it ends and for nothing else, also when a parent is missing or waits itself", () => {
  const { build, given, withdrawal } = withdrawn();
  for (const missing of ["ff".repeat(32), build.id, given, withdrawal]) {
    const without = (id: string) => build.entries.filter((each) => each.id !== id || missing !== id);
    const hidden = build.add("shelter", "opened", { entries: [build.id] }, { parents: [missing], to: ["shelter"] });
    const late = build.add("border", "consent.withdraw", { given }, { parents: [hidden] });
    const confirmed = build.add("shelter", "withdraw.confirmed", { withdrawal }, { parents: [hidden, late].sort() });
    const purged = build.add("shelter", "purge.done", { withdrawal }, { parents: ["ee".repeat(32)] });
    const waiting = new Set(orderCase(without(missing)).waiting.map(({ id }) => id));
    assert.ok(waiting.has(hidden));
    assert.equal(waiting.has(late), missing === build.id || missing === given);
    assert.equal(waiting.has(confirmed), missing !== "ff".repeat(32));
    assert.equal(waiting.has(purged), missing !== "ff".repeat(32));
    const { order } = orderCase(build.entries.filter(({ id }) => id !== purged));
    const at = (id: string) => order.findIndex((each) => each.id === id);
    if (missing !== "ff".repeat(32)) assert.ok(at(hidden) < at(late), "after its parents, when they are here");
  }
});

test("[FD1] whoever gets entries written with these parents never waits, whatever else is missing", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents } = build.refer("border", ["shelter", "legal"]);
  build.add("shelter", "answers", saveIn("narrative"), { to: ["shelter"] });
  build.add("shelter", "referral.receive", { referral: build.entries.at(-2)?.id ?? "" }, { to: ["shelter", "legal"] });
  build.add("shelter", "answers", saveIn("narrative"), { to: ["shelter"] });
  build.add("shelter", "answers", saveIn("narrative"), { to: ["shelter", "legal"], consent: consents });
  build.add("legal", "answers", saveIn("narrative"), { to: ["legal"] });
  for (const role of ["shelter", "legal"] as const) {
    const held = build.entries.filter(({ content }) => content.to.includes(country.by[role].id));
    assert.deepEqual(orderCase(held).waiting, [], role);
  }
});

/** A case with a consent that was withdrawn. */
function withdrawn() {
  const build = new CaseBuilder(new Country());
  const { consents } = build.refer("border", ["shelter"]);
  const given = consents[0] ?? "";
  const withdrawal = build.add("border", "consent.withdraw", { given });
  return { build, given, withdrawal };
}

function permutations<T>(values: readonly T[]): readonly (readonly T[])[] {
  if (values.length < 2) return [values];
  return values.flatMap((value, i) => permutations(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));
}
