// What an office does with the numbers of a year, whatever they count: look at what another one released and sign it off, or release its own (YC7, YC9, TA2, TA8).
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { RowValues } from "../../../core/registers/register-table.ts";
import type { WordPart } from "../../../words/message-key.ts";
import { Ask } from "../../components/ask.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import type { Engine } from "../../engine.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { formatNumber, needWords, t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import type { Begun } from "../../use-verb.ts";
import { PageHead, type PageProps } from "../page-frame.tsx";
import "../../numbers/count-lines.css";
import { recordFailure } from "../refusal-words.ts";
import { dateWords } from "../words.ts";

/** A page about the numbers of a year: the last one that is over, or the one before it. */
export function OfficePage(props: {
  readonly title: string;
  readonly about: string;
  /** Null before the log says a time. */
  readonly last: number | null;
  /** Files of words that nothing else of the record needs. */
  readonly wordParts: readonly WordPart[];
  /** A question after that for the year. */
  readonly more?: JSX.Element;
  readonly children: (year: number) => JSX.Element;
}): JSX.Element {
  const { last } = props;
  const [year, setYear] = useState(last);
  const areWordsHere = useLoaded(() => needWords(...props.wordParts).then(() => true), []) === true;
  return (
    <>
      <PageHead>{props.title}</PageHead>
      <p>{props.about}</p>
      {last === null || year === null ? (
        <p class="empty">{t("count.no-year")}</p>
      ) : (
        <>
          <SelectField
            id="office-year"
            label={t("count.year")}
            value={String(year)}
            options={[last, last - 1].map((each) => ({ value: String(each), label: dateWords(String(each)) }))}
            onChange={(chosen) => setYear(Number(chosen))}
          />
          {props.more}
          {areWordsHere ? props.children(year) : <p role="status">{t("count.counting")}</p>}
        </>
      )}
    </>
  );
}

/** The office for which a person answers, by its field: the organisation's own name until another is typed. */
export function useOffice({ engine, self }: PageProps): readonly [office: string, field: JSX.Element] {
  const [office, setOffice] = useState(() => nameOfOrganisation(engine, self.organisation));
  const field = (
    <TextField id="cases-office" label={t("count.office")} value={office} maxLength={120} onInput={setOffice} />
  );
  return [office.trim(), field];
}

/** A button of the office, which asks first. */
export function OfficeAct<T>({
  act,
  isSecond = false,
  year,
  engine,
  verb,
}: {
  readonly act: "release" | "check";
  /** Somebody released the year already: what else may be done does not stand out. */
  readonly isSecond?: boolean;
  /** The year in words. */
  readonly year: string;
  readonly engine: Engine;
  readonly verb: () => Begun<T>;
}): JSX.Element {
  return (
    <Ask
      button={t(`count.${act}`)}
      look={isSecond ? "button plain" : "button primary"}
      title={t(`count.${act}-ask`, { year })}
      act={t(`count.${act}`)}
      verb={verb}
      words={recordFailure}
      onDone={() => void engine.device.sync()}
    >
      {null}
    </Ask>
  );
}

/** A release with what this office finds in it. */
export function ReleasedNumbers({
  id,
  values,
  isSame,
  otherNotes,
  differences,
  children,
}: {
  readonly id: string;
  readonly values: RowValues<"release">;
  /** Null for the own one, which nobody checks here. */
  readonly isSame: boolean | null;
  /** Said where other notes were counted than this office holds; null where they are the same. */
  readonly otherNotes: string | null;
  readonly differences: readonly { readonly key: string; readonly released: string; readonly ours: string }[];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section aria-labelledby={id} class="cases-released">
      <h2 id={id}>{t("count.released", { edition: formatNumber(values.edition), office: values.office })}</h2>
      {isSame === true && <p class="notice good">{t("count.same")}</p>}
      {otherNotes !== null && <p class="notice waiting">{otherNotes}</p>}
      {differences.length > 0 && (
        <ul class="notice waiting">
          {differences.map(({ key, released, ours }) => (
            <li key={key}>{t("count.differs", { released, ours })}</li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
