// What the person wants, as they name it.
import type { JSX } from "preact";
import { serviceTypes } from "../../core/service.ts";
import { AnyOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amendScreening, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

// The bound of the entry's schema.
const mostWants = 12;

export function WantsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const wants = draftOf(engine).screening?.wants ?? [];
  return (
    <StepPage engine={engine} step="wants" title={t("wants.title")} lead={t("wants.lead")}>
      {(gaps) => (
        <>
          <AnyOf
            id="wants"
            legend={t("wants.title")}
            legendHidden
            options={serviceTypes.map((value) => ({ value, label: t(`need.${value}`) }))}
            values={wants}
            error={gapOf(gaps, "wants")}
            fixed={wants.length < mostWants ? [] : serviceTypes.filter((value) => !wants.includes(value))}
            onChange={(values) => amendScreening(engine, { wants: values.slice(0, mostWants) })}
          />
          <p role="status" class={wants.length < mostWants ? "hint" : "notice waiting"}>
            {wants.length >= mostWants && t("wants.full")}
          </p>
        </>
      )}
    </StepPage>
  );
}
