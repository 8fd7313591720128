// `panoh key split` and `panoh key combine`: the log's key in shares of the seats.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { foundExampleCountry } from "../../../test/support/host.ts";
import { runPanoh } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { joinLogKey, parseLogKeyShare, splitLogKey } from "../../operate/files/log-key-share.ts";

async function split(t: TestContext) {
  const dir = temporaryFolder(t);
  const country = await foundExampleCountry();
  const [founding, key] = [join(dir, "founding.note"), join(dir, "log.key")];
  writeFileSync(founding, country.founding.note);
  writeFileSync(key, `${encodeHex(country.logSeed)}\n`, { mode: 0o600 });
  const cut = async (out: string) => {
    assert.equal((await runPanoh(["key", "split", key, "--founding", founding, "--out", join(dir, out)])).exit, 0);
    return readdirSync(join(dir, out)).map((name) => join(dir, out, name));
  };
  const combine = async (shares: readonly string[], out: string) => {
    const args = ["key", "combine", "--founding", founding, "--out", join(dir, out)];
    return runPanoh([...args, ...shares.flatMap((share) => ["--share", share])]);
  };
  return { dir, key, cut, combine, out: (name: string) => readFileSync(join(dir, name), "utf8") };
}

test("as many shares as seats must sign give the log's key back, and each is its owner's to read", async (t) => {
  const { key, cut, combine, out } = await split(t);
  const shares = await cut("shares");
  assert.equal(shares.length, 3);
  for (const share of shares) assert.equal(statSync(share).mode & 0o077, 0);
  assert.equal((await combine(shares.slice(1), "again.key")).exit, 0);
  assert.equal(out("again.key"), readFileSync(key, "utf8"));
  const { exit, said } = await combine(shares.slice(0, 1), "none.key");
  assert.equal(exit, 1);
  assert.match(said, /2 shares give the key, and 1 are here/);
});

test("shares that do not go together, a damaged one and those of another country give no key", async (t) => {
  const { dir, cut, combine, out, key } = await split(t);
  const [one = "", two = "", three = ""] = await cut("shares");
  const [other = ""] = await cut("later");
  const mixed = await combine([one, other], "mixed.key");
  assert.equal(mixed.exit, 1);
  assert.match(mixed.said, /one is wrong, or of another split/);
  const [what = "", origin = "", needed = "", encoded = ""] = readFileSync(one, "utf8").trim().split(" ");
  const damaged = Buffer.from(encoded, "base64");
  damaged[5] = (damaged[5] ?? 0) ^ 1;
  const file = join(dir, "damaged.share");
  writeFileSync(file, `${what} ${origin} ${needed} ${damaged.toString("base64")}\n`, { mode: 0o600 });
  assert.equal((await combine([file, two], "damaged.key")).exit, 1);
  // With one more than needed the right ones are found.
  assert.equal((await combine([file, two, three], "found.key")).exit, 0);
  assert.equal(out("found.key"), readFileSync(key, "utf8"));
  const foreign = await split(t);
  const [stranger = ""] = await foreign.cut("shares");
  assert.match((await combine([one, stranger], "foreign.key")).said, /another country/);
  assert.throws(() => out("mixed.key"));
});

test("[SP6b] a split writes all shares or none: beside one of an earlier split it writes nothing", async (t) => {
  const { dir, key } = await split(t);
  const taken = join(dir, "shares", "council-3.share");
  mkdirSync(join(dir, "shares"));
  writeFileSync(taken, "");
  for (const more of [[], ["--lock"]]) {
    const call = ["key", "split", key, "--founding", join(dir, "founding.note"), "--out", join(dir, "shares"), ...more];
    const { exit, said } = await runPanoh(call);
    assert.equal(exit, 1);
    assert.match(said, /council-3\.share exists and is not written over: no share was written \(file-exists\)/);
    assert.doesNotMatch(said, /Passphrase/);
    assert.deepEqual(readdirSync(join(dir, "shares")), ["council-3.share"]);
  }
});

test("[SP6b] the key is found beside any one or two damaged shares of a large council", async () => {
  const { founding, logSeed } = await foundExampleCountry();
  const [seat = assert.fail()] = founding.founding.council.seats;
  const seats = Array.from({ length: 15 }, (_, i) => ({ ...seat, seat: `council-${i + 1}` }));
  const council = { threshold: 8, seats };
  const large = { ...founding, founding: { ...founding.founding, council } };
  const shares = ((await splitLogKey(large, logSeed)) ?? []).map(
    ({ text }) => parseLogKeyShare(text) ?? assert.fail(text),
  );
  const keyWith = (...damaged: readonly number[]) =>
    joinLogKey(
      large,
      shares.map((one, i) =>
        damaged.includes(i) ? { ...one, share: one.share.map((byte, k) => (k === i ? byte ^ 1 : byte)) } : one,
      ),
    );
  for (const damaged of [[0], [7], [14], [0, 1], [0, 7], [6, 7]])
    assert.deepEqual(await keyWith(...damaged), logSeed, damaged.join());
  assert.equal(await keyWith(0, 1, 2, 3, 4, 5, 6, 7), null);
});
