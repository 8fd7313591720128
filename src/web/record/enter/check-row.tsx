// The last look at a row before it is signed: what it says, field by field.
import type { JSX } from "preact";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import type { FieldValues } from "../../../reports/text/value-words.ts";
import { Button } from "../../components/button.tsx";
import { Exact } from "../../components/exact.tsx";
import { Heading } from "../../components/heading.tsx";
import { isolate, t } from "../../text/translate.ts";
import { Facts } from "../facts.tsx";
import type { PageProps } from "../page-frame.tsx";
import { statementsOf } from "../statements-of.ts";
import { fieldName, registerName, rowWords, sourceWords, valueWords } from "../words.ts";
import { type SignedRows, SignRows } from "./sign-rows.tsx";

export function CheckRow(
  props: PageProps & {
    readonly register: RegisterName;
    /** Null for a thing that is new. */
    readonly thing: string | null;
    readonly row: Row;
    readonly onChange: () => void;
    readonly onSigned: (signed: SignedRows) => void;
  },
): JSX.Element {
  const { book, register, thing, row } = props;
  const values: FieldValues = "values" in row ? row.values : {};
  const [beside] = thing === null ? statementsOf(book, register, row.key) : [];
  const title = book.statements("source").find(({ key }) => key === row.source)?.values.title ?? null;
  return (
    <>
      <p class="way-back">
        <Button look="link" words={t("record.enter.change")} onPress={props.onChange} />
      </p>
      <p class="kicker">{registerName(register)}</p>
      <Heading key="check">{t("record.enter.check")}</Heading>
      <div class="card">
        <Facts
          facts={[
            { name: t("column.source"), value: sourceWords(row.source, title) },
            ...Object.keys(registerOf(register).fields)
              .filter((field) => values[field] !== undefined)
              .map((field) => ({
                name: fieldName(register, field),
                value: valueWords(register, field, values[field], values),
              })),
            { name: t("record.column.key"), value: <Exact>{row.key}</Exact> },
          ]}
        />
      </div>
      {beside !== undefined && (
        <p class="notice waiting">{t("record.enter.taken", { what: isolate(rowWords(beside)) })}</p>
      )}
      <SignRows {...props} rows={[row]} />
    </>
  );
}
