// What a person gets of their case in their own hand: all that the organisation wrote, in their language, and nothing that leads to where they sleep or to somebody
// else. Every form of the library is filled in by a real device, so that a new form is in the file without a word here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { printPdf } from "../../src/cli/print-pdf.ts";
import type { OwnFile } from "../../src/core/case/own-file.ts";
import { textsIn } from "../../src/core/case/own-file.ts";
import { type AnswerValue, codesOf, type Form, type FormField, partOfField } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { piecesOf } from "../../src/core/free-text-names.ts";
import type { Question } from "../../src/member/cases/giving.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import {
  type OwnFileAsked,
  type OwnPage,
  ownFileNames,
  ownFileWordParts,
  ownPage,
} from "../../src/reports/own-file.ts";
import { printedHtml } from "../../src/reports/printed-page.ts";
import { formWords } from "../../src/words/form-words.ts";
import { type LanguageTag, languageTags } from "../../src/words/languages.ts";
import { readWords } from "../../src/words/read-words.ts";
import { consentFor, country } from "../hostile/support/participants.ts";

import { chromiumPath } from "../support/chromium.ts";

const shelterName = "Example Shelter South";
const another = "Zarinamarker";
const sleeps = "Sleepsmarker";
const ofWorker = "Workermarker";
const byLawyer = "written by the lawyer alone";

/** A child's file has rules of its own; some forms are for who wants proceedings; and whoever helped says why they ask. */
const rolesSaid: Readonly<Record<string, string>> = { age: "adult", "wants-justice": "yes", "asked-by": "nobody-else" };

/** An answer of each kind, unmistakably invented. */
function sample(form: Form, field: FormField, organisation: string): AnswerValue {
  const [first = "", second] = codesOf(form, field.list ?? "").map(({ code }) => code);
  switch (field.type) {
    case "code":
      return rolesSaid[field.role ?? ""] ?? first;
    case "codes":
      return second === undefined ? [first] : [first, second];
    case "yes-no":
      return true;
    case "whole":
      return 3;
    case "amount":
      return "120.50 TJS";
    case "day":
    case "date":
      return "2026-01-14";
    case "time":
      return "14:05";
    case "country":
      return "KZ";
    case "countries":
      return ["KZ", "TR"];
    case "language":
      return "uz";
    case "languages":
      return ["uz", "ru"];
    case "place":
      return placeOf(form, field);
    case "places":
      return [placeOf(form, field)];
    case "organisation":
      return organisation;
    case "sheet":
      return `note/${"5e".repeat(16)}`;
    default:
      if (field.role === "worker") return ofWorker;
      return `${field.key} with ${partOfField(form, field.key) === "safety" ? sleeps : another} there`;
  }
}

/** Where the person is has a name of its own; where something happened is said. */
const placeOf = (form: Form, field: FormField) =>
  field.role === "place" || partOfField(form, field.key) === "safety" ? "XT-KT-15" : "XT-SU";

const isAnswered = ({ type, calculation, retired }: FormField) =>
  type !== "note" && calculation === undefined && retired !== true;

/** The forms that a shelter writes; a question to others goes with its referral alone (FM8b). */
const forms = library.forms.filter(
  ({ form }) => form.writers.includes("provider") && form.key !== "first-line" && form.key !== "ask",
);

/** A shelter that filled in every form, brought in legal aid, and opened the case. */
async function filledIn(t: Parameters<typeof country>[0]) {
  const known = await country(t);
  const { world, worker, lawyer, shelter, legal, caseId } = known;
  await must(worker.cases.reading.recordOpening(caseId));
  // The path of a child is written while there is a doubt (FM8b), which the form `age` ends; what no child agrees to comes after it.
  const doubt = { on: "2026-01-14", age: "in-doubt", "known-from": "other" };
  await must(worker.cases.saveSheet(caseId, { form: "age", set: doubt }));
  const place = ({ form }: (typeof forms)[number]) => ["age", "coded-data"].indexOf(form.key);
  for (const { form } of forms.toSorted((a, b) => place(a) - place(b))) {
    const set = Object.fromEntries(
      form.fields.filter(isAnswered).map((field) => [field.key, sample(form, field, shelter.id)]),
    );
    await must(worker.cases.saveSheet(caseId, { form: form.key, set, language: "ru", why: "changed" }));
  }
  await must(worker.cases.steps.takeStatusStep(caseId, "presumed", `grounds with ${another}`));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support", "legal", "narrative"])));
  await world.settle(worker, lawyer);
  await must(lawyer.cases.saveSheet(caseId, { form: "story", set: { words: byLawyer } }));
  await must(lawyer.cases.saves.sendNow());
  await world.settle(lawyer, worker);
  const read = worker.cases.sheets(caseId)?.sheets.flatMap(({ answers }) => answers.get("words")?.value ?? []) ?? [];
  assert.ok(read.includes(byLawyer), "the shelter reads it");
  return known;
}

const fileOf = (device: Device, caseId: string): OwnFile => device.cases.reading.ownFile(caseId) ?? assert.fail();

async function pageOf(
  device: Device,
  caseId: string,
  tag: LanguageTag,
  asked: Partial<OwnFileAsked> & Pick<OwnFileAsked, "size">,
): Promise<OwnPage> {
  const names = ownFileNames({
    words: await readWords(tag, ownFileWordParts),
    forms: device.directory.forms,
    languages: ["tg"],
    organisation: device.directory.organisation,
    places: [{ code: "XT-KT-15", name: { en: "Placemarker" } }],
    ringable: (id) => device.directory.phones([id]),
    today: "2026-01-15",
  });
  const nothing = {
    notes: false,
    appointment: false,
    names: false,
    without: { words: new Set<string>(), texts: new Set<string>() },
  };
  return ownPage(fileOf(device, caseId), { ...nothing, ...asked }, names);
}

/** All that the page says. */
const said = ({ title, lines }: OwnPage) =>
  [title, ...lines.flatMap(({ label = "", text }) => [label, text])].join("\n");

/** What the worker takes out: a word that the program marked. */
function withoutOthers(file: OwnFile, notes: boolean): OwnFileAsked["without"] {
  const texts = textsIn(file, { size: "whole", notes }).map(({ text }) => text);
  const marked = piecesOf(texts).flatMap((pieces) =>
    pieces.flatMap(({ text, maybeName }) => (maybeName ? [text] : [])),
  );
  assert.ok(marked.includes(another), "it is shown where the name stands");
  return { words: new Set([another.toLowerCase()]), texts: new Set() };
}

test("[OF1] [OF1b] [OF2] [OF2a] [OF3] [R13] in Tajik and Persian a person gets every answer with its label, every consent and opening, no other name, and not where they sleep", async (t) => {
  const { worker, caseId } = await filledIn(t);
  const file = fileOf(worker, caseId);
  for (const tag of ["tg", "fa"] as const) {
    const words = await readWords(tag, ownFileWordParts);
    const page = await pageOf(worker, caseId, tag, { size: "whole", without: withoutOthers(file, false) });
    const all = said(page);
    assert.equal(page.language, tag);
    const day = words.language.date("2026-01-15");
    const isIn = (title: string) =>
      page.lines.some(({ is, text }) => is === "title" && text.startsWith(words.language.isolate(title)));
    for (const { id, form } of forms) {
      const named = formWords(words, tag, form, id);
      const parts = form.groups.map(({ part }) => part);
      if (form.key === "stay" || parts.includes("notes")) {
        assert.ok(!isIn(named.title), `${form.key} is not in it`);
        continue;
      }
      assert.ok(isIn(named.title), `${form.key} in ${tag}`);
      for (const field of form.fields.filter(isAnswered)) {
        const isSafety = partOfField(form, field.key) === "safety";
        const isFree = field.type === "line" || field.type === "text";
        if (field.role === "place" || field.type === "sheet" || field.role === "worker") continue;
        // What is asked for in it is a place to sleep.
        if (form.key === "outside" && field.key === "name") continue;
        if (isSafety && !["code", "codes", "yes-no", "whole", "day", "date"].includes(field.type)) continue;
        const label = named.fields[field.key]?.[0] ?? "";
        const lines = page.lines.filter((line) => line.label?.startsWith(label) === true);
        const expected =
          field.type === "code"
            ? named.lists[field.list ?? ""]?.[String(sample(form, field, ""))]
            : isFree
              ? field.role === "given" || field.role === "family" || field.role === "patronymic"
                ? `${field.key} with ${another} there`
                : `${field.key} with […] there`
              : field.type === "yes-no"
                ? words.message("form.any.code.yes")
                : "";
        assert.ok(
          label !== "" && lines.some(({ text }) => text.includes(expected ?? "?")),
          `${form.key} ${field.key} in ${tag}: ${label}: ${expected}`,
        );
      }
    }
    const consents = worker.cases.view(caseId)?.state.consents ?? [];
    assert.ok(consents.length >= 3);
    for (const { organisation } of consents) {
      const isHouse = file.houses.includes(organisation);
      const name = isHouse
        ? words.message("own-file.house")
        : (worker.directory.organisation(organisation)?.name["en"] ?? "?");
      assert.ok(
        page.lines.some(({ label, text }) => label === name && text.includes(day)),
        `${name} in ${tag}`,
      );
    }
    const opened = worker.cases.view(caseId)?.state.entries.filter(({ content }) => content.kind === "opened") ?? [];
    assert.ok(opened.length > 0);
    const opening = page.lines.find(({ label = "" }) => label.includes(words.message("own-file.role.administrator")));
    assert.ok(opening?.label?.includes(day) === true, "the day of the opening");
    for (const part of ["identity", "contact", "narrative"] as const)
      assert.ok(opening.text.includes(words.message(`part.${part}`)), `${part} was opened`);
    assert.ok(all.includes(words.message("own-file.notes-exist", { n: file.notes.length })), "that there are notes");
    // The person's own name is of this organisation's last save.
    const others = all.replaceAll(/(given|patronymic|family) with Zarinamarker there/g, "");
    for (const word of [another, sleeps, ofWorker, "Placemarker", byLawyer, "5e".repeat(16)])
      assert.ok(!others.includes(word), `${word} in ${tag}`);
    for (const { content } of opened) assert.ok(!all.includes(content.device), "no device is named");
  }
});

test("[OF2a] [OF2b] [R13] working notes go in only when they are ticked, and name no worker even then", async (t) => {
  const { worker, caseId } = await filledIn(t);
  const without = withoutOthers(fileOf(worker, caseId), true);
  const [left, taken] = [
    said(await pageOf(worker, caseId, "tg", { size: "whole", without })),
    said(await pageOf(worker, caseId, "tg", { size: "whole", notes: true, without })),
  ];
  assert.ok(!left.includes("what with […]"));
  assert.ok(taken.includes("what with […] there"), "of a task");
  for (const word of [another, ofWorker])
    assert.ok(!taken.replaceAll(/(given|patronymic|family) with Zarinamarker there/g, "").includes(word), word);
});

test("[OF1a] what the border post wrote and sent is in it, with its name, since its device cannot open it again", async (t) => {
  const { worker, caseId } = await country(t);
  const page = await pageOf(worker, caseId, "en", { size: "whole" });
  const story = page.lines.find(({ text }) => text === "The papers were kept by the example employer.");
  assert.match(story?.label ?? "", /written by Example Border Post/);
  assert.ok(!said(page).includes("Placemarker"), "where the person is stays out of it");
});

test("[OF1a] [OF1] what legal aid wrote is not in the shelter's file, and the file names legal aid as whom to ask", async (t) => {
  const { worker, lawyer, caseId } = await filledIn(t);
  const page = await pageOf(worker, caseId, "en", { size: "short" });
  assert.ok(page.lines.some(({ text }) => text === "Example Legal Aid"));
  assert.ok(said(await pageOf(lawyer, caseId, "en", { size: "whole" })).includes(byLawyer));
});

test("[OF1a] of a question the file says who was asked, and nobody stands among those to ask who only was asked, or cannot help", async (t) => {
  const { world, worker, lawyer, legal, caseId } = await country(t);
  const { organisation, ...agreed } = consentFor(legal.id, ["referral"]);
  const asks = async (verb: "decline" | "accept") => {
    await must(worker.cases.steps.referOn(caseId, [{ organisation, need: "legal-advice", agreed }]));
    await world.settle(worker, lawyer);
    assert.deepEqual(fileOf(worker, caseId).elsewhere, [], "asked");
    const question = lawyer.cases.view(caseId)?.state.referrals.at(-1)?.id ?? assert.fail();
    const answer = verb === "decline" ? ({ verb, reason: "no-place" } as const) : ({ verb } as const);
    await must(lawyer.cases.steps.answer(caseId, question, answer));
    await world.settle(lawyer, worker);
    return fileOf(worker, caseId).elsewhere;
  };
  assert.deepEqual(await asks("decline"), []);
  const page = await pageOf(worker, caseId, "en", { size: "whole" });
  const title = page.lines.find(({ is, text }) => is === "title" && text.includes("Asked of an organisation"));
  assert.match(title?.text ?? "", /Example Legal Aid/);
  assert.deepEqual(await asks("accept"), [legal.id]);
});

test("[OF4] a card says nothing of trafficking in any language, whatever organisations are called and wherever the appointment is", async (t) => {
  const { world, worker, shelter, caseId } = await country(t);
  await world.service(shelter, ["shelter-emergency"]);
  await world.settle(worker);
  const appointment = { with: "police", on: "2026-01-20", at: "14:05", where: "Centre against trafficking" };
  await must(worker.cases.saveSheet(caseId, { form: "appointment", set: appointment }));
  const telling =
    /traffick|торговл|траффик|жертв|савдои одам|қурбон|odam savdo|jabrlan|قاچاق|قربانی|shelter|насили|police/i;
  for (const tag of languageTags) {
    const card = await pageOf(worker, caseId, tag, { size: "card", appointment: true });
    assert.doesNotMatch(said(card), telling);
    assert.ok(said(card).includes((await readWords(tag, [])).language.date("2026-01-20")), "the day is there");
    const words = await readWords(tag, ownFileWordParts);
    for (const key of [
      "own-file.card.title",
      "own-file.card.ring",
      "own-file.card.no-number",
      "own-file.appointment",
    ] as const)
      assert.doesNotMatch(words.message(key), telling);
    const bare = await pageOf(worker, caseId, tag, { size: "card" });
    assert.ok(!said(bare).includes(words.message("own-file.appointment")), "nor an appointment that nobody asked for");
  }
});

test("[OF4] a card names an organisation only when that is wanted, and never one whose name says what it is about", async (t) => {
  const { worker, caseId, shelter } = await country(t);
  const file = fileOf(worker, caseId);
  const card = async (name: string, names: boolean) =>
    said(
      ownPage(
        { ...file, elsewhere: [] },
        {
          size: "card",
          notes: false,
          appointment: false,
          names,
          without: { words: new Set<string>(), texts: new Set<string>() },
        },
        {
          ...ownFileNames({
            words: await readWords("en", ownFileWordParts),
            forms: library,
            languages: [],
            organisation: () => ({ name: { en: name } }),
            places: [],
            ringable: () => [],
            today: "2026-01-15",
          }),
          ringing: (id) => ({ phones: id === shelter.id ? ["+992000000001"] : [], hours: null }),
        },
      ),
    );
  assert.ok(!(await card(shelterName, false)).includes(shelterName));
  assert.ok((await card(shelterName, true)).includes(shelterName));
  const telling = await card("Centre Against Trafficking", true);
  assert.ok(!telling.includes("Centre") && telling.includes("+992000000001"));
});

test("[OF5] two pages are two pages on paper, whatever the case holds, and the card is one", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { worker, caseId } = await filledIn(t);
  for (const tag of ["ru", "fa"] as const)
    for (const [size, most] of [
      ["short", 2],
      ["card", 1],
    ] as const) {
      const page = await pageOf(worker, caseId, tag, { size, names: true });
      assert.ok(page.lines.length > (size === "short" ? 20 : 0));
      const pdf = (await printPdf(printedHtml(page, "Notes"))).toString("latin1");
      const [, pages = "0"] = /\/Type ?\/Pages[^>]*\/Count (\d+)|\/Count (\d+)[^>]*\/Type ?\/Pages/.exec(pdf) ?? [];
      assert.ok(Number(pages) > 0 && Number(pages) <= most, `${size} in ${tag}: ${pages} pages`);
    }
});

test("[OF2] a sheet of help that was a place to sleep names no organisation; other help does", async (t) => {
  const { worker, caseId } = await country(t);
  const by = worker.directory.self?.organisation ?? assert.fail();
  for (const kind of ["shelter-emergency", "shelter-transition", "legal-advice"])
    await must(
      worker.cases.saveSheet(caseId, { form: "service", set: { on: "2026-01-15", kind, result: "given", by } }),
    );
  const named = fileOf(worker, caseId)
    .sheets.filter(({ form }) => form === "service")
    .flatMap(({ answers }) => {
      const kind = answers.find(({ field }) => field.key === "kind")?.value;
      return answers.some(({ field }) => field.type === "organisation") ? [kind] : [];
    });
  assert.deepEqual(named, ["legal-advice"]);
});

test("[OF2] who was asked for a place to sleep is named by no sheet, in no size, nor is a house outside the directory; other help is", async (t) => {
  const { world, worker, legal, caseId } = await country(t);
  const house = await world.organisation("shelter", "Example Night House");
  await worker.sync();
  const ask = async (organisation: string, need: Question["need"]) => {
    const { organisation: _asked, ...agreed } = consentFor(organisation, ["referral"]);
    await must(worker.cases.steps.referOn(caseId, [{ organisation, need, agreed }]));
  };
  const outside = async (name: string, need: string) =>
    void (await must(
      worker.cases.saveSheet(caseId, { form: "outside", set: { name, need, asked: "2026-01-14", named: false } }),
    ));
  const titles = () => fileOf(worker, caseId).sheets.flatMap(({ form, asked }) => (form === "ask" ? [asked] : []));
  const names = () =>
    textsIn(fileOf(worker, caseId), { size: "whole", notes: false }).flatMap(({ text, field }) =>
      field?.key === "name" ? [text] : [],
    );
  for (const need of ["shelter-emergency", "shelter-transition"] as const) {
    await ask(house.id, need);
    await outside("House of Ms Example", need);
  }
  assert.deepEqual([titles(), names()], [[undefined, undefined], []]);
  await ask(legal.id, "legal-representation");
  await outside("Example Language Bureau", "interpretation");
  assert.deepEqual(
    [titles().filter((asked) => asked !== undefined), names()],
    [[legal.id], ["Example Language Bureau"]],
  );
  for (const size of ["short", "whole"] as const) {
    const lines = (await pageOf(worker, caseId, "en", { size })).lines.map(
      ({ label = "", text }) => `${label} ${text}`,
    );
    const questions = lines.filter((line) => line.includes("Asked of an organisation"));
    // Two pages have nothing of the part `referral`.
    assert.equal(
      questions.some((line) => line.includes("Example Legal Aid")),
      size === "whole",
    );
    assert.ok(!questions.some((line) => line.includes("Night House")), size);
    assert.ok(!lines.some((line) => line.includes("Ms Example")), size);
  }
});

test("[OF2] [OF2c] a house that accepted is named nowhere in the file, in no size and no field, nor by its number; whoever makes the file names itself", async (t) => {
  const { world, worker, shelter, legal, lawyer, caseId } = await country(t);
  const house = await world.organisation("health", "Example Night House");
  const host = await world.member(house.devices[0] ?? assert.fail());
  await world.service(house, ["shelter-emergency"], {
    phones: [{ number: "+992000000007", last_checked: "2026-01-14", last_check: "answered" }],
  });
  await worker.sync();
  const { organisation, ...agreed } = consentFor(house.id, ["referral"]);
  await must(worker.cases.steps.referOn(caseId, [{ organisation, need: "shelter-emergency", agreed }]));
  await world.settle(worker, host);
  const question = host.cases.view(caseId)?.state.referrals.at(-1)?.id ?? assert.fail();
  await must(host.cases.steps.answer(caseId, question, { verb: "accept" }));
  await world.settle(host, worker);
  await must(worker.cases.consents.grant(caseId, consentFor(house.id, ["referral", "support"])));
  const set = { on: "2026-01-15", kind: "legal-advice", result: "given", by: house.id };
  await must(worker.cases.saveSheet(caseId, { form: "service", set }));
  // One that gave a bed and was never asked here, and one that wrote a stay.
  const giver = await world.organisation("health", "Example Night Giver");
  const keeper = await world.organisation("health", "Example Night Keeper");
  const atKeeper = await world.member(keeper.devices[0] ?? assert.fail());
  await worker.sync();
  const bed = { on: "2026-01-15", kind: "shelter-emergency", result: "given", by: giver.id };
  await must(worker.cases.saveSheet(caseId, { form: "service", set: bed }));
  await must(worker.cases.consents.grant(caseId, consentFor(giver.id, ["referral"])));
  await must(worker.cases.consents.renewConsent(caseId, consentFor(shelter.id, ["referral", "support", "safety"])));
  await must(worker.cases.consents.grant(caseId, consentFor(keeper.id, ["referral", "safety"])));
  await world.settle(worker, atKeeper);
  await must(atKeeper.cases.saveSheet(caseId, { form: "stay", set: { kind: "emergency", from: "2026-01-15" } }));
  await must(atKeeper.cases.saves.sendNow());
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support"])));
  await world.settle(atKeeper, worker, host, lawyer);
  await world.settle(worker);
  for (const size of ["card", "short", "whole"] as const)
    for (const tag of ["en", "fa"] as const) {
      const all = said(await pageOf(worker, caseId, tag, { size, names: true }));
      assert.doesNotMatch(all, /Example Night|992000000007|۹۹۲۰۰۰۰۰۰۰۰۷/, `${size} in ${tag}`);
      assert.ok(size === "card" || all.includes(shelterName), "whoever makes the file names itself");
    }
  const { lines } = await pageOf(worker, caseId, "en", { size: "whole" });
  const hidden = lines.filter(({ label = "", text }) => `${label} ${text}`.includes("A place to sleep"));
  const [day] = [hidden.find(({ text }) => text.startsWith("Referral accepted"))?.label];
  assert.match(day ?? "", /^A place to sleep, /, "a decision");
  assert.ok(hidden.filter(({ label }) => label === "A place to sleep").length >= 3, "consents and what was given");
  assert.ok(
    hidden.some(({ text }) => text === "A place to sleep"),
    "who gave another help",
  );
  assert.ok(fileOf(worker, caseId).knownNames.includes("Example Night House"), "free text is looked at for it");
  const ofLawyer = await pageOf(lawyer, caseId, "en", { size: "whole" });
  assert.ok(!said(ofLawyer).includes(shelterName), "legal aid's file names neither house");
  assert.ok(said(ofLawyer).includes("Example Legal Aid"));
  assert.equal(fileOf(worker, caseId).houses.includes(shelter.id), false);
});
