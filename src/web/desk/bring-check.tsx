// The last look before sealing: what the organisation will be able to read and what not, for what, and that it cannot be taken back. Which parts these are says
// the engine, from what it would seal (FD11e).
import type { JSX } from "preact";
import type { Part } from "../../core/part-table.ts";
import type { Newcomer } from "../../member/views.ts";
import { languageName } from "../../words/spoken-languages.ts";
import type { Engine } from "../engine.ts";
import { personsAnswer, rightsAnswerOf } from "../officer/persons-answer.ts";
import { restsWords } from "../text/consent-words.ts";
import { apart, language, t } from "../text/translate.ts";
import type { Bringing } from "./bringing.ts";
import { ShowSends } from "./rights-questions.tsx";

export function BringCheck(props: {
  readonly engine: Engine;
  readonly chosen: Bringing;
  readonly newcomer: Newcomer;
  readonly name: string;
}): JSX.Element {
  const { engine, chosen, newcomer, name } = props;
  const { compartments, purposes } = chosen;
  const organisation = newcomer.organisation.id;
  const sharing = engine.cases.consents.sharing(chosen.caseId, { organisation, compartments, purposes });
  const { opens = [], before = [], closed = [], later = false, withoutSigns = false } = sharing ?? {};
  const rightsAnswer = rightsAnswerOf(chosen.rightsExplained === true);
  const how = [
    ...restsWords(chosen),
    chosen.manner === undefined ? null : t(`manner.${chosen.manner}`),
    chosen.language === undefined ? null : languageName(chosen.language),
    chosen.interpreter === undefined ? null : `${t("consent.interpreter")}: ${t(`interpreter.${chosen.interpreter}`)}`,
    chosen.expires === undefined ? null : `${t("consent.until")}: ${language().date(chosen.expires)}`,
  ];
  return (
    <div class="bring-check">
      {newcomer.organisation.party === "justice" && <p class="notice waiting">{t("bring.justice")}</p>}
      {personsAnswer.value === "stop" && <p class="notice waiting">{t("rights.stop")}</p>}
      <h4>{t("bring.can-read", { name })}</h4>
      <ul class="can">
        {opens.map(({ part, isHeld }) => (
          <PartLine key={part} part={part} isEmpty={!isHeld} isWithoutSigns={withoutSigns} />
        ))}
      </ul>
      <p class="quiet">{t(later ? "bring.later" : "bring.not-later")}</p>
      {before.length > 0 && (
        <>
          <h4>{t("bring.already")}</h4>
          <ul class="can">
            {before.map((part) => (
              <PartLine key={part} part={part} />
            ))}
          </ul>
        </>
      )}
      {closed.length > 0 && (
        <>
          <h4>{t("bring.cannot-read")}</h4>
          <ul class="cannot">
            {closed.map((part) => (
              <PartLine key={part} part={part} />
            ))}
          </ul>
        </>
      )}
      <h4>{t("bring.for")}</h4>
      <p>
        {apart(
          ...purposes.map((purpose) => (purpose === "statistics" ? t("purpose.statistics") : t(`use.${purpose}`))),
        )}
      </p>
      {rightsAnswer !== null && (
        <>
          <h4>{t("hand.title")}</h4>
          <p>{t(`check.rights-${rightsAnswer}`)}</p>
        </>
      )}
      <h4>{t("case.consent")}</h4>
      <p>{apart(...how)}</p>
      <ShowSends language={chosen.language} sends={[{ organisation, parts: compartments }]} />
      <p class="notice news">{t("bring.after")}</p>
    </div>
  );
}

/** A part by its name, with what it holds. */
function PartLine(props: {
  readonly part: Part;
  readonly isEmpty?: boolean;
  readonly isWithoutSigns?: boolean;
}): JSX.Element {
  const { part, isEmpty = false, isWithoutSigns = false } = props;
  return (
    <li data-part={part}>
      {t(`part.${part}`)}
      {isEmpty && <span class="quiet"> ({t("bring.empty")})</span>}
      <small class="hint">
        {part === "referral" && isWithoutSigns ? t("bring.about-asked") : t(`part-about.${part}`)}
      </small>
    </li>
  );
}
