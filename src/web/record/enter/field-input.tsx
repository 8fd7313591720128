// The input for one field of a register, by what the field may hold. A number that is not known is never a zero: nothing is filled in, and
// "not reported" is an answer of its own.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { presentFields } from "../../../core/present-fields.ts";
import { isOrBefore, orBefore } from "../../../core/registers/partial-date.ts";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import type { RecordBook } from "../../../record/book.ts";
import type { Statement } from "../../../record/statement.ts";
import { languages } from "../../../words/languages.ts";
import { spokenLanguages } from "../../../words/spoken-languages.ts";
import { AnyOf, OneOf } from "../../components/choices.tsx";
import { Countries } from "../../components/countries.tsx";
import { DateInput } from "../../components/date-input.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { countryChoices } from "../../text/country-choices.ts";
import { currencyChoices } from "../../text/currency-choices.ts";
import { activeLanguage, isolate, t } from "../../text/translate.ts";
import { westernDigits } from "../../text/western-digits.ts";
import { codeWord, exactText, fieldHint, fieldName, numberWords, registerName, rowWords } from "../words.ts";
import { EvidenceInput } from "./evidence-input.tsx";
import { type Cells, codesFor } from "./row-form.ts";

const fewCodes = 6;

interface FieldInputProps {
  readonly book: RecordBook;
  readonly register: RegisterName;
  readonly field: string;
  readonly cells: Cells;
  readonly error: string | null;
  readonly onChange: (cell: string) => void;
}

export function fieldId(field: string): string {
  return `field-${field}`;
}

export function FieldInput({ book, register, field, cells, error, onChange }: FieldInputProps): JSX.Element | null {
  const described = registerOf(register).fields[field];
  if (described === undefined) return null;
  const { shape } = described;
  // It is shown only with the question that needs it.
  const required = described.required || (register === "judgement" && field === "criterion");
  const value = cells[field] ?? "";
  const hint = fieldHint(register, field);
  const common = {
    id: fieldId(field),
    label: fieldName(register, field),
    error,
    ...presentFields({ hint: hint ?? undefined, optional: required ? undefined : t("path.optional") }),
  };
  const legend = { ...common, legend: common.label };
  const several = value === "" ? [] : value.split(";");
  const withUnit = unitText(register, field, cells);
  switch (shape.type) {
    case "line":
      return <TextField {...common} value={value} maxLength={shape.max} onInput={onChange} />;
    case "text":
      return <TextField {...common} value={value} maxLength={shape.max} lines={5} onInput={onChange} />;
    case "lines":
    case "tokens":
      return (
        <TextField
          {...common}
          hint={hint ?? t("record.hint.lines")}
          value={value}
          maxLength={4000}
          lines={4}
          onInput={(typed) => onChange(shape.type === "tokens" ? westernDigits(typed) : typed)}
        />
      );
    case "versions":
      return <EvidenceInput {...legend} book={book} year={cells["year"] ?? ""} value={value} onChange={onChange} />;
    case "uuid":
    case "hash":
      return <TextField {...common} value={value} maxLength={64} onInput={onChange} />;
    case "date":
      return <DateInput {...legend} value={value} upTo={field === "year" ? "year" : "date"} onChange={onChange} />;
    case "since":
      return <SinceInput {...legend} value={value} onChange={onChange} />;
    case "whole":
      return <NumberField {...common} value={value} withUnit={withUnit} onInput={onChange} />;
    case "count":
      return <CountInput {...legend} value={value} withUnit={withUnit} onChange={onChange} />;
    case "yes-no":
    case "code":
      return (
        <CodeInput
          {...legend}
          field={field}
          codes={shape.type === "code" ? codesFor(register, field, shape.codes, cells) : ["yes", "no"]}
          required={required}
          value={value}
          onChange={onChange}
        />
      );
    case "codes":
      return (
        <AnyOf
          {...legend}
          options={shape.codes.map((code) => ({ value: code, label: codeWord(field, code) }))}
          values={several}
          onChange={(values) => onChange(values.join(";"))}
        />
      );
    case "country":
    case "currency":
    case "language": {
      const choices = { country: countryChoices, currency: currencyChoices, language: languageChoices }[shape.type];
      return (
        <SelectField
          {...common}
          value={value}
          empty={t("path.choose")}
          options={choices(activeLanguage())}
          onChange={onChange}
        />
      );
    }
    case "countries":
      return <Countries {...common} several={several} onChange={(codes) => onChange(codes.join(";"))} />;
    case "key":
    case "keys":
      return (
        <KeysInput
          {...legend}
          book={book}
          named={shape.register as RegisterName}
          isOne={shape.type === "key"}
          value={value}
          onChange={onChange}
        />
      );
  }
}

/** The country's languages and others that people speak, each named in itself. */
function languageChoices() {
  return spokenLanguages(Object.keys(languages));
}

/** A date, or by when at the latest something had come. */
function SinceInput({
  value,
  onChange,
  ...legend
}: Described & { readonly value: string; readonly onChange: (cell: string) => void }): JSX.Element {
  const [isBefore, setBefore] = useState(isOrBefore(value));
  const date = isOrBefore(value) ? value.slice(orBefore.length) : value;
  const give = (typed: string, before: boolean) => onChange(before && typed !== "" ? `${orBefore}${typed}` : typed);
  return (
    <>
      <DateInput {...legend} value={date} upTo="date" onChange={(typed) => give(typed, isBefore)} />
      <label class="choice small after-field">
        <input
          type="checkbox"
          checked={isBefore}
          onChange={(event) => {
            setBefore(event.currentTarget.checked);
            give(date, event.currentTarget.checked);
          }}
        />
        <span>{t("record.enter.or-before")}</span>
      </label>
    </>
  );
}

/** What the inputs of one field have in common. */
interface Described {
  readonly id: string;
  readonly label: string;
  /** The same, of several inputs that answer it together. */
  readonly legend: string;
  readonly hint?: string;
  readonly optional?: string;
  readonly error: string | null;
}

/** One code of a few as a choice, of many as a list. */
function CodeInput(
  props: Described & {
    readonly field: string;
    readonly codes: readonly string[];
    readonly required: boolean;
    readonly value: string;
    readonly onChange: (cell: string) => void;
  },
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
  props: Described & {
    readonly book: RecordBook;
    readonly named: RegisterName;
    readonly isOne: boolean;
    readonly value: string;
    readonly onChange: (cell: string) => void;
  },
): JSX.Element {
  const { book, named, error, value, onChange } = props;
  const options = keyChoices(book.statements(named));
  if (options.length === 0)
    return (
      <div class={error === null ? "field" : "field wrong"} id={props.id} tabIndex={-1}>
        <p class="label">{props.legend}</p>
        {error !== null && <p class="error">{error}</p>}
        <p class="empty">{t("record.enter.no-keys", { register: registerName(named) })}</p>
      </div>
    );
  if (props.isOne) return <SelectField {...props} empty={t("path.choose")} options={options} />;
  const values = value === "" ? [] : value.split(";");
  return <AnyOf {...props} options={options} values={values} onChange={(keys) => onChange(keys.join(";"))} />;
}

/** What a typed number means with its unit, so that a slip is seen: 14 months are no 14 years. Empty where it has no unit or is no number. */
function unitText(register: RegisterName, field: string, cells: Cells): string {
  const value = cells[field] ?? "";
  if (!/^(0|[1-9]\d{0,12})$/.test(value)) return "";
  const words = numberWords(register, field, Number(value), cells);
  return words === numberWords(register, "", Number(value), {}) ? "" : words;
}

function NumberField({
  withUnit,
  ...props
}: Omit<Described, "legend"> & {
  readonly value: string;
  /** The number with its unit. */
  readonly withUnit: string;
  readonly onInput: (value: string) => void;
}): JSX.Element {
  return (
    <>
      <div class="short">
        <TextField {...props} maxLength={13} onInput={(typed) => props.onInput(westernDigits(typed))} />
      </div>
      <p class={withUnit === "" ? "unseen" : "after-field"} role="status">
        {withUnit}
      </p>
    </>
  );
}

function CountInput(
  props: Omit<Described, "label"> & {
    readonly value: string;
    readonly withUnit: string;
    readonly onChange: (cell: string) => void;
  },
): JSX.Element {
  const { value } = props;
  const [isNumber, setNumber] = useState(value !== "" && value !== "not-reported");
  const chosen =
    value === "not-reported"
      ? value
      : isNumber || value !== ""
        ? "number"
        : props.optional === undefined
          ? undefined
          : "";
  return (
    <>
      <OneOf
        id={props.id}
        legend={props.legend}
        {...presentFields({ hint: props.hint, optional: props.optional })}
        error={isNumber ? null : props.error}
        options={[
          { value: "number", label: t("record.count.number") },
          { value: "not-reported", label: t("value.not-reported"), hint: t("record.count.not-reported-hint") },
          ...(props.optional === undefined ? [] : [{ value: "", label: t("code.not-told") }]),
        ]}
        value={chosen}
        onChange={(mode) => {
          setNumber(mode === "number");
          props.onChange(mode === "not-reported" ? mode : "");
          if (mode === "number") requestAnimationFrame(() => document.getElementById(`${props.id}-n`)?.focus());
        }}
      />
      {isNumber && (
        <div class="inside">
          <NumberField
            id={`${props.id}-n`}
            label={t("record.count.how-many", { what: props.legend })}
            error={props.error}
            value={value}
            withUnit={props.withUnit}
            onInput={props.onChange}
          />
        </div>
      )}
    </>
  );
}

function keyChoices(statements: readonly Statement[]): readonly { readonly value: string; readonly label: string }[] {
  const first = new Map<string, Statement>();
  for (const statement of statements) if (!first.has(statement.key)) first.set(statement.key, statement);
  return [...first.values()].map((statement) => ({
    value: statement.key,
    label: `${isolate(rowWords(statement))} (${exactText(statement.key)})`,
  }));
}
