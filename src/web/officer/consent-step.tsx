// Consent: on what it rests, how it was given, with whose help, and what may be passed on. What is not agreed to is not asked later, and a
// no is an answer: it ends here.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { bases, interpreters, manners } from "../../core/entry-kind.ts";
import { questionsFor, readableParts } from "../../core/part-table.ts";
import { isTreatedAsChild } from "../../core/person-codes.ts";
import { languageFor } from "../../words/languages.ts";
import { OneOf } from "../components/choices.tsx";
import { ConsentQuestions, LastDay, StatisticsYes } from "../components/consent-questions.tsx";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import type { Engine } from "../engine.ts";
import { leafletFile } from "../leaflet/page-files.ts";
import { partContents } from "../text/part-words.ts";
import { activeLanguage, t } from "../text/translate.ts";
import {
  amendConsent,
  amendLastDay,
  amendStatistics,
  draftOf,
  isHealthAtHand,
  saidOf,
  takeBackBasis,
} from "./draft.ts";
import { eraseDraft, StepPage } from "./step-page.tsx";

/** Only providers are asked to take a person. */
const providerReads = readableParts("provider", []);

export function ConsentStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { consent = {} } = draftOf(engine);
  const { age, language } = saidOf(engine);
  const [saysNo, setSaysNo] = useState(false);
  const child = age !== undefined && isTreatedAsChild(age);
  const offered = bases.filter((basis) => basis !== "best-interest-of-child" || child);
  const answer = (value: (typeof bases)[number] | "no") => {
    setSaysNo(value === "no");
    if (value === "no") takeBackBasis(engine);
    else amendConsent(engine, { basis: value });
  };
  return (
    <StepPage
      engine={engine}
      step="consent"
      title={t("consent.title")}
      lead={t("consent.lead")}
      end={saysNo ? <No engine={engine} language={language ?? null} /> : undefined}
    >
      {(gaps) => (
        <>
          <OneOf
            id="basis"
            legend={t("consent.basis")}
            options={[
              ...offered.map((value) => ({ value, label: t(`basis.${value}`) })),
              { value: "no" as const, label: t("consent.no") },
            ]}
            value={saysNo ? "no" : consent.basis}
            error={gapOf(gaps, "basis")}
            onChange={answer}
          />
          {!saysNo && <Given engine={engine} gaps={gaps} />}
        </>
      )}
    </StepPage>
  );
}

/** Nothing is kept of somebody who says no, and they may take something along that shows them the way back. */
function No({ engine, language }: { readonly engine: Engine; readonly language: string | null }): JSX.Element {
  const inHers = (language === null ? null : languageFor(language)) ?? activeLanguage();
  return (
    <>
      <div class="notice news" role="status">
        <p>{t("consent.no-note")}</p>
        <a class="link" href={`/${leafletFile(inHers)}`} target="_blank" rel="noopener">
          {t("consent.no-leaflet")}
        </a>
      </div>
      <button type="button" class="button primary wide" onClick={() => void eraseDraft(engine)}>
        {t("consent.no-erase")}
      </button>
    </>
  );
}

function Given({ engine, gaps }: { readonly engine: Engine; readonly gaps: readonly Gap[] }): JSX.Element {
  const { consent = {} } = draftOf(engine);
  return (
    <>
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
      <ConsentQuestions
        id="compartments"
        legend={t("consent.compartments")}
        hint={t("consent.always", { list: partContents(["referral"]) })}
        asked={questionsFor(providerReads, isHealthAtHand(engine))}
        readable={providerReads}
        agreed={consent.compartments ?? ["referral"]}
        onChange={(compartments) => amendConsent(engine, { compartments })}
      />
      <StatisticsYes
        id="statistics"
        isYes={consent.purposes?.includes("statistics") === true}
        onChange={(isYes) => amendStatistics(engine, isYes)}
      />
      <LastDay id="until" value={consent.expires ?? null} gaps={gaps} onChange={(day) => amendLastDay(engine, day)} />
    </>
  );
}
