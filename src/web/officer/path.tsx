// The pages of a referral, loaded when the first of them is opened.
import type { JSX } from "preact";
import type { Engine } from "../engine.ts";
import type { Step } from "../referral-steps.ts";
import { CheckStep } from "./check-step.tsx";
import { ConsentStep } from "./consent-step.tsx";
import { DangerStep } from "./danger-step.tsx";
import { DetailsStep } from "./details-step.tsx";
import { PersonStep } from "./person-step.tsx";
import { RightsStep } from "./rights-step.tsx";
import { SignsStep } from "./signs-step.tsx";
import { WantsStep } from "./wants-step.tsx";
import { WhereStep } from "./where-step.tsx";

export { HandOver } from "./hand-over.tsx";
export { Sealed } from "./sealed.tsx";

const pages: { readonly [S in Step]: (props: { readonly engine: Engine }) => JSX.Element } = {
  danger: DangerStep,
  person: PersonStep,
  signs: SignsStep,
  wants: WantsStep,
  rights: RightsStep,
  consent: ConsentStep,
  details: DetailsStep,
  where: WhereStep,
  check: CheckStep,
};

export function StepScreen({ engine, step }: { readonly engine: Engine; readonly step: Step }): JSX.Element {
  const Page = pages[step];
  return <Page engine={engine} key={step} />;
}
