// The yes for one organisation: that it gets this at all, that it may be read in its country (R22), and which of the parts that were agreed to
// it may learn (FD7). Before it the officer's second yes, where the service says that it is for others.
import type { JSX } from "preact";
import { questionsOf } from "../../core/part-table.ts";
import type { DraftChoice } from "../../core/referral-draft.ts";
import { countryName } from "../../words/country-name.ts";
import { ConsentQuestions } from "../components/consent-questions.tsx";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { basisName } from "../text/consent-words.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { amendChoice, amendSaid, draftOf, transferTo } from "./draft.ts";

export function AgreeBox(props: {
  readonly engine: Engine;
  readonly choice: DraftChoice;
  readonly name: string;
  /** For whom the service says that it is, when that is others than the person. */
  readonly forOthers: string | null;
  readonly gaps: readonly Gap[];
}): JSX.Element {
  const { engine, choice, name, forOthers, gaps } = props;
  const { basis = "consent", guardian, compartments: most = ["referral"] } = draftOf(engine).consent ?? {};
  const restsOn = basisName(basis, guardian !== undefined);
  const { organisation, compartments: agreed } = choice;
  const readable = engine.directory.readableParts(organisation);
  const may = most.filter((part) => readable.includes(part));
  const country = transferTo(engine, choice);
  const box = (
    kind: "anyway" | "agree" | "abroad",
    isChecked: boolean,
    text: string,
    onChange: (on: boolean) => void,
  ) => {
    const id = `${kind}-${organisation}`;
    const error = gapOf(gaps, id);
    return (
      <>
        {error !== null && (
          <p class="error" id={`${id}-error`}>
            {error}
          </p>
        )}
        <label class="choice">
          <input
            id={id}
            type="checkbox"
            aria-describedby={error === null ? undefined : `${id}-error`}
            checked={isChecked}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <span>{text}</span>
        </label>
      </>
    );
  };
  const isWrong = ["anyway", "agree", "abroad"].some((kind) => gapOf(gaps, `${kind}-${organisation}`) !== null);
  return (
    <div class={isWrong ? "agree wrong" : "agree"}>
      {forOthers !== null &&
        box("anyway", choice.anyway === true, t("where.anyway", { list: forOthers }), (on) =>
          amendSaid(engine, organisation, "anyway", on),
        )}
      {box("agree", agreed !== undefined, t(`agree.${restsOn}`, { name }), (on) =>
        amendChoice(engine, organisation, on ? may : null),
      )}
      {country !== null &&
        box(
          "abroad",
          choice.abroad === true,
          t(`agree-abroad.${restsOn}`, { country: countryName(country, activeLanguage()) }),
          (on) => amendSaid(engine, organisation, "abroad", on),
        )}
      {agreed !== undefined && may.some((part) => part !== "referral") && (
        <ConsentQuestions
          id={`parts-${organisation}`}
          legend={t("consent.compartments")}
          asked={questionsOf(may, readable)}
          readable={readable}
          agreed={agreed}
          onChange={(compartments) => amendChoice(engine, organisation, compartments)}
        />
      )}
    </div>
  );
}
