// Every row of the policy table by trying it (FD4): each party with each kind, each state with each answer, each kind of reader.
// The expectations are written out here a second time on purpose; docs/spec/entry.md must show the same table.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CaseBuilder, Country, type Role, sampleBodies, saveIn, screeningOf } from "../../test/support/country.ts";
import { formOfPart, named } from "../../test/support/forms.ts";
import { assents, basesFor, guardians } from "./consent-basis.ts";
import { type BodyOf, type CaseKind, type Compartment, caseBodies, partOf } from "./entry-kind.ts";
import { partTable } from "./part-table.ts";
import { mayReadCases, organisationKinds, type Party, partyOfKind } from "./party.ts";
import {
  type PolicyRow,
  policyRow,
  policyTable,
  type ReferralState,
  referralStates,
  standsAs,
  statusAuthors,
} from "./policy-table.ts";

const roleOfParty = {
  referrer: "border",
  provider: "shelter",
  authority: "authority",
  justice: "prosecutor",
  coordinator: "secretariat",
  rapporteur: "ombudsman",
  educator: "institute",
} as const satisfies Readonly<Record<Party, Role>>;
const parties = Object.keys(roleOfParty) as readonly Party[];

const R = "referrer";
const P = "provider";
const A = "authority";
const J = "justice";
const mayWrite: { readonly [K in CaseKind]: readonly Party[] } = {
  "case.open": [R, P],
  "consent.give": [R, P],
  "consent.withdraw": [R, P, A, J],
  "withdraw.confirmed": [P],
  "purge.done": [P, A, J],
  opened: [P, A, J],
  "referral.send": [R, P],
  "referral.receive": [P, A],
  "referral.accept": [P, A],
  "referral.decline": [P, A],
  "referral.waitlist": [P],
  "referral.meet": [P],
  "referral.close": [P],
  "referral.reopen": [P],
  status: [R, P, A],
  answers: [R, P, A],
  "answers.misplaced": [P, A, J],
  grant: [P],
  adopt: [P],
  "case.link": [P, A],
  "case.lead": [P],
  "referral.recall": [P],
};
const kinds = Object.keys(mayWrite) as readonly CaseKind[];

/** A case with shelter, authority and prosecutor in it; the shelter may be brought to a state of its referral first. */
function openCase(country: Country) {
  const build = new CaseBuilder(country);
  const everyone = ["shelter", "authority", "prosecutor"] as const;
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter", "authority"] });
  // The prosecutor's first: it brings the prosecutor into the case.
  const consents = everyone.toReversed().map((role) => build.consent("border", role, { to: everyone }));
  const consent = consents.at(-1) ?? "";
  const referral = build.send("border", ["shelter"], [consent], { to: everyone, consent: consents });
  // An authority is asked by a referral of its own (FD15a).
  const ofAuthority = build.send("border", ["authority"], consents.slice(1, 2), { to: everyone, consent: consents });
  return { build, consent, consents, referral, ofAuthority, everyone };
}

const country = new Country();

for (const party of parties) {
  test(`[FD4] what ${/^[ae]/.test(party) ? "an" : "a"} ${party} may write, kind by kind`, () => {
    for (const kind of kinds) {
      const { build, consent, consents, everyone, ...asked } = openCase(country);
      const role = roleOfParty[party];
      const referral = party === "authority" ? asked.ofAuthority : asked.referral;
      // What a provider may say of the person's consent, it says once it is in contact (FD7).
      if (
        [
          "referral.send",
          "referral.meet",
          "referral.close",
          "referral.reopen",
          "withdraw.confirmed",
          "consent.give",
          "grant",
          "case.lead",
          "referral.recall",
        ].includes(kind)
      ) {
        build.add("shelter", "referral.accept", { referral: asked.referral }, { to: everyone });
      }
      const given = build.consent("border", "clinic", { to: [...everyone, "clinic"] });
      const withdrawal = build.add("border", "consent.withdraw", { given }, { to: everyone });
      const entry = build.add("border", "answers", saveIn("narrative"), { to: ["shelter"] });
      const organisation = country.by.shelter.id;
      const bodies = {
        ...sampleBodies({ organisation, entry, consent, referral, withdrawal }),
        // Of saves that are not here: whose they are is another rule (FD13).
        "answers.misplaced": { saves: ["0".repeat(64)] },
        // An authority and justice withdraw the consent for themselves (FD7d).
        "consent.withdraw": { given: { authority: consents[1], prosecutor: consents[0] }[role as string] ?? consent },
      };
      if (kind === "referral.recall") {
        const again = build.consent("border", "clinic", { to: [...everyone, "clinic"] });
        const on = build.send("shelter", ["clinic"], [again], {
          to: ["shelter", "clinic"],
          contact: false,
          consent: [again, ...consents],
        });
        bodies["referral.recall"] = { referral: on };
      }
      const author = kind === "case.open" ? new CaseBuilder(country) : build;
      const id = author.add(role, kind, bodies[kind] as BodyOf<CaseKind>, {
        to: policyRow(kind).readers === "own" ? [role] : ["shelter"],
        ...(kind === "case.open" ? {} : { consent: consents, parents: [entry] }),
      });
      const verdict = author.verdict(id);
      assert.equal(verdict, mayWrite[kind].includes(party) ? "effective" : "author-may-not", `${party} writes ${kind}`);
    }
  });
}

const states = ["sent", "received", "waitlisted", "accepted", "met", "closed", "declined"] as const;
test("[FD4] what a place in each state is to the case, written a second time", () => {
  assert.deepEqual(referralStates, {
    ...{ sent: "asked", received: "asked", waitlisted: "asked" },
    ...{ accepted: "helps", met: "helps", closed: "helped" },
    ...{ declined: "out", recalled: "out" },
  });
  const stands = (...as: Parameters<typeof standsAs> extends [unknown, ...infer R] ? R : never) =>
    (Object.keys(referralStates) as ReferralState[]).filter((state) => standsAs({ state }, ...as));
  assert.deepEqual(stands("helps", "helped"), ["accepted", "met", "closed"]);
  assert.deepEqual(stands(), []);
});

const stepsTo: { readonly [S in ReferralState]: readonly CaseKind[] } = {
  sent: [],
  received: ["referral.receive"],
  waitlisted: ["referral.waitlist"],
  accepted: ["referral.accept"],
  met: ["referral.accept", "referral.meet"],
  closed: ["referral.accept", "referral.close"],
  declined: ["referral.decline"],
  // Of a referral in a running case alone.
  recalled: [],
};
const answers = {
  "referral.receive": { from: ["sent"], to: "received" },
  "referral.accept": { from: ["sent", "received", "waitlisted"], to: "accepted" },
  "referral.decline": { from: ["sent", "received", "waitlisted"], to: "declined" },
  "referral.waitlist": { from: ["sent", "received"], to: "waitlisted" },
  "referral.meet": { from: ["accepted"], to: "met" },
  "referral.close": { from: ["accepted", "met"], to: "closed" },
  "referral.reopen": {
    from: ["accepted", "met", "closed"],
    to: { accepted: "accepted", met: "met", closed: "accepted" },
  },
} as const satisfies {
  readonly [K in CaseKind]?: {
    readonly from: readonly ReferralState[];
    readonly to: ReferralState | { readonly [S in ReferralState]?: ReferralState };
  };
};

for (const state of states) {
  test(`[FD4] which answers may follow when a referral is ${state}`, () => {
    for (const [kind, { from, to }] of Object.entries(answers)) {
      const { build, consent, referral } = openCase(country);
      const bodies = sampleBodies({ organisation: "", entry: "", withdrawal: "", consent, referral });
      for (const step of [...stepsTo[state], kind as CaseKind]) {
        build.add("shelter", step, bodies[step] as BodyOf<CaseKind>, { to: ["shelter"] });
      }
      const allowed = (from as readonly ReferralState[]).includes(state);
      const folded = build.fold();
      const [last] = build.entries.slice(-1);
      assert.ok(last);
      // Who declined is no longer in the case (FD3), which is found out first.
      const refusal = state === "declined" ? "author-not-in-case" : "wrong-state";
      assert.equal(build.verdict(last.id, folded), allowed ? "effective" : refusal, `${kind} after ${state}`);
      const leads: Partial<Record<ReferralState, ReferralState>> = typeof to === "string" ? { [state]: to } : to;
      assert.equal(folded.referrals[0]?.places[0]?.state, allowed ? leads[state] : state);
    }
  });
}

test("[FD4] an answer is about the author's own place in a referral of this case", () => {
  const { build, referral, consents, everyone } = openCase(country);
  const consent = build.consent("border", "legal", { to: ["shelter", "legal"] });
  assert.equal(consents.length, everyone.length);
  const notNamed = build.add("legal", "referral.accept", { referral }, { to: ["legal"], parents: [consent] });
  assert.equal(build.verdict(notNamed), "no-such-referral");
  const noReferral = build.add("shelter", "referral.accept", { referral: consent }, { to: ["shelter"] });
  assert.equal(build.verdict(noReferral), "no-such-referral");
});

test("[FD4] an answer keeps its reason and outcome", () => {
  for (const [kinds2, last] of [
    [["referral.decline"], { state: "declined", reason: "no-place" }],
    [["referral.accept", "referral.close"], { state: "closed", outcome: "goal-reached", before: "accepted" }],
  ] as const) {
    const { build, consent, referral } = openCase(country);
    const bodies = sampleBodies({ organisation: "", entry: "", withdrawal: "", consent, referral });
    for (const kind of kinds2) build.add("shelter", kind, bodies[kind] as BodyOf<CaseKind>);
    const { beforeSince, ...place } = build.fold().referrals[0]?.places[0] ?? assert.fail();
    assert.deepEqual({ ...place, organisation: "", since: "" }, { organisation: "", since: "", ...last });
    assert.equal(beforeSince !== undefined, "before" in last);
  }
});

test("[FD4] an opening goes to providers and authorities only", () => {
  const readable = (to: readonly Role[]) => {
    const build = new CaseBuilder(country);
    return build.verdict(build.add("border", "case.open", { lead: country.by.shelter.id }, { to }));
  };
  assert.equal(readable(["shelter", "clinic", "authority"]), "effective");
  for (const role of ["prosecutor", "unit", "secretariat", "ombudsman", "institute", "consulate", "border"] as const) {
    assert.equal(readable(["shelter", role]), "readers-not-allowed", role);
  }
});

test("[FD4] [SL7] no case entry has a referrer, a coordinator, a rapporteur, an educator or nobody known among its readers, even with consent", () => {
  for (const role of ["border", "consulate", "secretariat", "ombudsman", "institute"] as const) {
    const { build, consents } = openCase(country);
    const consent = build.consent("border", role, { to: ["shelter"] });
    const both = [...consents, consent];
    const note = build.add("shelter", "answers", saveIn("narrative"), {
      to: ["shelter", role],
      consent: both,
      parents: [consent],
    });
    assert.equal(build.verdict(note), "readers-not-allowed", role);
    const give = build.consent("border", role, { to: ["shelter", role], parents: [consent] });
    assert.equal(build.verdict(give), "readers-not-allowed", role);
  }
  const build = new CaseBuilder(country);
  build.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
  const [opening] = build.entries;
  assert.ok(opening);
  const lost = { ...opening, content: { ...opening.content, to: [country.uuid()] } };
  assert.equal(build.verdict(opening.id, build.fold(country.size, [lost])), "readers-not-allowed");
});

test("[FD4] [FD11] [R06] whatever was agreed to, a part is read by the parties of the table of parts only, and written by those alone", () => {
  const readersOf: { readonly [P in Compartment]: readonly Party[] } = {
    referral: [P, A, J],
    identity: [P, A, J],
    contact: [P],
    narrative: [P, J],
    health: [P],
    legal: [P, A, J],
    support: [P],
    safety: [P],
    notes: [P],
  };
  const writersOf: { readonly [P in Compartment]: readonly Party[] } = {
    referral: [R, P, A],
    identity: [R, P, A],
    contact: [R, P],
    narrative: [R, P, A],
    health: [P],
    legal: [R, P, A, J],
    support: [P],
    safety: [P],
    notes: [P, A, J],
  };
  const compartments = Object.keys(readersOf) as readonly Compartment[];
  for (const part of compartments) {
    const form = formOfPart(part);
    const save = (value: string) => ({ ...named(form), part, set: { words: value }, gone: {}, over: [] });
    for (const reader of ["legal", "authority", "prosecutor", "unit"] as const) {
      const { build } = openCase(country);
      const consent = build.consent("border", reader, { to: ["shelter", reader], compartments });
      const body = { ...save("yes"), sheet: "5e".repeat(16) };
      const id = build.add("shelter", "answers", body, {
        to: ["shelter", reader],
        consent: [consent],
        parents: [consent],
      });
      const { party } = country.directory.organisation(country.by[reader].id) ?? assert.fail();
      const expected = readersOf[part].includes(party) ? "effective" : "readers-not-allowed";
      assert.equal(build.verdict(id), expected, `${reader} reads ${part}`);
    }
    for (const writer of [R, P, A, J] as const) {
      const { build, everyone } = openCase(country);
      const role = roleOfParty[writer];
      const body = { ...save("yes"), sheet: "5e".repeat(16) };
      // Their own organisation reads it alone; a referrer keeps no copy.
      const to: readonly Role[] = writer === R ? everyone.slice(0, 1) : [role];
      const consents = build.entries.filter(({ content }) => content.kind === "consent.give").map(({ id }) => id);
      const wide = build.consent("border", "shelter", { to: everyone, compartments, parents: consents });
      const id = build.add(role, "answers", body, {
        to,
        ...(writer === R ? { consent: [wide] } : {}),
        parents: [wide],
      });
      assert.equal(
        build.verdict(id),
        writersOf[part].includes(writer) ? "effective" : "author-may-not",
        `${role}: ${part}`,
      );
    }
  }
});

test("[FD14c] [FD11] [R21] who decides for a child and what the child says give nobody one part more or less", () => {
  const answers = [
    {},
    ...guardians.flatMap((guardian) =>
      assents.flatMap((assent) =>
        basesFor(true, { guardian, assent }).includes("best-interest-of-child") ? [{ guardian, assent }] : [],
      ),
    ),
  ];
  const compartments = ["referral", "identity", "narrative", "support"] as const;
  const readings = answers.map((said) => {
    const { build, referral } = openCase(country);
    // One after the other: consents of different branches would narrow each other (FD2b).
    let last = build.add("border", "answers", screeningOf("child"), { to: ["shelter"], parents: [referral] });
    return compartments.flatMap((part) =>
      (["legal", "authority", "prosecutor"] as const).flatMap((reader) =>
        [[...compartments], ["referral" as const]].map((agreed) => {
          const to: readonly Role[] = ["shelter", reader];
          const options = { to, compartments: agreed, basis: "best-interest-of-child", ...said } as const;
          const consent = build.consent("border", reader, { ...options, parents: [last] });
          const body = part === "referral" ? screeningOf("child") : saveIn(part);
          last = build.add("shelter", "answers", body, { to, consent: [consent], parents: [consent] });
          return `${part} ${reader} ${agreed.length}: ${build.verdict(last)}`;
        }),
      ),
    );
  });
  const [without = [], ...others] = readings;
  assert.ok(others.length > 8 && without.some((line) => line.endsWith("effective")));
  assert.ok(without.some((line) => line.endsWith("readers-not-allowed")));
  for (const other of others) assert.deepEqual(other, without);
});

const consented: { readonly [K in CaseKind]?: Compartment } = {
  answers: "narrative",
};

for (const [kind, compartment] of Object.entries(consented) as [CaseKind, Compartment][]) {
  test(`[FD4] [FD7] ${kind} is read by those whom a consent named in it covers for the compartment ${compartment}`, () => {
    const trial = (options: {
      readonly compartments: readonly Compartment[];
      readonly name: boolean;
      readonly organisation: Role;
    }) => {
      const { build, referral } = openCase(country);
      const { compartments, organisation } = options;
      const consent = build.consent("border", organisation, { to: ["shelter", organisation], compartments });
      const bodies = sampleBodies({ organisation: "", entry: referral, withdrawal: "", consent, referral });
      const id = build.add("shelter", kind, bodies[kind] as BodyOf<CaseKind>, {
        to: ["shelter", "legal"],
        parents: [consent],
        ...(options.name ? { consent: [consent] } : {}),
      });
      return build.verdict(id);
    };
    const others = (["referral", "identity", "contact", "narrative", "health", "legal"] as const).filter(
      (c) => c !== compartment,
    );
    assert.equal(trial({ compartments: [compartment], name: true, organisation: "legal" }), "effective");
    assert.equal(trial({ compartments: others, name: true, organisation: "legal" }), "readers-not-allowed");
    assert.equal(trial({ compartments: [compartment], name: false, organisation: "legal" }), "readers-not-allowed");
    assert.equal(trial({ compartments: [compartment], name: true, organisation: "clinic" }), "readers-not-allowed");
  });
}

test("[FD7] an entry that names something else than a consent of this case is refused", () => {
  const { build, referral } = openCase(country);
  const note = build.add("shelter", "answers", saveIn("narrative"), { consent: [referral] });
  assert.equal(build.verdict(note), "no-consent");
});

for (const kind of ["opened", "status", "referral.receive"] as const) {
  test(`[FD4] ${kind} goes to those who already read this case only`, () => {
    const { build, consent, referral } = openCase(country);
    const body = sampleBodies({ organisation: "", entry: referral, withdrawal: "", consent, referral })[kind];
    const add = (to: readonly Role[]) =>
      build.verdict(build.add("shelter", kind, body as BodyOf<CaseKind>, { to, parents: [referral] }));
    assert.equal(add(["shelter", "legal"]), "readers-not-allowed");
    assert.equal(add(["shelter", "authority"]), "effective");
  });
}

test("[FD1d] an ending goes to anyone who may read cases, and brings nobody into the case", () => {
  const { build, consent, referral } = openCase(country);
  const to: readonly Role[] = ["shelter", "legal"];
  const ending = build.add("shelter", "consent.withdraw", { given: consent }, { to, parents: [referral] });
  assert.equal(build.verdict(ending), "effective");
  const after = build.add("shelter", "opened", { entries: [referral] }, { to, parents: [ending] });
  assert.equal(build.verdict(after), "readers-not-allowed");
});

test("[FD4] a consent goes to the organisation that it names and to those who already read this case only", () => {
  const { build } = openCase(country);
  const add = (to: readonly Role[]) => build.verdict(build.consent("border", "legal", { to, parents: [build.id] }));
  assert.equal(add(["legal", "clinic"]), "readers-not-allowed");
  assert.equal(add(["legal", "shelter"]), "effective");
});

test("[FD5] what may be lost to a formality is adopted; answers and endings are not, nor is what carries the notes of others", () => {
  const adopted = Object.entries(policyTable).filter(([, row]: [string, PolicyRow]) => row.adopted === true);
  assert.deepEqual(
    adopted.map(([kind]) => kind),
    ["case.open", "consent.give", "consent.withdraw", "referral.send", "status", "answers"],
  );
});

test("[FD4] a referral asks providers only: no educator, and no investigation unit, with consent or without", () => {
  for (const role of ["clinic", "institute", "unit", "prosecutor"] as const) {
    const build = new CaseBuilder(country);
    build.add("border", "case.open", { lead: country.by.shelter.id }, { to: ["shelter"] });
    const choices = ["shelter", role] as const;
    const consents = choices.map((choice) => build.consent("border", choice, { to: ["shelter"] }));
    const expected = role === "clinic" ? "effective" : "readers-not-allowed";
    assert.equal(build.verdict(build.send("border", choices, consents)), expected, role);
  }
});

test("[FD4] an investigation unit is in a case what a prosecutor is, and an educator is in none", () => {
  const of = (party: Party) => organisationKinds.filter((kind) => partyOfKind[kind] === party);
  assert.deepEqual(of("justice"), ["prosecutor", "court", "investigation-unit"]);
  assert.deepEqual(of("educator"), ["training-institute"]);
  const rows: readonly PolicyRow[] = Object.values(policyTable);
  for (const authors of [...rows.map((row) => row.authors), ...Object.values(statusAuthors)])
    assert.ok(!authors.includes("educator"));
});

test("[FD4] the table has a row for every kind of case entry", () => {
  assert.deepEqual(Object.keys(policyTable).sort(), Object.keys(caseBodies).sort());
});

test("[FD4] docs/spec/entry.md shows the table that the program obeys", () => {
  const page = readFileSync(new URL("../../docs/spec/entry.md", import.meta.url), "utf8");
  assert.ok(page.includes(tableOfKinds()), `docs/spec/entry.md should hold:\n${tableOfKinds()}`);
  assert.ok(page.includes(tableOfParts()), `docs/spec/entry.md should hold:\n${tableOfParts()}`);
  assert.ok(page.includes(tableOfStatuses()), `docs/spec/entry.md should hold:\n${tableOfStatuses()}`);
  assert.ok(page.includes(tableOfParties()), `docs/spec/entry.md should hold:\n${tableOfParties()}`);
});

function tableOfKinds(): string {
  const rows = Object.entries(policyTable).map(([kind, row]: [string, PolicyRow]) => {
    const follows = typeof row.follows === "string" ? row.follows : row.follows.join(", ");
    const part = row.readers === "consented" ? partCell(kind as CaseKind) : "";
    const adopted = row.adopted === true ? "yes" : "";
    return [`\`${kind}\``, row.authors.join(", "), follows, row.leadsTo ?? "", row.readers, part, adopted];
  });
  return markdown([["kind", "authors", "follows", "leads to", "readers", "part", "adopted"], ...rows]);
}

function partCell(kind: CaseKind): string {
  if (kind === "answers") return "its own";
  const bodies = sampleBodies({ organisation: "", entry: "", consent: "", referral: "", withdrawal: "" });
  return partOf({ kind, body: bodies[kind] } as Parameters<typeof partOf>[0]);
}

function tableOfParts(): string {
  const rows = Object.entries(partTable).map(([part, { authors, readers, freeText, waits, journal }]) => [
    part,
    authors.join(", "),
    readers.join(", "),
    freeText ? "yes" : "no",
    waits ? "after acceptance" : "at once",
    journal ? "yes" : "no",
  ]);
  return markdown([
    ["part", "may write", "others who may ever read", "holds free text", "shown", "opening is logged"],
    ...rows,
  ]);
}

function tableOfStatuses(): string {
  const rows = Object.entries(statusAuthors).map(([status, authors]) => [status, authors.join(", ")]);
  return markdown([["status", "authors"], ...rows]);
}

function tableOfParties(): string {
  const rows = Object.entries(partyOfKind).map(([kind, party]) => [kind, party, mayReadCases(party) ? "yes" : "no"]);
  return markdown([["kind of organisation", "party", "may read cases"], ...rows]);
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.join(" | ")} |\n`.replaceAll("|  |", "| |").replaceAll("|  |", "| |");
  return [head, head.map(() => "---"), ...rows].map(lineOf).join("");
}
