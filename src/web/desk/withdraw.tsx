// Taking a consent back must be as easy as giving it (R02): one button, one question, and it cannot be undone.

import type { JSX } from "preact";
import type { Consent } from "../../core/case/consent.ts";
import { Ask } from "../components/ask.tsx";
import type { Engine } from "../engine.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

export function Withdraw(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly consent: Consent;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element {
  const { engine, caseId, consent } = props;
  const name = nameOfOrganisation(engine, consent.organisation);
  return (
    <Ask
      button={t("withdraw.button")}
      title={t("withdraw.title", { name })}
      about={caseInWords(engine, caseId)}
      isFinal
      act={t("withdraw.do")}
      manner="grave"
      verb={() => engine.cases.consents.withdrawConsent(caseId, consent.id)}
      onDone={() => props.onDone(() => t("withdraw.done"))}
    >
      <p>{t("withdraw.body", { name })}</p>
    </Ask>
  );
}
