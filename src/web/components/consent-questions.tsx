// What a person is asked before anything of them is shared (FD11d): a few questions with a picture each, each named by the parts of which it asks, as far as the
// organisation may read them. Health is asked by itself, and only where it is at hand (R14); statistics is a yes of its own.
import type { JSX } from "preact";
import { dayAt } from "../../core/moment.ts";
import { type ConsentQuestion, type Part, partsAsked, partsOfYes, questionsOf } from "../../core/part-table.ts";
import { day as isDay } from "../../core/schema.ts";
import { now } from "../clock.ts";
import { CareIcon, HandsIcon, PersonIcon, StoryIcon } from "../icons.tsx";
import { partContents, partNames } from "../text/part-words.ts";
import { t } from "../text/translate.ts";
import { AnyOf, Tick } from "./choices.tsx";
import { DateInput } from "./date-input.tsx";
import { type Gap, gapOf } from "./error-summary.tsx";

const pictures: Readonly<Record<ConsentQuestion, () => JSX.Element>> = {
  who: PersonIcon,
  happened: StoryIcon,
  help: HandsIcon,
  health: CareIcon,
};

export function ConsentQuestions(props: {
  readonly id: string;
  readonly legend: string;
  readonly legendHidden?: boolean;
  readonly hint?: string;
  readonly asked: readonly ConsentQuestion[];
  /** The parts that the organisation may ever read. */
  readonly readable: readonly Part[];
  /** The parts that are agreed to now. */
  readonly agreed: readonly Part[];
  readonly onChange: (agreed: readonly Part[]) => void;
}): JSX.Element {
  const { asked, readable, agreed, onChange, ...group } = props;
  return (
    <AnyOf<ConsentQuestion>
      {...group}
      options={asked.map((question) => {
        const Picture = pictures[question];
        return {
          value: question,
          label: partNames(partsAsked(question, readable)),
          hint: partContents(partsAsked(question, readable)),
          picture: <Picture />,
        };
      })}
      values={questionsOf(agreed, readable).filter((question) => asked.includes(question))}
      onChange={(yes) => onChange(partsOfYes(yes, readable))}
    />
  );
}

/** One tick: the case may be counted. */
export function StatisticsYes(props: {
  readonly id: string;
  readonly isYes: boolean;
  readonly onChange: (isYes: boolean) => void;
}): JSX.Element {
  return (
    <Tick
      id={props.id}
      is={props.isYes}
      label={t("consent.statistics")}
      hint={t("consent.statistics-hint")}
      isFramed
      onTick={props.onChange}
    />
  );
}

/** The last day of a consent, if the person wants one; null for none. What is typed in part is kept, and is a gap. */
export function LastDay(props: {
  readonly id: string;
  readonly value: string | null;
  readonly gaps: readonly Gap[];
  readonly onChange: (day: string | null) => void;
}): JSX.Element {
  const { id, value, gaps, onChange } = props;
  return (
    <DateInput
      id={id}
      legend={t("consent.until")}
      optional={t("path.optional")}
      hint={t("consent.until-hint")}
      error={gapOf(gaps, id)}
      value={value ?? ""}
      upTo="day"
      onChange={(day) => onChange(day === "" ? null : day)}
    />
  );
}

/** What is missing in a last day that was begun, or wrong with it: a consent that is over would share nothing. */
export function lastDayGaps(id: string, value: string | undefined): readonly Gap[] {
  if (value === undefined) return [];
  if (isDay(value)) {
    return value < dayAt(now.peek()) ? [{ field: id, text: () => t("consent.until-past") }] : [];
  }
  return [{ field: id, text: () => t("sheet.malformed", { field: t("consent.until"), how: t("sheet.how.day") }) }];
}
