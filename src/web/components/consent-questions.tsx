// What a person is asked before anything of them is shared (FD11d): plain questions with a picture each, not the nine parts that the answers open. Health
// is asked by itself, and only where it is at hand (R14); statistics is a yes of its own.
import type { JSX } from "preact";
import { type ConsentQuestion, type Part, partsOfYes, questionsOf } from "../../core/part-table.ts";
import { CareIcon, HandsIcon, PersonIcon, StoryIcon } from "../icons.tsx";
import { t } from "../text/translate.ts";
import { AnyOf } from "./choices.tsx";

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
  /** The parts that are agreed to now. */
  readonly agreed: readonly Part[];
  /** Another sentence below a question. */
  readonly hints?: { readonly [Q in ConsentQuestion]?: string };
  readonly onChange: (agreed: readonly Part[]) => void;
}): JSX.Element {
  const { asked, agreed, hints = {}, onChange, ...group } = props;
  return (
    <AnyOf<ConsentQuestion>
      {...group}
      options={asked.map((question) => {
        const Picture = pictures[question];
        return {
          value: question,
          label: t(`question.${question}`),
          hint: hints[question] ?? t(`question.${question}-hint`),
          picture: <Picture />,
        };
      })}
      values={questionsOf(agreed).filter((question) => asked.includes(question))}
      onChange={(yes) => onChange(partsOfYes(yes))}
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
    <label class="choice">
      <input
        id={props.id}
        type="checkbox"
        checked={props.isYes}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        {t("consent.statistics")}
        <small class="hint">{t("consent.statistics-hint")}</small>
      </span>
    </label>
  );
}

/** The last day of a consent, if the person wants one; null for none. */
export function LastDay(props: {
  readonly id: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}): JSX.Element {
  return (
    <div class="field">
      <label class="label" for={props.id}>
        {t("consent.until")} <span class="quiet">({t("path.optional")})</span>
      </label>
      <p class="hint" id={`${props.id}-hint`}>
        {t("consent.until-hint")}
      </p>
      <input
        id={props.id}
        class="input"
        type="date"
        autoComplete="off"
        aria-describedby={`${props.id}-hint`}
        value={props.value ?? ""}
        onInput={(event) => props.onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
      />
    </div>
  );
}
