// Who writes to one PostgreSQL (ST5): hosts that take turns, hosts that both believe that it is theirs, and commits of which nobody knows what became of them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isProblem } from "../../src/core/problem.ts";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { signCheckpoint } from "../../src/log/sign.ts";
import { LeaseKeeping } from "../../src/server/lease-keeping.ts";
import { listen } from "../../src/server/listen.ts";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { parsePostgresAddress } from "../../src/server/store/postgres-address.ts";
import {
  openPostgresHostStore,
  openPostgresReads,
  type PostgresHostStore,
} from "../../src/server/store/postgres-host-store.ts";
import { Lease } from "../../src/server/store/postgres-lease.ts";
import { mostReaders } from "../../src/server/store/postgres-readers.ts";
import { PostgresSession, usualPatience } from "../../src/server/store/postgres-session.ts";
import { sealedCases, TestHost } from "../support/host.ts";
import { type PostgresServer, startPostgres, withoutPostgres } from "../support/postgres.ts";
import { startBrokenLine } from "../support/postgres-line.ts";
import { until } from "../support/until.ts";

const skip = withoutPostgres();
let server: Promise<PostgresServer> | null = null;
after(async () => (await server)?.end());

const parse = (address: string) => parsePostgresAddress(address, {});

test("[ST5] while one host writes another one is refused, takes over when the first is gone, and the first finds that out", {
  skip,
}, async (t) => {
  const { at, endSessions } = await place();
  const lost: number[] = [];
  const first = await openPostgresHostStore(parse(at), { onLost: () => lost.push(1) });
  t.after(() => first.close());
  await commit(first, 0, "one");
  await assert.rejects(openPostgresHostStore(parse(at)), (error) => isProblem(error, "store", "busy"));
  await endSessions();
  await until(() => lost.length === 1 && !first.isWriter);
  await assert.rejects(commit(first, 1, "unfenced"));
  const second = await openPostgresHostStore(parse(at));
  t.after(() => second.close());
  await commit(second, 1, "two");
  const isSuperseded = (error: unknown) => isProblem(error, "store", "superseded");
  await assert.rejects(first.retake(), isSuperseded);
  await second.close();
  await assert.rejects(first.retake(), isSuperseded);
  assert.equal(await first.size(), 2);
});

test("[ST5a] of two hosts that both believe that they hold the lease one changes nothing, whatever they do at once", {
  skip,
}, async (t) => {
  const { at } = await place();
  // Two locks: each of them is free for one of the hosts.
  const old = await openPostgresHostStore(parse(at), { lock: 1 });
  t.after(() => old.close());
  await old.addTokens("device a", 1, [hash("token")], 5);
  const fresh = await openPostgresHostStore(parse(at), { lock: 2 });
  t.after(() => fresh.close());
  assert.ok(old.isWriter && fresh.isWriter);
  const isFenced = (error: unknown) => isProblem(error, "store", "superseded") || isProblem(error, "store", "busy");
  const all = await Promise.allSettled([
    commit(old, 0, "of the old one", [hash("token")]),
    commit(fresh, 0, "of the new one"),
    old.publish({ size: 1, note: "of the old one" }),
    old.dropTokens("device a"),
    old.addTokens("device a", 1, [hash("more")], 5),
    old.mend(0, encodeUtf8("of the old one")),
    old.useOnce(hash("used"), 100, 50),
    commit(fresh, 1, "of the new one, too"),
  ]);
  assert.deepEqual(
    all.map(({ status }) => status === "fulfilled"),
    [false, true, false, false, false, false, false, true],
  );
  for (const one of all) if (one.status === "rejected") assert.ok(isFenced(one.reason), String(one.reason));
  assert.ok(!old.isWriter);
  assert.deepEqual(await fresh.signedHead(), { size: 2, note: "checkpoint 2" });
  assert.equal(await fresh.publishedHead(), null);
  assert.equal(await fresh.tokenDevice(hash("token")), "device a");
  assert.equal(await fresh.tokenDevice(hash("more")), null);
  assert.equal(await fresh.useOnce(hash("used"), 100, 50), true);
});

test("[ST5a] what goes out behind a beginning or a fence that the database refused changes nothing", {
  skip,
}, async (t) => {
  const { at } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  const store = await openPostgresHostStore(parse(line.address));
  t.after(() => store.close());
  await store.addTokens("device a", 1, [hash("token")], 5);
  for (const [that, instead] of [
    ["BEGIN READ WRITE", "BEGAN READ WRITE"],
    ["FROM lease WHERE", "FROM leash WHERE"],
  ] as const) {
    line.mishear(that, instead);
    await assert.rejects(commit(store, 0, "unfenced", [hash("token")]));
    await assert.rejects(store.publish({ size: 1, note: "unfenced" }));
    if (!store.isWriter) await retake(store);
    await assert.rejects(store.dropTokens("device a"));
    line.mishear();
    if (!store.isWriter) await retake(store);
    assert.deepEqual([await store.size(), await store.signedHead(), await store.publishedHead()], [0, null, null]);
    assert.equal(await store.tokenDevice(hash("token")), "device a");
  }
  // One that was refused in the middle is undone, and the host goes on.
  await assert.rejects(commit(store, 0, "with a token that is none", [hash("none")]));
  await assert.rejects(store.publish({ size: 1, note: "a\0b" }));
  assert.equal(store.isWriter, true);
  await commit(store, 0, "fenced", [hash("token")]);
  assert.equal(await store.size(), 1);
});

test("[ST5b] a commit whose answer was lost may have happened: the host writes no more until it holds the lease again, and then reads what is there", {
  skip,
}, async (t) => {
  const { at } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  let lost = 0;
  const store = await openPostgresHostStore(parse(line.address), { onLost: () => lost++ });
  t.after(() => store.close());
  for (const [i, when] of (["before", "after"] as const).entries()) {
    line.cutAt("COMMIT", when);
    await assert.rejects(commit(store, 0, "unclear"));
    assert.equal(store.isWriter, false);
    assert.equal(lost, i + 1);
    await assert.rejects(commit(store, 0, "unclear"), (error) => isProblem(error, "store", "busy"));
    await retake(store);
    assert.equal(await store.size(), i, when);
    assert.equal((await store.signedHead())?.size ?? 0, i);
  }
  await commit(store, 1, "clear");
  assert.equal(await store.size(), 2);
});

test("[ST5d] a commit that is not answered in time ends the connection, and the host writes no more until it has read what is there", {
  skip,
}, async (t) => {
  const { at } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  const patience = { ...usualPatience, answerMilliseconds: 1_500 };
  const store = await openPostgresHostStore(parse(line.address), { patience });
  t.after(() => store.close());
  line.cutAt("COMMIT", "silently");
  await assert.rejects(commit(store, 0, "one"));
  assert.equal(store.isWriter, false);
  await retake(store);
  assert.equal(await store.size(), 0);
});

test("[LG4x] [ST5b] a host that loses its lease while it waits for a signature writes nothing of that batch, and whoever took over meanwhile goes on from what was there", {
  skip,
}, async (t) => {
  const { at, endSessions } = await place();
  const first = await openPostgresHostStore(parse(at));
  t.after(() => first.close());
  await first.addTokens("device a", 1, [hash("token")], 5);
  const asked = Promise.withResolvers<void>();
  const signature = Promise.withResolvers<string>();
  const bytes = encodeUtf8("of the old one");
  const sign = () => {
    asked.resolve();
    return signature.promise;
  };
  const leaves = [{ class: "case", hash: sha256(bytes), bytes } as const];
  const late = first.commit({ leaves, spent: [hash("token")], checkpoint: { size: 1, sign } });
  late.catch(() => undefined);
  await asked.promise;
  await endSessions();
  const second = await openPostgresHostStore(parse(at));
  t.after(() => second.close());
  await commit(second, 0, "of the new one", [hash("token")]);
  signature.resolve("signed too late");
  await assert.rejects(late);
  assert.ok(!first.isWriter);
  assert.deepEqual(await second.signedHead(), { size: 1, note: "checkpoint 1" });
  assert.equal(await second.findLeaf(hash("of the old one")), null);
  assert.equal(await second.findLeaf(hash("of the new one")), 0);
});

test("[ST5b] a commit that waits for another machine no more is not taken for done, nor does a host go on from what is safe on one machine alone, in whatever language the server says so", {
  skip,
}, async (t) => {
  const { at, sql } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  const store = await openPostgresHostStore(parse(line.address));
  t.after(() => store.close());
  /** Whoever waits for the other machine is made to wait no more. */
  const cancel = async () =>
    (await sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")).length > 0;
  const giveUpWaiting = () => until(cancel);
  await sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  await sql("SELECT pg_reload_conf()");
  try {
    // The server takes a setting some time after it was asked to.
    for (let waits = false; !waits; ) {
      let isDone = false;
      const probe = sql("DROP TABLE IF EXISTS probe; CREATE TABLE probe ()").then(() => {
        isDone = true;
      });
      await until(async () => {
        waits = await cancel();
        return waits || isDone;
      });
      await probe;
    }
    const committing = assert.rejects(commit(store, 0, "here alone"));
    await giveUpWaiting();
    await committing;
    assert.equal(store.isWriter, false);
    // As with `lc_messages = de_DE.UTF-8`.
    line.reword("SWARNING\0", "SWARNUNG\0");
    const taking = assert.rejects(store.retake());
    await giveUpWaiting();
    await taking;
    assert.equal(store.isWriter, false);
  } finally {
    await sql("ALTER SYSTEM RESET synchronous_standby_names");
    await sql("SELECT pg_reload_conf()");
  }
});

test("[ST5b] a host whose own raising of the term was not answered in time knows it as its own, whether it was done or not, and another host's as another's", {
  skip,
}, async (t) => {
  const { at, endSessions, sql } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  const patience = { ...usualPatience, answerMilliseconds: 1_000 };
  const store = await openPostgresHostStore(parse(line.address), { patience });
  t.after(() => store.close());
  const term = async () => Number((await sql("SELECT term FROM panoh.lease"))[0]?.[0]);
  for (const when of ["before", "after", "silently"] as const) {
    const before = await term();
    await endSessions();
    await until(() => !store.isWriter);
    line.cutAt("UPDATE lease", when);
    await until(() =>
      store.retake().then(
        () => assert.fail("it was answered"),
        (error: unknown) => !isProblem(error, "store", "busy"),
      ),
    );
    assert.equal((await term()) > before, when === "after", when);
    await retake(store);
    await commit(store, await store.size(), when);
  }
  // Not answered, and another host was there since.
  await endSessions();
  await until(() => !store.isWriter);
  line.cutAt("UPDATE lease", "after");
  await assert.rejects(store.retake());
  await endSessions();
  const other = await openPostgresHostStore(parse(at));
  await other.close();
  await assert.rejects(store.retake(), (error) => isProblem(error, "store", "superseded"));
});

test("[ST5a] [ST5b] a host signs nothing after a head that it did not sign, and takes nothing from a database that lost what it acknowledged", {
  skip,
}, async (t) => {
  const { at, sql, endSessions } = await place();
  const store = await openPostgresHostStore(parse(at));
  const host = await TestHost.start(t, { wrap: (embedded) => insteadOf(embedded, store) });
  const [bytes, next] = await sealedCases(2);
  assert.ok(bytes !== undefined && next !== undefined);
  const before = host.host.head;
  host.verify(await host.post(bytes), bytes);
  const after = host.host.head;
  assert.equal(after.size, 2);

  // Term and size are as they were, and the head is another: this host's own next one is not signed.
  const other = signCheckpoint(
    `${host.country.founding.origin}\n2\n${encodeBase64(randomBytes(32))}\n`,
    host.country.logSeed,
  );
  await sql(`UPDATE panoh.head SET note = '${other}' WHERE what = 'signed'`);
  assert.deepEqual(await host.post(next), { problem: "host-failed" });
  assert.equal(await store.size(), 2);
  assert.equal((await store.signedHead())?.note, other);
  await assert.rejects(host.host.comeBack());

  // A failover to a machine that never had the last leaf.
  await sql("DELETE FROM panoh.leaf WHERE position = 1");
  await sql(`UPDATE panoh.head SET size = 1, note = '${before.note}' WHERE what = 'signed'`);
  await endSessions();
  await until(() => !store.isWriter);
  await retake(store);
  await host.host.comeBack();
  assert.deepEqual(host.host.holds, ["store-behind"]);
  assert.equal((await store.shownHead())?.note, after.note);
  assert.deepEqual(await host.host.submit({ token: null, bytes: next }), { problem: "host-stopping" });
  await sql("DELETE FROM panoh.leaf");
  await assert.rejects(host.host.comeBack());
});

test("[ST5b] [LG4i] [LG4s] a host reads its log anew once at a time, and takes no published head away that it signed", {
  skip,
}, async (t) => {
  const { at } = await place();
  const store = await openPostgresHostStore(parse(at));
  let [reading, most] = [0, 0];
  const counted: HostStore = {
    ...store,
    size: () => {
      reading += 1;
      most = Math.max(most, reading);
      return store.size();
    },
    signedHead: () => store.signedHead().finally(() => (reading -= 1)),
  };
  const host = await TestHost.start(t, { wrap: (embedded) => insteadOf(embedded, counted) });
  const [bytes, next] = await sealedCases(2);
  assert.ok(bytes !== undefined && next !== undefined);

  // A commit was not answered; the lease is here again while the minute's look and one after rot come by.
  host.host.hold("store-away");
  host.host.hold("write-failed");
  await Promise.all([host.host.comeBack(), host.host.resume(), host.host.readAgain(), host.host.resume()]);
  assert.deepEqual([most, reading, host.host.holds], [1, 0, []]);
  host.verify(await host.post(bytes), bytes);
  await host.witnessing.run();

  // The look alone does not end the wait for the database.
  host.host.hold("store-away");
  host.host.hold("write-failed");
  await host.host.resume();
  assert.deepEqual(host.host.holds, ["store-away", "write-failed"]);

  const { origin } = host.country.founding;
  const longer = signCheckpoint(`${origin}\n9\n${encodeBase64(randomBytes(32))}\n`, host.country.logSeed);
  await store.publish({ size: 9, note: longer });
  await host.host.comeBack();
  assert.deepEqual(host.host.holds, ["store-behind"]);
  assert.equal((await store.publishedHead())?.note, longer);
  assert.deepEqual(await host.host.submit({ token: null, bytes: next }), { problem: "host-stopping" });
});

test("[ST5h] a statement that the database refuses for a reason of its own costs the lease, and this host or another goes on; one that is refused for what was asked does not", {
  skip,
}, async (t) => {
  const { at, sql } = await place();
  let lost = 0;
  let keeping: LeaseKeeping | null = null;
  const onLost = () => {
    lost += 1;
    keeping?.lost();
  };
  const store = await openPostgresHostStore(parse(at), { onLost });
  const host = await TestHost.start(t, { wrap: (embedded) => insteadOf(embedded, store) });
  const nothing = () => undefined;
  keeping = new LeaseKeeping({ host: host.host, store, onLost: nothing, onRegained: nothing, onSuperseded: nothing });
  t.after(() => keeping?.close());
  const [bytes, next] = await sealedCases(2);
  assert.ok(bytes !== undefined && next !== undefined);
  await assert.rejects(commit(store, 1, "of a client", [hash("a token that nobody drew")]));
  assert.deepEqual([store.isWriter, lost], [true, 0]);

  await sql(`CREATE FUNCTION panoh.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$`);
  const refuse = "CREATE TRIGGER refuse BEFORE INSERT ON panoh.leaf EXECUTE FUNCTION panoh.refuse()";
  await sql(refuse);
  assert.deepEqual(await host.post(bytes), { problem: "host-failed" });
  await until(() => lost > 0);
  await sql("DROP TRIGGER refuse ON panoh.leaf");
  // Nobody looks after the minute here.
  await until(() => host.host.accepts);
  host.verify(await host.post(bytes), bytes);

  await keeping.close();
  keeping = null;
  await sql(refuse);
  assert.deepEqual(await host.post(next), { problem: "host-failed" });
  await sql("DROP TRIGGER refuse ON panoh.leaf");
  let other: PostgresHostStore | null = null;
  await until(async () => {
    other = await openPostgresHostStore(parse(at)).catch((error: unknown) => {
      if (isProblem(error, "store", "busy")) return null;
      throw error;
    });
    return other !== null;
  });
  t.after(() => other?.close());
});

test("[ST5h] the first statement that the database refuses decides, whichever answer is heard first: the others fail as of an aborted transaction", {
  skip,
}, async (t) => {
  const { at } = await place();
  await (await openPostgresHostStore(parse(at))).close();
  let lost = 0;
  const nothing = () => undefined;
  const parts = { address: parse(at), patience: usualPatience, lock: 1, onLost: () => lost++, onLossy: nothing };
  const lease = new Lease(parts);
  t.after(() => lease.close());
  await lease.take();
  const twice = (code: string) =>
    lease.change(async (session) => {
      session.send(`DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END $$`);
      await session.ask("SELECT 1");
    });
  const isCode = (code: string) => (error: unknown) => error instanceof Error && "code" in error && error.code === code;
  await assert.rejects(twice("23505"), isCode("23505"));
  assert.deepEqual([lease.isHeld, lost], [true, 0]);
  await assert.rejects(twice("53100"), isCode("53100"));
  await until(() => lost === 1);
  assert.equal(lease.isHeld, false);
});

test("[ST5c] a host that is well says so again and again, and one that is frozen loses its lease and finds that out when it wakes", {
  skip,
}, async (t) => {
  const { at, sql } = await place();
  let lost = 0;
  const patience = { ...usualPatience, silenceMilliseconds: 1_000 };
  const store = await openPostgresHostStore(parse(at), { patience, onLost: () => lost++ });
  t.after(() => store.close());
  const said = async () => {
    const session = "application_name = 'panoh' AND datname = current_database() AND pid <> pg_backend_pid()";
    return String((await sql(`SELECT state_change FROM pg_stat_activity WHERE ${session}`))[0]?.[0]);
  };
  const first = await said();
  await until(async () => (await said()) !== first);
  // Nothing of this process runs meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
  await until(() => lost === 1);
  await assert.rejects(commit(store, 0, "late"));
  assert.equal(await store.size(), 0);
});

test("[ST5d] a client that hangs up holds no connection, there are few of them, and while the database is away what is asked for is not said to be lacking", {
  skip,
}, async (t) => {
  const { at, sql, endSessions } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  const store = await openPostgresHostStore(parse(line.address));
  const host = await TestHost.start(t, { wrap: (embedded) => insteadOf(embedded, store) });
  const items = await sealedCases(60);
  const tokens = await host.draw(60);
  await Promise.all(items.map((bytes, i) => host.host.submit({ token: tokens[i] ?? null, bytes })));
  const listener = await listen(host.app, 0);
  t.after(() => listener.close());
  const url = `http://127.0.0.1:${listener.port}/pack/case/000`;
  for (let round = 0; round < 3; round++) {
    const gone = Array.from({ length: 20 }, async () => {
      const hangUp = new AbortController();
      const { body } = await fetch(url, { signal: hangUp.signal });
      await body?.getReader().read();
      hangUp.abort();
    });
    await Promise.all(gone);
  }
  const sessions =
    "SELECT state FROM pg_stat_activity WHERE application_name = 'panoh reader' AND datname = current_database()";
  await until(async () => (await sql(sessions)).every(([state]) => state === "idle"));
  const count = (await sql(sessions)).length;
  assert.ok(count >= 1 && count <= mostReaders, `${count}`);
  const whole = await (await fetch(url)).arrayBuffer();

  // All connections end at once, the database is there: nobody notices.
  await endSessions();
  assert.deepEqual(await (await fetch(url)).arrayBuffer(), whole);
  line.cutAll();
  const away = await fetch(url);
  assert.equal(away.status, 503);
  assert.equal(((await away.json()) as { readonly title: string }).title, "busy");
  line.mend();
  assert.deepEqual(await (await fetch(url)).arrayBuffer(), whole);
});

test("[ST5d] reading connections that the network forgot cost one answer and hold nothing, and who was silent long is not asked", {
  skip,
}, async (t) => {
  const { at } = await place();
  const line = await startBrokenLine(at);
  t.after(() => line.end());
  const store = await openPostgresHostStore(parse(line.address), {
    patience: { answerMilliseconds: 3_000, silenceMilliseconds: 600_000 },
  });
  const host = await TestHost.start(t, { wrap: (embedded) => insteadOf(embedded, store) });
  const [first, ...items] = await sealedCases(3);
  assert.ok(first !== undefined);
  host.verify(await host.post(first), first);
  const tokens = [...(await host.draw(3))];
  await Promise.all(Array.from({ length: mostReaders }, () => store.size()));
  line.forget("panoh reader");
  const submit = (bytes: Uint8Array) => host.host.submit({ token: tokens.pop() ?? null, bytes });
  const [lost = first, ...others] = items;
  assert.deepEqual(await submit(lost), { problem: "host-failed" });
  assert.deepEqual(host.host.holds, []);
  for (const bytes of [lost, ...others]) host.verify(await submit(bytes), bytes);

  const reads = openPostgresReads(parse(line.address), { ...usualPatience, silenceMilliseconds: 1 });
  t.after(() => reads.close());
  const size = await reads.size();
  await sleep(10);
  line.forget("panoh reader");
  assert.equal(await reads.size(), size);

  // One that the server ends just now is over as soon as it says so.
  const session = await PostgresSession.open({ address: parse(at), patience: usualPatience, isReader: true });
  await assert.rejects(session.ask("SELECT pg_terminate_backend(pg_backend_pid())"));
  assert.equal(session.isOpen, false);
});

function insteadOf(embedded: HostStore, store: HostStore): HostStore {
  void embedded.close();
  return store;
}

async function place() {
  server ??= startPostgres();
  const { database, sql } = await server;
  const at = await database();
  const name = new URL(at).pathname.slice(1);
  const endSessions = () =>
    sql(
      at,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    );
  return { at, endSessions, sql: (text: string) => sql(at, text) };
}

/** As soon as the server has noticed that the session before is gone. */
async function retake(store: PostgresHostStore): Promise<void> {
  await until(() =>
    store.retake().then(
      () => true,
      (error: unknown) => {
        if (isProblem(error, "store", "busy")) return false;
        throw error;
      },
    ),
  );
}

async function commit(
  store: PostgresHostStore,
  start: number,
  text: string,
  spent: readonly Uint8Array[] = [],
): Promise<void> {
  const bytes = encodeUtf8(text);
  const leaves = [{ class: "case", hash: sha256(bytes), bytes } as const];
  await store.commit({ leaves, spent, checkpoint: { size: start + 1, note: `checkpoint ${start + 1}` } });
}

function hash(text: string): Uint8Array {
  return sha256(encodeUtf8(text));
}
