// Nobody is answered, no witness is asked and nothing is published before another machine has what was logged (SP1, SP3).
import assert from "node:assert/strict";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { Hono } from "hono";
import { takeImage } from "../../test/hostile/support/image.ts";
import { growBy, sealedCases, TestHost, type TestHostOptions } from "../../test/support/host.ts";
import { askOf, TestPlace } from "../../test/support/place.ts";
import { until } from "../../test/support/until.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { mirrorRoutes, routes } from "../protocol/routes.ts";
import { type Stored, signStored } from "../protocol/second-place.ts";
import type { SubmissionResult } from "../protocol/submission.ts";
import { listen } from "./listen.ts";
import { type AskPlace, SecondPlace } from "./second-place.ts";
import { StartCheck } from "./start-check.ts";
import type { HostStore } from "./store/host-store.ts";
import { openSqliteHostStore } from "./store/sqlite-host-store.ts";
import { askWitnessOverHttp } from "./witnessing.ts";

interface Placed {
  readonly places?: number;
  readonly needed?: number;
  readonly witnesses?: TestHostOptions["witnesses"];
  readonly patience?: number;
  /** Stands between the host and its places. */
  readonly between?: (ask: AskPlace) => AskPlace;
}

/** What a place says of the newest head. */
type Word = (stored: Stored, of: TestPlace) => string;

/** A host with second places in the same process. */
async function placed(t: TestContext, options: Placed = {}) {
  const { places: count = 1, needed = 1, witnesses = [], patience = 100, between = (ask) => ask } = options;
  const places = Array.from({ length: count }, (_, i) => new TestPlace(`place-${i + 1}`));
  const state = { isOpen: false };
  const ask: AskPlace = async (url, body) => (state.isOpen ? between(askOf(...places))(url, body) : null);
  const asked: number[] = [];
  const parts = { places: places.map(({ place }) => place), needed, ask, patience, rest: 5 };
  const secondPlace = (named = parts.places) => new SecondPlace({ ...parts, places: named });
  const at = await TestHost.start(t, {
    witnesses,
    secondPlace: secondPlace(),
    ask: (url, body) => {
      asked.push(Number(body.split("\n\n")[1]?.split("\n")[1]));
      return askWitnessOverHttp(url, body);
    },
  });
  for (const place of places) await place.open(at.country.founding);
  state.isOpen = true;
  await until(() => at.host.accepts);
  return { at, places, asked, secondPlace };
}

async function send(
  at: TestHost,
  number: number,
): Promise<{ readonly bytes: Uint8Array; readonly result: SubmissionResult }> {
  const bytes = (await sealedCases(number + 1)).at(-1) ?? assert.fail();
  const [token] = await at.draw(1, at.country.shelter[0]);
  return { bytes, result: await at.host.submit({ token: token ?? null, bytes }) };
}

test("[SP1] an answer, a question to a witness and a published head come after another machine has all of it", async (t) => {
  const gate = Promise.withResolvers<void>();
  let isShut = false;
  const { at, places, asked } = await placed(t, {
    witnesses: ["w1"],
    patience: 60_000,
    between: (ask) => async (url, body) => {
      if (isShut) await gate.promise;
      return ask(url, body);
    },
  });
  await at.witnessing.run();
  assert.deepEqual([...new Set(asked)], [1]);
  isShut = true;
  let isAnswered = false;
  const sent = send(at, 0).finally(() => {
    isAnswered = true;
  });
  await until(() => at.host.head.size === 2);
  await at.witnessing.run();
  assert.equal(isAnswered, false);
  assert.ok(!asked.includes(2), asked.join());
  assert.equal((await at.store.publishedHead())?.size, 1);
  assert.equal((await at.app.request("/tile/entries/000.p/2")).status, 404, "not even a tile");
  gate.resolve();
  const { bytes, result } = await sent;
  at.verify(result, bytes);
  assert.equal(places[0]?.copy.size, 2);
  await until(async () => (await at.store.publishedHead())?.size === 2);
  assert.ok(asked.includes(2));
});

test("[SP1] what comes while a batch is being stored goes there in one question", async (t) => {
  const gate = Promise.withResolvers<void>();
  let isShut = false;
  const { at, places } = await placed(t, {
    patience: 60_000,
    between: (ask) => async (url, body) => {
      if (isShut) await gate.promise;
      return ask(url, body);
    },
  });
  const items = await sealedCases(41);
  const tokens = await at.draw(41, at.country.shelter[0]);
  isShut = true;
  const submit = (i: number) => at.host.submit({ token: tokens[i] ?? null, bytes: items[i] ?? assert.fail() });
  const first = submit(0);
  await until(() => at.host.head.size === 2);
  const others = items.slice(1).map((_, i) => submit(i + 1));
  const before = places[0]?.asked ?? 0;
  gate.resolve();
  isShut = false;
  await Promise.all([first, ...others]);
  assert.equal((places[0]?.asked ?? 0) - before, 2, "one for the first, one for all others");
  assert.equal(places[0]?.copy.size, 42);
});

test("[SP3] without enough second places nothing is taken, reads go on, and it goes on by itself with what was not stored first", async (t) => {
  const { at, places } = await placed(t);
  const [place = assert.fail()] = places;
  await growBy(at, 1);
  await at.witnessing.run();
  place.isOff = true;
  const { bytes, result } = await send(at, 3);
  assert.deepEqual(result, { problem: "no-second-place" });
  assert.deepEqual(at.host.holds, ["no-second-place"]);
  assert.equal((await at.app.request(routes.health)).status, 503);
  assert.deepEqual((await send(at, 4)).result, { problem: "no-second-place" });
  assert.equal(at.host.head.size, 3, "the second one is not even logged");
  await at.witnessing.run();
  const published = await (await at.app.request(routes.checkpoint)).text();
  assert.equal(verifyCheckpoint(published, logKeyOf(at.country.founding))?.size, 2);
  assert.equal((await at.app.request("/pack/case/000")).status, 200);
  place.isOff = false;
  await until(() => at.host.accepts);
  assert.equal(place.copy.size, 3);
  await until(async () => (await at.store.publishedHead())?.size === 3);
  const again = await at.host.submit({ token: null, bytes });
  assert.equal(at.verify(again, bytes).index, 2, "the same leaf");
});

test("[SP1c] a piece that is too large for what stands before a place is sent in smaller ones, and one leaf that is says that the place is bad", async (t) => {
  const place = new TestPlace();
  let most = 0;
  const proxy = new Hono().post(mirrorRoutes.store, async (context) => {
    const body = new Uint8Array(await context.req.arrayBuffer());
    if (body.length > most) return context.text("too large", 413);
    return place.store(body);
  });
  const listener = await listen(proxy, 0);
  t.after(() => listener.close());
  const news: string[] = [];
  const secondPlace = new SecondPlace({
    places: [{ ...place.place, url: `http://127.0.0.1:${listener.port}` }],
    needed: 1,
    patience: 60_000,
    rest: 5,
    onPlace: (_url, state) => news.push(state),
  });
  t.after(() => secondPlace.end());
  const { country } = await TestHost.start(t);
  await place.open(country.founding);
  const starting = TestHost.start(t, { country, secondPlace });
  await until(() => news.includes("bad"));
  most = 60_000;
  const at = await starting;
  await until(() => at.host.accepts);
  await growBy(at, 30);
  assert.deepEqual([place.copy.size, news], [31, ["bad", "good"]]);
});

test("[SP1] one of two is enough, and the other gets all of it when it is back", async (t) => {
  const { at, places } = await placed(t, { places: 2 });
  const [one = assert.fail(), two = assert.fail()] = places;
  one.isOff = true;
  await growBy(at, 3);
  assert.equal(two.copy.size, 4);
  one.isOff = false;
  await growBy(at, 1);
  await until(() => one.copy.size === 5);
});

test("[SP1] two that are needed are waited for", async (t) => {
  const { at, places } = await placed(t, { places: 2, needed: 2 });
  await growBy(at, 1);
  assert.deepEqual(
    places.map(({ copy }) => copy.size),
    [2, 2],
  );
  if (places[1] !== undefined) places[1].isOff = true;
  assert.deepEqual((await send(at, 5)).result, { problem: "no-second-place" });
});

test("[SP1b] one mirror under two addresses is one place", async (t) => {
  const one = new TestPlace();
  const name = { ...one.place, url: "https://another-name.example" };
  const ask: AskPlace = (_url, body) => askOf(one)(one.place.url, body);
  const secondPlace = new SecondPlace({ places: [one.place, name], needed: 2, ask, patience: 100, rest: 5 });
  const { country } = await TestHost.start(t);
  await one.open(country.founding);
  const at = await TestHost.start(t, { country, secondPlace });
  assert.equal(await secondPlace.store(1), false);
  assert.equal(one.copy.size, 1);
  assert.deepEqual(at.host.holds, ["no-second-place"]);
  assert.equal(secondPlace.report.mirrors.length, 1);
});

test("[SP2] another key's word, an old word and a word on another root are none", async (t) => {
  const other = new TestPlace("place-1");
  let say = null as Word | null;
  const { at, places } = await placed(t, {
    between: (ask) => async (url, body) => {
      if (say === null) return ask(url, body);
      const { tree, head } = at.host;
      return { stored: say({ size: head.size, root: tree.root(head.size) }, places[0] ?? other), head: null };
    },
  });
  const { origin } = at.country.founding;
  const words: Word[] = [
    (stored) => signStored(origin, stored, other.signer),
    (stored, of) => signStored("another.example", stored, of.signer),
    (stored, of) => signStored(origin, { ...stored, root: new Uint8Array(32) }, of.signer),
    (stored, of) => signStored(origin, { size: stored.size - 1, root: at.host.tree.root(stored.size - 1) }, of.signer),
    (stored, of) => signStored(origin, { ...stored, size: stored.size + 1 }, of.signer),
    () => at.host.head.note,
  ];
  for (const [i, word] of words.entries()) {
    say = word;
    assert.deepEqual((await send(at, 10 + i)).result, { problem: "no-second-place" }, `word ${i}`);
    say = null;
    await until(() => at.host.accepts);
  }
});

test("[SP3] after a restart what was not stored goes to the second place before any witness is asked and anything is taken", async (t) => {
  const { at, places, secondPlace, asked } = await placed(t, { witnesses: ["w1"] });
  const [place = assert.fail()] = places;
  await growBy(at, 1);
  await at.witnessing.run();
  place.isOff = true;
  const { bytes, result } = await send(at, 6);
  assert.ok("problem" in result);
  const again = await at.reopen(t, at.file, [], secondPlace());
  asked.length = 0;
  assert.deepEqual(again.host.holds, ["no-second-place"]);
  const check = new StartCheck({ host: again.host, witnessing: again.witnessing, mirrors: new Map() });
  assert.deepEqual((await check.ask()).silent, ["w1"]);
  assert.ok(!asked.includes(3), "the witness did not hear of it");
  place.isOff = false;
  await until(() => !again.host.holds.includes("no-second-place"));
  assert.equal(place.copy.size, 3);
  assert.deepEqual((await check.ask()).silent, []);
  assert.ok(again.host.accepts);
  again.verify(await again.host.submit({ token: null, bytes }), bytes);
});

/** Rots the published head where these bytes are. */
function rotPublished(file: string, from: string, to: string): void {
  const database = new DatabaseSync(file);
  const { changes } = database
    .prepare("UPDATE head SET note = replace(note, ?, ?) WHERE what = 'published' AND instr(note, ?) > 0")
    .run(from, to, from);
  database.close();
  assert.equal(changes, 1);
}

test("[SP3c] a published head that rotted is replaced by none that no other machine has", async (t) => {
  for (const rots of ["the log's signature", "a cosignature"] as const) {
    const { at, places, secondPlace, asked } = await placed(t, { witnesses: ["w1"] });
    const [place = assert.fail()] = places;
    await growBy(at, 1);
    await at.witnessing.run();
    place.isOff = true;
    assert.ok("problem" in (await send(at, 3)).result);
    const { note } = (await at.store.publishedHead()) ?? assert.fail();
    await at.close();
    const line =
      note
        .trimEnd()
        .split("\n")
        .at(rots === "a cosignature" ? -1 : -2) ?? assert.fail();
    // Away from the end, so that the line still reads as base64: the rest of the note stays readable.
    const bytes = line.slice(-20, -8);
    rotPublished(
      at.file,
      bytes,
      bytes.replaceAll(/./g, (byte) => (byte === "A" ? "B" : "A")),
    );
    asked.length = 0;
    const again = await at.reopen(t, at.file, [], secondPlace());
    await again.witnessing.run();
    const served = await again.app.request(routes.checkpoint);
    if (rots === "a cosignature")
      assert.equal(verifyCheckpoint(await served.text(), logKeyOf(at.country.founding))?.size, 2);
    else assert.equal(served.status, 503, "a head that does not hold is not shown");
    assert.equal((await again.app.request("/tile/entries/000.p/3")).status, 404);
    assert.ok(!asked.includes(3), "no witness heard of it");
    assert.equal(place.copy.size, 2);
    place.isOff = false;
    await until(() => !again.host.holds.includes("no-second-place"));
    assert.equal(place.copy.size, 3);
    await until(async () => again.witnessing.isTrusted());
    assert.equal((await again.store.publishedHead())?.size, 3);
  }
});

test("[SP3d] a host whose database lost leaves serves the published head that it has", async (t) => {
  const place = new TestPlace();
  let old: HostStore | null = null;
  const secondPlace = new SecondPlace({
    places: [place.place],
    needed: 1,
    ask: async (url, body) => (place.isOff ? null : askOf(place)(url, body)),
    patience: 100,
    rest: 5,
  });
  place.isOff = true;
  const at = await TestHost.start(t, {
    secondPlace,
    wrap: (store) => new Proxy(store, { get: (own, name: keyof HostStore) => (old ?? own)[name] }),
  });
  await place.open(at.country.founding);
  place.isOff = false;
  await until(() => at.host.accepts);
  await growBy(at, 2);
  await at.witnessing.run();
  const image = takeImage(at.file, dirname(at.file), "old.sqlite");
  await growBy(at, 2);
  await at.witnessing.run();
  const before = openSqliteHostStore(image.file);
  t.after(() => before.close());
  old = before;
  at.host.hold("store-away");
  await at.host.comeBack();
  assert.ok(at.host.holds.includes("store-behind"));
  const served = await at.app.request(routes.checkpoint);
  assert.equal(verifyCheckpoint(await served.text(), logKeyOf(at.country.founding))?.size, 3);
  for (const [path, status] of [
    ["/tile/0/000.p/3", 200],
    ["/tile/entries/000.p/3", 200],
    ["/pack/case/000", 200],
    ["/tile/0/000.p/5", 404],
    ["/tile/entries/000.p/5", 404],
  ] as const)
    assert.equal((await at.app.request(path)).status, status, path);
  old = null;
});

test("[SP5] a host whose database waits for another machine no more takes nothing before other places have all of it", async (t) => {
  const place = new TestPlace();
  const parts = { places: [place.place], needed: 1, database: true, patience: 100, rest: 5 };
  const secondPlace = new SecondPlace({
    ...parts,
    ask: async (url, body) => (place.isOff ? null : askOf(place)(url, body)),
  });
  place.isOff = true;
  const at = await TestHost.start(t, { witnesses: ["w1"], secondPlace });
  await place.open(at.country.founding);
  await growBy(at, 1);
  await at.witnessing.run();
  await growBy(at, 1);
  await at.host.databaseWaits(true);
  assert.ok(at.host.accepts, "nothing new");
  await at.host.databaseWaits(false);
  assert.deepEqual((await send(at, 4)).result, { problem: "no-second-place" });
  await at.witnessing.run();
  const served = await at.app.request(routes.checkpoint);
  assert.equal(verifyCheckpoint(await served.text(), logKeyOf(at.country.founding))?.size, 2, "reads go on");
  place.isOff = false;
  await until(() => at.host.accepts);
  assert.equal(place.copy.size, 3);
  place.isOff = true;
  await at.host.databaseWaits(false);
  assert.ok(at.host.accepts, "nothing new");
  await at.host.databaseWaits(true);
  await growBy(at, 1);
});

test("[SP4] an old copy of the store takes nothing: the second place has more", async (t) => {
  const { at, places, secondPlace } = await placed(t);
  await growBy(at, 1);
  const old = await TestHost.start(t);
  await growBy(at, 1);
  assert.equal(places[0]?.copy.size, 3);
  await at.close();
  const again = await at.reopen(t, old.file.replace("host.sqlite", "empty.sqlite"), [], secondPlace());
  await until(() => again.host.holds.includes("store-behind"));
  assert.ok(!again.host.accepts);
});

test("[SP3b] an old copy takes nothing while the one place that has more is silent, though enough have all of the copy", async (t) => {
  const { at, places, secondPlace } = await placed(t, { places: 3, needed: 1 });
  const [one = assert.fail(), ...others] = places;
  await growBy(at, 2);
  await until(() => places.every(({ copy }) => copy.size === 3));
  const old = takeImage(at.file, dirname(at.file), "old.sqlite");
  for (const other of others) other.isOff = true;
  await growBy(at, 1);
  assert.deepEqual([one.copy.size, ...others.map(({ copy }) => copy.size)], [4, 3, 3]);
  one.isOff = true;
  for (const other of others) other.isOff = false;
  const again = await at.reopen(t, old.file, [], secondPlace());
  await until(() => again.host.secondPlace?.report.mirrors.filter(({ size }) => size === 3).length === 2);
  assert.deepEqual((await send(again, 7)).result, { problem: "no-second-place" });
  assert.deepEqual(again.host.holds, ["no-second-place"]);
  one.isOff = false;
  await until(() => again.host.holds.includes("store-behind"));
  assert.equal(again.host.head.size, 3);
  assert.deepEqual(one.forks, []);
});

test("[SP3b] a host that lacks nothing goes on once n - m + 1 of n places said so, after a start and each time that it reads its log anew", async (t) => {
  // Of three: as many as must say so, and as many as must have all of it.
  for (const [needed, enough] of [
    [1, 3],
    [2, 2],
    [3, 3],
  ] as const) {
    const { at, places, secondPlace } = await placed(t, { places: 3, needed });
    await growBy(at, 1);
    await until(() => places.every(({ copy }) => copy.size === 2));
    const onlyFirst = (count: number) => {
      for (const [i, place] of places.entries()) place.isOff = i >= count;
    };
    onlyFirst(enough - 1);
    const again = await at.reopen(t, at.file, [], secondPlace());
    const { host } = again;
    await until(() => host.secondPlace?.report.mirrors.filter(({ size }) => size === 2).length === enough - 1);
    assert.deepEqual(host.holds, ["no-second-place"], `${needed} needed, ${enough - 1} answer`);
    onlyFirst(enough);
    await until(() => host.accepts);
    onlyFirst(0);
    await host.readAgain();
    assert.deepEqual(host.holds, ["no-second-place"]);
    onlyFirst(enough);
    await until(() => host.accepts);
  }
});

test("[SP3b] a place that is gone for good is waited for until the operator takes it out of the names", async (t) => {
  const { at, places, secondPlace } = await placed(t, { places: 2 });
  const [gone = assert.fail(), there = assert.fail()] = places;
  await growBy(at, 1);
  await until(() => there.copy.size === 2);
  gone.isOff = true;
  const waiting = await at.reopen(t, at.file, [], secondPlace());
  await until(() => waiting.host.secondPlace?.report.mirrors[1]?.size === 2);
  assert.deepEqual(waiting.host.holds, ["no-second-place"]);
  const again = await waiting.reopen(t, at.file, [], secondPlace([there.place]));
  await until(() => again.host.accepts);
  await growBy(again, 1);
});
