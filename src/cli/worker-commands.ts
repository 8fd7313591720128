// The commands of a worker, one row each: the verb, its arguments, the desk's method, and the lines of the answer. A row that takes CASE is a verb in one case:
// the case is found by its first digits, the desk does it, it is sent, and the answer speaks of the case as it is then. A row without it lists what the device has.
// Every command loads this file, so it loads nothing that is large.

import { ownFileSizes } from "../core/case/own-file.ts";
import type { Bar } from "../core/case/referrals.ts";
import { answerCodes, caseBodies, linkWords, statuses } from "../core/entry-kind.ts";
import { wordsIn } from "../core/free-text-names.ts";
import { answerOf, answerVerbs, fieldOfAnswer, type GivenAnswer } from "../core/policy-table.ts";
import { serviceTypes } from "../core/service.ts";
import { must } from "../member/verb.ts";
import { languageTags } from "../words/languages.ts";
import { caseJson, caseLines } from "./case-lines.ts";
import { type Answer, type Call, commandProblem, type Listed, usageProblem } from "./command.ts";
import {
  consentGiven,
  consentOptions,
  consentRule,
  sharingExample,
  sharingGiven,
  sharingOptions,
} from "./consent-options.ts";
import { languageOption } from "./form-words.ts";
import { lastOfSearch, linkLines } from "./link-lines.ts";
import type { FileAsked } from "./own-file-command.ts";
import { inboxLines, sentLines } from "./referral-lines.ts";
import type { CaseAt, CaseVerb, DeviceList } from "./worker-command.ts";

export const workerCommands: Readonly<Record<string, Listed>> = {
  sent: list({
    summary: "show what became of sent referrals",
    usage: [""],
    about: [
      "Shows each sent referral: saved here, sent, confirmed independently, and what receipts say. Sends what still waits.",
      '"received" means that their device received it: their program says so by itself. It is no answer.',
      "No receipt comes to an organisation that reads cases: the answers stand in its case (panoh inbox, panoh case).",
    ],
    answer: ({ drafts }) => each(drafts.sent, sentLines, "Nothing was sent from this device."),
  }),
  inbox: list({
    summary: "show the referrals to the own organisation",
    usage: [""],
    about: [
      'Shows every referral to this organisation, its own cases, and the cases that it referred to others. A sync sends the receipt "received" for new ones: that this device holds them, not an answer.',
    ],
    answer: ({ isReader, cases }) => {
      if (!isReader) throw commandProblem("write-only", "this device only sends: see panoh sent");
      return each(cases.inbox, inboxLines, "No referral has come.");
    },
  }),
  tasks: list({
    summary: "list what is due in the cases of this device",
    usage: ["", "--all"],
    about: [
      "Lists what is due in the cases of this device, the first day first: the case, what is asked for, and the form by which it is done. An appointment stands on its own day, with its hour and place. Nothing of it is sent.",
      "A task is done by panoh sheet with --for and the task's name, or by a sheet of that form about that day. With --all what is done or dropped is listed too.",
    ],
    options: { ...languageOption, all: { help: "also what is done or dropped" } },
    answer: async ({ cases, directory }, call) => {
      const { taskLines } = await import("./task-lines.ts");
      const tasks = call.has("all") ? cases.list.tasks : cases.list.openTasks;
      return each(tasks, await taskLines(call, directory.forms, tasks), "Nothing is due.");
    },
  }),
  case: verb({
    summary: "show a case",
    takes: ["ID"],
    usage: ["ID"],
    about: [
      "Shows a case: where its referrals stand, its entries and what may be done next. ID may be cut to its first digits.",
      "The case records once, for this organisation, that this device opened name, contact and story.",
      "The token links the file to proceedings and names nobody. It is shown once the person agreed for whom: see panoh token.",
    ],
    asks: () => null,
    does: (desk, { caseId }) => must(desk.reading.recordOpening(caseId)),
    answer: (_asked, { view, member }) => ({ lines: caseLines(view, member), json: caseJson(view) }),
  }),
  file: verb({
    summary: "make the person's own file of a case",
    usage: ["CASE --language LANG", "CASE --language LANG --size SIZE --out FILE --read"],
    about: [
      "Makes what this organisation wrote of the person, in their language, for their own hand: a card (whom to ring), two pages (short, the default) or the whole.",
      "Without --out it lists the free text that goes in, with words in brackets that may be names. Read it, then make the file with --read. Nothing in the case changes but that a file was given.",
      "Words that a file of --without holds, one or more a line, are taken out of all texts. A text is left out whole with --leave-out and its name in that list.",
      "With --sealed the file opens with words that are shown once; else it is a page to print, which whoever finds it reads.",
    ],
    options: {
      language: { value: "LANG", help: `the person's language: ${languageTags.join(", ")}` },
      size: { value: "SIZE", help: `${ownFileSizes.join(", ")}; default short` },
      out: { value: "FILE", help: "the file to write" },
      read: { help: "the free text was read, and what is of other people taken out" },
      without: { value: "FILE", help: "a file with words to take out" },
      "leave-out": { value: "TEXT", many: true, help: "a text to leave out" },
      notes: { help: "our working notes go in" },
      appointment: { help: "the next appointment stands on the card" },
      names: { help: "the names of organisations stand on the card" },
      sealed: { help: "as a sealed file" },
      guardian: { help: "the child's guardian gets it" },
      "guardian-is-free": { help: "the guardian is free of conflict, where no sheet says it" },
    },
    asks: (call, readFile) => ({
      language: call.code("language", languageTags),
      size: call.has("size") ? call.code("size", ownFileSizes) : "short",
      out: call.find("out"),
      isRead: call.has("read"),
      isSealed: call.has("sealed"),
      notes: call.has("notes"),
      appointment: call.has("appointment"),
      names: call.has("names"),
      to: call.has("guardian") ? ("guardian" as const) : ("person" as const),
      guardianIsFree: call.has("guardian-is-free"),
      without: {
        words: new Set(call.has("without") ? wordsIn(readFile(call.get("without"))) : []),
        texts: new Set(call.all("leave-out")),
      },
    }),
    does: async (desk, { caseId, member }, request: FileAsked) => {
      await must(desk.reading.recordOpening(caseId));
      const { ownFileLines } = await import("./own-file-command.ts");
      return ownFileLines(member, caseId, request);
    },
    answer: ({ out, size }, { caseId }, lines) => ({ lines, json: { case: caseId, size, out } }),
  }),
  letter: verb({
    summary: "write the letter to a service that is not in the directory",
    usage: ["CASE --language LANG --out FILE", "CASE --language LANG --sheet ID --out FILE"],
    about: [
      "Makes the letter that a sheet of the form outside asks for (panoh sheet CASE outside), in the language of who receives it: which help, for whom, how to answer us.",
      "The person's name stands in it only where the sheet says that the person agreed. Nothing of what happened does, and no word that says what this organisation is about.",
      "Which service was asked, and how it answered, stands in the sheet: panoh tasks lists it while it waits.",
    ],
    options: {
      language: { value: "LANG", help: `the language of who receives it: ${languageTags.join(", ")}` },
      sheet: { value: "ID", help: "the sheet, by its first digits; default the last one" },
      out: { value: "FILE", help: "the file to write" },
    },
    asks: (call) => ({
      language: call.code("language", languageTags),
      sheet: call.find("sheet"),
      out: call.get("out"),
    }),
    does: async (desk, { caseId, member }, request) => {
      await must(desk.reading.recordOpening(caseId));
      const { letterLines } = await import("./letter-command.ts");
      return letterLines(member, caseId, request);
    },
    answer: ({ out }, { caseId }, lines) => ({ lines, json: { case: caseId, out } }),
  }),
  answer: verb({
    summary: "answer a referral",
    takes: ["VERB", "CASE"],
    usage: [
      "accept|waitlist|meet CASE",
      "decline CASE --reason REASON",
      "close CASE --outcome OUTCOME",
      "reopen CASE --why WHY",
    ],
    about: [
      "Identity, contact and story open once the acceptance is logged.",
      "A case of our own is met and closed as well. With reopen, help that ended goes on, where it was before, while the person's consent holds.",
      `Reasons: ${answerCodes.reason.join(", ")}.`,
      `Outcomes: ${answerCodes.outcome.join(", ")}.`,
      `Why it goes on: ${answerCodes.why.join(", ")}.`,
    ],
    options: {
      referral: { value: "ID", help: "which referral of the case; default the one that waits" },
      reason: { value: "REASON", help: "with decline: why" },
      outcome: { value: "OUTCOME", help: "with close: how the help ended" },
      why: { value: "WHY", help: "with reopen: why the help goes on" },
    },
    asks: (call) => ({ referral: call.find("referral"), answer: answerGiven(call) }),
    does: async (desk, { caseId, view }, { answer, ...named }) => {
      const referral = named.referral ?? desk.inbox.find((item) => item.caseId === caseId)?.referral ?? null;
      if (referral === null)
        throw commandProblem("no-such-referral", "the case holds no referral to this organisation");
      refuseBarred(answer.verb, view.actions.find((action) => action.referral === referral)?.bar ?? null);
      await must(desk.steps.answer(caseId, referral, answer));
      return referral;
    },
    answer: (_asked, at, referral) => {
      const state = stateIn(at, referral);
      return aboutCase(at, state, { referral, state });
    },
  }),
  danger: verb({
    summary: "say again whether the person is in danger",
    usage: ["CASE --danger DANGER"],
    about: [
      "Records whether the person is in danger, as this organisation knows it today: it accepted the person, opened the case or was brought in.",
      "Everyone in the case reads it, with the day and who said it; what was said before stays in the history.",
      "Answers: now, not-now, unclear.",
    ],
    options: { danger: { value: "DANGER", help: "whether the person is in danger" } },
    asks: (call) => call.code("danger", ["now", "not-now", "unclear"]),
    does: (desk, { caseId }, danger) => must(desk.saves.sayDanger(caseId, danger)),
    answer: (danger, at) => aboutCase(at, `danger ${danger}`, { danger }),
  }),
  token: verb({
    summary: "record that the person agrees to give justice the token of the case",
    usage: ["CASE --organisation ID --language TAG --manner HOW --interpreter WHICH"],
    about: [
      "Records that the person agrees that a prosecutor, a court or an investigation unit gets the token of the case, and shows the token.",
      "It links the case to proceedings and names nobody. Everyone in the case reads this consent, but not that organisation: give it the token yourself.",
      "The person can withdraw the consent: see panoh withdraw.",
    ],
    options: {
      organisation: { value: "ID", help: "the organisation to which the person agrees to give it" },
      ...consentOptions,
    },
    asks: (call) => {
      const yes = { organisation: call.get("organisation"), ...consentGiven(call) };
      if (!caseBodies["consent.give"]({ ...yes, purposes: ["police-report"], compartments: ["referral"] }))
        throw usageProblem(`--organisation is a UUID, ${consentRule}`);
      return yes;
    },
    does: (desk, { caseId }, yes) => must(desk.consents.giveToken(caseId, yes)),
    answer: ({ organisation }, { caseId, view: { victimToken } }) => ({
      lines: [`Case       ${caseId}`, `Token      ${victimToken ?? "not shown here"}`],
      json: { case: caseId, organisation, victimToken },
    }),
  }),
  "status-step": verb({
    summary: "record a status that the own organisation gives",
    usage: ["CASE --status STATUS", "CASE --status STATUS --grounds FILE"],
    about: [
      "Records a status that this organisation gives. The two steps of a formal decision are the competent authority's, and go with its form: panoh sheet CASE identification.",
      "The grounds are optional, and every participant of the case reads them.",
      `Statuses: ${statuses.join(", ")}.`,
    ],
    options: {
      status: { value: "STATUS", help: "the step" },
      grounds: { value: "FILE", help: "a file with the grounds, at most 1000 characters" },
    },
    asks: (call, readFile) => {
      const status = call.code("status", statuses);
      const grounds = call.has("grounds") ? readFile(call.get("grounds")).trim() : null;
      if (!caseBodies.status(grounds === null ? { status } : { status, grounds }))
        throw usageProblem("--grounds names a file with 1 to 1000 characters of text");
      return { status, grounds };
    },
    does: (desk, { caseId }, { status, grounds }) => must(desk.steps.takeStatusStep(caseId, status, grounds)),
    answer: ({ status }, at) => aboutCase(at, `status ${status}`, { status }),
  }),
  link: verb({
    summary: "cases of this organisation that are linked to one, or are perhaps of the same person",
    usage: ["CASE", "CASE --to CASE --as WORD"],
    about: [
      "Lists the cases of this organisation that are linked to a case or are perhaps of the same person, or says what the person of another case is to the person of this one.",
      `WORD is one of ${linkWords.join(", ")}; none undoes it. Both cases stay. Only this organisation ever reads it.`,
    ],
    options: {
      to: { value: "CASE", help: "another case, by the first digits of its id" },
      as: { value: "WORD", help: `what its person is: ${linkWords.join(", ")}` },
    },
    asks: (call) => (call.has("to") || call.has("as") ? { to: call.get("to"), as: call.code("as", linkWords) } : null),
    does: async (desk, { caseId, find }, link) =>
      link !== null && must(desk.steps.link(caseId, find(link.to), link.as)),
    answer: (_link, { caseId, member: { cases } }) => {
      const links = cases.list.linksOf(caseId);
      const perhaps = lastOfSearch(cases.list.perhapsSame(caseId));
      return { lines: linkLines(links, perhaps), json: { linked: links, perhaps } };
    },
  }),
  grant: verb({
    summary: "bring an organisation into a case, with the person's consent",
    usage: [`CASE --organisation ID ${sharingExample}`],
    about: [
      "Brings an organisation into a case, with the person's consent. It gets the whole notes of the parts that the person agreed to share.",
      "What was read cannot be unread; the person can withdraw the consent: see panoh withdraw.",
    ],
    options: { organisation: { value: "ID", help: "the organisation to bring in" }, ...sharingOptions },
    asks: sharingGiven,
    does: (desk, { caseId }, consent) => must(desk.consents.grant(caseId, consent)),
    answer: ({ organisation, compartments }, at) =>
      aboutCase(at, `shared with ${organisation}: ${compartments.join(", ")}`, { organisation, compartments }),
  }),
  ask: verb({
    summary: "ask an organisation for one help in a running case, without a name",
    usage: [`CASE --organisation ID --need HELP ${sharingExample}`, `CASE --organisation ID ${sharingExample}`],
    about: [
      "Asks an organisation for one help. It learns which help, age, danger and language: no name and no signs. Ask each service by itself.",
      "A competent authority is asked to decide whether the person is a victim: for it there is no --need.",
      "What the person agrees to share follows by itself once it accepts; with --share referral alone nothing follows. It is in no contact with the person by that: see panoh lead.",
    ],
    options: {
      organisation: { value: "ID", help: "the organisation that is asked" },
      need: { value: "HELP", help: `the help: ${serviceTypes.join(", ")}` },
      ...sharingOptions,
    },
    asks: (call) => ({
      need: call.has("need") ? call.code("need", serviceTypes) : undefined,
      consent: sharingGiven(call),
    }),
    does: (desk, { caseId }, { need, consent: { organisation, ...agreed } }) =>
      must(desk.steps.referOn(caseId, [{ organisation, need, agreed }])),
    answer: ({ need, consent: { organisation } }, at) =>
      aboutCase(at, `asked ${organisation}: ${need ?? "to decide"}`, { organisation, need }),
  }),
  recall: verb({
    summary: "recall what an organisation was asked, before it receives it",
    usage: ["CASE --organisation ID"],
    about: [
      "Recalls what panoh ask sent to an organisation, as long as no device of it has received it.",
      "What was sent stays on the server, sealed, and the organisation can still read it; it can answer no more.",
    ],
    options: { organisation: { value: "ID", help: "the organisation that was asked" } },
    asks: (call) => call.get("organisation"),
    does: (desk, at, organisation) => must(desk.steps.recallReferral(at.caseId, askedOf(at, organisation))),
    answer: (organisation, at) => aboutCase(at, `recalled what ${organisation} was asked`, { organisation }),
  }),
  give: verb({
    summary: "give an organisation that accepted what the person agreed to for it",
    usage: ["CASE --organisation ID"],
    about: [
      "Gives what the person agreed to when panoh ask asked an organisation, once it accepted. It follows by itself while who asked is in contact with the person.",
      "Where who asked is in no contact any more, panoh tasks lists it for whoever is: give it once you have spoken with the person.",
    ],
    options: { organisation: { value: "ID", help: "the organisation that accepted" } },
    asks: (call) => call.get("organisation"),
    does: (desk, at, organisation) =>
      must(desk.steps.giveAgreed(at.caseId, askedOf(at, organisation, ["accepted", "met"]))),
    answer: (organisation, at) => aboutCase(at, `given to ${organisation} what the person agreed to`, { organisation }),
  }),
  lead: verb({
    summary: "hand over the lead of a case, and contact with the person",
    usage: ["CASE --organisation ID"],
    about: [
      "Hands over the lead to an organisation that helps in the case already, on the person's consent. From then on it speaks for the person too: it brings in others and confirms withdrawals.",
      "It cannot be undone. This organisation keeps what it can do.",
    ],
    options: { organisation: { value: "ID", help: "the organisation that leads from now on" } },
    asks: (call) => call.get("organisation"),
    does: (desk, { caseId }, organisation) => must(desk.steps.handOverLead(caseId, organisation)),
    answer: (organisation, at) => aboutCase(at, `${organisation} leads the case`, { organisation }),
  }),
  adopt: verb({
    summary: "take refused entries under the own organisation's name",
    usage: ["CASE", "CASE --entry ID..."],
    about: [
      "Takes the refused entries of a case under this organisation's name: all of them, or the named ones.",
      "The organisation then answers for them. An entry that it may not write itself, or that rests on a withdrawn consent, stays refused.",
    ],
    options: { entry: { value: "ID", many: true, help: "an entry to adopt; panoh case --json shows the ids" } },
    asks: (call) => call.all("entry"),
    does: (desk, { caseId }, entries) => must(desk.steps.adopt(caseId, entries.length === 0 ? undefined : entries)),
    answer: (_entries, at) => {
      const ids = at.view.state.entries
        .filter(({ verdict }) => verdict.is === "effective" && verdict.adoptedBy !== undefined)
        .map(({ id }) => id);
      return aboutCase(at, `${ids.length} entries count under this organisation's name`, { adopted: ids });
    },
  }),
  consent: verb({
    summary: "record that a person agrees again, or to less",
    usage: [`CASE --organisation ID ${sharingExample}`, `CASE --organisation ID --instead ${sharingExample}`],
    about: [
      "Records what the person agrees to now for an organisation that is in the case. It sends nothing to it: see panoh grant.",
      "With --instead it takes the place of all earlier consents for the organisation, which the person withdrew directly to us: its programs erase what others wrote in parts that are not shared any more, and keep what it wrote itself. It cannot be undone.",
    ],
    options: {
      organisation: { value: "ID", help: "the organisation, which is in the case" },
      instead: { help: "in the place of what the person agreed to before" },
      ...sharingOptions,
    },
    asks: (call) => ({ consent: sharingGiven(call), instead: call.has("instead") }),
    does: (desk, { caseId }, { consent, instead }) =>
      must(instead ? desk.consents.narrowConsent(caseId, consent) : desk.consents.renewConsent(caseId, consent)),
    answer: ({ consent: { organisation, compartments }, instead }, at) =>
      aboutCase(at, `agreed for ${organisation}: ${compartments.join(", ")}`, {
        organisation,
        compartments,
        instead,
      }),
  }),
  withdraw: verb({
    summary: "record that a person withdraws a consent",
    usage: ["CASE --organisation ID", "CASE --organisation ID --confirmed"],
    about: [
      "Records that the person withdraws the consent for one organisation. It cannot be undone; the person can consent again.",
      "With --confirmed, after a withdrawal: the person confirmed it directly to this organisation. Its holders then erase the data.",
    ],
    options: {
      organisation: { value: "ID", help: "the organisation for which the consent was given" },
      confirmed: { help: "the person confirmed it directly: what was held is erased" },
    },
    asks: (call) => ({ organisation: call.get("organisation"), confirmed: call.has("confirmed") }),
    does: async (desk, { caseId, view }, { organisation, confirmed }) => {
      const ids = view.state.consents
        .filter((each) => each.organisation === organisation && each.withdrawn === confirmed && !each.purge)
        .map(({ id }) => id);
      if (ids.length === 0)
        throw commandProblem(
          "no-such-consent",
          confirmed
            ? "the case holds no withdrawal for this organisation that waits to be confirmed"
            : "the case holds no consent for this organisation that still holds",
        );
      for (const id of ids)
        await must(confirmed ? desk.consents.confirmWithdrawal(caseId, id) : desk.consents.withdrawConsent(caseId, id));
      return ids;
    },
    answer: ({ confirmed }, at, ids) =>
      confirmed
        ? aboutCase(at, "withdrawal confirmed", { confirmed: ids })
        : aboutCase(at, "consent withdrawn", { withdrawn: ids }),
  }),
};

/** A row as the list of commands has it. The device is loaded when the command is called. */
function verb<Asked, Done>(row: CaseVerb<Asked, Done>): Listed {
  const { summary } = row;
  return { summary, load: async () => (await import("./worker-command.ts")).caseCommand(row) };
}

function list(row: DeviceList): Listed {
  const { summary } = row;
  return { summary, load: async () => (await import("./worker-command.ts")).listCommand(row) };
}

function aboutCase({ caseId }: CaseAt, line: string, json: object): Answer {
  return { lines: [`Case       ${caseId}`, `  ${line}`], json: { case: caseId, ...json } };
}

function each<T>(items: readonly T[], linesOf: (item: T) => readonly string[], none: string): Answer {
  return { lines: items.length === 0 ? [none] : items.flatMap(linesOf), json: items };
}

function answerGiven(call: Call): GivenAnswer {
  const verb = answerVerbs.find((candidate) => candidate === call.argument(0));
  const field = verb === undefined ? null : fieldOfAnswer(verb);
  const code = field === null ? undefined : call.code<string>(field, answerCodes[field]);
  const answer = verb === undefined ? null : answerOf(verb, code);
  if (answer === null) throw usageProblem(`the answer is one of: ${answerVerbs.join(", ")}`);
  return answer;
}

// Said before the engine refuses it, because the reason is another organisation's step and not a mistake (FD2, FD8).
function refuseBarred(verb: string, bar: Bar | null): void {
  if (bar?.is === "elsewhere" && (verb === "accept" || verb === "waitlist"))
    throw commandProblem("accepted-elsewhere", "another organisation has accepted this referral");
  if (bar?.is === "suspended" && verb === "accept")
    throw commandProblem(
      "suspended-meanwhile",
      "this organisation was suspended since it was asked, and others were asked too: let the sender ask once more",
    );
  if (bar?.is !== "not-yet" || verb !== "accept") return;
  const until = bar.from === null ? "" : ` until ${bar.from}`;
  throw commandProblem("too-early", `an organisation that was asked before still has time to answer${until}`);
}

/** The question to an organisation in a running case: the last one that it has not received, else the last one. */
function askedOf({ view: { state } }: CaseAt, organisation: string, states: readonly string[] = ["sent"]): string {
  const questions = state.referrals.filter(
    ({ contact, places }) => !contact && places.some((place) => place.organisation === organisation),
  );
  const open = questions.findLast(({ places }) => states.includes(places[0]?.state ?? "")) ?? questions.at(-1);
  if (open === undefined) throw commandProblem("no-such-referral", "this organisation was asked nothing in this case");
  return open.id;
}

/** The state in which this organisation is now. */
function stateIn({ view: { state }, member }: CaseAt, referral: string): string {
  const self = member.directory.self?.organisation;
  const places = state.referrals.find(({ id }) => id === referral)?.places ?? [];
  return places.find(({ organisation }) => organisation === self)?.state ?? state.own?.state ?? "";
}
