// `panoh key split` and `panoh key combine`: the log's key in shares of the seats.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { foundExampleCountry } from "../../../test/support/host.ts";
import { runPanoh } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { encodeHex } from "../../crypto/hex.ts";

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
