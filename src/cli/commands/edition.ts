// `panoh edition`: the report that a person writes. The program proposes, fills every number, and says what does not stand in the record; the writer mends
// that or answers it. Drafts are sealed to the own organisation; what is published is open, a row for each paragraph.

import { encodePieces, parsePieces } from "../../core/registers/pieces.ts";
import { editionSections } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import { randomBytes } from "../../crypto/random.ts";
import { makeUuid } from "../../crypto/uuid.ts";
import type { Device } from "../../member/device.ts";
import { type CountryRecord, hashOfText } from "../../member/record/record-keeper.ts";
import { must } from "../../member/verb.ts";
import { readSmallFile } from "../../operate/files/given-files.ts";
import { writeInPlace } from "../../operate/files/write-whole.ts";
import { refId } from "../../record/statement.ts";
import { type Finding, openFindings } from "../../reports/edition/checks.ts";
import { completeText, type TypingFlaw } from "../../reports/edition/complete.ts";
import {
  besideRows,
  draftRow,
  type EditionName,
  endOf,
  movedRows,
  newestOf,
  newKey,
  type PublishedEdition,
  publishedEditions,
  shortName,
} from "../../reports/edition/edition.ts";
import { type EditionDesk, editionDesk, findingsAt, toPublish, toSign } from "../../reports/edition/edition-desk.ts";
import { editionDocument } from "../../reports/edition/edition-document.ts";
import { beginning, editionFile, readEditionFile } from "../../reports/edition/edition-file.ts";
import { editionPage } from "../../reports/edition/edition-page.ts";
import { refilled } from "../../reports/edition/fill.ts";
import type { Proposal } from "../../reports/edition/proposal.ts";
import { inOneText } from "../../reports/edition/proposal.ts";
import { proposalsFor } from "../../reports/edition/proposals.ts";
import { reportHtml } from "../../reports/print/html.ts";
import { countryIn } from "../../reports/text/report-text.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { cellsText } from "../code-words.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { printPdf } from "../print-pdf.ts";
import { readSmallFileOrInput, useDevice, vaultOptions } from "../vault-folder.ts";

const formats = ["html", "pdf"] as const;
const nameOptions = {
  ...vaultOptions,
  year: { value: "YEAR", help: "the year that the edition is about" },
  period: { value: "KIND", help: "calendar or april-march of the next year (calendar by default)" },
  lang: { value: "LANG", help: `${languageTags.join(", ")} (en by default)` },
} as const;
const nameUsage = "--year YEAR [--lang LANG] --vault DIR";

export const showEditionCommand: Command = {
  usage: [nameUsage],
  about: [
    "Shows the draft of an edition as a text file, to be written on in any editor and put back with panoh edition put.",
    "Bound words stand in braces with the place of their anchor. Of a paragraph that two people wrote at once the other version stands below it.",
  ],
  options: nameOptions,
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const { edition } = deskOf(call, member);
      return { lines: editionFile(edition).trimEnd().split("\n"), json: edition };
    }),
};

export const putEditionCommand: Command = {
  usage: [`FILE ${nameUsage}`],
  about: [
    "Puts the paragraphs of a text file into the draft: sections under # lead, # tier, # recommendations, # prosecution, # protection, # prevention, an empty line between paragraphs.",
    "Bind words to what the record says: {two|figure prosecutions 2003}, {four|figure prosecutions 2002 from=SOURCE}, {14|figure sentence-highest 2003 in=years}, {women|figure victims-identified 2003 part=women}, {control remains weak|row finding border-control-2003}.",
    "The program adds source, organisation, version and number; without words a figure is filled. With {words|2} the second anchor of the version that is replaced stays.",
    "A paragraph under [NAME VERSION], as panoh edition show writes it, replaces that version; others are new.",
  ],
  options: nameOptions,
  takes: ["FILE"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const desk = deskOf(call, member);
      const paragraphs = readEditionFile(readSmallFile(call.argument(0)));
      if (paragraphs === null)
        throw usageProblem(`a paragraph stands under one of: ${editionSections.map((one) => `# ${one}`).join(", ")}`);
      const flaws: string[] = [];
      const counts = new Map<string, number>();
      const rows = paragraphs.flatMap(({ section, replaces, text }): readonly Row<"draft">[] => {
        const place = (counts.get(section) ?? 0) + 1;
        counts.set(section, place);
        const there =
          replaces === null ? null : desk.edition.paragraphs.find(({ key }) => shortName(key) === replaces.name);
        if (there === undefined) {
          flaws.push(`${section}: no paragraph is called ${replaces?.name}`);
          return [];
        }
        const versions = there === null ? [] : versionsNamed(desk, there.key, replaces?.versions ?? []);
        const before = versions.map(({ text: old }) => parsePieces(old) ?? [])[0] ?? [];
        const typing = completeText(text, { grounds: desk.grounds, language: desk.name.language, before });
        if ("flaw" in typing) {
          flaws.push(`${section}, paragraph ${place}: ${typingWords[typing.flaw]}: ${typing.at}`);
          return [];
        }
        const isSame =
          there !== null &&
          there.text === typing.text &&
          there.place === place &&
          there.section === section &&
          there.others.length === 0;
        const over = versions.map(({ version }) => version);
        const key = there?.key ?? freshKey(desk);
        return isSame ? [] : [draftRow(desk.name, { key, section, place, text: typing.text, over })];
      });
      if (flaws.length > 0)
        return {
          lines: flaws,
          json: { flaws },
          problem: { code: "paragraphs-refused", message: "nothing was put into the draft" },
        };
      await enterDraft(member, rows);
      return {
        lines: [`Draft      ${rows.length} paragraphs written, ${paragraphs.length - rows.length} as they were`],
        json: { written: rows.length },
      };
    }),
};

export const proposeEditionCommand: Command = {
  usage: [nameUsage, `--take TAG... [--together] [--into SECTION] ${nameUsage}`, `--away TAG... ${nameUsage}`],
  about: [
    "Proposes sentences, section by section: numbers beside those of the year before, and rows of the year in their own words where these are in the edition's language.",
    "Take one into the draft to write on it, or put it away: it is proposed no more. With --together what is taken of one section becomes one paragraph; --into chooses another section for it.",
  ],
  options: {
    ...nameOptions,
    section: { value: "SECTION", help: `only of one: ${editionSections.join(", ")}` },
    take: { value: "TAG", many: true, help: "take it into the draft" },
    together: { help: "what is taken of one section becomes one paragraph" },
    into: { value: "SECTION", help: "the section for what is taken, and not the one that is proposed" },
    away: { value: "TAG", many: true, help: "put it away" },
  },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const desk = deskOf(call, member);
      const section = call.has("section") ? call.code("section", editionSections) : null;
      const words = await readWords(desk.name.language, reportParts);
      const proposals = proposalsFor(desk.edition, desk.grounds, words, countryIn(words, desk.record)).filter(
        (one) => section === null || one.section === section,
      );
      const byTag = (tag: string) => {
        const proposal = proposals.find(({ id }) => tagOf(id) === tag);
        if (proposal === undefined) throw commandProblem("no-such-proposal", `nothing is proposed under ${tag}`);
        return proposal;
      };
      if (!call.has("take") && !call.has("away"))
        return {
          lines: proposals.flatMap((one) => proposalLines(one)),
          json: proposals.map(({ id, section: of, pieces }) => ({
            tag: tagOf(id),
            section: of,
            text: pieces === null ? null : encodePieces(pieces),
          })),
        };
      const picks = call.all("take").map(byTag);
      const unsaid = picks.find(({ pieces }) => pieces === null);
      if (unsaid !== undefined)
        throw commandProblem(
          "no-such-proposal",
          `${tagOf(unsaid.id)} has no sentence in this language: write one, and bind it with panoh edition put`,
        );
      const into = call.has("into") ? call.code("into", editionSections) : null;
      const picksInto = picks.map((pick) => (into === null ? pick : { ...pick, section: into }));
      const rows = paragraphsTaken(picksInto, call.has("together")).map(({ section: of, pieces, after }) =>
        draftRow(desk.name, {
          key: freshKey(desk),
          section: of,
          place: endOf(desk.edition, of) + after,
          text: encodePieces(pieces),
          over: [],
        }),
      );
      const away = call.all("away").map((tag) => byTag(tag).id);
      const putRows = besideRows(desk.name, "put-away", { text: "-", regards: away, key: () => freshKey(desk) });
      await enterDraft(member, [...rows, ...putRows]);
      return {
        lines: [`Draft      ${picks.length} taken, ${away.length} put away`],
        json: { taken: picks.length, away: away.length },
      };
    }),
};

export const moveEditionCommand: Command = {
  usage: [`NAME [--section SECTION] [--place N] ${nameUsage}`],
  about: [
    "Moves a paragraph of the draft, by its name in panoh edition show: into another section, behind its last paragraph or to a place that is named, or to another place of its own.",
  ],
  options: {
    ...nameOptions,
    section: { value: "SECTION", help: `one of: ${editionSections.join(", ")}` },
    place: { value: "N", help: "1 for the first one of the section" },
  },
  takes: ["NAME"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const { edition } = deskOf(call, member);
      const paragraph = edition.paragraphs.find(({ key }) => shortName(key) === call.argument(0));
      if (paragraph === undefined)
        throw commandProblem("no-such-paragraph", `no paragraph is called ${call.argument(0)}`);
      const section = call.has("section") ? call.code("section", editionSections) : paragraph.section;
      const last = edition.paragraphs.filter((one) => one.section === section && one !== paragraph).length + 1;
      const place = call.number("place", 1, last, last);
      const rows = movedRows(edition, paragraph, { section, place });
      await enterDraft(member, rows);
      const line = rows.length === 0 ? "as it was" : `moved to place ${place} of ${section}`;
      return { lines: [`Draft      ${line}`], json: { section, place, rows: rows.length } };
    }),
};

export const checkEditionCommand: Command = {
  usage: [nameUsage],
  about: [
    "Lists what a person looks at before the edition is signed: numbers that rest on nothing, anchors that do not hold any more or that others contradict, numbers of a part, rows of the year that no paragraph cites, what an edition in another language lacks or adds, judgements that are missing.",
    "Correct each in the text, or answer it with panoh edition answer. Exit code 1 while any is open.",
  ],
  options: nameOptions,
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const findings = findingsAt(deskOf(call, member));
      const open = openFindings(findings);
      const answer = {
        lines: [...findings.map(findingLine), `Open       ${open.length} of ${findings.length}`],
        json: findings,
      };
      return open.length === 0
        ? answer
        : { ...answer, problem: { code: "findings-open", message: "the edition cannot be signed yet" } };
    }),
};

export const answerEditionCommand: Command = {
  usage: [`TAG[,TAG...] --reason-file FILE ${nameUsage}`, `--code CODE --reason-file FILE ${nameUsage}`],
  about: [
    "Answers findings with a reason, which is kept and published with the edition. A finding that changes is asked again.",
    "With --code all open findings of one kind get the same reason.",
  ],
  options: {
    ...nameOptions,
    "reason-file": { value: "FILE", help: "read the reason from a file, or with - from the input" },
    code: { value: "CODE", help: "all open findings of this kind" },
  },
  takes: ["[TAGS]"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const desk = deskOf(call, member);
      const reason = readSmallFileOrInput(call, "reason-file")
        .trim()
        .replace(/\s*\n\s*/g, " ")
        .normalize("NFC");
      const open = openFindings(findingsAt(desk));
      const tags = call.argument(0) === "" ? [] : call.argument(0).split(",");
      const findings = call.has("code")
        ? open.filter(({ code }) => code === call.get("code"))
        : tags.map((tag) => open.find(({ id }) => tagOf(id) === tag) ?? noFinding(tag));
      if (findings.length === 0 || reason === "") throw usageProblem("name findings that are open, and give a reason");
      if (findings.some(({ code }) => code === "two-versions"))
        throw commandProblem(
          "findings-open",
          "no reason makes one text of two versions: show the draft, and put the paragraph back",
        );
      const regards = findings.map(({ id }) => id);
      const rows = besideRows(desk.name, "reason", { text: reason, regards, key: () => freshKey(desk) });
      await enterDraft(member, rows);
      return { lines: [`Answered   ${findings.length} findings`], json: { answered: findings.length } };
    }),
};

export const signEditionCommand: Command = {
  usage: [`--office NAME ${nameUsage}`],
  about: [
    "Signs the text as it is, for an office: a later change needs a new signature. Numbers that were corrected in the record are filled again first.",
    "Refused while a finding is open.",
  ],
  options: { ...nameOptions, office: { value: "NAME", help: "the office that signs" } },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const desk = deskOf(call, member);
      const office = call.get("office").normalize("NFC");
      mustBeClear(desk);
      const { rows, text } = toSign(desk);
      const hash = hashOfText(text);
      const signature = { key: () => freshKey(desk), text: office, regards: [hash] };
      await enterDraft(member, [...rows, ...besideRows(desk.name, "signed", signature)]);
      return {
        lines: [`Signed     ${hash}`, `Filled     ${rows.length} paragraphs again`],
        json: { hash, filled: rows.length },
      };
    }),
};

export const publishEditionCommand: Command = {
  usage: [nameUsage],
  about: [
    "Publishes the signed edition: one import of the open register paragraph, a row for each paragraph, answer and signature. It cannot be undone.",
    "Another device signs it off with panoh record sign-off; anybody checks it with panoh verify-report.",
  ],
  options: nameOptions,
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const desk = deskOf(call, member);
      mustBeClear(desk);
      const { size } = desk.record.log;
      const rows = toPublish(desk, size, hashOfText);
      if (rows === null)
        throw commandProblem(
          "not-signed",
          "nobody signed this text: panoh edition sign does, and a change needs a new signature",
        );
      const { imports } = await must(member.record.enter("paragraph", rows));
      await member.sync();
      return {
        lines: [`Published  ${imports[0]}`, `Rows       ${rows.length}, filled from ${size} entries of the log`],
        json: { import: imports[0], rows: rows.length, size },
      };
    }),
};

export const printEditionCommand: Command = {
  usage: [`--out FILE [--format FORMAT] ${nameUsage}`, `--published --out FILE ${nameUsage}`],
  about: [
    "Prints the draft, or with --published the edition that this organisation published last: bound words are marked and lead to what they rest on. Every other word is the writer's.",
  ],
  options: {
    ...nameOptions,
    published: { help: "what was published, and not the draft" },
    format: { value: "FORMAT", help: `${formats.join(", ")} (html by default)` },
    out: { value: "FILE", help: "where to write it" },
  },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const desk = deskOf(call, member);
      const format = call.has("format") ? call.code("format", formats) : "html";
      const newest = call.has("published") ? publishedNow(desk) : null;
      const edition = newest ?? refilled(desk.edition, desk.grounds);
      const record = newest === null ? desk.record : (member.record.at(newest.size) ?? desk.record);
      const words = await readWords(desk.name.language, reportParts);
      const page =
        newest === null
          ? reportHtml(editionDocument(edition, record, words, null), null)
          : editionPage(newest, record, words);
      const out = call.get("out");
      writeInPlace(out, format === "pdf" ? await printPdf(page) : page);
      return { lines: [`Edition    ${out}`], json: { out, published: newest?.import ?? null } };
    }),
};

/** An edition with its draft, and the device that writes it. */
interface Desk extends EditionDesk {
  readonly record: CountryRecord;
  readonly member: Device;
}

function deskOf(call: Call, member: Device): Desk {
  if (!member.record.mayEnter("draft"))
    throw commandProblem("not-allowed", "only a secretariat, an ombudsman or a statistics office writes editions");
  const record = member.record.at();
  const organisation = member.view?.self?.organisation.id;
  if (record === null || organisation === undefined)
    throw commandProblem("not-trusted", "no checkpoint of this country that its witnesses cosigned was seen yet");
  const kind = call.has("period") ? call.code("period", ["calendar", "april-march"]) : "calendar";
  const language = call.has("lang") ? call.code("lang", languageTags) : "en";
  const name: EditionName = { year: call.number("year", 1900, 2200), kind, language };
  return { ...editionDesk(member.record.book.all, record.statements, name, organisation), record, member };
}

function mustBeClear(desk: Desk): void {
  if (desk.edition.paragraphs.length === 0) throw commandProblem("empty", "the draft has no paragraph");
  const open = openFindings(findingsAt(desk)).length;
  if (open > 0) throw commandProblem("findings-open", `${open} findings are open: panoh edition check lists them`);
}

function publishedNow(desk: Desk): PublishedEdition {
  const edition = newestOf(desk.edition, publishedEditions(desk.record.statements, hashOfText));
  if (edition === undefined) throw commandProblem("not-published", "this organisation published no such edition");
  return edition;
}

/** The versions of a paragraph that a file names by their beginnings. */
function versionsNamed({ member }: Desk, key: string, beginnings: readonly string[]) {
  const row = member.record.book.statements("draft").find((one) => one.key === key);
  const versions = row === undefined ? [] : [row, ...row.history];
  return versions.flatMap(({ ref, values }) => {
    const version = refId(ref);
    return values !== null && beginnings.includes(beginning(version)) ? [{ version, text: values.text }] : [];
  });
}

async function enterDraft(member: Device, rows: readonly Row<"draft">[]): Promise<void> {
  if (rows.length === 0) return;
  await must(member.record.enter("draft", rows));
  await member.sync();
}

function freshKey({ name }: EditionDesk): string {
  return newKey(name, makeUuid(randomBytes).slice(0, 8));
}

/** A short name of a finding or a proposal, the same as long as it is. */
function tagOf(id: string): string {
  return hashOfText(id).slice(0, 6);
}

function noFinding(tag: string): never {
  throw commandProblem("no-such-finding", `no open finding is called ${tag}`);
}

/** The paragraphs that proposals become: one each, or one for each section; and how many of them stand before it in its section. */
function paragraphsTaken(picks: readonly Proposal[], isTogether: boolean) {
  return [...Map.groupBy(picks, ({ section }) => section)].flatMap(([section, all]) => {
    const texts = all.map(({ pieces }) => pieces ?? []);
    return (isTogether ? [inOneText(texts)] : texts).map((pieces, i) => ({ section, pieces, after: i }));
  });
}

function proposalLines({ id, section, pieces, rows }: Proposal): readonly string[] {
  const head = `${tagOf(id)}  ${section}  `;
  if (pieces !== null) return [`${head}${pieces.map(({ words }) => words).join("")}`];
  return rows.map(
    ({ register, key, source, values }) =>
      `${head}(to be said)  ${key} (${source})  ${cellsText(register, { key, source, values } as Row)}`,
  );
}

function findingLine({ id, code, section, paragraph, about, why, others, answer }: Finding): string {
  const where = paragraph === null ? section : `${section} ${shortName(paragraph)}`;
  const otherWords = others.map(({ source, value }) => `${source} says ${value}`).join(", ");
  return [
    tagOf(id),
    code,
    where,
    [about, why, otherWords === "" ? null : otherWords].filter((part) => part !== null).join(" · "),
    ...(answer === null ? [] : [`answered: ${answer}`]),
  ].join("  ");
}

const typingWords: Readonly<Record<TypingFlaw, string>> = {
  "not-spelled": "braces are not closed, or the anchor is not spelled as it should be",
  "no-such-anchor": "the version that is replaced has no such anchor",
  "no-such-fact": "no fact is called so: panoh record fields figure lists figures",
  "no-number": "the record has no open number there",
  "several-sources": "sources differ: say whose number it is with from=SOURCE",
  "number-differs": "the record has another number than the words",
  "no-such-row": "no open row is called so",
  "several-rows": "several rows are called so: say from=SOURCE, or by=ORGANISATION",
};
