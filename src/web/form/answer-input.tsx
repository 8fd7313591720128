// The input of one field of a form, by what its answer may be, and why there is no answer where there is none.

import type { JSX } from "preact";
import { addDays } from "../../core/form/calendar-day.ts";
import type { AnswerValue, Form, FormField, FormWords, GoneWord, ListCode } from "../../core/form/form.ts";
import { codesOf, missingWords } from "../../core/form/form.ts";
import type { Party } from "../../core/party.ts";
import { presentFields } from "../../core/present-fields.ts";
import { westernDigits } from "../../core/western-digits.ts";
import { spokenLanguages } from "../../words/spoken-languages.ts";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { Countries } from "../components/countries.tsx";
import { DateInput } from "../components/date-input.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import { countryChoices } from "../text/country-choices.ts";
import { currencyChoices } from "../text/currency-choices.ts";
import { activeLanguage, language, t } from "../text/translate.ts";
import { timeOf } from "../text/typed-time.ts";
import "./answer-input.css";

/** What a form may name beside its own codes. */
export interface Nameable {
  /** The day of the reader: 2031-02-03. */
  readonly today: string;
  /** Of the own organisation; some codes are offered to some parties alone. */
  readonly party: Party | undefined;
  /** Languages and currency of the country come first in their lists. */
  readonly languages: readonly string[];
  readonly places: readonly Choice[];
  readonly organisations: readonly Choice[];
  /** Sheets of the case that a sheet may point at. */
  readonly sheets: readonly Choice[];
  /** Who of us already has a case, by name. */
  readonly workers: readonly string[];
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface AnswerInputProps {
  readonly id: string;
  readonly form: Form;
  readonly field: FormField;
  readonly words: FormWords;
  readonly named: Nameable;
  readonly value: AnswerValue | null;
  readonly gone: GoneWord | null;
  /** The answer to the question under which this one stands. */
  readonly above: AnswerValue | null;
  readonly error: string | null;
  /** The question stands above as the title of the page. */
  readonly legendHidden?: boolean;
  /** Whether why there is no answer can be said: always on a sheet; before there is a case only once an answer is missed. */
  readonly mayBeGone: boolean;
  /** An answer, or null for none. */
  readonly onAnswer: (value: AnswerValue | null) => void;
  readonly onGone: (word: GoneWord | null) => void;
}

/** More codes than these are a list that opens. */
const fewCodes = 9;

export function AnswerInput(props: AnswerInputProps): JSX.Element {
  const { field, words, gone, onGone } = props;
  if (field.type === "note") return <p class="form-note">{words.fields[field.key]?.[0]}</p>;
  if (!props.mayBeGone) return <Input {...props} />;
  return (
    <div class="answer">
      <Input {...props} />
      <details class="no-answer" open={gone !== null}>
        <summary>
          {gone === null ? t("sheet.no-answer") : t("sheet.no-answer-is", { why: t(`missing.${known(gone)}`) })}
        </summary>
        <div class="toggles">
          {missingWords.map((word) => (
            <button
              key={word}
              type="button"
              class="button plain"
              aria-pressed={gone === word}
              onClick={() => onGone(gone === word ? null : word)}
            >
              {t(`missing.${word}`)}
            </button>
          ))}
        </div>
      </details>
    </div>
  );
}

function known(word: GoneWord) {
  return missingWords.find((each) => each === word) ?? "not-asked";
}

function Input(props: AnswerInputProps): JSX.Element {
  const { field, words, named, value, error, onAnswer } = props;
  const [label = field.key, hint] = words.fields[field.key] ?? [];
  const isNeeded = field.required === true;
  const common = {
    id: props.id,
    label,
    error,
    ...presentFields({ hint, optional: isNeeded ? undefined : t("path.optional") }),
  };
  const legend = { ...common, legend: label, legendHidden: props.legendHidden === true };
  const text = typeof value === "string" ? value : "";
  const several = typeof value === "object" && value !== null ? value : [];
  const type = (typed: string) => onAnswer(typed === "" ? null : typed);
  const choose = (values: readonly string[]) => onAnswer(values.length === 0 ? null : values);
  const select = (options: readonly Choice[]) => (
    <SelectField {...common} value={text} empty={t("path.choose")} options={options} onChange={type} />
  );
  switch (field.type) {
    case "line":
      return (
        <>
          <TextField {...common} value={text} maxLength={field.max ?? 300} onInput={type} />
          {field.role === "worker" && <Offered names={named.workers} value={text} onChoose={type} />}
        </>
      );
    case "text":
      return <TextField {...common} value={text} maxLength={field.max ?? 6000} lines={4} onInput={type} />;
    case "yes-no":
      return (
        <OneOf
          {...legend}
          options={[
            { value: "yes", label: t("form.any.code.yes") },
            { value: "no", label: t("form.any.code.no") },
          ]}
          value={value === true ? "yes" : value === false ? "no" : undefined}
          onChange={(answer) => onAnswer(answer === "yes")}
        />
      );
    case "code": {
      const options = codeChoices(props, text);
      if (options.length > fewCodes) return select(options);
      // Where no word of missing is offered, a choice that nobody must make can be taken back all the same.
      const none = isNeeded || props.mayBeGone ? [] : [{ value: "", label: t("person.whole-region") }];
      const chosen = text === "" && none.length === 0 ? undefined : text;
      return <OneOf {...legend} options={[...options, ...none]} value={chosen} onChange={type} />;
    }
    case "codes":
      return <AnyOf {...legend} options={codeChoices(props, ...several)} values={several} onChange={choose} />;
    case "whole":
      return (
        <div class="short">
          <TextField
            {...common}
            value={value === null ? "" : String(value)}
            maxLength={9}
            onInput={(typed) => onAnswer(wholeOf(typed))}
          />
        </div>
      );
    case "amount":
      return <Amount {...common} value={text} onChange={type} />;
    case "day":
      return <DayInput {...legend} field={field} today={named.today} value={text} onChange={type} />;
    case "date":
      return <DateInput {...legend} value={text} upTo="date" onChange={type} />;
    case "time":
      return (
        <div class="short">
          <TextField
            {...common}
            hint={hint ?? t("sheet.time-hint")}
            value={text}
            maxLength={5}
            onInput={(typed) => type(timeOf(typed))}
          />
        </div>
      );
    case "country":
      return select(countryChoices(activeLanguage()));
    case "countries":
      return <Countries {...common} several={several} onChange={choose} />;
    case "language":
      return select(spokenLanguages(named.languages));
    case "languages":
      return <AnyOf {...legend} options={spokenLanguages(named.languages)} values={several} onChange={choose} />;
    case "place":
      return select(named.places);
    case "places":
      return <AnyOf {...legend} options={named.places} values={several} onChange={choose} />;
    case "organisation":
      return select(named.organisations);
    case "sheet":
      return select(named.sheets);
    case "note":
      return <p class="form-note">{label}</p>;
  }
}

/** Names at one press, under the field into which any other may be written. */
export function Offered(props: {
  readonly names: readonly string[];
  readonly value: string;
  readonly onChoose: (name: string) => void;
}): JSX.Element | null {
  if (props.names.length === 0) return null;
  return (
    <div class="toggles">
      {props.names.map((name) => (
        <button
          key={name}
          type="button"
          class="button plain"
          aria-pressed={props.value.trim() === name}
          onClick={() => props.onChoose(name)}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
    </div>
  );
}

// A code that is retired, stands under another answer than the one above, or is for other parties, is not offered, but stays where it was the answer.
function codeChoices(
  { form, field, words, named, above }: Pick<AnswerInputProps, "form" | "field" | "words" | "named" | "above">,
  ...chosen: readonly string[]
): readonly Choice[] {
  const isOffered = (one: ListCode) =>
    one.retired !== true &&
    (one.under === undefined || one.under === above) &&
    (one.writers === undefined || one.writers.some((party) => party === named.party));
  return codesOf(form, field.list ?? "")
    .filter((one) => isOffered(one) || chosen.includes(one.code))
    .map(({ code }) => ({ value: code, label: words.lists[field.list ?? ""]?.[code] ?? code }));
}

// What is no number stays as it was typed, so that it can be mended; the check of the sheet says what is wrong with it.
function wholeOf(typed: string): AnswerValue | null {
  const digits = westernDigits(typed).trim();
  if (digits === "") return null;
  return /^(0|[1-9]\d{0,8})$/.test(digits) ? Number(digits) : digits;
}

/** A day: the nearest ones at one press, any other by its parts, of this year unless another is typed. What has happened lies behind, what comes after another day lies ahead, and all else may be today. */
function DayInput(props: {
  readonly id: string;
  readonly legend: string;
  readonly optional?: string;
  readonly hint?: string;
  readonly error: string | null;
  readonly field: FormField;
  readonly today: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}): JSX.Element {
  const { today, value, onChange } = props;
  const { role, constraint = "" } = props.field;
  const isPast = role === "happened" || constraint.includes("<= today()");
  // A day that comes after another one is offered so many days after today: the other one is most often today.
  const least = constraint.startsWith(". > ")
    ? 1
    : Number(/add-days\(\$\{[a-z-]+\}, (\d+)\)/.exec(constraint)?.[1] ?? 0);
  const near = (isPast ? [0, -1] : [0, 1, 7, 30].filter((days) => days >= least)).map((days) => ({
    days,
    day: addDays(today, days),
  }));
  return (
    <>
      <DateInput
        id={props.id}
        legend={props.legend}
        {...presentFields({ optional: props.optional, hint: props.hint })}
        error={props.error}
        value={value}
        upTo="day"
        onChange={(day) => onChange(value === "" && day.startsWith("-") ? today.slice(0, 4) + day : day)}
      />
      <div class="toggles">
        {near.map(({ days, day }) => (
          <button
            key={days}
            type="button"
            class="button plain"
            aria-pressed={value === day}
            onClick={() => onChange(day)}
          >
            {t(nearWords[days as keyof typeof nearWords])}
          </button>
        ))}
        {value.length === 10 && <span class="quiet">{language().date(value)}</span>}
      </div>
    </>
  );
}

const nearWords = {
  0: "sheet.today",
  [-1]: "sheet.yesterday",
  1: "sheet.tomorrow",
  7: "sheet.in-7-days",
  30: "sheet.in-30-days",
} as const;

/** "120.50 TJS": a number and a currency. */
function Amount(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: string;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (amount: string) => void;
}): JSX.Element {
  const [number = "", currency = ""] = props.value.split(" ");
  const set = (next: { readonly number?: string; readonly currency?: string }) => {
    const both = { number, currency, ...next };
    props.onChange(`${both.number} ${both.currency}`.trim());
  };
  return (
    <div class="beside">
      <TextField
        {...props}
        value={number}
        maxLength={13}
        onInput={(typed) => set({ number: westernDigits(typed).replace(",", ".").trim() })}
      />
      <SelectField
        id={`${props.id}-currency`}
        label={t("sheet.currency")}
        value={currency}
        empty={t("path.choose")}
        options={currencyChoices(activeLanguage())}
        onChange={(chosen) => set({ currency: chosen })}
      />
    </div>
  );
}
