// What a referral in a running case asks for once it was answered, and of whom (FM9i).
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, receiptSeed } from "../../../test/support/country.ts";
import type { BodyOf } from "../entry-kind.ts";
import { askedOfReferrals, givesByItself, toGive } from "./referred-on.ts";

const country = new Country();
const id = (role: Role) => country.by[role].id;
const agreed = {
  purposes: ["support"],
  compartments: ["referral", "identity"],
  language: "tg",
  manner: "spoken",
  interpreter: "none",
  basis: "consent",
} as const;

/** A case in which shelter and clinic are in contact, and which the shelter asks legal aid to join. */
function running() {
  const build = new CaseBuilder(country);
  const all: readonly Role[] = ["shelter", "clinic", "legal"];
  const { consents, referral } = build.refer("border", ["shelter"], { extra: ["clinic"] });
  build.add("shelter", "referral.accept", { referral });
  const yes = build.consent("border", "clinic", { to: ["shelter", "clinic"] });
  const second = build.send("border", ["clinic"], [yes], { to: ["shelter", "clinic"], consent: [yes, ...consents] });
  build.add("clinic", "referral.accept", { referral: second }, { to: ["shelter", "clinic"] });
  const ask = (choice: Role, needs: BodyOf<"referral.send">["needs"]) => {
    const consent = build.consent("shelter", choice, { to: all, compartments: ["referral"], purposes: ["referral"] });
    return build.add(
      "shelter",
      "referral.send",
      {
        choices: [{ organisation: id(choice), consent }],
        ...{ needs, escort: false, at_once: true, receipt_seed: receiptSeed, contact: false, agreed },
      },
      { to: ["shelter", "clinic", choice], consent: [consent, yes, ...consents] },
    );
  };
  const answer = (role: Role, on: string, verb: "accept" | "decline") =>
    verb === "accept"
      ? build.add(role, "referral.accept", { referral: on }, { to: all })
      : build.add(role, "referral.decline", { referral: on, reason: "no-place" }, { to: all });
  /** The person says to the clinic that they leave the shelter. */
  const leave = () => build.add("clinic", "consent.withdraw", { given: consents[0] ?? "" }, { to: all });
  const asks = (role: Role, what: "toGive" | "toDecide") =>
    askedOfReferrals(build.fold(), id(role))[what]?.map(({ referral: of }) => of) ?? [];
  return { build, ask, answer, leave, asks, consents };
}

test("[FD16e] while who asked is in contact its programs give, and nobody has a task of it", () => {
  const { build, ask, answer, asks } = running();
  const on = ask("legal", ["legal-advice"]);
  assert.deepEqual(toGive(build.fold()), [], "not before it accepted");
  answer("legal", on, "accept");
  const state = build.fold();
  assert.deepEqual(state.inContact, [id("clinic"), id("shelter")].sort());
  const [referral] = toGive(state);
  assert.ok(referral !== undefined);
  assert.deepEqual(
    (["shelter", "clinic", "legal"] as const).map((role) => givesByItself(state, referral, id(role))),
    [true, false, false],
  );
  for (const role of ["shelter", "clinic", "legal"] as const) assert.deepEqual(asks(role, "toGive"), [], role);
});

test("[FD16e] [FM9i] where who asked lost its contact nothing is given by itself: it is a task at the desk of whoever is in contact, and of nobody else", () => {
  const { build, ask, answer, leave, asks } = running();
  const on = ask("legal", ["legal-advice"]);
  answer("legal", on, "accept");
  leave();
  const state = build.fold();
  assert.deepEqual(state.inContact, [id("clinic")]);
  const [referral] = toGive(state);
  assert.ok(referral !== undefined && state.inContact.every((each) => !givesByItself(state, referral, each)));
  assert.deepEqual(asks("clinic", "toGive"), [on]);
  assert.deepEqual([...asks("shelter", "toGive"), ...asks("legal", "toGive")], []);
  const body = { organisation: id("legal"), ...agreed, upon: on };
  const given = build.add("clinic", "consent.give", body, { to: ["clinic", "legal"] });
  assert.equal(build.verdict(given), "effective", "by a press there");
  assert.deepEqual(asks("clinic", "toGive"), []);
});

test("[FM9i] a help that is not possible asks what comes next, until the same is asked of somebody else; of who asked, or of whoever is in contact", () => {
  const { ask, answer, leave, asks } = running();
  const first = ask("legal", ["legal-advice"]);
  assert.deepEqual(asks("shelter", "toDecide"), []);
  answer("legal", first, "decline");
  assert.deepEqual(asks("shelter", "toDecide"), [first]);
  assert.deepEqual(asks("clinic", "toDecide"), []);
  const other = ask("authority", []);
  assert.deepEqual(asks("shelter", "toDecide"), [first], "a question for something else answers nothing");
  answer("authority", other, "decline");
  assert.deepEqual(asks("shelter", "toDecide"), [first, other]);
  leave();
  assert.deepEqual(asks("shelter", "toDecide"), []);
  assert.deepEqual(asks("clinic", "toDecide"), [first, other]);

  const again = running();
  const one = again.ask("legal", ["legal-advice"]);
  again.answer("legal", one, "decline");
  const same = again.ask("authority", ["legal-advice"]);
  assert.deepEqual(again.asks("shelter", "toDecide"), [], "somebody else may still give it");
  again.answer("authority", same, "decline");
  assert.deepEqual(again.asks("shelter", "toDecide"), [same], "one question for one help");
});

test("[FM9i] that an authority declined asks what comes next, though another authority accepted, until the same one is asked again", () => {
  const { build, ask, answer, asks } = running();
  // The cast has one authority: legal aid stands for the other one.
  const other = ask("legal", []);
  answer("legal", other, "accept");
  const one = ask("authority", []);
  answer("authority", one, "decline");
  assert.equal(build.verdict(one), "effective");
  assert.deepEqual(asks("shelter", "toDecide"), [one]);
  ask("authority", []);
  assert.deepEqual(asks("shelter", "toDecide"), []);
});

test("[FM9i] who ended its help gives none: a later no asks what comes next; help that was asked for after the no, and then ended, asks nothing", () => {
  const { build, ask, answer, asks } = running();
  const closed = ask("legal", ["legal-advice"]);
  answer("legal", closed, "accept");
  const later = ask("authority", ["legal-advice"]);
  answer("authority", later, "decline");
  assert.deepEqual(asks("shelter", "toDecide"), [], "the lawyer of before may still give it");
  const all = ["shelter", "clinic", "legal"] as const;
  build.add("legal", "referral.close", { referral: closed, outcome: "goal-reached" }, { to: all });
  assert.deepEqual(asks("shelter", "toDecide"), [later]);
  const after = ask("legal", ["legal-advice"]);
  answer("legal", after, "accept");
  build.add("legal", "referral.close", { referral: after, outcome: "goal-reached" }, { to: all });
  assert.deepEqual(asks("shelter", "toDecide"), [], "somebody else gave it since");
});
