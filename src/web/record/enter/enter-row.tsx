// One row by hand: a form made from the register's fields, a last look, and then it is signed. The same form corrects a row of one's own; what
// was said before stays in its history.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RegisterName } from "../../../core/registers/register-table.ts";
import { registerOf } from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import { ownFiles } from "../../../core/registers/row.ts";
import { randomBytes } from "../../../crypto/random.ts";
import type { Entered } from "../../../member/record/record-keeper.ts";
import { authorFlaws } from "../../../record/author.ts";
import type { Statement } from "../../../record/statement.ts";
import { unknownKeys } from "../../../record/unknown-keys.ts";
import { ErrorSummary, type Gap, gapOf } from "../../components/error-summary.tsx";
import { Exact } from "../../components/exact.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { Lock } from "../../icons.tsx";
import { goBack } from "../../navigation.ts";
import { isolate, t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { goRecord } from "../go-record.ts";
import type { PageProps } from "../page-frame.tsx";
import { BackLink } from "../page-frame.tsx";
import { flawText, recordFailure, refusalText, unknownKeyWords } from "../refusal-words.ts";
import { exactText, fieldName, registerName, rowWords, sourceWords, valueWords } from "../words.ts";
import { Entering } from "./entering.tsx";
import { FieldInput, fieldId } from "./field-input.tsx";
import type { Cells } from "./row-form.ts";
import { cellsBeside, cellsOf, emptyCells, forgetForm, isAsked, keepForm, keptForm, rowOf } from "./row-form.ts";

type Page =
  | { readonly at: "form" }
  | { readonly at: "check"; readonly row: Row; readonly isHidden: boolean }
  | { readonly at: "entered"; readonly entered: Entered; readonly isHidden: boolean };

export function EnterRow(
  props: PageProps & {
    readonly register: RegisterName;
    readonly thing: string | null;
    readonly corrects: string | null;
  },
): JSX.Element {
  const { engine, book, self, register, thing, corrects } = props;
  const formId = JSON.stringify([register, thing, corrects]);
  const own = (key: string, source: string) =>
    (book.statements(register) as readonly Statement[]).find(
      (each) => each.key === key && each.source === source && each.organisation === self.organisation,
    );
  const before =
    thing !== null && corrects !== null ? (own(thing, corrects) ?? lastSaid(props, thing, corrects)) : undefined;
  const said = (key: string) => (book.statements(register) as readonly Statement[]).filter((each) => each.key === key);
  const others = thing !== null && corrects === null ? said(thing) : [];
  const [cells, setCells] = useState<Cells>(
    () => keptForm(formId) ?? (before === undefined ? started(props) : cellsOf(before)),
  );
  const [gaps, setGaps] = useState<readonly Gap[]>([]);
  const [page, setPage] = useState<Page>({ at: "form" });
  const { busy, error, run } = useVerb(recordFailure);
  const { open, fields } = registerOf(register);

  const amend = (column: string, cell: string) => {
    // Another topic has other answers, another figure other units.
    const dependent = `${register} ${column}`;
    const rest = dependent === "finding topic" ? { answer: "" } : dependent === "figure fact" ? { unit: "" } : {};
    const next = { ...cells, ...rest, [column]: cell };
    setCells(next);
    keepForm(formId, next);
  };
  const check = () => {
    const { row, flaws } = rowOf(register, cells);
    const found = flaws.map((flaw) => ({ field: fieldId(flaw.column), text: flawText(register, flaw, "form") }));
    const moment = { party: self.party, at: new Date(engine.now()).toISOString(), logged: null };
    for (const { code, field } of row === null ? [] : authorFlaws(register, row, moment))
      found.push({ field: fieldId(field), text: refusalText(code) });
    if (row !== null && before === undefined && own(row.key, row.source) !== undefined)
      found.push({ field: fieldId("key"), text: t("record.enter.there-already") });
    setGaps(onePerField(found));
    if (row !== null && found.length === 0)
      setPage({ at: "check", row, isHidden: engine.record.hiddenFromUs(register, [row])[0] === true });
    scrollTo(0, 0);
  };
  const enter = ({ row, isHidden }: Page & { readonly at: "check" }) =>
    run(
      () => engine.record.enter(register, [row]),
      (entered) => {
        forgetForm(formId);
        setPage({ at: "entered", entered, isHidden });
        scrollTo(0, 0);
      },
    );

  if (page.at === "entered") {
    return (
      <Entering
        engine={engine}
        entered={page.entered}
        isOpen={open}
        hidden={page.isHidden ? 1 : 0}
        next={
          <>
            {before === undefined && (
              <button
                type="button"
                class="button primary"
                onClick={() => {
                  setPage({ at: "form" });
                  setCells(started({ ...props, thing: null }));
                }}
              >
                {t("record.enter.another")}
              </button>
            )}
            <button type="button" class="button plain" onClick={goBack}>
              {thing === null
                ? t("record.enter.to-register", { register: registerName(register) })
                : t("record.enter.to-thing")}
            </button>
          </>
        }
      />
    );
  }
  if (page.at === "check") {
    const { row: checked, isHidden } = page;
    const unknown = unknownKeys(register, [checked], book);
    const [beside] = thing === null ? said(checked.key) : [];
    const isTakenUnseen = engine.record.isTakenUnseen(register, checked.key, checked.source);
    return (
      <>
        <p class="way-back">
          <button type="button" class="link" onClick={() => setPage({ at: "form" })}>
            {t("record.enter.change")}
          </button>
        </p>
        <p class="kicker">{registerName(register)}</p>
        <Heading key="check">{t("record.enter.check")}</Heading>
        <LastLook {...props} row={checked} />
        {unknown.length > 0 && (
          <p class="notice waiting">{t("record.enter.unknown", { list: unknownKeyWords(unknown) })}</p>
        )}
        {isTakenUnseen && <p class="notice waiting">{t("record.enter.taken-unseen")}</p>}
        {beside !== undefined && (
          <p class="notice waiting">{t("record.enter.taken", { what: isolate(rowWords(beside)) })}</p>
        )}
        <p class={open ? "notice news" : "notice waiting"}>
          {!open && <Lock />}
          <span>
            {t(isHidden ? "record.enter.hidden" : open ? "record.enter.after-open" : "record.enter.after-sealed")}
          </span>
        </p>
        {error !== null && (
          <p class="notice waiting" role="alert">
            {error}
          </p>
        )}
        <button type="button" class="button primary wide" aria-disabled={busy} onClick={() => void enter(page)}>
          {busy ? t("record.enter.busy") : t(open ? "record.enter.do-open" : "record.enter.do-sealed")}
        </button>
      </>
    );
  }
  return (
    <>
      <BackLink />
      <p class="kicker">{registerName(register)}</p>
      <Heading key="form">
        {t(
          before !== undefined
            ? "record.enter.title-correct"
            : others.length > 0
              ? "record.enter.title-other"
              : "record.enter.title",
        )}
      </Heading>
      {before !== undefined && <p class="lead">{t("record.enter.correct-lead")}</p>}
      {others.length > 0 && (
        <>
          <p class="lead">{t("record.enter.other-lead")}</p>
          <dl class="facts card">
            {others.map((each) => (
              <div key={`${each.ref.note} ${each.ref.row}`}>
                <dt>{sourceWords(each.source, book.sourceOf(each)?.values.title ?? null)}</dt>
                <dd>{rowWords(each)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <ErrorSummary gaps={gaps} />
      <form
        class="row-form"
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        <SourceField
          {...props}
          cells={cells}
          fixed={before !== undefined}
          error={gapOf(gaps, fieldId("source"))}
          onChange={(cell) => amend("source", cell)}
        />
        {Object.keys(fields)
          .filter((field) => isAsked(register, field, cells))
          .map((field) => (
            <FieldInput
              key={field}
              book={book}
              register={register}
              field={field}
              cells={cells}
              error={gapOf(gaps, fieldId(field))}
              onChange={(cell) => amend(field, cell)}
            />
          ))}
        {thing === null ? (
          <TextField
            id={fieldId("key")}
            label={t("record.column.key")}
            hint={t("record.enter.key-hint")}
            value={cells["key"] ?? ""}
            maxLength={80}
            error={gapOf(gaps, fieldId("key"))}
            onInput={(cell) => amend("key", cell)}
          />
        ) : (
          <p class="field" id={fieldId("key")}>
            <span class="label">{t("record.column.key")}</span>
            <Exact>{thing}</Exact>
            {gapOf(gaps, fieldId("key")) !== null && <span class="error"> {gapOf(gaps, fieldId("key"))}</span>}
          </p>
        )}
        <button type="submit" class="button primary wide">
          {t("record.enter.next")}
        </button>
      </form>
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
  const titles = new Map(book.statements("source").map(({ key, values }) => [key, values.title]));
  if (fixed)
    return (
      <p class="field">
        <span class="label">{t("record.column.source")}</span>
        {sourceWords(value, titles.get(value) ?? null)}
      </p>
    );
  const options = [
    { value: ownFiles, label: t("record.source.own") },
    ...[...titles].map(([key, title]) => ({ value: key, label: `${isolate(title)} (${exactText(key)})` })),
  ];
  return (
    <>
      <SelectField
        id={fieldId("source")}
        label={t("record.column.source")}
        hint={t("record.enter.source-hint")}
        value={value}
        empty={t("record.enter.source-choose")}
        options={options}
        error={props.error}
        onChange={props.onChange}
      />
      {titles.size === 0 && (
        <p class="quiet after-field">
          {t("record.enter.no-sources")}{" "}
          {props.engine.record.mayEnter("source") && (
            <button type="button" class="link" onClick={() => goRecord({ at: "enter", register: "source" })}>
              {t("record.enter.add-source")}
            </button>
          )}
        </p>
      )}
    </>
  );
}

function LastLook({
  book,
  register,
  row,
}: PageProps & { readonly register: RegisterName; readonly row: Row }): JSX.Element {
  const values = "values" in row ? (row.values as Readonly<Record<string, unknown>>) : {};
  const title = book.statements("source").find(({ key }) => key === row.source)?.values.title ?? null;
  return (
    <dl class="facts card">
      <div>
        <dt>{t("record.column.source")}</dt>
        <dd>{sourceWords(row.source, title)}</dd>
      </div>
      {Object.keys(registerOf(register).fields)
        .filter((field) => values[field] !== undefined)
        .map((field) => (
          <div key={field}>
            <dt>{fieldName(register, field)}</dt>
            <dd class="written">{valueWords(register, field, values[field], values)}</dd>
          </div>
        ))}
      <div>
        <dt>{t("record.column.key")}</dt>
        <dd>
          <Exact>{row.key}</Exact>
        </dd>
      </div>
    </dl>
  );
}

function started({
  engine,
  book,
  register,
  thing,
}: Pick<PageProps, "engine" | "book"> & {
  readonly register: RegisterName;
  readonly thing: string | null;
}): Cells {
  if (thing === null) return emptyCells(register, new Date(engine.now()).getFullYear(), randomBytes);
  const known = (book.statements(register) as readonly Statement[]).find(({ key }) => key === thing);
  return known === undefined ? { key: thing, source: "" } : cellsBeside(known);
}

/** What this organisation took back, as it said it last: it may be entered again. */
function lastSaid(
  { book, self, register }: PageProps & { readonly register: RegisterName },
  key: string,
  source: string,
): Pick<Statement, "register" | "key" | "source" | "values"> | undefined {
  const taken = book.withdrawn.find(
    (each) =>
      each.register === register &&
      each.key === key &&
      each.source === source &&
      each.organisation === self.organisation,
  );
  const values = taken?.history.find((version) => version.values !== null)?.values;
  return values === undefined || values === null ? undefined : { register, key, source, values };
}

function onePerField(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.filter((gap, i) => gaps.findIndex(({ field }) => field === gap.field) === i);
}
