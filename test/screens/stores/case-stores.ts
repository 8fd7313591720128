// What a shelter's device keeps in the scenes: a case in every state that a desk can show, each played by the devices of those who are in it.

import type { Compartment } from "../../../src/core/entry-kind.ts";
import type { Answers } from "../../../src/core/form/form.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import type { GrantConsent } from "../../../src/member/cases/giving.ts";
import type { SheetSave } from "../../../src/member/cases/save-sheet.ts";
import { Composer } from "../../../src/member/sending/composer.ts";
import { must } from "../../../src/member/verb.ts";
import type { EntryNote } from "../../../src/note/entry-note.ts";
import { encodeSubmission, parseSubmission } from "../../../src/protocol/submission.ts";
import { answering } from "../../support/world-draft.ts";
import type { Admitted, Keep, Member, SceneCountry } from "./country.ts";
import { publishService } from "./country-form.ts";
import { draftTo, maybeChild } from "./drafts.ts";
import { ringBack } from "./officer-stores.ts";

export interface DeskCast {
  readonly border: Admitted;
  readonly north: Admitted;
  readonly south: Admitted;
  readonly legal: Admitted;
  readonly clinic: Admitted;
  readonly board: Admitted;
}

const day = 24 * 60;

type Answer = "accept" | "decline" | "waitlist" | "meet" | "close";

const inDanger: Answers["set"] = { danger: "now" };
const person2 = "Test Person 2";

export async function playDesk(country: SceneCountry, cast: DeskCast, keep: Keep): Promise<void> {
  const { border, north, legal, clinic, board } = cast;
  country.at(30 * 60);
  const officer = await country.member(border.devices[6]);
  await must(officer.directory.keepRingBack(ringBack));
  const revoked = await country.member(border.devices[7]);
  const worker = await country.member(north.devices[0]);
  const lawyer = await country.member(legal.devices[0]);
  const nurse = await country.member(clinic.devices[0]);
  const all = [worker, lawyer, nurse];
  const cases: Record<string, string> = {};

  const refer = async (
    minutesAgo: number,
    asked: readonly Admitted[],
    first: Answers["set"] = {},
    given = "Test Person 1",
  ) => {
    country.at(minutesAgo);
    const draft = answering(draftTo(asked, first), "person", { given });
    const [referral] = await must(officer.drafts.send(draft));
    await country.settle(officer, ...all);
    const caseId = worker.cases.list.caseOf(referral) ?? lawyer.cases.list.caseOf(referral) ?? "";
    return { caseId, referral };
  };
  type Told = Awaited<ReturnType<typeof refer>>;
  const say = async (minutesAgo: number, who: Member, { caseId, referral }: Told, ...answers: readonly Answer[]) => {
    country.at(minutesAgo);
    for (const answer of answers) {
      if (answer === "decline")
        await must(who.cases.steps.answer(caseId, referral, { verb: "decline", reason: "no-place" }));
      else if (answer === "close")
        await must(who.cases.steps.answer(caseId, referral, { verb: "close", outcome: "goal-reached" }));
      else await must(who.cases.steps.answer(caseId, referral, { verb: answer }));
      await country.settle(who, ...all);
    }
  };
  const consentFor = (who: Member, caseId: string, { id }: Admitted) =>
    who.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === id)?.id ?? "";

  // What is over, or goes on elsewhere.
  const closed = await refer(28 * 60, [north], {}, person2);
  await say(27 * 60, worker, closed, "accept", "meet", "close");
  const met = await refer(20 * 60, [north], maybeChild, person2);
  await say(19 * 60, worker, met, "accept", "meet");
  await playNotices(
    country,
    { worker, other: await country.member(north.devices[1]), lawyer, north, legal, board },
    met.caseId,
  );
  const declined = await refer(18 * 60, [north]);
  await say(17 * 60, worker, declined, "decline");
  const elsewhere = await refer(10 * 60, [legal, north], inDanger);
  await say(9 * 60, lawyer, elsewhere, "accept");
  const granted = await refer(8 * 60, [legal], inDanger);
  await say(7 * 60 + 50, lawyer, granted, "accept");
  await must(lawyer.cases.consents.grant(granted.caseId, brought(north, ["referral", "identity"])));
  await country.settle(lawyer, worker);
  const erased = await refer(7 * 60, [legal]);
  await say(6 * 60 + 50, lawyer, erased, "accept");
  await must(lawyer.cases.consents.grant(erased.caseId, brought(north, ["referral", "identity"])));
  await country.settle(lawyer, worker);
  country.at(6 * 60);
  for (const holder of [north, legal]) {
    const given = consentFor(lawyer, erased.caseId, holder);
    await must(lawyer.cases.consents.withdrawConsent(erased.caseId, given));
    await country.settle(lawyer, worker);
    await must(lawyer.cases.consents.confirmWithdrawal(erased.caseId, given));
    await country.settle(lawyer, worker);
  }

  // Cases of our own.
  country.at(5 * 60);
  const [own] = await must(worker.drafts.send(draftTo([north], inDanger)));
  await country.settle(worker);
  country.at(4 * 60 + 30);
  const [askedOfLegal] = await must(worker.drafts.send(draftTo([legal], inDanger)));
  await country.settle(worker, lawyer);
  const ofOurs = { caseId: worker.cases.list.caseOf(askedOfLegal) ?? "", referral: askedOfLegal };
  await say(4 * 60, lawyer, ofOurs, "decline");

  // Waits, or goes on here.
  const waitlisted = await refer(7 * 60 + 30, [north]);
  await say(200, worker, waitlisted, "waitlist");
  const accepted = await refer(3 * 60, [north, legal], maybeChild, person2);
  await say(170, worker, accepted, "accept");
  await must(worker.cases.consents.withdrawConsent(accepted.caseId, consentFor(worker, accepted.caseId, legal)));
  await country.settle(worker, lawyer);
  country.at(30);
  const stranger = composerOf(nurse, country);
  const readers = { caseId: accepted.caseId, to: [north.id] };
  await carry(nurse, stranger, [
    stranger.entry(
      "status",
      { ...readers, parents: [accepted.caseId] },
      { status: "contact", grounds: "Example of an organisation that is not in this case." },
    ),
  ]);
  const ahead = composerOf(lawyer, country);
  await carry(lawyer, ahead, [
    ahead.entry("status", { ...readers, parents: ["f".repeat(64)] }, { status: "presumed" }),
  ]);
  const waiting = await refer(60, [north, legal], maybeChild);
  await must(lawyer.cases.consents.withdrawConsent(waiting.caseId, consentFor(lawyer, waiting.caseId, legal)));
  await country.settle(lawyer, worker);
  const others = await refer(50, [north, legal], inDanger);
  const tooLate = await refer(45, [legal, north], inDanger);
  country.at(44);
  await must(lawyer.cases.steps.answer(tooLate.caseId, tooLate.referral, { verb: "accept" }));
  await must(worker.cases.steps.answer(tooLate.caseId, tooLate.referral, { verb: "accept" }));
  await country.settle(lawyer, worker);
  const received = await refer(40, [north], { danger: "unclear" });

  // A device that was revoked before its referral was logged; it was carried here.
  country.at(35);
  await must(revoked.drafts.send(draftTo([north])));
  const refusedFile = revoked.drafts.sealedFile(revoked.drafts.sent[0]?.entry ?? "") ?? new Uint8Array(0);
  await country.revoke(border.devices);
  await country.settle(worker);
  const before = new Set(worker.cases.inbox.map(({ caseId }) => caseId));
  await must(
    worker.drafts.takeCarried(
      encodeSubmission((parseSubmission(refusedFile) ?? []).map(({ bytes }) => ({ token: null, bytes }))),
    ),
  );
  await country.settle(worker);
  const refused = worker.cases.inbox.find(({ caseId }) => !before.has(caseId))?.caseId ?? "";
  const fresh = await refer(0, [north]);

  country.at(0);
  for (const { caseId } of worker.cases.inbox) await must(worker.cases.reading.recordOpening(caseId));
  await country.settle(worker, lawyer, worker);
  for (const [name, { caseId }] of Object.entries({
    closed,
    met,
    declined,
    elsewhere,
    granted,
    erased,
    waitlisted,
    accepted,
    waiting,
    others,
    received,
    fresh,
    "too-late": tooLate,
    "asked-declined": ofOurs,
    own: { caseId: own },
    refused: { caseId: refused },
  }))
    cases[name] = caseId;
  await keep("shelter", worker, { cases });
  await playUnlogged(country, { officer, worker, north }, cases, keep);
}

/** What Today has to say of a case: a wider yes that a colleague's smaller one held back (FD2k), and half a decision of an authority (FD15d). */
async function playNotices(
  country: SceneCountry,
  cast: { readonly worker: Member; readonly other: Member; readonly lawyer: Member } & Pick<
    DeskCast,
    "north" | "legal" | "board"
  >,
  caseId: string,
): Promise<void> {
  const { worker, other, lawyer, north, legal, board } = cast;
  const yes = (to: Admitted, compartments: readonly Compartment[]): GrantConsent => ({
    ...brought(to, compartments),
    guardian: "appointed",
    assent: "yes",
  });
  const official = await country.member(board.devices[0]);
  await country.settle(other);
  const { organisation, ...agreed } = yes(legal, ["referral"]);
  await must(other.cases.steps.referOn(caseId, [{ organisation, need: "legal-advice", agreed }]));
  // Neither device has heard of the other's word.
  await must(worker.cases.consents.grant(caseId, yes(legal, ["referral", "identity"])));
  await country.settle(other);
  await country.settle(worker, lawyer);
  await must(worker.cases.consents.grant(caseId, yes(board, ["referral", "identity", "legal"])));
  // Who may read both halves hears that one is missing.
  await must(worker.cases.consents.renewConsent(caseId, yes(north, ["referral", "legal"])));
  await country.settle(worker, official);
  await official.room.open().session.reader.writer.write(caseId, "status", { status: "not-identified" }, {});
  await country.settle(official, worker);
}

/** What no log has: a referral that somebody carried here, and an acceptance that is still on its way. */
async function playUnlogged(
  country: SceneCountry,
  { officer, worker, north }: { readonly officer: Member; readonly worker: Member; readonly north: Admitted },
  cases: Readonly<Record<string, string>>,
  keep: Keep,
): Promise<void> {
  const [referral] = await must(officer.drafts.send(draftTo([north])));
  const file = officer.drafts.sealedFile(referral) ?? new Uint8Array(0);
  const away = await country.restart(worker, { network: async () => null });
  await must(away.drafts.takeCarried(file));
  const carried = away.cases.list.caseOf(referral) ?? "";
  await keep("shelter-carried", away, { cases: { ...cases, carried } });
  // What we said of a case that we accepted is not in the log: nobody can be brought in on it.
  await must(away.cases.saves.sayDanger(cases["accepted"] ?? "", "unclear"));
  await keep("shelter-unlogged", away, { cases });
}

/** A shelter with nothing, and then with more cases than a screen has lines. */
export async function playMany(country: SceneCountry, { border, south }: DeskCast, keep: Keep): Promise<void> {
  country.at(20);
  const officer = await country.member(border.devices[6]);
  const worker = await country.member(south.devices[0]);
  country.at(0);
  await country.settle(worker);
  await keep("shelter-empty", worker);
  for (let n = 0; n < 39; n++) {
    country.at(900 - 15 * n);
    await must(officer.drafts.send(draftTo([south], n % 5 === 0 ? inDanger : {})));
    await officer.sync();
  }
  country.at(0);
  await country.witness();
  await country.settle(worker);
  await keep("shelter-many", worker);
  // Arrives when the page goes on with the host.
  await must(officer.drafts.send(draftTo([south])));
  await country.settle(officer);
}

/** A device of the shelter that saw how another one asked for the organisation's key as a file, and made it. */
export async function playExport(
  country: SceneCountry,
  { centre }: { readonly centre: Admitted },
  keep: Keep,
): Promise<void> {
  const worker = await country.member(centre.devices[0]);
  await playArchive(country, worker, centre, keep);
  const other = await country.member(centre.devices[1]);
  country.at(120);
  const asked = await must(other.keys.sayExport({ epoch: 1, step: "asked" }));
  await country.settle(other, worker);
  country.at(1);
  await must(worker.keys.sayExport({ epoch: 1, step: "agreed", request: asked }));
  await country.settle(worker, other);
  await must(other.keys.sayExport({ epoch: 1, step: "made", request: asked }));
  country.at(0);
  await country.settle(other, worker);
  await keep("shelter-export", worker);
}

/** An archive that was saved nine days ago, and a new device of the same shelter that waits for it. */
async function playArchive(country: SceneCountry, worker: Member, centre: Admitted, keep: Keep): Promise<void> {
  country.at(9 * day);
  await must(worker.archive.save({ isBase: true, where: "folder" }, async () => null));
  country.at(0);
  await country.settle(worker);
  await keep("shelter-archive-old", worker);
  // Before its first round nothing was read of the log.
  const offline = await country.member(centre.devices[1], { network: async () => null });
  await must(offline.archive.await());
  const laptop = await country.restart(offline);
  await laptop.sync();
  await keep("shelter-awaits-archive", laptop);
}

/** A hotline's own case in its third week: what is written in it of each kind, by two workers who did not always hear of each other. */
export async function playSheets(
  country: SceneCountry,
  { hotline, north }: { readonly hotline: Admitted; readonly north: Admitted },
  keep: Keep,
): Promise<void> {
  country.at(20 * day);
  const worker = await country.member(hotline.devices[0]);
  const other = await country.member(hotline.devices[1]);
  const agreed = draftTo([hotline]);
  const counted = { ...agreed, consent: { ...agreed.consent, purposes: ["referral", "statistics"] } } as const;
  const [caseId] = await must(worker.drafts.send(counted));
  await country.settle(worker, other);
  const save = async (
    daysAgo: number,
    who: Member,
    form: string,
    set: Answers["set"],
    more: Partial<SheetSave> = {},
  ) => {
    country.at(daysAgo * day);
    const sheet = await must(who.cases.saveSheet(caseId, { form, set, ...more }));
    if (daysAgo > 0) await must(who.cases.saves.sendNow(caseId));
    return sheet;
  };
  const risk = await save(
    19,
    worker,
    "risk",
    {
      on: "2026-02-14",
      from: ["trafficker", "family"],
      threats: true,
      "knows-where": "perhaps",
      "reaches-by": ["phone", "online"],
      "own-view": "unsure",
      level: "high",
      reasons: "Example reason: calls from an unknown number.",
      again: "2026-03-04",
    },
    { gone: { "self-harm": "not-asked" } },
  );
  await save(18, worker, "service", {
    kind: "medical",
    on: "2026-02-15",
    result: "given",
    unit: "sessions",
    number: 2,
  });
  await save(18, worker, "exploitation", {
    forms: ["forced-labour", "servitude"],
    means: ["debt-bondage"],
    countries: ["KZ"],
  });
  const wrong = await save(18, worker, "service", { kind: "cash", on: "2026-02-15", result: "given" });
  const misplaced = await save(17, worker, "service", { kind: "cash", on: "2026-02-16", result: "given" });
  await must(worker.cases.saves.misplaceSheet({ caseId, form: "service", sheet: misplaced }, null));
  // Another case, for what was written into the wrong one.
  await must(worker.drafts.send(counted));
  await save(3, worker, "appointment", {
    with: "lawyer",
    on: "2026-03-06",
    at: "09:30",
    where: "Example Street 1",
    "person-agrees": true,
    escort: true,
  });
  await country.settle(worker, other);
  await must(worker.cases.saves.strikeOutSheet(caseId, "service", wrong));
  await must(worker.cases.saves.sendNow(caseId));
  await country.settle(worker, other);
  await save(2, worker, "risk", { level: "medium" }, { sheet: risk, why: "changed" });
  await save(2, other, "risk", { level: "extreme" }, { sheet: risk, why: "changed" });
  await country.settle(worker, other);
  country.at(day);
  await publishService(country);
  await country.open.timekeeping.tick();
  country.at(0);
  await country.open.timekeeping.tick();
  await country.settle(worker);
  // To whom exact numbers may be given: a colleague wrote it down.
  await must(
    other.exact.agree({
      to: "Example Donor",
      recipient: "age16ux604q70jg3ptvcv03n4e43xel7rhhf0098nddet8l9nez4jevsm0ypy8",
      tables: ["course", "help", "given", "htcds"],
      until: "2026-12-31",
    }),
  );
  await save(0, worker, "coded-data", { on: "2026-03-05", to: "Example Donor", answer: "yes" });
  await country.settle(other, worker);
  // Waits for the full hour.
  await save(0, worker, "service", { kind: "hotline", on: "2026-03-05", result: "given" });
  await keep("hotline-sheets", worker, { cases: { sheets: caseId } });
  await playDay(country, { hotline, north, worker, sheets: caseId }, keep);
}

/** A competent authority that accepted a referral and said that there are reasonable grounds: the decision is what it is asked for. */
export async function playAuthority(
  country: SceneCountry,
  { border, board }: { readonly border: Admitted; readonly board: Admitted },
  keep: Keep,
): Promise<void> {
  country.at(0);
  const officer = await country.member(border.devices[6]);
  const worker = await country.member(board.devices[0]);
  const { sheets = {}, consent, ...draft } = draftTo([board]);
  const { reach: _reach, story: _story, ...coded } = sheets;
  const compartments = ["referral", "identity"] as const;
  const choices = [{ organisation: board.id, compartments }];
  const [referral] = await must(
    officer.drafts.send({ ...draft, sheets: coded, consent: { ...consent, compartments }, choices }),
  );
  await country.settle(officer, worker);
  const caseId = worker.cases.list.caseOf(referral) ?? "";
  await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
  await must(
    worker.cases.saveSheet(caseId, {
      form: "reflection",
      set: { on: "2026-03-05", grounds: "yes", until: "2026-04-06" },
    }),
  );
  await country.settle(worker);
  await keep("authority", worker, { cases: { decides: caseId } });
}

/** The same hotline with cases of two workers and one of nobody: overdue, due today, due later, silent, and saves of two cases that wait. */
async function playDay(
  country: SceneCountry,
  {
    hotline,
    north,
    worker,
    sheets,
  }: { readonly hotline: Admitted; readonly north: Admitted; readonly worker: Member; readonly sheets: string },
  keep: Keep,
): Promise<void> {
  const begin = async (daysAgo: number, first: Answers["set"], given = "Test Person 1") => {
    country.at(daysAgo * day);
    const [caseId] = await must(worker.drafts.send(answering(draftTo([hotline], first), "person", { given })));
    await country.settle(worker);
    return caseId;
  };
  const save = async (daysAgo: number, caseId: string, form: string, set: Answers["set"]) => {
    country.at(daysAgo * day);
    await must(worker.cases.saveSheet(caseId, { form, set }));
  };
  const silent = await begin(19, {}, person2);
  await save(18, silent, "needs", { on: "2026-02-15", documents: "urgent", "matters-most": "Example: own papers." });
  await begin(0, inDanger);
  const child = await begin(6, maybeChild);
  await save(6, child, "assign", { worker: "Test Worker 2", on: "2026-02-27" });
  await save(5, child, "stay", { kind: "emergency", from: "2026-02-28", "review-on": "2026-03-05" });
  await save(1, child, "task", { what: "Example: ask for the guardian", until: "2026-03-11", state: "open" });
  await save(5, sheets, "assign", { worker: "Test Worker 1", on: "2026-02-28" });
  await must(worker.cases.saves.sendNow());
  country.at(0);
  await country.settle(worker);
  await save(0, child, "service", { kind: "child-care", on: "2026-03-05", result: "given" });
  await keep("hotline-day", worker, { cases: { sheets, child, silent } });
  // The mother's case and the child's; two cases that are perhaps of one person; two that are.
  await must(worker.cases.steps.link(sheets, child, "child"));
  const again = await begin(0, {});
  await must(worker.cases.steps.link(sheets, again, "same"));
  for (const caseId of [sheets, silent]) {
    await save(0, caseId, "person", { given: "Test", family: "Person", "name-is": "pseudonym" });
    await save(0, caseId, "reach", { way: "phone", value: "+992 00 000 00 00", "who-hears": "only-the-person" });
  }
  // Somebody goes home: the person said what may cross, and nothing of it is shared yet; of the risk one half is here, and it does not fit.
  const back = await begin(0, {});
  await save(0, back, "person", {
    given: "Test Person 3",
    "name-is": "pseudonym",
    born: "1999-05-01",
    citizenship: ["TJ"],
  });
  const half = { on: "2026-03-05", sought: "not-known", level: "more-needed", until: "2026-03-20" };
  await save(0, back, "return-risk", { half: "leaving", ...half });
  await save(0, back, "return", {
    ...{
      "told-asylum": true,
      "told-state": true,
      consul: "yes",
      wish: "yes",
      "freely-on": "2026-03-05",
      country: "TJ",
    },
    ...{ receiver: north.id, crosses: ["arrival", "name"] },
    ...{ risk: "acceptable", "risk-on": "2026-03-05", "risk-until": "2026-04-30" },
  });
  await country.settle(worker);
  await keep("hotline-linked", worker, { cases: { sheets, child, silent, back } });
}

/** In a country with waits: our turn comes once the first choice has had its time. */
export async function playNotYet(
  country: SceneCountry,
  { border, north, legal }: Pick<DeskCast, "border" | "north" | "legal">,
  keep: Keep,
): Promise<void> {
  country.at(180);
  const officer = await country.member(border.devices[0]);
  const worker = await country.member(north.devices[0]);
  // One in which nothing is to be done once the next hour is in the log, so that it is read when somebody opens it.
  const [rest] = await must(officer.drafts.send(draftTo([north])));
  await country.settle(officer, worker);
  country.at(60);
  const [referral] = await must(officer.drafts.send(draftTo([legal, north])));
  await country.open.timekeeping.tick();
  await country.settle(officer, worker);
  country.at(0);
  await country.open.timekeeping.tick();
  await country.settle(worker);
  const caseOf = (sent: string) => worker.cases.list.caseOf(sent) ?? "";
  await keep("shelter-not-yet", worker, { cases: { "not-yet": caseOf(referral), rest: caseOf(rest) } });
}

export function brought({ id }: Admitted, compartments: readonly Compartment[]): GrantConsent {
  return {
    organisation: id,
    purposes: ["support"],
    compartments,
    language: "uz",
    manner: "spoken",
    interpreter: "by-phone",
    basis: "consent",
  };
}

/** Composes what the device's own program would refuse to write. */
function composerOf(member: Member, country: SceneCountry): Composer {
  const { log, session } = member.room.open();
  const { seen } = log.follower;
  if (seen === null) throw new Error("the device has not synced");
  return new Composer({
    signer: session.signer,
    directory: log.directory,
    seen,
    clock: country.clock,
    randomBytes,
  });
}

async function carry(member: Member, composer: Composer, entries: readonly EntryNote[]): Promise<void> {
  for (const bytes of await composer.seal(entries))
    await must(member.drafts.takeCarried(encodeSubmission([{ token: null, bytes }])));
  await member.sync();
}
