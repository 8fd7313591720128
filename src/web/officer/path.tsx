// The pages of a referral, loaded when the first of them is opened.
import type { JSX } from "preact";
import type { Engine } from "../engine.ts";
import { isFormStep, type OwnStep, type Step } from "../referral-steps.ts";
import { CheckStep } from "./check-step.tsx";
import { ConsentStep } from "./consent-step.tsx";
import { DetailsStep } from "./details-step.tsx";
import { FormStep } from "./form-step.tsx";
import { RightsStep } from "./rights-step.tsx";
import { WhereStep } from "./where-step.tsx";

export { HandOver } from "./hand-over.tsx";
export { Sealed } from "./sealed.tsx";

const pages: { readonly [S in OwnStep]: (props: { readonly engine: Engine }) => JSX.Element } = {
  rights: RightsStep,
  consent: ConsentStep,
  details: DetailsStep,
  where: WhereStep,
  check: CheckStep,
};

export function StepScreen({ engine, step }: { readonly engine: Engine; readonly step: Step }): JSX.Element {
  if (isFormStep(step)) return <FormStep engine={engine} key={step} step={step} />;
  const Page = pages[step];
  return <Page engine={engine} key={step} />;
}
