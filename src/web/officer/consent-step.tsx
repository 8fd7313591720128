// Consent: on what it rests, how it was given, with whose help, and what may be passed on. What is not agreed to is not asked later, and a
// no is an answer: it ends here. Of a child it is asked who decides and what the child says, and a no leads to what is best for the child (R21).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { basesFor } from "../../core/consent-basis.ts";
import { questionsFor, readableParts } from "../../core/part-table.ts";
import { languageFor } from "../../words/languages.ts";
import { BasisQuestion, BestInterests, ChildsAnswer, needsBestInterests } from "../components/child-answer.tsx";
import { ConsentQuestions, LastDay, StatisticsYes } from "../components/consent-questions.tsx";
import type { Gap } from "../components/error-summary.tsx";
import { MannerQuestions } from "../components/how-agreed.tsx";
import type { Engine } from "../engine.ts";
import { leafletFile } from "../leaflet/page-files.ts";
import { goHome } from "../navigation.ts";
import { partContents } from "../text/part-words.ts";
import { activeLanguage, t } from "../text/translate.ts";
import {
  amendChildsAnswer,
  amendConsent,
  amendLastDay,
  amendStatistics,
  draftOf,
  isChild,
  isHealthAtHand,
  saidOf,
  takeBackBasis,
} from "./draft.ts";
import { eraseDraft, StepPage } from "./step-page.tsx";

/** Only providers are asked to take a person. */
const providerReads = readableParts("provider", []);

export function ConsentStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { consent = {} } = draftOf(engine);
  const { language } = saidOf(engine);
  const [saysNo, setSaysNo] = useState(false);
  const child = isChild(engine);
  // Over a child's no, while nobody decided so, there is nothing to go on with.
  const isBarred = child && consent.assent === "no" && basesFor(child, consent).length === 0;
  const isEnd = saysNo || isBarred;
  const noWords = t(child ? "consent.no-child" : "consent.no");
  // Who was not reached says neither yes nor no; the child's own no is the answer above.
  const isNobodyReached = child && consent.guardian === "not-reached";
  const sayNo = () => {
    setSaysNo(true);
    takeBackBasis(engine);
  };
  return (
    <StepPage
      engine={engine}
      step="consent"
      title={t(child ? "consent.title-child" : "consent.title")}
      lead={t(child ? "consent.lead-child" : "consent.lead")}
      end={isEnd ? <No engine={engine} language={language ?? null} isChild={child} /> : undefined}
    >
      {(gaps) => (
        <>
          <ChildsAnswer
            prefix=""
            treatAsChild={child}
            rests={consent}
            gaps={gaps}
            onChange={(change) => {
              setSaysNo(false);
              amendChildsAnswer(engine, change);
            }}
          />
          {!isEnd && needsBestInterests(child, consent) && <BestInterests engine={engine} isOver />}
          <BasisQuestion
            id="basis"
            treatAsChild={child}
            rests={consent}
            {...(isNobodyReached ? {} : { no: { label: noWords, isChosen: saysNo, onChoose: sayNo } })}
            gaps={gaps}
            onChange={(basis) => {
              setSaysNo(false);
              amendConsent(engine, { basis });
            }}
          />
          {!isEnd && <Given engine={engine} gaps={gaps} />}
        </>
      )}
    </StepPage>
  );
}

/**
 * Nothing is kept of somebody who says no, and they may take something along that shows them the way back. Of a child it waits while whoever protects
 * children is rung.
 */
function No(props: {
  readonly engine: Engine;
  readonly language: string | null;
  readonly isChild: boolean;
}): JSX.Element {
  const { engine, language } = props;
  const inHers = (language === null ? null : languageFor(language)) ?? activeLanguage();
  const leaflet = (
    <a class="link" href={`/${leafletFile(inHers)}`} target="_blank" rel="noopener">
      {t("consent.no-leaflet")}
    </a>
  );
  const erase = (look: "primary" | "plain") => (
    <button type="button" class={`button ${look} wide`} onClick={() => void eraseDraft(engine)}>
      {t("consent.no-erase")}
    </button>
  );
  if (props.isChild)
    return (
      <div class="stack">
        <BestInterests engine={engine} isOver={false} />
        {leaflet}
        <button type="button" class="button primary wide" onClick={goHome}>
          {t("path.stop-keep")}
        </button>
        <p class="hint">{t("path.stop-note")}</p>
        {erase("plain")}
      </div>
    );
  return (
    <>
      <div class="notice news" role="status">
        <p>{t("consent.no-note")}</p>
        {leaflet}
      </div>
      {erase("primary")}
    </>
  );
}

function Given({ engine, gaps }: { readonly engine: Engine; readonly gaps: readonly Gap[] }): JSX.Element {
  const { consent = {} } = draftOf(engine);
  return (
    <>
      <MannerQuestions prefix="" how={consent} gaps={gaps} onChange={(change) => amendConsent(engine, change)} />
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
