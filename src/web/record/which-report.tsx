// Which report is made or written: of which year, counted how, in which language.
import type { JSX } from "preact";
import type { Period } from "../../assessment/fact-value.ts";
import { presentFields } from "../../core/present-fields.ts";
import { yearKinds } from "../../core/registers/partial-date.ts";
import { westernDigits } from "../../core/western-digits.ts";
import { type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import { OneOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import { activeLanguage, t } from "../text/translate.ts";

export interface WhichReport {
  /** As it is typed. */
  readonly year: string;
  readonly kind: Period["kind"];
  readonly language: LanguageTag;
}

export function isYear(typed: string): boolean {
  return /^[12]\d{3}$/.test(typed);
}

/** The reader's language where reports are written in it. */
export function ownReportLanguage(): LanguageTag {
  return languageTags.find((known) => known === activeLanguage()) ?? "en";
}

export function WhichReportFields(props: {
  /** With it the names of the fields begin. */
  readonly id: string;
  readonly which: WhichReport;
  readonly yearHint?: string;
  readonly yearError?: string | null;
  readonly onChange: (which: WhichReport) => void;
}): JSX.Element {
  const { id, which, yearHint, yearError = null, onChange } = props;
  return (
    <>
      <TextField
        id={`${id}-year`}
        label={t("date.year")}
        {...presentFields({ hint: yearHint })}
        value={which.year}
        maxLength={4}
        error={yearError}
        onInput={(typed) => onChange({ ...which, year: westernDigits(typed) })}
      />
      <PeriodField id={`${id}-period`} kind={which.kind} onChange={(kind) => onChange({ ...which, kind })} />
      <OneOf
        id={`${id}-language`}
        legend={t("record.report.language")}
        options={languageTags.map((tag) => ({ value: tag, label: languages[tag].name, lang: tag }))}
        value={which.language}
        onChange={(language) => onChange({ ...which, language })}
      />
    </>
  );
}

/** How a year is counted. */
export function PeriodField(props: {
  readonly id: string;
  readonly kind: Period["kind"];
  readonly onChange: (kind: Period["kind"]) => void;
}): JSX.Element {
  return (
    <OneOf
      id={props.id}
      legend={t("record.report.period")}
      options={yearKinds.map((value) => ({ value, label: t(`record.report.${value}`) }))}
      value={props.kind}
      onChange={props.onChange}
    />
  );
}
