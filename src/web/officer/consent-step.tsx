// Consent: on what it rests, how it was given, with whose help, and what may be told. What is not agreed to is not asked later.
import type { JSX } from "preact";
import { type Compartment, compartments } from "../../core/entry-kind.ts";
import { isTreatedAsChild } from "../../core/screening.ts";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { t } from "../text/translate.ts";
import { amendConsent, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

const bases = ["consent", "best-interest-of-child", "vital-interest"] as const;
const manners = ["spoken", "read-on-screen", "written", "signed-language"] as const;
const interpreters = ["none", "present", "by-phone"] as const;

export function ConsentStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { consent = {}, screening } = draftOf(engine);
  const child = screening?.age !== undefined && isTreatedAsChild(screening.age);
  const offered = bases.filter((basis) => basis !== "best-interest-of-child" || child);
  return (
    <StepPage engine={engine} step="consent" title={t("consent.title")} lead={t("consent.lead")}>
      {(gaps) => (
        <>
          <OneOf
            id="basis"
            legend={t("consent.basis")}
            options={offered.map((value) => ({ value, label: t(`basis.${value}`) }))}
            value={consent.basis}
            error={gapOf(gaps, "basis")}
            onChange={(basis) => amendConsent(engine, { basis })}
          />
          <OneOf
            id="manner"
            legend={t("consent.manner")}
            options={manners.map((value) => ({ value, label: t(`manner.${value}`) }))}
            value={consent.manner}
            error={gapOf(gaps, "manner")}
            onChange={(manner) => amendConsent(engine, { manner })}
          />
          <OneOf
            id="interpreter"
            legend={t("consent.interpreter")}
            hint={t("consent.interpreter-hint")}
            options={interpreters.map((value) => ({ value, label: t(`interpreter.${value}`) }))}
            value={consent.interpreter}
            error={gapOf(gaps, "interpreter")}
            onChange={(interpreter) => amendConsent(engine, { interpreter })}
          />
          <AnyOf<Compartment>
            id="compartments"
            legend={t("consent.compartments")}
            hint={t("consent.always")}
            options={compartments
              .filter((value) => value !== "referral")
              .map((value) => ({ value, label: t(`compartment.${value}`) }))}
            values={consent.compartments ?? ["referral"]}
            onChange={(values) =>
              amendConsent(engine, { compartments: compartments.filter((part) => values.includes(part)) })
            }
          />
        </>
      )}
    </StepPage>
  );
}
