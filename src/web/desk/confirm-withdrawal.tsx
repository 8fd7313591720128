// The person withdrew a consent here, at our own desk (FD7): what was held on it is erased, so the question says what follows, and the
// button must be held. A withdrawal alone never erases: else whoever controls the person could wipe their file.

import type { JSX } from "preact";
import type { Consent } from "../../core/case/consent.ts";
import type { CaseView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { type Sentence, t } from "../text/translate.ts";
import { caseInWords } from "./case-in-words.ts";

export function ConfirmWithdrawal(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly consent: Consent;
  /** Our own organisation. */
  readonly self: string;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element {
  const { engine, consent } = props;
  const { state } = props.opened;
  const name = nameOfOrganisation(engine, consent.organisation);
  const isOurs = consent.organisation === props.self;
  const isKept = state.consents.some(
    (other) => other.id !== consent.id && other.organisation === consent.organisation && other.held && !other.purge,
  );

  return (
    <Ask
      button={t("confirm.button")}
      title={t("confirm.title")}
      about={caseInWords(engine, state.id)}
      act={t("confirm.hold")}
      manner="held"
      verb={() => engine.cases.consents.confirmWithdrawal(state.id, consent.id)}
      onDone={() => props.onDone(() => t("confirm.done"))}
    >
      {(error) => (
        <>
          <p>{t("confirm.body")}</p>
          {isKept ? (
            <p class="notice waiting">{t("confirm.still", { name })}</p>
          ) : (
            <p class="notice waiting">
              {isOurs ? t("confirm.self") : t("confirm.other", { name })} {t("confirm.undo")}
            </p>
          )}
          <VerbError error={error} />
          <p class="hint">{t("confirm.hold-hint")}</p>
        </>
      )}
    </Ask>
  );
}
