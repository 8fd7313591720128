// In which language the person is spoken with, and that they know their rights: read on the screen that is turned to them, or explained. Asked before anybody is
// brought into a case, or asked for help.
import type { JSX } from "preact";
import { presentFields } from "../../core/present-fields.ts";
import { languageFor } from "../../words/languages.ts";
import { spokenLanguages } from "../../words/spoken-languages.ts";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import { SelectField } from "../components/fields.tsx";
import { RightsExplained } from "../components/rights-explained.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { rightsAnswerOf } from "../officer/persons-answer.ts";
import type { Sends } from "../sends.ts";
import { t } from "../text/translate.ts";

interface Asked {
  readonly language?: string;
  /** The rights were explained in another way than on the screen. */
  readonly isExplained: boolean;
}

export function rightsGaps(prefix: string, { language, isExplained }: Asked): readonly Gap[] {
  return [
    ...(language === undefined ? [{ field: `${prefix}language`, text: () => t("person.gap-language") }] : []),
    ...(rightsAnswerOf(isExplained) === null ? [{ field: `${prefix}rights`, text: () => t("gap.rights") }] : []),
  ];
}

export function RightsQuestions(props: {
  readonly engine: Engine;
  /** Of the ids of its fields. */
  readonly prefix: string;
  readonly asked: Asked;
  readonly gaps: readonly Gap[];
  /** What is to be sent, where that is known already. */
  readonly sends?: readonly Sends[];
  readonly onLanguage: (language: string) => void;
  readonly onExplained: (isExplained: boolean) => void;
}): JSX.Element {
  const { engine, prefix, gaps } = props;
  const { language, isExplained } = props.asked;
  const rightsAnswer = rightsAnswerOf(isExplained);
  return (
    <>
      <p>{t("rights.lead")}</p>
      <SelectField
        id={`${prefix}language`}
        label={t("bring.language")}
        empty={t("path.choose")}
        options={spokenLanguages(engine.view.value?.country.languages ?? [])}
        value={language ?? ""}
        error={gapOf(gaps, `${prefix}language`)}
        onChange={(value) => {
          if (value !== "") props.onLanguage(value);
        }}
      />
      {language !== undefined && languageFor(language) === null && (
        <p class="notice waiting">{t("rights.other-language")}</p>
      )}
      <button
        type="button"
        class="button plain wide"
        disabled={language === undefined}
        onClick={() =>
          language !== undefined &&
          go({ at: "hand-over", desk: { language, ...presentFields({ sends: props.sends }) } })
        }
      >
        {t("rights.turn")}
      </button>
      {rightsAnswer === "understood" || rightsAnswer === "stop" ? (
        <p class={rightsAnswer === "stop" ? "notice waiting" : "notice news"} role="status">
          {t(`rights.${rightsAnswer}`)}
        </p>
      ) : (
        <RightsExplained
          id={`${prefix}rights`}
          hint={t("rights.unread")}
          error={gapOf(gaps, `${prefix}rights`)}
          isExplained={rightsAnswer === "explained"}
          onChange={props.onExplained}
        />
      )}
    </>
  );
}

/** Turns the screen to the person once more, with what is to be sent alone. */
export function ShowSends(props: {
  readonly language: string | undefined;
  readonly sends: readonly Sends[];
}): JSX.Element | null {
  const { language, sends } = props;
  if (language === undefined) return null;
  return (
    <button
      type="button"
      class="button plain wide"
      onClick={() => go({ at: "hand-over", desk: { language, sends, isOnlySends: true } })}
    >
      {t("rights.turn-sends")}
    </button>
  );
}
