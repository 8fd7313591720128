// Rows from a CSV file or a spreadsheet. The file is read whole and nothing is entered while a row has a flaw: each flaw is named with its cell, what
// was most likely meant and what is allowed. Only then are the rows shown as they will be signed, and all of them are entered or none.

import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { ComponentChild, JSX } from "preact";
import { useState } from "preact/hooks";
import type { ProblemCode } from "../../../core/problem.ts";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../../core/registers/row.ts";
import type { Entered } from "../../../member/record/record-keeper.ts";
import { ownStatements } from "../../../record/table/check-table.ts";
import { type Table, type TableFlaw, writeRows } from "../../../record/table/row-table.ts";
import { unknownKeys } from "../../../record/unknown-keys.ts";
import type { FieldValues } from "../../../reports/text/value-words.ts";
import { csvFile, readCsv } from "../../../tables/csv.ts";
import { isSpreadsheet } from "../../../tables/xlsx.ts";
import { wordOfCode } from "../../../words/code-words.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { Exact } from "../../components/exact.tsx";
import { FileField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { Lock } from "../../icons.tsx";
import { goBack } from "../../navigation.ts";
import { saveFile } from "../../save-file.ts";
import { loadWords } from "../../text/load-words.ts";
import { apart, isolate, t, words } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { flawText, recordFailure, unknownKeyWords } from "../refusal-words.ts";
import { codeWord, commaList, exactText, fieldName, registerName, valueWords } from "../words.ts";
import { Entering } from "./entering.tsx";
import { readSpreadsheetInWorker } from "./read-spreadsheet.ts";

const shownFlaws = 200;
const previewedRows = 20;
const paintMilliseconds = 100;

type Read =
  | { readonly is: "reading"; readonly name: string }
  | { readonly is: "refused"; readonly name: string; readonly refusal: ProblemCode<"table"> }
  | { readonly is: "flawed"; readonly name: string; readonly flaws: readonly TableFlaw[]; readonly table: Table }
  | SoundFile;

interface SoundFile {
  readonly is: "sound";
  readonly name: string;
  /** All rows of the file, and those that say something new: what is there word for word is not said again. */
  readonly rows: readonly Row[];
  readonly news: readonly Row[];
  /** How many of the news this organisation will not read: rows about its own officials (R26). */
  readonly hidden: number;
  /** How many rows had no short name and were given one. */
  readonly keysMade: number;
  /** The sheet of a spreadsheet. */
  readonly sheet: string | null;
}

/** How many notes of the import are signed or sealed. */
interface Progress {
  readonly done: number;
  readonly of: number;
}

interface ImportProps extends PageProps {
  readonly register: RegisterName;
}

export function ImportFile(props: ImportProps): JSX.Element {
  const { engine, register } = props;
  const [read, setRead] = useState<Read | null>(null);
  const [done, setDone] = useState<{ readonly file: SoundFile; readonly entered: Entered } | null>(null);
  const { busy, error, run, say: sayFailure } = useVerb(recordFailure);
  const progress = useSignal<Progress | null>(null);

  const choose = async (file: File) => {
    sayFailure(null);
    setRead({ is: "reading", name: file.name });
    await afterDrawing();
    const bytes = new Uint8Array(await file.arrayBuffer());
    setRead(await readFile(engine, register, file.name, bytes));
  };
  const enter = (file: SoundFile) =>
    run(
      async () => {
        await afterDrawing();
        let paintedAt = 0;
        const verdict = await engine.record.enter(register, file.news, async (signed, of) => {
          progress.value = { done: signed, of };
          if (engine.now() - paintedAt < paintMilliseconds) return;
          // Without a frame: a page in the background gets none, and the import goes on there.
          await new Promise((resolve) => setTimeout(resolve, 0));
          paintedAt = engine.now();
        });
        progress.value = null;
        scrollTo(0, 0);
        return verdict;
      },
      (entered) => setDone({ file, entered }),
    );

  if (done !== null)
    return (
      <Entering
        engine={engine}
        entered={done.entered}
        isOpen={registerOf(register).open}
        hidden={done.file.hidden}
        next={<WaysOn register={register} file={done.file} />}
      />
    );
  return (
    <>
      <BackLink />
      <p class="kicker">{registerName(register)}</p>
      <Heading>{t("record.import.open")}</Heading>
      <p class="lead">{t("record.import.lead")}</p>
      <p>
        <button
          type="button"
          class="link"
          onClick={() => saveFile(`${register}.csv`, "text/csv", csvFile(writeRows(register, [])))}
        >
          {t("record.import.template")}
        </button>
      </p>
      <FileField
        id="import-file"
        label={t("record.import.file")}
        hint={t("record.import.file-hint")}
        accept=".csv,text/csv,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        again
        onFile={(file) => {
          if (file !== undefined) void choose(file);
        }}
      />
      {read?.is === "reading" && <p role="status">{t("record.import.reading", { name: read.name })}</p>}
      {read?.is === "refused" && (
        <p class="notice waiting" role="alert">
          {t(`record.csv.${read.refusal}`)}
        </p>
      )}
      {read?.is === "flawed" && <Flaws register={register} name={read.name} flaws={read.flaws} table={read.table} />}
      {read?.is === "sound" && (
        <>
          <SoundRows {...props} read={read} busy={busy} error={error} onEnter={() => void enter(read)} />
          <Signing progress={progress} />
        </>
      )}
    </>
  );
}

/** The rows of a file without a flaw: what they will do, as they will be signed, and the button that signs them. */
function SoundRows(
  props: ImportProps & {
    readonly read: SoundFile;
    readonly busy: boolean;
    readonly error: string | null;
    readonly onEnter: () => void;
  },
): JSX.Element {
  const { register, read, busy, error } = props;
  const { rows, news, hidden } = read;
  const { open } = registerOf(register);
  return (
    <section class="card" role="status" aria-labelledby="sound-title">
      <h2 id="sound-title">{t("record.import.sound", { n: rows.length, name: read.name })}</h2>
      {read.sheet !== null && <p class="quiet">{t("record.import.sheet", { sheet: isolate(read.sheet) })}</p>}
      <Changes {...props} rows={news} same={rows.length - news.length} />
      {read.keysMade > 0 && (
        <div class={open ? "notice news" : "notice waiting"}>
          <p>{t(open ? "record.import.keys-open" : "record.import.keys-sealed", { n: read.keysMade })}</p>
          <SaveKeys register={register} rows={rows} />
        </div>
      )}
      <Preview register={register} rows={news} />
      {hidden > 0 && (
        <p class="notice waiting">
          <Lock />
          <span>{t("record.import.hidden", { n: hidden })}</span>
        </p>
      )}
      {hidden < news.length && (
        <p class={open ? "notice news" : "notice waiting"}>
          {!open && <Lock />}
          <span>{t(open ? "record.enter.after-open" : "record.enter.after-sealed")}</span>
        </p>
      )}
      <Failed words={error} />
      {news.length > 0 && (
        <button type="button" class="button primary wide" aria-disabled={busy} onClick={props.onEnter}>
          {busy
            ? t("record.import.busy", { n: news.length })
            : t(open ? "record.import.do-open" : "record.import.do-sealed", { n: news.length })}
        </button>
      )}
    </section>
  );
}

/** Where to go when the rows are entered. */
function WaysOn({ register, file }: { readonly register: RegisterName; readonly file: SoundFile }): JSX.Element {
  return (
    <>
      <button type="button" class="button primary" onClick={goBack}>
        {t("record.enter.to-register", { register: registerName(register) })}
      </button>
      {file.keysMade > 0 && <SaveKeys register={register} rows={file.rows} />}
    </>
  );
}

/** The table with the short names of its rows, without which nobody corrects a row from a file. */
function SaveKeys({ register, rows }: { readonly register: RegisterName; readonly rows: readonly Row[] }): JSX.Element {
  return (
    <button
      type="button"
      class="button plain"
      onClick={() => saveFile(`${register}-keys.csv`, "text/csv", csvFile(writeRows(register, rows)))}
    >
      {t("record.import.save-keys")}
    </button>
  );
}

/** The rows as they will be signed: what is signed cannot be undone. */
function Preview({ register, rows }: { readonly register: RegisterName; readonly rows: readonly Row[] }): JSX.Element {
  return (
    <details class="preview" open={rows.length > 0}>
      <summary>{t("record.import.rows")}</summary>
      <ol class="lines">
        {rows.slice(0, previewedRows).map((row) => (
          <li key={`${row.key} ${row.source}`}>
            <Exact>{row.key}</Exact> {apart(...fieldLines(register, row))}
          </li>
        ))}
      </ol>
      {rows.length > previewedRows && (
        <p class="quiet">{t("record.import.rest", { n: rows.length - previewedRows })}</p>
      )}
    </details>
  );
}

/** Field by field, each number with its unit; the source where it is not the own files. */
function fieldLines(register: RegisterName, row: Row): readonly string[] {
  const line = (field: string, words: string) => `${fieldName(register, field)}: ${isolate(words)}`;
  const source = row.source === ownFiles ? [] : [line("source", row.source)];
  if (!("values" in row)) return [...source, line("withdrawn", row.reason)];
  const values = row.values as FieldValues;
  const fields = Object.entries(values).map(([field, value]) =>
    line(field, valueWords(register, field, value, values)),
  );
  return [...source, ...fields];
}

/** How far the signing is: every step to be seen, and only quarters to be heard. */
function Signing({ progress }: { readonly progress: ReadonlySignal<Progress | null> }): JSX.Element {
  const { done, of } = progress.value ?? { done: 0, of: 1 };
  const heard = Math.ceil((Math.floor((4 * done) / of) * of) / 4);
  return (
    <>
      {done > 0 && of > 1 && (
        <p class="signing">
          <progress max={of} value={done} aria-label={t("record.import.parts-label")} />
          <span class="quiet">{t("record.import.parts", { n: done, of })}</span>
        </p>
      )}
      <p class="unseen" role="status">
        {heard > 0 && of > 1 && t("record.import.parts", { n: heard, of })}
      </p>
    </>
  );
}

function Flaws(props: {
  readonly register: RegisterName;
  readonly name: string;
  readonly flaws: readonly TableFlaw[];
  readonly table: Table;
}): JSX.Element {
  const { register, flaws, table } = props;
  const bad = new Set(flaws.filter(({ row }) => row > 1).map(({ row }) => row)).size;
  const words = [
    ...(flaws.some(({ row }) => row === 1) ? [t("record.import.flawed-head", { name: props.name })] : []),
    ...(bad > 0 ? [t("record.import.flawed", { n: bad, name: props.name })] : []),
  ].join(". ");
  return (
    <section aria-labelledby="flaws-title">
      <div class="summary" role="alert">
        <h2 id="flaws-title">{words}</h2>
        <p>{t("record.import.mend")}</p>
      </div>
      <p>
        <button
          type="button"
          class="link"
          onClick={() => saveFile(`${register}-flaws.csv`, "text/csv", csvFile(flawTable(register, flaws)))}
        >
          {t("record.import.save-flaws")}
        </button>
      </p>
      <table class="rows-table flaws">
        <caption class="unseen">{words}</caption>
        <thead>
          <tr>
            <th scope="col">{t("record.import.row")}</th>
            <th scope="col">{t("record.import.column")}</th>
            <th scope="col">{t("record.import.what")}</th>
          </tr>
        </thead>
        <tbody>
          {flaws.slice(0, shownFlaws).map((flaw) => (
            <tr key={`${flaw.row} ${flaw.column} ${flaw.code}`}>
              <th scope="row">
                {flaw.row === 1 ? t("record.import.head") : t("record.import.row-n", { n: flaw.row })}{" "}
                {flaw.cell !== "" && (
                  <span class="quiet">
                    <Exact>{flaw.cell}</Exact>
                  </span>
                )}
              </th>
              <td>
                {flaw.column !== "" && (
                  <>
                    {fieldName(register, flaw.column)}{" "}
                    <span class="quiet">
                      <Exact>{flaw.column}</Exact>
                    </span>
                  </>
                )}
              </td>
              <td>{flawWords(register, flaw, cellAt(table, flaw))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {flaws.length > shownFlaws && <p>{t("record.import.more", { n: flaws.length - shownFlaws })}</p>}
    </section>
  );
}

/** Every flaw with its row, its column as the file names it, and the reason in words. What stands in the cell is not copied: it may be sealed. */
function flawTable(register: RegisterName, flaws: readonly TableFlaw[]): Table {
  return [
    [t("record.import.row"), t("record.import.cell"), t("record.import.column"), t("record.import.what")],
    ...flaws.map((flaw) => [String(flaw.row), flaw.cell, flaw.column, flawText(register, flaw)]),
  ];
}

/** What is wrong with a cell: what stands there, what was most likely meant, and what may stand there. */
function flawWords(register: RegisterName, flaw: TableFlaw, cell: string): ComponentChild {
  const { code, proposal } = flaw;
  const words = flawText(register, flaw);
  if (code === "unknown-column" && proposal !== "")
    return `${words} ${t("record.import.meant-column", { code: proposal })}`;
  if (code !== "not-allowed" || cell === "") return words;
  const stands = t("record.import.stands", { cell: cell.length > 60 ? `${cell.slice(0, 60)}…` : cell });
  if (proposal === "") return `${stands} ${words}`;
  return (
    <>
      {stands} {meantWords(flaw)}
      <details>
        <summary>{t("record.import.allowed")}</summary>
        {words}
      </details>
    </>
  );
}

function meantWords({ column, proposal }: TableFlaw): string {
  const word = codeWord(column, proposal);
  return word === proposal
    ? t("record.import.meant-plain", { value: proposal })
    : t("record.import.meant", { code: proposal, word });
}

/** What the rows will do: new ones, corrections of one's own, taken back; and keys that nobody entered yet. */
function Changes({
  engine,
  book,
  self,
  register,
  rows,
  same,
}: PageProps & {
  readonly register: RegisterName;
  readonly rows: readonly Row[];
  readonly same: number;
}): JSX.Element {
  const own = ownStatements(book, register, self.organisation);
  const back = rows.filter((row) => !("values" in row)).length;
  const corrected = rows.flatMap((row) => ("values" in row ? (own.get(`${row.key} ${row.source}`) ?? []) : []));
  const corrects = corrected.length;
  const loses = corrected.filter(({ signedOff }) => signedOff.length > 0).length;
  const fresh = rows.length - back - corrects;
  const unknown = unknownKeys(register, rows, book);
  const odd = Map.groupBy(engine.record.oddRows(register, rows), ({ code }) => code);
  const unseen = rows.filter(({ key, source }) => engine.record.isTakenUnseen(register, key, source)).length;
  return (
    <>
      <ul class="bullets">
        {fresh > 0 && <li>{t("record.import.fresh", { n: fresh })}</li>}
        {corrects > 0 && <li>{t("record.import.corrects", { n: corrects })}</li>}
        {same > 0 && <li>{t("record.import.same", { n: same })}</li>}
        {back > 0 && <li>{t("record.import.withdraws", { n: back })}</li>}
      </ul>
      {rows.length === 0 && <p>{t("record.import.nothing")}</p>}
      {loses > 0 && <p class="notice waiting">{t("record.import.loses", { n: loses })}</p>}
      {unseen > 0 && <p class="notice waiting">{t("record.import.taken-unseen", { n: unseen })}</p>}
      {[...odd].map(([code, found]) => (
        <p key={code} class="notice waiting">
          {t(`record.odd.${code}`)} {commaList(found.slice(0, 20).map(({ key }) => exactText(key)))}
          {found.length > 20 && ` ${t("record.import.more", { n: found.length - 20 })}`}
        </p>
      ))}
      {unknown.length > 0 && (
        <p class="notice waiting">
          {t("record.enter.unknown", { list: unknownKeyWords(unknown.slice(0, 20)) })}
          {unknown.length > 20 && ` ${t("record.import.more", { n: unknown.length - 20 })}`}
        </p>
      )}
    </>
  );
}

async function readFile(engine: Engine, register: RegisterName, name: string, bytes: Uint8Array): Promise<Read> {
  const isSheet = isSpreadsheet(bytes);
  const read = isSheet ? await readSpreadsheetInWorker(bytes) : readCsv(bytes);
  if ("refusal" in read) return { is: "refused", name, refusal: read.refusal };
  // A form shows codes by their words, and so may a file, in the reader's language or in English.
  const dictionaries = [words(), await loadWords("en", ["codes"])].map(
    (each) => (field: string, code: string) => wordOfCode(each, field, code),
  );
  const { flaws, rows, news, keysMade } = engine.record.checkTable(register, read.table, dictionaries);
  if (flaws.length > 0) return { is: "flawed", name, flaws, table: read.table };
  const sheet = "sheet" in read && typeof read.sheet === "string" ? read.sheet : null;
  if (rows.length === 0) return { is: "refused", name, refusal: "empty" };
  const hidden = engine.record.hiddenFromUs(register, news).filter((each) => each).length;
  return { is: "sound", name, rows, news, hidden, keysMade, sheet };
}

function cellAt([head = [], ...rows]: Table, { row, column }: TableFlaw): string {
  return rows[row - 2]?.[head.findIndex((name) => name.trim() === column)]?.trim() ?? "";
}
