// One register: its rows, a filter, and the ways to add to it: one row, a file. What comes here stands above, whether it is open or sealed too.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { RegisterName } from "../../core/record/register-table.ts";
import { registerOf } from "../../core/record/register-table.ts";
import { writeRows } from "../../core/record/row-table.ts";
import type { Row, Statement } from "../../core/record/statement.ts";
import { writeCsv } from "../../tables/csv.ts";
import { TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { Lock } from "../icons.tsx";
import { listOf } from "../text/moments.ts";
import { activeLanguage } from "../text/translate.ts";
import { goRecord } from "./go-record.ts";
import { mayRead, mayWrite } from "./may-write.ts";
import type { PageProps } from "./page-frame.tsx";
import { BackLink } from "./page-frame.tsx";
import { saveText } from "./save-text.ts";
import { StatementTable } from "./statement-table.tsx";
import { say } from "./text/record-text.ts";
import { dateOf, dateWords, organisationName, registerAbout, registerName, rowWords } from "./words.ts";

export function RegisterPage({
  engine,
  book,
  self,
  register,
}: PageProps & { readonly register: RegisterName }): JSX.Element {
  const [wanted, setWanted] = useState("");
  const statements: readonly Statement[] = book.statements(register);
  const needle = wanted.trim().toLocaleLowerCase();
  const language = activeLanguage();
  // Read once, so that every further letter is quick in a register of ten thousand rows.
  const words = useMemo(
    () => new Map(needle === "" ? [] : statements.map((each) => [each, wordsOf(engine, each)])),
    [book, register, language, needle === ""],
  );
  const found = needle === "" ? statements : statements.filter((each) => words.get(each)?.includes(needle) === true);
  const may = mayWrite(register, engine.mayEnter(register));
  const { open, authors } = registerOf(register);
  const save = () =>
    saveText(
      `${register}.csv`,
      "text/csv",
      `\ufeff${writeCsv(writeRows(register, statements.map(({ key, source, values }) => ({ key, source, values })) as unknown as readonly Row[]))}`,
    );
  return (
    <>
      <BackLink />
      <Heading>{registerName(register)}</Heading>
      <p class="lead">{registerAbout(register)}</p>
      <p class={open ? "notice plain" : "notice waiting"}>
        {!open && <Lock />}
        <span>{say(open ? "register.open" : "register.sealed")}</span>
      </p>
      {may ? (
        <div class="actions start">
          <button type="button" class="button primary" onClick={() => goRecord({ at: "enter", register })}>
            {say("enter.open")}
          </button>
          <button type="button" class="button plain" onClick={() => goRecord({ at: "import", register })}>
            {say("import.open")}
          </button>
        </div>
      ) : (
        register !== "signoff" &&
        register !== "publication" && (
          <p class="quiet">
            {say("mark.entered-by", { list: listOf(authors.map((party) => say(`party.${party}` as "party.justice"))) })}
          </p>
        )
      )}
      {statements.length === 0 ? (
        <p class="empty">
          {say(may ? "register.empty-may" : mayRead(register, self.party) ? "register.empty" : "register.not-yours")}
        </p>
      ) : (
        <>
          <div class="table-head">
            <TextField id="filter" label={say("register.filter")} value={wanted} maxLength={80} onInput={setWanted} />
            <p class="quiet" role="status">
              {say("register.found", { n: found.length, of: statements.length })}
            </p>
          </div>
          {found.length > 0 && (
            <StatementTable engine={engine} book={book} statements={found} caption={registerName(register)} />
          )}
          <p>
            <button type="button" class="link" onClick={save}>
              {say("register.export")}
            </button>
          </p>
          {!open && <p class="quiet">{say("register.export-sealed")}</p>}
        </>
      )}
    </>
  );
}

/** All by which a row is found: what is shown of it, and what was entered. */
function wordsOf(engine: Engine, statement: Statement): string {
  const date = dateOf(statement);
  return [
    statement.key,
    statement.source,
    rowWords(statement),
    date === null ? "" : `${dateWords(date)} ${date}`,
    organisationName(engine, statement.organisation),
    ...Object.values(statement.values).flat().map(String),
  ]
    .join(" ")
    .toLocaleLowerCase();
}
