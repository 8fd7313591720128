// What is judged of a save (FD10): that it fits its form, who may write into a sheet, and what it says of age and danger.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country, dangerOf, type Role, saveIn, screeningOf } from "../../../test/support/country.ts";
import { firstLineForm, formOfPart, named, personForm, riskForm, serviceForm } from "../../../test/support/forms.ts";
import { type BodyOf, caseBodies } from "../entry-kind.ts";

type Save = BodyOf<"answers">;
const sheet = "a1".repeat(16);
const risk: Save = { ...named(riskForm), sheet, part: "safety", set: { level: "low" }, gone: {}, over: [] };

/** A case that the shelter has accepted and legal aid was only asked in; everything is agreed to for both. */
function accepted() {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { referral, consents } = build.refer("border", ["shelter", "legal"]);
  const accept = build.add("shelter", "referral.accept", { referral }, { to: ["shelter", "legal"] });
  const save = (author: Role, body: Save, options: Parameters<CaseBuilder["add"]>[3] = {}) =>
    build.add(author, "answers", body, { to: [author], parents: [accept], ...options });
  return { country, build, referral, consents, accept, save };
}

test("[FD10a] a save says something, one thing of a field, and strikes out a sheet with nothing beside it", () => {
  const is = caseBodies.answers;
  assert.ok(is(risk));
  assert.ok(is({ ...risk, set: {}, gone: { "*": "mistake" } }));
  assert.ok(
    is({
      ...risk,
      gone: { threats: "refused" },
      why: "changed",
      language: "tg",
      paper: "2030-01-01",
      for: "risk/again/35db4c00/1",
    }),
  );
  for (const broken of [
    { set: {} },
    { set: { level: "low" }, gone: { level: "mistake" } },
    { gone: { "*": "mistake" } },
    { set: {}, gone: { "*": "refused" } },
    { set: {}, gone: { "*": "mistake", level: "mistake" } },
    { gone: { level: "gone" } },
    { sheet: "two" },
    { part: "everything" },
    { set: { level: null } },
    { set: { level: -1 } },
    { set: { __proto__x: 1 } },
    { over: ["x"] },
    { over: Array.from({ length: 61 }, (_, i) => i.toString(16).padStart(64, "0")) },
    { set: Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`f${i}`, true])) },
    { why: "because" },
    { readers: [] },
  ])
    assert.ok(!is({ ...risk, ...broken }), JSON.stringify(broken).slice(0, 80));
});

test("[FD10c] a save that does not fit the form that it names is refused", () => {
  const { build, save } = accepted();
  assert.equal(build.verdict(save("shelter", risk)), "effective");
  for (const broken of [
    { form: "service" },
    { sheet: "one" },
    { part: "support" },
    { set: { level: "lowest" } },
    { set: { level: true } },
    { set: { from: ["trafficker", "x"] } },
    { set: { unheard: "x" } },
    { set: { hint: "x" } },
    { set: { reasons: "x".repeat(601) } },
    { set: {}, gone: { unheard: "refused" } },
    { set: {}, gone: { hint: "refused" } },
    { set: { toString: "x" } },
  ] as readonly Partial<Save>[])
    assert.equal(build.verdict(save("shelter", { ...risk, ...broken })), "not-in-form", JSON.stringify(broken));
  const person: Save = {
    ...named(personForm),
    sheet: "one",
    part: "identity",
    set: { given: "Test Person" },
    gone: {},
    over: [],
  };
  assert.equal(build.verdict(save("shelter", person)), "effective");
  assert.equal(build.verdict(save("shelter", { ...person, sheet })), "not-in-form");
  assert.equal(build.verdict(save("shelter", { ...person, set: { value: "of another part" } })), "not-in-form");
});

test("[FD10c] the form narrows who may write, and a part is narrower than a form", () => {
  const { build, save, country } = accepted();
  const authority = build.consent("shelter", "authority", { to: ["shelter", "authority"] });
  const service: Save = { ...named(serviceForm), sheet, part: "support", set: { kind: "legal" }, gone: {}, over: [] };
  assert.ok(country.by.authority);
  assert.equal(build.verdict(save("authority", service, { parents: [authority] })), "author-may-not");
  const health: Save = {
    ...named(formOfPart("health")),
    sheet,
    part: "health",
    set: { words: "x" },
    gone: {},
    over: [],
  };
  assert.equal(build.verdict(save("authority", health, { parents: [authority] })), "author-may-not");
  const legal: Save = { ...named(formOfPart("legal")), sheet, part: "legal", set: { words: "x" }, gone: {}, over: [] };
  assert.equal(build.verdict(save("authority", legal, { parents: [authority] })), "effective");
});

test("[FD10c] a sheet that is its author's own takes no save of another organisation; a shared one does", () => {
  const { build, save, consents } = accepted();
  const options = { to: ["shelter", "legal"] as const, consent: consents };
  const service: Save = { ...named(serviceForm), sheet, part: "support", set: { kind: "legal" }, gone: {}, over: [] };
  build.consent("border", "legal", { to: ["shelter", "legal"], compartments: ["referral", "support", "safety"] });
  const wide = build.entries.at(-1)?.id ?? "";
  const shelters = { ...options, consent: [wide], parents: [wide] };
  const begun = save("shelter", service, shelters);
  const strange = save(
    "legal",
    { ...service, set: { kind: "medical" }, over: [begun] },
    { to: ["legal"], parents: [begun] },
  );
  const strike = save(
    "legal",
    { ...service, set: {}, gone: { "*": "mistake" }, over: [begun] },
    { to: ["legal"], parents: [begun] },
  );
  const own = save("shelter", { ...service, set: { number: 2 } }, { ...shelters, parents: [begun] });
  const shared = save("shelter", risk, shelters);
  const joined = save(
    "legal",
    { ...risk, set: { level: "high" }, over: [shared] },
    { to: ["legal"], parents: [shared] },
  );
  const state = build.fold();
  assert.equal(build.verdict(strange, state), "not-your-sheet");
  assert.equal(build.verdict(strike, state), "not-your-sheet");
  for (const id of [begun, own, shared, joined]) assert.equal(build.verdict(id, state), "effective");
});

test("[FD10] a save of a form that is not here waits, changes nothing, and holds nothing up", () => {
  const { build, save } = accepted();
  const unknown = save("shelter", { ...risk, version: "00".repeat(32) });
  const later = build.add("shelter", "status", { status: "presumed" }, { to: ["shelter"], parents: [unknown] });
  const state = build.fold();
  assert.equal(build.verdict(unknown, state), "waiting");
  assert.equal(build.verdict(later, state), "effective");
});

test("[FD10d] a save waits for none of those that it replaces", () => {
  const { build, save } = accepted();
  const id = save("shelter", { ...risk, over: ["0f".repeat(32)] });
  assert.equal(build.verdict(id), "effective");
});

const firstLine: Save = { ...named(firstLineForm), sheet, part: "referral", set: { age: "child" }, gone: {}, over: [] };

test("[FD10f] a sheet says whether the person is a child, from who knows the person only; doubt means child", () => {
  const { build, save } = accepted();
  assert.equal(build.fold().treatAsChild, false, "the screening says adult");
  const stranger = save("legal", firstLine);
  assert.equal(build.verdict(stranger), "not-in-contact");
  assert.equal(build.fold().treatAsChild, false);
  const child = save("shelter", firstLine);
  assert.equal(build.verdict(child), "effective");
  assert.equal(build.fold().treatAsChild, true);
  const adult = save("shelter", { ...firstLine, set: { age: "adult" }, over: [child] }, { parents: [child] });
  assert.equal(build.fold().treatAsChild, false);
  const unknown = save(
    "shelter",
    { ...firstLine, set: {}, gone: { age: "unknown" }, over: [adult] },
    { parents: [adult] },
  );
  assert.equal(build.fold().treatAsChild, true);
  save("shelter", { ...firstLine, set: {}, gone: { "*": "mistake" }, over: [unknown] }, { parents: [unknown] });
  assert.equal(build.fold().treatAsChild, false, "what was struck out is taken back");
});

test("[FD10f] [FD2c] between branches a child wins over an adult", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  const consent = build.consent("border", "shelter", { to: ["shelter"] });
  const options = { to: ["shelter"] as const, consent: [consent], parents: [consent] };
  build.add("border", "answers", screeningOf("adult"), options);
  assert.equal(build.fold().treatAsChild, false);
  build.add("border", "answers", firstLine, options);
  assert.equal(build.fold().treatAsChild, true);
});

test("[FD7b] [FD10f] what is best for a child carries nothing once a sheet says that the person is an adult", () => {
  const country = new Country();
  const build = new CaseBuilder(country);
  const { referral } = build.refer("border", ["shelter"]);
  build.add("shelter", "referral.accept", { referral }, { to: ["shelter"] });
  const child = build.add("shelter", "answers", firstLine);
  const best = build.consent("shelter", "clinic", { to: ["shelter", "clinic"], basis: "best-interest-of-child" });
  const share = () =>
    build.add("shelter", "answers", saveIn("identity"), {
      to: ["shelter", "clinic"],
      consent: [best],
      parents: [best],
    });
  assert.equal(build.verdict(share()), "effective");
  const adult = { ...firstLine, set: { age: "adult" }, over: [child] };
  build.add("shelter", "answers", adult, { parents: [best] });
  assert.equal(build.verdict(share()), "readers-not-allowed");
});

test("[FD10f] [FD2e] danger said in a sheet is the danger of the case, with who said it and when", () => {
  const { country, build, save } = accepted();
  assert.equal(build.fold().danger, "not-now");
  const said = save("shelter", { ...firstLine, set: { danger: "now" } });
  assert.deepEqual(build.fold().dangerSaid?.by, country.by.shelter.id);
  assert.equal(build.fold().danger, "now");
  assert.equal(build.fold().dangerSaid?.isRenewed, true);
  build.add("shelter", "answers", dangerOf("unclear"), { parents: [said] });
  assert.equal(build.fold().danger, "unclear");
  assert.equal(build.verdict(save("legal", { ...firstLine, set: { danger: "not-now" } })), "not-in-contact");
});
