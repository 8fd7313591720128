// Rows from a CSV file. The file is read whole and nothing is entered while a row has a flaw: each flaw is told with its row, its column and
// what is allowed. Only then is it asked once, and all of it is entered or none.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type EntryRefusal, entryFlaws } from "../../core/record/record-author.ts";
import type { RecordBook } from "../../core/record/record-book.ts";
import type { RegisterName } from "../../core/record/register-table.ts";
import { registerOf } from "../../core/record/register-table.ts";
import type { TableFlaw } from "../../core/record/row-table.ts";
import { readRows, writeRows } from "../../core/record/row-table.ts";
import type { Row, Statement } from "../../core/record/statement.ts";
import { unknownKeys } from "../../core/record/unknown-keys.ts";
import type { Entered } from "../../member/record-desk.ts";
import type { MemberView } from "../../member/views.ts";
import type { CsvRefusal } from "../../tables/csv.ts";
import { readCsv, writeCsv } from "../../tables/csv.ts";
import { Heading } from "../components/heading.tsx";
import { Lock } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { Entering } from "./entering.tsx";
import { Exact } from "./exact.tsx";
import type { PageProps } from "./page-frame.tsx";
import { BackLink } from "./page-frame.tsx";
import { flawText, recordFailure, unknownKeyWords } from "./refusal-words.ts";
import { saveText } from "./save-text.ts";
import { say } from "./text/record-text.ts";
import { fieldName, registerName } from "./words.ts";

const shownFlaws = 200;

/** What is wrong in a file: with a cell, or with who says it. */
type Flaw = Omit<TableFlaw, "code"> & { readonly code: TableFlaw["code"] | EntryRefusal | "nothing-to-withdraw" };

type Read =
  | { readonly is: "reading"; readonly name: string }
  | { readonly is: "refused"; readonly name: string; readonly refusal: CsvRefusal }
  | { readonly is: "flawed"; readonly name: string; readonly flaws: readonly Flaw[] }
  | { readonly is: "sound"; readonly name: string; readonly rows: readonly Row[] };

export function ImportFile(
  props: PageProps & { readonly view: MemberView; readonly register: RegisterName },
): JSX.Element {
  const { engine, book, self, register } = props;
  const [read, setRead] = useState<Read | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [entered, setEntered] = useState<Entered | null>(null);
  const [hidden, setHidden] = useState(0);
  const { open } = registerOf(register);

  const choose = async (file: File) => {
    setFailure(null);
    setRead({ is: "reading", name: file.name });
    await painted();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const found = readFile(register, file.name, bytes, book, self, engine.now());
    setHidden(found.is === "sound" ? engine.hiddenFromUs(register, found.rows).filter((each) => each).length : 0);
    setRead(found);
  };
  const enter = async (rows: readonly Row[]) => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    await painted();
    const result = await engine.enterRows(register, rows);
    setBusy(false);
    if (result.is === "failed") setFailure(recordFailure(result.reason));
    else setEntered(result.value);
    scrollTo(0, 0);
  };

  if (entered !== null) {
    return (
      <Entering
        engine={engine}
        entered={entered}
        isOpen={open}
        hidden={hidden}
        next={
          <button type="button" class="button primary" onClick={goBack}>
            {say("enter.to-register", { register: registerName(register) })}
          </button>
        }
      />
    );
  }
  return (
    <>
      <BackLink />
      <p class="kicker">{registerName(register)}</p>
      <Heading>{say("import.title")}</Heading>
      <p class="lead">{say("import.lead")}</p>
      <p>
        <button
          type="button"
          class="link"
          onClick={() => saveText(`${register}.csv`, "text/csv", `\ufeff${writeCsv(writeRows(register, []))}`)}
        >
          {say("import.template")}
        </button>
      </p>
      <div class="field">
        <label class="label" for="import-file">
          {say("import.file")}
        </label>
        <p class="hint" id="import-file-hint">
          {say("import.file-hint")}
        </p>
        <input
          id="import-file"
          class="input"
          type="file"
          accept=".csv,text/csv"
          aria-describedby="import-file-hint"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // The same file, mended, can be chosen again.
            event.currentTarget.value = "";
            if (file !== undefined) void choose(file);
          }}
        />
      </div>
      {read?.is === "reading" && <p role="status">{say("import.reading", { name: read.name })}</p>}
      {read?.is === "refused" && (
        <p class="notice waiting" role="alert">
          {say(`csv.${read.refusal}`)}
        </p>
      )}
      {read?.is === "flawed" && <Flaws register={register} name={read.name} flaws={read.flaws} />}
      {read?.is === "sound" && (
        <section class="card" role="status" aria-labelledby="sound-title">
          <h2 id="sound-title">{say("import.sound", { n: read.rows.length, name: read.name })}</h2>
          <Changes {...props} rows={read.rows} />
          {hidden > 0 && (
            <p class="notice waiting">
              <Lock />
              <span>{say("import.hidden", { n: hidden })}</span>
            </p>
          )}
          {hidden < read.rows.length && (
            <p class={open ? "notice news" : "notice waiting"}>
              {!open && <Lock />}
              <span>{say(open ? "enter.after-open" : "enter.after-sealed")}</span>
            </p>
          )}
          {failure !== null && (
            <p class="notice waiting" role="alert">
              {failure}
            </p>
          )}
          <button
            type="button"
            class="button primary wide"
            aria-disabled={isBusy}
            onClick={() => void enter(read.rows)}
          >
            {isBusy
              ? say("import.busy", { n: read.rows.length })
              : say(open ? "import.do-open" : "import.do-sealed", { n: read.rows.length })}
          </button>
        </section>
      )}
    </>
  );
}

function Flaws(props: {
  readonly register: RegisterName;
  readonly name: string;
  readonly flaws: readonly Flaw[];
}): JSX.Element {
  const { register, flaws } = props;
  const bad = new Set(flaws.map(({ row }) => row)).size;
  return (
    <section aria-labelledby="flaws-title">
      <div class="summary" role="alert">
        <h2 id="flaws-title">{say("import.flawed", { n: bad, name: props.name })}</h2>
        <p>{say("import.mend")}</p>
      </div>
      <table class="rows-table flaws">
        <caption class="unseen">{say("import.flawed", { n: bad, name: props.name })}</caption>
        <thead>
          <tr>
            <th scope="col">{say("import.row")}</th>
            <th scope="col">{say("import.column")}</th>
            <th scope="col">{say("import.what")}</th>
          </tr>
        </thead>
        <tbody>
          {flaws.slice(0, shownFlaws).map((flaw) => (
            <tr key={`${flaw.row} ${flaw.column} ${flaw.code}`}>
              <th scope="row">{say("import.row-n", { n: flaw.row })}</th>
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
              <td>{flawText(register, flaw)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {flaws.length > shownFlaws && <p>{say("import.more", { n: flaws.length - shownFlaws })}</p>}
    </section>
  );
}

/** What the rows will do: new ones, corrections of one's own, taken back; and keys that nobody entered yet. */
function Changes({
  engine,
  book,
  self,
  register,
  rows,
}: PageProps & { readonly register: RegisterName; readonly rows: readonly Row[] }): JSX.Element {
  const own = ownThings(book, register, self.organisation);
  const back = rows.filter((row) => !("values" in row)).length;
  const corrects = rows.filter((row) => "values" in row && own.has(`${row.key} ${row.source}`)).length;
  const fresh = rows.length - back - corrects;
  const unknown = unknownKeys(register, rows, book);
  const unseen = rows.filter(({ key, source }) => engine.isTakenUnseen(register, key, source)).length;
  return (
    <>
      <ul class="bullets">
        {fresh > 0 && <li>{say("import.fresh", { n: fresh })}</li>}
        {corrects > 0 && <li>{say("import.corrects", { n: corrects })}</li>}
        {back > 0 && <li>{say("import.withdraws", { n: back })}</li>}
      </ul>
      {unseen > 0 && <p class="notice waiting">{say("import.taken-unseen", { n: unseen })}</p>}
      {unknown.length > 0 && (
        <p class="notice waiting">
          {say("enter.unknown", { list: unknownKeyWords(unknown.slice(0, 20)) })}
          {unknown.length > 20 && ` ${say("import.more", { n: unknown.length - 20 })}`}
        </p>
      )}
    </>
  );
}

function readFile(
  register: RegisterName,
  name: string,
  bytes: Uint8Array,
  book: RecordBook,
  self: PageProps["self"],
  now: number,
): Read {
  const csv = readCsv(bytes);
  if ("refusal" in csv) return { is: "refused", name, refusal: csv.refusal };
  const { rows, flaws } = readRows(register, csv.table);
  // The reader of tables knows neither the record nor the reader: what would be refused later is told before.
  const own = ownThings(book, register, self.organisation);
  const moment = { party: self.party, at: new Date(now).toISOString(), logged: null };
  const [key, source] = ["key", "source"].map((column) => columnAt(csv.table, column));
  const places = new Map(
    csv.table.map((cells, i) => [`${cells[key ?? 0]?.trim()} ${cells[source ?? 0]?.trim()}`, i + 1]),
  );
  const later = rows.flatMap((row): readonly Flaw[] => {
    const place = places.get(`${row.key} ${row.source}`) ?? 0;
    if (!("values" in row) && !own.has(`${row.key} ${row.source}`))
      return [{ row: place, column: "withdrawn", code: "nothing-to-withdraw", detail: "" }];
    return entryFlaws(register, row, moment).map(({ code, field }) => ({
      row: place,
      column: field,
      code,
      detail: "",
    }));
  });
  const all = [...flaws, ...later];
  if (all.length > 0) return { is: "flawed", name, flaws: all };
  return rows.length === 0 ? { is: "refused", name, refusal: "empty" } : { is: "sound", name, rows };
}

function columnAt(table: readonly (readonly string[])[], name: string): number {
  return (table[0] ?? []).findIndex((column) => column.trim() === name);
}

function ownThings(book: RecordBook, register: RegisterName, organisation: string): ReadonlySet<string> {
  return new Set(
    (book.statements(register) as readonly Statement[])
      .filter((statement) => statement.organisation === organisation)
      .map(({ key, source }) => `${key} ${source}`),
  );
}

/** Lets the browser show what was said before long work begins. */
async function painted(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
