// What a form may not be, whoever signs it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownForm } from "../../../test/support/forms.ts";
import { idOfForm } from "../../note/form-id.ts";
import { parts, partTable } from "../part-table.ts";
import type { Flaw } from "../schema-flaws.ts";
import { checkForm, checkWords, unexplainedFields } from "./check-form.ts";
import type { DueRule, Form, FormField, FormVersion, FormWords, ListCode } from "./form.ts";
import { library, libraryVersions } from "./library.ts";
import { mayReadWith } from "./part-readers.ts";
import { firstRoles } from "./roles.ts";

const base: Form = {
  ...ownForm,
  key: "visit",
  lists: { way: ["met", "phone", "not-reached"] },
  groups: [
    { key: "contact", part: "support" },
    { key: "name", part: "identity" },
    { key: "story", part: "narrative" },
  ],
  fields: [
    { key: "on", group: "contact", type: "day", required: true, role: "happened" },
    { key: "way", group: "contact", type: "code", list: "way" },
    { key: "called", group: "name", type: "line" },
    { key: "said", group: "story", type: "text" },
  ],
  due: [{ id: "again", from: "on", at: ["P7D"], does: "visit", who: "author", kind: "care" }],
};

const alone = { earlier: [], isForm: (key: string) => key === "risk" };
const check = (form: unknown, earlier: readonly FormVersion[] = []) => checkForm(form, { ...alone, earlier });
const versionOf = (form: Form): FormVersion => ({ id: idOfForm(form), form });

function withFields(...more: readonly FormField[]): Form {
  return { ...base, fields: [...base.fields, ...more] };
}
/** The base with one field changed. */
function changed(key: string, change: Partial<FormField>): Form {
  return { ...base, fields: base.fields.map((field) => (field.key === key ? { ...field, ...change } : field)) };
}
function withRule(change: Partial<DueRule>): Form {
  return {
    ...base,
    due: [{ id: "again", from: "on", at: ["P7D"], does: "visit", who: "author", kind: "care", ...change }],
  };
}
const seeing = (flaws: readonly Flaw[]) => flaws.map((flaw) => `${flaw.path}: ${flaw.reason}`);

/** One flaw at one place. */
function refuses(form: unknown, path: string, reason: RegExp, earlier: readonly FormVersion[] = []): void {
  const flaws = check(form, earlier);
  assert.ok(
    flaws.some((flaw) => flaw.path === path && reason.test(flaw.reason)),
    `${path} ${reason}: ${JSON.stringify(seeing(flaws))}`,
  );
}

test("a sound form has no flaw", () => {
  assert.deepEqual(check(base), []);
  assert.deepEqual(check(withRule({ does: "risk", when: "${way} = 'not-reached'" })), []);
});

test("anything that is no form is refused with the place of each flaw, and nothing throws", () => {
  for (const wrong of [null, 1, [], {}, { ...base, readers: [] }, { ...base, fields: "none" }])
    assert.ok(check(wrong).length > 0);
  refuses(
    { ...base, fields: [{ ...base.fields[0], type: "geopoint" }] },
    "fields[0].type",
    /must be one of line, text/,
  );
});

test("[FM2] a form keeps its bounds: bytes, fields, codes, rules", () => {
  const many = (count: number): Form =>
    withFields(
      ...Array.from({ length: count }, (_, n): FormField => ({ key: `f${n}`, group: "contact", type: "yes-no" })),
    );
  assert.deepEqual(check(many(96)), []);
  refuses(many(97), "fields", /1 to 100/);
  const codes = (count: number): Form => ({
    ...base,
    lists: { way: Array.from({ length: count }, (_, n) => `c${n}`) },
  });
  assert.deepEqual(check(codes(300)), []);
  assert.ok(check(codes(301)).length > 0);
  const relevant = `\${way} = 'met' and ${Array.from({ length: 60 }, () => "true()").join(" and ")}`;
  refuses(
    { ...many(60), fields: many(60).fields.map((field) => ({ ...field, relevant })) },
    "",
    /has \d+ bytes; at most 24576/,
  );
  refuses({ ...base, due: Array.from({ length: 7 }, (_, n) => ({ ...base.due[0], id: `r${n}` })) }, "due", /0 to 6/);
});

test("keys stand once, groups and lists are there and used", () => {
  refuses(withFields({ key: "on", group: "contact", type: "day" }), "fields.on", /stands twice/);
  refuses({ ...base, lists: { way: ["met", "met", "phone"] } }, "lists.way.met", /stands twice/);
  refuses(changed("way", { group: "nowhere" }), "fields.way.group", /no group/);
  refuses(changed("way", { list: "nothing" }), "fields.way.list", /no list/);
  refuses(changed("way", { list: "constructor" }), "fields.way.list", /no list/);
  refuses({ ...base, lists: { ...base.lists, spare: ["a"] } }, "lists.spare", /list of no field/);
  refuses({ ...base, groups: [...base.groups, { key: "empty", part: "support" }] }, "groups.empty", /no field/);
  refuses(withFields({ key: "x", group: "contact", type: "code" }), "fields.x.list", /is missing/);
  refuses(
    withFields({ key: "x", group: "contact", type: "day", list: "way" }),
    "fields.x.list",
    /not for the type day/,
  );
});

test("what does not go with a type is refused", () => {
  refuses(changed("way", { max: 10 }), "fields.way.max", /line or a text only/);
  refuses(changed("called", { max: 2000 }), "fields.called.max", /at most 300/);
  refuses(changed("way", { merge: "union" }), "fields.way.merge", /"safer" for a code/);
  refuses(changed("way", { weight: "S" }), "fields.way.weight", /yes-no/);
  refuses(
    withFields({ key: "hello", group: "contact", type: "note", required: true }),
    "fields.hello.required",
    /nobody answers/,
  );
  refuses(
    withFields({ key: "sum", group: "contact", type: "whole", calculation: "1", required: true }),
    "fields.sum.required",
    /calculated/,
  );
  refuses(changed("way", { fact: "colour" }), "fields.way.fact", /is none of sex/);
});

test("a role is what the program expects of it: type, part, codes in their order, the safer answer; a form may lack one, not bend one", () => {
  const danger = { key: "danger", group: "d", type: "code", list: "danger", role: "danger", merge: "safer" } as const;
  const first = (
    change: Partial<FormField>,
    codes: readonly (string | ListCode)[] = ["now", "unclear", "not-now"],
    part: "referral" | "support" = "referral",
  ): Form => ({
    ...base,
    lists: { danger: codes },
    groups: [{ key: "d", part }],
    fields: [{ ...danger, ...change }],
    due: [],
  });
  assert.deepEqual(check(first({})), []);
  refuses(first({}, ["not-now", "unclear", "now"]), "fields.danger.role", /exactly the codes now, unclear, not-now/);
  refuses(first({}, ["now", "not-now"]), "fields.danger.role", /exactly the codes/);
  refuses(
    first({}, [{ code: "now", retired: true }, "unclear", "not-now"]),
    "fields.danger.role",
    /none of them can be retired/,
  );
  refuses(
    first({}, ["now", { code: "unclear", writers: ["provider"] }, "not-now"]),
    "fields.danger.role",
    /none of them can be for some writers alone/,
  );
  refuses(first({}, undefined, "support"), "fields.danger.role", /group of the part referral/);
  const { merge: _merge, ...bent } = danger;
  refuses({ ...first({}), fields: [bent] }, "fields.danger.role", /needs "merge": "safer"/);
  refuses(first({ type: "codes" }), "fields.danger.role", /needs the type code/);
  refuses(first({ role: "readers" }), "fields.danger.role", /no role that the program knows/);
  refuses(first({ role: "constructor" }), "fields.danger.role", /no role that the program knows/);
  refuses(
    withFields({ key: "also", group: "contact", type: "day", role: "happened" }),
    "fields.also.role",
    /another field too/,
  );
  const end = { key: "ended", group: "contact", type: "day", role: "closed-on" } as const;
  assert.deepEqual(check({ ...withFields(end), own: "author" }), []);
  refuses({ ...withFields(end), own: "shared" }, "fields.ended.role", /"own": "author"/);
});

test("[FM8] a form only narrows who writes, and `referral` holds no free text", () => {
  assert.ok(
    check({ ...base, writers: ["provider", "justice"] }).some(
      (flaw) => flaw.path === "writers" && /justice/.test(flaw.reason),
    ),
  );
  const words: Form = {
    ...base,
    groups: [{ key: "all", part: "referral" }],
    fields: [{ key: "words", group: "all", type: "text" }],
    lists: {},
    due: [],
  };
  refuses(words, "fields.words.type", /free text, which the part referral may not hold/);
});

test("[FM4] every name exists, every code is one of its list, and types fit", () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ["${nobody} = 'met'", /\$\{nobody\}, which is no field/],
    ["selected(${way}, 'mett')", /'mett', which is no code/],
    ["${way} = 'mett'", /'mett', which is no code/],
    ["'mett' != ${way}", /'mett', which is no code/],
    ["${case.risk} = 'hihg'", /'hihg', which is no code/],
    ["selected(${called}, 'x')", /field that has no list/],
    ["${way} > 3", /compares a code with a number/],
    ["${on} = 'today'", /compares a day with a text/],
    ["${way}", /whether a code is true|where yes or no is wanted/],
    ["${way} and true()", /whether a code is true/],
    ["${on} + 7 = 1", /add-days/],
    [". = 'met'", /only a constraint may/],
    ["marked('nowhere', 'S') > 0", /no group of this form/],
    ["marked('*', 'X') > 0", /no weight/],
    ["1 <", /at character 4: ends too early/],
    ["regex(${called}, 'x')", /no function/],
    ["if(true(), 1, 'a') = 1", /one time and a text another time/],
  ];
  for (const [relevant, reason] of wrong) refuses(changed("way", { relevant }), "fields.way.relevant", reason);
  for (const constraint of [
    "selected(., 'met')",
    ". != 'phone'",
    "${on} <= today()",
    "difference-in-years(${on}, today()) < 2",
  ])
    assert.deepEqual(check(changed("way", { constraint })), [], constraint);
});

test("[FM4] a calculation gives what its field holds: a code of its list, a number, a day", () => {
  const sum = (type: FormField["type"], calculation: string): Form =>
    withFields({ key: "sum", group: "contact", type, calculation, ...(type === "code" ? { list: "way" } : {}) });
  assert.deepEqual(check(sum("code", "if(${on} < today(), 'met', 'phone')")), []);
  assert.deepEqual(check(sum("code", "if(${on} < today(), 'met', '')")), []);
  refuses(sum("code", "if(${on} < today(), 'met', 'mett')"), "fields.sum.calculation", /'mett', which is no code/);
  refuses(sum("code", "concat('m', 'et')"), "fields.sum.calculation", /may give a text that is no code/);
  refuses(sum("whole", "'seven'"), "fields.sum.calculation", /gives a text, where a number is wanted/);
  refuses(sum("day", "today() - ${on}"), "fields.sum.calculation", /gives a number, where a day is wanted/);
  refuses(sum("yes-no", "if(${way} = 'met', 'yes', 'no')"), "fields.sum.calculation", /where yes or no is wanted/);
  assert.deepEqual(check(sum("yes-no", "${way} = 'met'")), []);
});

test("[FM2] fields that depend on each other in a circle are refused, also over a group and over marked()", () => {
  const two = (a: string, b: string): Form =>
    withFields(
      { key: "a", group: "contact", type: "yes-no", calculation: a },
      { key: "b", group: "contact", type: "yes-no", calculation: b, weight: "S" },
    );
  assert.deepEqual(check(two("${b}", "true()")), []);
  refuses(two("${b}", "${a}"), "fields", /circle/);
  refuses(two("marked('*', 'S') > 0", "${a}"), "fields", /circle/);
  refuses(withFields({ key: "a", group: "contact", type: "yes-no", calculation: "${a}" }), "fields", /circle/);
  const grouped: Form = {
    ...base,
    groups: base.groups.map((group) => (group.key === "contact" ? { ...group, relevant: "${way} = 'met'" } : group)),
  };
  refuses(grouped, "fields", /circle/);
});

test("[FM11] an expression reads only what everybody may read who can read where it stands, for each pair of parts", () => {
  for (const own of parts)
    for (const other of parts) {
      const form: Form = {
        ...base,
        writers: ["provider"],
        lists: { way: ["met", "phone"] },
        groups: [
          { key: "own", part: own },
          { key: "other", part: other },
        ],
        fields: [
          { key: "a", group: "own", type: "code", list: "way", relevant: "${b} = 'met'" },
          { key: "b", group: "other", type: "code", list: "way" },
        ],
        due: [],
      };
      const refused = check(form).some(
        (flaw) => flaw.path === "fields.a.relevant" && flaw.reason.includes("may read who reads"),
      );
      assert.equal(refused, !mayReadWith(own, other), `${own} reads ${other}`);
      const isWider = partTable[own].readers.every((party) =>
        (partTable[other].readers as readonly string[]).includes(party),
      );
      if (!refused) assert.ok(isWider, `${own} reads ${other}: its readers may all read it`);
    }
  assert.ok(
    mayReadWith("support", "safety") && mayReadWith("contact", "identity") && mayReadWith("support", "referral"),
  );
  assert.ok(
    !mayReadWith("identity", "contact") && !mayReadWith("referral", "support") && !mayReadWith("support", "identity"),
  );
});

test("[FM11] a group, a constraint, a calculation, a due rule, what is counted by marked() and a fact of the case are held to it too", () => {
  const hurt = (form: Form, path: string) => refuses(form, path, /not everybody may read who reads/);
  hurt(
    {
      ...base,
      groups: base.groups.map((group) => (group.key === "story" ? { ...group, relevant: "${way} = 'met'" } : group)),
    },
    "groups.story.relevant",
  );
  hurt(changed("called", { constraint: "${way} = 'met'" }), "fields.called.constraint");
  hurt(withFields({ key: "x", group: "name", type: "yes-no", calculation: "${way} = 'met'" }), "fields.x.calculation");
  hurt(
    withFields({ key: "x", group: "name", type: "yes-no", calculation: "answered(${case.risk})" }),
    "fields.x.calculation",
  );
  hurt(
    withFields(
      { key: "x", group: "name", type: "yes-no", calculation: "marked('*', 'S') > 0" },
      { key: "y", group: "contact", type: "yes-no", weight: "S" },
    ),
    "fields.x.calculation",
  );
  hurt(withRule({ when: "string-length(${called}) > 1" }), "due.again.when");
  hurt({ ...withRule({ from: "case.accepted", when: "${case.risk} = 'high'" }) }, "due.again.when");
});

test("whether a form is offered follows from facts of the case alone", () => {
  assert.deepEqual(check({ ...base, offered: "${case.child}" }), []);
  refuses({ ...base, offered: "${way} = 'met'" }, "offered", /facts of the case alone/);
});

test("a due rule begins at a day, says when, and asks for a form that is known", () => {
  refuses(withRule({ from: "way" }), "due.again.from", /is a day/);
  refuses(withRule({ from: "case.child" }), "due.again.from", /is a day/);
  refuses(withRule({ from: "case.lost" }), "due.again.from", /is a day/);
  refuses(withRule({ does: "nothing" }), "due.again.does", /no form that is known/);
  refuses(withRule({ until: "P1Y" }), "due.again.until", /`every` only/);
  refuses(withRule({ lasts: true }), "due.again.lasts", /`when` only/);
  assert.deepEqual(check(withRule({ lasts: true, when: "${way} = 'not-reached'" })), []);
  refuses(withRule({ at: ["P7D", "P7D"] }), "due.again.at", /twice/);
  const { at: _at, ...never } = withRule({}).due[0] ?? assert.fail();
  refuses({ ...base, due: [never] }, "due.again.at", /is missing/);
  refuses(withRule({ at: ["P7W"] }), "due[0].at[0]", /P7D, P3M or P1Y/);
});

test("[FM5] a key keeps its type, list and part for ever, and no key or code is ever removed, against all earlier versions", () => {
  const first = versionOf(base);
  const next = (change: Partial<Form>): Form => ({ ...base, version: 2, was: first.id, ...change });
  assert.deepEqual(check(next({ seal: "now" }), [first]), []);
  const fields = (key: string, change: Partial<FormField>) => changed(key, change).fields;
  refuses(next({ fields: fields("called", { type: "text" }) }), "fields.called.type", /was line and never changes/, [
    first,
  ]);
  refuses(
    next({ fields: fields("called", { group: "contact" }), groups: base.groups.filter((one) => one.key !== "name") }),
    "fields.called.group",
    /part identity/,
    [first],
  );
  refuses(next({ fields: base.fields.filter((one) => one.key !== "way"), lists: {} }), "fields.way", /keep it/, [
    first,
  ]);
  refuses(next({ lists: { way: ["met", "not-reached"] } }), "lists.way.phone", /keep it/, [first]);
  refuses(next({ many: false }), "many", /never changes/, [first]);
  refuses(next({ key: "call" }), "key", /another than before/, [first]);
  assert.deepEqual(
    check(next({ lists: { way: ["met", { code: "phone", retired: true }, "not-reached", "post"] } }), [first]),
    [],
  );

  const second = versionOf(next({ fields: [...base.fields, { key: "extra", group: "contact", type: "yes-no" }] }));
  const third: Form = { ...base, version: 3, was: second.id };
  refuses(third, "fields.extra", /keep it/, [first, second]);
  // A key that some version in between had lost is missed all the same.
  const lost = versionOf(
    next({ fields: base.fields.filter((one) => one.key !== "said"), groups: base.groups.slice(0, 2) }),
  );
  refuses({ ...lost.form, version: 3, was: lost.id }, "fields.said", /keep it/, [first, lost]);
  const old = { ...third, fields: [...second.form.fields] };
  assert.deepEqual(check(old, [first, second]), []);
  refuses({ ...old, version: 4 }, "version", /must be 3/, [first, second]);
  refuses({ ...old, was: first.id }, "was", /must be the version before/, [first, second]);
  refuses({ ...base, was: first.id }, "was", /leave it out/);
});

test("[FM5] another meaning is another key, and the old one stays as a retired one", () => {
  refuses(
    withFields({ key: "how", group: "contact", type: "code", list: "way", was: "way" }),
    "fields.how.was",
    /"retired": true/,
  );
  const kept: Form = {
    ...changed("way", { retired: true }),
    fields: [
      ...changed("way", { retired: true }).fields,
      { key: "how", group: "contact", type: "code", list: "way", was: "way" },
    ],
  };
  assert.deepEqual(check(kept), []);
  refuses(
    { ...base, lists: { way: ["met", { code: "phone", was: "telephone" }] } },
    "lists.way.phone",
    /as a retired one/,
  );
  assert.deepEqual(
    check({
      ...base,
      lists: { way: ["met", { code: "phone", was: "telephone" }, { code: "telephone", retired: true }] },
    }),
    [],
  );
});

test("[FM5, FM11] neither an old answer under a new key nor the codes offered below another one carry an answer into another part", () => {
  const retired = changed("way", { retired: true });
  const moved: FormField = { key: "how", group: "name", type: "code", list: "way", was: "way" };
  refuses({ ...retired, fields: [...retired.fields, moved] }, "fields.how.was", /another part/);
  const below: FormField = { key: "detail", group: "name", type: "code", list: "detail", under: "way" };
  const form: Form = { ...withFields(below), lists: { ...base.lists, detail: [{ code: "at-home", under: "met" }] } };
  refuses(form, "fields.detail.under", /not everybody may read/);
});

test("codes that stand under those of another field name one of them each", () => {
  const under = (codes: readonly (string | ListCode)[], above?: string): Form => ({
    ...withFields({
      key: "detail",
      group: "contact",
      type: "code",
      list: "detail",
      ...(above === undefined ? {} : { under: above }),
    }),
    lists: { ...base.lists, detail: codes },
  });
  assert.deepEqual(check(under([{ code: "at-home", under: "met" }], "way")), []);
  refuses(under([{ code: "at-home", under: "mett" }], "way"), "fields.detail.under", /at-home is under none/);
  refuses(under(["at-home"], "way"), "fields.detail.under", /at-home is under none/);
  refuses(under([{ code: "at-home", under: "met" }]), "fields.detail.under", /is missing/);
  refuses(under([{ code: "at-home", under: "met" }], "on"), "fields.detail.under", /no other field of the type code/);
});

test("[FM8c] a code that is offered to some parties alone is offered to writers of its form", () => {
  const way = (...writers: NonNullable<ListCode["writers"]>): Form => ({
    ...base,
    writers: ["provider", "referrer"],
    lists: { way: ["met", { code: "phone", writers }, "not-reached"] },
    groups: [{ key: "contact", part: "identity" }],
    fields: base.fields.slice(0, 2),
    due: [],
  });
  assert.deepEqual(check(way("provider")), []);
  refuses(way("provider", "authority"), "lists.way.phone", /name only writers of the form/);
});

test("words name every group, field, list, code, flaw and due rule of their version, and nothing else", () => {
  const version = versionOf({ ...base, fields: changed("way", { constraint: ". != 'met'" }).fields });
  const words: FormWords = {
    words: "visit",
    of: version.id,
    language: "en",
    title: "Visit",
    groups: { contact: ["Contact"], name: ["Name"], story: ["Story", "In the person’s words."] },
    fields: { on: ["Day"], way: ["How"], called: ["Name"], said: ["What was said"] },
    lists: { way: { met: "Met", phone: "By telephone", "not-reached": "Not reached" } },
    flaws: { way: "Not met" },
    due: { again: "Again" },
  };
  const flaws = (change: object) => checkWords({ ...words, ...change }, version).map((flaw) => flaw.path);
  assert.deepEqual(flaws({}), []);
  assert.deepEqual(flaws({ groups: { contact: ["Contact"] } }), ["groups.name", "groups.story"]);
  assert.deepEqual(flaws({ lists: { way: { met: "Met", phone: "Call", "not-reached": "No", letter: "Letter" } } }), [
    "lists.way.letter",
  ]);
  assert.deepEqual(flaws({ flaws: {} }), ["flaws.way"]);
  assert.deepEqual(flaws({ due: {} }), ["due.again"]);
  assert.deepEqual(flaws({ of: idOfForm(base) }), ["of"]);
  assert.deepEqual(flaws({ title: "Call +992 000 00 00 01" }), ["title"]);
  assert.deepEqual(flaws({ fields: { ...words.fields, on: ["Day", "Write to a@example.org"] } }), ["fields.on[1]"]);
});

test("[FM15b] the form first-line asks for what the program itself needs, and asks for it always", () => {
  const first = library.newest("first-line")?.form ?? assert.fail();
  const { was: _was, ...alone } = first;
  const earlier = libraryVersions.filter(({ form }) => form.key === first.key && form.version < first.version);
  const around = { earlier, isForm: () => true };
  assert.deepEqual(checkForm(first, around), []);
  for (const role of firstRoles)
    for (const lacking of [{ required: undefined }, { retired: true }, { role: undefined }]) {
      const fields = first.fields.map((field) =>
        field.role === role
          ? Object.fromEntries(Object.entries({ ...field, ...lacking }).filter(([, value]) => value !== undefined))
          : field,
      );
      const reasons = checkForm({ ...first, fields }, around).map(({ reason }) => reason);
      assert.ok(
        reasons.some((reason) => reason.includes(`for no ${role}:`)),
        `${role} ${Object.keys(lacking)}`,
      );
      assert.deepEqual(
        checkForm({ ...alone, key: "visit-first", version: 1, fields }, { ...around, earlier: [] }),
        [],
        "of another form nothing is needed",
      );
    }
});

test("[FM4a] all that is wrong with a form is said at once, whatever else is wrong with it", () => {
  const bad = {
    ...base,
    lists: { ...base.lists, unused: ["a"] },
    fields: [
      ...base.fields,
      { key: "why", group: "contact", type: "code", list: "nowhere" },
      { key: "odd", group: "contact", type: "line", max: 900 },
      { key: "if", group: "contact", type: "yes-no", relevant: "${why} = 'x' and ${nothing}" },
    ],
    due: [{ id: "again", from: "nowhere", at: ["P7D"], does: "visit", who: "author", kind: "care" }],
  };
  assert.deepEqual(seeing(check(bad)), [
    "fields.why.list: names no list of this form",
    "lists.unused: is the list of no field: leave it out",
    "fields.odd.max: of a line is at most 300: make it a text",
    "fields.if.relevant: reads ${nothing}, which is no field of this form and no fact of the case",
    "due.again.from: must be a field of this form, or a fact of the case, that is a day",
  ]);
});

test("[FM4a] flaws in the shape of some things hide nothing of the others, and are not said again of what names these things", () => {
  const bad = {
    ...base,
    tab: "nowhere",
    fields: [
      ...base.fields,
      { key: "when", group: "contact", type: "dya" },
      { key: "a(b", group: "contact", type: "day" },
      { key: "then", group: "contact", type: "yes-no", relevant: "answered(${when})", colour: "red" },
      { key: "if", group: "contact", type: "yes-no", relevant: "${nothing}" },
    ],
    due: [
      { id: "again", from: "when", at: ["7 days"], does: "visit", who: "author", kind: "care" },
      { id: "other", from: "on", at: ["P7D"], does: "nowhere", who: "author", kind: "care" },
    ],
  };
  const said = seeing(check(bad));
  assert.deepEqual(
    said.map((line) => line.split(":")[0]),
    [
      "tab",
      "fields[4].type",
      "fields[5].key",
      "fields[6].colour",
      "due[0].at[0]",
      "fields.if.relevant",
      "due.other.does",
    ],
    said.join("\n"),
  );
});

test("[FM12a] all that is wrong with words is said at once", () => {
  const version = versionOf(base);
  const words = {
    words: "visit",
    of: version.id,
    language: "en",
    title: "call 12345",
    groups: { contact: ["Contact"], name: ["Name"] },
    fields: {},
    lists: {},
    flaws: {},
    due: { again: "Again", never: "Never" },
  };
  assert.deepEqual(
    checkWords(words, version).map(({ path }) => path),
    ["title", "groups.story", "fields.on", "fields.way", "fields.called", "fields.said", "due.never", "lists.way"],
  );
});

test("[FM18] words may say of each field why it is asked, in a plain line, and of nothing else; a field is unexplained that is new, answered by somebody, and without a reason in one of the languages", () => {
  const version = versionOf(base);
  const words: FormWords = {
    words: "visit",
    of: version.id,
    language: "en",
    title: "Visit",
    groups: { contact: ["Contact"], name: ["Name"], story: ["Story"] },
    fields: { on: ["Day"], way: ["How"], called: ["Name"], said: ["What was said"] },
    lists: { way: { met: "Met", phone: "By telephone", "not-reached": "Not reached" } },
    flaws: {},
    due: { again: "Again" },
  };
  const flaws = (why: object) => checkWords({ ...words, why }, version).map(({ path }) => path);
  assert.deepEqual(checkWords(words, version), [], "words of before say no reason");
  assert.deepEqual(flaws({ on: "To know the day.", way: "Who was not reached is tried again." }), []);
  assert.deepEqual(flaws({ when: "To know the day." }), ["why.when"]);
  assert.deepEqual(flaws({ on: "See www.example.org" }), ["why.on"]);
  assert.deepEqual(flaws(["To know the day."]), ["why"]);

  const form: Form = {
    ...base,
    fields: [
      ...base.fields,
      { key: "long", group: "contact", type: "whole", calculation: "1" },
      { key: "old", group: "contact", type: "yes-no", retired: true },
      { key: "words-only", group: "contact", type: "note" },
    ],
  };
  const said = (why: Record<string, string>): FormWords => ({ ...words, why });
  const all = base.fields.map(({ key }) => key);
  assert.deepEqual(unexplainedFields(form, [], []), all, "no words, no reason");
  assert.deepEqual(unexplainedFields(form, [version], []), [], "asked before");
  assert.deepEqual(
    unexplainedFields(form, [], [said({ on: "Day." })]),
    all.filter((key) => key !== "on"),
  );
  assert.deepEqual(
    unexplainedFields(form, [], [said({ on: "Day.", way: "Way." }), said({ way: "Way." })]),
    all.filter((key) => key !== "way"),
    "each language says it",
  );
});
