// When a case from which a consent was taken back is at rest: its line may be kept only once nothing of it is to be forwarded or erased here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role } from "../../../test/support/country.ts";
import type { Party } from "../../core/party.ts";
import { isAtRest } from "./line-at-rest.ts";
import { withdrawalsToSay, withdrawnByOthers } from "./withdrawals.ts";

/** A case that a border post referred to a shelter and to legal aid, as the shelter's program sees it, with all of it in the log. */
function referred() {
  const country = new Country();
  const build = new CaseBuilder(country);
  const everybody = ["shelter", "legal"] as const;
  const { referral, consents } = build.refer("border", ["shelter", "legal"]);
  build.add("shelter", "referral.accept", { referral }, { to: everybody });
  const { shelter } = country.by;
  const now = () => {
    country.passHours(48);
    country.logTime();
    const state = build.fold(country.size);
    return {
      state,
      isAtRest: isAtRest(state, shelter.id, country.directory),
      toSay: withdrawalsToSay(state, shelter.id, hearing("provider")).map(({ say }) => say),
    };
  };
  const withdraw = (author: Role, given: string, to: readonly Role[]) =>
    build.add(author, "consent.withdraw", { given }, { to });
  const confirm = (withdrawal: string) => build.add("shelter", "withdraw.confirmed", { withdrawal }, { to: everybody });
  return { build, country, everybody, consents, now, withdraw, confirm };
}

const hearing = (party: Party | undefined) => ({ canReceive: () => true, mayLack: () => false, party });

test("[EN12] [SL8] a case in which a consent was taken back is at rest once its holder heard of it, and not before", () => {
  const { everybody, consents, now, withdraw, confirm } = referred();
  const [, legals = ""] = consents;
  assert.equal(now().isAtRest, true);
  withdraw("border", legals, ["shelter"]);
  assert.deepEqual(now().toSay, ["withdrawn"], "legal aid holds the consent and heard nothing");
  assert.equal(now().isAtRest, false);
  const heard = withdraw("shelter", legals, everybody);
  assert.deepEqual(now().toSay, []);
  assert.equal(now().isAtRest, true);
  confirm(heard);
  const { state, isAtRest } = now();
  assert.equal(state.endings.length, 1, "legal aid erases; nothing is to be erased here");
  assert.equal(isAtRest, true);
});

test("[FD7d] [EN12] an authority forwards no withdrawal of the consent for another: its case is at rest without, and its other duties go on", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents } = build.refer("border", ["shelter", "legal"], { extra: ["authority"] });
  build.consent("border", "authority", { to: ["shelter", "legal", "authority"] });
  build.add("border", "consent.withdraw", { given: consents[1] ?? "" }, { to: ["shelter", "authority"] });
  country.passHours(48);
  country.logTime();
  const state = build.fold(country.size);
  const toSay = (role: Role, party: Party) =>
    withdrawalsToSay(state, country.by[role].id, hearing(party)).map(({ say }) => say);
  assert.deepEqual([toSay("shelter", "provider"), toSay("authority", "authority")], [["withdrawn"], []]);
  assert.equal(isAtRest(state, country.by.authority.id, country.directory), true);
});

test("[EN12] [FD7] a case in which all that the own organisation was given has ended is never at rest: its line goes with what is erased", () => {
  const { everybody, consents, now, withdraw, confirm } = referred();
  const [ours = ""] = consents;
  const withdrawal = withdraw("border", ours, everybody);
  assert.equal(now().isAtRest, true, "nobody confirmed it yet: nothing is erased before that");
  confirm(withdrawal);
  assert.equal(now().isAtRest, false);
});

test("[EN12] [SL8] a newcomer of ours must hear of a withdrawal and that it was confirmed, before the case is at rest", () => {
  const { build, country, everybody, consents, now, withdraw, confirm } = referred();
  const [, legals = ""] = consents;
  const all = [...everybody, "clinic"] as const;
  const theirs = build.consent("shelter", "clinic", { to: all });
  build.add(
    "shelter",
    "grant",
    { organisation: country.by.clinic.id, consent: theirs, notes: [{ note: "a note", leaf: 1 }], left_out: [] },
    { to: ["shelter", "clinic"] },
  );
  const known = now().state.entries.find(({ content }) => content.kind === "grant")?.verdict;
  assert.equal(known?.is, "effective", JSON.stringify(known));
  const withdrawal = withdraw("shelter", legals, everybody);
  assert.deepEqual(now().toSay, ["withdrawn"], "the clinic has not heard of it");
  assert.equal(now().isAtRest, false);
  const again = withdraw("shelter", legals, all);
  assert.deepEqual(now().toSay, []);
  confirm(withdrawal);
  assert.deepEqual(now().toSay, ["confirmed"], "of the one that the clinic has");
  assert.equal(now().isAtRest, false);
  confirm(again);
  assert.equal(now().isAtRest, true);
});

test("[KR6c] [SL8] who was brought back since, or was suspended, hears once more that a consent was taken back and confirmed, from who is in contact alone that it was", () => {
  const { build, country, everybody, consents, withdraw, confirm } = referred();
  const [, legals = ""] = consents;
  confirm(withdraw("shelter", legals, everybody));
  const brought = country.size;
  const toSay = (role: Role) => {
    country.passHours(1);
    const { id } = country.by[role];
    const mayLack = (organisation: string, { seen }: { readonly seen: number }) =>
      organisation === country.by[role === "shelter" ? "legal" : "shelter"].id && seen <= brought;
    return withdrawalsToSay(build.fold(country.size), id, { canReceive: () => true, mayLack, party: "provider" });
  };
  assert.deepEqual(toSay("shelter"), [{ say: "withdrawn", given: legals }]);
  country.passHours(1);
  const again = withdraw("shelter", legals, everybody);
  assert.deepEqual(toSay("shelter"), [{ say: "confirmed", withdrawal: again }]);
  assert.deepEqual(toSay("legal"), [], "it is not in contact");
  confirm(again);
  assert.deepEqual(toSay("shelter"), []);
});

test("[FD7p] a worthless consent silences no alarm: who takes the real one is heard", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { consents, referral } = build.refer("border", ["shelter", "clinic"]);
  const to = ["shelter", "clinic"] as const;
  build.add("shelter", "referral.accept", { referral }, { to });
  build.consent("border", "shelter", { to, purposes: ["statistics"], compartments: ["referral"] });
  build.add("border", "consent.withdraw", { given: consents[0] ?? "" }, { to });
  assert.equal(withdrawnByOthers(build.fold(), country.by.shelter.id).length, 1);
});
