// A page of the first form: one of its groups. Which there are, what they ask and in which words is the country's own.
import type { JSX } from "preact";
import { presentFields } from "../../core/present-fields.ts";
import type { Engine } from "../engine.ts";
import { OfCountry } from "../form/of-country.tsx";
import type { StepOfForm as Step } from "../referral-steps.ts";
import { groupOn, titleOf } from "./form-pages.ts";
import { Questions } from "./questions.tsx";
import { StepPage } from "./step-page.tsx";

export function FormStep({ engine, step }: { readonly engine: Engine; readonly step: Step }): JSX.Element {
  const page = groupOn(engine, step);
  const lead = page?.open.words.groups[page.group.key]?.[1];
  return (
    <StepPage engine={engine} step={step} title={page === null ? "" : titleOf(page)} {...presentFields({ lead })}>
      {(gaps) =>
        page !== null && (
          <>
            <OfCountry engine={engine} version={page.open.version} />
            <Questions engine={engine} {...page} gaps={gaps} isTitled={page.group.fields.length === 1} />
          </>
        )
      }
    </StepPage>
  );
}
