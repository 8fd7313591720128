// `panoh record`: the country's record. Rows come from a table or one by one; what is wrong with each is said before anything is signed; nothing is half
// entered, and a correction is a new row whose history stays.
import { unitOf } from "../../assessment/number-unit.ts";
import { isProblem } from "../../core/problem.ts";
import {
  type FigureKey,
  isWrittenApart,
  type RegisterName,
  registerNames,
  registerOf,
  unitsOf,
} from "../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../core/registers/row.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { Device } from "../../member/device.ts";
import type { Entered, OnProgress } from "../../member/record/record-keeper.ts";
import { must } from "../../member/verb.ts";
import { readSmallFile } from "../../operate/files/given-files.ts";
import { writeNew, writeSecret } from "../../operate/files/write-whole.ts";
import type { Withdrawn } from "../../record/book.ts";
import type { OddCode } from "../../record/odd-rows.ts";
import { unsignedImports } from "../../record/sign-off.ts";
import { refId, rowOfStatement, type Statement } from "../../record/statement.ts";
import type { CheckedTable } from "../../record/table/check-table.ts";
import { type TableFlaw, withdrawnColumn, writeRows } from "../../record/table/row-table.ts";
import { unknownKeys } from "../../record/unknown-keys.ts";
import { requestLetter } from "../../reports/request-letter.ts";
import { allowedWords } from "../../reports/text/allowed-words.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { sealFile } from "../../sealing/sealed-file.ts";
import { csvFile } from "../../tables/csv.ts";
import { languages, languageTags } from "../../words/languages.ts";
import { readWords } from "../../words/read-words.ts";
import { allWords, cellsText, codeInEnglish, english } from "../code-words.ts";
import { type Answer, type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { organisationInEnglish } from "../organisation-name.ts";
import { flawLine, flawReason, registerGiven, tableGiven } from "../record-file.ts";
import { readSmallFileOrInput, useDevice, vaultOptions } from "../vault-folder.ts";

export const importRowsCommand: Command = {
  usage: ["REGISTER FILE --vault DIR", "REGISTER FILE --sign --vault DIR"],
  about: [
    "Checks the rows of a CSV file or of the first sheet of a spreadsheet (XLSX), and with --sign enters them: a header with key, source and the register's fields, then one row for each thing. All of it or nothing.",
    "Rows that the record has already, word for word as this organisation said them, are left out. A row without a key gets one: --with-keys writes the table back with its keys, without which nobody corrects a row.",
    "Without --sign nothing is entered: the first rows are shown as they would be signed; or every bad row is listed with its cell, the reason and what was most likely meant. Keys that nobody entered yet are listed; they stop nothing. A signature cannot be undone.",
    "Dates may be written 15.04.2026, codes as their words in five languages.",
    `Registers: ${registerNames.filter((name) => !isWrittenApart(name)).join(", ")}. What each holds: panoh record fields REGISTER.`,
  ],
  options: {
    ...vaultOptions,
    sign: { help: "sign the rows and enter them" },
    "with-keys": {
      value: "FILE",
      help: "write the table as CSV with the keys of its rows; never over a file that is there",
    },
  },
  takes: ["REGISTER", "FILE"],
  run: async (call, terminal) => {
    const register = registerGiven(call.argument(0));
    const { table, sheet } = await tableGiven(call.argument(1));
    return useDevice(call, terminal, async (member) => {
      mustEnter(member, register);
      mustBeTables(register);
      const tableCheck = member.record.checkTable(register, table, allWords);
      const { rows, news, flaws, keysMade } = tableCheck;
      if (flaws.length > 0) {
        const bad = new Set(flaws.map(({ row }) => row)).size;
        return {
          lines: flaws.map(flawLine),
          json: { register, rows: rows.length, flaws },
          problem: { code: "rows-refused", message: `${rowsOf(bad)} cannot be entered, so nothing was` },
        };
      }
      if (rows.length === 0) throw commandProblem("empty", "the file has no row under its heading");
      const unknown = unknownKeys(register, rows, member.record.book);
      const back = call.find("with-keys");
      // Before anything is signed: keys made by chance are known here only.
      if (back !== null) writeSecret(back, csvFile(writeRows(register, rows)));
      const headLines = [
        ...(sheet === null ? [] : [`Sheet      ${sheet}`]),
        ...unknown.map((key) => `Unknown    ${key}: nobody entered it yet`),
        ...oddLines(member, register, news),
        ...(keysMade === 0 ? [] : [keysLine(keysMade, back)]),
      ];
      if (!call.has("sign")) {
        return {
          lines: [
            ...headLines,
            ...news.slice(0, shownRows).map((row) => `Row        ${rowLine(register, row)}`),
            ...(news.length > shownRows ? [`           and ${rowsOf(news.length - shownRows)} more`] : []),
            ...leftOut(tableCheck),
            `Sound      ${rowsOf(rows.length)}, none entered: the same command with --sign enters them`,
          ],
          json: { register, rows: rows.length, same: rows.length - news.length, unknown, keysMade, sheet },
        };
      }
      let tenths = 0;
      return entered(register, tableCheck, member, headLines, (count, of) => {
        // Ten lines for a long import, none for a short one.
        if (news.length < 500 || Math.floor((count * 10) / of) <= tenths) return;
        tenths = Math.floor((count * 10) / of);
        terminal.inform(`${registerOf(register).open ? "Signed" : "Sealed"} ${count} of ${of} notes`);
      });
    });
  },
};

/** Most likely slips, shown before anything is signed: no reason to refuse a row. */
function oddLines(member: Device, register: RegisterName, rows: readonly Row[]): readonly string[] {
  return member.record.oddRows(register, rows).map(({ key, code }) => `Look       ${key}: ${oddReasons[code]}`);
}

const oddReasons: Readonly<Record<OddCode, string>> = {
  "part-above-whole": "a part is greater than its whole",
  "convicted-above-prosecuted": "more persons are convicted than were prosecuted",
  "shortest-above-longest": "the shortest sentence is longer than the longest",
  "year-out-of-range": "a date lies too far back, or ahead of what was",
};

/** How many rows are shown before they are signed. */
const shownRows = 20;

function rowLine(register: RegisterName, row: Row): string {
  const content = "values" in row ? cellsText(register, row) : `withdrawn: ${row.reason}`;
  return `${row.key} (${row.source})  ${content}`;
}

function keysLine(count: number, file: string | null): string {
  const start = `Keys       ${rowsOf(count)} had none and got one`;
  return file === null
    ? `${start}: --with-keys FILE writes the table with them`
    : `${start}: ${file} has the table with them`;
}

export const addRowCommand: Command = {
  usage: ["REGISTER KEY --set FIELD=VALUE... --vault DIR", "REGISTER KEY --fields FILE --vault DIR"],
  about: [
    "Enters one row. The same key and source again corrects what was said; the history stays.",
    "Separate several values with semicolons; write yes or no; give a date as far as it is known: 2003, 2003-08, 2003-08-01.",
    "Arguments are seen by every program of this computer and stay in the shell's history: of a sealed register the fields come from a file or the input, one FIELD=VALUE a line.",
  ],
  options: {
    ...vaultOptions,
    source: { value: "KEY", help: "the source that says it; own files by default" },
    set: { value: "FIELD=VALUE", many: true, help: "a field of the row, in an open register" },
    fields: { value: "FILE", help: "read the fields from a file, or with - from the input" },
    "rests-on": {
      value: "REGISTER/KEY",
      many: true,
      help: "of a judgement: a row on which it rests, as every source says it now; a correction of it makes the judgement stale",
    },
  },
  takes: ["REGISTER", "KEY"],
  run: async (call, terminal) => {
    const register = registerGiven(call.argument(0));
    refuseSealedArgument(call, register, "set", "--fields FILE");
    const lines = call.has("fields") ? readSmallFileOrInput(call, "fields").split(/\r?\n/) : [];
    const pairs = [...call.all("set"), ...lines.filter((line) => line.trim() !== "")].map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw usageProblem("a field is FIELD=VALUE");
      return [text.slice(0, at), text.slice(at + 1)] as const;
    });
    mustBeTables(register);
    return useDevice(call, terminal, (member) =>
      enterRow(call, member, register, [...pairs, ...evidenceField(call.all("rests-on"), member)]),
    );
  },
};

/** The rows on which a judgement rests, in the versions that are in force. */
function evidenceField(names: readonly string[], member: Device): readonly (readonly [string, string])[] {
  const versions = names.flatMap((name) => {
    const slash = name.indexOf("/");
    const [register, key] = [registerGiven(name.slice(0, slash)), name.slice(slash + 1)];
    const rows = member.record.book.all.filter(
      (row) => row.register === register && row.key === key && !row.sealed && row.leaf !== null,
    );
    if (slash < 1 || rows.length === 0)
      throw commandProblem("no-such-row", `no open row ${key} is logged in the register ${register}`);
    return rows.map(({ ref }) => refId(ref));
  });
  return versions.length === 0 ? [] : [["evidence", [...new Set(versions)].join(";")]];
}

export const withdrawRowCommand: Command = {
  usage: ["REGISTER KEY --reason TEXT --vault DIR", "REGISTER KEY --reason-file FILE --vault DIR"],
  about: ["Withdraws what this organisation said about a thing. Its history stays, with the reason."],
  options: {
    ...vaultOptions,
    source: { value: "KEY", help: "the source of the statement; own files by default" },
    reason: { value: "TEXT", help: "why, on one line, in an open register" },
    "reason-file": { value: "FILE", help: "read the reason from a file, or with - from the input" },
  },
  takes: ["REGISTER", "KEY"],
  run: async (call, terminal) => {
    const register = registerGiven(call.argument(0));
    refuseSealedArgument(call, register, "reason", "--reason-file FILE");
    const reason = call.has("reason-file") ? readSmallFileOrInput(call, "reason-file").trim() : call.get("reason");
    const requiredFields = Object.entries(registerOf(register).fields).filter(([, { required }]) => required);
    const fields = [[withdrawnColumn, reason] as const, ...requiredFields.map(([field]) => [field, ""] as const)];
    return useDevice(call, terminal, (member) => enterRow(call, member, register, fields));
  },
};

/** Enters the row with these fields whose key and source were given; one that says something is shown. */
async function enterRow(
  call: Call,
  member: Device,
  register: RegisterName,
  fields: readonly (readonly [field: string, cell: string])[],
): Promise<Answer> {
  mustEnter(member, register);
  const header = ["key", "source", ...fields.map(([field]) => field)];
  const cells = [call.argument(1), call.find("source") ?? ownFiles, ...fields.map(([, cell]) => cell)];
  const table = member.record.checkTable(register, [header, cells], allWords);
  if (table.flaws.some(({ code }) => code === "nothing-to-withdraw"))
    throw commandProblem("no-such-row", "this organisation said nothing about it from this source");
  refuseFlaws(table);
  const lines = [
    ...table.rows.flatMap((row) => ("values" in row ? [`Row        ${rowLine(register, row)}`] : [])),
    ...oddLines(member, register, table.rows),
  ];
  return entered(register, table, member, lines);
}

/** A value that is sealed in the log is no argument either: every program of the computer reads those, and the shell keeps them. */
function refuseSealedArgument(call: Call, register: RegisterName, option: string, instead: string): void {
  if (!call.has(option) || registerOf(register).open) return;
  throw commandProblem(
    "sealed-argument",
    `rows of ${register} are sealed, and arguments stay in the shell's history: remove this command from it, and give ${instead}`,
  );
}

export const signOffCommand: Command = {
  usage: ["IMPORT --office NAME --vault DIR"],
  about: ["Signs off an import that another device entered. panoh record list shows imports that nobody signed off."],
  options: { ...vaultOptions, office: { value: "NAME", help: "the office that signs off" } },
  takes: ["IMPORT"],
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const id = call.argument(0);
      await must(member.record.signOff(id, call.get("office")));
      await member.sync();
      return { lines: [`Signed off ${id}`], json: { import: id } };
    }),
};

export const listRowsCommand: Command = {
  usage: ["--vault DIR", "--register REGISTER [--key KEY] [--csv FILE] --vault DIR"],
  about: [
    "Shows the record: how many rows each register has; or the rows of one; or one thing with every source, its history and who signed it off.",
    "Rows that do not count are shown with the reason.",
  ],
  options: {
    ...vaultOptions,
    register: { value: "REGISTER", help: "the rows of one register" },
    key: { value: "KEY", help: "one thing of it" },
    csv: { value: "FILE", help: "write the register's rows to a CSV file" },
  },
  run: (call, terminal) =>
    useDevice(call, terminal, async (member) => {
      const name = call.find("register");
      if (name === null) return overview(member);
      const register = registerGiven(name);
      const key = call.find("key");
      const statements = member.record.book
        .statements(register)
        .filter((statement) => key === null || statement.key === key) as readonly Statement[];
      const file = call.find("csv");
      if (file !== null) {
        const rows = statements.map(rowOfStatement);
        writeNew(file, csvFile(writeRows(register, rows)));
      }
      // One thing is shown with all that became of it: what was taken back too.
      const withdrawn = member.record.book.withdrawn.filter((each) => each.register === register && each.key === key);
      const lines = [
        ...statements.flatMap((each) => linesOf(each, member, key !== null)),
        ...withdrawn.flatMap((each) => withdrawnLines(each, member)),
      ];
      return {
        lines: lines.length === 0 ? ["No row."] : lines,
        json: key === null ? statements : [...statements, ...withdrawn],
      };
    }),
};

export const letterCommand: Command = {
  usage: ["KEY --text FILE --out FILE [--lang LANG] [--seal-to RECIPIENT] --vault DIR"],
  about: [
    "Writes the letter of a request to another country, from its row in the register request: a page to print, in any language of the program.",
    "What is asked in substance comes from a text file of yours and stands in the letter only: remove the file afterwards.",
    "With --seal-to it is an age file for a recipient that the other country gave you by a way that you trust; age -d opens it.",
  ],
  options: {
    ...vaultOptions,
    text: { value: "FILE", help: "what is asked, as plain text; an empty line begins a paragraph" },
    out: { value: "FILE", help: "where to write it; never over a file that is there" },
    lang: { value: "LANG", help: `${languageTags.join(", ")} (en by default)` },
    "seal-to": { value: "RECIPIENT", help: "an age recipient, age1… or age1pq1…" },
  },
  takes: ["KEY"],
  run: async (call, terminal) => {
    const language = call.has("lang") ? call.code("lang", languageTags) : "en";
    const words = await readWords(language, reportParts);
    const substance = readSmallFile(call.get("text")).replace(/\r\n/g, "\n");
    const out = call.get("out");
    return useDevice(call, terminal, async (member) => {
      const key = call.argument(0);
      const { self, country } = member.view ?? {};
      const own = self?.organisation;
      const request = member.record.book
        .statements("request")
        .find((each) => each.key === key && each.organisation === own?.id && each.values.direction === "sent");
      if (request === undefined || own === undefined || country === undefined)
        throw commandProblem("no-such-row", "this organisation entered no request of its own under this key");
      const page = requestLetter(
        {
          request: request.values,
          reference: key,
          country: country.country,
          office: languages[language].pick(own.name),
          substance,
          trial: country.trial || country.demonstration,
        },
        words,
      );
      const recipient = call.find("seal-to");
      writeSecret(out, recipient === null ? page : await sealedFor(page, recipient));
      return {
        lines: [
          `Letter     ${out}${recipient === null ? "" : ", sealed"}`,
          "Enter what becomes of it: the same key and fields again in a file (panoh record add request --fields FILE), with stage=sent, later stage=answered, answered=DATE and answer=….",
        ],
        json: { out, sealed: recipient !== null },
      };
    });
  },
};

async function sealedFor(page: string, recipient: string): Promise<Uint8Array> {
  try {
    return await sealFile(encodeUtf8(page), recipient);
  } catch (error) {
    if (isProblem(error, "sealing")) throw commandProblem(error.code, "this is not an age recipient", error);
    throw error;
  }
}

export const fieldsCommand: Command = {
  usage: ["REGISTER"],
  about: [
    "Shows what a register holds: its fields and what each may hold. A CSV file has them as its columns, beside key and source.",
  ],
  options: {},
  takes: ["REGISTER"],
  run: async (call) => {
    const register = registerGiven(call.argument(0));
    const { open, authors, fields: all } = registerOf(register);
    return {
      lines: [
        `Register   ${register}, ${open ? "open" : "sealed"}`,
        `Entered by ${authors.join(", ")}`,
        ...Object.entries(all).flatMap(([field, { shape, required }]) => {
          const unit = unitOf(register, field, {});
          const isCodes = shape.type === "code" || shape.type === "codes";
          const range = isCodes
            ? shape.type === "code"
              ? "one of"
              : "some of, separated by ;"
            : allowedWords(english, field, shape);
          return [
            `  ${field}${required ? "" : " (optional)"}: ${range}${unit === null ? "" : `, in ${unit}`}`,
            ...(isCodes ? shape.codes.map((code) => `    ${codeLine(register, field, code)}`) : []),
          ];
        }),
      ],
      json: { register, open, authors, fields: all },
    };
  },
};

/** A code with its word; of a figure with the units in which the report reads it. */
function codeLine(register: RegisterName, field: string, code: string): string {
  const unitCodes = register === "figure" && field === "fact" ? unitsOf(code as FigureKey) : [];
  const units = unitCodes.length === 0 ? "" : `, in ${unitCodes.join(" or ")}`;
  return `${code.padEnd(28)} ${codeInEnglish(field, code)}${units}`;
}

async function entered(
  register: RegisterName,
  tableCheck: CheckedTable,
  member: Device,
  headLines: readonly string[],
  onProgress?: OnProgress,
): Promise<Answer> {
  const { rows, news } = tableCheck;
  const nothing: Entered = { imports: [], rows: 0, notes: 0, hidden: false };
  const outcome = news.length === 0 ? nothing : await must(member.record.enter(register, news, onProgress));
  const result = { ...outcome, same: rows.length - news.length };
  return enteredAnswer(register, result, member, [...headLines, ...leftOut(tableCheck)]);
}

function leftOut({ rows, news }: CheckedTable): readonly string[] {
  const same = rows.length - news.length;
  return same === 0 ? [] : [`Left out   ${rowsOf(same)}: in the record already, word for word`];
}

function rowsOf(count: number): string {
  return `${count} row${count === 1 ? "" : "s"}`;
}

function refuseFlaws({ flaws }: CheckedTable): void {
  if (flaws.length > 0) throw commandProblem("rows-refused", flaws.map(sayFlaw).join("; "));
}

/** Sends what was entered and says what became of it. */
async function enteredAnswer(
  register: RegisterName,
  result: Entered,
  member: Device,
  headLines: readonly string[] = [],
): Promise<Answer> {
  await member.sync();
  return {
    lines: [
      ...headLines,
      `Entered    ${rowsOf(result.rows)} into ${register}, in ${result.notes} note${result.notes === 1 ? "" : "s"}`,
      ...result.imports.map((id) => `Import     ${id}`),
      ...(result.hidden ? ["Hidden     rows about an official of this body went only to the reviewers"] : []),
    ],
    json: { register, ...result, waiting: member.view?.outbox ?? 0 },
  };
}

/** Throws a problem of the command `not-allowed` for a register into which this organisation may not write. */
function mustEnter(member: Device, register: RegisterName): void {
  if (member.record.mayEnter(register)) return;
  const authors = registerOf(register).authors.join(", ");
  throw commandProblem("not-allowed", `only these parties enter into ${register}: ${authors}`);
}

/** Throws a problem of the command `written-apart` for a register into which no table or single row is read. */
function mustBeTables(register: RegisterName): void {
  if (!isWrittenApart(register)) return;
  throw commandProblem(
    "written-apart",
    `rows of ${register} come from the commands that look at more than one row: ${writtenBy[register] ?? "none"}`,
  );
}

const writtenBy: { readonly [R in RegisterName]?: string } = {
  signoff: "panoh record sign-off",
  publication: "programs of before",
  draft: "panoh edition put, propose, answer, sign",
  paragraph: "panoh edition publish",
  tally: "panoh tally make, panoh count release",
  release: "panoh tally make, panoh count release",
  count: "panoh count make, sign",
  "exact-numbers": "panoh numbers agree, sign, --for, panoh numbers cases",
};

function sayFlaw(flaw: TableFlaw): string {
  return `${flaw.column}: ${flawReason(flaw)}`;
}

function overview(member: Device): Answer {
  const record = member.record.book;
  const counts = registerNames.map((register) => ({ register, rows: record.statements(register).length }));
  const unsignedIds = unsignedImports(record).map(({ first }) => first.import);
  return {
    lines: [
      ...counts.filter(({ rows }) => rows > 0).map(({ register, rows }) => `${register.padEnd(11)} ${rows}`),
      ...(record.all.length === 0 ? ["The record is empty."] : []),
      ...record.incomplete.map(
        (each) => `Incomplete  ${each.import}: ${each.here.length} of ${each.of} parts of ${each.register}`,
      ),
      ...record.refused.map(
        (each) => `Refused     ${each.import}${each.row === null ? "" : ` row ${each.row}`}: ${each.reason}`,
      ),
      ...record.flagged.map((each) => `Unknown     ${each.field} ${each.key} (${each.code})`),
      ...unsignedIds.map((id) => `No sign-off ${id}`),
    ],
    json: {
      counts,
      incomplete: record.incomplete,
      refused: record.refused,
      flagged: record.flagged,
      unsigned: unsignedIds,
    },
  };
}

function withdrawnLines({ key, source, organisation, at, ref, reason, history }: Withdrawn, member: Device) {
  return [
    `${key} (${source})  withdrawn: ${reason}`,
    `  by ${organisationInEnglish(member, organisation)} at ${at}`,
    `  note ${ref.note} row ${ref.row}`,
    ...historyLines(history),
  ];
}

function historyLines(history: Statement["history"]): readonly string[] {
  return history.map(
    (version) => `  before ${version.at}: ${version.values === null ? "withdrawn" : JSON.stringify(version.values)}`,
  );
}

function linesOf(statement: Statement, member: Device, whole: boolean): readonly string[] {
  const { key, source, values, organisation, at, leaf, sealed, ref, signedOff, history } = statement;
  const lines = [`${key} (${source})  ${cellsText(statement.register, { key, source, values } as Row)}`];
  if (!whole) return lines;
  return [
    ...lines,
    `  entered by ${organisationInEnglish(member, organisation)} at ${at}, ${sealed ? "sealed" : "open"}, ${leaf === null ? "not logged yet" : `leaf ${leaf}`}`,
    `  note ${ref.note} row ${ref.row}`,
    ...signedOff.map((each) => `  signed off by ${each.office} at ${each.at}`),
    ...historyLines(history),
  ];
}
