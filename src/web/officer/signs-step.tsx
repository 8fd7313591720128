// The coded signs, and the officer's own decision beside what the list suggests. The list never decides.
import type { JSX } from "preact";
import { type Sign, signGroups, signs, suggest } from "../../core/screening.ts";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amendScreening, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

const decisions = ["presumed", "unclear", "not"] as const;

export function SignsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { signs: seen = [], age = "in-doubt", decision } = draftOf(engine).screening ?? {};
  const amendSigns = (values: readonly Sign[]) =>
    amendScreening(engine, { signs: signs.filter((sign) => values.includes(sign)) });
  return (
    <StepPage engine={engine} step="signs" title={t("signs.title")} lead={t("signs.lead")}>
      {(gaps) => (
        <>
          {signGroups.map((group) => (
            <AnyOf<Sign>
              key={group.group}
              id={`group-${group.group}`}
              legend={t(`group.${group.group}`)}
              options={group.signs.map((value) => ({ value, label: t(`sign.${value}`) }))}
              values={seen}
              onChange={amendSigns}
            />
          ))}
          <p class="suggestion" role="status">
            <strong>
              {seen.length > 0 && `${t("signs.count", { n: seen.length })}. `}
              {t(`signs.${suggest(seen, age)}`)}
            </strong>
          </p>
          <OneOf
            id="decision"
            legend={t("signs.decision")}
            hint={t("signs.note")}
            options={decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
            value={decision}
            error={gapOf(gaps, "decision")}
            onChange={(value) => amendScreening(engine, { decision: value, signs: seen })}
          />
        </>
      )}
    </StepPage>
  );
}
