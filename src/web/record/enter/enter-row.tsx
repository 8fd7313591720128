// One row by hand: a form made from the register's fields, a last look, and then it is signed. The same form corrects a row of one's own; what
// was said before stays in its history.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { registerOf } from "../../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../../core/registers/row.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { authorFlaws } from "../../../record/author.ts";
import type { Statement } from "../../../record/statement.ts";
import { Button } from "../../components/button.tsx";
import { ErrorSummary, type Gap, gapOf } from "../../components/error-summary.tsx";
import { Exact } from "../../components/exact.tsx";
import { Labelled, SelectField, TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { PageForm } from "../../components/page-form.tsx";
import { goBack } from "../../navigation.ts";
import { isolate, t } from "../../text/translate.ts";
import { Facts, fieldFacts } from "../facts.tsx";
import { forget, useKept } from "../kept.ts";
import { goRecord, PageHead, type PageProps, type PagePropsAt } from "../page-frame.tsx";
import { flawText, refusalText } from "../refusal-words.ts";
import { statementsOf } from "../statements-of.ts";
import { registerName, rowWords, sourceWords } from "../words.ts";
import { Entering } from "./entering.tsx";
import { FieldInput, fieldId, keyChoices } from "./field-input.tsx";
import type { Cells } from "./row-form.ts";
import { cellsBeside, cellsOf, emptyCells, isAsked, rowOfCells, withNewestEvidence } from "./row-form.ts";
import { type SignedRows, SignRows } from "./sign-rows.tsx";

/** Another topic has other answers, another figure other units, another question no criterion. */
const emptied: Readonly<Record<string, Cells>> = {
  "finding topic": { answer: "" },
  "figure fact": { unit: "" },
  "judgement question": { criterion: "" },
};

type EnterProps = PagePropsAt<"enter">;

type Page =
  | { readonly at: "form" }
  | { readonly at: "check"; readonly row: Row }
  | ({ readonly at: "entered" } & SignedRows);

export function EnterRow(props: EnterProps): JSX.Element {
  const { engine, self, page: asked } = props;
  const { register, key: thing } = asked;
  const formId = JSON.stringify(asked);
  const before = saidBefore(props);
  const cellsAgain = (was: NonNullable<Before>) =>
    withNewestEvidence(cellsOf(was), (ref) => props.book.statement(ref)?.ref ?? null);
  const [cells, setCells] = useKept<Cells>(formId, () => (before === undefined ? started(props) : cellsAgain(before)));
  const [gaps, setGaps] = useState<readonly Gap[]>([]);
  const [page, setPage] = useState<Page>({ at: "form" });

  const amend = (column: string, cell: string) =>
    setCells({ ...cells, ...emptied[`${register} ${column}`], [column]: cell });
  const check = () => {
    const { row, flaws } = rowOfCells(register, cells);
    const found = flaws.map((flaw) => ({ field: fieldId(flaw.column), text: () => flawText(register, flaw, "form") }));
    const moment = { party: self.party, at: new Date(engine.now()).toISOString(), logged: null };
    for (const { code, field } of row === null ? [] : authorFlaws(register, row, moment))
      found.push({ field: fieldId(field), text: () => refusalText(code) });
    if (row !== null && before === undefined && props.book.all.some(isOwn(props, row)))
      found.push({ field: fieldId("key"), text: () => t("record.enter.there-already") });
    setGaps(onePerField(found));
    if (row !== null && found.length === 0) setPage({ at: "check", row });
    scrollTo(0, 0);
  };
  const another = () => {
    setPage({ at: "form" });
    setCells(started({ ...props, page: { at: "enter", register } }));
  };

  switch (page.at) {
    case "form":
      return <RowForm {...props} before={before} cells={cells} gaps={gaps} onAmend={amend} onCheck={check} />;
    case "check":
      return (
        <CheckRow
          {...props}
          row={page.row}
          onChange={() => setPage({ at: "form" })}
          onSigned={(signed) => {
            forget(formId);
            setPage({ at: "entered", ...signed });
          }}
        />
      );
    case "entered":
      return (
        <Entering
          engine={engine}
          signed={page}
          isOpen={registerOf(register).open}
          next={
            <>
              {before === undefined && <Button look="primary" words={t("record.enter.another")} onPress={another} />}
              <Button
                look="plain"
                words={
                  thing === undefined
                    ? t("record.enter.to-register", { register: registerName(register) })
                    : t("record.enter.to-thing")
                }
                onPress={goBack}
              />
            </>
          }
        />
      );
  }
}

/** The last look at a row before it is signed: what it says, field by field. */
function CheckRow(
  props: EnterProps & {
    readonly row: Row;
    readonly onChange: () => void;
    readonly onSigned: (signed: SignedRows) => void;
  },
): JSX.Element {
  const { book, self, page, row } = props;
  const { register, key: thing } = page;
  const [beside] = thing === undefined ? statementsOf(book, register, row.key) : [];
  return (
    <>
      <p class="way-back">
        <Button look="link" words={t("record.enter.change")} onPress={props.onChange} />
      </p>
      <p class="kicker">{registerName(register)}</p>
      <Heading>{t("record.enter.check")}</Heading>
      <div class="card">
        <Facts
          facts={[
            { name: t("column.source"), value: sourceWords({ ...row, ...self }, book) },
            ...fieldFacts(register, "values" in row ? row.values : {}),
            { name: t("record.column.key"), value: <Exact>{row.key}</Exact> },
          ]}
        />
      </div>
      {beside !== undefined && (
        <p class="notice waiting">{t("record.enter.taken", { what: isolate(rowWords(beside)) })}</p>
      )}
      <SignRows {...props} register={register} rows={[row]} />
    </>
  );
}

/** What a row that is corrected said before. */
type Before = Pick<Statement, "register" | "key" | "source" | "values"> | undefined;

function RowForm(
  props: EnterProps & {
    readonly before: Before;
    readonly cells: Cells;
    readonly gaps: readonly Gap[];
    readonly onAmend: (column: string, cell: string) => void;
    readonly onCheck: () => void;
  },
): JSX.Element {
  const { book, page, before, cells, gaps, onAmend } = props;
  const { register, key: thing, source: corrects } = page;
  const others = thing !== undefined && corrects === undefined ? statementsOf(book, register, thing) : [];
  const ofKey = { id: fieldId("key"), label: t("record.column.key"), error: gapOf(gaps, fieldId("key")) };
  const title = before !== undefined ? "title-correct" : others.length > 0 ? "title-other" : "open";
  return (
    <>
      <PageHead register={register}>{t(`record.enter.${title}`)}</PageHead>
      {before !== undefined && <p class="lead">{t("record.enter.correct-lead")}</p>}
      {others.length > 0 && (
        <>
          <p class="lead">{t("record.enter.other-lead")}</p>
          <div class="card">
            <Facts
              facts={others.map((each) => ({
                name: sourceWords(each, book),
                value: rowWords(each),
              }))}
            />
          </div>
        </>
      )}
      <ErrorSummary gaps={gaps} />
      <PageForm class="row-form" onSubmit={props.onCheck}>
        <SourceField
          {...props}
          fixed={before !== undefined}
          error={gapOf(gaps, fieldId("source"))}
          onChange={(cell) => onAmend("source", cell)}
        />
        {Object.keys(registerOf(register).fields)
          .filter((field) => isAsked(register, field, cells))
          .map((field) => (
            <FieldInput
              key={field}
              {...props}
              register={register}
              field={field}
              error={gapOf(gaps, fieldId(field))}
              onChange={(cell) => onAmend(field, cell)}
            />
          ))}
        {/* The short name: typed for a new thing, fixed for one that is there. */}
        {thing === undefined ? (
          <TextField
            {...ofKey}
            hint={t("record.enter.key-hint")}
            value={cells["key"] ?? ""}
            maxLength={80}
            onInput={(cell) => onAmend("key", cell)}
          />
        ) : (
          <Labelled {...ofKey} isGroup>
            <Exact>{thing}</Exact>
          </Labelled>
        )}
        <button type="submit" class="button primary wide">
          {t("record.enter.next")}
        </button>
      </PageForm>
    </>
  );
}

function SourceField(
  props: PageProps & {
    readonly cells: Cells;
    readonly fixed: boolean;
    readonly error: string | null;
    readonly onChange: (cell: string) => void;
  },
): JSX.Element {
  const { book, cells, fixed } = props;
  const value = cells["source"] ?? "";
  if (fixed)
    return (
      <Labelled id={fieldId("source")} label={t("column.source")} isGroup>
        {sourceWords({ source: value, organisation: props.self.organisation }, book)}
      </Labelled>
    );
  const sources = keyChoices(book.statements("source"));
  return (
    <>
      <SelectField
        id={fieldId("source")}
        label={t("column.source")}
        hint={t("record.enter.source-hint")}
        value={value}
        empty={t("record.enter.source-choose")}
        options={[{ value: ownFiles, label: t("record.source.own") }, ...sources]}
        error={props.error}
        onChange={props.onChange}
      />
      {sources.length === 0 && (
        <p class="quiet after-field">
          {t("record.enter.no-sources")}{" "}
          {props.engine.record.mayEnter("source") && (
            <Button
              look="link"
              words={t("record.enter.add-source")}
              onPress={() => goRecord({ at: "enter", register: "source" })}
            />
          )}
        </p>
      )}
    </>
  );
}

function started({ engine, book, page: { register, key: thing } }: EnterProps): Cells {
  if (thing === undefined) return emptyCells(register, new Date(engine.now()).getFullYear(), randomBytes);
  const [known] = statementsOf(book, register, thing);
  return known === undefined ? { key: thing, source: "" } : cellsBeside(known);
}

/** Whether it is what this organisation says of a thing by a source. */
function isOwn({ self, page }: EnterProps, { key, source }: Pick<Row, "key" | "source">) {
  return (each: Pick<Statement, "register" | "key" | "source" | "organisation">): boolean =>
    each.register === page.register &&
    each.key === key &&
    each.source === source &&
    each.organisation === self.organisation;
}

/** What is corrected; or what was taken back, as it was said last: it may be entered again. */
function saidBefore(props: EnterProps): Before {
  const { register, key, source } = props.page;
  if (key === undefined || source === undefined) return;
  const isIt = isOwn(props, { key, source });
  const { all, withdrawn } = props.book;
  const values = withdrawn.find(isIt)?.history.find((version) => version.values !== null)?.values;
  return all.find(isIt) ?? (values ? { register, key, source, values } : undefined);
}

function onePerField(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.filter((gap, i) => gaps.findIndex(({ field }) => field === gap.field) === i);
}
