// Cases of single persons for somebody outside: of those alone who said yes to whom they are sealed, by an agreement of two devices that names them.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { answering, exampleDraft, World } from "../../test/support/world.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { Device } from "./device.ts";
import type { AgreementTerms } from "./exact-numbers.ts";
import { must } from "./verb.ts";

const donor = "Example Donor";
const write = (table: readonly (readonly string[])[]) => encodeUtf8(table.map((row) => row.join("\t")).join("\n"));

/** A shelter with two devices, an agreement on coded cases that both signed, and what `give` seals to the donor. */
async function shelter(t: TestContext, tables: AgreementTerms["tables"] = ["htcds"]) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.UTC(2031, 9, 2, 8) });
  const organisation = await world.organisation("shelter", "Example Shelter North");
  const [one = assert.fail(), two = assert.fail()] = organisation.devices;
  const [worker, colleague] = [await world.member(one), await world.member(two)];
  await world.timekeeping.writeTime();
  await world.settle(worker, colleague);
  const identity = await generateIdentity();
  const terms = { to: donor, recipient: await identityToRecipient(identity), tables, until: "2032-12-31" };
  const key = await must(worker.exact.agree(terms));
  await world.settle(worker, colleague);
  const sign = async () => {
    await must(colleague.exact.sign(key, colleague.exact.agreements[0]?.version ?? ""));
    await world.settle(colleague, worker);
  };
  /** A case of this country of citizenship, by which a row is known. */
  const open = async (citizenship: string, purposes: readonly "statistics"[]) => {
    const draft = answering(exampleDraft([organisation]), "person", {
      given: "Test Person",
      citizenship: [citizenship],
    });
    const consent = { ...draft.consent, purposes: ["referral", ...purposes] as readonly ("referral" | "statistics")[] };
    const [id] = await must(worker.drafts.send({ ...draft, consent }));
    return id;
  };
  const say = (caseId: string, answer: "yes" | "no", to = donor, sheet?: string) =>
    must(
      worker.cases.saveSheet(caseId, {
        form: "coded-data",
        set: { on: "2031-10-02", to, answer },
        ...(sheet === undefined ? {} : { sheet }),
      }),
    );
  const give = async (by: Device, period = "2031-Q4") => {
    await world.settle(worker, colleague);
    await world.goOn(3_600_000, worker, colleague);
    const given = await must(by.exact.giveCases(key, period, write));
    const opener = new Decrypter();
    opener.addIdentity(identity);
    const [head = [], ...rows] = (await opener.decrypt(given.sealed, "text"))
      .split("\n")
      .map((line) => line.split("\t"));
    const of = rows.map((row) => row[head.indexOf("prs_Citizenship")] ?? "").sort();
    return { of: [...new Set(of)], leftOut: given.leftOut, text: rows.join("\n") };
  };
  return { world, worker, colleague, sign, key, open, say, give };
}

test("[CN9b] a row is of who said yes to this recipient: a yes to statistics gives none, nor one to somebody else, nor a yes without statistics, nor a child’s", async (t) => {
  const { world, worker, colleague, sign, key, open, say, give } = await shelter(t);
  await sign();
  await say(await open("TJ", ["statistics"]), "yes");
  await open("UZ", ["statistics"]);
  await say(await open("KG", ["statistics"]), "yes", "Example Donor South");
  await say(await open("KZ", []), "yes");
  const other = await open("AF", ["statistics"]);
  await say(other, "yes");
  await say(other, "no");
  const child = await open("TM", ["statistics"]);
  await say(child, "yes");
  const age = { on: "2031-10-02", age: "in-doubt", "known-from": "own-word" };
  await must(worker.cases.saveSheet(child, { form: "age", set: age }));
  await world.settle(worker, colleague);
  await assert.rejects(say(child, "yes"), { code: "not-offered" });
  const given = await give(colleague);
  assert.deepEqual(given.of, ["TJ"]);
  assert.deepEqual(given.leftOut, { "not-counted": 1, child: 1, "no-yes": 3 });
  const looked = await must(colleague.exact.lookAtCases(key, "2031-Q4"));
  assert.deepEqual(looked, { cases: 1, rows: 1, leftOut: given.leftOut });
  assert.equal(colleague.exact.agreements[0]?.given.length, 1, "a look is no gift");
  assert.doesNotMatch(given.text, /Test Person|XT-KT|2031-10-02T/);
});

test("[CN9b] a consent that was withdrawn gives no row, nor a yes that became a no; a no that is changed in its place gives one", async (t) => {
  const { world, worker, colleague, sign, open, say, give } = await shelter(t);
  await sign();
  const [one, two] = [await open("TJ", ["statistics"]), await open("UZ", ["statistics"])];
  await say(one, "yes");
  const sheet = await say(two, "no");
  assert.deepEqual((await give(worker)).of, ["TJ"]);
  await say(two, "yes", donor, sheet);
  assert.deepEqual((await give(colleague)).of, ["TJ", "UZ"]);
  const consent = worker.cases.view(one)?.state.consents[0]?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(one, consent));
  await world.settle(worker, colleague);
  assert.deepEqual((await give(colleague)).of, ["UZ"]);
  await say(two, "no", donor, sheet);
  assert.deepEqual((await give(worker)).of, []);
});

test("[CN9, CN9b] no device gives coded cases alone, nor by an agreement on tables; each time is written down for both", async (t) => {
  const alone = await shelter(t);
  await alone.say(await alone.open("TJ", ["statistics"]), "yes");
  const refused = async (by: Device, key: string, period = "2031") => {
    for (const verdict of [await by.exact.giveCases(key, period, write), await by.exact.lookAtCases(key, period)])
      assert.ok(verdict.is === "failed" && verdict.reason === "not-allowed");
  };
  for (const by of [alone.worker, alone.colleague]) await refused(by, alone.key);
  await alone.sign();
  await refused(alone.worker, alone.key, "soon");
  await alone.give(alone.worker);
  await alone.world.settle(alone.worker, alone.colleague);
  const [seen] = alone.colleague.exact.agreements;
  assert.deepEqual(
    seen?.given.map(({ period, tables }) => [period, tables]),
    [["2031-Q4", ["htcds"]]],
  );
  const ofTables = await shelter(t, ["course"]);
  await ofTables.sign();
  await refused(ofTables.worker, ofTables.key);
});
