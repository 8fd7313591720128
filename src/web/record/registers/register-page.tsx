// One register: its rows, a filter, and the ways to add to it: one row, a file. What comes here stands above, whether it is open or sealed too.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { registerOf } from "../../../core/registers/register-table.ts";
import { dateOfRow } from "../../../core/registers/row.ts";
import type { RecordBook } from "../../../record/book.ts";
import { rowOfStatement, type Statement } from "../../../record/statement.ts";
import { writeRows } from "../../../record/table/row-table.ts";
import { formWordParts } from "../../../words/form-words.ts";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import type { Engine } from "../../engine.ts";
import { Lock } from "../../icons.tsx";
import { saveTable } from "../../save-table.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { activeLanguage, needWords, t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import { useKept } from "../kept.ts";
import { BackLink, goRecord, mayRead, mayWrite, type PagePropsAt } from "../page-frame.tsx";
import { dateWords, registerAbout, registerName, rowWords, sourceWords } from "../words.ts";
import { enteredBy } from "./marks.tsx";
import { StatementTable } from "./statement-table.tsx";

export function RegisterPage({ page, ...given }: PagePropsAt<"register">): JSX.Element {
  const { register } = page;
  const { engine, book, self } = given;
  const { open, authors, readers } = registerOf(register);
  const [wanted, setWanted] = useKept(`filter ${register}`, () => "");
  const needle = useLater(wanted).trim().toLowerCase();
  const statements: readonly Statement[] = book.statements(register);
  const language = activeLanguage();
  // The names of classes stand with the words of forms.
  useLoaded(async () => "cell" in registerOf(register).fields && needWords(...formWordParts), []);
  // Read once, so that every further letter is quick in a register of ten thousand rows.
  const words = useMemo(
    () => new Map(needle === "" ? [] : statements.map((each) => [each, wordsOf(engine, book, each)])),
    [book, register, language, needle === ""],
  );
  const found = useMemo(
    () => (needle === "" ? statements : statements.filter((each) => words.get(each)?.includes(needle) === true)),
    [statements, words, needle],
  );
  const may = mayWrite(given, register);
  const save = () => saveTable(register, writeRows(register, found.map(rowOfStatement)));
  return (
    <>
      <BackLink />
      <div class="register-head">
        <Heading>{registerName(register)}</Heading>
        {may && (
          <div class="actions start">
            <Button look="primary" words={t("record.enter.open")} onPress={() => goRecord({ at: "enter", register })} />
            <Button look="plain" words={t("record.import.open")} onPress={() => goRecord({ at: "import", register })} />
          </div>
        )}
        <p class="lead">
          {registerAbout(register)} {open && <span class="quiet">{t("record.register.open")}</span>}
        </p>
        {/* Who reads drafts and what is counted, the register itself says. */}
        {!open && readers === undefined && (
          <p class="notice waiting">
            <Lock />
            <span>{t(authors.includes(self.party) ? "record.register.sealed" : "record.register.sealed-others")}</span>
          </p>
        )}
        {!may && register !== "signoff" && register !== "publication" && <p class="quiet">{enteredBy(authors)}</p>}
      </div>
      {statements.length === 0 ? (
        <p class="empty">
          {t(
            may
              ? "record.register.empty-may"
              : mayRead(given, register)
                ? "record.register.empty"
                : "record.register.not-yours",
          )}
        </p>
      ) : (
        <>
          <div class="table-head">
            <TextField
              id="filter"
              label={t("record.register.filter")}
              value={wanted}
              maxLength={80}
              onInput={setWanted}
            />
            <p class="quiet" role="status">
              {t("record.register.found", { shown: found.length, n: statements.length })}
            </p>
          </div>
          {found.length > 0 && (
            <StatementTable {...given} statements={found} name={register} caption={registerName(register)} />
          )}
          <p>
            <Button look="link" words={t("record.register.export")} onPress={save} />
          </p>
          {!open && <p class="quiet">{t("record.register.export-sealed")}</p>}
        </>
      )}
    </>
  );
}

/** What was typed last once nobody types on: the list waits for the word to be whole. */
function useLater(typed: string): string {
  const [known, setKnown] = useState(typed);
  useEffect(() => {
    const later = setTimeout(() => setKnown(typed), 150);
    return () => clearTimeout(later);
  }, [typed]);
  return known;
}

/** All by which a row is found: what is shown of it, and what was entered. */
function wordsOf(engine: Engine, book: RecordBook, statement: Statement): string {
  const date = dateOfRow(statement.values);
  return [
    statement.key,
    statement.source,
    rowWords(statement, book),
    sourceWords(statement, book),
    date === null ? "" : `${dateWords(date)} ${date}`,
    nameOfOrganisation(engine, statement.organisation),
    ...Object.values(statement.values).flat().map(String),
  ]
    .join(" ")
    .toLowerCase();
}
