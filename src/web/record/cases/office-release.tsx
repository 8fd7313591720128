// What an office does with the numbers of a year, whatever they count: look at what another one released and sign it off, or release its own (YC7, YC9, TA2, TA8).
import { type ComponentChildren, Fragment, type JSX } from "preact";
import { useState } from "preact/hooks";
import type { SaidRow } from "../../../core/registers/row.ts";
import { isSameTally, type ReleaseCheck, type YearRelease } from "../../../record/release.ts";
import type { WordPart } from "../../../words/message-key.ts";
import { SelectField } from "../../components/fields.tsx";
import type { Engine } from "../../engine.ts";
import { listOf } from "../../text/moments.ts";
import { formatNumber, needWords, t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import type { Begun } from "../../use-verb.ts";
import { OfficeAsk } from "../office-ask.tsx";
import { PageHead } from "../page-frame.tsx";
import "../../numbers/count-lines.css";
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

/** A button of the office, which asks first. */
export function OfficeAct<T>(props: {
  readonly act: "release" | "check";
  readonly isSecond?: boolean;
  /** The year in words. */
  readonly year: string;
  readonly engine: Engine;
  readonly verb: (office: string) => Begun<T>;
}): JSX.Element {
  const { act, year, engine } = props;
  return (
    <OfficeAsk
      {...props}
      act={t(`count.${act}`)}
      title={t(`count.${act}-ask`, { year })}
      onDone={() => void engine.device.sync()}
    />
  );
}

/** A release, made again here. */
type Checked = Pick<YearRelease, "organisation" | "values" | "tallies"> & ReleaseCheck & { readonly isOurs: boolean };

/** True for the same numbers, which another office released and this one has not signed yet. */
export function isToSign(check: Checked, organisation: string): boolean {
  const isSigned = check.tallies.every(({ signedOff }) => signedOff.some((one) => one.organisation === organisation));
  return !check.isOurs && isSameTally(check) && !isSigned;
}

/** A release with who signed it off, and what this office finds in it. */
export function ReleasedNumbers({
  check,
  otherNotes,
  said,
  linesOf,
  children,
}: {
  readonly check: Checked;
  /** What is said where other notes were counted than this office holds. */
  readonly otherNotes: string;
  readonly said: (row: SaidRow<"tally">) => string;
  readonly linesOf: (rows: readonly SaidRow<"tally">[]) => readonly CountLine[];
  readonly children: ComponentChildren;
}): JSX.Element {
  const { organisation, values, tallies, differences, isOurs, isOfOurNotes } = check;
  const others = tallies.flatMap(({ signedOff }) => signedOff.filter((one) => one.organisation !== organisation));
  const offices = new Set(others.map(({ office }) => office));
  const id = `released-${organisation}`;
  const wordsOf = (row: SaidRow<"tally"> | null) => (row === null ? t("count.nothing") : said(row));
  return (
    <section aria-labelledby={id} class="cases-released">
      <h2 id={id}>{t("count.released", { edition: formatNumber(values.edition), office: values.office })}</h2>
      {!isOurs && isSameTally(check) && <p class="notice good">{t("count.same")}</p>}
      {!isOfOurNotes && <p class="notice waiting">{otherNotes}</p>}
      {differences.length > 0 && (
        <ul class="notice waiting">
          {differences.map(({ name, released, ours }) => (
            <li key={name}>{t("count.differs", { released: wordsOf(released), ours: wordsOf(ours) })}</li>
          ))}
        </ul>
      )}
      <p class="quiet">
        {offices.size === 0 ? t("tally.unsigned") : t("tally.signed", { offices: listOf([...offices]) })}
      </p>
      <CountLines lines={linesOf(tallies)} />
      {children}
    </section>
  );
}

/** What everybody would read. */
export function Preview({ lines }: { readonly lines: readonly CountLine[] }): JSX.Element {
  return (
    <>
      <p class="notice news">
        <strong>{t("count.country.preview")}</strong>
      </p>
      <CountLines lines={lines} />
    </>
  );
}

/** A number in words; of a part also the heading under which it stands. */
export interface CountLine {
  readonly key: string;
  readonly words: string;
  readonly under: string | null;
}

/** The numbers of the year, and behind a line their parts. */
function CountLines({ lines }: { readonly lines: readonly CountLine[] }): JSX.Element {
  const parts = lines.filter(({ under }) => under !== null);
  const list = (some: readonly CountLine[]) => (
    <ul class="count-lines">
      {some.map(({ key, words }) => (
        <li key={key}>{words}</li>
      ))}
    </ul>
  );
  return (
    <>
      {list(lines.filter(({ under }) => under === null))}
      {parts.length > 0 && (
        <details class="proposals">
          <summary class="proposals-head">{t("tally.parts", { n: parts.length })}</summary>
          {[...Map.groupBy(parts, ({ under }) => under)].map(([under, some]) => (
            <Fragment key={under}>
              <h3>{under}</h3>
              {list(some)}
            </Fragment>
          ))}
        </details>
      )}
    </>
  );
}
