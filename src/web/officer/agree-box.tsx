// The yes for one organisation: that it gets this at all, and which of the parts that were agreed to it may learn (FD7).
import type { JSX } from "preact";
import { type Compartment, compartments } from "../../core/entry-kind.ts";
import type { DraftChoice } from "../../core/referral-draft.ts";
import { AnyOf } from "../components/choices.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amendChoice, draftOf } from "./draft.ts";

export function AgreeBox(props: {
  readonly engine: Engine;
  readonly choice: DraftChoice;
  readonly name: string;
  readonly error: string | null;
}): JSX.Element {
  const { engine, choice, name, error } = props;
  const { basis = "consent", compartments: most = ["referral"] } = draftOf(engine).consent ?? {};
  const { organisation, compartments: agreed } = choice;
  const parts = most.filter((part) => part !== "referral");
  return (
    <div class={error === null ? "agree" : "agree wrong"}>
      {error !== null && (
        <p class="error" id={`agree-error-${organisation}`}>
          {error}
        </p>
      )}
      <label class="choice">
        <input
          id={`agree-${organisation}`}
          type="checkbox"
          aria-describedby={error === null ? undefined : `agree-error-${organisation}`}
          checked={agreed !== undefined}
          onChange={(event) => amendChoice(engine, organisation, event.currentTarget.checked ? most : null)}
        />
        <span>{t(`agree.${basis}`, { name })}</span>
      </label>
      {agreed !== undefined && parts.length > 0 && (
        <AnyOf<Compartment>
          id={`parts-${organisation}`}
          legend={t("consent.compartments")}
          options={parts.map((value) => ({ value, label: t(`compartment.${value}`) }))}
          values={agreed}
          onChange={(values) =>
            amendChoice(
              engine,
              organisation,
              compartments.filter((part) => values.includes(part)),
            )
          }
        />
      )}
    </div>
  );
}
