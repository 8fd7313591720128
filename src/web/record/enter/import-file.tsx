// Rows from a CSV file or a spreadsheet. The file is read whole and nothing is entered while a row has a flaw: each flaw is named with its cell, what
// was most likely meant and what is allowed. Only then are the rows shown as they will be signed, and all of them are entered or none.

import type { ComponentChild, JSX } from "preact";
import { useState } from "preact/hooks";
import type { ProblemCode } from "../../../core/problem.ts";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../../core/registers/row.ts";
import { ownStatements } from "../../../record/table/check-table.ts";
import { type Table, type TableFlaw, writeRows } from "../../../record/table/row-table.ts";
import { fieldsInWords } from "../../../reports/text/value-words.ts";
import { readCsv } from "../../../tables/csv.ts";
import { isSpreadsheet, type XlsxRead } from "../../../tables/xlsx.ts";
import { wordOfCode } from "../../../words/code-words.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { Button } from "../../components/button.tsx";
import { Exact } from "../../components/exact.tsx";
import { FileField } from "../../components/fields.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { goBack } from "../../navigation.ts";
import { saveTable } from "../../save-table.ts";
import { loadWords } from "../../text/load-words.ts";
import { apart, isolate, t, words } from "../../text/translate.ts";
import { tableWorkerUrl, trustedScript } from "../../trusted-script.ts";
import { PageHead, type PagePropsAt } from "../page-frame.tsx";
import { flawText } from "../refusal-words.ts";
import { codeWord, fieldName, registerName } from "../words.ts";
import { Entering } from "./entering.tsx";
import { type SignedRows, SignRows } from "./sign-rows.tsx";

const shownFlaws = 200;
const previewedRows = 20;

type Read =
  | { readonly is: "reading"; readonly name: string }
  | { readonly is: "refused"; readonly name: string; readonly refusal: ProblemCode<"table"> }
  | { readonly is: "flawed"; readonly name: string; readonly flaws: readonly TableFlaw[]; readonly table: Table }
  | SoundFile
  | { readonly is: "signed"; readonly file: SoundFile; readonly signed: SignedRows };

interface SoundFile {
  readonly is: "sound";
  readonly name: string;
  /** All rows of the file, and those that say something new: what is there word for word is not said again. */
  readonly rows: readonly Row[];
  readonly news: readonly Row[];
  /** How many rows had no short name and were given one. */
  readonly keysMade: number;
  /** The sheet of a spreadsheet. */
  readonly sheet: string | null;
}

type ImportProps = PagePropsAt<"import">;

export function ImportFile(props: ImportProps): JSX.Element {
  const { engine, page } = props;
  const { register } = page;
  const [read, setRead] = useState<Read | null>(null);

  const choose = async (file: File) => {
    setRead({ is: "reading", name: file.name });
    await afterDrawing();
    const bytes = new Uint8Array(await file.arrayBuffer());
    setRead(await readFile(engine, register, file.name, bytes));
  };
  if (read?.is === "signed")
    return (
      <Entering
        engine={engine}
        signed={read.signed}
        isOpen={registerOf(register).open}
        next={
          <>
            <Button
              look="primary"
              words={t("record.enter.to-register", { register: registerName(register) })}
              onPress={goBack}
            />
            {read.file.keysMade > 0 && <SaveKeys register={register} rows={read.file.rows} />}
          </>
        }
      />
    );
  return (
    <>
      <PageHead register={register}>{t("record.import.open")}</PageHead>
      <p class="lead">{t("record.import.lead")}</p>
      <p>
        <Button
          look="link"
          words={t("record.import.template")}
          onPress={() => saveTable(register, writeRows(register, []))}
        />
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
      <Failed words={read?.is === "refused" ? t(`record.csv.${read.refusal}`) : null} />
      {read?.is === "flawed" && <Flaws register={register} file={read} />}
      {read?.is === "sound" && (
        <SoundRows {...props} file={read} onSigned={(signed) => setRead({ is: "signed", file: read, signed })} />
      )}
    </>
  );
}

/** The rows of a file without a flaw: what they will do, as they will be signed, and the end of every entry. */
function SoundRows(
  props: ImportProps & { readonly file: SoundFile; readonly onSigned: (signed: SignedRows) => void },
): JSX.Element {
  const { register } = props.page;
  const { rows, news, name, sheet, keysMade } = props.file;
  const { open } = registerOf(register);
  return (
    <section class="card" aria-labelledby="sound-title">
      <div role="status">
        <h2 id="sound-title">{t("record.import.sound", { n: rows.length, name })}</h2>
        {sheet !== null && <p class="quiet">{t("record.import.sheet", { sheet: isolate(sheet) })}</p>}
        <Changes {...props} />
      </div>
      {keysMade > 0 && (
        <div class={open ? "notice news" : "notice waiting"}>
          <p>{t(open ? "record.import.keys-open" : "record.import.keys-sealed", { n: keysMade })}</p>
          <SaveKeys register={register} rows={rows} />
        </div>
      )}
      {/* The rows as they will be signed: what is signed cannot be undone. */}
      <details class="preview" open={news.length > 0}>
        <summary>{t("record.import.rows")}</summary>
        <ol class="lines">
          {news.slice(0, previewedRows).map((row) => (
            <li key={`${row.key} ${row.source}`}>
              <Exact>{row.key}</Exact>{" "}
              {apart(row.source !== ownFiles && `${t("column.source")}: ${row.source}`, saidBy(register, row))}
            </li>
          ))}
        </ol>
        {news.length > previewedRows && (
          <p class="quiet">{t("record.import.rest", { n: news.length - previewedRows })}</p>
        )}
      </details>
      {news.length > 0 && <SignRows {...props} register={register} rows={news} />}
    </section>
  );
}

/** The table with the short names of its rows, without which nobody corrects a row from a file. */
function SaveKeys({ register, rows }: { readonly register: RegisterName; readonly rows: readonly Row[] }): JSX.Element {
  return (
    <Button
      look="plain"
      words={t("record.import.save-keys")}
      onPress={() => saveTable(`${register}-keys`, writeRows(register, rows))}
    />
  );
}

/** Field by field, each number with its unit. */
function saidBy(register: RegisterName, row: Row): string {
  if ("values" in row) return fieldsInWords(words(), register, row.values);
  return `${fieldName(register, "withdrawn")}: ${isolate(row.reason)}`;
}

function Flaws({
  register,
  file: { name, flaws, table },
}: {
  readonly register: RegisterName;
  readonly file: Extract<Read, { readonly is: "flawed" }>;
}): JSX.Element {
  const bad = new Set(flaws.filter(({ row }) => row > 1).map(({ row }) => row)).size;
  const title = [
    ...(flaws.some(({ row }) => row === 1) ? [t("record.import.flawed-head", { name })] : []),
    ...(bad > 0 ? [t("record.import.flawed", { n: bad, name })] : []),
  ].join(". ");
  const save = () => saveTable(`${register}-flaws`, flawTable(register, flaws));
  const exact = (spelled: string) =>
    spelled !== "" && (
      <span class="quiet">
        <Exact>{spelled}</Exact>
      </span>
    );
  return (
    <section aria-labelledby="flaws-title">
      <div class="summary" role="alert">
        <h2 id="flaws-title">{title}</h2>
        <p>{t("record.import.mend")}</p>
      </div>
      <p>
        <Button look="link" words={t("record.import.save-flaws")} onPress={save} />
      </p>
      <table class="rows-table flaws">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            {(["row", "column", "what"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`record.import.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {flaws.slice(0, shownFlaws).map((flaw) => (
            <tr key={`${flaw.row} ${flaw.column} ${flaw.code}`}>
              <th scope="row">
                {flaw.row === 1 ? t("record.import.head") : t("record.import.row-n", { n: flaw.row })}{" "}
                {exact(flaw.cell)}
              </th>
              <td>
                {flaw.column !== "" && fieldName(register, flaw.column)} {exact(flaw.column)}
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
  const { code, column, proposal } = flaw;
  const words = flawText(register, flaw);
  if (code === "unknown-column" && proposal !== "")
    return `${words} ${t("record.import.meant-column", { code: proposal })}`;
  if (code !== "not-allowed" || cell === "") return words;
  const stands = t("record.import.stands", { cell: cell.length > 60 ? `${cell.slice(0, 60)}…` : cell });
  if (proposal === "") return `${stands} ${words}`;
  const word = codeWord(column, proposal);
  return (
    <>
      {stands}{" "}
      {word === proposal
        ? t("record.import.meant-plain", { value: proposal })
        : t("record.import.meant", { code: proposal, word })}
      <details>
        <summary>{t("record.import.allowed")}</summary>
        {words}
      </details>
    </>
  );
}

/** What the rows will do: new ones, corrections of one's own, taken back. */
function Changes({ book, self, page: { register }, file }: ImportProps & { readonly file: SoundFile }): JSX.Element {
  const { rows, news } = file;
  const own = ownStatements(book, register, self.organisation);
  const corrected = news.flatMap((row) => ("values" in row ? (own.get(`${row.key} ${row.source}`) ?? []) : []));
  const withdraws = news.filter((row) => !("values" in row)).length;
  const corrects = corrected.length;
  const fresh = news.length - withdraws - corrects;
  const loses = corrected.filter(({ signedOff }) => signedOff.length > 0).length;
  return (
    <>
      <ul class="bullets">
        {Object.entries({ fresh, corrects, same: rows.length - news.length, withdraws }).map(
          ([name, n]) => n > 0 && <li key={name}>{t(`record.import.${name as "fresh"}`, { n })}</li>,
        )}
      </ul>
      {news.length === 0 && <p>{t("record.import.nothing")}</p>}
      {loses > 0 && <p class="notice waiting">{t("record.import.loses", { n: loses })}</p>}
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
  return { is: "sound", name, rows, news, keysMade, sheet };
}

/** The table of the first sheet that is shown, or why there is none; read by a worker of its own (RC12). One that ends for want of memory read too large a file. */
function readSpreadsheetInWorker(bytes: Uint8Array): Promise<XlsxRead> {
  return new Promise((resolve) => {
    const worker = new Worker(trustedScript(tableWorkerUrl));
    const answer = (read: XlsxRead) => {
      worker.terminate();
      resolve(read);
    };
    worker.onmessage = (event: MessageEvent<XlsxRead>) => answer(event.data);
    worker.onerror = () => answer({ refusal: "too-large" });
    worker.postMessage(bytes);
  });
}

function cellAt([head = [], ...rows]: Table, { row, column }: TableFlaw): string {
  return rows[row - 2]?.[head.findIndex((name) => name.trim() === column)]?.trim() ?? "";
}
