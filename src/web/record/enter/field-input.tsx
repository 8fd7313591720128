// The input for one field of a register, by what the field may hold. A number that is not known is never a zero: nothing is filled in, and
// "not reported" is an answer of its own.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { presentFields } from "../../../core/present-fields.ts";
import { isOrBefore, orBefore } from "../../../core/registers/partial-date.ts";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import { westernDigits } from "../../../core/western-digits.ts";
import type { RecordBook } from "../../../record/book.ts";
import type { Statement } from "../../../record/statement.ts";
import { languages } from "../../../words/languages.ts";
import { spokenLanguages } from "../../../words/spoken-languages.ts";
import { AnyOf, OneOf, Tick } from "../../components/choices.tsx";
import { Countries } from "../../components/countries.tsx";
import { DateInput } from "../../components/date-input.tsx";
import { Labelled, SelectField, TextField } from "../../components/fields.tsx";
import { countryChoices } from "../../text/country-choices.ts";
import { currencyChoices } from "../../text/currency-choices.ts";
import { activeLanguage, isolate, t } from "../../text/translate.ts";
import { codeWord, exactText, fieldHint, fieldName, numberWords, registerName, rowWords } from "../words.ts";
import { EvidenceInput } from "./evidence-input.tsx";
import { type Cells, codesFor, type Described } from "./row-form.ts";

const fewCodes = 6;

export function fieldId(field: string): string {
  return `field-${field}`;
}

export function FieldInput(props: {
  readonly book: RecordBook;
  readonly register: RegisterName;
  readonly field: string;
  readonly cells: Cells;
  readonly error: string | null;
  readonly onChange: (cell: string) => void;
}): JSX.Element | null {
  const { book, register, field, cells, error, onChange } = props;
  const described = registerOf(register).fields[field];
  if (described === undefined) return null;
  const { shape } = described;
  // It is shown only with the question that needs it.
  const required = described.required || (register === "judgement" && field === "criterion");
  const value = cells[field] ?? "";
  const label = fieldName(register, field);
  const hint = fieldHint(register, field);
  const optional = required ? undefined : t("path.optional");
  const given: Described = {
    ...{ id: fieldId(field), label, legend: label, error, value, onChange, onInput: onChange },
    ...presentFields({ hint: hint ?? undefined, optional }),
  };
  const withUnit = unitText(register, field, cells);
  switch (shape.type) {
    case "line":
    case "uuid":
    case "hash":
      return <TextField {...given} maxLength={shape.type === "line" ? shape.max : 64} />;
    case "text":
      return <TextField {...given} maxLength={shape.max} lines={5} />;
    case "lines":
    case "tokens": {
      const type = (typed: string) => onChange(shape.type === "tokens" ? westernDigits(typed) : typed);
      return <TextField {...given} hint={hint ?? t("record.hint.lines")} maxLength={4000} lines={4} onInput={type} />;
    }
    case "versions":
      return <EvidenceInput {...given} book={book} year={cells["year"] ?? ""} />;
    case "date":
      return <DateInput {...given} upTo={field === "year" ? "year" : "date"} />;
    case "since":
      return <SinceInput {...given} />;
    case "whole":
      return <NumberField {...given} withUnit={withUnit} />;
    case "count":
      return <CountInput {...given} withUnit={withUnit} />;
    case "yes-no":
    case "code": {
      const codes = shape.type === "code" ? codesFor(register, field, shape.codes, cells) : ["yes", "no"];
      return <CodeInput {...given} field={field} codes={codes} required={required} />;
    }
    case "codes":
      return (
        <Several {...given} options={shape.codes.map((code) => ({ value: code, label: codeWord(field, code) }))} />
      );
    case "country":
    case "currency":
    case "language": {
      // The country's languages and others that people speak, each named in itself.
      const language = () => spokenLanguages(Object.keys(languages));
      const choices = { country: countryChoices, currency: currencyChoices, language }[shape.type];
      return <SelectField {...given} empty={t("path.choose")} options={choices(activeLanguage())} />;
    }
    case "countries":
      return <Countries {...given} several={partsOf(value)} onChange={(codes) => onChange(codes.join(";"))} />;
    case "key":
    case "keys":
      return <KeysInput {...given} book={book} named={shape.register as RegisterName} isOne={shape.type === "key"} />;
  }
}

function partsOf(cell: string): readonly string[] {
  return cell === "" ? [] : cell.split(";");
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function Several({ value, onChange, ...given }: Described & { readonly options: readonly Choice[] }): JSX.Element {
  return <AnyOf {...given} values={partsOf(value)} onChange={(values) => onChange(values.join(";"))} />;
}

/** A date, or by when at the latest something had come. */
function SinceInput({ value, onChange, ...given }: Described): JSX.Element {
  const [isBefore, setBefore] = useState(isOrBefore(value));
  const date = isOrBefore(value) ? value.slice(orBefore.length) : value;
  const give = (typed: string, before: boolean) => onChange(before && typed !== "" ? `${orBefore}${typed}` : typed);
  return (
    <>
      <DateInput {...given} value={date} upTo="date" onChange={(typed) => give(typed, isBefore)} />
      <div class="after-field">
        <Tick
          is={isBefore}
          label={t("record.enter.or-before")}
          onTick={(before) => {
            setBefore(before);
            give(date, before);
          }}
        />
      </div>
    </>
  );
}

/** One code of a few as a choice, of many as a list. */
function CodeInput(
  props: Described & { readonly field: string; readonly codes: readonly string[]; readonly required: boolean },
): JSX.Element {
  const { field, required, value } = props;
  const options = props.codes.map((code) => ({ value: code, label: codeWord(field, code) }));
  if (options.length === 0)
    return <p class="field quiet" id={props.id}>{`${props.label}: ${t("record.enter.topic-first")}`}</p>;
  if (options.length > fewCodes) return <SelectField {...props} empty={t("path.choose")} options={options} />;
  // Where a source may say that it does not state this, nothing else is called so.
  const isAnswered = required || props.codes.includes("not-told");
  return (
    <OneOf
      {...props}
      options={isAnswered ? options : [...options, { value: "", label: t("code.not-told") }]}
      value={value === "" && isAnswered ? undefined : value}
    />
  );
}

/** One thing of another register or several; where nothing is entered there yet, that is said. */
function KeysInput(
  props: Described & { readonly book: RecordBook; readonly named: RegisterName; readonly isOne: boolean },
): JSX.Element {
  const { book, named } = props;
  const options = keyChoices(book.statements(named));
  if (options.length === 0)
    return (
      <Labelled {...props} isGroup>
        <p class="empty">{t("record.enter.no-keys", { register: registerName(named) })}</p>
      </Labelled>
    );
  if (props.isOne) return <SelectField {...props} empty={t("path.choose")} options={options} />;
  return <Several {...props} options={options} />;
}

/** What a typed number means with its unit, so that a slip is seen: 14 months are no 14 years. Empty where it has no unit or is no number. */
function unitText(register: RegisterName, field: string, cells: Cells): string {
  const value = cells[field] ?? "";
  if (!/^(0|[1-9]\d{0,12})$/.test(value)) return "";
  const words = numberWords(register, field, Number(value), cells);
  return words === numberWords(register, "", Number(value), {}) ? "" : words;
}

function NumberField({ withUnit, onInput, ...given }: Described & { readonly withUnit: string }): JSX.Element {
  return (
    <>
      <div class="short">
        <TextField {...given} maxLength={13} inputMode="numeric" onInput={(typed) => onInput(westernDigits(typed))} />
      </div>
      <p class={withUnit === "" ? "unseen" : "after-field"} role="status">
        {withUnit}
      </p>
    </>
  );
}

/** A number, or that a source does not report it. */
function CountInput(props: Described & { readonly withUnit: string }): JSX.Element {
  const { id, value, onChange } = props;
  const isReported = value !== "not-reported";
  return (
    <>
      <NumberField {...props} value={isReported ? value : ""} />
      <div class="after-field">
        <Tick
          id={`${id}-not-reported`}
          is={!isReported}
          label={t("value.not-reported")}
          hint={t("record.count.not-reported-hint")}
          onTick={(isSilent) => onChange(isSilent ? "not-reported" : "")}
        />
      </div>
    </>
  );
}

/** Each thing once, as the first row about it names it. */
export function keyChoices(statements: readonly Statement[]): readonly Choice[] {
  return [...Map.groupBy(statements, ({ key }) => key)].flatMap(([value, [first]]) =>
    first === undefined ? [] : { value, label: `${isolate(rowWords(first))} (${exactText(value)})` },
  );
}
