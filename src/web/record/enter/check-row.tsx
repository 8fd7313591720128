// The last look at a row before it is signed: what it says, and what the reader should know first. What is signed cannot be undone.
import type { JSX } from "preact";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import { unknownKeys } from "../../../record/unknown-keys.ts";
import { Exact } from "../../components/exact.tsx";
import { Heading } from "../../components/heading.tsx";
import { Failed } from "../../components/page-form.tsx";
import { Lock } from "../../icons.tsx";
import { isolate, t } from "../../text/translate.ts";
import { Facts } from "../facts.tsx";
import type { PageProps } from "../page-frame.tsx";
import { unknownKeyWords } from "../refusal-words.ts";
import { statementsOf } from "../statements-of.ts";
import { fieldName, registerName, rowWords, sourceWords, valueWords } from "../words.ts";

interface CheckProps extends PageProps {
  readonly register: RegisterName;
  /** Null for a thing that is new. */
  readonly thing: string | null;
  readonly row: Row;
  /** The row is about an official of this organisation, which will not read it (R26). */
  readonly isHidden: boolean;
  readonly busy: boolean;
  readonly error: string | null;
  readonly onChange: () => void;
  readonly onEnter: () => void;
}

export function CheckRow(props: CheckProps): JSX.Element {
  const { register, isHidden, busy, error } = props;
  const { open } = registerOf(register);
  return (
    <>
      <p class="way-back">
        <button type="button" class="link" onClick={props.onChange}>
          {t("record.enter.change")}
        </button>
      </p>
      <p class="kicker">{registerName(register)}</p>
      <Heading key="check">{t("record.enter.check")}</Heading>
      <LastLook {...props} />
      <Warnings {...props} />
      <p class={open ? "notice news" : "notice waiting"}>
        {!open && <Lock />}
        <span>
          {t(isHidden ? "record.enter.hidden" : open ? "record.enter.after-open" : "record.enter.after-sealed")}
        </span>
      </p>
      <Failed words={error} />
      <button type="button" class="button primary wide" aria-disabled={busy} onClick={props.onEnter}>
        {busy ? t("record.enter.busy") : t(open ? "record.enter.do-open" : "record.enter.do-sealed")}
      </button>
    </>
  );
}

/** What may be a mistake and is no flaw: keys that nobody entered yet, a short name that is taken. */
function Warnings({ engine, book, register, thing, row }: CheckProps): JSX.Element {
  const unknown = unknownKeys(register, [row], book);
  const [beside] = thing === null ? statementsOf(book, register, row.key) : [];
  return (
    <>
      {engine.record.oddRows(register, [row]).map(({ code }) => (
        <p key={code} class="notice waiting">
          {t(`record.odd.${code}`)}
        </p>
      ))}
      {unknown.length > 0 && (
        <p class="notice waiting">{t("record.enter.unknown", { list: unknownKeyWords(unknown) })}</p>
      )}
      {engine.record.isTakenUnseen(register, row.key, row.source) && (
        <p class="notice waiting">{t("record.enter.taken-unseen")}</p>
      )}
      {beside !== undefined && (
        <p class="notice waiting">{t("record.enter.taken", { what: isolate(rowWords(beside)) })}</p>
      )}
    </>
  );
}

function LastLook({ book, register, row }: CheckProps): JSX.Element {
  const values = "values" in row ? (row.values as Readonly<Record<string, unknown>>) : {};
  const title = book.statements("source").find(({ key }) => key === row.source)?.values.title ?? null;
  const facts = Object.keys(registerOf(register).fields)
    .filter((field) => values[field] !== undefined)
    .map((field) => ({
      name: fieldName(register, field),
      value: valueWords(register, field, values[field], values),
    }));
  return (
    <div class="card">
      <Facts
        facts={[
          { name: t("column.source"), value: sourceWords(row.source, title) },
          ...facts,
          { name: t("record.column.key"), value: <Exact>{row.key}</Exact> },
        ]}
      />
    </div>
  );
}
